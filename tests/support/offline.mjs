// Trunk's last step (Trunk.toml, post_build): the service worker, with the list of the files that it keeps.
//   node offline.mjs STAGING
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const [staging] = process.argv.slice(2);
if (process.env.TRUNK_PROFILE !== 'release') process.exit(); // `make dev` shows every change at once
if (!existsSync(join(staging, 'offline.js'))) process.exit(); // another page, such as the one that measures

// For hosts, for people who write data, and the single file, which is as large as all the rest and fetched when it is wanted.
const ELSEWHERE = /^(_headers|tierwise\.html|schema\/|charts\/LICENSE\.txt)/;
const digest = (path) => createHash('sha256').update(readFileSync(join(staging, path))).digest('hex').slice(0, 16);
const files = readdirSync(staging, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(staging.length + 1).replaceAll('\\', '/'))
  .filter((path) => !ELSEWHERE.test(path))
  .sort()
  // Names in app/ carry a hash already.
  .map((url) => ({ url, revision: url.startsWith('app/') ? null : digest(url) }));

buildSync({
  entryPoints: ['src/offline/sw.js'],
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  outfile: join(staging, 'sw.js'),
  logLevel: 'warning',
  define: { 'self.__WB_MANIFEST': JSON.stringify(files), 'process.env.NODE_ENV': '"production"' },
});
