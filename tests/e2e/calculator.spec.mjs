// The points calculator in the app: its drawer on every page, its own page with quotes, what they would do to the tier.
import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './dashboard.page.mjs';
import { rules, sample } from './oracle.mjs';

const TAB = 'Open the points calculator';
const calc = (page) => page.locator('.calc');
const figure = (page, key) => calc(page).locator(`[data-figure="calculator.${key}"]`);
const amount = (page) => calc(page).getByLabel('Sold amount (MRR)');
const market = (page) => calc(page).getByLabel('Customer market');
const currency = (page) => calc(page).getByLabel('Customer currency');

// The rules of the sample's day, read here and not from the engine.
const before = rules.versions.filter(({ from, currency_unit }) => from <= sample.as_of && currency_unit);
const unit = before.at(-1).currency_unit; // a version inherits what it does not state

const violations = async (page) => {
  const axe = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']);
  const { violations } = await axe.setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`));
};

test('the drawer is opened on every page, keeps what was typed, and gives the focus back', async ({ app, page }) => {
  await app.open();
  await page.getByRole('button', { name: TAB }).click();
  const drawer = page.getByRole('complementary', { name: 'Points calculator' });
  await expect(amount(page)).toBeFocused();
  await amount(page).fill('1000');
  await expect(figure(page, 'total')).toHaveAttribute('value', '50');
  expect(page.url()).toContain('drawer=points');
  for (const name of ['Tier', 'Commissions', 'Reports', 'Lists', 'Data', 'Rules']) {
    await app.navigation.getByRole('link', { name, exact: true }).click();
    await expect(drawer).toBeVisible();
    await expect(amount(page)).toHaveValue('1000');
  }
  await page.keyboard.press('Escape');
  await amount(page).focus();
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(page.getByRole('button', { name: TAB })).toBeFocused();

  await page.keyboard.press('Enter');
  await drawer.getByRole('link', { name: 'Calculator with quotes' }).click();
  await expect(app.main.getByRole('heading', { name: 'Points calculator', level: 1 })).toBeVisible();
  await expect(page.getByRole('button', { name: TAB })).toHaveCount(0);
  await expect(amount(page)).toHaveValue('1000');
});

test('results follow every key, with their working; market, managing and other partners count', async ({ app, page }) => {
  await app.open('./#/calculator');
  await amount(page).focus();
  for (const [key, points] of [['1', '0.05'], ['0', '0.5'], ['0', '5'], ['0', '50']]) {
    await page.keyboard.press(key);
    await expect(figure(page, 'sold')).toHaveAttribute('value', points);
  }
  await expect(figure(page, 'managed')).toHaveAttribute('value', '0');
  await expect(calc(page).getByLabel('How many other partners')).toHaveCount(0);

  await market(page).fill('india');
  await currency(page).selectOption('EUR');
  await calc(page).getByRole('radio', { name: 'Yes' }).check();
  await calc(page).getByLabel('How many other partners will manage this client?').fill('1');
  await expect(calc(page)).toContainText(`1,000 EUR / ${unit.EUR} × 5 × 2`);
  await expect(calc(page)).toContainText(`1,000 EUR / ${unit.EUR} × 1 × 2 / 2`);
  const [sold, managed] = [(1000 / unit.EUR) * 10, 1000 / unit.EUR];
  expect(Number(await figure(page, 'sold').getAttribute('value'))).toBeCloseTo(sold, 10);
  expect(Number(await figure(page, 'managed').getAttribute('value'))).toBeCloseTo(managed, 10);
  expect(Number(await figure(page, 'total').getAttribute('value'))).toBeCloseTo(sold + managed, 10);

  await calc(page).getByLabel('Deal type').selectOption('partner_assisted');
  await expect(calc(page)).toContainText(`1,000 EUR / ${unit.EUR} × 3 × 2`);
  await expect(calc(page)).toContainText('By the rules 2024-02');
  await calc(page).getByLabel('Rules of').fill('2025-08-01');
  await expect(calc(page)).toContainText('1,000 EUR / 88 × 3 × 2');
  await expect(calc(page)).toContainText('published as approximate');
  await calc(page).getByRole('button', { name: 'Start again' }).click();
  await expect(amount(page)).toHaveValue('');
  await expect(calc(page)).toContainText('Type an amount to see its points.');
});

test('every country can be found, and growth markets carry their multiplier', async ({ app, page }) => {
  await app.open('./#/calculator');
  const options = page.locator('#calc-customers option');
  await expect(options).toHaveCount(251);
  for (const code of rules.growth_countries) {
    // The browser's own name of it: Node.js may know another one.
    const name = await page.evaluate((code) => new Intl.DisplayNames('en-US', { type: 'region' }).of(code), code);
    await expect(page.locator(`#calc-customers option[value="${name}"]`)).toHaveText('Growth × 2');
  }
  await expect(page.locator('#calc-customers option', { hasText: 'Growth × 2' })).toHaveCount(rules.growth_countries.length + 1);
  await amount(page).fill('100');
  for (const [typed, points] of [['Growth', '10'], ['Standard', '5'], ['CO', '10'], ['cote d’ivoire', '5'], ['México', '10'], ['', '5']]) {
    await market(page).fill(typed);
    await expect(figure(page, 'sold'), typed).toHaveAttribute('value', points);
  }
});

