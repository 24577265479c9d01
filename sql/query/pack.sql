-- pack_of(meeting_id int, jury_member_id int) one
SELECT id, meeting_id, jury_member_id, language, notes, state, attempts, input,
       digest, bytes, ordered_at, done_at
  FROM meeting_pack
 WHERE meeting_id = :meeting_id AND jury_member_id = :jury_member_id;

-- pack_by_id(id int) one
SELECT id, meeting_id, jury_member_id, language, notes, state, attempts, input,
       digest, bytes, ordered_at, done_at
  FROM meeting_pack WHERE id = :id;

-- pack_order(meeting_id int, jury_member_id int, language text, notes int, user_id int?, now int) exec
INSERT INTO meeting_pack (meeting_id, jury_member_id, language, notes,
                          ordered_by, ordered_at)
VALUES (:meeting_id, :jury_member_id, :language, :notes, :user_id, :now)
    ON CONFLICT (meeting_id, jury_member_id) DO UPDATE
   SET language = excluded.language, notes = excluded.notes,
       state = 'waiting', attempts = 0, begun_at = NULL, problem = '',
       input = '', done_at = NULL,
       ordered_by = excluded.ordered_by, ordered_at = excluded.ordered_at;

-- pack_people(meeting_id int) many
-- Who was invited, with his language.
SELECT n.jury_member_id, u.language
  FROM meeting_invite n
  JOIN jury_member j ON j.id = n.jury_member_id
  JOIN user u ON u.id = j.user_id AND u.disabled_at IS NULL
 WHERE n.meeting_id = :meeting_id ORDER BY j.position, j.id;

-- pack_next(silent int) one
SELECT id FROM meeting_pack
 WHERE state = 'waiting' OR (state = 'running' AND begun_at < :silent)
 ORDER BY ordered_at, id LIMIT 1;

-- pack_claim(id int, silent int, now int) exec
UPDATE meeting_pack
   SET state = 'running', attempts = attempts + 1, begun_at = :now
 WHERE id = :id
   AND (state = 'waiting' OR (state = 'running' AND begun_at < :silent));

-- pack_made(id int, attempts int, ordered_at int, input text, digest text, bytes int, now int) exec
-- Unless it was ordered anew meanwhile.
UPDATE meeting_pack
   SET state = 'done', input = :input, digest = :digest, bytes = :bytes,
       problem = '', done_at = :now
 WHERE id = :id AND state = 'running' AND attempts = :attempts
   AND ordered_at = :ordered_at;

-- pack_unmade(id int, state text, problem text) exec
UPDATE meeting_pack SET state = :state, problem = :problem
 WHERE id = :id AND state = 'running';

-- pack_requeue() exec
UPDATE meeting_pack SET state = 'waiting' WHERE state = 'running';

-- pack_erase(id int) exec
UPDATE meeting_pack SET state = 'erased', digest = '', bytes = 0, done_at = NULL
 WHERE id = :id AND state = 'done';

-- pack_done() many
SELECT p.id, m.closed_at
  FROM meeting_pack p JOIN meeting m ON m.id = p.meeting_id
 WHERE p.state = 'done' ORDER BY p.id;

-- pack_head(meeting_id int, jury_member_id int) one
SELECT m.title_de, m.title_en, m.starts_at, m.ends_at, m.place, m.state,
       d.title_de AS edition_de, d.title_en AS edition_en, d.blind, d.accent,
       d.organiser, d.id AS edition_id, u.name
  FROM meeting m
  JOIN edition d ON d.id = m.edition_id
  JOIN jury_member j ON j.id = :jury_member_id AND j.edition_id = d.id
  JOIN user u ON u.id = j.user_id
 WHERE m.id = :meeting_id;

-- pack_entries(meeting_id int, jury_member_id int) many
-- What the meeting talks about and he may read: as on the agenda, then the
-- others by code.
SELECT e.id, e.code, o.name AS organisation,
       k.name_de AS "category_de:text", k.name_en AS "category_en:text",
       (SELECT min(i.position) FROM meeting_item i
         WHERE i.meeting_id = :meeting_id AND i.entry_id = e.id)
           AS "position:int?"
  FROM meeting_entry t
  JOIN entry e ON e.id = t.entry_id
  JOIN organisation o ON o.id = e.organisation_id
  LEFT JOIN category k
    ON k.id = COALESCE(e.confirmed_category_id, e.category_id)
 WHERE t.meeting_id = :meeting_id
   AND EXISTS (SELECT 1 FROM reading r
                WHERE r.jury_member_id = :jury_member_id
                  AND r.entry_id = t.entry_id)
 ORDER BY COALESCE((SELECT min(i.position) FROM meeting_item i
                     WHERE i.meeting_id = :meeting_id
                       AND i.entry_id = e.id), 1000000), e.code, e.id;

-- pack_ballots(jury_member_id int, entry_id int) many
-- His own, in every round in which he marked it.
SELECT b.id, b.round_id, b.state, b.comment, b.abstain_reason, r.name_de,
       r.name_en, r.scale_decimals
  FROM ballot b JOIN round r ON r.id = b.round_id AND r.state <> 'replaced'
 WHERE b.jury_member_id = :jury_member_id AND b.entry_id = :entry_id
 ORDER BY r.stage, r.id;

-- pack_forget(id int) exec
UPDATE meeting_pack SET digest = '', bytes = 0 WHERE id = :id;

-- pack_of_juror(jury_member_id int) many
SELECT id, digest FROM meeting_pack
 WHERE jury_member_id = :jury_member_id ORDER BY id;

-- pack_drop(id int) exec
DELETE FROM meeting_pack WHERE id = :id;
