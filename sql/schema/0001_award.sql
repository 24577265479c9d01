-- The award home. Conventions for every table: STRICT; times are Unix seconds
-- (UTC) in columns that end in _at; every closed set has a CHECK; every foreign
-- key has an index; texts for readers come in pairs, _de and _en, and an empty
-- one stands for "show the other".

-- People and how they log in ------------------------------------------------

CREATE TABLE user (
    id INTEGER PRIMARY KEY,           -- number of the row
    email TEXT NOT NULL,              -- as typed, for writing to
    email_key TEXT NOT NULL,          -- casefolded, for finding
    name TEXT NOT NULL,               -- as it is printed, "Dr. Ada Beispiel"
    language TEXT NOT NULL DEFAULT 'de', -- of mails, and after login
    password_hash TEXT,               -- Argon2id string; NULL until one was set
    created_at INTEGER NOT NULL,      -- when the row was made
    email_confirmed_at INTEGER,       -- when a link sent there was followed
    disabled_at INTEGER,              -- no login, no session from then on
    CONSTRAINT user_email UNIQUE (email_key),
    CONSTRAINT user_language CHECK (language IN ('de', 'en'))
) STRICT;

-- A person can hold several roles; which rows a role reaches is decided by
-- membership (company), jury_member (juror) or not at all (organiser).
CREATE TABLE user_role (
    user_id INTEGER NOT NULL,         -- the person
    role TEXT NOT NULL,               -- what the person may do
    granted_at INTEGER NOT NULL,      -- when
    PRIMARY KEY (user_id, role),
    CONSTRAINT user_role_user FOREIGN KEY (user_id) REFERENCES user (id),
    CONSTRAINT user_role_role CHECK (role IN ('organiser', 'juror', 'company'))
) STRICT;

CREATE TABLE session (
    id INTEGER PRIMARY KEY,           -- number of the row
    token_digest TEXT NOT NULL,       -- BLAKE2b of the cookie; never the token
    user_id INTEGER NOT NULL,         -- the person
    created_at INTEGER NOT NULL,      -- of the login
    seen_at INTEGER NOT NULL,         -- written at most once a minute
    expires_at INTEGER NOT NULL,      -- absolute end, whatever happens
    CONSTRAINT session_token UNIQUE (token_digest),
    CONSTRAINT session_user FOREIGN KEY (user_id) REFERENCES user (id)
) STRICT;
CREATE INDEX session_user ON session (user_id);

-- A link that lets its holder set a password or confirm an address, once.
CREATE TABLE link_token (
    id INTEGER PRIMARY KEY,           -- number of the row
    token_digest TEXT NOT NULL,       -- BLAKE2b of the token in the link
    user_id INTEGER NOT NULL,         -- the person
    kind TEXT NOT NULL,               -- what following it does
    created_at INTEGER NOT NULL,      -- when the row was made
    expires_at INTEGER NOT NULL,      -- the link stops working then
    used_at INTEGER,                  -- NULL: not used yet
    CONSTRAINT link_token_token UNIQUE (token_digest),
    CONSTRAINT link_token_user FOREIGN KEY (user_id) REFERENCES user (id),
    CONSTRAINT link_token_kind CHECK (kind IN ('invite', 'reset', 'confirm'))
) STRICT;
CREATE INDEX link_token_user ON link_token (user_id);

-- Attempts to log in, register or ask for a reset, for the rate limit. Digests
-- only: neither unknown addresses nor networks are kept in the clear.
CREATE TABLE attempt (
    id INTEGER PRIMARY KEY,           -- number of the row
    subject_digest TEXT NOT NULL,     -- keyed digest of the account's address
    network_digest TEXT NOT NULL,     -- keyed digest of the client's address
    kind TEXT NOT NULL,               -- at what
    attempted_at INTEGER NOT NULL,    -- when
    CONSTRAINT attempt_kind CHECK (kind IN ('login', 'register', 'reset'))
) STRICT;
CREATE INDEX attempt_subject ON attempt (subject_digest, attempted_at);
CREATE INDEX attempt_network ON attempt (network_digest, attempted_at);
CREATE INDEX attempt_time ON attempt (attempted_at);

-- Companies ------------------------------------------------------------------

CREATE TABLE organisation (
    id INTEGER PRIMARY KEY,           -- number of the row
    name TEXT NOT NULL,               -- "Beispiel Optik GmbH"
    created_at INTEGER NOT NULL       -- first seen
) STRICT;

