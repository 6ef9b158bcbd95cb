// English and French: words, numbers and dates change, the exact values never do.
import { App, expect, test } from './dashboard.page.mjs';
import { figures, fixture, rules, sample, shown } from './oracle.mjs';

const french = (number) => new Intl.NumberFormat('fr-FR').format(number);
const html = (page) => page.locator('html');

test('to French and back: words, numbers, dates', async ({ app, page }) => {
  const expected = figures(sample, rules);
  await app.open();
  await expect(html(page)).toHaveAttribute('lang', 'en');
  await app.language.focus();
  await app.language.selectOption({ label: 'Français' });

  const fr = new App(page, 'fr');
  await expect(html(page)).toHaveAttribute('lang', 'fr');
  await expect(fr.heading('Tableau de bord partenaire')).toBeVisible();
  await expect(page).toHaveTitle(/^Tableau de bord partenaire/);
  await expect(fr.main.getByRole('heading', { level: 2 })).toHaveText([
    'Progression dans le programme',
    'Progression vers un niveau',
    'Commission',
    'Variations des points',
    'Vente partagée',
    'Renouvellements HubSpot à venir',
    'Répartition des points',
  ]);
  await expect(fr.banner).toContainText('Données au 25 févr. 2025');
  await expect(fr.banner).toContainText('Seuils non confirmés');
  await expect(fr.breakdown.getByRole('columnheader')).toHaveText([/Client/, /Vendus/, /Gérés/, /Total/, /Marché/, /Devise/]);

  await expect(fr.total).toHaveText(french(shown(expected['program.total_points']))); // 505,94
  await expect(fr.total).toHaveText(/^\d+,\d\d$/);
  await expect(fr.figure('program.csr_12m')).toHaveText(/^\d\d,\d\s%$/);
  await expect(fr.figure('program.sourced_mrr_12m')).toHaveText(/^\d\s\d{3},\d\d\s\$/);
  await fr.expectFigures(expected);
  await expect(fr.language, 'keeps the focus').toBeFocused();

  await fr.language.selectOption({ label: 'English' });
  await expect(html(page)).toHaveAttribute('lang', 'en');
  await expect(app.heading('Partner dashboard')).toBeVisible();
  await expect(app.total).toHaveText(shown(expected['program.total_points']));
  await expect(app.language).toBeFocused();
});

test('every exact value is the same in both languages', async ({ app, page }) => {
  await app.open();
  const [before, clients] = [await app.figures(), await app.clients()];
  await app.language.selectOption('fr');
  await expect(html(page)).toHaveAttribute('lang', 'fr');
  expect(await app.figures()).toEqual(before);
  expect(await app.clients()).toEqual(clients);
});

test('is remembered', async ({ app, page }) => {
  await app.open();
  await app.language.selectOption('fr');
  await expect(html(page)).toHaveAttribute('lang', 'fr');
  await page.reload();
  const fr = new App(page, 'fr');
  await expect(fr.heading('Tableau de bord partenaire')).toBeVisible();
  await expect(fr.language).toHaveValue('fr');
  await expect(html(page)).toHaveAttribute('lang', 'fr');
});

test('keeps what is open, where the user is, and what failed', async ({ app, page }) => {
  await app.open('./#/dashboard?goal=elite&market=growth');
  await app.chooseAndShow(fixture('own-small.json'));
  const before = await app.figures();
  await app.choose('empty.json', '');
  await expect(app.alert).toContainText('The file is empty.');
  await app.language.selectOption('fr');
  const fr = new App(page, 'fr');
  await expect(fr.heading('Données')).toBeVisible();
  await expect(fr.alert).toContainText('Le fichier est vide.');
  await expect(fr.main).toContainText('own-small.json');
  await fr.go('Tableau de bord');
  expect(await fr.figures()).toEqual(before);
  await expect(page).toHaveURL((url) => url.hash === '#/dashboard?goal=elite&market=growth');
});

test('the three pages have no English words left in French', async ({ app, page }) => {
  await app.open('./#/dashboard?deal=partner_sourced');
  await app.language.selectOption('fr');
  const fr = new App(page, 'fr');
  for (const [link, title] of [
    ['Tableau de bord', 'Tableau de bord partenaire'],
    ['Données', 'Données'],
    ['Règles', 'Règles'],
  ]) {
    await fr.go(link);
    await expect(fr.heading(title)).toBeVisible();
    await expect(fr.main).not.toContainText(/\b(Client's|Points breakdown|Sold|Managed|not confirmed|Choose|Open(?! Exchange Rates)|Used|Left out|Tier|Rules|Market)\b/);
  }
});

test.describe('a browser in French', () => {
  test.use({ locale: 'fr-FR' });

  test('starts in French', async ({ page }) => {
    const fr = new App(page, 'fr');
    await fr.open();
    await expect(html(page)).toHaveAttribute('lang', 'fr');
    await expect(fr.heading('Tableau de bord partenaire')).toBeVisible();
    await expect(fr.total).toHaveText(/,/);
  });

  test.describe('whose user chose English', () => {
    test.use({ stored: { 'tierwise.lang': 'en' } });
    test('starts in English', async ({ app, page }) => {
      await app.open();
      await expect(html(page)).toHaveAttribute('lang', 'en');
      await expect(app.heading('Partner dashboard')).toBeVisible();
    });
  });
});

test.describe('a browser in a language that we do not speak', () => {
  test.use({ locale: 'de-DE' });
  test('starts in English, with English numbers', async ({ app, page }) => {
    await app.open();
    await expect(html(page)).toHaveAttribute('lang', 'en');
    await expect(app.total).toHaveText(shown(figures(sample, rules)['program.total_points']));
  });
});

test.describe('a browser in British English', () => {
  test.use({ locale: 'en-GB' });
  test('writes dates the British way', async ({ app }) => {
    await app.open();
    await expect(app.banner).toContainText('Data as of 25 Feb 2025');
  });
});
