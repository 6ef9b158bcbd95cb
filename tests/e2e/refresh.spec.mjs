// Data from an endpoint grows old: how old is always said, and it is asked again by button or by the clock.
import { readFile } from 'node:fs/promises';
import { expect, test } from './dashboard.page.mjs';
import { figures, fixture, rules, small } from './oracle.mjs';

const START = new Date('2025-02-25T14:05:00Z');
const named = (name) => ({ ...small, partner: { ...small.partner, name } });
const minutes = (count) => count * 60_000;
const EXPOSED = { 'access-control-expose-headers': 'ETag' };
/** An endpoint whose version changes with its body. */
const versioned = (answer) => (request) =>
  request.headers['if-none-match'] === answer.etag ? { status: 304 } : { body: answer.body, headers: { etag: answer.etag, ...EXPOSED } };
/** Whether somebody looks at the page. */
const look = (page, seen) =>
  page.evaluate((seen) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => !seen });
    document.dispatchEvent(new Event('visibilitychange'));
  }, seen);

/** A table whose columns only the user knows; words that only suggest them. */
const UNKNOWN = 'Customer;Deal source;Amount;Close date;Remarks\nAcme;Partner sourced;1.000,50;26/06/2025;x\n';
/** Takes what is suggested. */
const say = async (card) => {
  await card.getByRole('button', { name: 'Preview' }).click();
  await card.getByRole('button', { name: 'Use this data' }).click();
};

test.beforeEach(async ({ allow, api, page }) => {
  allow(api.origin);
  await page.clock.install({ time: START });
});

const open = async ({ app, api }) => {
  await app.open(`./?data=${encodeURIComponent(api.url('/book.json'))}`);
  await expect(app.status).toContainText('is open: 3 clients.');
  await app.main.getByRole('button', { name: 'Close' }).click();
};

test('the day of the data, when it was fetched, and its age, which grows', async ({ app, api, page }) => {
  api.route('/book.json', { body: small });
  await open({ app, api });
  await expect(app.banner).toContainText('Data as of');
  await expect(app.fresh).toContainText(/Fetched 2:05\sPM, just now/);
  await page.clock.fastForward(minutes(3));
  await expect(app.fresh).toContainText('3 minutes ago');
  await app.go('Data');
  await expect(app.problems).toContainText('3 minutes ago');
  await page.clock.fastForward(minutes(26 * 60));
  await expect(app.fresh).toContainText(/Fetched Feb 25, 2025, 2:05\sPM, 1 day ago/);
  await app.chooseAndShow(fixture('clients.csv'));
  await expect(app.fresh, 'a file has no such line').toHaveCount(0);
});

