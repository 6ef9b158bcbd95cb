// Tier point changes and shared selling: ranges, counters, charts with their tables, and the records behind them.
import { readFile } from 'node:fs/promises';
import { expect, test } from './dashboard.page.mjs';
import { changes, figures, rounded, rules, sample } from './oracle.mjs';

const section = (app, name) => app.main.getByRole('region', { name, exact: true }).first();
const dialog = (page) => page.getByRole('dialog');

/** The days that a section says it shows. */
const days = async (card) => {
  const line = card.locator('.range-days');
  return [await line.getAttribute('data-first'), await line.getAttribute('data-last')];
};

test('the four counters are those of an independent count, for every range of the menu', async ({ app, page }) => {
  await app.open();
  const card = section(app, 'Tier point changes');
  const menu = card.getByLabel('Date range');
  const words = await menu.locator('option').evaluateAll((all) => all.map(({ value }) => value));
  expect(words).toHaveLength(18);
  const expectedDays = {
    today: ['2025-02-25', '2025-02-25'],
    this_week: ['2025-02-24', '2025-02-25'],
    last_month: ['2025-01-01', '2025-01-31'],
    last_quarter: ['2024-10-01', '2024-12-31'],
    last_365_days: ['2024-02-27', '2025-02-25'],
  };
  for (const word of words.filter((word) => word !== 'custom' && word !== 'all')) {
    await menu.selectOption(word);
    await expect(page).toHaveURL(word === 'last_90_days' ? /#/ : new RegExp(`changes=${word}`));
    await expect(menu).toHaveValue(word);
    const [first, last] = await days(card);
    if (expectedDays[word]) expect([first, last], word).toEqual(expectedDays[word]);
    await app.expectFigures(changes(sample, rules, first, last));
  }
});

test('two days of one’s own; opening + new − lost = closing', async ({ app, page }) => {
  await app.open();
  const card = section(app, 'Tier point changes');
  await card.getByLabel('Date range').selectOption('custom');
  await card.getByLabel('From').fill('2024-03-01');
  await card.getByLabel('To', { exact: true }).fill('2024-08-31');
  await expect(page).toHaveURL(/changes=2024-03-01\.\.2024-08-31/);
  await app.expectFigures(changes(sample, rules, '2024-03-01', '2024-08-31'));
  const on = (day) => figures({ ...sample, as_of: day }, rules);
  const now = await app.figures();
  for (const track of ['sold', 'managed']) {
    const change = Number(now[`changes.new_${track}`]) - Number(now[`changes.lost_${track}`]);
    expect(Number(on('2024-02-29')[`points.${track}`]) + change).toBeCloseTo(Number(on('2024-08-31')[`points.${track}`]), 9);
  }
  // Backwards they are the same days.
  await page.goto('./#/dashboard?changes=2024-08-31..2024-03-01');
  await app.expectFigures(changes(sample, rules, '2024-03-01', '2024-08-31'));
});

test('a counter opens its rows over the same range; the clients behind are listed', async ({ app, page }) => {
  await app.open('./#/dashboard?changes=last_year');
  const card = section(app, 'Tier point changes');
  for (const key of ['changes.new_sold', 'changes.lost_sold', 'changes.new_managed', 'changes.lost_managed']) {
    await expect(app.figure(key)).toBeVisible();
    const value = await app.figure(key).getAttribute('value');
    await app.figure(key).getByRole('button').click();
    await expect(dialog(page).locator('[data-report="sum"]')).toHaveAttribute('value', value);
    await expect(page).toHaveURL(/range=last_year/);
    await page.keyboard.press('Escape');
    await expect(dialog(page)).toHaveCount(0);
  }
  await expect(card.getByRole('table', { name: 'Clients behind the changes' }).locator('tbody tr').first()).toBeVisible();
  await card.getByRole('button', { name: 'All rows' }).click();
  const net = dialog(page).locator('tfoot td').last();
  const now = await app.figures();
  const sum = ['new_sold', 'new_managed'].reduce((sum, key) => sum + Number(now[`changes.${key}`]), 0) - ['lost_sold', 'lost_managed'].reduce((sum, key) => sum + Number(now[`changes.${key}`]), 0);
  expect(Number((await net.textContent()).replace(/[^\d.−-]/g, '').replace('−', '-'))).toBeCloseTo(sum, 2);
});

test('the chart says in its table what the counters say, and is saved as PNG and SVG', async ({ app, page }) => {
  await app.open('./#/dashboard?changes=last_year');
  const card = section(app, 'Tier point changes');
  const chart = card.locator('figure');
  await chart.scrollIntoViewIfNeeded();
  await expect(chart.locator('canvas').first()).toBeVisible();
  await chart.getByRole('button', { name: 'Show as table' }).click();
  const columns = await chart.locator('tbody tr').evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('td')].map((cell) => Number(cell.textContent.replace(/,/g, '').replace('−', '-').replace('–', '0')))));
  expect(columns).toHaveLength(12);
  const now = await app.figures();
  const sum = (index) => columns.reduce((sum, row) => sum + row[index], 0);
  expect(sum(0)).toBeCloseTo(Number(now['changes.new_sold']), 1);
  expect(sum(1)).toBeCloseTo(Number(now['changes.new_managed']), 1);
  expect(-sum(2)).toBeCloseTo(Number(now['changes.lost_sold']) + Number(now['changes.lost_managed']), 1);
  for (const [name, begin] of [['Save as PNG', '\x89PNG'], ['Save as SVG', '<svg']]) {
    const download = page.waitForEvent('download');
    await chart.getByRole('button', { name }).click();
    const bytes = await readFile(await (await download).path());
    expect(bytes.subarray(0, 4).toString('latin1')).toBe(begin);
    expect(bytes.length).toBeGreaterThan(2000);
  }
});

