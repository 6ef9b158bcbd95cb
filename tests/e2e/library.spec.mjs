// What the user makes of rows: lists, saved reports, their own dashboard. It survives the browser's end and other data.
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './dashboard.page.mjs';
import { clients, rules, sample } from './oracle.mjs';

const dialog = (page) => page.getByRole('dialog');
const GROWTH = './#/dashboard?report=clients&where=market.is.growth';
const growth = clients(sample, rules).filter(({ market }) => market === 'growth');

/** Makes a list of the clients of growth markets. */
const makeList = async (app, page, name, kind) => {
  await page.goto('about:blank');
  await app.open(`${GROWTH}&panel=lists`);
  await dialog(page).getByLabel('Name of the list').fill(name);
  await dialog(page).getByRole('radio', { name: kind }).check();
  await dialog(page).getByRole('button', { name: 'Submit' }).click();
  await expect(dialog(page)).toContainText(`The list “${name}” was created.`);
};

const saveReport = async (app, page, hash, name, button = 'Save', chart = 'table') => {
  await page.goto('about:blank');
  await app.open(`./#/dashboard?${hash}&panel=save`);
  await dialog(page).getByLabel('Name', { exact: true }).fill(name);
  await dialog(page).getByLabel('Shown as').selectOption(chart);
  await dialog(page).getByRole('button', { name: button, exact: true }).click();
  // Only then it is kept, and the page may go.
  const said = button === 'Save' ? 'is among your reports' : 'is on your dashboard';
  await expect(dialog(page)).toContainText(`“${name}” ${said}.`);
};

test('a static list stays as it was, an active one follows its filter', async ({ app, page }) => {
  await makeList(app, page, 'Growth, then', /Static/);
  await makeList(app, page, 'Growth, now', /Active/);
  await dialog(page).getByRole('link', { name: 'Open the lists' }).click();
  const row = (name) => app.main.getByRole('row').filter({ hasText: name });
  await expect(row('Growth, then')).toContainText(`Static${growth.length}`);
  await expect(row('Growth, now')).toContainText(`Active${growth.length}`);

  const book = structuredClone(sample);
  const [gone] = growth;
  book.clients.find(({ id }) => id === gone.id).market = 'standard';
  await app.chooseAndShow('moved.json', JSON.stringify(book));
  await app.go('Lists');
  await expect(row('Growth, then')).toContainText(`Static${growth.length}`);
  await expect(row('Growth, now')).toContainText(`Active${growth.length - 1}`);

  // Without the clients in the data the names of then are there.
  await app.chooseAndShow('empty.json', JSON.stringify({ format: 'tierwise/1', as_of: '2025-02-25', clients: [{ id: 'x', name: 'Only one' }], sales: [] }));
  await app.go('Lists');
  await app.main.getByRole('link', { name: 'Growth, then' }).click();
  await expect(app.main.getByRole('row').filter({ hasText: 'not in the data that is open' })).toHaveCount(growth.length);
  await expect(app.main).toContainText(sample.clients.find(({ id }) => id === gone.id).name);
});

test('add to a static list, rename, merge, export, delete', async ({ app, page }) => {
  await makeList(app, page, 'One', /Static/);
  await page.goto('about:blank');
  await app.open('./#/dashboard?report=clients&where=market.is.standard&panel=lists');
  await dialog(page).getByRole('radio', { name: 'Add to an existing static list' }).check();
  await dialog(page).getByRole('button', { name: 'Submit' }).click();
  await expect(dialog(page)).toContainText(`${sample.clients.length - growth.length} clients were added to “One”.`);
  await dialog(page).getByRole('button', { name: 'Submit' }).click();
  await expect(dialog(page)).toContainText('They were all in “One” already.');
  await makeList(app, page, 'Two', /Static/);
  await dialog(page).getByLabel('Name of the list').fill('two');
  await dialog(page).getByRole('button', { name: 'Submit' }).click();
  await expect(dialog(page)).toContainText('“two” is taken.');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await app.go('Lists');

  await app.main.getByRole('link', { name: 'Two' }).click();
  await app.main.getByRole('button', { name: 'Rename' }).click();
  await expect(page).toHaveURL(/panel=rename/);
  await dialog(page).getByLabel('Name of the list').fill('Second');
  await page.keyboard.press('Enter');
  await expect(app.main.getByRole('heading', { level: 2, name: 'Second', exact: true })).toBeVisible();

  const download = page.waitForEvent('download');
  await app.main.getByRole('button', { name: 'CSV' }).click();
  const csv = await readFile(await (await download).path(), 'utf8');
  expect((await download).suggestedFilename()).toBe('Second.csv');
  expect(csv.trim().split('\n')).toHaveLength(growth.length + 1);

  await app.main.getByRole('button', { name: 'Merge' }).click();
  await dialog(page).getByRole('checkbox', { name: 'One' }).check();
  await dialog(page).getByLabel('Name of the merged list').fill('Everybody');
  await dialog(page).getByRole('button', { name: 'Merge' }).click();
  await expect(app.main.getByRole('heading', { level: 2, name: 'Everybody' })).toBeVisible();
  await expect(app.main.locator('tbody tr')).toHaveCount(sample.clients.length);

  await app.main.getByRole('button', { name: 'Delete' }).click();
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
  await app.main.getByRole('button', { name: 'Delete' }).click();
  await dialog(page).getByRole('button', { name: 'Delete' }).click();
  await expect(app.main).toContainText('There is no list yet.');
});

