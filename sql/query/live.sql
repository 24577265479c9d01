-- live_revision(meeting_id int) one
SELECT revision FROM meeting WHERE id = :meeting_id;
