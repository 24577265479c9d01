#!/bin/bash
# Every action and every kind of thing that the program writes into its log has
# words on the log's page.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# listed TABLE: the codes that have words.
listed() {
    sed -n "/^static const struct word $1\[\]/,/^};/p" src/page/audit_log.c |
        grep -oE '^ *\{"[a-z_.]+"' | tr -d ' {"' | sort -u
}

# A literal counts as an action if its first part is that of a listed one or if
# a function with "audit" or "log" in its name gets it.
written_actions() {
    local literal='"[a-z_]+\.[a-z_]+"' first
    first=$(listed actions | cut -d. -f1 | sort -u | paste -sd'|')
    {
        cat "$@" | grep -oE "\"($first)\.[a-z_]+\"" || true
        cat "$@" | tr '\n' ' ' |
            grep -oE "[a-z_]*(audit|log)[a-z_]*\([^;\"]*$literal" |
            grep -oE "$literal" || true
    } | tr -d '"' | grep -vE '\.(typ|js|mjs|json|xlsx|jpg|pdf|txt|csv|com|de|db|conf)$' |
        sort -u
}

written_subjects() {
    local word='"[a-z_]+"' action='"[a-z_]+\.[a-z_]+"'
    local call="audit_(add|change)\([^;\"]*$action(, *| *: *$action, *)$word"
    cat "$@" | tr '\n' ' ' |
        grep -oE "$call" |
        grep -oE '"[a-z_]+"$' | tr -d '"' | sort -u
}

# verdict NAME WANT GOT: one line of TAP.
verdict() {
    if [[ $2 == "$3" ]]; then
        echo "ok - $1"
        return
    fi
    echo "not ok - $1"
    printf '%s\n' "want $2" "got  $3" | sed 's/^/# /'
    failed=1
}

sources=()
for source in src/*/*.c; do
    [[ $source == src/page/audit_log.c ]] || sources+=("$source")
done
listed actions >"$work/actions"
listed subjects >"$work/subjects"
verdict "every action has words" "" \
    "$(written_actions "${sources[@]}" | comm -23 - "$work/actions" | xargs)"
verdict "every subject has a word" "" \
    "$(written_subjects "${sources[@]}" | comm -23 - "$work/subjects" | xargs)"
verdict "no word for two kinds of subject" "" \
    "$(sed -n '/^static const struct word subjects/,/^};/p' \
        src/page/audit_log.c | grep -oE 'N_\(.*\)' | sort | uniq -d | xargs)"
verdict "no words for what nothing writes any more" "ballot.save" \
    "$(written_actions "${sources[@]}" | comm -13 - "$work/actions" | xargs)"

cat >"$work/new.c" <<'C'
    audit_add(w, "moon.rise", "sky", id, NULL);
    state(w, "round.shrink", &round);
C
verdict "a missing word is found" "moon.rise round.shrink" \
    "$(written_actions "$work/new.c" | comm -23 - "$work/actions" | xargs)"
verdict "so is a missing subject" "sky" \
    "$(written_subjects "$work/new.c" | comm -23 - "$work/subjects" | xargs)"
exit $failed
