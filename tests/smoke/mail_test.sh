#!/bin/bash
# Mails by SMTP, with a mail server that does what servers do: takes, asks to
# come again, refuses, falls silent, is not there; and a job process that is
# killed in the middle.
# shellcheck source=tests/smoke/lib.sh
. "$(dirname "$0")/lib.sh"

db=$work/home/lorbeer.db
sink=
stop_sink() {
    [ -z "$sink" ] || kill "$sink" 2>/dev/null
    [ -z "$sink" ] || wait "$sink" 2>/dev/null
    sink=
}
trap 'stop_sink; finish' EXIT

# start_sink [PORT]: sets sink and port
start_sink() {
    : >"$work/sink" # else the line of the one before could be taken for its own
    node tests/smoke/smtp_sink.mjs "$work/mails" "$@" >"$work/sink" 2>&1 &
    sink=$!
    wait_for 20 grep -q '^port ' "$work/sink" ||
        fail "the mail server starts" "$(cat "$work/sink")"
    port=$(sed -n 's/^port //p' "$work/sink")
}
sql() {
    sqlite3 -cmd '.timeout 5000' "$db" "$1"
}
# mail RECIPIENT [SUBJECT]: puts a mail into the outbox; prints its number
mail() {
    sql "INSERT INTO mail (recipient, kind, language, subject, body, created_at,
         state) VALUES ('$1', 'receipt', 'de', '${2-Grüße}', 'Guten Tag,
.
..
wir grüßen Sie.
', 1, 'ready') RETURNING id"
}
state() {
    sql "SELECT state FROM mail WHERE id = $1"
}
# shellcheck disable=SC2317 # called by wait_for
is_state() {
    [ "$(state "$1")" = "$2" ]
}
# shellcheck disable=SC2317
was_tried() {
    [ "$(sql "SELECT count(*) FROM mail_attempt
              WHERE mail_id = $1 AND ended_at IS NOT NULL")" != 0 ]
}
# becomes NAME MAIL STATE
becomes() {
    if wait_for 40 is_state "$2" "$3"; then pass "$1"; else
        fail "$1" "$(sql "SELECT * FROM mail_attempt WHERE mail_id = $2")
$(state "$2")"
    fi
}
outcomes() {
    sql "SELECT group_concat(outcome, ' ') FROM
         (SELECT outcome FROM mail_attempt WHERE mail_id = $1 ORDER BY id)"
}
arrived() {
    find "$work/mails" -name '*.eml' -exec grep -l "^To $1" {} + | wc -l
}
# the smtp section stands last in the file
set_server() {
    sed -i '/^server = /d; /^port = /d; /^from = /d' "$work/home/lorbeer.conf"
    printf 'server = %s\nport = %s\nfrom = %s\n' "$1" "$2" \
        'Preis für Jena <preis@example.org>' >>"$work/home/lorbeer.conf"
}
jobs_pid() {
    local pid
    for pid in $(pgrep -P "$server"); do
        ! grep -qsz '^jobs$' "/proc/$pid/cmdline" || echo "$pid"
    done
}

mkdir "$work/mails"
make_home
sql 'DELETE FROM job_turn; DELETE FROM job; DELETE FROM mail_attempt;
    DELETE FROM feedback_mail; DELETE FROM page_mail; DELETE FROM mail'
start_sink
set_server 127.0.0.1 "$port"
start_server 127.0.0.1:0

# --- taken -----------------------------------------------------------------------

# a server that takes long with one mail stops no other: the first is the first
later=$(mail later@example.org)
never=$(mail never@example.org)
busy=$(mail busy@example.org)
good=$(mail good@example.org)
becomes "a mail is sent" "$good" sent
is "at the first attempt" "$(outcomes "$good")" accepted
has "the server's words are kept" \
    "$(sql "SELECT answer FROM mail_attempt WHERE mail_id = $good")" \
    '^250 2\.0\.0 taken as '
text=$(cat "$(grep -l '^To good@' "$work"/mails/*.eml)")
has "its subject is an encoded word" "$text" \
    '^Subject: =\?UTF-8\?Q\?Gr=C3=BC=C3=9Fe\?=.?$'
