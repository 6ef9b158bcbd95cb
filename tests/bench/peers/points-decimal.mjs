// The points of a book in plain JavaScript, counted with decimal.js: the library that exact amounts are usually given to.
//
// Problem: floats cannot count points, and a page without WebAssembly would take a library of decimals. Idea: the same work
// as points-bigint.mjs, line by line, with Decimal in place of BigInt: amounts times whole weights, divided only at the end.
//
// Example: `points(book, versions).day` is [sold, sourced, managed, total] of the book's day.
import Decimal from 'decimal.js';
import { NO_END, checkpoints, monthsAfter, versionOn, weigh } from './programme.mjs';

// Enough for every sum of whole numbers to be exact; a quotient has far more digits than the twenty places that are compared.
Decimal.set({ precision: 40 });
const ZERO = new Decimal(0);

const [SOURCED, ASSISTED, MANAGED] = [0, 1, 2]; // tracks

/** A whole number in the kind of numbers that is counted with here. */
export const number = (digits) => new Decimal(String(digits));

/** Every figure; `benches/support/points.rs` has the same list. */
export function points(book, versions) {
  const weights = weigh(book, versions, number);
  const figure = dividing(weights.scale);
  const spans = ledger(book, weights);
  const course = courseOf(spans);
  const { day } = book;
  const sums = (points) => {
    const sold = points.sourced.plus(points.assisted);
    return [figure(sold), figure(points.sourced), figure(points.managed), figure(sold.plus(points.managed))];
  };
  return {
    day: sums(course.on([day])[0]),
    sourced: sourcedOf(book, weights).map(figure),
    changes: changesOf(spans, monthsAfter(day, -6), day).map(figure),
    checkpoints: course.on(checkpoints(day)).map(sums),
    projection: projectionOf(course, spans, day).map(sums),
    clients: clientsOf(book, spans, day).map(({ sold, managed }) => [figure(sold), figure(managed), figure(sold.plus(managed))]),
  };
}

/** A span for each sale and each managed spell: points that are active from a day until another. */
function ledger(book, { versions, stride }) {
  const spans = [];
  const expiries = new Map(); // few days, many sales
  for (const sale of book.sales) {
    const { client, sourced, closed, line } = sale;
    const index = versionOn(versions, closed);
    const version = versions[index];
    const rated = line <= closed ? version : versions[versionOn(versions, line)];
    let rate = rated.assistedRate;
    if (sourced) rate = line < rated.legacyBefore ? rated.legacyRate : rated.sourcedRate;
    let until = expiries.get(closed);
    if (until === undefined) expiries.set(closed, (until = monthsAfter(closed, version.lifetime)));
    if (sale.ended < until) until = sale.ended;
    if (until <= closed) continue;
    const weight = version.weights.get(sale.currency)[rate * stride + version.multipliers[client]];
    spans.push({ client, track: sourced ? SOURCED : ASSISTED, from: closed, until, begun: closed, points: sale.mrr.times(weight) });
  }
  for (const spell of book.managed) {
    const { client } = spell;
    let last;
    for (const version of versions) {
      const lapse = spell.active === NO_END ? NO_END : spell.active + version.inactivity + 1;
      const from = Math.max(spell.from, version.from);
      const until = Math.min(spell.to, lapse, version.until);
      if (from >= until) continue;
      const weight = version.weights.get(spell.currency)[version.managedRate * stride + version.multipliers[client]];
      const whole = spell.mrr.times(weight);
      const points = version.splits ? whole.div(spell.partners) : whole;
      if (last?.until === from && last.points.eq(points)) last.until = until;
      else spans.push((last = { client, track: MANAGED, from, until, begun: spell.from, points }));
    }
  }
  return spans;
}
/** What comes less what goes, by day and track. */
function courseOf(spans) {
  let first = NO_END;
  let last = 0;
  for (const { from, until } of spans) {
    if (from < first) first = from;
    if (from > last) last = from;
    if (until > last && until !== NO_END) last = until;
  }
  const nets = [SOURCED, ASSISTED, MANAGED].map(() => new Array(last - first + 1).fill(ZERO));
  for (const { track, from, until, points } of spans) {
    const net = nets[track];
    net[from - first] = net[from - first].plus(points);
    if (until !== NO_END) net[until - first] = net[until - first].minus(points);
  }
  return {
    /** The points on each of some days, which stand in their order. */
    on(days) {
      let [sourced, assisted, managed] = [ZERO, ZERO, ZERO];
      let at = 0;
      return days.map((day) => {
        for (const end = Math.min(day, last) - first; at <= end; at += 1) {
          sourced = sourced.plus(nets[SOURCED][at]);
          assisted = assisted.plus(nets[ASSISTED][at]);
          managed = managed.plus(nets[MANAGED][at]);
        }
        return { sourced, assisted, managed };
      });
    },
  };
}