test('an unchanged book costs nothing: its version is sent, and nothing on the page is made anew', async ({ app, api, page }) => {
  const answer = { etag: '"one"', body: named('First') };
  api.route('/book.json', versioned(answer));
  await open({ app, api });
  await app.main.locator('section').first().evaluate((section) => (section.dataset.mark = 'as it was'));
  await page.clock.fastForward(minutes(10));
  await app.refresh.click();
  await expect(app.fresh).toContainText(/Fetched 2:05\sPM, unchanged just now/);
  await expect(app.fresh.getByRole('status')).toHaveText('Nothing has changed at the endpoint.');
  await expect(app.main.locator('[data-mark]')).toHaveCount(1);
  await expect(app.status).toHaveText('');
  expect(api.requests.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"one"']);
  Object.assign(answer, { etag: '"two"', body: named('Second') });
  await app.refresh.click();
  await expect(app.banner).toContainText('Second');
  await expect(app.status).toContainText('is open: 3 clients.');
  await expect(app.fresh).toContainText(/Fetched 2:15\sPM, just now/);
  await app.refresh.click();
  await expect(app.fresh).toContainText('unchanged just now');
  expect(api.requests.at(-1).headers['if-none-match']).toBe('"two"');
});

test('without a version the bytes are compared', async ({ app, api, page }) => {
  api.route('/book.json', { body: named('First') });
  await open({ app, api });
  await app.main.locator('section').first().evaluate((section) => (section.dataset.mark = 'as it was'));
  await page.clock.fastForward(minutes(2));
  await app.refresh.click();
  await expect(app.fresh).toContainText('unchanged just now');
  await expect(app.main.locator('[data-mark]')).toHaveCount(1);
  api.route('/book.json', { body: named('Second') });
  await app.refresh.click();
  await expect(app.banner).toContainText('Second');
  await app.expectFigures(figures(small, rules));
});

test('an endpoint that does not allow to ask by version is asked without', async ({ app, api, page, allow }) => {
  allow(/blocked by CORS policy|ERR_FAILED/);
  api.route('/book.json', { body: small, headers: { etag: '"one"', ...EXPOSED, 'access-control-allow-headers': 'authorization' } });
  await open({ app, api });
  await page.clock.fastForward(minutes(2));
  await app.refresh.click();
  await expect(app.fresh).toContainText('unchanged just now');
  expect(api.requests.map(({ method, headers }) => [method, headers['if-none-match']])).toEqual([['GET', undefined], ['GET', undefined]]);
});

test('a refresh that fails leaves what is open, and says so until one works', async ({ app, api, page, allow }) => {
  allow(/status of 404/);
  api.route('/book.json', { body: small });
  await open({ app, api });
  const before = await app.figures();
  await page.clock.fastForward(minutes(7));
  api.route('/book.json', { status: 404, body: '' });
  await app.refresh.click();
  await expect(app.alert).toContainText(`${api.url('/book.json')} could not be refreshed`);
  await expect(app.alert).toContainText('answered with status 404');
  await expect(app.alert).toContainText(/Its last answer: 2:05\sPM\./);
  await expect(app.alert).toContainText('still what was open before');
  await app.alert.getByRole('button', { name: 'Close' }).click();
  await expect(app.fresh).toContainText('7 minutes ago; the last refresh failed');
  expect(await app.figures()).toEqual(before);
  await app.refresh.click();
  await expect(app.alert).toContainText('could not be refreshed');
  api.route('/book.json', { body: small });
  await app.alert.getByRole('button', { name: 'Try again' }).click();
  await expect(app.fresh).toContainText('unchanged just now');
  await expect(app.fresh).not.toContainText('failed');
  await expect(app.alert.getByRole('paragraph')).toHaveCount(0);
});

test('a sign-in page instead of the book is refused, and the book stays', async ({ app, api }) => {
  api.route('/book.json', { body: small });
  await open({ app, api });
  const before = await app.figures();
  api.route('/book.json', { body: '<!doctype html><h1>Sign in</h1>' });
  await app.refresh.click();
  await expect(app.alert).toContainText('could not be refreshed');
  await expect(app.alert).toContainText('This is a web page, not data.');
  expect(await app.figures()).toEqual(before);
});

test('a refresh waits and can be cancelled like an opening, and what is open stays in sight', async ({ app, api, page, allow }) => {
  allow(/status of 503/);
  api.route('/book.json', { body: small });
  await open({ app, api });
  api.route('/book.json', { status: 503, body: '' });
  await page.clock.pauseAt(new Date(START.getTime() + minutes(60)));
  await app.refresh.click();
  await expect(app.fresh).toContainText('answered with status 503. It is asked again in 1 second (try 2 of 3).');
  await expect(app.total).toBeVisible();
  await app.fresh.getByRole('button', { name: 'Cancel' }).click();
  await expect(app.refresh).toBeFocused();
  await page.clock.runFor(minutes(1));
  expect(api.requests).toHaveLength(2);
  await expect(app.alert.getByRole('paragraph')).toHaveCount(0);
});

test('a file that is opened during a refresh wins', async ({ app, api, page }) => {
  api.route('/book.json', { body: small });
  await open({ app, api });
  api.route('/book.json', { never: true });
  const dropped = page.waitForEvent('requestfailed');
  await app.refresh.click();
  await expect(app.fresh).toContainText('Refreshing…');
  await app.chooseAndShow(fixture('clients.csv'));
  await dropped;
  await expect(app.total).toHaveAttribute('value', '260.5');
});

test.describe('by the clock', () => {
  const choose = async ({ app }) => {
    await app.go('Data');
    await app.main.getByLabel('Refresh by itself').selectOption('Every 5 minutes');
    await app.go('Dashboard');
  };

  test('every 5 minutes, and on the next visit too; never is the default', async ({ app, api, page }) => {
    api.route('/book.json', { body: named('First') });
    await open({ app, api });
    await page.clock.fastForward(minutes(70));
    await expect(app.fresh).toContainText('1 hour ago');
    expect(api.requests).toHaveLength(1);
    await choose({ app });
    await page.clock.runFor(15_000);
    await expect.poll(() => api.requests.length).toBe(2);
    await expect(app.fresh).toContainText('unchanged just now');
    await page.clock.runFor(minutes(4));
    expect(api.requests, 'not before').toHaveLength(2);
    api.route('/book.json', { body: named('Second') });
    await page.clock.fastForward(minutes(2));
    await expect(app.banner).toContainText('Second');
    expect(api.requests).toHaveLength(3);
    await page.reload();
    await expect(app.fresh).toContainText('just now');
    api.route('/book.json', { body: named('Third') });
    await page.clock.fastForward(minutes(6));
    await expect(app.banner).toContainText('Third');
  });

  test('not while nobody looks; it is made up for then', async ({ app, api, page }) => {
    api.route('/book.json', { body: named('First') });
    await open({ app, api });
    await choose({ app });
    await look(page, false);
    api.route('/book.json', { body: named('Second') });
    await page.clock.runFor(minutes(60));
    expect(api.requests).toHaveLength(1);
    await look(page, true);
    await expect(app.banner).toContainText('Second');
    expect(api.requests).toHaveLength(2);
  });

  test('the same trouble is told once', async ({ app, api, page, allow }) => {
    allow(/status of 404/);
    api.route('/book.json', { body: small });
    await open({ app, api });
    await choose({ app });
    api.route('/book.json', { status: 404, body: '' });
    await page.clock.fastForward(minutes(6));
    await expect(app.alert).toContainText('could not be refreshed');
    await app.alert.getByRole('button', { name: 'Close' }).click();
    await page.clock.fastForward(minutes(6));
    // Its answer was taken up once the next one is asked for.
    await expect.poll(() => api.requests.length).toBe(3);
    await expect(app.refresh).toBeEnabled();
    await page.clock.fastForward(minutes(6));
    await expect.poll(() => api.requests.length).toBe(4);
    await expect(app.alert.getByRole('paragraph')).toHaveCount(0);
    await expect(app.fresh).toContainText('the last refresh failed');
  });

  test('other trouble than before is told, though the first was closed', async ({ app, api, page, allow }) => {
    allow(/status of 40[14]/);
    api.route('/book.json', { body: small });
    await open({ app, api });
    await choose({ app });
    api.route('/book.json', { status: 404, body: '' });
    await page.clock.fastForward(minutes(6));
    await app.alert.getByRole('button', { name: 'Close' }).click();
    api.route('/book.json', { status: 401, body: '' });
    await page.clock.fastForward(minutes(6));
    await expect(app.alert).toContainText('401');
  });

  test('not while the user says what columns are', async ({ app, api, page }) => {
    api.route('/book.json', { body: named('First') });
    await open({ app, api });
    await choose({ app });
    await app.choose('mine.csv', UNKNOWN);
    const card = page.locator('#columns');
    await expect(card).toBeVisible();
    api.route('/book.json', { body: named('Second') });
    await page.clock.runFor(minutes(6));
    expect(api.requests).toHaveLength(1);
    await expect(card).toBeVisible();
    await card.getByRole('button', { name: 'Close' }).click();
    await page.clock.runFor(15_000);
    await expect(app.banner).toContainText('Second');
  });
});

test('what has no day of its own is asked for whole on the next one: its figures are of that day', async ({ app, api, page }) => {
  api.route('/book.json', versioned({ etag: '"one"', body: await readFile(fixture('api-page.json')) }));
  await app.open(`./?data=${encodeURIComponent(api.url('/book.json'))}`);
  await expect(app.banner).toContainText('Data as of Feb 25, 2025');
  await page.clock.fastForward(minutes(24 * 60));
  await app.refresh.click();
  await expect(app.banner).toContainText('Data as of Feb 26, 2025');
  await app.refresh.click();
  await expect(app.fresh).toContainText('unchanged just now');
  expect(api.requests.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, undefined, '"one"']);
});

