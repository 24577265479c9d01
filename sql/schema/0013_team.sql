-- Several people at one nomination: what each may do for the company,
-- invitations, answers taken over from an earlier year.

-- Whoever acts for a company so far may do everything for it.
ALTER TABLE membership ADD COLUMN role TEXT NOT NULL DEFAULT 'owner' -- what the
                                      -- person may do for the company
    CONSTRAINT membership_role CHECK (role IN ('owner', 'editor', 'reader'));

-- Two people of one company register apart: the office puts both together.
ALTER TABLE organisation ADD COLUMN merged_into INTEGER -- where its people and
                                      -- nominations went; NULL: still in use
    CONSTRAINT organisation_merged REFERENCES organisation (id);
CREATE INDEX organisation_merged ON organisation (merged_into);

-- A colleague was asked to join. Nobody has an account because of it: that
-- comes with following the link.
CREATE TABLE invitation (
    id INTEGER PRIMARY KEY,           -- number of the row
    organisation_id INTEGER NOT NULL, -- the company
    email TEXT NOT NULL,              -- as typed, for writing to
    email_key TEXT NOT NULL,          -- casefolded, for finding
    role TEXT NOT NULL,               -- what the person is to do
    token_digest TEXT NOT NULL,       -- BLAKE2b of the token in the link
    invited_by INTEGER,               -- NULL: by the program
    invited_at INTEGER NOT NULL,      -- when
    expires_at INTEGER NOT NULL,      -- the link stops working then
    state TEXT NOT NULL DEFAULT 'open', -- what came of it
    closed_at INTEGER,                -- NULL: nothing yet
    joined_as INTEGER,                -- who followed the link
    CONSTRAINT invitation_token UNIQUE (token_digest),
    CONSTRAINT invitation_organisation
        FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT invitation_user FOREIGN KEY (invited_by) REFERENCES user (id),
    CONSTRAINT invitation_joined FOREIGN KEY (joined_as) REFERENCES user (id),
    CONSTRAINT invitation_role CHECK (role IN ('editor', 'reader')),
    CONSTRAINT invitation_state CHECK
        (state IN ('open', 'joined', 'withdrawn', 'replaced')),
    CONSTRAINT invitation_closed CHECK ((state = 'open') = (closed_at IS NULL))
) STRICT;
CREATE INDEX invitation_organisation ON invitation (organisation_id, state);
CREATE INDEX invitation_email ON invitation (email_key, invited_at);
CREATE INDEX invitation_user ON invitation (invited_by);
CREATE INDEX invitation_joined ON invitation (joined_as);

-- What a nomination took over from one of an earlier edition. A line counts
-- as to be looked at while `version_id` is the newest of its answer.
CREATE TABLE take_over (
    entry_id INTEGER NOT NULL,        -- the new nomination
    question_id INTEGER NOT NULL,     -- its question
    from_entry_id INTEGER NOT NULL,   -- where the answer comes from
    version_id INTEGER NOT NULL,      -- of the answer as it was taken over
    seen_at INTEGER,                  -- NULL: nobody has said that it is right
    seen_by INTEGER,                  -- who said so
    PRIMARY KEY (entry_id, question_id),
    CONSTRAINT take_over_entry FOREIGN KEY (entry_id) REFERENCES entry (id),
    CONSTRAINT take_over_question
        FOREIGN KEY (question_id) REFERENCES question (id),
    CONSTRAINT take_over_from
        FOREIGN KEY (from_entry_id) REFERENCES entry (id),
    CONSTRAINT take_over_version
        FOREIGN KEY (version_id) REFERENCES answer_version (id),
    CONSTRAINT take_over_user FOREIGN KEY (seen_by) REFERENCES user (id)
) STRICT;
CREATE INDEX take_over_question ON take_over (question_id);
CREATE INDEX take_over_from ON take_over (from_entry_id);
CREATE INDEX take_over_version ON take_over (version_id);
CREATE INDEX take_over_user ON take_over (seen_by);
