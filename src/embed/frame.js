// The page in an iframe, calculator.html: the element by itself, told by the address's hash, heard by messages.
//
// Problem: pages of any origin may frame this one, several times over, and none may hear what another one's visitor types. Idea: a
// message goes to one exact origin, which the hash names (or else the referrer), and to no other; it carries the id of the hash, so
// that the page knows its frames apart. What comes in counts only from the page around, of that origin, with that id.
//
// Example: calculator.html#locale=fr&currency=EUR&id=a&origin=https://agency.example
import './calculator-embed.js'; // the element, from beside this file in dist/embed/v1
import { ATTRIBUTES, EVENTS, SOURCE, STYLES, VERSION } from './names.js';

const page = document.documentElement;
let hash, id, origin;

const post = (type, detail) => {
  if (origin && parent !== window) parent.postMessage({ source: SOURCE, version: VERSION, id, type, detail }, origin);
};

const element = document.createElement('tierwise-calculator');
const attribute = (name, value) => {
  if (!ATTRIBUTES.includes(name)) return;
  if (typeof value === 'string') element.setAttribute(name, value);
  else element.removeAttribute(name);
  const theme = element.getAttribute('theme');
  page.style.colorScheme = ['light', 'dark'].includes(theme) ? theme : 'light dark';
};
/** Follows the hash, also where the page around changes it: a frame that loaded anew for each change could be overtaken by the next. */
const follow = () => {
  hash = new URLSearchParams(location.hash.slice(1));
  id = hash.get('id') ?? '';
  const known = hash.get('origin') ?? document.referrer;
  origin = /^https?:/.test(known) && URL.canParse(known) ? new URL(known).origin : undefined;
  for (const name of ATTRIBUTES) attribute(name, hash.get(name));
  for (const name of STYLES) {
    if (hash.has(name)) element.style.setProperty(`--tierwise-${name}`, hash.get(name));
    else element.style.removeProperty(`--tierwise-${name}`);
  }
  page.lang = /^fr\b/i.test(hash.get('locale') ?? navigator.language) ? 'fr' : 'en';
  document.title = page.lang === 'fr' ? 'Calculateur de points' : 'Points calculator';
};
follow();
addEventListener('hashchange', follow);
for (const type of EVENTS) element.addEventListener(`tierwise-${type}`, ({ detail }) => post(type, detail));

addEventListener('message', ({ data, origin: from, source }) => {
  if (source !== parent || from !== origin || data?.source !== SOURCE || data.version !== VERSION || data.id !== id) return;
  const { type, detail } = data;
  if (type === 'set') element.value = detail;
  else if (type === 'reset') element.reset();
  else if (type === 'attribute') attribute(detail?.name, detail?.value);
  else return;
  post('value', element.value);
});
const sheet = new CSSStyleSheet();
// No height that follows the frame's own, or both would grow without end.
sheet.replaceSync('body{margin:0;font-family:system-ui,sans-serif}');
document.adoptedStyleSheets = [sheet];
document.body.append(element);
post('hello');
