// The app as its user sees it, and the test that starts with it:
//   import { expect, test } from './dashboard.page.mjs';
//   test('…', async ({ app }) => { await app.open(); await expect(app.total).toHaveAttribute('value', '505.94'); });
import { basename } from 'node:path';
import { expect, test as base } from './fixtures.mjs';
import { rounded } from './oracle.mjs';

export { expect };

export const test = base.extend({
  app: ({ page }, use) => use(new App(page)),
});

/** What stands on controls and pages, by language. */
export const WORDS = {
  en: {
    dashboard: 'Partner dashboard',
    data: 'Data',
    rules: 'Rules',
    breakdown: 'Points breakdown',
    language: 'Language',
    navigation: 'Main',
  },
  fr: {
    dashboard: 'Tableau de bord partenaire',
    data: 'Données',
    rules: 'Règles',
    breakdown: 'Répartition des points',
    language: 'Langue',
    navigation: 'Principal',
  },
};
export const PAGES = ['dashboard', 'data', 'rules'];

export class App {
  constructor(page, lang = 'en') {
    const words = WORDS[lang];
    this.page = page;
    this.words = words;
    this.main = page.getByRole('main');
    this.banner = page.getByRole('banner');
    this.navigation = page.getByRole('navigation', { name: words.navigation });
    this.alert = this.main.getByRole('alert');
    this.total = this.figure('program.total_points');
    this.breakdown = this.main.getByRole('region', { name: words.breakdown }).first();
    this.rows = this.main.locator('[data-client]');
    this.progression = this.main.getByRole('region', { name: 'Tier progression' });
    this.goal = page.getByLabel('Get to');
    this.language = page.getByLabel(words.language);
    this.theme = page.getByLabel('Theme');
    this.file = page.getByLabel('Choose a file');
    this.endpoint = page.getByLabel('Address of a JSON endpoint');
    this.token = page.getByLabel('Bearer token');
    this.fresh = this.banner.locator('.fresh');
    this.refresh = this.fresh.getByRole('button', { name: 'Refresh' });
    this.problems = this.main.getByRole('region', { name: 'What is open' });
    this.unconfirmed = this.banner.getByRole('link', { name: 'Thresholds not confirmed' });
  }

  /** Opens the page at a hash, and waits for its figures where it is the dashboard. */
  async open(path = './') {
    await this.page.goto(path);
    await this.ready();
  }

  /**
   * Waits until nothing is on its way any more. What arrives under a pointer moves what it points at: a click that begins on a
   * button and ends beside it is none.
   */
  async ready() {
    await expect(this.main.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(this.banner.locator('.as-of').or(this.alert).first(), 'data is open, or why not').toBeVisible();
    await expect(this.main.locator('.notice .spinner'), 'the notice that it is being opened is gone').toHaveCount(0);
    await this.whole();
    if (!/#\/(data|rules|client|calculator|history|lists|reports|board)/.test(this.page.url())) await expect(this.total).toBeVisible();
  }

  /** Waits for the parts of a page that are loaded or computed when they are first shown. */
  async whole() {
    await expect(this.main.locator('section[aria-busy="true"]'), 'the parts that come later are there').toHaveCount(0);
  }

  /** What the user made, as the browser keeps it: it is written a moment after it is on the screen. */
  library() {
    return this.page.evaluate(() => new Promise((done) => {
      indexedDB.open('tierwise').onsuccess = ({ target: { result } }) => {
        const all = result.transaction('library').objectStore('library').getAll();
        all.onsuccess = () => done(JSON.stringify(all.result), result.close());
      };
    }));
  }

  heading(name) {
    return this.main.getByRole('heading', { level: 1, name });
  }

  /** Goes to a page by the navigation. */
  async go(name) {
    const link = this.navigation.getByRole('link', { name, exact: true });
    const more = this.navigation.locator('summary');
    // On a phone some pages are under "More", which closes behind them.
    const isUnder = (await more.isVisible()) && !(await link.isVisible());
    if (isUnder) await more.click();
    await link.click();
    if (isUnder) await expect(more).toHaveAttribute('aria-current', 'true');
    else await expect(link).toHaveAttribute('aria-current', 'page');
  }

  // ---- Figures --------------------------------------------------------------------------------------------------------

  figure(key) {
    return this.page.locator(`[data-figure="${key}"]`);
  }

  /** Every figure outside of the clients' rows, rounded as the oracle's are. */
  async figures() {
    await this.whole();
    const all = await this.page
      .locator('[data-figure]:not([data-client] *)')
      .evaluateAll((list) => list.map((figure) => [figure.dataset.figure, figure.getAttribute('value')]));
    return Object.fromEntries(all.map(([key, value]) => [key, rounded(value)]));
  }

  /** Every client's figures in the order of the rows, named and rounded as the oracle's are. */
  async clients() {
    const all = await this.rows.evaluateAll((rows) =>
      rows.map((row) => {
        const value = (key) => row.querySelector(`[data-figure="client.${key}_points"]`).getAttribute('value');
        return { id: row.dataset.client, sold: value('sold'), managed: value('managed'), total: value('total') };
      }),
    );
    return all.map(({ id, ...values }) => ({
      id,
      ...Object.fromEntries(Object.entries(values).map(([key, value]) => [key, rounded(value)])),
    }));
  }

  /** Waits until the page shows these figures among others. */
  async expectFigures(expected) {
    await expect.poll(() => this.figures()).toMatchObject(expected);
  }

  // ---- Opening data ---------------------------------------------------------------------------------------------------

  /** Chooses a file on the Data page: a path, or a name and its content. */
  async choose(name, content) {
    await this.go('Data');
    await this.file.setInputFiles(
      content === undefined ? name : { name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) },
    );
  }

  /** Chooses a file, waits until it is open, and goes to the dashboard. */
  async chooseAndShow(name, content) {
    await this.choose(name, content);
    await expect(this.status).toContainText(`${basename(name)} is open`);
    await this.go('Dashboard');
  }

  /** Asks for an address on the Data page, with a token where one is given. */
  async ask(address, token) {
    await this.go('Data');
    await this.endpoint.fill(address);
    if (token !== undefined) await this.token.fill(token);
    await this.main.getByRole('button', { name: 'Open', exact: true }).click();
  }

  /** What is being opened, or was opened. */
  get status() {
    return this.main.getByRole('status').first();
  }

  /** Used and left out of a section, on the Data page. */
  counts(section) {
    return this.problems.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name: section, exact: true }) });
  }

  /** The problems of one code, on the Data page. */
  problem(code) {
    return this.problems.getByRole('listitem').filter({ has: this.page.locator('code', { hasText: new RegExp(`^${code}$`) }) }).first();
  }
}
