-- The form of a nomination: more kinds of questions, questions that are asked
-- only in some cases, and what is asked before the form is shown.

-- Categories: which size belongs here, in hundredths of a person or of a
-- full-time equivalent; a half-open interval, so that no size fits two.
ALTER TABLE category ADD COLUMN size_from INTEGER;  -- included; NULL: from 0
ALTER TABLE category ADD COLUMN size_below INTEGER  -- excluded; NULL: no end
    CONSTRAINT category_size CHECK
        (size_below IS NULL OR size_below > COALESCE(size_from, 0));

-- Said above the questions of eligibility; "" for nothing.
ALTER TABLE edition ADD COLUMN eligibility_de TEXT NOT NULL DEFAULT '';
ALTER TABLE edition ADD COLUMN eligibility_en TEXT NOT NULL DEFAULT '';

-- Questions: kinds 'money', 'date', 'multi' and 'table', lower limits and
-- conditions. A CHECK cannot be altered, so the table is written anew; foreign
-- keys are off meanwhile.
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
    characters_min INTEGER,           -- including spaces, for submitting
    characters_max INTEGER,           -- including spaces
    number_min INTEGER,               -- of number, money (cents), table (each)
    number_max INTEGER,               -- the same; NULL: no bound
    date_min TEXT,                    -- of kind date: "2026-01-31"
    date_max TEXT,                    -- the same; NULL: no bound
    count_min INTEGER,                -- boxes or rows, for submitting
    count_max INTEGER,                -- boxes or rows
    column_label_de TEXT NOT NULL DEFAULT '', -- of kind table: over the labels
    column_label_en TEXT NOT NULL DEFAULT '', -- the same in English
    column_number_de TEXT NOT NULL DEFAULT '', -- over the numbers
    column_number_en TEXT NOT NULL DEFAULT '', -- the same in English
    audience TEXT NOT NULL DEFAULT 'jury', -- who but the company may read it
    slot TEXT NOT NULL DEFAULT '',    -- where the brochure prints it; '': not
    identifying INTEGER NOT NULL DEFAULT 0, -- 1: a blind edition hides it
    shown_if_id INTEGER,              -- the question on whose answer it depends
                                      -- (question_condition); NULL: on none
    CONSTRAINT question_code UNIQUE (edition_id, code),
    CONSTRAINT question_edition
        FOREIGN KEY (edition_id) REFERENCES edition (id),
    CONSTRAINT question_section
        FOREIGN KEY (section_id) REFERENCES section (id),
    CONSTRAINT question_shown_if
        FOREIGN KEY (shown_if_id) REFERENCES question (id),
    CONSTRAINT question_kind CHECK (kind IN
        ('short', 'long', 'number', 'money', 'date', 'choice', 'multi', 'yesno',
         'table', 'url', 'email', 'image', 'file')),
    CONSTRAINT question_language CHECK (language IN ('', 'de', 'en')),
    CONSTRAINT question_audience CHECK
        (audience IN ('organiser', 'jury', 'public')),
    CONSTRAINT question_required CHECK (required IN (0, 1)),
    CONSTRAINT question_identifying CHECK (identifying IN (0, 1)),
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
                          audience, slot, identifying)
SELECT id, edition_id, section_id, code, position, kind, language, label_de,
       label_en, help_de, help_en, required, characters_max, number_min,
       number_max, audience, slot, identifying
  FROM question;
DROP TABLE question;
ALTER TABLE question_new RENAME TO question;
CREATE INDEX question_section ON question (section_id);
CREATE INDEX question_shown_if ON question (shown_if_id);

-- Shown only if the answer to shown_if_id is, or contains, one of these.
CREATE TABLE question_condition (
    question_id INTEGER NOT NULL,     -- the question that is shown or not
    value TEXT NOT NULL,              -- 'yes', 'no' or a choice's code
    PRIMARY KEY (question_id, value),
    CONSTRAINT question_condition_question
        FOREIGN KEY (question_id) REFERENCES question (id)
) STRICT;

-- The categories in which it is asked; without a row: in all.
CREATE TABLE question_category (
    question_id INTEGER NOT NULL,     -- the question
    category_id INTEGER NOT NULL,     -- the category
    PRIMARY KEY (question_id, category_id),
    CONSTRAINT question_category_question
        FOREIGN KEY (question_id) REFERENCES question (id),
    CONSTRAINT question_category_category
        FOREIGN KEY (category_id) REFERENCES category (id)
) STRICT;
CREATE INDEX question_category_category ON question_category (category_id);

