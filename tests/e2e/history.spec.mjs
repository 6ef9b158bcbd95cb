// What was imported is kept as it was: it comes back, is compared, packed and restored; several accounts; and a browser that
// keeps nothing costs nothing that is on the screen.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { App, expect, test } from './dashboard.page.mjs';
import { changes, figures, fixture, rounded, rules, sample, small } from './oracle.mjs';
import { zip } from './zip.mjs';

const database = (version) => JSON.parse(readFileSync(fixture(`versions/database-${version}.json`), 'utf8'));
const ARCHIVE = fixture('versions/history-1.zip');

const snapshots = (app) => app.main.locator('[data-snapshot]');
const row = (app, name) => snapshots(app).filter({ has: app.page.getByText(name, { exact: true }) });
const dialog = (app) => app.page.getByRole('dialog');
const sha256 = (text) => createHash('sha256').update(text).digest('hex');

/** Opens a file and waits until it is kept. */
const keep = async (app, name, book) => {
  await app.chooseAndShow(name, typeof book === 'string' ? book : JSON.stringify(book));
  await kept(app, name);
};

/** Waits on the History page until a snapshot of that name is what the screen shows. */
const kept = async (app, name) => {
  await app.go('History');
  await expect(row(app, name)).toContainText('On the screen');
  await settled(app);
};

/** Waits on the History page until what is kept, the sums of the accounts and the room stand where they stay. */
const settled = async (app) => {
  await app.ready();
  await expect(snapshots(app).or(app.main.locator('.empty')).first()).toBeVisible();
  await expect(app.main.locator('.room')).not.toBeEmpty();
  await app.whole();
};

/** The sample's agency on a day, under another name. */
const agency = (changed = {}, as_of = sample.as_of) => ({ ...structuredClone(sample), as_of, ...changed });
const partner = (hub_id, name) => ({ partner: { ...sample.partner, hub_id, name } });

test('a file is there after a reload, byte for byte, and nothing is asked', async ({ app, page }) => {
  const text = JSON.stringify(small, null, 3);
  await app.open();
  await app.go('History');
  await expect(app.main).toContainText('Nothing was imported yet.');
  await keep(app, 'march.json', text);
  const kept = row(app, 'march.json');
  await expect(kept.locator('time')).toHaveAttribute('datetime', small.as_of);
  await expect(kept.locator('code')).toHaveAttribute('title', `SHA-256: ${sha256(text)}`);
  await expect(kept).toContainText('Tierwise data, version 1');
  await app.go('Dashboard');
  const before = await app.figures();
  await page.reload();
  await app.ready();
  await expect(app.banner).toContainText('Northbeam Digital');
  await app.expectFigures(before);
  await expect(app.main).not.toContainText('Sample data');
  const bytes = await page.evaluate(
    () =>
      new Promise((done) => {
        indexedDB.open('tierwise').onsuccess = ({ target: { result } }) => {
          result.transaction('contents').objectStore('contents').getAll().onsuccess = async ({ target }) => {
            result.close();
            done(await target.result[0][0].text());
          };
        };
      }),
  );
  expect(bytes).toBe(text);
});

test('the same file is kept once; the sample and what was refused never', async ({ app }) => {
  await app.open();
  await keep(app, 'a.json', small);
  await keep(app, 'b.json', { ...small, as_of: '2025-03-31' });
  await app.chooseAndShow('a again.json', JSON.stringify(small));
  await kept(app, 'a.json');
  await expect(row(app, 'a.json')).toContainText(/again \w+ \d+, \d{4}, \d\d:\d\d/);
  await app.choose('page.html', '<html></html>');
  await expect(app.alert).toContainText('This is a web page');
  await app.main.getByRole('button', { name: 'Open the sample' }).click();
  await expect(app.problems).toContainText('Sample book');
  await app.go('History');
  await expect(snapshots(app)).toHaveCount(2);
});

test('a table keeps the day on which it was imported', async ({ app, page }) => {
  await page.clock.setFixedTime(new Date('2025-11-26T10:00:00Z'));
  await app.open();
  await keep(app, 'clients.csv', readFileSync(fixture('clients.csv'), 'utf8'));
  await page.clock.setFixedTime(new Date('2026-03-01T10:00:00Z'));
  await page.reload();
  await expect(app.banner).toContainText('Data as of Nov 26, 2025');
});

test('a table whose columns the user named is read again as it was', async ({ app, page }) => {
  await app.open();
  await app.choose('points.csv', 'Customer;Sold points\nAcme;7\n');
  const card = page.locator('#columns');
  await card.getByRole('button', { name: 'Preview' }).click();
  await card.getByRole('button', { name: 'Use this data' }).click();
  await kept(app, 'points.csv');
  await page.evaluate(() => localStorage.removeItem('tierwise.columns'));
  await page.goto('./#/dashboard');
  await page.reload();
  await expect(app.figure('points.sold')).toHaveAttribute('value', '7');
});