CREATE TABLE membership (
    user_id INTEGER NOT NULL,         -- the person
    organisation_id INTEGER NOT NULL, -- the company
    created_at INTEGER NOT NULL,      -- when the row was made
    PRIMARY KEY (user_id, organisation_id),
    CONSTRAINT membership_user FOREIGN KEY (user_id) REFERENCES user (id),
    CONSTRAINT membership_organisation
        FOREIGN KEY (organisation_id) REFERENCES organisation (id)
) STRICT;
CREATE INDEX membership_organisation ON membership (organisation_id);

-- Files ----------------------------------------------------------------------

-- An uploaded file; its bytes lie in files/DIGEST under the award home.
CREATE TABLE file (
    id INTEGER PRIMARY KEY,           -- number of the row
    digest TEXT NOT NULL,             -- BLAKE2b of the bytes, lower hex
    name TEXT NOT NULL,               -- as the uploader called it
    type TEXT NOT NULL,               -- media type found in the content
    bytes INTEGER NOT NULL,           -- size of the upload
    uploaded_by INTEGER,              -- NULL: by the command line
    uploaded_at INTEGER NOT NULL,     -- when
    render_state TEXT NOT NULL DEFAULT 'none', -- of its renditions, if an image
    render_problem TEXT,              -- why it failed, in English, for the log
    CONSTRAINT file_user FOREIGN KEY (uploaded_by) REFERENCES user (id),
    CONSTRAINT file_render CHECK
        (render_state IN ('none', 'waiting', 'done', 'failed'))
) STRICT;
CREATE INDEX file_digest ON file (digest);
CREATE INDEX file_user ON file (uploaded_by);

-- Re-encoded images without metadata: the only form in which one is shown.
CREATE TABLE rendition (
    file_id INTEGER NOT NULL,         -- the upload
    size TEXT NOT NULL,               -- for which use
    digest TEXT NOT NULL,             -- bytes lie in files/DIGEST
    type TEXT NOT NULL,               -- media type
    bytes INTEGER NOT NULL,           -- size of the file
    width INTEGER NOT NULL,           -- pixels
    height INTEGER NOT NULL,          -- pixels
    PRIMARY KEY (file_id, size),
    CONSTRAINT rendition_file FOREIGN KEY (file_id) REFERENCES file (id),
    CONSTRAINT rendition_size CHECK (size IN ('print', 'screen', 'thumb'))
) STRICT;

-- Editions and their set-up --------------------------------------------------

CREATE TABLE edition (
    id INTEGER PRIMARY KEY,           -- number of the row
    slug TEXT NOT NULL,               -- in addresses: "2026"
    number INTEGER NOT NULL,          -- 10 for the 10th edition
    year INTEGER NOT NULL,            -- for headings and receipt numbers
    title_de TEXT NOT NULL,           -- heading
    title_en TEXT NOT NULL,           -- the same in English
    motto_de TEXT NOT NULL DEFAULT '', -- one line under the title
    motto_en TEXT NOT NULL DEFAULT '', -- the same in English
    organiser TEXT NOT NULL DEFAULT '', -- who offers the prize, for the imprint
    phase INTEGER NOT NULL DEFAULT 0, -- 0 draft 1 open 2 closed 3 check
                                      -- 4 declarations 5 scoring 1 6 meeting 1
                                      -- 7 visits 8 stage 2 9 embargo
                                      -- 10 ceremony 11 published 12 archived
    opens_at INTEGER,                 -- announced begin of the call
    deadline_at INTEGER,              -- last second in which one may submit
    ceremony_at INTEGER,              -- announced; nothing hangs on it
    embargo_at INTEGER,               -- until then nobody learns the winners
    accent TEXT NOT NULL DEFAULT '#2f6b4f', -- one colour, #rrggbb
    email TEXT NOT NULL DEFAULT '',   -- the award office, for questions
    created_at INTEGER NOT NULL,      -- when the row was made
    last_number INTEGER NOT NULL DEFAULT 0, -- last receipt number given out
    CONSTRAINT edition_slug UNIQUE (slug),
    CONSTRAINT edition_phase CHECK (phase BETWEEN 0 AND 12)
) STRICT;

