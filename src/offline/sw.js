// The service worker, with Workbox: every file of the page, as it was built (tests/support/offline.mjs lists them). It
// answers for those and for nothing else: data from an endpoint goes past it and is never kept.
import { cleanupOutdatedCaches, matchPrecache, precacheAndRoute } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';

// What whoever hosts the page may replace without building it anew: as it is now, and the kept one without a connection.
const isReplaceable = ({ url, sameOrigin }) => sameOrigin && /\/(rules\/[^/]+|data\/sample)\.json$/.test(url.pathname);
/** How long a network may be silent before the kept one is used. */
const PATIENCE = 3000;
registerRoute(isReplaceable, async ({ request }) => {
  const kept = await matchPrecache(request.url);
  if (!kept) return fetch(request);
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(PATIENCE)]);
  return fetch(request, { signal }).catch(() => kept);
});

// `?data=` and `?rules=` are for the program; the page is the same one.
precacheAndRoute(self.__WB_MANIFEST, { ignoreURLParametersMatching: [/./], cleanURLs: false });
cleanupOutdatedCaches();

addEventListener('message', ({ data }) => {
  if (data === 'take over') skipWaiting();
});
