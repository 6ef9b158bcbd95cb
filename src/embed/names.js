// What the element, its calculator and its frame call the same.

/** Whose messages these are, between a page and the frames in it. */
export const SOURCE = 'tierwise-calculator';
export const VERSION = 1;

/** Attributes that are inputs, and what the calculator calls them. */
export const INPUTS = { tab: 'tab', amount: 'amount', market: 'market', currency: 'currency', 'deal-type': 'deal', manage: 'manage', partners: 'partners' };
/** All attributes; in a frame's hash they are parameters of the same names. */
export const ATTRIBUTES = ['locale', 'rules-src', 'theme', ...Object.keys(INPUTS)];
/** Custom properties `--tierwise-…`, which are parameters of a frame's hash too. */
export const STYLES = ['accent', 'bg', 'fg', 'radius', 'font', 'gap'];
/** Events `tierwise-…`, which are the types of a frame's messages too. */
export const EVENTS = ['ready', 'change', 'error', 'resize'];

/** What stands in the fields where nobody says otherwise. */
export const DEFAULTS = {
  tab: 'points',
  amount: '',
  market: '', // the standard one
  currency: 'USD',
  deal: 'partner_sourced',
  manage: false,
  partners: '0',
  method: 'points_to_currency',
  sold: '',
  managed: '',
};

/** Whatever a page gave, as inputs: what is no input, or no plain text, is left out. */
export const inputs = (given) => {
  const read = {};
  for (const key in DEFAULTS) {
    const value = Object(given)[key];
    if (typeof value === typeof DEFAULTS[key]) read[key] = value;
    else if (typeof value === 'number' || typeof value === 'bigint') read[key] = `${value}`;
  }
  return read;
};
