// Measures the file worker's reading, typed and checked, beside what only takes the same bytes apart: JSON.parse and PapaParse,
// on one page of the system's Chromium. Needs the page in dist/.
//   . tests/support/env.sh && CHROMIUM=$(find_chromium) node tests/bench/beside-reading.mjs [rounds]
import { readFileSync } from 'node:fs';
import { serve } from '../support/serve.mjs';
import { OURS, ROUNDS, SWEEPING, launch, packed, report, version } from './report.mjs';

const RECORDS = 100_000;
const CLIENTS = 10_000;
const DIST = 'dist';
const PAPA = 'node_modules/papaparse/papaparse.min.js';

/** The books of the two jobs, written here so that all read the same bytes. */
function json() {
  const clients = Array.from({ length: CLIENTS }, (_, index) => ({ id: `c${index}`, name: `Client ${index}`, country: 'FR', currency: 'EUR' }));
  const sales = Array.from({ length: RECORDS }, (_, index) => ({
    id: `s${index}`,
    client: `c${(index * 7919) % CLIENTS}`,
    product_line: ['Marketing Hub', 'Sales Hub', 'Service Hub'][index % 3],
    deal_type: index % 3 ? 'partner_sourced' : 'partner_assisted',
    kind: 'new',
    mrr: `${(index % 4999) + 0.5}0`,
    currency: 'EUR',
    closed_on: `2024-${String((index % 12) + 1).padStart(2, '0')}-${String((index % 28) + 1).padStart(2, '0')}`,
  }));
  return JSON.stringify({ format: 'tierwise/1', as_of: '2025-02-25', clients, sales }, null, 1);
}

function csv() {
  const rows = Array.from({ length: RECORDS }, (_, index) => {
    const day = `2026-${String((index % 12) + 1).padStart(2, '0')}-15`;
    return `${index},"Client ${index}",client${index}.test,FR,growth_market,2.0000,EUR,"MARKETING;SALES",${index % 100},${index % 977}.50,${index % 97}.25,${day}`;
  });
  const header =
    'hs_object_id,hs_client_name,hs_client_domain_name,hs_country,hs_market_name,hs_market_multiplier,hs_managed_local_mrr_currency,hs_all_active_products,hs_unified_usage_score,hs_sold_tier_points,hs_managed_tier_points,hs_next_renewal_date';
  return `${header}\n${rows.join('\n')}\n`;
}

const site = await serve(DIST);
const browser = await launch();
try {
  const page = await browser.newPage({ bypassCSP: true });
  await page.goto(`${site.origin}/embed/v1/calculator.html`);
  const texts = { json: json(), csv: csv() };
  await page.addScriptTag({ path: PAPA });
  const measured = await page.evaluate(
    async ({ texts, rounds, ours, sweeping }) => {
      const { default: init, Files } = await import('/files/files.js');
      await init();
      const bytes = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, new TextEncoder().encode(text)]));
      const decoded = (name) => new TextDecoder().decode(bytes[name]);
      // As the worker tells the page how far it is (public/files/worker.js).
      const { port1: page } = new MessageChannel();
      let told = 0;
      const tell = (done, all) => {
        const now = performance.now();
        if (now - told < 16) return;
        told = now;
        page.postMessage({ done, all });
      };
      const read = (name) => {
        const files = new Files();
        files.add(name, bytes[name]);
        const answer = files.read('2026-01-02', '', tell);
        files.free();
        return answer.length;
      };
      const jobs = {
        json: { [ours]: () => read('json'), 'JSON.parse': () => JSON.parse(decoded('json')).sales.length },
        csv: { [ours]: () => read('csv'), PapaParse: () => Papa.parse(decoded('csv'), { header: true, skipEmptyLines: true }).data.length },
      };
      const result = {};
      for (const [name, job] of Object.entries(jobs)) {
        const times = Object.fromEntries(Object.keys(job).map((who) => [who, []]));
        for (let round = -1; round < rounds; round += 1) {
          const turns = Object.entries(job);
          if (round % 2) turns.reverse(); // nobody is always the first
          for (const [who, run] of turns) {
            gc();
            // It goes on for a while beside the page: who comes next must not pay for what the one before left behind.
            await new Promise((done) => setTimeout(done, sweeping));
            const before = performance.now();
            if (!run()) throw new Error(`${who} read nothing`);
            if (round >= 0) times[who].push(performance.now() - before);
          }
        }
        result[name] = { times, bytes: bytes[name].length };
      }
      return result;
    },
    { texts, rounds: ROUNDS, ours: OURS, sweeping: SWEEPING },
  );
  const size = (name) => `${(measured[name].bytes / 1e6).toFixed(1)} MB`;
  report('reading', {
    title: 'Reading files, typed and checked, beside taking them apart',
    about: `${RECORDS.toLocaleString('en')} records: ${size('json')} of JSON, ${size('csv')} of CSV. Ours ends with the bytes that the page takes up.`,
    versions: { Chromium: browser.version(), PapaParse: version('papaparse') },
    sizes: { 'the file worker': packed(`${DIST}/files/files_bg.wasm`), PapaParse: packed(PAPA) },
    measures: [
      { name: 'JSON', times: measured.json.times, goals: { 'JSON.parse': 1 } },
      { name: 'CSV', times: measured.csv.times, goals: { PapaParse: 1 } },
    ],
  });
} finally {
  await browser.close();
  await site.close();
}
