-- practice_get(round_id int, jury_member_id int) one
SELECT id, state, comment, note, discuss, revision, updated_at
  FROM practice
 WHERE round_id = :round_id AND jury_member_id = :jury_member_id;

-- practice_marks(practice_id int) many
SELECT m.criterion_id, m.value, m.comment
  FROM practice_mark m JOIN criterion c ON c.id = m.criterion_id
 WHERE m.practice_id = :practice_id ORDER BY c.position, c.id;

-- practice_put(round_id int, jury_member_id int, comment text, note text, discuss int, now int) exec
INSERT INTO practice (round_id, jury_member_id, comment, note, discuss,
                      updated_at)
VALUES (:round_id, :jury_member_id, :comment, :note, :discuss, :now)
    ON CONFLICT (round_id, jury_member_id) DO UPDATE
   SET comment = excluded.comment, note = excluded.note,
       discuss = excluded.discuss, state = 'draft',
       revision = revision + 1, updated_at = excluded.updated_at;

-- practice_mark_put(practice_id int, criterion_id int, value int?, comment text) exec
INSERT INTO practice_mark (practice_id, criterion_id, value, comment)
VALUES (:practice_id, :criterion_id, :value, :comment)
    ON CONFLICT (practice_id, criterion_id) DO UPDATE
   SET value = excluded.value, comment = excluded.comment;

-- practice_set_state(round_id int, jury_member_id int, state text, now int) exec
UPDATE practice SET state = :state, revision = revision + 1, updated_at = :now
 WHERE round_id = :round_id AND jury_member_id = :jury_member_id;

-- practice_clear(round_id int, jury_member_id int) exec
DELETE FROM practice
 WHERE round_id = :round_id AND jury_member_id = :jury_member_id;
