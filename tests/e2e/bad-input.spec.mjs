// Files that are not what they should be: the user reads what is wrong and what to do, and keeps what was on the screen.
import { closeSync, ftruncateSync, openSync } from 'node:fs';
import { expect, test } from './dashboard.page.mjs';
import { clients, figures, rules, small } from './oracle.mjs';

const text = JSON.stringify(small, null, 2);

const REFUSED = [
  { name: 'letter.txt', content: 'Dear partner,\nsee you on Monday.\n', what: 'The headings of the table are not known.', hint: 'Say on the Data page what its columns are' },
  { name: 'empty.json', content: '', what: 'The file is empty.', hint: 'Export it again' },
  { name: 'blank.csv', content: ' \r\n\t\n', what: 'The file is empty.', hint: 'Export it again' },
  { name: 'cut.json', content: text.slice(0, text.length / 2), what: 'The JSON ends in the middle.', hint: 'Get it again.' },
  { name: 'broken.json', content: text.replace('"sales": [', '"sales": [,'), what: 'The JSON is broken', hint: 'Correct the place' },
  { name: 'newer.json', content: text.replace('tierwise/1', 'tierwise/2'), what: 'tierwise/2, which is newer than this program', hint: 'Reload the page' },
  { name: 'page.html', content: '<!doctype html><title>Sign in</title>', what: 'This is a web page, not data.', hint: 'save the data' },
  { name: 'book.xlsx', content: 'PK\x03\x04\x14\x00\x06\x00', what: 'The archive or spreadsheet is damaged', hint: 'save it as XLSX' },
  { name: 'old.xls', content: Buffer.from('d0cf11e0a1b11ae1', 'hex'), what: 'an old spreadsheet (.xls)', hint: 'Save the spreadsheet as XLSX' },
  { name: 'picture.png', content: Buffer.from('89504e470d0a1a0a0000', 'hex'), what: 'The file is not text.', hint: 'Export it as JSON' },
  { name: 'weather.json', content: '{"weather": "fine"}', what: 'This is JSON, but no partner data', hint: '"format": "tierwise/1"' },
  { name: 'no-day.json', content: text.replace('"as_of": "2025-02-25"', '"as_of": "2025-02-29"'), what: 'as_of: “2025-02-29” is no day', hint: '2025-02-28' },
  {
    name: 'strangers.json',
    content: '{"format": "tierwise/1", "as_of": "2025-02-25", "sales": [{"id": "s", "client": "nobody"}]}',
    what: 'Not one record could be used.',
    hint: 'Correct them',
  },
];

test.describe('nothing of it can be used', () => {
  test('each says its name, what is wrong and what to do; what was open stays', async ({ app }) => {
    await app.open();
    const before = await app.figures();
    for (const { name, content, what, hint } of REFUSED) {
      await test.step(name, async () => {
        await app.choose(name, content);
        await expect(app.alert).toContainText(`${name} could not be opened`);
        await expect(app.alert).toContainText(what);
        await expect(app.alert).toContainText(hint);
        await expect(app.alert).toContainText('What you see below is still what was open before.');
        await expect(app.problems, 'what is open').toContainText('Sample book');
      });
    }
    await app.go('Dashboard');
    expect(await app.figures()).toEqual(before);
    await app.alert.getByRole('button', { name: 'Close' }).click();
    await expect(app.alert.getByRole('paragraph')).toHaveCount(0);
  });

  test('600 MB', async ({ app }, testInfo) => {
    const path = testInfo.outputPath('huge.json');
    const file = openSync(path, 'w');
    ftruncateSync(file, 600 * 1024 * 1024);
    closeSync(file);
    await app.open();
    const before = await app.figures();
    await app.choose(path);
    await expect(app.alert).toContainText('huge.json could not be opened');
    await expect(app.alert).toContainText('The file is too large: 600 MB; this page reads up to 256 MB.');
    await expect(app.alert).toContainText('split the clients over several files');
    await app.go('Dashboard');
    expect(await app.figures()).toEqual(before);
  });

  test('the next good file takes the message away', async ({ app }) => {
    await app.open();
    await app.choose('empty.json', '');
    await expect(app.alert).toContainText('The file is empty.');
    await app.chooseAndShow('book.json', text);
    await expect(app.alert.getByRole('paragraph')).toHaveCount(0);
    await app.expectFigures(figures(small, rules));
  });
});

