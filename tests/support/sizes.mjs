// What the built files weigh on the wire (brotli, best level, as a static host stores them) against the budgets.
// KB = 1000 bytes. Exits 1 if one is over.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const dist = process.argv[2] ?? 'dist';
const files = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  .map((path) => {
    const bytes = readFileSync(path);
    return { name: path.slice(dist.length + 1).replaceAll('\\', '/'), raw: bytes.length, packed: brotliCompressSync(bytes).length };
  })
  .sort((a, b) => b.packed - a.packed);

// A budget counts the files that its pattern names.
const PROGRAM = /^app\/(dashboard-[^/-]*\.(js|wasm)|snippets\/.*)$/;
const PARTS = /^app\/dashboard-[^/-]*-[^/]*\.wasm$/;
const WORKER = /^files\/.*$/;
const FIRST = /^(index\.html|boot\.js|manifest\.webmanifest|app\/(?!dashboard-[^/-]*-).*|icons\/icon\.svg|rules\/hubspot-solutions\.json|data\/sample\.json)$/;
const CHARTS = /^charts\/.*\.js$/;
const EMBED = /^embed\/v1\/.*$/;
const LOADER = /^embed\/v1\/calculator-embed\.js$/;
const OFFLINE = /^(offline|sw)\.js$/;
const WHOLE = /^tierwise\.html$/;
const LATER = [PARTS, CHARTS, WORKER, EMBED, OFFLINE, WHOLE];
const budgets = [
  { name: 'program: wasm + glue', limit: 260, pattern: PROGRAM },
  { name: 'first load: page, styles, program, rules, icons, sample book', limit: 320, pattern: FIRST },
  { name: 'parts that are loaded when they are first shown', limit: 680, pattern: PARTS },
  { name: 'charts, loaded when the first one comes into view', limit: 180, pattern: CHARTS },
  { name: 'file worker, with the first XLSX export', limit: 700, pattern: WORKER },
  { name: 'the calculator on other sites: what a page loads first', limit: 5, pattern: LOADER },
  { name: 'the calculator on other sites: all of it', limit: 60, pattern: EMBED },
  { name: 'what keeps the page without a connection, once it runs', limit: 10, pattern: OFFLINE },
  { name: 'the single file', limit: 2500, pattern: WHOLE },
];

const kb = (bytes) => (bytes / 1000).toFixed(1).padStart(7);
const row = (packed, raw, text) => console.log(`  ${kb(packed)} KB  ${kb(raw)} KB  ${text}`);
console.log('   brotli        raw      file');
for (const { packed, raw, name } of files.filter(({ name }) => [FIRST, ...LATER].some((pattern) => pattern.test(name)))) row(packed, raw, name);

let over = 0;
for (const { name, limit, pattern } of budgets) {
  const chosen = files.filter((file) => pattern.test(file.name));
  const size = chosen.reduce((sum, file) => sum + file.packed, 0);
  const missing = chosen.length === 0;
  const ok = !missing && size <= limit * 1000;
  if (!ok) over += 1;
  console.log(`budget ${ok ? 'kept' : missing ? 'NOTHING MEASURED' : 'EXCEEDED'}: ${kb(size).trim()} of ${limit} KB  ${name}`);
}
process.exit(over ? 1 : 0);
