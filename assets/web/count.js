// Living counters of a form: they count what the server counts. Without this
// script the numbers are right when the page is loaded.
"use strict";
{
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
}