-- Which questions are asked of which nomination: its category has them, and the
-- condition of each, and of every question it depends on, holds. The answer to
-- another one is kept, but neither demanded nor shown nor printed.
CREATE VIEW asked AS
SELECT e.id AS entry_id, q.id AS question_id
  FROM entry e
  JOIN question q ON q.edition_id = e.edition_id
 WHERE NOT EXISTS (
       WITH RECURSIVE need (id) AS (
            SELECT q.id
            UNION
            SELECT p.shown_if_id FROM need JOIN question p ON p.id = need.id
             WHERE p.shown_if_id IS NOT NULL)
       SELECT 1 FROM need JOIN question p ON p.id = need.id
        WHERE (EXISTS (SELECT 1 FROM question_category k
                        WHERE k.question_id = p.id)
               AND NOT EXISTS (SELECT 1 FROM question_category k
                                WHERE k.question_id = p.id
                                  AND k.category_id =
                                      CASE WHEN e.state = 'draft'
                                           THEN e.category_id
                                           ELSE COALESCE(e.confirmed_category_id,
                                                         e.category_id) END))
           OR (p.shown_if_id IS NOT NULL
               AND NOT EXISTS (SELECT 1 FROM answer a
                                 JOIN question_condition v
                                   ON v.question_id = p.id
                                WHERE a.entry_id = e.id
                                  AND a.question_id = p.shown_if_id
                                  -- one of several codes joined by spaces
                                  AND replace(' ' || a.value || ' ',
                                              ' ' || v.value || ' ', '')
                                      <> ' ' || a.value || ' ')));

-- Eligibility -----------------------------------------------------------------

-- What is asked before the form, and which answer rules a company out.
CREATE TABLE eligibility_question (
    id INTEGER PRIMARY KEY,           -- number of the row
    edition_id INTEGER NOT NULL,      -- the edition it belongs to
    code TEXT NOT NULL,               -- in files and field names: "region"
    position INTEGER NOT NULL,        -- order on the page, from 1
    kind TEXT NOT NULL,               -- how it is answered
    label_de TEXT NOT NULL,           -- what is asked
    label_en TEXT NOT NULL,           -- the same in English
    help_de TEXT NOT NULL DEFAULT '', -- hint under the label, "" for none
    help_en TEXT NOT NULL DEFAULT '', -- the same in English
    refused TEXT NOT NULL DEFAULT '', -- the answer that rules out; '': none
    refusal_de TEXT NOT NULL DEFAULT '', -- why, and what can be done
    refusal_en TEXT NOT NULL DEFAULT '', -- the same in English
    unit TEXT NOT NULL DEFAULT '',    -- of kind size: what is counted
    years INTEGER NOT NULL DEFAULT 0, -- of kind winner: how far back
    category_id INTEGER,              -- proposed after a yes; NULL: none
    CONSTRAINT eligibility_question_code UNIQUE (edition_id, code),
    CONSTRAINT eligibility_question_edition
        FOREIGN KEY (edition_id) REFERENCES edition (id),
    CONSTRAINT eligibility_question_category
        FOREIGN KEY (category_id) REFERENCES category (id),
    CONSTRAINT eligibility_question_kind CHECK
        (kind IN ('yesno', 'size', 'winner')),
    CONSTRAINT eligibility_question_refused CHECK
        (refused IN ('', 'yes', 'no')),
    CONSTRAINT eligibility_question_unit CHECK (unit IN ('', 'heads', 'fte')),
    CONSTRAINT eligibility_question_years CHECK (years BETWEEN 0 AND 100)
) STRICT;
CREATE INDEX eligibility_question_category
    ON eligibility_question (category_id);

-- The present answer; each change is in the audit log.
CREATE TABLE eligibility_answer (
    entry_id INTEGER NOT NULL,        -- the nomination
    question_id INTEGER NOT NULL,     -- the question answered
    value TEXT NOT NULL,              -- 'yes', 'no', or a size in hundredths
    updated_by INTEGER,               -- NULL: by the program
    updated_at INTEGER NOT NULL,      -- of the last change
    PRIMARY KEY (entry_id, question_id),
    CONSTRAINT eligibility_answer_entry
        FOREIGN KEY (entry_id) REFERENCES entry (id),
    CONSTRAINT eligibility_answer_question
        FOREIGN KEY (question_id) REFERENCES eligibility_question (id),
    CONSTRAINT eligibility_answer_user
        FOREIGN KEY (updated_by) REFERENCES user (id)
) STRICT;
CREATE INDEX eligibility_answer_question ON eligibility_answer (question_id);
CREATE INDEX eligibility_answer_user ON eligibility_answer (updated_by);
