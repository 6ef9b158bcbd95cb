// The tier page: head, performance, insights, account, course and any past day. The breakdown has a spec of its own.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './dashboard.page.mjs';
import { figures, rounded, rules, sample, shown } from './oracle.mjs';

const dialog = (page) => page.getByRole('dialog');
const region = (app, name) => app.main.getByRole('region', { name, exact: true });
const number = (text) => Number(text.replaceAll(/[^\d.-]/g, ''));
const on = (day) => figures({ ...sample, as_of: day }, rules);

/** A chart's table twin: each row's first cell, and its others. */
const table = async (figure) => {
  await figure.getByRole('button', { name: 'Show as table' }).click();
  const rows = figure.locator('tbody tr');
  await expect(rows.first()).toBeVisible();
  return rows.evaluateAll((all) =>
    all.map((row) => ({
      name: row.querySelector('th').innerText.trim(),
      day: row.querySelector('time')?.dateTime,
      ahead: Boolean(row.querySelector('.chip')),
      cells: [...row.querySelectorAll('td')].map((cell) => cell.innerText),
    })),
  );
};

test('the head: the credited tier, since when, and what the next re-evaluation looks at', async ({ app, page }) => {
  await app.open('./#/tier');
  const head = region(app, 'Credited tier');
  await expect(head.locator('[data-figure="program.credited_tier"]')).toHaveAttribute('value', 'platinum');
  await expect(head).toContainText('since Mar 15, 2024');
  await expect(head.locator('.tier-review time')).toHaveAttribute('datetime', '2025-07-15');
  await expect(head).toContainText('the checkpoints from Feb 15, 2025 to Jul 15, 2025');
  await expect(head).toContainText('If one of them meets Platinum, Platinum stays');
  await expect(head).toContainText('not confirmed');
  await expect(page).toHaveTitle(/^Tier · Northbeam Digital/);
  await app.expectFigures({
    ...Object.fromEntries(
      ['program.total_points', 'program.performing_tier', 'points.sold', 'points.managed', 'account.certified'].map((key) => [key, on(sample.as_of)[key]]),
    ),
    'account.median_tool_usage': rounded(sample.partner.median_tool_usage),
    'account.certifications': String(sample.partner.certifications),
  });
});

test('a tier that was won a short time ago cannot be lost', async ({ app }) => {
  const book = structuredClone(sample);
  book.partner.credited_tier.since = '2025-02-15';
  await app.open();
  await app.chooseAndShow('held.json', JSON.stringify(book));
  await app.go('Tier');
  await expect(region(app, 'Credited tier')).toContainText('Platinum cannot be lost then: it is safe until Aug 15, 2025.');
});

test('performance: each track with what the chosen tier asks for, as a chart and as a table', async ({ app, page }) => {
  await app.open('./#/tier');
  const figure = app.main.locator('#tracks-chart');
  await expect(figure.locator('canvas')).toBeVisible();
  const have = on(sample.as_of);
  const thresholds = rules.versions.findLast(({ from, thresholds }) => from <= sample.as_of && thresholds).thresholds;
  for (const [tier, name] of [['diamond', 'Diamond'], ['gold', 'Gold']]) {
    if (tier === 'gold') await app.goal.selectOption(tier);
    await expect(figure).toContainText(`what ${name} asks for`);
    const rows = await table(figure);
    expect(rows.map(({ name }) => name)).toEqual(['Combined', 'Sold minimum', 'Managed minimum']);
    const { total, sold, managed } = thresholds[tier];
    expect(rows.map(({ cells }) => cells)).toEqual([
      [shown(have['points.sold']), shown(have['points.managed']), shown(total)],
      [shown(have['points.sold']), '–', shown(sold)],
      ['–', shown(have['points.managed']), shown(managed)],
    ]);
  }
  await expect(page).toHaveURL(/goal=gold/);
  await expect(region(app, 'Tier performance')).toContainText('the same as the credited tier · Diamond still asks for:');
});

