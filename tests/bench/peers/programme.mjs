// What the two peers of the engine share: days, the rules by date, a book that has been read, and the lines of a result.
//
// Problem: the peers differ in one thing, the numbers that they count with, and a difference anywhere else would be a
// difference in what is measured. Idea: everything that is no sum of points stands here, and what multiplies an amount is a
// whole number: with one denominator for every unit and every share, an amount times its weight is exact, and only the
// figures at the end are divided.
//
// Example: 100 EUR at a unit of 75 and a rate of 5, over a denominator of 300, weigh 20: 100 × 20 / 300 = 6.666… points.
const DAY = 86_400_000;
const RATE_PLACES = 2; // of rates, multipliers and units
export const AMOUNT_PLACES = 4; // of amounts
export const NO_END = 2 ** 30; // a day that never comes, small enough for the engine's fast integers

/** Days are numbers: comparing them and counting on is all that is done with most of them. */
export const dayOf = (iso) => (iso ? Date.parse(iso) / DAY : undefined);

/** So many calendar months later, at most the month's last day. */
export function monthsAfter(day, months) {
  const date = new Date(day * DAY);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth() + months;
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), last)) / DAY;
}

/** A decimal in whole numbers of its last place; never through a float. */
export function scaled(text, places) {
  const [whole, fraction = ''] = String(text).split('.');
  if (fraction.length > places) throw new Error(`${text} has more than ${places} places.`);
  return BigInt(whole + fraction.padEnd(places, '0'));
}

/** The versions of the rules, each with all that it inherits; the first is in force since ever. */
export function resolve({ versions, ...common }) {
  let before = common;
  return versions.map((own, index) => {
    before = { ...before, ...own };
    return {
      from: index === 0 ? -NO_END : dayOf(own.from),
      until: index + 1 < versions.length ? dayOf(versions[index + 1].from) : NO_END,
      units: before.currency_unit,
      sourcedRate: scaled(before.rates.sold.partner_sourced, RATE_PLACES),
      assistedRate: scaled(before.rates.sold.partner_assisted, RATE_PLACES),
      legacyBefore: dayOf(before.rates.legacy_line_before) ?? -NO_END,
      legacyRate: scaled(before.rates.legacy_line_rate ?? 0, RATE_PLACES),
      managedRate: scaled(before.rates.managed, RATE_PLACES),
      growthMultiplier: scaled(before.growth_multiplier, RATE_PLACES),
      growthCountries: new Set(before.growth_countries),
      lifetime: before.sold_points_lifetime_months,
      inactivity: before.managed_inactivity_days,
      splits: before.managed_split === 'even',
      checkpointDay: before.checkpoint_day,
    };
  });
}

/** The version in force on a day. */
export function versionOn(versions, day) {
  let index = versions.length - 1;
  while (versions[index].from > day) index -= 1;
  return index;
}

/** A book whose texts have become days, indices and numbers, as the engine has it once it has read one. */
export function read({ as_of, clients, sales, managed, deals }, number) {
  const index = new Map(clients.map(({ id }, index) => [id, index]));
  const amount = (text) => number(scaled(text, AMOUNT_PLACES));
  return {
    day: dayOf(as_of),
    clients: clients.map(({ country, market, market_multiplier }) => ({ country, market, market_multiplier })),
    sales: sales.map((sale) => ({
      client: index.get(sale.client),
      sourced: sale.deal_type === 'partner_sourced',
      mrr: amount(sale.mrr),
      currency: sale.currency,
      closed: dayOf(sale.closed_on),
      line: dayOf(sale.line_first_sold_on ?? sale.closed_on),
      ended: dayOf(sale.ended_on) ?? NO_END,
    })),
    managed: managed.map((spell) => ({
      client: index.get(spell.client),
      mrr: amount(spell.mrr),
      currency: spell.currency,
      from: dayOf(spell.from),
      to: dayOf(spell.to) ?? NO_END,
      partners: spell.partners ?? 1,
      active: dayOf(spell.last_activity_on) ?? NO_END,
    })),
    won: deals
      .filter((deal) => deal.deal_type === 'partner_sourced' && deal.vendor_stage === 'closed_won')
      .map((deal) => ({ amount: amount(deal.amount), currency: deal.currency, closed: dayOf(deal.close_on) })),
  };
}

