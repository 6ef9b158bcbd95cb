// No violation of WCAG 2.2 AA that axe can find: every page, both themes, both languages, wide and narrow, and what only
// shows now and then.
import AxeBuilder from '@axe-core/playwright';
import { App, PAGES, WORDS, expect, test } from './dashboard.page.mjs';
import { sample } from './oracle.mjs';

/** The violations on the page as it is, one line each. */
const violations = async (page) => {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`));
};

for (const theme of ['light', 'dark']) {
  for (const lang of ['en', 'fr']) {
    test.describe(`${theme}, ${lang}`, () => {
      test.use({ stored: { 'tierwise.lang': lang, 'tierwise.theme': theme } });

      test('the three pages, wide and narrow', async ({ page }) => {
        const app = new App(page, lang);
        for (const name of PAGES) {
          await app.open(`./#/${name}`);
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
      allow(api.origin, /ERR_EMPTY_RESPONSE/); // when the test ends, and the endpoint with it
      api.route('/never.json', { never: true });
      await app.open();
      await app.chooseAndShow('book.json', JSON.stringify({ ...sample, deals: null, retention: null, managed: null, reported: null }));
      await expect(app.figure('program.csr_12m')).toHaveText('not in this data');
      expect.soft(await violations(page), 'not in this data').toEqual([]);
      await app.ask(api.url('/never.json'));
      await expect(app.status).toContainText('Opening');
      expect.soft(await violations(page), 'opening').toEqual([]);
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

test('the regions that speak are there before they do', async ({ app }) => {
  await app.open();
  await expect(app.alert).toHaveCount(1);
  await expect(app.alert).toHaveText('');
  await expect(app.status).toHaveText('');
});
