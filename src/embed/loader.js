// The element <tierwise-calculator> for other sites, as embed/v1/calculator-embed.js: the only script that a page names.
//
// Problem: a site that shows the calculator should not pay for it before a visitor sees it, must not break where its policy
// forbids WebAssembly, and keeps no trace of an element that it takes away. Idea: a small shell, which waits until it comes near
// the viewport, then either imports calculator.js into its shadow root or, where the page's policy is against that, shows
// calculator.html in a frame and passes everything on by messages. One life from connected to disconnected; whatever is late
// finds it ended and leaves.
//
// Example: <tierwise-calculator locale="fr" currency="EUR" amount="1000"></tierwise-calculator>
import { ATTRIBUTES, DEFAULTS, EVENTS, INPUTS, SOURCE, STYLES, VERSION, inputs } from './names.js';

const base = new URL('.', import.meta.url);
const NAME = 'tierwise-calculator';
const WORDS = {
  en: {
    title: 'Points calculator',
    wait: 'Loading the calculator…',
    load: 'The calculator could not be loaded: check the connection.',
    rules: 'The rules could not be loaded: ',
    again: 'Try again',
  },
  fr: {
    title: 'Calculateur de points',
    wait: 'Chargement du calculateur…',
    load: 'Le calculateur n’a pas pu être chargé : vérifiez la connexion.',
    rules: 'Les règles n’ont pas pu être chargées : ',
    again: 'Réessayer',
  },
};

// The height is reserved, so that the page does not jump.
const sheet = new CSSStyleSheet();
sheet.replaceSync(`:host{display:block}:host([hidden]){display:none}:host([theme=light]){color-scheme:light}:host([theme=dark]){color-scheme:dark}
.wait{box-sizing:border-box;min-height:420px;padding:16px;font-family:var(--tierwise-font,inherit)}p{margin:0 0 12px}iframe{display:block;width:100%;height:420px;border:0}`);

/** The language and region that an element speaks: one that we have words for, or English. */
const speaks = (element) => {
  const asked = element.getAttribute('locale') || element.closest('[lang]')?.lang || navigator.language;
  try {
    const { language, region } = new Intl.Locale(asked);
    if (language in WORDS) return { language, tag: region ? `${language}-${region}` : language };
  } catch {} // not a language tag: English will do
  return { language: 'en', tag: 'en' };
};

/** Whether this page may compile WebAssembly: asked with the smallest program there is. */
let allowed;
const compiles = () => {
  try {
    allowed ??= !!new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  } catch {
    allowed = false;
  }
  return allowed;
};

let told;
const tell = (why) => {
  if (!told) console.info(`<${NAME}> shows in an iframe: ${why}.`);
  told = true;
};

