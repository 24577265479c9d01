-- result_comments(round_id int, entry_id int) many
SELECT m.code AS juror, b.comment
  FROM ballot b JOIN jury_member m ON m.id = b.jury_member_id
 WHERE b.round_id = :round_id AND b.entry_id = :entry_id
   AND b.state = 'submitted' AND b.comment <> ''
 ORDER BY m.code;

-- result_entry(id int) one
SELECT o.name AS organisation, c.name_de AS "category_de:text",
       c.name_en AS "category_en:text"
  FROM entry e JOIN organisation o ON o.id = e.organisation_id
  LEFT JOIN category c ON c.id = COALESCE(e.confirmed_category_id,
                                          e.category_id)
 WHERE e.id = :id;

-- result_close(round_id int) one
SELECT close_reason FROM round WHERE id = :round_id;

-- result_rounds(edition_id int) many
SELECT id, slug, state FROM round
 WHERE edition_id = :edition_id AND state <> 'replaced' ORDER BY stage, id;

-- result_lots(round_id int) many
SELECT p.lot_id, p.entry_id, p.place
  FROM lot l JOIN lot_entry p ON p.lot_id = l.id
 WHERE l.round_id = :round_id AND p.place > 0
 ORDER BY p.lot_id DESC, p.entry_id;


-- result_tabs(edition_id int) many
SELECT id, code, name_de, name_en FROM category
 WHERE edition_id = :edition_id ORDER BY position, id;

-- result_entry_categories(edition_id int) many
SELECT e.code, COALESCE(e.confirmed_category_id, e.category_id)
           AS "category_id:int?"
  FROM entry e WHERE e.edition_id = :edition_id ORDER BY e.code;

-- result_reopened(round_id int, entry_id int) many
-- Jurors who took their ballot back after they had looked at the others' marks.
SELECT m.code AS juror
  FROM ballot b JOIN jury_member m ON m.id = b.jury_member_id
 WHERE b.round_id = :round_id AND b.entry_id = :entry_id
   AND EXISTS (SELECT 1 FROM audit l
                 JOIN audit o ON o.subject = 'ballot'
                  AND o.subject_id = l.subject_id
                  AND o.action IN ('ballot.reopen', 'ballot.abstain')
                  AND o.id > l.id
                WHERE l.subject = 'ballot' AND l.subject_id = b.id
                  AND l.action = 'ballot.reveal')
 ORDER BY m.code;