test.describe('a part of it can be used', () => {
  const sale = { id: 'bad', client: 'c1', deal_type: 'partner_sourced', mrr: '500', currency: 'USD', closed_on: '2024-10-01' };
  const spell = { client: 'c1', mrr: '500', currency: 'USD', from: '2024-10-01' };
  const SPOILED = [
    {
      name: 'a currency without a unit',
      section: 'Sales',
      record: { sales: { ...sale, currency: 'CHF' } },
      code: 'currency-without-unit',
      place: 'sales, id bad',
      what: 'The programme’s rules have no unit for CHF.',
      hint: 'It counts for nothing in points and sums.',
      counts: ['4', '0'],
    },
    {
      name: 'a sale of a client that is not there',
      section: 'Sales',
      record: { sales: { ...sale, client: 'c99' } },
      code: 'client-unknown',
      place: 'sales[3].client',
      what: 'There is no client “c99” in this data.',
      hint: 'Add the client, or correct the id.',
      counts: ['3', '1'],
    },
    {
      name: 'a day that does not exist',
      section: 'Sales',
      record: { sales: { ...sale, closed_on: '2025-02-30' } },
      code: 'bad-date',
      place: 'sales[3].closed_on',
      what: '“2025-02-30” is no day of the calendar.',
      hint: 'Write days as 2025-02-28.',
      counts: ['3', '1'],
    },
    {
      name: 'a negative number of partners',
      section: 'Managed spells',
      record: { managed: { ...spell, partners: -2 } },
      code: 'bad-count',
      place: 'managed[2].partners',
      what: '“-2” is not a possible number of these.',
      hint: 'of partners at least 1',
      counts: ['2', '1'],
    },
    {
      name: 'an amount that is no number',
      section: 'Managed spells',
      record: { managed: { ...spell, mrr: '1,200.00' } },
      code: 'bad-number',
      place: 'managed[2].mrr',
      what: '“1,200.00” is not a plain number.',
      hint: 'Write numbers as 1234.50',
      counts: ['2', '1'],
    },
  ];

  test('the rest is used, and the Data page says what is wrong, where, and what to do', async ({ app }) => {
    await app.open();
    for (const { name, section, record, code, place, what, hint, counts } of SPOILED) {
      await test.step(name, async () => {
        const book = structuredClone(small);
        for (const [list, bad] of Object.entries(record)) book[list].push(bad);
        await app.choose(`${code}.json`, JSON.stringify(book));
        await expect(app.status).toContainText(`${code}.json is open: 3 clients.`);
        await expect(app.problem(code)).toContainText(place);
        await expect(app.problem(code)).toContainText(what);
        await expect(app.problem(code)).toContainText(hint);
        await expect(app.counts(section).getByRole('cell')).toHaveText(counts);
        if (counts[1] !== '0') await expect(app.status).toContainText('1 record was left out.');
        await expect(app.banner.getByRole('link', { name: '1 thing to look at' })).toBeVisible();
        await app.go('Dashboard');
        await app.expectFigures(figures(small, rules));
      });
    }
  });

  test('the notice of a file with faults leads to them', async ({ app }) => {
    const book = structuredClone(small);
    book.sales.push({ ...sale, client: 'c99' }, { ...sale, id: 'worse', closed_on: 'soon' });
    await app.open();
    await app.choose('book.json', JSON.stringify(book));
    await app.go('Dashboard');
    await expect(app.status).toContainText('2 records were left out.');
    await app.status.getByRole('link', { name: 'See the details' }).click();
    await expect(app.heading('Data')).toBeVisible();
    await expect(app.problem('client-unknown')).toBeVisible();
    await expect(app.problem('bad-date')).toContainText('“soon”');
  });
});

test('names are text: no script, no markup, no formula', async ({ app, page }) => {
  const names = ['<img src=x onerror="document.title=\'taken\'">', '=1+1', '"><script>document.title="taken"</script>', '{{1+1}} & co'];
  const book = structuredClone(small);
  book.partner.name = '<b>Bold</b> & sons';
  book.clients.forEach((client, index) => (client.name = names[index]));
  book.clients.push({ id: 'c4" onmouseover="x', name: names[3], record_url: 'javascript:document.title="taken"' });
  await app.open();
  await app.chooseAndShow('<i>book</i>.json', JSON.stringify(book));
  await app.expectFigures(figures(small, rules));
  for (const name of names) {
    await expect(app.rows.filter({ hasText: name })).toHaveCount(1);
  }
  await expect(app.banner).toContainText('<b>Bold</b> & sons');
  await expect(app.main.locator('img, script, b > i')).toHaveCount(0);
  // The name's own link stays on the page.
  await expect(app.rows.filter({ hasText: names[3] }).locator('a:not([href^="#/client?client="])')).toHaveCount(0);
  await expect(page).toHaveTitle('Partner dashboard · <b>Bold</b> & sons · Tierwise');
  expect((await app.clients()).map(({ id }) => id).sort()).toEqual(clients(book, rules).map(({ id }) => id).sort());
  await app.go('Data');
  await expect(app.problem('bad-address')).toContainText('clients[3].record_url');
});
