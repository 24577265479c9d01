# Sourced by the smoke tests: TAP lines, a home, a server, a request.
# shellcheck shell=bash
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1

program=$PWD/build/release/lorbeer
work=$(mktemp -d)
server=
passed=0 failed=0

pass() {
    passed=$((passed + 1))
    echo "ok - $1"
}
fail() { # NAME [WHY]
    failed=$((failed + 1))
    echo "not ok - $1"
    [ -z "${2-}" ] || printf '%s\n' "$2" | sed 's/^/# /'
}
# is NAME GOT WANT
is() {
    if [ "$2" = "$3" ]; then pass "$1"; else fail "$1" "got: $2"$'\n'"want: $3"; fi
}
# has NAME TEXT EXTENDED_REGEX
has() {
    if grep -qE -- "$3" <<<"$2"; then pass "$1"; else
        fail "$1" "no /$3/ in: ${2:0:600}"
    fi
}
# lacks NAME TEXT EXTENDED_REGEX
lacks() {
    if grep -qiE -- "$3" <<<"$2"; then
        fail "$1" "/$3/ in: $(grep -iE -m 3 -- "$3" <<<"$2")"
    else
        pass "$1"
    fi
}

# wait_for SECONDS COMMAND...: true as soon as the command is
wait_for() {
    local end=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        [ $SECONDS -lt "$end" ] || return 1
        sleep 0.05
    done
}

make_home() {
    "$program" demo "$work/home" >"$work/demo.out" 2>&1 || {
        fail "lorbeer demo makes a home" "$(tail -n 5 "$work/demo.out")"
        finish
    }
}

# start_server LISTEN: sets server (process), url and log
start_server() {
    out=$work/out log=$work/log
    : >"$out"
    "$program" serve "$work/home" --listen "$1" >"$out" 2>>"$log" &
    server=$!
    if ! wait_for 60 grep -q '^Lorbeer is ready at ' "$out" ||
        ! kill -0 $server; then
        fail "lorbeer serve gets ready" "$(tail -n 5 "$log")"
        finish
    fi
    url=$(sed -n 's/^Lorbeer is ready at //p' "$out")
}
# stop_server: its exit status is that of the server
stop_server() {
    local status=0
    kill -TERM "$server" 2>/dev/null
    wait "$server" || status=$?
    server=
    return $status
}
kore_pid() {
    cat "$work/home/run/kore.pid"
}
# descendants PID...: all processes below it
descendants() {
    local child
    for child in $(pgrep -P "$1"); do
        echo "$child"
        descendants "$child"
    done
}
# kill_server: kills it with all its processes, as a power cut would, and takes
# away the shared memory that Kore leaves behind then
kill_server() {
    local all pid
    mapfile -t all < <(descendants "$server")
    all+=("$server")
    kill -KILL "${all[@]}"
    wait "$server" 2>/dev/null
    # a process that dies in the middle of a write holds its port a moment
    wait_for 10 none_left "${all[@]}"
    for pid in "${all[@]}"; do
        ipcs -m -p | awk -v pid="$pid" '$3 == pid { print $1 }' |
            xargs -r -n 1 ipcrm -m
    done
    server=
}
none_left() {
    local pid
    for pid in "$@"; do ! kill -0 "$pid" 2>/dev/null || return 1; done
}
worker_pid() {
    pgrep -P "$(kore_pid)" | head -n 1
}

# get PATH [CURL OPTION...]: head and body of the answer
get() {
    local path=$1
    shift
    curl -sS -i --max-time 20 "$@" "$url$path" 2>&1 | tr -d '\r'
}
# status PATH [CURL OPTION...]: the status only
status() {
    local path=$1
    shift
    curl -sS -o "$work/body" --max-time 20 -w '%{http_code}' "$@" "$url$path" \
        2>"$work/curl" || true
}
# hidden FIELD HTML: the value of the first hidden field of that name
hidden() {
    grep -oE "<input[^>]*name=\"$1\"[^>]*>" <<<"$2" | head -n 1 |
        sed -n 's/.*value="\([^"]*\)".*/\1/p'
}
# login ROLE JAR: logs a demo account in; prints the status of the answer
login() {
    local email password page
    IFS=$'\t' read -r _ email password < <(
        grep -P "^$1\t" "$work/home/demo-logins.tsv"
    )
    page=$(get /login -c "$2" -b "$2")
    status /login -c "$2" -b "$2" --data-urlencode "email=$email" \
        --data-urlencode "password=$password" \
        --data-urlencode "csrf=$(hidden csrf "$page")"
}

finish() {
    trap - EXIT
    if [ -n "$server" ]; then
        kill -TERM "$server" 2>/dev/null
        wait "$server" 2>/dev/null
    fi
    if [ "$failed" != 0 ] && [ -s "$work/log" ]; then
        tail -n 15 "$work/log" | sed 's/^/# /'
    fi
    rm -rf "$work"
    echo "# $passed passed, $failed failed"
    [ "$failed" = 0 ] && [ "$passed" != 0 ]
    exit
}
trap finish EXIT

# A planned meeting of the edition in judging, number 7.
make_meeting() {
    sqlite3 "$work/home/lorbeer.db" ".timeout 5000" \
        "INSERT INTO meeting (id, edition_id, number, title_de, title_en,
         starts_at, created_at) SELECT 7, id, 9, 'Sitzung', 'Meeting', 1, 1
         FROM edition WHERE slug = '2026'"
}
# change_meeting: so that its screens look different
change_meeting() {
    sqlite3 "$work/home/lorbeer.db" ".timeout 5000" \
        "UPDATE meeting SET starts_at = starts_at + 3600, place = place || 'x',
         revision = revision + 1 WHERE id = 7"
}
# listen SECONDS JAR: what a stream of that meeting says meanwhile
listen() {
    curl -sS -N -i --max-time "$1" -b "$2" \
        "$url/office/meeting/7/live/events" 2>/dev/null | sed -u 's/\r$//'
}
# parts_heard FILE: how many parts of a page are in what a stream said
parts_heard() {
    grep -c '^data: <div class="meeting" ' "$1"
}
# heard N FILE: just so many
heard() {
    [ "$(parts_heard "$2")" = "$1" ]
}
