-- second_mark_round(meeting_id int, jury_member_id int, entry_id int) one
-- The newest of the meeting's rounds in which this juror handed in a ballot that
-- counts for the nomination.
SELECT b.id AS ballot_id, r.id AS round_id
  FROM meeting_round q
  JOIN round r ON r.id = q.round_id AND r.state = 'closed'
  JOIN ballot b ON b.round_id = r.id AND b.state = 'submitted'
  JOIN conflict c ON c.jury_member_id = b.jury_member_id
                     AND c.entry_id = b.entry_id AND c.kind = 'none'
  JOIN entry e ON e.id = b.entry_id AND e.state = 'admitted'
 WHERE q.meeting_id = :meeting_id AND b.jury_member_id = :jury_member_id
   AND b.entry_id = :entry_id
 ORDER BY r.stage DESC, r.id DESC LIMIT 1;

-- second_mark_present(meeting_id int, jury_member_id int) one
SELECT count(*) AS "count:int" FROM meeting_presence
 WHERE meeting_id = :meeting_id AND jury_member_id = :jury_member_id
   AND left_at IS NULL;

-- second_mark_get(meeting_id int, round_id int, jury_member_id int, entry_id int) one
SELECT id, state, remark, revision, changed_at FROM second_ballot
 WHERE meeting_id = :meeting_id AND round_id = :round_id
   AND jury_member_id = :jury_member_id AND entry_id = :entry_id;

-- second_mark_values(second_ballot_id int) many
SELECT s.criterion_id, s.value
  FROM second_ballot b
  JOIN second_mark s ON s.second_ballot_id = b.id AND s.revision = b.revision
 WHERE b.id = :second_ballot_id AND b.state = 'noted' ORDER BY s.criterion_id;

-- second_mark_add(meeting_id int, round_id int, jury_member_id int, entry_id int, state text, remark text, now int) insert
INSERT INTO second_ballot (meeting_id, round_id, jury_member_id, entry_id,
                           state, remark, revision, changed_at)
VALUES (:meeting_id, :round_id, :jury_member_id, :entry_id, :state, :remark, 1,
        :now);

-- second_mark_change(id int, revision int, state text, remark text, now int) exec
UPDATE second_ballot
   SET state = :state, remark = :remark, revision = revision + 1,
       changed_at = :now
 WHERE id = :id AND revision = :revision;

-- second_mark_keep(id int) exec
-- The version that the ballot now is.
INSERT INTO second_ballot_version (second_ballot_id, revision, state, remark,
                                   changed_at)
SELECT id, revision, state, remark, changed_at FROM second_ballot
 WHERE id = :id;

-- second_mark_value(id int, criterion_id int, value int) exec
INSERT INTO second_mark (second_ballot_id, revision, criterion_id, value)
SELECT id, revision, :criterion_id, :value FROM second_ballot WHERE id = :id;

-- second_mark_of_round(meeting_id int, round_id int) many
-- What stands, by entry and juror.
SELECT e.code AS entry, m.code AS juror, b.entry_id, b.jury_member_id,
       s.criterion_id, s.value
  FROM second_ballot b
  JOIN entry e ON e.id = b.entry_id
  JOIN jury_member m ON m.id = b.jury_member_id
  JOIN second_mark s ON s.second_ballot_id = b.id AND s.revision = b.revision
 WHERE b.meeting_id = :meeting_id AND b.round_id = :round_id
   AND b.state = 'noted'
 ORDER BY e.code, m.code, s.criterion_id;
