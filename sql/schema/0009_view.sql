-- A nomination to practise on. It stands beside the ballots and not among
-- them, so no count, ranking, seal, export or reminder can ever meet it.

-- A juror's practice ballot in a round; the nomination itself is invented and
-- part of the program. No row: not begun, or cleared. Whoever changes the rules
-- of a planned round need not know of it: it goes with the old criteria.
CREATE TABLE practice (
    id INTEGER PRIMARY KEY,           -- number of the row
    round_id INTEGER NOT NULL,        -- whose criteria are practised with
    jury_member_id INTEGER NOT NULL,  -- the juror
    state TEXT NOT NULL DEFAULT 'draft', -- handed in means nothing here
    comment TEXT NOT NULL DEFAULT '', -- overall impression
    note TEXT NOT NULL DEFAULT '',    -- the juror's own
    discuss INTEGER NOT NULL DEFAULT 0, -- as on a real nomination
    revision INTEGER NOT NULL DEFAULT 1, -- grows with each change
    updated_at INTEGER NOT NULL,      -- of the last change
    CONSTRAINT practice_one UNIQUE (round_id, jury_member_id),
    CONSTRAINT practice_round FOREIGN KEY (round_id)
        REFERENCES round (id) ON DELETE CASCADE,
    CONSTRAINT practice_juror FOREIGN KEY (jury_member_id)
        REFERENCES jury_member (id) ON DELETE CASCADE,
    CONSTRAINT practice_state CHECK (state IN ('draft', 'submitted')),
    CONSTRAINT practice_discuss CHECK (discuss IN (0, 1))
) STRICT;
CREATE INDEX practice_juror ON practice (jury_member_id);

-- Its marks. Only the newest are kept: they are nobody's judgement.
CREATE TABLE practice_mark (
    practice_id INTEGER NOT NULL,     -- the practice ballot
    criterion_id INTEGER NOT NULL,    -- the criterion
    value INTEGER,                    -- in the round's units; NULL: not given
    comment TEXT NOT NULL DEFAULT '', -- on this criterion, "" for none
    PRIMARY KEY (practice_id, criterion_id),
    CONSTRAINT practice_mark_practice
        FOREIGN KEY (practice_id) REFERENCES practice (id) ON DELETE CASCADE,
    CONSTRAINT practice_mark_criterion
        FOREIGN KEY (criterion_id) REFERENCES criterion (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX practice_mark_criterion ON practice_mark (criterion_id);
