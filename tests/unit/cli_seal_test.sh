#!/bin/bash
# lorbeer seal and verify: the bundle of the sample's closed edition, what is
# refused and with which status, and the results that stand beside it.
# shellcheck source=tests/unit/cli.sh
. "$(dirname "$0")/cli.sh"

for command in seal verify; do
    try "$command without arguments" 2 usage "$lorbeer" $command
done
try 'seal without --output' 2 usage "$lorbeer" seal home --edition 2025
try 'seal without --edition' 2 usage "$lorbeer" seal home --output b
try 'verify with an unknown option' 2 usage "$lorbeer" verify b --loud
try 'verify of two files' 2 usage "$lorbeer" verify a b
try 'verify of a file that is missing' 4 'No such file' "$lorbeer" verify none
try 'verify of a folder' 4 'lorbeer: ' "$lorbeer" verify .
try 'seal of a home that is missing' 4 'No such file' \
    "$lorbeer" seal gone --edition 2025 --output b

# the sample: one edition closed, one open, one planned
"$lorbeer" demo home >/dev/null
# shellcheck disable=SC2317
log() { sqlite3 home/lorbeer.db "SELECT count(*) FROM audit"; }
# shellcheck disable=SC2317 # called through try
refused() {
    sqlite3 home/lorbeer.db \
        "SELECT count(*) FROM audit WHERE action = 'result.refused'"
}
entries=$(log)
try 'seal' 0 '' "$lorbeer" seal home --edition 2025 --output one.seal
try 'seal once more' 0 '' "$lorbeer" seal home --edition 2025 --output two.seal
try 'both are the same' 0 '' cmp one.seal two.seal
try 'and leave nothing in the log' 0 "$entries" log
try 'verify' 0 $'\nok' "$lorbeer" verify one.seal
try 'it prints the ranking' 0 '     1  E' "$lorbeer" verify one.seal
try 'it says which rank is shared' 0 '  8.00  shared' \
    "$lorbeer" verify one.seal
try 'it counts the receipts' 0 'checked: 77 receipts' "$lorbeer" verify one.seal
try 'it prints the decisions' 0 ' is winner in ' "$lorbeer" verify one.seal
key=$("$lorbeer" verify one.seal | sed -n 's/^key: \([0-9a-f]*\) .*/\1/p')
try 'the key has 64 digits' 0 64 expr length "$key"
try 'with that key' 0 $'\nok' "$lorbeer" verify one.seal --key "$key"
try 'with another key' 1 'another key' \
    "$lorbeer" verify one.seal --key "${key//a/b}"
try 'with no key at all' 1 'another key' "$lorbeer" verify one.seal --key ''
# nothing but the file is needed
mkdir elsewhere
cp one.seal elsewhere/
try 'verify without a home' 0 $'\nok' \
    bash -c "cd elsewhere && '$lorbeer' verify one.seal"
sed '0,/"marks":\["\([0-9]*\)"/s//"marks":["1\1"/' one.seal >changed.seal
try 'a mark is changed' 1 'changed.seal:' "$lorbeer" verify changed.seal
head -n -1 one.seal >short.seal
try 'the last line is missing' 1 'ends too early' "$lorbeer" verify short.seal
cat one.seal one.seal >twice.seal
try 'two bundles in one file' 1 'behind the end' "$lorbeer" verify twice.seal
: >empty.seal
try 'an empty file' 1 'empty.seal:' "$lorbeer" verify empty.seal
head -c 100000 /dev/urandom >random.seal
try 'a random file' 1 'not a bundle' "$lorbeer" verify random.seal
try 'a file of another kind' 1 'README.md:' "$lorbeer" verify "$root/README.md"
printf '\033[31m"lorbeer"\n' >ansi.seal
try 'a file with colours in it' 1 'ansi.seal:' "$lorbeer" verify ansi.seal
try 'does not colour the screen' 1 '' \
    bash -c "'$lorbeer' verify ansi.seal 2>&1 | grep \$'\033'"
try 'stdout is full' 4 'standard output' \
    bash -c "'$lorbeer' verify one.seal >/dev/full"
try 'the bundle of a full disk' 4 'lorbeer: ' \
    "$lorbeer" seal home --edition 2025 --output /dev/full
