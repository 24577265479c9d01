-- second_get(user_id int) one
SELECT secret, last_step, set_up_at FROM second_factor
 WHERE user_id = :user_id;

-- second_put(user_id int, secret text, last_step int, now int) exec
INSERT INTO second_factor (user_id, secret, last_step, set_up_at)
VALUES (:user_id, :secret, :last_step, :now)
    ON CONFLICT (user_id) DO UPDATE
   SET secret = excluded.secret, last_step = excluded.last_step,
       set_up_at = excluded.set_up_at;

-- second_step(user_id int, step int) exec
-- No row is changed where that step, or a later one, was taken already.
UPDATE second_factor SET last_step = :step
 WHERE user_id = :user_id AND last_step < :step;

-- second_drop(user_id int) exec
DELETE FROM second_factor WHERE user_id = :user_id;

-- second_codes_drop(user_id int) exec
DELETE FROM recovery_code WHERE user_id = :user_id;

-- second_code_add(user_id int, digest text) exec
INSERT INTO recovery_code (user_id, digest) VALUES (:user_id, :digest);

-- second_code_use(user_id int, digest text, now int) exec
UPDATE recovery_code SET used_at = :now
 WHERE user_id = :user_id AND digest = :digest AND used_at IS NULL;

-- second_codes_left(user_id int) one
SELECT count(*) AS "count:int" FROM recovery_code
 WHERE user_id = :user_id AND used_at IS NULL;

-- second_wait_add(token_digest text, user_id int, now int, expires_at int) exec
INSERT INTO login_wait (token_digest, user_id, created_at, expires_at)
VALUES (:token_digest, :user_id, :now, :expires_at);

-- second_wait_get(token_digest text, now int) one
SELECT u.id AS user_id, u.email, u.name, u.language
  FROM login_wait l JOIN user u ON u.id = l.user_id
 WHERE l.token_digest = :token_digest AND l.expires_at > :now
   AND u.disabled_at IS NULL;

-- second_wait_end(token_digest text) exec
DELETE FROM login_wait WHERE token_digest = :token_digest;

-- second_wait_end_of_user(user_id int) exec
DELETE FROM login_wait WHERE user_id = :user_id;

-- second_wait_end_old(now int) exec
DELETE FROM login_wait WHERE expires_at <= :now;

-- second_rules() many
SELECT role, second_required, changed_at FROM role_rule ORDER BY role;

-- second_rule_put(role text, required int, user_id int?, now int) exec
INSERT INTO role_rule (role, second_required, changed_by, changed_at)
VALUES (:role, :required, :user_id, :now)
    ON CONFLICT (role) DO UPDATE
   SET second_required = excluded.second_required,
       changed_by = excluded.changed_by, changed_at = excluded.changed_at
 WHERE second_required <> excluded.second_required;

-- second_required(user_id int) one
SELECT EXISTS (SELECT 1 FROM user_role r JOIN role_rule x ON x.role = r.role
                WHERE r.user_id = :user_id AND x.second_required = 1)
       AS "yes:int";
