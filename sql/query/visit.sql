-- visit_rule_get(round_id int) one
SELECT jurors_min, minutes, travel_minutes FROM visit_rule
 WHERE round_id = :round_id;

-- visit_rule_put(round_id int, jurors_min int, minutes int, travel_minutes int) exec
INSERT INTO visit_rule (round_id, jurors_min, minutes, travel_minutes)
VALUES (:round_id, :jurors_min, :minutes, :travel_minutes)
    ON CONFLICT (round_id) DO UPDATE
   SET jurors_min = excluded.jurors_min, minutes = excluded.minutes,
       travel_minutes = excluded.travel_minutes;

-- visit_hosts(round_id int) many
-- Who is visited in a round: what it takes, with the company's seat as it says,
-- and the visit if there is one; also one that the round takes no longer.
SELECT e.id, e.code, o.name AS organisation, v.id AS "visit_id:int?",
       (SELECT a.value FROM answer a JOIN question q ON q.id = a.question_id
         WHERE a.entry_id = e.id AND q.slot = 'seat') AS "seat:text?",
       (SELECT u.name FROM membership m JOIN user u ON u.id = m.user_id
         WHERE m.organisation_id = e.organisation_id
           AND u.disabled_at IS NULL
         ORDER BY m.created_at, m.user_id LIMIT 1) AS "contact:text?"
  FROM round r
  JOIN entry e ON e.edition_id = r.edition_id
  JOIN organisation o ON o.id = e.organisation_id
  LEFT JOIN visit v ON v.entry_id = e.id AND v.round_id = r.id
 WHERE r.id = :round_id
   AND (v.id IS NOT NULL
        OR (e.state = 'admitted'
            AND (r.category_id IS NULL
                 OR e.confirmed_category_id = r.category_id)
            AND (r.entries = 'all'
                 OR EXISTS (SELECT 1 FROM honour h
                             WHERE h.entry_id = e.id
                               AND h.kind = 'nominee'))))
 ORDER BY e.code, e.id;

-- visit_jurors(round_id int) many
SELECT m.id, m.user_id, m.code, u.name, m.institution, m.function_de,
       m.function_en
  FROM round r
  JOIN jury_member m ON m.edition_id = r.edition_id
  JOIN user u ON u.id = m.user_id
 WHERE r.id = :round_id ORDER BY m.position, m.id;

-- visit_declared(round_id int) many
SELECT c.jury_member_id, c.entry_id, c.kind
  FROM round r
  JOIN jury_member m ON m.edition_id = r.edition_id
  JOIN conflict c ON c.jury_member_id = m.id
 WHERE r.id = :round_id;

-- visit_elsewhere(round_id int) many
-- When jurors of this round are on the way for another round.
SELECT m.id AS jury_member_id, v.starts_at, v.ends_at
  FROM round r
  JOIN jury_member m ON m.edition_id = r.edition_id
  JOIN jury_member n ON n.user_id = m.user_id
  JOIN visit_juror j ON j.jury_member_id = n.id AND j.goes = 1
  JOIN visit v ON v.id = j.visit_id AND v.round_id <> r.id
                  AND v.state IN ('planned', 'confirmed')
 WHERE r.id = :round_id;

-- visit_by_id(id int) one
SELECT v.id, v.round_id, r.edition_id, v.entry_id, e.code, o.name AS organisation,
       v.starts_at, v.ends_at, v.address, v.contact, v.phone, v.remark,
       v.names_shown, v.state, v.announced_at, v.wish, v.answered_at, v.sequence,
       v.report, v.changed_at
  FROM visit v
  JOIN round r ON r.id = v.round_id
  JOIN entry e ON e.id = v.entry_id
  JOIN organisation o ON o.id = e.organisation_id
 WHERE v.id = :id;

-- visit_of_round(round_id int) many
SELECT id FROM visit WHERE round_id = :round_id ORDER BY starts_at, id;

-- visit_of_entry(entry_id int) many
-- What the company may know of.
SELECT v.id FROM visit v JOIN round r ON r.id = v.round_id
 WHERE v.entry_id = :entry_id AND v.announced_at IS NOT NULL
 ORDER BY v.starts_at, v.id;

-- visit_of_juror(user_id int) many
-- What a juror may know of: announced, and he declared to be free of conflicts.
SELECT v.id, m.id AS jury_member_id, d.title_de, d.title_en, d.blind,
       EXISTS (SELECT 1 FROM visit_juror j
                WHERE j.visit_id = v.id AND j.jury_member_id = m.id
                  AND j.goes = 1) AS "goes:int"
  FROM jury_member m
  JOIN edition d ON d.id = m.edition_id
  JOIN round r ON r.edition_id = d.id
  JOIN visit v ON v.round_id = r.id AND v.announced_at IS NOT NULL
  JOIN entry e ON e.id = v.entry_id AND e.state = 'admitted'
  JOIN conflict c ON c.jury_member_id = m.id AND c.entry_id = v.entry_id
                     AND c.kind = 'none'
 WHERE m.user_id = :user_id
 ORDER BY v.starts_at, v.id;

