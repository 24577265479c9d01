-- The minutes of a meeting, who signed them, and what was sealed of it.

-- A document is fixed by its first signature; until then it may be made anew.
CREATE TABLE minutes (
    id INTEGER PRIMARY KEY,           -- number of the row
    meeting_id INTEGER NOT NULL,      -- the meeting
    number INTEGER NOT NULL,          -- 0: the minutes, from 1: addenda
    document TEXT NOT NULL,           -- JSON (model/minutes_document.h)
    digest TEXT NOT NULL,             -- of the document, BLAKE2b-256, hex
    made_by INTEGER,                  -- who had it made; NULL: the program
    made_at INTEGER NOT NULL,         -- when
    CONSTRAINT minutes_number UNIQUE (meeting_id, number),
    CONSTRAINT minutes_meeting FOREIGN KEY (meeting_id) REFERENCES meeting (id),
    CONSTRAINT minutes_maker FOREIGN KEY (made_by) REFERENCES user (id)
) STRICT;
CREATE INDEX minutes_maker ON minutes (made_by);

-- Signed with the award's key over model/minutes.h's statement.
CREATE TABLE minutes_signature (
    minutes_id INTEGER NOT NULL,      -- what is signed
    role TEXT NOT NULL,               -- as whom
    user_id INTEGER NOT NULL,         -- who
    name TEXT NOT NULL,               -- as it is in the statement
    at INTEGER NOT NULL,              -- when
    signature TEXT NOT NULL,          -- Ed25519, hex
    PRIMARY KEY (minutes_id, role),
    CONSTRAINT minutes_signature_one UNIQUE (minutes_id, user_id),
    CONSTRAINT minutes_signature_of
        FOREIGN KEY (minutes_id) REFERENCES minutes (id),
    CONSTRAINT minutes_signature_user FOREIGN KEY (user_id) REFERENCES user (id),
    CONSTRAINT minutes_signature_role CHECK (role IN ('chair', 'second'))
) STRICT;
CREATE INDEX minutes_signature_user ON minutes_signature (user_id);

-- Both languages as PDF, made by the job process; made anew when somebody
-- signs.
CREATE TABLE minutes_pdf (
    id INTEGER PRIMARY KEY,           -- number of the row
    minutes_id INTEGER NOT NULL,      -- of which document
    language TEXT NOT NULL,           -- in which language
    state TEXT NOT NULL DEFAULT 'waiting', -- how far it is
    revision INTEGER NOT NULL DEFAULT 1, -- grows when it has to be made anew
    attempts INTEGER NOT NULL DEFAULT 0, -- so far
    begun_at INTEGER,                 -- the attempt at hand
    problem TEXT NOT NULL DEFAULT '', -- of the last attempt, in English
    pdf_digest TEXT,                  -- its bytes lie in files/DIGEST
    bytes INTEGER NOT NULL DEFAULT 0, -- its size
    CONSTRAINT minutes_pdf_one UNIQUE (minutes_id, language),
    CONSTRAINT minutes_pdf_of FOREIGN KEY (minutes_id) REFERENCES minutes (id),
    CONSTRAINT minutes_pdf_language CHECK (language IN ('de', 'en')),
    CONSTRAINT minutes_pdf_state CHECK
        (state IN ('waiting', 'running', 'done', 'failed')),
    CONSTRAINT minutes_pdf_done CHECK
        (state <> 'done' OR pdf_digest IS NOT NULL)
) STRICT;
CREATE INDEX minutes_pdf_waiting ON minutes_pdf (state)
 WHERE state IN ('waiting', 'running');

-- What was decided, sealed when minutes or an addendum have both signatures
-- (model/decided.h).
CREATE TABLE decision_seal (
    edition_id INTEGER NOT NULL,      -- the edition
    number INTEGER NOT NULL,          -- counted per edition, from 1
    body TEXT NOT NULL,               -- lines of JSON
    digest TEXT NOT NULL,             -- of the body, BLAKE2b-256, hex
    signature TEXT NOT NULL,          -- Ed25519 over it, hex
    sealed_at INTEGER NOT NULL,       -- when
    PRIMARY KEY (edition_id, number),
    CONSTRAINT decision_seal_edition
        FOREIGN KEY (edition_id) REFERENCES edition (id)
) STRICT;
