-- Who may know a result from which instant on, and who is told of it when.

ALTER TABLE edition ADD COLUMN nominees_at INTEGER; -- from then on everybody may
                                      -- know the nominees; NULL: with the winners
ALTER TABLE edition ADD COLUMN tell_nominees_at INTEGER; -- mails to nominees;
                                      -- NULL: when everybody may know them
ALTER TABLE edition ADD COLUMN tell_winners_at INTEGER; -- mails to whoever gets
                                      -- something; NULL: when the embargo ends
ALTER TABLE edition ADD COLUMN tell_others_at INTEGER; -- mails to all others;
                                      -- NULL: when the embargo ends

ALTER TABLE edition ADD COLUMN telling_stale INTEGER NOT NULL DEFAULT 0 -- 1:
                                      -- what is written to companies has to be
                                      -- compared with what is decided
    CONSTRAINT edition_telling_stale CHECK (telling_stale IN (0, 1));

-- The instants themselves; NULL: never, as things stand. What asks compares
-- them with the clock. Before stage 2 no winner is decided, so an embargo that
-- ends in an earlier phase publishes nothing.
CREATE VIEW reveal AS
SELECT id AS edition_id,
       CASE WHEN phase >= 9 AND embargo_at IS NOT NULL THEN embargo_at
            WHEN phase >= 10 THEN 0 END AS winners_at,
       CASE WHEN phase >= 6 AND nominees_at IS NOT NULL
            THEN min(nominees_at,
                     CASE WHEN phase >= 9 AND embargo_at IS NOT NULL
                          THEN embargo_at
                          WHEN phase >= 10 THEN 0
                          ELSE nominees_at END)
            WHEN phase >= 9 AND embargo_at IS NOT NULL THEN embargo_at
            WHEN phase >= 10 THEN 0 END AS nominees_at
  FROM edition;

-- Which nominations everybody may know to be honoured, from when on. Who is
-- nominated after the nominees became public becomes so with the winners: before
-- that, nothing that is recorded changes what the public sees.
CREATE VIEW honoured AS
SELECT h.entry_id, h.kind, r.nominees_at AS public_at
  FROM honour h JOIN entry e ON e.id = h.entry_id AND e.state = 'admitted'
  JOIN reveal r ON r.edition_id = e.edition_id
 WHERE h.kind = 'nominee' AND h.decided_at <= r.nominees_at
UNION ALL
SELECT h.entry_id, h.kind, r.winners_at
  FROM honour h JOIN entry e ON e.id = h.entry_id AND e.state = 'admitted'
  JOIN reveal r ON r.edition_id = e.edition_id
UNION ALL
SELECT a.entry_id, 'special', r.winners_at
  FROM prize_award a JOIN entry e ON e.id = a.entry_id AND e.state = 'admitted'
  JOIN reveal r ON r.edition_id = e.edition_id;

-- A mail that tells a company what the jury decided about its nomination.
CREATE TABLE telling (
    mail_id INTEGER PRIMARY KEY,      -- the mail
    edition_id INTEGER NOT NULL,      -- the edition
    entry_id INTEGER NOT NULL,        -- the nomination
    user_id INTEGER NOT NULL,         -- who gets it
    part TEXT NOT NULL,               -- which of the mails to that person it is
    what TEXT NOT NULL,               -- what it says
    digest TEXT NOT NULL,             -- of the decisions that it tells
    replaced_at INTEGER,              -- NULL: it tells what is decided
    CONSTRAINT telling_mail FOREIGN KEY (mail_id) REFERENCES mail (id),
    CONSTRAINT telling_edition FOREIGN KEY (edition_id) REFERENCES edition (id),
    CONSTRAINT telling_entry FOREIGN KEY (entry_id) REFERENCES entry (id),
    CONSTRAINT telling_user FOREIGN KEY (user_id) REFERENCES user (id),
    CONSTRAINT telling_part CHECK (part IN ('nomination', 'result')),
    CONSTRAINT telling_what CHECK (what IN
        ('nominated', 'winner', 'special', 'commended', 'nominee', 'other'))
) STRICT;
CREATE INDEX telling_edition ON telling (edition_id);
CREATE INDEX telling_user ON telling (user_id);
-- Each person is told each part once.
CREATE UNIQUE INDEX telling_once ON telling (entry_id, user_id, part)
    WHERE replaced_at IS NULL;


-- Whatever decides, a mail that waits must not say something else.
CREATE TRIGGER honour_told_insert AFTER INSERT ON honour
BEGIN
    UPDATE edition SET telling_stale = 1
     WHERE id = (SELECT edition_id FROM entry WHERE id = NEW.entry_id);
