-- Nothing that was typed is ever lost.

-- 1: an answer. 0: typed, but it does not fit the question (too long, no
-- number); as long as it is the last version, it is shown in the form and the
-- nomination cannot be submitted. `answer` keeps what fitted last.
ALTER TABLE answer_version ADD COLUMN fits INTEGER NOT NULL DEFAULT 1
    CONSTRAINT answer_version_fits CHECK (fits IN (0, 1));
-- NULL: stands for ever. Else it was saved by itself while somebody typed, who
-- began at that time: the next may take its place, see entry_type().
ALTER TABLE answer_version ADD COLUMN typing_since INTEGER;

-- When a session that has ended was last used: together with session.seen_at
-- it says whether somebody could have seen a version.
ALTER TABLE user ADD COLUMN left_at INTEGER NOT NULL DEFAULT 0;
CREATE TRIGGER session_left AFTER DELETE ON session
BEGIN
    UPDATE user SET left_at = max(left_at, OLD.seen_at) WHERE id = OLD.user_id;
END;

-- What a form brought that could not be taken: the session had ended, the token
-- was not right, or the page is gone. It waits for the person it came from.
CREATE TABLE kept_form (
    id INTEGER PRIMARY KEY,           -- number of the row
    user_id INTEGER NOT NULL,         -- whose page it was: nobody else reads it
    path TEXT NOT NULL,               -- where it was sent
    fields TEXT NOT NULL,             -- as urlencoded text, without the token
    kept_at INTEGER NOT NULL,         -- goes after a while, see model/kept.h
    CONSTRAINT kept_form_user FOREIGN KEY (user_id) REFERENCES user (id)
) STRICT;
CREATE INDEX kept_form_user ON kept_form (user_id);
