// Data from an address: ?data=ADDRESS or the field on the Data page, and every way in which that can fail.
import { createServer } from 'node:http';
import { listen } from '../support/serve.mjs';
import { expect, test } from './dashboard.page.mjs';
import { figures, fixture, rules, sample, small } from './oracle.mjs';

const book = { ...small, partner: { ...small.partner, name: 'Endpoint & Co' } };
const expected = figures(book, rules);
/** What the program asks for from now on, but for its own parts; the browser itself asks for the icon. */
const fetches = (page) => {
  const asked = [];
  const own = /\/app\/[^/]*\.wasm$/;
  page.on('request', (request) => request.resourceType() === 'fetch' && !own.test(request.url()) && asked.push(request.url()));
  return asked;
};
const dataIn = (page) => new URL(page.url()).searchParams.get('data');

test.beforeEach(({ allow, api }) => allow(api.origin));

test('?data=ADDRESS opens it at the start, without cookies or a referrer', async ({ app, api, page }) => {
  api.route('/book.json', { body: book });
  await app.open(`./?data=${encodeURIComponent(api.url('/book.json?key=1&of=all'))}`);
  await app.expectFigures(expected);
  await expect(app.banner).toContainText('Endpoint & Co');
  await expect(app.status).toContainText(`${api.url('/book.json?key=1&of=all')} is open: 3 clients.`);
  expect(api.requests).toHaveLength(1);
  expect(api.requests[0]).toMatchObject({ method: 'GET', url: '/book.json?key=1&of=all' });
  expect(api.requests[0].headers).not.toHaveProperty('cookie');
  expect(api.requests[0].headers).not.toHaveProperty('referer');
  await app.go('Data');
  await expect(app.endpoint).toHaveValue(api.url('/book.json?key=1&of=all'));
  expect(dataIn(page)).toBe(api.url('/book.json?key=1&of=all'));
});

test('the field opens it, the address keeps it, a file takes it away', async ({ app, api, page }) => {
  api.route('/book.json', { body: book });
  await app.open('./#/dashboard?goal=elite');
  await app.ask(`  ${api.url('/book.json')} `);
  await expect(app.status).toContainText('is open: 3 clients.');
  await expect(page).toHaveURL((url) => url.searchParams.get('data') === api.url('/book.json'));
  await page.reload();
  await app.go('Dashboard');
  await app.expectFigures(figures(book, rules, { goal: 'elite' }));
  await app.chooseAndShow(fixture('clients.csv'));
  await expect(page).toHaveURL((url) => !url.searchParams.has('data') && url.hash === '#/dashboard?goal=elite');
});

test('a path on the same site needs no CORS', async ({ app, page }) => {
  await app.open();
  await app.ask('data/sample.json');
  await expect(app.status).toContainText('data/sample.json is open: 60 clients.');
  expect(dataIn(page)).toBe('data/sample.json');
});

test('API pages from an endpoint', async ({ app, api }) => {
  api.route('/pages', { body: { results: [{ id: '1', properties: { hs_client_name: 'One', hs_total_tier_points: '7.5' } }] } });
  await app.open(`./?data=${encodeURIComponent(api.url('/pages'))}`);
  await expect(app.total).toHaveAttribute('value', '7.5');
});

