// The bearer token of an endpoint: where it goes, where it does not, and how long it stays.
import { expect, test } from './dashboard.page.mjs';
import { small } from './oracle.mjs';

const TOKEN = 'a.secret-token_0~+/=';
const guarded = (request) =>
  request.headers.authorization === `Bearer ${TOKEN}` || request.method === 'OPTIONS'
    ? { body: small, headers: { 'access-control-allow-headers': 'authorization' } }
    : { status: 401, body: '' };
const stored = (page) => page.evaluate(() => ({ ...localStorage }));
const sent = (api) => api.requests.map(({ headers }) => headers.authorization);

test.beforeEach(({ allow, api }) => allow(api.origin));

test('it is sent to its address, and kept in this page only', async ({ app, api, page, allow }) => {
  allow(/status of 401/);
  api.route('/book.json', guarded);
  await app.open();
  // As examples have it, with the word before it.
  await app.ask(api.url('/book.json'), ` Bearer ${TOKEN} `);
  await expect(app.status).toContainText('is open: 3 clients.');
  expect(sent(api)).toEqual([`Bearer ${TOKEN}`]);
  await expect(app.token, 'not left lying about').toHaveValue('');
  await expect(app.main).toContainText('A token for this address is kept until this page closes.');
  expect(page.url()).not.toContain('secret');
  expect(JSON.stringify(await stored(page))).not.toContain('secret');
  await app.refresh.click();
  await expect(app.fresh).toContainText('unchanged just now');
  expect(sent(api)).toEqual([`Bearer ${TOKEN}`, `Bearer ${TOKEN}`]);
  await page.reload();
  await expect(app.alert).toContainText('answered with status 401');
  await expect(app.alert).toContainText('Give its bearer token on the Data page');
  await expect(app.endpoint, 'is there to be given its token').toHaveValue(api.url('/book.json'));
});

test('it is remembered where the user wants that, and forgotten when they want that', async ({ app, api, page, allow }) => {
  allow(/status of 401/);
  api.route('/book.json', guarded);
  await app.open();
  await app.go('Data');
  const remember = app.main.getByLabel('Remember the token on this computer');
  await expect(remember).not.toBeChecked();
  await remember.check();
  await app.ask(api.url('/book.json'), TOKEN);
  await expect(app.status).toContainText('is open: 3 clients.');
  expect(await stored(page)).toMatchObject({ [`tierwise.token ${api.url('/book.json')}`]: TOKEN });
  await page.reload();
  await expect(app.status).toContainText('is open: 3 clients.');
  await expect(app.main).toContainText('A token for this address is remembered on this computer.');
  await app.main.getByRole('button', { name: 'Forget it' }).click();
  await expect(app.token).toBeFocused();
  await expect(app.main).not.toContainText('A token for this address');
  expect(JSON.stringify(await stored(page))).not.toContain('secret');
  await app.refresh.click();
  await expect(app.alert).toContainText('answered with status 401');
});

test('one that is kept can be remembered later', async ({ app, api, page }) => {
  api.route('/book.json', guarded);
  await app.open();
  await app.ask(api.url('/book.json'), TOKEN);
  await expect(app.status).toContainText('is open: 3 clients.');
  await app.main.getByLabel('Remember the token on this computer').check();
  await app.ask(api.url('/book.json'));
  await expect(app.main).toContainText('A token for this address is remembered on this computer.');
  expect(await stored(page)).toMatchObject({ [`tierwise.token ${api.url('/book.json')}`]: TOKEN });
});

test('it goes to no other address, not even on the same server', async ({ app, api }) => {
  api.route('/book.json', guarded);
  api.route('/other.json', { body: small });
  await app.open();
  await app.ask(api.url('/book.json'), TOKEN);
  await expect(app.status).toContainText('book.json is open: 3 clients.');
  await app.ask(api.url('/other.json'));
  await expect(app.status).toContainText('other.json is open: 3 clients.');
  expect(sent(api)).toEqual([`Bearer ${TOKEN}`, undefined]);
});

test('it follows no redirect', async ({ app, api }) => {
  api.route('/moved.json', { status: 302, body: '', headers: { location: '/book.json', 'access-control-allow-headers': 'authorization' } });
  api.route('/book.json', { body: small });
  await app.open();
  await app.ask(api.url('/moved.json'), TOKEN);
  await expect(app.alert).toContainText('where the token must not follow');
  await expect(app.alert).toContainText('Give the address that the endpoint really has.');
  expect(api.requests.map(({ url }) => url)).toEqual(['/moved.json']);
  await app.main.getByRole('button', { name: 'Forget it' }).click();
  await app.ask(api.url('/moved.json'));
  await expect(app.status, 'without one a redirect is followed').toContainText('is open: 3 clients.');
});

test('it is not sent over http to another computer, nor when it is none', async ({ app, api, page }) => {
  await app.open();
  const asked = [];
  page.on('request', (request) => request.resourceType() === 'fetch' && !request.url().endsWith('.wasm') && asked.push(request.url()));
  await app.ask('http://data.example.com/book.json', TOKEN);
  await expect(app.alert).toContainText('The token was not sent: over http everybody on the way could read it.');
  for (const token of ['two words', 'clé']) {
    await app.ask(api.url('/book.json'), token);
    await expect(app.alert).toContainText('This is no bearer token');
  }
  expect(asked).toEqual([]);
});

test('no CORS for it: both headers are named, and the question whether there is a server goes without it', async ({ app, api, allow, site }) => {
  allow(/blocked by CORS policy|ERR_FAILED/);
  api.route('/book.json', { body: small, headers: { 'access-control-allow-headers': 'if-none-match' } });
  await app.open();
  await app.ask(api.url('/book.json'), TOKEN);
  await expect(app.alert).toContainText(`Access-Control-Allow-Origin: ${site} and Access-Control-Allow-Headers: Authorization, If-None-Match`);
  expect(api.requests.map(({ method, headers }) => [method, headers.authorization])).toEqual([['HEAD', undefined]]);
});

test('where the browser stores nothing it is kept until the page closes, and that is said', async ({ app, api, page }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  api.route('/book.json', guarded);
  await app.open();
  await app.go('Data');
  await app.main.getByLabel('Remember the token on this computer').check();
  await app.ask(api.url('/book.json'), TOKEN);
  await expect(app.status).toContainText('is open: 3 clients.');
  await expect(app.main).toContainText('This browser remembers nothing here');
});
