// Measures companies' pages, and draws them: node fit.mjs MODULES FOLDER
// FOLDER has the .typ files and may be written to. A line of stdin is a request
// in JSON, a line of stdout its answer:
//   {"id": 7, "data": {...}}  data.json of one entry, see README.md
//   {"id": 7, "pages": 1, "page": 842, "de": 790, "en": 655}
//   {"id": 8, "want": "page", "most": 6, "data": {...}}
//   {"id": 8, "pages": 2}  drawn in FOLDER/page-1.svg and so on, `most` at most
//   {"id": 7, "error": "..."}
// page: how full its texts make the page, or the second of the two that it may
// have, in thousandths; de, en: how full this language's text makes the room that
// the rest leaves it. Over 1000: further pages. To measure, pictures need not be
// there; to draw, those named in data are in FOLDER. Stays until stdin ends.
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import {createRequire} from 'node:module';
import {prepare} from './data.mjs';
import {pagesOf} from './draw.mjs';

const [modules, folder] = process.argv.slice(2);
const require = createRequire(path.join(modules, 'anything.js'));
const {NodeCompiler} = require('@myriaddreamin/typst-ts-node-compiler');
const dataFile = path.join(folder, 'data.json');

// Pictures are not measured: any will do. Without them a page has more room.
const stub = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3">' +
    '<path fill="#e4e6e6" d="M0 0h4v3H0z"/></svg>';
fs.mkdirSync(path.join(folder, 'images'), {recursive: true});
fs.writeFileSync(path.join(folder, 'images/stub.svg'), stub);

// One compiler for each set of fonts: reading them takes longest.
const compilers = new Map();
function compilerFor(folders) {
    const key = folders.join();
    if (!compilers.has(key)) {
        compilers.set(key, NodeCompiler.create({
            workspace: folder, fontArgs: [{fontPaths: folders}],
        }));
    }
    return compilers.get(key);
}

// Setting takes as long as there are letters, and somebody waits. Of a text that
// is longer than these, all its languages together, only the beginning is set:
// what is drawn of it are the first pages, and how much room the whole needs
// follows from how much that is.
const letters_max = {page: 9000, fit: 5000};
function begin(data, letters) {
    const most = Math.floor(letters / (data.languages?.length || 2));
    const cut = v => {
        if (typeof v !== 'string') return v === null || typeof v !== 'object' ? v
            : Array.isArray(v) ? v.map(cut)
            : Object.fromEntries(Object.entries(v).map(([k, x]) => [k, cut(x)]));
        return v.length <= most ? v : [...v].slice(0, most).join('');
    };
    return cut(data);
}
// Sets the request's data by that template. What was read before is read anew:
// another company's picture may have come in the same place.
function set(content, template) {
    const {data, folders} = prepare(content);
    const compiler = compilerFor(folders);
    compiler.mapShadow(dataFile, Buffer.from(JSON.stringify(data)));
    const run = compiler.compile({
        mainFilePath: path.join(folder, template), resetRead: true,
    });
    const error = run.takeError();
    if (!error) return {compiler, result: run.result};
    const [first] = compiler.fetchDiagnostics(error);
    throw Error(`${path.basename(first.path ?? '')}: ${first.message}`);
}

// What the whole text needs, where only a part of it was measured: the rest of
// the page stays as high as it is, the text grows. So long a text has its first
// page for photo and facts, if it is not to have one alone.
function whole({frame, ...fit}, pages, ratio) {
    const languages = Object.keys(ratio);
    const most = Math.max(1, ...languages.map(code => ratio[code]));
    if (most === 1) return {pages, ...fit};
    const code = languages.find(one => ratio[one] === most);
    const text = fit[code] / 1000, page = fit.page / 1000;
    // page - 1 and text - 1 are the same room that is free, or lacks
    const high = Math.abs(text - 1) < 0.02 ? page
        : Math.min(page, (page - 1) / (text - 1) * text);
    const needed = page + high * (most - 1);
    const scaled = {
        ...Object.fromEntries(languages.map(one => [one, fit[one] * ratio[one]])),
        page: needed * 1000,
    };
    for (const what of Object.keys(scaled))
        scaled[what] = Math.min(9999, Math.round(scaled[what]));
    const each = frame === 1 ? (pages - 1) / page : 1;
    return {pages: 1 + Math.max(1, Math.ceil(each * needed)), ...scaled};
}

function measure(request) {
    const part = begin(request.data, letters_max.fit);
    const {compiler, result} = set(part, 'fit.typ');
    const [fit] = compiler.query(result, {selector: '<fit>'});
    compiler.evictCache(2);
    const ratio = {};
    const letters = ({entries: [{text}]}, code) => (text?.[code] ?? text).length;
    for (const code of ['de', 'en'].filter(one => fit.value[one]))
        ratio[code] = letters(request.data, code) / letters(part, code) || 1;
    return whole(fit.value, result.numOfPages, ratio);
}

function draw(request) {
    delete request.data.cover; // of the book, whose pages are not drawn
    const part = begin(request.data, letters_max.page);
    const {compiler, result} = set(part, 'preview.typ');
    const [, ...pages] = pagesOf(compiler.plainSvg(result), request.most + 1);
    compiler.evictCache(2);
    pages.forEach((svg, i) =>
        fs.writeFileSync(path.join(folder, `page-${i + 1}.svg`), svg));
    return {pages: result.numOfPages - 1};
}

for await (const line of readline.createInterface({input: process.stdin})) {
    let answer;
    try {
        const request = JSON.parse(line);
        const work = request.want === 'page' ? draw : measure;
        answer = {id: request.id, ...work(request)};
    } catch (e) {
        answer = {error: String(e.message ?? e)};
    }
    console.log(JSON.stringify(answer).slice(0, 900));
}
