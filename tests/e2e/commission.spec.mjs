// Commission: the section of the dashboard, and the page of statements and payments.
import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './dashboard.page.mjs';
import { paidInYear, nextDue, sample, total } from './oracle.mjs';

const violations = async (page) => {
  const axe = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']);
  const { violations } = await axe.setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`));
};

/** A figure by currency. */
const amounts = (app, key) =>
  app
    .figure(key)
    .evaluateAll((all) => Object.fromEntries(all.map((figure) => [figure.dataset.currency ?? '', figure.getAttribute('value')])));

const section = (page) => page.getByRole('region', { name: 'Commission', exact: true });
const statement = (page) => page.getByRole('region', { name: 'Statement for Q3 2024' });
const open = async (page, hash) => {
  await page.goto(`./${hash}`);
  await expect(page.getByRole('heading', { level: 1, name: 'Commissions' })).toBeVisible();
};

const without = (...sections) => Object.fromEntries(Object.entries(sample).filter(([key]) => !sections.includes(key)));

for (const [name, book] of [
  ['the sample book', sample],
  ['a book without statements', without('commissions')],
  ['a book without sales', without('sales')],
  ['a later day', { ...sample, as_of: '2025-05-15' }],
  ['the end of a leap year’s February', { ...sample, as_of: '2024-02-29' }],
  ['nothing paid and nothing open', { ...sample, commissions: [], sales: [] }],
]) {
  test(`the two figures of ${name}`, async ({ app, page }) => {
    await app.open();
    await app.chooseAndShow('book.json', JSON.stringify(book));
    const next = nextDue(book);
    await expect.poll(() => amounts(app, 'commission.paid_12m')).toEqual(paidInYear(book));
    await expect.poll(() => amounts(app, 'commission.next_due')).toEqual(next.amounts);
    const due = section(page).locator('dl time');
    if (next.due) await expect(due).toHaveAttribute('datetime', next.due);
    else await expect(due).toHaveCount(0);
    await expect(section(page).getByText('estimated from your sales')).toHaveCount(next.source === 'schedule' ? 1 : 0);
  });
}

test('the section names what is withheld and what is only expected', async ({ app, page }) => {
  await app.open();
  const withheld = section(page).getByRole('link', { name: 'Q2 2023' });
  await expect(withheld).toBeVisible();
  const rows = section(page).locator('tbody tr');
  await expect(rows.filter({ hasText: 'Q2 2025' }).first()).toContainText('Expected');
  await expect(rows.filter({ hasText: 'Q4 2024' })).toContainText('Pending');
  await section(page).getByRole('link', { name: 'Go to commissions' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Commissions' })).toBeVisible();
  await page.goBack();
  await withheld.click();
  await expect(page.getByRole('region', { name: 'Statement for Q2 2023' })).toContainText('Withheld');
});

test('a figure opens its statements', async ({ app, page }) => {
  await app.open();
  await app.figure('commission.paid_12m').getByRole('button').click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.locator('[data-report="value"]')).toHaveAttribute('value', '29185.63 USD');
  await dialog.getByRole('link', { name: 'Q3 2024' }).click();
  await expect(statement(page)).toBeVisible();
});

test('tabs by keyboard, and back and forward', async ({ page }) => {
  await open(page, '#/commissions');
  await page.getByRole('tab', { name: 'Statements' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Payments' })).toBeFocused();
  await expect(page.getByRole('tab', { name: 'Payments' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('region', { name: 'By calendar year' }).first()).toBeVisible();
  await page.keyboard.press('Home');
  await expect(page.getByRole('region', { name: 'Statements' }).first()).toBeVisible();
  await page.getByRole('link', { name: 'Q3 2024' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Statement for Q3 2024' })).toBeFocused();
  await page.goBack();
  await expect(statement(page)).toHaveCount(0);
  await page.goBack();
  await expect(page.getByRole('tab', { name: 'Payments' })).toHaveAttribute('aria-selected', 'true');
  await page.goForward();
  await page.goForward();
  await expect(statement(page)).toBeVisible();
});

test('a copied address opens the same statement, with its lines and their sum', async ({ page, context }) => {
  await open(page, '#/commissions');
  await page.getByRole('link', { name: 'Q3 2024' }).click();
  await expect(statement(page)).toBeVisible();
  const other = await context.newPage();
  await other.goto(page.url());
  const { lines, amount } = sample.commissions.find(({ period }) => period === '2024-Q3');
  await expect(statement(other).locator('tbody tr')).toHaveCount(lines.length);
  await expect(statement(other)).toContainText('The lines add up to the statement’s amount.');
  await expect(statement(other).locator('[data-statement="amount"]')).toHaveAttribute('value', total([amount]));
  await expect(other.getByRole('link', { name: 'Q3 2024' })).toHaveAttribute('aria-current', 'true');
  const client = sample.clients.find(({ id }) => id === lines[0].client);
  await statement(other).getByRole('link', { name: client.name, exact: true }).first().click();
  await expect(other).toHaveURL(new RegExp(`#/client\\?client=${client.id}$`));
});

