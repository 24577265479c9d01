#!/bin/bash
# The worst companies' edition through the doors of the house: imported, set as
# a book, checked, cancelled, killed, made again and taken to pieces by other
# programs. TORTURE=100 makes it a hundred companies, each with its own photo.
# shellcheck source=tests/smoke/lib.sh
. "$(dirname "$0")/lib.sh"

count=${TORTURE-21}
dir=$work/torture db=$work/home/lorbeer.db
jar=$work/jar
office=/office/edition/torture/brochure
mkdir "$dir"

sql() { sqlite3 -cmd '.timeout 5000' "$db" "$1"; }
# code KIND: of the first such company; name_of KIND
code_of() { awk -F'\t' -v k="$1" '$2 == k { print $1; exit }' "$dir/names.tsv"; }
name_of() { awk -F'\t' -v k="$1" '$2 == k { print $3; exit }' "$dir/names.tsv"; }
id_of() {
    sql "SELECT e.id FROM entry e JOIN edition d ON d.id = e.edition_id
         WHERE d.slug = 'torture' AND e.code = '$(code_of "$1")'"
}

# --- the edition -----------------------------------------------------------------

make_home
sql 'DELETE FROM job_turn; DELETE FROM job' # the demo's own pictures
"$program" edition export "$work/home" 2025 --output "$dir/base.json"
node tests/support/torture.mjs "$dir/base.json" "$count" "$dir"
for i in $(seq "$count"); do
    # of a few sizes, so that most are prepared once; the broken one its own
    size=$((i % 3))
    if [ "$i" = 20 ] || [ "$count" -gt 40 ]; then size=$((i + 10)); fi
    [ -e "$dir/size-$size.jpg" ] ||
        vips black "$dir/size-$size.jpg" 2600 $((1700 + size)) --bands 3
    cp "$dir/size-$size.jpg" "$dir/photo-$i.jpg"
done
vips black "$dir/portrait.jpg" 1500 2250 --bands 3
vips black "$dir/tiny.jpg" 400 300 --bands 3
vips black "$dir/banner.png" 2000 100 --bands 3
vips black "$dir/logo.png" 600 400 --bands 3
is "the set-up is imported" "$("$program" edition import "$work/home" \
    "$dir/edition.json" 2>&1 >"$work/import" || cat "$work/import")" ""
is "the nominations are imported" "$("$program" import "$work/home" \
    --edition torture --entries "$dir/entries.csv" 2>&1)" "$count nominations"
is "pictures and decisions are added" "$(build/release/torture_home fill \
    "$work/home" torture "$dir/rest.tsv" "$dir" 2>&1)" ""

start_server 127.0.0.1:0
is "an organiser logs in" "$(login organiser "$jar")" 303
# shellcheck disable=SC2317 # called by wait_for, as are the next
no_jobs() { [ "$(sql "SELECT count(*) FROM job WHERE state IN ('waiting',
    'running')")" = 0 ]; }
wait_for $((300 + 30 * count)) no_jobs || fail "the pictures get ready"
is "no picture is refused" "$(sql "SELECT count(*) FROM job WHERE state <> 'done'")" 0
is "one lies broken on the disk" "$(build/release/torture_home break \
    "$work/home" torture "$dir/rest.tsv" 2>&1)" ""

# --- jobs --------------------------------------------------------------------------

csrf=$(hidden csrf "$(get "$office" -b "$jar")")
# order PRODUCT: the status; the number of its job is then in $job
order() {
    local status
    status=$(status "$office" -b "$jar" -d "csrf=$csrf" -d "for=$1")
    job=$(sql 'SELECT max(id) FROM job')
    [ "$status" = 303 ] || fail "$1 is ordered" "$status"
}
state() { sql "SELECT state FROM job WHERE id = $job"; }
# shellcheck disable=SC2317
being_set() { [ "$(sql "SELECT state = 'running' AND progress > 0 FROM job
    WHERE id = $job")" = 1 ]; }
# shellcheck disable=SC2317
being_measured() { [ "$(sql "SELECT message FROM job WHERE id = $job")" = measures ]; }
# shellcheck disable=SC2317
ended() { [[ $(state) =~ done|failed|cancelled ]]; }
# shellcheck disable=SC2317
swept() { ! compgen -G "$work/home/run/jobs/job-*/data.json"; }
jobs_pid() {
    local pid
    for pid in $(pgrep -P "$server"); do
        ! grep -qsz '^jobs$' "/proc/$pid/cmdline" || echo "$pid"
    done
}

order proof
if wait_for 60 being_measured; then
    pass "before a proof, pages are measured, and its page says so"
else
    fail "before a proof, pages are measured, and its page says so" "$(state)"
