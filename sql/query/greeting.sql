-- greeting_get(id int) one
SELECT id, edition_id, name, function_de, function_en, body_de, body_en,
       portrait_file_id, credit
  FROM greeting WHERE id = :id;

-- greeting_add(edition_id int, name text, function_de text, function_en text, body_de text, body_en text) insert
INSERT INTO greeting (edition_id, position, name, function_de, function_en,
                      body_de, body_en)
SELECT :edition_id,
       1 + COALESCE((SELECT max(g.position) FROM greeting g
                      WHERE g.edition_id = :edition_id), 0),
       :name, :function_de, :function_en, :body_de, :body_en;

-- greeting_set(id int, name text, function_de text, function_en text, body_de text, body_en text) exec
UPDATE greeting
   SET name = :name, function_de = :function_de, function_en = :function_en,
       body_de = :body_de, body_en = :body_en
 WHERE id = :id;

-- greeting_place(id int, position int) exec
UPDATE greeting SET position = :position WHERE id = :id;

-- greeting_portrait(id int, file_id int?) exec
UPDATE greeting SET portrait_file_id = :file_id WHERE id = :id;

-- greeting_credit(id int, credit text) exec
UPDATE greeting SET credit = :credit WHERE id = :id;

-- greeting_delete(id int) exec
DELETE FROM greeting WHERE id = :id;