test('on the next visit, without its address: as old as it is, and it can be asked again', async ({ app, api, page }) => {
  api.route('/book.json', { body: named('First') });
  await open({ app, api });
  await app.go('History');
  await expect(app.main.locator('[data-snapshot]')).toHaveCount(1);
  await page.clock.fastForward(minutes(50));
  await page.goto('./');
  await app.ready();
  await expect(app.banner).toContainText('First');
  await expect(app.fresh).toContainText(/Fetched 2:05\sPM, 50 minutes ago/);
  expect(api.requests, 'nothing is asked by itself').toHaveLength(1);
  expect(page.url()).not.toContain('data=');
  await app.refresh.click();
  await expect(app.fresh, 'the bytes are those of then').toContainText('unchanged just now');
  api.route('/book.json', { body: { ...named('Second'), as_of: '2025-02-26' } });
  await app.refresh.click();
  await expect(app.banner).toContainText('Second');
  await app.go('History');
  // It is kept, and its row does not push the other one down any more.
  await expect(app.main.locator('[data-snapshot]')).toHaveCount(2);
  await expect(app.main.locator('[data-snapshot]').first()).toContainText('On the screen');
  await app.main.getByRole('button', { name: 'Open' }).first().click();
  await expect(app.banner).toContainText('First');
  await expect(app.fresh, 'an older one is what was kept, and no more').toHaveCount(0);
});

test('columns that only the user knows: asked for, on a refresh too, and the age is of that endpoint', async ({ app, api, page }) => {
  api.route('/book.json', { body: small });
  await open({ app, api });
  await app.go('Data');
  await app.main.getByLabel('Refresh by itself').selectOption('Every 5 minutes');
  await page.clock.fastForward(minutes(3));
  api.route('/mine.csv', { body: UNKNOWN });
  await app.main.getByLabel('Address').fill(api.url('/mine.csv'));
  await app.main.getByRole('button', { name: 'Open', exact: true }).click();
  const card = page.locator('#columns');
  await say(card);
  await expect(app.banner).toContainText('mine.csv');
  await expect(app.fresh).toContainText(/Fetched 2:08\sPM, just now/);
  await app.go('Data');
  await expect(app.main.getByLabel('Refresh by itself'), 'the other endpoint has another').toHaveValue('0');
  api.route('/mine.csv', { body: UNKNOWN.replace('Remarks', 'Notes') });
  await app.refresh.click();
  await expect(app.alert).toContainText('could not be refreshed');
  await say(card);
  await expect(app.fresh).toContainText(/Fetched 2:08\sPM, just now/);
});
