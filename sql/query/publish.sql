-- publish_entries(edition_id int, entry_id int) many
-- Of the admitted nominations, or of one in any state.
SELECT e.id, o.name,
       c.name_de AS "category_de:text", c.name_en AS "category_en:text",
       n.entry_id IS NOT NULL AS "nominee:int",
       w.entry_id IS NOT NULL AS "winner:int",
       w.reason_de AS "reason_de:text", w.reason_en AS "reason_en:text"
  FROM entry e
  JOIN organisation o ON o.id = e.organisation_id
  LEFT JOIN honour n ON n.entry_id = e.id AND n.kind = 'nominee'
  LEFT JOIN honour w ON w.entry_id = e.id AND w.kind = 'winner'
  LEFT JOIN category c ON c.id =
       COALESCE(w.category_id, n.category_id, e.confirmed_category_id,
                e.category_id)
 WHERE e.edition_id = :edition_id
   AND (e.id = :entry_id OR (:entry_id = 0 AND e.state = 'admitted'))
 ORDER BY c.position, (w.entry_id IS NULL), o.name, e.id;

-- publish_answers(edition_id int, entry_id int) many
SELECT a.entry_id, q.id, q.code, q.kind, q.language, q.label_de, q.label_en,
       q.slot, a.value
  FROM entry e
  JOIN answer a ON a.entry_id = e.id
  JOIN question q ON q.id = a.question_id
 WHERE e.edition_id = :edition_id
   AND (e.id = :entry_id OR (:entry_id = 0 AND e.state = 'admitted'))
   AND q.slot <> '' AND q.audience = 'public' AND q.kind <> 'image'
   AND a.value <> ''
   AND EXISTS (SELECT 1 FROM asked x
                WHERE x.entry_id = e.id AND x.question_id = q.id)
 ORDER BY a.entry_id, q.position, q.id;

-- publish_choices(edition_id int) many
SELECT c.question_id, c.code, c.label_de, c.label_en
  FROM question q JOIN question_choice c ON c.question_id = q.id
 WHERE q.edition_id = :edition_id AND q.slot <> ''
 ORDER BY c.question_id, c.position;

-- publish_pictures(edition_id int, entry_id int) many
SELECT p.entry_id, q.slot, p.file_id, p.credit, p.alt_de, p.alt_en
  FROM entry e
  JOIN picture p ON p.entry_id = e.id
  JOIN question q ON q.id = p.question_id
 WHERE e.edition_id = :edition_id
   AND (e.id = :entry_id OR (:entry_id = 0 AND e.state = 'admitted'))
   AND q.slot IN ('logo', 'photo') AND q.audience = 'public'
   AND EXISTS (SELECT 1 FROM asked x
                WHERE x.entry_id = e.id AND x.question_id = q.id)
   -- of several the company's first is printed
   AND NOT EXISTS (SELECT 1 FROM picture b
                    WHERE b.entry_id = p.entry_id
                      AND b.question_id = p.question_id
                      AND (b.position < p.position
                           OR (b.position = p.position
                               AND b.file_id < p.file_id)))
 ORDER BY p.entry_id, q.position;

-- publish_refused(edition_id int) many
-- Whoever agreed to an earlier wording, agreed. The consent to process data is
-- refused only if somebody took it back: what was imported never had one.
SELECT DISTINCT e.id, k.code
  FROM entry e JOIN consent_kind k ON k.edition_id = e.edition_id
 WHERE e.edition_id = :edition_id AND e.state = 'admitted'
   AND NOT EXISTS (SELECT 1 FROM consent g
                     JOIN consent_kind j ON j.id = g.consent_kind_id
                    WHERE g.entry_id = e.id AND j.code = k.code
                      AND g.withdrawn_at IS NULL)
   AND (k.code <> 'data'
        OR EXISTS (SELECT 1 FROM consent g
                     JOIN consent_kind j ON j.id = g.consent_kind_id
                    WHERE g.entry_id = e.id AND j.code = k.code));

-- publish_changed(edition_id int) one
SELECT d.created_at,
       (SELECT max(e.updated_at) FROM entry e WHERE e.edition_id = d.id)
           AS "entry_at:int?",
       (SELECT max(h.decided_at) FROM honour h JOIN entry e ON e.id = h.entry_id
         WHERE e.edition_id = d.id) AS "honour_at:int?"
  FROM edition d WHERE d.id = :edition_id;
