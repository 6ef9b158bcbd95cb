// Tables, spreadsheets and archives: read by the file worker, mapped by the user, and what happens where that fails.
import { statSync, writeFileSync } from 'node:fs';
import { expect, test } from './dashboard.page.mjs';
import { small } from './oracle.mjs';
import { zip } from './zip.mjs';

test.beforeEach(async ({ app, page }) => {
  await page.clock.setFixedTime(new Date('2025-11-26T10:00:00Z'));
  await app.open();
});

const files = (...list) => list.map(([name, content]) => ({ name, mimeType: '', buffer: Buffer.from(content) }));

/** Has the page take this script for its worker: `whole.js` is the real one. */
const wrap = async (page, body) => {
  await page.route('**/files/whole.js', async (route) => route.fulfill({ response: await route.fetch({ url: route.request().url().replace('whole', 'worker') }) }));
  await page.route('**/files/worker.js', (route) => route.fulfill({ contentType: 'text/javascript', body: `import './whole.js';${body}` }));
};

const CLIENTS = 'hs_object_id;hs_client_name;hs_total_tier_points\n1;Caf\u00e9;1.234,50\n2;Zenith;0,5\n';

test('a Spanish export in the code page of Windows, with commas in numbers and the day first', async ({ app }) => {
  const text = 'Nombre del cliente;Pa\u00eds;hs_total_tier_points;Pr\u00f3xima fecha de renovaci\u00f3n\nCaf\u00e9;CR;1.234,50;03/04/2026\n';
  await app.choose('clientes.csv', Buffer.from(text, 'latin1'));
  await expect(app.status).toContainText('clientes.csv is open: 1 client.');
  await expect(app.problem('not-unicode')).toContainText('Windows-1252');
  await expect(app.problem('day-first')).toContainText('03/04/2025 is 3 April');
  await app.go('Dashboard');
  await expect(app.total).toHaveAttribute('value', '1234.5');
  await expect(app.breakdown).toContainText('Caf\u00e9');
});

test('an archive of pages, tables and books: each becomes what it is', async ({ app }) => {
  const archive = zip([
    ['book.json', JSON.stringify(small)],
    ['clients.csv', CLIENTS],
    ['readme.txt', 'see you on Monday'],
  ]);
  await app.choose('all.zip', archive);
  await expect(app.status).toContainText('all.zip is open: 2 clients.');
  await expect(app.problems).toContainText('readme.txt: row 1');
  await app.go('Dashboard');
  await expect(app.total).toHaveAttribute('value', '1235');
});

test('sales of one file name the clients of another', async ({ app }) => {
  await app.go('Data');
  await app.file.setInputFiles(
    files(
      ['sales.csv', 'client,deal_type,mrr,currency,closed_on\nZenith,Partner sourced,1000,USD,2025-06-01\nNobody,Partner sourced,1,USD,2025-06-01\n'],
      ['clients.csv', 'hs_object_id,hs_client_name,hs_market_name\n1,Caf\u00e9,growth_market\n2,Zenith,growth_market\n'],
    ),
  );
  await expect(app.status).toContainText('sales.csv and 1 more file is open: 2 clients.');
  await expect(app.problem('client-unknown')).toContainText('sales.csv: row 3, column client');
  await app.go('Dashboard');
  await expect(app.figure('points.sold')).toHaveAttribute('value', '100');
});

