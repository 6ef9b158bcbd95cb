// A large book, nonsense in the address, and files of the page itself that are missing.
import { expect, test } from './dashboard.page.mjs';
import { figures, fixture, rules, sample } from './oracle.mjs';

const missing = (route) => route.fulfill({ status: 404, body: 'Not found' });

test('a book with 2,000 clients', async ({ app }) => {
  const book = structuredClone(sample);
  const id = (index) => `big-${index}`;
  book.reported = null;
  book.clients = Array.from({ length: 2_000 }, (_, index) => ({ ...sample.clients[index % 60], id: id(index), name: `Client ${index}` }));
  book.sales = book.clients.map((client, index) => ({ ...sample.sales[index % 130], id: `sale-${index}`, client: client.id }));
  book.managed = book.clients.map((client, index) => ({ ...sample.managed[index % 47], client: client.id }));
  for (const list of ['deals', 'renewals', 'commissions']) book[list] = [];
  await app.open();
  await app.choose('large.json', JSON.stringify(book));
  await expect(app.status).toContainText('large.json is open: 2,000 clients.');
  await app.go('Dashboard');
  await app.expectFigures(figures(book, rules));
  await expect(app.rows).toHaveCount(2_000);
  await expect(app.breakdown.getByRole('status')).toHaveText('2,000 of 2,000 clients');
  const byName = app.breakdown.getByRole('columnheader', { name: 'Client' });
  await byName.getByRole('button').click();
  await expect(byName).toHaveAttribute('aria-sort', 'ascending');
  await expect(app.rows.first()).toContainText('Client 0');
});

test('nonsense in the address is the dashboard', async ({ app, page }) => {
  await app.open();
  const before = await app.figures();
  for (const hash of ['#/nowhere', '#/%E0%A4%A', '#/dashboard?goal=<b>&sort=up&deal=&market', '#?&&==&goal=titanium', `#/${'x'.repeat(5_000)}`]) {
    await page.goto(`./${hash}`);
    await page.reload();
    await expect(app.heading('Partner dashboard'), hash).toBeVisible();
    await expect(app.rows).toHaveCount(60);
    expect(await app.figures(), hash).toEqual(before);
  }
});

test('a change of the address by hand is followed', async ({ app, page }) => {
  await app.open();
  await page.evaluate(() => (location.hash = '#/rules'));
  await expect(app.heading('Rules')).toBeVisible();
  await page.evaluate(() => (location.hash = '#/dashboard?goal=gold'));
  await app.expectFigures(figures(sample, rules, { goal: 'gold' }));
  await expect(app.goal).toHaveValue('gold');
});

test('without the sample: says so, tries again', async ({ app, page, allow }) => {
  allow(/404/);
  await page.route('**/data/sample.json', missing);
  await page.goto('./');
  await expect(app.alert).toContainText('Sample book could not be opened');
  await expect(app.alert).toContainText('status 404');
  await expect(app.main).toContainText('No data is open yet.');
  await page.unroute('**/data/sample.json');
  await app.alert.getByRole('button', { name: 'Try again' }).click();
  await app.expectFigures(figures(sample, rules));
  await expect(app.alert.getByRole('paragraph')).toHaveCount(0);
});

test('without the sample a file can be opened', async ({ app, page, allow }) => {
  allow(/404/);
  await page.route('**/data/sample.json', missing);
  await page.goto('./');
  await expect(app.alert).toContainText('status 404');
  await app.chooseAndShow(fixture('own-small.json'));
  await expect(app.rows).toHaveCount(3);
});

