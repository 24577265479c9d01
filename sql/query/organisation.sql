-- organisation_add(name text, now int) insert
INSERT INTO organisation (name, created_at) VALUES (:name, :now);

-- organisation_join(organisation_id int, user_id int, now int) exec
INSERT INTO membership (user_id, organisation_id, created_at)
VALUES (:user_id, :organisation_id, :now)
ON CONFLICT (user_id, organisation_id) DO NOTHING;

-- organisation_get(id int) one
SELECT name, parent FROM organisation WHERE id = :id;

-- organisation_set_parent(id int, parent text) exec
UPDATE organisation SET parent = :parent WHERE id = :id;
