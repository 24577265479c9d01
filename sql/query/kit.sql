-- kit_text(edition_id int, piece text, language text) one
SELECT body, changed_at FROM kit_text
 WHERE edition_id = :edition_id AND piece = :piece AND language = :language;

-- kit_text_put(edition_id int, piece text, language text, body text, user_id int?, now int) exec
INSERT INTO kit_text (edition_id, piece, language, body, changed_at, changed_by)
VALUES (:edition_id, :piece, :language, :body, :now, :user_id)
    ON CONFLICT (edition_id, piece, language) DO UPDATE
   SET body = :body, changed_at = :now, changed_by = :user_id;

-- kit_text_drop(edition_id int, piece text, language text) exec
DELETE FROM kit_text
 WHERE edition_id = :edition_id AND piece = :piece AND language = :language;

-- kit_text_drop_all(edition_id int) exec
DELETE FROM kit_text WHERE edition_id = :edition_id;

-- kit_changed(edition_id int) many
SELECT DISTINCT piece FROM kit_text
 WHERE edition_id = :edition_id ORDER BY piece;

-- kit_notes(edition_id int) many
SELECT n.entry_id, n.position, n.pronunciation, n.guests, n.laudator,
       n.laudatio_de, n.laudatio_en
  FROM ceremony_note n JOIN entry e ON e.id = n.entry_id
 WHERE e.edition_id = :edition_id ORDER BY n.entry_id;

-- kit_note_put(entry_id int, position int?, pronunciation text, guests text, laudator text, laudatio_de text, laudatio_en text) exec
INSERT INTO ceremony_note (entry_id, position, pronunciation, guests, laudator,
                           laudatio_de, laudatio_en)
VALUES (:entry_id, :position, :pronunciation, :guests, :laudator, :laudatio_de,
        :laudatio_en)
    ON CONFLICT (entry_id) DO UPDATE
   SET position = :position, pronunciation = :pronunciation, guests = :guests,
       laudator = :laudator, laudatio_de = :laudatio_de,
       laudatio_en = :laudatio_en;

-- kit_note_drop(entry_id int) exec
DELETE FROM ceremony_note WHERE entry_id = :entry_id;
