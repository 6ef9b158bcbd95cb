// The programme by date: the credited tier by replay, and another programme's rules.
import { expect, test } from './dashboard.page.mjs';
import { figures, rules, sample } from './oracle.mjs';

const NORTHWIND = './?rules=rules/example-northwind.json';
const replayed = (app) => app.main.locator('.tier').filter({ hasText: 'Derived from your data' });

/** Platinum from 2023-02-10 on, and only Gold from 2024-02-10 on; the data says that Platinum is still credited. */
const falling = {
  format: 'tierwise/1',
  as_of: '2024-07-20',
  partner: {
    name: 'Falling Water',
    credited_tier: { tier: 'platinum', since: '2023-02-15' },
    certification: { name: 'Solutions Partner', valid_until: '2027-01-01' },
  },
  clients: [{ id: 'c1', market: 'standard' }],
  sales: [
    { id: 's1', client: 'c1', deal_type: 'partner_sourced', mrr: '4000', currency: 'USD', closed_on: '2023-02-10' },
    { id: 's2', client: 'c1', deal_type: 'partner_sourced', mrr: '2500', currency: 'USD', closed_on: '2024-02-05' },
  ],
  managed: [{ client: 'c1', mrr: '20000', currency: 'USD', from: '2023-01-01' }],
  deals: [],
};

test('a tier that the data still credits, and the replay does not: which, since when, why', async ({ app }) => {
  await app.open();
  await app.chooseAndShow('falling.json', JSON.stringify(falling));
  await app.expectFigures(figures({ ...falling, retention: [] }, rules));
  await expect(app.figure('program.credited_tier')).toHaveAttribute('value', 'platinum');
  await expect(app.figure('program.replayed_tier')).toHaveAttribute('value', 'gold');
  await expect(replayed(app)).toContainText(/fell on .*2024: no checkpoint since .*2024 met more · not confirmed/i);
});

test('where both agree, that is said', async ({ app }) => {
  await app.open();
  await expect(replayed(app)).toContainText('the same as your data says');
});

for (const asOf of ['2023-10-02', '2024-07-15', '2024-11-30', '2025-07-15', '2026-01-20']) {
  test(`the sample book as of ${asOf}: every figure, the replayed tier with them`, async ({ app }) => {
    await app.open();
    const book = { ...sample, as_of: asOf };
    await app.chooseAndShow('book.json', JSON.stringify(book));
    await app.expectFigures(figures(book, rules));
  });
}

test('data without a word on the certification is not replayed', async ({ app }) => {
  await app.open();
  const { partner, ...book } = falling;
  await app.chooseAndShow('book.json', JSON.stringify(book));
  await expect(app.total).toBeVisible();
  await expect(replayed(app)).toHaveCount(0);
});

test.describe('another programme, by ?rules=', () => {
  test('its tiers, its gates with alternatives, and no managed track', async ({ app }) => {
    await app.open(`${NORTHWIND}#/dashboard?goal=premier`);
    await expect(app.figure('program.performing_tier')).toHaveAttribute('value', 'premier');
    await expect(app.figure('program.replayed_tier')).toHaveAttribute('value', 'premier');
    await expect(app.figure('program.credited_tier'), 'Platinum is no tier of this programme').toHaveAttribute('value', '');
    await expect(app.figure('points.managed')).toHaveAttribute('value', '0');
    const total = await app.total.getAttribute('value');
    await expect(app.figure('points.sold')).toHaveAttribute('value', total);
    await expect(app.goal.getByRole('option')).toHaveText(['Associate', 'Select', 'Premier']);
    const either = app.progression.getByRole('listitem').filter({ hasText: 'Sourced minimum or Certifications' });
    await expect(either).toContainText('at least 80 · 14, at least 8');
    await app.go('Rules');
    await expect(app.main).toContainText('Northwind Reseller Circle (example)');
  });

  test('what is typed for one programme is not in the other', async ({ app, page }) => {
    await app.open(`${NORTHWIND}#/rules`);
    const total = app.main.getByRole('textbox', { name: 'Premier: Total points' });
    await total.fill('500');
    await app.main.getByRole('button', { name: 'Use these thresholds' }).click();
    await app.go('Dashboard');
    await expect(app.figure('program.performing_tier')).toHaveAttribute('value', 'select');
    await page.reload();
    await expect(app.figure('program.performing_tier')).toHaveAttribute('value', 'select');
    await app.open();
    await app.expectFigures(figures(sample, rules));
  });

  test('an address without rules is said, and nothing is guessed', async ({ app, allow }) => {
    allow(/404/);
    for (const [address, why] of [
      ['rules/no-such-programme.json', '404'],
      ['data/sample.json', 'schema'],
    ]) {
      await app.page.goto(`./?rules=${address}`);
      await expect(app.alert).toContainText('The rules of the programme could not be loaded');
      await expect(app.alert).toContainText(why);
      await expect(app.total).toHaveCount(0);
    }
  });
});
