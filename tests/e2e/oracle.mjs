// The figures of a book, computed a second time: from partner-data.md's definitions and nothing of the program, in exact
// fractions of big integers. The specs hold the page against it.
//   const expected = figures(book, rules, { goal: 'diamond' });
//   expected['points.sold']                  '276.477966796…', rounded as `rounded` does
//   clients(book, rules)                     [{ id, name, market, currency, sold, managed, total, dealTypes }]
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const file = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const json = (path) => JSON.parse(readFileSync(file(path), 'utf8'));

export const fixture = (name) => file(`tests/fixtures/${name}`);
export const sample = json('public/data/sample.json');
export const small = json('tests/fixtures/own-small.json');
export const rules = json('public/rules/hubspot-solutions.json');

// ---- Fractions --------------------------------------------------------------------------------------------------------

const fraction = (top, bottom = 1n) => (bottom < 0n ? { top: -top, bottom: -bottom } : { top, bottom });
const plus = (a, b) => fraction(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom);
const minus = (a, b) => plus(a, fraction(-b.top, b.bottom));
const times = (...all) => all.reduce((a, b) => fraction(a.top * b.top, a.bottom * b.bottom));
const over = (a, b) => fraction(a.top * b.bottom, a.bottom * b.top);
const less = (a, b) => a.top * b.bottom < b.top * a.bottom;
const sum = (all) => all.reduce(plus, ZERO);

/** A decimal as written: "1234.50", 0.1, -80. */
const decimal = (text) => {
  const [, sign, whole, places = ''] = String(text).match(/^(-?)(\d*)\.?(\d*)$/);
  return fraction(BigInt(sign + whole + places), 10n ** BigInt(places.length));
};
const ZERO = decimal(0);

/** Digits after the point to which figures are compared: more than 15 that count for all but the smallest of them. */
const PLACES = 18;

const text = ({ top, bottom }, places) => {
  const twice = (top < 0n ? -top : top) * 10n ** BigInt(places) * 2n;
  const digits = ((twice / bottom + 1n) / 2n).toString().padStart(places + 1, '0'); // half away from zero
  const point = digits.length - places;
  const shown = `${digits.slice(0, point)}.${digits.slice(point)}`.replace(/\.?0+$/, '');
  return top < 0n && shown !== '0' ? `-${shown}` : shown;
};

/** A figure as the specs compare it: numbers to 18 places, words as they are. */
export const rounded = (value) => (/^-?\d+(\.\d+)?$/.test(value) ? text(decimal(value), PLACES) : value);

/** A figure as people read it: to two places. */
export const shown = (value) => text(decimal(value), 2);

/** The sum of figures. */
export const total = (values) => text(sum(values.map(decimal)), PLACES);

// ---- Days -------------------------------------------------------------------------------------------------------------

const iso = (date) => date.toISOString().slice(0, 10);
const addDays = (day, days) => iso(new Date(Date.parse(day) + days * 86_400_000));
const lastOf = (year, month) => iso(new Date(Date.UTC(year, month, 0))); // months from 1
const addMonths = (day, months) => {
  const [year, month] = day.split('-').map(Number);
  const end = lastOf(year, month + months);
  const same = `${end.slice(0, 8)}${day.slice(8)}`;
  return same < end ? same : end;
};
const withinYear = (day, asOf) => addMonths(asOf, -12) < day && day <= asOf;

// ---- Rules ------------------------------------------------------------------------------------------------------------

const merge = (under, above) => {
  const whole = typeof above !== 'object' || above === null || Array.isArray(above);
  if (whole) return above;
  return Object.fromEntries(
    [...new Set([...Object.keys(under ?? {}), ...Object.keys(above)])].map((key) => [
      key,
      key in above ? merge(under?.[key], above[key]) : under[key],
    ]),
  );
};

