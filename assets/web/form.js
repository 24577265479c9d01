// A long form, more comfortable: living counters, a warning before unsaved
// changes are left behind, pictures that appear when they are ready. Everything
// works without it.
"use strict";

const number = new Intl.NumberFormat(document.documentElement.lang);

// As the server counts: what a reader takes for one character, a line break
// too; white space at the ends does not count.
const segments = window.Intl && Intl.Segmenter
  ? new Intl.Segmenter(undefined, { granularity: "grapheme" })
  : null;
function characters(text) {
  const clean = text.normalize("NFC").replace(/\r\n?/g, "\n").trim();
  let count = 0;
  for (const one of segments ? segments.segment(clean) : clean)
    count += one ? 1 : 0;
  return count;
}

for (const line of document.querySelectorAll("[data-count]")) {
  const field = document.getElementById(line.dataset.count);
  const max = Number(line.dataset.max);
  const show = () => {
    const count = characters(field.value);
    const over = count > max;
    line.textContent = over
      ? line.dataset.over.replace("{n}", number.format(count - max))
      : line.dataset.pattern.replace("{n}", number.format(count));
    line.classList.toggle("error", over);
  };
  field.addEventListener("input", show);
  show();
}

// Each form knows whether it was touched; sending one leaves the page without
// a question only if no other was.
const touched = new Set();
for (const form of document.querySelectorAll("main form")) {
  form.addEventListener("input", () => touched.add(form));
  form.addEventListener("submit", () => touched.delete(form));
}
const guarded = document.querySelector("form[data-guard]");
window.addEventListener("beforeunload", (event) => {
  if (!touched.size) return;
  event.preventDefault();
  event.returnValue = guarded ? guarded.dataset.guard : "";
});

// What was sent and came back with an error is still not saved.
if (guarded && guarded.querySelector(".field-invalid")) touched.add(guarded);

// A file that the server would refuse is not sent at all.
for (const field of document.querySelectorAll("input[data-max-bytes]"))
  field.addEventListener("change", () => {
    const file = field.files[0];
    const large = file && file.size > Number(field.dataset.maxBytes);
    field.setCustomValidity(large ? field.dataset.tooLarge : "");
    field.form.noValidate = !large;
    if (large) field.reportValidity();
  });

// A picture is prepared within seconds; look for it a few times.
function look(place, tries) {
  const image = new Image();
  image.alt = place.dataset.alt;
  image.onload = () => place.replaceWith(image);
  image.onerror = () => {
    if (tries > 1) setTimeout(look, 2000, place, tries - 1);
  };
  image.src = `${place.dataset.preview}?${tries}`;
}
for (const place of document.querySelectorAll("[data-preview]"))
  setTimeout(look, 1500, place, 15);

const errors = document.querySelector(".errors");
if (errors) errors.focus();
