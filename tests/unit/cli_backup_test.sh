#!/bin/bash
# lorbeer backup and lorbeer restore: what comes back is what there was, also
# while others write; what is damaged, foreign or in the way is refused, and
# then nothing is left behind.
# shellcheck source=tests/unit/cli.sh
. "$(dirname "$0")/cli.sh"

# every row of every table, but for what a restoration itself adds
rows() {
    local table
    for table in $(sqlite3 "$1/lorbeer.db" "SELECT name FROM sqlite_schema
            WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"); do
        echo "$table"
        sqlite3 -quote "$1/lorbeer.db" "SELECT * FROM \"$table\" ORDER BY 1, 2"
    done | grep -v -e home.restore -e '"made_at":"2'
}
files() { (cd "$1" && find . -type f ! -path './run/*' ! -name 'lorbeer.db*' \
    -exec sha256sum {} + | sort -k 2); }

"$lorbeer" demo award >/dev/null || exit 1
sqlite3 award/lorbeer.db "INSERT INTO mail (recipient, kind, language, subject,
    body, link, state, created_at) VALUES
    ('a@example.org', 'receipt', 'de', 'S', 'B', '', 'ready', 1),
    ('b@example.org', 'receipt', 'de', 'S', 'B', '', 'held', 1)"
echo half >award/files/upload.part
mkdir award/templates && echo '// ours' >award/templates/cards.typ
echo made >award/exports/1-made.pdf
sqlite3 award/lorbeer.db "INSERT INTO job (kind, edition_id, product, state,
    result, result_bytes, created_at) VALUES
    ('brochure', 1, 'screen', 'done', '1-made.pdf', 5, 1)"
try 'a backup' 0 ' files, ' "$lorbeer" backup award b.zip
same 'for the owner only' "$(stat -c %a b.zip)" 600
same 'nothing stays in the home' "$(ls award/run)" ''
try 'is restored and checked' 0 'all is well' "$lorbeer" restore b.zip back
rm award/files/upload.part
same 'both count the same files' \
    "$("$lorbeer" restore b.zip counted | grep -oE '[0-9]+ files' | head -n 1)" \
    "$("$lorbeer" backup award counted.zip | grep -oE '[0-9]+ files')"
same 'what was made is there' "$(cat back/exports/1-made.pdf)" made
same 'the same files, and no upload under way' "$(files back)" "$(files award)"
same 'folders' "$(stat -c %a back back/*/ | sort -u)" 700
same 'files for the owner only' \
    "$(find back -type f -exec stat -c %a {} + | sort -u)" 600
same 'mail that waited is uncertain, mail that was held is held' \
    "$(sqlite3 back/lorbeer.db "SELECT recipient, state FROM mail
        WHERE kind = 'receipt' AND subject = 'S' ORDER BY 1" | xargs)" \
    'a@example.org|uncertain b@example.org|held'
sqlite3 back/lorbeer.db "UPDATE mail SET state = 'ready' WHERE subject = 'S'
    AND recipient = 'a@example.org'"
same 'the same rows' "$(rows back | sha256sum)" "$(rows award | sha256sum)"
same 'the log says so' "$(sqlite3 back/lorbeer.db "SELECT action FROM audit
    ORDER BY id DESC LIMIT 1")" home.restore
try 'from elsewhere, parents are made' 0 'all is well' \
    "$lorbeer" restore "$work/b.zip" "$work/deep/er/home/"
mkdir empty full && touch full/something
try 'into an empty folder' 0 'all is well' "$lorbeer" restore b.zip empty
ln -s linked-to link && mkdir linked-to here
try 'through a link' 0 'all is well' "$lorbeer" restore b.zip link
same 'to its folder' "$(stat -c %F link linked-to/lorbeer.db)" \
    $'symbolic link\nregular file'
try 'into the folder one is in' 0 'all is well' \
    bash -c "cd here && '$lorbeer' restore ../b.zip ."
try 'not into one that is not' 1 'full: is there already' \
    "$lorbeer" restore b.zip full
same 'which is left alone' "$(ls full)" something
try 'not over a home' 1 'back: is there already' "$lorbeer" restore b.zip back
try 'a name with a quotation mark' 0 ' files, ' \
    bash -c "mv back \"it's\" && '$lorbeer' backup \"it's\" 'o'\''b.zip'"
