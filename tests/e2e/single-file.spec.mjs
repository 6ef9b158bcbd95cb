// The page as one file, opened from the disk, and copies of the dashboard that are such files.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import AxeBuilder from '@axe-core/playwright';
import readXlsxFile from 'read-excel-file/node';
import { App, expect, test } from './dashboard.page.mjs';
import { dist } from './fixtures.mjs';
import { clients, figures, fixture, rules, sample, small } from './oracle.mjs';

const single = pathToFileURL(`${dist}/tierwise.html`).href;
/** The file as a downloaded one has it: a name of its own, nothing beside it. */
const saveAs = (content, testInfo) => {
  const path = testInfo.outputPath('saved.html');
  writeFileSync(path, content);
  return pathToFileURL(path).href;
};

/** What a page asks for, but what it has in itself. */
const watched = (page) => {
  const asked = [];
  page.on('request', (request) => {
    if (!/^(blob|data):/.test(request.url())) asked.push(request.url());
  });
  return asked;
};

const choose = async (app, name, content) => {
  const file = content === undefined ? name : { name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) };
  await app.main.locator('input[type=file]').first().setInputFiles(file);
};

const downloaded = async (page, act) => {
  const download = page.waitForEvent('download');
  await act();
  return readFile(await (await download).path());
};

/** Exports the rows of a report. */
const exported = async (page, format) => {
  await page.evaluate(() => (location.hash = '#/dashboard?report=sales&panel=export'));
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: format }).check();
  const bytes = await downloaded(page, () => dialog.locator('form.panel-body button[type=submit]').click());
  await page.evaluate(() => (location.hash = '#/dashboard'));
  await expect(dialog).toHaveCount(0);
  return bytes;
};

/**
 * Waits until what a copy wrote under a key is where other documents find it. In Chromium every document of a file has a store
 * of its own, which hears of what another one wrote a moment later (of two documents in one page that tell each other “read it
 * now”, the second one reads an older value most of the time; over http never).
 */
const stored = async (copy, key, testInfo) => {
  const path = testInfo.outputPath('store.html');
  writeFileSync(path, '<!doctype html><title>store</title>');
  const other = await copy.page.context().newPage();
  const keys = async () => {
    await other.goto(pathToFileURL(path).href);
    return other.evaluate(() => Object.keys(localStorage).join('\n'));
  };
  await expect.poll(keys, 'it is stored').toContain(key);
  await other.close();
};

/** Saves the dashboard as a file, from the Data page, and gives its text. */
const copied = async (page, { hidden = false } = {}) => {
  await page.evaluate(() => (location.hash = '#/data'));
  const card = page.getByRole('region', { name: 'Save this dashboard as a file' });
  if (hidden) await card.getByLabel('Hide client names').check();
  const bytes = await downloaded(page, () => card.getByRole('button', { name: 'Save as a file' }).click());
  await expect(card.getByRole('status').last()).toHaveText('The file was saved.');
  return bytes.toString();
};

/** The blocks of a copy, unpacked: what it says of itself, and its files. */
const inside = (html) => {
  const blocks = [...html.matchAll(/<script type="application\/gzip" data-own="(saved\/[^"]+)"[^>]*>([^<]*)<\/script>/g)];
  const all = Object.fromEntries(blocks.map(([, path, base64]) => [path, Buffer.from(base64, 'base64')]));
  const { 'saved/about.json': about, ...files } = all;
  return {
    count: blocks.length,
    about: JSON.parse(about),
    files: Object.fromEntries(Object.entries(files).map(([path, bytes]) => [path, gunzipSync(bytes)])),
  };
};

for (const lang of ['en', 'fr']) {
  test.describe(`from the disk (${lang})`, () => {
    test.use({ stored: { 'tierwise.lang': lang } });

    test('everything works, and nothing is asked of anybody', async ({ page }) => {
      const asked = watched(page);
      const app = new App(page, lang);
      await app.open(single);
      await app.expectFigures(figures(sample, rules));
      await expect(page.locator('html')).toHaveAttribute('lang', lang);
      await page.locator('.chart .canvas').first().scrollIntoViewIfNeeded();
      await expect(page.locator('.chart canvas').first(), 'the charts').toBeVisible();

      await page.evaluate(() => (location.hash = '#/dashboard?drawer=points'));
      await page.locator('.drawer input').first().fill('1000');
      await expect(app.figure('calculator.total')).toHaveAttribute('value', '50');
      await page.evaluate(() => (location.hash = '#/dashboard'));

      const csv = (await exported(page, /CSV/)).toString();
      expect(csv.trim().split(/\r?\n/)).toHaveLength(sample.sales.length + 1);
      const [{ data }] = await readXlsxFile(await exported(page, /XLSX/));
      expect(data).toHaveLength(sample.sales.length + 1);

      await app.go(app.words.data);
      await choose(app, fixture('own-small.json'));
      await expect(app.main.locator('.notice.good')).toContainText('own-small.json');
      await app.go(app.words.dashboard === 'Partner dashboard' ? 'Dashboard' : 'Tableau de bord');
      await app.expectFigures(figures(small, rules));

      // The file worker reads what the page does not read by itself.
      await app.go(app.words.data);
      await choose(app, fixture('clients.csv'));
      await expect(app.main.locator('.notice.good')).toContainText('clients.csv');
      await app.go(app.words.dashboard === 'Partner dashboard' ? 'Dashboard' : 'Tableau de bord');
      await expect(app.total).toHaveAttribute('value', '260.5');

      expect(asked, 'the document, and nothing else').toEqual([single]);
    });
  });
}

