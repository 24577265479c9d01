-- kept_add(user_id int, path text, fields text, now int) insert
INSERT INTO kept_form (user_id, path, fields, kept_at)
SELECT :user_id, :path, :fields, :now
 WHERE NOT EXISTS (SELECT 1 FROM kept_form
                    WHERE user_id = :user_id AND path = :path
                      AND fields = :fields);

-- kept_end_old(before int) exec
DELETE FROM kept_form WHERE kept_at <= :before;

-- kept_end_surplus(user_id int, most int) exec
DELETE FROM kept_form
 WHERE user_id = :user_id
   AND id NOT IN (SELECT id FROM kept_form WHERE user_id = :user_id
                   ORDER BY id DESC LIMIT :most);

-- kept_list(user_id int, after int) many
SELECT id, path, fields, kept_at FROM kept_form
 WHERE user_id = :user_id AND kept_at > :after ORDER BY id DESC;

-- kept_drop(user_id int, id int) exec
DELETE FROM kept_form WHERE id = :id AND user_id = :user_id;
