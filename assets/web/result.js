/* The sliders on the ranking: say the value while it moves, and ask for the
 * ranking when it is let go. Without this the button does. */
"use strict";

for (const form of document.querySelectorAll(".weight-form")) {
  const slider = form.querySelector(".slider");
  const value = form.querySelector("output");
  slider.addEventListener("input", () => {
    value.textContent = slider.value + "\u00a0%";
  });
  slider.addEventListener("change", () => form.requestSubmit());
}
