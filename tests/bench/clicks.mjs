// How long a click takes to show its effect on a book of 10,000 clients: from the event to the end of the first frame in which
// the page has changed, in a headless Chromium, against dist/. A click that only sets an attribute is the baseline; ratios
// are to that. The table is left in target/bench/clicks.md.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { serve } from '../support/serve.mjs';

const CLIENTS = 10_000;
const ROUNDS = 7;

const sample = JSON.parse(readFileSync('public/data/sample.json'));
const pick = (list, count, make) => Array.from({ length: count }, (_, index) => ({ ...list[index % list.length], ...make(index) }));
const client = (index) => `c${index % CLIENTS}`;
const book = {
  ...sample,
  reported: null,
  clients: pick(sample.clients, CLIENTS, (index) => ({ id: client(index), name: `Client ${(index * 7919) % CLIENTS}` })),
  sales: pick(sample.sales, CLIENTS * 3, (index) => ({ id: `s${index}`, client: client(index) })),
  managed: pick(sample.managed, CLIENTS, (index) => ({ client: client(index) })),
  renewals: pick(sample.renewals, CLIENTS / 10, (index) => ({ client: client(index) })),
  deals: pick(sample.deals, CLIENTS / 2, (index) => ({ id: `d${index}`, client: client(index) })),
};

// Each is run in the page; ROUND is the number of the round.
const CLICKS = {
  'baseline: an attribute': "document.body.toggleAttribute('data-tick')",
  'open the rows of sold points': `document.querySelector('[data-figure="points.sold"] button').click()`,
  'sort them by another column': "document.querySelectorAll('dialog th button')[ROUND % 8].click()",
  'the next page': "[...document.querySelectorAll('dialog .pager button')].at(-1).click()",
  'open a panel beside them': `document.querySelector('dialog [data-panel="save"]').click()`,
  'close the dialog': "document.querySelector('dialog .modal-head button').click()",
  'another range of changes': `{ const menu = document.querySelector('#changes-range');
    menu.value = ['last_30_days', 'last_year', 'last_90_days'][ROUND % 3];
    menu.dispatchEvent(new Event('change', { bubbles: true })); }`,
  'another tier in Get to': `{ const menu = document.querySelector('#goal');
    menu.value = ['gold', 'elite', 'platinum'][ROUND % 3];
    menu.dispatchEvent(new Event('change', { bubbles: true })); }`,
  'sort the breakdown': `document.querySelector('[data-sort="client"]').click()`,
};

/** Milliseconds from a click to the end of the first frame in which something on the page is another. Then waits until it rests. */
const measure = (click, round) => `(async () => {
  const painted = new Promise((done) => {
    const seen = new MutationObserver(() => {
      seen.disconnect();
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => done(performance.now());
        port2.postMessage(0);
      });
    });
    seen.observe(document.documentElement, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  const begin = performance.now();
  ${click.replaceAll('ROUND', round)};
  const time = (await painted) - begin;
  await new Promise((done) => {
    let changed = performance.now();
    const rest = new MutationObserver(() => (changed = performance.now()));
    rest.observe(document.documentElement, { subtree: true, childList: true, attributes: true, characterData: true });
    // At rest is a page that has not changed for thirty frames.
    let frames = 0;
    let last = changed;
    const look = () => {
      frames = changed === last ? frames + 1 : 0;
      last = changed;
      if (frames < 30) return requestAnimationFrame(look);
      rest.disconnect();
      return done();
    };
    requestAnimationFrame(look);
  });
  return time;
})()`;

const server = await serve('dist');
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
await page.goto(`${server.origin}/#/data`);
await page.getByLabel('Choose a file').setInputFiles({ name: 'large.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(book)) });
await page.getByText('large.json is open').waitFor({ timeout: 60_000 });
await page.evaluate("location.hash = '#/dashboard'");
await page.locator('[data-figure="shared.created"]').waitFor({ timeout: 60_000 });

const times = Object.fromEntries(Object.keys(CLICKS).map((name) => [name, []]));
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [name, click] of Object.entries(CLICKS)) times[name].push(await page.evaluate(measure(click, round)));
}
await browser.close();
await server.close();

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const base = median(times['baseline: an attribute']);
const rows = Object.entries(times).map(([name, list]) => {
  const [middle, least, most] = [median(list), Math.min(...list), Math.max(...list)];
  return `| ${name} | ${middle.toFixed(0)} | ${least.toFixed(0)} | ${most.toFixed(0)} | ${(middle / base).toFixed(1)} |`;
});
const table = ['| Click | median | min | max | ÷ baseline |', '|---|--:|--:|--:|--:|', ...rows].join('\n');
mkdirSync('target/bench', { recursive: true });
writeFileSync('target/bench/clicks.md', `${CLIENTS} clients, ${ROUNDS} rounds, milliseconds to the end of the first changed frame.\n\n${table}\n`);
console.log(table);