test('the flyout of a client of a list goes to the next one and back in the list’s order', async ({ app, page }) => {
  // The clients in an order that is neither the book's nor that of any column.
  const order = [growth[2], growth[0], growth[3]];
  const stored = { kind: 'list', id: 'own', name: 'Own order', created_on: '2025-02-25', members: [...order, { id: 'gone', name: 'Gone' }].map(({ id, name }) => ({ id, name })) };
  const backup = { format: 'tierwise-library/1', entries: [stored] };
  await app.open();
  await app.go('Data');
  await page.getByLabel('Restore a backup').setInputFiles({ name: 'own.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(backup)) });
  await app.go('Lists');
  await app.main.getByRole('link', { name: 'Own order' }).click();
  await expect(app.main.locator('tbody tr')).toHaveCount(4);
  const row = app.main.locator(`[data-client="${order[0].id}"]`);
  await row.hover();
  await row.getByRole('button', { name: `Points of ${order[0].name}` }).click();
  const title = dialog(page).getByRole('heading', { level: 2 });
  await expect(title).toHaveText(order[0].name);
  for (const [key, at] of [['ArrowLeft', 0], ['ArrowRight', 1], ['ArrowRight', 2], ['ArrowRight', 2], ['ArrowLeft', 1]]) {
    await page.keyboard.press(key);
    await expect(title, key).toHaveText(order[at].name);
  }
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
  await row.getByRole('link', { name: order[0].name }).focus();
  await page.keyboard.press('Space');
  await expect(title).toHaveText(order[0].name);
  await page.keyboard.press('Escape');
  await expect(app.main.locator('[data-client="gone"] :is(a, button)'), 'of whom nothing is known there is nothing to open').toHaveCount(0);
  await row.getByRole('link', { name: order[0].name }).click();
  await expect(app.heading(order[0].name)).toBeVisible();
});

test('a list of many clients is shown a part at a time, and counted and exported whole', async ({ app, page }) => {
  const many = 1_200;
  const book = {
    format: 'tierwise/1',
    as_of: sample.as_of,
    clients: Array.from({ length: many }, (_, at) => ({ id: `c${at}`, name: `Client ${at}`, currency: 'USD' })),
    sales: [],
  };
  await app.open();
  await app.chooseAndShow('many.json', JSON.stringify(book));
  await page.evaluate(() => (location.hash = '#/dashboard?report=clients&panel=lists'));
  await dialog(page).getByLabel('Name of the list').fill('All of them');
  await dialog(page).getByRole('button', { name: 'Submit' }).click();
  await dialog(page).getByRole('link', { name: 'Open the lists' }).click();
  await expect(app.main.getByRole('row').filter({ hasText: 'All of them' })).toContainText('1,200');
  await app.main.getByRole('link', { name: 'All of them' }).click();
  const more = app.main.getByRole('button', { name: 'Show more' });
  for (const shown of [500, 1_000]) {
    await expect(app.main.locator('tbody tr')).toHaveCount(shown);
    await more.click();
  }
  await expect(app.main.locator('tbody tr')).toHaveCount(many);
  await expect(more).toHaveCount(0);
  const download = page.waitForEvent('download');
  await app.main.getByRole('button', { name: 'CSV' }).click();
  const csv = await readFile(await (await download).path(), 'utf8');
  expect(csv.trim().split('\n')).toHaveLength(many + 1);
});

test('a saved report keeps its question: it follows the data', async ({ app, page }) => {
  await saveReport(app, page, 'report=points.sold&where=market.is.growth&by=client', 'Growth sold');
  await dialog(page).getByRole('link', { name: 'Open the reports' }).click();
  await app.main.getByRole('link', { name: 'Growth sold' }).click();
  const sum = app.main.locator('[data-report="sum"]');
  const exact = await sum.getAttribute('value');
  expect(Number(exact)).toBeCloseTo(growth.reduce((sum, { sold }) => sum + Number(sold), 0), 6);
  const address = page.url();

  const book = structuredClone(sample);
  for (const client of book.clients) client.market = 'standard';
  await app.chooseAndShow('standard.json', JSON.stringify(book));
  await app.go('History');
  await expect(app.main.locator('[data-snapshot]'), 'it is kept').toContainText('On the screen');
  await page.goto(address);
  await expect(app.main).toContainText('No row matches these filters.');

  // The data is kept, and so is the question.
  await page.reload();
  await expect(app.main).toContainText('No row matches these filters.');
  await app.go('Data');
  await app.main.getByRole('button', { name: 'Open the sample' }).click();
  await expect(app.problems).toContainText('Sample book');
  await page.goto(address);
  await expect(sum).toHaveAttribute('value', exact);
  await app.main.getByRole('button', { name: 'All rows' }).click();
  await expect(dialog(page).getByRole('columnheader', { name: 'Client' })).toHaveAttribute('aria-sort', 'ascending');
  await page.keyboard.press('Escape');

  await app.main.getByRole('button', { name: 'Edit' }).click();
  await dialog(page).getByLabel('Name', { exact: true }).fill('Growth');
  await dialog(page).getByLabel('Description').fill('What growth markets bring');
  await dialog(page).getByLabel('Shown as').selectOption('bars');
  await dialog(page).getByRole('button', { name: 'Save changes' }).click();
  await expect(app.main).toContainText('What growth markets bring');
  await expect(app.main.locator('figure')).toBeVisible();
  await app.main.getByRole('button', { name: 'Add to my dashboard' }).click();
  await expect(app.main.getByRole('link', { name: 'On my dashboard' })).toBeVisible();
  await app.main.getByRole('button', { name: 'Duplicate' }).click();
  await expect(app.main.getByRole('heading', { level: 2, name: 'Growth (2)' })).toBeVisible();
  await app.main.getByRole('button', { name: 'Delete' }).click();
  await dialog(page).getByRole('button', { name: 'Delete' }).click();
  await expect(app.main.getByRole('row')).toHaveCount(2);
});

test('my dashboard: added, arranged, narrowed, removed', async ({ app, page }) => {
  await saveReport(app, page, 'report=points.sold', 'Sold', 'Save & add');
  await saveReport(app, page, 'report=renewals', 'Renewals', 'Save & add', 'bars');
  await saveReport(app, page, 'report=clients', 'Clients', 'Save & add', 'bars');
  await dialog(page).getByRole('link', { name: 'Open my dashboard' }).click();
  const tiles = app.main.locator('[data-tile] h2');
  await expect(tiles).toHaveText(['Sold', 'Renewals', 'Clients']);
  const ids = await page.locator('[id]').evaluateAll((all) => all.map(({ id }) => id));
  expect(ids.filter((id, index) => ids.indexOf(id) !== index), 'every id is there once').toEqual([]);
  await app.main.getByRole('button', { name: 'Take Clients off the dashboard' }).click();
  await app.main.getByRole('button', { name: 'Move Renewals forward' }).click();
  await expect(tiles).toHaveText(['Renewals', 'Sold']);
  await app.main.getByRole('button', { name: 'Make Sold wider' }).click();
  await expect(app.main.getByRole('button', { name: 'Make Sold narrower' })).toBeVisible();
  await expect.poll(() => app.library(), 'the last change').toContain('whole');
  await page.reload();
  await app.ready();
  await expect(tiles).toHaveText(['Renewals', 'Sold']);
  await app.main.getByRole('button', { name: 'Take Renewals off the dashboard' }).click();
  await expect(tiles).toHaveText(['Sold']);
});

test('lists and reports survive the end of the browser', async ({ site, browser }) => {
  const folder = mkdtempSync(join(tmpdir(), 'tierwise-'));
  const type = browser.browserType();
  const { launchOptions } = test.info().project.use;
  const start = () => type.launchPersistentContext(folder, { ...launchOptions, baseURL: `${site}/` });
  try {
    const first = await start();
    const page = await first.newPage();
    await page.goto(`${site}/#/dashboard?report=points.sold&panel=save`);
    await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('To be kept');
    await page.getByRole('dialog').getByRole('button', { name: 'Save & add' }).click();
    await expect(page.getByRole('dialog')).toContainText('is on your dashboard');
    await page.goto(`${site}/#/dashboard?report=clients&panel=lists`);
    await page.getByRole('dialog').getByLabel('Name of the list').fill('Kept too');
    await page.getByRole('dialog').getByRole('button', { name: 'Submit' }).click();
    await expect(page.getByRole('dialog')).toContainText('was created');
    await first.close();
    const second = await start();
    const again = await second.newPage();
    await again.goto(`${site}/#/board`);
    await expect(again.locator('[data-tile] h2')).toHaveText(['To be kept']);
    await again.goto(`${site}/#/lists`);
    await expect(again.getByRole('link', { name: 'Kept too' })).toBeVisible();
    await second.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('one file takes everything to another browser', async ({ app, page, browser, site }) => {
  await makeList(app, page, 'Moved', /Static/);
  await saveReport(app, page, 'report=points.managed', 'Managed', 'Save & add');
  await app.open('./#/data');
  await expect(app.main).toContainText('3 entries are kept in this browser only');
  const download = page.waitForEvent('download');
  await app.main.getByRole('button', { name: 'Save a backup' }).click();
  const file = await (await download).path();
  expect(JSON.parse(await readFile(file, 'utf8')).format).toBe('tierwise-library/1');

  const context = await browser.newContext({ baseURL: `${site}/` });
  const other = await context.newPage();
  await other.goto('./#/data');
  await other.getByLabel('Restore a backup').setInputFiles(file);
  await expect(other.getByRole('main')).toContainText('3 entries were added.');
  await other.getByLabel('Restore a backup').setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
  await expect(other.getByRole('main')).toContainText('Nothing was changed.');
  await other.goto('./#/board');
  await expect(other.locator('[data-tile] h2')).toHaveText(['Managed']);
  await other.goto('./#/lists');
  await expect(other.getByRole('link', { name: 'Moved' })).toBeVisible();
  await context.close();
});

test('without storage everything works until the page is closed, and says so', async ({ app, page }) => {
  await page.addInitScript(() => Object.defineProperty(globalThis, 'indexedDB', { get: () => undefined }));
  await makeList(app, page, 'For now', /Static/);
  await dialog(page).getByRole('link', { name: 'Open the lists' }).click();
  await expect(app.main.getByRole('link', { name: 'For now' })).toBeVisible();
  await expect(app.main).toContainText('This browser keeps nothing for this page');
});

for (const theme of ['light', 'dark']) {
  test.describe(theme, () => {
    test.use({ stored: { 'tierwise.theme': theme } });
    test('axe finds nothing on these pages, empty and full, and in their dialogs', async ({ app, page }) => {
      const check = async (what) => {
        for (const width of [1440, 360]) {
          await page.setViewportSize({ width, height: 900 });
          const axe = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).setLegacyMode();
          const { violations } = await axe.analyze();
          expect.soft(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), `${what}, ${width} px`).toEqual([]);
          expect.soft(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${what}, ${width} px`).toBeLessThanOrEqual(0);
        }
      };
      for (const name of ['lists', 'reports', 'board']) {
        await page.goto(`./#/${name}`);
        await expect(app.main.locator('.empty')).toBeVisible();
        await check(`${name}, empty`);
      }
      await makeList(app, page, 'A', /Static/);
      await saveReport(app, page, 'report=points.sold', 'B', 'Save & add', 'bars');
      for (const name of ['lists', 'reports', 'board']) {
        await page.goto(`./#/${name}`);
        await expect(app.main.getByRole('link').first()).toBeVisible();
        await check(name);
      }
      await page.goto('./#/lists');
      await app.main.getByRole('link', { name: 'A' }).click();
      await check('a list');
      for (const button of ['Rename', 'Merge', 'Delete']) {
        await app.main.getByRole('button', { name: button }).click();
        await expect(dialog(page)).toBeVisible();
        await check(button);
        await page.keyboard.press('Escape');
        await expect(dialog(page)).toHaveCount(0);
      }
    });
  });
}
