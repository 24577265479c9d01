-- invite_list(meeting_id int) many
-- Everybody in the jury, invited or not.
SELECT j.id AS jury_member_id, j.user_id, j.code, j.institution, j.votes,
       j.chair, j.deputy_chair, j.stands_in_for, u.name,
       u.disabled_at AS "disabled_at:int?",
       n.invited_at AS "invited_at:int?", n.answer AS "answer:text",
       n.remark AS "remark:text", n.deputy AS "deputy:text",
       n.answered_at AS "answered_at:int?", n.reminded_at AS "reminded_at:int?",
       n.starts_at AS "told_starts_at:int?", n.ends_at AS "told_ends_at:int?",
       n.place AS "told_place:text", n.sequence AS "sequence:int?",
       m.starts_at, m.ends_at, m.place
  FROM meeting m
  JOIN jury_member j ON j.edition_id = m.edition_id
  JOIN user u ON u.id = j.user_id
  LEFT JOIN meeting_invite n
    ON n.meeting_id = m.id AND n.jury_member_id = j.id
 WHERE m.id = :meeting_id
 ORDER BY j.position, j.id;

-- invite_put(meeting_id int, jury_member_id int, starts_at int, ends_at int?, place text, now int) exec
-- Another date: the answer is asked for anew.
INSERT INTO meeting_invite (meeting_id, jury_member_id, invited_at, starts_at,
                            ends_at, place)
VALUES (:meeting_id, :jury_member_id, :now, :starts_at, :ends_at, :place)
    ON CONFLICT (meeting_id, jury_member_id) DO UPDATE
   SET invited_at = excluded.invited_at, starts_at = excluded.starts_at,
       ends_at = excluded.ends_at, place = excluded.place,
       sequence = meeting_invite.sequence + 1, answer = '', answered_at = NULL,
       reminded_at = NULL;

-- invite_answer(meeting_id int, jury_member_id int, answer text, remark text, deputy text, now int) exec
UPDATE meeting_invite
   SET answer = :answer, remark = :remark, deputy = :deputy, answered_at = :now
 WHERE meeting_id = :meeting_id AND jury_member_id = :jury_member_id;

-- invite_reminded(meeting_id int, jury_member_id int, now int) exec
UPDATE meeting_invite SET reminded_at = :now
 WHERE meeting_id = :meeting_id AND jury_member_id = :jury_member_id;

-- invite_edition(meeting_id int) one
SELECT m.id, m.edition_id, m.number, m.title_de, m.title_en, m.starts_at,
       m.ends_at, m.place, m.state, d.title_de AS edition_de,
       d.title_en AS edition_en, d.slug, d.blind
  FROM meeting m JOIN edition d ON d.id = m.edition_id WHERE m.id = :meeting_id;

-- invite_conflicts(meeting_id int) many
-- Who is in conflict with what on the agenda, once each.
SELECT i.id AS item_id, c.jury_member_id
  FROM meeting_item i
  JOIN conflict c ON c.entry_id = i.entry_id AND c.kind <> 'none'
 WHERE i.meeting_id = :meeting_id
 ORDER BY i.id, c.jury_member_id;

-- invite_agenda(meeting_id int, jury_member_id int) many
-- The agenda, with what this juror declared (0: nobody's).
SELECT i.id, i.position, i.kind, i.minutes, i.title_de, i.title_en,
       e.id AS "entry_id:int?", e.code AS "code:text", e.state AS "state:text",
       o.name AS "organisation:text", d.blind, m.starts_at,
       k.name_de AS "category_de:text", k.name_en AS "category_en:text",
       p.name_de AS "prize_de:text", p.name_en AS "prize_en:text",
       c.kind AS "conflict:text",
       EXISTS (SELECT 1 FROM reading r
                WHERE r.jury_member_id = :jury_member_id
                  AND r.entry_id = i.entry_id) AS "readable:int"
  FROM meeting_item i
  JOIN meeting m ON m.id = i.meeting_id
  JOIN edition d ON d.id = m.edition_id
  LEFT JOIN entry e ON e.id = i.entry_id
  LEFT JOIN organisation o ON o.id = e.organisation_id
  LEFT JOIN category k ON k.id = i.category_id
  LEFT JOIN prize p ON p.id = i.prize_id
  LEFT JOIN conflict c ON c.entry_id = i.entry_id
                      AND c.jury_member_id = :jury_member_id
 WHERE i.meeting_id = :meeting_id
 ORDER BY i.position, i.id;

-- invite_undeclared(meeting_id int, jury_member_id int) many
-- What the meeting talks about and this juror has not declared.
SELECT t.entry_id, o.name AS organisation, o.parent
  FROM meeting_entry t
  JOIN entry e ON e.id = t.entry_id
  JOIN organisation o ON o.id = e.organisation_id
 WHERE t.meeting_id = :meeting_id
   AND NOT EXISTS (SELECT 1 FROM conflict c
                    WHERE c.jury_member_id = :jury_member_id
                      AND c.entry_id = t.entry_id)
 ORDER BY o.name, t.entry_id;

-- invite_seat(meeting_id int, jury_member_id int) one
-- Whom he stands in for, and whether he does now.
SELECT j.stands_in_for, u.name AS "for_name:text",
       EXISTS (SELECT 1 FROM standing_in s
                WHERE s.meeting_id = :meeting_id
                  AND s.jury_member_id = j.id) AS "now:int"
  FROM jury_member j
  LEFT JOIN jury_member p ON p.id = j.stands_in_for
  LEFT JOIN user u ON u.id = p.user_id
 WHERE j.id = :jury_member_id;

-- invite_reads(meeting_id int, jury_member_id int, entry_id int) one
-- May he read this nomination, of which the meeting talks?
SELECT 1 AS "yes:int" FROM meeting_entry t
 WHERE t.meeting_id = :meeting_id AND t.entry_id = :entry_id
   AND EXISTS (SELECT 1 FROM reading r
                WHERE r.jury_member_id = :jury_member_id
                  AND r.entry_id = t.entry_id);