/** The version in force on a day, with what it inherits and the overrides on top. */
const versionOn = (day, { rules, overrides }) => {
  const begun = rules.versions.filter((version, index) => index === 0 || version.from <= day);
  return overrides.reduce(merge, Object.assign({}, rules, ...begun));
};

// ---- Points -----------------------------------------------------------------------------------------------------------

const multiplier = (client, version) => {
  if (client.market_multiplier) return decimal(client.market_multiplier);
  return decimal(marketOf(client, version) === 'growth' ? version.growth_multiplier : 1);
};

const marketOf = ({ market, country }, version) => {
  if (market || !country) return market;
  return version.growth_countries.includes(country) ? 'growth' : 'standard';
};

/** How often 100 USD are in an amount, at the fixed unit of a version. */
const units = (amount, currency, version) => over(decimal(amount), decimal(version.currency_unit[currency]));

/** The client of a record, and the currency of its amounts: its own, else its client's. */
const clientOf = (record, book) => book.clients.find(({ id }) => id === record.client);
const currencyOf = (record, book) => record.currency || clientOf(record, book).currency;

/** The points that are active on the day of the book: [{ client, kind: 'managed' or the deal type, points }]. */
const activePoints = (book, context) => {
  const day = book.as_of;
  const today = versionOn(day, context);

  const isSold = (sale) =>
    sale.closed_on <= day && day < addMonths(sale.closed_on, today.sold_points_lifetime_months) && !(sale.ended_on <= day);
  const isManaged = (spell) =>
    spell.from <= day &&
    !(spell.to <= day) &&
    !(spell.last_activity_on && addDays(spell.last_activity_on, today.managed_inactivity_days) < day);

  const sold = (book.sales ?? []).filter(isSold).map((sale) => {
    const version = versionOn(sale.closed_on, context);
    const rate = versionOn(sale.line_first_sold_on ?? sale.closed_on, context).rates.sold[sale.deal_type];
    const factor = times(decimal(rate), multiplier(clientOf(sale, book), version));
    return { id: sale.id, client: sale.client, kind: sale.deal_type, points: times(units(sale.mrr, currencyOf(sale, book), version), factor) };
  });
  const managed = (book.managed ?? []).filter(isManaged).map((spell) => {
    const factor = times(decimal(today.rates.managed), multiplier(clientOf(spell, book), today));
    const whole = times(units(spell.mrr, currencyOf(spell, book), today), factor);
    return { client: spell.client, kind: 'managed', points: over(whole, decimal(spell.partners ?? 1)) };
  });
  return [...sold, ...managed];
};

/** Sold, sourced and managed points in what `activePoints` gave. */
const tracks = (active) => {
  const of = (is) => sum(active.filter(({ kind }) => is(kind)).map(({ points }) => points));
  return {
    sold: of((kind) => kind !== 'managed'),
    sourced: of((kind) => kind === 'partner_sourced'),
    managed: of((kind) => kind === 'managed'),
    total: of(() => true),
  };
};

const contextOf = (book, rules, own) => ({ rules, overrides: [book.program_rules ?? {}, own ?? {}] });

/** What came and went from one day to another, both included: by walking through the days and looking at each. */
export const changes = (book, rules, first, last) => {
  const context = contextOf(book, rules);
  const on = (day) => {
    const active = activePoints({ ...book, as_of: day }, context);
    const managed = new Map();
    for (const { client, points } of active.filter(({ kind }) => kind === 'managed')) {
      managed.set(client, plus(managed.get(client) ?? ZERO, points));
    }
    return { sold: new Map(active.filter(({ kind }) => kind !== 'managed').map(({ id, points }) => [id, points])), managed };
  };
  const found = { new_sold: [], lost_sold: [], new_managed: [], lost_managed: [] };
  let before = on(addDays(first, -1));
  for (let day = first; day <= last; day = addDays(day, 1)) {
    const now = on(day);
    for (const [id, points] of now.sold) if (!before.sold.has(id)) found.new_sold.push(points);
    for (const [id, points] of before.sold) if (!now.sold.has(id)) found.lost_sold.push(points);
    for (const client of new Set([...now.managed.keys(), ...before.managed.keys()])) {
      const change = minus(now.managed.get(client) ?? ZERO, before.managed.get(client) ?? ZERO);
      if (less(change, ZERO)) found.lost_managed.push(minus(ZERO, change));
      else if (less(ZERO, change)) found.new_managed.push(change);
    }
    before = now;
  }
  return Object.fromEntries(Object.entries(found).map(([key, points]) => [`changes.${key}`, text(sum(points), PLACES)]));
};

