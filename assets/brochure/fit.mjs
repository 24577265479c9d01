// Measures companies' pages: node fit.mjs MODULES FOLDER
// FOLDER has the .typ files and may be written to. A line of stdin is a request
// in JSON, a line of stdout its answer:
//   {"id": 7, "data": {...}}  data.json of one entry, see README.md
//   {"id": 7, "pages": 1, "page": 842, "de": 790, "en": 655}
//   {"id": 7, "error": "..."}
// page: how full the page is, in thousandths; de, en: how full this language's
// text makes the room that the rest leaves it. Stays until stdin ends.
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import {createRequire} from 'node:module';
import {prepare} from './data.mjs';

const [modules, folder] = process.argv.slice(2);
const require = createRequire(path.join(modules, 'anything.js'));
const {NodeCompiler} = require('@myriaddreamin/typst-ts-node-compiler');
const main = path.join(folder, 'fit.typ');
const dataFile = path.join(folder, 'data.json');

// Pictures are not measured: any will do. Without them a page has more room.
const stub = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>';
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

function measure(request) {
    request.data = begin(request.data);
    const {data, folders} = prepare(request.data);
    const compiler = compilerFor(folders);
    compiler.mapShadow(dataFile, Buffer.from(JSON.stringify(data)));
    const run = compiler.compile({mainFilePath: main});
    const error = run.takeError();
    if (error) {
        const [first] = compiler.fetchDiagnostics(error);
        return {error: `${path.basename(first.path ?? '')}: ${first.message}`};
    }
    const [fit] = compiler.query(run.result, {selector: '<fit>'});
    compiler.evictCache(2);
    return {pages: run.result.numOfPages, ...fit.value};
}

for await (const line of readline.createInterface({input: process.stdin})) {
    let answer;
    try {
        const request = JSON.parse(line);
        answer = {id: request.id, ...measure(request)};
    } catch (e) {
        answer = {error: String(e.message ?? e)};
    }
    console.log(JSON.stringify(answer).slice(0, 900));
}