-- visit_people(visit_id int) many
SELECT m.id, m.user_id, u.name, m.institution, m.function_de, m.function_en,
       j.goes, j.was_there
  FROM visit_juror j
  JOIN jury_member m ON m.id = j.jury_member_id
  JOIN user u ON u.id = m.user_id
 WHERE j.visit_id = :visit_id ORDER BY m.position, m.id;

-- visit_add(round_id int, entry_id int, starts_at int, ends_at int, address text, user_id int?, now int) insert
INSERT INTO visit (round_id, entry_id, starts_at, ends_at, address, changed_by,
                   changed_at)
VALUES (:round_id, :entry_id, :starts_at, :ends_at, :address, :user_id, :now);

-- visit_change(id int, starts_at int, ends_at int, address text, contact text, phone text, remark text, names_shown int, user_id int?, now int) exec
UPDATE visit
   SET starts_at = :starts_at, ends_at = :ends_at, address = :address,
       contact = :contact, phone = :phone, remark = :remark,
       names_shown = :names_shown, changed_by = :user_id, changed_at = :now
 WHERE id = :id;

-- visit_anew(id int) exec
-- Another date or place: what the company answered was another question.
UPDATE visit SET state = 'planned', wish = '', answered_by = NULL,
                 answered_at = NULL
 WHERE id = :id;

-- visit_hide(id int) exec
UPDATE visit SET announced_at = NULL WHERE id = :id;

-- visit_next(id int, now int) exec
UPDATE visit SET sequence = sequence + 1, changed_at = :now WHERE id = :id;

-- visit_announce(id int, now int) exec
UPDATE visit SET announced_at = :now, sequence = sequence + 1,
                 changed_at = :now
 WHERE id = :id AND announced_at IS NULL;

-- visit_set_state(id int, state text, now int) exec
UPDATE visit SET state = :state, sequence = sequence + 1, changed_at = :now
 WHERE id = :id;

-- visit_report(id int, report text) exec
UPDATE visit SET report = :report WHERE id = :id;

-- visit_answer(id int, state text, wish text, user_id int, now int) exec
UPDATE visit SET state = :state, wish = :wish, answered_by = :user_id,
                 answered_at = :now
 WHERE id = :id;

-- visit_remove_people(visit_id int) exec
DELETE FROM visit_juror WHERE visit_id = :visit_id;

-- visit_remove(id int) exec
DELETE FROM visit WHERE id = :id;

-- visit_add_person(visit_id int, jury_member_id int) exec
INSERT INTO visit_juror (visit_id, jury_member_id)
VALUES (:visit_id, :jury_member_id);

-- visit_there(visit_id int, jury_member_id int, was_there int) exec
-- Also of somebody who was not planned.
INSERT INTO visit_juror (visit_id, jury_member_id, goes, was_there)
VALUES (:visit_id, :jury_member_id, 0, :was_there)
    ON CONFLICT (visit_id, jury_member_id) DO UPDATE
   SET was_there = excluded.was_there;

-- visit_calendar_put(jury_member_id int, token_digest text, now int) exec
INSERT INTO visit_calendar (jury_member_id, token_digest, created_at)
VALUES (:jury_member_id, :token_digest, :now)
    ON CONFLICT (jury_member_id) DO UPDATE
   SET token_digest = excluded.token_digest, created_at = excluded.created_at;

-- visit_calendar_remove(jury_member_id int) exec
DELETE FROM visit_calendar WHERE jury_member_id = :jury_member_id;

-- visit_calendar_since(jury_member_id int) one
SELECT created_at FROM visit_calendar WHERE jury_member_id = :jury_member_id;

-- visit_calendar_find(token_digest text) one
-- Only while its owner may log in as a juror.
SELECT m.id AS jury_member_id, m.user_id, u.language, d.id AS edition_id, d.slug
  FROM visit_calendar k
  JOIN jury_member m ON m.id = k.jury_member_id
  JOIN edition d ON d.id = m.edition_id
  JOIN user u ON u.id = m.user_id AND u.disabled_at IS NULL
  JOIN user_role r ON r.user_id = u.id AND r.role = 'juror'
 WHERE k.token_digest = :token_digest;

-- visit_seats(user_id int) many
-- Seats of a juror in editions whose visits he may know of.
SELECT DISTINCT m.id, d.slug, d.title_de, d.title_en
  FROM jury_member m
  JOIN edition d ON d.id = m.edition_id
  JOIN round r ON r.edition_id = d.id AND r.visit = 1
 WHERE m.user_id = :user_id ORDER BY d.slug DESC;
