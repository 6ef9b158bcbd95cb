// The page that measures: loads the program that Trunk names (Trunk.toml, pattern_script) and offers `measure(size, rounds)`.
(() => {
  'use strict';
  const { js, wasm } = document.currentScript.dataset;
  const program = (window.program = import(new URL(js, document.baseURI)).then(async (glue) => {
    await glue.default({ module_or_path: new URL(wasm, document.baseURI) });
    return glue;
  }));

  const timed = (rounds, call) =>
    Array.from({ length: rounds }, () => {
      const before = performance.now();
      call();
      return performance.now() - before;
    });

  // Baseline: the day's sold points as a page would add them up without care, in floats and in one loop. Units and rates of
  // public/rules/hubspot-solutions.json before 2025-07-15; the book's day is 2025-02-25.
  const UNITS = { USD: 100, AUD: 105, COP: 300300, EUR: 75, GBP: 62.5, SGD: 140, JPY: 12000, ZAR: 1545, CAD: 130 };
  const GROWTH = new Set(['CO', 'IN', 'MX', 'SG']); // of the countries in the book
  const prepare = ({ clients, sales }) => {
    const growth = new Map(clients.map(({ id, market, country }) => [id, market ? market === 'growth' : GROWTH.has(country)]));
    return sales.map((sale) => ({
      mrr: Number(sale.mrr),
      unit: UNITS[sale.currency],
      rate: sale.deal_type === 'partner_sourced' && sale.line_first_sold_on >= '2024-02-27' ? 5 : 3,
      multiplier: growth.get(sale.client) ? 2 : 1,
      from: sale.closed_on,
      until: sale.ended_on ?? '9999-12-31',
    }));
  };
  const sum = (sales, day, yearBefore) => {
    let points = 0;
    for (const sale of sales) {
      if (sale.from > yearBefore && sale.from <= day && day < sale.until) {
        points += (sale.mrr / sale.unit) * sale.rate * sale.multiplier;
      }
    }
    return points;
  };

  window.measure = async ({ clients, sales, managed, deals }, rounds) => {
    const { LargeBook } = await program;
    const book = new LargeBook(clients, sales, managed, deals);
    const text = book.text();
    const times = {};
    let parsed;
    times['JSON.parse'] = timed(rounds, () => (parsed = JSON.parse(text)));
    const prepared = prepare(parsed);
    let added;
    times['sum in floats'] = timed(rounds, () => (added = sum(prepared, '2025-02-25', '2024-02-25')));
    for (const name of LargeBook.measures()) times[name] = [...book.measure(name, rounds)];

    // What is faster must at least be the same figure.
    const sold = Number(book.sold());
    if (!(Math.abs(added - sold) <= sold * 1e-9)) throw new Error(`The baseline adds up ${added} and the engine ${sold}.`);
    return { times, bytes: text.length, sold: book.sold() };
  };
})();