test('what cannot work from a disk is not there', async ({ app, page }) => {
  await app.open(`${single}#/calculator?panel=embed`);
  await expect(app.heading('Points calculator')).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(app.main.getByRole('button', { name: 'Copy embed code' })).toHaveCount(0);
});

test('the hosted page, opened from the disk, names the file that can be', async ({ page, allow }) => {
  allow(/file:/);
  await page.goto(pathToFileURL(`${dist}/index.html`).href);
  await expect(page.getByText('Open “tierwise.html” beside it')).toBeVisible();
});

test('a file that was cut on its way says so, wherever that was, and so does a damaged copy', async ({ app, page, allow }, testInfo) => {
  allow(/console: /);
  const text = readFileSync(`${dist}/tierwise.html`, 'utf8');
  await app.open();
  const copy = await copied(page);
  const about = copy.indexOf('data-own="saved/about.json"');
  const reader = await page.context().newPage();
  for (const damaged of [
    text.slice(0, text.length * 0.5),
    text.slice(0, text.length * 0.9),
    copy.slice(0, about + 100),
    `${copy.slice(0, about + 100)}*${copy.slice(about + 101)}`,
  ]) {
    await reader.goto(saveAs(damaged, testInfo));
    await expect(reader.getByRole('alert')).toHaveText('This file is damaged or not whole. Download it, or ask for it, again.');
  }
});

/** Texts that would become part of the page if a copy took them for markup. */
const evil = [
  '</script><script>globalThis.broken = 1</script>',
  '<!-- <script>',
  'line\u2028separator\u2029',
  '"><img src=x onerror="globalThis.broken = 1">',
];

test('a copy has the very file, and shows it at once', async ({ app, page }, testInfo) => {
  const book = structuredClone(small);
  book.clients.forEach((client, index) => (client.name = evil[index % evil.length]));
  book.colour = evil[0]; // what the format does not know is kept too
  const text = `${JSON.stringify(book, null, 3)}\n\n`;
  const thresholds = { thresholds: { gold: { total: '140.5' }, platinum: { total: '351.25' } } };
  await app.open('./#/rules');
  for (const { id, name } of rules.programme.tiers) {
    const total = thresholds.thresholds[id]?.total;
    if (total) await app.main.getByRole('textbox', { name: `${name}: Total points` }).fill(total);
  }
  await app.main.getByRole('button', { name: 'Use these thresholds' }).click();
  await app.go('Data');
  await choose(app, `${evil[0].replaceAll('/', '∕')}.json`, text);
  await expect(app.status).toContainText('is open: 3 clients');
  await app.go('Dashboard');
  const before = await app.figures();
  const html = await copied(page);

  const { about, files, count } = inside(html);
  expect(count).toBe(3);
  expect(files['saved/0'].toString(), 'byte for byte').toBe(text);
  const today = await page.evaluate(() => new Date().toLocaleDateString('en-CA'));
  expect(about).toMatchObject({ saved_on: today, as_of: small.as_of, hidden: false });
  for (const [id, { total }] of Object.entries(thresholds.thresholds)) {
    expect(JSON.stringify(about.thresholds)).toContain(`"${id}":{"total":"${total}"}`);
  }

  const reader = await page.context().newPage();
  const asked = watched(reader);
  const copy = new App(reader);
  const address = saveAs(html, testInfo);
  await copy.open(address);
  await copy.expectFigures(before);
  await expect(copy.breakdown).toContainText(evil[0]);
  await expect(copy.main.getByText(/^This is a copy, saved on/)).toBeVisible();
  expect(await reader.evaluate(() => globalThis.broken)).toBeUndefined();
  await copy.go('Data');
  await expect(copy.problems).toContainText('in a copy saved on');
  await copy.open(`${address}?data=https://example.com/book.json`);
  await copy.expectFigures(before);
  expect(asked, 'nothing of it is fetched').toEqual([address, `${address}?data=https://example.com/book.json`]);

  // Data of one's own in a copy, and back.
  await copy.go('Data');
  await choose(copy, 'sample.json', JSON.stringify(sample));
  await copy.go('Dashboard');
  await expect(copy.total).not.toHaveAttribute('value', before['program.total_points']);
  await expect(copy.main.getByText(/^This is a copy/)).toHaveCount(0);
  await reader.reload();
  await copy.expectFigures(before);
});