/**
 * What an amount is multiplied by, for each version: `of(currency)` is a list by rate and multiplier, and
 * `places[rate] + multipliers[client]` the place in it. Divided by `scale`, an amount times its weight is points.
 */
export function weigh(book, versions, number) {
  const partners = new Set(book.managed.map((spell) => spell.partners));
  let denominator = 1n;
  for (const { units } of versions) {
    for (const unit of Object.values(units)) {
      for (const count of partners) denominator = leastCommonMultiple(denominator, scaled(unit, RATE_PLACES) * BigInt(count));
    }
  }
  const rates = new Distinct();
  const multipliers = new Distinct();
  const multipliersOf = new Map();
  const one = multipliers.place(scaled(1, RATE_PLACES));
  const weighed = versions.map((version) => {
    const { growthMultiplier, growthCountries } = version;
    const key = `${growthMultiplier} ${[...growthCountries]}`;
    if (!multipliersOf.has(key)) {
      const growth = multipliers.place(growthMultiplier);
      const place = ({ country, market, market_multiplier }) => {
        if (market_multiplier !== undefined) return multipliers.place(scaled(market_multiplier, RATE_PLACES));
        return (market ? market === 'growth' : growthCountries.has(country)) ? growth : one;
      };
      multipliersOf.set(key, book.clients.map(place));
    }
    return {
      ...version,
      sourcedRate: rates.place(version.sourcedRate),
      assistedRate: rates.place(version.assistedRate),
      legacyRate: rates.place(version.legacyRate),
      managedRate: rates.place(version.managedRate),
      multipliers: multipliersOf.get(key),
    };
  });
  const inUsd = 100n * scaled(1, RATE_PLACES) * scaled(1, RATE_PLACES);
  for (const version of weighed) {
    version.weights = new Map();
    version.usd = new Map();
    for (const [currency, unit] of Object.entries(version.units)) {
      const perUnit = denominator / scaled(unit, RATE_PLACES);
      const weights = rates.values.flatMap((rate) => multipliers.values.map((multiplier) => number(rate * multiplier * perUnit)));
      version.weights.set(currency, weights);
      version.usd.set(currency, number(inUsd * perUnit));
    }
  }
  const stride = multipliers.values.length;
  const scale = denominator * scaled(1, AMOUNT_PLACES) * scaled(1, RATE_PLACES);
  return { versions: weighed, stride, scale };
}

/** Numbers, each once, and their places. */
class Distinct {
  values = [];
  place(value) {
    const at = this.values.indexOf(value);
    return at < 0 ? this.values.push(value) - 1 : at;
  }
}

function leastCommonMultiple(a, b) {
  let [greatest, rest] = [a, b];
  while (rest) [greatest, rest] = [rest, greatest % rest];
  return (a / greatest) * b;
}

/** The checkpoints of 36 months, oldest first. */
export function checkpoints(day) {
  const days = Array.from({ length: 36 }, (_, back) => {
    const date = new Date(monthsAfter(day, back - 35) * DAY);
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 15) / DAY;
  });
  return days.filter((checkpoint) => checkpoint <= day);
}

/** The figures as `Figures::lines` of the engine writes them down. */
export function lines({ day, sourced, changes, checkpoints, projection, clients }, text) {
  const line = (name) => (figures) => `${name} ${figures.map(text).join(' ')}\n`;
  const groups = [
    line('day')(day),
    line('sourced')(sourced),
    line('changes')(changes),
    ...checkpoints.map(line('checkpoint')),
    ...projection.map(line('projection')),
    ...clients.map(line('client')),
  ];
  return groups.join('');
}
