-- Rules that are fixed before the first ballot, receipts for jurors, the seal
-- at close, and drawing of lots.

-- Rounds: every method, and rounds that combine others. A CHECK cannot be
-- altered, so the table is written anew; foreign keys are off meanwhile.
CREATE TABLE round_new (
    id INTEGER PRIMARY KEY,           -- number of the row
    edition_id INTEGER NOT NULL,      -- the edition it belongs to
    category_id INTEGER,              -- NULL: over all categories
    slug TEXT NOT NULL,               -- in files and addresses: "jury"
    stage INTEGER NOT NULL DEFAULT 1, -- 1 paper, 2 visit and final
    name_de TEXT NOT NULL,            -- as readers see it
    name_en TEXT NOT NULL,            -- the same in English
    state TEXT NOT NULL DEFAULT 'planned', -- marks are given only while it is
                                      -- open; a replaced one counts no more
    method TEXT NOT NULL DEFAULT 'mean', -- how marks become scores
    quorum INTEGER NOT NULL DEFAULT 3,   -- ballots an entry needs
    decimals INTEGER NOT NULL DEFAULT 2, -- shown, never used for deciding
    lambda INTEGER NOT NULL DEFAULT 3,   -- of the calibration
    ladder TEXT NOT NULL DEFAULT 'criteria', -- steps joined by commas
    declared TEXT NOT NULL DEFAULT '', -- JSON: where the award's rule rounds;
                                      -- "" unless the method is declared
    scale_decimals INTEGER NOT NULL DEFAULT 0, -- unit of scores is 10^-this
    disclosure TEXT NOT NULL DEFAULT 'own',  -- when jurors see others' marks
    closes_at INTEGER,                -- announced to the jurors
    opened_at INTEGER,                -- NULL: not yet
    closed_at INTEGER,                -- NULL: not yet
    close_reason TEXT NOT NULL DEFAULT '', -- recorded if ballots were open
    replaces_id INTEGER,              -- the round whose rules were changed
    CONSTRAINT round_slug UNIQUE (edition_id, slug),
    CONSTRAINT round_edition FOREIGN KEY (edition_id) REFERENCES edition (id),
    CONSTRAINT round_category
        FOREIGN KEY (category_id) REFERENCES category (id),
    CONSTRAINT round_replaces FOREIGN KEY (replaces_id) REFERENCES round (id),
    CONSTRAINT round_state CHECK
        (state IN ('planned', 'open', 'closed', 'replaced')),
    CONSTRAINT round_method CHECK
        (method IN ('mean', 'trimmed', 'calibrated', 'declared')),
    CONSTRAINT round_declared CHECK ((method = 'declared') = (declared <> '')),
    CONSTRAINT round_quorum CHECK (quorum >= 1),
    CONSTRAINT round_lambda CHECK (lambda BETWEEN 1 AND 100),
    CONSTRAINT round_decimals CHECK (decimals BETWEEN 0 AND 4),
    CONSTRAINT round_scale CHECK (scale_decimals BETWEEN 0 AND 3),
    CONSTRAINT round_disclosure CHECK
        (disclosure IN ('own', 'close', 'never')) -- after the juror's own
                                      -- submission, after the close, never
) STRICT;
INSERT INTO round_new (id, edition_id, category_id, slug, stage, name_de,
                       name_en, state, method, quorum, decimals, ladder,
                       scale_decimals, disclosure, closes_at, opened_at,
                       closed_at, close_reason)
SELECT id, edition_id, category_id, slug, stage, name_de, name_en, state,
       method, quorum, decimals, ladder, scale_decimals, disclosure, closes_at,
       opened_at, closed_at, close_reason
  FROM round;
DROP TABLE round;
ALTER TABLE round_new RENAME TO round;
CREATE INDEX round_category ON round (category_id);
CREATE INDEX round_replaces ON round (replaces_id);

