// The calculator on an agency's own site: the element and the frame, on two origins, with and without a strict policy.
import { readFileSync } from 'node:fs';
import { POLICIES, Widget, expect, test, violations } from './embed.page.mjs';
import { dist } from './fixtures.mjs';

const ONE = '<tierwise-calculator id="c" amount="1000" market="IN" manage partners="1"></tierwise-calculator>';
const said = (page, type, from = 'c') => page.evaluate(([type, from]) => globalThis.said.filter((one) => one.type === type && one.from === from).map(({ detail }) => detail), [type, from]);
const element = (page, id = 'c') => page.locator(`tierwise-calculator#${id}`);
const valueOf = (page, id) => element(page, id).evaluate((element) => element.value);
const give = (page, value, id) => element(page, id).evaluate((element, value) => (element.value = value), value);

// ---- Figures ------------------------------------------------------------------------------------------------------------

/** A decimal as a fraction of whole numbers. */
const fraction = (text) => {
  const [whole, decimals = ''] = String(text).split('.');
  return [BigInt(whole + decimals), 10n ** BigInt(decimals.length)];
};
const product = (...all) => all.map((one) => (Array.isArray(one) ? one : fraction(one))).reduce(([a, b], [c, d]) => [a * c, b * d]);
const over = ([a, b]) => [b, a];
const sum = ([a, b], [c, d]) => [a * d + c * b, b * d];
/** Whether a shown value is the fraction: exactly, or, where its decimals have no end, rounded at the 20th place and then at
 * the 28th digit (hence a little more than half of the last place). */
const is = (text, [numerator, denominator]) => {
  const [n, d] = fraction(text);
  const gap = n * denominator - numerator * d;
  const long = d >= 10n ** 18n || n >= 10n ** 25n;
  return gap === 0n || (long && 100n * (gap < 0n ? -gap : gap) <= 55n * denominator);
};

/** What is measured once nothing of it changes any more: what is dropped is freed some collections later. */
const settled = async (measure, of) => {
  let now, last;
  await expect
    .poll(async () => {
      [last, now] = [now, await measure()];
      return last && JSON.stringify(of(last)) === JSON.stringify(of(now));
    })
    .toBe(true);
  return now;
};

test('every figure is what the rules say, computed by itself', async ({ page, host }) => {
  await host.open(ONE);
  await new Widget(page).shows({ total: '110' });
  const rules = JSON.parse(readFileSync(`${dist}/rules/hubspot-solutions.json`));
  const today = new Date().toISOString().slice(0, 10);
  const now = rules.versions.filter(({ from }) => from <= today).reduce((all, version) => ({ ...all, ...version }), rules);
  const asked = [];
  for (const amount of ['0', '1000', '0.01', '1234567.89', '333.333333', '999999999999.5']) {
    for (const currency of Object.keys(now.currency_unit)) {
      for (const deal of ['partner_sourced', 'partner_assisted']) {
        for (const market of ['standard', 'growth', 'FR', 'BR']) {
          for (const partners of [undefined, '0', '1', '6']) asked.push({ amount, currency, deal, market, manage: partners !== undefined, partners: partners ?? '0' });
        }
      }
    }
  }
  const answers = await element(page).evaluate(
    (element, asked) =>
      asked.map((inputs) => {
        element.value = { tab: 'points', ...inputs };
        return element.value.results;
      }),
    asked,
  );
  const wrong = asked.filter(({ amount, currency, deal, market, manage, partners }, index) => {
    const growth = market === 'growth' || now.growth_countries.includes(market);
    const units = product(amount, over(fraction(now.currency_unit[currency])));
    const multiplier = growth ? now.growth_multiplier : 1;
    const sold = product(units, now.rates.sold[deal], multiplier);
    const managed = manage ? product(units, now.rates.managed, multiplier, over(fraction(1 + Number(partners)))) : [0n, 1n];
    const answer = answers[index];
    return !(answer && is(answer.sold, sold) && is(answer.managed, managed) && is(answer.total, sum(sold, managed)));
  });
  expect(asked).toHaveLength(1728);
  expect(wrong).toEqual([]);

  // And back, for the ones that have an end.
  for (const [currency, deal, market, unit, rate] of [
    ['USD', 'partner_sourced', 'standard', 'USD', 5],
    ['EUR', 'partner_assisted', 'IN', 'EUR', 6],
    ['JPY', 'partner_sourced', 'growth', 'JPY', 10],
  ]) {
    await give(page, { tab: 'currency', method: 'points_to_currency', sold: '30', managed: '', currency, deal, market });
    const { sold_value: value } = (await valueOf(page)).results;
    expect(is(value, product(30, now.currency_unit[unit], over(fraction(rate)))), `${currency}: ${value}`).toBe(true);
  }
});

// ---- The element --------------------------------------------------------------------------------------------------------

