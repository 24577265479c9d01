-- The jury meets: who is there, what is moved, how it is voted, what is decided.
-- Marks are never changed by any of it.

-- Seats: who votes, who stands in for whom, who chairs when the chair cannot.
ALTER TABLE jury_member ADD COLUMN votes INTEGER NOT NULL DEFAULT 1 -- 0: advises
    CONSTRAINT jury_member_votes CHECK (votes IN (0, 1));
ALTER TABLE jury_member ADD COLUMN deputy_chair INTEGER NOT NULL DEFAULT 0 -- 1:
                                      -- chairs when the chair is away or out
    CONSTRAINT jury_member_deputy_chair CHECK (deputy_chair IN (0, 1));
-- A stand-in votes only while this one is away; NULL: has a seat of his own.
ALTER TABLE jury_member ADD COLUMN stands_in_for INTEGER
    CONSTRAINT jury_member_stand_in REFERENCES jury_member (id)
    ON DELETE SET NULL;
CREATE INDEX jury_member_stand_in ON jury_member (stands_in_for);

-- How an edition's jury votes (model/vote_rule.h). No row: its defaults.
CREATE TABLE vote_rule (
    edition_id INTEGER PRIMARY KEY,   -- the edition
    quorum_percent INTEGER NOT NULL,  -- of the seats that may vote; 0: no quorum
    quorum_chair INTEGER NOT NULL,    -- 1: somebody who chairs has to be there
    majority TEXT NOT NULL,           -- what carries a motion
    abstention TEXT NOT NULL,         -- does it count like a no, or not at all
    repeat INTEGER NOT NULL,          -- 1: if most abstain, the vote is repeated
                                      -- and nobody may abstain
    casting TEXT NOT NULL,            -- who decides a tied vote
    scope TEXT NOT NULL,              -- a conflict keeps out of motions on that
                                      -- nomination, or on all it competes with
    second_mark INTEGER NOT NULL,     -- 1: jurors may note a second mark after
                                      -- the discussion, beside the first
    changed_by INTEGER,               -- NULL: with the set-up
    changed_at INTEGER NOT NULL,      -- when
    CONSTRAINT vote_rule_edition
        FOREIGN KEY (edition_id) REFERENCES edition (id),
    CONSTRAINT vote_rule_user FOREIGN KEY (changed_by) REFERENCES user (id),
    CONSTRAINT vote_rule_quorum CHECK (quorum_percent BETWEEN 0 AND 100),
    CONSTRAINT vote_rule_chair CHECK (quorum_chair IN (0, 1)),
    CONSTRAINT vote_rule_majority CHECK
        (majority IN ('simple', 'absolute', 'two_thirds')),
    CONSTRAINT vote_rule_abstention CHECK (abstention IN ('ignored', 'against')),
    CONSTRAINT vote_rule_repeat CHECK (repeat IN (0, 1)),
    CONSTRAINT vote_rule_casting CHECK (casting IN ('chair', 'none')),
    CONSTRAINT vote_rule_scope CHECK (scope IN ('named', 'contest')),
    CONSTRAINT vote_rule_second CHECK (second_mark IN (0, 1))
) STRICT;
CREATE INDEX vote_rule_user ON vote_rule (changed_by);

