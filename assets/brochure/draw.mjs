// Parts a drawing of Typst's, which has all pages below each other, into one
// small SVG for each page.
//
// The drawing is laid out with four spaces a level: each page is a white ground
// and a group, then come the letters and the clips that all pages share.
const keepsData = /"data:[^"]*"/;

// Three digits after the point are a thousandth of a point; a picture's data
// stay as they are.
const shorter = text => text.split(/("data:[^"]*")/).map(part =>
    keepsData.test(part) ? part : part
        .replace(/\n\s*/g, '')
        .replace(/-?\d+\.\d{4,}/g, n => String(Math.round(n * 1000) / 1000))
        .replace(/ fill-rule="nonzero"| (class|data-tid)="[^"]*"/g, '')
        .replace(/(<use [^>]*) y="0"/g, '$1')).join('');

// The addresses of web pages: a picture leads nowhere.
const withoutLinks = text => text.replace(/<a [^>]*>|<\/a>/g, '');

// Names as short as can be, and only what this page uses.
function shared(page, all) {
    const used = new Map();
    const name = id => {
        if (!used.has(id)) used.set(id, `g${used.size}`);
        return used.get(id);
    };
    const renamed = text => text
        .replace(/href="#([^"]*)"/g, (_, id) => `href="#${name(id)}"`)
        .replace(/url\(#([^)]*)\)/g, (_, id) => `url(#${name(id)})`);
    const drawn = renamed(page);
    let definitions = '';
    for (const id of used.keys()) // grows: a definition may use others
        definitions += renamed(all.get(id) ?? '').replace(
            / id="[^"]*"/, ` id="${used.get(id)}"`);
    return `<defs>${definitions}</defs>${drawn}`;
}

export function pagesOf(svg, most) {
    const box = svg.match(/viewBox="0 0 ([\d.]+) ([\d.]+)"/);
    const parts = svg.split(/\n {4}(?=<(?:path|g|defs)\b)/).slice(1);
    const groups = parts.filter(p => p.startsWith('<g'));
    const definitions = new Map();
    for (const part of parts.filter(p => p.startsWith('<defs')))
        for (const one of part.split(/\n {8}(?=<\w)/).slice(1)) {
            const whole = one.replace(/\n {4}<\/defs>[^]*$/, '');
            definitions.set(whole.match(/ id="([^"]*)"/)[1], shorter(whole));
        }
    const [wide, tall] = [box[1], box[2] / groups.length].map(Number);
    return groups.slice(0, most).map((group, i) => {
        const page = withoutLinks(shorter(group));
        return `<svg xmlns="http://www.w3.org/2000/svg" ` +
            `xmlns:xlink="http://www.w3.org/1999/xlink" ` +
            `width="${wide}" height="${tall}" viewBox="0 0 ${wide} ${tall}">` +
            `<path fill="#fff" d="M0 0h${wide}v${tall}H0z"/>` +
            `<g transform="translate(0 ${-i * tall})">` +
            `${shared(page, definitions)}</g></svg>`;
    });
}
