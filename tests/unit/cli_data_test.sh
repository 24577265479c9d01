#!/bin/bash
# lorbeer demo, edition, import and results: data in, data out, what is
# refused, and where nothing can be read or written.
# shellcheck source=tests/unit/cli.sh
. "$(dirname "$0")/cli.sh"

for command in $("$lorbeer" --help | sed -n 's/^  \([a-z]*\) .*/\1/p'); do
    try "$command --help" 0 "usage: lorbeer $command" "$lorbeer" "$command" --help
    usage=$("$lorbeer" "$command" --help | sed -n '1s/^usage: lorbeer //p')
    # several uses are one line of the README, in its own words
    case $command in edition | user) usage="$command " ;; esac
    try "the README's table has $command" 0 "$command" \
        grep -F "| \`${usage//|/\\|}" "$root/README.md"
done
try 'no command' 2 usage "$lorbeer"
try 'an unknown command' 2 'no such command' "$lorbeer" fly
for command in 'edition list' 'edition import' 'edition export' import results \
    brochure demo serve check 'user list'; do
    # shellcheck disable=SC2086 # two words are two arguments
    try "$command without arguments" 2 usage "$lorbeer" $command
done

try 'the sample award' 0 demo-logins.tsv "$lorbeer" demo sample
try 'is made once' 1 'is an award home already' "$lorbeer" demo sample
try 'three roles can log in' 0 3 \
    bash -c "cut -f1 sample/demo-logins.tsv | sort -u | wc -l"
for state in open judging published; do
    try "an edition is $state" 0 $'\t'$state$'\t' "$lorbeer" edition list sample
done
for command in brochure export; do
    try "$command into a folder is refused before the work" 4 \
        '.: is not a regular file' \
        "$lorbeer" $command sample --edition 2025 --output .
    try "$command where no folder is" 4 'No such file' \
        "$lorbeer" $command sample --edition 2025 --output nowhere/file
done
judging=$("$lorbeer" edition list sample | awk -F'\t' '$2 == "judging" { print $1 }')
try 'marks of an open round are nobody'"'"'s' 1 'still open' \
    "$lorbeer" results sample --edition "$judging" --format json

# the sample marks, through files, in a home of their own
"$lorbeer" edition export sample "$judging" --output set-up.json
try 'a set-up moves' 0 '' "$lorbeer" init home
try 'into another home' 0 '' "$lorbeer" edition import home set-up.json
try 'and again, while it is an empty draft' 0 '' \
    "$lorbeer" edition import home set-up.json
try 'and comes out the same' 0 '' bash -c \
    "'$lorbeer' edition export home $judging | cmp - set-up.json"
awk -F, 'NR > 1 { seen[$2] } END { for (code in seen) print code }' \
    "$award/scores.csv" | sort |
    awk 'BEGIN { print "code,organisation,category,state" }
         { print $1 ",Firma " $1 ",kmu,admitted" }' >entries.csv
try 'nominations' 0 '15 nominations' \
    "$lorbeer" import home --edition "$judging" --entries entries.csv
try 'twice is refused, line by line' 3 "entries.csv:2: column A ('code'): 'E01' is taken" \
    "$lorbeer" import home --edition "$judging" --entries entries.csv
sed '5s/,[0-9]*$/,11/' "$award/scores.csv" >bad.csv
try 'a mark off the scale' 3 "bad.csv:5: outside the criterion's scale: '11'" \
    "$lorbeer" import home --edition "$judging" --scores bad.csv
try 'marks' 0 '379 marks' \
    "$lorbeer" import home --edition "$judging" --scores "$award/scores.csv"
try 'the set-up is in use now' 1 'not an empty draft' \
    "$lorbeer" edition import home set-up.json
try 'the result' 0 '' "$lorbeer" results home --edition "$judging" \
    --format json --output result.json
try 'is that of the sample' 0 '' bash -c "
    sed -n '/^   \"tally\": /,/^   }/p' result.json | sed '1s/.*/{/' >tally.json
    '$compare' '$award/expected.json' tally.json counts partial_ballots \
        below_quorum ballots_per_entry components methods contributions_mean \
        agreement residual jurors outliers leave_one_out weight_intervals \
        bootstrap"
try 'as CSV' 0 '"E10"' "$lorbeer" results home --edition "$judging" --format csv
try 'as a spreadsheet' 0 '' "$lorbeer" results home --edition "$judging" \
    --format xlsx --output result.xlsx
try 'which is one' 0 PK head -c 2 result.xlsx
try 'no such edition' 1 nothere \
    "$lorbeer" results home --edition nothere --format json
try 'no such round' 1 nothere "$lorbeer" results home --edition "$judging" \
    --round nothere --format json
try 'no such format' 2 '' "$lorbeer" results home --edition "$judging" \
    --format docx
try 'the home is sound' 0 '' "$lorbeer" check home

echo '{"lorbeer": 1, "slug": 7' >broken.json
try 'a broken file' 3 broken.json:2 "$lorbeer" edition import home broken.json
echo '{"lorbeer": 1, "slug": "x", "colour": 1}' >wrong.json
try 'a faulty file' 3 'wrong.json: colour: unknown key' \
    "$lorbeer" edition import home wrong.json
try 'a missing file' 4 'none.json: No such file' \
    "$lorbeer" edition import home none.json

mkdir nothome
for command in 'edition list' 'edition export' 'check' 'user list'; do
    # shellcheck disable=SC2086
    case $command in *export) slug=x ;; *) slug= ;; esac
    # shellcheck disable=SC2086
    try "$command: no such home" 4 'No such file' "$lorbeer" $command gone $slug
    # shellcheck disable=SC2086
    try "$command: not a home" 4 'nothome' "$lorbeer" $command nothome $slug
done
try 'import: no such home' 4 'No such file' \
    "$lorbeer" import gone --edition x --entries entries.csv
try 'results: not a home' 4 nothome \
    "$lorbeer" results nothome --edition x --format json
try 'stdout is full' 4 'standard output' \
    bash -c "'$lorbeer' results home --edition $judging --format csv >/dev/full"

mkdir disk
if [ "$(id -u)" = 0 ] && mount -t tmpfs -o size=8m tmpfs disk 2>/dev/null; then
    mounted=$work/disk
    cp -r home disk/home
    mount -o remount,ro disk
    try 'a read-only home is read' 0 "$judging" "$lorbeer" edition list disk/home
    try 'results of it' 0 '"E10"' \
        "$lorbeer" results disk/home --edition "$judging" --format csv
    try 'and not written' 4 lorbeer: "$lorbeer" import disk/home \
        --edition "$judging" --scores "$award/scores.csv"
    mount -o remount,rw disk
    dd if=/dev/zero of=disk/filler bs=1k status=none 2>/dev/null
    try 'a full disk' 4 lorbeer: "$lorbeer" edition import disk/home \
        <(sed 's/"slug": "[^"]*"/"slug": "other"/' set-up.json)
    rm disk/filler
    try 'leaves the home sound' 0 '' "$lorbeer" check disk/home
else
    skip 'full and read-only disks need root and tmpfs'
fi
exit "$failed"
