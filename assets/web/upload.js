// Uploads, more comfortable: drag and drop, several files one after the other
// with their progress, descriptions that save themselves. Each file is the same
// request that the plain form makes, and the answer is the same page, of which
// only the question's part is put in place. Everything works without it.
"use strict";

const SAVE_AFTER = 1000; // of a pause in typing
const TRY_AGAIN = 10000; // to save descriptions

// What waits on this page for a connection, or is being typed.
const unsent = new Set();
window.addEventListener("beforeunload", (event) => {
  if (!unsent.size) return;
  event.preventDefault();
  event.returnValue = "";
});

// The forms of files are no part of the long form: what is typed or chosen in
// them is saved from here.
document.addEventListener(
  "input",
  (event) => {
    const section = event.target.closest("[data-uploads]");
    if (!section) return;
    event.stopPropagation();
    const form = event.target.form;
    if (form && "words" in form.dataset) wordsChanged(form);
  },
  true
);

// --- the answer of the server -------------------------------------------------

// The question's part of a page; what was typed in it meanwhile stays.
function exchange(section, page) {
  const fresh = page.getElementById(section.id);
  if (!fresh) return section;
  for (const old of section.querySelectorAll("form[data-words] input[id]")) {
    const now = fresh.querySelector(`#${CSS.escape(old.id)}`);
    if (now && old.value !== old.defaultValue) {
      now.value = old.value;
      if (unsent.has(old.form)) {
        unsent.delete(old.form);
        wordsChanged(now.form);
      }
    }
  }
  const focus = document.activeElement && document.activeElement.id;
  const rows = section.querySelector(".upload-rows");
  const said = section.querySelector(".upload-said");
  section.replaceWith(fresh);
  enhance(fresh);
  if (rows) fresh.querySelector(".upload-rows").replaceWith(rows);
  if (said) fresh.querySelector(".upload-said").replaceWith(said);
  const again = focus && fresh.querySelector(`#${CSS.escape(focus)}`);
  if (again) again.focus();
  return fresh;
}

function parse(text) {
  return new DOMParser().parseFromString(text, "text/html");
}

const isLogin = (url) => new URL(url, location.href).pathname === "/login";

// What the page says about a refused file, if it says it beside the field.
function refusal(page, section) {
  const part = page.getElementById(section.id);
  const error = part && part.querySelector(".error");
  if (error) return error.textContent;
  const main = page.querySelector("main p");
  return main ? main.textContent.trim() : section.dataset.refused;
}

// --- descriptions -------------------------------------------------------------

const timers = new Map();

function wordsChanged(form) {
  unsent.add(form);
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(saveWords, SAVE_AFTER, form));
}

function say(section, text, bad, heard) {
  const place = section.querySelector(".upload-said");
  place.textContent = text;
  place.classList.toggle("error", Boolean(bad));
  place.classList.toggle("visually-hidden", Boolean(heard));
}

// A token from before a login in another tab is renewed once (keep.js).
async function renew() {
  return Boolean(globalThis.keep) && (await keep.renew_token()) === "ok";
}

async function post(form, more) {
  const ask = () => {
    const body = new FormData(form);
    if (more && more.name) body.append(more.name, more.value);
    return fetch(form.action, { method: "POST", body: new URLSearchParams(body) });
  };
  const answer = await ask();
  return answer.status === 403 && (await renew()) ? ask() : answer;
}

async function saveWords(form) {
  const section = form.closest("[data-uploads]");
  if (!section || !form.isConnected) {
    unsent.delete(form);
    return;
  }
  const fields = [...form.querySelectorAll("input[type=text]")];
  const sent = fields.map((field) => field.value);
  let answer;
  try {
    answer = await post(form);
  } catch {
    answer = null;
  }
  if (!form.isConnected) return; // it was exchanged, and saves itself again
  if (answer && answer.ok && !isLogin(answer.url)) {
    const time = new Date().toLocaleTimeString(document.documentElement.lang, {
      hour: "2-digit",
      minute: "2-digit",
    });
    fields.forEach((field, i) => (field.defaultValue = sent[i]));
    if (fields.every((field, i) => field.value === sent[i]))
      unsent.delete(form);
    say(section, section.dataset.saved.replace("{time}", time));
  } else if (answer && answer.status === 422) {
    exchange(section, parse(await answer.text()));
    say(document.getElementById(section.id), section.dataset.unread, true);
  } else {
    const out = answer && answer.ok;
    say(section, out ? section.dataset.login : section.dataset.unsaved, true);
    timers.set(form, setTimeout(saveWords, TRY_AGAIN, form));
  }
}

// --- a row for each file that was chosen ---------------------------------------

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

function button(text, press) {
  const made = element("button", "button button-small button-quiet", text);
  made.type = "button";
  made.addEventListener("click", press);
  return made;
}

