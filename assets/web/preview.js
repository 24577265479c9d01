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

  async function fetched(address, options) {
    try {
      const reply = await fetch(address, { redirect: "manual", cache: "no-store", ...options });
      return reply.ok ? await reply.json() : null;
    } catch {
      return undefined; // offline
    }
  }

  function wish() {
    const csrf = document.querySelector("form input[name=csrf]")?.value ?? place.dataset.csrf;
    if (!own) return new URLSearchParams({ csrf });
    const fields = new FormData(own);
    for (const [name, value] of [...fields]) if (typeof value !== "string") fields.delete(name);
    fields.set("csrf", csrf);
    return new URLSearchParams(fields);
  }

  async function ask() {
    const mine = ++turn, begin = Date.now();
    let answer = await fetched(url, { method: "POST", body: wish() });
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
  (own ?? document.querySelector("form[data-save]"))?.addEventListener("input", later);
  document.addEventListener("lorbeer:saved", ask);
  /* a picture that was sent is ready */
  document.addEventListener("load", ({ target }) => {
    if (target instanceof HTMLImageElement && target.closest(".upload-preview")) ask();
  }, true);
  ask();
}
