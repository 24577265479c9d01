// Sets one piece of the winners' kit: node kit.mjs MODULES JOB TEMPLATE PRODUCT
// MODULES is the folder with node_modules, JOB a folder of its own with
// data.json, the .typ files and images/, TEMPLATE "script.typ". PRODUCT is
// "screen" (PDF/UA-1), "print" (for press.c), "pages" (a plain PDF whose pages
// become pictures) or "drawings" (the same, and each page as SVG). Writes
// JOB/out.pdf and JOB/page-1.svg …, says how far it is ("PROGRESS percent
// text"), names pictures that it had to leave out and ends with 1 and "ERROR file:line: text" if Typst has the least to
// complain about.
import fs from 'node:fs';
import path from 'node:path';
import {createRequire} from 'node:module';
import {families} from '../brochure/data.mjs';
import {fontFolders, onlyKnown} from '../brochure/glyphs.mjs';
import {badPictures, without} from '../brochure/pictures.mjs';

const [modules, job, template, product] = process.argv.slice(2);
const progress = (percent, text) => console.log(`PROGRESS ${percent} ${text}`);
const refuse = lines => {
    for (const line of lines) console.log(`ERROR ${line}`.replace(/\s+/g, ' '));
    process.exit(1);
};
// What the exporter throws is a list in Rust's words: the first message of it.
process.on('uncaughtException', e => {
    const text = e.message ?? String(e);
    refuse([/message: "((?:[^"\\]|\\.)*)"/.exec(text)?.[1] ?? text]);
});

const require = createRequire(path.join(modules, 'anything.js'));
const {NodeCompiler} = require('@myriaddreamin/typst-ts-node-compiler');

progress(5, 'fonts');
const file = path.join(job, 'data.json');
let data = JSON.parse(fs.readFileSync(file, 'utf8'));
const {fonts, extra} = families(data);
const folders = fontFolders(JSON.stringify(data), extra);
data.fonts = fonts;
const save = () => fs.writeFileSync(file, JSON.stringify(onlyKnown(data, folders).data));
save();
const compiler = NodeCompiler.create({
    workspace: job,
    fontArgs: [{fontPaths: folders}],
});

// "script.typ:12: unknown variable": lines are counted from 1
const told = d => {
    const at = d.range?.start?.line;
    const line = at === undefined ? '' : `:${at + 1}`;
    return `${path.basename(d.path ?? template)}${line}: ${d.message}`;
};
const complaints = run => {
    const fault = run.takeError() ?? run.takeWarnings();
    return fault && compiler.fetchDiagnostics(fault).map(told);
};
const attempt = only => compiler.compile({
    mainFilePath: path.join(job, template),
    inputs: {print: product === 'print' ? 'yes' : 'no', only: String(only)},
});
const compile = only => {
    const run = attempt(only);
    const fault = complaints(run);
    if (fault) refuse(fault);
    return run.result;
};
// A picture that cannot be read goes with all that is said about it.
function compileWithout(fault) {
    const bad = badPictures(compiler, complaints, job, data);
    if (bad.size === 0) refuse(fault);
    data = without(data, v => bad.has(v) || bad.has(v?.file));
    save();
    return compile(0);
}

// Text in these is drawn already; a programme that reads no <symbol> gets each
// glyph in its place, and nothing in the file refers to anything.
const inlined = svg => {
    const glyphs = new Map();
    for (const [, id, body] of svg.matchAll(
        /<symbol id="([^"]+)"[^>]*>(.*?)<\/symbol>/gs)) glyphs.set(id, body.trim());
    return svg
        .replace(/<defs id="glyph">.*?<\/defs>/gs, '')
        .replace(/<use\b([^>]*?)\/?>(?:<\/use>)?/g, (all, attributes) => {
            const get = name => new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1];
            const body = glyphs.get((get('xlink:href') ?? get('href') ?? '').slice(1));
            if (body === undefined) return all;
            const fill = get('fill') ? ` fill="${get('fill')}"` : '';
            return `<g transform="translate(${get('x') ?? 0} ${get('y') ?? 0})"${fill}>${body}</g>`;
        })
        .replace(/ (?:xmlns:(?:xlink|h5)|class|data-[a-z-]+)="[^"]*"/g, '');
};

progress(20, 'layout');
const run = attempt(0);
const fault = complaints(run);
const pages = fault ? compileWithout(fault) : run.result;
fs.writeFileSync(path.join(job, 'out.pdf'), compiler.pdf(pages, {
    pdfStandard: product === 'screen' ? 'ua-1' : product === 'print' ? '1.6' : undefined,
    pdfTags: product === 'screen',
    creationTimestamp: data.created_at,
}));
if (product === 'drawings') {
    for (let i = 1; i <= data.pages.length; i++) {
        fs.writeFileSync(path.join(job, `page-${i}.svg`), inlined(compiler.plainSvg(compile(i))));
        progress(20 + Math.floor(40 * i / data.pages.length), 'layout');
    }
}
progress(60, 'written');
