#!/bin/bash
# scripts/count-tests: a broken test program never looks green.
set -euo pipefail
cd "$(dirname "$0")/../.."
failed=0

try() { # NAME STATUS TEXT WANT
    local got
    got=$(printf '%b' "$3" | scripts/count-tests status="$2" -)
    if [ "$got" = "$4" ]; then echo "ok - $1"; else
        echo "not ok - $1"
        echo "# want '$4', got '$got'"
        failed=1
    fi
}
try 'plain lines' 0 'ok 1 - a\nok - b\nok\n' '3 0 0'
try 'a failure' 1 'ok - a\nnot ok 2 - b\n' '1 1 0'
try 'two groups' 0 '1..1\nok 1 - a\n1..2\nok 1 - b\nok 2 - c\n' '3 0 0'
try 'a skip as cmocka says it' 0 '1..2\nok 1 - a\nnot ok 2 # SKIP b\n' '1 0 1'
try 'a skip as TAP says it' 0 'ok 1 # SKIP no network\nok 2\n' '1 0 1'
try 'the group line of cmocka is a comment' 1 \
    '1..1\nnot ok 1 - a\n# not ok - tests\n' '0 1 0'
try 'words that only begin like it' 0 'okay\nok - a\nnot okay\n' '1 0 0'
try 'stopped in the middle' 134 '1..4\nok 1 - a\n' '1 3 0'
try 'stopped in the middle with exit 0' 0 '1..2\nok 1 - a\n' '1 1 0'
try 'all fine, then a leak at the end' 1 '1..1\nok 1 - a\n' '1 1 0'
try 'nothing at all' 0 '' '0 1 0'
try 'crashed at once' 139 '' '0 1 0'
try 'only skips' 0 'ok 1 # SKIP a\n' '0 0 1'
exit "$failed"
