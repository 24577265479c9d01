# shellcheck shell=bash
# shellcheck disable=SC2034 # names for those who source it
# For the tests of the command line: a folder of its own to work in, and one
# way to say what a command ends with and prints. Sourced, after the headline.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
root=$PWD
lorbeer=${LORBEER:-$root/build/debug/lorbeer}
compare=${JSON_COMPARE:-$root/build/debug/json_compare}
award=$root/tests/data/demo-award
work=$(mktemp -d)
mounted=
# shellcheck disable=SC2317 # the trap calls it
clean() {
    [ -z "$mounted" ] || umount "$mounted"
    rm -rf "$work"
}
trap clean EXIT
cd "$work" || exit 1 # every path of a command is relative to here
failed=0

# try NAME STATUS WANT COMMAND...: the exit status, and a text that it prints
try() {
    local name=$1 status=$2 want=$3 got out
    shift 3
    out=$("$@" 2>&1 </dev/null)
    got=$?
    if [ "$got" = "$status" ] && [[ "$out" == *"$want"* ]]; then
        echo "ok - $name"
    else
        echo "not ok - $name"
        echo "# exit $got, wanted $status; wanted '$want' in:"
        printf '%s\n' "$out" | sed 's/^/# /'
        failed=1
    fi
}
skip() { echo "ok # SKIP $1"; }

# same NAME GOT WANT: two texts
same() {
    try "$1" 0 '' test "$2" = "$3"
}
