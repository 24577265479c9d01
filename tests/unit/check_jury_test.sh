#!/bin/bash
# lorbeer check finds what was changed in judging behind its back: marks,
# ballots, rules, conflicts, decisions, seals, lots. The damages are done with
# SQL to copies of one sample home.
set -euo pipefail
cd "$(dirname "$0")/../.."
lorbeer=${LORBEER:-$PWD/build/debug/lorbeer}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# is STATUS TEXT NAME: what the check of the copy says
is() {
    local status=0 said
    said=$("$lorbeer" check "$work/copy" 2>&1) || status=$?
    if [ "$status" = "$1" ] && [[ $said == *"$2"* ]]; then
        echo "ok - $3"
    else
        echo "not ok - $3"
        echo "# want status $1 and '$2', got $status and '$said'"
        failed=1
    fi
}

# damage NAME TEXT SQL
damage() {
    cp "$work/home/lorbeer.db" "$work/copy/lorbeer.db"
    sqlite3 "$work/copy/lorbeer.db" "$3"
    is 1 "$2" "$1"
}

"$lorbeer" demo "$work/home" >/dev/null
cp -a "$work/home" "$work/copy"
is 0 'all is well' 'a whole home'
sqlite3 "$work/home/lorbeer.db" 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
rm -f "$work"/copy/lorbeer.db-*

closed="(SELECT id FROM round WHERE state = 'closed')"
open="(SELECT id FROM round WHERE state = 'open')"
ballot="(SELECT min(id) FROM ballot WHERE state = 'submitted' AND round_id = "
mark="ballot_id = $ballot$closed) AND criterion_id = (SELECT max(criterion_id)
    FROM score WHERE ballot_id = $ballot$closed))"
other="SET value = CASE value WHEN 5 THEN 6 ELSE 5 END"

# marks
damage 'a mark of a closed round' 'differs from its seal, first at: {"ballot"' \
    "UPDATE score $other WHERE $mark"
damage 'and its version' 'differs from its seal' \
    "UPDATE score $other WHERE $mark; UPDATE score_version $other WHERE $mark"
damage 'a mark that is gone' 'differs from its seal' \
    "DELETE FROM score WHERE $mark"
damage 'a mark of an open round' 'is not the last one that was saved' \
    "UPDATE score $other WHERE ballot_id = $ballot$open)"
damage 'a version of a mark' 'is not the last one that was saved' \
    "UPDATE score_version $other WHERE ballot_id = $ballot$open)"
# the marks of the open round came from a file, so there is no receipt yet

# ballots
damage 'a ballot of a closed round that is gone' 'differs from its seal' \
    "DELETE FROM score_version WHERE ballot_id = $ballot$closed);
     DELETE FROM score WHERE ballot_id = $ballot$closed);
     DELETE FROM ballot WHERE id = $ballot$closed)"
damage 'the log knows of it' 'is missing, not as the log says (ballot.submit)' \
    "DELETE FROM score_version WHERE ballot_id = $ballot$closed);
     DELETE FROM score WHERE ballot_id = $ballot$closed);
     DELETE FROM ballot WHERE id = $ballot$closed)"
damage 'a ballot that was taken back' 'draft, not as the log says' \
    "UPDATE ballot SET state = 'draft' WHERE id = $ballot$closed)"
damage 'a ballot that was made up' 'is submitted, not by the log' \
    "UPDATE ballot SET state = 'submitted', imported = 0
      WHERE round_id = $open AND state = 'draft'"
damage 'a ballot from a file that was never imported' \
    'is submitted, not by the log' \
    "INSERT INTO ballot (round_id, jury_member_id, entry_id, state, imported,
         updated_at) SELECT (SELECT id FROM round WHERE state = 'planned'),
         jury_member_id, entry_id, 'submitted', 1, 1
       FROM ballot LIMIT 1"
damage 'a ballot added to a closed round' 'differs from its seal' \
    "INSERT INTO assignment (round_id, jury_member_id, entry_id)
       SELECT $closed, m.id, e.id FROM jury_member m, entry e
        WHERE e.state = 'admitted' AND NOT EXISTS (SELECT 1 FROM assignment a
              WHERE a.round_id = $closed AND a.jury_member_id = m.id
                AND a.entry_id = e.id) LIMIT 1"
