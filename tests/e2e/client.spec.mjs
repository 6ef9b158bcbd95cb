// A client's record: the way there, its figures, its tables, and notes that stay in this browser.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './dashboard.page.mjs';
import { clients, rounded, rules, sample } from './oracle.mjs';

const ALL = clients(sample, rules);
const collator = new Intl.Collator('en');
const ORDER = [...ALL].sort((a, b) => Number(b.total) - Number(a.total) || collator.compare(a.name, b.name));
const card = (app, name) => app.main.getByRole('region', { name, exact: true }).first();
const note = (app) => app.main.getByLabel('Your notes on this client');
const at = (id) => `./#/client?client=${id}`;

/** The figures of the record, rounded as the oracle's are. */
const figures = async (app, id) => {
  const value = async (key) => rounded(await app.main.locator(`[data-client="${id}"]`).locator(app.figure(`client.${key}_points`)).getAttribute('value'));
  return { sold: await value('sold'), managed: await value('managed'), total: await value('total') };
};

test('a name in the breakdown leads to the record, which has the same figures', async ({ app, page }) => {
  await app.open();
  const row = app.rows.filter({ hasText: 'Ardent Clinics' });
  const id = await row.getAttribute('data-client');
  await row.getByRole('link', { name: 'Ardent Clinics', exact: true }).click();
  await expect(app.heading('Ardent Clinics')).toBeVisible();
  await expect(page).toHaveTitle(/^Ardent Clinics · /);
  await expect(app.main, 'the focus follows').toBeFocused();
  const { sold, managed, total } = ALL.find((client) => client.id === id);
  expect(await figures(app, id)).toEqual({ sold, managed, total });
  await page.goBack();
  await expect(app.rows).toHaveCount(60);
});

test('every client has a record of the figures of its row', async ({ app, page }) => {
  await app.open(at(ORDER[0].id));
  for (const { id, name, sold, managed, total } of ORDER) {
    await expect(app.heading(name)).toBeVisible();
    expect(await figures(app, id), name).toEqual({ sold, managed, total });
    const next = page.getByRole('link', { name: /^Next: / });
    if (id === ORDER.at(-1).id) await expect(next).toHaveCount(0);
    else await next.click();
  }
  await page.getByRole('link', { name: /^Previous: / }).click();
  await expect(app.heading(ORDER.at(-2).name)).toBeVisible();
});

test('the order of the breakdown is kept on the way', async ({ app, page }) => {
  await app.open('./#/dashboard?market=growth&sort=client');
  const ids = await app.rows.evaluateAll((rows) => rows.map((row) => row.dataset.client));
  await app.rows.nth(1).getByRole('link').first().click();
  await expect(page).toHaveURL(new RegExp(`client=${ids[1]}$`));
  await page.getByRole('link', { name: /^Next: / }).click();
  await expect(page).toHaveURL(new RegExp(`client=${ids[2]}$`));
  await page.getByRole('link', { name: 'All clients' }).click();
  await expect(app.breakdown.getByLabel('Market type')).toHaveValue('growth');
  await expect(app.breakdown).toBeInViewport();
});

test('the card says who it is, and leads to the CRM', async ({ app }) => {
  await app.open();
  const client = sample.clients.find(({ name }) => name === 'Ardent Clinics');
  await app.open(at(client.id));
  const about = card(app, 'About');
  for (const text of [client.domain, client.country, client.currency, client.products.join(', ')]) await expect(about).toContainText(text);
  const link = about.getByRole('link', { name: /Open in HubSpot/ });
  await expect(link).toHaveAttribute('href', client.record_url);
  await expect(link).toHaveAttribute('rel', /noopener/);
  await expect(link).toHaveAttribute('target', '_blank');
});