test('unknown headings: the user says what they are, sees what would be read, and is asked no more', async ({ app, page }) => {
  const table = 'Customer;Deal source;Amount;Close date;Remarks\nAcme;Partner sourced;1.000,50;26/06/2025;x\nZenith;who knows;800;03/04/2025;\n';
  const before = await app.figures();
  await app.choose('deals.csv', table);
  await expect(app.alert).toContainText('The headings of the table are not known.');
  const card = page.locator('#columns');
  await expect(card.getByRole('combobox', { name: 'What \u201cAmount\u201d is' })).toHaveValue('mrr');
  await expect(card.getByRole('combobox', { name: 'What \u201cRemarks\u201d is' })).toHaveValue('');
  await expect(card.getByRole('row', { name: /Amount/ })).toContainText('1.000,50');

  await card.getByRole('combobox', { name: 'What \u201cAmount\u201d is' }).selectOption({ label: 'Not used' });
  await expect(card).toContainText('Still needed: MRR.');
  await expect(card.getByRole('button', { name: 'Preview' })).toBeDisabled();
  await card.getByRole('combobox', { name: 'What \u201cAmount\u201d is' }).selectOption('mrr');
  await card.getByRole('button', { name: 'Preview' }).click();
  await expect(card.getByRole('row', { name: /Sales/ })).toContainText('02');
  await card.getByLabel('Currency of the amounts').fill('usd');
  await card.getByLabel('Currency of the amounts').press('Tab');
  await expect(card.getByRole('heading', { name: 'What would be read' }), 'what was seen is out of date').toHaveCount(0);
  await card.getByRole('button', { name: 'Preview' }).click();
  await expect(card.getByRole('row', { name: /Sales/ })).toContainText('11');
  await expect(card.locator('[data-code=bad-choice]')).toContainText('row 3, column Deal source');
  await app.go('Dashboard');
  expect(await app.figures(), 'nothing changed yet').toEqual(before);

  await app.go('Data');
  await expect(card.getByLabel('Currency of the amounts'), 'what was said is not lost').toHaveValue('USD');
  await expect(card.locator('[data-code=bad-choice]'), 'nor what would be read').toContainText('row 3');
  await card.getByLabel('Currency of the amounts').fill('USD');
  await card.getByLabel('Currency of the amounts').press('Tab');
  await card.getByRole('button', { name: 'Preview' }).click();
  await card.getByRole('button', { name: 'Use this data' }).click();
  await expect(app.status).toContainText('deals.csv is open: 2 clients.');
  await app.go('Dashboard');
  await expect(app.figure('points.sold')).toHaveAttribute('value', '50.025');

  // Another file of the form is read at once; its days are the other way round, and the user can say so.
  await page.reload();
  await app.choose('more.csv', table.replace('26/06/2025', '06/05/2025').replace('1.000,50', '2000'));
  await expect(app.status).toContainText('more.csv is open');
  await app.main.getByRole('button', { name: 'Change what the columns are' }).click();
  await card.getByLabel('Days').selectOption('month-first');
  await card.getByRole('button', { name: 'Preview' }).click();
  await card.getByRole('button', { name: 'Use this data' }).click();
  await expect(card).toHaveCount(0);
  await expect(app.main, 'the button went away with the card').toBeFocused();
  await app.main.getByRole('button', { name: 'Change what the columns are' }).click();
  await card.getByRole('button', { name: 'Close' }).click();
  await expect(card).toHaveCount(0);
  await expect(app.main).toBeFocused();
  await app.go('Dashboard');
  await expect(app.figure('points.sold')).toHaveAttribute('value', '100');
});

test('columns that nobody reads are named, until the user has said so', async ({ app, page }) => {
  await app.chooseAndShow('clients.csv', 'hs_client_name,hs_sold_tier_points,Mystery\nAcme,10,7\n');
  await app.go('Data');
  await expect(app.problem('columns-unused')).toContainText('These columns were not read: Mystery.');
  await app.main.getByRole('button', { name: 'Change what the columns are' }).click();
  const card = page.locator('#columns');
  await card.getByRole('button', { name: 'Preview' }).click();
  await card.getByRole('button', { name: 'Use this data' }).click();
  await expect(card).toHaveCount(0);
  await expect(app.problems).toContainText('Everything could be read and counted.');
});

test('a table without headings: its first row is a row', async ({ app, page }) => {
  await app.choose('sales.csv', 'Acme,Partner sourced,1000,USD,2025-06-01\nZenith,Partner sourced,500,USD,2025-06-02\n');
  const card = page.locator('#columns');
  await expect(card.getByLabel('First row')).toHaveValue('row');
  await expect(card.getByRole('group', { name: 'sales.csv' })).toContainText('2 rows');
  const fields = { Acme: 'client', 'Partner sourced': 'deal_type', 1000: 'mrr', USD: 'currency', '2025-06-01': 'closed_on' };
  await card.getByLabel('Each row is').selectOption('sales');
  for (const [cell, field] of Object.entries(fields)) await card.getByRole('combobox', { name: `What \u201c${cell}\u201d is` }).selectOption(field);
  await card.getByLabel('First row').selectOption({ label: 'Headings' });
  await expect(card.getByRole('group', { name: 'sales.csv' })).toContainText('1 row');
  await card.getByRole('button', { name: 'Preview' }).click();
  await expect(card.getByRole('row', { name: /Sales/ })).toContainText('11');
  await card.getByLabel('First row').selectOption({ label: 'A row of the table' });
  await card.getByRole('button', { name: 'Preview' }).click();
  await expect(card.getByRole('row', { name: /Sales/ })).toContainText('22');
  await card.getByRole('button', { name: 'Use this data' }).click();
  await expect(app.status).toContainText('sales.csv is open: 2 clients.');
  await app.go('Dashboard');
  await expect(app.figure('points.sold')).toHaveAttribute('value', '75');
});

