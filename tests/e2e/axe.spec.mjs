// No violation of WCAG 2.2 AA that axe can find: every page, both themes, both languages, wide and narrow, and what only
// shows now and then.
import AxeBuilder from '@axe-core/playwright';
import { App, PAGES, WORDS, expect, test } from './dashboard.page.mjs';
import { rules, sample, small } from './oracle.mjs';

/** The violations on the page as it is, one line each. */
const violations = async (page) => {
  const axe = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']);
  const { violations } = await axe.setLegacyMode().analyze(); // one frame: no second page to join results on
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`));
};

for (const theme of ['light', 'dark']) {
  for (const lang of ['en', 'fr']) {
    test.describe(`${theme}, ${lang}`, () => {
      test.use({ stored: { 'tierwise.lang': lang, 'tierwise.theme': theme } });

      test('the three pages, wide and narrow', async ({ page }) => {
        const app = new App(page, lang);
        for (const name of PAGES) {
          await app.open(`./#/${name}?market=growth`); // some rows say as much as all of them
          await expect(app.heading(WORDS[lang][name])).toBeVisible();
          await expect(app.main.getByRole('table').first()).toBeVisible();
          for (const width of [1440, 360]) {
            await page.setViewportSize({ width, height: 900 });
            expect.soft(await violations(page), `${name}, ${width} px`).toEqual([]);
          }
        }
      });
    });
  }
}

for (const theme of ['light', 'dark']) {
  test.describe(`now and then, ${theme}`, () => {
    test.use({ stored: { 'tierwise.theme': theme } });

    test('an error, and no data at all', async ({ app, page, allow }) => {
      allow(/404/);
      await page.route('**/data/sample.json', (route) => route.fulfill({ status: 404 }));
      await page.goto('./');
      await expect(app.alert).toContainText('status 404');
      expect.soft(await violations(page)).toEqual([]);
      await app.choose('page.html', '<html></html>');
      await expect(app.alert).toContainText('This is a web page');
      expect.soft(await violations(page)).toEqual([]);
    });

    test('a book with problems, its notice, and no client that matches', async ({ app, page }) => {
      const book = structuredClone(sample);
      book.clients.forEach((client) => (client.market = 'standard'));
      book.sales[0].currency = 'CHF';
      book.sales[1].closed_on = '2025-02-30';
      book.managed[0].partners = -2;
      book.surprise = true;
      await app.open();
      await app.choose('book.json', JSON.stringify(book));
      await expect(app.status).toContainText('2 records were left out.');
      await expect(app.problem('bad-date')).toBeVisible();
      expect.soft(await violations(page), 'problems').toEqual([]);
      await app.go('Dashboard');
      await app.breakdown.getByLabel('Market type').selectOption('growth');
      await expect(app.breakdown).toContainText('No client matches these filters.');
      expect.soft(await violations(page), 'empty').toEqual([]);
    });

    test('something is being opened, and a figure is not in the data', async ({ app, page, api, allow }) => {
      allow(api.origin);
      api.route('/never.json', { never: true });
      await app.open();
      await app.chooseAndShow('book.json', JSON.stringify({ ...small, deals: null, retention: null, managed: null, reported: null }));
      await expect(app.figure('program.csr_12m')).toHaveText('not in this data');
      expect.soft(await violations(page), 'not in this data').toEqual([]);
      await app.ask(api.url('/never.json'));
      await expect(app.status).toContainText('Opening');
      expect.soft(await violations(page), 'opening').toEqual([]);
      // Nobody waits for it when the test ends, and the endpoint with it.
      await app.status.getByRole('button', { name: 'Cancel' }).click();
      await expect(app.status).not.toContainText('Opening');
    });

    test('data of an endpoint with a token, and a refresh that failed', async ({ app, page, api, allow }) => {
      allow(api.origin, /status of 404/);
      api.route('/book.json', { body: small });
      await app.open();
      await app.ask(api.url('/book.json'), 'secret');
      await expect(app.fresh).toContainText('just now');
      await expect(app.main).toContainText('A token for this address is kept');
      for (const width of [1440, 360]) {
        await page.setViewportSize({ width, height: 900 });
        expect.soft(await violations(page), `open, ${width} px`).toEqual([]);
      }
      api.route('/book.json', { status: 404, body: '' });
      await app.refresh.click();
      await expect(app.alert).toContainText('could not be refreshed');
      expect.soft(await violations(page), 'not refreshed').toEqual([]);
    });

    test('two tables whose columns the user is asked about, and what would be read', async ({ app, page }) => {
      await app.open('./#/data');
      const table = (name, text) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
      await app.file.setInputFiles([table('a.csv', 'Customer;Sold points\nAcme;7\nZenith;?\n'), table('b.csv', 'x;y\n1;2\n')]);
      const card = page.locator('#columns');
      await expect(card.getByRole('group')).toHaveCount(2);
      await card.locator('[data-table="1"]').getByLabel('Each row is').selectOption({ label: 'Leave this table out' });
      await card.getByRole('button', { name: 'Preview' }).click();
      await expect(card.getByRole('heading', { name: 'What would be read' })).toBeVisible();
      const ids = await page.locator('[id]').evaluateAll((all) => all.map(({ id }) => id));
      expect(ids.filter((id, index) => ids.indexOf(id) !== index), 'ids that stand twice').toEqual([]);
      for (const width of [1440, 360]) {
        await page.setViewportSize({ width, height: 900 });
        expect.soft(await violations(page), `${width} px`).toEqual([]);
      }
    });

    test('thresholds that are wrong, and thresholds in use', async ({ app, page }) => {
      await app.open('./#/rules');
      await app.main.getByRole('textbox', { name: 'Gold: Total points' }).fill('many');
      await page.keyboard.press('Enter');
      await expect(app.main).toContainText('“many” is not a number of points.');
      expect.soft(await violations(page), 'wrong').toEqual([]);
      await app.main.getByRole('textbox', { name: 'Gold: Total points' }).fill('150');
      await page.keyboard.press('Enter');
      await expect(app.main).toContainText('Your thresholds are in use.');
      expect.soft(await violations(page), 'in use').toEqual([]);
    });
  });
}

