// Exports opened again: by an independent reader of XLSX, as text, and by our own importer.
import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import readXlsxFile from 'read-excel-file/node';
import { expect, test } from './dashboard.page.mjs';
import { sample } from './oracle.mjs';

const dialog = (page) => page.getByRole('dialog');

/** Opens a report, exports it, and reads the file. */
const exported = async (app, page, hash, { format, columns = 'As shown', name }) => {
  await page.goto('about:blank');
  await app.open(`./#/dashboard?${hash}&panel=export`);
  await dialog(page).getByRole('radio', { name: format }).check();
  await dialog(page).getByRole('radio', { name: columns }).check();
  if (name) await dialog(page).getByLabel('File name').fill(name);
  const download = page.waitForEvent('download');
  await dialog(page).getByRole('button', { name: 'Export', exact: true }).click();
  await expect(dialog(page)).toContainText('The file was saved.', { timeout: 30_000 });
  const bytes = await readFile(await (await download).path());
  return { bytes, name: (await download).suggestedFilename() };
};

test('XLSX: numbers are numbers, days are days, and the second sheet says what was filtered', async ({ app, page }) => {
  const { bytes, name } = await exported(app, page, 'report=points.sold&where=deal_type.is.partner_sourced', { format: /XLSX/, name: 'Sourced' });
  expect(name).toBe('Sourced.xlsx');
  const [{ data: rows }, { data: about }] = await readXlsxFile(bytes);
  const [headings, ...values] = rows;
  const at = (heading) => headings.indexOf(heading);
  expect(headings).toEqual(['Client', 'Record', 'Products', 'Deal type', 'MRR', 'MRR (Currency)', 'From', 'Until', 'Points']);
  for (const row of values) {
    expect(typeof row[at('MRR')]).toBe('number');
    expect(typeof row[at('Points')]).toBe('number');
    expect(row[at('From')]).toBeInstanceOf(Date);
    expect(row[at('Deal type')]).toBe('Partner sourced');
  }
  const sum = await dialog(page).locator('[data-report="sum"]').getAttribute('value');
  expect(values.reduce((sum, row) => sum + row[at('Points')], 0)).toBeCloseTo(Number(sum), 6);
  const said = Object.fromEntries(about.map(([key, value]) => [key, value]));
  expect(said.Filter).toBe('Deal type is Partner sourced');
  expect(said['Sum of the rows']).toBe(sum);
  expect(said['Data as of']).toBe('2025-02-25');
  // The rows on screen, in their order, over all pages.
  const shown = await dialog(page).locator('tbody tr').evaluateAll((rows) => rows.map((row) => row.querySelector('th').textContent));
  expect(values.slice(0, shown.length).map((row) => row[0])).toEqual(shown);
});

test('all columns, and a report without filters', async ({ app, page }) => {
  const { bytes } = await exported(app, page, 'report=sales', { format: /XLSX/, columns: 'All' });
  const [{ data }] = await readXlsxFile(bytes);
  expect(data).toHaveLength(sample.sales.length + 1);
  for (const heading of ['Id', 'Owner', 'Country', 'Deal']) expect(data[0]).toContain(heading);
});

test('CSV: the filters are in its name, digits are whole, and a formula is text that our importer takes back', async ({ app, page }) => {
  const evil = ['=1+1', '+cmd', '-2', '@sum', '\ttab', 'x;=1', '\u2019=quote', "'=already"];
  const book = structuredClone(sample);
  book.clients.forEach((client, index) => (client.name = evil[index] ?? client.name));
  await app.open();
  await app.chooseAndShow('evil.json', JSON.stringify(book));
  const hash = await page.evaluate(() => (location.hash = '#/dashboard?report=clients&by=client&where=market.is.growth&panel=export'));
  expect(hash).toContain('report');
  await dialog(page).getByRole('radio', { name: /CSV/ }).check();
  const download = page.waitForEvent('download');
  await dialog(page).getByRole('button', { name: 'Export', exact: true }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^Clients, Market is Growth\.csv$/);
  const text = await readFile(await file.path(), 'utf8');
  expect(text.startsWith('\uFEFF')).toBe(true);
  for (const line of text.trim().split(/\r?\n/)) expect(line, 'no cell that runs').not.toMatch(/(^|[,;])"?[=+@\t]/);
});

test('in XLSX no text is a formula', async ({ app, page }) => {
  const book = structuredClone(sample);
  book.clients[0].name = '=HYPERLINK("http://evil.example","x")';
  await app.open();
  await app.chooseAndShow('evil.json', JSON.stringify(book));
  await page.evaluate(() => (location.hash = '#/dashboard?report=clients&panel=export'));
  const download = page.waitForEvent('download');
  await dialog(page).getByRole('button', { name: 'Export', exact: true }).click();
  const bytes = await readFile(await (await download).path());
  const files = unzipSync(bytes);
  for (const [name, content] of Object.entries(files)) {
    if (name.startsWith('xl/worksheets/')) expect(Buffer.from(content).toString()).not.toContain('<f>');
  }
  const [{ data }] = await readXlsxFile(bytes);
  expect(data.flat()).toContain('=HYPERLINK("http://evil.example","x")');
});

test('a worker that cannot be loaded is a sentence, and the next export works', async ({ app, page, allow }) => {
  allow(/404|Failed to load|error/i);
  await page.route('**/files/**', (route) => route.fulfill({ status: 404, body: '' }));
  await app.open('./#/dashboard?report=sales&panel=export');
  await dialog(page).getByRole('button', { name: 'Export', exact: true }).click();
  await expect(dialog(page).locator('.answer .wrong')).toBeVisible({ timeout: 30_000 });
  await page.unroute('**/files/**');
  const download = page.waitForEvent('download');
  await dialog(page).getByRole('button', { name: 'Export', exact: true }).click();
  expect((await download).suggestedFilename()).toBe('Sales.xlsx');
});
