#!/bin/bash
# The worked examples of the scoring specification: `lorbeer tally` must give
# what expected.json holds in every field. The sample award is always
# counted; with LORBEER_REFERENCE set, every folder in it is too.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit

lorbeer=${LORBEER:-build/debug/lorbeer}
compare=${JSON_COMPARE:-build/debug/json_compare}
fields='spec config counts scale partial_ballots below_quorum
ballots_per_entry complete components methods contributions_mean agreement
residual jurors outliers leave_one_out weight_intervals bootstrap'
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
count=0 failed=0

report() { # STATUS NAME
    count=$((count + 1))
    if [ "$1" = 0 ]; then
        echo "ok $count - $2"
    else
        echo "not ok $count - $2"
        failed=1
    fi
}

tally() { # FOLDER ARGUMENT...
    "$lorbeer" tally --scores "$1/scores.csv" --weights "$1/weights.csv" \
        --config "$1/config.json" "${@:2}"
}

# Two pairs of jurors of one example have the same |t| to the last digit shown,
# and stand there in an order that follows neither id nor file: not compared.
example() { # FOLDER
    local fields=$fields
    case $1 in *eurovision2019*) fields=${fields/ outliers/} ;; esac
    # shellcheck disable=SC2086 # a list of fields
    tally "$1" >"$scratch/out.json" &&
        "$compare" "$1/expected.json" "$scratch/out.json" $fields
    report $? "as expected: $(basename "$1")"
}

status_is() { # WANTED NAME COMMAND...
    local got=0
    "${@:3}" >"$scratch/out" 2>"$scratch/err" || got=$?
    [ "$got" = "$1" ]
    report $? "$2 (exit $got, wanted $1)"
}

# The same round under a declared rule, in a folder of its own.
declare_rule() { # FOLDER RULE
    rm -rf "$scratch/declared"
    mkdir "$scratch/declared"
    cp "$1/scores.csv" "$1/weights.csv" "$scratch/declared/"
    {
        printf '{ "method": "declared", "declared": %s,\n' "$2"
        tail -n +2 "$1/config.json"
    } >"$scratch/declared/config.json"
}

# A round with published panel scores: its declared rule gives every one.
published() { # FOLDER
    awk -F, -v q='"' '
        NR == 1 {
            printf "{\"methods\": {\"declared\": {\"status\": \"ok\","
            printf "\"criterion_score\": {"
            next
        }
        $1 != last {
            printf "%s%s: {", last == "" ? "" : "}, ", q $1 q
            last = $1
            comma = ""
        }
        {
            printf "%s%s: %s", comma, q $2 q, q $3 q
            comma = ", "
        }
        END { print "}}}}}" }' "$1/published.csv" >"$scratch/published.json"
    [ "$(grep -o ': "[0-9]' "$scratch/published.json" | wc -l)" = 120 ]
    report $? "120 published panel scores"
    declare_rule "$1" '{"drop_high": 1, "drop_low": 1, "round_criterion": 2,
        "round_product": 2}'
    tally "$scratch/declared" >"$scratch/out.json" &&
        "$compare" "$scratch/published.json" "$scratch/out.json" \
            methods.declared
    report $? "declared as published: $(basename "$1")"
}

# The object "declared" under "methods", its white space taken out.
declared_is() { # FOLDER NAME WANT
    local got
    got=$(tally "$1" | tr -d " \n" |
        grep -o '"methods":.*"borda"' | grep -o '"declared":.*')
    [[ $got == "\"declared\":$3,"* ]]
    report $? "$2"
}

demo=tests/data/demo-award
example "$demo"
if [ -n "${LORBEER_REFERENCE:-}" ]; then
    for folder in "$LORBEER_REFERENCE"/*/; do
        example "${folder%/}"
    done
    published "$LORBEER_REFERENCE/isu-worlds2017-ladies-free"
else
    count=$((count + 1))
    echo "ok $count - the other examples # SKIP skipped:" \
        "LORBEER_REFERENCE is not set"
fi

# the command line
status_is 0 "help" "$lorbeer" tally --help
status_is 2 "no options" "$lorbeer" tally
status_is 2 "an unknown option" tally "$demo" --loud
status_is 2 "a file too many" tally "$demo" more
status_is 4 "a file that is not there" tally tests/data/no-award
status_is 4 "a folder in place of a file" "$lorbeer" tally --scores "$demo" \
    --weights "$demo/weights.csv" --config "$demo/config.json"
status_is 4 "an output in no folder" tally "$demo" --output "$scratch/no/out"
tally "$demo" --output "$scratch/file.json" &&
    tally "$demo" | cmp -s - "$scratch/file.json"
report $? "--output writes what stdout gets"

status_is 4 "a full disk behind stdout" bash -c '"$@" >/dev/full' - \
    "$lorbeer" tally --scores "$demo/scores.csv" \
    --weights "$demo/weights.csv" --config "$demo/config.json"
status_is 4 "a full disk behind --output" tally "$demo" --output /dev/full

# a declared rule: rounded points, shared ranks and no ladder; or who lacks marks
mkdir "$scratch/rule"
printf 'juror,entry,criterion,score\nJ1,E1,A,1\nJ1,E1,B,5\nJ2,E1,A,2\nJ2,E1,B,5\n' \
    >"$scratch/rule/scores.csv"
printf 'criterion,weight,min,max,step\nA,3,0,10,1\nB,1,0,10,1\n' \
    >"$scratch/rule/weights.csv"
printf '{\n"quorum": 1, "replicates": 0}' >"$scratch/rule/config.json"
declare_rule "$scratch/rule" '{"drop_high": 0, "drop_low": 0,
    "round_criterion": 1, "round_product": 1, "factor": {"A": "0.5"}}'
declared_is "$scratch/declared" "declared in the output" \
    '{"status":"ok","criterion_score":{"E1":{"A":"1.5","B":"5.0"}},"score":{"E1":5.8},"display":{"E1":"5.8"},"rank":{"E1":1}}'
declare_rule "$scratch/rule" '{"drop_high": 1, "drop_low": 1,
    "round_criterion": 1, "round_product": 1}'
declared_is "$scratch/declared" "declared with too few marks" \
    '{"status":"E_TRIM","entries":["E1"]}'
declare_rule "$scratch/rule" '{"drop_high": 0, "drop_low": 0,
    "round_criterion": 1, "round_product": 1, "factor": {"Z": "0.5"}}'
status_is 3 "a factor for no criterion" tally "$scratch/declared"

# refused input: every fault on a line of its own, nothing on stdout
printf 'juror,entry,criterion,score\nJ1,E1,A,11\nJ1,E1,B,5\nJ1,E1,A,x\n' \
    >"$scratch/scores.csv"
printf 'criterion,weight,min,max,step\nA,1,0,10,1\n' >"$scratch/weights.csv"
echo '{"quorum": 0}' >"$scratch/config.json"
status_is 3 "faults" tally "$scratch"
[ ! -s "$scratch/out" ]
report $? "nothing on stdout"
sed -E "s|^lorbeer: $scratch/([a-z.]+:[0-9]+: E_[A-Z]+): .+|\1|" \
    "$scratch/err" | diff - <(printf '%s\n' 'scores.csv:2: E_RANGE' \
    'scores.csv:3: E_CRITERION' 'scores.csv:4: E_INPUT' \
    'scores.csv:4: E_DUPLICATE' 'config.json:1: E_CONFIG')
report $? "every fault with its file, line and code"

echo "1..$count"
exit "$failed"
