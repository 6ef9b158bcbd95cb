// Packs the built page into one file: everything that it would fetch becomes a data block (src/single/own.js reads them).
//   node single-file.mjs PROGRAM STAGING     dashboard.js and dashboard_bg.wasm in PROGRAM, the page in STAGING
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildSync, transformSync } from 'esbuild';

const [program, staging] = process.argv.slice(2);
const built = (path) => readFileSync(join(staging, path));
const stop = (why) => {
  console.error(`The single file cannot be made: ${why}`);
  process.exit(1);
};

const packed = (content) => gzipSync(content, { level: 9 }).toString('base64');
const small = (script) => transformSync(script, { minify: true, target: 'es2022' }).code.trim();
/** A script in the page: nothing in it may end it, or begin what only a script could end. */
const inline = (script) => (/<\/script|<script|<!--/i.test(script) ? stop('a script holds what ends a script') : script);
const digest = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

// The file worker with its program in itself: one that begins from within a document has no folder to load anything from.
const script = buildSync({
  entryPoints: [join(staging, 'files/worker.js')],
  bundle: true,
  minify: true,
  format: 'iife',
  write: false,
  define: { 'import.meta.url': '"own:"' },
}).outputFiles[0].text;
const wasmOfWorker = 'new URL("files_bg.wasm","own:")';
if (script.split(wasmOfWorker).length !== 2) stop('the file worker does not name its program once');
// No Blob: in WebKit a worker of a page from a disk cannot read one.
const unpacked = `new Response(new Response(Uint8Array.from(atob("${packed(built('files/files_bg.wasm'))}"),c=>c.charCodeAt(0))).body
.pipeThrough(new DecompressionStream("gzip")),{headers:{"content-type":"application/wasm"}})`;
const worker = script.replace(wasmOfWorker, () => unpacked);

const files = [
  ['app/dashboard.wasm', 'application/wasm', readFileSync(join(program, 'dashboard_bg.wasm'))],
  ['charts/echarts.js', 'text/javascript', built('charts/echarts.js')],
  ['files/worker.js', 'text/javascript', worker],
  ['rules/hubspot-solutions.json', 'application/json', built('rules/hubspot-solutions.json')],
  ['data/sample.json', 'application/json', built('data/sample.json')],
];
const blocks = files.map(([path, type, content]) => `<script type="application/gzip" data-own="${path}" data-type="${type}">${packed(content)}</script>`);

let page = built('index.html').toString().replace(/[ \t]*<!--[^]*?-->\n?/g, '');
const swap = (what, pattern, text) => {
  if (page.split(pattern).length !== 2) stop(`the page does not have ${what} once`);
  page = page.replace(pattern, () => text);
};
const first = inline(small(readFileSync('src/single/own.js', 'utf8')) + small(built('boot.js').toString()));
const glue = inline(`${small(readFileSync(join(program, 'dashboard.js'), 'utf8'))}globalThis.tierwiseProgram=wasm_bindgen;`);
const [sheet] = page.match(/app\/style-[^"]*\.css/) ?? stop('the page has no style sheet');
const style = transformSync(built(sheet).toString(), { loader: 'css', minify: true }).code.trim();
const icon = `data:image/svg+xml;base64,${built('icons/icon.svg').toString('base64')}`;
// What public/_headers says of the page, for a page that has no headers; scripts and style by their digests.
const policy = [
  "default-src 'none'",
  `script-src ${digest(first)} ${digest(glue)} blob: 'wasm-unsafe-eval'`,
  `style-src ${digest(style)}`,
  'img-src data:',
  'worker-src blob:',
  'connect-src blob: https: http://localhost:* http://127.0.0.1:*',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

swap('its loader', /<link rel="modulepreload"[^>]*>\s*<link rel="preload"[^>]*>\s*<script src="[^"]*boot\.js"[^>]*><\/script>/, `<script>${first}</script>`);
swap('its style sheet', /<link rel="stylesheet"[^>]*>/, `<style>${style}</style>`);
swap('its icon', /<link rel="icon"[^>]*>/, `<link rel="icon" href="${icon}">`);
swap('its manifest', /<link rel="manifest"[^>]*>\s*/, '');
for (const link of page.match(/<link rel="apple-touch-icon"[^>]*>\s*/g) ?? []) page = page.replace(link, '');
swap('its encoding', /<meta charset="utf-8">/, `<meta charset="utf-8">\n    <meta http-equiv="Content-Security-Policy" content="${policy}">`);
// A saved copy has its blocks after the mark, which names their version (src/query/saved.rs).
swap('an end', /<\/body>/, `${blocks.join('\n')}\n<!--saved 1-->\n<script>${glue}</script>\n</body>`);
writeFileSync(join(staging, 'tierwise.html'), page);
