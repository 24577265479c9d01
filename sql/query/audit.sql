-- audit_last() one
SELECT id, digest FROM audit ORDER BY id DESC LIMIT 1;

-- audit_add(at int, user_id int?, action text, subject text, subject_id int, payload_digest text, previous text, digest text) insert
INSERT INTO audit (at, user_id, action, subject, subject_id, payload_digest,
                   previous, digest)
VALUES (:at, :user_id, :action, :subject, :subject_id, :payload_digest,
        :previous, :digest);

-- audit_payload_add(audit_id int, salt text, payload text) exec
INSERT INTO audit_payload (audit_id, salt, payload)
VALUES (:audit_id, :salt, :payload);

-- audit_chain(after int) many
SELECT a.id, a.at, a.user_id, a.action, a.subject, a.subject_id,
       a.payload_digest, a.previous, a.digest, p.salt AS "salt:text",
       p.payload AS "payload:text"
  FROM audit a LEFT JOIN audit_payload p ON p.audit_id = a.id
 WHERE a.id > :after ORDER BY a.id LIMIT 1000;

-- audit_subjects(visitor_id int, now int) many
-- What is closed to him is the edition's, as he sees it.
SELECT DISTINCT subject FROM audit
 WHERE id NOT IN (SELECT s.audit_id FROM closed_log s
                   WHERE s.user_id = :visitor_id
                     AND (s.public_at IS NULL OR s.public_at > :now))
    OR subject = 'edition'
 UNION
SELECT 'edition' FROM audit
 ORDER BY subject;

-- audit_people() many
SELECT u.id, u.name FROM user u
 WHERE EXISTS (SELECT 1 FROM audit a WHERE a.user_id = u.id)
 ORDER BY u.name, u.id;

-- audit_recent(subject text, user_id int?, from_at int?, until_at int?, before int, visitor_id int, now int) many
-- Closed entries are found as he sees them; no payload of his conflicts.
WITH hit AS (
    SELECT a.id, s.audit_id FROM audit a
      LEFT JOIN closed_log s ON s.audit_id = a.id AND s.user_id = :visitor_id
       AND (s.public_at IS NULL OR s.public_at > :now)
     WHERE (:subject IS NULL
            OR iif(s.audit_id IS NULL, a.subject, 'edition') = :subject)
       AND (:user_id IS NULL OR coalesce(a.user_id, 0) = :user_id)
       AND (:from_at IS NULL OR a.at >= :from_at)
       AND (:until_at IS NULL OR a.at < :until_at))
SELECT a.id, a.at, a.user_id,
       iif(hit.audit_id IS NULL, a.action, '') AS "action:text",
       a.subject, a.subject_id, a.digest, u.name AS "name:text",
       CASE WHEN EXISTS
           (SELECT 1 FROM jury_member m
              JOIN conflict c ON c.jury_member_id = m.id
             WHERE m.user_id = :visitor_id AND c.kind <> 'none'
               AND (c.entry_id IN (
    SELECT e.entry_id FROM motion_entry e
     WHERE a.subject = 'motion' AND e.motion_id = a.subject_id
    UNION ALL
    SELECT i.entry_id FROM motion t
      JOIN meeting_item i ON i.id = t.item_id
     WHERE a.subject = 'motion' AND t.id = a.subject_id)
    OR c.entry_id = CASE a.subject
    WHEN 'entry' THEN a.subject_id
    WHEN 'ballot' THEN
    (SELECT b.entry_id FROM ballot b WHERE b.id = a.subject_id) END))
            THEN NULL ELSE p.payload END AS "payload:text",
       (SELECT count(*) FROM hit) AS "total:int",
       CASE a.subject
       WHEN 'user' THEN (SELECT name FROM user WHERE id = a.subject_id)
       WHEN 'organisation' THEN
           (SELECT name FROM organisation WHERE id = a.subject_id)
       WHEN 'jury_member' THEN
           (SELECT j.name FROM jury_member m JOIN user j ON j.id = m.user_id
             WHERE m.id = a.subject_id)
       WHEN 'entry' THEN
           (SELECT o.name FROM entry e
              JOIN organisation o ON o.id = e.organisation_id
             WHERE e.id = a.subject_id)
       WHEN 'ballot' THEN
           (SELECT o.name FROM ballot b JOIN entry e ON e.id = b.entry_id
              JOIN organisation o ON o.id = e.organisation_id
             WHERE b.id = a.subject_id)
       WHEN 'file' THEN (SELECT name FROM file WHERE id = a.subject_id)
       WHEN 'candidate' THEN
           (SELECT company FROM candidate WHERE id = a.subject_id)
       WHEN 'category' THEN
           (SELECT name_de FROM category WHERE id = a.subject_id)
       WHEN 'prize' THEN (SELECT name_de FROM prize WHERE id = a.subject_id)
       WHEN 'consent' THEN
           (SELECT o.name FROM consent t JOIN entry e ON e.id = t.entry_id
              JOIN organisation o ON o.id = e.organisation_id
             WHERE t.id = a.subject_id)
       WHEN 'consent_kind' THEN
           (SELECT code FROM consent_kind WHERE id = a.subject_id)
       WHEN 'meeting' THEN
           (SELECT title_de FROM meeting WHERE id = a.subject_id)
       WHEN 'motion' THEN
           (SELECT g.title_de FROM motion t JOIN meeting g ON g.id = t.meeting_id
             WHERE t.id = a.subject_id)
       WHEN 'round' THEN (SELECT name_de FROM round WHERE id = a.subject_id)
       WHEN 'edition' THEN
           (SELECT title_de FROM edition WHERE id = a.subject_id)
       END AS "about_de:text",
       CASE a.subject
       WHEN 'meeting' THEN
           (SELECT title_en FROM meeting WHERE id = a.subject_id)
       WHEN 'motion' THEN
           (SELECT g.title_en FROM motion t JOIN meeting g ON g.id = t.meeting_id
             WHERE t.id = a.subject_id)
       WHEN 'round' THEN (SELECT name_en FROM round WHERE id = a.subject_id)
       WHEN 'edition' THEN
           (SELECT title_en FROM edition WHERE id = a.subject_id)
       WHEN 'category' THEN
           (SELECT name_en FROM category WHERE id = a.subject_id)
       WHEN 'prize' THEN (SELECT name_en FROM prize WHERE id = a.subject_id)
       END AS "about_en:text"
  FROM hit JOIN audit a ON a.id = hit.id
  LEFT JOIN user u ON u.id = a.user_id
  LEFT JOIN audit_payload p ON p.audit_id = a.id
 WHERE a.id < :before ORDER BY a.id DESC LIMIT 201;
