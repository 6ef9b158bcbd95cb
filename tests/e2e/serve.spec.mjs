// The built folder as it is served: headers, files that are not there, and what the page says when it cannot start.
import { readdirSync, readFileSync } from 'node:fs';
import { request as rawRequest } from 'node:http';
import { homedir } from 'node:os';
import { headersFor, parseHeaders } from '../support/serve.mjs';
import { dist, expect, test } from './fixtures.mjs';

const wanted = (path) => headersFor(parseHeaders(readFileSync(`${dist}/_headers`, 'utf8')), path);

/** The status for a path sent as it is: browsers and fetch tidy it up first. */
const statusOf = (site, path) =>
  new Promise((done, failed) => {
    rawRequest(site, { path }, (response) => done(response.resume().statusCode)).on('error', failed).end();
  });

test('the page comes with the headers of _headers, a strict CSP among them', async ({ request }) => {
  const response = await request.get('./');
  expect(response.status()).toBe(200);
  expect(response.headers()).toMatchObject(wanted('/'));
  const csp = response.headers()['content-security-policy'];
  expect(csp).toContain("default-src 'none'");
  expect(csp).toContain("script-src 'self' 'wasm-unsafe-eval';");
  expect(csp).not.toContain("'unsafe-");
});

test('files with a hash may be kept for ever, the others are asked for again', async ({ request }) => {
  const wasm = readdirSync(`${dist}/app`).find((name) => name.endsWith('.wasm'));
  const program = await request.get(`./app/${wasm}`);
  expect(program.headers()['content-type']).toBe('application/wasm');
  expect(program.headers()['cache-control']).toContain('immutable');
  expect((await request.get('./boot.js')).headers()['cache-control']).toBe('no-cache');
  const again = await request.get('./boot.js', { headers: { 'If-None-Match': (await request.get('./boot.js')).headers().etag } });
  expect(again.status()).toBe(304);
});

test('the page has no inline script or style', async () => {
  const html = readFileSync(`${dist}/index.html`, 'utf8');
  expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=/i);
});

test('an unknown path is a 404, and nothing outside the folder is served', async ({ request, site }) => {
  expect((await request.get('./data/not-there.json')).status()).toBe(404);
  expect((await request.post('./')).status()).toBe(405);
  for (const path of ['/_headers', '/app/', '/../Cargo.toml', '/..%2fCargo.toml', '/%2e%2e/Cargo.toml', '//../Cargo.toml']) {
    expect([400, 404], path).toContain(await statusOf(site, path));
  }
  expect(await statusOf(site, '/%')).toBe(400);
});

test('what is built names no folder of the machine that built it', () => {
  const folders = [homedir(), process.cwd(), process.env.CARGO_HOME].filter((folder) => folder && folder !== '/');
  const files = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.some(({ name }) => name.endsWith('_bg.wasm'))).toBe(true);
  for (const { parentPath, name } of files) {
    const bytes = readFileSync(`${parentPath}/${name}`);
    for (const folder of folders) expect(bytes.includes(`${folder}/`), `${parentPath}/${name}: ${folder}`).toBe(false);
  }
});

for (const { lang, load, old } of [
  { lang: 'en', load: 'could not be loaded', old: 'cannot run WebAssembly' },
  { lang: 'fr', load: 'n’a pas pu être chargé', old: 'ne peut pas exécuter WebAssembly' },
]) {
  test.describe(`when the page cannot start, it says so (${lang})`, () => {
    test.use({ stored: { 'tierwise.lang': lang } });

    for (const file of ['**/app/*.js', '**/app/*.wasm']) {
      test(`${file} is missing`, async ({ page, allow }) => {
        allow(/404|Failed to fetch dynamically imported module/);
        await page.route(file, (route) => route.fulfill({ status: 404, body: 'Not found' }));
        await page.goto('./');
        await expect(page.getByRole('alert')).toContainText(load);
        await expect(page.getByRole('alert')).toHaveAttribute('lang', lang);
      });
    }

    test('no WebAssembly', async ({ page }) => {
      await page.addInitScript(() => delete globalThis.WebAssembly);
      await page.goto('./');
      await expect(page.getByRole('alert')).toContainText(old);
    });
  });
}

test.describe('theme and language', () => {
  test.use({ stored: { 'tierwise.theme': 'dark', 'tierwise.lang': 'fr' } });

  test('are set before the program starts', async ({ page, allow }) => {
    allow(/404/);
    await page.route('**/app/*.wasm', (route) => route.fulfill({ status: 404, body: 'Not found' }));
    await page.goto('./');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  });
});
