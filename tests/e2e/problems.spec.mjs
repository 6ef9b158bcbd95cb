// What was wrong with the data: every place can be reached, filtered, exported and copied, and the counts agree.
import { readFileSync } from 'node:fs';
import { expect, test } from './dashboard.page.mjs';
import { small } from './oracle.mjs';

/** Twelve sales without a day, a client with a bad country, one sale in a currency without a unit. */
const broken = structuredClone(small);
const [sale] = small.sales;
for (let index = 0; index < 12; index += 1) broken.sales.push({ ...sale, id: `bad-${index}`, closed_on: `=day ${index}` });
broken.sales.push({ ...sale, id: 'francs', currency: 'CHF' });
broken.clients[0].country = 'France';
const text = JSON.stringify(broken);

const open = async (app) => {
  await app.open();
  await app.chooseAndShow('broken.json', text);
  await app.go('Data');
};

test('records in = used + left out, in total and by section', async ({ app }) => {
  await open(app);
  const all = broken.sales.length;
  await expect(app.counts('Sales').getByRole('cell')).toHaveText([`${all}`, `${all - 12}`, '12']);
  const [, total, used, left] = (await app.problems.locator('.records-in').innerText()).match(/^(\d+) records in = (\d+) used \+ (\d+) left out$/);
  expect(Number(total)).toBe(Number(used) + Number(left));
  expect(left).toBe('12');
  await expect(app.counts('All sections').getByRole('cell')).toHaveText([total, used, left]);
});

test('every place is reached, by more and by filters', async ({ app, page }) => {
  await open(app);
  const dates = app.problem('bad-date');
  await expect(dates.locator('.severity')).toHaveText('Left out');
  await expect(dates.getByText('“=day 11”')).toBeHidden();
  await dates.getByText('and 4 more like this').click();
  await expect(dates.getByText('“=day 11”')).toBeVisible();

  const groups = app.problems.locator('.problem');
  await app.problems.getByLabel('What became of it').selectOption('Not counted');
  await expect(groups).toHaveCount(1);
  await expect(groups).toHaveAttribute('data-code', 'currency-without-unit');
  await app.problems.getByLabel('What became of it').selectOption('All');
  await app.problems.getByLabel('Part').selectOption('clients');
  await expect(groups.first()).toHaveAttribute('data-code', 'bad-country');
  await app.problems.getByLabel('Part').selectOption('All');
  await app.problems.getByLabel('Search').fill('day 11');
  await expect(app.problems.getByText(/^1 of \d+$/)).toBeVisible();
  await expect(groups).toHaveAttribute('data-code', 'bad-date');
  await app.problems.getByLabel('Search').fill('nowhere to be found');
  await expect(app.problems.getByText(/^Nothing of \d+ fits\.$/)).toBeVisible();
  await expect(page.locator('.problem')).toHaveCount(0);
});

test('they leave as CSV and as text, and run nowhere', async ({ app, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(app);
  const waiting = page.waitForEvent('download');
  await app.problems.getByRole('button', { name: 'Export as CSV' }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toBe('What to look at.csv');
  const rows = readFileSync(await download.path(), 'utf8').replace('\uFEFF', '').trim().split('\r\n');
  expect(rows[0]).toBe('Code,What became of it,Place,Found,What is wrong,What to do');
  expect(rows.filter((row) => row.startsWith('bad-date,Left out,'))).toHaveLength(12);
  expect(rows.find((row) => row.includes('day 11'))).toContain(",'=day 11,");
  await app.problems.getByLabel('Part').selectOption('clients');
  await app.problems.getByRole('button', { name: 'Copy as text' }).click();
  await expect(app.problems.getByText('Copied.')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.split('\n')[1]).toMatch(/^bad-country\tField ignored\tclients\[0\]\.country\tFrance\t/);
});
