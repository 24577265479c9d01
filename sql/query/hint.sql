-- hint_jurors(edition_id int) many
SELECT m.id, u.email, m.institution
  FROM jury_member m JOIN user u ON u.id = m.user_id
 WHERE m.edition_id = :edition_id ORDER BY m.position, m.id;

-- hint_memberships(edition_id int) many
SELECT m.id AS juror_id, o.id, o.name, o.parent
  FROM jury_member m
  JOIN membership s ON s.user_id = m.user_id
  JOIN organisation o ON o.id = s.organisation_id
 WHERE m.edition_id = :edition_id ORDER BY m.id, o.id;

-- hint_earlier(edition_id int) many
-- Companies for which the same person declared a conflict in another edition.
SELECT m.id AS juror_id, o.id, o.name
  FROM jury_member m
  JOIN jury_member p ON p.user_id = m.user_id AND p.edition_id <> m.edition_id
  JOIN conflict c ON c.jury_member_id = p.id AND c.kind <> 'none'
  JOIN entry e ON e.id = c.entry_id
  JOIN organisation o ON o.id = e.organisation_id
 WHERE m.edition_id = :edition_id ORDER BY m.id, o.id;

-- hint_companies(edition_id int) many
SELECT e.id AS entry_id, o.id, o.name, o.parent
  FROM entry e JOIN organisation o ON o.id = e.organisation_id
 WHERE e.edition_id = :edition_id ORDER BY e.id;

-- hint_contacts(edition_id int) many
SELECT e.id AS entry_id, u.email
  FROM entry e
  JOIN membership s ON s.organisation_id = e.organisation_id
  JOIN user u ON u.id = s.user_id
 WHERE e.edition_id = :edition_id ORDER BY e.id, u.id;

-- hint_addresses(edition_id int) many
-- Answers that are a web or a mail address.
SELECT a.entry_id, q.kind, a.value
  FROM entry e JOIN answer a ON a.entry_id = e.id
  JOIN question q ON q.id = a.question_id
 WHERE e.edition_id = :edition_id AND q.kind IN ('url', 'email')
 ORDER BY a.entry_id, q.position;

-- hint_pairs(round_id int) many
-- Who is assigned to what, with the declaration.
SELECT a.jury_member_id, a.entry_id, u.name AS juror, o.name AS organisation,
       c.kind AS "kind:text", c.period AS "period:text",
       c.hints AS "hints:text", c.remark AS "remark:text", c.late AS "late:int?"
  FROM assignment a
  JOIN entry e ON e.id = a.entry_id AND e.state = 'admitted'
  JOIN organisation o ON o.id = e.organisation_id
  JOIN jury_member m ON m.id = a.jury_member_id
  JOIN user u ON u.id = m.user_id
  LEFT JOIN conflict c ON c.jury_member_id = a.jury_member_id
                      AND c.entry_id = a.entry_id
 WHERE a.round_id = :round_id
 ORDER BY m.position, m.id, e.code;

-- hint_barred_entry(user_id int, entry_id int) one
-- Did this person declare a conflict with the nomination, as a juror?
SELECT 1 AS "yes:int"
  FROM jury_member m JOIN conflict c ON c.jury_member_id = m.id
 WHERE m.user_id = :user_id AND c.entry_id = :entry_id AND c.kind <> 'none'
 LIMIT 1;

-- hint_barred_round(user_id int, round_id int) one
-- A company that is judged in the round, or in one that it combines, and with
-- which this person declared a conflict.
SELECT o.name
  FROM jury_member m
  JOIN conflict c ON c.jury_member_id = m.id AND c.kind <> 'none'
  JOIN entry e ON e.id = c.entry_id AND e.state = 'admitted'
  JOIN organisation o ON o.id = e.organisation_id
 WHERE m.user_id = :user_id
   AND EXISTS (SELECT 1 FROM assignment a
                WHERE a.entry_id = e.id
                  AND (a.round_id = :round_id
                       OR a.round_id IN (SELECT s.part_id FROM round_share s
                                          WHERE s.round_id = :round_id)))
 ORDER BY o.name LIMIT 1;

-- hint_barred_edition(user_id int, edition_id int) one
SELECT o.name
  FROM jury_member m
  JOIN conflict c ON c.jury_member_id = m.id AND c.kind <> 'none'
  JOIN entry e ON e.id = c.entry_id AND e.state = 'admitted'
  JOIN organisation o ON o.id = e.organisation_id
 WHERE m.user_id = :user_id AND e.edition_id = :edition_id
   AND EXISTS (SELECT 1 FROM assignment a WHERE a.entry_id = e.id)
 ORDER BY o.name LIMIT 1;

-- hint_barred_entries(user_id int) many
SELECT c.entry_id
  FROM jury_member m JOIN conflict c ON c.jury_member_id = m.id
 WHERE m.user_id = :user_id AND c.kind <> 'none' ORDER BY c.entry_id;