CREATE TABLE meeting (
    id INTEGER PRIMARY KEY,           -- number of the row
    edition_id INTEGER NOT NULL,      -- the edition it belongs to
    number INTEGER NOT NULL,          -- counted per edition, from 1
    title_de TEXT NOT NULL,           -- heading
    title_en TEXT NOT NULL,           -- the same in English
    starts_at INTEGER NOT NULL,       -- as planned
    ends_at INTEGER,                  -- as planned; NULL: not said
    place TEXT NOT NULL DEFAULT '',   -- address, room or link; "" for none
    state TEXT NOT NULL DEFAULT 'planned', -- votes only while it is open
    rules TEXT NOT NULL DEFAULT '',   -- JSON (vote_rule.h), fixed at opening
    item_id INTEGER,                  -- what is talked about; NULL: nothing
    revision INTEGER NOT NULL DEFAULT 1, -- grows with all that a screen shows
    opened_by INTEGER,                -- who
    opened_at INTEGER,                -- NULL: not yet
    closed_by INTEGER,                -- who
    closed_at INTEGER,                -- NULL: not yet
    created_by INTEGER,               -- NULL: by the program
    created_at INTEGER NOT NULL,      -- when the row was made
    CONSTRAINT meeting_number UNIQUE (edition_id, number),
    CONSTRAINT meeting_edition FOREIGN KEY (edition_id) REFERENCES edition (id),
    CONSTRAINT meeting_item FOREIGN KEY (item_id) REFERENCES meeting_item (id),
    CONSTRAINT meeting_opener FOREIGN KEY (opened_by) REFERENCES user (id),
    CONSTRAINT meeting_closer FOREIGN KEY (closed_by) REFERENCES user (id),
    CONSTRAINT meeting_creator FOREIGN KEY (created_by) REFERENCES user (id),
    CONSTRAINT meeting_state CHECK
        (state IN ('planned', 'open', 'closed', 'cancelled')),
    CONSTRAINT meeting_opened CHECK
        (state NOT IN ('open', 'closed') OR (opened_at IS NOT NULL
                                             AND rules <> '')),
    CONSTRAINT meeting_closed CHECK ((state = 'closed') = (closed_at IS NOT NULL))
) STRICT;
CREATE INDEX meeting_at_item ON meeting (item_id);
CREATE INDEX meeting_opener ON meeting (opened_by);
CREATE INDEX meeting_closer ON meeting (closed_by);
CREATE INDEX meeting_creator ON meeting (created_by);
-- One at a time, so that "the meeting" is one.
CREATE UNIQUE INDEX meeting_open ON meeting (edition_id) WHERE state = 'open';

-- The rounds whose results lie before the meeting.
CREATE TABLE meeting_round (
    meeting_id INTEGER NOT NULL,      -- the meeting
    round_id INTEGER NOT NULL,        -- a round of the edition
    PRIMARY KEY (meeting_id, round_id),
    CONSTRAINT meeting_round_meeting
        FOREIGN KEY (meeting_id) REFERENCES meeting (id),
    CONSTRAINT meeting_round_round FOREIGN KEY (round_id) REFERENCES round (id)
) STRICT;
CREATE INDEX meeting_round_round ON meeting_round (round_id);

-- The agenda. An item is a nomination, a contest (a category or a special
-- prize, with all that may win it), or anything else.
CREATE TABLE meeting_item (
    id INTEGER PRIMARY KEY,           -- number of the row
    meeting_id INTEGER NOT NULL,      -- the meeting
    position INTEGER NOT NULL,        -- order, from 1
    kind TEXT NOT NULL,               -- which of them it is
    entry_id INTEGER,                 -- of a nomination
    category_id INTEGER,              -- of a contest: this category
    prize_id INTEGER,                 -- of a contest: this special prize
    title_de TEXT NOT NULL DEFAULT '', -- of anything else
    title_en TEXT NOT NULL DEFAULT '', -- the same in English
    minutes INTEGER NOT NULL DEFAULT 0, -- planned; 0: not said
    begun_at INTEGER,                 -- first called; NULL: not yet
    ended_at INTEGER,                 -- last left for another; NULL: not yet
    CONSTRAINT meeting_item_meeting
        FOREIGN KEY (meeting_id) REFERENCES meeting (id),
    CONSTRAINT meeting_item_entry FOREIGN KEY (entry_id) REFERENCES entry (id),
    CONSTRAINT meeting_item_category
        FOREIGN KEY (category_id) REFERENCES category (id),
    CONSTRAINT meeting_item_prize FOREIGN KEY (prize_id) REFERENCES prize (id),
    CONSTRAINT meeting_item_kind CHECK (kind IN ('entry', 'contest', 'topic')),
    CONSTRAINT meeting_item_of CHECK
        ((kind = 'entry') = (entry_id IS NOT NULL)
         AND (kind = 'contest') = ((category_id IS NULL) <> (prize_id IS NULL)))
) STRICT;
CREATE INDEX meeting_item_of ON meeting_item (meeting_id, position);
CREATE INDEX meeting_item_entry ON meeting_item (entry_id);
CREATE INDEX meeting_item_category ON meeting_item (category_id);
CREATE INDEX meeting_item_prize ON meeting_item (prize_id);

