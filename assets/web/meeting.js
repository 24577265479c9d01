// A meeting that follows by itself. Without this script the same page has a
// button to refresh it, and its forms are sent as usual.
//
// The server says in a stream of events that the middle part would look
// different now; then it is fetched and laid over the old one, node by node, so
// that the focus stays, and what somebody is typing.
"use strict";
{
const lost_ms = 2500; // without a connection for so long: say so
const poll_ms = 10000; // where no stream can be had
const live = document.querySelector("[data-live]");
const lost = document.querySelector("[data-live-lost]");
const said = document.querySelector("[data-live-said]");
const path = live.dataset.live;
let events, lostTimer, pollTimer, wanted = "", loading = false;

// --- laying a new part over the old one ---------------------------------------

const typed = { INPUT: ["value", "checked"], OPTION: ["selected"], DETAILS: ["open"] };

// What a field holds from now on is the reader's, not the markup's.
function keep(root) {
  for (const field of root.querySelectorAll("input, textarea, select")) {
    if (field.type === "hidden") continue;
    if (field.type === "checkbox" || field.type === "radio") {
      field.checked = field.checked;
    } else {
      field.value = field.value;
    }
  }
}

function key(node) {
  return node.nodeType === Node.ELEMENT_NODE && node.id ? node.id : "";
}

function alike(a, b) {
  return a.nodeType === b.nodeType && a.nodeName === b.nodeName && key(a) === key(b);
}

function attributes(from, to) {
  const own = from.type === "hidden" ? [] : typed[from.nodeName] ?? [];
  for (const { name } of [...from.attributes])
    if (!to.hasAttribute(name) && !own.includes(name)) from.removeAttribute(name);
  for (const { name, value } of [...to.attributes])
    if (from.getAttribute(name) !== value && !own.includes(name)) from.setAttribute(name, value);
}

function lay(from, to) {
  if (from.nodeType !== Node.ELEMENT_NODE) {
    if (from.nodeValue !== to.nodeValue) from.nodeValue = to.nodeValue;
    return;
  }
  if (from.isEqualNode(to)) return;
  attributes(from, to);
  if (from.nodeName !== "TEXTAREA") children(from, to);
}

// Nodes with an id are found again wherever they stand.
function children(from, to) {
  const named = new Map();
  for (const node of from.childNodes) if (key(node)) named.set(key(node), node);
  let at = from.firstChild;
  for (const want of [...to.childNodes]) {
    let have = key(want) ? named.get(key(want)) : at;
    while (!key(want) && have && key(have)) have = have.nextSibling;
    if (have && alike(have, want)) {
      // the nodes between go, so that the one that stays is not moved
      while (at && at !== have && !stays(at, to)) {
        const next = at.nextSibling;
        at.remove();
        at = next;
      }
      if (at !== have) from.insertBefore(have, at);
      else at = at.nextSibling;
      lay(have, want);
    } else {
      const fresh = document.importNode(want, true);
      from.insertBefore(fresh, at);
      keepNew(fresh);
    }
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
}

function stays(node, to) {
  return key(node) && [...to.children].some((one) => one.id === key(node));
}

function keepNew(node) {
  if (node.nodeType === Node.ELEMENT_NODE) keep(node);
}

function show(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const fresh = page.querySelector("[data-live]");
  if (!fresh) return false;
  const sum = () => live.querySelector("[data-live-sum]")?.textContent ?? "";
  const before = sum();
  lay(live, fresh);
  if (sum() !== before) said.textContent = sum();
  return true;
}

// --- hearing and fetching -------------------------------------------------------

function connected(yes) {
  clearTimeout(lostTimer);
  lostTimer = undefined;
  if (yes) lost.hidden = true;
  else lostTimer = setTimeout(() => { lost.hidden = false; }, lost_ms);
}

// Fetches until what is shown is what was last heard of.
async function load() {
  if (loading) return;
  loading = true;
  try {
    for (let i = 0; i < 5 && live.dataset.signal !== wanted; i++) {
      const reply = await fetch(`${path}?part=1`, { cache: "no-store" });
      if (reply.redirected || reply.status === 404 || reply.status === 403) {
        location.reload(); // no longer for us: the page says why
        return;
      }
      if (!reply.ok || !show(await reply.text())) throw new Error(reply.status);
      if (!wanted) wanted = live.dataset.signal;
    }
    connected(true);
  } catch {
    connected(false);
    setTimeout(load, 1000);
  } finally {
    loading = false;
  }
}

function refresh() {
  wanted = "";
  load();
}

function listen() {
  if (events) events.close();
  events = new EventSource(`${path}/events`);
  events.onopen = () => {
    connected(true);
    clearInterval(pollTimer);
    pollTimer = undefined;
  };
  events.onmessage = (event) => {
    wanted = event.data;
    if (wanted !== live.dataset.signal) load();
  };
  events.onerror = () => {
    if (lostTimer === undefined && lost.hidden) connected(false);
    if (events.readyState !== EventSource.CLOSED || pollTimer) return;
    // refused, not cut: look now and then, and ask again
    pollTimer = setInterval(() => { refresh(); listen(); }, poll_ms);
    refresh();
  };
}

// A tab that slept may have lost its connection without a word.
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") { refresh(); listen(); }
});
addEventListener("online", () => { refresh(); listen(); });
addEventListener("pageshow", (event) => { if (event.persisted) { refresh(); listen(); } });
addEventListener("pagehide", () => events.close());

// --- sending ---------------------------------------------------------------------

// Sent without leaving the page, so that what else is typed in it stays.
const sending = new WeakSet();

async function send(form, button) {
  if (sending.has(form)) return;
  sending.add(form);
  const body = new URLSearchParams(new FormData(form));
  if (button && button.name) body.set(button.name, button.value);
  const moves = form.closest(".meeting-move");
  try {
    const reply = await fetch(form.action, { method: "POST", body });
    const text = await reply.text();
    if (!show(text)) { location.reload(); return; }
    connected(true);
    if (reply.ok && moves) {
      form.reset();
      moves.open = false;
    }
    if (!reply.ok) live.querySelector("[role=alert]")?.focus();
  } catch {
    connected(false);
  } finally {
    sending.delete(form);
  }
}

live.addEventListener("submit", (event) => {
  event.preventDefault();
  send(event.target, event.submitter);
});

document.querySelector("[data-live-reload]").addEventListener("click", (event) => {
  event.preventDefault();
  refresh();
});

keep(live);
listen();
}