function makeRow(item) {
  const words = item.words;
  item.row = element("li", "upload-row");
  item.thumb = element("canvas", "upload-thumb");
  item.thumb.width = item.thumb.height = 0;
  item.thumb.hidden = true;
  item.state = element("p", "upload-state");
  item.warning = element("p", "upload-warning");
  item.warning.hidden = true;
  item.bar = element("progress");
  item.bar.max = 100;
  item.bar.value = 0;
  item.bar.setAttribute("aria-label", item.file.name);
  item.buttons = element("div", "row");
  item.cancel = button(words.cancel, () => cancel(item));
  item.retry = button(words.retry, () => enqueue(item));
  item.dismiss = button(words.dismiss, () => {
    forget(item);
    item.row.remove();
  });
  item.buttons.append(item.cancel, item.retry, item.dismiss);
  const body = element("div");
  body.append(
    element("p", "upload-name", item.file.name),
    item.state,
    item.bar,
    item.warning,
    item.buttons
  );
  item.row.append(item.thumb, body);
}

// mood: "waits", "sends", "ended" (may be tried again), "refused"
function show(item, mood, text) {
  item.mood = mood;
  item.state.textContent = text;
  item.state.classList.toggle("error", mood === "ended" || mood === "refused");
  item.bar.hidden = mood !== "waits" && mood !== "sends";
  item.cancel.hidden = item.bar.hidden;
  item.retry.hidden = mood !== "ended";
  item.dismiss.hidden = !item.bar.hidden;
}

function section(item) {
  return document.getElementById(item.place);
}

function announce(item, text) {
  const place = section(item);
  // where a row is left it says so itself; here it is for those who listen
  if (place)
    say(place, `${item.file.name}: ${text}`, false, item.row.isConnected);
}

// --- pixels --------------------------------------------------------------------

function warn(item, width, height) {
  const words = item.words;
  if (!words.printWidth) return;
  const across = (width * 25.4) / words.printWidth;
  const down = (height * 25.4) / words.printHeight;
  const ppi = Math.floor(
    words.printCover ? Math.min(across, down) : Math.max(across, down)
  );
  if (ppi >= words.printSoft) return;
  const number = (n) => n.toLocaleString(document.documentElement.lang);
  const text = ppi < words.printPoor ? words.poor : words.soft;
  item.warning.textContent = text
    .replace("{pixels}", `${number(width)} × ${number(height)}`)
    .replace("{ppi}", ppi);
  item.warning.hidden = false;
}

// A small picture at once, and a word about its pixels, where the browser can
// read it; the server looks for itself.
async function look(item) {
  if (!/^image\/(png|jpeg|webp)$/.test(item.file.type)) return;
  try {
    const bitmap = await createImageBitmap(item.file);
    const scale = Math.min(96 / bitmap.width, 72 / bitmap.height);
    item.thumb.width = Math.max(1, Math.round(bitmap.width * scale));
    item.thumb.height = Math.max(1, Math.round(bitmap.height * scale));
    item.thumb
      .getContext("2d")
      .drawImage(bitmap, 0, 0, item.thumb.width, item.thumb.height);
    item.thumb.hidden = false;
    warn(item, bitmap.width, bitmap.height);
    bitmap.close();
  } catch {
    // it cannot, then
  }
}

// --- one after the other ---------------------------------------------------------

const queue = [];
const cut = new Set();
let sending = null;

function forget(item) {
  unsent.delete(item);
  const at = queue.indexOf(item);
  if (at >= 0) queue.splice(at, 1);
}

function enqueue(item) {
  unsent.add(item);
  item.renewed = false;
  cut.delete(item);
  show(item, "waits", item.words.waits);
  item.bar.value = 0;
  queue.push(item);
  next();
}

function cancel(item) {
  if (item === sending) {
    item.request.abort();
    return;
  }
  forget(item);
  show(item, "ended", item.words.cancelled);
}

function next() {
  if (sending || !queue.length) return;
  sending = queue.shift();
  send(sending);
}

function end(item, mood, text) {
  forget(item);
  sending = null;
  if (mood) {
    show(item, mood, text);
    announce(item, text);
  } else {
    item.row.remove();
    announce(item, item.words.done);
  }
  next();
}

async function answered(item) {
  const request = item.request;
  const words = item.words;
  const place = section(item);
  if (request.status === 403 && !item.renewed && (await renew())) {
    item.renewed = true;
    send(item);
  } else if (request.status === 413) {
    end(item, "refused", words.tooLarge);
  } else if (isLogin(request.responseURL)) {
    end(item, "ended", words.login);
  } else if (request.status === 200 && place) {
    exchange(place, parse(request.responseText));
    end(item);
  } else if (request.status === 422 && place) {
    end(item, "refused", refusal(parse(request.responseText), place));
  } else if (request.status === 409) {
    end(item, "refused", refusal(parse(request.responseText), place));
  } else {
    end(item, "ended", words.refused);
  }
}

