// The page of the brochure beside the form that fills it: asks for it when the
// form is loaded, and again a moment after somebody stops typing. draft.js saves
// what is typed; a form that it does not save (data-preview-form) sends its
// fields along. Without this script a button leads to the same page.
"use strict";
for (const place of document.querySelectorAll("[data-look]")) {
  const url = place.dataset.look;
  const words = place.querySelector("[data-words]");
  const voice = place.querySelector("[role=status]");
  const pages = place.querySelector(".look-pages");
  const own = document.querySelector("form[data-preview-form]");
  const drafts = own?.dataset.previewForm === "draft";
  const pause_ms = 400;
  /* Between two looks a tenth of what was waited already, so that looking adds
   * little to it. */
  const look_ms = { least: 100, most: 3000, end: 600000 };

  let turn = 0, timer = null;
  let shown = [...pages.children].map((one) => one.getAttribute("src")).join();
  let said = "";

  /* Spoken only when something is other than before: how many pages, or that
   * it does not go on. */
  function say(text, aloud) {
    words.textContent = text;
    if (aloud && said && said !== text) voice.textContent = text;
    if (aloud) said = text;
  }

  /* All at once, when they are there: the page before stays until then. */
  async function show(list, mine) {
    const names = list.map((one) => one.src).join();
    if (names === shown || !list.length) return;
    const images = list.map(({ src, alt }) => Object.assign(new Image(), { src, alt }));
    try {
      await Promise.all(images.map((one) => one.decode()));
    } catch {
      return; // replaced meanwhile: a newer one is under way
    }
    if (mine !== turn) return;
    pages.replaceChildren(...images);
    shown = names;
  }

  /* --- what was typed here, until the server has it --- */

  const user = document.querySelector("script[data-user]")?.dataset.user ?? "";
  const shelf = `lorbeer-typed ${user} ${url}`;
  const touched = new Set();

  function held() {
    try {
      return JSON.parse(localStorage.getItem(shelf)) ?? {};
    } catch {
      return {}; // no storage, as in some private windows
    }
  }

  function hold(fields) {
    try {
      if (Object.keys(fields).length) localStorage.setItem(shelf, JSON.stringify(fields));
      else localStorage.removeItem(shelf);
    } catch { /* then it is kept as long as the page */ }
  }

  const same = (a, b) => a?.replace(/\s+/g, " ").trim() === b.replace(/\s+/g, " ").trim();

  function typed({ name, value, type }) {
    if (!drafts || !name || type === "checkbox") return;
    touched.add(name);
    hold({ ...held(), [name]: value });
  }

  /* The server has these by now; what was typed meanwhile stays. */
  function taken(sent) {
    const left = held();
    for (const [name, value] of sent) if (same(left[name], value)) delete left[name];
    hold(left);
  }

  /* A page that shows what was sent and refused has it in its fields only. */
  function begin_with() {
    if (!drafts) return;
    if ("typed" in own.dataset) for (const one of own.elements) if (one.name) touched.add(one.name);
    let found = false;
    for (const [name, value] of Object.entries(held())) {
      const field = own.elements[name];
      if (!field || field.readOnly || same(field.value, value)) continue;
      field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      found = true;
    }
    if (found) for (const one of document.querySelectorAll("[data-held]")) one.hidden = false;
    else if (!("typed" in own.dataset)) hold({});
  }

  /* --- asking --- */

  /* The answer; null: it is refused; undefined: there is no server at present.
   */
  async function fetched(address, options) {
    try {
      const reply = await fetch(address, { redirect: "manual", cache: "no-store", ...options });
      if (reply.status >= 500 || reply.status === 429) return undefined;
      if (reply.status === 403 && options && await renewed()) return await again(address, options);
      return reply.ok ? await reply.json() : null;
    } catch {
      return undefined; // offline
    }
  }

  const token = () => document.querySelector("form input[name=csrf]");

  /* Somebody logged in or out in another tab: the page has a new token, which
   * its other forms need as well. */
  async function renewed() {
    if (!own) return false;
    const reply = await fetch(own.getAttribute("action"), { redirect: "manual", cache: "no-store" });
    if (!reply.ok) return false;
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    const now = page.querySelector("#main form input[name=csrf]")?.value;
    if (!now || now === token()?.value) return false;
    for (const one of document.querySelectorAll("form input[name=csrf]")) one.value = now;
    return true;
  }

  async function again(address, options) {
    options.body.set("csrf", token().value);
    const reply = await fetch(address, { redirect: "manual", cache: "no-store", ...options });
    return reply.ok ? await reply.json() : null;
  }

  function wish() {
    const csrf = token()?.value ?? place.dataset.csrf;
    if (!own) return new URLSearchParams({ csrf });
    const fields = new FormData(own);
    for (const [name, value] of [...fields])
      if (typeof value !== "string" || (drafts && !touched.has(name))) fields.delete(name);
    fields.set("csrf", csrf);
    return new URLSearchParams(fields);
  }

  /* A short one goes on its way even if the page is left meanwhile. */
  const sending = (body) => ({ method: "POST", body, keepalive: body.toString().length < 60000 });

  async function ask() {
    const mine = ++turn, begin = Date.now(), body = wish();
    clearTimeout(timer);
    timer = null;
    let answer = await fetched(url, sending(body));
    if (answer && drafts) taken(body);
    while (mine === turn) {
      if (answer === undefined) {
        say(place.dataset.offline, true);
        await new Promise((done) => setTimeout(done, look_ms.most));
        if (mine === turn) ask();
        return;
      }
      if (!answer) {
        say(place.dataset.refused, true);
        break;
      }
      if (answer.state !== "wanted") {
        say(answer.text, true);
        await show(answer.page, mine);
        break;
      }
      say(answer.text, false);
      const waited = Date.now() - begin;
      if (waited > look_ms.end) break;
      const pause = Math.min(Math.max(waited / 10, look_ms.least), look_ms.most);
      await new Promise((done) => setTimeout(done, pause));
      if (mine === turn) answer = await fetched(`${url}/state`);
    }
    if (mine === turn) place.classList.remove("look-old");
  }

  /* What was typed and taken back is no change, so nothing comes of it. */
  let fading = null;
  function later() {
    place.classList.add("look-old");
    clearTimeout(fading);
    fading = setTimeout(() => place.classList.remove("look-old"), 10000);
    clearTimeout(timer);
    timer = setTimeout(own ? ask : () => globalThis.keep?.send(), pause_ms);
  }

  /* Whoever leaves at once is not waited for. */
  function leave() {
    if (!drafts || timer === null) return;
    clearTimeout(timer);
    timer = null;
    fetch(url, sending(wish())).catch(() => {});
  }
  own?.addEventListener("input", ({ target }) => typed(target));
  (own ?? document.querySelector("form[data-save]"))?.addEventListener("input", later);
  if (drafts) {
    addEventListener("pagehide", leave);
    /* What is sent needs no draft, and what is thrown away no copy; the other
     * forms of the page, such as the log-out, take along nothing of this one. */
    document.addEventListener("submit", ({ target, submitter }) => {
      const drop = submitter?.value === "drop";
      if (target !== own && !drop) {
        if (timer !== null) ask();
        return;
      }
      clearTimeout(timer);
      timer = null;
      if (drop) hold({});
    });
  }
  document.addEventListener("lorbeer:saved", ask);
  /* a picture that was sent is ready */
  document.addEventListener("load", ({ target }) => {
    if (target instanceof HTMLImageElement && target.closest(".upload-preview")) ask();
  }, true);
  begin_with();
  ask();
}