test.describe('the element', () => {
  test('takes its attributes, and follows when they change', async ({ page, host }) => {
    await host.open('<tierwise-calculator id="c" locale="en-GB" currency="EUR" market="in" amount="880" deal-type="partner_assisted" manage partners="2" tab="points" theme="dark"></tierwise-calculator>');
    const widget = new Widget(page);
    await widget.shows({ sold: '60', managed: '6.66666666666666666667' });
    await expect(widget.amount).toHaveValue('880');
    await expect(widget.currency).toHaveValue('EUR');
    await expect(widget.market).toHaveValue('India');
    await expect(widget.deal).toHaveValue('partner_assisted');
    await expect(widget.manage).toBeChecked();
    await expect(widget.partners).toHaveValue('2');
    await expect(widget.form).toContainText('15 Jul 2026');
    await expect(widget.form).toHaveCSS('color-scheme', 'dark');
    expect((await valueOf(page)).inputs).toMatchObject({ market: 'IN', deal: 'partner_assisted', manage: true });

    await element(page).evaluate((element) => {
      element.setAttribute('amount', '1760');
      element.removeAttribute('manage');
      element.setAttribute('theme', 'light');
    });
    await widget.shows({ total: '120', managed: '0' });
    await expect(widget.partners).toBeHidden();
    await expect(widget.form).toHaveCSS('color-scheme', 'light');
    await element(page).evaluate((element) => element.setAttribute('tab', 'currency'));
    await expect(widget.tab('Currency')).toHaveAttribute('aria-selected', 'true');
    await expect(widget.amount).toBeHidden();
    await element(page).evaluate((element) => element.setAttribute('tab', 'points'));

    await element(page).evaluate((element) => element.setAttribute('locale', 'fr'));
    const french = page.getByLabel('Montant vendu (MRR)');
    await expect(french).toHaveValue('1760');
    await expect(page.getByRole('combobox', { name: 'Marché du client' })).toHaveValue('Inde');
    await expect(page.getByRole('group', { name: 'Calculateur de points' })).toHaveAttribute('lang', 'fr');
  });

  test('speaks the language of the page around it, and English for those it has no words for', async ({ page, host }) => {
    await host.open(`${ONE}<tierwise-calculator id="d" locale="de"></tierwise-calculator><tierwise-calculator id="e" locale="?!"></tierwise-calculator>`, { lang: 'fr-CA' });
    await expect(element(page).getByLabel('Montant vendu (MRR)')).toBeVisible();
    await expect(element(page, 'd').getByLabel('Sold amount (MRR)')).toBeVisible();
    await element(page, 'e').scrollIntoViewIfNeeded();
    await expect(element(page, 'e').getByLabel('Sold amount (MRR)')).toBeVisible();
  });

  test('says what it does by events, and has a value', async ({ page, host }) => {
    await host.open(ONE);
    const widget = new Widget(page);
    await widget.shows({ total: '110' });
    const [ready] = await said(page, 'ready');
    expect(ready).toMatchObject({ inputs: { amount: '1000', market: 'IN' }, results: { total: '110', sold: '100', managed: '10' }, rules: { id: '2026-07', from: '2026-07-15' }, problem: null });
    expect(await said(page, 'change')).toEqual([]);

    await widget.amount.fill('2000');
    await widget.shows({ total: '220' });
    expect((await said(page, 'change')).at(-1)).toMatchObject({ inputs: { amount: '2000' }, results: { total: '220' }, rules: { id: '2026-07' } });
    expect(await valueOf(page)).toEqual((await said(page, 'change')).at(-1));

    await give(page, { amount: 300, market: 'standard', manage: false });
    await widget.shows({ total: '15' });
    await expect(widget.amount).toHaveValue('300');
    await expect(widget.market).toHaveValue('Standard');
    const count = (await said(page, 'change')).length;
    await give(page, await valueOf(page));
    await give(page, { amount: '300' });
    expect(await said(page, 'change'), 'the same again is no change').toHaveLength(count);
    for (const odd of [null, 7, 'text', { amount: {} }, { amount: null }, [], { surprise: 1 }]) await give(page, odd);
    expect(await said(page, 'change'), 'nor is what is no input').toHaveLength(count);

    await element(page).evaluate((element) => element.reset());
    await widget.shows({ total: '110' });
    await widget.manage.uncheck();
    await widget.shows({ total: '100' });
    await widget.reset.click();
    await widget.shows({ total: '110' });
    await expect(widget.manage).toBeChecked();

    // The last word is the height that it has; one on its way is waited for.
    const height = async () => Math.ceil((await element(page).boundingBox()).height);
    const told = async () => (await said(page, 'resize')).at(-1)?.height;
    await expect.poll(async () => (await told()) === (await height())).toBe(true);
    const tall = await told();
    await widget.manage.uncheck();
    await expect.poll(async () => (await said(page, 'resize')).at(-1).height).toBeLessThan(tall);
    // What a page does to what it was told changes nothing.
    expect(await element(page).evaluate((element) => ((element.value.results.total = '7'), element.value.results.total))).toBe('100');
  });

  test('a value that was set before the script came is kept', async ({ page, host, site }) => {
    await host.open('<tierwise-calculator id="c" amount="1"></tierwise-calculator>', { head: '' });
    await give(page, { amount: '400' });
    await page.addScriptTag({ url: `${site}/embed/v1/calculator-embed.js`, type: 'module' });
    await new Widget(page).shows({ total: '20' });
  });

  test('counts both ways on the tab of currencies', async ({ page, host }) => {
    await host.open('<tierwise-calculator id="c" tab="currency" currency="GBP"></tierwise-calculator>');
    const widget = new Widget(page);
    await expect(widget.results).toContainText('Type points or an amount to convert it.');
    await widget.form.getByLabel('Sold points').fill('30');
    await widget.shows({ sold_value: '444' });
    await expect(widget.figure('sold_value')).toHaveText('£444');
    await expect(widget.figure('sold_value')).toHaveAttribute('data-currency', 'GBP');
    await expect(widget.results).toContainText('30 / 5 × 74');
    await widget.method.selectOption({ label: 'Currency to points' });
    await widget.form.getByLabel('Sold value (MRR)').fill('740');
    await widget.form.getByLabel('Managed value (MRR)').fill('74');
    await widget.shows({ sold: '50', managed: '1' });
  });

  test('looks as the page says: custom properties, parts, both colour schemes', async ({ page, host }) => {
    await host.open(ONE);
    const widget = new Widget(page);
    await widget.shows({ total: '110' });
    await page.emulateMedia({ colorScheme: 'dark' });
    const white = 'rgb(255, 255, 255)';
    await expect(widget.form, 'a page without a scheme is light').toHaveCSS('background-color', white);
    await page.evaluate(() => (document.documentElement.style.colorScheme = 'light dark'));
    await expect(widget.form).toHaveCSS('background-color', 'rgb(22, 26, 33)');
    await page.emulateMedia({ colorScheme: 'light' });
    await expect(widget.form).toHaveCSS('background-color', white);

    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      const parts = ['form', 'field', 'input', 'results', 'total', 'sold', 'managed', 'working', 'problem', 'notes', 'tabs', 'tab', 'value', 'label', 'reset'];
      sheet.replaceSync(`#c { --tierwise-accent: rgb(1, 2, 3); --tierwise-bg: rgb(250, 251, 252); --tierwise-fg: rgb(4, 5, 6); --tierwise-radius: 3px; --tierwise-font: monospace; --tierwise-gap: 21px }
        ${parts.map((part) => `#c::part(${part}) { letter-spacing: 1px }`).join('\n')}`);
      document.adoptedStyleSheets.push(sheet);
    });
    await expect(widget.figure('total')).toHaveCSS('color', 'rgb(1, 2, 3)');
    await expect(widget.form).toHaveCSS('background-color', 'rgb(250, 251, 252)');
    await expect(widget.form).toHaveCSS('color', 'rgb(4, 5, 6)');
    await expect(widget.form).toHaveCSS('border-radius', '3px');
    await expect(widget.form).toHaveCSS('font-family', 'monospace');
    await expect(widget.form).toHaveCSS('gap', '21px');
    const parts = await widget.form.evaluate((form) => [...new Set([form, ...form.querySelectorAll('[part]')].map((node) => `${node.part} ${getComputedStyle(node).letterSpacing}`))].sort());
    expect(parts).toEqual(
      ['field', 'form', 'input', 'label', 'managed', 'notes', 'problem', 'reset', 'results', 'sold', 'tab', 'tabs', 'total', 'value', 'working', 'hint', 'panel'].map((part) => `${part} 1px`).sort(),
    );
    await page.setViewportSize({ width: 296, height: 800 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, 'it fits into 280 px').toBeLessThanOrEqual(296);
  });
});