-- Who was there, from when to when. A lost connection is no leaving.
CREATE TABLE meeting_presence (
    id INTEGER PRIMARY KEY,           -- number of the row
    meeting_id INTEGER NOT NULL,      -- the meeting
    jury_member_id INTEGER NOT NULL,  -- the juror
    came_at INTEGER NOT NULL,         -- from
    left_at INTEGER,                  -- NULL: still there
    marked_by INTEGER,                -- the juror, or who noted it for him
    CONSTRAINT meeting_presence_meeting
        FOREIGN KEY (meeting_id) REFERENCES meeting (id),
    CONSTRAINT meeting_presence_juror
        FOREIGN KEY (jury_member_id) REFERENCES jury_member (id),
    CONSTRAINT meeting_presence_user FOREIGN KEY (marked_by) REFERENCES user (id)
) STRICT;
CREATE INDEX meeting_presence_juror ON meeting_presence (jury_member_id);
CREATE INDEX meeting_presence_user ON meeting_presence (marked_by);
CREATE UNIQUE INDEX meeting_presence_now
    ON meeting_presence (meeting_id, jury_member_id) WHERE left_at IS NULL;

-- Who was out of the room for an item, as it was when the item was called.
CREATE TABLE meeting_out (
    item_id INTEGER NOT NULL,         -- the item
    jury_member_id INTEGER NOT NULL,  -- the juror
    kind TEXT NOT NULL,               -- of the conflict declared, '' if none was
                                      -- declared at all: then he is out as well
    since_at INTEGER NOT NULL,        -- when the item was called
    PRIMARY KEY (item_id, jury_member_id),
    CONSTRAINT meeting_out_item
        FOREIGN KEY (item_id) REFERENCES meeting_item (id),
    CONSTRAINT meeting_out_juror
        FOREIGN KEY (jury_member_id) REFERENCES jury_member (id)
) STRICT;
CREATE INDEX meeting_out_juror ON meeting_out (jury_member_id);

-- What happened in a meeting besides motions, in order: the minutes' thread.
CREATE TABLE meeting_event (
    id INTEGER PRIMARY KEY,           -- number of the row
    meeting_id INTEGER NOT NULL,      -- the meeting
    kind TEXT NOT NULL,               -- what
    item_id INTEGER,                  -- of an item that was called
    jury_member_id INTEGER,           -- who came, left, took the chair
    by_user_id INTEGER,               -- who noted it
    at INTEGER NOT NULL,              -- when
    CONSTRAINT meeting_event_meeting
        FOREIGN KEY (meeting_id) REFERENCES meeting (id),
    CONSTRAINT meeting_event_item
        FOREIGN KEY (item_id) REFERENCES meeting_item (id),
    CONSTRAINT meeting_event_juror
        FOREIGN KEY (jury_member_id) REFERENCES jury_member (id),
    CONSTRAINT meeting_event_user FOREIGN KEY (by_user_id) REFERENCES user (id),
    CONSTRAINT meeting_event_kind CHECK
        (kind IN ('opened', 'closed', 'called', 'came', 'left', 'chaired'))
) STRICT;
CREATE INDEX meeting_event_meeting ON meeting_event (meeting_id);
CREATE INDEX meeting_event_item ON meeting_event (item_id);
CREATE INDEX meeting_event_juror ON meeting_event (jury_member_id);
CREATE INDEX meeting_event_user ON meeting_event (by_user_id);