test('tables are there where they have rows, and the dialog has them', async ({ app, page }) => {
  const counts = (id) => ({
    Renewals: sample.renewals.filter(({ client }) => client === id).length,
    'Shared deals': sample.deals.filter(({ client }) => client === id).length,
    'Managed spells': sample.managed.filter(({ client }) => client === id).length,
    Commission: sample.commissions.flatMap(({ lines }) => lines ?? []).filter(({ client }) => client === id).length,
  });
  await app.open();
  for (const { id, name } of ORDER.slice(0, 6)) {
    await app.open(at(id));
    await expect(app.heading(name)).toBeVisible();
    for (const [title, count] of Object.entries(counts(id))) {
      const table = card(app, title);
      if (count === 0) await expect(table, `${name}: ${title}`).toHaveCount(0);
      else await expect(table.locator('tbody tr'), `${name}: ${title}`).toHaveCount(Math.min(count, 50));
    }
  }
  await card(app, 'Points').getByRole('button', { name: 'All rows' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('heading')).toHaveText(`Points of ${ORDER[5].name}`);
  expect(rounded(await dialog.locator('[data-report="value"]').getAttribute('value'))).toBe(ORDER[5].total);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});

test('notes survive a reload, are the client’s own, and go when emptied', async ({ app, page }) => {
  const [first, second] = ORDER;
  await app.open(at(first.id));
  await expect(app.main.getByText('Kept in this browser.')).toBeVisible();
  await note(app).pressSequentially('Calls in May, asks for  a quote ');
  await expect(note(app), 'what is typed stays as it is').toHaveValue('Calls in May, asks for  a quote ');
  await expect(app.main.getByText('Kept in this browser.')).toBeVisible();
  await page.reload();
  await expect(note(app)).toHaveValue('Calls in May, asks for  a quote');
  await app.open(at(second.id));
  await expect(app.heading(second.name)).toBeVisible();
  await expect(note(app)).toHaveValue('');
  await app.open(at(first.id));
  await expect(note(app)).toHaveValue('Calls in May, asks for  a quote');
  await note(app).fill('');
  await expect(app.main.getByText('Kept in this browser.')).toBeVisible();
  await page.reload();
  await expect(app.main.getByText('Kept in this browser.')).toBeVisible();
  await expect(note(app)).toHaveValue('');
});

test('a note that is too long says why it is not kept', async ({ app }) => {
  await app.open(at(ORDER[0].id));
  await note(app).fill('x'.repeat(10_001));
  await expect(app.main.getByText('Not kept:')).toContainText('10,000 characters');
});

test('a browser that keeps nothing says so', async ({ app, page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('no', 'SecurityError');
    };
  });
  await app.open(at(ORDER[0].id));
  await note(app).fill('Calls in May');
  await expect(app.main.getByText('Not kept:')).toContainText('keeps nothing');
});

test('a client of other data, and none at all', async ({ app }) => {
  await app.open(at('nobody%3Cb%3E'));
  await expect(app.heading('This client is not in the data')).toBeVisible();
  await expect(app.main).toContainText('“nobody<b>”');
  await app.main.getByRole('link', { name: 'All clients' }).click();
  await expect(app.rows).toHaveCount(60);
  await app.open('./#/client');
  await expect(app.main).toContainText('The address names no client.');
});

test('what the data does not have is said', async ({ app }) => {
  await app.open();
  await app.chooseAndShow('book.json', JSON.stringify({ ...sample, deals: null, commissions: null, renewals: null }));
  await app.rows.first().getByRole('link').first().click();
  await expect(app.main).toContainText('Not in this data: Shared deals, Renewals, Commission statements.');
});

for (const theme of ['light', 'dark']) {
  test.describe(theme, () => {
    test.use({ stored: { 'tierwise.theme': theme } });
    test('no violation, and nothing sticks out', async ({ app, page }) => {
      for (const where of [at(ORDER[0].id), at('nobody')]) {
        await app.open(where);
        for (const width of [1440, 360]) {
          await page.setViewportSize({ width, height: 900 });
          const axe = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']);
          expect.soft((await axe.setLegacyMode().analyze()).violations.map(({ id, nodes }) => [id, nodes[0].target]), `${where}, ${width}`).toEqual([]);
          expect.soft(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
        }
      }
    });
  });
}
