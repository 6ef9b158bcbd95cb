// Numbers, dates and names as the widget's language writes them, for src/bin/calculator/host.rs: `Intl`, fed decimal strings, so that
// no digit passes through a float. The same formats as the app's (src/platform/intl.rs).
const made = new Map();

/** What a language writes; each is made once for all elements of a page. */
export const host = (tag) => {
  if (!made.has(tag)) made.set(tag, make(tag));
  return made.get(tag);
};

const make = (tag) => {
  const numbers = (options) => new Intl.NumberFormat(tag, options);
  const number = numbers({ maximumFractionDigits: 20 });
  const dates = new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  const names = (type) => {
    const all = new Intl.DisplayNames(tag, { type });
    return (code) => all.of(code) ?? code;
  };
  const { compare } = new Intl.Collator(tag);
  const alike = new Intl.Collator(tag, { sensitivity: 'base' }).compare;
  const mark = (digits, otherwise) => number.format(digits).match(/\D/u)?.[0] ?? otherwise;
  const marks = [mark('1234567', ' '), mark('1.5', '.')];
  return {
    compare,
    number: (digits) => number.format(digits),
    money: (digits, currency) => numbers({ style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' }).format(digits),
    date: (iso) => dates.format(new Date(iso)),
    country: names('region'),
    currency: names('currency'),
    same: (name, typed) => alike(name, typed) === 0,
    mark: (ofDecimals) => marks[+ofDecimals],
  };
};
