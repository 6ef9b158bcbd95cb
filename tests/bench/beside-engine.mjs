import { readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { buildSync } from 'esbuild';
import { serve } from '../support/serve.mjs';
const SIZE = { clients: 10_000, sales: 100_000, managed: 6_000, deals: 2_000 };
const SITE='target/bench/site';
buildSync({ entryPoints: ['tests/bench/peers/page.mjs'], bundle: true, minify: true, format: 'esm', outfile: `${SITE}/peers.js` });
const site = await serve(SITE);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox', '--disable-gpu', '--js-flags=--expose-gc'] });
const page = await browser.newPage();
page.on('pageerror', e=>console.log(e)); page.on('console', m=>console.log(m.text()));
await page.goto(site.origin);
await page.addScriptTag({ url: 'peers.js', type: 'module' });
const rules = JSON.parse(readFileSync('public/rules/hubspot-solutions.json'));
const { times, figures } = await page.evaluate(([s,r,n]) => window.besideTheEngine(s,r,n), [SIZE, rules, 11]);
console.log(times);
for (const n of Object.keys(figures)) { console.log(n, figures[n].slice(0,400)); console.log(figures[n]===figures.engine); }
await browser.close(); await site.close();
