// Measures the points breakdown of the built page beside AG Grid Community, each on 100,000 clients in a box of the same size, in
// one headless Chromium: mount, sort, both filters, each until the end of the frame that paints it. Needs dist/.
//   . tests/support/env.sh && CHROMIUM=$(find_chromium) node tests/bench/beside-table.mjs [rounds]
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { serve } from '../support/serve.mjs';
import { MARKET, WORD, bookOf, rowsOf } from './peers/clients.mjs';
import { OURS, OUT, ROUNDS, bundle, launch, packed, program, report, version } from './report.mjs';

const CLIENTS = 100_000;
const PEER = 'AG Grid';
const GOAL = 0.4;
const WARM = 1;
const [PAGE, GRID] = [`${OUT}/page`, `${OUT}/grid`];

// Both are given the same clients: ours as a book at an address, the peer as rows in memory.
const rules = JSON.parse(readFileSync('public/rules/hubspot-solutions.json'));
const book = bookOf(CLIENTS);
const rows = rowsOf(book, rules);
rmSync(PAGE, { recursive: true, force: true }); // an older build's files would be weighed too
cpSync('dist', PAGE, { recursive: true });
writeFileSync(`${PAGE}/data/large.json`, JSON.stringify(book));
mkdirSync(GRID, { recursive: true });
writeFileSync(`${GRID}/rows.json`, JSON.stringify(rows));
cpSync('tests/bench/peers/grid.html', `${GRID}/index.html`);
bundle('tests/bench/peers/grid.mjs', `${GRID}/grid.js`);

/** How many rows there are, and which one is the first. */
const expected = (column, keep = () => true) => {
  const kept = rows.filter(keep).sort((a, b) => b[column] - a[column]);
  const [first, second] = kept;
  if (first[column] === second[column]) throw new Error(`Two clients could be the first by ${column}.`);
  return { first: first.id, count: kept.length };
};
const all = expected('sold');
// What is done, what must then be shown, and what is undone after it, out of the measuring.
const isMarket = ({ market }) => market === MARKET;
const hasWord = ({ name }) => name.includes(WORD);
const STEPS = [
  { name: 'mount', act: 'table.mount(SIZE)', shows: expected('total') },
  { name: 'sort by sold points', act: 'table.sort()', shows: all },
  { name: 'filter by market', act: `table.market('${MARKET}')`, shows: expected('sold', isMarket), undo: "table.market('')" },
  { name: 'filter by text', act: `table.text('${WORD}')`, shows: expected('sold', hasWord), undo: "table.text('')" },
];

const watch = readFileSync('tests/bench/peers/painted.mjs', 'utf8');
const ours = readFileSync('tests/bench/peers/ours.mjs', 'utf8');
const sites = [await serve(PAGE), await serve(GRID)];
const browser = await launch();
try {
  const pages = {
    [OURS]: await open(`${sites[0].origin}/?data=data/large.json#/tier?tab=breakdown`, ours),
    [PEER]: await open(sites[1].origin),
  };
  await pages[OURS].locator('#clients-grid [role="row"][data-client]').first().waitFor({ timeout: 120_000 });
  const size = await pages[OURS].evaluate('table.size()');
  await pages[PEER].waitForFunction('window.table', undefined, { timeout: 60_000 });
  await pages[PEER].evaluate(`table.resize(${JSON.stringify(size)})`);

  const times = STEPS.map(() => ({ [OURS]: [], [PEER]: [] }));
  const names = [OURS, PEER];
  for (let round = -WARM; round < ROUNDS; round += 1) {
    for (const name of round % 2 ? names : [...names].reverse()) {
      const measured = await walk(name, pages[name], size);
      if (round >= 0) measured.forEach((time, step) => times[step][name].push(time));
    }
  }
  const goals = { [PEER]: GOAL };
  report('table', {
    title: 'The points breakdown beside AG Grid Community',
    about: `${CLIENTS.toLocaleString('en')} clients in ${Math.round(size.width)} × ${Math.round(size.height)} pixels, until the frame that shows it ends.`,
    notes: ['After every step the first row and the number of rows were the right ones on both sides.'],
    versions: { Chromium: browser.version(), 'ag-grid-community': version('ag-grid-community') },
    sizes: { 'our program': program(PAGE), 'AG Grid with four modules': packed(`${GRID}/grid.js`) },
    measures: STEPS.map(({ name }, step) => ({ name, times: times[step], goals })),
  });
} finally {
  await browser.close();
  for (const site of sites) await site.close();
}

async function open(address, script = '') {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en' });
  await page.addInitScript(watch + script);
  await page.goto(address);
  return page;
}

/** Every step once, from a page without the table; milliseconds of each. */
async function walk(name, page, size) {
  await page.bringToFront();
  await page.evaluate('table.unmount()');
  await page.waitForFunction('!table.first()');
  const measured = [];
  for (const { name: step, act, shows, undo } of STEPS) {
    await page.evaluate('atRest().then(() => gc())');
    const done = `table.first() === '${shows.first}'`;
    const painted = page.evaluate(`painted(() => ${act.replace('SIZE', JSON.stringify(size))}, () => ${done})`);
    const time = await Promise.race([painted, late()]);
    const [first, count] = await page.evaluate('[table.first(), table.count()]');
    if (first !== shows.first || count !== shows.count) {
      throw new Error(`${name}, ${step}: not ${shows.count} rows from ${shows.first} on, but ${count} from ${first} on.`);
    }
    measured.push(time);
    if (undo) {
      await page.evaluate(undo);
      await page.waitForFunction(`table.first() === '${all.first}'`);
    }
  }
  return measured;
}

/** Nothing, after longer than any step may take. */
function late() {
  return new Promise((done) => setTimeout(done, 30_000).unref());
}