-- A round with rows here has no marks of its own: its score is the weighted
-- mean of these rounds' scores.
CREATE TABLE round_share (
    round_id INTEGER NOT NULL,        -- the combining round
    part_id INTEGER NOT NULL,         -- an earlier round
    share INTEGER NOT NULL,           -- shares it has, often a percentage
    position INTEGER NOT NULL,        -- declared order, from 1: it breaks ties
    PRIMARY KEY (round_id, part_id),
    CONSTRAINT round_share_round FOREIGN KEY (round_id) REFERENCES round (id),
    CONSTRAINT round_share_part FOREIGN KEY (part_id) REFERENCES round (id),
    CONSTRAINT round_share_share CHECK (share BETWEEN 1 AND 1000000),
    CONSTRAINT round_share_other CHECK (round_id <> part_id)
) STRICT;
CREATE INDEX round_share_part ON round_share (part_id);

-- The rules as they were fixed when the round was opened. Never changed: a
-- change makes a new round, whose version is one higher.
CREATE TABLE rules (
    round_id INTEGER PRIMARY KEY,     -- the round
    version INTEGER NOT NULL,         -- 1, or one more than before a change
    document TEXT NOT NULL,           -- JSON, see model/rules.h
    digest TEXT NOT NULL,             -- BLAKE2b of it, lower hex
    frozen_by INTEGER,                -- NULL: by the program
    frozen_at INTEGER NOT NULL,       -- when
    CONSTRAINT rules_round FOREIGN KEY (round_id) REFERENCES round (id),
    CONSTRAINT rules_user FOREIGN KEY (frozen_by) REFERENCES user (id),
    CONSTRAINT rules_version CHECK (version >= 1)
) STRICT;
CREATE INDEX rules_user ON rules (frozen_by);

-- A change of fixed rules: proposed by one organiser, agreed to by another.
CREATE TABLE rule_change (
    id INTEGER PRIMARY KEY,           -- number of the row
    round_id INTEGER NOT NULL,        -- whose rules
    document TEXT NOT NULL,           -- rules and words, model/rule_draft.h
    reason TEXT NOT NULL,             -- why, printed in the minutes
    state TEXT NOT NULL DEFAULT 'proposed', -- how far it got
    proposed_by INTEGER NOT NULL,     -- an organiser
    proposed_at INTEGER NOT NULL,     -- when
    decided_by INTEGER,               -- another organiser; NULL: not yet
    decided_at INTEGER,               -- NULL: not yet
    new_round_id INTEGER,             -- the round that came of it
    CONSTRAINT rule_change_round FOREIGN KEY (round_id) REFERENCES round (id),
    CONSTRAINT rule_change_new
        FOREIGN KEY (new_round_id) REFERENCES round (id),
    CONSTRAINT rule_change_proposer
        FOREIGN KEY (proposed_by) REFERENCES user (id),
    CONSTRAINT rule_change_second
        FOREIGN KEY (decided_by) REFERENCES user (id),
    CONSTRAINT rule_change_state CHECK
        (state IN ('proposed', 'agreed', 'declined')),
    CONSTRAINT rule_change_two CHECK
        (state <> 'agreed' OR decided_by <> proposed_by)
) STRICT;
CREATE INDEX rule_change_round ON rule_change (round_id);
CREATE INDEX rule_change_new ON rule_change (new_round_id);
CREATE INDEX rule_change_proposer ON rule_change (proposed_by);
CREATE INDEX rule_change_second ON rule_change (decided_by);

-- Who joins a jury whose round is open sees the others' marks after the close.
ALTER TABLE jury_member ADD COLUMN joined_at INTEGER NOT NULL DEFAULT 0;

-- A juror's receipt for a submitted ballot: a digest over salt, round, entry
-- and marks. The juror has both; the seal prints both beside the marks.
ALTER TABLE ballot ADD COLUMN receipt_salt TEXT NOT NULL DEFAULT '';
ALTER TABLE ballot ADD COLUMN receipt TEXT NOT NULL DEFAULT '';

