-- What companies learn about how they were judged.

-- What an edition offers. No row: nothing.
CREATE TABLE feedback_rule (
    edition_id INTEGER PRIMARY KEY,   -- the edition
    offer TEXT NOT NULL,              -- what is given
    place TEXT NOT NULL,              -- how the place in the field is said
    available_at INTEGER,             -- not before; NULL: with the winners
    told_at INTEGER,                  -- since when jurors read at their comments
                                      -- that these may go to companies; NULL:
                                      -- they do not
    changed_by INTEGER,               -- NULL: with the set-up
    changed_at INTEGER NOT NULL,      -- when
    CONSTRAINT feedback_rule_edition
        FOREIGN KEY (edition_id) REFERENCES edition (id),
    CONSTRAINT feedback_rule_user FOREIGN KEY (changed_by) REFERENCES user (id),
    CONSTRAINT feedback_rule_offer CHECK (offer IN ('none', 'scores', 'comments')),
    CONSTRAINT feedback_rule_place CHECK (place IN ('rank', 'third', 'none')),
    CONSTRAINT feedback_rule_told CHECK ((offer = 'comments') = (told_at IS NOT NULL))
) STRICT;
CREATE INDEX feedback_rule_user ON feedback_rule (changed_by);

-- The rounds about which there is feedback. One whose rules were changed hands
-- this on to the round that replaces it.
CREATE TABLE feedback_round (
    round_id INTEGER PRIMARY KEY,     -- the round
    CONSTRAINT feedback_round_round FOREIGN KEY (round_id) REFERENCES round (id)
) STRICT;

-- A juror's comment that the office chose for the company.
CREATE TABLE feedback_comment (
    id INTEGER PRIMARY KEY,           -- number of the row
    ballot_id INTEGER NOT NULL,       -- where it stands
    criterion_id INTEGER,             -- NULL: on the whole nomination
    original TEXT NOT NULL,           -- the juror's words when it was chosen
    text TEXT NOT NULL,               -- the words for the company
    chosen_by INTEGER,                -- who
    chosen_at INTEGER NOT NULL,       -- of the latest change
    CONSTRAINT feedback_comment_ballot
        FOREIGN KEY (ballot_id) REFERENCES ballot (id),
    CONSTRAINT feedback_comment_criterion
        FOREIGN KEY (criterion_id) REFERENCES criterion (id),
    CONSTRAINT feedback_comment_user FOREIGN KEY (chosen_by) REFERENCES user (id)
) STRICT;
CREATE UNIQUE INDEX feedback_comment_one
    ON feedback_comment (ballot_id, COALESCE(criterion_id, 0));
CREATE INDEX feedback_comment_criterion ON feedback_comment (criterion_id);
CREATE INDEX feedback_comment_user ON feedback_comment (chosen_by);

-- What the office wrote to a company, and which letter it has read.
CREATE TABLE feedback_draft (
    entry_id INTEGER PRIMARY KEY,     -- the nomination
    intro TEXT NOT NULL DEFAULT '',   -- personal words before the figures
    read_digest TEXT NOT NULL DEFAULT '', -- of the letter as it was read
    read_by INTEGER,                  -- who; NULL: nobody yet
    read_at INTEGER,                  -- when
    CONSTRAINT feedback_draft_entry FOREIGN KEY (entry_id) REFERENCES entry (id),
    CONSTRAINT feedback_draft_reader FOREIGN KEY (read_by) REFERENCES user (id),
    CONSTRAINT feedback_draft_read CHECK ((read_digest = '') = (read_at IS NULL))
) STRICT;
CREATE INDEX feedback_draft_reader ON feedback_draft (read_by);

-- A letter as it was released: never changed. The company reads the newest.
CREATE TABLE feedback_release (
    id INTEGER PRIMARY KEY,           -- number of the row
    entry_id INTEGER NOT NULL,        -- the nomination
    number INTEGER NOT NULL,          -- from 1
    content TEXT NOT NULL,            -- JSON, see model/feedback_letter.h
    digest TEXT NOT NULL,             -- BLAKE2b of it, lower hex
    released_by INTEGER,              -- NULL: by the program
    released_at INTEGER NOT NULL,     -- when
    CONSTRAINT feedback_release_number UNIQUE (entry_id, number),
    CONSTRAINT feedback_release_entry
        FOREIGN KEY (entry_id) REFERENCES entry (id),
    CONSTRAINT feedback_release_user
        FOREIGN KEY (released_by) REFERENCES user (id)
) STRICT;
CREATE INDEX feedback_release_user ON feedback_release (released_by);

-- The mails that tell a company of its letter. They are held until the office
-- lets them go, and go at no time at which the page is not there.
CREATE TABLE feedback_mail (
    mail_id INTEGER PRIMARY KEY,      -- the mail
    feedback_release_id INTEGER NOT NULL, -- the letter
    CONSTRAINT feedback_mail_mail FOREIGN KEY (mail_id) REFERENCES mail (id),
    CONSTRAINT feedback_mail_release
        FOREIGN KEY (feedback_release_id) REFERENCES feedback_release (id)
) STRICT;
CREATE INDEX feedback_mail_release ON feedback_mail (feedback_release_id);