-- Prizes besides the honour itself: money of a category, special prizes.
CREATE TABLE prize (
    id INTEGER PRIMARY KEY,           -- number of the row
    edition_id INTEGER NOT NULL,      -- the edition it belongs to
    code TEXT NOT NULL,               -- in files: "praxis"
    position INTEGER NOT NULL,        -- order on pages and in print, from 1
    category_id INTEGER,              -- goes to its winners; NULL: special prize
    name_de TEXT NOT NULL,            -- as readers see it
    name_en TEXT NOT NULL,            -- the same in English
    description_de TEXT NOT NULL DEFAULT '', -- what it is for
    description_en TEXT NOT NULL DEFAULT '', -- the same in English
    donor TEXT NOT NULL DEFAULT '',   -- who gives the money, "" for nobody named
    amount_cents INTEGER NOT NULL DEFAULT 0, -- fixed; 0: none
    head_cents INTEGER NOT NULL DEFAULT 0, -- for each member of the team; 0:
                                      -- the amount does not hang on heads
    cap_cents INTEGER NOT NULL DEFAULT 0, -- most that heads can come to; 0: no
                                      -- bound
    winners_max INTEGER NOT NULL DEFAULT 1, -- who share it at most
    withholdable INTEGER NOT NULL DEFAULT 1, -- 1: need not be given
    CONSTRAINT prize_code UNIQUE (edition_id, code),
    CONSTRAINT prize_edition FOREIGN KEY (edition_id) REFERENCES edition (id),
    CONSTRAINT prize_category FOREIGN KEY (category_id) REFERENCES category (id),
    CONSTRAINT prize_money CHECK
        (amount_cents >= 0 AND head_cents >= 0 AND cap_cents >= 0
         AND (amount_cents = 0 OR head_cents = 0)
         AND (cap_cents = 0 OR head_cents > 0)),
    CONSTRAINT prize_winners CHECK (winners_max BETWEEN 1 AND 1000),
    CONSTRAINT prize_withholdable CHECK (withholdable IN (0, 1))
) STRICT;
CREATE INDEX prize_category ON prize (category_id);