-- The seal of a closed round: its lines, as `lorbeer seal` writes them.
CREATE TABLE seal (
    id INTEGER PRIMARY KEY,           -- number of the row
    round_id INTEGER NOT NULL,        -- the round
    number INTEGER NOT NULL,          -- from 1; a late conflict makes another
    body TEXT NOT NULL,               -- lines of JSON, see model/seal.h
    digest TEXT NOT NULL,             -- BLAKE2b of the body, lower hex
    signature TEXT NOT NULL,          -- Ed25519, lower hex
    sealed_at INTEGER NOT NULL,       -- when
    CONSTRAINT seal_number UNIQUE (round_id, number),
    CONSTRAINT seal_round FOREIGN KEY (round_id) REFERENCES round (id)
) STRICT;

-- Under which name a juror stands in a round's seals.
CREATE TABLE seal_name (
    round_id INTEGER NOT NULL,        -- the round
    jury_member_id INTEGER NOT NULL,  -- the juror
    name TEXT NOT NULL,               -- drawn at random
    PRIMARY KEY (round_id, jury_member_id),
    CONSTRAINT seal_name_name UNIQUE (round_id, name),
    CONSTRAINT seal_name_round FOREIGN KEY (round_id) REFERENCES round (id),
    CONSTRAINT seal_name_juror
        FOREIGN KEY (jury_member_id) REFERENCES jury_member (id)
) STRICT;
CREATE INDEX seal_name_juror ON seal_name (jury_member_id);

-- Drawing of lots among entries that share a final rank. The commitment is
-- shown first, then the chair says a phrase, then the secret is opened.
CREATE TABLE lot (
    id INTEGER PRIMARY KEY,           -- number of the row
    round_id INTEGER NOT NULL,        -- the closed round
    rank INTEGER NOT NULL,            -- the rank that is shared
    marks_digest TEXT NOT NULL,       -- of rules and marks, from the seal
    secret TEXT NOT NULL,             -- 32 bytes, hex; shown once it is open
    commitment TEXT NOT NULL,         -- BLAKE2b of the secret's bytes
    committed_by INTEGER,             -- NULL: by the program
    committed_at INTEGER NOT NULL,    -- when
    phrase TEXT,                      -- said aloud; NULL: not drawn yet
    drawn_by INTEGER,                 -- who entered the phrase
    drawn_at INTEGER,                 -- when
    CONSTRAINT lot_rank UNIQUE (round_id, rank, marks_digest),
    CONSTRAINT lot_round FOREIGN KEY (round_id) REFERENCES round (id),
    CONSTRAINT lot_committer FOREIGN KEY (committed_by) REFERENCES user (id),
    CONSTRAINT lot_drawer FOREIGN KEY (drawn_by) REFERENCES user (id),
    CONSTRAINT lot_drawn CHECK ((phrase IS NULL) = (drawn_at IS NULL))
) STRICT;
CREATE INDEX lot_committer ON lot (committed_by);
CREATE INDEX lot_drawer ON lot (drawn_by);

CREATE TABLE lot_entry (
    lot_id INTEGER NOT NULL,          -- the drawing
    entry_id INTEGER NOT NULL,        -- one of the tied nominations
    key TEXT NOT NULL DEFAULT '',     -- its digest, hex; "" until drawn
    place INTEGER NOT NULL DEFAULT 0, -- from 1, smallest key first; 0: not yet
    PRIMARY KEY (lot_id, entry_id),
    CONSTRAINT lot_entry_lot FOREIGN KEY (lot_id) REFERENCES lot (id),
    CONSTRAINT lot_entry_entry FOREIGN KEY (entry_id) REFERENCES entry (id)
) STRICT;
CREATE INDEX lot_entry_entry ON lot_entry (entry_id);