/** Each client's row in the points breakdown, in the order of the book. */
export const clients = (book, rules, { own } = {}) => {
  const context = contextOf(book, rules, own);
  const version = versionOn(book.as_of, context);
  const active = activePoints(book, context);
  return book.clients.map((client) => {
    const mine = active.filter((points) => points.client === client.id);
    const { sold, managed, total } = tracks(mine);
    return {
      id: client.id,
      name: client.name ?? client.id,
      market: marketOf(client, version),
      currency: client.currency,
      sold: text(sold, PLACES),
      managed: text(managed, PLACES),
      total: text(total, PLACES),
      dealTypes: new Set(mine.map(({ kind }) => kind).filter((kind) => kind !== 'managed')),
    };
  });
};

// ---- Everything else --------------------------------------------------------------------------------------------------

/** The 12-month average of C$R, or of GRR with the downgrades; undefined without a month that says anything. */
const retention = (book, metric) => {
  const lastDay = ({ month }) => lastOf(...month.split('-').map(Number));
  const months = (book.retention ?? [])
    .filter((month) => lastDay(month) <= book.as_of)
    .sort((a, b) => (a.month < b.month ? 1 : -1))
    .slice(0, 12)
    .filter((month) => less(ZERO, decimal(month.opening_mrr)));
  if (!months.length) return undefined;
  const annual = months.map((month) => {
    const opening = decimal(month.opening_mrr);
    const lost = sum([month.cancelled_mrr, metric === 'grr' ? month.downgraded_mrr : 0].map((mrr) => decimal(mrr ?? 0)));
    return times(...Array(12).fill(over(minus(opening, lost), opening)));
  });
  return over(sum(annual), decimal(months.length));
};

/** A sum in USD at the units of the day on which each record closed. */
const inUsd = (records, amount, closed, book, context) =>
  sum(
    records.map((record) => {
      const version = versionOn(record[closed], context);
      return times(units(record[amount], currencyOf(record, book), version), decimal(100));
    }),
  );

/** The days of a month, `YYYY-MM-DD`, from the first one's year on to the last one's. */
const yearly = (first, last, day) => {
  const days = [];
  for (let year = Number(first.slice(0, 4)); year <= Number(last.slice(0, 4)); year++) days.push(`${year}-${day}`);
  return days;
};

/**
 * The credited tier by replay (domain.md 1.3): promoted on the 15th of a month, kept or lost on 15 January and 15 July,
 * never lost within six months, lost altogether where the certification is not valid then.
 */
const replayed = (book, rules, options) => {
  const tiers = rules.programme.tiers.map(({ id }) => id);
  const first = rules.versions[0].from;
  const met = new Map();
  const months = Array.from({ length: 12 }, (_, month) => `${String(month + 1).padStart(2, '0')}-15`);
  const days = months.flatMap((day) => yearly(first, book.as_of, day)).filter((day) => first <= day && day <= book.as_of);
  for (const day of days.sort()) {
    met.set(day, tiers.indexOf(figuresOfDay({ ...book, as_of: day }, rules, options)['program.performing_tier']));
  }
  let [tier, since] = [-1, ''];
  for (const [day, reached] of met) {
    if (reached > tier) [tier, since] = [reached, day];
    const window = { '01-15': `${Number(day.slice(0, 4)) - 1}-08-15`, '07-15': `${day.slice(0, 4)}-02-15` }[day.slice(5)];
    if (!window || tier < 0 || day < addMonths(since, 6)) continue;
    const certified = day <= (book.partner.certification?.valid_until ?? '');
    const best = certified ? Math.max(...[...met].filter(([other]) => window <= other && other <= day).map(([, reached]) => reached)) : -1;
    if (best < tier) [tier, since] = [best, day];
  }
  return tiers[tier] ?? 'none';
};

