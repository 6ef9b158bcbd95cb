// The vendor's people: who comes first, and how to write to them.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './dashboard.page.mjs';
import { sample } from './oracle.mjs';

const TEAM = './#/dashboard?tab=team';
const card = (app) => app.main.getByRole('region', { name: 'Your HubSpot team' });
const people = (app) => card(app).getByRole('listitem');
const open = async (app, page, team) => {
  await app.open();
  await app.chooseAndShow('book.json', JSON.stringify({ ...sample, team }));
  await app.main.getByRole('tab', { name: 'HubSpot team' }).click();
};

test('the tab shows everybody, the partner development manager first', async ({ app, page }) => {
  await app.open();
  await app.main.getByRole('tab', { name: 'HubSpot team' }).click();
  await expect(page).toHaveURL(/#\/dashboard\?tab=team$/);
  await expect(people(app)).toHaveCount(sample.team.length);
  const first = people(app).first();
  await expect(first).toContainText('Colette Ramsey');
  await expect(first).toContainText('Partner Development Manager');
  await expect(first).toContainText(sample.team[0].about);
  await expect(first.getByRole('link', { name: 'Send email to Colette Ramsey' })).toHaveAttribute('href', 'mailto:colette.ramsey@vendor.example');
  await page.goBack();
  await expect(app.total).toBeVisible();
  await page.goForward();
  await expect(people(app).first()).toBeVisible();
});

test('an address is a link to one person or none', async ({ app, page, site, allow }) => {
  await open(app, page, [
    { role: 'chief_of_onboarding', name: 'Ann Lee', email: 'ann?subject=Pay&body=now@vendor.example' },
    { role: 'growth_specialist', name: 'Bo', email: 'bo@vendor.example,eve@evil.example' },
    { role: 'partner_development_manager', name: 'Cy Dee', email: 'javascript:alert(1)', photo_url: 'https://elsewhere.example/cy.png' },
    { name: 'Di', email: 'di@vendor.example\nBcc: eve@evil.example', photo_url: `${site}/missing.png` },
  ]);
  allow(/missing\.png/);
  await expect(people(app)).toHaveCount(4);
  const links = await card(app).getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  expect(links).toEqual(['mailto:ann%3Fsubject%3DPay%26body%3Dnow@vendor.example']);
  await expect(people(app).first()).toContainText('CD');
  await expect(people(app).first()).toContainText('Your first contact for strategic planning');
  await expect(people(app).nth(2)).toContainText('Chief of onboarding');
  await expect(card(app).locator('img'), 'of this site only, and hidden where it is missing').toHaveCount(1);
  await expect(card(app).locator('img')).toBeHidden();
});

test('nobody, and not in the data', async ({ app, page }) => {
  await open(app, page, []);
  await expect(card(app)).toContainText('This data names nobody at HubSpot.');
  await open(app, page, null);
  await expect(card(app)).toContainText('Your people at HubSpot are not in this data.');
});

for (const theme of ['light', 'dark']) {
  test.describe(theme, () => {
    test.use({ stored: { 'tierwise.theme': theme } });
    test('no violation, and nothing sticks out', async ({ app, page }) => {
      await page.goto(TEAM);
      await expect(people(app).first()).toBeVisible();
      for (const width of [1440, 360]) {
        await page.setViewportSize({ width, height: 900 });
        const axe = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']);
        expect.soft((await axe.setLegacyMode().analyze()).violations.map(({ id, nodes }) => [id, nodes[0].target]), `${width}`).toEqual([]);
        expect.soft(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      }
    });
  });
}
