#!/bin/bash
# The whole server as people run it: Kore, sandbox, pool, job process.
# shellcheck source=tests/smoke/lib.sh
. "$(dirname "$0")/lib.sh"

make_home
start_server 127.0.0.1:0

# --- pages -------------------------------------------------------------------

has "the ready line names the address" "$(cat "$out")" \
    '^Lorbeer is ready at http://127\.0\.0\.1:[0-9]+$'
page=$(get /healthz)
has "healthz answers 200" "$page" '^HTTP/1.1 200 '
is "healthz says ok" "$(tail -n 1 <<<"$page")" ok
page=$(get /)
has "the front page answers 200" "$page" '^HTTP/1.1 200 '
has "the front page is HTML" "$page" '^content-type: text/html'
has "the server's name is neutral" "$page" '^server: lorbeer$'
lacks "no HSTS without TLS" "$page" '^strict-transport-security:'
has "the front page forbids inline code" "$page" '^content-security-policy: '
is "no header is sent twice" "$(sed '/^$/,$d' <<<"$page" | cut -d: -f1 |
    grep -v set-cookie | sort | uniq -d)" ""
head=$(get / -I)
has "HEAD answers 200" "$head" '^HTTP/1.1 200 '
is "HEAD has the length of GET" "$(grep -i '^content-length' <<<"$head")" \
    "$(grep -i '^content-length' <<<"$page")"
is "HEAD has no body" "$(sed '1,/^$/d' <<<"$head")" ""
is "an unknown page is 404" "$(status /no/such/page)" 404
is "PUT is refused" "$(status / -X PUT -d x)" 405
is "the way out of the assets is closed" \
    "$(status /assets/../conf/kore.conf --path-as-is)" 404

asset=$(grep -oE '/assets/[^"]+\.css' <<<"$page" | head -n 1)
page=$(get "$asset")
has "the stylesheet is there" "$page" '^HTTP/1.1 200 '
etag=$(sed -n 's/^etag: //p' <<<"$page")
has "the stylesheet has an etag" "$etag" '^"[^"]+"$'
is "the etag saves sending it again" \
    "$(status "$asset" -H "If-None-Match: $etag")" 304
is "another etag does not" \
    "$(status "$asset" -H 'If-None-Match: "other"')" 200

# --- heads that Kore would cut or take wrongly --------------------------------

lines=()
for i in $(seq 30); do lines+=(-H "x-$i: 1"); done
is "a head of 20 lines is served" "$(status / "${lines[@]:0:34}")" 200
is "a head that Kore would cut is refused" "$(status / "${lines[@]}")" 431
is "an empty header line is refused" "$(status / -H 'x-empty;')" 400
is "a header that begins with host is harmless" \
    "$(status /healthz -H 'Host-Evil: evil.example')" 200
page=$(get /login -H 'Host: evil.example')
lacks "the host of a request is not used" "$page" 'evil\.example'
is "headers are found in any case" \
    "$(status "$asset" -H "IF-NONE-MATCH: $etag")" 304
is "a body above the limit is refused" \
    "$(head -c 22020097 /dev/zero | status /login --data-binary @-)" 413

# --- forms and login ------------------------------------------------------------

is "a form without its secret is refused" \
    "$(status /login -d 'email=a@example.org&password=x')" 403
jar=$work/jar
has "the demo organiser logs in" "$(login organiser "$jar")" '^303$'
page=$(get /office -b "$jar")
has "the organiser sees the office" "$page" '^HTTP/1.1 200 '
is "a wrong password is not let in" "$(
    page=$(get /login -c "$work/other" -b "$work/other")
    status /login -b "$work/other" --data-urlencode "email=nobody@example.org" \
        --data-urlencode "password=wrong password" \
        --data-urlencode "csrf=$(hidden csrf "$page")" >"$work/code"
    get /office -b "$work/other" | head -n 1 | grep -c ' 200 '
)" 0

# --- the sandbox ----------------------------------------------------------------