test.describe('without the rules file', () => {
  test.beforeEach(async ({ app, page, allow }) => {
    allow(/404/);
    await page.route('**/rules/*.json', missing);
    await page.goto('./');
    await expect(app.alert).toContainText('The rules of the programme could not be loaded');
  });

  test('says in words what is wrong and what to do', async ({ app }) => {
    await expect(app.alert).toContainText('404');
    await expect(app.alert).toContainText('look in the folder rules/ where this page is hosted');
    await expect(app.alert, 'no text for programmers').not.toContainText(/Status\(|Err|Some\(/);
    await expect(app.main, 'nothing is on its way').not.toContainText('Loading…');
  });

  test('try again works once it is there', async ({ app, page }) => {
    await page.unroute('**/rules/*.json');
    await app.alert.getByRole('button', { name: 'Try again' }).click();
    await app.expectFigures(figures(sample, rules));
    await expect(app.alert.getByRole('paragraph')).toHaveCount(0);
  });

  test('try again says so again while it is not', async ({ app, page }) => {
    const asked = page.waitForRequest('**/rules/*.json');
    await app.alert.getByRole('button', { name: 'Try again' }).click();
    await asked;
    await expect(app.alert).toContainText('The rules of the programme could not be loaded');
  });

  test('a file that is opened then does not hide that', async ({ app }) => {
    await app.choose(fixture('own-small.json'));
    await expect(app.status).toContainText('own-small.json is open');
    await app.go('Dashboard');
    await expect(app.alert).toContainText('The rules of the programme could not be loaded');
    await expect(app.main).not.toContainText('Loading…');
  });
});

test('a rules file that is none is named', async ({ app, page }) => {
  for (const body of ['<!doctype html>', '{"weather": "fine"}']) {
    await page.route('**/rules/*.json', (route) => route.fulfill({ body, contentType: 'application/json' }));
    await page.goto('./');
    await expect(app.alert).toContainText('The rules of the programme could not be loaded');
    await expect(app.alert.getByRole('button', { name: 'Try again' })).toBeVisible();
    await page.goto('about:blank');
  }
});

test.describe('a page whose part of the program cannot be loaded', () => {
  const part = '**/app/dashboard-*-split_setup.wasm';

  for (const { what, answer } of [
    { what: 'is missing', answer: missing },
    { what: 'cannot be reached', answer: (route) => route.abort() },
    { what: 'is something else', answer: (route) => route.fulfill({ contentType: 'text/html', body: '<p>Hello' }) },
  ]) {
    test(`${what}: says so, tries again, and the rest goes on`, async ({ app, page, allow }) => {
      allow(/404|ERR_FAILED|Failed to fetch|MIME type|HTTP status code/);
      await page.route(part, answer);
      await app.open();
      const before = await app.figures();
      await app.go('Rules');
      await expect(app.main).toContainText('This part of the page could not be loaded.');
      await app.go('Dashboard');
      expect(await app.figures()).toEqual(before);
      await app.go('Rules');
      await expect(app.main).toContainText('This part of the page could not be loaded.');
      await page.unroute(part);
      await app.main.getByRole('button', { name: 'Try again' }).click();
      await expect(app.heading('Rules')).toBeVisible();
    });
  }

  test('a page that was left while it loaded does not come back', async ({ app, page }) => {
    let go;
    const gate = new Promise((done) => (go = done));
    await page.route(part, async (route) => (await gate, route.continue()));
    await app.open();
    await app.go('Rules');
    await expect(app.main).toContainText('Loading…');
    await app.go('Dashboard');
    const loaded = page.waitForResponse(part);
    go();
    await loaded;
    await expect(app.heading('Partner dashboard')).toBeVisible();
    await app.go('Rules');
    await expect(app.heading('Rules')).toBeVisible();
  });

  test('the dashboard goes on without its later sections, and brings them on demand', async ({ app, page, allow }) => {
    allow(/404|HTTP status code/);
    const rows = '**/app/dashboard-*-split_rows.wasm';
    await page.route(rows, missing);
    await app.open();
    await app.expectFigures(figures(sample, rules));
    await expect(app.main).toContainText('This part of the page could not be loaded.');
    await page.unroute(rows);
    const again = app.main.getByRole('button', { name: 'Try again' });
    // Commission, changes, shared selling, renewals, and the list of clients.
    await expect(again).toHaveCount(5);
    for (const left of [4, 3, 2, 1, 0]) {
      await again.first().click();
      await app.whole();
      await expect(again).toHaveCount(left);
    }
    await expect(app.figure('changes.new_sold')).toBeVisible();
    await expect(app.main).not.toContainText('This part of the page could not be loaded.');
  });
});