// By itself, never together with text: what is refused or cut takes none along.
function send(item) {
  const words = item.words;
  const body = new FormData();
  body.append("csrf", document.querySelector("input[name=csrf]").value);
  if (item.instead) body.append("instead", item.instead);
  body.append("file", item.file, item.file.name);
  const request = (item.request = new XMLHttpRequest());
  const percent = (done) => {
    item.bar.value = done;
    const text = done < 100 ? words.sends : words.checks;
    show(item, "sends", text.replace("{percent}", Math.floor(done)));
  };
  request.upload.onprogress = (event) => {
    if (event.lengthComputable) percent((event.loaded / event.total) * 100);
  };
  request.onload = () => answered(item);
  request.onerror = () => {
    end(item, "ended", words.cut);
    cut.add(item);
  };
  request.onabort = () => end(item, "ended", words.cancelled);
  request.open("POST", item.action);
  percent(0);
  request.send(body);
}

// What was cut goes on by itself.
window.addEventListener("online", () => {
  for (const item of [...cut]) if (item.row.isConnected) enqueue(item);
});

function add(place, form, files) {
  const words = place.dataset;
  const replaces = form.elements.instead ? form.elements.instead.value : "";
  const single = replaces || !words.several;
  const waiting = [sending, ...queue].filter(
    (item) => item && item.place === place.id
  ).length;
  let room = single ? 1 : Number(words.room) - waiting;
  for (const file of files) {
    const item = {
      file,
      words,
      place: place.id,
      action: form.getAttribute("action"),
      instead: replaces,
    };
    makeRow(item);
    place.querySelector(".upload-rows").append(item.row);
    if (file.size > Number(words.maxBytes))
      show(item, "refused", words.tooLarge);
    else if (!file.size) show(item, "refused", words.empty);
    else if (room-- <= 0) show(item, "refused", words.full);
    else enqueue(item);
    if (item.mood === "refused") announce(item, item.state.textContent);
    else look(item);
  }
}

// --- the question's part of the page ---------------------------------------------

// A picture is prepared within seconds, or minutes where many wait.
function lookFor(place, tries) {
  const image = new Image();
  image.alt = place.dataset.alt;
  image.onload = () => place.replaceWith(image);
  image.onerror = () => {
    if (tries > 1 && place.isConnected)
      setTimeout(lookFor, tries > 25 ? 2000 : 10000, place, tries - 1);
  };
  image.src = `${place.dataset.preview}?${tries}`;
}

// Buttons of a file: the page stays, and with it what is typed elsewhere.
async function press(event, place, form) {
  event.preventDefault();
  clearTimeout(timers.get(form));
  try {
    const answer = await post(form, event.submitter);
    if (isLogin(answer.url)) {
      say(place, place.dataset.login, true);
      return;
    }
    const page = parse(await answer.text());
    if (!page.getElementById(place.id)) {
      say(place, refusal(page, place), true);
      return;
    }
    unsent.delete(form);
    for (const field of form.querySelectorAll("input[type=text]"))
      if (answer.ok) field.defaultValue = field.value;
    const fresh = exchange(place, page);
    const notice = page.querySelector(".flash, .notice[role=status]");
    say(fresh, notice ? notice.textContent.trim() : "");
  } catch {
    say(place, place.dataset.refused, true);
  }
}

function enhanceFile(place, form) {
  const field = form.elements.file;
  if (!form.elements.instead && place.dataset.several) field.multiple = true;
  form.classList.add("upload-drop");
  form.querySelector(".row").hidden = true; // choosing sends
  const hint = element("p", "hint upload-drag", place.dataset.drop);
  field.after(hint);
  field.addEventListener("change", () => {
    add(place, form, [...field.files]);
    field.value = "";
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.classList.add("is-over");
  });
  form.addEventListener("dragleave", () => form.classList.remove("is-over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("is-over");
    add(place, form, [...event.dataTransfer.files]);
  });
}

function enhance(place) {
  const said = element("p", "upload-said small");
  said.setAttribute("role", "status");
  const rows = element("ul", "upload-rows");
  const forms = place.querySelectorAll("form[data-upload]");
  const last = forms[forms.length - 1];
  const list = place.querySelector(".upload-list");
  if (list) list.after(rows, said);
  else if (last) last.before(rows, said);
  else place.append(rows, said);
  for (const form of forms) enhanceFile(place, form);
  for (const form of place.querySelectorAll("form[data-quiet]"))
    form.addEventListener("submit", (event) => press(event, place, form));
  for (const waits of place.querySelectorAll("[data-preview]"))
    setTimeout(lookFor, 1500, waits, 40);
}

for (const place of document.querySelectorAll("[data-uploads]")) enhance(place);

// A file that misses its place must not take the page, and its texts, away.
if (document.querySelector("[data-uploads]"))
  for (const kind of ["dragover", "drop"])
    window.addEventListener(kind, (event) => event.preventDefault());

// Elsewhere: a file that the server would refuse is not sent at all.
for (const field of document.querySelectorAll("input[data-max-bytes]")) {
  if (field.closest("[data-uploads]")) continue;
  field.addEventListener("change", () => {
    const file = field.files[0];
    const large = file && file.size > Number(field.dataset.maxBytes);
    field.setCustomValidity(large ? field.dataset.tooLarge : "");
    field.form.noValidate = !large;
    if (large) field.reportValidity();
  });
}
