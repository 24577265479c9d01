// The list of what is missing, kept true while answers are saved in the
// background. Without it the list is as true as the page.
"use strict";

document.addEventListener("lorbeer:saved", async () => {
  const list = document.getElementById("checklist");
  if (!list) return;
  try {
    const answer = await fetch(list.dataset.check, { cache: "no-store" });
    if (!answer.ok || answer.redirected) return;
    const text = await answer.text();
    const page = new DOMParser().parseFromString(text, "text/html");
    const fresh = page.getElementById("checklist");
    if (fresh) document.getElementById("checklist").replaceWith(fresh);
  } catch {
    // no connection: the next save asks again
  }
});