CREATE TABLE motion (
    id INTEGER PRIMARY KEY,           -- number of the row
    meeting_id INTEGER NOT NULL,      -- the meeting
    item_id INTEGER NOT NULL,         -- the item it was moved in
    number INTEGER NOT NULL,          -- counted per meeting, from 1
    kind TEXT NOT NULL,               -- what is to be decided
    category_id INTEGER,              -- in which, or into which
    prize_id INTEGER,                 -- a special prize; NULL: the category's
    text TEXT NOT NULL DEFAULT '',    -- in the mover's words, "" for none
    reason_de TEXT NOT NULL DEFAULT '', -- of the jury, printed
    reason_en TEXT NOT NULL DEFAULT '', -- the same in English
    departs INTEGER NOT NULL DEFAULT 0, -- 1: not what the ranking says
    departure TEXT NOT NULL DEFAULT '', -- then: why
    secret INTEGER NOT NULL DEFAULT 0, -- 1: votes are counted, not kept
    no_abstention INTEGER NOT NULL DEFAULT 0, -- 1: repeated, because most
                                      -- abstained
    repeats_id INTEGER,               -- the motion that this repeats
    state TEXT NOT NULL DEFAULT 'moved', -- votes only while it is open
    outcome TEXT NOT NULL DEFAULT '', -- "" until closed
    quorum INTEGER NOT NULL DEFAULT 0, -- how many had to be there
    present INTEGER NOT NULL DEFAULT 0, -- of those entitled, when it was closed
    yes INTEGER NOT NULL DEFAULT 0,   -- votes
    no INTEGER NOT NULL DEFAULT 0,    -- votes
    abstained INTEGER NOT NULL DEFAULT 0, -- votes; who gave none is in none
    casting TEXT NOT NULL DEFAULT '', -- the chair's, on a tie: "yes", "no", or
                                      -- "entry" for the one chosen
    casting_reason TEXT NOT NULL DEFAULT '', -- the chair's words
    casting_by INTEGER,               -- who chaired then
    chosen_entry_id INTEGER,          -- of a run-off
    moved_by INTEGER,                 -- who
    moved_at INTEGER NOT NULL,        -- when
    opened_at INTEGER,                -- voting began; NULL: not yet
    closed_at INTEGER,                -- voting ended, or it was withdrawn
    CONSTRAINT motion_number UNIQUE (meeting_id, number),
    CONSTRAINT motion_meeting FOREIGN KEY (meeting_id) REFERENCES meeting (id),
    CONSTRAINT motion_item FOREIGN KEY (item_id) REFERENCES meeting_item (id),
    CONSTRAINT motion_category
        FOREIGN KEY (category_id) REFERENCES category (id),
    CONSTRAINT motion_prize FOREIGN KEY (prize_id) REFERENCES prize (id),
    CONSTRAINT motion_repeats FOREIGN KEY (repeats_id) REFERENCES motion (id),
    CONSTRAINT motion_chosen FOREIGN KEY (chosen_entry_id) REFERENCES entry (id),
    CONSTRAINT motion_caster
        FOREIGN KEY (casting_by) REFERENCES jury_member (id),
    CONSTRAINT motion_mover FOREIGN KEY (moved_by) REFERENCES user (id),
    CONSTRAINT motion_kind CHECK (kind IN
        ('nominate', 'award', 'share', 'withhold', 'commend', 'recategorise',
         'runoff', 'other')),
    CONSTRAINT motion_departs CHECK (departs IN (0, 1)),
    CONSTRAINT motion_secret CHECK (secret IN (0, 1)),
    CONSTRAINT motion_no_abstention CHECK (no_abstention IN (0, 1)),
    CONSTRAINT motion_state CHECK
        (state IN ('moved', 'open', 'tied', 'closed', 'withdrawn')),
    CONSTRAINT motion_outcome CHECK (outcome IN
        ('', 'carried', 'lost', 'repeat', 'no_quorum', 'chosen', 'undecided')),
    CONSTRAINT motion_closed CHECK ((state = 'closed') = (outcome <> ''))
) STRICT;
CREATE INDEX motion_item ON motion (item_id);
CREATE INDEX motion_category ON motion (category_id);
CREATE INDEX motion_prize ON motion (prize_id);
CREATE INDEX motion_repeats ON motion (repeats_id);
CREATE INDEX motion_chosen ON motion (chosen_entry_id);
CREATE INDEX motion_caster ON motion (casting_by);
CREATE INDEX motion_mover ON motion (moved_by);
-- One vote at a time; a tied one is under way until the chair has spoken.
CREATE UNIQUE INDEX motion_open ON motion (meeting_id)
 WHERE state IN ('open', 'tied');

-- The nominations it names; of a run-off, those to choose from.
CREATE TABLE motion_entry (
    motion_id INTEGER NOT NULL,       -- the motion
    entry_id INTEGER NOT NULL,        -- a nomination
    votes INTEGER NOT NULL DEFAULT 0, -- of a run-off, once it is closed
    PRIMARY KEY (motion_id, entry_id),
    CONSTRAINT motion_entry_motion
        FOREIGN KEY (motion_id) REFERENCES motion (id),
    CONSTRAINT motion_entry_entry FOREIGN KEY (entry_id) REFERENCES entry (id)
) STRICT;
CREATE INDEX motion_entry_entry ON motion_entry (entry_id);

