// Every number opens the rows behind it: their sum is the number, they sort, filter and page, and the address says it all.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './dashboard.page.mjs';
import { clients, figures, rounded, rules, sample } from './oracle.mjs';

const dialog = (page) => page.getByRole('dialog');
const number = (page, what) => dialog(page).locator(`[data-report="${what}"]`);
const rows = (page) => dialog(page).locator('tbody tr');

test('a figure opens its rows, and their sum is the figure', async ({ app, page }) => {
  await app.open();
  const expected = figures(sample, rules);
  for (const key of ['program.total_points', 'points.sold', 'points.managed', 'points.sourced', 'program.sourced_mrr_12m', 'program.sourced_amount_12m']) {
    await app.figure(key).getByRole('button').click();
    await expect(dialog(page), key).toBeVisible();
    await expect.poll(async () => rounded(await number(page, 'value').getAttribute('value')), key).toBe(expected[key]);
    expect(rounded(await number(page, 'sum').getAttribute('value')), key).toBe(expected[key]);
    await page.keyboard.press('Escape');
    await expect(dialog(page)).toHaveCount(0);
    await expect(app.figure(key).getByRole('button'), 'the focus is back').toBeFocused();
  }
});

test('tiers, gaps and the certification open too', async ({ app, page }) => {
  await app.open();
  const keys = await page.locator('main [data-figure]:not([data-client] *)').evaluateAll((all) => [...new Set(all.map((figure) => figure.dataset.figure))]);
  expect(keys.length).toBeGreaterThan(20);
  for (const key of keys) {
    await app.figure(key).first().getByRole('button').click();
    await expect(dialog(page).getByRole('heading', { level: 2 }), key).not.toBeEmpty();
    await expect(dialog(page).locator('.report-how'), key).not.toBeEmpty();
    await page.keyboard.press('Escape');
    await expect(dialog(page)).toHaveCount(0);
  }
});

test('a client’s figure opens that client’s rows', async ({ app, page }) => {
  await app.open();
  const [first] = clients(sample, rules);
  const row = app.main.locator(`[data-client="${first.id}"]`);
  await row.locator('[data-figure="client.total_points"]').getByRole('button').click();
  await expect(number(page, 'value')).toHaveAttribute('value', await row.locator('[data-figure="client.total_points"]').getAttribute('value'));
  const name = sample.clients.find(({ id }) => id === first.id).name;
  await expect(dialog(page).getByRole('heading', { level: 2 })).toContainText(name);
  for (const cell of await rows(page).getByRole('rowheader').all()) await expect(cell).toHaveText(name);
});

test('rows sort by every heading, and missing values come last', async ({ page, app }) => {
  await app.open('./#/dashboard?report=points.sold');
  const heading = (name) => dialog(page).getByRole('columnheader', { name });
  const column = async (index) => {
    const cells = await rows(page).evaluateAll((all, at) => all.map((row) => row.children[at].querySelector('data')?.value ?? row.children[at].textContent), index);
    return cells;
  };
  await expect(heading('Points')).toHaveAttribute('aria-sort', 'descending');
  const points = (await column(7)).map(Number);
  expect(points).toEqual([...points].sort((a, b) => b - a));
  await heading('Points').getByRole('button').click();
  await expect(heading('Points')).toHaveAttribute('aria-sort', 'ascending');
  await expect(page).toHaveURL(/by=points/);
  await heading('Client').getByRole('button').click();
  await expect(heading('Client')).toHaveAttribute('aria-sort', 'ascending');
  await expect(heading('Client').getByRole('button'), 'the focus stays').toBeFocused();
  const names = await column(0);
  expect(names).toEqual([...names].sort(new Intl.Collator('en-US').compare));
});

