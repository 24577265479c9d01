-- brochure_part_list(edition_id int) many
SELECT id, kind, shown, title_de, title_en, body_de, body_en, file_id, credit,
       alt_de, alt_en
  FROM brochure_part WHERE edition_id = :edition_id ORDER BY position, id;

-- brochure_part_add(edition_id int, position int, kind text, shown int) insert
INSERT INTO brochure_part (edition_id, position, kind, shown)
VALUES (:edition_id, :position, :kind, :shown);

-- brochure_part_set(id int, title_de text, title_en text, body_de text, body_en text) exec
UPDATE brochure_part
   SET title_de = :title_de, title_en = :title_en, body_de = :body_de,
       body_en = :body_en
 WHERE id = :id;

-- brochure_part_place(id int, position int) exec
UPDATE brochure_part SET position = :position WHERE id = :id;

-- brochure_part_show(id int, shown int) exec
UPDATE brochure_part SET shown = :shown WHERE id = :id;

-- brochure_part_picture(id int, file_id int?) exec
UPDATE brochure_part SET file_id = :file_id WHERE id = :id;

-- brochure_part_describe(id int, credit text, alt_de text, alt_en text) exec
UPDATE brochure_part SET credit = :credit, alt_de = :alt_de, alt_en = :alt_en
 WHERE id = :id;

-- brochure_part_delete(id int) exec
DELETE FROM brochure_part WHERE id = :id;

-- brochure_part_drop(edition_id int) exec
DELETE FROM brochure_part WHERE edition_id = :edition_id;