/** Whether this is calculator.html itself (a host may leave out the end of its name), and whether the page around it says that it is in sight. */
const inFrame = location.href.startsWith(`${base}calculator`);
const inSight = inFrame && /[#&]near=/.test(location.hash);

// ---- Frames -------------------------------------------------------------------------------------------------------------

/** Frames of elements, and who hears of them. */
const frames = new Map();

/** A frame on the page by itself: the height of its content, and the element's events. */
const hear = (frame, type, detail) => {
  if (type === 'resize') grow(frame, detail);
  if (EVENTS.includes(type)) frame.dispatchEvent(new CustomEvent(`tierwise-${type}`, { detail, bubbles: true }));
};
const grow = (frame, detail) => {
  const height = Number(detail?.height);
  if (height > 0 && height < 1e4) frame.style.height = `${height}px`;
};
const parameters = (frame) => new URLSearchParams(frame.src.split('#')[1]);

const listen = () =>
  addEventListener('message', ({ data, origin, source }) => {
    if (origin !== base.origin || data?.source !== SOURCE || data.version !== VERSION) return;
    for (const frame of [...frames.keys(), ...document.querySelectorAll('iframe[data-tierwise]')]) {
      if (frame.contentWindow !== source || (parameters(frame).get('id') ?? '') !== data.id) continue;
      (frames.get(frame) ?? hear.bind(null, frame))(data.type, data.detail);
    }
  });

/** The calculator in a frame, to be used as calculator.js's own. */
const framed = (element, { language, rules, initial, emit, fail }) => {
  const id = [...crypto.getRandomValues(new Uint32Array(2))].join('-');
  const style = getComputedStyle(element);
  const hash = new URLSearchParams({ id, origin: location.origin, locale: speaks(element).tag, near: 1 });
  const theme = element.getAttribute('theme');
  const scheme = ['light', 'dark'].filter((name) => style.colorScheme.includes(name));
  hash.set('theme', theme in { light: 1, dark: 1 } ? theme : scheme.length > 1 ? 'auto' : (scheme[0] ?? 'light'));
  for (const name of STYLES) {
    const value = style.getPropertyValue(`--tierwise-${name}`);
    if (value) hash.set(name, value);
  }
  if (!hash.has('font')) hash.set('font', style.fontFamily);
  if (rules) hash.set('rules-src', rules);

  const frame = document.createElement('iframe');
  frame.title = WORDS[language].title;
  frame.src = `${base}calculator.html#${hash}`;
  let value = { inputs: initial, results: null, rules: null, problem: null };
  let late, ready;
  const post = (type, detail) => frame.contentWindow?.postMessage({ source: SOURCE, version: VERSION, id, type, detail }, base.origin);
  const set = (changes) => {
    // No figure stands beside inputs that it does not belong to.
    value = { ...value, inputs: { ...value.inputs, ...changes }, results: null };
    if (ready) post('set', changes);
  };
  frames.set(frame, (type, detail) => {
    clearTimeout(late);
    frame.onload = null;
    if (type === 'hello') {
      // Whatever was set while it loaded is in the inputs.
      ready = true;
      post('set', value.inputs);
    } else if (type === 'resize') {
      grow(frame, detail);
    } else {
      if (type !== 'error') value = detail;
      if (EVENTS.includes(type)) emit(type, detail);
    }
  });
  // A frame that says nothing soon after it has loaded shows the browser's page of an error.
  frame.onload = () => (late = setTimeout(() => fail({}), 5000));
  // Firefox shows none where a policy forbids the frame.
  frame.onerror = () => fail({});
  element.shadowRoot.replaceChildren(frame);
  return {
    set,
    get value() {
      return structuredClone(value);
    },
    free() {
      clearTimeout(late);
      frames.delete(frame);
    },
  };
};

// ---- The element --------------------------------------------------------------------------------------------------------

class Calculator extends HTMLElement {
  static observedAttributes = ATTRIBUTES;
  #set = {}; // what was set by script or typed, where it is not what the attributes say
  #part; // the calculator, once it is there
  #end; // ends what runs

  constructor() {
    super();
    this.attachShadow({ mode: 'open', delegatesFocus: true });
  }

  connectedCallback() {
    // Set before this script had loaded.
    if (Object.hasOwn(this, 'value')) {
      const { value } = this;
      delete this.value;
      this.value = value;
    }
    this.#begin();
  }

  disconnectedCallback() {
    this.#end?.();
  }

  // Moved with `moveBefore`: nothing ends.
  connectedMoveCallback() {}

  attributeChangedCallback(name, before, now) {
    if (before === now) return;
    const key = INPUTS[name];
    if (key) {
      delete this.#set[key];
      this.#part?.set({ [key]: this.#given()[key] });
    } else if (this.#end && (name !== 'theme' || this.shadowRoot.querySelector('iframe'))) {
      this.#end();
      this.#begin();
    }
  }

  /** `{ inputs, results, rules, problem }`; to set, the inputs, all or some. */
  get value() {
    return this.#part?.value ?? { inputs: { ...this.#given(), ...this.#set }, results: null, rules: null, problem: null };
  }

  set value(value) {
    const changes = inputs(value?.inputs ?? value);
    Object.assign(this.#set, changes);
    this.#part?.set(changes);
  }

  /** Back to what the attributes say. */
  reset() {
    this.#set = {};
    this.#part?.set(this.#given());
  }

  #given() {
    const given = { ...DEFAULTS };
    for (const name in INPUTS) given[INPUTS[name]] = this.getAttribute(name) || given[INPUTS[name]];
    given.manage = !['false', null].includes(this.getAttribute('manage'));
    return given;
  }

  #begin() {
    const life = {};
    const { language, tag } = speaks(this);
    const words = WORDS[language];
    const root = this.shadowRoot;
    const emit = (type, detail) => {
      if (life.over) return;
      if (type === 'change' || type === 'ready') this.#set = { ...this.#set, ...detail.inputs };
      this.dispatchEvent(new CustomEvent(`tierwise-${type}`, { detail, bubbles: true, composed: true }));
    };
    const show = (role, text, ...more) => {
      const [box, p] = ['div', 'p'].map((name) => document.createElement(name));
      box.className = 'wait';
      box.lang = language;
      p.setAttribute('role', role);
      p.part = role === 'alert' ? 'problem' : 'loading';
      p.textContent = text;
      box.append(p, ...more);
      root.adoptedStyleSheets = [sheet];
      root.replaceChildren(box);
    };
    /** What went wrong: a field of the events, and why where more can be said than "no connection". */
    const fail = ({ field = 'program', why }) => {
      if (life.over) return;
      const text = why ? words.rules + why : words.load;
      const again = document.createElement('button');
      again.textContent = words.again;
      again.onclick = () => {
        this.#end();
        this.#begin();
      };
      this.#drop();
      show('alert', text, again);
      emit('error', { field, text });
    };
    const start = async () => {
      const given = this.getAttribute('rules-src');
      if (given && !URL.canParse(given, document.baseURI)) return fail({ field: 'rules', why: given });
      const rules = given && new URL(given, document.baseURI).href;
      const setup = { base, language, tag, rules, emit, fail, reset: () => this.reset() };
      const initial = () => ({ ...this.#given(), ...this.#set });
      const frame = (why) => {
        if (life.over) return;
        if (inFrame) return fail({}); // it has nowhere else to go
        tell(why);
        this.#part = framed(this, { ...setup, initial: initial() });
      };
      if (!compiles()) return frame('the policy of this page (Content-Security-Policy) allows no WebAssembly');
      try {
        const { open } = await import(`${base}calculator.js`);
        const part = await open(setup);
        if (life.over) return part.free();
        this.#part = part;
        part.show(root, sheet, initial());
      } catch (error) {
        // Neither import() nor fetch() says whether it was a policy or the connection: both are a TypeError.
        if (error instanceof TypeError) frame('its files cannot be loaded into this page (by its policy, or for want of a connection)');
        else fail(error);
      }
    };

    let height = 0;
    const sizes = new ResizeObserver(() =>
      requestAnimationFrame(() => {
        const now = Math.ceil(this.getBoundingClientRect().height);
        if (now === height) return;
        height = now;
        emit('resize', { height });
      }),
    );
    const near = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        near.disconnect();
        start().catch(fail);
      },
      { rootMargin: '200px' },
    );
    this.#end = () => {
      life.over = true;
      near.disconnect();
      sizes.disconnect();
      this.#drop();
      root.replaceChildren();
      this.#end = undefined;
    };
    show('status', words.wait);
    if (inSight) start().catch(fail);
    else near.observe(this);
    sizes.observe(this);
  }

  #drop() {
    this.#part?.free();
    this.#part = undefined;
  }
}

// A page may name the script twice, or two copies of it: the first one stays.
if (!customElements.get(NAME)) {
  customElements.define(NAME, Calculator);
  listen();
}
