// Sets one brochure: node render.mjs MODULES JOB [MODE]: --print, --proof; or the
// receipt of a nomination: --nomination, the minutes of a meeting: --minutes, or
// a juror's reading pack: --pack.
// MODULES is the folder with node_modules, JOB a folder of its own with
// data.json, the .typ files and images/. Writes JOB/out.pdf. Lines of stdout:
//   PROGRESS percent text      how far it is
//   NOTE glyphs 3 2 xy         of entry 3 two characters had no glyph: x and y
//   NOTE image FILE: reason    a picture that cannot be read was left out
//   NOTE font FAMILY           is not installed, the usual one was taken
//   FIT {json}                 where an entry stands and how full it is: README
//   ERROR text                 and the exit status 1: Typst had the least to
//                              complain about; a warning means a missing font
import fs from 'node:fs';
import path from 'node:path';
import {createRequire} from 'node:module';
import {prepare} from './data.mjs';
import {badPictures, without} from './pictures.mjs';

const [modules, job, mode] = process.argv.slice(2);
const print = mode === '--print', proof = mode === '--proof';
const templates = {
    brochure: 'brochure.typ',
    '--nomination': 'nomination.typ',
    '--minutes': 'minutes.typ',
    '--pack': 'pack.typ',
};
const main = templates[mode] ?? templates.brochure;
const progress = (percent, text) => console.log(`PROGRESS ${percent} ${text}`);
const refuse = lines => {
    for (const line of lines) console.log(`ERROR ${line}`.replace(/\s+/g, ' '));
    process.exit(1);
};
process.on('uncaughtException', e => refuse([e.message ?? String(e)]));

const require = createRequire(path.join(modules, 'anything.js'));
const {NodeCompiler} = require('@myriaddreamin/typst-ts-node-compiler');

progress(5, 'fonts');
const file = path.join(job, 'data.json');
const {data, folders, notes} = prepare(JSON.parse(fs.readFileSync(file, 'utf8')));
for (const note of notes) console.log(note.replace(/\s+/g, ' '));
const save = () => fs.writeFileSync(file, JSON.stringify(data));
save();
const compiler = NodeCompiler.create({
    workspace: job,
    fontArgs: [{fontPaths: folders}],
});
const inputs = {print: print ? 'yes' : 'no', proof: proof ? 'yes' : 'no'};
const complaints = run => {
    const told = run.takeError() ?? run.takeWarnings();
    return told && compiler.fetchDiagnostics(told).map(d =>
        `${path.basename(d.path ?? '')}: ${d.message}`);
};
const compile = blank => compiler.compile({
    mainFilePath: path.join(job, main),
    inputs: {...inputs, blank: String(blank)},
});

// Bad pictures are taken out of the data. Returns whether there were any.
function leaveOutBad() {
    const bad = badPictures(compiler, complaints, job, data);
    Object.assign(data, without(data, v => bad.has(v)));
    save();
    return bad.size > 0;
}

progress(20, 'layout');
let run = compile(0);
let why = complaints(run);
if (why) {
    progress(40, 'pictures');
    if (!leaveOutBad()) refuse(why);
    run = compile(0);
    why = complaints(run);
    if (why) refuse(why);
}
const over = run.result.numOfPages % 4;
if (print && over > 0) { // sheets have four pages
    run = compile(4 - over);
    why = complaints(run);
    if (why) refuse(why);
}
const pages = run.result;
if (main === templates.brochure) placements(pages);
progress(70, `${pages.numOfPages} pages`);
fs.writeFileSync(path.join(job, 'out.pdf'), compiler.pdf(pages, {
    pdfStandard: print ? '1.6' : 'ua-1',
    pdfTags: !print,
    creationTimestamp: data.created_at,
}));
progress(90, 'written');

// The first frame of each kind is the one on the company's own page.
function placements(document) {
    const asked = selector => compiler.query(document, {selector}).map(m => m.value);
    const frames = asked('<frame>');
    for (const placed of asked('<placed>')) {
        for (const {what, ...size} of frames.filter(f => f.index === placed.index)) {
            placed[what] ??= {w_mm: size.w_mm, h_mm: size.h_mm};
        }
        console.log(`FIT ${JSON.stringify(placed)}`);
    }
}
