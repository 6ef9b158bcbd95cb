// The calculator in an element's shadow root: fields, answers, and nothing that computes.
//
// Problem: what stands on an agency's site must say what the app says, to the last digit and word, in a few kilobytes. Idea: every
// figure, sentence and name comes from the engine's program (src/bin/calculator.rs) as text; this script lays them out, and asks
// again whenever an input changes.
import { Calculator, initSync } from 'glue';
import css from 'styles';
import { host } from './host.js';
import { inputs as read } from './names.js';
import { parse, tokens } from './tokens.js';

const files = new Map(); // rules that were asked for, by address

/** A failure that the loader words. */
const failure = (field, why) => Object.assign(new Error(why), { field, why });

const ask = (url) => fetch(url, { credentials: 'omit', signal: AbortSignal.timeout(20_000) });

/** The value of a promise that is made once; if it fails, the next one who asks begins anew. */
const once = (key, make) => {
  if (!files.has(key)) {
    files.set(key, make());
    files.get(key).catch(() => files.delete(key));
  }
  return files.get(key);
};

const load = async (base) => {
  const response = await ask(`${base}calculator_bg.wasm`);
  if (!response.ok) throw failure('program');
  const module = await WebAssembly.compile(await response.arrayBuffer()).catch(() => {
    throw failure('program');
  });
  initSync({ module });
};

const rulesOf = async (url, own) => {
  const wrong = (why) => failure('rules', `${url} (${why})`);
  const response = await ask(url).catch((error) => {
    throw own ? error : wrong(error.name === 'TimeoutError' ? '20 s' : error.message);
  });
  if (!response.ok) throw wrong(response.status);
  const text = await response.text();
  try {
    return tokens(parse(text));
  } catch {
    throw wrong('JSON');
  }
};

/** Builds an element: functions are its handlers, `true` an empty attribute. */
const h = (tag, attributes, ...children) => {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (typeof value === 'function') node[key] = value;
    else if (value !== false) node.setAttribute(key, value === true ? '' : value);
  }
  node.append(...children);
  return node;
};

/** Loads what a calculator needs; `show` puts it into a shadow root. */
export const open = async ({ base, language, tag, rules, emit, fail, reset }) => {
  const url = rules || `${base}rules.json`;
  const [file] = await Promise.all([once(url, () => rulesOf(url, !rules)), once('', () => load(base))]);
  const intl = host(tag);
  const now = new Date();
  const today = new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  try {
    return calculator(new Calculator(file, language, today, intl), { language, intl, emit, fail, reset });
  } catch (why) {
    files.delete(url); // the next one asks for it anew
    throw failure('rules', `${url} (${why})`);
  }
};

const style = new CSSStyleSheet();
style.replaceSync(css);

/** Which fields belong to one tab only; the others are on both. */
const TABS = { amount: 'points', manage: 'points', partners: 'points', method: 'currency', sold: 'currency', managed: 'currency' };