test('of several books at once the latest is shown and all are kept', async ({ app }) => {
  await app.open();
  await app.go('Data');
  const file = (name, book) => ({ name, mimeType: '', buffer: Buffer.from(JSON.stringify(book)) });
  await app.file.setInputFiles([file('may.json', agency({}, '2025-05-31')), file('june.json', agency({}, '2025-06-30')), file('april.json', agency({}, '2025-04-30'))]);
  await expect(app.status).toContainText('2 other books were in the files: find them under History');
  await app.status.getByRole('link', { name: 'History' }).click();
  await kept(app, 'june.json');
  await expect(snapshots(app).locator('.snapshot-name')).toHaveText(['june.json', 'may.json', 'april.json']);
});

test('open an older one, rename it, delete it', async ({ app, page }) => {
  await app.open();
  await keep(app, 'may.json', agency({}, '2025-05-31'));
  await keep(app, 'april.json', agency({}, '2025-04-30'));
  await expect(snapshots(app).locator('.snapshot-name')).toHaveText(['may.json', 'april.json']);
  await app.main.getByRole('button', { name: 'Open “may.json”' }).click();
  await expect(row(app, 'may.json')).toContainText('On the screen');
  await expect(app.banner).toContainText('Data as of May 31, 2025');

  await app.main.getByRole('button', { name: 'Rename “april.json”' }).click();
  const name = dialog(app).getByLabel('Name of the snapshot');
  await expect(name, 'what the dialog is opened for').toBeFocused();
  await name.fill(' ');
  await page.keyboard.press('Enter');
  await expect(dialog(app)).toContainText('Give it a name.');
  await name.fill('First quarter');
  await page.keyboard.press('Enter');
  await expect(row(app, 'First quarter')).toContainText('april.json');
  await page.reload();
  await settled(app);
  await expect(row(app, 'First quarter')).toHaveCount(1);

  await app.main.getByRole('button', { name: 'Delete “First quarter”' }).click();
  await page.keyboard.press('Escape');
  await expect(snapshots(app)).toHaveCount(2);
  await app.main.getByRole('button', { name: 'Delete “First quarter”' }).click();
  await dialog(app).getByRole('button', { name: 'Delete' }).click();
  await expect(snapshots(app)).toHaveCount(1);
  await expect(dialog(app)).toHaveCount(0);

  // The last one too: the next visit begins with the sample.
  await app.main.getByRole('button', { name: 'Delete “may.json”' }).click();
  await dialog(app).getByRole('button', { name: 'Delete' }).click();
  await expect(app.main).toContainText('Nothing was imported yet.');
  await expect(app.banner, 'what is on the screen stays').toContainText('Data as of May 31, 2025');
  await page.goto('./');
  await expect(app.main).toContainText('Sample data');
});

test('until the history is there the page says that it loads; what the user opens meanwhile goes before it', async ({ app, page }) => {
  await app.open();
  await keep(app, 'kept.json', agency(partner('1', 'Kept Agency')));
  let go;
  const gate = new Promise((done) => (go = done));
  const part = '**/app/dashboard-*-split_setup.wasm';
  await page.route(part, async (route) => (await gate, route.continue()));
  const loaded = page.waitForResponse(part);
  await page.goto('about:blank');
  await page.goto('./');
  await expect(app.main).toContainText('Loading…');
  await expect(app.main).not.toContainText('No data is open yet.');
  await app.status.getByRole('button', { name: 'Cancel' }).click();
  await app.main.getByRole('button', { name: 'Open the sample' }).click();
  await expect(app.banner).toContainText('Northbeam Digital');
  go();
  await loaded;
  await app.go('History');
  await settled(app);
  await expect(row(app, 'kept.json')).toHaveCount(1);
  await expect(row(app, 'kept.json')).not.toContainText('On the screen');
  await expect(app.banner).toContainText('Northbeam Digital');
});

test('an endpoint’s answers are kept where they differ', async ({ app, page, api, allow }) => {
  allow(api.origin);
  api.route('/book.json', { body: agency() });
  const address = `./?data=${encodeURIComponent(api.url('/book.json'))}#/history`;
  await page.goto(address);
  await expect(snapshots(app)).toHaveCount(1);
  await expect(snapshots(app)).toContainText(`${api.url('/book.json')}`);
  await page.reload();
  await expect(snapshots(app)).toContainText(/again/);
  api.route('/book.json', { body: agency({}, '2025-03-10') });
  await page.reload();
  await expect(snapshots(app)).toHaveCount(2);
  await expect(snapshots(app).first()).toContainText('endpoint');
});

