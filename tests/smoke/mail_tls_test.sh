#!/bin/bash
# Mails by SMTP to a real server (aiosmtpd) with STARTTLS and a password: whom
# the program believes, what it tells and when, and that nothing goes twice.
# shellcheck source=tests/smoke/lib.sh
. "$(dirname "$0")/lib.sh"

db=$work/home/lorbeer.db
mails=$work/mails
post=
stop_post() {
    [ -z "$post" ] || kill "$post" 2>/dev/null
    [ -z "$post" ] || wait "$post" 2>/dev/null
    post=
}
trap 'stop_post; finish' EXIT

# start_post CERTIFICATE [PORT]: sets post and port
start_post() {
    /usr/bin/python3 tests/smoke/smtp_server.py "$mails" "$work/$1.pem" \
        "$work/$1.key" 'ein Kennwort' ${2+"$2"} >"$work/post" 2>&1 &
    post=$!
    wait_for 20 grep -q '^port ' "$work/post" ||
        fail "the mail server starts" "$(cat "$work/post")"
    port=$(sed -n 's/^port //p' "$work/post")
}
sql() {
    sqlite3 -cmd '.timeout 5000' "$db" "$1"
}
mail() {
    sql "INSERT INTO mail (recipient, kind, language, subject, body, created_at,
         state) VALUES ('$1', 'receipt', 'de', 'Grüße', 'Guten Tag', 1, 'ready')
         RETURNING id"
}
state() {
    sql "SELECT state FROM mail WHERE id = $1"
}
# shellcheck disable=SC2317 # called by wait_for, as is the next
is_state() {
    [ "$(state "$1")" = "$2" ]
}
# shellcheck disable=SC2317
was_tried() {
    [ "$(sql "SELECT count(*) FROM mail_attempt
              WHERE mail_id = $1 AND ended_at IS NOT NULL")" != 0 ]
}
becomes() { # NAME MAIL STATE
    if wait_for 40 is_state "$2" "$3"; then pass "$1"; else
        fail "$1" "$(sql "SELECT * FROM mail_attempt WHERE mail_id = $2")
$(state "$2")"
    fi
}
outcomes() {
    sql "SELECT group_concat(outcome, ' ') FROM
         (SELECT outcome FROM mail_attempt WHERE mail_id = $1 ORDER BY id)"
}
answer() {
    sql "SELECT answer FROM mail_attempt WHERE mail_id = $1 ORDER BY id DESC
         LIMIT 1"
}
arrived() {
    find "$mails" -name '*.eml' -exec grep -l "^To $1" {} + | wc -l
}
jobs_pid() {
    local pid
    for pid in $(pgrep -P "$server"); do
        ! grep -qsz '^jobs$' "/proc/$pid/cmdline" || echo "$pid"
    done
}
# settings: the smtp section stands last in the file; more lines are arguments
settings() {
    sed -i '/^\[smtp\]/,$d' "$work/home/lorbeer.conf"
    printf '%s\n' '[smtp]' 'server = 0.0.0.0' "port = $port" 'user = award' \
        "password_file = $work/password" 'from = Preis <preis@example.org>' \
        "$@" >>"$work/home/lorbeer.conf"
}
# certificate NAME SUBJECTALTNAME: signed by the authority
certificate() {
    openssl req -newkey rsa:2048 -nodes -keyout "$work/$1.key" \
        -out "$work/$1.csr" -subj "/CN=$1" 2>/dev/null
    openssl x509 -req -in "$work/$1.csr" -CA "$work/ca.pem" \
        -CAkey "$work/ca.key" -CAcreateserial -days 2 -out "$work/$1.pem" \
        -extfile <(echo "subjectAltName=$2") 2>/dev/null
}

mkdir "$mails"
openssl req -x509 -newkey rsa:2048 -nodes -keyout "$work/ca.key" \
    -out "$work/ca.pem" -days 2 -subj '/CN=An authority' 2>/dev/null
