// The points breakdown: order, filters, sums, and the state in the address.
import { expect, test } from './dashboard.page.mjs';
import { clients, rules, sample, shown, total } from './oracle.mjs';

const ALL = clients(sample, rules);
const collator = new Intl.Collator('en');
const byName = (a, b) => collator.compare(a.name, b.name);
const ids = (rows) => rows.map(({ id }) => id);

/** The order of a column; equals by name, and what is missing last in both directions. */
const sorted = (column, descending) => {
  const sign = descending ? -1 : 1;
  const numeric = (key) => (a, b) => sign * (Number(a[key]) - Number(b[key]));
  const words = (order) => (a, b) =>
    (a[column] === undefined) - (b[column] === undefined) || sign * (order(a[column]) - order(b[column]));
  const compare = {
    client: (a, b) => sign * byName(a, b),
    sold: numeric('sold'),
    managed: numeric('managed'),
    total: numeric('total'),
    market: words((market) => ['standard', 'growth'].indexOf(market)),
    currency: words((currency) => [...new Set(ALL.map((client) => client.currency))].sort().indexOf(currency)),
  }[column];
  return [...ALL].sort((a, b) => compare(a, b) || byName(a, b));
};

const COLUMNS = { client: 'Client', sold: 'Sold', managed: 'Managed', total: 'Total', market: 'Market', currency: 'Currency' };
const heading = (app, column) => app.breakdown.getByRole('columnheader', { name: COLUMNS[column] });
const shownIds = (app) => app.rows.evaluateAll((rows) => rows.map((row) => row.dataset.client));
const count = (app) => app.breakdown.getByRole('status');
const dealType = (app) => app.breakdown.getByLabel('Deal type');
const market = (app) => app.breakdown.getByLabel('Market type');
/** Chooses in a menu as people do, with the focus on it. */
const pick = async (menu, value) => {
  await menu.focus();
  await menu.selectOption(value);
};

test('sorts by each column, both ways; the most points come first', async ({ app, page }) => {
  await app.open();
  await expect(heading(app, 'total')).toHaveAttribute('aria-sort', 'descending');
  expect(await shownIds(app)).toEqual(ids(sorted('total', true)));
  for (const column of Object.keys(COLUMNS)) {
    await test.step(column, async () => {
      const button = heading(app, column).getByRole('button');
      const numeric = ['sold', 'managed', 'total'].includes(column); // the largest first
      for (const descending of [numeric, !numeric]) {
        await button.click();
        await expect(heading(app, column)).toHaveAttribute('aria-sort', descending ? 'descending' : 'ascending');
        await expect(app.breakdown.locator('[aria-sort]')).toHaveCount(1);
        await expect.poll(() => shownIds(app)).toEqual(ids(sorted(column, descending)));
        await expect(button, 'keeps the focus').toBeFocused();
        const order = `${descending ? '-' : ''}${column}`;
        await expect(page).toHaveURL((url) => url.hash === (order === '-total' ? '#/dashboard' : `#/dashboard?sort=${order}`));
      }
    });
  }
});

test('filters by deal type and market: rows, count, sums, address', async ({ app, page }) => {
  await app.open();
  await expect(count(app)).toHaveText('60 of 60 clients');
  for (const [deal, kind] of [
    ['', 'growth'],
    ['', 'standard'],
    ['partner_assisted', ''],
    ['partner_sourced', ''],
    ['partner_sourced', 'growth'],
  ]) {
    await test.step(`${deal} ${kind}`, async () => {
      const expected = sorted('total', true).filter(
        (client) => (!deal || client.dealTypes.has(deal)) && (!kind || client.market === kind),
      );
      expect(expected.length, 'the sample has some').toBeGreaterThan(0);
      expect(expected.length, 'and others').toBeLessThan(ALL.length);
      await pick(dealType(app), deal);
      await expect(dealType(app)).toBeFocused();
      await pick(market(app), kind);
      await expect.poll(() => shownIds(app)).toEqual(ids(expected));
      await expect(market(app)).toBeFocused();
      await expect(app.breakdown.getByText('Clients with active points from deals of this type.')).toHaveCount(deal ? 1 : 0);
      await expect(count(app)).toHaveText(`${expected.length} of 60 clients`);
      const sums = ['sold', 'managed', 'total'].map((key) => shown(total(expected.map((client) => client[key]))));
      const cells = app.breakdown.getByRole('row', { name: 'Sum of the clients shown' }).getByRole('cell');
      for (const [index, sum] of sums.entries()) await expect(cells.nth(index)).toHaveText(sum);
      const parameters = [deal && `deal=${deal}`, kind && `market=${kind}`].filter(Boolean).join('&');
      await expect(page).toHaveURL((url) => url.hash === `#/dashboard?${parameters}`);
    });
  }
});

