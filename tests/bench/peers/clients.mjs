// A book of many clients, and its rows as a table of another library is given them: name, points, market and the rest.
//
// The first three clients are odd on purpose: the most total points, the most sold points and the least are theirs and none of
// them is found by the filters, so that the first row is another one after every step and shows that the step was done.
import * as bigint from './points-bigint.mjs';
import { dayOf, monthsAfter, read, resolve } from './programme.mjs';

const AS_OF = '2025-02-25';
export const WORD = 'Copper';
export const MARKET = 'growth';
const WORDS = ['Amber', 'Birch', WORD, 'Delta', 'Ember', 'Fjord', 'Grove', 'Heron', 'Indigo', 'Juniper'];
const TRADES = ['Clinics', 'Foods', 'Labs', 'Logistics', 'Media', 'Partners', 'Software'];
const CURRENCIES = ['USD', 'EUR', 'GBP', 'CAD', 'AUD', 'SGD'];
const COUNTRIES = ['US', 'DE', 'GB', 'CO', 'AU', 'IN', 'FR', 'MX'];

const iso = (day) => new Date(day * 86_400_000).toISOString().slice(0, 10);
const money = (cents) => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
// Mixes the number of a client into one that looks like chance and is the same in every run.
const mixed = (index, step) => (index * step + (index >> 3) * 7_907) % 1_000_003;

/** The book: a sale for each client, within the year and still counting, and a managed spell for every second one. */
export function bookOf(count) {
  const [clients, sales, managed] = [[], [], []];
  for (let index = 0; index < count; index += 1) {
    const odd = index < 3;
    const id = `c${index}`;
    const currency = odd ? 'USD' : CURRENCIES[mixed(index, 31) % CURRENCIES.length];
    const trade = TRADES[mixed(index, 17) % TRADES.length];
    clients.push({
      id,
      name: `${WORDS[odd ? 0 : mixed(index, 13) % WORDS.length]} ${trade} ${index}`,
      country: odd ? 'US' : COUNTRIES[mixed(index, 7) % COUNTRIES.length],
      currency,
    });
    const sold = [5_000_00, 100_000_00, 1_00][index] ?? 20_00 + mixed(index, 7_919);
    const closed = iso(dayOf(AS_OF) - (mixed(index, 101) % 360));
    sales.push({
      id: `s${index}`,
      client: id,
      deal_type: mixed(index, 3) % 3 ? 'partner_sourced' : 'partner_assisted',
      kind: 'new',
      mrr: money(sold),
      currency,
      closed_on: closed,
    });
    const mrr = index === 0 ? 400_000_00 : 50_00 + mixed(index, 6_007);
    if (index % 2 === 0) managed.push({ client: id, mrr: money(mrr), currency, from: closed });
  }
  return { format: 'tierwise/1', as_of: AS_OF, clients, sales, managed };
}

/** The rows, with the points that plain JavaScript counts; in the order of the book. */
export function rowsOf(book, rules) {
  const growth = new Set(rules.growth_countries);
  const { day, clients } = bigint.points(read({ ...book, deals: [] }, bigint.number), resolve(rules));
  const number = (figure) => Number(bigint.text(figure));
  return book.clients.map(({ id, name, country, currency }, index) => {
    const [sold, managed, total] = clients[index].map(number);
    const expiry = iso(monthsAfter(dayOf(book.sales[index].closed_on), rules.sold_points_lifetime_months));
    const market = growth.has(country) ? 'growth' : 'standard';
    return { id, name, sold, managed, total, market, currency, expiry, share: total / number(day[3]) };
  });
}
