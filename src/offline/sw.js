// The service worker, with Workbox: every file of the page, as it was built (tests/support/offline.mjs lists them). It
// answers for those and for nothing else: data from an endpoint goes past it and is never kept.
import { cacheNames } from 'workbox-core';
import { cleanupOutdatedCaches, matchPrecache, precacheAndRoute } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';

// What whoever hosts the page may replace without building it anew: as it is now, and the kept one without a connection.
const isReplaceable = ({ url, sameOrigin }) => sameOrigin && /\/(rules\/[^/]+|data\/sample)\.json$/.test(url.pathname);
/** How long a network may be silent before the kept one is used. */
const PATIENCE = 3000;
registerRoute(isReplaceable, async ({ request }) => {
  const kept = await matchPrecache(request.url);
  if (!kept) return fetch(request);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, kept));
  return Promise.race([fetch(request).catch(() => kept), late]);
});

/** Parts of the version before, for tabs that still run it: the new one does not know their names. */
const BEFORE = `tierwise-before ${registration.scope}`;
const PARTS = new URL('app/', registration.scope).href;
const isPart = ({ url }) => url.href.startsWith(PARTS);
addEventListener('install', (event) => {
  const keep = async () => {
    const kept = await caches.open(cacheNames.precache);
    const requests = (await kept.keys()).filter(({ url }) => url.startsWith(PARTS));
    if (!requests.length) return; // the first version
    await caches.delete(BEFORE);
    const before = await caches.open(BEFORE);
    await Promise.all(requests.map(async (request) => before.put(request, await kept.match(request))));
  };
  event.waitUntil(keep());
});

// `?data=` and `?rules=` are for the program; the page is the same one.
precacheAndRoute(self.__WB_MANIFEST, { ignoreURLParametersMatching: [/./], cleanURLs: false });
registerRoute(isPart, async ({ request }) => (await caches.match(request, { cacheName: BEFORE })) ?? fetch(request));
cleanupOutdatedCaches();

addEventListener('message', ({ data }) => {
  if (data === 'take over') skipWaiting();
});
