// Thresholds that nobody has confirmed are marked; the partner's own take their place.
import { expect, test } from './dashboard.page.mjs';
import { figures, rules, sample, small } from './oracle.mjs';

const TIERS = rules.programme.tiers;
/** Numbers of our own: not the rules file's, and not whole. */
const own = {
  thresholds: {
    gold: { total: '140.5', sold: '70', managed: '65' },
    platinum: { total: '350', sold: '120.25', managed: '210' },
    diamond: { total: '900', sold: '320', managed: '520' },
    elite: { total: '4000', sold: '2000', managed: '1800' },
  },
};
const FIELDS = { total: 'Total points', sold: 'Sold minimum', managed: 'Managed minimum' };

const field = (app, tier, gate) => app.main.getByRole('textbox', { name: `${tier}: ${gate}` });
const type = async (app, { thresholds }) => {
  for (const { id, name } of TIERS) {
    for (const [key, gate] of Object.entries(FIELDS)) {
      await field(app, name, gate).fill(thresholds[id][key]);
    }
  }
};
const save = (app) => app.main.getByRole('button', { name: 'Use these thresholds' }).click();
const said = (app) => app.main.getByRole('region', { name: 'Your thresholds' }).getByRole('status');
const unconfirmedBeside = (app) => app.progression.getByText(/The thresholds of \w+ are not confirmed by the programme\./);

test('"Thresholds not confirmed" stands in the bar and beside the goal, and leads to the form', async ({ app }) => {
  await app.open();
  await expect(app.unconfirmed).toBeVisible();
  await expect(unconfirmedBeside(app)).toContainText('Diamond');
  await app.progression.getByRole('link', { name: 'Type the real ones' }).click();
  await expect(app.heading('Rules')).toBeVisible();
  for (const { id, name } of TIERS) {
    for (const [key, gate] of Object.entries(FIELDS)) {
      await expect(field(app, name, gate)).toHaveValue(''); // nothing that the partner did not type is theirs
      await expect(field(app, name, gate)).toHaveAttribute('placeholder', String(rules.versions[0].thresholds[id][key]));
    }
  }
  await app.go('Data');
  await app.unconfirmed.click();
  await expect(app.heading('Rules')).toBeVisible();
});

test('typed thresholds count everywhere, stay after a reload, and can be taken back', async ({ app, page }) => {
  await app.open('./#/rules');
  await type(app, own);
  await save(app);
  await expect(said(app)).toHaveText('Your thresholds are in use.');
  await expect(app.unconfirmed).toHaveCount(0);
  await expect(app.main.getByRole('rowheader', { name: 'Gold yours' })).toBeVisible();

  const withOwn = async (goal) => {
    await app.goal.selectOption(goal);
    await app.expectFigures(figures(sample, rules, { goal, own }));
    await expect(unconfirmedBeside(app)).toHaveCount(0);
  };
  await app.go('Dashboard');
  await app.expectFigures(figures(sample, rules, { own }));
  for (const { id } of TIERS) await withOwn(id);
  await page.reload();
  await withOwn('elite');

  await app.go('Rules');
  await expect(field(app, 'Gold', 'Total points')).toHaveValue('140.5');
  await app.main.getByRole('button', { name: 'Back to the rules file' }).click();
  await expect(said(app)).toHaveText('The thresholds of the rules file are in use again.');
  await expect(app.unconfirmed).toBeVisible();
  await expect(field(app, 'Gold', 'Total points')).toHaveValue('');
  await expect(app.main.getByRole('button', { name: 'Back to the rules file' })).toHaveCount(0);
  await expect(app.main.getByRole('button', { name: 'Use these thresholds' }), 'takes the focus of the one that is gone').toBeFocused();
  await app.go('Dashboard');
  await app.expectFigures(figures(sample, rules, { goal: 'elite' }));
  await page.reload();
  await app.expectFigures(figures(sample, rules, { goal: 'elite' }));
});

