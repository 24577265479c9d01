-- What happens besides votes: notes of the discussion, second marks after it,
-- visits of the jury to the nominees.

-- What was said about a nomination in a meeting. One note for each nomination
-- that an item is about.
CREATE TABLE meeting_note (
    id INTEGER PRIMARY KEY,           -- number of the row
    meeting_id INTEGER NOT NULL,      -- the meeting
    item_id INTEGER NOT NULL,         -- the item of its agenda
    entry_id INTEGER NOT NULL,        -- the nomination
    text TEXT NOT NULL,               -- as it is now; "" where it was emptied
    in_minutes INTEGER NOT NULL DEFAULT 0, -- 1: the minutes print it
    revision INTEGER NOT NULL,        -- of its newest version, from 1
    changed_by INTEGER,               -- who wrote that
    changed_at INTEGER NOT NULL,      -- when
    CONSTRAINT meeting_note_place UNIQUE (item_id, entry_id),
    CONSTRAINT meeting_note_meeting
        FOREIGN KEY (meeting_id) REFERENCES meeting (id),
    CONSTRAINT meeting_note_item
        FOREIGN KEY (item_id) REFERENCES meeting_item (id),
    CONSTRAINT meeting_note_entry FOREIGN KEY (entry_id) REFERENCES entry (id),
    CONSTRAINT meeting_note_user FOREIGN KEY (changed_by) REFERENCES user (id),
    CONSTRAINT meeting_note_in_minutes CHECK (in_minutes IN (0, 1))
) STRICT;
CREATE INDEX meeting_note_meeting ON meeting_note (meeting_id);
CREATE INDEX meeting_note_entry ON meeting_note (entry_id);
CREATE INDEX meeting_note_user ON meeting_note (changed_by);

-- Every version of every note, the present one too.
CREATE TABLE meeting_note_version (
    note_id INTEGER NOT NULL,         -- the note
    revision INTEGER NOT NULL,        -- counted per note, from 1
    text TEXT NOT NULL,               -- as it was then
    in_minutes INTEGER NOT NULL,      -- as it was then
    changed_by INTEGER,               -- who
    changed_at INTEGER NOT NULL,      -- when
    PRIMARY KEY (note_id, revision),
    CONSTRAINT meeting_note_version_note
        FOREIGN KEY (note_id) REFERENCES meeting_note (id),
    CONSTRAINT meeting_note_version_user
        FOREIGN KEY (changed_by) REFERENCES user (id),
    CONSTRAINT meeting_note_version_in_minutes CHECK (in_minutes IN (0, 1))
) STRICT;
CREATE INDEX meeting_note_version_user ON meeting_note_version (changed_by);

-- A juror's second marks for a nomination, noted after the discussion beside
-- the ballot that he handed in. The ballot stays what it is.
CREATE TABLE second_ballot (
    id INTEGER PRIMARY KEY,           -- number of the row
    meeting_id INTEGER NOT NULL,      -- in which it was noted
    round_id INTEGER NOT NULL,        -- whose criteria and scale
    jury_member_id INTEGER NOT NULL,  -- the juror
    entry_id INTEGER NOT NULL,        -- the nomination
    state TEXT NOT NULL,              -- taken back: only the first marks are left
    remark TEXT NOT NULL DEFAULT '',  -- what changed his mind, "" for none
    revision INTEGER NOT NULL,        -- of the newest version, from 1
    changed_at INTEGER NOT NULL,      -- when
    CONSTRAINT second_ballot_place
        UNIQUE (meeting_id, round_id, jury_member_id, entry_id),
    CONSTRAINT second_ballot_meeting
        FOREIGN KEY (meeting_id) REFERENCES meeting (id),
    CONSTRAINT second_ballot_round FOREIGN KEY (round_id) REFERENCES round (id),
    CONSTRAINT second_ballot_juror
        FOREIGN KEY (jury_member_id) REFERENCES jury_member (id),
    CONSTRAINT second_ballot_entry FOREIGN KEY (entry_id) REFERENCES entry (id),
    CONSTRAINT second_ballot_state CHECK (state IN ('noted', 'taken_back'))
) STRICT;
CREATE INDEX second_ballot_round ON second_ballot (round_id);
CREATE INDEX second_ballot_juror ON second_ballot (jury_member_id);
CREATE INDEX second_ballot_entry ON second_ballot (entry_id);

-- All criteria of the round, each version whole.
CREATE TABLE second_mark (
    second_ballot_id INTEGER NOT NULL, -- of which juror and nomination
    revision INTEGER NOT NULL,        -- the version
    criterion_id INTEGER NOT NULL,    -- the criterion
    value INTEGER NOT NULL,           -- in the round's units
    PRIMARY KEY (second_ballot_id, revision, criterion_id),
    CONSTRAINT second_mark_ballot
        FOREIGN KEY (second_ballot_id) REFERENCES second_ballot (id),
    CONSTRAINT second_mark_criterion
        FOREIGN KEY (criterion_id) REFERENCES criterion (id)
) STRICT;
CREATE INDEX second_mark_criterion ON second_mark (criterion_id);

