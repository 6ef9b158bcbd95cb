// Exchange rates: loaded on the Data page, kept in the browser, and what they make of the expected commission.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './dashboard.page.mjs';
import { zip } from './zip.mjs';

const fixture = (name) => fileURLToPath(new URL(`../fixtures/rates/${name}`, import.meta.url));

/** Sales of 1,000 a month in euros and pounds, which earn 20 %; paid in dollars, no statement. */
const book = {
  format: 'tierwise/1',
  as_of: '2025-02-25',
  partner: { name: 'Northbeam', payout_currency: 'USD' },
  clients: [{ id: 'c', name: 'Client' }],
  sales: ['EUR', 'GBP'].map((currency) => ({
    id: currency,
    client: 'c',
    deal_type: 'partner_sourced',
    mrr: '1000',
    currency,
    closed_on: '2025-01-10',
  })),
  commissions: [],
};

const card = (page) => page.getByRole('region', { name: 'Exchange rates', exact: true });
const load = (page, ...files) => page.getByLabel('Load exchange rates').setInputFiles(files);
const file = (name, content) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) });
const converted = (page) => page.locator('tr[data-quarter="2025-Q1"] [data-figure="commission.converted"]');

const open = async (app) => {
  await app.open();
  await app.chooseAndShow('book.json', JSON.stringify(book));
};

test('rates convert what is expected, say how, and are still there after a reload', async ({ app, page }) => {
  await open(app);
  const section = page.getByRole('region', { name: 'Commission', exact: true });
  const due = app.figure('commission.next_due');
  await expect(due).toHaveCount(2);
  await expect(section.locator('[data-figure="commission.converted"]')).toHaveCount(0);
  await app.go('Commissions');
  await page.getByRole('tab', { name: 'Payments' }).click();
  await expect(page.getByText('What is expected in EUR, GBP can be shown in USD too')).toBeVisible();
  await page.getByRole('link', { name: 'Load exchange rates' }).click();
  await load(page, fixture('eurofxref-hist-90d.xml'));
  await expect(card(page).getByRole('status').first()).toContainText('eurofxref-hist-90d.xml was loaded: the rates of 2 months’ ends.');
  await expect(card(page)).toContainText('14 in = 14 read + 0 left out');
  const february = card(page).locator('tr[data-month="2025-02"]');
  await expect(february.locator('time')).toHaveAttribute('datetime', '2025-02-28');
  await expect(february).toContainText('1 EUR = 1.0411 USD');

  await app.go('Dashboard');
  // 200 × (1.0393 + 1.0411) + 200 × (1.0393 / 0.83608 + 1.0411 / 0.82608), to 20 places.
  const value = '916.75048502615333376589';
  await expect(section.locator('[data-figure="commission.converted"]')).toHaveAttribute('value', value);
  await expect(due, 'the amounts in their own currencies stay').toHaveCount(2);
  await expect(section).toContainText('Expected amounts in other currencies are converted to USD');
  await section.getByText('How it is converted').click();
  await expect(section.getByText(/£200 ÷ 0\.83608 × 1\.0393 = \$248\.61 through EUR \(European Central Bank, Jan 31, 2025\)/)).toBeVisible();

  await app.go('Commissions');
  await page.getByRole('tab', { name: 'Payments' }).click();
  await expect(converted(page)).toHaveAttribute('value', value);
  await expect(page.locator('tr[data-quarter="2025-Q1"]')).toContainText('€600 · £600');
  await expect(page.locator('tr[data-quarter="2025-Q1"]')).toContainText('and €200 · £200 without a rate yet');
  await expect(page.locator('tr[data-quarter="2025-Q2"] [data-figure="commission.converted"]')).toHaveCount(0);

  await page.goto('./#/data');
  await page.reload();
  await expect(card(page).locator('[data-rates="eurofxref-hist-90d.xml"]')).toBeVisible();
});

