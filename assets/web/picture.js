// A picture that was sent appears as soon as it is prepared: only its frame is
// put in place anew, so what is typed beside it stays. Without this script it is
// there when the page is loaded again.
"use strict";
for (const frame of document.querySelectorAll("[data-waits]")) {
  let waits_ms = 1000;

  async function look() {
    let fresh = null;
    try {
      const reply = await fetch(location.href, { redirect: "error", cache: "no-store" });
      if (!reply.ok) return;
      const page = new DOMParser().parseFromString(await reply.text(), "text/html");
      fresh = page.getElementById(frame.id);
      if (!fresh) return;
    } catch {
      // no connection: the next look may have one
    }
    if (fresh && !("waits" in fresh.dataset)) {
      frame.replaceWith(fresh);
      return;
    }
    waits_ms = Math.min(waits_ms * 1.3, 15000);
    setTimeout(look, waits_ms);
  }
  setTimeout(look, waits_ms);
}
