// The user's own files: chosen or dropped, in each of the three formats.
import { readFileSync } from 'node:fs';
import { expect, test } from './dashboard.page.mjs';
import { clients, figures, fixture, rounded, rules, small } from './oracle.mjs';

const NOT_IN_DATA = 'not in this data';

test.beforeEach(async ({ app, page }) => {
  // API pages and CSV carry no day of their own: today's rules count, here those of 2025-07.
  await page.clock.setFixedTime(new Date('2025-11-26T10:00:00Z'));
  await app.open();
});

test('a Tierwise file: its figures, its name, no sample any more', async ({ app, page }) => {
  await app.choose(fixture('own-small.json'));
  await expect(app.status).toContainText('own-small.json is open: 3 clients.');
  await expect(app.problems).toContainText('Tierwise data, version 1');
  await app.go('Dashboard');
  await app.expectFigures(figures(small, rules));
  const expected = clients(small, rules).map(({ id, sold, managed, total }) => ({ id, sold, managed, total }));
  expect((await app.clients()).sort((a, b) => a.id.localeCompare(b.id))).toEqual(expected);
  await expect(app.main).not.toContainText('Sample data');
  await expect(page).toHaveTitle(/Northbeam Digital/);
});

test('the same file again, corrected, is read again', async ({ app }) => {
  const more = structuredClone(small);
  more.sales[0].mrr = '1890.00';
  await app.chooseAndShow('book.json', JSON.stringify(small));
  await app.expectFigures(figures(small, rules));
  await app.chooseAndShow('book.json', JSON.stringify(more));
  await app.expectFigures(figures(more, rules));
});

for (const { name, managed, kind } of [
  { name: 'api-page.json', managed: '62', kind: 'API pages of partner_clients' },
  { name: 'clients.csv', managed: '74.5', kind: 'CSV' },
]) {
  test(`${name}: the vendor's points, and "not in this data" for the rest`, async ({ app }) => {
    await app.choose(fixture(name));
    await expect(app.status).toContainText(`${name} is open: 3 clients.`);
    await expect(app.problems).toContainText(kind);
    await app.go('Dashboard');
    await app.expectFigures({
      'program.total_points': '260.5',
      'points.sold': '186',
      'points.managed': managed,
      'goal.total.have': '260.5',
      'goal.total.need': '328.125',
      'goal.total.gap': '67.625',
      'program.points_to_next_tier': '67.625',
    });
    for (const key of [
      'program.credited_tier',
      'program.performing_tier',
      'program.sourced_amount_12m',
      'program.sourced_mrr_12m',
      'program.csr_12m',
      'points.sourced',
      'goal.minimum.have',
      'goal.minimum.gap',
    ]) {
      await expect(app.figure(key), key).toHaveAttribute('value', '');
      await expect(app.figure(key), key).toHaveText(NOT_IN_DATA);
    }
    const rows = Object.fromEntries((await app.clients()).map(({ id, ...points }) => [id, points]));
    expect(rows['901']).toEqual({ sold: '186', managed: '62', total: '248' });
    expect(rows['902']).toMatchObject({ sold: '', total: '12.5' });
    expect(rows['903']).toEqual({ sold: '', managed: '', total: '' });
    await expect(app.rows).toHaveCount(3);
    await expect(app.breakdown.getByLabel('Deal type'), 'who brought the deals is not known').toHaveCount(0);
    await expect(app.breakdown).toContainText('Café');
  });
}

test('API pages: archived records are left out, and named', async ({ app }) => {
  await app.choose(fixture('api-page.json'));
  await expect(app.status).toContainText('1 record was left out.');
  await expect(app.problem('record-archived')).toContainText('The record is archived at the vendor.');
  await expect(app.banner).toContainText('Points last refreshed on Nov 26, 2025');
  await expect(app.main).not.toContainText('never shown');
});

/** A drag of files over the page: dragenter, dragover, and what `last` names. */
const drag = async (page, names, ...last) => {
  const files = names.map((name) => [name, readFileSync(fixture(name), 'utf8')]);
  const dataTransfer = await page.evaluateHandle((files) => {
    const data = new DataTransfer();
    for (const [name, content] of files) data.items.add(new File([content], name));
    return data;
  }, files);
  for (const event of ['dragenter', 'dragover', ...last]) {
    await page.getByRole('main').dispatchEvent(event, { dataTransfer });
  }
};

test('a dropped file is opened, wherever it is dropped', async ({ app, page }) => {
  await drag(page, ['own-small.json']);
  await expect(page.getByText('Drop the file to open it')).toBeVisible();
  await drag(page, ['own-small.json'], 'drop');
  await app.expectFigures(figures(small, rules));
  await expect(app.status).toContainText('own-small.json is open: 3 clients.');
  await expect(page.getByText('Drop the file to open it')).toHaveCount(0);
});

test('two files at once are two books, of which the latest is shown', async ({ app, page }) => {
  await drag(page, ['own-small.json', 'api-page.json'], 'drop');
  await expect(app.status).toContainText('own-small.json and 1 more file is open: 3 clients.');
  // Pages have the day on which they are opened, which is after that of the other file.
  await expect(app.total).toHaveAttribute('value', '260.5');
});

test('a file that is dragged away again changes nothing', async ({ app, page }) => {
  const before = await app.figures();
  await drag(page, ['own-small.json'], 'dragleave');
  await expect(page.getByText('Drop the file to open it')).toHaveCount(0);
  expect(await app.figures()).toEqual(before);
});

test('from a file back to the sample', async ({ app }) => {
  const before = await app.figures();
  await app.chooseAndShow(fixture('clients.csv'));
  await expect(app.total).toHaveAttribute('value', '260.5');
  await app.go('Data');
  await app.main.getByRole('button', { name: 'Open the sample' }).click();
  await expect(app.problems).toContainText('Sample book');
  await app.go('Dashboard');
  expect(rounded((await app.figures())['program.total_points'])).toBe(before['program.total_points']);
  await expect(app.main).toContainText('Sample data');
});
