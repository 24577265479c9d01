-- my_organisations(user_id int) many
SELECT o.id, o.name
  FROM membership m JOIN organisation o ON o.id = m.organisation_id
 WHERE m.user_id = :user_id ORDER BY o.name, o.id;

-- my_entries(user_id int, now int) many
-- Nominations of all my organisations, the latest edition first. What the jury
-- decided is there only once the public may know it.
SELECT e.id, e.edition_id, e.organisation_id, o.name AS organisation, e.state,
       e.number, e.submitted_at, e.updated_at, d.year, d.phase, d.deadline_at,
       d.title_de, d.title_en, c.name_de AS "category_de:text",
       c.name_en AS "category_en:text",
       (SELECT h.kind FROM honoured h
         WHERE h.entry_id = e.id AND h.public_at <= :now
         ORDER BY CASE h.kind WHEN 'winner' THEN 1 WHEN 'special' THEN 2
                              WHEN 'commended' THEN 3 ELSE 4 END
         LIMIT 1) AS "honour:text"
  FROM membership m JOIN entry e ON e.organisation_id = m.organisation_id
  JOIN organisation o ON o.id = e.organisation_id
  JOIN edition d ON d.id = e.edition_id
  LEFT JOIN category c ON c.id = COALESCE(e.confirmed_category_id, e.category_id)
 WHERE m.user_id = :user_id
 ORDER BY d.year DESC, d.number DESC, o.name, e.id DESC;

-- my_chances(user_id int, now int) many
-- Where each of my organisations can begin a nomination now; readers begin
-- none.
SELECT d.id AS edition_id, d.title_de, d.title_en, d.deadline_at,
       o.id AS organisation_id, o.name AS organisation
  FROM edition d
  JOIN membership m ON m.user_id = :user_id AND m.role <> 'reader'
  JOIN organisation o ON o.id = m.organisation_id
 WHERE d.phase = 1 AND d.deadline_at >= :now
   AND NOT EXISTS (SELECT 1 FROM entry e
                    WHERE e.edition_id = d.id AND e.organisation_id = o.id
                      AND e.state <> 'withdrawn')
 ORDER BY d.deadline_at, d.id, o.name, o.id;

-- my_deadlines(now int) many
SELECT slug, title_de, title_en, deadline_at FROM edition
 WHERE phase = 1 AND deadline_at >= :now ORDER BY deadline_at, id;

-- my_present_entry(edition_id int, organisation_id int) one
SELECT id FROM entry
 WHERE edition_id = :edition_id AND organisation_id = :organisation_id
   AND state <> 'withdrawn'
 ORDER BY id LIMIT 1;

-- my_withdrawn_entry(edition_id int, organisation_id int) one
SELECT id FROM entry
 WHERE edition_id = :edition_id AND organisation_id = :organisation_id
   AND state = 'withdrawn'
 ORDER BY id DESC LIMIT 1;

-- my_form(entry_id int) many
-- The form with what was last typed, also where it is no answer.
SELECT s.id AS section_id, s.code AS section, s.title_de, s.title_en,
       s.help_de AS section_help_de, s.help_en AS section_help_en,
       q.id, q.code, q.kind, q.language, q.label_de, q.label_en, q.help_de,
       q.help_en, q.required, q.characters_min, q.characters_max, q.number_min,
       q.number_max, q.date_min AS "date_min:text", q.date_max AS "date_max:text",
       q.count_min, q.count_max, q.column_label_de, q.column_label_en,
       q.column_number_de, q.column_number_en, q.shown_if_id,
       EXISTS (SELECT 1 FROM asked x
                WHERE x.entry_id = e.id AND x.question_id = q.id)
           AS "asked:int",
       q.slot, q.files_max, q.accepts,
       CASE w.fits WHEN 0 THEN w.value ELSE a.value END AS "value:text",
       w.id AS "version:int?", w.fits AS "fits:int?", u.name AS "changed_by:text",
       w.changed_by AS "changed_by_id:int?", w.changed_at AS "changed_at:int?"
  FROM entry e JOIN question q ON q.edition_id = e.edition_id
  JOIN section s ON s.id = q.section_id
  LEFT JOIN answer a ON a.entry_id = e.id AND a.question_id = q.id
  LEFT JOIN answer_version w ON w.id =
       (SELECT max(v.id) FROM answer_version v
         WHERE v.entry_id = e.id AND v.question_id = q.id)
  LEFT JOIN user u ON u.id = w.changed_by
 WHERE e.id = :entry_id
 ORDER BY s.position, s.id, q.position, q.id;

-- my_choices(edition_id int) many
SELECT c.question_id, c.code, c.label_de, c.label_en
  FROM question q JOIN question_choice c ON c.question_id = q.id
 WHERE q.edition_id = :edition_id ORDER BY c.question_id, c.position;

-- my_conditions(edition_id int) many
SELECT v.question_id, v.value
  FROM question q JOIN question_condition v ON v.question_id = q.id
 WHERE q.edition_id = :edition_id ORDER BY v.question_id, v.value;

-- my_question_categories(edition_id int) many
SELECT k.question_id, k.category_id
  FROM question q JOIN question_category k ON k.question_id = q.id
 WHERE q.edition_id = :edition_id ORDER BY k.question_id, k.category_id;

-- my_pictures(entry_id int) many
SELECT p.question_id, p.file_id, p.credit, p.alt_de, p.alt_en, f.name, f.bytes,
       f.type, f.render_state, f.width AS "own_width:int?",
       f.height AS "own_height:int?", t.width AS "thumb_width:int?",
       t.height AS "thumb_height:int?", r.width AS "width:int?",
       r.height AS "height:int?"
  FROM picture p JOIN file f ON f.id = p.file_id
  LEFT JOIN rendition t ON t.file_id = f.id AND t.size = 'thumb'
  LEFT JOIN rendition r ON r.file_id = f.id AND r.size = 'print'
 WHERE p.entry_id = :entry_id
 ORDER BY p.question_id, p.position, p.file_id;

-- my_saved(entry_id int) one
SELECT updated_at FROM entry WHERE id = :entry_id;

-- my_submitter(entry_id int) one
SELECT u.name FROM audit a JOIN user u ON u.id = a.user_id
 WHERE a.subject = 'entry' AND a.subject_id = :entry_id
   AND a.action = 'entry.submit'
 ORDER BY a.id DESC LIMIT 1;