CREATE TABLE category (
    id INTEGER PRIMARY KEY,           -- number of the row
    edition_id INTEGER NOT NULL,      -- the edition it belongs to
    code TEXT NOT NULL,               -- in files: "kmu"
    position INTEGER NOT NULL,        -- order on pages and in print, from 1
    name_de TEXT NOT NULL,            -- as readers see it
    name_en TEXT NOT NULL,            -- the same in English
    description_de TEXT NOT NULL DEFAULT '', -- who belongs here
    description_en TEXT NOT NULL DEFAULT '', -- the same in English
    CONSTRAINT category_code UNIQUE (edition_id, code),
    CONSTRAINT category_edition
        FOREIGN KEY (edition_id) REFERENCES edition (id)
) STRICT;

-- Texts of an edition: for its page and its brochure.
CREATE TABLE edition_text (
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
        (kind IN ('call', 'greeting', 'about', 'imprint', 'next_call'))
) STRICT;

CREATE TABLE partner (
    id INTEGER PRIMARY KEY,           -- number of the row
    edition_id INTEGER NOT NULL,      -- the edition it belongs to
    position INTEGER NOT NULL,        -- order on pages and in print, from 1
    tier TEXT NOT NULL,               -- in which group it is printed
    name TEXT NOT NULL,               -- "Sparkasse Beispiel"
    url TEXT NOT NULL DEFAULT '',     -- https://…, "" for none
    logo_file_id INTEGER,             -- NULL: the name is printed instead
    CONSTRAINT partner_edition FOREIGN KEY (edition_id) REFERENCES edition (id),
    CONSTRAINT partner_logo FOREIGN KEY (logo_file_id) REFERENCES file (id),
    CONSTRAINT partner_tier CHECK
        (tier IN ('organiser', 'funder', 'partner', 'sponsor'))
) STRICT;
CREATE INDEX partner_edition ON partner (edition_id);
CREATE INDEX partner_logo ON partner (logo_file_id);

-- The nomination form is data: sections, questions, choices.
CREATE TABLE section (
    id INTEGER PRIMARY KEY,           -- number of the row
    edition_id INTEGER NOT NULL,      -- the edition it belongs to
    code TEXT NOT NULL,               -- in files: "company"
    position INTEGER NOT NULL,        -- order on pages and in print, from 1
    title_de TEXT NOT NULL,           -- heading
    title_en TEXT NOT NULL,           -- the same in English
    help_de TEXT NOT NULL DEFAULT '', -- hint under the label, "" for none
    help_en TEXT NOT NULL DEFAULT '', -- the same in English
    CONSTRAINT section_code UNIQUE (edition_id, code),
    CONSTRAINT section_edition FOREIGN KEY (edition_id) REFERENCES edition (id)
) STRICT;

CREATE TABLE question (
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
        ('short', 'long', 'number', 'choice', 'yesno', 'url', 'email', 'image')),
    CONSTRAINT question_language CHECK (language IN ('', 'de', 'en')),
    CONSTRAINT question_audience CHECK
        (audience IN ('organiser', 'jury', 'public')),
    CONSTRAINT question_required CHECK (required IN (0, 1)),
    CONSTRAINT question_slot CHECK (slot IN ('', 'fact', 'strategy_de',
        'strategy_en', 'example_de', 'example_en', 'quote_de', 'quote_en',
        'quote_author', 'quote_function', 'website', 'seat', 'logo', 'photo'))
) STRICT;
CREATE INDEX question_section ON question (section_id);

CREATE TABLE question_choice (
    question_id INTEGER NOT NULL,     -- the question answered
    code TEXT NOT NULL,               -- what is stored
    position INTEGER NOT NULL,        -- order on the form, from 1
    label_de TEXT NOT NULL,           -- what is asked
    label_en TEXT NOT NULL,           -- the same in English
    PRIMARY KEY (question_id, code),
    CONSTRAINT question_choice_question
        FOREIGN KEY (question_id) REFERENCES question (id)
) STRICT;

