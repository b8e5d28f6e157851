// Keeps the page usable without a network after the first visit, and never shows a stale one.
//
// The page itself comes from the network, and from the cache only when there is none. The files it
// names carry a hash of their content in their name, so a cached one is never out of date. The
// cached page is replaced only once all the files that it names are cached: it is whole at any time.
// What the page fetches besides (the texts of a language) comes from the network, too, and is cached
// as it came last.

const CACHE = `cattle-and-pets ${self.registration.scope}`;
const HOME = self.registration.scope;
// Trunk writes a hash of 64 bits without leading zeros.
const HASHED = /-[0-9a-f]{10,16}[._][^/]*$/;

self.addEventListener('install', (event) => {
  self.skipWaiting();
  event.waitUntil(fetch(HOME, { cache: 'no-cache' }).then(keep));
});

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(HOME)) return;
  if (request.mode === 'navigate') event.respondWith(page(event));
  else if (HASHED.test(request.url)) event.respondWith(unchanging(request));
  else event.respondWith(changing(event));
});

async function page(event) {
  try {
    const response = await fetch(event.request);
    if (isHome(event.request.url)) event.waitUntil(keep(response.clone()));
    return response;
  } catch (unreachable) {
    return (await cached(HOME)) ?? Promise.reject(unreachable);
  }
}

async function unchanging(request) {
  return (await cached(request)) ?? fetch(request);
}

async function changing(event) {
  try {
    const response = await fetch(event.request);
    if (response.ok) event.waitUntil(keepCopy(event.request, response.clone()));
    return response;
  } catch (unreachable) {
    return (await cached(event.request)) ?? Promise.reject(unreachable);
  }
}

async function keepCopy(request, response) {
  await (await caches.open(CACHE)).put(request, response);
}

// Caches a page with the files it names, then forgets those that only pages before it named.
async function keep(response) {
  if (!response.ok) return;
  const cache = await caches.open(CACHE);
  const html = await response.clone().text();
  const before = await cache.match(HOME);
  if (before && (await before.text()) === html) return;
  const files = named(html);
  await Promise.all(files.map((file) => keepFile(cache, file)));
  await cache.put(HOME, response);
  for (const { url } of await cache.keys()) {
    if (HASHED.test(url) && !files.includes(url)) await cache.delete(url);
  }
}

async function keepFile(cache, file) {
  if (HASHED.test(file) && (await cache.match(file))) return;
  await cache.add(HASHED.test(file) ? file : new Request(file, { cache: 'no-cache' }));
}

// The addresses of the files of ours that a page names.
function named(html) {
  const values = [...html.matchAll(/\b(?:href|src)="?([^\s">#]+)/g)].map(([, value]) => value);
  const urls = values.map((value) => new URL(value, HOME).href);
  return [...new Set(urls)].filter((url) => url.startsWith(HOME) && !isHome(url));
}

function isHome(url) {
  const { origin, pathname } = new URL(url);
  return origin + pathname === HOME || origin + pathname === `${HOME}index.html`;
}

async function cached(request) {
  return (await caches.open(CACHE)).match(request);
}
