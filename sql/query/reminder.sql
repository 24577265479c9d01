-- reminder_add(round_id int, due_at int, hold int, manual int, user_id int?, now int) insert
INSERT INTO reminder (round_id, due_at, hold, manual, created_by, created_at)
VALUES (:round_id, :due_at, :hold, :manual, :user_id, :now);

-- reminder_by_id(id int) one
SELECT id, round_id, due_at, hold, manual, state, reason, created_at, done_at
  FROM reminder WHERE id = :id;

-- reminder_newest(round_id int) one
SELECT COALESCE(max(id), 0) AS "id:int" FROM reminder
 WHERE round_id = :round_id;

-- reminder_list(round_id int) many
SELECT r.id, r.due_at, r.hold, r.manual, r.state, r.reason, r.done_at,
       (SELECT count(*) FROM mail m WHERE m.reminder_id = r.id)
           AS "mails:int",
       (SELECT count(*) FROM mail m WHERE m.reminder_id = r.id
           AND m.state = 'held') AS "held:int",
       (SELECT count(*) FROM mail m WHERE m.reminder_id = r.id
           AND m.state = 'sent') AS "sent:int",
       (SELECT count(*) FROM mail m WHERE m.reminder_id = r.id
           AND m.state = 'cancelled') AS "cancelled:int"
  FROM reminder r WHERE r.round_id = :round_id
 ORDER BY r.due_at, r.id;

-- reminder_due(now int) many
-- Of one round the newest first: the older ones were missed.
SELECT id, round_id, due_at, hold FROM reminder
 WHERE state = 'planned' AND due_at <= :now
 ORDER BY round_id, due_at DESC, id DESC;

-- reminder_end(id int, state text, reason text, now int) exec
UPDATE reminder SET state = :state, reason = :reason, done_at = :now
 WHERE id = :id AND state = 'planned';

-- reminder_remove(id int) exec
DELETE FROM reminder WHERE id = :id AND state = 'planned';

-- reminder_hold(id int, hold int) exec
UPDATE reminder SET hold = :hold WHERE id = :id AND state = 'planned';

-- reminder_move(from_id int, to_id int) exec
UPDATE reminder SET round_id = :to_id
 WHERE round_id = :from_id AND state = 'planned';

-- reminder_planned(round_id int) many
SELECT due_at, hold FROM reminder
 WHERE round_id = :round_id AND manual = 0 ORDER BY due_at;

-- reminder_drop(edition_id int) exec
DELETE FROM reminder WHERE round_id IN
    (SELECT id FROM round WHERE edition_id = :edition_id);

-- reminder_work(round_id int, jury_member_id int) many
-- What is open for a juror, or for all (0): assigned, still in the award, no
-- conflict of interest, neither handed in nor abstained. A conflicted
-- nomination is never named.
SELECT a.jury_member_id, m.user_id, a.entry_id, o.name AS organisation,
       e.code, d.blind,
       CASE WHEN c.kind IS NULL THEN 'undeclared'
            WHEN b.state = 'draft' THEN 'draft'
            ELSE 'open' END AS "work:text"
  FROM assignment a
  JOIN entry e ON e.id = a.entry_id AND e.state = 'admitted'
  JOIN edition d ON d.id = e.edition_id
  JOIN organisation o ON o.id = e.organisation_id
  JOIN jury_member m ON m.id = a.jury_member_id
  JOIN user u ON u.id = m.user_id AND u.disabled_at IS NULL
  LEFT JOIN conflict c ON c.jury_member_id = a.jury_member_id
                      AND c.entry_id = a.entry_id
  LEFT JOIN ballot b ON b.round_id = a.round_id
                    AND b.jury_member_id = a.jury_member_id
                    AND b.entry_id = a.entry_id
 WHERE a.round_id = :round_id
   AND (:jury_member_id = 0 OR a.jury_member_id = :jury_member_id)
   AND (c.kind IS NULL OR c.kind = 'none')
   AND (b.state IS NULL OR b.state = 'draft')
 ORDER BY m.position, m.id,
          CASE WHEN d.blind = 1 AND c.kind = 'none' THEN e.code ELSE o.name END,
          a.entry_id;

-- reminder_disabled(jury_member_id int) one
SELECT u.id FROM jury_member m JOIN user u ON u.id = m.user_id
 WHERE m.id = :jury_member_id AND u.disabled_at IS NOT NULL;

-- reminder_next(round_id int) one
SELECT due_at FROM reminder
 WHERE round_id = :round_id AND state = 'planned' ORDER BY due_at LIMIT 1;