test('of answers that an endpoint gave all day the last one is kept, when the user says so', async ({ app, page, api, allow }) => {
  allow(api.origin);
  const address = `./?data=${encodeURIComponent(api.url('/book.json'))}#/history`;
  for (const mrr of ['100', '200', '300', '400']) {
    api.route('/book.json', { body: agency({ sales: [{ id: 's1', client: 'c1', deal_type: 'partner_sourced', mrr, currency: 'USD', closed_on: '2025-01-15' }] }) });
    await page.goto('about:blank');
    await page.goto(address);
    await expect(snapshots(app).filter({ hasText: 'On the screen' })).toHaveCount(1);
  }
  await expect(snapshots(app)).toHaveCount(4);
  // What has a name of its own stays.
  await snapshots(app).last().getByRole('button', { name: /^Rename/ }).click();
  await page.getByLabel('Name of the snapshot').fill('Before the audit');
  await page.getByRole('button', { name: 'Save changes', exact: true }).click();
  await expect(snapshots(app).last()).toContainText('Before the audit');

  const thin = app.main.getByRole('button', { name: /^Thin out/ });
  await thin.click();
  const dialog = page.getByRole('dialog', { name: /^Thin out/ });
  await expect(dialog).toContainText('2 answers of an endpoint');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(snapshots(app)).toHaveCount(4);
  await thin.click();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(snapshots(app)).toHaveCount(2);
  await expect(snapshots(app).first()).toContainText('On the screen');
  await expect(snapshots(app).last()).toContainText('Before the audit');
  await expect(thin).toHaveCount(0);
  await page.reload();
  await settled(app);
  await expect(snapshots(app)).toHaveCount(2);
});

test('with the switch off nothing is kept', async ({ app, page }) => {
  await app.open('./#/history');
  await settled(app);
  await app.main.getByRole('checkbox', { name: 'Keep imported files in this browser' }).uncheck();
  await app.chooseAndShow('secret.json', JSON.stringify(small));
  await app.go('History');
  await expect(app.main).toContainText('Imports are not kept: the switch below is off.');
  const books = ['2025-05-31', '2025-06-30'].map((day) => [`${day}.json`, JSON.stringify(agency({}, day))]);
  await app.choose('both.zip', zip(books));
  await expect(app.status).toContainText('1 other book was in the files and is not kept: open it by itself to see it.');
  await app.go('History');
  await page.reload();
  await expect(app.main).toContainText('Imports are not kept');
  await expect(app.main.getByRole('checkbox', { name: 'Keep imported files in this browser' })).not.toBeChecked();
  await app.go('Dashboard');
  await expect(app.main).toContainText('Sample data');
});