test('the checkpoints of the window: met or not by the oracle, and each opens why', async ({ app, page }) => {
  await app.open('./#/tier?on=2025-01-20');
  await expect(region(app, 'Checkpoints of the window')).toContainText('from Feb 15, 2025 to Jul 15, 2025');
  await app.open('./#/tier?on=2025-01-14');
  const checkpoints = app.main.locator('.checkpoint');
  await expect(checkpoints.first(), 'of the window before').toHaveAttribute('data-day', '2024-08-15');
  await expect(checkpoints).toHaveCount(6);
  const tiers = rules.programme.tiers.map(({ id }) => id);
  const days = await checkpoints.evaluateAll((all) => all.map(({ dataset, className }) => [dataset.day, dataset.tier ?? 'none', className.includes('ahead')]));
  expect(days.map(([day]) => day)).toEqual(['2024-08-15', '2024-09-15', '2024-10-15', '2024-11-15', '2024-12-15', '2025-01-15']);
  for (const [day, tier, ahead] of days) {
    expect(ahead, day).toBe(day > '2025-01-14');
    if (!ahead) expect(tier, day).toBe(on(day)['program.performing_tier']);
  }
  const [day, met] = days[2];
  const row = checkpoints.nth(2);
  expect(await row.locator('.state.met').count()).toBe(tiers.indexOf(met) >= tiers.indexOf('platinum') ? 1 : 0);
  await row.getByRole('link', { name: 'Why' }).click();
  await expect(page).toHaveURL(new RegExp(`on=${day}.*report=program.performing_tier`));
  await expect(dialog(page)).toContainText('Total points');
  await expect(dialog(page).locator('[data-report="value"]')).toHaveAttribute('value', met);
  await page.keyboard.press('Escape');
  await expect(app.main.getByRole('status').filter({ hasText: 'As it stood on Oct 15, 2024' })).toBeVisible();
});

test('a checkpoint that lies ahead opens what is expected on it and what it lacks', async ({ app }) => {
  await app.open('./#/tier');
  const ahead = app.main.locator('.checkpoint.ahead');
  const days = await ahead.evaluateAll((all) => all.map(({ dataset }) => [dataset.day, dataset.tier ?? 'none']));
  expect(days.length).toBeGreaterThan(3);
  // Nothing new comes: the sales and spells that have begun by the data's own day.
  const begun = (list, day) => list.filter((record) => record[day] <= sample.as_of);
  const book = { ...sample, sales: begun(sample.sales, 'closed_on'), managed: begun(sample.managed, 'from'), reported: undefined };
  for (const [index, [day, tier]] of days.entries()) {
    const row = ahead.nth(index);
    await row.getByText('Why').click();
    const expected = figures({ ...book, as_of: day }, rules);
    await expect.poll(async () => rounded(await row.locator('[data-figure="checkpoint.total"]').getAttribute('value'))).toBe(expected['program.total_points']);
    expect(tier, day).toBe(expected['program.performing_tier']);
    await expect(row.getByText(/Expected then/)).toBeVisible();
    const lacks = row.getByText(/Platinum would then lack: /);
    await expect(lacks).toHaveCount(['platinum', 'diamond', 'elite'].includes(tier) ? 0 : 1);
  }
});

test('insights: what is missing, and deals that bring it', async ({ app, page }) => {
  await app.open('./#/tier');
  const insights = app.main.locator('.insight');
  await expect(insights).toHaveCount(2);
  await expect(insights.first()).toContainText('Keep Platinum');
  await expect(app.figure('insight.keep_tier.gap')).toHaveAttribute('value', '0');
  await expect(insights.last()).toContainText('Reach Diamond');
  const goal = figures(sample, rules, { goal: 'diamond' });
  await expect.poll(async () => rounded(await app.figure('insight.next_tier.gap').getAttribute('value'))).toBe(goal['goal.total.gap']);
  // What managed clients have to bring for their own minimum counts for the total too.
  const managed = Number(goal['goal.managed.gap']);
  const sold = Math.max(Number(goal['goal.total.gap']) - managed, Number(goal['goal.minimum.gap']));
  const text = await insights.last().innerText();
  const [, points, count, amount, , each] = text.match(/([\d.,]+) points from sales: (\d+) × your usual sourced deal of about (\S+) MRR, market (\w+), ([\d.]+) points each/);
  expect(number(points)).toBeCloseTo(sold, 2);
  expect(number(count) * number(each)).toBeGreaterThanOrEqual(sold - 0.01);
  expect((number(count) - 1) * number(each)).toBeLessThan(sold);
  // 34 USD in a growth market, sourced: 34 / 100 × 5 × 2.
  expect(number(each)).toBeCloseTo((number(amount) / 100) * 5 * 2, 6);
  expect(text).toContain(`${shown(String(managed))} managed points`);
  await app.figure('insight.next_tier.gap').getByRole('button').click();
  await expect(dialog(page).locator('[data-report="value"]')).toHaveText(shown(goal['goal.total.gap']));
});

