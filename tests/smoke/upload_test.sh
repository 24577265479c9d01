#!/bin/bash
# Uploads at the running server: too large, cut off, slow, twice at once, bombs.
# Whatever happens to a file, the draft's texts stay, and the server goes on.
# shellcheck source=tests/smoke/lib.sh
. "$(dirname "$0")/lib.sh"
trap finish EXIT

limit=$(sed -n 's/^http_body_max //p' conf/kore.conf)
proxy=$(sed -n 's/.*client_max_body_size \([0-9]*\)m;/\1/p' conf/nginx.conf)
is "the proxy takes what the server takes, to the byte" \
    $((proxy * 1024 * 1024)) "$limit"

make_home
db() { sqlite3 -batch "$work/home/lorbeer.db" '.timeout 5000' "$1"; }
start_server 127.0.0.1:0
jar=$work/jar
IFS=$'\t' read -r _ email password < <(
    grep -P '^company\t' "$work/home/demo-logins.tsv" | sed -n 2p
)
page=$(get /login -c "$jar" -b "$jar")
is "the company logs in" "$(status /login -c "$jar" -b "$jar" \
    --data-urlencode "email=$email" --data-urlencode "password=$password" \
    --data-urlencode "csrf=$(hidden csrf "$page")")" 303
entry=$(db "SELECT id FROM entry WHERE state = 'draft'")
form=/my/entry/$entry
csrf=$(hidden csrf "$(get "$form" -b "$jar")")
gallery=$form/picture/gallery
plan=$form/document/$(db "SELECT q.code FROM question q JOIN entry e
    ON e.edition_id = q.edition_id WHERE e.id = $entry AND q.kind = 'file'")
# send PATH FILE [CURL OPTION...]
send() {
    local path=$1 file=$2
    shift 2
    status "$path" -b "$jar" -F "csrf=$csrf" -F "file=@$file" "$@"
}
texts() { db "SELECT group_concat(value) FROM answer WHERE entry_id = $entry
    AND question_id IN (SELECT id FROM question WHERE kind = 'long')"; }
before=$(texts)
files() { db 'SELECT count(*) FROM file'; }
count=$(files)
unharmed() { # NAME: nothing was stored, the texts are there, it answers
    is "$1: nothing is stored" "$(files)" "$count"
    is "$1: the texts are there" "$(texts)" "$before"
    is "$1: the server answers" "$(status /healthz)" 200
}

# --- too much --------------------------------------------------------------------

truncate -s 500M "$work/huge.jpg"
is "500 MB are refused at once" "$(send "$gallery" "$work/huge.jpg")" 413
unharmed "500 MB"
truncate -s 13M "$work/large.jpg"
is "13 MB get a word beside the field" "$(send "$gallery" "$work/large.jpg")" 422
has "which says how much is possible" "$(cat "$work/body")" \
    'höchstens 12 MB|at most 12 MB'
unharmed "13 MB"

# --- cut off, slow, twice ----------------------------------------------------------

vips gaussnoise "$work/n.v" 900 700 && vips cast "$work/n.v" "$work/u.v" uchar
vips jpegsave "$work/u.v" "$work/photo.jpg" --Q 95
send "$gallery" "$work/photo.jpg" --limit-rate 100k --max-time 1 >/dev/null
sleep 1
unharmed "a connection cut in the middle"
is "a slow one arrives" \
    "$(send "$gallery" "$work/photo.jpg" --limit-rate 150k)" 303
count=$((count + 1))
is "it is stored once" "$(files)" "$count"
vips jpegsave "$work/u.v" "$work/twice.jpg" --Q 60
send "$gallery" "$work/twice.jpg" >"$work/one" &
first=$!
curl -sS -o /dev/null -w '%{http_code}' --max-time 20 -b "$jar" \
    -F "csrf=$csrf" -F "file=@$work/twice.jpg" "$url$gallery" >"$work/two"
wait "$first"
is "sent twice at once" "$(cat "$work/one" "$work/two")" 303303
count=$((count + 1))
is "it is there once" "$(files)" "$count"

# --- names and kinds ----------------------------------------------------------------

: >"$work/empty.png"
is "an empty file" "$(send "$gallery" "$work/empty.png")" 422
echo 'only text' >"$work/note.png"
is "a text called PNG" "$(send "$gallery" "$work/note.png")" 422
printf '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xc3\x50\0\0\xc3\x50\x08\6\0\0\0' \
    >"$work/bomb.png"
is "50000 x 50000 pixels" "$(send "$gallery" "$work/bomb.png")" 422
unharmed "wrong files"
vips jpegsave "$work/u.v" "$work/name.jpg" --Q 50
is "a name with a path and a turn of direction" "$(status "$gallery" \
    -b "$jar" -F "csrf=$csrf" \
    -F "file=@$work/name.jpg;filename=\"../../x/a$(printf '\u202e')b.exe\"")" 303
is "is kept clean" "$(db 'SELECT name FROM file ORDER BY id DESC LIMIT 1')" \
    ab.exe.jpg
count=$((count + 1))

# --- bombs that unpack -----------------------------------------------------------------

mkdir -p "$work/zip/word"
printf '<Types><Override ContentType="application/vnd.openxmlformats-%s"/></Types>' \
    officedocument.wordprocessingml.document.main+xml \
    >"$work/zip/[Content_Types].xml"
echo '<w/>' >"$work/zip/word/document.xml"
pack() { (cd "$work/zip" && python3 -c 'import sys, zipfile, os
z = zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED)
for d, _, names in os.walk("."):
    for n in names: z.write(os.path.join(d, n))' "$1"); }
pack "$work/fine.docx"
is "an office file is taken" "$(send "$plan" "$work/fine.docx")" 303
count=$((count + 1))
office=$(db 'SELECT max(id) FROM file')
head=$(get "/file/$office" -b "$jar" | sed '/^$/q')
has "it is only given away" "$head" '^content-disposition: attachment;'
has "without guessing" "$head" '^x-content-type-options: nosniff'
truncate -s 400M "$work/zip/word/media.bin"
pack "$work/bomb.docx"
is "an archive of 400 MB of nothing" "$(send "$plan" "$work/bomb.docx")" 422
rm "$work/zip/word/media.bin"
echo x >"$work/zip/word/vbaProject.bin"
pack "$work/macro.docx"
is "an office file with programs" "$(send "$plan" "$work/macro.docx")" 422
unharmed "bombs that unpack"

# an entity bomb and a filter without end: taken, but never drawn
{
    printf '<!DOCTYPE svg [<!ENTITY a0 "aaaaaaaaaa">'
    for i in $(seq 9); do
        printf '<!ENTITY a%d "%s">' "$i" \
            "$(printf '&a%d;' $((i - 1)){,,,,,,,,,})"
    done
    printf ']><svg xmlns="http://www.w3.org/2000/svg"><text>&a9;</text></svg>'
} >"$work/bomb.svg"
is "a drawing with an entity bomb" \
    "$(send "$form/picture/logo" "$work/bomb.svg")" 303
bomb=$(db 'SELECT max(id) FROM file')
ended() { [ "$(db "SELECT render_state FROM file WHERE id = $1")" != waiting ]; }
wait_for 150 ended "$bomb"
has "ends" "$(db "SELECT render_state FROM file WHERE id = $bomb")" \
    '^(failed|done)$'
# whoever asks for the drawing itself gets it to be saved, never to be shown
head=$(get "/file/$bomb" -b "$jar" | sed '/^$/q')
has "a drawing is never shown as it came" "$head" \
    '^content-disposition: attachment;'
has "but as bytes" "$head" '^content-type: application/octet-stream'
is "the texts are there at the end" "$(texts)" "$before"

stop_server
is "SIGTERM ends the server with 0" $? 0
