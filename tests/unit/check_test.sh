#!/bin/bash
# lorbeer check finds each damage of a home, lorbeer brochure refuses what it
# cannot do. The damages are done to copies of one sample home.
# shellcheck source=tests/unit/cli.sh
. "$(dirname "$0")/cli.sh"
cd / || exit 1 # not the home's own folder

# damage NAME TEXT SHELL: what is done to a fresh copy, in its folder
damage() {
    rm -rf "$work/copy"
    cp -a "$work/home" "$work/copy"
    (cd "$work/copy" && eval "$3")
    try "$1" 1 "$2" "$lorbeer" check "$work/copy"
}

# shellcheck disable=SC2317 # called by what damage() evaluates
database() {
    node -e '
        const fs = require("fs");
        const [file, from, to] = process.argv.slice(1);
        let bytes = fs.readFileSync(file, "latin1");
        const at = bytes.lastIndexOf(from);
        if (at < 0) process.exit(1);
        bytes = bytes.slice(0, at) + to + bytes.slice(at + from.length);
        fs.writeFileSync(file, bytes, "latin1");
    ' lorbeer.db "$1" "$2"
}

# empties a page that nobody reads when the home is opened
# shellcheck disable=SC2317 # called by what damage() evaluates
lose_answers() {
    local page
    page=$(sqlite3 lorbeer.db "SELECT min(pageno) - 1 FROM dbstat
        WHERE name = 'answer_version' AND pagetype = 'leaf'")
    dd if=/dev/zero of=lorbeer.db bs=4096 seek="$page" count=1 conv=notrunc \
        status=none
}

"$lorbeer" demo "$work/home" >/dev/null
one=$(cd "$work/home/files" && find . -type f -size +0 | head -1)

try 'a whole home' 0 'all is well' "$lorbeer" check "$work/home"
damage 'a flipped byte in a file' 'was changed' \
    "printf X | dd of=files/$one bs=1 seek=9 conv=notrunc status=none"
damage 'a file that is too short' 'has another length' "truncate -s -1 files/$one"
damage 'a file that is missing' 'is missing' "rm files/$one"
damage 'a page of a document that is missing' 'in page 2: files/ab is missing' \
    'sqlite3 lorbeer.db "INSERT INTO document_page SELECT min(id), 2, \"ab\", \"image/jpeg\", 1, 1, 1, \"\" FROM file"'
version='INSERT INTO submission (entry_id, version, kind, submitted_at, language, content, digest, pdf_state, pdf_digest, pdf_bytes) SELECT min(id), 9, "record", 1, "de"'
damage 'what was submitted was changed' 'version 9 differs from its digest' \
    "sqlite3 lorbeer.db '$version, \"{}\", \"ab\", \"waiting\", \"\", 0 FROM entry'"
damage 'a receipt that is missing' 'in receipt 9: files/cd is missing' \
    "sqlite3 lorbeer.db '$version, \"{}\", \"ab\", \"done\", \"cd\", 1 FROM entry'"
damage 'a letter to a company that was changed' \
    'feedback 1 differs from its digest' \
    'sqlite3 lorbeer.db "UPDATE feedback_release SET content = char(88)"'
damage 'a file that was erased and is needed' 'was erased, but is needed' \
    'sqlite3 lorbeer.db "UPDATE file SET gone_at = 1 WHERE id = (SELECT min(file_id) FROM picture)"'
damage 'an exported file that is missing' 'exports/gone.pdf is missing' \
    'sqlite3 lorbeer.db "INSERT INTO job (kind, edition_id, product, state, result, result_bytes, created_at) SELECT \"brochure\", min(id), \"screen\", \"done\", \"gone.pdf\", 7, 1 FROM edition"'
damage "a version of a company's page that was changed" \
    'of its page differs from its digest' \
    'sqlite3 lorbeer.db "UPDATE page_version SET content = char(88)"'
damage 'an address of another edition' 'is of another edition' \
    'sqlite3 lorbeer.db "INSERT OR REPLACE INTO address SELECT e.id, (SELECT max(id) FROM edition WHERE id <> e.edition_id), \"x\" FROM entry e LIMIT 1"'
damage "a release through another page's link" 'given through a link to another' \
    'sqlite3 lorbeer.db "INSERT INTO page_link (entry_id, name, email, token_hash, created_at, expires_at) SELECT (SELECT min(id) FROM entry WHERE id <> v.entry_id), \"A\", \"a@b.example\", \"h\", 1, 2 FROM page_version v LIMIT 1; INSERT INTO page_release (version_id, link_id, name, released_at) SELECT min(v.id), (SELECT max(id) FROM page_link), \"A\", 1 FROM page_version v"'
damage 'a changed audit row' 'log: audit entry' "database conflict.declarejury conflict.declarEjury"
damage 'a key that others can read' 'keys/cookie: can be read by others' \
    'chmod 644 keys/cookie'
damage 'a key that is missing' 'keys/seal: No such file' 'rm keys/seal'
damage 'a key that is cut' 'is not a key of 32 bytes' 'truncate -s 3 keys/seal'
damage 'settings that cannot be read' 'settings: ' 'echo nonsense >>lorbeer.conf'
damage 'a broken page of the database' 'database: ' \
    lose_answers

rm -rf "$work/copy"
cp -a "$work/home" "$work/copy"
name=$(printf 'ab%.0s' {1..32})
echo orphan >"$work/copy/files/$name"
try 'a file of nobody does no harm' 0 '1 files belong to nothing' \
    "$lorbeer" check "$work/copy"

chmod -R a-w "$work/copy"
try 'a read-only home' 0 'all is well' "$lorbeer" check "$work/copy"
chmod -R u+w "$work/copy"

try 'a home that is missing' 4 'No such file' "$lorbeer" check "$work/nowhere"
mkdir "$work/empty"
try 'a folder that is no home' 4 'lorbeer: ' "$lorbeer" check "$work/empty"
echo nonsense >"$work/empty/lorbeer.db"
try 'a file that is no database' 4 'not a database' "$lorbeer" check "$work/empty"
try 'no home named' 2 'usage: lorbeer check HOME' "$lorbeer" check
try 'help' 0 'usage: lorbeer check HOME' "$lorbeer" check --help

brochure=("$lorbeer" brochure "$work/home")
try 'an unknown edition' 1 'there is no such edition' \
    "${brochure[@]}" --edition 1999 --output "$work/b.pdf"
try 'no edition named' 2 'are needed' "${brochure[@]}" --output "$work/b.pdf"
try 'an option that there is not' 2 'no such option' "${brochure[@]}" --colour
try 'an output folder that is missing' 4 'No such file' \
    "${brochure[@]}" --edition 2025 --output "$work/nowhere/b.pdf"
try 'a folder as output' 4 'is not a regular file' \
    "${brochure[@]}" --edition 2025 --output "$work/empty/"
try 'two products at once' 2 'not both' \
    "${brochure[@]}" --edition 2025 --output "$work/b.pdf" --print --proof
try 'a language that there is not' 2 'de or en' \
    "${brochure[@]}" --edition 2025 --output "$work/b.pdf" --language fr
try 'brochure of a missing home' 4 'lorbeer: ' \
    "$lorbeer" brochure "$work/nowhere" --edition x --output "$work/b.pdf"
[ ! -e "$work/b.pdf" ] || failed=1

exit $failed