damage 'a receipt' 'differs from its seal' \
    "UPDATE ballot SET receipt = 'x' WHERE id = $ballot$closed)"
damage 'the names of the jurors are gone' 'differs from its seal' \
    'DELETE FROM seal_name'

# rules
damage 'a weight after the opening' 'differ from the fixed rules' \
    "UPDATE criterion SET weight = weight + 1 WHERE round_id = $open"
damage 'a quorum after the opening' 'differ from the fixed rules' \
    "UPDATE round SET quorum = quorum + 1 WHERE id = $closed"
damage 'a criterion after the opening' 'differ from the fixed rules' \
    "INSERT INTO criterion (round_id, code, position, name_de, name_en, weight,
         lo, hi, step) VALUES ($open, 'Z', 9, 'Z', 'Z', 1, 0, 10, 1)"
damage 'the document of the rules' 'are not the ones that were fixed' \
    "UPDATE rules SET document = replace(document, '\"quorum\":', '\"quorum\":1')"
damage 'fixed rules that are gone' 'its rules are not those in the log' \
    "DELETE FROM rules WHERE round_id = $open"
damage 'their digest' 'its rules are not those in the log' \
    "UPDATE rules SET digest = 'x' WHERE round_id = $open"

# conflicts and decisions
damage 'a conflict that was taken away' 'declared is none, in the log client' \
    "UPDATE conflict SET kind = 'none' WHERE kind = 'client'"
damage 'a conflict of another kind' 'declared is family, in the log client' \
    "UPDATE conflict SET kind = 'family' WHERE kind = 'client'"
damage 'a conflict that was made up' 'in the log none' \
    "UPDATE conflict SET kind = 'family' WHERE kind = 'none'"
damage 'a declaration that is gone' '1 that the log has are missing' \
    "DELETE FROM conflict WHERE rowid = (SELECT min(rowid) FROM conflict)"
damage 'a winner' 'its honours are not those in the log' \
    "UPDATE honour SET category_id = NULL WHERE kind = 'winner'"
damage 'the jury'"'"'s words' 'its honours are not those in the log' \
    "UPDATE honour SET reason_de = 'Weil.' WHERE kind = 'winner'"
damage 'an honour that is gone' 'its honours are not those in the log' \
    "DELETE FROM honour WHERE kind = 'winner'"
damage 'an honour that was made up' 'is honoured, not by the log' \
    "INSERT INTO honour (entry_id, kind, decided_at)
       SELECT min(id), 'nominee', 1 FROM entry
        WHERE id NOT IN (SELECT entry_id FROM honour)"

# seals
damage 'the body of a seal' 'the seal was changed' \
    "UPDATE seal SET body = replace(body, '\"quorum\":', '\"quorum\":1')"
damage 'the digest of a seal' 'the seal was changed' \
    "UPDATE seal SET digest = 'x'"
damage 'the signature of a seal' 'not signed with the award'"'"'s key' \
    "UPDATE seal SET signature = replace(signature, 'a', 'b')"
damage 'a seal that is gone' 'is closed and has no seal' 'DELETE FROM seal'
damage 'a seal that is gone, by the log' 'newest seal is not that in the log' \
    'DELETE FROM seal'

# lots: nobody can draw with this secret, which is enough for a check
lot() { # SQL: of a drawing that fits in itself
    echo "INSERT INTO lot (round_id, rank, marks_digest, secret, commitment,
              committed_at) VALUES ($closed, 1, printf('%064d', 0),
              printf('%064d', 0), '$commitment', 1);$1"
}
commitment=$(head -c 32 /dev/zero | b2sum -l 256 | cut -d' ' -f1)
damage 'a drawing that was made up' 'the secret was not fixed by the log' \
    "$(lot '')"
commitment=0
damage 'a secret that was changed' 'is not the one that was fixed' "$(lot '')"

exit $failed