/** Every figure of the dashboard on the book's day, the replayed tier with them. */
export const figures = (book, rules, options) => ({
  ...figuresOfDay(book, rules, options),
  'program.replayed_tier': replayed(book, rules, options),
});

/**
 * Every figure of the dashboard for a book in our own format with all its sections.
 * `goal`: the tier chosen in "Get to"; `own`: rules that the user typed, such as { thresholds: { gold: { total: 140 } } }.
 */
const figuresOfDay = (book, rules, { goal, own } = {}) => {
  const context = contextOf(book, rules, own);
  const version = versionOn(book.as_of, context);
  const points = tracks(activePoints(book, context));
  const tiers = rules.programme.tiers.map(({ id }) => id);
  const certified = book.as_of <= (book.partner.certification?.valid_until ?? '');

  const needs = (tier) => {
    const threshold = version.thresholds[tier];
    const minimum = version.minimum_track === 'sourced' ? (threshold.sourced ?? threshold.sold) : threshold.sold;
    return {
      total: decimal(threshold.total),
      minimum: decimal(minimum),
      managed: decimal(version.managed_minimum ? threshold.managed : 0),
    };
  };
  const has = { total: points.total, minimum: points[version.minimum_track], managed: points.managed };
  const keeps = (tier) => {
    const gate = version.retention.gate[tier];
    const average = retention(book, version.retention.metric);
    return gate === undefined || (average !== undefined && !less(average, decimal(gate)));
  };
  const passes = (tier) =>
    Object.entries(needs(tier)).every(([track, need]) => !less(has[track], need)) &&
    keeps(tier) &&
    (certified || !version.certification_required);
  const gap = (track, tier) => {
    const missing = minus(needs(tier)[track], has[track]);
    return less(missing, ZERO) ? ZERO : missing;
  };
  const performing = tiers.filter(passes).at(-1);
  const next = tiers[tiers.indexOf(performing) + 1]; // no tier: index -1, the lowest is next
  const chosen = goal ?? next ?? tiers.at(-1);

  const year = (closed) => (record) => record.deal_type === 'partner_sourced' && withinYear(record[closed], book.as_of);
  const sourcedSales = book.sales.filter(year('closed_on'));
  const sourcedDeals = book.deals.filter((deal) => deal.vendor_stage === 'closed_won' && year('close_on')(deal));
  const csr = retention(book, 'csr');
  const numbers = {
    'program.total_points': points.total,
    'program.points_to_next_tier': next ? gap('total', next) : ZERO,
    'program.sourced_amount_12m': inUsd(sourcedDeals, 'amount', 'close_on', book, context),
    'program.sourced_mrr_12m': inUsd(sourcedSales, 'mrr', 'closed_on', book, context),
    ...(csr ? { 'program.csr_12m': csr } : {}),
    'points.sold': points.sold,
    'points.managed': points.managed,
    'points.sourced': points.sourced,
  };
  for (const track of ['total', 'minimum', 'managed']) {
    numbers[`goal.${track}.have`] = has[track];
    numbers[`goal.${track}.need`] = needs(chosen)[track];
    numbers[`goal.${track}.gap`] = gap(track, chosen);
  }
  return {
    'program.credited_tier': book.partner.credited_tier.tier ?? 'none',
    'program.performing_tier': performing ?? 'none',
    'program.csr_12m': '',
    'account.certified': String(certified),
    ...Object.fromEntries(Object.entries(numbers).map(([key, number]) => [key, text(number, PLACES)])),
  };
};