test('points to currency and back', async ({ app, page }) => {
  await app.open('./#/calculator?tab=currency');
  await currency(page).selectOption('GBP');
  await calc(page).getByLabel('Deal type').selectOption('partner_assisted');
  await calc(page).getByLabel('Sold points').fill('30');
  await expect(figure(page, 'sold_value')).toHaveAttribute('value', '625');
  await expect(figure(page, 'sold_value')).toHaveAttribute('data-currency', 'GBP');
  await expect(figure(page, 'managed_value')).toHaveCount(0);
  await calc(page).getByLabel('Managed points').fill('2');
  await expect(figure(page, 'managed_value')).toHaveAttribute('value', '125');
  await expect(calc(page)).toContainText('30 / 3 × 62.5');
  await calc(page).getByLabel('Conversion method').selectOption('currency_to_points');
  await calc(page).getByLabel('Sold value (MRR)').fill('625');
  await expect(figure(page, 'sold')).toHaveAttribute('value', '30');
  await calc(page).getByLabel('Managed value (MRR)').fill('');
  await expect(figure(page, 'managed')).toHaveCount(0);
});

test('amounts are read as people type them, and an ambiguous one is asked about', async ({ app, page }) => {
  await app.open('./#/calculator');
  for (const typed of ['1.234,50', '1 234,50', '1,234.50', "1'234.50", '1234.5']) {
    await amount(page).fill(typed);
    await expect(figure(page, 'sold'), typed).toHaveAttribute('value', '61.725');
  }
  for (const [typed, says] of [
    ['12k', '12000'],
    ['-5', 'below zero'],
    ['1'.repeat(30), 'more than 18 digits'],
    ['abc', 'does not belong'],
  ]) {
    await amount(page).fill(typed);
    await expect(amount(page)).toHaveAttribute('aria-invalid', 'true');
    await expect(amount(page)).toHaveAccessibleDescription(new RegExp(says));
    await expect(figure(page, 'total')).toHaveCount(0);
    await expect(calc(page).getByRole('button', { name: 'Add to the quote' })).toBeDisabled();
  }
  await amount(page).fill('1.234');
  await expect(figure(page, 'total')).toHaveCount(0);
  await calc(page).getByRole('button', { name: '1,234', exact: true }).click();
  await expect(figure(page, 'sold')).toHaveAttribute('value', '61.7');
  await expect(amount(page)).toBeFocused();
  await amount(page).fill('1.234');
  await calc(page).getByRole('button', { name: '1.234', exact: true }).click();
  await expect(figure(page, 'sold')).toHaveAttribute('value', '0.0617');

  await market(page).fill('Atlantis');
  await expect(market(page)).toHaveAccessibleDescription(/“Atlantis” is no country/);
  await expect(figure(page, 'total')).toHaveCount(0);
});

