/* The jury's and the companies' pages without a connection: what was loaded once is shown again.
 * With a connection the server always answers, so nobody sees what he may not
 * see any more; the cache speaks only when the server cannot. */
"use strict";

const shelf = "lorbeer-sheets";
const patience_ms = 5000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const is_page = (url) =>
  /^\/(jury|jury\/(entry\/\d+|marks|compare|practice)|my|my\/entry\/\d+)$/.test(url.pathname);
const is_ours = (url) => /^\/(jury|my)(\/|$)/.test(url.pathname);
const is_part = (url) => /^\/(assets|image|document|theme)\//.test(url.pathname);
const is_fixed = (url) => /^\/assets\/.+\.[0-9a-f]{8,}\.\w+$/.test(url.pathname);

/* Not part of what makes two addresses the same page. */
function address(url) {
  const plain = new URL(url);
  plain.searchParams.delete("lang");
  plain.hash = "";
  return plain.href;
}

async function stored(url, page) {
  const cache = await caches.open(shelf);
  return (await cache.match(address(url))) ||
         (page ? await cache.match(address(url), { ignoreSearch: true }) : undefined);
}

async function nothing(url) {
  const [home, zu, to] = url.pathname.startsWith("/my")
    ? ["/my", "Zu Ihren Bewerbungen", "To your nominations"]
    : ["/jury", "Zu Ihrer Bewertung", "To your scoring"];
  const cache = await caches.open(shelf);
  const looks = (await cache.keys()).map((request) => new URL(request.url).pathname)
    .filter((path) => /^\/assets\/lorbeer\.[0-9a-f]+\.css$/.test(path))
    .map((path) => `<link rel="stylesheet" href="${path}">`);
  return new Response(
    `<!doctype html><html lang="de"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Keine Verbindung</title>
${looks.at(-1) ?? ""}<body><main class="page page-text"><div class="stack"><h1>Keine Verbindung</h1>
<p>Diese Seite liegt nicht auf diesem Gerät. Was Sie eingegeben haben, bleibt hier aufgehoben.</p>
<p><a class="button" href="${home}">${zu}</a></p></div>
<div class="section stack" lang="en"><h2>No connection</h2>
<p>This page is not on this device. What you typed is kept here.</p>
<p><a class="button" href="${home}">${to}</a></p></div></main></html>`,
    { status: 503, headers: { "content-type": "text/html; charset=utf-8" } });
}

async function keep(url, reply) {
  const cache = await caches.open(shelf);
  if (reply.ok && !reply.redirected && reply.type === "basic")
    await cache.put(address(url), reply.clone());
  else if (reply.status === 404 || reply.status === 410)
    await cache.delete(address(url));
}

/* A train's connection often neither works nor fails. */
async function answer(event, url, page) {
  const late = new Promise((resolve) => setTimeout(resolve, patience_ms));
  const asked = fetch(event.request).then(async (reply) => {
    await keep(url, reply).catch(() => {});
    return reply;
  });
  asked.catch(() => {});
  try {
    const first = await Promise.race([asked, late]);
    if (first) return first;
    return (await stored(url, page)) || (await asked);
  } catch {
    return (await stored(url, page)) || (page ? await nothing(url) : Response.error());
  }
}

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (is_fixed(url))
    event.respondWith(stored(url, false).then((have) => have || answer(event, url, false)));
  else if (is_page(url) || is_part(url))
    event.respondWith(answer(event, url, event.request.mode === "navigate"));
  else if (event.request.mode === "navigate" && is_ours(url))
    event.respondWith(fetch(event.request).catch(() => nothing(url)));
});
