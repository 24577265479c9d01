-- Submitting and what comes after it: every submitted version is kept whole,
-- with its receipt as a PDF; change requests; consents that are taken back;
-- deadlines that move.

-- A nomination as it was submitted. The receipt's number stays, its version
-- grows. What jurors and office read are the answers; they are put back to the
-- last version here where somebody began to change them and did not finish.
CREATE TABLE submission (
    id INTEGER PRIMARY KEY,           -- number of the row
    entry_id INTEGER NOT NULL,        -- the nomination
    version INTEGER NOT NULL,         -- of the receipt, from 1
    kind TEXT NOT NULL,               -- how it came: the first, again before
                                      -- the deadline, a change that was asked
                                      -- for, or recorded later from what stood
    category_id INTEGER,              -- as the company chose
    submitted_by INTEGER,             -- NULL: imported, or recorded later
    submitted_at INTEGER NOT NULL,    -- when
    language TEXT NOT NULL,           -- of content and PDF
    content TEXT NOT NULL,            -- all of it as JSON: labels, answers,
                                      -- files by digest, consents in words
    digest TEXT NOT NULL,             -- BLAKE2b of the content
    pdf_state TEXT NOT NULL DEFAULT 'waiting', -- how far its PDF is
    pdf_attempts INTEGER NOT NULL DEFAULT 0, -- how often it was begun
    pdf_begun_at INTEGER,             -- of the latest attempt
    pdf_problem TEXT NOT NULL DEFAULT '', -- why it failed, in English
    pdf_digest TEXT NOT NULL DEFAULT '', -- bytes lie in files/DIGEST
    pdf_bytes INTEGER NOT NULL DEFAULT 0, -- size of that file
    CONSTRAINT submission_version UNIQUE (entry_id, version),
    CONSTRAINT submission_entry FOREIGN KEY (entry_id) REFERENCES entry (id),
    CONSTRAINT submission_category
        FOREIGN KEY (category_id) REFERENCES category (id),
    CONSTRAINT submission_user FOREIGN KEY (submitted_by) REFERENCES user (id),
    CONSTRAINT submission_kind CHECK
        (kind IN ('first', 'again', 'change', 'record')),
    CONSTRAINT submission_language CHECK (language IN ('de', 'en')),
    CONSTRAINT submission_pdf CHECK
        (pdf_state IN ('waiting', 'running', 'done', 'failed'))
) STRICT;
CREATE INDEX submission_category ON submission (category_id);
CREATE INDEX submission_user ON submission (submitted_by);
CREATE INDEX submission_pdf ON submission (pdf_state);

-- Its answers as they were stored, to compare with and to put back.
CREATE TABLE submission_answer (
    submission_id INTEGER NOT NULL,   -- the version
    question_id INTEGER NOT NULL,     -- the question answered
    value TEXT NOT NULL,              -- as in answer
    PRIMARY KEY (submission_id, question_id),
    CONSTRAINT submission_answer_submission
        FOREIGN KEY (submission_id) REFERENCES submission (id),
    CONSTRAINT submission_answer_question
        FOREIGN KEY (question_id) REFERENCES question (id)
) STRICT;
CREATE INDEX submission_answer_question ON submission_answer (question_id);

-- Its pictures and documents.
CREATE TABLE submission_file (
    submission_id INTEGER NOT NULL,   -- the version
    question_id INTEGER NOT NULL,     -- the question answered
    file_id INTEGER NOT NULL,         -- the upload
    kind TEXT NOT NULL,               -- which it is
    credit TEXT NOT NULL DEFAULT '',  -- of a picture: "Foto: …"
    alt_de TEXT NOT NULL DEFAULT '',  -- its alternative text
    alt_en TEXT NOT NULL DEFAULT '',  -- the same in English
    PRIMARY KEY (submission_id, question_id, file_id),
    CONSTRAINT submission_file_submission
        FOREIGN KEY (submission_id) REFERENCES submission (id),
    CONSTRAINT submission_file_question
        FOREIGN KEY (question_id) REFERENCES question (id),
    CONSTRAINT submission_file_file FOREIGN KEY (file_id) REFERENCES file (id),
    CONSTRAINT submission_file_kind CHECK (kind IN ('picture', 'document'))
) STRICT;
CREATE INDEX submission_file_question ON submission_file (question_id);
CREATE INDEX submission_file_file ON submission_file (file_id);

-- A submitted nomination that is being changed before the deadline is a draft
-- again; what it was before comes back if nobody submits it again.
ALTER TABLE entry ADD COLUMN reopened_from TEXT -- NULL: not being changed
    CONSTRAINT entry_reopened CHECK
        (reopened_from IN ('submitted', 'admitted', 'rejected'));