-- What a company may be asked to agree to; a changed wording is a new row.
CREATE TABLE consent_kind (
    id INTEGER PRIMARY KEY,           -- number of the row
    edition_id INTEGER NOT NULL,      -- the edition it belongs to
    code TEXT NOT NULL,               -- what is agreed to
    version INTEGER NOT NULL DEFAULT 1, -- of the wording, from 1
    position INTEGER NOT NULL,        -- order on pages and in print, from 1
    text_de TEXT NOT NULL,            -- the words
    text_en TEXT NOT NULL,            -- the same in English
    required INTEGER NOT NULL DEFAULT 0, -- for submitting
    CONSTRAINT consent_kind_code UNIQUE (edition_id, code, version),
    CONSTRAINT consent_kind_edition
        FOREIGN KEY (edition_id) REFERENCES edition (id),
    CONSTRAINT consent_kind_code_set CHECK (code IN
        ('data', 'publication', 'images', 'persons', 'contact')),
    CONSTRAINT consent_kind_required CHECK (required IN (0, 1))
) STRICT;

-- Nominations ----------------------------------------------------------------

CREATE TABLE entry (
    id INTEGER PRIMARY KEY,           -- number of the row
    edition_id INTEGER NOT NULL,      -- the edition it belongs to
    organisation_id INTEGER NOT NULL, -- the company
    code TEXT NOT NULL,               -- in files and exports: "E07"
    category_id INTEGER,              -- as the company chose
    confirmed_category_id INTEGER,    -- as the formal check confirmed
    state TEXT NOT NULL DEFAULT 'draft', -- where it stands
    number INTEGER,                   -- of the receipt, counted per edition
    reject_reason TEXT NOT NULL DEFAULT '', -- said to the company
    created_by INTEGER,               -- NULL: imported
    created_at INTEGER NOT NULL,      -- when the row was made
    updated_at INTEGER NOT NULL,      -- of the last change
    revision INTEGER NOT NULL DEFAULT 1, -- grows with each change
    submitted_at INTEGER,             -- NULL: never
    checked_at INTEGER,               -- admitted or rejected
    withdrawn_at INTEGER,             -- NULL: never
    CONSTRAINT entry_code UNIQUE (edition_id, code),
    CONSTRAINT entry_number UNIQUE (edition_id, number),
    CONSTRAINT entry_edition FOREIGN KEY (edition_id) REFERENCES edition (id),
    CONSTRAINT entry_organisation
        FOREIGN KEY (organisation_id) REFERENCES organisation (id),
    CONSTRAINT entry_category
        FOREIGN KEY (category_id) REFERENCES category (id),
    CONSTRAINT entry_confirmed_category
        FOREIGN KEY (confirmed_category_id) REFERENCES category (id),
    CONSTRAINT entry_creator FOREIGN KEY (created_by) REFERENCES user (id),
    CONSTRAINT entry_state CHECK (state IN
        ('draft', 'submitted', 'admitted', 'rejected', 'withdrawn'))
) STRICT;
CREATE INDEX entry_organisation ON entry (organisation_id);
CREATE INDEX entry_category ON entry (category_id);
CREATE INDEX entry_confirmed_category ON entry (confirmed_category_id);
CREATE INDEX entry_creator ON entry (created_by);

CREATE TABLE answer (
    entry_id INTEGER NOT NULL,        -- the nomination
    question_id INTEGER NOT NULL,     -- the question answered
    value TEXT NOT NULL,              -- text, number in digits, choice's code,
                                      -- 'yes' or 'no', id of the file
    updated_by INTEGER,               -- NULL: imported
    updated_at INTEGER NOT NULL,      -- of the last change
    PRIMARY KEY (entry_id, question_id),
    CONSTRAINT answer_entry FOREIGN KEY (entry_id) REFERENCES entry (id),
    CONSTRAINT answer_question
        FOREIGN KEY (question_id) REFERENCES question (id),
    CONSTRAINT answer_user FOREIGN KEY (updated_by) REFERENCES user (id)
) STRICT;
CREATE INDEX answer_question ON answer (question_id);
CREATE INDEX answer_user ON answer (updated_by);

-- Every version of every answer, the present one too.
CREATE TABLE answer_version (
    id INTEGER PRIMARY KEY,           -- number of the row
    entry_id INTEGER NOT NULL,        -- the nomination
    question_id INTEGER NOT NULL,     -- the question answered
    value TEXT NOT NULL,              -- '' where the answer was taken away
    changed_by INTEGER,               -- NULL: imported
    changed_at INTEGER NOT NULL,      -- when
    CONSTRAINT answer_version_entry
        FOREIGN KEY (entry_id) REFERENCES entry (id),
    CONSTRAINT answer_version_question
        FOREIGN KEY (question_id) REFERENCES question (id),
    CONSTRAINT answer_version_user FOREIGN KEY (changed_by) REFERENCES user (id)
) STRICT;
CREATE INDEX answer_version_entry ON answer_version (entry_id, question_id);
CREATE INDEX answer_version_question ON answer_version (question_id);
CREATE INDEX answer_version_user ON answer_version (changed_by);

