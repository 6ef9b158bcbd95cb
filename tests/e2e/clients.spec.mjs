// The points breakdown of the tier page, as a grid, and the flyout with one client's points.
import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import Papa from 'papaparse';
import { expect, test } from './dashboard.page.mjs';
import { clients, figures, rounded, rules, sample, shown, total } from './oracle.mjs';

const BREAKDOWN = './#/tier?tab=breakdown';
const all = clients(sample, rules);
const byId = new Map(all.map((client) => [client.id, client]));
const totalOf = ({ total }) => Number(total);

const dialog = (page) => page.getByRole('dialog');
const grid = (app) => app.main.getByRole('grid');
const rows = (app) => grid(app).locator('.grid-rows [data-client]');
const shownIds = (app) => rows(app).evaluateAll((all) => all.map(({ dataset }) => dataset.client));
const status = (app) => app.main.locator('#grid-shown');
const foot = async (app) => grid(app).locator('.grid-foot [role="gridcell"]').allInnerTexts();
const headings = (app) => grid(app).locator('[role="columnheader"]').evaluateAll((all) => all.map((cell) => cell.innerText.replace(/[▲▼]/, '').trim()));
/** The cells of a client's row, by heading. */
const cells = async (app, id) => {
  const texts = await grid(app).locator(`[data-client="${id}"] > *`).allInnerTexts();
  return Object.fromEntries((await headings(app)).map((name, index) => [name, texts[index]]));
};
const ready = async (app, hash = BREAKDOWN) => {
  await app.page.goto(hash);
  await expect(rows(app).first()).toBeVisible();
};

const DAY = 86_400_000;
const plusDays = (day, days) => new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
const yearLater = (day) => (day.endsWith('02-29') ? `${Number(day.slice(0, 4)) + 1}-02-28` : `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`);
/** What has begun of a client's sales and managed spells, each with the day on which its points end. */
const begun = (id) => {
  const sold = sample.sales
    .filter((sale) => sale.client === id && sale.closed_on <= sample.as_of)
    .map((sale) => ({ ...sale, end: [yearLater(sale.closed_on), sale.ended_on ?? '9999'].sort()[0] }));
  const managed = sample.managed
    .filter((spell) => spell.client === id && spell.from <= sample.as_of)
    .map((spell) => ({ ...spell, end: [spell.to ?? '9999', spell.last_activity_on ? plusDays(spell.last_activity_on, 61) : '9999'].sort()[0] }));
  return { sold, managed };
};
const isActive = ({ end }) => sample.as_of < end;
/** The days on which a client's active points end. */
const ends = (id) => Object.values(begun(id)).flat().filter(isActive).map(({ end }) => end).filter((day) => day !== '9999').sort();
/** A client's MRR: of what is managed, else of what was sold and still counts; none in several currencies. */
const mrrOf = (id) => {
  const { sold, managed } = begun(id);
  const parts = managed.some(isActive) ? managed.filter(isActive) : sold.filter(isActive);
  const currency = (part) => part.currency || sample.clients.find((client) => client.id === id).currency;
  const currencies = [...new Set(parts.map(currency))];
  return currencies.length === 1 ? { currency: currencies[0], amount: total(parts.map(({ mrr }) => mrr)) } : null;
};

