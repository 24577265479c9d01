-- juror_get(id int) one
SELECT m.id, m.edition_id, m.user_id, m.code, m.institution, m.function_de,
       m.function_en, m.chair, m.deputy_chair, m.votes, m.stands_in_for,
       f.code AS "stands_in_for_code:text", m.panel, m.load_max, u.name, u.email
  FROM jury_member m JOIN user u ON u.id = m.user_id
  LEFT JOIN jury_member f ON f.id = m.stands_in_for
 WHERE m.id = :id;

-- juror_categories(jury_member_id int) many
SELECT c.id, c.code, c.name_de, c.name_en
  FROM jury_category j JOIN category c ON c.id = j.category_id
 WHERE j.jury_member_id = :jury_member_id ORDER BY c.position, c.id;

-- juror_duties(edition_id int) many
SELECT m.id, m.panel, m.load_max, c.name_de AS "category_de:text",
       c.name_en AS "category_en:text"
  FROM jury_member m
  LEFT JOIN jury_category j ON j.jury_member_id = m.id
  LEFT JOIN category c ON c.id = j.category_id
 WHERE m.edition_id = :edition_id
 ORDER BY m.position, m.id, c.position, c.id;

-- juror_set(id int, institution text, function_de text, function_en text, chair int, deputy_chair int, votes int, stands_in_for int?, panel text, load_max int) exec
UPDATE jury_member
   SET institution = :institution, function_de = :function_de,
       function_en = :function_en, chair = :chair,
       deputy_chair = :deputy_chair, votes = :votes,
       stands_in_for = :stands_in_for, panel = :panel, load_max = :load_max
 WHERE id = :id;

-- juror_drop_categories(id int) exec
DELETE FROM jury_category WHERE jury_member_id = :id;

-- juror_add_category(id int, category_id int) exec
INSERT INTO jury_category (jury_member_id, category_id)
SELECT m.id, c.id
  FROM jury_member m JOIN category c ON c.edition_id = m.edition_id
 WHERE m.id = :id AND c.id = :category_id
    ON CONFLICT (jury_member_id, category_id) DO NOTHING;

-- juror_work(id int) one
SELECT (SELECT count(*) FROM ballot b WHERE b.jury_member_id = :id)
           AS "ballots:int",
       (SELECT count(*) FROM assignment a
          JOIN round r ON r.id = a.round_id
         WHERE a.jury_member_id = :id AND r.state IN ('closed', 'replaced'))
           AS "closed:int",
       (SELECT count(*) FROM assignment a
          JOIN round r ON r.id = a.round_id
         WHERE a.jury_member_id = :id AND r.state IN ('planned', 'open')
           AND NOT EXISTS (SELECT 1 FROM ballot b
                            WHERE b.round_id = a.round_id
                              AND b.jury_member_id = a.jury_member_id
                              AND b.entry_id = a.entry_id)
           AND NOT EXISTS (SELECT 1 FROM conflict c
                            WHERE c.jury_member_id = a.jury_member_id
                              AND c.entry_id = a.entry_id
                              AND c.kind <> 'none'))
           AS "open:int",
       (SELECT count(*) FROM meeting_presence p WHERE p.jury_member_id = :id)
           + (SELECT count(*) FROM meeting_out o WHERE o.jury_member_id = :id)
           + (SELECT count(*) FROM motion_seat s WHERE s.jury_member_id = :id)
           + (SELECT count(*) FROM meeting_event v
               WHERE v.jury_member_id = :id)
           AS "meetings:int";

-- juror_can_stand_in(id int, for_id int) one
SELECT f.id
  FROM jury_member m JOIN jury_member f ON f.edition_id = m.edition_id
 WHERE m.id = :id AND f.id = :for_id AND f.id <> m.id
   AND f.stands_in_for IS NULL
   AND NOT EXISTS (SELECT 1 FROM jury_member o WHERE o.stands_in_for = m.id);

-- juror_stand_in_choices(id int) many
-- Whose stand-in he can be.
SELECT f.id, f.code, u.name
  FROM jury_member m JOIN jury_member f ON f.edition_id = m.edition_id
  JOIN user u ON u.id = f.user_id
 WHERE m.id = :id AND f.id <> m.id AND f.stands_in_for IS NULL
   AND NOT EXISTS (SELECT 1 FROM jury_member o WHERE o.stands_in_for = m.id)
 ORDER BY f.position, f.id;

-- juror_release(id int) exec
DELETE FROM assignment
 WHERE jury_member_id = :id
   AND round_id IN (SELECT id FROM round WHERE state IN ('planned', 'open'))
   AND NOT EXISTS (SELECT 1 FROM ballot b
                    WHERE b.round_id = assignment.round_id
                      AND b.jury_member_id = assignment.jury_member_id
                      AND b.entry_id = assignment.entry_id)
   AND NOT EXISTS (SELECT 1 FROM conflict c
                    WHERE c.jury_member_id = assignment.jury_member_id
                      AND c.entry_id = assignment.entry_id
                      AND c.kind <> 'none');

-- juror_drop_assignments(id int) exec
DELETE FROM assignment WHERE jury_member_id = :id;

-- juror_drop_conflicts(id int) exec
DELETE FROM conflict WHERE jury_member_id = :id;

-- juror_cancel_mails(id int) exec
-- Reminders to somebody who is not in the jury any more.
UPDATE mail SET state = 'cancelled', reason = 'finished'
 WHERE jury_member_id = :id AND state IN ('held', 'ready');

-- juror_drop(id int) exec
-- Acceptances, notes, photos and practice go with the juror (ON DELETE CASCADE).
DELETE FROM jury_member WHERE id = :id;
