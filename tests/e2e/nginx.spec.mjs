// docs/endpoint.md, word for word, in a real nginx: token, CORS, ETag and compression as the document says.
import { serve } from '../support/serve.mjs';
import { dist } from './fixtures.mjs';
import { expect, test as base } from './dashboard.page.mjs';
import { nginx } from './nginx.mjs';
import { figures, rules, small } from './oracle.mjs';

const TOKEN = 'Jd83-kKq_0.token~x';
const named = (name) => ({ ...small, partner: { ...small.partner, name } });

const test = base.extend({
  endpoint: async ({ site, allow }, use) => {
    const endpoint = await nginx({ origin: site, token: TOKEN });
    endpoint.write('book.json', JSON.stringify(named('Behind nginx')));
    allow(endpoint.origin);
    await use(endpoint);
    await endpoint.close();
  },
});
test.use({ ignoreHTTPSErrors: true }); // its certificate is its own

const answerTo = (page, endpoint, method = 'GET') =>
  page.waitForResponse((response) => response.url() === endpoint.url('/book.json') && response.request().method() === method);

test('a token opens the book, which comes compressed and with a version', async ({ app, page, endpoint }) => {
  await app.open();
  const answer = answerTo(page, endpoint);
  await app.ask(endpoint.url('/book.json'), TOKEN);
  await expect(app.status).toContainText('is open: 3 clients.');
  const headers = await (await answer).allHeaders();
  expect(headers).toMatchObject({
    'content-encoding': 'gzip',
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'private, no-cache',
    etag: expect.stringMatching(/^W\/"[^"]+"$/),
  });
  await app.go('Dashboard');
  await app.expectFigures(figures(named('Behind nginx'), rules));
});

test('an unchanged book is a 304 and stays; a replaced one is shown', async ({ app, page, endpoint }) => {
  await app.open();
  await app.ask(endpoint.url('/book.json'), TOKEN);
  await expect(app.banner).toContainText('Behind nginx');
  await app.go('Dashboard');
  const unchanged = answerTo(page, endpoint);
  await app.refresh.click();
  expect((await unchanged).status()).toBe(304);
  await expect(app.fresh).toContainText('unchanged just now');
  await expect(app.alert.getByRole('paragraph')).toHaveCount(0);
  endpoint.write('book.json', JSON.stringify(named('A newer and longer name')));
  await app.refresh.click();
  await expect(app.banner).toContainText('A newer and longer name');
});

test('without the token, or with another capital in it, it is a 401 that the page can read', async ({ app, endpoint, allow }) => {
  allow(/status of 401/);
  await app.open();
  for (const token of [undefined, TOKEN.toUpperCase(), `${TOKEN}x`, `x${TOKEN}`]) {
    await app.ask(endpoint.url('/book.json'), token);
    await expect(app.alert).toContainText('answered with status 401');
    await expect(app.alert).toContainText('Give its bearer token on the Data page');
  }
});

test('a file that is not there is a 404 that the page can read', async ({ app, endpoint, allow }) => {
  allow(/status of 404/);
  await app.open();
  await app.ask(endpoint.url('/other.json'), TOKEN);
  await expect(app.alert).toContainText('answered with status 404');
});

test('a page of another origin is told which header is missing', async ({ app, endpoint, allow }) => {
  const other = await serve(dist);
  allow(other.origin, /CORS|Failed to load resource/);
  await app.open(other.origin);
  await app.ask(endpoint.url('/book.json'), TOKEN);
  await expect(app.alert).toContainText('does not allow this page to read it');
  await expect(app.alert).toContainText(`Access-Control-Allow-Origin: ${other.origin} and Access-Control-Allow-Headers: Authorization`);
  await other.close();
});
