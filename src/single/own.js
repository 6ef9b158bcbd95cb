// What a page would fetch from beside itself, out of the document itself: the first script of the single file
// (tests/support/single-file.mjs), read by public/boot.js and src/platform/own.rs.
//
// Each file is a data block, gzip in base64, that no parser takes for anything else:
//   <script type="application/gzip" data-own="charts/echarts.js" data-type="text/javascript">H4sI…</script>
// A saved copy has more of them, and one that says what it is a copy of.
(() => {
  'use strict';
  const block = (path) => document.querySelector(`script[data-own="${CSS.escape(path)}"]`);
  const bytes = (node) => Uint8Array.from(atob(node.textContent), (c) => c.charCodeAt(0));

  // The document as it came, to be saved again: taken before boot.js and the program change it.
  let page;
  document.addEventListener('DOMContentLoaded', () => {
    page = `<!doctype html>\n<html lang="en">\n${document.head.outerHTML}\n${document.body.outerHTML}\n</html>\n`;
  });

  const unpack = async (node) => {
    const stream = new Blob([bytes(node)]).stream().pipeThrough(new DecompressionStream('gzip'));
    const type = node.dataset.type;
    return URL.createObjectURL(await new Response(stream, { headers: { 'content-type': type } }).blob());
  };

  const addresses = new Map();
  Object.assign(globalThis, {
    /** The address of a file, unpacked when it is first asked for; nothing where it is not here. */
    async tierwiseFile(path) {
      const node = block(path);
      if (node && !addresses.has(path)) addresses.set(path, unpack(node));
      return addresses.get(path);
    },
    /** What a saved copy says of itself, as JSON. */
    tierwiseSaved() {
      const node = block('saved/about.json');
      return node ? new TextDecoder().decode(bytes(node)) : undefined;
    },
    /** The text of this file. */
    tierwisePage: () => page,
  });
})();
