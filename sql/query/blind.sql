-- blind_texts(edition_id int) many
-- What jurors of a blind edition read of each nomination, text by text: answers,
-- descriptions of pictures, pages of documents.
SELECT e.id AS "entry_id:int", e.code AS "code:text",
       o.name AS "organisation:text", o.parent AS "parent:text",
       q.label_de AS "label_de:text", q.label_en AS "label_en:text",
       q.position AS "position:int", t.text AS "text:text"
  FROM entry e
  JOIN organisation o ON o.id = e.organisation_id
  JOIN (SELECT a.entry_id, a.question_id,
               COALESCE((SELECT c.label_de || ' / ' || c.label_en
                           FROM question_choice c
                          WHERE c.question_id = a.question_id
                            AND c.code = a.value), a.value) AS text
          FROM answer a
        UNION ALL
        SELECT p.entry_id, p.question_id, p.alt_de FROM picture p
        UNION ALL
        SELECT p.entry_id, p.question_id, p.alt_en FROM picture p
        UNION ALL
        SELECT d.entry_id, d.question_id, g.text
          FROM document d JOIN document_page g ON g.file_id = d.file_id) t
    ON t.entry_id = e.id
  JOIN question q ON q.id = t.question_id
 WHERE e.edition_id = :edition_id AND e.state IN ('submitted', 'admitted')
   AND q.audience IN ('jury', 'public') AND q.identifying = 0
   AND t.text <> ''
   AND EXISTS (SELECT 1 FROM asked x
                WHERE x.entry_id = e.id AND x.question_id = q.id)
   -- of a file only its words count, not its number
   AND NOT (q.kind IN ('image', 'file') AND EXISTS (SELECT 1 FROM answer a
                                          WHERE a.entry_id = e.id
                                            AND a.question_id = q.id
                                            AND a.value = t.text))
 ORDER BY e.code, e.id, q.position;

-- blind_people(edition_id int) many
SELECT e.id AS entry_id, u.name, u.email
  FROM entry e
  JOIN membership s ON s.organisation_id = e.organisation_id
  JOIN user u ON u.id = s.user_id
 WHERE e.edition_id = :edition_id ORDER BY e.id, u.id;

-- blind_seeing(edition_id int) many
-- Jurors who belong to the award office: they know the names from there.
SELECT u.name
  FROM jury_member m JOIN user u ON u.id = m.user_id
  JOIN user_role r ON r.user_id = u.id AND r.role = 'organiser'
 WHERE m.edition_id = :edition_id ORDER BY m.position, m.id;
