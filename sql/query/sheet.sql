-- sheet_rounds(user_id int) many
SELECT r.id, m.id AS jury_member_id, e.id AS edition_id, e.slug, e.title_de,
       e.title_en, r.name_de, r.name_en, r.state, r.scale_decimals, r.decimals,
       r.closes_at, r.disclosure,
       c.name_de AS "category_de:text", c.name_en AS "category_en:text"
  FROM jury_member m
  JOIN edition e ON e.id = m.edition_id
  JOIN round r ON r.edition_id = e.id
  LEFT JOIN category c ON c.id = r.category_id
 WHERE m.user_id = :user_id AND r.state <> 'replaced'
   AND EXISTS (SELECT 1 FROM assignment a
                WHERE a.round_id = r.id AND a.jury_member_id = m.id)
 ORDER BY CASE r.state WHEN 'open' THEN 0 WHEN 'planned' THEN 1 ELSE 2 END,
          e.year DESC, e.number DESC, r.stage DESC, r.id;

-- sheet_places(jury_member_id int, entry_id int) many
SELECT r.id
  FROM assignment a JOIN round r ON r.id = a.round_id
 WHERE a.jury_member_id = :jury_member_id AND a.entry_id = :entry_id
 ORDER BY CASE r.state WHEN 'open' THEN 0 WHEN 'replaced' THEN 2 ELSE 1 END,
          r.stage DESC, r.id DESC;

-- sheet_pictures(entry_id int) many
-- A blind edition shows no credits, and no picture that identifies.
SELECT p.file_id, q.slot, q.label_de, q.label_en,
       CASE WHEN d.blind = 1 THEN '' ELSE p.credit END AS "credit:text",
       p.alt_de, p.alt_en,
       f.render_state, r.width AS "width:int?", r.height AS "height:int?"
  FROM picture p
  JOIN question q ON q.id = p.question_id AND q.audience IN ('jury', 'public')
  JOIN edition d ON d.id = q.edition_id
  JOIN file f ON f.id = p.file_id
  LEFT JOIN rendition r ON r.file_id = f.id AND r.size = 'screen'
 WHERE p.entry_id = :entry_id AND q.identifying * d.blind = 0
   AND EXISTS (SELECT 1 FROM asked x
                WHERE x.entry_id = p.entry_id AND x.question_id = q.id)
 ORDER BY q.position, p.position, p.file_id;