-- The office asks for a change to named questions, after the deadline.
CREATE TABLE change_request (
    id INTEGER PRIMARY KEY,           -- number of the row
    entry_id INTEGER NOT NULL,        -- the nomination
    asked_by INTEGER,                 -- who asked
    asked_at INTEGER NOT NULL,        -- when
    message TEXT NOT NULL,            -- what the company reads
    due_at INTEGER NOT NULL,          -- last second in which it may answer
    state TEXT NOT NULL DEFAULT 'open', -- how it ended
    ended_by INTEGER,                 -- NULL: the program, or still open
    ended_at INTEGER,                 -- NULL: still open
    submission_id INTEGER,            -- the version that answers it
    CONSTRAINT change_request_entry FOREIGN KEY (entry_id) REFERENCES entry (id),
    CONSTRAINT change_request_asker FOREIGN KEY (asked_by) REFERENCES user (id),
    CONSTRAINT change_request_ender FOREIGN KEY (ended_by) REFERENCES user (id),
    CONSTRAINT change_request_submission
        FOREIGN KEY (submission_id) REFERENCES submission (id),
    CONSTRAINT change_request_state CHECK
        (state IN ('open', 'answered', 'expired', 'taken_back')),
    CONSTRAINT change_request_ended CHECK
        ((state = 'open') = (ended_at IS NULL))
) STRICT;
CREATE INDEX change_request_entry ON change_request (entry_id);
CREATE INDEX change_request_asker ON change_request (asked_by);
CREATE INDEX change_request_ender ON change_request (ended_by);
CREATE INDEX change_request_submission ON change_request (submission_id);
-- One at a time, so that the form says one term and one message.
CREATE UNIQUE INDEX change_request_open ON change_request (entry_id)
 WHERE state = 'open';

CREATE TABLE change_request_question (
    change_request_id INTEGER NOT NULL, -- the request
    question_id INTEGER NOT NULL,     -- what may be changed
    PRIMARY KEY (change_request_id, question_id),
    CONSTRAINT change_request_question_request
        FOREIGN KEY (change_request_id) REFERENCES change_request (id),
    CONSTRAINT change_request_question_question
        FOREIGN KEY (question_id) REFERENCES question (id)
) STRICT;
CREATE INDEX change_request_question_question
    ON change_request_question (question_id);

-- Who took a consent back, and whether the office has taken note of it.
ALTER TABLE consent ADD COLUMN withdrawn_by INTEGER -- NULL: nobody, the program
    CONSTRAINT consent_withdrawer REFERENCES user (id);
ALTER TABLE consent ADD COLUMN noted_at INTEGER; -- NULL: not yet
ALTER TABLE consent ADD COLUMN noted_by INTEGER -- who took note
    CONSTRAINT consent_noter REFERENCES user (id);
CREATE INDEX consent_withdrawer ON consent (withdrawn_by);
CREATE INDEX consent_noter ON consent (noted_by);
-- What was withdrawn before there was such a notice is no news.
UPDATE consent SET noted_at = withdrawn_at WHERE withdrawn_at IS NOT NULL;

-- A deadline that was moved while the call was open, as it was announced.
CREATE TABLE deadline_change (
    id INTEGER PRIMARY KEY,           -- number of the row
    edition_id INTEGER NOT NULL,      -- whose
    before_at INTEGER NOT NULL,       -- the deadline until then
    after_at INTEGER NOT NULL,        -- the one from then on
    reason TEXT NOT NULL,             -- as it was announced
    changed_by INTEGER,               -- NULL: by the command line
    changed_at INTEGER NOT NULL,      -- when
    CONSTRAINT deadline_change_edition
        FOREIGN KEY (edition_id) REFERENCES edition (id),
    CONSTRAINT deadline_change_user FOREIGN KEY (changed_by) REFERENCES user (id),
    CONSTRAINT deadline_change_later CHECK (after_at > before_at)
) STRICT;
CREATE INDEX deadline_change_edition ON deadline_change (edition_id);
CREATE INDEX deadline_change_user ON deadline_change (changed_by);

-- The calendar file: how often its dates changed, and when last.
ALTER TABLE edition ADD COLUMN dates_sequence INTEGER NOT NULL DEFAULT 0;
ALTER TABLE edition ADD COLUMN dates_changed_at INTEGER; -- NULL: never
-- Contacts of unfinished drafts get a mail so many days before the deadline.
ALTER TABLE edition ADD COLUMN remind_days INTEGER NOT NULL DEFAULT 0 -- 0: none
    CONSTRAINT edition_remind CHECK (remind_days BETWEEN 0 AND 60);
ALTER TABLE edition ADD COLUMN reminded_deadline_at INTEGER; -- for which deadline
                                      -- that mail was written; NULL: none yet
