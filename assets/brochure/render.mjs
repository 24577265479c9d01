// Sets one brochure: node render.mjs MODULES JOB [--print], the receipt of a
// nomination: --nomination, the minutes of a meeting: --minutes, or a juror's
// reading pack: --pack.
// MODULES is the folder with node_modules, JOB a folder of its own with
// data.json, the .typ files and images/. Writes JOB/out.pdf, says how far it is
// ("PROGRESS percent text") and ends with 1 and "ERROR text" lines if Typst has
// the least to complain about: a warning means a missing font or picture.
import fs from 'node:fs';
import path from 'node:path';
import {createRequire} from 'node:module';
import {fontFolders, onlyKnown} from './glyphs.mjs';

const [modules, job, mode] = process.argv.slice(2);
const print = mode === '--print';
const templates = {
    '--nomination': 'nomination.typ',
    '--minutes': 'minutes.typ',
    '--pack': 'pack.typ',
};
const main = templates[mode] ?? 'brochure.typ';
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
const data = JSON.parse(fs.readFileSync(file, 'utf8'));
const folders = fontFolders(JSON.stringify(data));
const known = onlyKnown(data, folders);
if (known.lost) console.log(`NOTE ${known.lost} characters without a glyph`);
fs.writeFileSync(file, JSON.stringify(known.data));
const compiler = NodeCompiler.create({
    workspace: job,
    fontArgs: [{fontPaths: folders}],
});

const compile = blank => {
    const run = compiler.compile({
        mainFilePath: path.join(job, main),
        inputs: {print: print ? 'yes' : 'no', blank: String(blank)},
    });
    const told = run.takeError() ?? run.takeWarnings();
    if (told) {
        refuse(compiler.fetchDiagnostics(told).map(d =>
            `${path.basename(d.path ?? '')}: ${d.message}`));
    }
    return run.result;
};

progress(20, 'layout');
let pages = compile(0);
const over = pages.numOfPages % 4;
if (print && over > 0) pages = compile(4 - over); // sheets have four pages
progress(70, `${pages.numOfPages} pages`);
fs.writeFileSync(path.join(job, 'out.pdf'), compiler.pdf(pages, {
    pdfStandard: print ? '1.6' : 'ua-1',
    pdfTags: !print,
    creationTimestamp: data.created_at,
}));
progress(90, 'written');