test('only the tiers that were typed count as confirmed', async ({ app }) => {
  await app.open('./#/rules');
  for (const [key, gate] of Object.entries(FIELDS)) {
    await field(app, 'Gold', gate).fill(own.thresholds.gold[key]);
  }
  await save(app);
  await expect(app.main.getByRole('rowheader', { name: 'Gold yours' })).toBeVisible();
  await expect(app.main.getByRole('rowheader', { name: 'Elite not confirmed' })).toBeVisible();
  await expect(app.unconfirmed).toBeVisible();
  await app.go('Dashboard');
  await expect(unconfirmedBeside(app)).toContainText('Diamond');
  await app.goal.selectOption('gold');
  await app.expectFigures(figures(sample, rules, { goal: 'gold', own: { thresholds: { gold: own.thresholds.gold } } }));
  await expect(unconfirmedBeside(app)).toHaveCount(0);
});

test('lower thresholds make another tier perform', async ({ app }) => {
  const easy = structuredClone(own);
  easy.thresholds.diamond = { total: '500', sold: '276', managed: '229' };
  await app.open('./#/rules');
  await type(app, easy);
  await save(app);
  await app.go('Dashboard');
  const expected = figures(sample, rules, { own: easy });
  expect(expected['program.performing_tier']).toBe('diamond');
  await app.expectFigures(expected);
  await expect(app.goal, 'the next one up').toHaveValue('elite');
});

test('a wrong number is named, and nothing changes', async ({ app }) => {
  await app.open('./#/rules');
  await type(app, own);
  for (const wrong of ['many', '-5', '1,950', '1e3']) {
    await field(app, 'Platinum', 'Sold minimum').fill(wrong);
    await save(app);
    await expect(said(app)).toContainText(`“${wrong}” is not a number of points.`);
    await expect(field(app, 'Platinum', 'Sold minimum')).toHaveAttribute('aria-invalid', 'true');
    await expect(field(app, 'Gold', 'Sold minimum')).not.toHaveAttribute('aria-invalid', 'true');
  }
  await expect(app.unconfirmed).toBeVisible();
  await expect(field(app, 'Gold', 'Total points'), 'what was typed stays').toHaveValue('140.5');
  await app.go('Dashboard');
  await app.expectFigures(figures(sample, rules));
});

test('a decimal comma is read in French', async ({ app }) => {
  await app.open('./#/rules');
  await app.language.selectOption('fr');
  await app.page.getByRole('textbox', { name: 'Gold : Total des points' }).fill('140,5');
  await app.page.getByRole('button', { name: 'Utiliser ces seuils' }).click();
  await expect(app.main).toContainText('Vos seuils sont utilisés.');
  await app.page.getByLabel('Langue').selectOption('en');
  await expect(field(app, 'Gold', 'Total points')).toHaveValue('140.5');
});

test('thresholds in the data confirm too', async ({ app }) => {
  const book = { ...small, program_rules: own };
  await app.open();
  await app.chooseAndShow('book.json', JSON.stringify(book));
  await app.expectFigures(figures(book, rules));
  await expect(app.unconfirmed).toHaveCount(0);
  await expect(unconfirmedBeside(app)).toHaveCount(0);
  await app.go('Rules');
  await expect(app.main.getByRole('rowheader', { name: 'Gold from your data' })).toBeVisible();
});

test('a part of a tier confirms nothing', async ({ app }) => {
  await app.open();
  await app.chooseAndShow('own-small.json', JSON.stringify(small)); // states gold's total only
  await expect(app.unconfirmed).toBeVisible();
  await app.goal.selectOption('gold');
  await expect(unconfirmedBeside(app)).toContainText('Gold');
});

test('where the browser stores nothing the thresholds count all the same, and the page says so', async ({ app, page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('Access is denied for this document.', 'SecurityError');
      },
    });
  });
  await app.open('./#/rules');
  await type(app, own);
  await save(app);
  await expect(said(app)).toContainText('Your browser does not let this page store anything');
  await expect(app.unconfirmed).toHaveCount(0);
  await app.go('Dashboard');
  await app.expectFigures(figures(sample, rules, { own }));
  await app.theme.selectOption('dark');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('thresholds in storage that cannot be read: the rules file counts', async ({ app, page }) => {
  await app.open();
  for (const content of ['{"thresholds": ', '[1, 2]', '{"thresholds": {"gold": {"total": "lots"}}}']) {
    await page.evaluate((content) => localStorage.setItem('tierwise.rules', content), content);
    await page.reload();
    await app.expectFigures(figures(sample, rules));
    await expect(app.unconfirmed).toBeVisible();
  }
});