test('shared selling counts what its definitions say', async ({ app, page }) => {
  await app.open();
  const card = section(app, 'Shared selling');
  for (const range of ['last_90_days', 'last_year', 'last_365_days', 'this_quarter']) {
    await card.getByLabel('Date range').selectOption(range);
    await expect(card.getByLabel('Date range')).toHaveValue(range);
    const [first, last] = await days(card);
    const within = (day) => first <= day && day <= last;
    const deals = sample.deals;
    const expected = {
      'shared.created': deals.filter((deal) => deal.registered_on && within(deal.registered_on)).length,
      'shared.in_flight': deals.filter((deal) => deal.deal_type === 'partner_sourced' && deal.vendor_stage === 'open' && deal.registered_on <= last).length,
      'shared.closed_won': deals.filter((deal) => deal.vendor_stage === 'closed_won' && deal.close_on && within(deal.close_on)).length,
    };
    await app.expectFigures(Object.fromEntries(Object.entries(expected).map(([key, count]) => [key, String(count)])));
    for (const [key, count] of Object.entries(expected)) {
      await app.figure(key).getByRole('button').click();
      await expect(dialog(page).locator('[data-report="value"]')).toHaveAttribute('value', String(count));
      await expect(dialog(page)).toContainText(`${count} of ${count} row`);
      await page.keyboard.press('Escape');
      await expect(dialog(page)).toHaveCount(0);
    }
  }
  await card.getByRole('button', { name: 'All shared deals' }).click();
  await expect(dialog(page)).toContainText(`${sample.deals.length} of ${sample.deals.length} rows`);
});

test('an address leads to a section, and back and forward keep the ranges', async ({ app, page }) => {
  await app.open('./#/dashboard?section=shared&shared=last_year');
  await expect(section(app, 'Shared selling')).toBeInViewport();
  await expect(section(app, 'Shared selling').getByLabel('Date range')).toHaveValue('last_year');
  const changesMenu = section(app, 'Tier point changes').getByLabel('Date range');
  await changesMenu.selectOption('today');
  await changesMenu.selectOption('yesterday');
  await page.goBack();
  await expect(changesMenu).toHaveValue('today');
  await page.goForward();
  await expect(changesMenu).toHaveValue('yesterday');
});

test('without sales, spells or deals the counters say so, and are never 0', async ({ app }) => {
  const { sales: _, managed: __, deals: ___, reported: ____, ...book } = sample;
  await app.open();
  await app.chooseAndShow('bare.json', JSON.stringify(book));
  for (const key of ['changes.new_sold', 'changes.lost_sold', 'changes.new_managed', 'changes.lost_managed', 'shared.created', 'shared.in_flight', 'shared.closed_won']) {
    await expect(app.figure(key)).toHaveText('not in this data');
    await expect(app.figure(key)).toHaveAttribute('value', '');
  }
  expect(rounded('')).toBe('');
});

test('on paper a chart that was never in view is its table', async ({ app, page }) => {
  await page.setViewportSize({ width: 1440, height: 500 });
  await app.open();
  const waiting = app.main.locator('figure', { hasText: 'Drawing the chart…' });
  await expect(waiting).not.toHaveCount(0);
  // What the page says at the moment that the browser's own printing makes the sheets of it.
  await page.exposeFunction('printed', (texts) => (app.printed = texts));
  await page.evaluate(() => {
    const texts = () => [...document.querySelectorAll('main figure .plot')].filter((plot) => plot.checkVisibility()).map((plot) => plot.innerText);
    addEventListener('beforeprint', () => queueMicrotask(() => window.printed(texts())), { once: true });
  });
  await page.pdf();
  await expect.poll(() => app.printed).toBeDefined();
  const all = app.printed.join('\n');
  expect(all).not.toContain('Drawing the chart…');
  expect(app.printed.filter((text) => text.includes('\n')).length).toBeGreaterThan(0);
  // On the screen it waits again, and is drawn when it is seen.
  const chart = app.main.locator('figure').last();
  await expect(chart.getByText('Drawing the chart…')).toBeVisible();
  await chart.scrollIntoViewIfNeeded();
  await expect(chart.locator('canvas').first()).toBeVisible();
});
