-- history_versions(entry_id int, question_id int?, before int) many
-- The newest first, each with the one before it.
SELECT v.id, v.question_id, v.value, v.fits, v.changed_by, v.changed_at,
       u.name AS "name:text", q.code, q.kind, q.language, q.label_de,
       q.label_en,
       (SELECT p.value FROM answer_version p
         WHERE p.entry_id = v.entry_id AND p.question_id = v.question_id
           AND p.id < v.id ORDER BY p.id DESC LIMIT 1) AS "old:text",
       (SELECT p.fits FROM answer_version p
         WHERE p.entry_id = v.entry_id AND p.question_id = v.question_id
           AND p.id < v.id ORDER BY p.id DESC LIMIT 1) AS "old_fits:int?"
  FROM answer_version v JOIN question q ON q.id = v.question_id
  LEFT JOIN user u ON u.id = v.changed_by
 WHERE v.entry_id = :entry_id AND v.id < :before
   AND (:question_id IS NULL OR v.question_id = :question_id)
 ORDER BY v.id DESC LIMIT 20;

-- history_version(entry_id int, id int) one
SELECT v.question_id, v.value, v.changed_at,
       (SELECT max(n.id) FROM answer_version n
         WHERE n.entry_id = v.entry_id AND n.question_id = v.question_id)
           AS "newest:int"
  FROM answer_version v WHERE v.entry_id = :entry_id AND v.id = :id;

-- history_events(entry_id int, from_at int, until_at int) many
-- What else happened to it; a consent's entry names the nomination beside it.
SELECT a.id, a.at, a.action, u.name AS "name:text",
       CASE WHEN json_valid(p.payload)
            THEN json_extract(p.payload, '$.after.category') END AS "category:text",
       NULL AS "text_de:text",
       NULL AS "text_en:text"
  FROM audit a LEFT JOIN user u ON u.id = a.user_id
  LEFT JOIN audit_payload p ON p.audit_id = a.id
 WHERE a.subject = 'entry' AND a.subject_id = :entry_id
   AND a.at BETWEEN :from_at AND :until_at
UNION ALL
SELECT a.id, a.at, a.action, u.name, NULL, k.text_de, k.text_en
  FROM entry e JOIN consent_kind k ON k.edition_id = e.edition_id
  JOIN audit a ON a.subject = 'consent_kind' AND a.subject_id = k.id
  JOIN audit_payload p ON p.audit_id = a.id
   AND CASE WHEN json_valid(p.payload)
            THEN json_extract(p.payload, '$.entry') END = e.id
  LEFT JOIN user u ON u.id = a.user_id
 WHERE e.id = :entry_id AND a.at BETWEEN :from_at AND :until_at
 ORDER BY 1 DESC LIMIT 500;

-- history_active(entry_id int, user_id int, since int) many
-- Who else has changed something lately, and when.
SELECT u.name, max(v.changed_at) AS "at:int"
  FROM answer_version v JOIN user u ON u.id = v.changed_by
 WHERE v.entry_id = :entry_id AND v.changed_by <> :user_id
   AND v.changed_at > :since
 GROUP BY u.id ORDER BY 2 DESC;

-- history_category(edition_id int, code text) one
SELECT name_de, name_en FROM category
 WHERE edition_id = :edition_id AND code = :code;
