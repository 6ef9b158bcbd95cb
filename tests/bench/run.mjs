// Measures the engine in the system's Chromium, compiled as the dashboard is, on the book of benches/engine.rs. Prints a table
// and leaves it in target/bench/ as engine.md and engine.json.
//   . tests/support/env.sh && CHROMIUM=$(find_chromium) node tests/bench/run.mjs [rounds]
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { serve } from '../support/serve.mjs';

const SIZE = { clients: 10_000, sales: 100_000, managed: 6_000, deals: 2_000 };
const ROUNDS = Math.max(7, Number(process.argv[2] ?? 9));
const OUT = 'target/bench';
const SITE = `${OUT}/site`;

const WHAT = {
  'JSON.parse': 'baseline: the browser parses the text',
  'sum in floats': 'baseline: one loop over the sales of the day, not exact',
  read: 'bytes to book, every record checked',
  ledger: '`Ledger::new`, once per book and rules',
  'change of day': '`run_with`: every figure of a day',
  projection: 'what is left on every day of a year',
  replay: 'the credited tier, a part of every day’s figures',
  changes: 'what came and went in half a year',
  points: 'the job of tests/bench/peers: ledger, every client’s points, checkpoints, `changes`, `projection`, sourced sums',
  everything: '`Ledger::new`, `run_with`, `changes`, `projection`, shared deals and the commission schedule',
};

mkdirSync(OUT, { recursive: true });
execFileSync('trunk', ['build', '--quiet', '--dist', SITE, 'tests/bench/index.html'], { stdio: 'inherit' });

const site = await serve(SITE);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
try {
  const page = await browser.newPage();
  await page.goto(site.origin);
  if (!(await page.evaluate('crossOriginIsolated'))) throw new Error('The page is not isolated: its clock is too coarse.');
  const { times, bytes, sold } = await page.evaluate(([size, rounds]) => window.measure(size, rounds), [SIZE, ROUNDS]);
  report(times, bytes, sold, browser.version());
} finally {
  await browser.close();
  await site.close();
}

function report(times, bytes, sold, version) {
  const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
  const baseline = median(times['JSON.parse']);
  const measures = Object.entries(times).map(([name, values]) => ({
    name,
    what: WHAT[name],
    median: median(values),
    min: Math.min(...values),
    max: Math.max(...values),
    ratio: median(values) / baseline,
    times: values,
  }));
  const ms = (value) => value.toFixed(2);
  const rows = measures.map(
    ({ name, what, median, min, max, ratio }) => `| ${name} | ${ms(median)} | ${ms(min)} | ${ms(max)} | ${ratio.toFixed(3)} | ${what} |`,
  );
  const count = (number) => number.toLocaleString('en');
  const text = [
    `The engine in Chromium ${version}: ${count(SIZE.clients)} clients, ${count(SIZE.sales)} sales, ${(bytes / 1e6).toFixed(1)} MB of JSON,`,
    `${ROUNDS} rounds, milliseconds. Sold points of the day: ${sold}.`,
    '',
    '| Measure | median | min | max | ÷ JSON.parse | |',
    '|---|--:|--:|--:|--:|---|',
    ...rows,
    '',
  ].join('\n');
  writeFileSync(`${OUT}/engine.md`, text);
  writeFileSync(`${OUT}/engine.json`, `${JSON.stringify({ chromium: version, size: SIZE, bytes, sold, rounds: ROUNDS, measures }, null, 2)}\n`);
  console.log(`\n${text}\n» Kept in ${OUT}/engine.md and ${OUT}/engine.json`);
}
