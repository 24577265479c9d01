-- telling_contacts(edition_id int) many
-- Who is written to about which admitted nomination.
SELECT e.id AS entry_id, m.user_id
  FROM entry e JOIN membership m ON m.organisation_id = e.organisation_id
  JOIN user u ON u.id = m.user_id
 WHERE e.edition_id = :edition_id AND e.state = 'admitted'
   AND u.disabled_at IS NULL
 ORDER BY e.id, m.user_id;

-- telling_live(edition_id int) many
SELECT t.mail_id, t.entry_id, t.user_id, t.part, t.what, t.digest, m.state,
       m.due_at
  FROM telling t JOIN mail m ON m.id = t.mail_id
 WHERE t.edition_id = :edition_id AND t.replaced_at IS NULL
 ORDER BY t.mail_id;

-- telling_mails(edition_id int) many
-- Of those that are true: for the office's list.
SELECT t.mail_id, t.entry_id, t.part, t.what, m.recipient, m.state,
       u.name AS "name:text"
  FROM telling t JOIN mail m ON m.id = t.mail_id
  LEFT JOIN user u ON u.id = m.user_id
 WHERE t.edition_id = :edition_id AND t.replaced_at IS NULL
 ORDER BY t.entry_id, t.mail_id;

-- telling_add(mail_id int, edition_id int, entry_id int, user_id int, part text, what text, digest text) exec
INSERT INTO telling (mail_id, edition_id, entry_id, user_id, part, what, digest)
VALUES (:mail_id, :edition_id, :entry_id, :user_id, :part, :what, :digest);

-- telling_replace(mail_id int, now int) exec
UPDATE telling SET replaced_at = :now WHERE mail_id = :mail_id;

-- telling_cancel(mail_id int) exec
UPDATE mail SET state = 'cancelled', reason = '', due_at = 0
 WHERE id = :mail_id AND state IN ('held', 'ready', 'failed');

-- telling_postpone(mail_id int, due_at int) exec
UPDATE mail SET due_at = :due_at WHERE id = :mail_id;

-- telling_hold(mail_id int) exec
UPDATE mail SET state = 'held' WHERE id = :mail_id AND state = 'ready';

-- telling_of(mail_id int) one
SELECT edition_id, entry_id, user_id, part, what, digest,
       replaced_at IS NOT NULL AS "replaced:int"
  FROM telling WHERE mail_id = :mail_id;

-- telling_stale() many
SELECT id FROM edition
 WHERE telling_stale = 1
   AND EXISTS (SELECT 1 FROM telling t JOIN mail m ON m.id = t.mail_id
                WHERE t.edition_id = edition.id AND t.replaced_at IS NULL
                  AND m.state IN ('held', 'ready', 'failed'))
 ORDER BY id;

-- telling_fresh(edition_id int) exec
UPDATE edition SET telling_stale = 0 WHERE id = :edition_id;

-- telling_held(edition_id int) many
SELECT t.mail_id FROM telling t JOIN mail m ON m.id = t.mail_id
 WHERE t.edition_id = :edition_id AND t.replaced_at IS NULL
   AND m.state = 'held'
 ORDER BY t.mail_id;
