-- user_add(email text, email_key text, name text, language text, now int) insert
INSERT INTO user (email, email_key, name, language, created_at)
VALUES (:email, :email_key, :name, :language, :now);

-- user_by_key(email_key text) one
SELECT id, email, name, language, password_hash, email_confirmed_at,
       disabled_at
  FROM user WHERE email_key = :email_key;

-- user_by_id(id int) one
SELECT id, email, name, language, password_hash, email_confirmed_at,
       disabled_at
  FROM user WHERE id = :id;

-- user_roles(user_id int) one
SELECT EXISTS (SELECT 1 FROM user_role WHERE user_id = :user_id
                  AND role = 'organiser') AS "organiser:int",
       EXISTS (SELECT 1 FROM user_role WHERE user_id = :user_id
                  AND role = 'juror') AS "juror:int",
       EXISTS (SELECT 1 FROM user_role WHERE user_id = :user_id
                  AND role = 'company') AS "company:int";

-- user_list() many
SELECT u.id, u.email, u.name, u.email_confirmed_at, u.disabled_at,
       u.password_hash IS NOT NULL AS "active:int",
       EXISTS (SELECT 1 FROM user_role r WHERE r.user_id = u.id
                  AND r.role = 'organiser') AS "organiser:int",
       EXISTS (SELECT 1 FROM user_role r WHERE r.user_id = u.id
                  AND r.role = 'juror') AS "juror:int",
       EXISTS (SELECT 1 FROM user_role r WHERE r.user_id = u.id
                  AND r.role = 'company') AS "company:int",
       EXISTS (SELECT 1 FROM second_factor f WHERE f.user_id = u.id)
           AS "second:int"
  FROM user u ORDER BY u.name, u.id;

-- user_grant(user_id int, role text, now int) exec
INSERT INTO user_role (user_id, role, granted_at)
VALUES (:user_id, :role, :now) ON CONFLICT (user_id, role) DO NOTHING;

-- user_revoke(user_id int, role text) exec
DELETE FROM user_role WHERE user_id = :user_id AND role = :role;

-- user_set_password(id int, hash text) exec
UPDATE user SET password_hash = :hash WHERE id = :id;

-- user_drop_password(id int) exec
UPDATE user SET password_hash = NULL WHERE id = :id;

-- user_change(id int, name text, language text) exec
UPDATE user SET name = :name, language = :language WHERE id = :id;

-- user_claim(id int, name text, email text, email_key text) exec
UPDATE user SET name = :name, email = :email, email_key = :email_key
 WHERE id = :id;

-- user_confirm(id int, now int) exec
UPDATE user SET email_confirmed_at = :now
 WHERE id = :id AND email_confirmed_at IS NULL;

-- user_disable(id int, now int) exec
UPDATE user SET disabled_at = :now WHERE id = :id AND disabled_at IS NULL;

-- user_enable(id int) exec
UPDATE user SET disabled_at = NULL
 WHERE id = :id AND disabled_at IS NOT NULL;

-- user_link_add(token_digest text, user_id int, kind text, now int, expires_at int) insert
INSERT INTO link_token (token_digest, user_id, kind, created_at, expires_at)
VALUES (:token_digest, :user_id, :kind, :now, :expires_at);

-- user_by_link(token_digest text, now int) one
SELECT l.id, l.user_id, l.kind
  FROM link_token l JOIN user u ON u.id = l.user_id
 WHERE l.token_digest = :token_digest AND l.used_at IS NULL
   AND l.expires_at > :now AND u.disabled_at IS NULL;

-- user_link_used(token_digest text, now int) exec
UPDATE link_token SET used_at = :now
 WHERE token_digest = :token_digest AND used_at IS NULL;

-- user_links_of_kind_used(user_id int, kind text, now int) exec
UPDATE link_token SET used_at = :now
 WHERE user_id = :user_id AND kind = :kind AND used_at IS NULL;

-- user_password_links_used(user_id int, now int) exec
UPDATE link_token SET used_at = :now
 WHERE user_id = :user_id AND kind IN ('invite', 'reset')
   AND used_at IS NULL;
