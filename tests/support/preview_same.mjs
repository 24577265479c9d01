// Is the preview's page that of the book? node preview_same.mjs MODULES FOLDER
// Sets sample.json as a book and each of its companies as a preview, and looks
// for every word of the book's page at the same place of the preview's. Prints a
// line for each company; ends with 1 if one is another.
import fs from 'node:fs';
import path from 'node:path';
import {spawn, spawnSync} from 'node:child_process';
import readline from 'node:readline';

const [modules, folder] = process.argv.slice(2);
const templates = 'assets/brochure';
const near_pt = 0.8;

/** A folder of its own with the templates and one photo for all pictures. */
function workplace(name) {
  const place = path.join(folder, name);
  fs.mkdirSync(path.join(place, 'images'), { recursive: true });
  for (const file of fs.readdirSync(templates).filter((f) => f.endsWith('.typ')))
    fs.copyFileSync(path.join(templates, file), path.join(place, file));
  fs.copyFileSync('assets/demo/p1.jpg', path.join(place, 'images/p.jpg'));
  return place;
}
const pictured = (v) => typeof v === 'string' ? (v.startsWith('images/') ? 'images/p.jpg' : v)
  : Array.isArray(v) ? v.map(pictured)
  : v === null || typeof v !== 'object' ? v
  : Object.fromEntries(Object.entries(v).map(([k, x]) => [k, pictured(x)]));
const data = pictured(JSON.parse(fs.readFileSync(path.join(templates, 'sample.json'), 'utf8')));

/** The book's pages: [word, left, top, bottom] in points. */
function book() {
  const place = workplace('book');
  fs.writeFileSync(path.join(place, 'data.json'), JSON.stringify(data));
  const run = spawnSync('node', [path.join(templates, 'render.mjs'), modules, place],
                        { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stdout + run.stderr);
  const { stdout } = spawnSync('pdftotext', ['-bbox', path.join(place, 'out.pdf'), '-'],
                               { encoding: 'utf8', maxBuffer: 1 << 28 });
  return stdout.split('<page ').slice(1).map((page) => {
    const tall = Number(page.match(/height="([\d.]+)"/)[1]);
    const words = [...page.matchAll(
      /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(.*)<\/word>/g)]
      .map(([, left, top, bottom, word]) => [word, +left, +top, +bottom]);
    // the page's number is the book's
    return words.filter(([word, , top]) => !(top > 0.92 * tall && /^\d+$/.test(word)));
  });
}

/** Where letters stand in a drawing: [left, baseline] in points. */
function letters(svg) {
  const found = [], stack = [[1, 0, 0, 1, 0, 0]];
  for (const [, close, name, rest] of svg.matchAll(/<(\/?)(\w+)([^>]*)>/g)) {
    if (name === 'use') {
      const [a, , , , e, f] = stack.at(-1);
      found.push([e + a * Number(rest.match(/ x="([-\d.]+)"/)?.[1] ?? 0), f]);
    }
    if (name !== 'g' || rest.endsWith('/')) continue; // an empty group
    if (close) {
      stack.pop();
      continue;
    }
    const [a, b, c, d, e, f] = stack.at(-1);
    const matrix = rest.match(/matrix\(([^)]*)\)/)?.[1].trim().split(/[ ,]+/).map(Number);
    const moved = rest.match(/translate\(([^)]*)\)/)?.[1].trim().split(/[ ,]+/).map(Number);
    const [A, B, C, D, E, F] = matrix ?? [1, 0, 0, 1, moved?.[0] ?? 0, moved?.[1] ?? 0];
    stack.push([a * A + c * B, b * A + d * B, a * C + c * D, b * C + d * D,
                a * E + c * F + e, b * E + d * F + f]);
  }
  return found;
}

/** The words that do not stand in the drawing where they stand in the book. */
const strangers = (words, drawn) => words.filter(([, left, top, bottom]) => !drawn.some(
  ([x, y]) => Math.abs(x - left) < near_pt && y > top && y < bottom + near_pt));

const pages = book();
const place = workplace('preview');
const child = spawn('node', [path.join(templates, 'fit.mjs'), modules, place],
                    { stdio: ['pipe', 'pipe', 'inherit'] });
const lines = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
let compared = 0;
for (const entry of data.entries) {
  const alone = { ...data, parts: undefined, entries: [entry] };
  child.stdin.write(`${JSON.stringify({ id: 1, want: 'page', most: 9, data: alone })}\n`);
  const answer = JSON.parse((await lines.next()).value);
  const missed = [];
  for (let i = 1; i <= answer.pages; i++) {
    const drawn = letters(fs.readFileSync(path.join(place, `page-${i}.svg`), 'utf8'));
    const [best, next] = pages.filter((words) => words.length > 5)
      .map((words) => strangers(words, drawn)).sort((a, b) => a.length - b.length);
    missed.push(...best.map(([word]) => word));
    // or the comparison would take anything for the same
    if (next.length === 0) missed.push('(two pages fit)');
  }
  const same = answer.pages > 0 && missed.length === 0;
  if (!same) process.exitCode = 1;
  compared += answer.pages ?? 0;
  console.log(`${same ? 'ok' : 'not ok'} - ${entry.name}: ${answer.error ?? answer.pages} pages` +
              `${same ? '' : ` (elsewhere: ${missed.slice(0, 8).join(' ')})`}`);
}
if (compared === 0) process.exitCode = 1;
child.stdin.end();