-- The picture that answers a question of kind 'image'.
CREATE TABLE picture (
    entry_id INTEGER NOT NULL,        -- the nomination
    question_id INTEGER NOT NULL,     -- the question answered
    file_id INTEGER NOT NULL,         -- the upload
    credit TEXT NOT NULL DEFAULT '',  -- "Foto: …"
    alt_de TEXT NOT NULL DEFAULT '',  -- alternative text
    alt_en TEXT NOT NULL DEFAULT '',  -- the same in English
    PRIMARY KEY (entry_id, question_id),
    CONSTRAINT picture_entry FOREIGN KEY (entry_id) REFERENCES entry (id),
    CONSTRAINT picture_question
        FOREIGN KEY (question_id) REFERENCES question (id),
    CONSTRAINT picture_file FOREIGN KEY (file_id) REFERENCES file (id)
) STRICT;
CREATE INDEX picture_question ON picture (question_id);
CREATE INDEX picture_file ON picture (file_id);

CREATE TABLE consent (
    id INTEGER PRIMARY KEY,           -- number of the row
    entry_id INTEGER NOT NULL,        -- the nomination
    consent_kind_id INTEGER NOT NULL, -- the wording agreed to
    given_by INTEGER,                 -- who ticked the box; NULL: imported
    given_at INTEGER NOT NULL,        -- when
    withdrawn_at INTEGER,             -- NULL: still good
    CONSTRAINT consent_entry FOREIGN KEY (entry_id) REFERENCES entry (id),
    CONSTRAINT consent_kind
        FOREIGN KEY (consent_kind_id) REFERENCES consent_kind (id),
    CONSTRAINT consent_user FOREIGN KEY (given_by) REFERENCES user (id)
) STRICT;
CREATE INDEX consent_entry ON consent (entry_id);
CREATE INDEX consent_of_kind ON consent (consent_kind_id);
CREATE INDEX consent_user ON consent (given_by);

-- Judging --------------------------------------------------------------------

CREATE TABLE jury_member (
    id INTEGER PRIMARY KEY,           -- number of the row
    edition_id INTEGER NOT NULL,      -- the edition it belongs to
    user_id INTEGER NOT NULL,         -- the person
    code TEXT NOT NULL,               -- in files and exports: "J03"
    position INTEGER NOT NULL,        -- order on pages and in print, from 1
    institution TEXT NOT NULL DEFAULT '', -- whom the juror stands for
    function_de TEXT NOT NULL DEFAULT '', -- "Vizepräsidentin"
    function_en TEXT NOT NULL DEFAULT '', -- the same in English
    chair INTEGER NOT NULL DEFAULT 0, -- 1: chairs the jury
    CONSTRAINT jury_member_user UNIQUE (edition_id, user_id),
    CONSTRAINT jury_member_code UNIQUE (edition_id, code),
    CONSTRAINT jury_member_edition
        FOREIGN KEY (edition_id) REFERENCES edition (id),
    CONSTRAINT jury_member_person FOREIGN KEY (user_id) REFERENCES user (id),
    CONSTRAINT jury_member_chair CHECK (chair IN (0, 1))
) STRICT;
CREATE INDEX jury_member_person ON jury_member (user_id);

-- One declaration per juror and nomination, for all rounds. Without a row the
-- juror has not declared yet, and sees no content.
CREATE TABLE conflict (
    jury_member_id INTEGER NOT NULL,  -- the juror
    entry_id INTEGER NOT NULL,        -- the nomination
    kind TEXT NOT NULL,               -- 'none' or what it is
    remark TEXT NOT NULL DEFAULT '',  -- the juror's own words, "" for none
    declared_by INTEGER,              -- the juror, or the office for him
    declared_at INTEGER NOT NULL,     -- of the latest declaration
    PRIMARY KEY (jury_member_id, entry_id),
    CONSTRAINT conflict_juror
        FOREIGN KEY (jury_member_id) REFERENCES jury_member (id),
    CONSTRAINT conflict_entry FOREIGN KEY (entry_id) REFERENCES entry (id),
    CONSTRAINT conflict_user FOREIGN KEY (declared_by) REFERENCES user (id),
    CONSTRAINT conflict_kind CHECK (kind IN ('none', 'employed', 'mandate',
        'client', 'family', 'competitor', 'other'))
) STRICT;
CREATE INDEX conflict_entry ON conflict (entry_id);
CREATE INDEX conflict_user ON conflict (declared_by);

