#!/bin/bash
# Forty jurors and sixty companies save at once for half a minute while the
# server with all its processes is killed and started again five times: every
# mark and every answer whose save was answered is there, each version once, and
# none that nobody sent.
# shellcheck source=tests/smoke/lib.sh
. "$(dirname "$0")/lib.sh"

declare -A count=([jurors]=40 [companies]=60) client
kills=5
seconds=30
[ -z "${SHORT-}" ] || seconds=8

"$program" init "$work/home" >/dev/null
for who in jurors companies; do
    build/release/storm_home prepare "$work/home" $who "${count[$who]}" \
        "$work/$who" || fail "a home for ${count[$who]} $who"
done
start_server 127.0.0.1:0
port=${url##*:}
for who in jurors companies; do
    build/debug/storm_client "$port" "$work/$who" "$work/log.$who" $seconds \
        >"$work/client.$who" 2>&1 &
    client[$who]=$!
done
for round in $(seq $kills); do
    sleep "$(awk "BEGIN { print $seconds / ($kills + 1) }")"
    kill_server
    start_server "127.0.0.1:$port"
    wait_for 30 curl -sf "$url/healthz" ||
        fail "the server answers after kill $round"
done
pass "the server was killed $kills times and came back"
for who in jurors companies; do
    if wait "${client[$who]}"; then
        pass "all $who could go on saving: $(cat "$work/client.$who")"
    else
        fail "all $who could go on saving" "$(head -n 40 "$work/client.$who")"
    fi
done
stop_server
is "SIGTERM ends the server with 0" $? 0

for who in jurors companies; do
    if build/release/storm_home verify "$work/home" $who "$work/$who" \
        "$work/log.$who" >"$work/verified" 2>&1; then
        pass "every answered save of the $who is there: $(cat "$work/verified")"
    else
        fail "every answered save of the $who is there" "$(cat "$work/verified")"
    fi
    answered=0
    for i in $(seq 0 $((count[$who] - 1))); do
        [ "$(grep -c '^<' "$work/log.$who.$i")" -lt $kills ] ||
            answered=$((answered + 1))
    done
    is "the $who all had saves answered" $answered "${count[$who]}"
done
is "the home is sound" \
    "$("$program" check "$work/home" >"$work/check" 2>&1 && echo sound)" sound
