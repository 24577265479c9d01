// A meeting that follows by itself. Without this script the same page has a
// button to refresh it, and its forms are sent as usual.
//
// The server sends the middle part in a stream of events as soon as it would
// look different. It is laid over the old one, node by node, so that the focus
// stays, and what somebody is typing.
"use strict";
{
const lost_ms = 2500; // without a connection for so long: say so
const poll_ms = 10000; // where no stream can be had
const again_ms = 2000; // a vote that did not arrive is sent again
const answer_ms = 10000; // no answer for so long: it did not arrive
const sent_ms = 4000; // so long "sent" is shown
const live = document.querySelector("[data-live]");
const lost = document.querySelector("[data-live-lost]");
const said = document.querySelector("[data-live-said]");
const path = live.dataset.live;
let events, lostTimer, pollTimer, heard = 0, loading = false;

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

function part(text) {
  return new DOMParser().parseFromString(text, "text/html").querySelector("[data-live]");
}

function show(fresh, answered) {
  const sum = () => live.querySelector("[data-live-sum]")?.textContent ?? "";
  const before = sum();
  const forms = begun();
  lay(live, fresh);
  if (sum() !== before) said.textContent = sum();
  setAside(forms, answered);
}

// --- what was begun for an item that is over ------------------------------------

const left = document.querySelector("[data-live-left]");
const aside = []; // { name, item, fields }, the newest last

// Not elements.item, which is a function of every list.
const item = (form) => form.querySelector("[name=item]")?.value;
const moving = () => live.querySelector(".meeting-move form");

function begun() {
  const name = live.querySelector("#now")?.textContent ?? "";
  return [...live.querySelectorAll("form")]
    .filter((form) => [...form.querySelectorAll("textarea")].some((one) => one.value.trim()))
    .map((form) => ({ form, name, item: item(form), fields: filled(form) }));
}

function filled(form) {
  return [...form.elements].filter((one) => one.name && one.type !== "hidden" &&
    (one.type === "checkbox" ? one.checked : one.value && one.nodeName !== "BUTTON"))
    .map((one) => [one.name, one.value, one.nodeName]);
}

// Texts always fit; what was chosen only where it can be chosen again.
function fill(form, fields) {
  for (const [name, value, kind] of fields)
    for (const one of form.querySelectorAll(`[name="${name}"]`)) {
      if (kind === "INPUT") one.checked ||= one.value === value;
      else if (kind === "SELECT") {
        if ([...one.options].some((option) => option.value === value)) one.value = value;
      } else if (!one.value.includes(value)) one.value += (one.value && "\n\n") + value;
    }
  form.closest("details").open = true;
}

function setAside(forms, answered) {
  for (const { form, ...rest } of forms)
    if (!form.isConnected && form !== answered && !sending.has(form)) aside.push(rest);
  const form = moving();
  const at = form ? aside.findLastIndex((one) => one.item === item(form)) : -1;
  if (at >= 0) fill(form, aside.splice(at, 1)[0].fields);
  offer();
}

function offer() {
  const one = aside.at(-1);
  left.hidden = !one;
  if (!one) return;
  left.querySelector("[data-live-left-item]").textContent = one.name;
  left.querySelector("[data-live-left-text]").textContent = one.fields
    .filter(([, , kind]) => kind === "TEXTAREA").map(([, value]) => value).join("\n\n");
  left.querySelector("[data-live-left-take]").hidden = !moving();
}

left.addEventListener("click", (event) => {
  const take = event.target.closest("[data-live-left-take]");
  if (!take && !event.target.closest("[data-live-left-drop]")) return;
  const one = aside.pop();
  const form = moving();
  if (take && form) {
    fill(form, one.fields.filter(([, , kind]) => kind === "TEXTAREA"));
    form.querySelector("textarea").focus();
  }
  offer();
});

// --- hearing and fetching -------------------------------------------------------

function connected(yes) {
  clearTimeout(lostTimer);
  lostTimer = undefined;
  if (yes) lost.hidden = true;
  else lostTimer = setTimeout(() => { lost.hidden = false; }, lost_ms);
}

// Fetches once more if something was heard meanwhile: it may be the newer one.
async function load() {
  if (loading) return;
  loading = true;
  try {
    for (let i = 0, at = -1; i < 5 && at !== heard; i++) {
      at = heard;
      const reply = await fetch(`${path}?part=1`, { cache: "no-store" });
      if (reply.redirected || reply.status === 404 || reply.status === 403) {
        location.reload(); // no longer for us: the page says why
        return;
      }
      const fresh = part(await reply.text());
      if (!reply.ok || !fresh) throw new Error(reply.status);
      if (at === heard) show(fresh);
    }
    connected(true);
  } catch {
    connected(false);
    setTimeout(load, 1000);
  } finally {
    loading = false;
  }
}

function listen() {
  if (events) events.close();
  events = new EventSource(`${path}/events`);
  events.onopen = () => {
    connected(true);
    clearInterval(pollTimer);
    pollTimer = undefined;
  };
  // What is shown already says nothing new, and may have a refusal in it.
  events.onmessage = (event) => {
    const fresh = part(event.data);
    heard++;
    if (fresh && fresh.dataset.signal !== live.dataset.signal) show(fresh);
  };
  events.onerror = () => {
    if (lostTimer === undefined && lost.hidden) connected(false);
    if (events.readyState !== EventSource.CLOSED || pollTimer) return;
    // refused, not cut: look now and then, and ask again
    pollTimer = setInterval(() => { load(); listen(); }, poll_ms);
    load();
  };
}

// A tab that slept may have lost its connection without a word.
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") { load(); listen(); }
});
addEventListener("online", () => { load(); listen(); });
addEventListener("pageshow", (event) => { if (event.persisted) { load(); listen(); } });
addEventListener("pagehide", () => events.close());