test('a copy without names has every figure and no name, and so has its own copy', async ({ app, page }, testInfo) => {
  await app.open();
  const before = await app.figures();
  const rows = (await app.clients()).map(({ id, ...points }) => JSON.stringify(points)).sort();
  const html = await copied(page, { hidden: true });
  const hidden = (html) => {
    const { about, files } = inside(html);
    expect(about).toMatchObject({ hidden: true, files: ['data.json'], source: 'Data without client names' });
    const text = files['saved/0'].toString();
    for (const { name, domain, owner, record_url: address } of sample.clients) {
      for (const secret of [name, domain, owner, address].filter(Boolean)) expect(text).not.toContain(secret);
    }
    for (const { name } of sample.deals) expect(text).not.toContain(name);
    for (const { name, email } of sample.team) for (const secret of [name, email]) expect(text).not.toContain(secret);
    return text;
  };
  hidden(html);

  const copy = new App(await page.context().newPage());
  await copy.open(saveAs(html, testInfo));
  await copy.expectFigures(before);
  expect((await copy.clients()).map(({ id, ...points }) => JSON.stringify(points)).sort()).toEqual(rows);
  await expect(copy.main.getByText(/^This is a copy without client names, saved on/)).toBeVisible();
  await expect(copy.breakdown).toContainText('Client 60');
  for (const { name } of sample.clients) await expect(copy.main).not.toContainText(name);

  // Names stay hidden in a copy of the copy, whether its reader asks for that or not.
  const again = await copied(copy.page);
  const text = inside(again).files['saved/0'].toString();
  expect(text).toBe(inside(html).files['saved/0'].toString());
  expect(inside(again).about).toMatchObject({ hidden: true });
  expect(inside(again).count).toBe(3);
  await copy.open(saveAs(again, testInfo));
  await copy.expectFigures(before);
});

test('a copy of a table keeps its day', async ({ app, page }, testInfo) => {
  await page.clock.setFixedTime(new Date('2025-11-26T10:00:00Z'));
  await app.open();
  await app.go('Data');
  await choose(app, fixture('clients.csv'));
  await expect(app.status).toContainText('clients.csv is open');
  const html = await copied(page);
  const hash = (bytes) => createHash('sha256').update(bytes).digest('hex');
  expect(hash(inside(html).files['saved/0'])).toBe(hash(readFileSync(fixture('clients.csv'))));
  const reader = await page.context().newPage();
  await reader.clock.setFixedTime(new Date('2027-01-01T10:00:00Z'));
  const copy = new App(reader);
  await copy.open(saveAs(html, testInfo));
  await expect(copy.banner).toContainText('Data as of Nov 26, 2025');
  await expect(copy.total).toHaveAttribute('value', '260.5');
  await expect(copy.main.getByText('saved on Nov 26, 2025')).toBeVisible();
});

test('what the user said of columns goes with a copy, and with the copy of it by somebody else', async ({ app, browser, page }, testInfo) => {
  await app.open('./#/data');
  await choose(app, 'points.csv', 'Customer;Sold points\nAcme;7\n');
  const card = page.locator('#columns');
  await card.getByRole('button', { name: 'Preview' }).click();
  await card.getByRole('button', { name: 'Use this data' }).click();
  await expect(app.status).toContainText('points.csv is open');
  let html = await copied(page);
  for (const reader of ['Bea', 'Cem']) {
    const context = await browser.newContext();
    const copy = new App(await context.newPage());
    await copy.open(saveAs(html, testInfo));
    await expect(copy.figure('points.sold'), reader).toHaveAttribute('value', '7');
    html = await copied(copy.page);
    await context.close();
  }
});