fi
has "in words" "$(get "$office" -b "$jar")" 'Es wird gemessen, wie voll die Seiten sind'
status "/office/job/$job/cancel" -b "$jar" -d "csrf=$csrf" >"$work/code"
# shellcheck disable=SC2317
given_up() { grep -q " event=job id=$job .* state=cancelled" "$log"; }
if wait_for 60 given_up; then pass "it is cancelled then"; else
    fail "it is cancelled then" "$(state)"
fi

order screen
wait_for 60 being_set || fail "the book is being set"
look=$office/pages/$(id_of short)/preview
is "meanwhile somebody looks at a page" \
    "$(status "$look" -b "$jar" -d "csrf=$csrf")" 200
# shellcheck disable=SC2317
drawn() { get "$look/state" -b "$jar" | grep -q '"state": *"done"'; }
wait_for 60 drawn || fail "the page is drawn"
is "it is drawn before the book is done" "$(state)" running
is "it is cancelled half-way" \
    "$(status "/office/job/$job/cancel" -b "$jar" -d "csrf=$csrf")" 303
wait_for 20 ended
is "and is over" "$(state)" cancelled
if wait_for 20 swept; then pass "nothing is left of it"; else
    fail "nothing is left of it" "$(ls "$work/home/run/jobs")"
fi
is "nor a file" "$(compgen -G "$work/home/exports/torture-brochure-*")" ""

is "it is tried again" \
    "$(status "/office/job/$job/retry" -b "$jar" -d "csrf=$csrf")" 303
wait_for 60 being_set || fail "the book is being set again"
killed=$(jobs_pid)
kill -KILL "$killed"
wait_for 300 ended
is "the job process is killed, the next one finishes the book" "$(state)" "done"
lacks "it is another process" "$(jobs_pid)" "^$killed\$"
first=$job
screen=$work/home/exports/$(sql "SELECT result FROM job WHERE id = $first")

order screen
wait_for 300 ended
is "the same again is served from what was made" \
    "$(sql "SELECT notes ->> 'same' FROM job WHERE id = $job")" "$first"
status "/office/job/$job/file" -b "$jar" >"$work/code"
is "byte by byte" "$(cmp "$work/body" "$screen" 2>&1)" ""
order print
wait_for 300 ended
is "the print shop's book is made" "$(state)" "done"
print=$work/home/exports/$(sql "SELECT result FROM job WHERE id = $job")

"$program" brochure "$work/home" --edition torture --output "$work/again.pdf" \
    >"$work/said" 2>"$work/named"
is "the command line makes the same bytes" "$(cmp "$work/again.pdf" "$screen" 2>&1)" ""
is "a bad picture names its company" "$(grep -c ': photo left out: ' "$work/named")" \
    "$(grep -c $'^break\t' "$dir/rest.tsv")"
has "by name" "$(cat "$work/named")" "lorbeer: $(name_of broken): photo left out"
has "so does the page" "$(get "$office" -b "$jar")" \
    'Weggelassen, weil es sich nicht setzen ließ: Broken &amp; Söhne [0-9]+ \(Foto\)'

# --- the books -----------------------------------------------------------------------

for file in "$screen" "$print"; do
    is "${file##*-} is a sound PDF" "$(qpdf --check "$file" >"$work/said" 2>&1
        echo $?)" 0
    is "its fonts are in it" "$(pdffonts "$file" | awk 'NR > 2' |
        grep -vcE ' yes +(yes|no) +(yes|no) +[0-9]+ +[0-9]+$')" 0
done
# widest FILE: the pixels of its widest picture
widest() { pdfimages -list "$1" | awk 'NR > 2 && $4 > n { n = $4 } END { print n + 0 }'; }
is "photos for the press are as large as they came" "$(widest "$print")" 2600
is "those for the screen as large as a page there" "$(($(widest "$screen") < 1700))" 1
pages=$(pdfinfo "$print" | awk '/^Pages/ { print $2 }')
is "the print shop gets pages in fours" $((pages % 4)) 0
pdftotext "$screen" "$work/text"
text=$(tr '\n' ' ' <"$work/text" | tr -s ' ')
while IFS=$'\t' read -r _ kind name; do
    # long names are broken across lines; one took back its consent
    case $kind in
    long | typst | html | tex | sql | formula | glyphs) continue ;;
    esac
    if ! grep -qF -- "$name" <<<"$text"; then
        fail "every company stands in the book" "$name"
    fi
done <"$dir/names.tsv"
has "hostile text is text" "$text" 'script>alert\(1\)'
# shellcheck disable=SC2016 # dollars of Typst
has "also Typst's own" "$text" '\$x\^2\$'
lacks "no file of the host" "$text" 'root:[^ ]*:0:0'
is "nothing in it runs or loads" "$(qpdf --qdf --object-streams=disable "$screen" - |
    grep -aciE '/(JavaScript|JS|Launch|EmbeddedFile|SubmitForm|GoToR) ')" 0

