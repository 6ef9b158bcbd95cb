// A small static server for the built folder, with the headers of its own _headers file: what `make run` and the browser
// tests see is what a static host will serve.
//   node tests/support/serve.mjs dist 8080     serve (the next free port if it is taken) and print the address
//   node tests/support/serve.mjs --free 8080   only print a free port
import { createReadStream, existsSync, realpathSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { constants, createBrotliCompress } from 'node:zlib';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};
const PACKED = new Set(['.png', '.woff2', '.ico']); // compressed already

/** The rules of a _headers file: [{ path: RegExp, headers: [[name, value]] }]. */
export function parseHeaders(text) {
  const rules = [];
  for (const line of text.split(/\r?\n/)) {
    if (!line.trim() || line.trimStart().startsWith('#')) continue;
    if (/^\S/.test(line)) {
      const pattern = line
        .trim()
        .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
        .replaceAll('*', '.*')
        .replace(/:\w+/g, '[^/]+');
      rules.push({ path: new RegExp(`^${pattern}$`), headers: [] });
    } else {
      const colon = line.indexOf(':');
      rules.at(-1)?.headers.push([line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]);
    }
  }
  return rules;
}

/** What the rules say for one path; a name given twice is joined with a comma, as the hosts do. */
export function headersFor(rules, path) {
  const out = {};
  for (const rule of rules) {
    if (!rule.path.test(path)) continue;
    for (const [name, value] of rule.headers) out[name] = out[name] ? `${out[name]}, ${value}` : value;
  }
  return out;
}

/** Serves the folder `root`. Port 0: any free one; otherwise the next free one from `port` on. */
export async function serve(root, { port = 0, host = '127.0.0.1' } = {}) {
  root = realpathSync(root);
  const server = createServer((request, response) => {
    answer(root, request, response).catch(() => response.destroy());
  });
  const address = await listen(server, port, host);
  return {
    origin: `http://localhost:${address.port}`,
    port: address.port,
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}

async function answer(root, request, response) {
  let path;
  try {
    path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
  } catch {
    return refuse(response, 400, 'Not an address that can be read.');
  }
  // Read anew each time: a rebuild needs no restart.
  const rules = parseHeaders(await readFile(`${root}${sep}_headers`, 'utf8').catch(() => ''));
  const headers = headersFor(rules, path);

  if (!['GET', 'HEAD'].includes(request.method)) return refuse(response, 405, 'Only GET and HEAD.', headers);
  const file = resolve(root, `.${path.endsWith('/') ? `${path}index.html` : path}`);
  const hidden = /\0|\/[._]/.test(path); // .stage, _headers
  const inside = file.startsWith(root + sep);
  const info = inside && !hidden ? await stat(file).catch(() => undefined) : undefined;
  if (!info?.isFile()) return refuse(response, 404, 'There is no such file.', headers);

  const type = extname(file).toLowerCase();
  headers['content-type'] = TYPES[type] ?? 'application/octet-stream';
  headers.etag = `W/"${info.size.toString(36)}-${Math.round(info.mtimeMs).toString(36)}"`;
  headers.vary = 'Accept-Encoding';
  if (request.headers['if-none-match'] === headers.etag) {
    response.writeHead(304, headers).end();
    return;
  }
  const brotli = !PACKED.has(type) && /\bbr\b/.test(request.headers['accept-encoding'] ?? '');
  if (brotli) headers['content-encoding'] = 'br';
  else headers['content-length'] = info.size;
  response.writeHead(200, headers);
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  const pack = brotli ? [createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })] : [];
  pipeline(createReadStream(file), ...pack, response, () => {}); // the reader may leave in the middle
}

function refuse(response, status, text, headers = {}) {
  response.writeHead(status, { ...headers, 'cache-control': 'no-cache', 'content-type': TYPES['.txt'] });
  response.end(`${status}. ${text}\n`);
}

/** Listens on `port`, or on the next free one. */
export async function listen(server, port = 0, host = '127.0.0.1') {
  for (let tries = 0; ; tries += 1) {
    try {
      return await new Promise((done, failed) => {
        server.once('error', failed);
        server.listen(port && port + tries, host, () => {
          server.off('error', failed);
          done(server.address());
        });
      });
    } catch (error) {
      if (error.code !== 'EADDRINUSE' || tries >= 100) throw error;
    }
  }
}

async function main([first, second]) {
  const port = Number(second ?? 8080);
  const host = process.env.TIERWISE_HOST ?? '127.0.0.1';
  if (first === '--free') {
    const server = createServer();
    const found = await listen(server, port, host);
    server.close(() => console.log(found.port));
    return;
  }
  if (!first || !existsSync(`${first}/index.html`)) {
    console.error(`There is no built page in “${first ?? ''}”: run “make build” first.`);
    process.exit(1);
  }
  const site = await serve(first, { port, host });
  if (port && site.port !== port) console.log(`Port ${port} is taken; using ${site.port}.`);
  console.log(`\n  Tierwise is at ${site.origin}/   (Ctrl+C stops it)\n`);
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await main(process.argv.slice(2));
}