mv "it's" back

# hot: every backup that is made while accounts come is whole
for i in $(seq 40); do
    "$lorbeer" user add award "n$i@example.org" --name "N $i" --role juror
done >/dev/null 2>errors &
for i in 1 2 3 4 5; do
    try "while others write ($i)" 0 ' files, ' "$lorbeer" backup award hot.zip
    try "is whole ($i)" 0 'all is well' "$lorbeer" restore hot.zip "hot$i"
done
wait
same 'nobody was in the way' "$(cat errors)" ''
exec 9<award/run
flock 9
try 'one at a time' 1 'another backup is being made' \
    "$lorbeer" backup award c.zip
exec 9>&-

# stopped half-way: nothing secret is left
cp -r back large
for i in $(seq 60); do
    head -c 4000000 /dev/urandom >large/files/"$(printf '%064d' "$i")"
done
"$lorbeer" backup large large.zip >/dev/null || exit 1
# shellcheck disable=SC2317 # try calls it
stopped() { # SIGNAL COMMAND...: after a moment
    "${@:2}" >said 2>&1 &
    sleep 0.2
    kill -"$1" "$!"
    wait "$!"
}
for signal in TERM HUP; do
    try "a restoration is stopped by $signal" 1 '' \
        stopped $signal "$lorbeer" restore large.zip large-back
    same "nothing is left ($signal)" "$(ls -d large-back* 2>&1)" \
        "ls: cannot access 'large-back*': No such file or directory"
    try "a backup is stopped by $signal" 1 '' \
        stopped $signal "$lorbeer" backup large stopped.zip
    same "nor of it ($signal)" "$(ls -A large/run; ls -d stopped.zip* 2>/dev/null)" ''
done
rm -r large large.zip

# a file that goes while it is packed
cp -r back going
for i in $(seq 30); do
    head -c 4000000 /dev/urandom >going/files/"$(printf '%064d' "$i")"
done
(
    sleep 0.15
    rm going/files/"$(printf '%064d' 30)"
) &
try 'a file goes meanwhile' 0 ' files, ' "$lorbeer" backup going going.zip
wait
try 'and the rest is whole' 0 'all is well' "$lorbeer" restore going.zip gone
rm -r going going.zip gone

# a newer or an older database
cp -r back older
sqlite3 older/lorbeer.db "PRAGMA user_version = 9999"
try 'a backup of a newer program' 0 ' files, ' "$lorbeer" backup older n.zip
try 'is not restored by this one' 3 lorbeer.db "$lorbeer" restore n.zip newer
same 'though all files are in it' \
    "$(unzip -Z1 n.zip | grep -cE '^(files|exports)/')" \
    "$(find older/files older/exports -type f | wc -l)"

# a home that lacks something is backed up, and the lack is named
cp -r back lame
rm "lame/files/$(sqlite3 lame/lorbeer.db "SELECT digest FROM file
    WHERE gone_at IS NULL ORDER BY id LIMIT 1")"
try 'a missing file is named' 1 'is missing in the home and in the backup' \
    "$lorbeer" backup lame lame.zip
try 'and found by the check' 1 'is missing' "$lorbeer" restore lame.zip lame2

# damage: each changed byte is found, or it stood where nothing is said
size=$(stat -c %s b.zip)
lost=0
for i in $(seq 1 12); do
    cp b.zip hurt.zip
    printf '\xa5' | dd of=hurt.zip bs=1 seek=$((size * i / 13)) conv=notrunc \
        2>/dev/null
    "$lorbeer" restore hurt.zip hurt >/dev/null 2>&1
    status=$?
    [ $status = 3 ] || [ $status = 0 ] || lost=$((lost + 1))
    [ $status != 0 ] || diff -rq --exclude=run --exclude='lorbeer.db*' \
        hurt empty || lost=$((lost + 1))
    [ $status = 0 ] || [ ! -e hurt ] || lost=$((lost + 1))
    rm -rf hurt