// ---- What was typed -----------------------------------------------------------------------------------------------------

test.describe('what is wrong with an input is said at its field, and no number stands beside it', () => {
  for (const { input, field, says } of [
    { input: { amount: '-5' }, field: 'amount', says: 'Amounts below zero give no points' },
    { input: { amount: '123456789012345678901234567890' }, field: 'amount', says: 'more than 18 digits' },
    { input: { amount: 'many' }, field: 'amount', says: '“m” does not belong into a number' },
    { input: { amount: '12k' }, field: 'amount', says: 'type the whole number, such as 12000' },
    { input: { amount: '<b>1</b>' }, field: 'amount', says: '“<” does not belong' },
    { input: { market: 'XX' }, field: 'market', says: '“XX” is no country or market' },
    { input: { market: 'Atlantis' }, field: 'market', says: '“Atlantis” is no country or market' },
    { input: { currency: 'CHF' }, field: 'currency', says: 'The rules have no unit for “CHF”' },
    { input: { currency: '<img src=x onerror=alert(1)>' }, field: 'currency', says: 'The rules have no unit for' },
    { input: { deal: 'gift' }, field: 'deal', says: '“gift” is no deal type' },
    { input: { partners: '-1' }, field: 'partners', says: 'a whole number from 0 to 99' },
    { input: { partners: 'two' }, field: 'partners', says: 'a whole number from 0 to 99' },
  ]) {
    test(JSON.stringify(input), async ({ page, host }) => {
      await host.open(ONE);
      const widget = new Widget(page);
      await widget.shows({ total: '110' });
      await give(page, input);
      await expect(widget[field]).toHaveAttribute('aria-invalid', 'true');
      await expect(widget[field]).toHaveAccessibleDescription(new RegExp(says.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
      await expect(widget.form.locator('[data-figure]')).toHaveCount(0);
      await expect(widget.results).toHaveText('Correct the marked field to see the result.');
      expect(await valueOf(page)).toMatchObject({ results: null, problem: { field } });
      const errors = await said(page, 'error');
      expect(errors).toHaveLength(1);
      expect(errors[0].field).toBe(field);
      expect(errors[0].text).toContain(says);
      await element(page).evaluate((element) => element.reset());
      await widget.shows({ total: '110' });
      await expect(widget[field]).not.toHaveAttribute('aria-invalid');
    });
  }

  test('the same from attributes', async ({ page, host }) => {
    await host.open('<tierwise-calculator id="c" amount="1000" currency="QQQ"></tierwise-calculator><tierwise-calculator id="d" amount="1000" market="ZZ"></tierwise-calculator>');
    await expect(element(page)).toContainText('The rules have no unit for “QQQ”');
    await element(page, 'd').scrollIntoViewIfNeeded();
    await expect(element(page, 'd')).toContainText('“ZZ” is no country or market');
    expect(await page.locator('[data-figure]').count()).toBe(0);
    expect(await said(page, 'error', 'd')).toHaveLength(1);
  });

  test('a market left empty is the standard one', async ({ page, host }) => {
    await host.open('<tierwise-calculator id="c" amount="1000"></tierwise-calculator>');
    const widget = new Widget(page);
    await widget.shows({ total: '50' });
    await expect(widget.market).toHaveValue('');
    await widget.market.fill('côte d’ivoire');
    await widget.shows({ total: '50' });
    await widget.market.fill('Mexico');
    await widget.shows({ total: '100' });
    expect((await valueOf(page)).inputs.market).toBe('MX');
    await widget.market.fill('');
    await widget.shows({ total: '50' });
  });

  test('nothing typed yet is no error', async ({ page, host }) => {
    await host.open('<tierwise-calculator id="c"></tierwise-calculator>');
    const widget = new Widget(page);
    await expect(widget.results).toHaveText('Type an amount to see its points.');
    await expect(widget.amount).not.toHaveAttribute('aria-invalid');
    expect(await said(page, 'error')).toEqual([]);
  });

  test('an amount with two readings asks which', async ({ page, host }) => {
    await host.open('<tierwise-calculator id="c" locale="fr"></tierwise-calculator>');
    const amount = page.getByLabel('Montant vendu (MRR)');
    await amount.fill('1.234');
    await expect(page.locator('[data-figure]')).toHaveCount(0);
    await page.getByRole('button', { name: '1\u202f234', exact: true }).click();
    await new Widget(page).shows({ total: '61.7' });
    await expect(amount).toBeFocused();
    await amount.fill('1.234');
    await page.getByRole('button', { name: '1,234', exact: true }).click();
    await new Widget(page).shows({ total: '0.0617' });
  });
});

test.describe('rules', () => {
  const own = (address) => `<tierwise-calculator id="c" amount="1000" rules-src="${address}"></tierwise-calculator>`;

  test('of another programme, from an address', async ({ page, host }) => {
    await page.route('**/northwind.json', async (route) => route.fulfill({ body: readFileSync(`${dist}/rules/example-northwind.json`), headers: { 'access-control-allow-origin': '*' } }));
    await host.open(own('SITE/embed/v1/northwind.json'));
    await expect(element(page)).toContainText('Northwind');
    await expect(new Widget(page).figure('total')).toBeVisible();
  });

  for (const [name, answer, says] of [
    ['are missing', { status: 404, body: 'no' }, '(404)'],
    ['are a page', { body: '<!doctype html>', contentType: 'text/html' }, '(JSON)'],
    ['are other JSON', { body: '{"a": 1}' }, 'own.json ('],
    ['are a number', { body: '7' }, 'own.json ('],
    ['are nothing', { body: '' }, '(JSON)'],
    ['break off', undefined, '(Failed to fetch)'],
  ]) {
    test(`that ${name}: a message, an event, and another try`, async ({ page, host, allow }) => {
      allow(/Failed to load resource/);
      let good = false;
      await page.route('**/own.json', (route) => {
        if (good) return route.fulfill({ path: `${dist}/rules/hubspot-solutions.json` });
        return answer ? route.fulfill(answer) : route.abort();
      });
      await host.open(own('/own.json'));
      await expect(page.getByRole('alert')).toContainText('The rules could not be loaded: ');
      await expect(page.getByRole('alert')).toContainText(says);
      expect(await said(page, 'error')).toMatchObject([{ field: 'rules' }]);
      expect((await valueOf(page)).results).toBeNull();
      expect(await violations(page)).toEqual([]);
      good = true;
      await page.getByRole('button', { name: 'Try again' }).click();
      await new Widget(page).shows({ total: '50' });
    });
  }

  test('at no address', async ({ page, host }) => {
    await host.open(own('http://['));
    await expect(page.getByRole('alert')).toContainText('The rules could not be loaded: http://[');
  });
});

test('a program that is not there: a message, an event, and another try', async ({ page, host, allow }) => {
  allow(/Failed to load resource/);
  await page.route('**/calculator_bg.wasm', (route) => route.fulfill({ status: 404, body: '', headers: { 'access-control-allow-origin': '*' } }));
  await host.open(ONE.replace('>', ' locale="fr">'));
  await expect(page.getByRole('alert')).toContainText('n’a pas pu être chargé');
  expect(await said(page, 'error')).toMatchObject([{ field: 'program' }]);
  await page.unroute('**/calculator_bg.wasm');
  await page.getByRole('button', { name: 'Réessayer' }).click();
  await new Widget(page).shows({ total: '110' });
});

// ---- Its life on the page -----------------------------------------------------------------------------------------------

test.describe('on the page', () => {
  const FAR = '<div id="far"></div>';
  const tall = (page) => page.evaluate(() => (document.getElementById('far').style.height = '4000px'));
  const asked = (page) => page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name.split('/').at(-1)).filter((name) => /^(calculator|rules)/.test(name)));

  test('nothing but the loader comes before it is near the viewport', async ({ page, host, site }) => {
    await host.open(`${FAR}${ONE}`, { head: '' });
    await tall(page);
    await page.addScriptTag({ url: `${site}/embed/v1/calculator-embed.js`, type: 'module' });
    await expect(element(page)).toContainText('Loading the calculator…');
    // Two frames on: the observer has been heard.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    expect(await asked(page)).toEqual(['calculator-embed.js']);
    await element(page).scrollIntoViewIfNeeded();
    await new Widget(page).shows({ total: '110' });
    expect((await asked(page)).sort()).toEqual(['calculator-embed.js', 'calculator.js', 'calculator_bg.wasm', 'rules.json']);
  });

  test('several share one program and cross in nothing, even with the same id', async ({ page, host }) => {
    await host.open(`${ONE}<tierwise-calculator id="c" amount="500"></tierwise-calculator>`);
    const [first, second] = [0, 1].map((index) => new Widget(page, page.locator('tierwise-calculator').nth(index)));
    await first.shows({ total: '110' });
    await page.locator('tierwise-calculator').nth(1).scrollIntoViewIfNeeded();
    await second.shows({ total: '25' });
    await second.amount.fill('700');
    await second.shows({ total: '35' });
    await first.shows({ total: '110' });
    expect((await asked(page)).filter((name) => name === 'calculator_bg.wasm')).toHaveLength(1);
  });

  test('the script twice is the script once', async ({ page, host, site }) => {
    await host.open(ONE);
    await page.addScriptTag({ url: `${site}/embed/v1/calculator-embed.js?again`, type: 'module' });
    await new Widget(page).shows({ total: '110' });
  });

  test('moved, it keeps what was typed', async ({ page, host }) => {
    await host.open(`<section id="there"></section>${ONE}`);
    const widget = new Widget(page);
    await widget.amount.fill('3000');
    await widget.shows({ total: '330' });
    await page.evaluate(() => document.getElementById('there').append(document.getElementById('c')));
    await expect(page.locator('#there tierwise-calculator')).toBeVisible();
    await widget.shows({ total: '330' });
    await expect(widget.amount).toHaveValue('3000');
  });

  for (const file of ['calculator.js', 'calculator_bg.wasm', 'rules.json']) {
    test(`removed while ${file} loads, it leaves nothing`, async ({ page, host }) => {
      let answer;
      const held = new Promise((done) => (answer = done));
      const came = page.waitForRequest(`**/${file}`);
      await page.route(`**/${file}`, async (route) => {
        await held;
        await route.continue();
      });
      await host.open(ONE);
      await came;
      const kept = await page.evaluateHandle(() => {
        const element = document.getElementById('c');
        element.remove();
        return element;
      });
      const done = page.waitForResponse(`**/${file}`);
      answer();
      await (await done).finished();
      // Another one needs the same file: when that is ready, the first would have been.
      await page.evaluate(() => document.querySelector('main').insertAdjacentHTML('beforeend', '<tierwise-calculator id="d" amount="1"></tierwise-calculator>'));
      await new Widget(page).shows({ total: '0.05' });
      expect(await kept.evaluate((element) => element.shadowRoot.childNodes.length)).toBe(0);
      expect(await page.evaluate(() => globalThis.said.filter(({ from, type }) => from === 'c' && type !== 'resize').length)).toBe(0);
      // Put back, it works.
      await page.evaluate((element) => document.querySelector('main').prepend(element), kept);
      await expect(element(page).locator('[data-figure="calculator.total"]')).toHaveAttribute('value', '110');
    });
  }

  test('a page that takes it away when it hears of it', async ({ page, host }) => {
    await host.open('<div id="place"></div>');
    for (const [type, attributes] of [
      ['ready', { amount: '5' }],
      ['change', { amount: '5' }],
      ['error', { amount: '-5' }],
      ['error', { 'rules-src': 'http://[' }],
      ['resize', {}],
    ]) {
      const left = await page.evaluate(
        ([type, attributes]) =>
          new Promise((done) => {
            const element = document.createElement('tierwise-calculator');
            for (const name in attributes) element.setAttribute(name, attributes[name]);
            element.addEventListener('tierwise-ready', () => (element.value = { amount: '7' }));
            element.addEventListener(`tierwise-${type}`, () => {
              element.remove();
              queueMicrotask(() => done(element.shadowRoot.childNodes.length));
            });
            document.getElementById('place').append(element);
          }),
        [type, attributes],
      );
      expect(left, type).toBe(0);
    }
  });

  test('200 come and go, and everything they held is free', async ({ page, host }) => {
    test.slow();
    await page.addInitScript(() => {
      const { Instance } = WebAssembly;
      WebAssembly.Instance = function (...given) {
        const instance = new Instance(...given);
        globalThis.memory = instance.exports.memory;
        return instance;
      };
    });
    await host.open('<tierwise-calculator id="stays" amount="1"></tierwise-calculator><div id="place"></div>');
    await new Widget(page).shows({ total: '0.05' });
    const mount = (times) =>
      page.evaluate(async (times) => {
        for (let time = 0; time < times; time += 1) {
          const element = document.createElement('tierwise-calculator');
          element.setAttribute('amount', '1000');
          const ready = new Promise((done) => element.addEventListener('tierwise-ready', done, { once: true }));
          document.getElementById('place').append(element);
          await ready;
          element.value = { amount: '2000', manage: true };
          if (element.value.results.total !== '120') throw new Error(element.value.results.total);
          element.remove();
        }
        globalThis.said = [];
      }, times);
    const client = await page.context().newCDPSession(page);
    await client.send('Performance.enable');
    const measure = async () => {
      await client.send('HeapProfiler.collectGarbage');
      const { metrics } = await client.send('Performance.getMetrics');
      const of = (wanted) => metrics.find(({ name }) => name === wanted).value;
      return { listeners: of('JSEventListeners'), nodes: of('Nodes'), heap: of('JSHeapUsedSize'), program: await page.evaluate(() => globalThis.memory.buffer.byteLength) };
    };
    await mount(20); // caches fill
    const before = await settled(measure, ({ listeners, nodes }) => [listeners, nodes]);
    await mount(200);
    const after = async (what) => (await measure())[what];
    await expect.poll(() => after('listeners')).toBeLessThanOrEqual(before.listeners);
    expect(await after('program'), 'bytes of the program').toBe(before.program);
    await expect.poll(async () => (await after('nodes')) - before.nodes, 'nodes').toBeLessThan(100);
    await expect.poll(async () => (await after('heap')) - before.heap, 'bytes of JavaScript').toBeLessThan(500_000);
  });
});