test('files replace one another, are removed, and what is no rates says why', async ({ app, page }) => {
  await open(app);
  await app.go('Data');
  await load(page, fixture('list.csv'), fixture('frankfurter.json'));
  const files = card(page).locator('[data-rates]');
  await expect(files).toHaveCount(2);
  await load(page, fixture('list.csv'));
  await expect(card(page).getByText('list.csv was loaded')).toBeVisible();
  await expect(files, 'the same again').toHaveCount(2);

  await load(page, file('letter.txt', 'Dear partner,\n'));
  await expect(card(page).getByText('letter.txt could not be loaded')).toBeVisible();
  await expect(card(page)).toContainText('These are no exchange rates in a known form');
  await expect(card(page)).toContainText('The rates that were loaded before still count.');
  await expect(files).toHaveCount(2);

  await load(page, file('rates.csv', 'Date,USD,GBP\n2025-01-31,1.0393,abc\n'));
  await expect(card(page)).toContainText('2 in = 1 read + 1 left out');
  await expect(card(page).locator('[data-code="bad-number"]')).toContainText('row 2, column GBP');

  await page.getByRole('button', { name: 'Remove list.csv' }).click();
  await expect(card(page).getByText('list.csv was removed.')).toBeVisible();
  await expect(page.getByLabel('Load exchange rates')).toBeFocused();
  await page.getByRole('button', { name: 'Remove all exchange rates' }).click();
  await expect(card(page)).toContainText('No exchange rates are loaded.');
  expect(await page.evaluate(() => localStorage.getItem('tierwise.rates'))).toBe(null);
});

test('a file is dropped on the card', async ({ app, page }) => {
  await app.open('./#/data');
  const transfer = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(['month,from,to,rate\n2025-01,EUR,USD,1.0393\n'], 'mine.csv'));
    return data;
  });
  await page.locator('[data-drop="rates"]').dispatchEvent('drop', { dataTransfer: transfer });
  await expect(card(page).locator('[data-rates="mine.csv"]')).toContainText('Your own list');
  await expect(app.problems, 'and nowhere else').toContainText('Sample book');
  await expect(app.alert.getByRole('paragraph')).toHaveCount(0);
});

test('what the browser kept may be broken', async ({ app, page }) => {
  await page.addInitScript(() => (localStorage['tierwise.rates'] ??= 'rates/1\nfile\tecb\t2025'));
  await app.open('./#/data');
  await expect(card(page)).toContainText('No exchange rates are loaded.');
});

for (const theme of ['light', 'dark']) {
  for (const lang of ['en', 'fr']) {
    test.describe(`axe, ${theme}, ${lang}`, () => {
      test.use({ stored: { 'tierwise.lang': lang, 'tierwise.theme': theme } });
      test('the card and the converted quarters', async ({ page }) => {
        await page.goto('./#/data');
        await page.locator('#rates-load').setInputFiles([fixture('eurofxref-hist-90d.xml'), fixture('list.csv')]);
        await expect(page.locator('[data-rates]')).toHaveCount(2);
        for (const width of [1440, 360]) {
          await page.setViewportSize({ width, height: 900 });
          const axe = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']);
          const { violations } = await axe.setLegacyMode().analyze();
          expect.soft(violations.map(({ id, nodes }) => `${id}: ${nodes[0].target}`), `${width} px`).toEqual([]);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
          expect.soft(wide, `${width} px: nothing sticks out`).toBe(false);
        }
      });
    });
  }
}

test('rates that are chosen or dropped as data are loaded as rates, and the data beside them is opened', async ({ app }) => {
  await app.open();
  await app.go('Data');
  await app.file.setInputFiles([fixture('frankfurter.json'), fixture('../clients.csv')]);
  await expect(app.status).toContainText('clients.csv is open: 3 clients.');
  await expect(app.main.locator('.rates-told')).toContainText('frankfurter.json');
});

test('an archive of rates, as the European Central Bank serves its tables, loaded or dropped as data', async ({ app, page }) => {
  const hist = readFileSync(fixture('eurofxref-hist.csv'));
  await app.open('./#/data');
  await load(page, file('eurofxref-hist.zip', zip([['eurofxref-hist.csv', hist]])));
  await expect(card(page).getByText('eurofxref-hist.csv was loaded')).toBeVisible();
  await page.getByRole('button', { name: 'Remove eurofxref-hist.csv' }).click();
  await app.file.setInputFiles([file('eurofxref.zip', zip([['rates/eurofxref-hist.csv', hist]])), file('clients.csv', readFileSync(fixture('../clients.csv')))]);
  await expect(app.status).toContainText('clients.csv is open: 3 clients.');
  await expect(card(page).getByText('eurofxref-hist.csv was loaded')).toBeVisible();
  // One with something else in it is data, and no rates.
  await load(page, file('mixed.zip', zip([['eurofxref-hist.csv', hist], ['readme.txt', 'hello']])));
  await expect(card(page)).toContainText('This is a spreadsheet, or an archive with other things in it');
  await load(page, file('lie.zip', zip([['eurofxref-hist.csv', hist]], 5)));
  await expect(card(page)).toContainText('lie.zip');
});
