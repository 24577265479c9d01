/* Where a nomination's form is no longer: what this device could not send in
 * time stays to be copied. */
(() => {
  "use strict";
  const keep = globalThis.keep;
  const template = document.getElementById("unsent");
  if (!keep || !template) return;

  async function show() {
    const list = await keep.all("change", template.dataset.save);
    if (!list.length) return;
    const box = template.content.firstElementChild.cloneNode(true);
    for (const one of list) {
      const text = document.createElement("blockquote");
      text.className = "kept";
      text.textContent = one.text ?? one.value;
      box.querySelector("[data-list]").append(text);
    }
    box.querySelector("button").addEventListener("click", async () => {
      for (const one of list) await keep.drop("change", one);
      box.remove();
    });
    template.after(box);
  }
  keep.send().then(show);
})();