END;
CREATE TRIGGER honour_told_update AFTER UPDATE ON honour
BEGIN
    UPDATE edition SET telling_stale = 1
     WHERE id = (SELECT edition_id FROM entry WHERE id = NEW.entry_id);
END;
CREATE TRIGGER honour_told_delete AFTER DELETE ON honour
BEGIN
    UPDATE edition SET telling_stale = 1
     WHERE id = (SELECT edition_id FROM entry WHERE id = OLD.entry_id);
END;
CREATE TRIGGER prize_award_told_insert AFTER INSERT ON prize_award
BEGIN
    UPDATE edition SET telling_stale = 1
     WHERE id = (SELECT edition_id FROM prize WHERE id = NEW.prize_id);
END;
CREATE TRIGGER prize_award_told_update AFTER UPDATE ON prize_award
BEGIN
    UPDATE edition SET telling_stale = 1
     WHERE id = (SELECT edition_id FROM prize WHERE id = NEW.prize_id);
END;
CREATE TRIGGER prize_award_told_delete AFTER DELETE ON prize_award
BEGIN
    UPDATE edition SET telling_stale = 1
     WHERE id = (SELECT edition_id FROM prize WHERE id = OLD.prize_id);
END;
CREATE TRIGGER withheld_told_insert AFTER INSERT ON withheld
BEGIN
    UPDATE edition SET telling_stale = 1
     WHERE id = NEW.edition_id;
END;
CREATE TRIGGER withheld_told_update AFTER UPDATE ON withheld
BEGIN
    UPDATE edition SET telling_stale = 1
     WHERE id = NEW.edition_id;
END;
CREATE TRIGGER withheld_told_delete AFTER DELETE ON withheld
BEGIN
    UPDATE edition SET telling_stale = 1
     WHERE id = OLD.edition_id;
END;
CREATE TRIGGER edition_told_update
    AFTER UPDATE OF embargo_at, nominees_at, ceremony_at, phase ON edition
BEGIN
    UPDATE edition SET telling_stale = 1 WHERE id = NEW.id;
END;

-- Nor does who declared a conflict read what any company of that edition is
-- told: the mails to the others say what the missing one gets.
DROP VIEW closed_mail;
CREATE VIEW closed_mail AS
SELECT m.id AS mail_id, s.user_id
  FROM mail m JOIN proposal p ON p.id = m.proposal_id
  JOIN candidate k ON k.id = p.candidate_id
  JOIN membership s ON s.organisation_id = k.organisation_id
UNION ALL
SELECT m.id, j.user_id
  FROM mail m JOIN proposal p ON p.id = m.proposal_id
  JOIN candidate k ON k.id = p.candidate_id
  JOIN conflict c ON c.entry_id = k.entry_id AND c.kind <> 'none'
  JOIN jury_member j ON j.id = c.jury_member_id
UNION ALL
SELECT t.mail_id, j.user_id
  FROM telling t JOIN jury_member j ON j.edition_id = t.edition_id
 WHERE EXISTS (SELECT 1 FROM conflict c
                WHERE c.jury_member_id = j.id AND c.kind <> 'none')
UNION ALL
SELECT t.mail_id, s.user_id
  FROM telling t JOIN entry e ON e.id = t.entry_id
  JOIN membership s ON s.organisation_id = e.organisation_id;

-- What the jury decides about others tells of the missing one too: which entries
-- of the log are closed to whom, until when (NULL: no instant is set). One line
-- for each entry and person, with the latest instant of all his conflicts.
CREATE VIEW closed_log AS
SELECT a.id AS audit_id, m.user_id,
       CASE WHEN count(*) = count(r.winners_at) THEN max(r.winners_at) END
           AS public_at
  FROM jury_member m
  JOIN reveal r ON r.edition_id = m.edition_id
  JOIN audit a
    ON a.action LIKE 'honour.%' OR a.action LIKE 'prize.%'
    OR a.action LIKE 'withheld.%' OR a.action LIKE 'motion.%'
    OR a.action LIKE 'decision.%' OR a.action LIKE 'telling.%'
    OR (a.action LIKE 'mail.%'
        AND EXISTS (SELECT 1 FROM telling t WHERE t.mail_id = a.subject_id))
 WHERE EXISTS (SELECT 1 FROM conflict c
                WHERE c.jury_member_id = m.id AND c.kind <> 'none')
 GROUP BY a.id, m.user_id;
