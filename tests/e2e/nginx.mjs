// A real nginx with the configuration of docs/endpoint.md, as whoever runs the tests, on a free port, with a certificate of
// its own:
//   const endpoint = await nginx({ origin: site, token: 'secret' });
//   endpoint.write('book.json', text); endpoint.url('/book.json'); await endpoint.close();
import { execFileSync, spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listen } from '../support/serve.mjs';

const DOCUMENT = fileURLToPath(new URL('../../docs/endpoint.md', import.meta.url));

/** The one block of nginx in the document. */
function documented() {
  const blocks = [...readFileSync(DOCUMENT, 'utf8').matchAll(/^```nginx\n([\s\S]*?)^```$/gm)];
  if (blocks.length !== 1) throw new Error(`docs/endpoint.md has ${blocks.length} blocks of nginx, not one.`);
  return blocks[0][1];
}

/** The block with the values of a test in the lines marked "yours", and only there. */
function configured(values) {
  let left = Object.entries(values);
  const text = documented().replace(/^.*# yours.*$/gm, (line) => {
    const found = left.filter(([yours]) => line.includes(yours));
    if (found.length !== 1) throw new Error(`No value of this test belongs into the line: ${line}`);
    left = left.filter((value) => value !== found[0]);
    return line.replace(...found[0]);
  });
  if (left.length) throw new Error(`The document has no line for ${left.map(([yours]) => yours)}.`);
  return text;
}

/** Its path: a system's folder for servers is often not on PATH. */
function program() {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  const found = folders
    .map((folder) => join(folder, 'nginx'))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
  if (!found) throw new Error('No nginx: “make test” installs it (Debian: apt-get install nginx-light).');
  return found;
}

async function freePort() {
  const server = createServer();
  const { port } = await listen(server);
  await new Promise((done) => server.close(done));
  return port;
}

export async function nginx({ origin, token }) {
  const folder = mkdtempSync(join(tmpdir(), 'tierwise-nginx-'));
  const path = (name) => join(folder, name);
  const port = await freePort();
  execFileSync('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
    ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', path('key.pem'), '-out', path('cert.pem')],
  ], { stdio: 'pipe' });
  const block = configured({
    '3q2b7RkUeXw0example': token,
    'https://partners.example.com': origin,
    '443 ssl': `127.0.0.1:${port} ssl`,
    'data.example.com;  ': 'localhost;  ',
    '/etc/ssl/data.example.com.pem': path('cert.pem'),
    '/etc/ssl/data.example.com.key': path('key.pem'),
    '/srv/partner-data': folder,
  });
  // Around it only what keeps the server to this folder and this process.
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${path(name)};`);
  writeFileSync(
    path('nginx.conf'),
    `daemon off; master_process off; pid ${path('pid')}; error_log stderr notice;
events {}
http {
access_log ${path('access.log')};
${temporary.join('\n')}
${block}}
`,
  );
  const server = spawn(program(), ['-p', folder, '-e', 'stderr', '-c', path('nginx.conf')], { stdio: ['ignore', 'ignore', 'pipe'] });
  const gone = new Promise((done) => server.once('exit', done));
  // The first notice comes once it listens.
  await new Promise((done, failed) => {
    let said = '';
    server.stderr.on('data', (text) => {
      said += text;
      if (/\[notice\].* nginx\//.test(said)) done();
    });
    server.once('error', failed);
    server.once('exit', () => failed(new Error(`nginx did not start:\n${said}`)));
  });
  return {
    origin: `https://localhost:${port}`,
    url: (file) => `https://localhost:${port}${file}`,
    /** As the document asks: the new file beside the old one, then renamed. */
    write: (name, text) => {
      writeFileSync(path('new'), text);
      renameSync(path('new'), path(name));
    },
    close: async () => {
      server.kill('SIGTERM');
      await gone;
      rmSync(folder, { recursive: true });
    },
  };
}
