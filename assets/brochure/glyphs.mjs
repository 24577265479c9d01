// Which characters can be printed: reads the character maps of the fonts.
//
// Typst stops at a character that no font has, so one emoji in a company's text
// would cost the whole brochure. Fonts beyond the two of the design are loaded
// only when a text needs them; what no font has becomes a hollow square, and
// invisible marks such as joiners are left out.
import fs from 'node:fs';
import path from 'node:path';

const design = ['/usr/share/fonts/opentype/inter',
                '/usr/share/fonts/truetype/vollkorn'];
// What the first of these lack the others have: Chinese and Japanese, Korean.
const spare = [['/usr/share/fonts/truetype/dejavu',
                '/usr/share/fonts/truetype/noto',
                '/usr/share/fonts/opentype/noto'],
               ['/usr/share/fonts/truetype/droid'],
               ['/usr/share/fonts-droid-fallback/truetype']];

// The ranges [first, last] of the Unicode map in one font file.
function ranges(file) {
    const b = fs.readFileSync(file);
    const start = b.toString('latin1', 0, 4) === 'ttcf' ? b.readUInt32BE(12) : 0;
    const found = [];
    for (let i = 0; i < b.readUInt16BE(start + 4); i++) {
        const table = start + 12 + i * 16;
        if (b.toString('latin1', table, table + 4) !== 'cmap') continue;
        const map = b.readUInt32BE(table + 8);
        for (let k = 0; k < b.readUInt16BE(map + 2); k++) {
            found.push(...subtable(b, map + b.readUInt32BE(map + 8 + k * 8)));
        }
    }
    return found;
}

function subtable(b, at) {
    const found = [];
    if (b.readUInt16BE(at) === 12) {
        for (let i = 0; i < b.readUInt32BE(at + 12); i++) {
            const group = at + 16 + i * 12;
            found.push([b.readUInt32BE(group), b.readUInt32BE(group + 4)]);
        }
    } else if (b.readUInt16BE(at) === 4) {
        const twice = b.readUInt16BE(at + 6);
        for (let i = 0; i < twice; i += 2) {
            const last = b.readUInt16BE(at + 14 + i);
            if (last !== 0xffff)
                found.push([b.readUInt16BE(at + 16 + twice + i), last]);
        }
    }
    return found;
}

// Does every style of the family have it? One face speaks for the folder.
function covered(folders) {
    const all = folders.filter(f => fs.existsSync(f)).flatMap(folder =>
        fs.readdirSync(folder).filter(f => /Regular|DejaVuSans\.ttf$|SansFallback/.test(f))
            .flatMap(f => ranges(path.join(folder, f))));
    return c => all.some(([first, last]) => first <= c && c <= last);
}

// The folder of a family that is installed, by the names in the font files.
const roots = ['/usr/share/fonts', '/usr/local/share/fonts'];
function fontFiles(folder, deep = 0) {
    if (deep > 4 || !fs.existsSync(folder)) return [];
    return fs.readdirSync(folder, {withFileTypes: true})
        .sort((a, b) => a.name < b.name ? -1 : 1).flatMap(e => {
            const place = path.join(folder, e.name);
            if (e.isDirectory()) return fontFiles(place, deep + 1);
            return /\.(otf|ttf|ttc)$/i.test(e.name) ? [place] : [];
        });
}
function families(file) {
    const b = fs.readFileSync(file);
    const start = b.toString('latin1', 0, 4) === 'ttcf' ? b.readUInt32BE(12) : 0;
    const found = [];
    for (let i = 0; i < b.readUInt16BE(start + 4); i++) {
        const table = start + 12 + i * 16;
        if (b.toString('latin1', table, table + 4) !== 'name') continue;
        const at = b.readUInt32BE(table + 8);
        const strings = at + b.readUInt16BE(at + 4);
        for (let k = 0; k < b.readUInt16BE(at + 2); k++) {
            const record = at + 6 + k * 12;
            const platform = b.readUInt16BE(record), kind = b.readUInt16BE(record + 6);
            if (platform !== 3 || (kind !== 1 && kind !== 16)) continue;
            const from = strings + b.readUInt16BE(record + 10);
            const bytes = b.subarray(from, from + b.readUInt16BE(record + 8));
            found.push(Buffer.from(bytes).swap16().toString('utf16le'));
        }
    }
    return found;
}
export function familyFolder(family) {
    for (const file of roots.flatMap(r => fontFiles(r))) {
        try {
            if (families(file).includes(family)) return path.dirname(file);
        } catch { continue; } // a file that is no font after all
    }
    return undefined;
}

export function fontFolders(text, extra = []) {
    const folders = [...new Set([...design, ...extra])];
    const letters = [...new Set(text)].filter(c => c > '~' &&
        !/\p{C}|\p{Mn}/u.test(c));
    for (const more of spare) {
        const has = covered(folders);
        if (letters.every(c => has(c.codePointAt(0)))) break;
        folders.push(...more.filter(f => fs.existsSync(f)));
    }
    return folders;
}

// A function that makes of any data {data, lost}: only characters that the
// fonts have; `lost` has the others as [character, times].
export function known(folders) {
    const has = covered(folders), square = has(0x25a1) ? '\u25a1' : '?';
    return data => {
        const lost = new Map();
        const clean = text => [...text.normalize('NFC')].map(c => {
            if (c === '\n') return c;
            if (c === '\t' || c === '\u2028') return ' ';
            if (has(c.codePointAt(0)) && !/\p{Cc}/u.test(c)) return c;
            if (/\p{C}|\p{Mn}|\p{Me}/u.test(c)) return '';
            if (/\p{Zs}/u.test(c)) return ' ';
            lost.set(c, (lost.get(c) ?? 0) + 1);
            return square;
        }).join('');
        const walk = v => typeof v === 'string' ? clean(v)
            : Array.isArray(v) ? v.map(walk)
            : v === null || typeof v !== 'object' ? v
            : Object.fromEntries(Object.entries(v).map(([k, x]) => [k, walk(x)]));
        return {data: walk(data), lost: [...lost]};
    };
}
export function onlyKnown(data, folders) {
    const {data: made, lost} = known(folders)(data);
    return {data: made, lost: lost.reduce((sum, [, times]) => sum + times, 0)};
}