done
same 'changed bytes' "$lost" 0
for bytes in 0 1 1000 $((size / 2)) $((size - 1)); do
    head -c "$bytes" b.zip >cut.zip
    try "cut after $bytes" 3 'cut.zip: is no ZIP file, or a damaged one' \
        "$lorbeer" restore cut.zip cut
done
evil() { # NAME: a backup with one more member of that name
    cp b.zip evil.zip
    python3 -c 'import sys, warnings, zipfile
warnings.simplefilter("ignore")
with zipfile.ZipFile("evil.zip", "a") as z: z.writestr(sys.argv[1], "evil")' "$1"
}
for name in ../evil /tmp/evil files/../../evil files/.evil run/evil evil \
    files/a/b 'keys/a b' files/; do
    evil "$name"
    try "a member $name" 3 'has a file that no home has' \
        "$lorbeer" restore evil.zip evil
done
evil lorbeer.db
try 'a member twice' 3 'lorbeer.db' "$lorbeer" restore evil.zip evil
python3 -c 'import zipfile
with zipfile.ZipFile("other.zip", "w") as z: z.writestr("a.txt", "a")'
try 'another ZIP' 3 'is not a backup' "$lorbeer" restore other.zip other
python3 -c 'import zipfile
with zipfile.ZipFile("bare.zip", "w") as z:
    z.writestr("lorbeer-backup", "lorbeer backup 1\nmade at 2026\nschema 1\n")'
try 'no database' 3 'has no database' "$lorbeer" restore bare.zip bare
python3 -c 'import zipfile
with zipfile.ZipFile("text.zip", "w") as z:
    z.writestr("lorbeer-backup", "lorbeer backup 1\nmade at 2026\nschema 1\n")
    z.writestr("lorbeer.db", "no database at all" * 100)'
try 'a database that is none' 3 'lorbeer.db' "$lorbeer" restore text.zip text
try 'no such backup' 4 'No such file' "$lorbeer" restore nothing.zip nothing
same 'nothing is left of all these' "$(find . -maxdepth 1 \( -name 'cut*' -o \
    -name 'evil*' -o -name 'other*' -o -name 'bare*' -o -name 'text*' -o \
    -name 'hurt*' -o -name 'newer*' -o -name 'nothing*' \) ! -name '*.zip')" ''

# a backup that fails leaves the one before. A file that may not grow is like a
# disk that is full, for every user
# shellcheck disable=SC2317 # try calls it
no_more_than() { # KILOBYTES COMMAND...
    (
        trap '' XFSZ
        ulimit -f "$1"
        shift
        exec "$@"
    )
}
cp b.zip old.zip
mkdir disk
echo before >disk/b.zip
try 'no room to copy the database' 4 award/lorbeer.db \
    no_more_than 300 "$lorbeer" backup award disk/b.zip
large=award/files/$(printf 'f%.0s' {1..64})
head -c 4000000 /dev/urandom >"$large"
try 'no room for the backup' 4 disk/b.zip \
    no_more_than 3500 "$lorbeer" backup award disk/b.zip
rm "$large"
same 'the old one stays' "$(ls disk) $(cat disk/b.zip)" 'b.zip before'
same 'nothing stays in the home either' "$(ls award/run)" ''
try 'no room to restore' 4 disk/home \
    no_more_than 300 "$lorbeer" restore b.zip disk/home
same 'nothing is left' "$(ls disk)" b.zip
try 'no folder' 4 'nowhere/b.zip' "$lorbeer" backup award nowhere/b.zip
try 'no home' 4 'nowhere: No such file' "$lorbeer" backup nowhere b.zip
try 'an old backup is replaced' 0 ' files, ' "$lorbeer" backup award old.zip
try 'by a whole one' 0 'all is well' "$lorbeer" restore old.zip again
try 'usage' 2 'usage: lorbeer backup HOME F.zip' "$lorbeer" backup award
try 'the wrong way round' 3 'name the ZIP first' \
    "$lorbeer" restore back b.zip
try 'usage of restore' 2 'usage: lorbeer restore F.zip HOME' \
    "$lorbeer" restore b.zip
try 'help' 0 'usage: lorbeer backup' "$lorbeer" backup --help
try 'help of restore' 0 'usage: lorbeer restore' "$lorbeer" restore --help
exit $failed
