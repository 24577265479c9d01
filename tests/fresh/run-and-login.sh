#!/bin/bash
# run-and-login.sh   Proves scripts/run on a machine that has nothing but this
# clone: it must serve, answer /healthz and let every demo role log in; its
# second start must take under 3 seconds. Uses what scripts/deps installed
# (node), no curl. Prints TAP; run by scripts/fresh.
set -euo pipefail
cd "$(dirname "$0")/../.."
port=8080
url=http://127.0.0.1:$port
out=$(mktemp)
failed=0

say() { # STATUS NAME
    if [ "$1" = 0 ]; then echo "ok - $2"; else
        echo "not ok - $2"
        failed=1
    fi
}

# The clock of the second start begins at the command, not at the first try.
serve_until_it_answers() { # SECONDS_MAX
    local began=$SECONDS
    scripts/run >"$out" 2>&1 &
    server=$!
    # bash itself speaks TCP: node may not be there yet
    until exec 3<>"/dev/tcp/127.0.0.1/$port"; do
        kill -0 "$server" || return 1
        [ $((SECONDS - began)) -lt "$1" ] || return 1
        sleep 0.1
    done 2>/dev/null
    printf 'GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nConnection: close\r\n\r\n' "$port" >&3
    timeout 10 cat <&3 | tr -d '\r' | tail -n 1 | grep -qx ok
}
stop() {
    [ -z "${server-}" ] || kill "$server" 2>/dev/null || true
    [ -z "${server-}" ] || wait "$server" || true
    server=
    exec 3>&- || true
}
trap stop EXIT

began=$(date +%s%3N)
status=0
serve_until_it_answers 900 || status=1
echo "# first start: $(($(date +%s%3N) - began)) ms"
say "$status" "scripts/run answers /healthz"
if [ "$status" != 0 ]; then
    tail -n 40 "$out" | sed 's/^/# /'
    exit 1
fi

status=0
grep -q "$url" "$out" || status=1
say "$status" "it prints the URL"
status=0
grep -q 'build/demo/demo-logins.tsv' "$out" || status=1
say "$status" "it says where the logins are"

status=0
node tests/fresh/login.mjs "$url" build/demo/demo-logins.tsv || status=1
[ "$status" = 0 ] || failed=1

# another home, because this one has its server
status=0
build/release/lorbeer init "$out.home" >/dev/null
build/release/lorbeer serve "$out.home" --listen "127.0.0.1:$port" \
    >"$out.second" 2>&1 || status=$?
if [ "$status" = 4 ] && grep -q "$port" "$out.second"; then
    say 0 "a taken port is named, exit 4"
else
    say 1 "a taken port is named, exit 4"
    sed 's/^/# /' "$out.second"
fi

stop
began=$(date +%s%3N)
status=0
serve_until_it_answers 30 || status=1
took=$(($(date +%s%3N) - began))
echo "# second start: $took ms"
[ "$took" -lt 3000 ] || status=1
say "$status" "the second start answers in under 3 s"
exit "$failed"
