// Light and dark: as the system says, or as the user chose.
import { expect, test } from './dashboard.page.mjs';

/** How light the page's background is, from 0 (black) to 255. */
const lightness = (page) =>
  page.evaluate(() => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d');
    canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
    return Math.round((red + green + blue) / 3);
  });
const expectLight = (page) => expect.poll(() => lightness(page)).toBeGreaterThan(200);
const expectDark = (page) => expect.poll(() => lightness(page)).toBeLessThan(60);

test('follows the system', async ({ app, page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await app.open();
  await expect(app.theme).toHaveValue('');
  await expectLight(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectDark(page);
});

for (const { system, choice, check, back } of [
  { system: 'light', choice: 'dark', check: expectDark, back: expectLight },
  { system: 'dark', choice: 'light', check: expectLight, back: expectDark },
]) {
  test(`${choice} on a ${system} system: chosen, remembered, and taken back`, async ({ app, page }) => {
    await page.emulateMedia({ colorScheme: system });
    await app.open();
    await app.theme.focus();
    await app.theme.selectOption(choice);
    await check(page);
    await expect(app.theme).toBeFocused();
    await page.reload();
    await app.ready();
    await check(page);
    await expect(app.theme).toHaveValue(choice);
    await app.theme.selectOption('');
    await back(page);
    await page.reload();
    await app.ready();
    await back(page);
  });
}

test('the figures can be read in both', async ({ app, page }) => {
  await app.open();
  for (const choice of ['light', 'dark']) {
    await app.theme.selectOption(choice);
    const colours = await app.total.evaluate((figure) => [
      getComputedStyle(figure).color,
      getComputedStyle(figure.closest('section')).backgroundColor,
    ]);
    expect(colours[0]).not.toBe(colours[1]);
    await (choice === 'light' ? expectLight : expectDark)(page);
  }
});
