// A long form, more comfortable: a warning before unsaved changes are left
// behind, and the errors come first. Everything works without it.
"use strict";
{
// Each form knows whether it was touched; sending one leaves the page without
// a question only if no other was. A form that saves itself says so itself
// (draft.js).
const touched = new Set();
for (const form of document.querySelectorAll("main form:not([data-save])")) {
  form.addEventListener("input", () => touched.add(form));
  form.addEventListener("submit", () => touched.delete(form));
}
const guarded = document.querySelector("form[data-guard]:not([data-save])");
window.addEventListener("beforeunload", (event) => {
  if (!touched.size) return;
  event.preventDefault();
  event.returnValue = guarded ? guarded.dataset.guard : "";
});

// What was sent and came back with an error is still not saved.
if (guarded && guarded.querySelector(".field-invalid")) touched.add(guarded);

const errors = document.querySelector(".errors");
if (errors) errors.focus();
}