// ---- Frames and policies ------------------------------------------------------------------------------------------------

test.describe('under a policy', () => {
  const inElement = async (page) => (await element(page).locator('iframe').count()) === 0;

  test('that allows what the README names, the element runs in the page', async ({ page, host }) => {
    await host.open(ONE, { csp: POLICIES.element });
    await new Widget(page).shows({ total: '110' });
    expect(await inElement(page)).toBe(true);
  });

  for (const [name, csp] of [
    ['without WebAssembly', POLICIES.strict],
    ['without requests to the widget’s origin', POLICIES.unasked],
  ]) {
    test(`${name}, the element shows in a frame, and says so once`, async ({ page, host, allow }) => {
      allow(/CSP: (wasm|script-src|connect-src)|violates the following Content Security Policy|Fetch API cannot load/);
      const told = [];
      page.on('console', (message) => message.type() === 'info' && told.push(message.text()));
      await host.open(`${ONE}<tierwise-calculator id="d" locale="fr" currency="EUR" amount="88"></tierwise-calculator>`, { csp });
      const widget = new Widget(page, element(page).frameLocator('iframe'));
      await widget.shows({ total: '110' });
      await element(page, 'd').scrollIntoViewIfNeeded();
      const other = new Widget(page, element(page, 'd').frameLocator('iframe'));
      await other.shows({ total: '5' });
      expect(told.filter((text) => text.includes('tierwise'))).toHaveLength(1);

      // Events, value, attributes and reset, all through messages.
      await expect.poll(() => said(page, 'ready')).toMatchObject([{ results: { total: '110' } }]);
      await expect.poll(() => said(page, 'ready', 'd')).toMatchObject([{ results: { total: '5' } }]);
      await widget.amount.fill('2000');
      await expect.poll(async () => (await valueOf(page)).results?.total).toBe('220');
      expect((await said(page, 'change')).at(-1)).toMatchObject({ inputs: { amount: '2000' }, results: { total: '220' } });
      await give(page, { amount: '300', manage: false });
      expect((await valueOf(page)).inputs.amount).toBe('300');
      await widget.shows({ total: '30' });
      await element(page).evaluate((element) => element.setAttribute('market', 'FR'));
      await widget.shows({ total: '15' });
      await give(page, { currency: 'QQQ' });
      await expect.poll(async () => (await said(page, 'error')).at(-1)?.field).toBe('currency');
      await element(page).evaluate((element) => element.reset());
      await widget.shows({ total: '55' }); // France now, as the attribute says
      await other.shows({ total: '5' });

      // The height follows, and stays.
      const heights = () => element(page).locator('iframe').evaluate((frame) => frame.clientHeight);
      const content = () => widget.form.evaluate((form) => Math.ceil(form.ownerDocument.documentElement.getBoundingClientRect().height));
      await expect.poll(async () => (await heights()) - (await content())).toBe(0);
      const tall = await heights();
      await widget.manage.uncheck();
      await expect.poll(heights).toBeLessThan(tall);
      expect((await said(page, 'resize')).length).toBeLessThan(30);
    });
  }

  test('the frame in the element takes the page’s colours and properties, and leaves nothing behind', async ({ page, host, allow }) => {
    allow(/CSP: /, /violates the following Content Security Policy/);
    await host.open(ONE, { csp: POLICIES.strict, head: '<script type="module" src="SITE/embed/v1/calculator-embed.js"></script><link rel="stylesheet" href="/dark.css">' });
    const widget = new Widget(page, element(page).frameLocator('iframe'));
    await widget.shows({ total: '110' });
    await expect(widget.form).toHaveCSS('color-scheme', 'dark');
    await expect(widget.form).toHaveCSS('border-radius', '4px');
    const client = await page.context().newCDPSession(page);
    await client.send('Performance.enable');
    const measure = async () => {
      await client.send('HeapProfiler.collectGarbage');
      const { metrics } = await client.send('Performance.getMetrics');
      return ['JSEventListeners', 'Frames'].map((wanted) => metrics.find(({ name }) => name === wanted).value);
    };
    const mount = (times) =>
      page.evaluate(async (times) => {
        for (let time = 0; time < times; time += 1) {
          const element = document.createElement('tierwise-calculator');
          const ready = new Promise((done) => element.addEventListener('tierwise-ready', done, { once: true }));
          document.querySelector('main').prepend(element);
          await ready;
          element.remove();
        }
      }, times);
    await mount(2);
    const before = await settled(measure, (all) => all);
    await mount(10);
    await expect.poll(measure).toEqual(before);
  });

  test('that allows neither, it says that it could not be loaded', async ({ page, host, allow }) => {
    allow(/CSP: /, /violates the following Content Security Policy/);
    await host.open(ONE, { csp: "default-src 'self'; script-src 'self' SITE" });
    await expect(page.getByRole('alert')).toContainText('could not be loaded', { timeout: 15_000 });
    expect(await said(page, 'error')).toMatchObject([{ field: 'program' }]);
  });

  test('where the browser shows no frame at all, it says so too', async ({ page, host, allow }) => {
    allow(/CSP: /, /violates the following Content Security Policy/);
    await host.open(ONE, { csp: "default-src 'self'; script-src 'self' SITE" });
    // Firefox does not load it; the event stands for that.
    await element(page).locator('iframe').dispatchEvent('error');
    // A frame that has loaded and says nothing is waited for longer than that.
    await expect(page.getByRole('alert')).toContainText('could not be loaded', { timeout: 3000 });
  });

  test('the example’s page works as it is', async ({ page, host }) => {
    await host.example();
    await new Widget(page, element(page, 'calculator')).shows({ total: '110' });
    await expect(page.locator('#said')).toHaveText('110 points by the rules 2026-07');
    const frame = page.locator('iframe');
    await frame.scrollIntoViewIfNeeded();
    await expect(page.frameLocator('iframe').locator('[data-figure="calculator.total"]')).toHaveText('28,41');
    await expect.poll(() => frame.evaluate((frame) => frame.style.height)).not.toBe('');
  });

  test('the example’s page works under the strict one', async ({ page, host, allow }) => {
    allow(/CSP: (wasm|script-src)|violates the following Content Security Policy/);
    await host.example(POLICIES.strict);
    await expect(page.locator('#said')).toHaveText('110 points by the rules 2026-07');
    await expect(element(page, 'calculator').frameLocator('iframe').locator('[data-figure="calculator.total"]')).toHaveText('110');
  });
});

