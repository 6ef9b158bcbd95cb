/*! Apache ECharts and zrender: their licences are beside this file. */
// Draws charts. esbuild bundles this file, with the parts of ECharts that it names and no others, into dist/charts/echarts.js
// (Trunk.toml), and src/platform/echarts.rs loads that when the first chart comes into view. The page is drawn on a canvas,
// which needs no inline style; SVG is only made as text, for a file.
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, MarkLineComponent, TitleComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers';

use([BarChart, LineChart, GridComponent, LegendComponent, MarkLineComponent, TitleComponent, TooltipComponent, CanvasRenderer, SVGRenderer]);

const dark = matchMedia('(prefers-color-scheme: dark)');
const calm = matchMedia('(prefers-reduced-motion: reduce)');

/** What a style's value comes to on an element, such as `light-dark(…)` and `var(--sold)` as a colour. */
const computed = (host, colour) => {
  host.style.color = colour;
  const { color } = getComputedStyle(host);
  host.style.color = '';
  return color;
};

/** The option that `view/chart.rs` wrote, with what only the browser knows: colours, font, and functions for the texts. */
const complete = (host, json) => {
  const option = JSON.parse(json, (_, value) =>
    typeof value === 'string' && /^var\(--[\w-]+\)$/.test(value) ? computed(host, value) : value,
  );
  option.textStyle = { ...option.textStyle, fontFamily: getComputedStyle(host).fontFamily };
  // Round numbers of the axis, as short as the language writes them; the figures themselves come as texts.
  const short = new Intl.NumberFormat(document.documentElement.lang, { notation: 'compact' });
  option.yAxis.axisLabel.formatter = (value) => short.format(value);
  for (const series of option.series) {
    const { texts } = series;
    delete series.texts;
    series.tooltip = { valueFormatter: (_, index) => texts[index] };
  }
  return option;
};

/** A chart in an element: as large as that, in the page's theme, until `dispose`. */
export const create = (host) => {
  const chart = init(host, null, { renderer: 'canvas' });
  let json;
  const paint = (animation) => json && chart.setOption({ ...complete(host, json), animation }, { notMerge: true });
  const repaint = () => paint(false);

  // A hidden element has no size; its chart keeps the last one.
  const size = new ResizeObserver(() => host.clientWidth && host.clientHeight && chart.resize());
  size.observe(host);
  const theme = new MutationObserver(repaint);
  theme.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  dark.addEventListener('change', repaint);

  /** Draws the chart once more for a file, with its title above and the page's colour behind, and gives it to `take`. */
  const once = (title, options, take) => {
    const option = complete(host, json);
    const grid = { ...option.grid, top: option.grid.top + 32, left: 16, right: 16, bottom: 16 };
    const file = init(options.ssr ? null : document.createElement('div'), null, {
      ...options,
      width: chart.getWidth(),
      height: chart.getHeight() + 48,
    });
    file.setOption({
      ...option,
      animation: false,
      backgroundColor: computed(host, 'var(--surface)'),
      title: { text: title, left: 16, top: 12, textStyle: { color: computed(host, 'var(--ink)'), fontSize: 15 } },
      legend: { ...option.legend, left: 16, top: 40 },
      grid,
    });
    try {
      return take(file);
    } finally {
      file.dispose();
    }
  };

  return {
    draw(next) {
      const first = !json;
      json = next;
      paint(first && !calm.matches);
    },
    async png(title) {
      const canvas = once(title, { renderer: 'canvas' }, (file) => file.renderToCanvas({ pixelRatio: 2 }));
      const blob = await new Promise((done) => canvas.toBlob(done, 'image/png'));
      return new Uint8Array(await blob.arrayBuffer());
    },
    svg: (title) => once(title, { renderer: 'svg', ssr: true }, (file) => file.renderToSVGString()),
    dispose() {
      size.disconnect();
      theme.disconnect();
      dark.removeEventListener('change', repaint);
      chart.dispose();
    },
  };
};