test('the certification: valid, about to end, ended, and not in the data', async ({ app }) => {
  await app.open('./#/tier');
  const account = region(app, 'Account performance');
  await expect(account).toContainText('valid until Sep 30, 2025');
  await expect(account.locator('.warning')).toHaveCount(0);
  for (const [name, certification, certified, warning] of [
    ['soon', { name: 'C', valid_until: '2025-04-26' }, 'true', 'It ends in 60 days'],
    ['later', { name: 'C', valid_until: '2025-04-27' }, 'true', null],
    ['over', { name: 'C', valid_until: '2025-02-24' }, 'false', 'Every tier asks for a valid certification'],
    ['none', null, 'false', 'Every tier asks for a valid certification'],
  ]) {
    await app.chooseAndShow(`${name}.json`, JSON.stringify({ ...sample, partner: { ...sample.partner, certification } }));
    await app.go('Tier');
    await expect(app.figure('account.certified')).toHaveAttribute('value', certified);
    if (warning) await expect(account.locator('.warning'), name).toContainText(warning);
    else await expect(account.locator('.warning'), name).toHaveCount(0);
  }
  const { partner: _, ...nobody } = sample;
  await app.chooseAndShow('nobody.json', JSON.stringify(nobody));
  await app.go('Tier');
  for (const key of ['account.certified', 'account.median_tool_usage', 'account.certifications']) {
    await expect(app.figure(key)).toHaveAttribute('value', '');
    await expect(app.figure(key)).toHaveText('not in this data');
  }
});

test('progress over time: six months back and three ahead, each day as the oracle has it', async ({ app, page }) => {
  await app.open('./#/tier');
  const figure = app.main.locator('#course-chart');
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.locator('canvas')).toBeVisible();
  const rows = await table(figure);
  expect(rows[0].day).toBe('2024-08-25');
  expect(rows.at(-1).day).toBe('2025-05-25');
  // Ahead only what has begun counts.
  const begun = {
    ...sample,
    sales: sample.sales.filter(({ closed_on }) => closed_on <= sample.as_of),
    managed: sample.managed.filter(({ from }) => from <= sample.as_of),
  };
  const some = rows.filter((_, index) => index % 7 === 0 || index === rows.length - 1);
  expect(some.length).toBeGreaterThan(8);
  for (const { day, ahead, cells } of some) {
    expect(ahead, day).toBe(day > sample.as_of);
    const points = figures({ ...begun, as_of: day }, rules);
    expect(cells, day).toEqual([shown(points['program.total_points']), shown(points['points.sold']), shown(points['points.managed'])]);
  }
  await expect(figure.locator('caption')).toContainText('What is after Feb 25, 2025 is expected');
  await expect(region(app, 'Progress over time')).toContainText('what Diamond asks for, not confirmed');

  await page.locator('#course-range').selectOption('last_year');
  await expect(page).toHaveURL(/course=last_year/);
  await expect(figure.locator('tbody th').last()).toHaveText('Dec 31, 2024');
  await expect(figure.locator('tbody .chip'), 'a range that ends before today has nothing expected').toHaveCount(0);
  await page.locator('#course-range').selectOption('');
  await expect(page).not.toHaveURL(/course=/);
});

test('any past day: figures, rules and explanations are of that day, and the way back', async ({ app, page }) => {
  await app.open('./#/tier');
  const field = page.getByLabel('As it stood on');
  await expect(field).toHaveValue('2025-02-25');
  for (const [day, version] of [['2024-07-15', '2024-02'], ['2024-01-31', '2022-07']]) {
    await field.fill(day);
    await expect(page).toHaveURL(new RegExp(`on=${day}`));
    const expected = on(day);
    await app.expectFigures(Object.fromEntries(['program.total_points', 'points.sold', 'points.managed', 'program.performing_tier'].map((key) => [key, expected[key]])));
    await expect(app.main.locator('.tier-day')).toContainText(`Version ${version}`);
    await app.figure('points.sold').getByRole('button').click();
    await expect(dialog(page)).toContainText('As it stood on');
    await expect.poll(async () => rounded(await dialog(page).locator('[data-report="sum"]').getAttribute('value'))).toBe(expected['points.sold']);
    await page.keyboard.press('Escape');
  }
  await expect(app.figure('program.credited_tier'), 'won on 2024-03-15, so not known of January').toHaveAttribute('value', '');
  await app.go('Dashboard');
  await expect(app.total, 'other pages are of the data’s own day').toHaveAttribute('value', /^505\.94/);
  await page.goto('./#/dashboard?on=2024-01-31');
  await expect(app.total).toHaveAttribute('value', /^505\.94/);
  await page.goBack();
  await page.goBack();
  await expect(field).toHaveValue('2024-01-31');
  await page.getByRole('button', { name: 'Back to the day of the data' }).click();
  await expect(field).toHaveValue('2025-02-25');
  await expect(field).toBeFocused();
  await expect(page).not.toHaveURL(/on=/);
  // Typed: the year is 0002 before it is 2024, and a day that the data does not have stays nowhere.
  await field.focus();
  await page.keyboard.type('07042024');
  await expect(page).toHaveURL(/on=2024-07-04/);
  await expect(app.figure('points.sold')).toHaveAttribute('value', /./);
  for (const day of ['2026-01-01', '1990-01-01', '']) {
    await field.fill(day);
    await field.blur();
    await expect(field, `after ${day}`).toHaveValue('2024-07-04');
  }
  await page.goto('./#/tier?on=2031-01-01');
  await expect(field, 'what comes after the data is not known').toHaveValue('2025-02-25');
  await page.goto('./#/tier?on=yesterday');
  await expect(field).toHaveValue('2025-02-25');
});