test.describe('a frame', () => {
  const frame = (id, more = '') => `<iframe data-tierwise id="${id}" title="${id}" width="100%" height="300" src="SITE/embed/v1/calculator.html#id=${id}&amp;amount=1000${more}"></iframe>`;
  const open = async (page, host, more = '') => {
    await host.open(`${frame('a', more)}${frame('b', '&amp;locale=fr&amp;currency=EUR&amp;theme=dark&amp;accent=rgb(1,2,3)&amp;radius=2px')}`);
    const [a, b] = ['a', 'b'].map((id) => new Widget(page, page.frameLocator(`#${id}`)));
    await a.shows({ total: '50' });
    await page.locator('#b').scrollIntoViewIfNeeded();
    await expect(b.figure('total')).toHaveText('56,82');
    return [a, b];
  };
  /** What the frames posted to the page, by id. */
  const heard = (page, id) => page.evaluate((id) => globalThis.heard.filter(({ data }) => data.id === id).map(({ data }) => data), id);
  const post = (page, id, message) =>
    page.evaluate(([id, message]) => document.getElementById(id).contentWindow.postMessage({ source: 'tierwise-calculator', version: 1, id, ...message }, new URL(document.getElementById(id).src).origin), [id, message]);

  test('takes its hash, posts to the page around it, and follows its content', async ({ page, host, site }) => {
    const [a, b] = await open(page, host);
    await expect(b.form).toHaveCSS('color-scheme', 'dark');
    await expect(b.form).toHaveCSS('border-radius', '2px');
    await expect(b.figure('total')).toHaveCSS('color', 'rgb(1, 2, 3)');
    await expect.poll(async () => (await heard(page, 'a')).map(({ type }) => type)).toEqual(expect.arrayContaining(['hello', 'ready', 'resize']));
    expect(await page.evaluate(() => new Set(globalThis.heard.map(({ origin }) => origin)).size)).toBe(1);
    expect(await page.evaluate(() => globalThis.heard[0].origin)).toBe(site);
    expect((await heard(page, 'a'))[0]).toMatchObject({ source: 'tierwise-calculator', version: 1, id: 'a' });
    await a.amount.fill('3000');
    await expect.poll(async () => (await heard(page, 'a')).at(-1).detail?.results?.total).toBe('150');
    await expect.poll(async () => (await said(page, 'change', 'a')).at(-1)?.results.total).toBe('150');
    expect(await said(page, 'change', 'b')).toEqual([]);
    await expect.poll(() => page.locator('#a').evaluate((frame) => frame.clientHeight)).toBeGreaterThan(400);
    // A new hash is a new beginning.
    await page.locator('#a').evaluate((frame) => (frame.src = frame.src.replace('amount=1000', 'amount=20')));
    await a.shows({ total: '1' });
  });

  test('follows its hash, however quickly the page changes that', async ({ page, host }) => {
    await open(page, host);
    await page.locator('#a').evaluate((frame) => {
      const [address] = frame.src.split('#');
      for (const more of ['locale=fr', 'locale=fr&theme=dark', 'locale=fr&theme=dark&currency=EUR&amount=750&accent=rgb(4,5,6)']) frame.src = `${address}#id=a&${more}`;
    });
    const content = page.frameLocator('#a');
    await expect(content.getByLabel('Montant vendu (MRR)')).toHaveValue('750');
    await expect(content.getByLabel('Devise du client')).toHaveValue('EUR');
    await expect(content.locator('html')).toHaveAttribute('lang', 'fr');
    await expect(content.locator('html')).toHaveCSS('color-scheme', 'dark');
    await expect(content.locator('tierwise-calculator')).toHaveAttribute('style', /--tierwise-accent: ?rgb\(4, ?5, ?6\)/);
  });

  test('hears the page around it, by its id; two never cross', async ({ page, host }) => {
    const [a, b] = await open(page, host);
    await post(page, 'a', { type: 'set', detail: { amount: '200' } });
    await a.shows({ total: '10' });
    await post(page, 'a', { type: 'attribute', detail: { name: 'market', value: 'IN' } });
    await a.shows({ total: '20' });
    await post(page, 'a', { type: 'attribute', detail: { name: 'onclick', value: 'alert(1)' } });
    await post(page, 'a', { type: 'reset' });
    await a.shows({ total: '100' });
    await expect(b.figure('total')).toHaveText('56,82');
    expect((await heard(page, 'b')).some(({ type }) => type === 'change')).toBe(false);
  });

  test('what is forged is not heard, on either side', async ({ page, host, site }) => {
    const [a] = await open(page, host);
    const frames = page.frames().filter((one) => one.url().startsWith(`${site}/embed/`));
    const [first] = frames;
    // To the frame: another id, another source, another version, from a window that is not the page around it.
    await post(page, 'a', { id: 'b', type: 'set', detail: { amount: '1' } });
    await post(page, 'a', { source: 'other', type: 'set', detail: { amount: '1' } });
    await post(page, 'a', { version: 2, type: 'set', detail: { amount: '1' } });
    for (const odd of [null, 'text', 7, { type: 'set' }]) await page.evaluate((odd) => document.getElementById('a').contentWindow.postMessage(odd, '*'), odd);
    await frames[1].evaluate(() => parent.frames[0].postMessage({ source: 'tierwise-calculator', version: 1, id: 'a', type: 'set', detail: { amount: '1' } }, '*'));
    await page.evaluate(() => {
      const other = document.createElement('iframe');
      other.srcdoc = '<p>other</p>';
      document.body.append(other);
      return new Promise((done) => (other.onload = done));
    });
    // And then one that counts, after which all of them have been read.
    await post(page, 'a', { type: 'set', detail: { partners: '3' } });
    await expect.poll(async () => (await heard(page, 'a')).at(-1)?.detail?.inputs?.partners).toBe('3');
    await a.shows({ total: '50' });
    expect((await heard(page, 'a')).filter(({ type }) => type === 'value')).toHaveLength(1);

    // To the page: a height from the page's own window, and from a frame in another one's name.
    const height = () => page.locator('#a').evaluate((frame) => frame.style.height);
    const own = async () => (await heard(page, 'a')).filter(({ type, detail }) => type === 'resize' && detail.height !== 7777).at(-1).detail.height;
    const said = () => page.evaluate(() => globalThis.said.filter(({ from, detail }) => from === 'a' && detail?.height === 7777).length);
    await page.evaluate(() => postMessage({ source: 'tierwise-calculator', version: 1, id: 'a', type: 'resize', detail: { height: 7777 } }, '*'));
    await frames[1].evaluate(() => parent.postMessage({ source: 'tierwise-calculator', version: 1, id: 'a', type: 'resize', detail: { height: 7777 } }, '*'));
    await expect.poll(async () => (await heard(page, 'a')).filter(({ detail }) => detail?.height === 7777).length).toBe(2);
    await expect.poll(async () => (await height()) === `${await own()}px`, 'as high as the frame itself said at last').toBe(true);
    expect(await said()).toBe(0);
    // The frame itself may say so: the same message, from its own window.
    await first.evaluate(() => parent.postMessage({ source: 'tierwise-calculator', version: 1, id: 'a', type: 'resize', detail: { height: 777 } }, '*'));
    await expect.poll(height).toBe('777px');
  });

  test('posts to the origin that its hash names, and to no other', async ({ page, host }) => {
    await host.open(frame('a', '&amp;origin=https://other.example'));
    const a = new Widget(page, page.frameLocator('#a'));
    await a.shows({ total: '50' });
    await post(page, 'a', { type: 'set', detail: { amount: '1' } });
    await a.amount.fill('200');
    await a.shows({ total: '10' });
    expect(await page.evaluate(() => globalThis.heard)).toEqual([]);
  });

  test('without a known origin it posts nothing', async ({ page, host }) => {
    for (const more of ['&amp;origin=*', '&amp;origin=null', '&amp;origin=']) {
      await host.open(frame('a', more));
      const a = new Widget(page, page.frameLocator('#a'));
      await a.amount.fill('200');
      await a.shows({ total: '10' });
      expect(await page.evaluate(() => globalThis.heard)).toEqual([]);
    }
  });

  test('without WebAssembly it says so, and never frames itself', async ({ page, host }) => {
    await page.context().addInitScript(() => delete globalThis.WebAssembly);
    await host.open(frame('a'));
    await expect(page.frameLocator('#a').getByRole('alert')).toContainText('could not be loaded');
    await expect.poll(() => said(page, 'error', 'a')).toMatchObject([{ field: 'program' }]);
    expect(page.frames()).toHaveLength(2);
  });
});