test.describe('in French', () => {
  test.use({ stored: { 'tierwise.lang': 'fr' } });

  test('the language’s own marks count', async ({ page }) => {
    await page.goto('./#/calculator');
    const typed = calc(page).getByLabel('Montant vendu (MRR)');
    await typed.fill('1 234,5');
    await expect(figure(page, 'sold')).toHaveAttribute('value', '61.725');
    await expect(figure(page, 'sold')).toHaveText('61,73');
    await calc(page).getByLabel('Marché du client').fill('États-Unis');
    await expect(figure(page, 'sold')).toHaveAttribute('value', '61.725');
    await calc(page).getByLabel('Marché du client').fill('inde');
    await expect(figure(page, 'sold')).toHaveAttribute('value', '123.45');
    await typed.fill('1,234');
    await expect(typed).toHaveAccessibleDescription(/deux façons/);
  });
});

test('a quote is summed, moves the tier, is copied, saved, opened again and deleted', async ({ app, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await app.open();
  const have = Number(await app.total.getAttribute('value'));
  await app.go('Calculator');
  const add = async (value, managed) => {
    await amount(page).fill(value);
    await calc(page).getByRole('radio', { name: managed ? 'Yes' : 'No' }).check();
    await calc(page).getByRole('button', { name: 'Add to the quote' }).click();
  };
  await expect(page.getByRole('region', { name: 'Quote', exact: true })).toContainText('Fill in the form');
  await add('1000', false);
  await add('2000', true);
  const quote = page.getByRole('region', { name: 'Quote', exact: true });
  await expect(quote.getByRole('listitem')).toHaveCount(2);
  await expect(quote.locator('[data-figure="quote.total"]')).toHaveAttribute('value', '170');
  await expect(quote).toContainText('Sum: 170 points (150 sold, 20 managed)');
  await expect(quote).toContainText('Performing stays Platinum');
  // Platinum asks for a total of 312.5: what is left over, to the displayed digit.
  const spare = (have + 170 - 312.5).toLocaleString('en', { maximumFractionDigits: 2 });
  await expect(quote).toContainText(`${spare} points to spare`);
  const still = 800 - have - 170;
  await expect(quote).toContainText(`For Diamond then still missing: ${still.toLocaleString('en', { maximumFractionDigits: 2 })} (Total points)`);

  await add('40000', true);
  await expect(quote).toContainText(/Reaches Diamond, [\d,.]+ points to spare/);
  await quote.getByRole('button', { name: 'Line 3: Remove this line' }).click();
  await expect(quote.getByRole('listitem')).toHaveCount(2);

  await quote.getByRole('button', { name: 'Copy as text' }).click();
  await expect(quote).toContainText('Copied.');
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain('$2,000 · Partner sourced, Standard, managed by you alone');
  expect(text).toContain('= 120 (2,000 USD / 100 × 5 + 2,000 USD / 100 × 1)');
  expect(text).toContain('Sum: 170 points');
  expect(text).toContain('By the rules 2024-02');

  await quote.getByRole('button', { name: 'Save quote' }).click();
  await expect(quote.locator('.answer .wrong')).toContainText(/name/i);
  await quote.getByLabel('Name of the quote').fill('Spring <b>');
  await quote.getByRole('button', { name: 'Save quote' }).click();
  await expect(quote).toContainText('Saved in this browser.');
  const saved = page.getByRole('region', { name: 'Saved quotes' });
  await expect(saved.getByRole('listitem')).toHaveCount(1);
  await expect.poll(() => app.library()).toContain('Spring');

  await page.reload();
  await app.ready();
  await expect(quote).toContainText('Fill in the form');
  await saved.getByRole('button', { name: 'Open: Spring <b>' }).click();
  await expect(quote.locator('[data-figure="quote.total"]')).toHaveAttribute('value', '170');
  await saved.getByRole('button', { name: 'Delete: Spring <b>' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(saved).toContainText('No quote is saved');
});

test('a book without what a tier asks for: the quote is summed, the tier is not guessed', async ({ app, page }) => {
  await app.open();
  await app.chooseAndShow('bare.json', JSON.stringify({ format: 'tierwise/1', as_of: '2025-02-25', clients: [{ id: 'x', name: 'X' }] }));
  await app.go('Calculator');
  await amount(page).fill('100000');
  await calc(page).getByRole('button', { name: 'Add to the quote' }).click();
  const quote = page.getByRole('region', { name: 'Quote', exact: true });
  await expect(quote.locator('[data-figure="quote.total"]')).toHaveAttribute('value', '5000');
  await expect(quote).toContainText('The data does not say enough to tell the tier.');
});

test('the keyboard alone', async ({ app, page }) => {
  await app.open('./#/calculator');
  await calc(page).getByRole('tab', { name: 'Points' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(calc(page).getByRole('tab', { name: 'Currency' })).toBeFocused();
  await expect(calc(page).getByLabel('Conversion method')).toBeVisible();
  await page.keyboard.press('Home');
  await page.keyboard.press('Tab');
  await expect(amount(page)).toBeFocused();
  await page.keyboard.type('1000');
  await page.keyboard.press('Tab');
  await page.keyboard.type('IN');
  await page.keyboard.press('Tab');
  await expect(currency(page)).toBeFocused();
  await page.keyboard.type('EUR');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowUp');
  await expect(calc(page).getByRole('radio', { name: 'Yes' })).toBeChecked();
  await expect(calc(page)).toContainText(`1,000 EUR / ${unit.EUR} × 5 × 2`);
});

test('the code for other sites: what is chosen is in it and in the preview', async ({ app, page }) => {
  await app.open('./#/calculator');
  await page.getByRole('button', { name: 'Copy embed code' }).click();
  const dialog = page.getByRole('dialog', { name: 'The calculator on your own site' });
  const code = dialog.getByLabel('Code to paste', { exact: true });
  const origin = new URL(page.url()).origin;
  await expect(code).toHaveValue(
    `<script type="module" src="${origin}/embed/v1/calculator-embed.js"></script>\n<tierwise-calculator></tierwise-calculator>`,
  );
  const preview = dialog.frameLocator('iframe');
  await expect(preview.getByLabel('Sold amount (MRR)')).toBeVisible();
  await dialog.getByLabel('Language').selectOption('fr');
  await dialog.getByLabel('Customer currency').selectOption('EUR');
  await expect(code).toHaveValue(/<tierwise-calculator locale="fr" currency="EUR">/);
  await expect(preview.getByLabel('Montant vendu (MRR)')).toBeVisible();
  await dialog.getByLabel('Way').selectOption('frame');
  await expect(code).toHaveValue(/<iframe data-tierwise="" src="[^"]*calculator\.html#locale=fr&amp;currency=EUR"/);
  await expect(dialog.getByLabel(/Content-Security-Policy/).first()).toHaveValue(
    `script-src ${origin} 'wasm-unsafe-eval'; connect-src ${origin}; frame-src ${origin}`,
  );
  expect(await violations(page)).toEqual([]);
});

for (const theme of ['light', 'dark']) {
  test.describe(theme, () => {
    test.use({ stored: { 'tierwise.theme': theme } });

    test('no violation, and nothing sticks out', async ({ app, page }) => {
      for (const [path, width] of [['./#/calculator', 1440], ['./#/calculator', 360], ['./#/dashboard?drawer=points', 1440], ['./#/dashboard?drawer=currency', 360]]) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto('about:blank');
        await app.open(path);
        await expect(calc(page)).toBeVisible();
        if (path.includes('calculator')) {
          await amount(page).fill('1.234');
          await calc(page).getByRole('button', { name: '1,234', exact: true }).click();
          await calc(page).getByRole('button', { name: 'Add to the quote' }).click();
          await amount(page).fill('12k');
        }
        expect.soft(await violations(page), `${path}, ${width} px`).toEqual([]);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect.soft(wide, `${path}, ${width} px`).toBeLessThanOrEqual(0);
      }
    });
  });
}