test('every client, the most points first, with exact figures, share, next expiry and sums', async ({ app }) => {
  await ready(app);
  await expect(status(app)).toHaveText(`${sample.clients.length} of ${sample.clients.length} clients`);
  await expect(grid(app)).toHaveAttribute('aria-rowcount', String(sample.clients.length + 2));
  const sum = (key) => total(all.map((client) => client[key]));
  const everything = Number(sum('total'));
  const found = new Map();
  for (let at = 0; at < sample.clients.length; at += 10) {
    await grid(app).evaluate((host, top) => (host.scrollTop = top), at * 41);
    // The first of ten rows may stand there from before the grid was scrolled; the last of them does not.
    const last = Math.min(at + 10, sample.clients.length) + 1;
    for (const index of [at + 2, last]) await expect(grid(app).locator(`[aria-rowindex="${index}"]`)).toBeVisible();
    for (const id of await shownIds(app)) {
      if (found.has(id)) continue;
      const row = grid(app).locator(`[data-client="${id}"]`);
      const values = {};
      for (const key of ['sold', 'managed', 'total']) {
        values[key] = rounded(await row.locator(`[data-figure="client.${key}_points"]`).getAttribute('value'));
      }
      found.set(id, { ...values, ...(await cells(app, id)) });
    }
  }
  expect(found.size).toBe(sample.clients.length);
  for (const [id, row] of found) {
    const client = byId.get(id);
    expect([row.sold, row.managed, row.total], id).toEqual([client.sold, client.managed, client.total]);
    expect(Number.parseFloat(row['Share of points']), id).toBeCloseTo((totalOf(client) / everything) * 100, 0);
    const [next] = ends(id);
    const text = next ? new Date(next).toLocaleDateString('en-US', { dateStyle: 'medium', timeZone: 'UTC' }) : '–';
    expect(row['Next expiry'], id).toBe(text);
    const mrr = mrrOf(id);
    const money = mrr && new Intl.NumberFormat('en-US', { style: 'currency', currency: mrr.currency, trailingZeroDisplay: 'stripIfInteger' });
    expect(row.MRR, id).toBe(mrr ? money.format(mrr.amount) : '–');
  }
  expect([...found.keys()].filter(mrrOf).length).toBeGreaterThan(20);
  const [, sold, managed, whole, share] = await foot(app);
  expect([sold, managed, whole]).toEqual(['sold', 'managed', 'total'].map((key) => shown(sum(key))));
  expect(share).toBe('100%');
});

