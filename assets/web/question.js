// Questions that depend on others, and tables that grow. Without this script a
// question says "Only if …", what belongs to another category appears after
// saving, and a table has a button that saves and adds rows.
"use strict";
{
const form = document.querySelector("form#entry");
const all = [...document.querySelectorAll("[data-question]")];
const byField = new Map(all.map((one) => [one.dataset.question, one]));

// The codes that are chosen in a question: of a select, radios or boxes.
function chosen(question) {
  if ("value" in question.dataset) return question.dataset.value.split(" ");
  return [...question.querySelectorAll("select, input")]
    .filter((field) => field.type !== "hidden" &&
      (field.tagName === "SELECT" || field.checked))
    .map((field) => field.value);
}

function category() {
  const field = form && form.querySelector('[name="category"]:checked');
  return field ? field.value : "";
}

// Is it asked now, and everything that it depends on?
function asked(question, depth = 0) {
  const { categories, if: on, ifIs } = question.dataset;
  if (categories && !categories.split(" ").includes(category())) return false;
  if (!on || depth > 100) return true;
  const other = byField.get(on);
  return Boolean(other) && asked(other, depth + 1) &&
    ifIs.split(" ").some((code) => chosen(other).includes(code));
}

// A pair or a section of which nothing is asked is not shown either.
function follow() {
  for (const question of all) question.hidden = !asked(question);
  for (const group of document.querySelectorAll(".pair, .form-section")) {
    const inner = [...group.querySelectorAll("[data-question]")];
    if (inner.length) group.hidden = inner.every((one) => one.hidden);
  }
}

for (const note of document.querySelectorAll("[data-only-if]")) note.hidden = true;
follow();
if (form) {
  form.addEventListener("change", follow);
}

// --- tables -----------------------------------------------------------------

const number = new Intl.NumberFormat(document.documentElement.lang);

function rowsOf(table) {
  return [...table.tBodies[0].rows];
}
function isEmpty(row) {
  return [...row.querySelectorAll("input")].every((field) => !field.value.trim());
}
function say(table) {
  table.tBodies[0].dispatchEvent(new Event("input", { bubbles: true }));
}

function rowButton(table, row) {
  const cell = row.insertCell();
  const button = document.createElement("button");
  button.type = "button";
  button.className = "row-remove";
  button.textContent = "×";
  button.title = table.dataset.remove;
  button.setAttribute("aria-label", table.dataset.remove);
  button.addEventListener("click", () => {
    const next = row.nextElementSibling || row.previousElementSibling;
    if (rowsOf(table).length > 1) row.remove();
    else for (const field of row.querySelectorAll("input")) field.value = "";
    say(table);
    if (next) next.querySelector("input").focus();
  });
  cell.append(button);
}

function addRow(table) {
  const row = rowsOf(table)[0].cloneNode(true);
  row.deleteCell(-1);
  for (const field of row.querySelectorAll("input")) {
    field.value = "";
    field.removeAttribute("id");
  }
  rowButton(table, row);
  table.tBodies[0].append(row);
  return row;
}

// One empty row is always there to write in; the first row keeps the field's id
// and the rows their numbers.
function tidy(table) {
  const rows = rowsOf(table);
  const last = rows[rows.length - 1];
  if (!isEmpty(last) && rows.length < Number(table.dataset.rowsMax)) addRow(table);
  rowsOf(table).forEach((row, i) => {
    const fields = row.querySelectorAll("input");
    for (const field of fields)
      field.setAttribute("aria-label",
        field.getAttribute("aria-label").replace(/\d+$/, String(i + 1)));
    if (i === 0) fields[0].id = table.closest("[data-question]").dataset.question;
  });
  const sum = rowsOf(table)
    .map((row) => Number(row.querySelectorAll("input")[1].value.trim()))
    .filter((n) => Number.isInteger(n))
    .reduce((a, b) => a + b, 0);
  table.nextElementSibling.textContent = sum
    ? table.dataset.sum.replace("{n}", number.format(sum)) : "";
}

// Cells copied from a spreadsheet fill as many rows as they have.
function paste(table, event) {
  const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n");
  const lines = text.split("\n").filter((line) => line.trim());
  if (!text.includes("\t") && lines.length < 2) return;
  event.preventDefault();
  let row = event.target.closest("tr");
  for (const line of lines) {
    const cells = line.split("\t");
    const fields = row.querySelectorAll("input");
    fields[0].value = cells[0].trim();
    if (cells.length > 1) fields[1].value = cells[1].trim();
    if (!row.nextElementSibling) {
      if (rowsOf(table).length >= Number(table.dataset.rowsMax)) break;
      addRow(table);
    }
    row = row.nextElementSibling;
  }
  say(table);
}

for (const table of document.querySelectorAll("table.rows")) {
  const more = table.parentElement.querySelector('[name="rows"]');
  if (more) more.remove();
  const sum = document.createElement("p");
  sum.className = "count";
  table.after(sum);
  table.tHead.rows[0].insertCell();
  const rows = rowsOf(table);
  for (const row of rows) rowButton(table, row);
  for (const row of rows.slice(1)) if (isEmpty(row)) row.remove();
  tidy(table);
  table.addEventListener("input", () => tidy(table));
  table.addEventListener("paste", (event) => paste(table, event));
}

// --- for draft.js -----------------------------------------------------------

// So many rows as are to be filled.
function makeRows(table, count) {
  for (const row of rowsOf(table).slice(Math.max(count, 1))) row.remove();
  while (rowsOf(table).length < count) addRow(table);
}

// Shows an answer as the server stores it in a question's fields.
function show(question, value) {
  const fields = [...question.querySelectorAll("input, select, textarea")]
    .filter((field) => field.type !== "hidden");
  const kind = question.dataset.kind;
  if (kind === "multi") {
    const codes = value.split(" ");
    for (const box of fields) box.checked = codes.includes(box.value);
  } else if (kind === "yesno") {
    for (const radio of fields) radio.checked = radio.value === value;
  } else if (kind === "table") {
    const table = question.querySelector("table.rows");
    const lines = value.split("\n").map((line) => line.split("\t"));
    makeRows(table, lines.length);
    rowsOf(table).forEach((row, i) => {
      const cells = lines[i] ?? [];
      row.querySelectorAll("input").forEach((field, k) => {
        field.value = cells[k] === undefined || (k === 1 && cells[k] === "-") ? "" : cells[k];
      });
    });
    tidy(table);
  } else if (kind === "money" && /^-?\d+$/.test(value)) { // whole cents are an answer
    const cents = Number(value);
    fields[0].value = cents % 100 === 0 ? String(cents / 100)
      : (cents / 100).toFixed(2).replace(".", document.documentElement.lang === "de" ? "," : ".");
  } else if (kind === "money") { // an amount out of range has a point
    fields[0].value = value.replace(/\.00$/, "");
  } else if (fields[0]) {
    fields[0].value = value;
  }
}

document.addEventListener("lorbeer:fill", (event) => {
  const question = event.target;
  if (!question.dataset.question) return; // the category is none
  if (event.detail.value !== undefined) {
    event.preventDefault();
    show(question, event.detail.value);
  } else if (question.dataset.kind === "table") {
    const label = `${question.dataset.question}.label`;
    makeRows(question.querySelector("table.rows"),
             event.detail.controls.filter(([name]) => name === label).length);
  }
});
}