-- When each version was noted, and with which words; without marks it was taken
-- back.
CREATE TABLE second_ballot_version (
    second_ballot_id INTEGER NOT NULL, -- of which juror and nomination
    revision INTEGER NOT NULL,        -- counted per ballot, from 1
    state TEXT NOT NULL,              -- as it was then
    remark TEXT NOT NULL,             -- as it was then
    changed_at INTEGER NOT NULL,      -- when
    PRIMARY KEY (second_ballot_id, revision),
    CONSTRAINT second_ballot_version_ballot
        FOREIGN KEY (second_ballot_id) REFERENCES second_ballot (id),
    CONSTRAINT second_ballot_version_state CHECK
        (state IN ('noted', 'taken_back'))
) STRICT;

-- How a round's visits are planned. No row: the defaults of model/visit.h.
CREATE TABLE visit_rule (
    round_id INTEGER PRIMARY KEY,     -- a round with visits
    jurors_min INTEGER NOT NULL,      -- who have to go at least
    minutes INTEGER NOT NULL,         -- how long one takes
    travel_minutes INTEGER NOT NULL,  -- between two of the same juror
    CONSTRAINT visit_rule_round FOREIGN KEY (round_id) REFERENCES round (id),
    CONSTRAINT visit_rule_jurors CHECK (jurors_min BETWEEN 1 AND 100),
    CONSTRAINT visit_rule_minutes CHECK (minutes BETWEEN 15 AND 1440),
    CONSTRAINT visit_rule_travel CHECK (travel_minutes BETWEEN 0 AND 1440)
) STRICT;

-- Whoever is visited is nominated: so only the office knows of a visit until it
-- announces it.
CREATE TABLE visit (
    id INTEGER PRIMARY KEY,           -- number of the row
    round_id INTEGER NOT NULL,        -- a round with visits
    entry_id INTEGER NOT NULL,        -- who is visited
    starts_at INTEGER NOT NULL,       -- when the visitors come
    ends_at INTEGER NOT NULL,         -- when they leave
    address TEXT NOT NULL,            -- where to
    contact TEXT NOT NULL DEFAULT '', -- who receives them, "" for nobody named
    phone TEXT NOT NULL DEFAULT '',   -- of that person
    remark TEXT NOT NULL DEFAULT '',  -- for the visitors, not for the company
    names_shown INTEGER NOT NULL DEFAULT 1, -- 1: the company reads who comes
    state TEXT NOT NULL DEFAULT 'planned', -- as the office and the company say
    announced_at INTEGER,             -- NULL: only the office knows
    wish TEXT NOT NULL DEFAULT '',    -- the company asks for another date
    answered_by INTEGER,              -- who confirmed or asked, of the company
    answered_at INTEGER,              -- when; NULL: no answer to this date
    sequence INTEGER NOT NULL DEFAULT 0, -- of its calendar entry
    report TEXT NOT NULL DEFAULT '',  -- of a visit that is done, for the minutes
    changed_by INTEGER,               -- who planned it last
    changed_at INTEGER NOT NULL,      -- when
    CONSTRAINT visit_entry_once UNIQUE (round_id, entry_id),
    CONSTRAINT visit_round FOREIGN KEY (round_id) REFERENCES round (id),
    CONSTRAINT visit_entry FOREIGN KEY (entry_id) REFERENCES entry (id),
    CONSTRAINT visit_answerer FOREIGN KEY (answered_by) REFERENCES user (id),
    CONSTRAINT visit_user FOREIGN KEY (changed_by) REFERENCES user (id),
    CONSTRAINT visit_times CHECK (ends_at > starts_at),
    CONSTRAINT visit_names CHECK (names_shown IN (0, 1)),
    CONSTRAINT visit_state CHECK
        (state IN ('planned', 'confirmed', 'cancelled', 'done')),
    CONSTRAINT visit_told CHECK (state = 'planned' OR announced_at IS NOT NULL)
) STRICT;
CREATE INDEX visit_entry ON visit (entry_id);
CREATE INDEX visit_answerer ON visit (answered_by);
CREATE INDEX visit_user ON visit (changed_by);

-- Who goes, and who was there.
CREATE TABLE visit_juror (
    visit_id INTEGER NOT NULL,        -- the visit
    jury_member_id INTEGER NOT NULL,  -- the juror
    goes INTEGER NOT NULL DEFAULT 1,  -- 0: came without being planned
    was_there INTEGER,                -- once it is done; NULL: not said
    PRIMARY KEY (visit_id, jury_member_id),
    CONSTRAINT visit_juror_visit FOREIGN KEY (visit_id) REFERENCES visit (id),
    CONSTRAINT visit_juror_juror
        FOREIGN KEY (jury_member_id) REFERENCES jury_member (id)
        ON DELETE CASCADE,
    CONSTRAINT visit_juror_goes CHECK (goes IN (0, 1)),
    CONSTRAINT visit_juror_there CHECK (was_there IN (0, 1))
) STRICT;
CREATE INDEX visit_juror_juror ON visit_juror (jury_member_id);

-- The secret address under which a juror's calendar finds his visits.
CREATE TABLE visit_calendar (
    jury_member_id INTEGER PRIMARY KEY, -- the juror
    token_digest TEXT NOT NULL,       -- BLAKE2b of the token in the address
    created_at INTEGER NOT NULL,      -- when
    CONSTRAINT visit_calendar_token UNIQUE (token_digest),
    CONSTRAINT visit_calendar_juror
        FOREIGN KEY (jury_member_id) REFERENCES jury_member (id)
        ON DELETE CASCADE
) STRICT;