# 0.0.0.0 is this machine, but nothing says so: as if it were far away
certificate right IP:0.0.0.0
certificate other DNS:mail.elsewhere.example
printf 'ein Kennwort\n' >"$work/password"
make_home
sql 'DELETE FROM job_turn; DELETE FROM job; DELETE FROM mail_attempt; DELETE FROM mail'

# --- whom it does not believe ---------------------------------------------------

start_post right
settings
start_server 127.0.0.1:0
unknown=$(mail unknown@example.org)
wait_for 30 was_tried "$unknown"
is "an authority nobody knows: nothing is handed over" \
    "$(state "$unknown") $(outcomes "$unknown")" "ready unreachable"
has "and the outbox says why" "$(answer "$unknown")" 'certificate'
stop_server
stop_post
start_post other "$port"
settings "ca_file = $work/ca.pem"
start_server 127.0.0.1:0
foreign=$(mail foreign@example.org)
wait_for 30 was_tried "$foreign"
is "somebody else's certificate: nothing either" \
    "$(state "$foreign") $(outcomes "$foreign")" "ready unreachable"
stop_server
stop_post
is "neither learned the password or a recipient" \
    "$(cat "$mails/log" 2>/dev/null)" ""

# --- with the right one ----------------------------------------------------------

start_post right "$port"
settings "ca_file = $work/ca.pem"
start_server 127.0.0.1:0
later=$(mail later@example.org)
never=$(mail never@example.org)
good=$(mail good@example.org)
becomes "a mail is sent" "$good" sent
has "over TLS and with the password" "$(cat "$mails/log")" \
    '^RCPT good tls=True as=award'
lacks "which was right at once" "$(cat "$mails/log")" 'wrong'
is "it is there once" "$(arrived good@)" 1
is "4xx: it waits" "$(state "$later") $(outcomes "$later")" "ready later"
sql "UPDATE mail SET due_at = 0 WHERE id = $later"
becomes "and goes at the second attempt" "$later" sent
is "once" "$(outcomes "$later") $(arrived later@)" "later accepted 1"
is "5xx is final" "$(state "$never") $(outcomes "$never")" "failed refused"
jar=$work/jar
login organiser "$jar" >"$work/code"
page=$(get "/office/mail/$never" -b "$jar")
has "and organisers read the server's words" "$page" \
    '550 5\.1\.1 nobody of that name here'
has "in the list of what failed too" "$(get '/office/mail?show=failed' \
    -b "$jar")" 'never@example.org'

# --- killed in the middle ----------------------------------------------------------

hang=$(mail hang@example.org)
if wait_for 30 test -e "$mails/hang"; then
    pass "the server has the whole text"
else
    fail "the server has the whole text" "$(answer "$hang")"
fi
kill -KILL "$(jobs_pid)"
becomes "killed at that moment, the mail is uncertain" "$hang" uncertain
after=$(mail after@example.org)
becomes "the next job process goes on" "$after" sent
is "and sent nothing twice" "$(arrived hang@) $(arrived good@)" "1 1"
stop_server

# --- a wrong password ----------------------------------------------------------------

printf 'ein anderes\n' >"$work/password"
start_server 127.0.0.1:0
locked=$(mail locked@example.org)
wait_for 30 was_tried "$locked"
is "a wrong password loses no mail" "$(state "$locked") $(outcomes "$locked")" \
    "ready unreachable"
has "and the outbox says why" "$(answer "$locked")" \
    '535|[Ll]ogin denied|Authentication'
stop_server
printf 'ein Kennwort\n' >"$work/password"
sql "UPDATE mail SET due_at = 0 WHERE id = $locked"
start_server 127.0.0.1:0
becomes "once it is right the mail goes" "$locked" sent
stop_server
lacks "no log has the password" "$(cat "$log")" 'ein Kennwort'

stop_post
finish
