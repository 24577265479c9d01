-- upload_question(question_id int) one
SELECT kind, files_max FROM question WHERE id = :question_id;

-- upload_files(entry_id int, question_id int) many
SELECT p.file_id, p.position, f.digest, f.render_state
  FROM entry_file p JOIN file f ON f.id = p.file_id
 WHERE p.entry_id = :entry_id AND p.question_id = :question_id
 ORDER BY p.position, p.file_id;

-- upload_add_picture(entry_id int, question_id int, file_id int, position int) exec
INSERT INTO picture (entry_id, question_id, file_id, position)
VALUES (:entry_id, :question_id, :file_id, :position)
    ON CONFLICT (entry_id, question_id, file_id) DO NOTHING;

-- upload_add_document(entry_id int, question_id int, file_id int, position int) exec
INSERT INTO document (entry_id, question_id, file_id, position)
VALUES (:entry_id, :question_id, :file_id, :position)
    ON CONFLICT (entry_id, question_id, file_id) DO NOTHING;

-- upload_words(entry_id int, question_id int, file_id int) one
SELECT credit, alt_de, alt_en FROM picture
 WHERE entry_id = :entry_id AND question_id = :question_id
   AND file_id = :file_id;

-- upload_describe(entry_id int, question_id int, file_id int, credit text, alt_de text, alt_en text) exec
UPDATE picture SET credit = :credit, alt_de = :alt_de, alt_en = :alt_en
 WHERE entry_id = :entry_id AND question_id = :question_id
   AND file_id = :file_id
   AND (credit <> :credit OR alt_de <> :alt_de OR alt_en <> :alt_en);

-- upload_drop_picture(entry_id int, question_id int, file_id int) exec
DELETE FROM picture
 WHERE entry_id = :entry_id AND question_id = :question_id
   AND file_id = :file_id;

-- upload_drop_document(entry_id int, question_id int, file_id int) exec
DELETE FROM document
 WHERE entry_id = :entry_id AND question_id = :question_id
   AND file_id = :file_id;

-- upload_place_picture(entry_id int, question_id int, file_id int, position int) exec
UPDATE picture SET position = :position
 WHERE entry_id = :entry_id AND question_id = :question_id
   AND file_id = :file_id;

-- upload_place_document(entry_id int, question_id int, file_id int, position int) exec
UPDATE document SET position = :position
 WHERE entry_id = :entry_id AND question_id = :question_id
   AND file_id = :file_id;

-- upload_removal_add(entry_id int, question_id int, file_id int, credit text, alt_de text, alt_en text, user_id int?, now int) exec
INSERT INTO removal (entry_id, question_id, file_id, credit, alt_de, alt_en,
                     removed_by, removed_at)
VALUES (:entry_id, :question_id, :file_id, :credit, :alt_de, :alt_en, :user_id,
        :now)
    ON CONFLICT (entry_id, question_id, file_id) DO UPDATE
   SET credit = excluded.credit, alt_de = excluded.alt_de,
       alt_en = excluded.alt_en, removed_by = excluded.removed_by,
       removed_at = excluded.removed_at;

-- upload_removal_get(entry_id int, question_id int, file_id int) one
SELECT r.credit, r.alt_de, r.alt_en
  FROM removal r JOIN file f ON f.id = r.file_id AND f.gone_at IS NULL
 WHERE r.entry_id = :entry_id AND r.question_id = :question_id
   AND r.file_id = :file_id;

-- upload_removal_drop(entry_id int, question_id int, file_id int) exec
DELETE FROM removal
 WHERE entry_id = :entry_id AND question_id = :question_id
   AND file_id = :file_id;

-- upload_removals(entry_id int) many
-- What can still be brought back, newest first.
SELECT r.question_id, r.file_id, f.name, r.removed_at
  FROM removal r JOIN file f ON f.id = r.file_id AND f.gone_at IS NULL
 WHERE r.entry_id = :entry_id ORDER BY r.removed_at DESC, r.file_id DESC;

-- upload_described(entry_id int, question_id int) many
-- Of a document the words are "".
SELECT f.file_id, u.type, COALESCE(p.credit, '') AS "credit:text",
       COALESCE(p.alt_de, '') AS "alt_de:text",
       COALESCE(p.alt_en, '') AS "alt_en:text"
  FROM entry_file f JOIN file u ON u.id = f.file_id
  LEFT JOIN picture p ON p.entry_id = f.entry_id
   AND p.question_id = f.question_id AND p.file_id = f.file_id
 WHERE f.entry_id = :entry_id AND f.question_id = :question_id
 ORDER BY f.position, f.file_id;

-- upload_digest(file_id int) one
SELECT digest FROM file WHERE id = :file_id;

-- upload_touch(entry_id int, now int) exec
UPDATE entry SET updated_at = :now, revision = revision + 1
 WHERE id = :entry_id;

-- upload_last(entry_id int, question_id int) one
SELECT file_id FROM entry_file
 WHERE entry_id = :entry_id AND question_id = :question_id
 ORDER BY position DESC, file_id DESC LIMIT 1;
