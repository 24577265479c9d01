#!/bin/bash
# The module of the debug build in a Kore under AddressSanitizer: the same
# requests, broken off at every moment, and not one report.
# shellcheck source=tests/smoke/lib.sh
. "$(dirname "$0")/lib.sh"

run=$work/home/run
make_home
scripts/kore-asan || fail "Kore is built under AddressSanitizer"
mkdir -p "$run"
ln -sf "$PWD/build/debug/lorbeer.so" "$run/lorbeer.so"
sed -e "s|@LISTEN@|unix $work/s|" -e 's|@WORKERS@|1|' conf/kore.conf \
    >"$run/kore.conf"
log=$work/log
kore=$PWD/build/kore-asan/kore
# Kore leaves its memory to the system at the end: leaks are not looked for
(cd "$run" &&
    LORBEER_HOME=$work/home \
        ASAN_OPTIONS=detect_leaks=0:log_path=$work/report \
        UBSAN_OPTIONS=print_stacktrace=1:log_path=$work/report \
        exec "$kore" -fnr -c kore.conf) >"$log" 2>&1 &
server=$!
url=http://lorbeer
echo "unix-socket = $work/s" >"$work/.curlrc"
export CURL_HOME=$work
wait_for 60 curl -sf "$url/healthz" || {
    fail "the server gets ready" "$(tail -n 20 "$log" "$work"/report* 2>&1)"
    finish
}

is "the front page answers" "$(status /)" 200
asset=$(get / | grep -oE '/assets/[^"]+\.css' | head -n 1)
is "a stylesheet answers" "$(status "$asset")" 200
is "HEAD answers" "$(status / -I)" 200
jar=$work/jar
is "the demo organiser logs in" "$(login organiser "$jar")" 303
is "the session holds" "$(status /office -b "$jar")" 200

# forms of all sizes, around those at which Kore turns to a file, and pages
size_test() { # BYTES
    head -c "$1" /dev/urandom | status /login --data-binary @- -H "$2"
}
for bytes in 0 1 4095 4096 8192 262143 262144 262145 266240 22020096; do
    has "a form of $bytes bytes is answered" \
        "$(size_test $bytes 'Content-Type: application/x-www-form-urlencoded')" \
        '^4[0-9]{2}$'
    has "an upload of $bytes bytes is answered" \
        "$(size_test $bytes 'Content-Type: multipart/form-data; boundary=x')" \
        '^4[0-9]{2}$'
done

lines=()
for i in $(seq 60); do lines+=(-H "x-$i: $i"); done
is "a head that would be cut is refused" "$(status / "${lines[@]}")" 431
for head in 'x-empty;' $'x-tab: a\tb' $'x-word: \xc3\xa4' 'Host-Evil: x' \
    "Cookie: $(printf '%*s' 15000 '' | tr ' ' a)" 'Transfer-Encoding: x'; do
    status / -H "$head" >/dev/null
done
is "odd heads do no harm" "$(status /healthz)" 200

page=$(get /login -c "$jar.2" -b "$jar.2")
csrf=$(hidden csrf "$page")
clients=()
for i in $(seq 40); do
    curl -s -o /dev/null --max-time "0.$((RANDOM % 900 + 100))" -b "$jar.2" \
        --data-urlencode "email=nobody$i@example.org" \
        --data-urlencode "password=wrong password" \
        --data-urlencode "csrf=$csrf" "$url/login" &
    clients+=($!)
done
head -c 3000000 /dev/urandom >"$work/upload"
for i in $(seq 20); do
    curl -s -o /dev/null --max-time "0.0$((RANDOM % 90 + 10))" \
        --data-binary "@$work/upload" "$url/login" &
    clients+=($!)
    curl -s -o /dev/null --max-time "0.00$((RANDOM % 9 + 1))" "$url$asset" &
    clients+=($!)
done
wait "${clients[@]}"
is "clients that leave do no harm" "$(status /healthz)" 200

# streams: one that hears, some that leave in between, one left at the end
make_meeting
listen 40 "$jar" >"$work/stream" &
clients=()
for i in 1 2 3; do
    wait_for 20 heard $i "$work/stream"
    for _ in 1 2 3 4; do
        listen "0.$((RANDOM % 900 + 100))" "$jar" >/dev/null &
        clients+=($!)
    done
    change_meeting
done
wait_for 20 heard 4 "$work/stream"
is "a stream hears each change" "$(parts_heard "$work/stream")" 4
wait "${clients[@]}"
is "streams that leave do no harm" "$(status /healthz)" 200
lacks "no worker was started again" "$(cat "$log")" 'restarting worker'

# logins are still being worked on at the end
login organiser "$jar.3" >"$work/last" &
sleep 0.3
stop_server
is "SIGTERM ends it with 0" $? 0
wait
is "no report of a sanitizer" \
    "$(head -n 40 "$work"/report* 2>/dev/null)" ""
