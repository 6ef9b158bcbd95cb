// Upcoming renewals: what comes first, the address, the dialog, and the way to a client.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './dashboard.page.mjs';
import { rules, sample } from './oracle.mjs';

// The fixed units of the day of the sample; the programme compares amounts in them.
const UNITS = rules.versions.findLast(({ from, currency_unit }) => from <= sample.as_of && currency_unit).currency_unit;
const units = ({ mrr_change, currency }) => Number(mrr_change) / Number(UNITS[currency]);
const days = ({ renews_on }) => (Date.parse(renews_on) - Date.parse(sample.as_of)) / 86_400_000;
const clients = (rows) => rows.map(({ client }) => client);
const by = (key, sign = 1) => [...sample.renewals].sort((a, b) => sign * (key(a) - key(b)));

const section = (app) => app.main.getByRole('region', { name: 'Upcoming HubSpot renewals' }).first();
const rows = (where) => where.locator('tbody tr');
const shownClients = (where) => rows(where).evaluateAll((rows) => rows.map((row) => row.dataset.of));
const menu = (app) => section(app).getByLabel('Prioritise by');
const heading = (where, name) => where.getByRole('columnheader', { name });

test('the soonest come first, ten of them; the menu prioritises and the address says so', async ({ app, page }) => {
  await app.open();
  await expect(section(app).getByRole('status')).toHaveText('10 of 18 rows');
  for (const [word, expected] of [
    ['loss', by(units)],
    ['gain', by(units, -1)],
    ['soonest', by(days)],
  ]) {
    await menu(app).selectOption(word);
    await expect.poll(() => shownClients(section(app)), word).toEqual(clients(expected).slice(0, 10));
    await expect(page).toHaveURL((url) => url.hash === (word === 'soonest' ? '#/dashboard' : `#/dashboard?renewals=${word}`));
  }
  await expect(section(app)).toContainText('compared in the programme’s fixed units');
  await page.goBack();
  await expect(menu(app)).toHaveValue('gain');
  await page.goBack();
  await expect(menu(app)).toHaveValue('loss');
  await page.goForward();
  await expect(menu(app)).toHaveValue('gain');
  await page.reload();
  await expect.poll(() => shownClients(section(app))).toEqual(clients(by(units, -1)).slice(0, 10));
});

test('headings sort too, and the menu says that they do', async ({ app, page }) => {
  await app.open();
  const button = heading(section(app), 'Renewal manager').getByRole('button');
  await button.click();
  await expect(heading(section(app), 'Renewal manager')).toHaveAttribute('aria-sort', 'ascending');
  await expect(page).toHaveURL(/renewals=manager$/);
  await expect(button).toBeFocused();
  await expect(menu(app).locator('option:checked')).toHaveText('A column of the table');
  await button.click();
  await expect(page).toHaveURL(/renewals=-manager$/);
  await heading(section(app), 'MRR change').getByRole('button').click();
  await expect(menu(app)).toHaveValue('gain');
  await expect(menu(app).locator('option')).toHaveCount(3);
});

test('the dialog has all of them in the same order', async ({ app, page }) => {
  await app.open('./#/dashboard?renewals=loss');
  await section(app).getByRole('button', { name: 'All rows' }).click();
  const dialog = page.getByRole('dialog', { name: 'Upcoming renewals' });
  await expect(rows(dialog)).toHaveCount(18);
  expect(await shownClients(dialog)).toEqual(clients(by(units)));
  await page.keyboard.press('Escape');
  await expect(section(app).getByRole('button', { name: 'All rows' })).toBeFocused();
});

test('a row says sign, day and what is near in words', async ({ app }) => {
  const book = structuredClone(sample);
  book.renewals = book.renewals.slice(0, 3);
  Object.assign(book.renewals[0], { renews_on: '2025-02-22', mrr_change: '-120', currency: 'USD' });
  Object.assign(book.renewals[1], { renews_on: '2025-05-26', mrr_change: '300.5', currency: 'USD' });
  Object.assign(book.renewals[2], { renews_on: '2025-05-27', mrr_change: '0', currency: 'USD' });
  await app.open();
  await app.chooseAndShow('book.json', JSON.stringify(book));
  const cells = (index, at) => rows(section(app)).nth(index).getByRole('cell').nth(at);
  await expect(cells(0, 4)).toContainText(/overdue.*3 days ago/);
  await expect(cells(1, 4)).toContainText(/soon.*90 days/);
  await expect(cells(2, 4)).not.toContainText(/soon|overdue/);
  await expect(cells(1, 4).locator('time')).toHaveAttribute('datetime', '2025-05-26');
  await expect(cells(1, 4)).toContainText('May 26, 2025');
  await expect(cells(0, 1)).toHaveText('-$120');
  await expect(cells(1, 1)).toHaveText('+$300.50');
  await expect(cells(2, 1)).toHaveText('$0');
  await expect(section(app)).not.toContainText('fixed units');
});

test('a name leads to the client, and back', async ({ app, page }) => {
  await app.open('./#/dashboard?renewals=gain&sort=client');
  const link = rows(section(app)).first().getByRole('link');
  const name = await link.textContent();
  await link.click();
  await expect(app.heading(name)).toBeVisible();
  await expect(page).toHaveURL(/#\/client\?sort=client&renewals=gain&client=/);
  await page.goBack();
  await expect(menu(app)).toHaveValue('gain');
});

test('nothing renews, and renewals are not in the data', async ({ app }) => {
  await app.open();
  await app.chooseAndShow('none.json', JSON.stringify({ ...sample, renewals: [] }));
  await expect(section(app)).toContainText('This data names no upcoming renewal.');
  await expect(menu(app)).toHaveCount(0);
  await app.chooseAndShow('absent.json', JSON.stringify({ ...sample, renewals: null }));
  await expect(section(app)).toContainText('This is not in this data.');
});

for (const theme of ['light', 'dark']) {
  test.describe(theme, () => {
    test.use({ stored: { 'tierwise.theme': theme } });
    test('no violation, and nothing sticks out', async ({ app, page }) => {
      await app.open();
      for (const width of [1440, 360]) {
        await page.setViewportSize({ width, height: 900 });
        const axe = new AxeBuilder({ page }).include('.renewals').withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']);
        expect.soft((await axe.setLegacyMode().analyze()).violations.map(({ id, nodes }) => [id, nodes[0].target]), `${width}`).toEqual([]);
        expect.soft(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      }
    });
  });
}