test.describe('what goes wrong is said, and what was open stays', () => {
  const ANSWERS = [
    { name: '404', answer: { status: 404, body: 'Not found' }, what: 'answered with status 404', hint: 'Check it for a typing mistake' },
    { name: '401', answer: { status: 401, body: 'Who?' }, what: 'answered with status 401', hint: 'Give its bearer token on the Data page' },
    { name: '500', answer: { status: 500, body: '<h1>Oops</h1>' }, what: 'answered with status 500', hint: 'The fault is on the endpoint’s side.' },
    { name: 'HTML with 200', answer: { body: '<!doctype html><h1>Sign in</h1>' }, what: 'This is a web page, not data.', hint: 'sign-in page' },
    { name: 'broken JSON', answer: { body: '{"format": "tierwise/1", as_of: 5}' }, what: 'The JSON is broken', hint: 'Correct the place' },
    { name: 'half an answer', answer: { body: book, cut: true }, what: 'The answer began and broke off.', hint: 'Check the address and your connection.' },
    { name: '429', answer: { status: 429, body: '', headers: { 'retry-after': '31', 'access-control-expose-headers': 'Retry-After' } }, what: 'answered with status 429', hint: 'It was asked too often.' },
    { name: 'a name and a password', answer: { body: book }, path: (url) => url.replace('//', '//me:secret@'), what: 'A name or a password stands in the address', hint: 'give a bearer token on the Data page' },
    { name: 'no CORS', answer: { body: book, cors: false }, what: 'does not allow this page to read it', hint: 'Access-Control-Allow-Origin' },
  ];

  test('whatever the endpoint answers', async ({ app, api, allow }) => {
    allow(/Failed to load resource|blocked by CORS policy/);
    await app.open();
    const before = await app.figures();
    for (const [index, { name, answer, path = (url) => url, what, hint }] of ANSWERS.entries()) {
      await test.step(name, async () => {
        api.route(`/${index}.json`, answer);
        const address = path(api.url(`/${index}.json`));
        await app.ask(address);
        await expect(app.alert).toContainText(`${address} could not be opened`);
        await expect(app.alert).toContainText(what);
        await expect(app.alert).toContainText(hint);
        await expect(app.problems, 'what is open').toContainText('Sample book');
        await expect(app.endpoint, 'is there to be corrected').toHaveValue(address);
      });
    }
    await app.go('Dashboard');
    expect(await app.figures()).toEqual(before);
    await app.goal.selectOption('gold');
    await app.expectFigures({ 'goal.total.need': '123' });
  });

  test('no CORS: the very header that is missing, with this page’s origin', async ({ app, api, allow, site }) => {
    allow(/blocked by CORS policy|ERR_FAILED/);
    api.route('/book.json', { body: book, cors: false });
    await app.open();
    await app.ask(api.url('/book.json'));
    await expect(app.alert).toContainText('The endpoint answers, but does not allow this page to read it (CORS).');
    await expect(app.alert).toContainText(`must add this header to every answer: Access-Control-Allow-Origin: ${site}`);
    expect(api.requests.map(({ method }) => method), 'asked once, and once whether there is a server').toEqual(['GET', 'HEAD']);
  });

  test('an http address for a page from https: mixed content, and nothing is asked', async ({ app, page, allow, site }) => {
    // The built page, as if a host with https served it.
    const host = 'https://tierwise.test';
    allow(host);
    await page.route(`${host}/**`, async (route) => route.fulfill({ response: await route.fetch({ url: route.request().url().replace(host, site) }) }));
    await app.open(`${host}/`);
    const asked = fetches(page);
    await app.ask('http://data.example.com/book.json');
    await expect(app.alert).toContainText('the browser lets it ask no http address (mixed content)');
    await expect(app.alert).toContainText('Give the address with https://');
    await expect(app.alert.getByRole('button', { name: 'Try again' })).toHaveCount(0);
    expect(asked).toEqual([]);
  });

  test('connection refused', async ({ app, allow }) => {
    const closed = createServer();
    const { port } = await listen(closed);
    await new Promise((done) => closed.close(done));
    allow(`http://localhost:${port}`, /ERR_CONNECTION_REFUSED/);
    await app.open();
    const before = await app.figures();
    await app.ask(`http://localhost:${port}/book.json`);
    await expect(app.alert).toContainText('could not be reached');
    await app.go('Dashboard');
    expect(await app.figures()).toEqual(before);
  });

  test('no answer within 20 seconds', async ({ app, api, page }) => {
    await page.clock.install();
    api.route('/book.json', { never: true });
    await app.open();
    const before = await app.figures();
    await app.ask(api.url('/book.json'));
    await expect(app.status).toContainText(`Opening ${api.url('/book.json')}…`);
    await app.go('Dashboard');
    expect(await app.figures(), 'usable all along').toEqual(before);
    await page.clock.fastForward(20_000);
    await expect(app.alert).toContainText('did not answer within 20 seconds.');
    await expect(app.alert).toContainText('download the data and open it as a file');
    expect(await app.figures()).toEqual(before);
  });

  test('a slow line that keeps sending is waited for; 20 seconds without a piece are too long', async ({ app, api, page }) => {
    await page.clock.install();
    await page.addInitScript(() => {
      const { read } = ReadableStreamDefaultReader.prototype;
      window.pieces = 0;
      ReadableStreamDefaultReader.prototype.read = async function () {
        const piece = await read.call(this);
        window.pieces += 1;
        return piece;
      };
    });
    const text = JSON.stringify(small);
    const waiting = [];
    const asked = () => new Promise((go) => waiting.push(go));
    const third = Math.ceil(text.length / 3);
    api.route('/book.json', {
      pieces: async function* () {
        for (const from of [0, third, 2 * third]) {
          yield text.slice(from, from + third);
          await asked();
        }
      },
    });
    const pieces = () => page.evaluate(() => window.pieces);
    await app.open();
    await page.evaluate(() => (window.pieces = 0));
    await app.ask(api.url('/book.json'));
    for (const count of [1, 2, 3]) {
      await expect.poll(pieces).toBe(count);
      await page.clock.fastForward(15_000);
      waiting.shift()();
    }
    await app.go('Dashboard');
    await expect(app.status).toContainText('is open: 3 clients.');

    await app.ask(api.url('/book.json'));
    await expect.poll(pieces).toBe(5); // the last of the first answer was its end
    await page.clock.fastForward(20_000);
    await expect(app.alert).toContainText('did not answer within 20 seconds.');
  });

  test('at the start: nothing is open, the sample and a file are offered', async ({ app, api, allow }) => {
    allow(/404/);
    await app.page.goto(`./?data=${encodeURIComponent(api.url('/none.json'))}`);
    await expect(app.alert).toContainText('answered with status 404');
    await expect(app.main).toContainText('No data is open yet.');
    await app.main.getByRole('button', { name: 'Open the sample' }).click();
    await expect(app.total).toBeVisible();
    await expect(app.alert.getByRole('paragraph')).toHaveCount(0);
  });

  test('a name in the answer is text', async ({ app, api, allow }) => {
    allow(/Failed to load resource/);
    await app.open();
    await app.ask(`${api.url('/')}<img src=x onerror=alert(1)>`);
    await expect(app.alert).toContainText('<img src=x onerror=alert(1)> could not be opened');
    await expect(app.main.locator('img')).toHaveCount(0);
  });
});

