-- office_numbers(edition_id int) one
SELECT count(CASE WHEN e.state = 'draft' THEN 1 END) AS "drafts:int",
       count(CASE WHEN e.state = 'submitted' THEN 1 END) AS "submitted:int",
       count(CASE WHEN e.state = 'admitted' THEN 1 END) AS "admitted:int",
       count(CASE WHEN e.state = 'rejected' THEN 1 END) AS "rejected:int",
       count(CASE WHEN e.state = 'withdrawn' THEN 1 END) AS "withdrawn:int",
       (SELECT count(*) FROM jury_member m WHERE m.edition_id = d.id)
           AS "jurors:int",
       (SELECT count(*) FROM round r
         WHERE r.edition_id = d.id AND r.state <> 'replaced')
           AS "rounds:int",
       (SELECT count(*) FROM round r
         WHERE r.edition_id = d.id AND r.state = 'open') AS "open_rounds:int",
       (SELECT count(*) FROM job j WHERE j.edition_id = d.id
           AND j.state IN ('waiting', 'running')) AS "jobs:int",
       (SELECT count(*) FROM honour h JOIN entry n ON n.id = h.entry_id
         WHERE n.edition_id = d.id AND h.kind = 'nominee') AS "nominees:int",
       (SELECT count(*) FROM honour h JOIN entry n ON n.id = h.entry_id
         WHERE n.edition_id = d.id AND h.kind = 'winner')
       + (SELECT count(*) FROM withheld h WHERE h.edition_id = d.id)
           AS "winners:int"
  FROM edition d LEFT JOIN entry e ON e.edition_id = d.id
 WHERE d.id = :edition_id GROUP BY d.id;

-- office_entries(edition_id int) many
SELECT e.id, e.code, e.number, e.state, e.submitted_at, e.updated_at,
       o.name AS organisation,
       COALESCE(e.confirmed_category_id, e.category_id) AS "category_id:int?",
       c.name_de AS "category_de:text", c.name_en AS "category_en:text",
       (SELECT min(a.value) FROM answer a JOIN question q ON q.id = a.question_id
         WHERE a.entry_id = e.id AND q.slot = 'seat') AS "seat:text"
  FROM entry e
  JOIN organisation o ON o.id = e.organisation_id
  LEFT JOIN category c ON c.id =
       COALESCE(e.confirmed_category_id, e.category_id)
 WHERE e.edition_id = :edition_id ORDER BY e.id;

-- office_entry(id int) one
SELECT e.created_by, e.created_at, e.updated_at, e.submitted_at, e.checked_at, e.withdrawn_at,
       c.name_de AS "chosen_de:text", c.name_en AS "chosen_en:text",
       k.name_de AS "confirmed_de:text", k.name_en AS "confirmed_en:text",
       (SELECT count(*) FROM ballot b WHERE b.entry_id = e.id)
           AS "ballots:int"
  FROM entry e
  LEFT JOIN category c ON c.id = e.category_id
  LEFT JOIN category k ON k.id = e.confirmed_category_id
 WHERE e.id = :id;

-- office_contacts(entry_id int) many
SELECT u.name, u.email
  FROM entry e JOIN membership m ON m.organisation_id = e.organisation_id
  JOIN user u ON u.id = m.user_id
 WHERE e.id = :entry_id ORDER BY m.created_at, u.id;

-- office_consents(entry_id int) many
SELECT k.id, k.version, k.text_de, k.text_en, k.required,
       g.given_at AS "given_at:int?", g.withdrawn_at AS "withdrawn_at:int?",
       u.name AS "given_by:text"
  FROM entry e JOIN consent_kind k ON k.edition_id = e.edition_id
  LEFT JOIN consent g ON g.entry_id = e.id AND g.consent_kind_id = k.id
   AND g.id = (SELECT max(x.id) FROM consent x
                WHERE x.entry_id = e.id AND x.consent_kind_id = k.id)
  LEFT JOIN user u ON u.id = g.given_by
 WHERE e.id = :entry_id
   AND (g.id IS NOT NULL
        OR k.version = (SELECT max(x.version) FROM consent_kind x
                         WHERE x.edition_id = k.edition_id AND x.code = k.code))
 ORDER BY k.position, k.id;

-- office_history(entry_id int) many
SELECT v.id, v.question_id, v.changed_at, v.value, q.kind, q.language, q.label_de, q.label_en,
       u.name AS "person:text"
  FROM answer_version v JOIN question q ON q.id = v.question_id
  LEFT JOIN user u ON u.id = v.changed_by
 WHERE v.entry_id = :entry_id ORDER BY v.id DESC LIMIT 200;

-- office_rounds(edition_id int) many
SELECT id, name_de, name_en, state, stage FROM round
 WHERE edition_id = :edition_id ORDER BY stage, id;