/** Texts in an element with too little contrast to a colour of the gradient behind them: 4.5, or 3 for large bold ones. */
const faintOnGradient = (locator) =>
  locator.evaluate((element) => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    const luminance = (colour) => {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const channel = (value) => (value <= 10 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
      const [red, green, blue] = [...canvas.getImageData(0, 0, 1, 1).data].map(channel);
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const behind = getComputedStyle(element).backgroundImage.match(/(rgb|color|oklch|oklab)a?\([^()]*\)/g).map(luminance);
    return [...element.querySelectorAll('*')].flatMap((text) => {
      const { color, fontSize, fontWeight } = getComputedStyle(text);
      const large = parseFloat(fontSize) >= 18.66 && fontWeight >= 700;
      const least = Math.min(...behind.map((colour) => ratio(luminance(color), colour)));
      return least < (large ? 3 : 4.5) ? [`${text.textContent}: ${least.toFixed(2)}`] : [];
    });
  });

for (const theme of ['light', 'dark']) {
  test.describe(`the badge, whose gradient axe cannot judge, ${theme}`, () => {
    test.use({ stored: { 'tierwise.theme': theme } });
    test('has contrast enough for every tier', async ({ app }) => {
      await app.open();
      const badge = app.main.locator('[data-tier]').filter({ has: app.figure('program.credited_tier') });
      for (const tier of [...rules.programme.tiers.map(({ id }) => id), 'none']) {
        await badge.evaluate((element, tier) => (element.dataset.tier = tier), tier);
        expect.soft(await faintOnGradient(badge), tier).toEqual([]);
      }
    });
  });
}

test('the regions that speak are there before they do', async ({ app }) => {
  await app.open();
  await expect(app.alert).toHaveCount(1);
  await expect(app.alert).toHaveText('');
  await expect(app.status).toHaveText('');
});