CREATE TABLE round (
    id INTEGER PRIMARY KEY,           -- number of the row
    edition_id INTEGER NOT NULL,      -- the edition it belongs to
    category_id INTEGER,              -- NULL: over all categories
    slug TEXT NOT NULL,               -- in files and addresses: "jury"
    stage INTEGER NOT NULL DEFAULT 1, -- 1 paper, 2 visit and final
    name_de TEXT NOT NULL,            -- as readers see it
    name_en TEXT NOT NULL,            -- the same in English
    state TEXT NOT NULL DEFAULT 'planned', -- marks are given only while it is open
    method TEXT NOT NULL DEFAULT 'mean', -- how marks become scores
    quorum INTEGER NOT NULL DEFAULT 3,   -- ballots an entry needs
    decimals INTEGER NOT NULL DEFAULT 2, -- shown, never used for deciding
    ladder TEXT NOT NULL DEFAULT 'criteria', -- steps joined by commas
    scale_decimals INTEGER NOT NULL DEFAULT 0, -- unit of scores is 10^-this
    disclosure TEXT NOT NULL DEFAULT 'own',  -- when jurors see others' marks
    closes_at INTEGER,                -- announced to the jurors
    opened_at INTEGER,                -- NULL: not yet
    closed_at INTEGER,                -- NULL: not yet
    close_reason TEXT NOT NULL DEFAULT '', -- recorded if ballots were open
    CONSTRAINT round_slug UNIQUE (edition_id, slug),
    CONSTRAINT round_edition FOREIGN KEY (edition_id) REFERENCES edition (id),
    CONSTRAINT round_category
        FOREIGN KEY (category_id) REFERENCES category (id),
    CONSTRAINT round_state CHECK (state IN ('planned', 'open', 'closed')),
    CONSTRAINT round_method CHECK (method IN ('mean')),
    CONSTRAINT round_quorum CHECK (quorum >= 1),
    CONSTRAINT round_decimals CHECK (decimals BETWEEN 0 AND 4),
    CONSTRAINT round_scale CHECK (scale_decimals BETWEEN 0 AND 3),
    CONSTRAINT round_disclosure CHECK
        (disclosure IN ('own', 'close', 'never')) -- after the juror's own
                                      -- submission, after the close, never
) STRICT;
CREATE INDEX round_category ON round (category_id);

CREATE TABLE criterion (
    id INTEGER PRIMARY KEY,           -- number of the row
    round_id INTEGER NOT NULL,        -- the round
    code TEXT NOT NULL,               -- in files: "Innovation"
    position INTEGER NOT NULL,        -- declared order, from 1: it breaks ties
    name_de TEXT NOT NULL,            -- as readers see it
    name_en TEXT NOT NULL,            -- the same in English
    question_de TEXT NOT NULL DEFAULT '', -- what the juror asks himself
    question_en TEXT NOT NULL DEFAULT '', -- the same in English
    weight INTEGER NOT NULL,          -- 1 to 1,000,000, often a percentage
    lo INTEGER NOT NULL,              -- in the round's units
    hi INTEGER NOT NULL,              -- largest mark, in the round's units
    step INTEGER NOT NULL,            -- distance of marks, in the same units
    CONSTRAINT criterion_code UNIQUE (round_id, code),
    CONSTRAINT criterion_round FOREIGN KEY (round_id) REFERENCES round (id),
    CONSTRAINT criterion_weight CHECK (weight BETWEEN 1 AND 1000000),
    CONSTRAINT criterion_scale CHECK
        (lo < hi AND step > 0 AND (hi - lo) % step = 0)
) STRICT;

-- What a value means: "10 – beispielgebend".
CREATE TABLE anchor (
    criterion_id INTEGER NOT NULL,    -- the criterion
    value INTEGER NOT NULL,           -- in the round's units
    text_de TEXT NOT NULL,            -- the words
    text_en TEXT NOT NULL,            -- the same in English
    PRIMARY KEY (criterion_id, value),
    CONSTRAINT anchor_criterion
        FOREIGN KEY (criterion_id) REFERENCES criterion (id)
) STRICT;