test('what changed since: the figures of the points-changes section, clients and fields', async ({ app, page }) => {
  const [first, last] = ['2025-02-25', '2025-04-30'];
  const before = agency({}, first);
  const after = agency({}, last);
  delete before.reported;
  delete after.reported;
  await app.open();
  await keep(app, 'before.json', before);
  await keep(app, 'after.json', after);
  await app.main.getByRole('tab', { name: 'What changed since' }).click();
  const value = (key) => app.figure(`compare.${key}`).getAttribute('value');
  await expect(app.figure('compare.total.difference')).toBeVisible();
  expect(await value('restated')).toBe('0');
  expect(await value('changes')).toBe(await value('total.difference'));

  // The same over the same days in the section itself.
  const section = changes(after, rules, '2025-02-26', last);
  const net = ['new_sold', 'new_managed'].reduce((sum, key) => sum + Number(section[`changes.${key}`]), 0)
    - ['lost_sold', 'lost_managed'].reduce((sum, key) => sum + Number(section[`changes.${key}`]), 0);
  expect(Number(await value('changes'))).toBeCloseTo(net, 6);
  await page.goto(`./#/dashboard?changes=2025-02-26..${last}`);
  for (const key of ['new_sold', 'lost_sold', 'new_managed', 'lost_managed']) {
    await expect(app.figure(`changes.${key}`).first()).toBeVisible();
    expect(rounded(await app.figure(`changes.${key}`).first().getAttribute('value'))).toBe(section[`changes.${key}`]);
  }

  // Another file of the later day: one client new, one lost, one with another owner.
  const other = structuredClone(after);
  const lost = other.clients[0];
  other.clients = other.clients.slice(1);
  for (const list of ['sales', 'managed', 'deals', 'renewals']) other[list] = other[list].filter(({ client }) => client !== lost.id);
  other.clients.push({ id: 'fresh', name: 'Fresh & Co', country: 'US', currency: 'USD' });
  const moved = other.clients[0];
  moved.owner = 'Somebody Else';
  await keep(app, 'other.json', other);
  await app.main.getByRole('tab', { name: 'What changed since' }).click();
  await page.locator('#compare-before').selectOption({ label: 'Apr 30, 2025 – after.json' });
  const rows = app.main.locator('tr[data-client]');
  await expect(app.main).toContainText('1 new client · 1 lost client');
  await expect(app.main).toContainText('1 with other fields');
  await page.getByLabel('Show').selectOption('New clients');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('Fresh & Co New');
  await rows.getByRole('button', { name: 'Points of Fresh & Co' }).click();
  await expect(page.getByRole('dialog').getByRole('heading', { name: 'Fresh & Co' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(rows, 'the page is where it was').toHaveCount(1);
  await page.getByLabel('Show').selectOption('Lost clients');
  await expect(rows).toContainText(lost.name);
  await expect(rows.getByRole('link'), 'what is open has no such client').toHaveCount(0);
  await expect(page).toHaveURL(/diff-only=lost/);
  await page.getByLabel('Show').selectOption('Other fields');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('→ Somebody Else');
  await page.getByLabel('Show').selectOption('All clients');
  await page.getByRole('searchbox').fill('somebody');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText(moved.name);
  await page.getByRole('searchbox').fill('');
  await app.main.getByRole('button', { name: 'Client' }).click();
  await expect(app.main.getByRole('columnheader', { name: 'Client' })).toHaveAttribute('aria-sort', 'ascending');
  await expect(app.main).toContainText(`${sample.clients.length + 1} of ${sample.clients.length + 1} clients`);

  await page.getByLabel('Show').selectOption('Lost clients');
  const download = page.waitForEvent('download');
  await app.main.getByRole('button', { name: 'CSV' }).click();
  const csv = await readFile(await (await download).path(), 'utf8');
  expect(csv.split('\r\n')[1]).toContain(`${lost.id},`);
  expect(csv.trim().split('\n')).toHaveLength(2);
});

test('a past that is told otherwise is named as such', async ({ app }) => {
  const before = agency();
  const after = agency({}, '2025-03-31');
  const sale = after.sales.find(({ closed_on, ended_on }) => closed_on > '2024-06-01' && !ended_on);
  sale.mrr = String(Number(sale.mrr) + 1000);
  await app.open();
  await keep(app, 'before.json', before);
  await keep(app, 'after.json', after);
  await app.main.getByRole('tab', { name: 'What changed since' }).click();
  await expect(app.main).toContainText('The later snapshot gives other points for the earlier day');
  const value = async (key) => Number(await app.figure(`compare.${key}`).getAttribute('value'));
  expect(await value('restated')).toBeGreaterThan(0);
  expect(await value('changes') + await value('restated')).toBeCloseTo(await value('total.difference'), 9);
});

test('several accounts: side by side, switched, and points never added', async ({ app, page }) => {
  await app.open();
  await keep(app, 'north.json', agency(partner('1', 'North Agency')));
  await expect(app.banner.getByLabel('Account')).toHaveCount(0);
  await keep(app, 'south.json', { ...small, ...partner('2', 'South Agency') });
  const switcher = app.banner.getByLabel('Account');
  await expect(switcher.locator('option')).toHaveText(['North Agency', 'South Agency']);
  await expect(switcher.locator('option:checked')).toHaveText('South Agency');

  const account = (id) => app.main.locator(`tr[data-account="hub:${id}"]`);
  const value = (id, key) => account(id).locator(`[data-figure="account.${key}"]`).getAttribute('value');
  await expect(account(2)).toBeVisible();
  await expect(app.main.locator('tfoot')).toContainText('not added: a tier is of one account');
  expect(await value(1, 'credited_tier')).toBe(sample.partner.credited_tier.tier);
  const sum = ['sourced_mrr_12m'].map((key) => app.figure(`accounts.${key}`).getAttribute('value'));
  const usd = (text) => Number(text.replace(' USD', ''));
  expect(usd(await sum[0])).toBeCloseTo(usd(await value(1, 'sourced_mrr_12m')) + usd(await value(2, 'sourced_mrr_12m')), 6);

  await app.go('Dashboard');
  await app.expectFigures(figures({ ...small, ...partner('2', 'South Agency') }, rules));
  await switcher.selectOption('North Agency');
  await expect(page).toHaveTitle(/North Agency/);
  const north = await app.total.getAttribute('value');
  await page.reload();
  await app.ready();
  await expect(page).toHaveTitle(/North Agency/);
  await expect(app.total).toHaveAttribute('value', north);
  await app.go('History');
  await expect(account(1).locator('[data-figure="account.total_points"]')).toHaveAttribute('value', north);

  // The table follows what is imported.
  await keep(app, 'north later.json', agency(partner('1', 'North Agency'), '2025-06-30'));
  await expect(account(1)).toContainText('Jun 30, 2025');
  await expect(account(1).locator('[data-figure="account.total_points"]')).not.toHaveAttribute('value', north);

  // A file that does not say whose it is is its own account, until the user says.
  await keep(app, 'clients.csv', readFileSync(fixture('clients.csv'), 'utf8'));
  await app.main.getByRole('button', { name: 'Rename “clients.csv”' }).click();
  await dialog(app).getByLabel('Belongs to the account').selectOption('South Agency');
  await dialog(app).getByRole('button', { name: 'Save changes' }).click();
  await expect(app.main.locator('section[data-account="hub:2"] [data-snapshot]')).toHaveCount(2);
});

test('everything in one archive, and back', async ({ app, page }) => {
  await app.open();
  await keep(app, 'north.json', agency(partner('1', 'North Agency')));
  await keep(app, 'Échéances.json', { ...small, ...partner('2', 'South Agency') });
  const download = page.waitForEvent('download');
  await app.main.getByRole('button', { name: 'Save all as an archive' }).click();
  const file = await (await download).path();
  expect((await download).suggestedFilename()).toMatch(/^tierwise-history-\d{4}-\d\d-\d\d\.zip$/);
  await expect(app.main).toContainText('2 snapshots are in the archive');
  if (process.env.TIERWISE_WRITE) await (await download).saveAs(ARCHIVE);

  const restore = (what) => page.getByLabel('Restore an archive').setInputFiles(what);
  await restore(file);
  await expect(app.main).toContainText('2 were here already.');
  await app.main.getByRole('button', { name: 'Delete “north.json”' }).click();
  await dialog(app).getByRole('button', { name: 'Delete' }).click();
  await expect(snapshots(app)).toHaveCount(1);
  await restore(file);
  await expect(app.main).toContainText('1 snapshot came back. 1 was here already.');
  await settled(app);
  await app.main.getByRole('button', { name: 'Open “north.json”' }).click();
  await expect(page).toHaveTitle(/North Agency/);
  await kept(app, 'north.json');

  // A byte of a file that is another one, a file that is none, and one of a newer page.
  const bytes = await readFile(file);
  for (const name of ['north.json', 'Échéances.json']) {
    await app.main.getByRole('button', { name: `Delete “${name}”` }).click();
    await dialog(app).getByRole('button', { name: 'Delete' }).click();
    await expect(dialog(app)).toHaveCount(0);
  }
  const broken = Buffer.from(bytes);
  broken[200] ^= 1;
  const archive = (name, buffer) => ({ name, mimeType: 'application/zip', buffer });
  await restore(archive('broken.zip', broken));
  await expect(app.main).toContainText('1 snapshot came back. 1 is not as it was saved and was left out.');
  for (const nothing of [Buffer.from('PK'), bytes.subarray(0, bytes.length - 30), Buffer.from(JSON.stringify(small))]) {
    await restore(archive('cut.zip', nothing));
    await expect(app.main).toContainText('This is no archive of this page, or it is damaged.');
  }
  await restore(archive('newer.zip', zip([['manifest.json', JSON.stringify({ format: 'tierwise-history/2', snapshots: [] })]])));
  await expect(app.main).toContainText('A newer version of this page saved this archive (tierwise-history/2). Nothing was changed.');
  await expect(snapshots(app)).toHaveCount(1);
});

test('an archive of the first version is restored', async ({ app, page }) => {
  await app.open('./#/history');
  await page.getByLabel('Restore an archive').setInputFiles(ARCHIVE);
  await expect(app.main).toContainText('2 snapshots came back.');
  await app.main.getByRole('button', { name: 'Open “north.json”' }).click();
  await expect(page).toHaveTitle(/North Agency/);
});

test('the room that there is', async ({ app }) => {
  await app.open('./#/history');
  await settled(app);
  await expect(app.main).toContainText(/ used of the .+ that the browser gives this page\./);
  await app.main.getByRole('button', { name: 'Ask the browser to keep it' }).click();
  await expect(app.main).toContainText(/The browser (did not promise|has promised)/);
});

test('two tabs show the same history', async ({ app, page, context }) => {
  await app.open('./#/history');
  await expect(app.main).toContainText('Nothing was imported yet.');
  const other = new App(await context.newPage());
  await other.open();
  await keep(other, 'march.json', small);
  await expect(snapshots(app)).toHaveCount(1);
  await app.main.getByRole('button', { name: 'Delete “march.json”' }).click();
  await dialog(app).getByRole('button', { name: 'Delete' }).click();
  await expect(snapshots(other)).toHaveCount(0);
});

const FAULTS = [
  {
    what: 'a browser without a database',
    script: () => Object.defineProperty(window, 'indexedDB', { get: () => null }),
    says: 'This browser keeps nothing for this page',
  },
  {
    what: 'a full disk',
    script: () => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    },
    says: 'The browser has no room left for this page.',
  },
  {
    what: 'an upgrade in the way',
    script: () => {
      IDBFactory.prototype.open = () => {
        const request = { onblocked: null };
        Promise.resolve().then(() => request.onblocked(new Event('blocked')));
        return request;
      };
    },
    says: 'Another tab with an older version of this page is in the way.',
  },
];
for (const { what, script, says } of FAULTS) {
  test(`${what}: it is said, and what is open stays`, async ({ app, page }) => {
    await page.addInitScript(script);
    await app.open();
    await app.chooseAndShow('own.json', JSON.stringify(small));
    await expect(app.main).toContainText('It could not be kept in this browser: it stays until you close the page.');
    await expect(page).toHaveTitle(/Northbeam Digital/);
    await expect(app.total).toBeVisible();
    await app.main.getByRole('link', { name: 'See why' }).click();
    await expect(app.main).toContainText(says);
    await app.go('Dashboard');
    await expect(app.main).not.toContainText('Sample data');
  });
}

test('a database of a newer page is left alone', async ({ app, page, allow }) => {
  allow(/favicon/); // of the plain file that the page's origin is entered by
  await page.goto('./manifest.webmanifest');
  await page.evaluate(() => new Promise((done) => {
    indexedDB.open('tierwise', 99).onsuccess = ({ target }) => done(target.result.close());
  }));
  await app.open();
  await app.chooseAndShow('own.json', JSON.stringify(small));
  await app.go('History');
  await expect(app.main).toContainText('A newer version of this page has been here. Reload the page; what is kept is still there.');
});

for (const version of [1, 2]) {
  test(`a database of version ${version} keeps what was in it`, async ({ app, page, allow }) => {
    allow(/favicon/);
    await page.goto('./manifest.webmanifest');
    await page.evaluate(
      ({ name, version, stores }) =>
        new Promise((done) => {
          const request = indexedDB.open(name, version);
          request.onupgradeneeded = () => Object.keys(stores).forEach((store) => request.result.createObjectStore(store));
          request.onsuccess = () => {
            const database = request.result;
            const writing = database.transaction(Object.keys(stores), 'readwrite');
            for (const [store, entries] of Object.entries(stores)) {
              for (const [key, kept] of Object.entries(entries)) {
                writing.objectStore(store).put(Array.isArray(kept) ? kept.map((text) => new Blob([text])) : kept, key);
              }
            }
            writing.oncomplete = () => done(database.close());
          };
        }),
      database(version),
    );
    await app.open();
    if (version === 1) {
      await keep(app, 'own.json', small);
    } else {
      await app.go('History');
      await app.main.getByRole('button', { name: 'Open “own.json”' }).click();
      await expect(app.status).toContainText('own.json is open: 3 clients.');
    }
    await app.go('Lists');
    await expect(app.main.getByRole('row').filter({ hasText: 'Key clients' })).toContainText('Static2');
    await app.go('My dashboard');
    await expect(app.main.locator('[data-tile] h2')).toHaveText(['Sold points']);
    await app.open('./#/client?client=c1');
    await expect(app.main.getByRole('textbox')).toHaveValue('Calls in May');
  });
}

test('what cannot be read any more gives way to the sample, with a sentence', async ({ app, page }) => {
  await app.open();
  await keep(app, 'own.json', small);
  await page.evaluate(() => new Promise((done) => {
    indexedDB.open('tierwise').onsuccess = ({ target: { result } }) => {
      const emptied = result.transaction('contents', 'readwrite');
      emptied.objectStore('contents').clear();
      emptied.oncomplete = () => done(result.close());
    };
  }));
  await page.goto('./');
  await page.reload();
  await expect(app.main).toContainText('Sample data');
  await expect(app.alert).toContainText('own.json could not be opened');
  await expect(app.alert).toContainText('What this browser keeps could not be read.');
});

for (const theme of ['light', 'dark']) {
  test.describe(theme, () => {
    test.use({ stored: { 'tierwise.theme': theme } });

    test('the page has no violation of WCAG, wide and narrow', async ({ app, page }) => {
      const check = async (what) => {
        for (const width of [1440, 360]) {
          await page.setViewportSize({ width, height: 900 });
          const axe = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']);
          const { violations } = await axe.setLegacyMode().analyze();
          const told = violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`));
          expect.soft(told, `${what}, ${width} px`).toEqual([]);
          const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          expect.soft(over, `${what}, ${width} px: nothing sticks out`).toBe(0);
        }
        await page.setViewportSize({ width: 1440, height: 900 });
      };
      await app.open('./#/history');
      await expect(app.main).toContainText('Nothing was imported yet.');
      await check('empty');
      await keep(app, 'april.json', agency(partner('1', 'North Agency')));
      await keep(app, 'may.json', agency(partner('1', 'North Agency'), '2025-05-31'));
      await keep(app, 'south.json', { ...small, ...partner('2', 'South Agency') });
      await expect(app.main.locator('tfoot')).toBeVisible();
      await check('accounts and snapshots');
      await app.main.getByRole('button', { name: 'Rename “may.json”' }).click();
      await expect(dialog(app)).toBeVisible();
      await check('rename');
      await page.keyboard.press('Escape');
      await app.main.getByRole('button', { name: 'Open “may.json”' }).click();
      await app.main.getByRole('tab', { name: 'What changed since' }).click();
      await expect(app.figure('compare.total.difference')).toBeVisible();
      await check('what changed');
    });
  });
}

test('files are stored before their record: where a browser stores none, nothing was begun', async ({ app, page }) => {
  await page.addInitScript(() => {
    const { put } = IDBObjectStore.prototype;
    globalThis.stored = [];
    IDBObjectStore.prototype.put = function (...all) {
      stored.push(this.name);
      return put.apply(this, all);
    };
  });
  await app.open();
  await keep(app, 'may.json', agency());
  const stores = await page.evaluate(() => stored);
  const [files, record] = stores.filter((name) => ['contents', 'snapshots'].includes(name));
  expect([files, record]).toEqual(['contents', 'snapshots']);
});

test('what could not be kept is kept by trying again', async ({ app, page }) => {
  await app.open();
  // The files are refused after the record was taken: both or nothing.
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    globalThis.mend = () => (IDBObjectStore.prototype.put = put);
    globalThis.tries = 0;
    IDBObjectStore.prototype.put = function (value, key) {
      if (this.name === 'contents') {
        globalThis.tries += 1;
        throw new DOMException('cannot be cloned', 'DataCloneError');
      }
      return put.call(this, value, key);
    };
  });
  await app.chooseAndShow('march.json', JSON.stringify(small));
  await app.go('History');
  await expect(app.main).toContainText('This browser keeps nothing for this page');
  await expect(snapshots(app)).toHaveCount(0);
  await app.main.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => page.evaluate(() => globalThis.tries)).toBe(2);
  await expect(app.main).toContainText('This browser keeps nothing for this page');
  await page.evaluate(() => globalThis.mend());
  await app.main.getByRole('button', { name: 'Try again' }).click();
  await kept(app, 'march.json');
  await page.reload();
  await expect(page).toHaveTitle(/Northbeam Digital/);
});

test('of two books of one archive the second could not be kept: it is, by trying again', async ({ app, page }) => {
  await app.open();
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    let contents = 0;
    IDBObjectStore.prototype.put = function (value, key) {
      contents += this.name === 'contents' ? 1 : 0;
      if (this.name === 'contents' && contents === 2) throw new DOMException('full', 'QuotaExceededError');
      return put.call(this, value, key);
    };
  });
  const books = ['1', '2'].map((id) => [`${id}.json`, JSON.stringify({ ...small, ...partner(id, `Agency ${id}`) })]);
  await app.choose('both.zip', zip(books));
  await app.go('History');
  await expect(app.main).toContainText('The browser has no room left for this page.');
  await expect(snapshots(app)).toHaveCount(1);
  await app.main.getByRole('button', { name: 'Try again' }).click();
  await expect(snapshots(app)).toHaveCount(2);
  for (const id of ['1', '2']) await expect(app.main.locator(`section[data-account="hub:${id}"] [data-snapshot]`)).toHaveCount(1);
});

/** Takes the files of every snapshot away, as a browser that cleans up may. */
const loseFiles = (page) =>
  page.evaluate(
    () =>
      new Promise((done) => {
        indexedDB.open('tierwise').onsuccess = ({ target: { result } }) => {
          const changed = result.transaction('contents', 'readwrite');
          changed.objectStore('contents').clear();
          changed.oncomplete = () => done(result.close());
        };
      }),
  );

test('files that the browser has lost come back with the file, or with an archive', async ({ app, page }) => {
  await app.open();
  await keep(app, 'march.json', small);
  const download = page.waitForEvent('download');
  await app.main.getByRole('button', { name: 'Save all as an archive' }).click();
  const archive = await (await download).path();
  for (const again of [
    () => keep(app, 'march.json', small),
    async () => {
      await page.getByLabel('Restore an archive').setInputFiles(archive);
      await expect(app.main).toContainText('1 snapshot came back.');
    },
  ]) {
    await loseFiles(page);
    await page.reload();
    await app.ready();
    await app.go('History');
    await settled(app);
    await app.main.getByRole('button', { name: 'Open “march.json”' }).click();
    await expect(app.alert).toContainText('What this browser keeps could not be read.');
    await again();
    await page.reload();
    await app.ready();
    await expect(page).toHaveTitle(/Northbeam Digital/);
  }
  await page.getByLabel('Restore an archive').setInputFiles(archive);
  await expect(app.main).toContainText('1 was here already.');
});

test('what is given to another account, or deleted, is not shown as the old one', async ({ app, page }) => {
  await app.open();
  await keep(app, 'north.json', agency(partner('1', 'North Agency')));
  await keep(app, 'clients.csv', readFileSync(fixture('clients.csv'), 'utf8'));
  const chosen = app.banner.getByLabel('Account').locator('option:checked');
  await expect(chosen).toHaveText('clients.csv');
  await app.main.getByRole('button', { name: 'Rename “clients.csv”' }).click();
  await dialog(app).getByLabel('Belongs to the account').selectOption('North Agency');
  await dialog(app).getByRole('button', { name: 'Save changes' }).click();
  await expect(app.banner.getByLabel('Account'), 'one account is left').toHaveCount(0);
  await page.reload();
  await settled(app);
  await keep(app, 'south.json', { ...small, ...partner('2', 'South Agency') });
  await expect(chosen).toHaveText('South Agency');
  await app.main.getByRole('button', { name: 'Delete “south.json”' }).click();
  await dialog(app).getByRole('button', { name: 'Delete' }).click();
  await expect(row(app, 'south.json')).toHaveCount(0);
  await expect(app.main.getByText('On the screen')).toHaveCount(0);
});

test('what cannot be deleted is still there, and the dialog says why', async ({ app, page }) => {
  await app.open();
  await keep(app, 'march.json', small);
  await page.evaluate(() => {
    IDBObjectStore.prototype.delete = () => {
      throw new DOMException('no', 'UnknownError');
    };
  });
  await app.main.getByRole('button', { name: 'Delete “march.json”' }).click();
  await dialog(app).getByRole('button', { name: 'Delete' }).click();
  await expect(dialog(app)).toContainText('It could not be deleted and is still there.');
  await page.keyboard.press('Escape');
  await expect(snapshots(app)).toHaveCount(1);
  await expect(app.main.locator('.notice.bad')).toHaveCount(0);
});

test('an account alone in its place: the comparison begins with one that has two', async ({ app, page }) => {
  await app.open();
  await app.go('History');
  await keep(app, 'north.json', agency(partner('1', 'North Agency')));
  await keep(app, 'north later.json', agency(partner('1', 'North Agency'), '2025-06-30'));
  await keep(app, 'south.json', { ...small, ...partner('2', 'South Agency') });
  await app.main.getByRole('tab', { name: 'What changed since' }).click();
  await expect(app.main.getByLabel('Before').locator('option:checked')).toContainText('north.json');
  await expect(app.main.getByLabel('After').locator('option')).toHaveCount(2);
  await expect(app.main.getByLabel('After').locator('option:checked')).toContainText('north later.json');
});

test('where an account cannot be read there is no sum of all', async ({ app, page }) => {
  await app.open();
  await keep(app, 'north.json', agency(partner('1', 'North Agency')));
  await loseFiles(page);
  await keep(app, 'south.json', agency(partner('2', 'South Agency')));
  await page.reload();
  await expect(app.main.locator('tfoot')).toBeVisible();
  await expect(app.figure('accounts.sourced_mrr_12m')).toHaveClass(/missing/);
});

test('the focus stays on the page where the button of an opened snapshot goes away', async ({ app, page }) => {
  await app.open();
  await keep(app, 'may.json', agency({}, '2025-05-31'));
  await keep(app, 'june.json', agency({}, '2025-06-30'));
  const button = app.main.getByRole('button', { name: 'Open “may.json”' });
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(row(app, 'may.json')).toContainText('On the screen');
  await expect(page.locator('#main')).toBeFocused();
});