test('its files may be loaded from other origins, and its page framed; the app’s may not', async ({ request, site }) => {
  for (const name of ['calculator-embed.js', 'calculator.js', 'calculator_bg.wasm', 'rules.json', 'calculator.html']) {
    const headers = (await request.get(`${site}/embed/v1/${name}`)).headers();
    expect(headers, name).toMatchObject({ 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin', 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' });
  }
  const policy = async (path) => (await request.get(`${site}${path}`)).headers()['content-security-policy'];
  expect(await policy('/embed/v1/calculator.html')).toContain('frame-ancestors *');
  expect(await policy('/embed/v1/calculator.html'), 'one policy only').not.toContain(', ');
  for (const path of ['/', '/index.html']) {
    expect(await policy(path)).toContain("frame-ancestors 'none'");
    expect(await policy(path)).toContain("frame-src 'self'");
  }
});

// ---- For everybody ------------------------------------------------------------------------------------------------------

for (const theme of ['light', 'dark']) {
  for (const lang of ['en', 'fr']) {
    test(`no violation that axe can find, ${theme}, ${lang}`, async ({ page, host, site }) => {
      await host.open(ONE.replace('>', ` theme="${theme}" locale="${lang}">`));
      await new Widget(page).shows({ total: '110' });
      expect.soft(await violations(page)).toEqual([]);
      await page.setViewportSize({ width: 320, height: 900 });
      await give(page, { amount: '1.234', currency: 'QQQ' });
      await expect(element(page).locator('[aria-invalid]')).toHaveCount(1);
      expect.soft(await violations(page), 'a problem').toEqual([]);
      await give(page, { tab: 'currency', currency: 'EUR', sold: lang === 'fr' ? '1.234' : '1,5' });
      expect.soft(await violations(page), 'currencies').toEqual([]);
      await page.goto(`${site}/embed/v1/calculator.html#theme=${theme}&locale=${lang}&amount=5`);
      await expect(page.locator('[data-figure="calculator.total"]')).toBeVisible();
      expect.soft(await violations(page), 'the frame').toEqual([]);
    });
  }
}

