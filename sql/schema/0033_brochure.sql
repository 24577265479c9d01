-- What leaves the house: the brochure's design, order and own pages; the page
-- of each company with its versions and releases; the winners' kit; addresses
-- that stay; and jobs for all of it.

-- Design ---------------------------------------------------------------------

-- How an edition's brochure looks; without a row: A4, both languages side by
-- side, Vollkorn and Inter. The accent as RGB is the edition's.
CREATE TABLE brochure_design (
    edition_id INTEGER PRIMARY KEY,   -- the edition
    format TEXT NOT NULL DEFAULT 'a4', -- of the trimmed page; square: 210 mm
    languages TEXT NOT NULL DEFAULT 'both', -- side by side, or two books
    font_text TEXT NOT NULL DEFAULT 'Vollkorn', -- family of running text
    font_head TEXT NOT NULL DEFAULT 'Inter', -- of headings and tables
    cyan INTEGER,                     -- the accent in print, per cent; NULL:
    magenta INTEGER,                  -- worked out from the RGB one
    yellow INTEGER,                   -- all four or none
    black INTEGER,                    -- the fourth
    nominee_pages INTEGER NOT NULL DEFAULT 0, -- 1 or 2 for each; 0: one, and
                                      -- two where the texts need them
    link_codes INTEGER NOT NULL DEFAULT 1, -- 1: web addresses also as QR code
    logo_file_id INTEGER,             -- of the award; NULL: its name is set
    cover_file_id INTEGER,            -- the photo; NULL: the laurel alone
    cover_credit TEXT NOT NULL DEFAULT '', -- "Foto: …"
    cover_alt_de TEXT NOT NULL DEFAULT '', -- alternative text
    cover_alt_en TEXT NOT NULL DEFAULT '', -- the same in English
    changed_at INTEGER NOT NULL,      -- when
    CONSTRAINT brochure_design_edition
        FOREIGN KEY (edition_id) REFERENCES edition (id),
    CONSTRAINT brochure_design_logo
        FOREIGN KEY (logo_file_id) REFERENCES file (id),
    CONSTRAINT brochure_design_cover
        FOREIGN KEY (cover_file_id) REFERENCES file (id),
    CONSTRAINT brochure_design_format CHECK (format IN ('a4', 'a5', 'square')),
    CONSTRAINT brochure_design_languages CHECK (languages IN ('both', 'two')),
    CONSTRAINT brochure_design_pages CHECK (nominee_pages IN (0, 1, 2)),
    CONSTRAINT brochure_design_codes CHECK (link_codes IN (0, 1)),
    CONSTRAINT brochure_design_inks CHECK
        ((cyan IS NULL) = (magenta IS NULL) AND (cyan IS NULL) = (yellow IS NULL)
         AND (cyan IS NULL) = (black IS NULL)
         AND COALESCE(cyan, 0) BETWEEN 0 AND 100
         AND COALESCE(magenta, 0) BETWEEN 0 AND 100
         AND COALESCE(yellow, 0) BETWEEN 0 AND 100
         AND COALESCE(black, 0) BETWEEN 0 AND 100)
) STRICT;
CREATE INDEX brochure_design_logo ON brochure_design (logo_file_id);
CREATE INDEX brochure_design_cover ON brochure_design (cover_file_id);

