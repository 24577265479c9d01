-- organisation_add(name text, now int) insert
INSERT INTO organisation (name, created_at) VALUES (:name, :now);

-- organisation_join(organisation_id int, user_id int, now int) exec
INSERT INTO membership (user_id, organisation_id, created_at)
VALUES (:user_id, :organisation_id, :now)
ON CONFLICT (user_id, organisation_id) DO NOTHING;