has "its sender has a name" "$text" '^From: =\?UTF-8\?Q\?Preis_f=C3=BCr_Jena'
has "its text is quoted-printable" "$text" '^wir gr=C3=BC=C3=9Fen Sie'
is "a dot alone is no end" "$(grep -cE '^=2E\.?.?$' <<<"$text")" 2
has "it says that no person wrote it" "$text" '^Auto-Submitted: auto-generated'
has "and has a number of its own" "$text" \
    "^Message-ID: <lorbeer\.$good\.[0-9a-f]+@example\.org>"

# --- asked to come again; refused ---------------------------------------------------

is "greylisted, it waits" "$(state "$later") $(outcomes "$later")" "ready later"
is "for a minute" "$(sql "SELECT due_at - ended_at FROM mail m JOIN mail_attempt
    a ON a.mail_id = m.id WHERE m.id = $later")" 60
is "as it does when there is no room" "$(state "$busy")" ready
sql "UPDATE mail SET due_at = 0 WHERE id = $later"
becomes "the second attempt succeeds" "$later" sent
is "and is the second" "$(outcomes "$later")" "later accepted"
is "a refusal is final" "$(state "$never") $(outcomes "$never")" "failed refused"
has "with all of the server's words" \
    "$(sql "SELECT answer FROM mail_attempt WHERE mail_id = $never")" \
    'nobody of that name.*here'

# --- cut off after the text ----------------------------------------------------------

cut=$(mail cut@example.org)
becomes "cut off after the text, it is uncertain" "$cut" uncertain
sleep 1
is "and not sent again" "$(arrived cut@)" 1

# --- no server -------------------------------------------------------------------------

stop_sink
down=$(mail down@example.org)
wait_for 30 was_tried "$down"
is "without a server it waits" "$(state "$down") $(outcomes "$down")" \
    "ready unreachable"
start_sink "$port"
sql "UPDATE mail SET due_at = 0 WHERE id = $down"
becomes "and goes as soon as there is one" "$down" sent
is "once" "$(arrived down@)" 1

# --- killed in the middle ----------------------------------------------------------------

hang=$(mail hang@example.org)
if wait_for 30 test -e "$work/mails/hang"; then
    pass "the server has the whole text and is silent"
else
    fail "the server has the whole text and is silent" "$(tail -n 3 "$log")"
fi
killed=$(jobs_pid)
kill -KILL "$killed"
becomes "killed at that moment, the mail is uncertain" "$hang" uncertain
is "for that reason" "$(sql "SELECT reason FROM mail WHERE id = $hang")" crash
after=$(mail after@example.org)
becomes "the next job process goes on" "$after" sent
is "and sent nothing twice" "$(arrived hang@)" 1
is "nothing of it is left" "$(compgen -G "$work/home/run/jobs/job-*")" ""

# --- stopped in the middle ------------------------------------------------------------------

wait=$(mail wait@example.org)
wait_for 30 test -e "$work/mails/wait"
if stop_server; then pass "the server stops"; else fail "the server stops"; fi
is "a mail not handed over yet waits again" \
    "$(state "$wait") $(outcomes "$wait")" "ready stopped"
start_server 127.0.0.1:0
becomes "and is sent by the next" "$wait" sent
stop_server

# --- what crosses a network needs TLS ----------------------------------------------------------

# 0.0.0.0 is this machine too, but nothing says so
set_server 0.0.0.0 "$port"
: >"$work/mails/log"
start_server 127.0.0.1:0
open=$(mail open@example.org)
wait_for 30 was_tried "$open"
is "without STARTTLS nothing is handed over" \
    "$(state "$open") $(outcomes "$open")" "ready unreachable"
has "the server was called" "$(cat "$work/mails/log")" '^EHLO'
lacks "but told nothing" "$(cat "$work/mails/log")" '^(MAIL|RCPT|AUTH)'

lacks "the web server has no libcurl" \
    "$(cat "/proc/$(worker_pid)/maps")" 'libcurl'
is "the home is whole" "$("$program" check "$work/home" >"$work/check"
    echo $?)" 0

stop_sink
finish
