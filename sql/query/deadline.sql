-- deadline_add(edition_id int, before_at int, after_at int, reason text, user_id int?, now int) insert
INSERT INTO deadline_change (edition_id, before_at, after_at, reason,
                             changed_by, changed_at)
VALUES (:edition_id, :before_at, :after_at, :reason, :user_id, :now);

-- deadline_last(edition_id int, after_at int) one
-- The extension that led to the deadline of now.
SELECT before_at, after_at, reason, changed_at FROM deadline_change
 WHERE edition_id = :edition_id AND after_at = :after_at
 ORDER BY id DESC LIMIT 1;

-- deadline_contacts(edition_id int) many
-- Whoever works at a nomination or has sent one, once.
SELECT DISTINCT m.user_id
  FROM entry e JOIN membership m ON m.organisation_id = e.organisation_id
  JOIN user u ON u.id = m.user_id AND u.disabled_at IS NULL
 WHERE e.edition_id = :edition_id
   AND e.state IN ('draft', 'submitted', 'admitted')
 ORDER BY m.user_id;

-- deadline_entries(edition_id int) one
SELECT count(*) AS "count:int" FROM entry WHERE edition_id = :edition_id;

-- deadline_touch(edition_id int, now int) exec
UPDATE edition SET dates_sequence = dates_sequence + 1, dates_changed_at = :now
 WHERE id = :edition_id;

-- deadline_calendar(edition_id int) one
SELECT dates_sequence, dates_changed_at, created_at FROM edition
 WHERE id = :edition_id;

-- deadline_remind_get(edition_id int) one
SELECT remind_days, reminded_deadline_at FROM edition WHERE id = :edition_id;

-- deadline_remind_set(edition_id int, days int) exec
UPDATE edition SET remind_days = :days WHERE id = :edition_id;

-- deadline_remind_due(now int) many
SELECT id FROM edition
 WHERE phase = 1 AND deadline_at IS NOT NULL AND deadline_at >= :now
   AND remind_days > 0 AND deadline_at - remind_days * 86400 <= :now
   AND (reminded_deadline_at IS NULL OR reminded_deadline_at <> deadline_at)
 ORDER BY id;

-- deadline_reminded(edition_id int) exec
UPDATE edition SET reminded_deadline_at = deadline_at WHERE id = :edition_id;

-- deadline_drafts(edition_id int) many
SELECT e.id, o.name AS organisation, m.user_id,
       e.reopened_from IS NOT NULL AS "reopened:int"
  FROM entry e JOIN organisation o ON o.id = e.organisation_id
  JOIN membership m ON m.organisation_id = e.organisation_id
  JOIN user u ON u.id = m.user_id AND u.disabled_at IS NULL
 WHERE e.edition_id = :edition_id AND e.state = 'draft'
 ORDER BY e.id, m.user_id;