test('search, filters and columns: what is left adds up, and the address says it', async ({ app, page }) => {
  await app.open('./#/dashboard?report=points.sold');
  const all = await number(page, 'value').getAttribute('value');
  await dialog(page).locator('summary', { hasText: 'Add a filter' }).click();
  await dialog(page).getByRole('combobox', { name: 'Column' }).selectOption('market');
  await dialog(page).getByRole('combobox', { name: 'Value' }).selectOption('growth');
  await dialog(page).getByRole('button', { name: 'Add a filter' }).click();
  await expect(dialog(page).getByRole('button', { name: 'Remove the filter Market is Growth' })).toBeVisible();
  await expect(page).toHaveURL(/where=market\.is\.growth/);
  const growth = clients(sample, rules).filter(({ market }) => market === 'growth');
  const sum = growth.reduce((sum, { sold }) => sum + Number(sold), 0);
  await expect.poll(async () => Number(await number(page, 'sum').getAttribute('value'))).toBeCloseTo(sum, 6);
  expect(await number(page, 'value').getAttribute('value'), 'the figure itself stays').toBe(all);

  const address = page.url();
  await page.reload();
  await expect(number(page, 'sum')).toBeVisible();
  expect(page.url()).toBe(address);
  await expect.poll(async () => Number(await number(page, 'sum').getAttribute('value'))).toBeCloseTo(sum, 6);

  const name = growth.find(({ sold }) => Number(sold) > 0).id;
  const client = sample.clients.find(({ id }) => id === name).name;
  await dialog(page).getByRole('searchbox').fill(client.toUpperCase());
  await expect(rows(page).first()).toContainText(client);
  await expect(dialog(page).getByRole('searchbox')).toBeFocused();
  await dialog(page).getByRole('searchbox').fill('nobody at all');
  await expect(dialog(page)).toContainText('No row matches these filters.');
  await dialog(page).getByRole('searchbox').fill('');
  await dialog(page).getByRole('button', { name: /Remove the filter/ }).click();
  await expect(number(page, 'sum')).toHaveAttribute('value', all);

  await dialog(page).locator('summary', { hasText: 'Columns' }).click();
  await dialog(page).getByRole('checkbox', { name: 'Owner' }).check();
  await dialog(page).getByRole('checkbox', { name: 'Deal type' }).uncheck();
  await expect(dialog(page).getByRole('columnheader', { name: 'Owner' })).toBeVisible();
  await expect(dialog(page).getByRole('columnheader', { name: 'Deal type' })).toHaveCount(0);
  await expect(page).toHaveURL(/columns=/);
  await page.keyboard.press('Escape');
  await expect(dialog(page).getByRole('checkbox', { name: 'Owner' })).toBeHidden();
  await expect(dialog(page), 'Escape closes the menu, not the dialog').toBeVisible();
  await expect(dialog(page).locator('summary', { hasText: 'Columns' })).toBeFocused();
});

test('a number is read as people type it, and what is none is said', async ({ app, page }) => {
  await app.open('./#/dashboard?report=points.sold');
  const value = dialog(page).getByLabel('Value');
  const add = async (text) => {
    await value.fill(text);
    await dialog(page).getByRole('button', { name: 'Add a filter' }).click();
  };
  await expect(rows(page).first(), 'and the numbers above the tools').toBeVisible();
  await dialog(page).locator('summary', { hasText: 'Add a filter' }).click();
  await dialog(page).getByRole('combobox', { name: 'Column' }).selectOption('points');
  await add('many');
  await expect(dialog(page).getByRole('alert')).toContainText('“many” is not a number.');
  await expect(value).toHaveAttribute('aria-invalid', 'true');
  await add('10.50');
  await expect(dialog(page).getByRole('button', { name: 'Remove the filter Points at least 10.5' })).toBeVisible();
  await expect(dialog(page).getByRole('alert')).toBeHidden();
  await expect(value).not.toHaveAttribute('aria-invalid');
  const points = await rows(page).evaluateAll((all) => all.map((row) => Number(row.querySelector('td:last-child data').value)));
  expect(points.length).toBeGreaterThan(0);
  for (const number of points) expect(number).toBeGreaterThanOrEqual(10.5);
});

test.describe('in French', () => {
  test.use({ stored: { 'tierwise.lang': 'fr' }, locale: 'fr-FR' });
  test('a filter takes a decimal comma, and says it again', async ({ page }) => {
    await page.goto('./#/dashboard?report=points.sold');
    await expect(rows(page).first()).toBeVisible();
    await dialog(page).locator('summary', { hasText: 'Ajouter un filtre' }).click();
    await dialog(page).getByRole('combobox', { name: 'Colonne' }).selectOption('points');
    await dialog(page).getByLabel('Valeur').fill('10,5');
    await page.keyboard.press('Enter');
    await expect(dialog(page).getByRole('button', { name: 'Retirer le filtre Points au moins 10,5' })).toBeVisible();
    await expect(page).toHaveURL(/where=points\.ge\.10\.5/);
  });
});