-- The parts between cover and back, in order. An edition without a row has the
-- usual ones (model/brochure_part.h); else these alone.
CREATE TABLE brochure_part (
    id INTEGER PRIMARY KEY,           -- number of the row
    edition_id INTEGER NOT NULL,      -- the edition
    position INTEGER NOT NULL,        -- from 1
    kind TEXT NOT NULL,               -- what it prints; own: a page of its own
    shown INTEGER NOT NULL DEFAULT 1, -- 0: left out
    title_de TEXT NOT NULL DEFAULT '', -- '' : the usual heading
    title_en TEXT NOT NULL DEFAULT '', -- the same in English
    body_de TEXT NOT NULL DEFAULT '', -- own: Markdown
    body_en TEXT NOT NULL DEFAULT '', -- the same in English
    file_id INTEGER,                  -- own: a picture; NULL: none
    credit TEXT NOT NULL DEFAULT '',  -- of the picture
    alt_de TEXT NOT NULL DEFAULT '',  -- alternative text
    alt_en TEXT NOT NULL DEFAULT '',  -- the same in English
    CONSTRAINT brochure_part_edition
        FOREIGN KEY (edition_id) REFERENCES edition (id),
    CONSTRAINT brochure_part_file FOREIGN KEY (file_id) REFERENCES file (id),
    CONSTRAINT brochure_part_shown CHECK (shown IN (0, 1)),
    CONSTRAINT brochure_part_kind CHECK (kind IN
        ('contents', 'greetings', 'about', 'jury', 'overview', 'entries',
         'specials', 'participants', 'call', 'partners', 'imprint', 'own'))
) STRICT;
CREATE INDEX brochure_part_edition ON brochure_part (edition_id, position);
CREATE INDEX brochure_part_file ON brochure_part (file_id);

-- What is special about a company's pages; without a row: nothing.
CREATE TABLE brochure_entry (
    entry_id INTEGER PRIMARY KEY,     -- the nomination
    position INTEGER,                 -- among those of its category; NULL: after
                                      -- these, winners first, then by name
    shown INTEGER NOT NULL DEFAULT 1, -- 0: left out
    pages INTEGER NOT NULL DEFAULT 0, -- 1 or 2; 0: as the design says
    CONSTRAINT brochure_entry_entry
        FOREIGN KEY (entry_id) REFERENCES entry (id) ON DELETE CASCADE,
    CONSTRAINT brochure_entry_shown CHECK (shown IN (0, 1)),
    CONSTRAINT brochure_entry_pages CHECK (pages IN (0, 1, 2))
) STRICT;

-- Greetings, in order. (Before: one, as edition_text of kind 'greeting'.)
CREATE TABLE greeting (
    id INTEGER PRIMARY KEY,           -- number of the row
    edition_id INTEGER NOT NULL,      -- the edition
    position INTEGER NOT NULL,        -- from 1
    name TEXT NOT NULL,               -- who greets
    function_de TEXT NOT NULL DEFAULT '', -- under the name
    function_en TEXT NOT NULL DEFAULT '', -- the same in English
    body_de TEXT NOT NULL DEFAULT '', -- Markdown
    body_en TEXT NOT NULL DEFAULT '', -- the same in English
    portrait_file_id INTEGER,         -- NULL: none
    credit TEXT NOT NULL DEFAULT '',  -- of the portrait
    CONSTRAINT greeting_edition FOREIGN KEY (edition_id)
        REFERENCES edition (id),
    CONSTRAINT greeting_portrait FOREIGN KEY (portrait_file_id)
        REFERENCES file (id)
) STRICT;
CREATE INDEX greeting_edition ON greeting (edition_id, position);
CREATE INDEX greeting_portrait ON greeting (portrait_file_id);
INSERT INTO greeting (edition_id, position, name, function_de, function_en,
                      body_de, body_en)
SELECT edition_id, 1, author, author_function_de, author_function_en, body_de,
       body_en
  FROM edition_text
 WHERE kind = 'greeting' AND (body_de <> '' OR body_en <> '');
DELETE FROM edition_text WHERE kind = 'greeting';

-- Pages of companies ----------------------------------------------------------

-- What is printed in place of an answer: the editorial text. The answers stay
-- as they were submitted.
CREATE TABLE page_text (
    entry_id INTEGER NOT NULL,        -- the nomination
    slot TEXT NOT NULL,               -- as question.slot, or name, photo_credit,
                                      -- photo_alt_de, photo_alt_en
    value TEXT NOT NULL,              -- what is printed; '' : nothing
    changed_at INTEGER NOT NULL,      -- when
    changed_by INTEGER,               -- NULL: through a personal link
    PRIMARY KEY (entry_id, slot),
    CONSTRAINT page_text_entry
        FOREIGN KEY (entry_id) REFERENCES entry (id) ON DELETE CASCADE,
    CONSTRAINT page_text_user FOREIGN KEY (changed_by) REFERENCES user (id),
    CONSTRAINT page_text_slot CHECK (slot IN ('name', 'seat', 'website',
        'strategy_de', 'strategy_en', 'example_de', 'example_en', 'quote_de',
        'quote_en', 'quote_author', 'quote_function', 'photo_credit',
        'photo_alt_de', 'photo_alt_en'))
) STRICT;
CREATE INDEX page_text_user ON page_text (changed_by);

