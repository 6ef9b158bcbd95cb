// The page opens on the sample book, says so, and shows its figures exactly (against oracle.mjs).
import { expect, test } from './dashboard.page.mjs';
import { clients, figures, rules, sample, shown } from './oracle.mjs';

const EVERY_KEY = [
  ...['total_points', 'points_to_next_tier', 'sourced_amount_12m', 'sourced_mrr_12m', 'csr_12m', 'credited_tier', 'performing_tier'].map(
    (key) => `program.${key}`,
  ),
  ...['sold', 'managed', 'sourced'].map((key) => `points.${key}`),
  ...['total', 'minimum', 'managed'].flatMap((track) => ['have', 'need', 'gap'].map((key) => `goal.${track}.${key}`)),
];

test('opens on the sample, and says that it is one', async ({ app, page }) => {
  await app.open();
  await expect(page).toHaveTitle('Partner dashboard · Northbeam Digital · Tierwise');
  await expect(app.main).toContainText('Sample data: Northbeam Digital is a fictional agency.');
  await expect(app.banner).toContainText('Northbeam Digital');
  await expect(app.banner).toContainText('Data as of Feb 25, 2025');
  await expect(app.alert.getByRole('paragraph')).toHaveCount(0);
  await app.main.getByRole('link', { name: 'Use your own data' }).click();
  await expect(app.heading('Data')).toBeVisible();
  await expect(app.problems).toContainText('Sample book');
  await expect(app.problems).toContainText('Everything could be read and counted.');
  for (const [section, name] of [['Clients', 'clients'], ['Sales', 'sales'], ['Managed spells', 'managed'], ['Shared deals', 'deals']]) {
    await expect(app.counts(section).getByRole('cell')).toHaveText([String(sample[name].length), String(sample[name].length), '0']);
  }
});

test('every figure is there once, with its exact value', async ({ app }) => {
  await app.open();
  const expected = figures(sample, rules);
  await app.expectFigures(expected);
  for (const key of EVERY_KEY) {
    await expect(app.figure(key), key).toHaveCount(1);
    expect(expected, 'the oracle knows it').toHaveProperty([key]);
  }
});

test('every client has its exact points, in one row', async ({ app }) => {
  await app.open();
  const expected = clients(sample, rules).map(({ id, sold, managed, total }) => ({ id, sold, managed, total }));
  const byId = (a, b) => a.id.localeCompare(b.id);
  expect((await app.clients()).sort(byId)).toEqual(expected.sort(byId));
});

test('the text beside each value is the value rounded, and the vendor\'s own where that differs', async ({ app }) => {
  await app.open();
  const expected = figures(sample, rules);
  for (const key of ['program.total_points', 'points.sold', 'points.managed', 'points.sourced', 'goal.total.need']) {
    await expect(app.figure(key)).toHaveText(shown(expected[key]));
  }
  const usd = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });
  for (const key of ['program.sourced_amount_12m', 'program.sourced_mrr_12m']) {
    await expect(app.figure(key)).toHaveText(usd.format(shown(expected[key])));
    await expect(app.figure(key)).toHaveAttribute('data-currency', 'USD');
  }
  const percent = new Intl.NumberFormat('en-US', { style: 'percent', maximumFractionDigits: 1 });
  await expect(app.figure('program.csr_12m')).toHaveText(percent.format(expected['program.csr_12m']));
  await expect(app.figure('program.performing_tier')).toHaveText('Platinum');

  const around = (key) => app.main.getByRole('definition').filter({ has: app.figure(key) });
  await expect(around('points.managed')).toContainText(`HubSpot reports ${sample.reported.managed_points}`);
  await expect(around('points.sold')).not.toContainText('HubSpot');
});

test('Get to: what is there, needed and missing for each tier', async ({ app, page }) => {
  await app.open();
  await expect(app.goal, 'the next one, until another is chosen').toHaveValue('diamond');
  await expect(app.progression.getByRole('listitem')).toHaveCount(4);
  await expect(app.progression.getByRole('listitem').filter({ hasText: 'Certification' })).toContainText('valid until Sep 30, 2025');
  for (const { id, name } of rules.programme.tiers) {
    await test.step(name, async () => {
      await app.goal.selectOption({ label: name });
      const expected = figures(sample, rules, { goal: id });
      await app.expectFigures(expected);
      await expect(page).toHaveURL((url) => url.hash === `#/dashboard?goal=${id}`);
      const missing = ['total', 'minimum', 'managed'].filter((track) => expected[`goal.${track}.gap`] !== '0');
      await expect(app.progression).toContainText(
        missing.length ? `${missing.length} requirements of ${name} are missing.` : `Every requirement of ${name} is met.`,
      );
    });
  }
  await page.reload();
  await app.expectFigures(figures(sample, rules, { goal: 'elite' }));
  await expect(app.goal).toHaveValue('elite');
});

test('the page says that it loads, until the sample is there', async ({ app, page }) => {
  let arrive;
  const arrived = new Promise((done) => (arrive = done));
  await page.route('**/data/sample.json', async (route) => {
    await arrived;
    await route.continue();
  });
  await page.goto('./');
  await expect(app.main).toContainText('Loading…');
  arrive();
  await expect(app.total).toBeVisible();
  await expect(app.main).not.toContainText('Loading…');
});
