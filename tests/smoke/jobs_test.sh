#!/bin/bash
# The job process beside the server: uploads become pictures, a bomb is refused
# politely, and what a killed job process leaves is done by the next one.
# shellcheck source=tests/smoke/lib.sh
. "$(dirname "$0")/lib.sh"

make_home
# the pictures of the demo would be first in the queue
sqlite3 "$work/home/lorbeer.db" 'DELETE FROM job_turn; DELETE FROM job'
start_server 127.0.0.1:0
jar=$work/jar

# the company of the demo whose nomination is still a draft
IFS=$'\t' read -r _ email password < <(
    grep -P '^company\tpost@lichtwerk' "$work/home/demo-logins.tsv"
)
page=$(get /login -c "$jar" -b "$jar")
is "the company logs in" "$(status /login -c "$jar" -b "$jar" \
    --data-urlencode "email=$email" --data-urlencode "password=$password" \
    --data-urlencode "csrf=$(hidden csrf "$page")")" 303
page=$(get /my -b "$jar")
entry=$(grep -oE '/my/entry/[0-9]+' <<<"$page" | head -n 1)
page=$(get "$entry" -b "$jar")
csrf=$(hidden csrf "$page")
has "the form of the draft is there" "$page" 'name="q_seat"'

# upload QUESTION FILE: the status of the answer
upload() {
    status "$entry/picture/$1" -b "$jar" -F "csrf=$csrf" -F "file=@$2"
}
# picture: the number of the file last uploaded for the logo
picture() {
    get "$entry" -b "$jar" | grep -oE 'href="/file/[0-9]+"' | head -n 1 |
        grep -oE '[0-9]+'
}
# shellcheck disable=SC2317 # called by wait_for, as is the next
ready() {
    [ "$(status "/image/$1/thumb" -b "$jar")" = 200 ]
}
jobs_pid() {
    local pid
    for pid in $(pgrep -P "$server"); do
        ! grep -qsz '^jobs$' "/proc/$pid/cmdline" || echo "$pid"
    done
}
# working: the places of jobs, without that of the measurer, which stays
working() {
    local place status=1
    for place in "$work/home/run/jobs"/job-*; do
        if [ -e "$place" ] && [ ! -e "$place/fit.typ" ]; then
            echo "$place"
            status=0
        fi
    done
    return $status
}
# done_jobs: how many jobs have ended well
done_jobs() {
    grep -c ' event=job .* state=done ' "$log"
}

# --- what is taken ------------------------------------------------------------

vips black "$work/a.png" 640 400 --bands 3
vips copy "$work/a.png" "$work/a.jpg"
vips copy "$work/a.png" "$work/a.webp"
cp assets/demo/logo-optics.svg "$work/a.svg"
for type in png jpg webp svg; do
    is "a $type file is taken" "$(upload logo "$work/a.$type")" 303
    id=$(picture)
    if wait_for 90 ready "$id"; then
        pass "its preview gets ready"
    else
        fail "its preview gets ready" "$(tail -n 3 "$log")"
    fi
    head=$(get "/image/$id/print" -b "$jar" -o /dev/null -D -)
    has "it is shown as an image" "$head" '^content-type: image/(png|jpeg)$'
    is "nobody else sees it" "$(status "/image/$id/thumb")" 404
done
head=$(get "/file/$id" -b "$jar")
has "the original is an attachment" "$head" '^content-disposition: attachment'

# --- what is not ----------------------------------------------------------------

echo "no picture" >"$work/a.txt"
is "a text is refused" "$(upload logo "$work/a.txt")" 422
head -c 12000001 /dev/zero >"$work/large"
is "a file that is too large is refused" "$(upload logo "$work/large")" 422
is "the draft has kept its picture" "$(picture)" "$id"
vips black "$work/bomb.png" 20000 6000
is "a bomb is refused by its size in pixels" \
    "$(upload logo "$work/bomb.png")" 422
is "the draft still has its picture" "$(picture)" "$id"

# --- a job process that dies -------------------------------------------------------

before=$(done_jobs)
is "a photo is taken" "$(upload photo assets/demo/photo-optics.svg)" 303
id=$(get "$entry" -b "$jar" | grep -oE 'href="/file/[0-9]+"' | tail -n 1 |
    grep -oE '[0-9]+')
killed=$(jobs_pid)
if wait_for 30 working && kill -KILL "$killed"; then
    pass "the job process is killed at work"
else
    fail "the job process is killed at work" "$(tail -n 3 "$log")"
fi
wait_for 20 test -n "$(jobs_pid)"
if wait_for 60 ready "$id"; then
    pass "the next one does the job"
else
    fail "the next one does the job" "$(tail -n 3 "$log")"
fi
lacks "it is another process" "$(jobs_pid)" "^$killed\$"
is "and has done it once" "$(($(done_jobs) - before))" 1
wait_for 5 eval '! working' || true
is "nothing is left of the first try" "$(working)" ""

# --- documents ---------------------------------------------------------------------

# hand_in FILE: the status of the answer
hand_in() {
    status "$entry/document/concept" -b "$jar" -F "csrf=$csrf" -F "file=@$1"
}
# document: the number of the one last uploaded
document() {
    sqlite3 "$work/home/lorbeer.db" 'SELECT max(file_id) FROM document
        WHERE entry_id = '"${entry##*/}"
}
# shellcheck disable=SC2317 # called by wait_for, as is the next
readable() {
    [ "$(status "/document/$1/1" -b "$jar")" = 200 ]
}
# shellcheck disable=SC2317
locked() {
    get "$entry" -b "$jar" | grep -q 'protected by a password\|Passwort geschützt'
}
qpdf --encrypt secret owner 256 -- assets/demo/document-cedra.pdf \
    "$work/locked.pdf"
is "a locked document is taken" "$(hand_in "$work/locked.pdf")" 303
if wait_for 30 locked; then
    pass "and the form says what to do"
else
    fail "and the form says what to do" "$(tail -n 3 "$log")"
fi
is "a document is taken" "$(hand_in assets/demo/document-cedra.pdf)" 303
id=$(document)
if wait_for 60 readable "$id"; then
    pass "its pages get ready"
else
    fail "its pages get ready" "$(tail -n 3 "$log")"
fi
head=$(get "/document/$id/3" -b "$jar" -o /dev/null -D -)
has "a page is shown as an image" "$head" '^content-type: image/jpeg'
status "/document/$id/3" -b "$jar" >"$work/code"
cp "$work/body" "$work/page.jpg"
has "of the right size" "$(vipsheader "$work/page.jpg")" '1132x1600'
is "nobody else sees it" "$(status "/document/$id/1")" 303

# --- the end ------------------------------------------------------------------------

is "a second job process does not start" "$(
    "$program" jobs "$work/home" 2>&1
    echo $?
)" "lorbeer: $work/home: another job process works on this home
4"
upload photo assets/demo/photo-energy.svg >"$work/code"
wait_for 30 working
child=$(jobs_pid)
if stop_server; then pass "the server stops"; else fail "the server stops"; fi
is "with its job process" "$(kill -0 "$child" 2>&1 | grep -c 'No such')" 1
has "which gave its job back" "$(tail -n 20 "$log")" \
    'event=job .* state=(waiting|done) '
is "and swept its place" "$(compgen -G "$work/home/run/jobs/job-*")" ""
is "the home is whole" "$("$program" check "$work/home" >"$work/check"; echo $?)" 0

finish
