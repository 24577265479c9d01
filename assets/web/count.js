// Living counters of a form: they count what the server counts, by the rule in
// characters.js. Without this script the numbers are right when the page is
// loaded. Nothing is ever cut: a text that is too long stays as it is.
"use strict";
{
const number = new Intl.NumberFormat(document.documentElement.lang);
const near = 0.8; // of the limit: from here on a quiet line is shown
const close = 0.95; // and from here on it is said aloud
const pause_ms = 1200; // after the last key

/* Said aloud once typing stops, and only near the limit or beyond it; once more
 * when the text fits again. */
function speaker(line) {
  const place = document.createElement("span");
  place.className = "visually-hidden";
  place.setAttribute("role", "status");
  line.after(place);
  let waiting, warned = false;
  return (text, part) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const warns = part >= close;
      if (warns || warned) place.textContent = text;
      else place.textContent = "";
      warned = warns;
    }, pause_ms);
  };
}

for (const line of document.querySelectorAll("[data-count]")) {
  const field = document.getElementById(line.dataset.count);
  if (!field) continue;
  const max = Number(line.dataset.max);
  const say = speaker(line);
  const show = () => {
    const count = window.lorbeer_characters(field.value, field.tagName !== "TEXTAREA");
    const over = count > max;
    const sum = line.dataset.pattern.replace("{n}", number.format(count));
    line.textContent = over
      ? `${sum}: ${line.dataset.over.replace("{n}", number.format(count - max))}`
      : sum;
    line.classList.toggle("error", over);
    if ("quiet" in line.dataset)
      line.hidden = count < max * near &&
        !(line.dataset.quiet === "focus" && document.activeElement === field);
    return count / max;
  };
  field.addEventListener("input", () => {
    const part = show();
    say(line.textContent, part);
  });
  field.addEventListener("focus", show);
  field.addEventListener("blur", show);
  show();
}
}
