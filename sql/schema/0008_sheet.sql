-- The score sheet: a juror's private notes and photos, how long comments have
-- to be, and when a juror looked at the others' marks.

-- Fewest characters a ballot needs before it can be handed in; 0: none.
ALTER TABLE round ADD COLUMN comment_min INTEGER NOT NULL DEFAULT 0
    CONSTRAINT round_comment_min CHECK (comment_min BETWEEN 0 AND 4000);
-- The same for the comment of every criterion.
ALTER TABLE round ADD COLUMN criterion_comment_min INTEGER NOT NULL DEFAULT 0
    CONSTRAINT round_criterion_comment_min
    CHECK (criterion_comment_min BETWEEN 0 AND 4000);
-- 1: jurors visit the company, and their sheet takes photos.
ALTER TABLE round ADD COLUMN visit INTEGER NOT NULL DEFAULT 0
    CONSTRAINT round_visit CHECK (visit IN (0, 1));

-- When the juror first looked at what the others gave, having handed in; NULL:
-- not. Whatever he changes afterwards is known to be changed after it.
ALTER TABLE ballot ADD COLUMN revealed_at INTEGER;

-- What a juror writes down for himself. Nobody else sees it, ever: it is in no
-- export, and only the latest text is kept.
CREATE TABLE note (
    jury_member_id INTEGER NOT NULL,  -- the juror
    entry_id INTEGER NOT NULL,        -- the nomination
    text TEXT NOT NULL DEFAULT '',    -- his words, "" for none
    discuss INTEGER NOT NULL DEFAULT 0, -- 1: he wants to talk about it
    updated_at INTEGER NOT NULL,      -- of the last change
    PRIMARY KEY (jury_member_id, entry_id),
    CONSTRAINT note_juror FOREIGN KEY (jury_member_id)
        REFERENCES jury_member (id) ON DELETE CASCADE,
    CONSTRAINT note_entry FOREIGN KEY (entry_id) REFERENCES entry (id),
    CONSTRAINT note_discuss CHECK (discuss IN (0, 1))
) STRICT;
CREATE INDEX note_entry ON note (entry_id);

-- A photo of a visit, as private as the notes. The key is drawn by the device,
-- so that a photo sent twice over a bad line is one.
CREATE TABLE note_photo (
    id INTEGER PRIMARY KEY,           -- number of the row
    jury_member_id INTEGER NOT NULL,  -- the juror
    entry_id INTEGER NOT NULL,        -- the nomination
    key TEXT NOT NULL,                -- unique per juror
    file_id INTEGER NOT NULL,         -- the upload
    caption TEXT NOT NULL DEFAULT '', -- what it shows, "" for none
    added_at INTEGER NOT NULL,        -- when it arrived
    CONSTRAINT note_photo_key UNIQUE (jury_member_id, key),
    CONSTRAINT note_photo_juror FOREIGN KEY (jury_member_id)
        REFERENCES jury_member (id) ON DELETE CASCADE,
    CONSTRAINT note_photo_entry FOREIGN KEY (entry_id) REFERENCES entry (id),
    CONSTRAINT note_photo_file FOREIGN KEY (file_id) REFERENCES file (id)
) STRICT;
CREATE INDEX note_photo_entry ON note_photo (entry_id);
CREATE INDEX note_photo_file ON note_photo (file_id);
