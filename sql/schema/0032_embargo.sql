-- What everybody may know of nominees stays as it is while winners are secret,
-- whatever the jury changes meanwhile; and more of the log is closed to who
-- declared a conflict.

ALTER TABLE honour ADD COLUMN named_at INTEGER; -- decided first; NULL: at
                                      -- decided_at
ALTER TABLE honour ADD COLUMN listed_category_id INTEGER -- of a nominee, as it
                                      -- is public before the winners are; NULL:
                                      -- category_id
    CONSTRAINT honour_listed REFERENCES category (id);
CREATE INDEX honour_listed ON honour (listed_category_id);
UPDATE honour SET named_at = decided_at, listed_category_id = category_id;

DROP VIEW honoured;
CREATE VIEW honoured AS
SELECT h.entry_id, h.kind, r.nominees_at AS public_at
  FROM honour h JOIN entry e ON e.id = h.entry_id AND e.state = 'admitted'
  JOIN reveal r ON r.edition_id = e.edition_id
 WHERE h.kind = 'nominee'
   AND COALESCE(h.named_at, h.decided_at) <= r.nominees_at
UNION ALL
SELECT h.entry_id, h.kind, r.winners_at
  FROM honour h JOIN entry e ON e.id = h.entry_id AND e.state = 'admitted'
  JOIN reveal r ON r.edition_id = e.edition_id
UNION ALL
SELECT a.entry_id, 'special', r.winners_at
  FROM prize_award a JOIN entry e ON e.id = a.entry_id AND e.state = 'admitted'
  JOIN reveal r ON r.edition_id = e.edition_id;

-- Letters to the others, other categories and visits tell of the missing one as
-- decisions about them do.
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
    OR a.action = 'entry.recategorise'
    OR (a.action LIKE 'mail.%'
        AND EXISTS (SELECT 1 FROM telling t WHERE t.mail_id = a.subject_id))
 WHERE EXISTS (SELECT 1 FROM conflict c
                WHERE c.jury_member_id = m.id AND c.kind <> 'none')
 GROUP BY a.id, m.user_id;