test('a reload keeps order and filters', async ({ app, page }) => {
  await app.open();
  await dealType(app).selectOption('partner_sourced');
  await market(app).selectOption('growth');
  await heading(app, 'client').getByRole('button').click();
  const expected = sorted('client', false).filter(({ dealTypes, market }) => dealTypes.has('partner_sourced') && market === 'growth');
  await expect.poll(() => shownIds(app)).toEqual(ids(expected));
  await page.reload();
  await expect.poll(() => shownIds(app)).toEqual(ids(expected));
  await expect(dealType(app)).toHaveValue('partner_sourced');
  await expect(market(app)).toHaveValue('growth');
  await expect(heading(app, 'client')).toHaveAttribute('aria-sort', 'ascending');
});

test('a client has the same figures under every filter', async ({ app }) => {
  await app.open('./#/dashboard?deal=partner_assisted');
  const byId = new Map(ALL.map((client) => [client.id, client]));
  const rows = await app.clients();
  expect(rows.length).toBeGreaterThan(0);
  for (const { id, sold, managed, total } of rows) {
    expect(byId.get(id)).toMatchObject({ sold, managed, total });
  }
});

test('back and forward go through the states of the table', async ({ app, page }) => {
  await app.open();
  await market(app).selectOption('growth');
  await expect(count(app)).toHaveText(/^(?!60 of)/);
  const growth = await shownIds(app);
  await heading(app, 'client').getByRole('button').click();
  await expect(heading(app, 'client')).toHaveAttribute('aria-sort', 'ascending');
  await page.goBack();
  await expect(heading(app, 'total')).toHaveAttribute('aria-sort', 'descending');
  expect(await shownIds(app)).toEqual(growth);
  await page.goBack();
  await expect(count(app)).toHaveText('60 of 60 clients');
  await expect(market(app)).toHaveValue('');
  await page.goForward();
  await page.goForward();
  await expect(heading(app, 'client')).toHaveAttribute('aria-sort', 'ascending');
  await expect(market(app)).toHaveValue('growth');
});

test('the state stays when the user looks at another page', async ({ app }) => {
  await app.open('./#/dashboard?market=growth&sort=client');
  const before = await shownIds(app);
  await app.go('Rules');
  await app.go('Dashboard');
  await expect(market(app)).toHaveValue('growth');
  expect(await shownIds(app)).toEqual(before);
});

test.describe('no client matches', () => {
  test.beforeEach(async ({ app }) => {
    const book = structuredClone(sample);
    book.clients.forEach((client) => (client.market = 'standard'));
    await app.open('./#/dashboard?sort=client');
    await app.chooseAndShow('book.json', JSON.stringify(book));
    await market(app).selectOption('growth');
  });

  test('says so, and "Clear the filters" brings them all back', async ({ app }) => {
    await expect(app.breakdown).toContainText('No client matches these filters.');
    await expect(app.rows).toHaveCount(0);
    await expect(count(app)).toHaveText('0 of 60 clients');
    await app.breakdown.getByRole('button', { name: 'Clear the filters' }).click();
    await expect(count(app)).toHaveText('60 of 60 clients');
    await expect(market(app)).toHaveValue('');
    await expect(heading(app, 'client'), 'the order stays').toHaveAttribute('aria-sort', 'ascending');
  });

  test('the focus does not get lost with the button', async ({ app }) => {
    await app.breakdown.getByRole('button', { name: 'Clear the filters' }).click();
    await expect(app.rows).toHaveCount(60);
    await expect(app.breakdown.locator(':focus'), 'is still in the section').toHaveCount(1);
  });
});

test('a book without clients says so', async ({ app }) => {
  await app.open();
  await app.chooseAndShow('nobody.json', JSON.stringify({ ...sample, clients: [], sales: [], managed: [], reported: {} }));
  await expect(app.breakdown).toContainText('This data has no clients.');
  await expect(app.breakdown.getByRole('button', { name: 'Clear the filters' })).toHaveCount(0);
});

test('a name leads to the record here, and the mark beside it to the CRM, in a new tab', async ({ app }) => {
  await app.open();
  const row = app.rows.filter({ hasText: 'Ardent Clinics' });
  await expect(row.getByRole('link', { name: 'Ardent Clinics', exact: true })).toHaveAttribute('href', /^#\/client\?client=/);
  const link = row.getByRole('link', { name: /CRM/ });
  await expect(link).toHaveAttribute('href', /^https:\/\/crm\.example\//);
  await expect(link).toHaveAttribute('target', '_blank');
  await expect(link).toHaveAttribute('rel', /noopener/);
  await expect(link).toHaveAccessibleName('Ardent Clinics (opens the CRM record in a new tab)');
});

test('on paper nothing scrolls: every row and column is there', async ({ app, page }) => {
  await app.open();
  await expect(app.rows).toHaveCount(ALL.length);
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 720, height: 1000 }); // a sheet of A4
  const tables = app.main.locator('.scroll:visible');
  await expect(tables.first()).toBeVisible();
  for (const table of await tables.all()) {
    const style = await table.evaluate((box) => {
      const { overflowX, overflowY, maxHeight } = getComputedStyle(box);
      return [overflowX, overflowY, maxHeight];
    });
    expect(style).toEqual(['visible', 'visible', 'none']);
  }
  const last = await app.rows.last().boundingBox();
  const section = await app.breakdown.boundingBox();
  expect(last.y + last.height).toBeLessThanOrEqual(section.y + section.height);
});