-- Each state of a page that somebody was asked to release, or released, or that
-- an editor saved: never changed.
CREATE TABLE page_version (
    id INTEGER PRIMARY KEY,           -- number of the row
    entry_id INTEGER NOT NULL,        -- the nomination
    number INTEGER NOT NULL,          -- from 1
    content TEXT NOT NULL,            -- JSON: all that is printed, by slot
    digest TEXT NOT NULL,             -- of the content: what is released
    made_by TEXT NOT NULL,            -- 'answers', 'office' or 'company'
    author TEXT NOT NULL DEFAULT '',  -- the person's name
    made_at INTEGER NOT NULL,         -- when
    CONSTRAINT page_version_number UNIQUE (entry_id, number),
    CONSTRAINT page_version_entry
        FOREIGN KEY (entry_id) REFERENCES entry (id) ON DELETE CASCADE,
    CONSTRAINT page_version_made CHECK
        (made_by IN ('answers', 'office', 'company'))
) STRICT;

-- A personal link to a company's page: one for each person asked.
CREATE TABLE page_link (
    id INTEGER PRIMARY KEY,           -- number of the row
    entry_id INTEGER NOT NULL,        -- the nomination
    name TEXT NOT NULL,               -- whose link it is
    email TEXT NOT NULL,              -- where it was sent
    language TEXT NOT NULL DEFAULT 'de', -- of the mail
    token_hash TEXT NOT NULL,         -- of what the address holds
    created_at INTEGER NOT NULL,      -- when
    created_by INTEGER,               -- NULL: by the program
    expires_at INTEGER NOT NULL,      -- from then on it opens nothing
    opened_at INTEGER,                -- first; NULL: never
    withdrawn_at INTEGER,             -- NULL: not
    CONSTRAINT page_link_token UNIQUE (token_hash),
    CONSTRAINT page_link_entry
        FOREIGN KEY (entry_id) REFERENCES entry (id) ON DELETE CASCADE,
    CONSTRAINT page_link_user FOREIGN KEY (created_by) REFERENCES user (id),
    CONSTRAINT page_link_language CHECK (language IN ('de', 'en'))
) STRICT;
CREATE INDEX page_link_entry ON page_link (entry_id);
CREATE INDEX page_link_user ON page_link (created_by);

-- Who released which version. A page is released while the digest of what would
-- be printed is that of a release that stands.
CREATE TABLE page_release (
    id INTEGER PRIMARY KEY,           -- number of the row
    version_id INTEGER NOT NULL,      -- what was released
    link_id INTEGER,                  -- by which link; NULL: logged in
    user_id INTEGER,                  -- by which account; NULL: by a link
    name TEXT NOT NULL,               -- of the person, as it was
    released_at INTEGER NOT NULL,     -- when
    withdrawn_at INTEGER,             -- NULL: it stands
    CONSTRAINT page_release_version
        FOREIGN KEY (version_id) REFERENCES page_version (id) ON DELETE CASCADE,
    CONSTRAINT page_release_link FOREIGN KEY (link_id)
        REFERENCES page_link (id) ON DELETE CASCADE,
    CONSTRAINT page_release_user FOREIGN KEY (user_id) REFERENCES user (id)
) STRICT;
CREATE INDEX page_release_version ON page_release (version_id);
CREATE INDEX page_release_link ON page_release (link_id);
CREATE INDEX page_release_user ON page_release (user_id);