test('the vendor’s own figures are not those of another day', async ({ app, page }) => {
  const { sales: _, managed: __, ...book } = sample;
  await app.open();
  await app.chooseAndShow('reported.json', JSON.stringify({ ...book, reported: { total_points: '400', sold_points: '250', managed_points: '150' } }));
  await app.go('Tier');
  await expect(app.figure('points.sold')).toHaveAttribute('value', '250');
  await expect(region(app, 'Progress over time')).toContainText('not in this data');
  await expect(region(app, 'Checkpoints of the window')).toContainText('is not in this data');
  await page.getByLabel('As it stood on').fill('2024-12-31');
  await expect(app.figure('points.sold')).toHaveAttribute('value', '');
});

test('the history of points in pages of the API is the progress over time, and its days', async ({ app, page }) => {
  await page.clock.setFixedTime(new Date('2025-06-30T10:00:00Z'));
  const versions = (...list) => list.map(([value, day]) => ({ value, timestamp: `${day}T08:00:00Z`, sourceType: 'CALCULATED' }));
  const record = (id, name, sold, managed) => ({
    id,
    properties: { hs_client_name: name, hs_sold_tier_points: sold[0][0], hs_managed_tier_points: managed[0][0] },
    propertiesWithHistory: { hs_sold_tier_points: versions(...sold), hs_managed_tier_points: versions(...managed) },
  });
  const results = [
    record('1', 'Acme', [['50', '2025-05-01'], ['40', '2025-03-01']], [['10', '2025-04-01']]),
    record('2', 'Bolt', [['0', '2025-02-01']], [['7', '2025-06-01'], ['9.5', '2025-04-10']]),
  ];
  await app.open();
  await app.chooseAndShow('page.json', JSON.stringify({ results }));
  await app.go('Data');
  await expect(app.problems.getByRole('row', { name: /Reported points on earlier days/ })).toContainText('66');
  await app.go('Tier');
  const figure = app.main.locator('#course-chart');
  await figure.scrollIntoViewIfNeeded();
  const rows = await table(figure);
  const at = (day) => rows.find((row) => row.day === day)?.cells;
  expect(rows[0].day).toBe('2025-02-01');
  expect(rows.at(-1)).toMatchObject({ day: '2025-06-30', ahead: false, cells: ['67', '50', '17'] });
  expect(at('2025-02-01')).toEqual(['–', '0', '–']);
  expect(at('2025-04-10')).toEqual(['59.5', '40', '19.5']);
  expect(at('2025-05-01')).toEqual(['69.5', '50', '19.5']);
  await expect(region(app, 'Progress over time')).toContainText('These are the vendor’s own points');
  await page.getByLabel('As it stood on').fill('2025-04-10');
  await expect(app.figure('points.managed')).toHaveAttribute('value', '19.5');
  await expect(app.total).toHaveAttribute('value', '59.5');
  await app.figure('points.managed').getByRole('button').click();
  await expect(dialog(page).locator('[data-report="sum"]')).toHaveAttribute('value', '19.5');
  await expect(dialog(page)).toContainText('Bolt');
});

test.describe('in French', () => {
  test.use({ stored: { 'tierwise.lang': 'fr' }, locale: 'fr-FR' });
  test('the page is in French', async ({ page }) => {
    await page.goto('./#/tier');
    await expect(page.getByRole('heading', { level: 1, name: 'Niveau' })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Perspectives du niveau' })).toBeVisible();
    await expect(page.getByRole('main')).toContainText('Garder Platinum');
  });
});

for (const colorScheme of ['light', 'dark']) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });
    test('no violation, and nothing sticks out', async ({ app, page }) => {
      for (const [width, height] of [[1440, 900], [360, 740]]) {
        await page.setViewportSize({ width, height });
        for (const hash of ['tier', 'tier?on=2024-07-15']) {
          await app.open(`./#/${hash}`);
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect(violations).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${hash} at ${width}`).toBeLessThanOrEqual(0);
        }
      }
    });
  });
}