-- Who is to mark what.
CREATE TABLE assignment (
    round_id INTEGER NOT NULL,        -- the round
    jury_member_id INTEGER NOT NULL,  -- the juror
    entry_id INTEGER NOT NULL,        -- the nomination
    PRIMARY KEY (round_id, jury_member_id, entry_id),
    CONSTRAINT assignment_round FOREIGN KEY (round_id) REFERENCES round (id),
    CONSTRAINT assignment_juror
        FOREIGN KEY (jury_member_id) REFERENCES jury_member (id),
    CONSTRAINT assignment_entry FOREIGN KEY (entry_id) REFERENCES entry (id)
) STRICT;
CREATE INDEX assignment_juror ON assignment (jury_member_id);
CREATE INDEX assignment_entry ON assignment (entry_id);

-- A ballot: all marks of a juror for a nomination in a round. No row: nothing
-- given yet. An abstention has a reason and no marks that count.
CREATE TABLE ballot (
    id INTEGER PRIMARY KEY,           -- number of the row
    round_id INTEGER NOT NULL,        -- the round
    jury_member_id INTEGER NOT NULL,  -- the juror
    entry_id INTEGER NOT NULL,        -- the nomination
    state TEXT NOT NULL DEFAULT 'draft', -- a draft does not count
    comment TEXT NOT NULL DEFAULT '', -- on the whole nomination
    abstain_reason TEXT NOT NULL DEFAULT '', -- "" unless abstained
    imported INTEGER NOT NULL DEFAULT 0, -- came from a file, not from a juror
    revision INTEGER NOT NULL DEFAULT 1, -- grows with each save
    updated_at INTEGER NOT NULL,      -- of the last change
    submitted_at INTEGER,             -- NULL: a draft
    CONSTRAINT ballot_one UNIQUE (round_id, entry_id, jury_member_id),
    CONSTRAINT ballot_round FOREIGN KEY (round_id) REFERENCES round (id),
    CONSTRAINT ballot_juror
        FOREIGN KEY (jury_member_id) REFERENCES jury_member (id),
    CONSTRAINT ballot_entry FOREIGN KEY (entry_id) REFERENCES entry (id),
    CONSTRAINT ballot_state CHECK (state IN ('draft', 'submitted', 'abstained')),
    CONSTRAINT ballot_imported CHECK (imported IN (0, 1))
) STRICT;
CREATE INDEX ballot_juror ON ballot (jury_member_id);
CREATE INDEX ballot_entry ON ballot (entry_id);

CREATE TABLE score (
    ballot_id INTEGER NOT NULL,       -- the ballot
    criterion_id INTEGER NOT NULL,    -- the criterion
    value INTEGER,                    -- in the round's units; NULL: not given
    comment TEXT NOT NULL DEFAULT '', -- on this criterion, "" for none
    updated_at INTEGER NOT NULL,      -- of the last change
    PRIMARY KEY (ballot_id, criterion_id),
    CONSTRAINT score_ballot FOREIGN KEY (ballot_id) REFERENCES ballot (id),
    CONSTRAINT score_criterion
        FOREIGN KEY (criterion_id) REFERENCES criterion (id)
) STRICT;
CREATE INDEX score_criterion ON score (criterion_id);

-- Every version of every mark and comment, the present one too.
CREATE TABLE score_version (
    id INTEGER PRIMARY KEY,           -- number of the row
    ballot_id INTEGER NOT NULL,       -- the ballot
    criterion_id INTEGER,             -- NULL: the ballot's own comment
    value INTEGER,                    -- in the round's units; NULL: none
    comment TEXT NOT NULL,            -- as it stood then
    changed_by INTEGER,               -- NULL: imported
    changed_at INTEGER NOT NULL,      -- when
    CONSTRAINT score_version_ballot
        FOREIGN KEY (ballot_id) REFERENCES ballot (id),
    CONSTRAINT score_version_criterion
        FOREIGN KEY (criterion_id) REFERENCES criterion (id),
    CONSTRAINT score_version_user FOREIGN KEY (changed_by) REFERENCES user (id)
) STRICT;
CREATE INDEX score_version_ballot ON score_version (ballot_id, criterion_id);
CREATE INDEX score_version_criterion ON score_version (criterion_id);
CREATE INDEX score_version_user ON score_version (changed_by);

