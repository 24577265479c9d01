#!/bin/bash
# The units of conf/, as far as they can be judged without systemd running; and
# what the nightly one does.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0
verdict() { # NAME WHAT-IS-WRONG
    if [ -z "$2" ]; then
        echo "ok - $1"
    else
        echo "not ok - $1"
        printf '%s\n' "$2" | sed 's/^/# /'
        status=1
    fi
}

for unit in conf/lorbeer*.service conf/lorbeer*.timer; do
    # verify wants the program to be there
    sed "s|/opt/lorbeer|$PWD|" "$unit" >"$work/$(basename "$unit")"
done
for unit in "$work"/*; do
    if command -v systemd-analyze >/dev/null; then
        verdict "systemd accepts $(basename "$unit")" \
            "$(systemd-analyze verify "$unit" 2>&1 | grep -F lorbeer)"
    else
        echo "ok - systemd accepts $(basename "$unit") # SKIP no systemd-analyze"
    fi
done

build/release/lorbeer demo "$work/award" >/dev/null
mkdir "$work/backups"
# as systemd reads it: $$ and %% are one of them, quotes are a shell's
run() {
    eval "$(sed -n "s/^$1=//p" "$work/lorbeer-backup.service" |
        sed 's/\$\$/$/g; s/%%/%/g' |
        sed "s|/var/lib/lorbeer|$work|; s|/var/backups/lorbeer|$work/backups|")"
}
said=$(run ExecStart 2>&1) || verdict 'the nightly backup' "$said"
made=$(cd "$work/backups" && echo *)
verdict 'is named after the day' "$(
    [[ $made =~ ^award-20[0-9]{2}-[0-9]{2}-[0-9]{2}\.zip$ ]] || echo "$made"
)"
said=$(build/release/lorbeer restore "$work/backups/$made" "$work/back" 2>&1)
verdict 'and can be restored' "$([[ $said == *'all is well'* ]] || echo "$said")"
for days in $(seq 1 20); do
    touch -d "-$days days" "$work/backups/award-old$days.zip"
done
touch -d '-20 days' "$work/backups/award-old.zip.Ab3xYz" "$work/backups/notes.txt"
run ExecStartPost
verdict 'fourteen days are kept, and what is not ours' "$(diff <(
    cd "$work/backups" && printf '%s\n' * | sort
) <(
    printf '%s\n' "$made" notes.txt award-old{1..13}.zip | sort
))"
exit $status