// ---- Commission -------------------------------------------------------------------------------------------------------

/** Amounts by currency, rounded; 0 in the payout currency where there is none. */
const byCurrency = (book, all) => {
  const sums = {};
  for (const [currency, amount] of all) sums[currency] = plus(sums[currency] ?? ZERO, amount);
  if (!all.length) sums[book.partner.payout_currency] = ZERO;
  return Object.fromEntries(Object.entries(sums).map(([currency, amount]) => [currency, text(amount, PLACES)]));
};

/** What a figure is that the data cannot give. */
const MISSING = { '': '' };

/** Commission paid in the 12 months up to the book's day, by currency. */
export const paidInYear = (book) => {
  if (!book.commissions) return MISSING;
  const paid = book.commissions.filter(({ status, paid_on }) => status === 'paid' && withinYear(paid_on, book.as_of));
  return byCurrency(book, paid.map(({ currency, amount }) => [currency, decimal(amount)]));
};

/** The last day of a quarter such as 2025-Q1. */
const quarterEnd = (period) => lastOf(Number(period.slice(0, 4)), Number(period.slice(6)) * 3);

/** What the sales that are active on the book's day earn at the three month ends of a quarter. */
const earned = (book, period) => {
  const end = quarterEnd(period);
  const ends = [-2, -1, 0].map((months) => lastOf(...addMonths(`${end.slice(0, 8)}01`, months).split('-').map(Number)));
  const active = book.sales.filter(({ closed_on, ended_on }) => closed_on <= book.as_of && !(ended_on <= book.as_of));
  return active.flatMap((sale) => {
    const { commission } = versionOn(sale.closed_on, contextOf(book, rules));
    const share = commission[book.partner.level ?? 'partner'];
    const rate = sale.deal_type === 'partner_sourced' ? share.rate : commission.assisted_rate;
    const lasts = (day) => sale.closed_on < commission.lifetime_before || day < addMonths(sale.closed_on, share.months);
    const earns = (day) => sale.closed_on <= day && lasts(day) && !(sale.ended_on <= day);
    const once = [currencyOf(sale, book), times(decimal(sale.mrr), decimal(rate))];
    return Number(rate) === 0 ? [] : ends.filter(earns).map(() => once);
  });
};

/** The next commission after the book's day: { due, amounts by currency, source: 'statements' or 'schedule' }. */
export const nextDue = (book) => {
  const dueOf = (period) => addDays(quarterEnd(period), rules.commission.payout_days_after_quarter);
  const open = (book.commissions ?? []).filter(({ status }) => ['estimated', 'pending'].includes(status));
  const coming = open.map((one) => ({ ...one, due: one.due_on ?? dueOf(one.period) })).filter(({ due }) => due > book.as_of);
  const stated = coming.map(({ due }) => due).sort()[0];
  const year = Number(book.as_of.slice(0, 4));
  const quarters = [-1, 0, 1, 2, 3].flatMap((years) => [1, 2, 3, 4].map((number) => `${year + years}-Q${number}`));
  const expected = quarters
    .filter((period) => dueOf(period) > book.as_of && !(book.commissions ?? []).some((one) => one.period === period))
    .map((period) => ({ due: dueOf(period), all: book.sales ? earned(book, period) : [] }))
    .find(({ all }) => all.length);
  if (stated && !(expected?.due < stated)) {
    const all = coming.filter(({ due }) => due === stated).map(({ currency, amount }) => [currency, decimal(amount)]);
    return { due: stated, amounts: byCurrency(book, all), source: 'statements' };
  }
  if (expected) return { due: expected.due, amounts: byCurrency(book, expected.all), source: 'schedule' };
  return { amounts: book.commissions && book.sales ? byCurrency(book, []) : MISSING };
};
