// Markdown as blocks that kit.typ sets: paragraphs, headings, lists, quotes;
// in them bold, italic, links. Nothing of it is ever code: what is not
// understood is text.
const links = /^(https?:\/\/|mailto:)[^\s<>"]+$/;
const lettersMax = 50000;

const run = (text, style) => ({text, ...style});

// The text between two equal marks that begins at `at`, or null.
function between(text, at, mark) {
    const from = at + mark.length;
    if (/^\s|^$/.test(text.slice(from, from + 1))) return null;
    if (mark[0] === '_' && /[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return null;
    for (let end = text.indexOf(mark, from + 1); end > 0;
        end = text.indexOf(mark, end + 1)) {
        if (/\s/.test(text[end - 1]) || text[end - 1] === '\\') continue;
        const after = text[end + mark.length] ?? '';
        if (mark[0] === '_' && /[\p{L}\p{N}]/u.test(after)) continue;
        if (mark.length === 1 && after === mark) { end++; continue; }
        return {body: text.slice(from, end), next: end + mark.length};
    }
    return null;
}

function styled(text, at, style, deep) {
    for (const mark of ['**', '__', '*', '_']) {
        if (!text.startsWith(mark, at)) continue;
        const found = between(text, at, mark);
        if (!found) continue;
        const key = mark.length === 2 ? 'bold' : 'italic';
        return {runs: runs(found.body, {...style, [key]: true}, deep + 1),
                next: found.next};
    }
    return null;
}

function linked(text, at, style) {
    const rest = text.slice(at);
    const full = /^!?\[([^\]\n]*)\]\(\s*<?([^\s()<>]*)>?(?:\s+"[^"]*")?\s*\)/.exec(rest);
    if (full) {
        const good = full[0][0] === '[' && links.test(full[2]);
        return {runs: [run(full[1], good ? {...style, link: full[2]} : style)],
                next: at + full[0].length};
    }
    const bare = /^<?((?:https?:\/\/|mailto:)[^\s<>"]*[^\s<>".,;:!?)\]}'*_])>?/.exec(rest);
    if (!bare) return null;
    const shown = bare[1].replace(/^(https?:\/\/(www\.)?|mailto:)|\/$/g, '');
    return {runs: [run(shown, {...style, link: bare[1]})],
            next: at + bare[0].length};
}

function runs(text, style = {}, deep = 0) {
    const all = [];
    let plain = '';
    const flush = () => { if (plain) all.push(run(plain, style)); plain = ''; };
    for (let at = 0; at < text.length;) {
        const c = text[at];
        let found = null;
        if (c === '\\' && /[!-/:-@[-`{-~]/.test(text[at + 1] ?? '')) {
            plain += text[at + 1];
            at += 2;
            continue;
        }
        if (c === '\n') {
            flush();
            all.push({break: true});
            at++;
            continue;
        }
        if (deep < 4 && (c === '*' || c === '_')) found = styled(text, at, style, deep);
        else if ('[!<hm'.includes(c) && !style.link) found = linked(text, at, style);
        else if (c === '`') {
            const code = /^`([^`]+)`/.exec(text.slice(at));
            if (code) found = {runs: [run(code[1], style)], next: at + code[0].length};
        }
        if (found) {
            flush();
            all.push(...found.runs);
            at = found.next;
        } else {
            plain += c;
            at++;
        }
    }
    flush();
    return all;
}

const bullet = /^(\s*)[-*+]\s+(.*)$/, number = /^(\s*)(\d{1,9})[.)]\s+(.*)$/;
const ruled = /^\s*([-*_])(\s*\1){2,}\s*$/;

function listOf(lines, at) {
    const counted = number.exec(lines[at]);
    const kind = counted ? 'numbers' : 'list', items = [];
    const start = counted ? Number(counted[2]) : 1;
    for (; at < lines.length; at++) {
        const line = lines[at];
        const point = bullet.exec(line), count = number.exec(line);
        const found = point ?? count;
        if (found && found[1].length >= 2 && items.length > 0) {
            const item = items.at(-1), last = item.at(-1);
            const inner = [{kind: 'text', runs: runs(found.at(-1).trim())}];
            if (last.kind === 'list') last.items.push(inner);
            else item.push({kind: 'list', items: [inner]});
        } else if (found && (kind === 'numbers') === Boolean(count)) {
            items.push([{kind: 'text', runs: runs(found.at(-1).trim())}]);
        } else if (line.trim() !== '' && /^\s/.test(line) && items.length > 0) {
            const last = items.at(-1).at(-1);
            const into = last.kind === 'list' ? last.items.at(-1)[0] : last;
            into.runs.push(run(' '), ...runs(line.trim()));
        } else if (line.trim() === '' &&
                   (bullet.test(lines[at + 1] ?? '') ||
                    number.test(lines[at + 1] ?? ''))) {
            continue;
        } else break;
    }
    return {block: {kind, items, start}, at};
}

// Headings begin at 2, the page's own is 1, and none is skipped.
export function blocks(text) {
    const lines = [...text].slice(0, lettersMax).join('').replace(/\r\n?/g, '\n')
        .split('\n').map(l => l.replace(/\s+$/, ''));
    const all = [];
    let level = 1;
    for (let at = 0; at < lines.length;) {
        const line = lines[at];
        const head = /^\s{0,3}(#{1,6})\s+(.*?)\s*#*$/.exec(line);
        if (line.trim() === '' || ruled.test(line)) at++;
        else if (head) {
            level = Math.min(level + 1, Math.max(2, head[1].length), 4);
            all.push({kind: 'heading', level, runs: runs(head[2])});
            at++;
        } else if (bullet.test(line) || number.test(line)) {
            const made = listOf(lines, at);
            all.push(made.block);
            at = made.at;
        } else {
            const quote = line.trimStart().startsWith('>');
            const part = [];
            for (; at < lines.length && lines[at].trim() !== ''; at++) {
                const next = lines[at].trimStart();
                if (part.length > 0 && (next.startsWith('>') !== quote ||
                    /^#{1,6}\s/.test(next) || bullet.test(lines[at]) ||
                    number.test(lines[at]))) break;
                part.push(quote ? next.replace(/^>\s?/, '') : next);
            }
            all.push({kind: quote ? 'quote' : 'text', runs: runs(part.join('\n'))});
        }
    }
    return all;
}

// {"de": "…"} or one string, as blocks by language.
export function blocksOf(value) {
    if (typeof value === 'string') return {both: blocks(value)};
    if (value === null || typeof value !== 'object') return undefined;
    return Object.fromEntries(Object.entries(value)
        .filter(([, v]) => typeof v === 'string').map(([k, v]) => [k, blocks(v)]));
}