test('filters choose rows, sums follow, and the address says so', async ({ app, page }) => {
  await ready(app);
  const expectRows = async (keep, name) => {
    const kept = all.filter(keep);
    await expect(status(app), name).toHaveText(`${kept.length} of ${all.length} clients`);
    const [, sold, , whole] = await foot(app);
    expect([sold, whole], name).toEqual([shown(total(kept.map(({ sold }) => sold))), shown(total(kept.map(({ total }) => total)))]);
  };
  await page.getByLabel('Deal type').selectOption('partner_assisted');
  await expectRows(({ dealTypes }) => dealTypes.has('partner_assisted'), 'assisted');
  await page.getByLabel('Market type').selectOption('growth');
  await expectRows(({ dealTypes, market }) => dealTypes.has('partner_assisted') && market === 'growth', 'assisted, growth');
  await expect(page).toHaveURL(/rows-where=assisted\.not\.0&rows-where=market\.is\.growth/);
  await page.getByLabel('Deal type').selectOption('');
  await page.getByLabel('Market type').selectOption('');
  for (const days of [30, 60, 90]) {
    await page.locator('#grid-state').selectOption(String(days));
    await expectRows(({ id }) => ends(id)[0] <= plusDays(sample.as_of, days), `within ${days} days`);
  }
  const parts = (id) => Object.values(begun(id)).flat();
  await page.locator('#grid-state').selectOption('active');
  await expectRows(({ id }) => parts(id).some(isActive), 'active');
  await page.locator('#grid-state').selectOption('expired');
  await expectRows(({ id }) => parts(id).length > 0 && !parts(id).some(isActive), 'expired');
  await page.goBack();
  await expect(page.locator('#grid-state')).toHaveValue('active');
  await page.locator('#grid-state').selectOption('');
  const some = sample.clients[7].name;
  await page.getByLabel('Find').fill(some.slice(0, 5).toLowerCase());
  await expect(rows(app).filter({ hasText: some })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Find')).toHaveValue(some.slice(0, 5).toLowerCase());
  await page.getByLabel('Find').fill('nobody is called this');
  await expect(app.main).toContainText('No client matches');
  await page.getByRole('button', { name: 'Clear all filters' }).click();
  await expect(status(app)).toHaveText(`${all.length} of ${all.length} clients`);
  await expect(page.getByLabel('Find')).toBeFocused();
});

test('columns: sorted, chosen, in another order, kept in sight', async ({ app, page }) => {
  await ready(app);
  await grid(app).locator('[data-sort="sold"]').click();
  const sorted = [...all].sort((a, b) => Number(b.sold) - Number(a.sold));
  await expect(rows(app).first()).toHaveAttribute('data-client', sorted[0].id);
  await expect(grid(app).getByRole('columnheader', { name: 'Sold' })).toHaveAttribute('aria-sort', 'descending');
  await expect(page).toHaveURL(/rows-by=-sold/);
  await grid(app).locator('[data-sort="sold"]').click();
  await expect(grid(app).getByRole('columnheader', { name: 'Sold' })).toHaveAttribute('aria-sort', 'ascending');

  await app.main.locator('summary', { hasText: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'MRR' }).uncheck();
  await expect(page.getByRole('checkbox', { name: 'MRR' })).toBeFocused();
  await page.getByRole('checkbox', { name: 'Owner' }).check();
  await page.getByRole('button', { name: 'Move Total forward' }).click();
  await expect(page.getByRole('button', { name: 'Move Total forward' })).toBeFocused();
  await page.getByRole('button', { name: 'Move Total forward' }).click();
  await page.getByLabel('Columns kept in sight').selectOption('2');
  await page.keyboard.press('Escape');
  await expect.poll(() => headings(app)).toEqual(['Client', 'Total', 'Sold', 'Managed', 'Share of points', 'Next expiry', 'State', 'Market', 'Owner']);
  await expect(page).toHaveURL(/pinned=2.*rows-columns=client,total,sold/);
  await page.setViewportSize({ width: 800, height: 800 });
  await grid(app).evaluate((host) => (host.scrollLeft = 2000));
  const left = (name) => grid(app).getByRole('columnheader', { name, exact: true }).evaluate((cell) => cell.getBoundingClientRect().left);
  const edge = await grid(app).evaluate((host) => host.getBoundingClientRect().left);
  expect((await left('Client')) - edge).toBeLessThan(5);
  await expect.poll(() => left('Total')).toBeGreaterThan(edge);
  expect(await left('Sold')).toBeLessThan(edge);
  await page.reload();
  await expect.poll(() => headings(app)).toContain('Owner');
});

test('a key brings the grid back into sight', async ({ app, page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await ready(app);
  await grid(app).focus();
  await page.evaluate(() => scrollTo(0, 0));
  await expect(grid(app)).not.toBeInViewport({ ratio: 0.9 });
  await page.keyboard.press('PageDown');
  await expect(grid(app).locator('[data-active]')).toBeInViewport({ ratio: 1 });
});

test('the keyboard walks the grid: one stop, arrows, ends, Enter', async ({ app, page }) => {
  await ready(app);
  const active = () => grid(app).evaluate((host) => host.querySelector('[data-active]')?.id);
  await grid(app).focus();
  await expect.poll(active).toBe('cell-1-0');
  const last = sample.clients.length;
  for (const [key, cell] of [
    ['ArrowDown', 'cell-2-0'],
    ['ArrowRight', 'cell-2-1'],
    ['End', 'cell-2-8'],
    ['Home', 'cell-2-0'],
    ['PageDown', 'cell-12-0'],
    ['PageUp', 'cell-2-0'],
    ['Control+End', `cell-${last}-8`],
    ['ArrowDown', `cell-${last}-8`],
    ['Control+Home', 'cell-0-0'],
    ['ArrowUp', 'cell-0-0'],
  ]) {
    await page.keyboard.press(key);
    await expect.poll(active, key).toBe(cell);
    await expect(grid(app)).toHaveAttribute('aria-activedescendant', cell);
    await expect(grid(app).locator(`#${cell}`), 'it is in sight').toBeInViewport();
  }
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/rows-by=-sold/);
  await page.keyboard.press('ArrowDown');
  await expect.poll(active).toBe('cell-1-1');
  const [first] = await shownIds(app);
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toContainText(byId.get(first).name);
  await page.keyboard.press('Escape');
  await expect(grid(app)).toBeFocused();
  await page.keyboard.press('Home');
  await expect.poll(active).toBe('cell-1-0');
  await page.keyboard.press('Enter');
  await expect(dialog(page).getByRole('heading', { name: byId.get(first).name })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(grid(app)).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(grid(app), 'one stop').not.toBeFocused();
  expect(await grid(app).evaluate((host) => host.contains(document.activeElement))).toBe(false);
});

test('lists, files and reports are those of the rows on screen', async ({ app, page }) => {
  await ready(app, `${BREAKDOWN}&rows-where=market.is.growth&rows-columns=client,sold,points_share,next_expiry`);
  const growth = all.filter(({ market }) => market === 'growth');
  await app.main.getByRole('button', { name: 'Export unsummarized data' }).click();
  await dialog(page).getByRole('radio', { name: /CSV/ }).check();
  const download = page.waitForEvent('download');
  await dialog(page).getByRole('button', { name: 'Export', exact: true }).click();
  const csv = (await readFile(await (await download).path(), 'utf8')).replace(/^\uFEFF/, '').trim().split('\r\n');
  expect(csv[0]).toBe('Client,Sold,Share of points,Next expiry');
  expect(csv).toHaveLength(growth.length + 1);
  const most = [...growth].sort((a, b) => totalOf(b) - totalOf(a))[0];
  expect(csv[1]).toContain(most.name);
  expect(csv[1]).toContain(ends(most.id)[0]);

  // Every figure of everybody, as the oracle has it.
  await page.goto('about:blank');
  await ready(app, `${BREAKDOWN}&rows-columns=client,sold,managed,total,mrr,next_expiry`);
  await app.main.getByRole('button', { name: 'Export unsummarized data' }).click();
  await dialog(page).getByRole('radio', { name: /CSV/ }).check();
  const whole = page.waitForEvent('download');
  await dialog(page).getByRole('button', { name: 'Export', exact: true }).click();
  const { data } = Papa.parse((await readFile(await (await whole).path(), 'utf8')).replace(/^\uFEFF/, ''), { header: true, skipEmptyLines: true });
  const byName = new Map(data.map((row) => [row.Client, row]));
  expect([data.length, byName.size]).toEqual([all.length, all.length]);
  for (const client of all) {
    const row = byName.get(client.name);
    expect([row.Sold, row.Managed, row.Total].map(rounded), client.id).toEqual([client.sold, client.managed, client.total]);
    const mrr = mrrOf(client.id);
    expect([rounded(row.MRR), row['MRR (Currency)']], client.id).toEqual(mrr ? [mrr.amount, mrr.currency] : ['', '']);
    expect(row['Next expiry'], client.id).toBe(ends(client.id)[0] ?? '');
  }

  const asked = (panel) => expect(page).toHaveURL(new RegExp(`report=clients.*where=market\\.is\\.growth.*panel=${panel}`));
  await page.goto('about:blank');
  await ready(app, `${BREAKDOWN}&rows-where=market.is.growth`);
  await app.main.getByRole('button', { name: 'Use in lists' }).click();
  await asked('lists');
  await dialog(page).getByLabel('Name of the list').fill('Growth');
  await dialog(page).getByRole('button', { name: 'Submit' }).click();
  await dialog(page).getByRole('link', { name: 'Open the lists' }).click();
  await expect(app.main.getByRole('row').filter({ hasText: 'Growth' })).toContainText(String(growth.length));

  await page.goto('about:blank');
  await ready(app, `${BREAKDOWN}&rows-where=market.is.growth`);
  await app.main.getByRole('button', { name: 'Save as report' }).click();
  await asked('save');
  await dialog(page).getByLabel('Name', { exact: true }).fill('Growth');
  await dialog(page).getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog(page)).toContainText('“Growth” is among your reports.');
});

test('the flyout: parts that add up, when each ends and why, shared ones marked, each worked out', async ({ app, page }) => {
  await ready(app);
  const shared = sample.managed.find(({ partners, from }) => partners > 1 && from <= sample.as_of);
  const dealt = sample.sales.find((sale) => sample.deals.some(({ id }) => id === sale.deal));
  const over = sample.clients.find(({ id }) => begun(id).sold.some((sale) => !isActive(sale)));
  const ids = [...new Set([all[0].id, shared?.client, dealt?.client, over.id, sample.sales.find(({ ended_on }) => ended_on)?.client].filter(Boolean))];
  for (const id of ids) {
    await page.goto(`${BREAKDOWN}&peek=${id}`);
    const client = byId.get(id);
    await expect(dialog(page).getByRole('heading', { name: client.name })).toBeVisible();
    await expect.poll(async () => rounded(await dialog(page).locator('[data-figure="client.total_points"]').getAttribute('value'))).toBe(client.total);
    const group = async (key) => dialog(page).locator(`[data-group="${key}"] .peek-part`).evaluateAll((parts) =>
      parts.map((part) => ({ points: part.querySelector('data').value, until: part.dataset.until, text: part.innerText })),
    );
    const sold = await group('sold');
    const managed = await group('managed');
    const closes = (parts, whole) => expect(parts.reduce((sum, { points }) => sum + Number(points), 0)).toBeCloseTo(Number(whole), 9);
    closes(sold, client.sold);
    closes(managed, client.managed);
    const until = [...sold, ...managed].map(({ until }) => until).filter(Boolean).sort();
    expect(until, id).toEqual(ends(id));
    // What has ended, the latest first; sold and managed.
    const expired = await group('expired');
    const ended = Object.values(begun(id)).flat().filter((part) => !isActive(part)).map(({ end }) => end).sort().reverse();
    expect(expired.map(({ until }) => until), id).toEqual(ended);
    if (id === over.id) expect(ended.length).toBeGreaterThan(0);
    for (const { text, points } of [...sold, ...managed]) {
      // 1,000 / 100 × 5 × 2 [/ 2] = 100
      const [, mrr, unit, rate, multiplier, , partners = '1'] = text.replaceAll(/[,\u202f]/g, '').match(/([\d.]+) \/ ([\d.]+) × ([\d.]+) × ([\d.]+)( \/ ([\d.]+))? = /);
      expect((((mrr / unit) * rate * multiplier) / partners)).toBeCloseTo(Number(points), 6);
    }
    if (id === shared?.client) expect(managed.map(({ text }) => text).join()).toContain(`shared by ${shared.partners} partners`);
    if (id === dealt?.client) await expect(dialog(page)).toContainText('Shared deal');
  }
});

test('the flyout steps to the next client and back by key, in the order of the grid', async ({ app, page }) => {
  await ready(app, `${BREAKDOWN}&rows-by=client&rows-where=market.is.growth`);
  const order = await shownIds(app);
  await rows(app).nth(1).getByRole('button').first().click();
  const title = dialog(page).getByRole('heading', { level: 2 });
  const name = (at) => byId.get(order[at]).name;
  await expect(title).toHaveText(name(1));
  await page.keyboard.press('ArrowRight');
  await expect(title).toHaveText(name(2));
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(title).toHaveText(name(0));
  await page.keyboard.press('ArrowLeft');
  await expect(title).toHaveText(name(0));
  // With Alt they are the browser's own: it goes back.
  await page.keyboard.press('Alt+ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(title, 'one step, not two').toHaveText(name(1));
  const previous = dialog(page).getByRole('button', { name: `Previous: ${name(0)}` });
  await previous.focus();
  await page.keyboard.press('Enter');
  await expect(title).toHaveText(name(0));
  const none = dialog(page).getByRole('navigation').getByRole('button').first();
  await expect(none, 'there is no client before the first').toBeDisabled();
  await expect(none, 'it keeps the focus all the same').toBeFocused();
  await page.keyboard.press('Enter');
  await expect(title).toHaveText(name(0));
  await dialog(page).getByRole('button', { name: `Next: ${name(1)}` }).click();
  await expect(page).toHaveURL(new RegExp(`peek=${order[1]}`));
  await dialog(page).locator('[data-figure="client.sold_points"] button').click();
  await expect(dialog(page).last()).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
  await page.goto(`${BREAKDOWN}&peek=nobody`);
  await expect(dialog(page)).toContainText('There is no such client in this data.');
});

test('the flyout tells what is not in the data from what there is none of', async ({ app, page }) => {
  const { managed: _, ...sold } = sample;
  await app.open();
  await app.chooseAndShow('sold.json', JSON.stringify({ ...sold, sales: [] }));
  await page.goto(`${BREAKDOWN}&peek=${all[0].id}`);
  await expect(dialog(page).locator('[data-group="sold"]')).toContainText('none');
  await expect(dialog(page).locator('[data-group="managed"]')).toContainText('not in this data');
});

test('no cell and no heading of the usual columns is cut', async ({ app, page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await ready(app);
  const cut = await page.locator('#clients-grid .grid-cell > *').evaluateAll((cells) =>
    cells.filter((cell) => cell.scrollWidth > cell.clientWidth + 1 && !cell.matches('button.peek')).map((cell) => cell.textContent),
  );
  expect(cut).toEqual([]);
});

test('every name of a client has its points beside it, and the record is one step away', async ({ app, page }) => {
  await app.open();
  const row = app.breakdown.locator('[data-client]').first();
  const id = await row.getAttribute('data-client');
  await row.hover();
  await row.getByRole('button', { name: `Points of ${byId.get(id).name}` }).click();
  await expect(dialog(page).getByRole('heading', { name: byId.get(id).name })).toBeVisible();
  await page.keyboard.press('Escape');
  const link = row.getByRole('link', { name: byId.get(id).name, exact: true });
  await link.focus();
  await page.keyboard.press('Space');
  await expect(dialog(page).getByRole('heading', { name: byId.get(id).name }), 'by the keyboard the space bar').toBeVisible();
  await page.keyboard.press('Escape');
  await expect(link).toBeFocused();
  await page.keyboard.press('Space');
  await dialog(page).getByRole('link', { name: 'Open the record' }).click();
  await expect(app.heading(byId.get(id).name)).toBeVisible();
  await expect(dialog(page)).toHaveCount(0);
  await page.goto('./#/dashboard?report=points.sold');
  await dialog(page).getByRole('row').nth(1).hover();
  await dialog(page).getByRole('button', { name: /^Points of / }).first().click();
  await expect(dialog(page)).toHaveCount(2);
  // From a report the arrows go through its rows, each client once.
  const inRows = await dialog(page).first().locator('tbody a[aria-keyshortcuts="Space"]').allTextContents();
  const [first, second] = [...new Set(inRows)];
  const title = dialog(page).last().getByRole('heading', { level: 2 });
  await expect(title).toHaveText(first);
  await page.keyboard.press('ArrowRight');
  await expect(title).toHaveText(second);
  await page.keyboard.press('ArrowLeft');
  await expect(title).toHaveText(first);
  await page.keyboard.press('Escape');
  await expect(dialog(page), 'Escape closes the flyout, not the report').toHaveCount(1);
});

test('names from a file never become markup', async ({ app, page }) => {
  const book = structuredClone(sample);
  const name = '<img src=x onerror="document.title=\'owned\'"> & "Co"';
  const id = '"><script>document.title="owned"</script>';
  book.clients.push({ id, name, owner: '<b>bold</b>', market: 'growth', currency: 'USD' });
  await app.open();
  await app.chooseAndShow('hostile.json', JSON.stringify(book));
  await page.goto(`${BREAKDOWN}&rows-q=img&rows-columns=client,owner,total`);
  await expect(rows(app)).toHaveCount(1);
  await expect(rows(app)).toContainText(name);
  await expect(rows(app)).toContainText('<b>bold</b>');
  await expect(rows(app)).toHaveAttribute('data-client', id);
  expect(await grid(app).locator('img, script, b').count()).toBe(0);
  await rows(app).getByRole('button').first().click();
  await expect(dialog(page).getByRole('heading', { level: 2 })).toHaveText(name);
  await expect(page).not.toHaveTitle(/owned/);
});

test('the breakdown of a past day is of that day', async ({ app, page }) => {
  const day = '2024-07-15';
  await ready(app, `${BREAKDOWN}&on=${day}`);
  const then = clients({ ...sample, as_of: day }, rules);
  const [, , , whole] = await foot(app);
  expect(whole).toBe(shown(total(then.map(({ total }) => total))));
  expect(whole).toBe(shown(figures({ ...sample, as_of: day }, rules)['program.total_points']));
  const most = [...then].sort((a, b) => totalOf(b) - totalOf(a))[0];
  await rows(app).first().getByRole('button').first().click();
  await expect.poll(async () => rounded(await dialog(page).locator('[data-figure="client.total_points"]').getAttribute('value'))).toBe(most.total);
});

test('100,000 clients: scrolled from end to end without a long task, sorted and filtered', async ({ app, page }) => {
  const many = 100_000;
  const book = {
    format: 'tierwise/1',
    as_of: sample.as_of,
    clients: Array.from({ length: many }, (_, at) => ({ id: `c${at}`, name: `Client ${at}`, market: at % 4 ? 'standard' : 'growth', currency: 'USD' })),
    sales: Array.from({ length: many }, (_, at) => ({ id: `s${at}`, client: `c${at}`, deal_type: 'partner_sourced', mrr: String((at % 977) + 1), currency: 'USD', closed_on: '2024-09-01' })),
    managed: [],
  };
  await app.open();
  await app.choose('many.json', JSON.stringify(book));
  await expect(app.status).toContainText('many.json is open', { timeout: 60_000 });
  await app.go('Dashboard');
  await page.goto(BREAKDOWN);
  await expect(status(app)).toHaveText('100,000 of 100,000 clients', { timeout: 60_000 });
  await expect(rows(app).first()).toBeVisible();
  expect(await rows(app).count(), 'only those in sight are on the page').toBeLessThan(150);
  // How long a step's code, styles and layout keep the page's thread busy, in the thread's own time, for other tests run on the same
  // cores and a test by the clock would measure them. The lesser of two passes: the browser may clean up its memory in one of them.
  const metrics = await page.context().newCDPSession(page);
  await metrics.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async () => {
    const { metrics: all } = await metrics.send('Performance.getMetrics');
    const parts = all.filter(({ name }) => ['ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration'].includes(name));
    return parts.reduce((sum, { value }) => sum + value, 0) * 1000;
  };
  const steps = 60;
  const longest = Array(steps + 1).fill(Infinity);
  for (const _ of [1, 2]) {
    for (let step = 0; step <= steps; step++) {
      const before = await busy();
      await grid(app).evaluate(
        (host, part) =>
          new Promise((done) => {
            host.scrollTop = host.scrollHeight * part;
            requestAnimationFrame(() => requestAnimationFrame(done));
          }),
        step / steps,
      );
      longest[step] = Math.min(longest[step], (await busy()) - before);
    }
  }
  expect(Math.min(...longest.slice(1)), 'every step is drawn, and measured').toBeGreaterThan(0.1);
  expect(Math.max(...longest), 'milliseconds of the longest step; a task over 50 is a long one').toBeLessThan(50);
  await expect(grid(app).locator(`[aria-rowindex="${many + 1}"]`)).toBeVisible();
  await grid(app).locator('[data-sort="sold"]').click();
  await grid(app).locator('[data-sort="client"]').click();
  await grid(app).evaluate((host) => (host.scrollTop = 0));
  await expect(rows(app).first()).toHaveAttribute('data-client', 'c0', { timeout: 60_000 });
  await page.locator('#grid-market').selectOption('growth');
  await expect(status(app)).toHaveText('25,000 of 100,000 clients', { timeout: 60_000 });
  await page.getByLabel('Find').fill('99996');
  await expect(status(app)).toHaveText('1 of 100,000 clients', { timeout: 60_000 });
});

for (const colorScheme of ['light', 'dark']) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });
    test('no violation, and nothing sticks out', async ({ app, page }) => {
      for (const [width, height] of [[1440, 900], [360, 740]]) {
        await page.setViewportSize({ width, height });
        for (const hash of [BREAKDOWN, `${BREAKDOWN}&peek=${all[0].id}`, `${BREAKDOWN}&rows-q=nobody-is-called-this`]) {
          await page.goto('about:blank');
          await page.goto(hash);
          await expect(app.main.getByRole('tab', { name: 'Points breakdown' })).toBeVisible();
          await expect(status(app)).toContainText('clients');
          if (hash.includes('peek')) await expect(dialog(page).locator('.peek-part').first()).toBeVisible();
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect(violations).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${hash} at ${width}`).toBeLessThanOrEqual(0);
        }
      }
      await page.goto(BREAKDOWN);
      await app.main.locator('summary', { hasText: 'Columns' }).click();
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    });
  });
}