# --- what is wrong with each ------------------------------------------------------------

# these two are to have one page, so 100 % is that page
for kind in full over; do
    status "$office/parts" -b "$jar" -d "csrf=$csrf" -d "entry=$(id_of $kind)" \
        -d action=pages -d pages=1 >"$work/code"
done
status "$office/preflight" -b "$jar" -d "csrf=$csrf" >"$work/code"
# shellcheck disable=SC2317
measured() { [ "$(sql "SELECT count(*) FROM fit WHERE state = 'wanted'")" = 0 ]; }
wait_for 120 measured || fail "the pages are measured"
get "$office/preflight" -b "$jar" >"$work/preflight"
# said KIND: what the page says of the first company of that kind
said() {
    awk -v id="id=\"entry-$(id_of "$1")\"" 'index($0, id) { on = 1; print; next }
        on && /<li class="preflight"/ { exit } on' "$work/preflight" |
        sed 's/<[^>]*>/ /g' | tr -s ' \n' ' '
}
says() { has "preflight of '$1': $2" "$(said "$1")" "$2"; }
says short 'Es ist nichts offen'
says nophoto 'Es gibt kein Foto'
says portrait '% davon werden abgeschnitten'
says empty 'Es gibt keinen Text über die Strategie'
says full 'Deutscher Text (9[0-9]|100)[^0-9]*%'
says full 'Es gibt kein Logo'
says over 'Deutscher Text 1(2[5-9]|3[0-3])[^0-9]*%'
says over 'Die Texte passen nicht auf die eine Seite, die sie haben: Sie brauchen 2'
says three 'Sie brauchen 3'
says withdrawn 'Die Einwilligung in die Veröffentlichung wurde widerrufen'
says tiny 'Das Foto hat keinen Bildnachweis'
says tiny 'keinen Alternativtext auf Deutsch'
says tiny 'keinen Alternativtext auf Englisch'
says tiny 'Pixel je Zoll'
says broken 'Das Foto ließ sich in der letzten Datei nicht setzen'
says glyphs 'Zeichen'
lacks "no markup of theirs" "$(cat "$work/preflight")" '<script>alert|<img src=//evil'

# --- everything else that leaves the house --------------------------------------------

is "the package is made" "$("$program" export "$work/home" --edition torture \
    --output "$work/all.zip" >"$work/said" 2>&1 || cat "$work/said")" ""
is "it is a sound ZIP" "$(unzip -tqq "$work/all.zip" 2>&1)" ""
unzip -Z1 "$work/all.zip" >"$work/members"
is "with plain names of bounded length" \
    "$(LC_ALL=C grep -vcE '^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*$|.{200}' "$work/members")" 0
is "no two are one on Windows" "$(tr "[:upper:]" "[:lower:]" <"$work/members" | sort | uniq -d)" ""
is "nor reserved there" "$(grep -ciE '(^|/)(con|aux|nul|prn|com[0-9]|lpt[0-9])(\.|/|$)|\.(/|$)' \
    "$work/members")" 0

# make_piece PIECE LANGUAGE
make_piece() {
    status "$office/kit" -b "$jar" -d "csrf=$csrf" -d "piece=$1" \
        -d "language=$2" >"$work/code"
    job=$(sql 'SELECT max(id) FROM job')
    wait_for 300 ended
    is "$1 of the winners' kit" "$(sql "SELECT product || ' ' || state ||
        message FROM job WHERE id = $job")" "$1 done"
    cp "$work/home/exports/$(sql "SELECT result FROM job WHERE id = $job")" \
        "$dir/kit-$1"
}
for piece in certificates certificates_print slides signets press social; do
    make_piece $piece ''
done
for piece in cards script; do make_piece $piece de; done
is "each knows what it was made from" "$(sql "SELECT count(*) FROM job WHERE
    kind = 'kit' AND notes NOT LIKE '%\"content\":%'")" 0
lacks "and is of today" "$(get "$office/kit" -b "$jar")" 'seitdem geändert'
has "slides name whose photo they lack" "$(get "$office/kit" -b "$jar")" \
    'Weggelassen, weil es sich nicht setzen ließ: Broken'
certificates=$(pdftotext "$dir/kit-certificates" - | tr -s ' \n' ' ')
has "certificates of all" "$certificates" 'Portrait & Söhne'
is "the home is whole but for that picture in two sizes" \
    "$("$program" check "$work/home" 2>&1 | grep -c 'files/')" \
    "$((2 * $(grep -c $'^break\t' "$dir/rest.tsv")))"

[ -z "${KEEP-}" ] || cp -r "$work" "$KEEP"
finish
