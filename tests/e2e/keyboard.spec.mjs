// Everything by keyboard alone, from the top of the page.
import { expect, test } from './dashboard.page.mjs';
import { figures, rules, sample, small } from './oracle.mjs';

const isFocused = (locator) => locator.evaluate((element) => element === document.activeElement);

/** Presses Tab until this control has the focus; fails where Tab does not lead to it. */
const tabTo = async (page, locator, key = 'Tab') => {
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press(key);
    if (await isFocused(locator)) return;
  }
  await expect(locator, 'Tab leads to it').toBeFocused();
};

const CONTROLS = ':is(a[href], button, input, select, textarea, summary, [tabindex="0"]):not([tabindex="-1"], :disabled)';

/** Where the focus is: the place of the control among all, and what is wrong with how it shows. */
const focusNow = (page) =>
  page.evaluate((controls) => {
    const focused = document.activeElement;
    // A field that is hidden behind its label shows the focus on that.
    const seen = focused.matches('.sr-only') ? focused.closest('label') : focused;
    const { outlineStyle, outlineWidth } = getComputedStyle(seen);
    const { left, right, top, bottom } = seen.getClientRects()[0];
    const points = [[(left + right) / 2, (top + bottom) / 2], [left + 2, top + 2], [right - 2, bottom - 2]];
    const shows = points.some(([x, y]) => seen.contains(document.elementFromPoint(x, y)));
    const faults = [
      (outlineStyle === 'none' || parseFloat(outlineWidth) < 2) && 'has no outline',
      !shows && 'is outside of the window or covered',
    ];
    return {
      index: [...document.querySelectorAll(controls)].indexOf(focused),
      faults: faults.filter(Boolean).map((fault) => `${seen.outerHTML.slice(0, 100)} ${fault}`),
    };
  }, CONTROLS);

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

for (const width of [1440, 360]) {
  for (const hash of ['#/dashboard?market=growth&deal=partner_assisted', '#/data', '#/rules']) {
    test(`${hash}, ${width} px: Tab goes to every control in the order of reading, and shows where it is`, async ({ app, page }) => {
      await page.setViewportSize({ width, height: 600 });
      await app.open(`./${hash}`);
      await expect(app.main.getByRole('table').first()).toBeVisible();
      // A chart can be saved once it is drawn, and is drawn once it was in sight.
      for (const chart of await app.main.locator('figure').all()) await chart.scrollIntoViewIfNeeded();
      await expect(app.main.locator('[aria-busy="true"]')).toHaveCount(0);
      await page.evaluate(() => scrollTo(0, 0));
      const places = await page
        .locator(CONTROLS)
        .evaluateAll((all) => all.flatMap((element, index) => (element.checkVisibility() ? [index] : [])));
      const faults = [];
      const walk = async (key, expected) => {
        for (const place of expected) {
          await page.keyboard.press(key);
          const focus = await focusNow(page);
          expect(focus.index, `${key} leads on`).toBe(place);
          faults.push(...focus.faults.map((fault) => `${key}: ${fault}`));
        }
      };
      await walk('Tab', places);
      await walk('Shift+Tab', places.slice(0, -1).reverse());
      expect(faults).toEqual([]);
    });
  }
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
  await tabTo(page, app.navigation.getByRole('link', { name: 'Dashboard', exact: true }), 'Shift+Tab');
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