const calculator = (program, { language, intl, emit, fail, reset }) => {
  const { words, ...choice } = JSON.parse(program.options());
  const isMarket = ({ word }) => word.length > 2; // and not a country
  choice.customers.sort((a, b) => isMarket(b) - isMarket(a) || (isMarket(a) ? 0 : intl.compare(a.name, b.name)));
  const methods = [
    { word: 'points_to_currency', name: words.pointsToCurrency },
    { word: 'currency_to_points', name: words.currencyToPoints },
  ];
  const lists = { market: choice.customers, currency: choice.currencies, deal: choice.deals, method: methods };
  const state = {};
  const fields = {}; // by input: { box, label, control, says }
  let value = {};
  let before = {};

  // ---- What is there ----------------------------------------------------------------------------------------------------

  const field = (name, label, control, hint) => {
    const says = h('div', { id: `${name}-problem`, part: 'problem', 'aria-live': 'polite' });
    const text = h('label', { for: name, part: 'label' }, label);
    control.id = control.name = name;
    const parts = name === 'manage' ? [h('span', {}, control, text)] : [text, control];
    if (hint) {
      parts.push(h('small', { id: `${name}-hint` }, hint));
      control.setAttribute('aria-describedby', `${name}-hint`);
    }
    const box = h('div', { part: 'field', class: name }, ...parts, says);
    fields[name] = { box, label: text, control, says, hint };
    return box;
  };
  const typed = (name, label, hint, more) => field(name, label, h('input', { part: 'input', autocomplete: 'off', spellcheck: 'false', ...more }), hint);
  const number = (name, label, inputmode = 'decimal') => typed(name, label, '', { inputmode });
  const select = (name, label, hint) =>
    field(name, label, h('select', { part: 'input' }, ...lists[name].map(({ word, name }) => h('option', { value: word }, name))), hint);

  const tabs = ['points', 'currency'].map((tab) =>
    h('button', { type: 'button', role: 'tab', id: `tab-${tab}`, part: 'tab', 'aria-controls': 'panel', onclick: () => set({ tab }) }, words[tab === 'points' ? tab : 'currencyTab']),
  );
  const turn = (event) => {
    const to = { ArrowLeft: 1, ArrowRight: 1, Home: 0, End: 2 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const tab = tabs[to === 1 ? +(state.tab === 'points') : to / 2];
    tab.focus();
    tab.click();
  };
  const hint = h('p', { part: 'hint' });
  const results = h('dl');
  const panel = h(
    'div',
    { role: 'tabpanel', id: 'panel', part: 'panel' },
    select('method', words.method),
    number('amount', words.amount),
    number('sold', ''),
    number('managed', ''),
    select('currency', words.currency),
    typed('market', words.market, words.marketHint, { list: 'markets', type: 'search', onfocus: ({ target }) => target.select() }),
    select('deal', words.deal, words.dealHint),
    field('manage', words.manage, h('input', { type: 'checkbox' })),
    number('partners', words.partners, 'numeric'),
  );
  const form = h(
    'div',
    {
      part: 'form',
      role: 'group',
      lang: language,
      'aria-label': words.title,
      oninput: ({ target: { name, type, checked, value } }) => set({ [name]: type === 'checkbox' ? checked : value }),
    },
    h('div', { role: 'tablist', part: 'tabs', 'aria-label': words.tabs, onkeydown: turn }, ...tabs),
    panel,
    h('datalist', { id: 'markets' }, ...choice.customers.map(({ name, note }) => h('option', { value: name, label: note && `${name} (${note})` }))),
    h('div', { role: 'status', part: 'results', 'aria-label': words.results }, hint, results),
    h('ul', { part: 'notes' }, ...[choice.programme, ...choice.notes].map((note) => h('li', {}, note))),
    h('button', { type: 'button', part: 'reset', onclick: reset }, words.reset),
  );

  // ---- What changes -----------------------------------------------------------------------------------------------------

  /** The word of a name or word, in whatever capitals; what is neither stays, for the engine to say so. */
  const wordOf = (name, text) => {
    const small = text.trim().toLowerCase();
    return lists[name]?.find(({ word, name }) => [word, name].some((own) => own.toLowerCase() === small))?.word ?? text;
  };

  const set = (changes) => {
    for (const [key, value] of Object.entries(read(changes))) state[key] = typeof value === 'string' ? wordOf(key, value) : value;
    try {
      value = { inputs: { ...state }, ...JSON.parse(program.answer(tokens(state))) };
    } catch (error) {
      console.error(error);
      program = undefined; // after a trap nothing of it may be called
      return fail({});
    }
    draw();
    const { shown, ...detail } = value;
    value = detail;
    tell();
  };

  /** The controls' values, but never of the one that says the same already, for its caret would jump. */
  const fill = () => {
    for (const [name, { box, control }] of Object.entries(fields)) {
      const now = state[name];
      box.hidden = (TABS[name] ?? state.tab) !== (state.tab === 'currency' ? 'currency' : 'points') || (name === 'partners' && !state.manage);
      if (name === 'manage') control.checked = now;
      else if (name === 'market') {
        if (wordOf(name, control.value) !== now) control.value = lists.market.find(({ word }) => word === now)?.name ?? now;
      } else {
        // What the rules do not know is shown too, so that the problem has something to point at.
        if (lists[name] && ![...control.options].some(({ value }) => value === now)) control.append(h('option', { value: now }, now));
        if (control.value !== now) control.value = now;
      }
    }
  };

  const draw = () => {
    const { shown, problem } = value;
    if (state.tab !== 'currency') state.tab = 'points';
    fill();
    for (const [index, tab] of tabs.entries()) {
      const chosen = (state.tab === 'points') === !index;
      tab.setAttribute('aria-selected', chosen);
      tab.tabIndex = chosen ? 0 : -1;
      if (chosen) panel.setAttribute('aria-labelledby', tab.id);
    }
    const ofPoints = state.method === 'points_to_currency';
    fields.sold.label.textContent = ofPoints ? words.soldPoints : words.soldValue;
    fields.managed.label.textContent = ofPoints ? words.managedPoints : words.managedValue;

    for (const [name, { control, says, hint }] of Object.entries(fields)) {
      const wrong = problem?.field === name && !problem.empty;
      const ids = [hint && `${name}-hint`, wrong && says.id].filter(Boolean);
      control.toggleAttribute('aria-invalid', false);
      if (wrong) control.setAttribute('aria-invalid', 'true');
      if (ids.length) control.setAttribute('aria-describedby', ids.join(' '));
      else control.removeAttribute('aria-describedby');
      const text = wrong ? problem.text : '';
      if (says.firstChild?.textContent === text || (!text && !says.firstChild)) continue;
      says.replaceChildren(
        ...(wrong ? [h('span', {}, text)] : []),
        ...(wrong ? problem.readings : []).map(({ text, value }) =>
          h(
            'button',
            {
              type: 'button',
              onclick: () => {
                set({ [name]: value });
                control.focus();
              },
            },
            text,
          ),
        ),
      );
    }
    hint.textContent = !problem ? '' : problem.empty || !fields[problem.field] ? problem.text : words.fix;
    const names = {
      total: words.totalPoints,
      sold: words.soldPoints,
      managed: words.managedPoints,
      sold_value: words.soldValue,
      managed_value: words.managedValue,
    };
    results.replaceChildren(
      ...shown.map(({ key, value, text, currency, working }) => {
        const [, name] = key.split('.');
        const figure = h('data', { 'data-figure': key, value, part: 'value', ...(currency && { 'data-currency': currency }) }, text);
        return h('div', { part: name.split('_')[0] }, h('dt', {}, names[name]), h('dd', {}, figure, h('small', { part: 'working' }, working)));
      }),
    );
  };

  const tell = () => {
    const now = { change: JSON.stringify(value), error: JSON.stringify(value.problem) };
    const first = !before.change;
    const { problem } = value;
    const news = (type) => now[type] !== before[type];
    const says = [];
    if (first) says.push(['ready', value]);
    else if (news('change')) says.push(['change', value]);
    if (problem && !problem.empty && news('error')) says.push(['error', { field: problem.field, text: problem.text }]);
    before = now;
    for (const [type, detail] of says) emit(type, structuredClone(detail));
  };

  return {
    set,
    show(root, sheet, inputs) {
      root.adoptedStyleSheets = [sheet, style];
      root.replaceChildren(form);
      set(inputs);
    },
    get value() {
      return structuredClone(value);
    },
    free() {
      program?.free();
      program = undefined;
    },
  };
};