-- What somebody types into a page and has not saved as a version: one draft for
-- each person, so that a reload loses nothing.
CREATE TABLE page_draft (
    entry_id INTEGER NOT NULL,        -- the nomination
    who TEXT NOT NULL,                -- "link 7" or "user 3"
    content TEXT NOT NULL,            -- JSON: value by slot
    saved_at INTEGER NOT NULL,        -- when
    PRIMARY KEY (entry_id, who),
    CONSTRAINT page_draft_entry
        FOREIGN KEY (entry_id) REFERENCES entry (id) ON DELETE CASCADE
) STRICT;

-- Previews: pages that somebody looks at, laid out alone (app/measure.c).
CREATE TABLE preview (
    id INTEGER PRIMARY KEY,           -- number of the row
    key TEXT NOT NULL,                -- whose: "form 17", "page 17 link 7"
    entry_id INTEGER,                 -- of whom; NULL: an own page
    edition_id INTEGER NOT NULL,      -- of which edition
    data TEXT NOT NULL,               -- data.json, on one line
    images TEXT NOT NULL,             -- JSON: [name in data, digest of file] …
    input_digest TEXT NOT NULL,       -- of both
    state TEXT NOT NULL,              -- how far it got
    message TEXT NOT NULL DEFAULT '', -- why it failed
    pages INTEGER NOT NULL DEFAULT 0, -- that it takes
    fit TEXT NOT NULL DEFAULT '',     -- JSON: page, de, en in thousandths
    wanted_at INTEGER NOT NULL,       -- when it was last asked for
    made_at INTEGER,                  -- when it was done or failed
    CONSTRAINT preview_key UNIQUE (key),
    CONSTRAINT preview_entry
        FOREIGN KEY (entry_id) REFERENCES entry (id) ON DELETE CASCADE,
    CONSTRAINT preview_edition FOREIGN KEY (edition_id) REFERENCES edition (id),
    CONSTRAINT preview_state CHECK (state IN ('wanted', 'done', 'failed'))
) STRICT;
CREATE INDEX preview_entry ON preview (entry_id);
CREATE INDEX preview_edition ON preview (edition_id);
CREATE INDEX preview_wanted ON preview (wanted_at) WHERE state = 'wanted';

-- The winners' kit -------------------------------------------------------------

-- The words of a piece, with {places} that the program fills; without a row:
-- the words of assets/kit.
CREATE TABLE kit_text (
    edition_id INTEGER NOT NULL,      -- the edition
    piece TEXT NOT NULL,              -- as job.product of kind 'kit'
    language TEXT NOT NULL,           -- 'de' or 'en'
    body TEXT NOT NULL,               -- the words
    changed_at INTEGER NOT NULL,      -- when
    changed_by INTEGER,               -- NULL: by the command line
    PRIMARY KEY (edition_id, piece, language),
    CONSTRAINT kit_text_edition FOREIGN KEY (edition_id)
        REFERENCES edition (id),
    CONSTRAINT kit_text_user FOREIGN KEY (changed_by) REFERENCES user (id),
    CONSTRAINT kit_text_language CHECK (language IN ('de', 'en'))
) STRICT;
CREATE INDEX kit_text_user ON kit_text (changed_by);

-- For who speaks at the ceremony.
CREATE TABLE ceremony_note (
    entry_id INTEGER PRIMARY KEY,     -- the nomination
    position INTEGER,                 -- in the order of the evening; NULL: after
                                      -- these, as in the brochure
    pronunciation TEXT NOT NULL DEFAULT '', -- "Nordhang: Betonung auf Nord"
    guests TEXT NOT NULL DEFAULT '',  -- a line for each place card: "name; what"
    laudator TEXT NOT NULL DEFAULT '', -- who holds the laudatio
    laudatio_de TEXT NOT NULL DEFAULT '', -- its words; '': the jury's reason
    laudatio_en TEXT NOT NULL DEFAULT '', -- the same in English
    CONSTRAINT ceremony_note_entry
        FOREIGN KEY (entry_id) REFERENCES entry (id) ON DELETE CASCADE
) STRICT;

-- Public pages -------------------------------------------------------------------

