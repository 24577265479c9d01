-- vote_rule_get(edition_id int) one
SELECT quorum_percent, quorum_chair, majority, abstention, repeat, casting,
       scope, second_mark
  FROM vote_rule WHERE edition_id = :edition_id;

-- vote_rule_put(edition_id int, quorum_percent int, quorum_chair int, majority text, abstention text, repeat int, casting text, scope text, second_mark int, user_id int?, now int) exec
INSERT INTO vote_rule (edition_id, quorum_percent, quorum_chair, majority,
                       abstention, repeat, casting, scope, second_mark,
                       changed_by, changed_at)
VALUES (:edition_id, :quorum_percent, :quorum_chair, :majority, :abstention,
        :repeat, :casting, :scope, :second_mark, :user_id, :now)
    ON CONFLICT (edition_id) DO UPDATE
   SET quorum_percent = excluded.quorum_percent,
       quorum_chair = excluded.quorum_chair, majority = excluded.majority,
       abstention = excluded.abstention, repeat = excluded.repeat,
       casting = excluded.casting, scope = excluded.scope,
       second_mark = excluded.second_mark, changed_by = excluded.changed_by,
       changed_at = excluded.changed_at;

-- vote_rule_drop(edition_id int) exec
DELETE FROM vote_rule WHERE edition_id = :edition_id;
