// A long form, more comfortable: a warning before unsaved changes are left
// behind, and the errors come first. Everything works without it.
"use strict";
{
// Each form knows whether it was touched; sending one leaves the page without
// a question only if no other was. A form that saves itself says so itself
// (draft.js), and one that is kept as a draft (preview.js) is there again.
const touched = new Set();
const kept = "[data-save], [data-preview-form=draft]";
for (const form of document.querySelectorAll(`main form:not(${kept})`)) {
  form.addEventListener("input", () => touched.add(form));
  form.addEventListener("submit", () => touched.delete(form));
  // what was sent and came back with an error is still not saved
  if (form.querySelector(".field-invalid")) touched.add(form);
}
window.addEventListener("beforeunload", (event) => {
  if (!touched.size) return;
  event.preventDefault();
  event.returnValue = "";
});

const errors = document.querySelector(".errors");
if (errors) errors.focus();
}
