/* The nomination's form saves itself: a second after somebody stops typing, and
 * when a field is left. keep.js keeps each change on the device until the server
 * has it, also when the page is closed; what others save comes into the page;
 * where both changed the same, both texts are shown and a person chooses.
 * Consents wait for a button. The page works without this script. */
(() => {
  "use strict";
  const keep = globalThis.keep;
  if (!keep) return;

  const form = document.querySelector("form[data-save]");
  const state = form && document.querySelector(".save-state");
  if (!form || !state) return;
  const url = form.dataset.save;
  const pause_ms = { typed: 1000, chosen: 200, look: 10000, idle: 30 * 60000 };

  /* --- questions and their controls --- */

  const base_of = (name) => form.elements[`base_${name}`];
  const questions = new Map();
  for (const base of form.querySelectorAll('input[type=hidden][name^="base_"]')) {
    const name = base.name.slice("base_".length);
    const marked = form.querySelector(`[data-question="${name}"]`);
    const first = form.querySelector(`[name="${name}"]:not([type=hidden])`) ??
                  form.querySelector(`[name="${name}"]`);
    const place = marked ?? first?.closest("fieldset, .field");
    if (place) questions.set(name, { name, place, stored: base.value, shown: null });
  }
  const controls_of = (q) =>
    [...q.place.querySelectorAll("input[name], select[name], textarea[name]")].filter((one) =>
      !one.name.startsWith("base_") && one.type !== "file");
  /* A question that another answer hides is not asked, so not answered. */
  const is_asked = (q) => controls_of(q).some((one) => !one.matches(":disabled"));
  const is_box = (one) => one.type === "checkbox" || one.type === "radio";

  /* [name, value] of each control, as the form would send them. */
  const pairs_of = (q) =>
    controls_of(q).filter((one) => !one.matches(":disabled") && (!is_box(one) || one.checked))
      .map((one) => [one.name, one.value]);
  const is_simple = (q, pairs) => controls_of(q).every((one) =>
    one.name === q.name && (one.type === "radio" || controls_of(q).length === 1)) && pairs.length < 2;
  function read(q) {
    const pairs = pairs_of(q);
    const value = is_simple(q, pairs) ? pairs[0]?.[1] ?? "" : JSON.stringify(pairs);
    return { value, controls: pairs.length ? pairs : [[q.name, ""]] };
  }
  const question_of = (element) =>
    [...questions.values()].find((q) => q.place.contains(element) && controls_of(q).includes(element));
  /* Rows of a table come and go: their buttons belong to the question too. */
  const is_edited = (q) => document.hasFocus() && q.place.contains(document.activeElement);

  let silent = false; /* the page writes, nobody types */
  function announce(q) {
    silent = true;
    for (const one of controls_of(q)) {
      one.dispatchEvent(new Event("input", { bubbles: true }));
      one.dispatchEvent(new Event("change", { bubbles: true }));
    }
    silent = false;
  }

  /* Puts controls back as they were. Whoever makes rows makes as many first. */
  function restore(q, controls) {
    q.place.dispatchEvent(new CustomEvent("lorbeer:fill", { bubbles: true, cancelable: true,
                                                            detail: { controls } }));
    const left = controls.map((pair) => [...pair]);
    for (const one of controls_of(q)) {
      const at = left.findIndex(([name, value]) =>
        name === one.name && (!is_box(one) || value === one.value));
      if (is_box(one)) one.checked = at >= 0;
      else if (at >= 0) one.value = left[at][1];
      else if (one.type !== "hidden") one.value = "";
      if (at >= 0) left.splice(at, 1);
    }
    announce(q);
  }

  /* Stored cents as somebody writes them. */
  const is_money = (q, text) => q.place.dataset.kind === "money" && /^-?\d+$/.test(text);
  const money = (text) => (Number(text) / 100).toFixed(2)
    .replace(".", document.documentElement.lang === "de" ? "," : ".");

  /* Shows a text as it is stored. false: only a new page can. Questions are
   * filled by question.js; the category is none. */
  function write(q, text) {
    const list = controls_of(q).filter((one) => one.type !== "hidden");
    const asked = q.place.dispatchEvent(new CustomEvent("lorbeer:fill",
      { bubbles: true, cancelable: true, detail: { value: text } }));
    if (asked && list.length && list.every(is_box))
      for (const one of list) one.checked = one.value === text;
    else if (asked)
      return false;
    announce(q);
    return true;
  }

  /* What a reader calls a value. */
  function words(q, text) {
    if (text === "") return state.dataset.none;
    if (is_money(q, text)) return money(text);
    const codes = q.place.dataset.kind === "multi" ? text.split(" ") : [text];
    const labels = codes.map((code) => {
      for (const one of controls_of(q)) {
        if (is_box(one) && one.value === code)
          return one.closest("label")?.querySelector("span")?.firstChild.textContent.trim() ?? code;
        if (one instanceof HTMLSelectElement)
          return [...one.options].find((option) => option.value === code)?.text ?? code;
      }
      return code;
    });
    return labels.join(", ").replaceAll("\t", ": ");
  }
  const text_of = (controls) => controls.filter(([, value]) => value).map(([name, value]) =>
    (name.endsWith(".number") ? ": " : "\n") + value).join("").replace(/^\n/, "");
  function own_words(q, one) {
    if (is_simple(q, one.controls)) return words(q, one.value);
    const text = text_of(one.controls);
    return q.place.dataset.kind === "multi" ? words(q, text.replaceAll("\n", " ")) :
      text || state.dataset.none;
  }

  /* What the page shows as stored: also what the plain form would send as that. */
  function store(q, text) {
    q.stored = text;
    base_of(q.name).value = text;
  }

  /* --- what is said --- */

  const pending = new Map();
  const line = keep.state_line(state);
  const note = document.querySelector(".actions-note");
  let last = "";
  function say(word) {
    last = word;
    line.say(word, [...pending.values()]);
    if (state.textContent && note) note.hidden = true;
  }

  function describe(q, id, on) {
    const list = controls_of(q).filter((one) => one.type !== "hidden");
    for (const one of list.some(is_box) ? [q.place] : list) {
      const ids = new Set((one.getAttribute("aria-describedby") ?? "").split(/\s+/).filter(Boolean));
      if (on) ids.add(id);
      else ids.delete(id);
      if (ids.size) one.setAttribute("aria-describedby", [...ids].join(" "));
      else one.removeAttribute("aria-describedby");
      if (on && one !== q.place) one.setAttribute("aria-invalid", "true");
      else one.removeAttribute("aria-invalid");
    }
  }

  function recount() {
    const box = document.querySelector(".errors");
    const left = box?.querySelectorAll("li").length;
    const title = box?.querySelector("[data-many]");
    if (left === 0) box.remove();
    else if (title) title.textContent = title.dataset[left === 1 ? "one" : "many"].replace("%lld", left);
  }

  function mark_error(q, text) {
    const id = `${q.name}-error`;
    let at = document.getElementById(id);
    if (!text) {
      at?.remove();
      describe(q, id, false);
      q.place.classList.remove("field-invalid");
      document.querySelector(`.errors a[href="#${q.name}"]`)?.closest("li").remove();
      recount();
      return;
    }
    if (!at) {
      at = Object.assign(document.createElement("p"), { className: "error", id });
      at.setAttribute("role", "alert");
      (q.place.querySelector(":scope > .hint, :scope > label, :scope > legend") ?? q.place.firstElementChild)
        .after(at);
    }
    if (at.textContent !== text) at.textContent = text;
    describe(q, id, true);
    q.place.classList.add("field-invalid");
  }

  /* Half a mail address is no fault as long as somebody types it. */
  const errors = new Map();
  /* Nobody can read what a browser's field for days holds as long as it is no
   * day: then it is not saved, and the answer before it stays. */
  const is_half = (q) => controls_of(q).some((one) => one.validity.badInput);
  function show_error(q) {
    const text = is_half(q) ? state.dataset.day : errors.get(q.name);
    if (!text || !is_edited(q) || document.getElementById(`${q.name}-error`)) mark_error(q, text);
  }

  function hint(q, text) {
    q.place.querySelector(":scope > .fresh")?.remove();
    if (!text) return;
    const at = Object.assign(document.createElement("p"), { className: "hint fresh" });
    at.setAttribute("role", "status");
    q.place.append(at);
    at.textContent = text;
  }

  /* --- clashes --- */

  function show_clash(q, one) {
    const shown = q.place.querySelector(".clash");
    if (!one) {
      shown?.remove();
      return;
    }
    document.getElementById(`${q.name}-other`)?.remove();
    const box = document.getElementById("clash").content.firstElementChild.cloneNode(true);
    const title = box.querySelector("[data-by]");
    if (one.by) title.textContent = title.dataset.by.replace("%s", one.by);
    box.querySelector("[data-mine]").textContent = own_words(q, one);
    box.querySelector("[data-theirs]").textContent = words(q, one.theirs);
    /* A button that is being pressed, or has the focus, stays where it is. */
    if (shown?.textContent === box.textContent) return;
    shown?.remove();
    for (const button of box.querySelectorAll("[data-take]"))
      button.addEventListener("click", () => choose(q, button.dataset.take));
    q.place.append(box);
  }

  async function choose(q, which) {
    const one = pending.get(q.name);
    if (!one) return;
    show_clash(q, null);
    mark_error(q, null);
    if (which === "theirs") {
      if (!write(q, one.theirs)) hint(q, state.dataset.stale);
      store(q, one.theirs);
      q.shown = read(q).value;
      pending.delete(q.name);
      await keep.drop("change", one);
      line.saved = true;
      say("saved");
    } else {
      const next = { ...one, base: one.theirs, theirs: undefined, by: undefined };
      store(q, one.theirs);
      pending.set(q.name, next);
      keep.put("change", next).then(keep.send);
    }
    controls_of(q).find((control) => control.type !== "hidden")?.focus();
  }

  /* --- saving --- */

  let timer = null, writing = 0, busy_at = Date.now();
  const in_hand = []; /* names of changes on their way to the store */
  let fresh = new Set(); /* and of those that a refresh may not know yet */
  let written = Promise.resolve();

  function changed(q, wait_ms) {
    if (!is_asked(q)) return;
    const { value, controls } = read(q);
    const before = pending.get(q.name);
    if (is_half(q)) {
      if (pending.delete(q.name)) keep.drop("change", before); /* a day that was passed on the way */
      return;
    }
    busy_at = Date.now();
    clearTimeout(timer);
    timer = setTimeout(keep.send, wait_ms);
    if (value === (before ? before.value : q.shown)) return;
    const one = { user: keep.user, url, field: q.name, value, controls, text: text_of(controls),
                  base: before ? before.base : q.stored, at: Date.now() };
    fresh.add(q.name);
    hint(q, null);
    if (before?.theirs !== undefined) show_clash(q, null);
    pending.set(q.name, one);
    say("saving");
    in_hand.push(q.name);
    writing++;
    written = keep.put("change", one).then(() => keep.tell("typed", one)).catch(() => {}).finally(() => {
      writing--;
      in_hand.splice(in_hand.indexOf(q.name), 1);
    });
  }

  const is_text = (one) => one instanceof HTMLTextAreaElement ||
    (one instanceof HTMLInputElement && !is_box(one));
  for (const event of ["input", "change"])
    form.addEventListener(event, ({ target }) => {
      if (silent) return;
      const q = question_of(target) ?? [...questions.values()].find((one) => one.place.contains(target));
      if (q) changed(q, event === "input" && is_text(target) ? pause_ms.typed : pause_ms.chosen);
    });
  /* Rows that were added or taken away. */
  form.addEventListener("click", ({ target }) => {
    const q = [...questions.values()].find((one) => one.place.contains(target));
    if (q && target.closest("button")) setTimeout(() => changed(q, pause_ms.chosen));
  });
  form.addEventListener("focusout", ({ target }) => {
    const q = question_of(target);
    if (!q) return;
    setTimeout(() => {
      show_error(q);
      follow(q);
    });
    if (pending.has(q.name)) keep.send();
  });
  function send_now() {
    if (pending.size) keep.send();
  }
  addEventListener("pagehide", send_now);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") send_now();
  });

  /* Only what is neither on its way nor on this device, and consents, which wait
   * for a button. */
  let lasting = true, sending = false, consented = false;
  keep.lasting.then((yes) => {
    lasting = yes;
    if (!yes) state.textContent = state.dataset.broken;
  });
  document.addEventListener("change", ({ target }) => {
    if (target.form === form && target.name.startsWith("consent_")) consented = true;
  });
  addEventListener("beforeunload", (event) => {
    if (!sending && (consented || writing || (!lasting && pending.size))) event.preventDefault();
  });

  /* --- what the server has, and what others do --- */

  /* What somebody else saved comes into the page where nobody is at it. */
  function follow(q, quiet) {
    const text = q.theirs;
    if (text === undefined || pending.has(q.name) || is_edited(q) || is_half(q)) return;
    q.theirs = undefined;
    if (text === q.stored) return;
    const done = write(q, text);
    if (!quiet) hint(q, done ? state.dataset.fresh : state.dataset.stale);
    if (!done) return;
    store(q, text);
    q.shown = read(q).value;
    show_error(q);
  }

  async function refresh(fields, quiet) {
    fresh = new Set(in_hand);
    const list = await keep.all("change", url);
    const newer = [...pending.values()].filter((one) => fresh.has(one.field));
    pending.clear();
    for (const one of [...list, ...newer]) if (questions.has(one.field)) pending.set(one.field, one);
    for (const q of questions.values()) {
      const one = pending.get(q.name);
      if (fields && q.name in fields && !one)
        q.theirs = fields[q.name] === q.stored ? undefined : fields[q.name];
      show_clash(q, one && one.theirs !== undefined ? one : null);
      follow(q, quiet);
    }
  }

  function take_errors(found) {
    for (const q of questions.values()) {
      /* what kept it from being submitted stays said until it is changed */
      if (found[q.name]) errors.set(q.name, found[q.name]);
      else if (q.refused !== read(q).value) errors.delete(q.name);
      if (!pending.get(q.name)) show_error(q);
    }
  }

  /* At once, not only when the device's store was read again: what is typed in
   * between has to start from what the server has now. */
  keep.on("taken", ({ url: of, fields, list }) => {
    if (of !== url) return;
    for (const sent of list) {
      const q = questions.get(sent.field);
      if (!q) continue;
      const one = pending.get(sent.field);
      /* what nobody changed here in the end follows the others (refresh) */
      store(q, sent.value === sent.base ? sent.base : fields[sent.field]);
      q.shown = sent.value;
      if (one && one.value !== sent.value) pending.set(sent.field, { ...one, base: q.stored });
      else pending.delete(sent.field);
    }
  });

  /* Another tab of this browser: the same words, typed once. */
  keep.on("typed", (one) => {
    const q = one.url === url && questions.get(one.field);
    if (!q || in_hand.includes(one.field) || pending.get(one.field)?.at >= one.at) return;
    pending.set(one.field, one);
    restore(q, one.controls);
    say("saving");
  });

  let arriving = Promise.resolve();
  keep.on("state", ({ url: of, state: word, answer }) => {
    if (of !== url) return;
    arriving = arriving.then(async () => {
      if (answer) {
        line.saved = true;
        line.wanted = false;
        await refresh(answer.fields);
        take_errors(answer.errors);
      } else if (word !== "saving") await refresh(null);
      say(answer || word === "ok" ? "saved" : word);
      if (answer?.saved || answer?.drafts)
        document.dispatchEvent(new CustomEvent("lorbeer:saved", { detail: answer }));
    }).catch((trouble) => console.warn(trouble));
  });

  /* An open page asks what others did, as long as somebody is there. */
  async function look() {
    if (document.visibilityState !== "visible" || Date.now() - busy_at > pause_ms.idle) return;
    let answer;
    try {
      const reply = await fetch(url, { redirect: "manual", cache: "no-store" });
      if (reply.status !== 200) return;
      answer = await reply.json();
    } catch {
      return;
    }
    arriving = arriving.then(async () => {
      await refresh(answer.fields);
      take_errors(answer.errors);
      if (answer.reason && !pending.size) {
        state.dataset.word = "refused";
        state.textContent = state.dataset[answer.reason].replace("%d", "0");
      }
    }).catch((trouble) => console.warn(trouble));
  }
  setInterval(look, pause_ms.look);
  addEventListener("focus", () => {
    busy_at = Date.now();
    look();
  });

  /* --- buttons: first everything is saved --- */

  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    const half = [...questions.values()].find(is_half);
    if (half) {
      event.preventDefault();
      mark_error(half, state.dataset.day);
      return controls_of(half)[0].focus();
    }
    line.wanted = !navigator.onLine;
    if (line.wanted && !pending.size) {
      event.preventDefault();
      say("offline");
      return;
    }
    if (sending || (!pending.size && !writing)) {
      sending = true;
      return;
    }
    event.preventDefault();
    clearTimeout(timer);
    written.then(keep.send).then(() => arriving).then(() => {
      const open = [...pending.values()].find((one) => one.theirs !== undefined);
      if (open) questions.get(open.field).place.querySelector(".clash button").focus();
      if (pending.size) return;
      sending = true;
      form.requestSubmit(button);
    });
  });
  addEventListener("pageshow", () => { sending = false; });

  /* --- beginning --- */

  keep.use_token(form.elements.csrf.value);
  for (const q of questions.values()) {
    q.shown = read(q).value;
    const said = document.getElementById(`${q.name}-error`);
    if (said && !differs(q)) errors.set(q.name, said.textContent), q.refused = q.shown;
  }

  /* A page that came back with two versions shows something that is not stored. */
  function differs(q) {
    const first = controls_of(q)[0];
    if (q.name === "category" || first instanceof HTMLTextAreaElement)
      return read(q).value.trim() !== q.stored.trim();
    return !!document.getElementById(`${q.name}-other`);
  }
  async function take_conflicts() {
    for (const q of questions.values()) {
      if (!differs(q)) continue;
      const one = { user: keep.user, url, field: q.name, ...read(q), base: q.stored,
                    theirs: q.stored, at: Date.now() };
      one.text = text_of(one.controls);
      mark_error(q, null);
      await keep.put("change", one);
    }
  }

  /* What came when nothing could be changed, and now can be again: a person
   * chooses. */
  async function ask_again(fields) {
    for (const one of await keep.all("change", url))
      if (one.refused && questions.has(one.field)) {
        const theirs = fields[one.field];
        await keep.update("change", one, (now) =>
          now && now.value !== theirs ? { ...now, refused: undefined, theirs } : null);
      }
  }

  (async () => {
    const known = (await keep.all("known", url))[0];
    /* A page from the device's shelf may be older than what was saved since. */
    const newer = known && known.at > Number(form.dataset.at);
    const stored = Object.fromEntries([...questions.values()].map((q) => [q.name, q.stored]));
    await take_conflicts();
    await ask_again(newer ? known.fields : stored);
    await refresh(newer ? known.fields : null, true);
    for (const [name, one] of pending)
      if (one.value !== read(questions.get(name)).value) restore(questions.get(name), one.controls);
    if (pending.size) {
      say("saving");
      keep.send();
    }
  })();
})();