/** What is left on each day of a year, new records apart. */
function projectionOf(course, spans, day) {
  const last = monthsAfter(day, 12);
  const days = Array.from({ length: last - day + 1 }, (_, index) => day + index);
  const left = course.on(days);
  for (const { track, from, until, begun, points } of spans) {
    if (begun <= day) continue;
    for (let at = Math.max(from, day); at < until && at <= last; at += 1) {
      const of = left[at - day];
      if (track === SOURCED) of.sourced = of.sourced.minus(points);
      else if (track === ASSISTED) of.assisted = of.assisted.minus(points);
      else of.managed = of.managed.minus(points);
    }
  }
  return left;
}

function clientsOf(book, spans, day) {
  const clients = book.clients.map(() => ({ sold: ZERO, managed: ZERO }));
  for (const { client, track, from, until, points } of spans) {
    if (day < from || until <= day) continue;
    const of = clients[client];
    if (track === MANAGED) of.managed = of.managed.plus(points);
    else of.sold = of.sold.plus(points);
  }
  return clients;
}

/** New and lost, sold and managed; managed points are netted for each client and day. */
function changesOf(spans, first, last) {
  let [newSold, lostSold, newManaged, lostManaged] = [ZERO, ZERO, ZERO, ZERO];
  const nets = new Map();
  const net = (client, day, points) => {
    const key = client * 2 ** 20 + day;
    nets.set(key, (nets.get(key) ?? ZERO).plus(points));
  };
  for (const { client, track, from, until, points } of spans) {
    if (from >= first && from <= last) {
      if (track === MANAGED) net(client, from, points);
      else newSold = newSold.plus(points);
    }
    if (until >= first && until <= last) {
      if (track === MANAGED) net(client, until, points.neg());
      else lostSold = lostSold.plus(points);
    }
  }
  for (const points of nets.values()) {
    if (points.isNegative()) lostManaged = lostManaged.minus(points);
    else newManaged = newManaged.plus(points);
  }
  return [newSold, lostSold, newManaged, lostManaged];
}

/** Sourced MRR and sourced amount of twelve months, in USD. */
function sourcedOf(book, { versions }) {
  const { day } = book;
  const after = monthsAfter(day, -12);
  const usd = (amount, currency, closed) => amount.times(versions[versionOn(versions, closed)].usd.get(currency));
  let [mrr, amount] = [ZERO, ZERO];
  for (const sale of book.sales) {
    if (sale.sourced && after < sale.closed && sale.closed <= day) mrr = mrr.plus(usd(sale.mrr, sale.currency, sale.closed));
  }
  for (const deal of book.won) {
    if (after < deal.closed && deal.closed <= day) amount = amount.plus(usd(deal.amount, deal.currency, deal.closed));
  }
  return [mrr, amount];
}

/** Divides a sum. */
function dividing(scale) {
  const divisor = number(scale);
  return (sum) => sum.div(divisor);
}

/** A figure as a decimal of at most twenty places. */
export const text = (figure) => figure.toFixed(20, Decimal.ROUND_HALF_UP).replace(/\.?0+$/, '');