// --- sending ---------------------------------------------------------------------

const sending = new Map(); // form -> what is on its way
const state = document.querySelector("[data-live-state]");
let stateTimer;

// "sending", "sent", "waits" or "failed": the words stand in the page.
function tell(what) {
  clearTimeout(stateTimer);
  for (const one of state.children) one.hidden = one.dataset.liveState !== what;
  if (what === "sent") stateTimer = setTimeout(tell, sent_ms);
}

function pause(job) {
  return new Promise((resolve) => {
    job.wake = resolve;
    setTimeout(resolve, again_ms);
  }).then(() => { job.wake = undefined; });
}

// The same vote twice is one vote, so it is sent until there is an answer.
async function post(form, job) {
  for (;;) {
    try {
      const reply = await fetch(form.action,
        { method: "POST", body: job.body, signal: AbortSignal.timeout(answer_ms) });
      if (reply.status < 500) return { ok: reply.ok, text: await reply.text() };
    } catch {
      connected(false);
    }
    if (!job.again) return undefined;
    job.repeated = true;
    tell("waits");
    await pause(job);
  }
}

// Sent without leaving the page, so that what else is typed in it stays. Who
// taps again while a vote waits sends what he tapped last.
async function send(form, button) {
  const body = new URLSearchParams(new FormData(form));
  if (button && button.name) body.set(button.name, button.value);
  const before = sending.get(form);
  if (before) {
    if (!before.wake) return;
    before.changed ||= String(body) !== String(before.body);
    before.body = body;
    before.wake();
    return;
  }
  const job = { body, again: form.hasAttribute("data-again") };
  sending.set(form, job);
  if (job.again) tell("sending");
  const moves = form.closest(".meeting-move");
  const at = heard;
  const reply = await post(form, job);
  sending.delete(form);
  if (!reply) { tell("failed"); return; }
  const fresh = part(reply.text);
  if (!fresh) { location.reload(); return; }
  if (!reply.ok && job.repeated && !job.changed && fresh.querySelector("[data-counted]")) {
    load(); // the first time it had arrived, only the answer was lost
    tell("sent");
    return;
  }
  show(fresh, form);
  connected(true);
  tell(reply.ok && job.again ? "sent" : "");
  if (reply.ok && moves) {
    form.reset();
    moves.open = false;
  }
  if (!reply.ok) live.querySelector("[role=alert]")?.focus();
  else if (at !== heard) load();
}

live.addEventListener("submit", (event) => {
  event.preventDefault();
  send(event.target, event.submitter);
});

document.querySelector("[data-live-reload]").addEventListener("click", (event) => {
  event.preventDefault();
  load();
});

keep(live);
listen();
}
