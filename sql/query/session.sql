-- session_add(token_digest text, user_id int, now int, expires_at int) insert
INSERT INTO session (token_digest, user_id, created_at, seen_at, expires_at)
VALUES (:token_digest, :user_id, :now, :now, :expires_at);

-- session_by_token(token_digest text, now int, idle_s int) one
SELECT s.id, s.seen_at, u.id AS user_id, u.name, u.email, u.language,
       EXISTS (SELECT 1 FROM user_role r WHERE r.user_id = u.id
                  AND r.role = 'organiser') AS "organiser:int",
       EXISTS (SELECT 1 FROM user_role r WHERE r.user_id = u.id
                  AND r.role = 'juror') AS "juror:int",
       EXISTS (SELECT 1 FROM user_role r WHERE r.user_id = u.id
                  AND r.role = 'company') AS "company:int",
       EXISTS (SELECT 1 FROM second_factor f WHERE f.user_id = u.id)
           AS "second:int",
       EXISTS (SELECT 1 FROM role_rule x WHERE x.role = 'organiser'
                  AND x.second_required = 1) AS "organiser_second:int",
       EXISTS (SELECT 1 FROM role_rule x WHERE x.role = 'juror'
                  AND x.second_required = 1) AS "juror_second:int",
       EXISTS (SELECT 1 FROM role_rule x WHERE x.role = 'company'
                  AND x.second_required = 1) AS "company_second:int"
  FROM session s JOIN user u ON u.id = s.user_id
 WHERE s.token_digest = :token_digest AND s.expires_at > :now
   AND s.seen_at + :idle_s > :now AND u.disabled_at IS NULL;

-- session_touch(id int, now int) exec
UPDATE session SET seen_at = :now WHERE id = :id;

-- session_end(id int) exec
DELETE FROM session WHERE id = :id;

-- session_end_of_user(user_id int) exec
DELETE FROM session WHERE user_id = :user_id;

-- session_end_old(now int, idle_s int) exec
DELETE FROM session WHERE expires_at <= :now OR seen_at + :idle_s <= :now;
