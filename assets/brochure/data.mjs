// data.json as the templates want it: with characters that can be printed,
// families that are installed, Markdown as blocks. Whoever sets a page of the
// brochure takes it from here, so that all see the same.
import {blocksOf} from './markdown.mjs';
import {fontFolders, known, familyFolder} from './glyphs.mjs';

const usual = {text: 'Vollkorn', head: 'Inter'};

// The families that are taken, where they are beside the usual ones, and those
// that are not installed.
export function families(data) {
    const fonts = {...usual}, extra = [], missing = [];
    for (const use of ['text', 'head']) {
        const family = data?.fonts?.[use];
        if (typeof family !== 'string' || family === '') continue;
        const own = !Object.values(usual).includes(family);
        const folder = own ? familyFolder(family) : undefined;
        if (own && !folder) {
            missing.push(family);
            continue;
        }
        fonts[use] = family;
        if (folder) extra.push(folder);
    }
    return {fonts, extra, missing};
}

// Returns {data, folders, notes}: notes are lines for people and for the
// program: "NOTE glyphs INDEX COUNT CHARACTERS", INDEX of the entry or "-";
// "NOTE font FAMILY" of one that is not installed.
export function prepare(data) {
    const {fonts, extra, missing} = families(data);
    const notes = missing.map(family => `NOTE font ${family}`);
    const folders = fontFolders(JSON.stringify(data), extra);
    const printed = known(folders);
    const {entries, ...rest} = data;
    const made = printed(rest);
    const tell = (index, lost) => {
        const count = lost.reduce((sum, [, times]) => sum + times, 0);
        if (count) notes.push(`NOTE glyphs ${index} ${count} ` +
            lost.slice(0, 20).map(([c]) => c).join(''));
    };
    tell('-', made.lost);
    const all = made.data;
    if (Array.isArray(entries)) {
        all.entries = entries.filter(e => e !== null && typeof e === 'object')
            .map((entry, i) => {
                const own = printed(entry);
                tell(i, own.lost);
                return own.data;
            });
    }
    if (data.fonts) all.fonts = fonts;
    for (const [object, key] of marked(all)) {
        const made = blocksOf(object[key]);
        if (made) object[`${key}_blocks`] = made;
    }
    return {data: all, folders, notes};
}

// What is Markdown.
function marked(data) {
    const list = v => Array.isArray(v) ? v.filter(o => o && typeof o === 'object') : [];
    const one = v => v && typeof v === 'object' ? [v] : [];
    return [
        ...list(data.parts).map(p => [p, 'body']),
        ...list(data.greetings).map(g => [g, 'text']),
        ...['about', 'jury', 'call', 'imprint'].flatMap(
            key => one(data[key]).map(o => [o, 'text'])),
    ];
}
