// The page without a connection, and its newer versions: with the service worker, which all other specs do without.
import { spawn } from 'node:child_process';
import { cpSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import readXlsxFile from 'read-excel-file/node';
import { serve } from '../support/serve.mjs';
import { App, expect, test } from './dashboard.page.mjs';
import { dist } from './fixtures.mjs';
import { figures, fixture, rules, sample, small } from './oracle.mjs';

test.use({ serviceWorkers: 'allow' });

/** Waits until the browser has every file of the page. */
const kept = (page) => page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));

/** A server in a process of its own, as `make run` starts it. */
const started = async () => {
  const script = fileURLToPath(new URL('../support/serve.mjs', import.meta.url));
  const server = spawn(process.execPath, [script, dist, '0']);
  const origin = await new Promise((done) => {
    server.stdout.on('data', (text) => {
      const [address] = /http:\/\/localhost:\d+/.exec(text) ?? [];
      if (address) done(address);
    });
  });
  const stop = () =>
    new Promise((done) => {
      server.once('exit', done);
      server.kill();
    });
  return { origin, stop };
};

test('the server is stopped: a whole journey', async ({ app, page, allow }) => {
  const { origin, stop } = await started();
  allow(origin, /ERR_CONNECTION_REFUSED|Failed to load resource/);
  await app.open(`${origin}/`);
  await kept(page);
  await stop();
  await expect(page.request.get(origin), 'nobody answers').rejects.toThrow();

  await page.reload();
  await app.ready();
  await app.expectFigures(figures(sample, rules));
  await page.locator('.chart .canvas').first().scrollIntoViewIfNeeded();
  await expect(page.locator('.chart canvas').first()).toBeVisible();

  for (const name of ['Tier', 'My dashboard', 'Commissions', 'Calculator', 'Reports', 'Lists', 'Rules', 'Data', 'Dashboard']) {
    await app.go(name);
    await expect(app.main.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(app.main.locator('section.skeleton')).toHaveCount(0);
    await expect(app.alert.getByRole('paragraph')).toHaveCount(0);
  }
  // A report, and its rows as a spreadsheet, which the file worker writes.
  await page.evaluate(() => (location.hash = '#/dashboard?report=sales&panel=export'));
  const dialog = page.getByRole('dialog');
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  const [{ data }] = await readXlsxFile(await readFile(await (await download).path()));
  expect(data).toHaveLength(sample.sales.length + 1);
  await page.evaluate(() => (location.hash = '#/dashboard?drawer=points'));
  await page.locator('.drawer input').first().fill('1000');
  await expect(app.figure('calculator.total')).toHaveAttribute('value', '50');
  // The calculator for other sites, in its frame.
  await page.evaluate(() => (location.hash = '#/calculator?panel=embed'));
  await expect(page.frameLocator('iframe').getByLabel('Sold amount (MRR)')).toBeVisible();

  await page.evaluate(() => (location.hash = '#/data'));
  await app.main.locator('input[type=file]').first().setInputFiles(fixture('own-small.json'));
  await expect(app.status).toContainText('own-small.json is open');
  await app.go('Dashboard');
  await app.expectFigures(figures(small, rules));

  // What needs a connection says so.
  await app.go('Data');
  const card = page.getByRole('region', { name: 'Save this dashboard as a file' });
  await card.getByRole('button', { name: 'Save as a file' }).click();
  await expect(card.getByRole('status').last()).toContainText('needs a connection');
});

test('a network that is there and silent: the kept rules are used', async ({ app, page, allow }) => {
  const site = await serve(dist);
  let silent = false;
  const network = createServer(async ({ url }, response) => {
    if (silent && url.startsWith('/rules/')) return;
    const answer = await fetch(`${site.origin}${url}`);
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise((done) => network.listen(0, 'localhost', done));
  const origin = `http://localhost:${network.address().port}`;
  allow(origin, /AbortError|ERR_/);
  await app.open(`${origin}/`);
  await kept(page);
  await page.reload();
  await app.ready();
  silent = true;
  await page.reload();
  await app.expectFigures(figures(sample, rules));
  await page.close();
  network.closeAllConnections();
  await Promise.all([new Promise((done) => network.close(done)), site.close()]);
});

test.describe('a site that changes', () => {
  let site;
  let folder;

  test.beforeEach(async ({ allow }, testInfo) => {
    folder = testInfo.outputPath('site');
    cpSync(dist, folder, { recursive: true });
    site = await serve(folder);
    allow(site.origin);
  });
  test.afterEach(async () => {
    await site.close();
    rmSync(folder, { recursive: true });
  });

  /** Changes the page, as a new build does, and its service worker with it. */
  const rebuild = () => {
    const change = (name, from, to) => {
      const text = readFileSync(`${folder}/${name}`, 'utf8');
      expect(text).toMatch(from);
      writeFileSync(`${folder}/${name}`, text.replace(from, to));
    };
    change('index.html', /<html lang="en"/, '<html lang="en" data-build="next"');
    change('sw.js', /(url:"index\.html",revision:")[^"]*/, '$1next');
  };
  const next = (page) => page.locator('html[data-build="next"]');
  const look = (page) => page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update().then(() => undefined));

  test('a newer version is offered and never forced', async ({ app, page }) => {
    await app.open(`${site.origin}/`);
    await kept(page);
    await page.reload();
    await app.ready();
    const offer = app.main.getByText('A new version of Tierwise is ready.');
    await look(page);
    await expect(offer).toHaveCount(0);

    await page.evaluate(() => (location.hash = '#/dashboard?drawer=points'));
    await page.locator('.drawer input').first().fill('1234');
    rebuild();
    await look(page);
    await expect(offer).toBeVisible();
    await expect(page.locator('.drawer input').first(), 'nothing is lost').toHaveValue('1234');
    await page.evaluate(() => (location.hash = '#/dashboard'));
    await expect(page.locator('.drawer')).toHaveCount(0);
    await app.main.getByRole('button', { name: 'Close', exact: true }).click();
    await expect(offer).toHaveCount(0);

    // A reload is not a yes: another tab may be in the middle of something.
    await page.reload();
    await app.ready();
    await expect(next(page)).toHaveCount(0);
    await expect(offer).toBeVisible();
    const other = await page.context().newPage();
    await other.goto(`${site.origin}/`);
    await expect(other.getByText('A new version of Tierwise is ready.')).toBeVisible();
    await app.main.getByRole('button', { name: 'Reload now' }).click();
    await expect(next(page)).toHaveCount(1);
    await app.ready();
    await expect(offer).toHaveCount(0);
    await expect(next(other), 'the other tab goes on').toHaveCount(0);
    await other.getByRole('button', { name: 'Reload now' }).click();
    await expect(next(other)).toHaveCount(1);
  });

  test('a tab that goes on with the version before has all of it, though another tab took the newer one', async ({ app, context, page }) => {
    await app.open(`${site.origin}/`);
    await kept(page);
    await page.reload();
    await app.ready();
    rebuild();
    // The part of the History page has another name in the next build, and the host no longer has the old one.
    const [part] = readdirSync(`${folder}/app`).filter((name) => name.endsWith('split_history.wasm'));
    renameSync(`${folder}/app/${part}`, `${folder}/app/next-${part}`);
    const worker = readFileSync(`${folder}/sw.js`, 'utf8');
    expect(worker).toContain(`app/${part}`);
    writeFileSync(`${folder}/sw.js`, worker.replaceAll(`app/${part}`, `app/next-${part}`));
    const other = new App(await context.newPage());
    await other.open(`${site.origin}/`);
    await look(other.page);
    await other.main.getByRole('button', { name: 'Reload now' }).click();
    await expect(next(other.page)).toHaveCount(1);
    await other.ready();
    await expect(next(page)).toHaveCount(0);
    await app.go('History');
    await expect(app.main).toContainText('Nothing was imported yet.');
    await expect(app.alert.getByRole('paragraph')).toHaveCount(0);
  });

  test('rules that the host changes count at once; without a connection the kept ones do', async ({ app, page, allow }) => {
    await app.open(`${site.origin}/`);
    await kept(page);
    const path = `${folder}/rules/hubspot-solutions.json`;
    const changed = JSON.parse(readFileSync(path));
    changed.programme.vendor = 'Other vendor';
    writeFileSync(path, JSON.stringify(changed));
    await page.reload();
    await expect(app.main.getByRole('tab', { name: 'Other vendor team' })).toBeVisible();
    allow(/Failed to load resource/);
    await site.close();
    await page.reload();
    await app.ready();
    await expect(app.main.getByRole('tab', { name: 'HubSpot team' })).toBeVisible();
  });

  test('data from an endpoint is asked for each time and never kept', async ({ app, page, allow, api }) => {
    allow(api.origin);
    const own = `${folder}/data/book.json`;
    writeFileSync(own, JSON.stringify(small));
    api.route('/book.json', { body: small });
    await app.open(`${site.origin}/`);
    await kept(page);
    const addresses = [`${site.origin}/?data=data/book.json`, `${site.origin}/?data=${encodeURIComponent(api.url('/book.json'))}`];
    for (const address of addresses) {
      await app.open(address);
      await app.expectFigures(figures(small, rules));
    }
    writeFileSync(own, JSON.stringify(sample));
    api.route('/book.json', { body: sample });
    for (const address of addresses) {
      await app.open(address);
      await app.expectFigures(figures(sample, rules));
    }
    const held = await page.evaluate(async () => {
      const all = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
      return all.flat().map(({ url }) => new URL(url).pathname);
    });
    expect(held).toContain('/index.html');
    expect(held.filter((path) => /book|tierwise\.html|schema/.test(path))).toEqual([]);

    // The page comes without a connection, at such an address too, and says that the data does not.
    allow(/Failed to load resource/);
    await site.close();
    await page.goto(addresses[0]);
    await expect(app.alert).toContainText('data/book.json could not be opened');
  });

  test('it can be installed', async ({ page }) => {
    await page.goto(`${site.origin}/`);
    await kept(page);
    const session = await page.context().newCDPSession(page);
    const { errors } = await session.send('Page.getAppManifest');
    expect(errors).toEqual([]);
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
    // A test's context is private, where nothing is installed.
    expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
    const manifest = JSON.parse(readFileSync(`${folder}/manifest.webmanifest`));
    for (const { src, sizes, type } of manifest.icons) {
      const size = await page.evaluate(async (src) => {
        const image = await createImageBitmap(await (await fetch(src)).blob()).catch(() => undefined);
        return image && `${image.width}x${image.height}`;
      }, src);
      if (type === 'image/png') expect(size).toBe(sizes);
    }
  });
});