test('try again works once the endpoint does', async ({ app, api, allow }) => {
  allow(/500/);
  api.route('/book.json', { status: 500, body: 'oops' });
  await app.open();
  await app.ask(api.url('/book.json'));
  await expect(app.alert).toContainText('status 500');
  api.route('/book.json', { body: book });
  await app.alert.getByRole('button', { name: 'Try again' }).click();
  await expect(app.status).toContainText('is open: 3 clients.');
  await expect(app.alert.getByRole('paragraph')).toHaveCount(0);
  await app.go('Dashboard');
  await app.expectFigures(expected);
});

test.describe('what may pass by itself is tried again', () => {
  const START = new Date('2025-02-25T14:05:00Z');
  const opened = async ({ app, page }) => {
    await page.clock.install({ time: START });
    await app.open();
    await app.go('Data');
    await expect(app.endpoint).toBeVisible();
    await page.clock.pauseAt(new Date(START.getTime() + 3_600_000));
  };

  test('after 1 and 2 seconds, which the page says', async ({ app, api, page, allow }) => {
    allow(/status of 503/);
    api.route('/book.json', () => (api.requests.length < 3 ? { status: 503, body: '' } : { body: book }));
    await opened({ app, page });
    await app.ask(api.url('/book.json'));
    await expect(app.status).toContainText('answered with status 503. It is asked again in 1 second (try 2 of 3).');
    await page.clock.runFor(999);
    expect(api.requests, 'not before').toHaveLength(1);
    await page.clock.runFor(1);
    await expect(app.status).toContainText('answered with status 503. It is asked again in 2 seconds (try 3 of 3).');
    await page.clock.runFor(1_999);
    expect(api.requests, 'not before').toHaveLength(2);
    await page.clock.runFor(1);
    await page.clock.resume();
    await expect(app.status).toContainText('is open: 3 clients.');
    expect(api.requests).toHaveLength(3);
  });

  test('after as long as the server asks for', async ({ app, api, page, allow }) => {
    allow(/status of 429/);
    const busy = { status: 429, body: '', headers: { 'retry-after': '30', 'access-control-expose-headers': 'Retry-After' } };
    api.route('/book.json', () => (api.requests.length < 2 ? busy : { body: book }));
    await opened({ app, page });
    await app.ask(api.url('/book.json'));
    await expect(app.status).toContainText('It is asked again in 30 seconds (try 2 of 3).');
    await page.clock.runFor(30_000);
    await page.clock.resume();
    await expect(app.status).toContainText('is open: 3 clients.');
  });

  test('a wait can be cancelled, and nothing is asked after it', async ({ app, api, page, allow }) => {
    allow(/status of 503/);
    api.route('/book.json', { status: 503, body: '' });
    await opened({ app, page });
    await app.ask(api.url('/book.json'));
    await expect(app.status).toContainText('It is asked again in 1 second');
    await app.status.getByRole('button', { name: 'Cancel' }).click();
    await expect(app.status).toHaveText('');
    await page.clock.runFor(60_000);
    await expect(app.alert.getByRole('paragraph')).toHaveCount(0);
    expect(api.requests).toHaveLength(1);
  });

  test('what will not pass is not', async ({ app, api, allow }) => {
    allow(/Failed to load resource/);
    await app.open();
    for (const status of [400, 401, 403, 404, 410]) {
      api.route(`/${status}`, { status, body: '' });
      await app.ask(api.url(`/${status}`));
      await expect(app.alert).toContainText(`answered with status ${status}.`);
    }
    expect(api.requests).toHaveLength(5);
  });
});

/** An answer that comes when the spec says so, however long the page takes until then. */
const later = () => {
  let now;
  const come = new Promise((done) => (now = done));
  return { come, now };
};

