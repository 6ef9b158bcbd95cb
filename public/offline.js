// Keeps the page usable without a connection, where the browser can: boot.js loads this once the program runs. sw.js
// (src/offline/sw.js) holds every file of the page; a newer version is fetched beside it and waits until it is asked for.
//
// To the program (src/platform/update.rs): the event `tierwise-update` says that another version is ready. From it:
// `tierwise-reload` asks for it. Nothing is ever reloaded without that.
const { serviceWorker } = navigator;

const keep = async () => {
  const registration = await serviceWorker.register('sw.js');
  if (!registration) return;
  const offer = () => dispatchEvent(new Event('tierwise-update'));
  // A first version, of a page that nobody controls yet, is nothing to tell of.
  const watch = (worker) => {
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && serviceWorker.controller) offer();
    });
  };
  watch(registration.installing);
  registration.addEventListener('updatefound', () => watch(registration.installing));
  if (registration.waiting && serviceWorker.controller) offer();
  // A page that stays open for days asks when somebody comes back to it.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') registration.update().catch(() => {}); // no connection: another time
  });

  let asked = false;
  addEventListener('tierwise-reload', () => {
    asked = true;
    if (registration.waiting) registration.waiting.postMessage('take over');
    else location.reload();
  });
  // Where another tab asked for it, this one may go on with what it has, and is told.
  serviceWorker.addEventListener('controllerchange', () => (asked ? location.reload() : offer()));
};

if (serviceWorker && isSecureContext) keep().catch(() => {}); // storage is blocked or full: the page works without
