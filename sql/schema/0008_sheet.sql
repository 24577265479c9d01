-- What a juror writes down for himself while he reads.

-- A juror's own notes on a nomination. Nobody else ever sees them.
CREATE TABLE note (
    jury_member_id INTEGER NOT NULL,  -- whose note
    entry_id INTEGER NOT NULL,        -- on which nomination
    text TEXT NOT NULL DEFAULT '',    -- "" for none
    discuss INTEGER NOT NULL DEFAULT 0, -- wants to talk about it in the meeting
    updated_at INTEGER NOT NULL,      -- of the last change
    PRIMARY KEY (jury_member_id, entry_id),
    CONSTRAINT note_juror
        FOREIGN KEY (jury_member_id) REFERENCES jury_member (id),
    CONSTRAINT note_entry FOREIGN KEY (entry_id) REFERENCES entry (id),
    CONSTRAINT note_discuss CHECK (discuss IN (0, 1))
) STRICT;
CREATE INDEX note_entry ON note (entry_id);