test('a table may be left out', async ({ app, page }) => {
  await app.go('Data');
  await app.file.setInputFiles(files(['a.csv', 'x;y\n1;2\n'], ['b.csv', 'Customer;Sold points\nAcme;7\n']));
  const card = page.locator('#columns');
  await card.locator('[data-table="0"]').getByLabel('Each row is').selectOption({ label: 'Leave this table out' });
  await card.getByRole('button', { name: 'Preview' }).click();
  await card.getByRole('button', { name: 'Use this data' }).click();
  await app.go('Dashboard');
  await expect(app.figure('points.sold')).toHaveAttribute('value', '7');
});

for (const [what, bytes, sentence] of [
  ['a bomb', zip([['bomb.csv', Buffer.alloc(30_000_000, ' ')]]), 'would become too large'],
  ['a lie', zip([['a.csv', CLIENTS]], 5), 'not what it says of itself'],
  ['scripts as names', Buffer.from('hs_client_name,hs_total_tier_points\n<img src=x onerror=alert(1)>,=1+1\n'), undefined],
]) {
  test(`hostile: ${what}`, async ({ app, page }) => {
    page.on('dialog', (dialog) => Promise.reject(new Error(dialog.message())));
    const before = await app.figures();
    await app.choose('hostile.zip', bytes);
    if (sentence) {
      await expect(app.alert).toContainText(sentence);
      await app.go('Dashboard');
      expect(await app.figures()).toEqual(before);
    } else {
      await expect(app.problem('bad-number')).toContainText('=1+1');
      await app.go('Dashboard');
      await expect(app.breakdown).toContainText('<img src=x onerror=alert(1)>');
    }
  });
}

test.describe('the worker', () => {
  test('does not come: a sentence, and what was open stays', async ({ app, page, allow }) => {
    allow(/files\/worker\.js/);
    await page.route('**/files/worker.js', (route) => route.abort());
    const before = await app.figures();
    await app.choose('clients.csv', CLIENTS);
    await expect(app.alert).toContainText('could not be loaded');
    await app.go('Dashboard');
    expect(await app.figures()).toEqual(before);
  });

  test('stops in the middle: a sentence, and the next file is read by a new one', async ({ app, page, allow }) => {
    allow(/memory ran out/);
    await page.route('**/files/worker.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: 'onmessage = () => reportError(new RangeError("memory ran out"));' }),
    );
    await app.choose('clients.csv', CLIENTS);
    await expect(app.alert).toContainText('The program that reads files stopped: Uncaught RangeError: memory ran out');
    await page.unroute('**/files/worker.js');
    await app.chooseAndShow('clients.csv', CLIENTS);
    await expect(app.total).toHaveAttribute('value', '1235');
  });

  test('runs out of its memory: a sentence, what was open stays, and the next file is read', async ({ app, page, allow }) => {
    allow(/unreachable/);
    // The real worker and program, with all of their 3.5 GB (build.rs) taken before they read: to fill them with a file takes a minute.
    await wrap(
      page,
      `import init from './files.js';
      const read = onmessage;
      onmessage = async (question) => {
        const { memory } = await init();
        memory.grow(3.5 * 2 ** 14 - memory.buffer.byteLength / 2 ** 16);
        return read(question);
      };`,
    );
    const before = await app.figures();
    await app.choose('zeros.json', `[${'0,'.repeat(1_000_000)}0]`);
    await expect(app.alert).toContainText('The program that reads files stopped: Uncaught RuntimeError: unreachable');
    await expect(app.alert).toContainText('too large for this browser’s memory');
    await app.go('Dashboard');
    expect(await app.figures()).toEqual(before);
    await page.unroute('**/files/worker.js');
    await app.chooseAndShow('clients.csv', CLIENTS);
    await expect(app.total).toHaveAttribute('value', '1235');
  });

  test('says how far it is, can be cancelled, and leaves the page free', async ({ app, page }) => {
    await page.route('**/files/worker.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: 'onmessage = () => postMessage({ done: 3 * 2 ** 20, all: 12 * 2 ** 20 });' }),
    );
    const before = await app.figures();
    await app.choose('clients.csv', CLIENTS);
    await expect(app.status).toContainText('3 of 12 MB');
    await expect(app.status.getByRole('progressbar')).toHaveJSProperty('position', 0.25);
    await app.status.getByRole('button', { name: 'Cancel' }).click();
    await expect(app.status).not.toContainText('3 of 12 MB');
    await app.go('Dashboard');
    expect(await app.figures()).toEqual(before);
  });
});

