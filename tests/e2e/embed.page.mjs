// The calculator on another site, as that site's page sees it. Two origins: `site` is Tierwise, `host` an agency's own site.
//   await host.open('<tierwise-calculator id="c" amount="1000"></tierwise-calculator>')
//   await host.open(html, { csp: host.policies.strict })     SITE in html and policy is Tierwise's origin
//   const widget = new Widget(page); await widget.ready()
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { listen } from '../support/serve.mjs';
import { expect, test as base } from './fixtures.mjs';

export { expect };
const folder = fileURLToPath(new URL('fixtures', import.meta.url));
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
/** Where the example's page expects Tierwise. */
const EXAMPLE = 'http://localhost:8080';

export const POLICIES = {
  none: '',
  /** What the README names: the element runs in the page. */
  element: "default-src 'self'; script-src 'self' SITE 'wasm-unsafe-eval'; connect-src 'self' SITE; frame-src SITE",
  /** No WebAssembly, and nothing but script and frame from the widget's origin. */
  strict: "default-src 'self'; script-src 'self' SITE; frame-src SITE",
  /** WebAssembly, but no requests to the widget's origin. */
  unasked: "default-src 'self'; script-src 'self' SITE 'wasm-unsafe-eval'; frame-src SITE",
};

export const test = base.extend({
  host: async ({ page, site, allow }, use) => {
    let html, csp;
    const fill = (text) => text.replaceAll('SITE', site).replaceAll(EXAMPLE, site);
    const server = createServer(async (request, response) => {
      const path = new URL(request.url, 'http://host').pathname;
      const body = path === '/' ? html : await readFile(`${folder}${path}`, 'utf8').catch(() => undefined);
      const headers = { 'content-type': TYPES[extname(path)] ?? 'text/html', ...(csp ? { 'content-security-policy': fill(csp) } : {}) };
      response.writeHead(body === undefined ? 404 : 200, headers).end(fill(body ?? ''));
    });
    const { port } = await listen(server);
    const origin = `http://localhost:${port}`;
    allow(origin, /favicon/);
    const script = '<script type="module" src="SITE/embed/v1/calculator-embed.js"></script>';
    await use({
      origin,
      /** Opens a page with this in its body. Everything that its calculators say is kept in `said`, what frames post in `heard`. */
      open: async (body, { csp: policy = '', head = script, lang = 'en' } = {}) => {
        csp = policy;
        html = `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>Host</title>${head}</head><body><main><h1>Host</h1>${body}</main></body></html>`;
        await page.goto(`${origin}/`);
      },
      example: async (policy = '') => {
        csp = policy;
        await page.goto(`${origin}/host.html`);
      },
    });
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  },

  // Before any script of the page.
  context: async ({ context }, use) => {
    await context.addInitScript(() => {
      globalThis.said = [];
      globalThis.heard = [];
      for (const type of ['ready', 'change', 'error', 'resize']) {
        addEventListener(`tierwise-${type}`, ({ target, detail }) => said.push({ from: target.id, type, detail }));
      }
      addEventListener('message', ({ data, origin }) => heard.push({ data, origin }));
    });
    await use(context);
  },
});

/** One calculator; `scope` is the page, an element on it, or the locator of a frame's content. */
export class Widget {
  constructor(page, scope = page) {
    this.page = page;
    this.form = scope.getByRole('group', { name: /^(Points calculator|Calculateur de points)$/ });
    this.amount = this.form.getByLabel('Sold amount (MRR)');
    this.market = this.form.getByRole('combobox', { name: 'Customer market' });
    this.currency = this.form.getByLabel('Customer currency');
    this.deal = this.form.getByLabel('Deal type');
    this.manage = this.form.getByRole('checkbox', { name: 'Will you also manage this client?' });
    this.partners = this.form.getByLabel('How many other partners will manage this client?');
    this.method = this.form.getByLabel('Conversion method');
    this.results = this.form.getByRole('status', { name: /^(Results|Résultats)$/ });
    this.reset = this.form.getByRole('button', { name: 'Start again' });
  }

  tab(name) {
    return this.form.getByRole('tab', { name });
  }

  figure(name) {
    return this.form.locator(`[data-figure="calculator.${name}"]`);
  }

  /** Waits for these exact values. */
  async shows(values) {
    for (const [name, value] of Object.entries(values)) await expect(this.figure(name)).toHaveAttribute('value', value);
  }
}

/** The violations of a part of the page as it is, one line each. */
export const violations = async (page) => {
  const axe = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']);
  const { violations } = await axe.setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`));
};
