// How full the texts make their page in the brochure: asks for it when the form
// is loaded and after each save, and again until it is measured. Without this
// script the page shows what was measured before it was loaded.
"use strict";
{
const places = [...document.querySelectorAll("[data-fit]")];
const form = places.length ? places[0].closest("form") : null;
const waits_ms = [150, 150, 200, 300, 500, 700, 1000, 1500, 2000, 3000, 5000,
                  ...new Array(10).fill(8000)];

const voice = document.createElement("p");
voice.className = "visually-hidden";
voice.setAttribute("role", "status");
if (form) form.append(voice);

/* Said aloud only when a frame overflows, or fits again. */
let said = new Set(places.filter((p) => p.classList.contains("fit-over"))
  .map((p) => p.dataset.fit));
function speak(frames) {
  const names = Object.keys(frames);
  const over = new Set(names.filter((name) => frames[name].share > 1000));
  const changed = names.filter((name) => over.has(name) !== said.has(name));
  if (changed.length) voice.textContent = changed.map((name) => frames[name].text).join(" ");
  said = over;
}

function show(answer) {
  for (const place of places) {
    const frame = answer.frames[place.dataset.fit];
    place.hidden = !frame;
    place.classList.toggle("fit-old", !answer.fresh);
    if (!frame) continue;
    place.querySelector("p").textContent = frame.text;
    place.querySelector("progress").value = Math.min(frame.share, 1000);
    place.classList.toggle("fit-over", frame.share > 1000);
  }
  if (answer.fresh) speak(answer.frames);
}

/* One question at a time: a new one ends the one before. */
let turn = 0;
async function ask(round, mine) {
  const body = new URLSearchParams({ csrf: form.elements.csrf.value });
  let answer;
  try {
    const reply = await fetch(`${location.pathname}/fit`,
                              { method: "POST", body, redirect: "manual" });
    if (!reply.ok) return;
    answer = await reply.json();
  } catch {
    return; // offline: the next save asks again
  }
  if (mine !== turn) return;
  show(answer);
  if (!answer.fresh && round < waits_ms.length)
    setTimeout(() => mine === turn && ask(round + 1, mine), waits_ms[round]);
}
function begin() {
  turn += 1;
  ask(0, turn);
}
if (form) {
  document.addEventListener("lorbeer:saved", begin);
  begin();
}
}
