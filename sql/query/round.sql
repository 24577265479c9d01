-- round_by_id(id int) one
SELECT id, edition_id, category_id, slug, name_de, name_en, state, method,
       ladder, disclosure, stage, quorum, decimals, scale_decimals, closes_at,
       opened_at, closed_at, declared, lambda, replaces_id, entries,
       comment_min, criterion_comment_min, visit
  FROM round WHERE id = :id;

-- round_by_slug(edition_id int, slug text) one
SELECT id, edition_id, category_id, slug, name_de, name_en, state, method,
       ladder, disclosure, stage, quorum, decimals, scale_decimals, closes_at,
       opened_at, closed_at, declared, lambda, replaces_id, entries,
       comment_min, criterion_comment_min, visit
  FROM round WHERE edition_id = :edition_id AND slug = :slug;

-- round_list(edition_id int) many
SELECT r.id, r.slug, r.name_de, r.name_en, r.state, r.stage, r.entries,
       r.closes_at,
       r.closed_at, c.name_de AS "category_de:text",
       c.name_en AS "category_en:text",
       (SELECT count(*) FROM assignment a WHERE a.round_id = r.id)
           AS "assigned:int"
  FROM round r LEFT JOIN category c ON c.id = r.category_id
 WHERE r.edition_id = :edition_id
 ORDER BY r.stage, r.state = 'replaced', r.id;

-- round_criteria(round_id int) many
SELECT id, code, name_de, name_en, question_de, question_en, weight, lo, hi,
       step
  FROM criterion WHERE round_id = :round_id ORDER BY position, id;

-- round_anchors(round_id int) many
SELECT a.criterion_id, a.value, a.text_de, a.text_en
  FROM anchor a JOIN criterion c ON c.id = a.criterion_id
 WHERE c.round_id = :round_id ORDER BY c.position, a.value;

-- round_assignment_count(round_id int) one
SELECT count(*) AS "count:int" FROM assignment WHERE round_id = :round_id;

-- round_unfinished(round_id int) one
SELECT count(*) AS "count:int"
  FROM assignment a
  JOIN entry e ON e.id = a.entry_id AND e.state = 'admitted'
 WHERE a.round_id = :round_id
   AND NOT EXISTS (SELECT 1 FROM conflict c
                    WHERE c.jury_member_id = a.jury_member_id
                      AND c.entry_id = a.entry_id AND c.kind <> 'none')
   AND NOT EXISTS (SELECT 1 FROM ballot b
                    WHERE b.round_id = a.round_id
                      AND b.jury_member_id = a.jury_member_id
                      AND b.entry_id = a.entry_id
                      AND b.state IN ('submitted', 'abstained'));

-- round_progress(round_id int) many
SELECT m.id, m.code, u.name,
       count(*) AS "assigned:int",
       count(CASE WHEN c.kind <> 'none' THEN 1 END) AS "conflicts:int",
       count(CASE WHEN b.state = 'submitted' THEN 1 END) AS "submitted:int",
       count(CASE WHEN b.state = 'abstained' THEN 1 END) AS "abstained:int",
       count(CASE WHEN b.state = 'draft' THEN 1 END) AS "drafts:int",
       max(b.updated_at) AS "updated_at:int?"
  FROM assignment a
  JOIN entry e ON e.id = a.entry_id AND e.state = 'admitted'
  JOIN jury_member m ON m.id = a.jury_member_id
  JOIN user u ON u.id = m.user_id
  LEFT JOIN conflict c ON c.jury_member_id = a.jury_member_id
                      AND c.entry_id = a.entry_id
  LEFT JOIN ballot b ON b.round_id = a.round_id
                    AND b.jury_member_id = a.jury_member_id
                    AND b.entry_id = a.entry_id
                    AND (c.kind IS NULL OR c.kind = 'none')
 WHERE a.round_id = :round_id
 GROUP BY m.id, m.code, m.position, u.name ORDER BY m.position, m.id;

-- round_done(edition_id int) many
SELECT a.round_id, count(*) AS "assigned:int",
       count(CASE WHEN b.state IN ('submitted', 'abstained') THEN 1 END)
           AS "done:int"
  FROM assignment a
  JOIN entry e ON e.id = a.entry_id AND e.state = 'admitted'
  LEFT JOIN conflict c ON c.jury_member_id = a.jury_member_id
                      AND c.entry_id = a.entry_id
  LEFT JOIN ballot b ON b.round_id = a.round_id
                    AND b.jury_member_id = a.jury_member_id
                    AND b.entry_id = a.entry_id
 WHERE e.edition_id = :edition_id AND (c.kind IS NULL OR c.kind = 'none')
 GROUP BY a.round_id;

-- round_open(id int, now int) exec
UPDATE round SET state = 'open', opened_at = :now
 WHERE id = :id AND state = 'planned';

-- round_close(id int, reason text, now int) exec
UPDATE round SET state = 'closed', closed_at = :now, close_reason = :reason
 WHERE id = :id AND state = 'open';

-- round_shares(round_id int) many
SELECT p.id, p.slug, p.name_de, p.name_en, p.state, s.share
  FROM round_share s JOIN round p ON p.id = s.part_id
 WHERE s.round_id = :round_id ORDER BY s.position;

-- round_combine(id int, now int) exec
UPDATE round SET state = 'closed', opened_at = :now, closed_at = :now
 WHERE id = :id AND state = 'planned';

-- round_sheet(id int, comment_min int, criterion_comment_min int, visit int) exec
UPDATE round SET comment_min = :comment_min,
       criterion_comment_min = :criterion_comment_min, visit = :visit
 WHERE id = :id AND state = 'planned';