-- The part of a company's address in an edition: /winners/2026/lichtwerk. Given
-- once, kept for ever, also when the company changes its name.
CREATE TABLE address (
    entry_id INTEGER PRIMARY KEY,     -- the nomination
    edition_id INTEGER NOT NULL,      -- its edition
    slug TEXT NOT NULL,               -- letters, digits, hyphens
    CONSTRAINT address_slug UNIQUE (edition_id, slug),
    CONSTRAINT address_entry
        FOREIGN KEY (entry_id) REFERENCES entry (id) ON DELETE CASCADE,
    CONSTRAINT address_edition FOREIGN KEY (edition_id) REFERENCES edition (id)
) STRICT;

-- By which public questions of kind choice, multi or number visitors filter.
ALTER TABLE question ADD COLUMN filter TEXT NOT NULL DEFAULT ''
    CONSTRAINT question_filter CHECK
        (filter IN ('', 'branch', 'size', 'measure'));

-- Jobs -----------------------------------------------------------------------------

CREATE TABLE job_new (
    id INTEGER PRIMARY KEY,           -- number of the row
    kind TEXT NOT NULL,               -- what is to be done
    edition_id INTEGER,               -- of a brochure, kit or package
    file_id INTEGER,                  -- of an image or document to render
    product TEXT NOT NULL DEFAULT '', -- brochure: screen, print, proof; kit: the
                                      -- piece; package: designer
    language TEXT NOT NULL DEFAULT '', -- de, en; '': both side by side
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
    pages INTEGER NOT NULL DEFAULT 0, -- of the result
    seconds REAL NOT NULL DEFAULT 0,  -- that it took
    memory_kb INTEGER NOT NULL DEFAULT 0, -- of the confined child
    notes TEXT NOT NULL DEFAULT '',   -- JSON: what was left out and why
    input_digest TEXT NOT NULL DEFAULT '', -- same input: the same file again
    CONSTRAINT job_edition FOREIGN KEY (edition_id) REFERENCES edition (id),
    CONSTRAINT job_file FOREIGN KEY (file_id) REFERENCES file (id),
    CONSTRAINT job_user FOREIGN KEY (created_by) REFERENCES user (id),
    CONSTRAINT job_kind CHECK (kind IN
        ('image', 'document', 'brochure', 'kit', 'package')),
    CONSTRAINT job_language CHECK (language IN ('', 'de', 'en')),
    CONSTRAINT job_product CHECK
        (kind NOT IN ('brochure', 'kit', 'package') OR product <> ''),
    CONSTRAINT job_state CHECK
        (state IN ('waiting', 'running', 'done', 'failed', 'cancelled'))
) STRICT;
INSERT INTO job_new (id, kind, edition_id, file_id, product, state, progress,
                     message, attempts, created_by, created_at, started_at,
                     heartbeat_at, finished_at, result, result_bytes,
                     input_digest)
SELECT id, kind, edition_id, file_id,
       CASE WHEN kind <> 'brochure' THEN '' WHEN print = 1 THEN 'print'
            ELSE 'screen' END,
       state, progress, message, attempts, created_by, created_at, started_at,
       heartbeat_at, finished_at, result, result_bytes, input_digest
  FROM job;
DROP TABLE job;
ALTER TABLE job_new RENAME TO job;
CREATE INDEX job_state ON job (state, id);
CREATE INDEX job_edition ON job (edition_id);
CREATE INDEX job_file ON job (file_id);
CREATE INDEX job_user ON job (created_by);

-- The brochure's own pictures are needed too.
DROP VIEW needed_file;
CREATE VIEW needed_file AS
SELECT file_id FROM picture
UNION ALL
SELECT file_id FROM document
UNION ALL
SELECT file_id FROM note_photo
UNION ALL
SELECT file_id FROM submission_file
UNION ALL
SELECT logo_file_id AS file_id FROM partner WHERE logo_file_id IS NOT NULL
UNION ALL
SELECT logo_file_id FROM brochure_design WHERE logo_file_id IS NOT NULL
UNION ALL
SELECT cover_file_id FROM brochure_design WHERE cover_file_id IS NOT NULL
UNION ALL
SELECT file_id FROM brochure_part WHERE file_id IS NOT NULL
UNION ALL
SELECT portrait_file_id FROM greeting WHERE portrait_file_id IS NOT NULL;
