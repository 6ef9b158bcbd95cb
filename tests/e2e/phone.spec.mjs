// A phone of 360 × 740.
import { App, PAGES, WORDS, expect, test } from './dashboard.page.mjs';
import { clients, rules, sample, small } from './oracle.mjs';

test.use({ viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });

/** How far the page scrolls sideways. */
const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const lang of ['en', 'fr']) {
  test.describe(lang, () => {
    test.use({ stored: { 'tierwise.lang': lang } });

    test('nothing sticks out on any page, and the navigation is at the bottom', async ({ page }) => {
      const app = new App(page, lang);
      for (const name of PAGES) {
        await app.open(`./#/${name}`);
        await expect(app.heading(WORDS[lang][name])).toBeVisible();
        await expect(app.main.getByRole('table').first()).toBeVisible();
        expect(await overflow(page), name).toBe(0);
        await expect(app.navigation).toBeInViewport({ ratio: 1 });
        const { y, height } = await app.navigation.boundingBox();
        expect(y + height).toBeCloseTo(740, 0);
      }
      await app.navigation.locator('summary').click();
      for (const link of await app.navigation.locator('a:visible, summary').all()) {
        expect((await link.boundingBox()).height, 'big enough for a finger').toBeGreaterThanOrEqual(44);
      }
    });
  });
}

test('a long name breaks: of a file, of what stood there, of a partner', async ({ app, page }) => {
  const long = 'x'.repeat(86);
  await app.open();
  await app.choose(`${long}.csv`, `hs_client_name,hs_sold_tier_points,hs_next_renewal_date\nAcme,7,${long}\n`);
  await expect(app.status).toContainText('is open');
  for (const width of [360, 1440]) {
    await page.setViewportSize({ width, height: 740 });
    expect(await overflow(page), `problems, ${width} px`).toBe(0);
  }
  await app.choose(`${long} 2.csv`, `Customer;Deal source;${long};Close date\nAcme;${long};3;4\n`);
  await expect(page.locator('#columns')).toBeVisible();
  for (const width of [360, 1440]) {
    await page.setViewportSize({ width, height: 740 });
    expect(await overflow(page), `columns, ${width} px`).toBe(0);
  }
  await page.goto('./#/history');
  await expect(app.main.getByRole('heading', { name: `${long}.csv` })).toBeVisible();
  for (const width of [360, 1440]) {
    await page.setViewportSize({ width, height: 740 });
    expect(await overflow(page), `history, ${width} px`).toBe(0);
  }
  await app.chooseAndShow('long.json', JSON.stringify({ ...small, partner: { name: long } }));
  for (const name of PAGES) {
    await app.open(`./#/${name}`);
    for (const width of [360, 1440]) {
      await page.setViewportSize({ width, height: 740 });
      expect(await overflow(page), `${name}, ${width} px`).toBe(0);
    }
  }
});

test('the navigation leads to every page, and covers nothing at the end of it', async ({ app, page }) => {
  await app.open();
  for (const name of ['Data', 'Rules', 'Dashboard']) {
    await app.go(name);
    await expect(app.main.getByRole('table').first()).toBeVisible();
    // What is still being loaded may make the page longer: its end is where it stays.
    await expect(async () => {
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      const last = app.main.locator('section').last();
      const end = await last.evaluate((section) => section.getBoundingClientRect().bottom);
      const bar = await app.navigation.boundingBox();
      expect(end, 'ends above the bar').toBeLessThanOrEqual(bar.y);
    }).toPass();
  }
});

test('between a phone and a tablet the partner’s name is not squashed', async ({ app, page }) => {
  await app.open();
  for (const width of [360, 421, 500, 600, 720]) {
    await page.setViewportSize({ width, height: 740 });
    const name = await page.locator('.partner').boundingBox();
    expect(name.width, `${width} px`).toBeGreaterThanOrEqual(100);
    expect(name.height, `${width} px`).toBeLessThan(60);
  }
});

test('the breakdown shows client, sold, managed and total side by side', async ({ app }) => {
  await app.open();
  const row = app.rows.first();
  await row.scrollIntoViewIfNeeded();
  for (const name of ['Client', 'Sold', 'Managed', 'Total']) {
    await expect(app.breakdown.getByRole('columnheader', { name }), name).toBeVisible();
  }
  for (const cell of [row.getByRole('rowheader'), ...['sold', 'managed', 'total'].map((key) => row.locator(`[data-figure="client.${key}_points"]`))]) {
    const { x, width } = await cell.boundingBox();
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(360);
  }
  await expect(row.getByRole('rowheader')).toContainText(/Growth ×2 · USD/);
  await app.breakdown.getByRole('columnheader', { name: 'Client' }).getByRole('button').tap();
  await expect(app.breakdown.getByRole('columnheader', { name: 'Client' })).toHaveAttribute('aria-sort', 'ascending');
  await app.breakdown.getByLabel('Market type').selectOption('growth');
  const growing = clients(sample, rules).filter(({ market }) => market === 'growth').length;
  await expect(app.breakdown.getByRole('status')).toHaveText(`${growing} of 60 clients`);
});

test('long names and large numbers stay inside, and so does an error', async ({ app, page }) => {
  const book = structuredClone(small);
  book.partner.name = 'Gesellschaft'.repeat(6);
  book.clients[0].name = `Donau${'dampfschifffahrt'.repeat(5)}`;
  book.sales[0].mrr = '123456789012.34';
  await app.open();
  await app.choose(`${'a-very-long-file-name-'.repeat(4)}.json`, JSON.stringify(book));
  await expect(app.status).toContainText('is open');
  expect(await overflow(page)).toBe(0);
  await app.go('Dashboard');
  await expect(app.rows).toHaveCount(3);
  expect(await overflow(page)).toBe(0);
  await app.choose(`${'another_very_long_file_name_'.repeat(4)}.json`, '{');
  await expect(app.alert).toContainText('The JSON ends in the middle.');
  expect(await overflow(page)).toBe(0);
});
