-- mail_add(user_id int?, recipient text, kind text, language text, subject text, body text, link text, now int) insert
INSERT INTO mail (user_id, recipient, kind, language, subject, body, link,
                  created_at)
VALUES (:user_id, :recipient, :kind, :language, :subject, :body, :link, :now);

-- mail_list(before int) many
SELECT m.id, m.recipient, m.subject, m.language, m.created_at, m.sent_at,
       u.name AS "name:text"
  FROM mail m LEFT JOIN user u ON u.id = m.user_id
 WHERE m.id < :before ORDER BY m.id DESC LIMIT 100;

-- mail_by_id(id int) one
SELECT m.id, m.user_id, m.recipient, m.kind, m.language, m.subject, m.body,
       m.link, m.created_at, m.sent_at, u.name AS "name:text"
  FROM mail m LEFT JOIN user u ON u.id = m.user_id
 WHERE m.id = :id;
