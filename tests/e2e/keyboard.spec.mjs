// Everything by keyboard alone, from the top of the page.
import { expect, test } from './dashboard.page.mjs';
import { figures, rules, sample, small } from './oracle.mjs';

const isFocused = (locator) => locator.evaluate((element) => element === document.activeElement);

/** Presses Tab until this control has the focus; fails where Tab does not lead to it. */
const tabTo = async (page, locator, key = 'Tab') => {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press(key);
    if (await isFocused(locator)) return;
  }
  await expect(locator, 'Tab leads to it').toBeFocused();
};

/** What shows that the focused control has the focus: an outline on it, or on the label that stands for it. */
const focusShows = (page) =>
  page.evaluate(() => {
    const focused = document.activeElement;
    return [focused, focused.closest('label')].filter(Boolean).some((element) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const { width, height } = element.getBoundingClientRect();
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && width > 4 && height > 4;
    });
  });

test('the skip link comes first, shows itself, and leads to the content', async ({ app, page }) => {
  await app.open();
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the content' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Enter');
  await expect(app.main).toBeFocused();
  await expect(page).toHaveURL((url) => ['', '#/dashboard'].includes(url.hash));
  await page.keyboard.press('Tab');
  await expect(app.main.getByRole('link', { name: 'Use your own data' })).toBeFocused();
});

test('Tab goes through the page in the order of reading, and the focus shows at each stop', async ({ app, page }) => {
  await app.open('./#/dashboard?market=growth&deal=partner_assisted');
  const stops = [
    page.getByRole('link', { name: 'Skip to the content' }),
    ...['Dashboard', 'Data', 'Rules'].map((name) => app.navigation.getByRole('link', { name })),
    app.unconfirmed,
    app.language,
    app.theme,
    app.main.getByRole('link', { name: 'Use your own data' }),
    app.goal,
    app.progression.getByRole('link', { name: 'Type the real ones' }),
    app.breakdown.getByLabel('Deal type'),
    app.breakdown.getByLabel('Market type'),
    app.breakdown.getByRole('region'), // the table scrolls
    ...['Client', 'Sold', 'Managed', 'Total', 'Market', 'Currency'].map((name) => app.breakdown.getByRole('button', { name })),
    app.rows.first().getByRole('link'),
  ];
  for (const stop of stops) {
    await page.keyboard.press('Tab');
    await expect(stop).toBeFocused();
    await expect.soft(stop, 'can be seen').toBeInViewport();
    expect.soft(await focusShows(page), `the focus shows on ${stop}`).toBe(true);
  }
});

for (const name of ['Data', 'Rules']) {
  test(`Tab leaves nothing out on the ${name} page, and the focus shows at each stop`, async ({ app, page }) => {
    await app.open(`./#/${name.toLowerCase()}`);
    await expect(app.main.getByRole('table').first()).toBeVisible();
    const controls = 'a[href], button, input, select, textarea, [tabindex="0"]';
    const count = await page.locator(controls).evaluateAll((all) => all.filter((element) => element.checkVisibility()).length);
    const seen = new Set();
    for (let stop = 0; stop < count; stop += 1) {
      await page.keyboard.press('Tab');
      seen.add(await page.evaluate((controls) => [...document.querySelectorAll(controls)].indexOf(document.activeElement), controls));
      const what = await page.evaluate(() => document.activeElement.outerHTML.slice(0, 120));
      expect.soft(await focusShows(page), `the focus shows on ${what}`).toBe(true);
    }
    expect(seen.size, 'different stops').toBe(count);
    expect(seen, 'all of them controls').not.toContain(-1);
  });
}

test('to another page: the content takes the focus, and back leads back', async ({ app, page }) => {
  await app.open();
  await tabTo(page, app.navigation.getByRole('link', { name: 'Rules' }));
  await page.keyboard.press('Enter');
  await expect(app.heading('Rules')).toBeVisible();
  await expect(app.main).toBeFocused();
  await page.goBack();
  await expect(app.heading('Partner dashboard')).toBeVisible();
  await expect(app.main).toBeFocused();
});

test('a goal is chosen with the arrow keys', async ({ app, page }) => {
  await app.open();
  await tabTo(page, app.goal);
  await page.keyboard.press('ArrowUp');
  await app.expectFigures(figures(sample, rules, { goal: 'platinum' }));
  await expect(app.goal).toBeFocused();
  await page.keyboard.press('End');
  await app.expectFigures(figures(sample, rules, { goal: 'elite' }));
  await expect(app.goal).toBeFocused();
});

test('the table is sorted with Enter and the space bar', async ({ app, page }) => {
  await app.open();
  const sold = app.breakdown.getByRole('columnheader', { name: 'Sold' });
  await tabTo(page, sold.getByRole('button'));
  await page.keyboard.press('Enter');
  await expect(sold).toHaveAttribute('aria-sort', 'descending');
  await page.keyboard.press('Space');
  await expect(sold).toHaveAttribute('aria-sort', 'ascending');
  await expect(sold.getByRole('button')).toBeFocused();
});

test('language and theme are changed with the arrow keys', async ({ app, page }) => {
  await app.open();
  await tabTo(page, app.theme);
  await page.keyboard.press('End');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.keyboard.press('Shift+Tab');
  await expect(app.language).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  await expect(page.getByLabel('Langue')).toBeFocused();
});

test('an endpoint is asked with Enter, its notice closed, the data shown', async ({ app, api, allow, page }) => {
  allow(api.origin);
  api.route('/book.json', { body: small });
  await app.open();
  await tabTo(page, app.navigation.getByRole('link', { name: 'Data' }));
  await page.keyboard.press('Enter');
  await expect(app.main).toBeFocused();
  await tabTo(page, app.endpoint);
  await page.keyboard.type(api.url('/book.json'));
  await page.keyboard.press('Enter');
  await expect(app.status).toContainText('is open: 3 clients.');
  await tabTo(page, app.status.getByRole('button', { name: 'Close' }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(app.main).not.toContainText('is open: 3 clients.');
  await tabTo(page, app.navigation.getByRole('link', { name: 'Dashboard' }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await app.expectFigures(figures(small, rules));
});

test('the file button opens the file chooser', async ({ app, page }) => {
  await app.open('./#/data');
  await tabTo(page, app.file);
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('Space');
  await (await chooser).setFiles({ name: 'book.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(small)) });
  await expect(app.status).toContainText('book.json is open');
});

test('thresholds are typed and used with Enter', async ({ app, page }) => {
  await app.open('./#/rules');
  const field = app.main.getByRole('textbox', { name: 'Gold: Total points' });
  await tabTo(page, field);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('150');
  await page.keyboard.press('Enter');
  await expect(app.main).toContainText('Your thresholds are in use.');
  await expect(field).toHaveValue('150');
  await expect(field).toBeFocused();
});
