#!/bin/bash
# Forty jurors save at once for half a minute while the server with all its
# processes is killed and started again five times: every mark whose save was
# answered is there, each version once, and none that nobody sent.
# shellcheck source=tests/smoke/lib.sh
. "$(dirname "$0")/lib.sh"

jurors=40
kills=5
seconds=30
[ -z "${SHORT-}" ] || seconds=8

"$program" init "$work/home" >/dev/null
build/release/storm_home prepare "$work/home" $jurors "$work/jurors" ||
    fail "a home for $jurors jurors"
start_server 127.0.0.1:0
port=${url##*:}
build/debug/storm_client "$port" "$work/jurors" "$work/log" $seconds \
    >"$work/client" 2>&1 &
client=$!
for round in $(seq $kills); do
    sleep "$(awk "BEGIN { print $seconds / ($kills + 1) }")"
    kill_server
    start_server "127.0.0.1:$port"
    wait_for 30 curl -sf "$url/healthz" ||
        fail "the server answers after kill $round"
done
pass "the server was killed $kills times and came back"
if wait $client; then
    pass "all could go on saving: $(cat "$work/client")"
else
    fail "all could go on saving" "$(head -n 40 "$work/client")"
fi
stop_server
is "SIGTERM ends the server with 0" $? 0

if build/release/storm_home verify "$work/home" "$work/jurors" "$work/log" \
    >"$work/verified" 2>&1; then
    pass "every answered save is there, once: $(cat "$work/verified")"
else
    fail "every answered save is there, once" "$(cat "$work/verified")"
fi
answered=0
for i in $(seq 0 $((jurors - 1))); do
    [ "$(grep -c '^<' "$work/log.$i")" -lt $kills ] || answered=$((answered + 1))
done
is "every juror had saves answered" $answered $jurors
is "the home is sound" \
    "$("$program" check "$work/home" >"$work/check" 2>&1 && echo sound)" sound
