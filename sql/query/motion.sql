-- motion_get(id int) one
SELECT id, meeting_id, item_id, number, kind, category_id, prize_id, text,
       reason_de, reason_en, departs, departure, secret, no_abstention,
       repeats_id, state, outcome, quorum, present, yes, no, abstained, casting,
       casting_reason, casting_by, chosen_entry_id, moved_at, opened_at,
       closed_at
  FROM motion WHERE id = :id;

-- motion_of_meeting(meeting_id int) many
SELECT id FROM motion WHERE meeting_id = :meeting_id ORDER BY number;

-- motion_current(meeting_id int) one
SELECT id FROM motion
 WHERE meeting_id = :meeting_id AND state IN ('open', 'tied');

-- motion_entries(motion_id int) many
SELECT m.entry_id, m.votes, e.code
  FROM motion_entry m JOIN entry e ON e.id = m.entry_id
 WHERE m.motion_id = :motion_id ORDER BY e.code;

-- motion_add(meeting_id int, item_id int, kind text, category_id int?, prize_id int?, text text, reason_de text, reason_en text, departs int, departure text, secret int, no_abstention int, repeats_id int?, user_id int?, now int) insert
INSERT INTO motion (meeting_id, item_id, number, kind, category_id, prize_id,
                    text, reason_de, reason_en, departs, departure, secret,
                    no_abstention, repeats_id, moved_by, moved_at)
VALUES (:meeting_id, :item_id,
        COALESCE((SELECT max(m.number) FROM motion m
                   WHERE m.meeting_id = :meeting_id), 0) + 1,
        :kind, :category_id, :prize_id, :text, :reason_de, :reason_en, :departs,
        :departure, :secret, :no_abstention, :repeats_id, :user_id, :now);

-- motion_name(motion_id int, entry_id int) exec
INSERT INTO motion_entry (motion_id, entry_id) VALUES (:motion_id, :entry_id)
    ON CONFLICT (motion_id, entry_id) DO NOTHING;

-- motion_open(id int, departs int, now int) exec
UPDATE motion SET state = 'open', departs = :departs, opened_at = :now
 WHERE id = :id AND state = 'moved';

-- motion_count(id int, quorum int, present int, yes int, no int, abstained int) exec
UPDATE motion
   SET quorum = :quorum, present = :present, yes = :yes, no = :no,
       abstained = :abstained
 WHERE id = :id AND state = 'open';

-- motion_count_entry(motion_id int, entry_id int, votes int) exec
UPDATE motion_entry SET votes = :votes
 WHERE motion_id = :motion_id AND entry_id = :entry_id;

-- motion_tied(id int) exec
UPDATE motion SET state = 'tied' WHERE id = :id AND state = 'open';

-- motion_end(id int, outcome text, chosen_entry_id int?, now int) exec
UPDATE motion
   SET state = 'closed', outcome = :outcome,
       chosen_entry_id = :chosen_entry_id, closed_at = :now
 WHERE id = :id AND state IN ('open', 'tied');

-- motion_cast(id int, choice text, reason text, jury_member_id int) exec
UPDATE motion
   SET casting = :choice, casting_reason = :reason,
       casting_by = :jury_member_id
 WHERE id = :id AND state = 'tied';

-- motion_withdraw(id int, now int) exec
UPDATE motion SET state = 'withdrawn', closed_at = :now
 WHERE id = :id AND state IN ('moved', 'open');

-- motion_repeated(id int) one
SELECT id FROM motion WHERE repeats_id = :id AND state <> 'withdrawn';

-- motion_waiting(meeting_id int) many
SELECT id FROM motion WHERE meeting_id = :meeting_id AND state = 'moved'
 ORDER BY number;

-- motion_seat_put(motion_id int, jury_member_id int, place text, for_id int?) exec
INSERT INTO motion_seat (motion_id, jury_member_id, place, for_id)
VALUES (:motion_id, :jury_member_id, :place, :for_id)
    ON CONFLICT (motion_id, jury_member_id) DO UPDATE
   SET place = excluded.place, for_id = excluded.for_id;