-- Each juror's place in it, as it was when voting began.
CREATE TABLE motion_seat (
    motion_id INTEGER NOT NULL,       -- the motion
    jury_member_id INTEGER NOT NULL,  -- the juror
    place TEXT NOT NULL,              -- may he vote, and why not
    for_id INTEGER,                   -- of a stand-in who votes: for whom
    PRIMARY KEY (motion_id, jury_member_id),
    CONSTRAINT motion_seat_motion
        FOREIGN KEY (motion_id) REFERENCES motion (id),
    CONSTRAINT motion_seat_juror
        FOREIGN KEY (jury_member_id) REFERENCES jury_member (id),
    CONSTRAINT motion_seat_for FOREIGN KEY (for_id) REFERENCES jury_member (id),
    CONSTRAINT motion_seat_place CHECK
        (place IN ('votes', 'conflict', 'away', 'advises'))
) STRICT;
CREATE INDEX motion_seat_juror ON motion_seat (jury_member_id);
CREATE INDEX motion_seat_for ON motion_seat (for_id);

-- Votes. Of a secret motion only that somebody voted is in here, without a time.
CREATE TABLE vote (
    motion_id INTEGER NOT NULL,       -- the motion
    jury_member_id INTEGER NOT NULL,  -- the juror
    choice TEXT NOT NULL,             -- what he said
    entry_id INTEGER,                 -- of a run-off: whom he chose
    cast_at INTEGER,                  -- when; NULL: secret
    PRIMARY KEY (motion_id, jury_member_id),
    CONSTRAINT vote_motion FOREIGN KEY (motion_id) REFERENCES motion (id),
    CONSTRAINT vote_juror
        FOREIGN KEY (jury_member_id) REFERENCES jury_member (id),
    CONSTRAINT vote_entry FOREIGN KEY (entry_id) REFERENCES entry (id),
    CONSTRAINT vote_choice CHECK
        (choice IN ('yes', 'no', 'abstain', 'entry', 'secret')),
    CONSTRAINT vote_of CHECK ((choice = 'entry') = (entry_id IS NOT NULL)),
    CONSTRAINT vote_secret CHECK ((choice = 'secret') = (cast_at IS NULL))
) STRICT;
CREATE INDEX vote_juror ON vote (jury_member_id);
CREATE INDEX vote_entry ON vote (entry_id);

-- The count of a secret motion while it is open: all rows are made before the
-- first vote, so that their order tells nothing.
CREATE TABLE secret_count (
    motion_id INTEGER NOT NULL,       -- the motion
    choice TEXT NOT NULL,             -- 'yes', 'no', 'abstain', or the code of a
                                      -- nomination in a run-off after "entry "
    votes INTEGER NOT NULL DEFAULT 0, -- so many
    PRIMARY KEY (motion_id, choice),
    CONSTRAINT secret_count_motion
        FOREIGN KEY (motion_id) REFERENCES motion (id)
) STRICT;

-- Honours: 'commended', and which motion decided it. A CHECK cannot be altered,
-- so the table is written anew; foreign keys are off meanwhile.
CREATE TABLE honour_new (
    entry_id INTEGER NOT NULL,        -- the nomination
    kind TEXT NOT NULL,               -- what it is
    category_id INTEGER,              -- in which it was honoured
    reason_de TEXT NOT NULL DEFAULT '', -- Jurybegründung, printed
    reason_en TEXT NOT NULL DEFAULT '', -- the same in English
    motion_id INTEGER,                -- that decided it; NULL: the office
                                      -- recorded it
    decided_by INTEGER,               -- who recorded it
    decided_at INTEGER NOT NULL,      -- when it was recorded
    PRIMARY KEY (entry_id, kind),
    CONSTRAINT honour_entry FOREIGN KEY (entry_id) REFERENCES entry (id),
    CONSTRAINT honour_category
        FOREIGN KEY (category_id) REFERENCES category (id),
    CONSTRAINT honour_motion FOREIGN KEY (motion_id) REFERENCES motion (id),
    CONSTRAINT honour_user FOREIGN KEY (decided_by) REFERENCES user (id),
    CONSTRAINT honour_kind CHECK (kind IN ('nominee', 'winner', 'commended'))
) STRICT;
INSERT INTO honour_new (entry_id, kind, category_id, reason_de, reason_en,
                        decided_by, decided_at)