try 'the bundle in a folder that is missing' 4 'No such file' \
    "$lorbeer" seal home --edition 2025 --output gone/b.seal
try 'no such edition' 1 'no such edition' \
    "$lorbeer" seal home --edition 1999 --output b.seal

# nobody reads marks of an open round, and who tries is in the log
try 'no refusal so far' 0 0 refused
try 'seal of an open round' 1 'the attempt is in the log' \
    "$lorbeer" seal home --edition 2026 --output open.seal
try 'is one entry of the log' 0 1 refused
try 'and no file' 1 '' test -e open.seal
try 'results of an open round' 1 'still open' \
    "$lorbeer" results home --edition 2026 --format json --output open.json
try 'are one entry of the log' 0 2 refused
try 'and no file' 1 '' test -e open.json
try 'results of that round by its name' 1 'still open' \
    "$lorbeer" results home --edition 2026 --round jury --format csv
try 'are another entry' 0 3 refused
try 'the home is sound' 0 'all is well' "$lorbeer" check home

# the worked example as a closed round: files, seal and bundle agree
"$lorbeer" edition export home 2026 --output set-up.json
"$lorbeer" init worked >/dev/null
"$lorbeer" edition import worked set-up.json
awk -F, 'NR > 1 { seen[$2] } END { for (code in seen) print code }' \
    "$award/scores.csv" | sort |
    awk 'BEGIN { print "code,organisation,category,state" }
         { print $1 ",Firma " $1 ",kmu,admitted" }' >entries.csv
"$lorbeer" import worked --edition 2026 --entries entries.csv >/dev/null
"$lorbeer" import worked --edition 2026 --scores "$award/scores.csv" >/dev/null
sqlite3 worked/lorbeer.db "UPDATE round SET state = 'closed', opened_at = 1,
    closed_at = 1 WHERE slug = 'jury'"
try 'results of a closed round' 0 '' "$lorbeer" results worked \
    --edition 2026 --format json --output result.json
sed -n '/^   "tally": /,/^   }/p' result.json | sed '1s/.*/{/' >tally.json
try 'are those of the worked example in every field' 0 '' "$compare" \
    "$award/expected.json" tally.json spec config counts scale \
    partial_ballots below_quorum ballots_per_entry complete components \
    methods contributions_mean agreement residual jurors outliers \
    leave_one_out weight_intervals bootstrap
try 'it was sealed when the home was opened' 0 1 \
    sqlite3 worked/lorbeer.db 'SELECT count(*) FROM seal'
try 'its bundle' 0 '' "$lorbeer" seal worked --edition 2026 --output worked.seal
try 'is verified' 0 $'\nok' "$lorbeer" verify worked.seal
"$lorbeer" verify worked.seal | sed -n 's/^ *\([0-9]*\)  \(E[0-9]*\)  \(.*\)/\2 \1 \3/p' |
    sort >verified
sed -n '/"mean": {/,$p' "$award/expected.json" |
    sed -n '/"rank_final": {/,/}/s/^ *"\(E[0-9]*\)": \([0-9]*\),*$/\1 \2/p' |
    head -n 14 | sort >expected
try 'and its ranks are those of the worked example' 0 '' \
    diff <(cut -d' ' -f1,2 verified) expected
try 'all that reach the quorum' 0 14 grep -c . verified
try 'and the one that does not is named' 0 'E15  not ranked' \
    "$lorbeer" verify worked.seal
sqlite3 worked/lorbeer.db "INSERT INTO round (edition_id, slug, name_de,
    name_en, state, opened_at) VALUES (1, 'besuch', 'Besuch', 'Visit', 'open', 1)"
try 'an open round beside it is named' 0 'round besuch is open: it is' \
    "$lorbeer" seal worked --edition 2026 --output worked2.seal
sqlite3 worked/lorbeer.db "UPDATE round SET state = 'planned', opened_at = NULL
    WHERE slug = 'besuch'"
try 'and so is a planned one' 0 'round besuch is planned: it is' \
    "$lorbeer" seal worked --edition 2026 --output worked2.seal
sqlite3 worked/lorbeer.db "DELETE FROM round WHERE slug = 'besuch'"
try 'that home is sound' 0 'all is well' "$lorbeer" check worked
exit $failed