-- motion_seats(motion_id int) many
SELECT s.jury_member_id, u.name, s.place, s.for_id, v.choice AS "choice:text",
       v.entry_id AS "entry_id:int?", j.code, j.chair, j.deputy_chair,
       j.votes, j.stands_in_for,
       EXISTS (SELECT 1 FROM motion m
                 JOIN meeting_presence p ON p.meeting_id = m.meeting_id
                WHERE m.id = s.motion_id
                  AND p.jury_member_id = s.jury_member_id
                  AND p.left_at IS NULL) AS "present:int"
  FROM motion_seat s
  JOIN jury_member j ON j.id = s.jury_member_id
  JOIN user u ON u.id = j.user_id
  LEFT JOIN vote v ON v.motion_id = s.motion_id
       AND v.jury_member_id = s.jury_member_id
 WHERE s.motion_id = :motion_id ORDER BY j.position, j.id;

-- motion_vote_put(motion_id int, jury_member_id int, choice text, entry_id int?, cast_at int?) exec
INSERT INTO vote (motion_id, jury_member_id, choice, entry_id, cast_at)
VALUES (:motion_id, :jury_member_id, :choice, :entry_id, :cast_at)
    ON CONFLICT (motion_id, jury_member_id) DO UPDATE
   SET choice = excluded.choice, entry_id = excluded.entry_id,
       cast_at = excluded.cast_at;

-- motion_vote_drop(motion_id int, jury_member_id int) exec
DELETE FROM vote
 WHERE motion_id = :motion_id AND jury_member_id = :jury_member_id;

-- motion_secret_row(motion_id int, choice text) exec
INSERT INTO secret_count (motion_id, choice) VALUES (:motion_id, :choice);

-- motion_secret_vote(motion_id int, choice text) exec
UPDATE secret_count SET votes = votes + 1
 WHERE motion_id = :motion_id AND choice = :choice;

-- motion_secret_counts(motion_id int) many
SELECT choice, votes FROM secret_count WHERE motion_id = :motion_id
 ORDER BY choice;

-- motion_secret_drop(motion_id int) exec
DELETE FROM secret_count WHERE motion_id = :motion_id;

-- motion_entry_of(edition_id int, entry_id int) one
-- An admitted nomination, where it competes, and what it has.
SELECT e.id, e.code, e.confirmed_category_id,
       COALESCE(n.category_id, e.confirmed_category_id) AS "category_id:int?",
       n.entry_id IS NOT NULL AS "nominee:int",
       EXISTS (SELECT 1 FROM honour w
                WHERE w.entry_id = e.id AND w.kind = 'winner')
           AS "winner:int",
       EXISTS (SELECT 1 FROM ballot b JOIN round r ON r.id = b.round_id
                WHERE b.entry_id = e.id AND r.category_id IS NOT NULL)
           AS "marked:int"
  FROM entry e LEFT JOIN honour n ON n.entry_id = e.id AND n.kind = 'nominee'
 WHERE e.id = :entry_id AND e.edition_id = :edition_id
   AND e.state = 'admitted';

-- motion_winners(edition_id int, category_id int) many
SELECT w.entry_id
  FROM honour w JOIN entry e ON e.id = w.entry_id
 WHERE e.edition_id = :edition_id AND e.state = 'admitted'
   AND w.kind = 'winner' AND w.category_id = :category_id
 ORDER BY w.entry_id;

-- motion_recategorise(entry_id int, category_id int, now int) exec
UPDATE entry
   SET confirmed_category_id = :category_id, updated_at = :now,
       revision = revision + 1
 WHERE id = :entry_id AND state = 'admitted';

-- motion_category(edition_id int, category_id int) one
SELECT id, code FROM category
 WHERE id = :category_id AND edition_id = :edition_id;

-- motion_every() many
-- For `lorbeer check`: motions with what the log says of them last.
SELECT m.id, m.number, d.slug AS edition, g.number AS meeting,
       (SELECT a.id FROM audit a
         WHERE a.subject = 'motion' AND a.subject_id = m.id
         ORDER BY a.id DESC LIMIT 1) AS "audit_id:int?",
       (SELECT p.payload FROM audit_payload p
         WHERE p.audit_id = (SELECT max(a.id) FROM audit a
                              WHERE a.subject = 'motion'
                                AND a.subject_id = m.id)) AS "payload:text"
  FROM motion m JOIN meeting g ON g.id = m.meeting_id
  JOIN edition d ON d.id = g.edition_id
 ORDER BY m.id;

