-- Mails that the program sends itself: their states, a log of every attempt,
-- kept versions; and reminders to jurors.

-- When jurors with open work in a round are reminded of it.
CREATE TABLE reminder (
    id INTEGER PRIMARY KEY,           -- number of the row
    round_id INTEGER NOT NULL,        -- the round
    due_at INTEGER NOT NULL,          -- when its mails are written
    hold INTEGER NOT NULL DEFAULT 0,  -- 1: the office reads them first
    manual INTEGER NOT NULL DEFAULT 0, -- 1: "remind now", not an instant set
    state TEXT NOT NULL DEFAULT 'planned', -- how far it got
    reason TEXT NOT NULL DEFAULT '',  -- why it was passed over
    created_by INTEGER,               -- NULL: with the set-up
    created_at INTEGER NOT NULL,      -- when the row was made
    done_at INTEGER,                  -- NULL: still planned
    CONSTRAINT reminder_instant UNIQUE (round_id, due_at, manual),
    CONSTRAINT reminder_round FOREIGN KEY (round_id) REFERENCES round (id),
    CONSTRAINT reminder_user FOREIGN KEY (created_by) REFERENCES user (id),
    CONSTRAINT reminder_hold CHECK (hold IN (0, 1)),
    CONSTRAINT reminder_manual CHECK (manual IN (0, 1)),
    CONSTRAINT reminder_state CHECK (state IN ('planned', 'done', 'passed')),
    CONSTRAINT reminder_reason CHECK
        (reason IN ('', 'closed', 'not_open', 'later_one')),
    CONSTRAINT reminder_done CHECK ((state = 'planned') = (done_at IS NULL))
) STRICT;
CREATE INDEX reminder_user ON reminder (created_by);
CREATE INDEX reminder_planned ON reminder (due_at) WHERE state = 'planned';

-- What lay in the outbox before was passed on by hand, or forgotten: nothing of
-- it may go out by itself, so all of it is held.
ALTER TABLE mail ADD COLUMN state TEXT NOT NULL DEFAULT 'held' -- how far it got
    CONSTRAINT mail_state CHECK (state IN ('held', 'ready', 'sending', 'sent',
                                           'failed', 'uncertain',
                                           'cancelled'));
ALTER TABLE mail ADD COLUMN reason TEXT NOT NULL DEFAULT '' -- why it is not sent
    CONSTRAINT mail_reason CHECK (reason IN ('', 'finished', 'closed',
        'disabled', 'office', 'refused', 'exhausted', 'cut', 'crash'));
ALTER TABLE mail ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0; -- since it was
                                      -- last made ready
ALTER TABLE mail ADD COLUMN due_at INTEGER NOT NULL DEFAULT 0; -- not before
ALTER TABLE mail ADD COLUMN revision INTEGER NOT NULL DEFAULT 1; -- grows with
                                      -- each edit
ALTER TABLE mail ADD COLUMN open_text TEXT NOT NULL DEFAULT ''; -- what {{open}}
                                      -- stood for when it was last claimed
ALTER TABLE mail ADD COLUMN reminder_id INTEGER -- NULL: not a reminder
    CONSTRAINT mail_reminder REFERENCES reminder (id);
ALTER TABLE mail ADD COLUMN jury_member_id INTEGER -- who is reminded
    CONSTRAINT mail_juror REFERENCES jury_member (id) ON DELETE SET NULL;
CREATE INDEX mail_state ON mail (state, due_at);
-- Never twice: whoever writes the mails of a reminder, and however often.
CREATE UNIQUE INDEX mail_reminder ON mail (reminder_id, jury_member_id);
CREATE INDEX mail_juror ON mail (jury_member_id);
UPDATE mail SET state = 'sent' WHERE sent_at IS NOT NULL;

-- A mail's text before each edit by the office; a link that lets somebody in is
-- left out of it.
CREATE TABLE mail_version (
    mail_id INTEGER NOT NULL,         -- the mail
    revision INTEGER NOT NULL,        -- the one that was replaced
    subject TEXT NOT NULL,            -- as it was
    body TEXT NOT NULL,               -- as it was
    replaced_by INTEGER,              -- NULL: by the program
    replaced_at INTEGER NOT NULL,     -- when
    PRIMARY KEY (mail_id, revision),
    CONSTRAINT mail_version_mail FOREIGN KEY (mail_id) REFERENCES mail (id),
    CONSTRAINT mail_version_user FOREIGN KEY (replaced_by) REFERENCES user (id)
) STRICT;
CREATE INDEX mail_version_user ON mail_version (replaced_by);

-- The delivery log: a row is written before the mail server is called, and its
-- outcome afterwards.
CREATE TABLE mail_attempt (
    id INTEGER PRIMARY KEY,           -- number of the row
    mail_id INTEGER NOT NULL,         -- the mail
    started_at INTEGER NOT NULL,      -- when it was claimed
    ended_at INTEGER,                 -- NULL: under way
    outcome TEXT NOT NULL DEFAULT 'running', -- what came of it
    answer TEXT NOT NULL DEFAULT '',  -- the server's last words, or the fault
    CONSTRAINT mail_attempt_mail FOREIGN KEY (mail_id) REFERENCES mail (id),
    CONSTRAINT mail_attempt_outcome CHECK (outcome IN
        ('running', 'accepted', 'refused', 'later', 'unreachable', 'stopped',
         'uncertain'))
) STRICT;
CREATE INDEX mail_attempt_mail ON mail_attempt (mail_id);
