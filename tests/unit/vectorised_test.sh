#!/bin/bash
# scripts/vectorised finds that the release's loops are vectors, and that those
# of a build without optimisation are not.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit
failed=0

ok() { # NAME STATUS WANTED TEXT SAID
    if [ "$2" = "$3" ] && [[ $5 == *"$4"* ]]; then
        echo "ok - $1"
    else
        echo "not ok - $1"
        echo "# want status $3 and '$4', got $2 and '$5'"
        failed=1
    fi
}

said=$(env -u MAKEFLAGS scripts/vectorised)
ok 'all loops of the release' $? 0 'vectorised: sums of floats' "$said"
said=$(MAKEFLAGS=CFLAGS_release=-O1 scripts/vectorised)
ok 'a slow build' $? 1 'not vectorised: sums of floats' "$said"
said=$(env -u MAKEFLAGS scripts/vectorised src/base/arena.c)
ok 'a source without marks' $? 1 'no loop is marked' "$said"
said=$(env -u MAKEFLAGS scripts/vectorised src/base/nothing.c 2>/dev/null)
ok 'no such source' $? 1 '' "$said"
exit "$failed"
