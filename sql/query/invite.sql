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

-- invite_of_user(user_id int) many
-- The meetings to which this person is invited and that are to come or open.
SELECT m.id, m.title_de, m.title_en, m.starts_at, m.place, m.state,
       n.answer, n.starts_at AS told_starts_at
  FROM meeting_invite n
  JOIN meeting m ON m.id = n.meeting_id AND m.state IN ('planned', 'open')
  JOIN jury_member j ON j.id = n.jury_member_id
 WHERE j.user_id = :user_id ORDER BY m.starts_at, m.id;
