// One bad picture does not cost the file: each that the data name is tried
// alone. Says which cannot be set ("NOTE image FILE: reason") and returns them.
import fs from 'node:fs';
import path from 'node:path';

// complaints(run): what Typst has against it, as a list; undefined if nothing
export function badPictures(compiler, complaints, job, data) {
    const bad = new Set();
    const folder = path.join(job, 'images');
    const all = fs.existsSync(folder) ? fs.readdirSync(folder).sort() : [];
    for (const name of all.map(n => `images/${n}`)) {
        if (!uses(data, name)) continue;
        const why = complaints(compiler.compile({mainFileContent:
            `#image(${JSON.stringify(`/${name}`)}, alt: "x")`}));
        if (!why) continue;
        console.log(`NOTE image ${name}: ${why[0]}`.replace(/\s+/g, ' '));
        bad.add(name);
    }
    return bad;
}

function uses(v, name) {
    return v === name || (v !== null && typeof v === 'object' &&
        Object.values(v).some(x => uses(x, name)));
}

// The data without what `gone` says is gone: null in its place.
export function without(v, gone) {
    return gone(v) ? null
        : Array.isArray(v) ? v.map(x => without(x, gone))
        : v !== null && typeof v === 'object'
            ? Object.fromEntries(Object.entries(v).map(([k, x]) => [k, without(x, gone)]))
            : v;
}
