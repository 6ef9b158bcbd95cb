// The service worker, with Workbox: every file of the page, as it was built (tests/support/offline.mjs lists them). It
// answers for those and for nothing else: data from an endpoint goes past it and is never kept.
import { cleanupOutdatedCaches, matchPrecache, precacheAndRoute } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';

// What whoever hosts the page may replace without building it anew: as it is now, and the kept one without a connection.
const isReplaceable = ({ url, sameOrigin }) => sameOrigin && /\/(rules\/[^/]+|data\/sample)\.json$/.test(url.pathname);
registerRoute(isReplaceable, async ({ request }) => {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await matchPrecache(request.url);
    if (kept) return kept;
    throw error;
  }
});

// `?data=` and `?rules=` are for the program; the page is the same one.
precacheAndRoute(self.__WB_MANIFEST, { ignoreURLParametersMatching: [/./], cleanURLs: false });
cleanupOutdatedCaches();

addEventListener('message', ({ data }) => {
  if (data === 'take over') skipWaiting();
});
