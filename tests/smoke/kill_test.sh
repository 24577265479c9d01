#!/bin/bash
# Four jurors save while the server is killed twenty times: every save that
# was answered is there afterwards.
# shellcheck source=tests/smoke/lib.sh
. "$(dirname "$0")/lib.sh"

client=$PWD/build/debug/save_client
kills=20
jurors=4

make_home
start_server 127.0.0.1:0
port=${url##*:}

# the second juror of the sample award has marked everything
mapfile -t accounts < <(grep -P '^juror\t' "$work/home/demo-logins.tsv" |
    sed -n '1p;3,5p')
is "there are four jurors to log in" "${#accounts[@]}" $jurors
pids=()
for i in "${!accounts[@]}"; do
    IFS=$'\t' read -r _ email password <<<"${accounts[i]}"
    "$client" "$port" "$email" "$password" save "$work/saved.$i" 30 \
        >"$work/client.$i" 2>&1 &
    pids+=($!)
done
has_saved() {
    local i
    for i in "${!accounts[@]}"; do [ -s "$work/saved.$i" ] || return 1; done
}
wait_for 30 has_saved || fail "all clients save" "$(cat "$work"/client.*)"

# the worker alone, Kore's parent, and everything at once, in turn
for round in $(seq $kills); do
    case $((round % 3)) in
    0) kill -KILL "$(worker_pid)" ;;
    1) kill -KILL "$(kore_pid)" ;;
    2)
        kill_server
        start_server "127.0.0.1:$port"
        ;;
    esac
    sleep "0.$((RANDOM % 500 + 300))"
    wait_for 30 curl -sf "$url/healthz" ||
        fail "the server answers after kill $round"
done
pass "the server was killed $kills times and came back"

for i in "${!accounts[@]}"; do
    if wait "${pids[i]}"; then
        pass "juror $i could go on saving: $(cat "$work/client.$i")"
    else
        fail "juror $i could go on saving" "$(cat "$work/client.$i")"
    fi
done
for i in "${!accounts[@]}"; do
    IFS=$'\t' read -r _ email password <<<"${accounts[i]}"
    last=$(tail -n 1 "$work/saved.$i")
    shown=$("$client" "$port" "$email" "$password" check)
    if [ "$((shown))" -ge "$((last))" ] && [ "$((last))" -gt $kills ]; then
        pass "juror $i: the last answered save is there"
    else
        fail "juror $i: the last answered save is there" \
            "answered $last, shown $shown"
    fi
done
stop_server
is "SIGTERM ends the server with 0" $? 0
is "the home is sound" \
    "$("$program" check "$work/home" >"$work/check" 2>&1 && echo sound)" sound