-- Decisions ------------------------------------------------------------------

-- What the jury decided about a nomination; never a changed mark.
CREATE TABLE honour (
    entry_id INTEGER NOT NULL,        -- the nomination
    kind TEXT NOT NULL,               -- what it is
    category_id INTEGER,              -- in which it was honoured
    reason_de TEXT NOT NULL DEFAULT '', -- Jurybegründung, printed
    reason_en TEXT NOT NULL DEFAULT '', -- the same in English
    decided_by INTEGER,               -- who recorded it
    decided_at INTEGER NOT NULL,      -- when it was recorded
    PRIMARY KEY (entry_id, kind),
    CONSTRAINT honour_entry FOREIGN KEY (entry_id) REFERENCES entry (id),
    CONSTRAINT honour_category
        FOREIGN KEY (category_id) REFERENCES category (id),
    CONSTRAINT honour_user FOREIGN KEY (decided_by) REFERENCES user (id),
    CONSTRAINT honour_kind CHECK (kind IN ('nominee', 'winner'))
) STRICT;
CREATE INDEX honour_category ON honour (category_id);
CREATE INDEX honour_user ON honour (decided_by);

-- Work outside the web server ------------------------------------------------

CREATE TABLE job (
    id INTEGER PRIMARY KEY,           -- number of the row
    kind TEXT NOT NULL,               -- what is to be done
    edition_id INTEGER,               -- of a brochure
    file_id INTEGER,                  -- of an image to render
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
    CONSTRAINT job_kind CHECK (kind IN ('image', 'brochure')),
    CONSTRAINT job_print CHECK (print IN (0, 1)),
    CONSTRAINT job_state CHECK
        (state IN ('waiting', 'running', 'done', 'failed', 'cancelled'))
) STRICT;
CREATE INDEX job_state ON job (state, id);
CREATE INDEX job_edition ON job (edition_id);
CREATE INDEX job_file ON job (file_id);
CREATE INDEX job_user ON job (created_by);

-- Mails as they were rendered, in the recipient's language. Organisers read
-- them here; nothing in this table is a template.
CREATE TABLE mail (
    id INTEGER PRIMARY KEY,           -- number of the row
    user_id INTEGER,                  -- NULL: the account is gone
    recipient TEXT NOT NULL,          -- address
    kind TEXT NOT NULL,               -- template's name
    language TEXT NOT NULL,           -- it is written in
    subject TEXT NOT NULL,            -- as rendered
    body TEXT NOT NULL,               -- plain text
    link TEXT NOT NULL DEFAULT '',    -- the link in it, to copy
    created_at INTEGER NOT NULL,      -- when the row was made
    sent_at INTEGER,                  -- NULL: waits in the outbox
    CONSTRAINT mail_user FOREIGN KEY (user_id) REFERENCES user (id),
    CONSTRAINT mail_language CHECK (language IN ('de', 'en'))
) STRICT;
CREATE INDEX mail_user ON mail (user_id);

-- What happened: append only, hash-chained. People and rows are named by id;
-- what was changed stands in audit_payload, which retention may erase.
CREATE TABLE audit (
    id INTEGER PRIMARY KEY,           -- number of the row
    at INTEGER NOT NULL,              -- when it happened
    user_id INTEGER,                  -- NULL: command line or the program
    action TEXT NOT NULL,             -- "entry.submit"
    subject TEXT NOT NULL,            -- table of the row it happened to
    subject_id INTEGER NOT NULL,      -- row in that table
    payload_digest TEXT NOT NULL,     -- of salt and payload
    previous TEXT NOT NULL,           -- digest of the entry before
    digest TEXT NOT NULL,             -- of all the above
    CONSTRAINT audit_digest UNIQUE (digest),
    CONSTRAINT audit_user FOREIGN KEY (user_id) REFERENCES user (id)
) STRICT;
CREATE INDEX audit_user ON audit (user_id);
CREATE INDEX audit_subject ON audit (subject, subject_id);

CREATE TABLE audit_payload (
    audit_id INTEGER PRIMARY KEY,     -- the entry it belongs to
    salt TEXT NOT NULL,               -- 16 random bytes, hex
    payload TEXT NOT NULL,            -- JSON: before, after
    CONSTRAINT audit_payload_audit FOREIGN KEY (audit_id) REFERENCES audit (id)
) STRICT;

CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
