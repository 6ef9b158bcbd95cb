// What every spec imports instead of '@playwright/test'. Each test runs against dist/ under its real headers and fails on
// any console error, uncaught error, CSP violation, or request to another origin, unless it said before or after that this
// is meant:
//   allow(api.origin)                  requests to this origin
//   allow(/Failed to load .* 404/)     problems that match
// `test.use({ stored: { 'tierwise.lang': 'fr' } })` starts with these values in the browser's storage.
// `api` plays the partner's endpoint, on another origin with CORS:
//   api.route('/book.json', { body: book })                         200, JSON
//   api.route('/book.json', { status: 500, body: 'oops', headers: { 'content-type': 'text/html' } })
//   api.route('/book.json', { pieces: async function* () { … } })   piece by piece, when it likes
//   api.route('/book.json', { body: book, after: promise })         not before that is kept;  { never: true } does not answer at all
//   api.route('/book.json', { body: book, cut: true })              breaks off in the middle
//   api.route('/book.json', { body: book, cors: false })            an endpoint that forgot CORS
//   api.route('/book.json', (request) => ({ … }))                   depends on the request (URL, headers)
//   await page.goto(`./?data=${encodeURIComponent(api.url('/book.json'))}`)
//   api.requests                                                    [{ method, url, headers }]
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { test as base, expect } from '@playwright/test';
import { listen, serve } from '../support/serve.mjs';

export { expect };
export const dist = fileURLToPath(new URL('../../dist', import.meta.url));

export const test = base.extend({
  /** The origin that serves dist/. */
  site: [
    async ({}, use) => {
      const server = await serve(dist);
      await use(server.origin);
      await server.close();
    },
    { scope: 'worker' },
  ],

  baseURL: ({ site }, use) => use(`${site}/`),

  stored: [{}, { option: true }],

  allow: async ({}, use) => {
    const allow = (...what) => allow.list.push(...what);
    allow.list = [];
    await use(allow);
  },

  // On the context, so that it holds for every page that a test opens.
  context: async ({ context, site, allow, stored }, use) => {
    const problems = [];
    const origins = new Set();
    context.on('console', (message) => {
      if (message.type() === 'error') problems.push(`console: ${message.text()} (${message.location().url})`);
    });
    context.on('weberror', (error) => problems.push(`uncaught: ${error.error().stack ?? error.error()}`));
    context.on('request', (request) => {
      const url = new URL(request.url());
      if (/^https?:$/.test(url.protocol) && url.origin !== site) origins.add(url.origin);
    });
    await context.addInitScript((values) => {
      if (location.protocol === 'about:') return; // no storage there
      // Only where nothing is stored yet: a reload keeps what the page has changed since.
      for (const [key, value] of Object.entries(values)) localStorage[key] ??= value;
      addEventListener('securitypolicyviolation', (event) => {
        console.error(`CSP: ${event.effectiveDirective} blocked ${event.blockedURI}`, event.sample);
      });
    }, stored);

    await use(context);

    // One round trip to each page: messages on their way arrive before it.
    await Promise.all(context.pages().map((page) => page.evaluate(() => 0).catch(() => {})));
    for (const origin of origins) {
      if (!allow.list.includes(origin)) problems.push(`request to another origin: ${origin}`);
    }
    const patterns = allow.list.filter((what) => what instanceof RegExp);
    const left = problems.filter((problem) => !patterns.some((pattern) => pattern.test(problem)));
    expect(left, 'the page has no errors, no CSP violations and asks no other origin').toEqual([]);
  },

  api: async ({}, use) => {
    const routes = new Map();
    const requests = [];
    const server = createServer(async (request, response) => {
      const { method, url, headers } = request;
      if (method !== 'OPTIONS') requests.push({ method, url, headers });
      const found = routes.get(new URL(url, 'http://api').pathname);
      const answer = (typeof found === 'function' ? found(request) : found) ?? { status: 404, body: 'Not found' };
      if (answer.never) return;
      await answer.after;
      const plain = typeof answer.body === 'string' || Buffer.isBuffer(answer.body);
      const body = plain ? answer.body : JSON.stringify(answer.body ?? null);
      const cors = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' };
      const status = method === 'OPTIONS' ? 204 : (answer.status ?? 200);
      response.writeHead(status, {
        'content-type': plain ? 'text/plain' : 'application/json',
        ...(answer.cors === false ? {} : cors),
        ...answer.headers,
        ...(answer.cut ? { 'content-length': Buffer.byteLength(body) } : {}),
      });
      if (method === 'OPTIONS') response.end();
      else if (answer.pieces) {
        for await (const piece of answer.pieces()) response.write(piece);
        response.end();
      }
      else if (answer.cut) response.write(body.slice(0, body.length / 2), () => response.destroy());
      else response.end(body);
    });
    const { port } = await listen(server);
    const origin = `http://localhost:${port}`;
    await use({
      origin,
      url: (path) => origin + path,
      route: (path, answer) => routes.set(path, answer),
      requests,
    });
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  },
});