SELECT entry_id, kind, category_id, reason_de, reason_en, decided_by, decided_at
  FROM honour;
DROP TABLE honour;
ALTER TABLE honour_new RENAME TO honour;
CREATE INDEX honour_category ON honour (category_id);
CREATE INDEX honour_motion ON honour (motion_id);
CREATE INDEX honour_user ON honour (decided_by);

-- A special prize and who gets it.
CREATE TABLE prize_award (
    prize_id INTEGER NOT NULL,        -- the prize
    entry_id INTEGER NOT NULL,        -- the nomination
    heads INTEGER,                    -- of its team, where the amount hangs on
                                      -- them; NULL: not known yet
    amount_cents INTEGER NOT NULL DEFAULT 0, -- what it gets, its share if others
                                      -- get it too
    reason_de TEXT NOT NULL DEFAULT '', -- Jurybegründung, printed
    reason_en TEXT NOT NULL DEFAULT '', -- the same in English
    motion_id INTEGER,                -- NULL: the office recorded it
    decided_by INTEGER,               -- who recorded it
    decided_at INTEGER NOT NULL,      -- when
    PRIMARY KEY (prize_id, entry_id),
    CONSTRAINT prize_award_prize FOREIGN KEY (prize_id) REFERENCES prize (id),
    CONSTRAINT prize_award_entry FOREIGN KEY (entry_id) REFERENCES entry (id),
    CONSTRAINT prize_award_motion FOREIGN KEY (motion_id) REFERENCES motion (id),
    CONSTRAINT prize_award_user FOREIGN KEY (decided_by) REFERENCES user (id),
    CONSTRAINT prize_award_heads CHECK (heads >= 0),
    CONSTRAINT prize_award_amount CHECK (amount_cents >= 0)
) STRICT;
CREATE INDEX prize_award_entry ON prize_award (entry_id);
CREATE INDEX prize_award_motion ON prize_award (motion_id);
CREATE INDEX prize_award_user ON prize_award (decided_by);

-- A category without a winner, or a special prize that nobody gets: decided,
-- not forgotten.
CREATE TABLE withheld (
    id INTEGER PRIMARY KEY,           -- number of the row
    edition_id INTEGER NOT NULL,      -- the edition it belongs to
    category_id INTEGER,              -- this category
    prize_id INTEGER,                 -- or this prize
    reason_de TEXT NOT NULL DEFAULT '', -- of the jury, printed
    reason_en TEXT NOT NULL DEFAULT '', -- the same in English
    motion_id INTEGER,                -- NULL: the office recorded it
    decided_by INTEGER,               -- who recorded it
    decided_at INTEGER NOT NULL,      -- when
    CONSTRAINT withheld_category_one UNIQUE (category_id),
    CONSTRAINT withheld_prize_one UNIQUE (prize_id),
    CONSTRAINT withheld_edition FOREIGN KEY (edition_id) REFERENCES edition (id),
    CONSTRAINT withheld_category
        FOREIGN KEY (category_id) REFERENCES category (id),
    CONSTRAINT withheld_prize FOREIGN KEY (prize_id) REFERENCES prize (id),
    CONSTRAINT withheld_motion FOREIGN KEY (motion_id) REFERENCES motion (id),
    CONSTRAINT withheld_user FOREIGN KEY (decided_by) REFERENCES user (id),
    CONSTRAINT withheld_of CHECK ((category_id IS NULL) <> (prize_id IS NULL))
) STRICT;
CREATE INDEX withheld_edition ON withheld (edition_id);
CREATE INDEX withheld_motion ON withheld (motion_id);
CREATE INDEX withheld_user ON withheld (decided_by);
