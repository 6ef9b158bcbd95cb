// JSON for the calculator's program, which has no parser of its own (src/model/json.rs): the browser parses, and what it read
// goes over as tokens. Numbers keep their digits: 62.50 stays 62.50.
//
// Example: {"a": [1.50]} is `{1`, `a`, `[1`, `#1.50`.
const SEPARATOR = '\x1f';
const plain = (text) => text.replaceAll(SEPARATOR, '');

/** A parsed JSON text, each number as a function that gives its digits. */
export const parse = (text) =>
  JSON.parse(text, (_, value, context) => (typeof value === 'number' ? () => context?.source ?? `${value}` : value));

/** The tokens of a value. */
export const tokens = (value) => {
  const out = [];
  const walk = (value) => {
    if (value === null || typeof value === 'boolean') out.push(`${value}`[0]);
    else if (typeof value === 'function') out.push(`#${value()}`);
    else if (typeof value === 'string') out.push(`"${plain(value)}`);
    else if (Array.isArray(value)) {
      out.push(`[${value.length}`);
      value.forEach(walk);
    } else {
      const keys = Object.keys(value).sort();
      out.push(`{${keys.length}`);
      for (const key of keys) {
        out.push(plain(key));
        walk(value[key]);
      }
    }
  };
  walk(value);
  return out.join(SEPARATOR);
};
