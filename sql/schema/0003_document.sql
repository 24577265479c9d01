-- Documents: a PDF as the answer to a question, read page by page.

-- Questions: kind 'file'. A CHECK cannot be altered, so the table is written
-- anew; foreign keys are off meanwhile.
CREATE TABLE question_new (
    id INTEGER PRIMARY KEY,           -- number of the row
    edition_id INTEGER NOT NULL,      -- the edition it belongs to
    section_id INTEGER NOT NULL,      -- the section it stands in
    code TEXT NOT NULL,               -- in files and field names: "strategy_de"
    position INTEGER NOT NULL,        -- within the edition
    kind TEXT NOT NULL,               -- how it is answered
    language TEXT NOT NULL DEFAULT '', -- of the answer: a pair strategy_de,
                                      -- strategy_en stands side by side
    label_de TEXT NOT NULL,           -- what is asked
    label_en TEXT NOT NULL,           -- the same in English
    help_de TEXT NOT NULL DEFAULT '', -- hint under the label, "" for none
    help_en TEXT NOT NULL DEFAULT '', -- the same in English
    required INTEGER NOT NULL DEFAULT 0, -- 1: a submission needs it
    characters_max INTEGER,           -- including spaces
    number_min INTEGER,               -- of kind number; NULL: no bound
    number_max INTEGER,               -- of kind number; NULL: no bound
    audience TEXT NOT NULL DEFAULT 'jury', -- who but the company may read it
    slot TEXT NOT NULL DEFAULT '',    -- where the brochure prints it; '': not
    CONSTRAINT question_code UNIQUE (edition_id, code),
    CONSTRAINT question_edition
        FOREIGN KEY (edition_id) REFERENCES edition (id),
    CONSTRAINT question_section
        FOREIGN KEY (section_id) REFERENCES section (id),
    CONSTRAINT question_kind CHECK (kind IN
        ('short', 'long', 'number', 'choice', 'yesno', 'url', 'email', 'image',
         'file')),
    CONSTRAINT question_language CHECK (language IN ('', 'de', 'en')),
    CONSTRAINT question_audience CHECK
        (audience IN ('organiser', 'jury', 'public')),
    CONSTRAINT question_required CHECK (required IN (0, 1)),
    CONSTRAINT question_slot CHECK (slot IN ('', 'fact', 'strategy_de',
        'strategy_en', 'example_de', 'example_en', 'quote_de', 'quote_en',
        'quote_author', 'quote_function', 'website', 'seat', 'logo', 'photo')),
    CONSTRAINT question_file CHECK
        (kind <> 'file' OR (slot = '' AND audience <> 'public')) -- never shown
                                      -- to the public, never printed
) STRICT;
INSERT INTO question_new (id, edition_id, section_id, code, position, kind,
                          language, label_de, label_en, help_de, help_en,
                          required, characters_max, number_min, number_max,
                          audience, slot)
SELECT id, edition_id, section_id, code, position, kind, language, label_de,
       label_en, help_de, help_en, required, characters_max, number_min,
       number_max, audience, slot
  FROM question;
DROP TABLE question;
ALTER TABLE question_new RENAME TO question;
CREATE INDEX question_section ON question (section_id);

-- Jobs: kind 'document', for a file whose pages are to be made.
CREATE TABLE job_new (
    id INTEGER PRIMARY KEY,           -- number of the row
    kind TEXT NOT NULL,               -- what is to be done
    edition_id INTEGER,               -- of a brochure
    file_id INTEGER,                  -- of an image or document to render
    print INTEGER NOT NULL DEFAULT 0, -- brochure: for the print shop
    state TEXT NOT NULL DEFAULT 'waiting', -- how far it got
    progress INTEGER NOT NULL DEFAULT 0, -- per cent
    message TEXT NOT NULL DEFAULT '', -- step at hand, or why it failed
    attempts INTEGER NOT NULL DEFAULT 0, -- how often it was begun
    created_by INTEGER,               -- NULL: queued by the program
    created_at INTEGER NOT NULL,      -- when it was asked for
    started_at INTEGER,               -- of the latest attempt
    heartbeat_at INTEGER,             -- a running job without one is requeued
    finished_at INTEGER,              -- done, failed or cancelled
    result TEXT NOT NULL DEFAULT '',  -- file under exports/
    result_bytes INTEGER NOT NULL DEFAULT 0, -- size of that file
    input_digest TEXT NOT NULL DEFAULT '', -- same input: the same file again
    CONSTRAINT job_edition FOREIGN KEY (edition_id) REFERENCES edition (id),
    CONSTRAINT job_file FOREIGN KEY (file_id) REFERENCES file (id),
    CONSTRAINT job_user FOREIGN KEY (created_by) REFERENCES user (id),
    CONSTRAINT job_kind CHECK (kind IN ('image', 'document', 'brochure')),
    CONSTRAINT job_print CHECK (print IN (0, 1)),
    CONSTRAINT job_state CHECK
        (state IN ('waiting', 'running', 'done', 'failed', 'cancelled'))
) STRICT;
INSERT INTO job_new (id, kind, edition_id, file_id, print, state, progress,
                     message, attempts, created_by, created_at, started_at,
                     heartbeat_at, finished_at, result, result_bytes,
                     input_digest)
SELECT id, kind, edition_id, file_id, print, state, progress, message,
       attempts, created_by, created_at, started_at, heartbeat_at,
       finished_at, result, result_bytes, input_digest
  FROM job;
DROP TABLE job;
ALTER TABLE job_new RENAME TO job;
CREATE INDEX job_state ON job (state, id);
CREATE INDEX job_edition ON job (edition_id);
CREATE INDEX job_file ON job (file_id);
CREATE INDEX job_user ON job (created_by);

-- Why a document has no pages, as a word that the pages can explain.
ALTER TABLE file ADD COLUMN render_fault TEXT NOT NULL DEFAULT ''
    CONSTRAINT file_fault CHECK
        (render_fault IN ('', 'locked', 'long', 'broken', 'heavy'));

-- The document that answers a question of kind 'file'.
CREATE TABLE document (
    entry_id INTEGER NOT NULL,        -- the nomination
    question_id INTEGER NOT NULL,     -- the question answered
    file_id INTEGER NOT NULL,         -- the upload
    PRIMARY KEY (entry_id, question_id),
    CONSTRAINT document_entry FOREIGN KEY (entry_id) REFERENCES entry (id),
    CONSTRAINT document_question
        FOREIGN KEY (question_id) REFERENCES question (id),
    CONSTRAINT document_file FOREIGN KEY (file_id) REFERENCES file (id)
) STRICT;
CREATE INDEX document_question ON document (question_id);
CREATE INDEX document_file ON document (file_id);

-- Its pages as pictures without metadata: the only form in which it is shown.
CREATE TABLE document_page (
    file_id INTEGER NOT NULL,         -- the upload
    number INTEGER NOT NULL,          -- from 1
    digest TEXT NOT NULL,             -- bytes of the picture: files/DIGEST
    type TEXT NOT NULL,               -- media type
    bytes INTEGER NOT NULL,           -- size of the picture
    width INTEGER NOT NULL,           -- pixels
    height INTEGER NOT NULL,          -- pixels
    text TEXT NOT NULL,               -- what stands on the page, to be read
                                      -- aloud and searched; "" for none
    PRIMARY KEY (file_id, number),
    CONSTRAINT document_page_file FOREIGN KEY (file_id) REFERENCES file (id),
    CONSTRAINT document_page_number CHECK (number >= 1)
) STRICT;