state=$(cat "/proc/$(worker_pid)/status")
has "the worker is in its sandbox" "$state" '^Seccomp:\s+2$'
has "the worker can gain no rights" "$state" '^NoNewPrivs:\s+1$'

# --- abandoned logins -------------------------------------------------------------

page=$(get /login -c "$jar.2" -b "$jar.2")
csrf=$(hidden csrf "$page")
clients=()
for i in $(seq 20); do
    curl -s -o /dev/null --max-time 0.3 -b "$jar.2" \
        --data-urlencode "email=nobody$i@example.org" \
        --data-urlencode "password=wrong password" \
        --data-urlencode "csrf=$csrf" "$url/login" &
    clients+=($!)
done
sleep 0.15
is "pages are answered while logins are worked on" "$(status /healthz)" 200
wait "${clients[@]}"
has "a login after 20 abandoned ones gets through" \
    "$(login organiser "$jar.3")" '^303$'

# --- what dies is started again -----------------------------------------------------

old=$(worker_pid)
kill -KILL "$old"
wait_for 20 bash -c "[ \"\$(pgrep -P $(kore_pid) | head -n 1)\" != $old ]"
is "a killed worker is replaced" "$(status /healthz)" 200
has "the session is still there" "$(get /office -b "$jar")" '^HTTP/1.1 200 '
kore=$(kore_pid)
kill -KILL "$kore"
# killed, so its shared memory is left: serve has to remove it
if wait_for 20 bash -c "! kill -0 $kore 2>/dev/null ||
        grep -q '^State:.Z' /proc/$kore/status" &&
    wait_for 20 curl -sf "$url/healthz"; then
    pass "a killed Kore is started again"
else
    fail "a killed Kore is started again"
fi
is "its shared memory is gone" \
    "$(awk -v pid="$kore" '$5 == pid' /proc/sysvipc/shm)" ""
job() { pgrep -P "$server" -f ' jobs '; }
old=$(job)
kill -KILL "$old"
if wait_for 20 bash -c \
    "pgrep -P $server -f ' jobs ' | grep -vqx '$old'"; then
    pass "a killed job process is started again"
else
    fail "a killed job process is started again"
fi

# --- two servers, and what cannot be served ---------------------------------------------

second=0
message=$("$program" serve "$work/home" --listen 127.0.0.1:0 2>&1) || second=$?
is "a second server on the home is refused" "$second" 4
has "and it says why" "$message" '^lorbeer: serve: another server works on '
mkdir "$work/empty"
second=0
message=$("$program" serve "$work/empty" --listen 127.0.0.1:0 2>&1) ||
    second=$?
is "a folder that is no home is refused" "$second" 4
has "and it says why not" "$message" '^lorbeer: serve: .*not an award home'
cp -r "$work/home" "$work/copy"
rm -rf "$work/copy/run"
second=0
message=$("$program" serve "$work/copy" --listen "${url#http://}" 2>&1) ||
    second=$?
is "a port in use is refused" "$second" 4
has "and it names the address" "$message" \
    '^lorbeer: serve: http://127\.0\.0\.1:[0-9]+ is in use by another server$'

# --- the end ------------------------------------------------------------------------------

mapfile -t all < <(descendants "$server")
kore=$(kore_pid)
stop_server
is "SIGTERM ends it with 0" $? 0
is "no process is left" \
    "$(for pid in "${all[@]}"; do kill -0 "$pid" 2>/dev/null && echo "$pid"; done)" ""
is "no shared memory is left" \
    "$(awk -v pid="$kore" '$5 == pid' /proc/sysvipc/shm)" ""
lacks "Kore knew every line of its configuration" "$(cat "$log")" ignoring
lacks "no worker left its sandbox" "$(cat "$log")" 'sandbox violation'
lacks "the log has no address and no cookie" \
    "$(grep 'event=request' "$log")" '127\.0\.0\.1|lorbeer=|@example'
