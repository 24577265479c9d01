-- Uploads: several files to a question, what each question takes, what was
-- taken out and can be brought back, and turns in the queue.

-- A question of kind 'image' or 'file' may take several files, and says which
-- kinds: words of "pdf png jpeg webp svg office", joined by one space; '': as
-- its kind has always taken (model/accept.c).
ALTER TABLE question ADD COLUMN files_max INTEGER NOT NULL DEFAULT 1
    CONSTRAINT question_files_max CHECK (files_max BETWEEN 1 AND 30);
ALTER TABLE question ADD COLUMN accepts TEXT NOT NULL DEFAULT '';

-- The pictures that answer a question of kind 'image', now several: the key
-- cannot be altered, so the table is written anew.
DROP VIEW entry_file;
CREATE TABLE picture_new (
    entry_id INTEGER NOT NULL,        -- the nomination
    question_id INTEGER NOT NULL,     -- the question answered
    file_id INTEGER NOT NULL,         -- the upload
    position INTEGER NOT NULL DEFAULT 1, -- among those of the question
    credit TEXT NOT NULL DEFAULT '',  -- "Foto: …"
    alt_de TEXT NOT NULL DEFAULT '',  -- alternative text
    alt_en TEXT NOT NULL DEFAULT '',  -- the same in English
    PRIMARY KEY (entry_id, question_id, file_id),
    CONSTRAINT picture_entry FOREIGN KEY (entry_id) REFERENCES entry (id),
    CONSTRAINT picture_question
        FOREIGN KEY (question_id) REFERENCES question (id),
    CONSTRAINT picture_file FOREIGN KEY (file_id) REFERENCES file (id)
) STRICT;
INSERT INTO picture_new (entry_id, question_id, file_id, credit, alt_de, alt_en)
SELECT entry_id, question_id, file_id, credit, alt_de, alt_en FROM picture;
DROP TABLE picture;
ALTER TABLE picture_new RENAME TO picture;
CREATE INDEX picture_question ON picture (question_id);
CREATE INDEX picture_file ON picture (file_id);

-- The same for documents.
CREATE TABLE document_new (
    entry_id INTEGER NOT NULL,        -- the nomination
    question_id INTEGER NOT NULL,     -- the question answered
    file_id INTEGER NOT NULL,         -- the upload
    position INTEGER NOT NULL DEFAULT 1, -- among those of the question
    PRIMARY KEY (entry_id, question_id, file_id),
    CONSTRAINT document_entry FOREIGN KEY (entry_id) REFERENCES entry (id),
    CONSTRAINT document_question
        FOREIGN KEY (question_id) REFERENCES question (id),
    CONSTRAINT document_file FOREIGN KEY (file_id) REFERENCES file (id)
) STRICT;
INSERT INTO document_new (entry_id, question_id, file_id)
SELECT entry_id, question_id, file_id FROM document;
DROP TABLE document;
ALTER TABLE document_new RENAME TO document;
CREATE INDEX document_question ON document (question_id);
CREATE INDEX document_file ON document (file_id);

-- The files that answer a nomination's questions.
CREATE VIEW entry_file AS
SELECT entry_id, question_id, file_id, position FROM picture
UNION ALL
SELECT entry_id, question_id, file_id, position FROM document;

-- What a file is part of, how large its picture is, and what became of it.
ALTER TABLE file ADD COLUMN entry_id INTEGER -- the nomination that it was
    -- uploaded for, whose company's budget it counts in; NULL: none
    CONSTRAINT file_entry REFERENCES entry (id);
ALTER TABLE file ADD COLUMN width INTEGER; -- pixels, upright; NULL: no picture
    -- made of pixels, or uploaded before this was noted
ALTER TABLE file ADD COLUMN height INTEGER; -- the same
ALTER TABLE file ADD COLUMN idle_at INTEGER; -- since when no row needs it
ALTER TABLE file ADD COLUMN gone_at INTEGER; -- when its bytes were erased; the
    -- row stays, as versions of answers and the log name it
UPDATE file SET entry_id =
    (SELECT min(p.entry_id) FROM entry_file p WHERE p.file_id = file.id);
CREATE INDEX file_entry ON file (entry_id);

-- A file that was taken out of an answer, with its words: it can be brought
-- back as long as its bytes are there.
CREATE TABLE removal (
    entry_id INTEGER NOT NULL,        -- the nomination
    question_id INTEGER NOT NULL,     -- the question that it answered
    file_id INTEGER NOT NULL,         -- the upload
    credit TEXT NOT NULL DEFAULT '',  -- as it stood in picture
    alt_de TEXT NOT NULL DEFAULT '',  -- the same
    alt_en TEXT NOT NULL DEFAULT '',  -- the same
    removed_by INTEGER,               -- NULL: by the command line
    removed_at INTEGER NOT NULL,      -- when
    PRIMARY KEY (entry_id, question_id, file_id),
    CONSTRAINT removal_entry FOREIGN KEY (entry_id) REFERENCES entry (id),
    CONSTRAINT removal_question
        FOREIGN KEY (question_id) REFERENCES question (id),
    CONSTRAINT removal_file FOREIGN KEY (file_id) REFERENCES file (id),
    CONSTRAINT removal_user FOREIGN KEY (removed_by) REFERENCES user (id)
) STRICT;
CREATE INDEX removal_question ON removal (question_id);
CREATE INDEX removal_file ON removal (file_id);
CREATE INDEX removal_user ON removal (removed_by);

-- Whose turn it is in the queue: companies wait in lanes of their own, and each
-- job of a lane gets a higher turn than the one before (model/job.c).
CREATE TABLE job_turn (
    job_id INTEGER PRIMARY KEY,       -- the job
    lane TEXT NOT NULL,               -- "organisation 7", "user 3", "": nobody
    turn INTEGER NOT NULL,            -- the lowest is taken first
    CONSTRAINT job_turn_job FOREIGN KEY (job_id) REFERENCES job (id)
) STRICT;
CREATE INDEX job_turn_lane ON job_turn (lane, turn);

-- The files that something needs: all others are erased after a time
-- (model/sweep.c). A table that refers to files belongs in here.
CREATE VIEW needed_file AS
SELECT file_id FROM picture
UNION ALL
SELECT file_id FROM document
UNION ALL
SELECT file_id FROM note_photo
UNION ALL
SELECT logo_file_id AS file_id FROM partner WHERE logo_file_id IS NOT NULL;