-- motion_missing() many
-- Motions that the log knows and that are not there.
SELECT DISTINCT a.subject_id AS "id:int" FROM audit a
 WHERE a.subject = 'motion'
   AND NOT EXISTS (SELECT 1 FROM motion m WHERE m.id = a.subject_id)
 ORDER BY 1;

-- motion_unfounded() many
-- Honours, special prizes and withheld ones of motions that were not carried.
SELECT h.motion_id AS "motion_id:int", m.number AS "number:int",
       m.outcome AS "outcome:text", d.slug AS "edition:text"
  FROM (SELECT motion_id FROM honour
        UNION SELECT motion_id FROM prize_award
        UNION SELECT motion_id FROM withheld) h
  JOIN motion m ON m.id = h.motion_id
  JOIN meeting g ON g.id = m.meeting_id
  JOIN edition d ON d.id = g.edition_id
 WHERE m.outcome <> 'carried' ORDER BY m.id;

-- motion_prizes_of(entry_id int) many
-- Special prizes of a nomination, for a digest.
SELECT p.code, a.heads, a.amount_cents, a.reason_de, a.reason_en, a.motion_id,
       a.decided_at
  FROM prize_award a JOIN prize p ON p.id = a.prize_id
 WHERE a.entry_id = :entry_id ORDER BY p.id;

-- motion_withheld_of(category_id int?, prize_id int?) one
SELECT reason_de, reason_en, motion_id, decided_at FROM withheld
 WHERE category_id = :category_id OR prize_id = :prize_id;

-- motion_awarded() many
-- For `lorbeer check`: who has or had a special prize, with the last entry of
-- the log about it.
SELECT e.id, e.code AS entry,
       (SELECT max(a.id) FROM audit a
         WHERE a.subject = 'entry' AND a.subject_id = e.id
           AND a.action IN ('prize.give', 'prize.share', 'prize.take'))
           AS "audit_id:int?",
       (SELECT p.payload FROM audit_payload p
         WHERE p.audit_id =
               (SELECT max(a.id) FROM audit a
                 WHERE a.subject = 'entry' AND a.subject_id = e.id
                   AND a.action IN ('prize.give', 'prize.share',
                                    'prize.take'))) AS "payload:text"
  FROM entry e
 WHERE e.id IN (SELECT entry_id FROM prize_award
                UNION SELECT subject_id FROM audit
                       WHERE subject = 'entry'
                         AND action IN ('prize.give', 'prize.share',
                                        'prize.take'))
 ORDER BY e.id;

-- motion_withheld() many
-- The same of what is or was withheld.
WITH what AS (
    SELECT 'category' AS subject, c.id, c.code, c.edition_id FROM category c
    UNION ALL
    SELECT 'prize', p.id, p.code, p.edition_id FROM prize p
), known AS (
    SELECT w.subject, w.id, w.code, w.edition_id,
           (SELECT max(a.id) FROM audit a
             WHERE a.subject = w.subject AND a.subject_id = w.id
               AND a.action IN ('withheld.set', 'withheld.remove')) AS audit_id,
           EXISTS (SELECT 1 FROM withheld h
                    WHERE (w.subject = 'category' AND h.category_id = w.id)
                       OR (w.subject = 'prize' AND h.prize_id = w.id)) AS now
      FROM what w
)
SELECT k.subject AS "subject:text", k.id AS "id:int", k.code AS "code:text",
       d.slug AS "edition:text", k.audit_id AS "audit_id:int?",
       p.payload AS "payload:text"
  FROM known k JOIN edition d ON d.id = k.edition_id
  LEFT JOIN audit_payload p ON p.audit_id = k.audit_id
 WHERE k.now = 1 OR k.audit_id IS NOT NULL ORDER BY k.subject, k.id;
