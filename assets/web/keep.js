/* What is typed into a sheet or a nomination is kept on the device until the
 * server has it: IndexedDB, then a request; and the pages stay readable without
 * a connection (worker.js). Pages work without this script.
 *
 * A change is one field of one sheet, or one question of a nomination: the value
 * typed (of a question with several controls: these, "controls"), and the value
 * that was stored before ("base"). The server takes it if that is still what it
 * has, so sending one twice, or late, can never overwrite what another device
 * did. What one tab of this browser learns, the others hear. */
"use strict";

globalThis.keep = (() => {
  const me = document.currentScript.dataset;
  const user = Number(me.user);
  const shelf = "lorbeer-sheets"; // the worker's cache
  const bus = new EventTarget();
  const pause_ms = { first: 2000, most: 60000, logout: 1000 };

  /* --- the store --- */

  const opened = new Promise((resolve) => {
    let request;
    try {
      request = indexedDB.open("lorbeer", 1);
    } catch {
      resolve(null);
      return;
    }
    request.onupgradeneeded = () => {
      const db = request.result;
      db.createObjectStore("change", { keyPath: ["user", "url", "field"] });
      db.createObjectStore("known", { keyPath: ["user", "url"] });
      db.createObjectStore("photo", { keyPath: ["user", "key"] });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = request.onblocked = () => resolve(null);
  });

  /* Runs work on one store; without a database (some private windows) on a map
   * that lives as long as the page. */
  const memory = { change: new Map(), known: new Map(), photo: new Map() };
  const key_of = {
    change: (one) => JSON.stringify([one.user, one.url, one.field]),
    known: (one) => JSON.stringify([one.user, one.url]),
    photo: (one) => JSON.stringify([one.user, one.key]),
  };

  async function transact(name, mode, work) {
    const db = await opened;
    if (!db) return undefined;
    return new Promise((resolve, reject) => {
      const t = db.transaction(name, mode);
      const request = work(t.objectStore(name));
      t.oncomplete = () => resolve(request && request.result);
      t.onerror = t.onabort = () => reject(t.error);
    });
  }

  async function put(name, one) {
    if (await opened) await transact(name, "readwrite", (s) => s.put(one));
    else memory[name].set(key_of[name](one), one);
  }

  async function all(name, url) {
    const list = (await opened)
      ? await transact(name, "readonly", (s) => s.getAll())
      : [...memory[name].values()];
    return list.filter((one) => one.user === user && (!url || one.url === url));
  }

  async function drop(name, one) {
    if (await opened)
      await transact(name, "readwrite", (s) => s.delete(JSON.parse(key_of[name](one))));
    else memory[name].delete(key_of[name](one));
  }

  /* In one transaction, so that nothing typed in between is lost. */
  async function update(name, one, change) {
    const db = await opened;
    if (!db) {
      const next = change(memory[name].get(key_of[name](one)));
      if (next) memory[name].set(key_of[name](one), next);
      else memory[name].delete(key_of[name](one));
      return;
    }
    await new Promise((resolve, reject) => {
      const t = db.transaction(name, "readwrite");
      const store = t.objectStore(name);
      const key = JSON.parse(key_of[name](one));
      const request = store.get(key);
      request.onsuccess = () => {
        const next = change(request.result);
        if (next) store.put(next);
        else if (request.result) store.delete(key);
      };
      t.oncomplete = resolve;
      t.onerror = t.onabort = () => reject(t.error);
    });
  }

  /* --- sending --- */

  let token = null; // of this session; a sheet's page has one too
  let retry = 0, waiting = null;

  const tabs = "BroadcastChannel" in globalThis ? new BroadcastChannel("lorbeer") : null;
  function hear(name, detail) {
    bus.dispatchEvent(new CustomEvent(name, { detail }));
  }
  function tell(name, detail) {
    hear(name, detail);
    tabs?.postMessage({ user, name, detail });
  }
  tabs?.addEventListener("message", ({ data }) => {
    if (data.user === user) hear(data.name, data.detail);
  });

  function say(url, state, answer) {
    tell("state", { url, state, answer });
  }

  /* Why a request was sent elsewhere: a login is wanted, or new rules were fixed
   * meanwhile and have to be accepted first. */
  async function why_away(path) {
    if (!path.startsWith("/jury")) return "login";
    try {
      const reply = await fetch("/jury", { cache: "no-store" });
      return new URL(reply.url).pathname === "/jury/welcome" ? "accept" : "login";
    } catch {
      return "offline";
    }
  }

  /* "ok", "login", "accept", "other" (somebody else is logged in), "offline" */
  async function renew_token() {
    let reply;
    try {
      reply = await fetch("/account/token", { redirect: "manual", cache: "no-store" });
    } catch {
      return "offline";
    }
    if (reply.type === "opaqueredirect" || reply.status === 404) return "login";
    if (!reply.ok) return "offline";
    const now = await reply.json();
    if (now.user !== user) return "other";
    token = now.csrf;
    /* also for the page's other forms: after a login in another tab they go on */
    for (const one of document.querySelectorAll("input[name=csrf]")) one.value = token;
    return "ok";
  }

  /* A short one goes on its way even if the page is closed meanwhile. */
  const is_short = (body) => body instanceof URLSearchParams && body.toString().length < 60000;

  /* The reply, or one of the words above. A token that does not fit any more is
   * renewed once. */
  async function post(path, body) {
    for (let tries = 0; tries < 2; tries++) {
      if (!token) {
        const word = await renew_token();
        if (word !== "ok") return word;
      }
      body.set("csrf", token);
      let reply;
      try {
        reply = await fetch(path, { method: "POST", body, redirect: "manual",
                                    keepalive: is_short(body) });
      } catch {
        return "offline";
      }
      if (reply.type === "opaqueredirect") return why_away(path);
      if (reply.status >= 500 || reply.status === 429) return "offline";
      if (reply.status !== 403) return reply;
      token = null;
    }
    return "login";
  }

  const is_note = (field) => field === "note" || field === "discuss";

  const final = ["closed", "submitted", "gone", "reader"];
  /* Why the server does not take it, whatever it is; null: it would. */
  const refusal = (sent, answer) => {
    if (is_note(sent.field)) return null;
    if (answer.locked?.includes(sent.field)) return "locked";
    return final.includes(answer.reason) ? answer.reason : null;
  };
  /* A nomination's answers are stored right or wrong ("drafts"). */
  const error_of = (sent, answer) => (answer.drafts ? undefined : answer.errors[sent.field]);
  const is_taken = (sent, answer) => !refusal(sent, answer) &&
    !answer.clash.includes(sent.field) && !error_of(sent, answer);

  /* What the server said of one change that was sent to it. */
  function settle(sent, answer) {
    return (now) => {
      if (!now) return null;
      const clash = answer.clash.includes(sent.field);
      const error = error_of(sent, answer);
      const refused = refusal(sent, answer);
      if (refused) return { ...now, refused };
      if (clash && now.value === sent.value)
        return { ...now, theirs: answer.fields[sent.field], by: answer.by?.[sent.field] };
      if (error && now.value === sent.value) return { ...now, error };
      if (clash || error) return now;
      if (now.value === sent.value) return null;
      return { ...now, base: answer.fields[sent.field], theirs: undefined };
    };
  }

  const waits = (one) => one.theirs === undefined && !one.error && !one.refused;

  async function send_changes(url) {
    const list = (await all("change", url)).filter(waits);
    if (!list.length) return "ok";
    say(url, "saving");
    return send_list(url, list);
  }

  /* What is too much for one request goes one by one; what is too much for any
   * stays here, and the page says so. */
  async function send_apart(url, list) {
    if (list.length === 1) {
      await update("change", list[0], (now) => now && { ...now, refused: "large" });
      return "ok";
    }
    let word = "ok";
    for (const one of list)
      if (word === "ok") word = await send_list(url, [one]);
    return word;
  }

  async function send_list(url, list) {
    const [path, query] = url.split("?");
    const body = new URLSearchParams(query);
    for (const one of list) {
      for (const [name, value] of one.controls ?? [[one.field, one.value]])
        body.append(name, value);
      body.set(`base_${one.field}`, one.base);
    }
    const reply = await post(path, body);
    if (typeof reply === "string") return reply;
    if (reply.status === 404) return "gone";
    if (reply.status === 400 || reply.status === 413) return send_apart(url, list);
    let answer;
    try {
      answer = await reply.json();
    } catch {
      return "offline";
    }
    tell("taken", {
      url, fields: answer.fields, list: list.filter((one) => is_taken(one, answer)) });
    for (const one of list) await update("change", one, settle(one, answer));
    await put("known", { user, url, at: answer.at, fields: answer.fields });
    say(url, "answer", answer);
    return "ok";
  }

  async function send_photo(one) {
    const body = new FormData();
    body.set("round", one.round);
    body.set("key", one.key);
    body.set("caption", one.caption);
    body.set("script", "1");
    body.set("photo", one.blob, one.name);
    const reply = await post(one.path, body);
    if (typeof reply === "string") return reply;
    if (reply.status === 200) {
      await drop("photo", one);
      bus.dispatchEvent(new CustomEvent("photo", { detail: { key: one.key } }));
      return "ok";
    }
    const error = reply.status === 422 ? await reply.text() : String(reply.status);
    await update("photo", one, (now) => now && { ...now, error });
    bus.dispatchEvent(new CustomEvent("photo", { detail: { key: one.key, error } }));
    return "ok";
  }

  /* One after the other: changes of one sheet never overtake each other. */
  let chain = Promise.resolve();
  async function send_everything() {
    const urls = new Set((await all("change")).map((one) => one.url));
    let word = "ok";
    for (const url of urls) {
      const one = await send_changes(url);
      say(url, one);
      if (one !== "ok" && one !== "gone") word = one;
    }
    if (word === "ok")
      for (const one of await all("photo"))
        if (!one.error && (word = await send_photo(one)) !== "ok") break;
    clearTimeout(waiting);
    if (word === "offline") {
      retry = Math.min(retry ? 2 * retry : pause_ms.first, pause_ms.most);
      waiting = setTimeout(send, retry);
    } else {
      retry = 0;
    }
    return word;
  }
  function send() {
    chain = chain.then(send_everything).catch((trouble) => {
      console.warn(trouble);
      return "offline";
    });
    return chain;
  }

  addEventListener("online", send);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") send();
  });

  /* --- what is said about saving --- */

  const clock = () => new Date().toLocaleTimeString(document.documentElement.lang,
                                                    { hour: "2-digit", minute: "2-digit" });

  /* A line whose data-* attributes are the words: line.say(word, changes). */
  function state_line(state) {
    const words = state.dataset;
    const line = { saved: false, wanted: false, say: say_it };
    let shown = "";
    function put_words(text, ...links) {
      /* not each "Saving …" is read aloud */
      state.setAttribute("aria-live", words.word === "saving" ? "off" : "polite");
      const all = JSON.stringify([text, links]);
      if (all === shown && state.textContent) return;
      shown = all;
      state.textContent = text;
      for (const [label, href] of links) {
        const a = document.createElement("a");
        a.href = href;
        a.textContent = label;
        state.append(" ", a);
      }
    }
    function say_it(word, changes) {
      const counted = (text) => text.replace("%d", changes.length);
      const here = location.pathname + location.search;
      const clashes = changes.filter((one) => one.theirs !== undefined).length;
      const errors = changes.filter((one) => one.error).length;
      const refused = changes.find((one) => one.refused);
      /* whoever is about to follow the link is not to lose it by that */
      if (word === "saving" && changes.length && ["login", "accept"].includes(words.word)) return;
      words.word = word;
      if (word === "login")
        put_words(counted(words.login),
                  [words.loginLink, `/login?to=${encodeURIComponent(here)}`]);
      else if (word === "accept") put_words(counted(words.accept), [words.acceptLink, here]);
      else if (word === "offline")
        put_words((changes.length ? counted(words.kept) : words.cut) +
                  (line.wanted ? ` ${words.later}` : ""));
      else if (word === "other") put_words(counted(words.other));
      else if (word === "gone") put_words(counted(words.gone));
      else if (refused) {
        words.word = "refused";
        put_words(counted(words[refused.refused] ?? words.gone), [words.reload, here]);
      } else if (clashes) {
        words.word = "clash";
        put_words(words.clash.replace("%d", clashes));
      } else if (errors) {
        words.word = "invalid";
        put_words(words.invalid.replace("%d", errors));
      } else if (changes.length) {
        words.word = "saving";
        put_words(words.saving);
      } else if (line.saved) {
        words.word = "saved";
        put_words(words.saved.replace("%s", clock()));
      }
    }
    return line;
  }

  /* --- pages without a connection --- */

  /* What the server has anyway: pages, and what it last said of each sheet. What
   * it has not yet got stays for its owner. */
  async function forget() {
    if ("caches" in globalThis) await caches.delete(shelf);
    if (await opened) await transact("known", "readwrite", (s) => s.clear());
    else memory.known.clear();
  }

  /* Somebody else's pages do not stay on a device that two people use: hence
   * this script also runs for who is no juror. */
  async function mind_owner() {
    let owner = null;
    try {
      owner = localStorage.getItem("lorbeer-user");
      localStorage.setItem("lorbeer-user", String(user));
    } catch { /* no storage: then nothing is cached across visits either */ }
    if (owner !== String(user)) await forget();
  }

  const owner_known = mind_owner().catch(() => {});
  for (const form of document.querySelectorAll('form[action="/logout"], form[action="/account/sessions"]'))
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const late = new Promise((resolve) => setTimeout(resolve, pause_ms.logout));
      Promise.race([forget(), late]).catch(() => {}).then(() => form.submit());
    });

  const scope = ["/jury", "/my"].find((one) =>
    location.pathname === one || location.pathname.startsWith(`${one}/`));
  if ("serviceWorker" in navigator && scope)
    owner_known.then(() => navigator.serviceWorker.register(me.worker, { scope }))
      .then(() => navigator.serviceWorker.ready)
      .then(take_this_page)
      .catch(() => {}); /* left while it was loading, or not wanted here */

  /* The page that brought the worker was loaded before it. */
  async function take_this_page() {
    if (navigator.serviceWorker.controller && performance.getEntriesByType("navigation")[0]?.workerStart > 0)
      return;
    await take(location.pathname + location.search);
  }

  /* Puts one page with its pictures, styles and scripts on the shelf. */
  async function take(path) {
    const cache = await caches.open(shelf);
    const reply = await fetch(path, { redirect: "manual" });
    if (!reply.ok) return false;
    const text = await reply.clone().text();
    await cache.put(path, reply);
    const page = new DOMParser().parseFromString(text, "text/html");
    const parts = [
      ...[...page.querySelectorAll("img[src], script[src]")].map((e) => e.getAttribute("src")),
      ...[...page.querySelectorAll('link[rel="stylesheet"], link[rel="icon"]')].map((e) => e.getAttribute("href")),
    ].filter((one) => one && one.startsWith("/"));
    for (const part of new Set(parts))
      if (!(await cache.match(part))) {
        const got = await fetch(part);
        if (got.ok) await cache.put(part, got);
      }
    return true;
  }

  /* Sheets that the queue does not offer any more leave the device. */
  async function tidy(paths) {
    const cache = await caches.open(shelf);
    const wanted = new Set(paths);
    for (const request of await cache.keys()) {
      const url = new URL(request.url);
      if (url.pathname.startsWith("/jury/entry/") && !wanted.has(url.pathname))
        await cache.delete(request);
    }
  }

  const box = document.querySelector("[data-take-along]");
  const sheets = [...document.querySelectorAll("a[data-sheet]")].map((a) => a.getAttribute("href"));
  if (document.querySelector("[data-queue]") && "caches" in globalThis && navigator.onLine)
    owner_known.then(() => tidy(sheets.map((one) => one.split(/[?#]/)[0]))).catch(() => {});
  if (box && sheets.length && "serviceWorker" in navigator && "caches" in globalThis) {
    const button = box.querySelector("button");
    const line = box.querySelector("[role=status]");
    box.hidden = false;
    button.addEventListener("click", async () => {
      let done = 0;
      button.disabled = true;
      try {
        await navigator.serviceWorker.ready;
        for (const path of ["/jury", ...sheets]) {
          line.textContent = box.dataset.doing.replace("%d", done).replace("%d", sheets.length);
          if ((await take(path)) && path !== "/jury") done++;
        }
        line.textContent = box.dataset.done.replace("%d", done).replace("%d", sheets.length);
      } catch {
        line.textContent = box.dataset.failed.replace("%d", done).replace("%d", sheets.length);
      }
      button.disabled = false;
    });
  }

  send();
  return {
    user, on: (name, f) => bus.addEventListener(name, (event) => f(event.detail)),
    put, all, drop, update, send, tell, clock, state_line, renew_token,
    use_token: (one) => { token = token ?? one; },
    lasting: opened.then((db) => db !== null),
  };
})();
