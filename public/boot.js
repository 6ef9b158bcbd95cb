// The page's first script. It runs in the head: sets theme and language before the first paint, then loads the program that
// Trunk names in the data attributes (Trunk.toml, pattern_script). If that fails, it says so in the page. The single file
// begins with it too, and has the program in itself (src/single/own.js).
(() => {
  'use strict';
  const { js, wasm } = document.currentScript.dataset;
  const html = document.documentElement;

  const stored = (key, values) => {
    try {
      const value = localStorage.getItem(key);
      return values.includes(value) ? value : undefined;
    } catch {
      return undefined; // storage is blocked: the defaults will do
    }
  };
  const theme = stored('tierwise.theme', ['light', 'dark']);
  const lang = stored('tierwise.lang', ['en', 'fr']);
  if (theme) html.dataset.theme = theme;
  if (lang) html.lang = lang;

  const french = (lang ?? navigator.language ?? 'en').startsWith('fr');
  const words = french
    ? {
        loading: 'Chargement de Tierwise…',
        file: 'Tierwise ne peut pas démarrer depuis un fichier ouvert directement. Ouvrez « tierwise.html », qui se trouve à côté, ou servez ce dossier par HTTP (par exemple avec « make run »).',
        old: 'Ce navigateur ne peut pas exécuter WebAssembly, ou le bloque pour cette page. Mettez-le à jour, ou autorisez WebAssembly ici, puis rechargez la page.',
        load: 'Un fichier du programme n’a pas pu être chargé. Vérifiez votre connexion, puis rechargez la page ; si cela se reproduit, la copie de Tierwise sur ce serveur est incomplète.',
        cut: 'Ce fichier est endommagé ou incomplet. Téléchargez-le ou demandez-le de nouveau.',
        crash: 'Tierwise s’est arrêté au démarrage. Rechargez la page ; si cela se reproduit, essayez une fenêtre privée, puis signalez-le avec le texte de la console du navigateur.',
      }
    : {
        file: 'Tierwise cannot start from a file that is opened directly. Open “tierwise.html” beside it, or serve this folder over HTTP (for example with “make run”).',
        old: 'This browser cannot run WebAssembly, or blocks it on this page. Update the browser, or allow WebAssembly here, then reload the page.',
        load: 'A file of the program could not be loaded. Check your connection, then reload the page; if it happens again, the copy of Tierwise on this server is incomplete.',
        cut: 'This file is damaged or not whole. Download it, or ask for it, again.',
        crash: 'Tierwise stopped while it was starting. Reload the page; if it happens again, try a private window, then report it with the text in the browser’s console.',
      };

  const parsed = new Promise((done) => document.addEventListener('DOMContentLoaded', done));
  const placeholder = () => document.getElementById('boot'); // gone once the program has taken over
  if (french) {
    parsed.then(() => {
      if (placeholder()) Object.assign(placeholder(), { lang: 'fr', textContent: words.loading });
    });
  }

  const fail = async (why, error) => {
    if (error) console.error(error);
    await parsed;
    const boot = placeholder();
    if (!boot) return;
    boot.setAttribute('role', 'alert');
    boot.classList.add('failed');
    boot.lang = french ? 'fr' : 'en';
    boot.textContent = words[why];
  };

  // The program's start function and its WebAssembly: from beside the page, or from within the single file.
  const beside = () =>
    Promise.all([
      import(new URL(js, document.baseURI)).then((program) => program.default),
      fetch(new URL(wasm, document.baseURI)),
      parsed, // the program mounts into the body
    ]);
  const within = async () => {
    await parsed;
    if (!globalThis.tierwiseProgram) throw new Error('the end of the file is missing');
    JSON.parse(tierwiseSaved() ?? '{}'); // what a copy says of itself, or there is something else in its place
    return [globalThis.tierwiseProgram, await fetch(await tierwiseFile('app/dashboard.wasm'))];
  };
  const whole = 'tierwiseFile' in globalThis;

  const start = async () => {
    if (!whole && location.protocol === 'file:') return fail('file');
    if (typeof WebAssembly !== 'object') return fail('old');
    let program, binary;
    try {
      [program, binary] = await (whole ? within() : beside());
      const type = binary.headers.get('content-type') ?? '';
      // Some hosts answer for a missing file with their page and a cheerful 200.
      if (!binary.ok || type.startsWith('text/html')) throw new Error(`${binary.url} answered ${binary.status} ${type}`);
    } catch (error) {
      return fail(whole ? 'cut' : 'load', error);
    }
    try {
      await program({ module_or_path: binary });
    } catch (error) {
      return fail(error instanceof WebAssembly.CompileError ? 'old' : 'crash', error);
    }
    // What makes the page work without a connection; it works as well without that.
    if (!whole) import(new URL('offline.js', document.baseURI)).catch(() => {});
  };
  start();
})();
