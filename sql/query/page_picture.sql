-- page_picture_get(entry_id int, slot text) one
SELECT file_id FROM page_picture
 WHERE entry_id = :entry_id AND slot = :slot;

-- page_picture_list(edition_id int) many
SELECT p.entry_id, p.slot, p.file_id, f.digest
  FROM page_picture p JOIN entry e ON e.id = p.entry_id
  JOIN file f ON f.id = p.file_id
 WHERE e.edition_id = :edition_id
 ORDER BY p.entry_id, p.slot;

-- page_picture_put(entry_id int, slot text, file_id int, now int) exec
INSERT INTO page_picture (entry_id, slot, file_id, changed_at)
VALUES (:entry_id, :slot, :file_id, :now)
    ON CONFLICT (entry_id, slot) DO UPDATE
   SET file_id = excluded.file_id, changed_at = excluded.changed_at;

-- page_picture_drop(entry_id int, slot text) exec
DELETE FROM page_picture WHERE entry_id = :entry_id AND slot = :slot;

-- page_picture_words_drop(entry_id int) exec
-- Words to the photo before are not of this one.
DELETE FROM page_text WHERE entry_id = :entry_id AND slot LIKE 'photo_%';

-- page_picture_drafts_reword(entry_id int) exec
-- Nor are those that somebody has only typed.
UPDATE page_draft
   SET content = json_remove(content, '$.photo_credit', '$.photo_alt_de',
                             '$.photo_alt_en')
 WHERE entry_id = :entry_id;

-- page_picture_drafts_drop(entry_id int) exec
-- Of which nothing is left.
DELETE FROM page_draft WHERE entry_id = :entry_id AND content = '{}';
