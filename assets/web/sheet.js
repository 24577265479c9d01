/* The running total of the score sheet, in whole numbers like the server's,
 * and a word before unsaved marks are left behind. The page works without. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-sheet]");
  if (!form) return;
  const places = Number(form.dataset.places);
  const decimals = Number(form.dataset.decimals);
  const common = form.dataset.sheet === "common";
  const comma = document.documentElement.lang === "de";
  const criteria = [...form.querySelectorAll("fieldset[data-weight]")].map((set) => ({
    name: set.id,
    weight: BigInt(set.dataset.weight),
    lo: BigInt(set.dataset.lo),
    hi: BigInt(set.dataset.hi),
  }));
  if (criteria.length === 0) return;

  const power = (n) => 10n ** BigInt(n);
  const divisor = (a, b) => (b === 0n ? a : divisor(b, a % b));
  const range = criteria.reduce((least, k) => {
    const own = k.hi - k.lo;
    return (least / divisor(least, own)) * own;
  }, 1n);

  /* "7,5" in units of 10^-places; null: no mark */
  const units = (text) => {
    const part = /^\s*(-?)(\d{1,12})(?:[.,](\d{1,3}))?\s*$/.exec(text || "");
    if (!part || (part[3] || "").length > places) return null;
    const value = BigInt(part[2] + (part[3] || "").padEnd(places, "0"));
    return part[1] ? -value : value;
  };

  /* Half away from zero, from the exact fraction. */
  const rounded = (numerator, denominator) => {
    const minus = numerator < 0n;
    const size = minus ? -numerator : numerator;
    const most = 2n * denominator;
    const whole = (2n * size * power(decimals) + denominator) / most;
    const digits = whole.toString().padStart(decimals + 1, "0");
    const cut = digits.length - decimals;
    const point = decimals ? (comma ? "," : ".") : "";
    return (minus && whole ? "-" : "") + digits.slice(0, cut) + point + digits.slice(cut);
  };

  const show = () => {
    const data = new FormData(form);
    let sum = 0n, weights = 0n, given = 0;
    for (const k of criteria) {
      const value = units(data.get(k.name));
      if (value === null || value < k.lo || value > k.hi) continue;
      given += 1;
      weights += k.weight;
      sum += k.weight * (value - k.lo) * (range / (k.hi - k.lo));
    }
    let text = "–";
    if (given && common) text = rounded(sum + weights * criteria[0].lo, weights * power(places));
    else if (given) text = rounded(100n * sum, weights * range);
    document.getElementById("total").textContent = text;
    document.getElementById("total-note").textContent = form.dataset.note
      .replace("%s", form.dataset.highest)
      .replace("%d", given)
      .replace("%d", criteria.length);
  };

  let changed = false;
  form.addEventListener("input", () => {
    changed = true;
    show();
  });
  form.addEventListener("submit", () => {
    changed = false;
  });
  addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
  show();
})();
