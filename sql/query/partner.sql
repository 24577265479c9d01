-- partner_get(id int) one
SELECT id, edition_id, tier, name, url, logo_file_id
  FROM partner WHERE id = :id;

-- partner_add(edition_id int, tier text, name text, url text) insert
INSERT INTO partner (edition_id, position, tier, name, url)
SELECT :edition_id,
       1 + COALESCE((SELECT max(p.position) FROM partner p
                      WHERE p.edition_id = :edition_id), 0),
       :tier, :name, :url;

-- partner_set(id int, tier text, name text, url text) exec
UPDATE partner SET tier = :tier, name = :name, url = :url WHERE id = :id;

-- partner_place(id int, position int) exec
UPDATE partner SET position = :position WHERE id = :id;

-- partner_logo(id int, file_id int?) exec
UPDATE partner SET logo_file_id = :file_id WHERE id = :id;

-- partner_delete(id int) exec
DELETE FROM partner WHERE id = :id;