test('MRR of sales and of managed clients is never added up', async ({ app, page }) => {
  await app.open('./#/dashboard?report=program.total_points');
  await expect(rows(page).first()).toBeVisible();
  const sums = await dialog(page).locator('tfoot td').evaluateAll((cells) => Object.fromEntries(cells.map((cell) => [cell.dataset.label, cell.textContent])));
  expect(sums.MRR).toBe('');
  expect(sums.Points).not.toBe('');
});

test('pages of fifty, by mouse and by address', async ({ app, page }) => {
  await app.open('./#/dashboard?report=sales');
  await expect(dialog(page).getByRole('heading', { level: 2, name: 'Sales' })).toBeVisible();
  await expect(rows(page)).toHaveCount(50);
  await expect(dialog(page)).toContainText(`${sample.sales.length} of ${sample.sales.length} rows`);
  await dialog(page).getByRole('button', { name: 'Next page' }).click();
  await expect(dialog(page)).toContainText('Page 2 of 3');
  await dialog(page).getByRole('button', { name: 'Next page' }).click();
  await expect(rows(page)).toHaveCount(sample.sales.length - 100);
  await expect(dialog(page).getByRole('button', { name: 'Next page' })).toBeDisabled();
  await page.goBack();
  await expect(dialog(page)).toContainText('Page 2 of 3');
  await page.goBack();
  await page.goBack();
  await expect(dialog(page)).toHaveCount(0);
  await page.goForward();
  await expect(rows(page)).toHaveCount(50);
});

test('the dialog keeps the focus inside, and Escape closes the panel first', async ({ app, page }) => {
  await app.open();
  await app.figure('points.sold').getByRole('button').click();
  await expect(dialog(page)).toBeVisible();
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    const where = await page.evaluate(() => document.activeElement.closest('dialog') !== null || document.activeElement === document.body);
    expect(where).toBe(true);
  }
  await dialog(page).getByRole('button', { name: 'Save as report' }).click();
  await expect(dialog(page).getByRole('complementary', { name: 'Save as report' })).toBeVisible();
  await expect(page).toHaveURL(/panel=save/);
  await page.keyboard.press('Escape');
  await expect(dialog(page).getByRole('complementary')).toHaveCount(0);
  await expect(dialog(page)).toBeVisible();
  await dialog(page).getByRole('button', { name: 'Close' }).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(app.figure('points.sold').getByRole('button')).toBeFocused();
});

test('what the data does not have is said, with no sum', async ({ app, page }) => {
  const { sales: _, reported: __, ...book } = sample;
  await app.open();
  await app.chooseAndShow('no-sales.json', JSON.stringify(book));
  await app.figure('points.sold').getByRole('button').click();
  await expect(dialog(page)).toContainText('This is not in this data.');
  await expect(number(page, 'value')).toHaveCount(0);
  await expect(number(page, 'sum')).toHaveCount(0);
});

test('names from a file never become markup', async ({ app, page }) => {
  const book = structuredClone(sample);
  for (const client of book.clients) client.name = `<img src=x onerror=alert(1)>${client.name}`;
  await app.open();
  await app.chooseAndShow('markup.json', JSON.stringify(book));
  await app.figure('points.sold').getByRole('button').click();
  await expect(rows(page).first()).toContainText('<img src=x');
  expect(await page.locator('img').count()).toBe(0);
});

const violations = async (page) => {
  const axe = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']);
  const { violations } = await axe.setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`));
};

for (const theme of ['light', 'dark']) {
  test.describe(theme, () => {
    test.use({ stored: { 'tierwise.theme': theme } });
    test('axe finds nothing in the dialog, with each panel and menu, wide and narrow', async ({ app, page }) => {
      for (const hash of [
        'report=points.sold&where=market.is.growth',
        'report=program.performing_tier',
        'report=clients&panel=lists',
        'report=deals&panel=export',
        'report=changes.lost_sold&range=last_year&panel=save',
      ]) {
        await page.goto('about:blank');
        await app.open(`./#/dashboard?${hash}`);
        await expect(rows(page).first()).toBeVisible();
        for (const width of [1440, 360]) {
          await page.setViewportSize({ width, height: 900 });
          expect.soft(await violations(page), `${hash}, ${width} px`).toEqual([]);
          expect.soft(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${hash}, ${width} px`).toBeLessThanOrEqual(0);
        }
      }
    });
  });
}
