/* The questions of the nomination's form: what their controls hold, filling them
 * with what is stored, and what is said beside them. For draft.js, which saves
 * them; there is nothing here where the form cannot be saved. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-save]");
  const state = form && document.querySelector(".save-state");
  if (!form || !state) return;

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
  const is_text = (one) => one instanceof HTMLTextAreaElement ||
    (one instanceof HTMLInputElement && !is_box(one));
  /* Nobody can read what a browser's field for days holds as long as it is no
   * day: then it is not saved, and the answer before it stays. */
  const is_half = (q) => controls_of(q).some((one) => one.validity.badInput);

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

  let silent = false;
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

  function hint(q, text) {
    q.place.querySelector(":scope > .fresh")?.remove();
    if (!text) return;
    const at = Object.assign(document.createElement("p"), { className: "hint fresh" });
    at.setAttribute("role", "status");
    q.place.append(at);
    at.textContent = text;
  }

  /* is_filling: the page writes, nobody types. */
  globalThis.answers = {
    form, state, questions, controls_of, is_asked, is_half, is_text, read, question_of,
    is_edited, restore, write, words, own_words, text_of, store, mark_error, hint,
    is_filling: () => silent,
  };
})();