test('while an endpoint takes its time the user opens a file: the late answer is dropped', async ({ app, api, page }) => {
  const late = later();
  api.route('/slow.json', { body: book, after: late.come });
  await app.open();
  const dropped = page.waitForEvent('requestfailed', (request) => request.url() === api.url('/slow.json'));
  await app.ask(api.url('/slow.json'));
  await expect(app.status).toContainText('Opening');
  await app.chooseAndShow(fixture('clients.csv'));
  await expect(app.total).toHaveAttribute('value', '260.5');
  late.now();
  expect((await dropped).failure().errorText).toBe('net::ERR_ABORTED');
  await expect(app.total).toHaveAttribute('value', '260.5');
  await expect(app.alert.getByRole('paragraph')).toHaveCount(0);
  expect(dataIn(page)).toBeNull();
});

test('the last of two addresses wins', async ({ app, api, page }) => {
  const late = later();
  api.route('/slow.json', { body: small, after: late.come });
  api.route('/book.json', { body: book });
  await app.open();
  const dropped = page.waitForEvent('requestfailed', (request) => request.url() === api.url('/slow.json'));
  await app.ask(api.url('/slow.json'));
  await app.ask(api.url('/book.json'));
  await expect(app.status).toContainText(`${api.url('/book.json')} is open`);
  late.now();
  await dropped;
  await expect(app.banner).toContainText('Endpoint & Co');
});

test('while what is opened first is on its way, the Data page keeps its room: what stands below stays where it is pointed at', async ({ app, api, page }) => {
  const late = later();
  api.route('/book.json', { body: sample, after: late.come });
  await page.goto(`./?data=${encodeURIComponent(api.url('/book.json'))}#/data`);
  const below = app.main.getByRole('region', { name: 'Exchange rates', exact: true });
  await expect(below).toBeVisible();
  await expect(app.main).toContainText('Loading…');
  await expect(app.main).not.toContainText('No data is open yet.');
  const top = () => below.evaluate((card) => card.getBoundingClientRect().top - card.parentElement.querySelector('.open').getBoundingClientRect().bottom);
  const before = await top();
  late.now();
  await expect(app.main.getByRole('region', { name: 'What is open' })).toContainText('394 records in');
  // As high as the sample, but for a line or two; without room for it this was 650 pixels.
  expect(Math.abs((await top()) - before)).toBeLessThan(150);
});

test.describe('cancel', () => {
  test('waits no longer, and leaves everything as it was', async ({ app, api, page }) => {
    api.route('/book.json', { never: true });
    await app.open();
    const before = await app.figures();
    const dropped = page.waitForEvent('requestfailed');
    await app.ask(api.url('/book.json'));
    await app.status.getByRole('button', { name: 'Cancel' }).click();
    await dropped;
    await expect(app.main).not.toContainText('Opening');
    await expect(app.alert.getByRole('paragraph')).toHaveCount(0);
    await app.go('Dashboard');
    expect(await app.figures()).toEqual(before);
    expect(dataIn(page)).toBeNull();
  });

  test('at the start: the page no longer says that it loads, and offers the sample', async ({ app, api, page }) => {
    api.route('/book.json', { never: true });
    await page.goto(`./?data=${encodeURIComponent(api.url('/book.json'))}`);
    await app.status.getByRole('button', { name: 'Cancel' }).click();
    await expect(app.main).toContainText('No data is open yet.');
    await expect(app.main).not.toContainText('Loading…');
    await app.main.getByRole('button', { name: 'Open the sample' }).click();
    await expect(app.total).toBeVisible();
  });
});

test('what is no address is refused, and nothing is asked', async ({ app, page }) => {
  await app.open();
  const before = await app.figures();
  const asked = fetches(page);
  for (const address of ['javascript:alert(1)', 'data:application/json,{}', 'file:///etc/passwd', 'ftp://x.example/book', 'http://']) {
    await app.ask(address);
    await expect(app.alert).toContainText(`“${address}” is not an address.`);
    await expect(app.alert).toContainText('Give a whole address that begins with https://');
  }
  expect(asked).toEqual([]);
  await app.go('Dashboard');
  expect(await app.figures()).toEqual(before);
});

test('nonsense is refused, and nothing is asked', async ({ app, page, allow }) => {
  allow(/404/);
  await app.open();
  const asked = fetches(page);
  await app.ask('nonsense ::');
  await expect(app.alert).toContainText('“nonsense ::” is not an address.');
  expect(asked).toEqual([]);
});

test('a javascript: address in ?data= is refused too', async ({ app, page }) => {
  await page.goto('./?data=javascript:document.title=1');
  await expect(app.alert).toContainText('“javascript:document.title=1” is not an address.');
  await expect(page).toHaveTitle('Partner dashboard · Tierwise');
});
