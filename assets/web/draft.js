/* The nomination's form saves itself: a second after somebody stops typing, and
 * when a field is left. keep.js keeps each change on the device until the server
 * has it, also when the page is closed; what others save comes into the page;
 * where both changed the same, both texts are shown and a person chooses.
 * Consents wait for a button. The page works without this script. What the
 * questions hold and show is answers.js. */
(() => {
  "use strict";
  const { keep, answers } = globalThis;
  if (!keep || !answers) return;

  const { form, state, questions, controls_of, is_asked, is_half, is_text, read, question_of,
          is_edited, restore, write, words, own_words, text_of, store, mark_error,
          hint } = answers;
  const url = form.dataset.save;
  const pause_ms = { typed: 1000, chosen: 200, look: 10000, idle: 30 * 60000 };

  /* --- what is said --- */

  const pending = new Map();
  const line = keep.state_line(state);
  const note = document.querySelector(".actions-note");
  function say(word) {
    line.say(word, [...pending.values()]);
    if (state.textContent && note) note.hidden = true;
  }

  /* Half a mail address is no fault as long as somebody types it. */
  const errors = new Map();
  function show_error(q) {
    const text = is_half(q) ? state.dataset.day : errors.get(q.name);
    if (!text || !is_edited(q) || document.getElementById(`${q.name}-error`)) mark_error(q, text);
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

  for (const event of ["input", "change"])
    form.addEventListener(event, ({ target }) => {
      if (answers.is_filling()) return;
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
