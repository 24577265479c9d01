-- meeting_note_get(item_id int, entry_id int) one
SELECT n.id, n.meeting_id, n.text, n.in_minutes, n.revision, n.changed_at,
       u.name AS "changed_by:text?"
  FROM meeting_note n LEFT JOIN user u ON u.id = n.changed_by
 WHERE n.item_id = :item_id AND n.entry_id = :entry_id;

-- meeting_note_add(meeting_id int, item_id int, entry_id int, text text, in_minutes int, user_id int?, now int) insert
INSERT INTO meeting_note (meeting_id, item_id, entry_id, text, in_minutes,
                          revision, changed_by, changed_at)
VALUES (:meeting_id, :item_id, :entry_id, :text, :in_minutes, 1, :user_id, :now);

-- meeting_note_change(id int, revision int, text text, in_minutes int, user_id int?, now int) exec
UPDATE meeting_note
   SET text = :text, in_minutes = :in_minutes, revision = revision + 1,
       changed_by = :user_id, changed_at = :now
 WHERE id = :id AND revision = :revision;

-- meeting_note_keep(id int) exec
-- The version that the note now is.
INSERT INTO meeting_note_version (note_id, revision, text, in_minutes,
                                  changed_by, changed_at)
SELECT id, revision, text, in_minutes, changed_by, changed_at
  FROM meeting_note WHERE id = :id;

-- meeting_note_versions(note_id int) many
SELECT v.revision, v.text, v.in_minutes, v.changed_at, u.name AS "changed_by:text?"
  FROM meeting_note_version v LEFT JOIN user u ON u.id = v.changed_by
 WHERE v.note_id = :note_id ORDER BY v.revision DESC;

-- meeting_note_came(meeting_id int, jury_member_id int) one
-- Has this juror been in the room at all?
SELECT count(*) AS "count:int" FROM meeting_presence
 WHERE meeting_id = :meeting_id AND jury_member_id = :jury_member_id;

-- meeting_note_signatures(meeting_id int) one
-- Under the meeting's minutes.
SELECT count(*) AS "count:int"
  FROM minutes n JOIN minutes_signature s ON s.minutes_id = n.id
 WHERE n.meeting_id = :meeting_id;