test('100,000 sales are read beside the page, exactly: it says how far it is, and stays free', async ({ app, page, browser }, testInfo) => {
  const sale = (index) => ({
    id: `s${index}`,
    client: 'c',
    deal_type: index % 2 ? 'partner_sourced' : 'partner_assisted',
    mrr: `${index % 977}.25`,
    currency: 'USD',
    closed_on: `2024-${String((index % 12) + 1).padStart(2, '0')}-15`,
  });
  const sales = Array.from({ length: 100_000 }, (_, index) => sale(index));
  // Points are mrr / 100 x 5 or 3, of the sales from March on: those of January and February are over by then. In quarters.
  const quarters = sales.reduce((sum, _, index) => (index % 12 < 2 ? sum : sum + (index % 2 ? 5 : 3) * (4 * (index % 977) + 1)), 0);
  const book = { format: 'tierwise/1', as_of: '2025-02-25', clients: [{ id: 'c', name: 'C', market: 'standard' }], sales };
  const path = testInfo.outputPath('large.json');
  writeFileSync(path, JSON.stringify(book));
  await app.go('Data');
  // What each frame that the page draws has to say of it, and how many it draws while it takes up the answer.
  await page.evaluate(() => {
    window.drawn = [];
    window.drawnSince = 0;
    let answered = false;
    window.Worker = class extends Worker {
      constructor(...given) {
        super(...given);
        this.addEventListener('message', ({ data }) => (answered ||= Array.isArray(data)));
      }
    };
    const look = () => {
      const bar = document.querySelector('.notices progress');
      if (bar) window.drawn.push([bar.value, bar.max]);
      if (bar && answered) window.drawnSince += 1;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  // The real worker, whose answer waits until all that the page does before is measured.
  await wrap(
    page,
    `const post = postMessage;
    self.postMessage = async (message, transfer) => {
      if (Array.isArray(message)) await fetch('answer');
      post(message, transfer);
    };`,
  );
  let answer = null;
  await page.route('**/files/answer', (route) => (answer = route));
  await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline', '__metadata'] });
  await app.file.setInputFiles(path);
  await expect.poll(() => answer, { timeout: 60_000 }).not.toBeNull();
  const { traceEvents: events } = JSON.parse(await browser.stopTracing());
  // The tasks of the page's own thread, in that thread's time: what else the machine does counts for nothing.
  const pages = events.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(({ pid, tid }) => `${pid} ${tid}`);
  const tasks = events.filter(({ name, pid, tid }) => name === 'RunTask' && pages.includes(`${pid} ${tid}`));
  expect(tasks.length).toBeGreaterThan(10);
  expect(Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000, 'milliseconds of the longest task').toBeLessThan(50);
  await answer.fulfill({ body: '' });
  await expect(app.status).toContainText('large.json is open: 1 client.', { timeout: 60_000 });
  expect(await page.evaluate(() => window.drawnSince), 'frames while the answer is taken up').toBeGreaterThan(2);
  const drawn = await page.evaluate(() => window.drawn);
  const { size } = statSync(path);
  expect(new Set(drawn.map(([, max]) => max))).toEqual(new Set([size]));
  const values = drawn.map(([value]) => value);
  expect(values, 'never back').toEqual([...values].sort((a, b) => a - b));
  const within = new Set(values.filter((value) => value > 0 && value < size));
  expect(within.size, `different ones within the file: ${[...within]}`).toBeGreaterThan(2);
  await app.go('Dashboard');
  await expect(app.figure('points.sold')).toHaveAttribute('value', String(quarters / 400));
});
