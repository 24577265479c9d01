// Measures companies' pages, and draws them: node fit.mjs MODULES FOLDER
// FOLDER has the .typ files and may be written to. A line of stdin is a request
// in JSON, a line of stdout its answer:
//   {"id": 7, "data": {...}}  data.json of one entry, see README.md
//   {"id": 7, "pages": 1, "page": 842, "de": 790, "en": 655}
//   {"id": 8, "want": "page", "most": 6, "data": {...}}
//   {"id": 8, "pages": 2}  drawn in FOLDER/page-1.svg and so on, `most` at most
//   {"id": 7, "error": "..."}
// page: how full the page is, in thousandths; de, en: how full this language's
// text makes the room that the rest leaves it. To measure, pictures need not be
// there; to draw, those named in data are in FOLDER. Stays until stdin ends.
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import {createRequire} from 'node:module';
import {pagesOf} from './draw.mjs';
import {fontFolders, onlyKnown} from './glyphs.mjs';

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

// Some texts take long to set. Of one that is longer than three pages only the
// beginning is measured: that it does not fit is as true of that.
const letters_max = 9000;
const begin = v => typeof v === 'string' ? [...v].slice(0, letters_max).join('')
    : v === null || typeof v !== 'object' ? v
    : Array.isArray(v) ? v.map(begin)
    : Object.fromEntries(Object.entries(v).map(([k, x]) => [k, begin(x)]));

// Sets the request's data by that template. What was read before is read anew:
// another company's picture may have come in the same place.
function set(request, template) {
    request.data = begin(request.data);
    const folders = fontFolders(JSON.stringify(request.data));
    const {data} = onlyKnown(request.data, folders);
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

function measure(request) {
    const {compiler, result} = set(request, 'fit.typ');
    const [fit] = compiler.query(result, {selector: '<fit>'});
    compiler.evictCache(2);
    return {pages: result.numOfPages, ...fit.value};
}

function draw(request) {
    const {compiler, result} = set(request, 'preview.typ');
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
