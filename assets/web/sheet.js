/* The score sheet, more comfortable: every change is saved at once (keep.js),
 * the running total in whole numbers like the server's, marks by keyboard. The
 * page works without. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-save]");
  if (!form || !globalThis.keep) return;
  const keep = globalThis.keep;
  const data = form.dataset;
  const url = `${data.save}?round=${form.elements.round.value}`;
  const comma = document.documentElement.lang === "de";
  const state = form.querySelector(".save-state");
  const marks = data.sheet !== "notes";

  /* --- the running total --- */

  const criteria = [...form.querySelectorAll("fieldset[data-weight]")].map((set) => ({
    set,
    name: set.id,
    weight: BigInt(set.dataset.weight),
    lo: BigInt(set.dataset.lo),
    hi: BigInt(set.dataset.hi),
  }));
  const places = Number(data.places), decimals = Number(data.decimals);
  const power = (n) => 10n ** BigInt(n);
  const divisor = (a, b) => (b === 0n ? a : divisor(b, a % b));
  const range = criteria.reduce((least, k) => {
    const own = k.hi - k.lo;
    return (least / divisor(least, own)) * own;
  }, 1n);

  /* "7,5" in units of 10^-places; null: no mark */
  const units = (text) => {
    const part = /^\s*(-?)(\d{1,12})(?:[.,](\d{1,3}))?\s*$/.exec(text || "");
    if (!part || (part[3] || "").length > places) return null;
    const value = BigInt(part[2] + (part[3] || "").padEnd(places, "0"));
    return part[1] ? -value : value;
  };

  /* Half away from zero, from the exact fraction. */
  const rounded = (numerator, denominator) => {
    const minus = numerator < 0n;
    const size = minus ? -numerator : numerator;
    const most = 2n * denominator;
    const whole = (2n * size * power(decimals) + denominator) / most;
    const digits = whole.toString().padStart(decimals + 1, "0");
    const cut = digits.length - decimals;
    const point = decimals ? (comma ? "," : ".") : "";
    return (minus && whole ? "-" : "") + digits.slice(0, cut) + point + digits.slice(cut);
  };

  function show_total() {
    const common = data.sheet === "common";
    let sum = 0n, weights = 0n, given = 0;
    for (const k of criteria) {
      const value = units(read(k.name));
      if (value === null || value < k.lo || value > k.hi) continue;
      given += 1;
      weights += k.weight;
      sum += k.weight * (value - k.lo) * (range / (k.hi - k.lo));
    }
    let text = "–";
    if (given && common) text = rounded(sum + weights * criteria[0].lo, weights * power(places));
    else if (given) text = rounded(100n * sum, weights * range);
    document.getElementById("total").textContent = text;
    document.getElementById("total-note").textContent = data.note
      .replace("%s", data.highest).replace("%d", given).replace("%d", criteria.length);
  }

  /* --- fields --- */

  const names = [...new Set([...form.elements].map((e) => e.name))].filter((name) =>
    /^(c_\d+|comment_\d+|comment|note|discuss)$/.test(name));

  function read(name) {
    const field = form.elements[name];
    if (field instanceof RadioNodeList) return field.value;
    return field.type === "checkbox" ? (field.checked ? field.value : "") : field.value;
  }
  function write(name, value) {
    const field = form.elements[name];
    if (field instanceof RadioNodeList)
      for (const one of field) one.checked = one.value === value;
    else if (field.type === "checkbox") field.checked = value !== "";
    else if (field.value !== value) field.value = value;
  }
  const place = (name) => form.querySelector(`[data-field="${name}"]`);

  /* What a reader calls a value: the button's label. */
  function label(name, value) {
    if (value === "") return name.startsWith("c_") ? data.notGiven : "–";
    const field = form.elements[name];
    if (!(field instanceof RadioNodeList)) return value;
    const one = [...field].find((radio) => radio.value === value);
    return one ? one.nextElementSibling.firstChild.textContent.trim() : value;
  }

  /* What the server has, as far as this page knows. */
  const stored = Object.fromEntries(names.map((name) => [name, read(name)]));
  const pending = new Map();

  for (const line of form.querySelectorAll("[data-min]")) {
    const field = document.getElementById(line.id.replace(/-hint$/, ""));
    const count = () => {
      const n = window.lorbeer_characters(field.value);
      line.textContent = line.dataset.soFar.replace("%d", line.dataset.min).replace("%n", n);
      line.classList.toggle("enough", n >= Number(line.dataset.min));
    };
    field.addEventListener("input", count);
    count();
  }

  /* --- what is said about saving --- */

  const line = keep.state_line(state);
  const say = (word) => line.say(word, [...pending.values()]);
  const data_of = (name) => state.dataset[name];

  /* --- saving --- */

  let timer = null, writing = 0;
  const in_hand = []; /* names of changes on their way to the store */
  let fresh = new Set(); /* and of those that a refresh may not know yet */

  async function changed(name) {
    fresh.add(name);
    in_hand.push(name);
    const value = read(name);
    const before = pending.get(name);
    const base = before ? before.base : stored[name];
    const one = { user: keep.user, url, field: name, value, base, at: Date.now() };
    pending.set(name, one);
    mark_error(name, null);
    if (before && before.theirs !== undefined) show_clash(name, null);
    say("saving");
    writing++;
    try {
      if (value === base && !before) {
        pending.delete(name);
        say("saved");
        return;
      }
      await keep.put("change", one);
    } finally {
      writing--;
      in_hand.splice(in_hand.indexOf(name), 1);
    }
    clearTimeout(timer);
    timer = setTimeout(keep.send, form.elements[name] instanceof HTMLTextAreaElement ? 600 : 100);
  }

  form.addEventListener("input", (event) => {
    if (!names.includes(event.target.name)) return;
    if (marks) show_total();
    changed(event.target.name);
  });

  /* Only as long as the device has not got it yet. */
  let lasting = true;
  keep.lasting.then((yes) => {
    lasting = yes;
    if (!yes) state.textContent = data_of("broken");
  });
  addEventListener("beforeunload", (event) => {
    if (!sending && (writing || (!lasting && pending.size))) event.preventDefault();
  });

  function mark_error(name, text) {
    const at = place(name);
    let line = at.querySelector(":scope > .error[data-live]");
    if (!text) {
      if (line) line.remove();
      return;
    }
    if (!line) {
      line = document.createElement("p");
      line.className = "error";
      line.dataset.live = "";
      line.setAttribute("role", "alert");
      (at.querySelector(".criterion-question, label, legend") ?? at.firstElementChild).after(line);
    }
    line.textContent = text;
  }

  function show_clash(name, one) {
    const at = place(name);
    at.querySelector(".clash")?.remove();
    if (!one) return;
    const box = document.getElementById("clash").content.firstElementChild.cloneNode(true);
    box.querySelector("[data-mine]").textContent = label(name, one.value);
    box.querySelector("[data-theirs]").textContent = label(name, one.theirs);
    for (const button of box.querySelectorAll("[data-take]"))
      button.addEventListener("click", () => choose(name, button.dataset.take));
    const comment = at.querySelector(":scope > .field[data-field]");
    if (comment) comment.before(box); // right below the marks
    else at.append(box);
  }

  async function choose(name, which) {
    const one = pending.get(name);
    show_clash(name, null);
    stored[name] = one.theirs;
    if (which === "theirs") {
      pending.delete(name);
      write(name, one.theirs);
      if (marks) show_total();
      await keep.drop("change", one);
      line.saved = true;
      say("saved");
    } else {
      const next = { ...one, base: one.theirs, theirs: undefined };
      pending.set(name, next);
      await keep.put("change", next);
      keep.send();
    }
    const next = place(name).querySelector("input:checked, textarea, input");
    if (next) next.focus();
  }

  /* Takes over what the device still has to send, and what the server has now:
   * fields that nobody is changing here follow it. */
  async function refresh(fields) {
    fresh = new Set(in_hand);
    const list = await keep.all("change", url);
    const newer = [...pending.values()].filter((one) => fresh.has(one.field));
    pending.clear();
    for (const one of [...list, ...newer]) pending.set(one.field, one);
    for (const name of names) {
      if (fields && name in fields) stored[name] = fields[name];
      const one = pending.get(name);
      if (!one && document.activeElement !== form.elements[name] && read(name) !== stored[name])
        write(name, stored[name]);
      mark_error(name, one ? one.error : null);
      show_clash(name, one && one.theirs !== undefined ? one : null);
    }
    if (marks) show_total();
  }

  /* At once, not only when the device's store was read again: what is typed in
   * between has to start from what the server has now. */
  keep.on("taken", ({ url: of, fields, list }) => {
    if (of !== url) return;
    for (const sent of list) {
      const one = pending.get(sent.field);
      stored[sent.field] = fields[sent.field];
      if (one && one.value === sent.value) pending.delete(sent.field);
      else if (one) pending.set(sent.field, { ...one, base: fields[sent.field] });
    }
  });

  /* An open sheet becomes a draft with the first mark or comment. */
  function show_begun() {
    const pill = form.querySelector(".pill[class='pill']");
    if (!pill || !names.some((name) => /^c/.test(name) && stored[name] !== "")) return;
    pill.className = "pill pill-draft";
    pill.textContent = data.draft;
  }

  let arriving = Promise.resolve();
  keep.on("state", ({ url: of, state: word, answer }) => {
    if (of !== url) return;
    if (answer && form.elements.revision) form.elements.revision.value = answer.revision;
    if (form.elements.base_note && answer) form.elements.base_note.value = answer.fields.note;
    arriving = arriving.then(async () => {
      if (word === "answer") {
        line.saved = true;
        line.wanted = false;
        await refresh(answer.fields);
        show_begun();
      } else if (word !== "saving") await refresh(null);
      say(word === "answer" || word === "ok" ? "saved" : word);
    });
  });

  /* --- handing in: first everything is saved --- */

  let sending = false;
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    line.wanted = !navigator.onLine && !!data_of("later");
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
    keep.send().then(() => arriving).then(() => {
      if (pending.size) return;
      sending = true;
      form.requestSubmit(button);
    });
  });
  addEventListener("pageshow", () => { sending = false; });

  /* --- by keyboard: digits give points and lead on --- */

  const current = () => {
    const at = document.activeElement?.closest?.("fieldset[data-weight]");
    return criteria.find((k) => k.set === at) ??
           (form.contains(document.activeElement) ? null
            : criteria.find((k) => read(k.name) === "") ?? null);
  };
  const radios = (k) => [...k.set.querySelectorAll("input[type=radio]")].filter((r) => r.value !== "");

  function lead_on(k) {
    const next = criteria[criteria.indexOf(k) + 1];
    const target = next
      ? next.set.querySelector("input:checked") ?? next.set.querySelector("input")
      : form.querySelector('button[value="submit"], button[value="replace"]');
    if (!target) return;
    target.focus({ preventScroll: true });
    (next ? next.set : target).scrollIntoView({ block: "nearest" });
  }

  let typed = "", typing = null, hold = null;
  function type(k, key) {
    const digits = key === "," ? "." : key;
    if (typing !== k) typed = "";
    typing = k;
    clearTimeout(hold);
    const list = radios(k);
    let text = typed + digits;
    if (!list.some((r) => r.value.startsWith(text))) text = digits;
    typed = text;
    const exact = list.find((r) => r.value === text);
    const longer = list.some((r) => r.value !== text && r.value.startsWith(text));
    if (exact) {
      exact.checked = true;
      exact.focus({ preventScroll: true });
      k.set.scrollIntoView({ block: "nearest" });
      exact.dispatchEvent(new Event("input", { bubbles: true }));
    }
    const done = () => {
      typed = "";
      if (exact) lead_on(k);
    };
    if (longer) hold = setTimeout(done, 700);
    else done();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = document.activeElement;
    if (at && /^(TEXTAREA|SELECT)$/.test(at.tagName)) return;
    if (at && at.tagName === "INPUT" && at.type !== "radio" && at.type !== "checkbox") return;
    /* a click on the text puts the focus on the page's main part */
    if (at && at !== document.body && at.id !== "main" && !form.contains(at)) return;
    const k = current();
    if (!k || !radios(k).length) return;
    if (/^[0-9]$/.test(event.key) || (/^[.,]$/.test(event.key) && typed)) {
      type(k, event.key);
      event.preventDefault();
    } else if (event.key === "n" || event.key === "Delete") {
      const none = k.set.querySelector('input[value=""]');
      none.checked = true;
      none.focus({ preventScroll: true });
      none.dispatchEvent(new Event("input", { bubbles: true }));
      event.preventDefault();
    } else if (event.key === "Enter" && at?.type === "radio") {
      clearTimeout(hold);
      typed = "";
      lead_on(k);
      event.preventDefault();
    }
  });

  /* --- photos of a visit --- */

  const camera = document.querySelector("form[data-photo-form]");
  const wall = document.querySelector("[data-photos]");

  /* What the server refuses would else be offered to it for ever. */
  function drop_button(item, one) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-small button-quiet";
    button.textContent = camera.dataset.drop;
    button.addEventListener("click", async () => {
      await keep.drop("photo", one);
      item.remove();
    });
    return button;
  }

  async function show_photo(one) {
    const item = document.createElement("li");
    item.className = "photo";
    item.dataset.key = one.key;
    const canvas = document.createElement("canvas");
    try {
      const bitmap = await createImageBitmap(one.blob);
      const scale = Math.min(1, 480 / Math.max(bitmap.width, bitmap.height));
      canvas.width = bitmap.width * scale;
      canvas.height = bitmap.height * scale;
      canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    } catch {
      canvas.width = canvas.height = 1;
    }
    const words = document.createElement("p");
    words.className = "small";
    words.textContent = one.caption;
    const line = document.createElement("p");
    line.className = "soft small";
    line.setAttribute("role", "status");
    line.textContent = one.error ? camera.dataset.failed.replace("%s", one.error)
                                 : camera.dataset.waiting;
    item.append(canvas, words, line);
    if (one.error) item.append(drop_button(item, one));
    wall.append(item);
  }

  if (camera) {
    camera.addEventListener("submit", async (event) => {
      const file = camera.elements.photo.files[0];
      if (!file) return;
      event.preventDefault();
      const one = {
        user: keep.user, key: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`,
        path: camera.getAttribute("action"), round: form.elements.round.value,
        url, caption: camera.elements.caption.value, name: file.name, blob: file,
      };
      await keep.put("photo", one);
      camera.reset();
      await show_photo(one);
      keep.send();
    });
    keep.on("photo", ({ key, error }) => {
      const item = wall.querySelector(`[data-key="${CSS.escape(key)}"]`);
      if (!item) return;
      const line = item.querySelector("[role=status]");
      line.textContent = error ? camera.dataset.failed.replace("%s", error)
                               : data_of("saved").replace("%s", keep.clock());
      if (error) item.append(drop_button(item, { user: keep.user, key }));
    });
    keep.all("photo", url).then((list) => list.forEach(show_photo));
  }

  /* --- beginning --- */

  for (const button of form.querySelectorAll("[data-plain]")) button.hidden = true;
  const hint = document.createElement("p");
  hint.className = "hint keys-hint";
  hint.textContent = data.keys;
  if (marks && criteria.some((k) => radios(k).length)) criteria[0].set.before(hint);
  keep.use_token(form.elements.csrf.value);

  /* Changes that came when the ballot was handed in, and this page is a draft
   * again: the juror chooses. */
  async function ask_again(fields) {
    for (const one of await keep.all("change", url)) {
      const theirs = fields[one.field];
      if (one.refused && names.includes(one.field))
        await keep.update("change", one, (now) =>
          now && now.value !== theirs ? { ...now, refused: undefined, theirs } : null);
    }
  }

  (async () => {
    /* A page from the device's shelf may be older than what was saved since. */
    const known = (await keep.all("known", url))[0];
    const newer = known && known.at > Number(data.at);
    await ask_again(newer ? known.fields : stored);
    await refresh(newer ? known.fields : null);
    for (const [name, one] of pending) {
      if (names.includes(name)) write(name, one.value);
    }
    if (marks) show_total();
    if (pending.size) {
      say("saving");
      keep.send();
    }
  })();
})();
