-- take_over_sources(organisation_id int, edition_id int) many
-- The company's nominations of other editions with something in them, the
-- latest first; of each edition one, not a withdrawn one if there is another.
SELECT e.id, d.title_de, d.title_en, d.year,
       (SELECT count(*) FROM answer a WHERE a.entry_id = e.id)
           AS "answers:int"
  FROM entry e JOIN edition d ON d.id = e.edition_id
 WHERE e.organisation_id = :organisation_id AND e.edition_id <> :edition_id
   AND EXISTS (SELECT 1 FROM answer a WHERE a.entry_id = e.id)
   AND NOT EXISTS (SELECT 1 FROM entry o
                    WHERE o.organisation_id = e.organisation_id
                      AND o.edition_id = e.edition_id AND o.id <> e.id
                      AND EXISTS (SELECT 1 FROM answer a
                                   WHERE a.entry_id = o.id)
                      AND ((o.state <> 'withdrawn') > (e.state <> 'withdrawn')
                           OR ((o.state <> 'withdrawn')
                                 = (e.state <> 'withdrawn') AND o.id > e.id)))
 ORDER BY d.year DESC, d.number DESC LIMIT 3;

-- take_over_source(id int, organisation_id int, edition_id int) one
SELECT 1 AS "yes:int" FROM entry
 WHERE id = :id AND organisation_id = :organisation_id
   AND edition_id <> :edition_id;

-- take_over_answers(from_id int, into_id int) many
-- Questions are the same if code and kind are.
SELECT n.id AS question_id, n.kind, a.value
  FROM entry i JOIN question n ON n.edition_id = i.edition_id
  JOIN answer a ON a.entry_id = :from_id
  JOIN question o ON o.id = a.question_id AND o.code = n.code
   AND o.kind = n.kind
 WHERE i.id = :into_id AND a.value <> ''
   AND n.kind NOT IN ('image', 'file')
 ORDER BY n.position, n.id;

-- take_over_choices(question_id int) many
SELECT code FROM question_choice
 WHERE question_id = :question_id ORDER BY position;

-- take_over_file_questions(from_id int, into_id int) many
SELECT n.id AS question_id, o.id AS from_question_id, n.kind, n.files_max,
       n.accepts
  FROM entry i JOIN question n ON n.edition_id = i.edition_id
  JOIN entry f ON f.id = :from_id
  JOIN question o ON o.edition_id = f.edition_id AND o.code = n.code
   AND o.kind = n.kind
 WHERE i.id = :into_id AND n.kind IN ('image', 'file')
   AND EXISTS (SELECT 1 FROM entry_file p
                WHERE p.entry_id = f.id AND p.question_id = o.id)
 ORDER BY n.position, n.id;

-- take_over_typed(entry_id int) many
-- What was last typed, also where it is no answer.
SELECT q.id AS question_id,
       CASE w.fits WHEN 0 THEN w.value ELSE a.value END AS "value:text",
       COALESCE(w.fits, 1) AS "fits:int"
  FROM entry e JOIN question q ON q.edition_id = e.edition_id
  LEFT JOIN answer a ON a.entry_id = e.id AND a.question_id = q.id
  LEFT JOIN answer_version w ON w.id =
       (SELECT max(v.id) FROM answer_version v
         WHERE v.entry_id = e.id AND v.question_id = q.id)
 WHERE e.id = :entry_id AND q.kind NOT IN ('image', 'file')
   AND (a.value IS NOT NULL OR w.fits = 0)
 ORDER BY q.position, q.id;

-- take_over_category(from_id int, into_id int) one
SELECT n.id FROM entry f
  JOIN category o ON o.id = COALESCE(f.confirmed_category_id, f.category_id)
  JOIN entry i ON i.id = :into_id
  JOIN category n ON n.edition_id = i.edition_id AND n.code = o.code
 WHERE f.id = :from_id;

-- take_over_note(entry_id int, question_id int, from_id int) exec
-- Of the newest version of the answer.
INSERT INTO take_over (entry_id, question_id, from_entry_id, version_id)
SELECT :entry_id, :question_id, :from_id, max(v.id) FROM answer_version v
 WHERE v.entry_id = :entry_id AND v.question_id = :question_id
HAVING max(v.id) IS NOT NULL
    ON CONFLICT (entry_id, question_id) DO UPDATE
   SET from_entry_id = excluded.from_entry_id,
       version_id = excluded.version_id, seen_at = NULL, seen_by = NULL;

-- take_over_open(entry_id int) many
-- Still as it was taken over, and nobody has said that it is right.
SELECT t.question_id, d.title_de, d.title_en
  FROM take_over t JOIN entry f ON f.id = t.from_entry_id
  JOIN edition d ON d.id = f.edition_id
 WHERE t.entry_id = :entry_id AND t.seen_at IS NULL
   AND t.version_id = (SELECT max(v.id) FROM answer_version v
                        WHERE v.entry_id = t.entry_id
                          AND v.question_id = t.question_id);

-- take_over_seen(entry_id int, user_id int?, now int) exec
UPDATE take_over SET seen_at = :now, seen_by = :user_id
 WHERE entry_id = :entry_id AND seen_at IS NULL;

-- take_over_left(entry_id int) many
-- What had an answer there and has none here: the form no longer asks it, asks
-- it in another way, or no longer offers the choice.
SELECT o.label_de, o.label_en
  FROM (SELECT DISTINCT from_entry_id FROM take_over
         WHERE entry_id = :entry_id AND seen_at IS NULL) t
  JOIN answer a ON a.entry_id = t.from_entry_id AND a.value <> ''
  JOIN question o ON o.id = a.question_id
 WHERE NOT EXISTS (SELECT 1 FROM take_over k
                     JOIN question n ON n.id = k.question_id
                    WHERE k.entry_id = :entry_id AND n.code = o.code)
 ORDER BY o.position, o.id;
