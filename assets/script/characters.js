// Counts characters as the server does: str_line(), str_lines() and
// str_characters() of src/base/str.c, step by step, from the same table. The
// browser's own Intl.Segmenter may know another version of Unicode, or be
// missing; it is not asked.

const table_codes = 0x110000;
const kind_of = new Uint8Array(table_codes);
for (let i = 0, code = 0; i < runs.length; i += 2) {
  kind_of.fill(runs[i + 1], code, code + runs[i]);
  code += runs[i];
}

const is_space = 1, is_hidden = 2, is_control = 4, is_mark = 8;
const tab = 9, newline = 10, carriage_return = 13, blank = 32;
const ends_line = new Set([carriage_return, 0x85, 0x2028, 0x2029]);

/** Adds code points to a text that is counted as it grows. */
class Count {
  count = 0;
  state = 0;
  add(code) {
    const next = states[this.state][kind_of[code]];
    this.count += next & 1;
    this.state = next >> 1;
  }
}

/** What is left of a text where too many marks follow each other. */
function* bounded(text) {
  let marks = 0;
  for (const one of text) {
    const code = one.codePointAt(0);
    marks = traits[kind_of[code]] & is_mark ? marks + 1 : 0;
    if (marks <= marks_max) yield code;
  }
}

/** One line: control characters and runs of white space are one space each,
 *  none at the ends. */
function count_line(text) {
  const counted = new Count();
  let space_due = false, empty = true;
  for (const code of bounded(text)) {
    const trait = traits[kind_of[code]];
    if (trait & is_hidden) continue;
    if (trait & (is_space | is_control)) {
      space_due = !empty;
      continue;
    }
    if (space_due) counted.add(blank);
    space_due = empty = false;
    counted.add(code);
  }
  return counted.count;
}

/** Several lines: every line break is one character, other control characters
 *  but the tab are dropped, white space at the ends is too. */
function count_lines(text) {
  const counted = new Count();
  let trimmed = 0, after_return = false, empty = true;
  for (let code of bounded(text)) {
    const closes = after_return && code === newline; // CRLF is one
    after_return = code === carriage_return;
    if (closes) continue;
    if (ends_line.has(code)) code = newline;
    const trait = traits[kind_of[code]];
    if (trait & is_hidden ||
        (trait & is_control && code !== newline && code !== tab))
      continue;
    if (trait & is_space && empty) continue;
    empty = false;
    counted.add(code);
    if (!(trait & is_space)) trimmed = counted.count;
  }
  return trimmed;
}

/** How many characters the server will find in the field's text. */
window.lorbeer_characters = (text, one_line = false) =>
  one_line ? count_line(text) : count_lines(text);
}
