-- Proposals: somebody proposes a company for the award, the award office passes
-- it on, and the company accepts or declines.

-- How nominations come into a category. The published rules of some prizes say
-- that nobody applies for them: a company has to be proposed.
ALTER TABLE category ADD COLUMN entry_mode TEXT NOT NULL DEFAULT 'apply' -- who
                                      -- may begin: the company, a proposal
    CONSTRAINT category_entry_mode CHECK
    (entry_mode IN ('apply', 'propose', 'both'));
-- Who may propose companies in this edition. That somebody is an employee is a
-- statement of that person, which nobody checks.
ALTER TABLE edition ADD COLUMN proposers TEXT NOT NULL DEFAULT 'nobody' -- who
    CONSTRAINT edition_proposers CHECK
    (proposers IN ('nobody', 'employees', 'anyone'));

-- Attempts to propose are counted too. A CHECK cannot be altered, so the table
-- is written anew.
CREATE TABLE attempt_new (
    id INTEGER PRIMARY KEY,           -- number of the row
    subject_digest TEXT NOT NULL,     -- keyed digest of the account's address
    network_digest TEXT NOT NULL,     -- keyed digest of the client's address
    kind TEXT NOT NULL,               -- at what
    attempted_at INTEGER NOT NULL,    -- when
    CONSTRAINT attempt_kind CHECK
        (kind IN ('login', 'register', 'reset', 'second', 'propose'))
) STRICT;
INSERT INTO attempt_new (id, subject_digest, network_digest, kind, attempted_at)
SELECT id, subject_digest, network_digest, kind, attempted_at FROM attempt;
DROP TABLE attempt;
ALTER TABLE attempt_new RENAME TO attempt;
CREATE INDEX attempt_subject ON attempt (subject_digest, attempted_at);
CREATE INDEX attempt_network ON attempt (network_digest, attempted_at);
CREATE INDEX attempt_time ON attempt (attempted_at);

-- A company that was proposed, by one person or by several.
CREATE TABLE candidate (
    id INTEGER PRIMARY KEY,           -- number of the row
    edition_id INTEGER NOT NULL,      -- the edition
    category_id INTEGER NOT NULL,     -- for which it is proposed
    company TEXT NOT NULL,            -- its name, as proposed or corrected
    place TEXT NOT NULL,              -- where it is
    email TEXT NOT NULL DEFAULT '',   -- its address; '' unknown or erased
    state TEXT NOT NULL DEFAULT 'new', -- how far it got; 'new': no proposer has
                                      -- confirmed yet, the office does not see it
    dismissal TEXT NOT NULL DEFAULT '', -- the office's reason, said to proposers
    token_digest TEXT,                -- of the company's link; NULL: none works
    created_at INTEGER NOT NULL,      -- when the row was made
    forwarded_at INTEGER,             -- when the company was last written to
    forwarded_by INTEGER,             -- by whom in the office
    expires_at INTEGER,               -- the company's link ends
    answered_at INTEGER,              -- when the company answered
    told INTEGER NOT NULL DEFAULT 0,  -- 1: the proposers may know the answer
    organisation_id INTEGER,          -- which accepted
    entry_id INTEGER,                 -- the nomination it became
    CONSTRAINT candidate_token UNIQUE (token_digest),
    CONSTRAINT candidate_edition
        FOREIGN KEY (edition_id) REFERENCES edition (id),
    CONSTRAINT candidate_category
        FOREIGN KEY (category_id) REFERENCES category (id),
    CONSTRAINT candidate_user FOREIGN KEY (forwarded_by) REFERENCES user (id),
    CONSTRAINT candidate_organisation
        FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT candidate_entry FOREIGN KEY (entry_id) REFERENCES entry (id),
    CONSTRAINT candidate_state CHECK (state IN ('new', 'open', 'forwarded',
        'accepted', 'declined', 'dismissed', 'withdrawn', 'expired', 'spam')),
    CONSTRAINT candidate_told CHECK (told IN (0, 1))
) STRICT;
CREATE INDEX candidate_edition ON candidate (edition_id, state);
CREATE INDEX candidate_category ON candidate (category_id);
CREATE INDEX candidate_user ON candidate (forwarded_by);
CREATE INDEX candidate_organisation ON candidate (organisation_id);
CREATE INDEX candidate_entry ON candidate (entry_id);

-- One person's proposal. Nothing here but the reason, if it is shown, and the
-- name of who does not stay unnamed ever reaches the company; a juror sees
-- none of it.
CREATE TABLE proposal (
    id INTEGER PRIMARY KEY,           -- number of the row
    candidate_id INTEGER NOT NULL,    -- the company
    form_key TEXT NOT NULL,           -- drawn with the form: sent twice is once
    token_digest TEXT NOT NULL,       -- of the proposer's own link
    name TEXT NOT NULL,               -- the proposer; '' erased
    email TEXT NOT NULL,              -- where the link went; '' erased
    relation TEXT NOT NULL,           -- to the company, as the proposer states
    language TEXT NOT NULL,           -- of the mails to the proposer
    unnamed INTEGER NOT NULL,         -- 1: the company is not told the name
    reason TEXT NOT NULL,             -- why; '' erased
    share INTEGER NOT NULL,           -- 1: the company may read the reason
    shown INTEGER NOT NULL DEFAULT 0, -- 1: and the office lets it
    state TEXT NOT NULL DEFAULT 'unconfirmed', -- of the proposer's side
    created_at INTEGER NOT NULL,      -- when it was sent
    confirmed_at INTEGER,             -- when the mailed link was used
    ended_at INTEGER,                 -- nothing more comes; erasing runs from it
    CONSTRAINT proposal_form UNIQUE (form_key),
    CONSTRAINT proposal_token UNIQUE (token_digest),
    CONSTRAINT proposal_candidate
        FOREIGN KEY (candidate_id) REFERENCES candidate (id),
    CONSTRAINT proposal_relation CHECK (relation IN
        ('employee', 'former', 'customer', 'partner', 'other')),
    CONSTRAINT proposal_language CHECK (language IN ('de', 'en')),
    CONSTRAINT proposal_unnamed CHECK (unnamed IN (0, 1)),
    CONSTRAINT proposal_share CHECK (share IN (0, 1)),
    CONSTRAINT proposal_shown CHECK (shown IN (0, 1) AND shown <= share),
    CONSTRAINT proposal_state CHECK (state IN
        ('unconfirmed', 'confirmed', 'withdrawn', 'spam'))
) STRICT;
CREATE INDEX proposal_candidate ON proposal (candidate_id);
CREATE INDEX proposal_state ON proposal (state, created_at);

-- A company that declined is not written to again in that edition: of its
-- address only a keyed digest is kept.
CREATE TABLE candidate_block (
    edition_id INTEGER NOT NULL,      -- the edition
    email_digest TEXT NOT NULL,       -- keyed digest of the address
    blocked_at INTEGER NOT NULL,      -- when
    PRIMARY KEY (edition_id, email_digest),
    CONSTRAINT candidate_block_edition
        FOREIGN KEY (edition_id) REFERENCES edition (id)
) STRICT;

-- Mails to people without an account go when their data go.
ALTER TABLE mail ADD COLUMN proposal_id INTEGER -- to this proposer
    CONSTRAINT mail_proposal REFERENCES proposal (id);
ALTER TABLE mail ADD COLUMN candidate_id INTEGER -- to this company
    CONSTRAINT mail_candidate REFERENCES candidate (id);
CREATE INDEX mail_proposal ON mail (proposal_id);
CREATE INDEX mail_candidate ON mail (candidate_id);
