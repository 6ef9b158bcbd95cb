// Measures the engine beside the same rules in plain JavaScript (tests/bench/peers), once counted with decimal.js and once with
// BigInt, on one page of the system's Chromium and on the book of benches/engine.rs. Needs the page that run.mjs builds.
//   . tests/support/env.sh && CHROMIUM=$(find_chromium) node tests/bench/beside-engine.mjs [rounds]
import { readFileSync, readdirSync } from 'node:fs';
import { serve } from '../support/serve.mjs';
import { OURS, OUT, ROUNDS, SWEEPING, bundle, launch, packed, report, version } from './report.mjs';

const SIZE = { clients: 10_000, sales: 100_000, managed: 6_000, deals: 2_000 };
const GOALS = { 'decimal.js': 0.1, BigInt: 0.8 };
const SITE = `${OUT}/site`;

bundle('tests/bench/peers/page.mjs', `${SITE}/peers.js`);
bundle('node_modules/decimal.js/decimal.mjs', `${OUT}/decimal.js`);

const site = await serve(SITE);
const browser = await launch();
try {
  const page = await browser.newPage();
  await page.goto(site.origin);
  await page.addScriptTag({ url: 'peers.js', type: 'module' });
  const rules = JSON.parse(readFileSync('public/rules/hubspot-solutions.json'));
  const measure = (job) => window.besideTheEngine(job.size, job.rules, job.rounds, job.sweeping);
  const { times, figures, bytes } = await page.evaluate(measure, { size: SIZE, rules, rounds: ROUNDS, sweeping: SWEEPING });
  compare(figures);
  const count = (number) => number.toLocaleString('en');
  report('engine', {
    title: 'The engine beside plain JavaScript',
    about: `${count(SIZE.clients)} clients, ${count(SIZE.sales)} sales, ${(bytes / 1e6).toFixed(1)} MB of JSON, read before.`,
    notes: [`All ${count(figures[OURS].match(/ /g).length)} figures are equal to the last of twenty places.`],
    versions: { Chromium: browser.version(), 'decimal.js': version('decimal.js') },
    sizes: { 'the measured program': packed(program()), 'decimal.js': packed(`${OUT}/decimal.js`) },
    measures: [{ name: 'points', times, goals: GOALS }],
  });
} finally {
  await browser.close();
  await site.close();
}

function program() {
  const name = readdirSync(`${SITE}/app`).find((name) => name.endsWith('.wasm'));
  return `${SITE}/app/${name}`;
}

/** What is faster must at least be the same figures. */
function compare(figures) {
  if (!figures[OURS]) throw new Error('The engine has no result: a figure of the book has too many digits.');
  const ours = figures[OURS].split('\n');
  for (const [name, text] of Object.entries(figures)) {
    const theirs = text.split('\n');
    const at = ours.findIndex((line, index) => line !== theirs[index]);
    if (at >= 0 || theirs.length !== ours.length) {
      throw new Error(`The results differ: the engine has “${ours[at]}” and ${name} “${theirs[at]}” (line ${at + 1}).`);
    }
  }
}
