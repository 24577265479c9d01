-- note_get(jury_member_id int, entry_id int) one
SELECT text, discuss, updated_at FROM note
 WHERE jury_member_id = :jury_member_id AND entry_id = :entry_id;

-- note_put(jury_member_id int, entry_id int, text text, discuss int, now int) exec
INSERT INTO note (jury_member_id, entry_id, text, discuss, updated_at)
VALUES (:jury_member_id, :entry_id, :text, :discuss, :now)
    ON CONFLICT (jury_member_id, entry_id) DO UPDATE
   SET text = excluded.text, discuss = excluded.discuss,
       updated_at = excluded.updated_at;

-- note_photo_by_key(jury_member_id int, key text) one
SELECT id FROM note_photo
 WHERE jury_member_id = :jury_member_id AND key = :key;

-- note_photo_add(jury_member_id int, entry_id int, key text, file_id int, caption text, now int) insert
INSERT INTO note_photo (jury_member_id, entry_id, key, file_id, caption,
                        added_at)
VALUES (:jury_member_id, :entry_id, :key, :file_id, :caption, :now);

-- note_photo_remove(id int, jury_member_id int, entry_id int) exec
DELETE FROM note_photo
 WHERE id = :id AND jury_member_id = :jury_member_id AND entry_id = :entry_id;

-- note_photo_count(jury_member_id int, entry_id int) one
SELECT count(*) AS "count:int" FROM note_photo
 WHERE jury_member_id = :jury_member_id AND entry_id = :entry_id;

-- note_photos(jury_member_id int, entry_id int) many
SELECT p.id, p.file_id, p.caption, p.added_at, f.render_state,
       r.width AS "width:int?", r.height AS "height:int?"
  FROM note_photo p JOIN file f ON f.id = p.file_id
  LEFT JOIN rendition r ON r.file_id = f.id AND r.size = 'screen'
 WHERE p.jury_member_id = :jury_member_id AND p.entry_id = :entry_id
 ORDER BY p.id;