test('the keyboard alone is enough', async ({ page, host }) => {
  await host.open('<a href="#x">before</a><tierwise-calculator id="c"></tierwise-calculator><a href="#y">after</a>');
  const widget = new Widget(page);
  await expect(widget.amount).toBeVisible();
  await page.getByRole('link', { name: 'before' }).focus();
  const press = (...keys) => keys.reduce((done, key) => done.then(() => page.keyboard.press(key)), Promise.resolve());
  await press('Tab');
  await expect(widget.tab('Points')).toBeFocused();
  await press('ArrowRight');
  await expect(widget.tab('Currency')).toBeFocused();
  await expect(widget.method).toBeVisible();
  await press('Home');
  await expect(widget.amount).toBeVisible();
  await expect(widget.tab('Points')).toHaveCSS('outline-style', 'solid');
  await press('Tab');
  await expect(widget.amount).toBeFocused();
  await page.keyboard.type('1000');
  await widget.shows({ total: '50' });
  await press('Tab');
  await expect(widget.currency).toBeFocused();
  await page.keyboard.type('Euro');
  await expect(widget.currency).toHaveValue('EUR');
  await press('Tab');
  await expect(widget.market).toBeFocused();
  await page.keyboard.type('india');
  await widget.shows({ total: '113.63636363636363636364' });
  await press('Tab', 'Tab');
  await expect(widget.manage).toBeFocused();
  await press('Space', 'Tab');
  await expect(widget.partners).toBeFocused();
  await press('ControlOrMeta+a');
  await page.keyboard.type('x');
  await expect(widget.partners).toHaveAttribute('aria-invalid', 'true');
  await press('Backspace', '0');
  await widget.shows({ managed: '22.72727272727272727273' });
  await press('Tab');
  await expect(widget.reset).toBeFocused();
  await press('Enter');
  await expect(widget.amount).toHaveValue('');
  await press('Tab');
  await expect(page.getByRole('link', { name: 'after' })).toBeFocused();
});

test('a reader without eyes finds every control and every figure by its name', async ({ page, host }) => {
  await host.open(ONE);
  const widget = new Widget(page);
  await widget.shows({ total: '110' });
  await expect(widget.form).toMatchAriaSnapshot(`
    - group "Points calculator":
      - tablist "Parts of the calculator":
        - tab "Points" [selected]
        - tab "Currency"
      - tabpanel "Points":
        - textbox "Sold amount (MRR)"
        - combobox "Customer currency"
        - combobox "Customer market"
        - combobox "Deal type"
        - checkbox "Will you also manage this client?" [checked]
        - textbox "How many other partners will manage this client?"
      - status "Results":
        - term: Total points
        - definition: 110 1,000 USD / 100 × 5 × 2 + 1,000 USD / 100 × 1 × 2 / 2
        - term: Sold points
        - definition: 100 1,000 USD / 100 × 5 × 2
        - term: Managed points
        - definition: 10 1,000 USD / 100 × 1 × 2 / 2
      - list
      - button "Start again"
  `);
  await expect(widget.market).toHaveAccessibleDescription('Standard; or a country');
  await expect(widget.results).toHaveAttribute('role', 'status');
});
