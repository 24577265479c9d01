-- The mails about companies' pages, and who must not read of them.

-- A mail about a company's page.
CREATE TABLE page_mail (
    mail_id INTEGER PRIMARY KEY,      -- the mail
    entry_id INTEGER NOT NULL,        -- whose page
    link_id INTEGER,                  -- the link in it; NULL: to the office
    CONSTRAINT page_mail_mail FOREIGN KEY (mail_id)
        REFERENCES mail (id) ON DELETE CASCADE,
    CONSTRAINT page_mail_entry FOREIGN KEY (entry_id)
        REFERENCES entry (id) ON DELETE CASCADE,
    CONSTRAINT page_mail_link FOREIGN KEY (link_id)
        REFERENCES page_link (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX page_mail_entry ON page_mail (entry_id);
CREATE INDEX page_mail_link ON page_mail (link_id);

-- Who is asked for a page is nominated: that tells of the missing one as the
-- mails about the decisions do.
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
  JOIN membership s ON s.organisation_id = e.organisation_id
UNION ALL
SELECT p.mail_id, j.user_id
  FROM page_mail p JOIN entry e ON e.id = p.entry_id
  JOIN jury_member j ON j.edition_id = e.edition_id
 WHERE EXISTS (SELECT 1 FROM conflict c
                WHERE c.jury_member_id = j.id AND c.kind <> 'none');

DROP VIEW closed_log;
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
    OR a.action LIKE 'feedback.%' OR a.action LIKE 'minutes.%'
    OR a.action LIKE 'page.%' OR a.action = 'entry.recategorise'
    OR (a.action LIKE 'mail.%'
        AND (EXISTS (SELECT 1 FROM telling t WHERE t.mail_id = a.subject_id)
             OR EXISTS (SELECT 1 FROM page_mail p
                         WHERE p.mail_id = a.subject_id)))
 WHERE EXISTS (SELECT 1 FROM conflict c
                WHERE c.jury_member_id = m.id AND c.kind <> 'none')
 GROUP BY a.id, m.user_id;