test('lines that differ from the amount, no lines, and no such statement', async ({ app, page }) => {
  const book = structuredClone(sample);
  const named = (period) => book.commissions.find((one) => one.period === period);
  named('2024-Q3').amount = '11411.53';
  named('2024-Q2').lines = [];
  await app.open();
  await app.chooseAndShow('book.json', JSON.stringify(book));
  await app.go('Commissions');
  await page.getByRole('link', { name: 'Q3 2024' }).click();
  await expect(statement(page)).toContainText('The lines come to $11,411.52: $0.01 less than the statement’s amount.');
  await page.getByRole('link', { name: 'Q2 2024' }).click();
  await expect(page.getByText('This data has no lines of this statement.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Export to CSV' })).toBeDisabled();
  await page.evaluate(() => (location.hash = '#/commissions?item=nowhere'));
  await expect(page.getByText('This data has no statement “nowhere”.')).toBeVisible();
  await page.getByRole('button', { name: 'Close the statement' }).click();
  await expect(page.getByText('This data has no statement')).toHaveCount(0);
  await expect(page).toHaveURL(/#\/commissions$/);
});

test('a statement is exported to CSV, every line of it', async ({ page }) => {
  await open(page, '#/commissions?item=st-2024-q3');
  const waiting = page.waitForEvent('download');
  await statement(page).getByRole('button', { name: 'Export to CSV' }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toBe('Statement for Q3 2024.csv');
  const rows = readFileSync(await download.path(), 'utf8').replace('\uFEFF', '').trim().split('\r\n');
  const { lines } = sample.commissions.find(({ period }) => period === '2024-Q3');
  expect(rows).toHaveLength(lines.length + 1);
  expect(rows[0]).toBe('Client,Deal,Net revenue,Net revenue (Currency),Share,Amount,Amount (Currency)');
  const [first] = [...lines].sort((a, b) => b.amount - a.amount);
  const name = sample.clients.find(({ id }) => id === first.client).name;
  expect(rows[1]).toContain(`${Number(first.amount)},USD`);
  expect(rows[1]).toContain(name);
  await expect(statement(page).getByRole('status')).toHaveText('The file was saved.');
});

test('on paper the statement is alone, and whole', async ({ page }) => {
  await page.addInitScript(() => (window.print = () => (window.printed = true)));
  await page.setViewportSize({ width: 680, height: 900 }); // as narrow as a sheet
  await open(page, '#/commissions?item=st-2024-q3');
  await expect(statement(page)).toBeVisible();
  await statement(page).getByRole('button', { name: 'Print' }).click();
  expect(await page.evaluate(() => window.printed)).toBe(true);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { name: 'Statement for Q3 2024' })).toBeVisible();
  await expect(statement(page).getByText(sample.partner.name)).toBeVisible();
  for (const hidden of ['navigation', 'banner', 'tablist', 'button']) {
    // Headings that sort are buttons, and stay as text.
    const all = page.getByRole(hidden).filter({ hasNot: page.locator('.order') });
    for (const one of await all.all()) await expect(one).toBeHidden();
  }
  await expect(page.locator('.statement-list')).toBeHidden();
  const heads = await statement(page).locator('thead th').allInnerTexts();
  expect(heads).toEqual(['Client', 'Deal', 'Net revenue', 'Share', 'Amount']);
  await expect(statement(page).locator('thead')).toBeVisible();
  expect(await statement(page).locator('tbody td').first().evaluate((cell) => getComputedStyle(cell).display)).toBe('table-cell');
});

test('payments by calendar year', async ({ page }) => {
  await open(page, '#/commissions?tab=payments');
  const year = page.locator('tr[data-year="2024"][data-currency="USD"]');
  const paid = sample.commissions.filter(({ paid_on }) => paid_on?.startsWith('2024')).map(({ amount }) => amount);
  await expect(year.locator('data').first()).toHaveAttribute('value', total(paid));
  const days = page.getByRole('region', { name: 'Paid', exact: true }).first().locator('tbody tr');
  await expect(days).toHaveCount(sample.commissions.filter(({ status }) => status === 'paid').length);
  await expect(days.first()).toContainText('Nov 16, 2024');
  await expect(page.getByRole('region', { name: 'Due and expected' }).first().locator('tbody tr').first()).toContainText('Q4 2024');
});

for (const theme of ['light', 'dark']) {
  for (const lang of ['en', 'fr']) {
    test.describe(`axe, ${theme}, ${lang}`, () => {
      test.use({ stored: { 'tierwise.lang': lang, 'tierwise.theme': theme } });
      test('statements, a statement, payments', async ({ page }) => {
        for (const hash of ['#/commissions', '#/commissions?item=st-2023-q2', '#/commissions?tab=payments']) {
          await page.goto(`./${hash}`);
          await expect(page.getByRole('table').first()).toBeVisible();
          for (const width of [1440, 360]) {
            await page.setViewportSize({ width, height: 900 });
            expect.soft(await violations(page), `${hash}, ${width} px`).toEqual([]);
            const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
            expect.soft(wide, `${hash}, ${width} px: nothing sticks out`).toBe(false);
          }
        }
      });
    });
  }
}