test('exchange rates go with a copy, and what its reader does to them stays in it', async ({ app, page }, testInfo) => {
  const rates = (page) => page.getByRole('region', { name: 'Exchange rates', exact: true });
  const load = async (page, name, rate) => {
    await choose(new App(page), name, `month,from,to,rate\n2025-01,EUR,USD,${rate}\n`);
    await expect(rates(page)).toContainText(`1 EUR = ${rate} USD`);
  };
  await app.open('./#/data');
  await load(page, 'mine.csv', '1.05');
  const html = await copied(page);
  expect(inside(html).about.rates).toContain('mine.csv');
  const hidden = inside(await copied(page, { hidden: true })).about.rates;
  expect(hidden).toContain('2025-01');
  expect(hidden, 'a name of a file may be anybody’s').not.toContain('mine.csv');
  // Whoever opens it has others.
  await page.getByRole('button', { name: 'Remove mine.csv' }).click();
  await load(page, 'yours.csv', '1.99');
  const copy = new App(await page.context().newPage());
  const address = saveAs(html, testInfo);
  await copy.open(`${address}#/data`);
  await expect(rates(copy.page)).toContainText('1 EUR = 1.05 USD');
  await copy.page.getByRole('button', { name: 'Remove mine.csv' }).click();
  await expect(copy.page.getByRole('button', { name: 'Remove mine.csv' })).toHaveCount(0);
  await stored(copy, 'tierwise.rates ', testInfo);
  await copy.page.reload();
  await copy.ready();
  await expect(rates(copy.page)).toBeVisible();
  await expect(rates(copy.page)).not.toContainText('mine.csv');
  await page.reload();
  await expect(rates(page)).toContainText('1 EUR = 1.99 USD');
});

test('thresholds taken away in a copy stay away', async ({ app, page }, testInfo) => {
  await app.open('./#/rules');
  const gold = (app) => app.main.getByRole('textbox', { name: 'Gold: Total points' });
  const usual = await gold(app).inputValue();
  await gold(app).fill('140.5');
  await app.main.getByRole('button', { name: 'Use these thresholds' }).click();
  const copy = new App(await page.context().newPage());
  await copy.open(`${saveAs(await copied(page), testInfo)}#/rules`);
  await expect(gold(copy)).toHaveValue('140.5');
  await copy.main.getByRole('button', { name: 'Back to the rules file' }).click();
  await expect(gold(copy)).toHaveValue(usual);
  await stored(copy, 'tierwise.rules', testInfo);
  await copy.page.reload();
  await copy.ready();
  await expect(gold(copy)).toHaveValue(usual);
});

test('the key in an address stays with whoever has it', async ({ app, api, allow, page }) => {
  allow(api.origin);
  api.route('/book.json', { body: small });
  await app.open(`./?data=${encodeURIComponent(`${api.url('/book.json')}?key=secret`)}`);
  await expect(app.status).toContainText('is open: 3 clients.');
  const { about } = inside(await copied(page));
  expect(about.source).toBe(api.url('/book.json'));
  expect(JSON.stringify(about)).not.toContain('secret');
});

for (const { what, answer, says } of [
  { what: 'is missing', answer: { status: 404, body: 'Not found' }, says: 'is not beside this page (status 404)' },
  { what: 'is something else', answer: { status: 200, contentType: 'text/html', body: '<p>Sign in</p>' }, says: 'is something else' },
  { what: 'cannot be reached', answer: undefined, says: 'needs a connection' },
]) {
  test(`the file that a copy is made of ${what}: a sentence`, async ({ app, page, allow }) => {
    allow(/Failed to load resource/);
    await page.route('**/tierwise.html', (route) => (answer ? route.fulfill(answer) : route.abort()));
    await app.open('./#/data');
    const card = page.getByRole('region', { name: 'Save this dashboard as a file' });
    await card.getByRole('button', { name: 'Save as a file' }).click();
    await expect(card.getByRole('status').last()).toContainText(says);
    await page.unroute('**/tierwise.html');
    const bytes = await downloaded(page, () => card.getByRole('button', { name: 'Save as a file' }).click());
    expect(bytes.length).toBeGreaterThan(1_000_000);
  });
}

for (const theme of ['light', 'dark']) {
  test.describe(`a copy, ${theme}`, () => {
    test.use({ stored: { 'tierwise.theme': theme } });

    test('axe finds nothing', async ({ app, page }, testInfo) => {
      await app.open();
      await app.open(saveAs(await copied(page), testInfo));
      for (const width of [1440, 360]) {
        await page.setViewportSize({ width, height: 900 });
        for (const name of ['Data', 'Dashboard']) {
          await app.go(name);
          await expect(app.main.getByText(/^This is a copy/)).toBeVisible();
          const axe = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']);
          const { violations } = await axe.setLegacyMode().analyze();
          expect.soft(violations.map(({ id, nodes }) => `${id}: ${nodes[0].target}`)).toEqual([]);
        }
      }
    });
  });
}

test('every client of the oracle is in the file', async ({ app }) => {
  await app.open(single);
  expect(await app.clients()).toHaveLength(clients(sample, rules).length);
});
