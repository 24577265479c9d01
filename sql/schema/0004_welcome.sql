-- What stands between a password and the marks: a second factor, and what a
-- juror accepts before the first nomination is shown.

-- A second factor (TOTP, RFC 6238). The row stands for "set up": there is none
-- while somebody is still trying.
CREATE TABLE second_factor (
    user_id INTEGER PRIMARY KEY,      -- the person
    secret TEXT NOT NULL,             -- encrypted with the home's key, hex
    last_step INTEGER NOT NULL,       -- of the newest code taken: no code twice
    set_up_at INTEGER NOT NULL,       -- when
    CONSTRAINT second_factor_user FOREIGN KEY (user_id) REFERENCES user (id)
) STRICT;

-- Codes for the day on which the device is lost.
CREATE TABLE recovery_code (
    user_id INTEGER NOT NULL,         -- the person
    digest TEXT NOT NULL,             -- keyed digest; never the code
    used_at INTEGER,                  -- NULL: still good
    PRIMARY KEY (user_id, digest),
    CONSTRAINT recovery_code_user FOREIGN KEY (user_id) REFERENCES user (id)
) STRICT;

-- Somebody whose password was right and whose code is awaited. Not a session:
-- no page but the one that asks for the code knows this table.
CREATE TABLE login_wait (
    token_digest TEXT PRIMARY KEY,    -- BLAKE2b of the cookie; never the token
    user_id INTEGER NOT NULL,         -- the person
    created_at INTEGER NOT NULL,      -- of the password
    expires_at INTEGER NOT NULL,      -- then it has to be typed again
    CONSTRAINT login_wait_user FOREIGN KEY (user_id) REFERENCES user (id)
) STRICT;
CREATE INDEX login_wait_user ON login_wait (user_id);

-- What holds for everybody with a role. No row: nothing is asked for.
CREATE TABLE role_rule (
    role TEXT PRIMARY KEY,            -- whose
    second_required INTEGER NOT NULL, -- 1: no page of the role without one
    changed_by INTEGER,               -- NULL: by the command line
    changed_at INTEGER NOT NULL,      -- when
    CONSTRAINT role_rule_role CHECK (role IN ('organiser', 'juror', 'company')),
    CONSTRAINT role_rule_second CHECK (second_required IN (0, 1)),
    CONSTRAINT role_rule_user FOREIGN KEY (changed_by) REFERENCES user (id)
) STRICT;
CREATE INDEX role_rule_user ON role_rule (changed_by);

-- Codes are tried like passwords. A CHECK cannot be altered: written anew.
CREATE TABLE attempt_new (
    id INTEGER PRIMARY KEY,           -- number of the row
    subject_digest TEXT NOT NULL,     -- keyed digest of the account's address
    network_digest TEXT NOT NULL,     -- keyed digest of the client's address
    kind TEXT NOT NULL,               -- at what
    attempted_at INTEGER NOT NULL,    -- when
    CONSTRAINT attempt_kind CHECK
        (kind IN ('login', 'register', 'reset', 'second'))
) STRICT;
INSERT INTO attempt_new (id, subject_digest, network_digest, kind, attempted_at)
SELECT id, subject_digest, network_digest, kind, attempted_at FROM attempt;
DROP TABLE attempt;
ALTER TABLE attempt_new RENAME TO attempt;
CREATE INDEX attempt_subject ON attempt (subject_digest, attempted_at);
CREATE INDEX attempt_network ON attempt (network_digest, attempted_at);
CREATE INDEX attempt_time ON attempt (attempted_at);

-- A further kind of text: what a juror promises to keep secret.
CREATE TABLE edition_text_new (
    edition_id INTEGER NOT NULL,      -- the edition it belongs to
    kind TEXT NOT NULL,               -- where it stands
    title_de TEXT NOT NULL DEFAULT '', -- heading
    title_en TEXT NOT NULL DEFAULT '', -- the same in English
    body_de TEXT NOT NULL DEFAULT '', -- Markdown
    body_en TEXT NOT NULL DEFAULT '', -- the same in English
    author TEXT NOT NULL DEFAULT '',  -- who greets
    author_function_de TEXT NOT NULL DEFAULT '', -- under the name of who greets
    author_function_en TEXT NOT NULL DEFAULT '', -- the same in English
    PRIMARY KEY (edition_id, kind),
    CONSTRAINT edition_text_edition
        FOREIGN KEY (edition_id) REFERENCES edition (id),
    CONSTRAINT edition_text_kind CHECK
        (kind IN ('call', 'greeting', 'about', 'imprint', 'next_call',
                  'confidentiality'))
) STRICT;
INSERT INTO edition_text_new (edition_id, kind, title_de, title_en, body_de,
                              body_en, author, author_function_de,
                              author_function_en)
SELECT edition_id, kind, title_de, title_en, body_de, body_en, author,
       author_function_de, author_function_en
  FROM edition_text;
DROP TABLE edition_text;
ALTER TABLE edition_text_new RENAME TO edition_text;

-- What a juror has accepted, with the words as they were read. A new wording
-- is accepted anew; the old row stays.
CREATE TABLE acceptance (
    id INTEGER PRIMARY KEY,           -- number of the row
    jury_member_id INTEGER NOT NULL,  -- the juror
    what TEXT NOT NULL,               -- what was accepted
    round_id INTEGER,                 -- whose rules; NULL: confidentiality
    digest TEXT NOT NULL,             -- of the text in all languages, or of the
                                      -- fixed rules' document
    language TEXT NOT NULL,           -- in which it was read
    wording TEXT NOT NULL,            -- as it was read
    accepted_at INTEGER NOT NULL,     -- when
    CONSTRAINT acceptance_juror FOREIGN KEY (jury_member_id)
        REFERENCES jury_member (id) ON DELETE CASCADE,
    CONSTRAINT acceptance_round FOREIGN KEY (round_id) REFERENCES round (id),
    CONSTRAINT acceptance_what CHECK (what IN ('confidentiality', 'rules')),
    CONSTRAINT acceptance_of CHECK ((what = 'rules') = (round_id IS NOT NULL)),
    CONSTRAINT acceptance_language CHECK (language IN ('de', 'en'))
) STRICT;
CREATE INDEX acceptance_juror ON acceptance (jury_member_id, what);
CREATE INDEX acceptance_round ON acceptance (round_id);

-- Rounds that were over before anybody was asked: who was in one need not
-- accept anything to look back.
CREATE TABLE acceptance_waived (
    round_id INTEGER PRIMARY KEY,     -- the round
    CONSTRAINT acceptance_waived_round
        FOREIGN KEY (round_id) REFERENCES round (id)
) STRICT;
INSERT INTO acceptance_waived (round_id)
SELECT id FROM round WHERE state IN ('closed', 'replaced');
