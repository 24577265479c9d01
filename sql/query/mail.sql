-- mail_add(user_id int?, recipient text, kind text, language text, subject text, body text, link text, state text, reminder_id int?, jury_member_id int?, now int) insert
INSERT INTO mail (user_id, recipient, kind, language, subject, body, link,
                  state, reminder_id, jury_member_id, created_at)
VALUES (:user_id, :recipient, :kind, :language, :subject, :body, :link, :state,
        :reminder_id, :jury_member_id, :now);

-- mail_add_stranger(recipient text, kind text, language text, subject text, body text, link text, state text, proposal_id int?, candidate_id int?, now int) insert
INSERT INTO mail (recipient, kind, language, subject, body, link, state,
                  proposal_id, candidate_id, created_at)
VALUES (:recipient, :kind, :language, :subject, :body, :link, :state,
        :proposal_id, :candidate_id, :now);

-- mail_list(before int, box text, reminder_id int, user_id int) many
-- Under way is waiting, and uncertain is failed, until somebody has looked.
SELECT m.id, m.recipient, m.kind, m.subject, m.language, m.created_at, m.sent_at,
       m.state, m.reason, m.due_at, m.attempts, u.name AS "name:text"
  FROM mail m LEFT JOIN user u ON u.id = m.user_id
 WHERE m.id < :before
   AND (:reminder_id = 0 OR m.reminder_id = :reminder_id)
   AND (:box = 'all'
        OR :box = CASE m.state WHEN 'sending' THEN 'ready'
                               WHEN 'uncertain' THEN 'failed'
                               ELSE m.state END)
   AND NOT EXISTS (SELECT 1 FROM closed_mail x
                    WHERE x.mail_id = m.id AND x.user_id = :user_id)
 ORDER BY m.id DESC LIMIT 100;

-- mail_closed(id int, user_id int) one
SELECT 1 AS "yes:int" FROM closed_mail
 WHERE mail_id = :id AND user_id = :user_id LIMIT 1;

-- mail_counts(reminder_id int, user_id int) many
-- Of those that the list shows: so many more would say what is in the others.
SELECT CASE m.state WHEN 'sending' THEN 'ready' WHEN 'uncertain' THEN 'failed'
                    ELSE m.state END AS "box:text", count(*) AS "count:int"
  FROM mail m
 WHERE (:reminder_id = 0 OR m.reminder_id = :reminder_id)
   AND NOT EXISTS (SELECT 1 FROM closed_mail x
                    WHERE x.mail_id = m.id AND x.user_id = :user_id)
 GROUP BY 1;

-- mail_by_id(id int) one
SELECT m.id, m.user_id, m.recipient, m.kind, m.language, m.subject, m.body,
       m.link, m.created_at, m.sent_at, m.state, m.reason, m.attempts, m.due_at,
       m.revision, m.open_text, m.reminder_id, m.jury_member_id, u.name AS "name:text",
       u.disabled_at AS "disabled_at:int?"
  FROM mail m LEFT JOIN user u ON u.id = m.user_id
 WHERE m.id = :id;

-- mail_due(now int) one
-- A mail about feedback waits until the company can read it; the rule is that
-- of model/feedback.c.
SELECT m.id FROM mail m
 WHERE m.state = 'ready' AND m.due_at <= :now
   AND NOT EXISTS
       (SELECT 1 FROM feedback_mail f
          JOIN feedback_release r ON r.id = f.feedback_release_id
          JOIN entry e ON e.id = r.entry_id
          JOIN edition d ON d.id = e.edition_id
          LEFT JOIN feedback_rule u ON u.edition_id = d.id
         WHERE f.mail_id = m.id
           AND (e.state <> 'admitted' OR COALESCE(u.offer, 'none') = 'none'
                OR u.available_at > :now OR d.phase < 9 OR d.embargo_at > :now
                OR (d.embargo_at IS NULL AND d.phase < 10)))
 ORDER BY m.attempts, m.id LIMIT 1;

-- mail_take(id int, open_text text) exec
UPDATE mail SET state = 'sending', attempts = attempts + 1,
       open_text = :open_text
 WHERE id = :id AND state = 'ready';

-- mail_set_state(id int, was text, state text, reason text, due_at int) exec
UPDATE mail SET state = :state, reason = :reason, due_at = :due_at
 WHERE id = :id AND state = :was;

-- mail_reset_attempts(id int) exec
UPDATE mail SET attempts = 0 WHERE id = :id;

-- mail_uncount(id int) exec
UPDATE mail SET attempts = attempts - 1 WHERE id = :id AND attempts > 0;

-- mail_sent(id int, body text, link text, now int) exec
UPDATE mail SET state = 'sent', reason = '', sent_at = :now, body = :body,
       link = :link
 WHERE id = :id AND state IN ('sending', 'uncertain');

-- mail_edit(id int, revision int, subject text, body text) exec
UPDATE mail SET subject = :subject, body = :body, revision = revision + 1
 WHERE id = :id AND revision = :revision AND state IN ('held', 'ready');

-- mail_version_add(mail_id int, revision int, subject text, body text, user_id int?, now int) exec
INSERT INTO mail_version (mail_id, revision, subject, body, replaced_by,
                          replaced_at)
VALUES (:mail_id, :revision, :subject, :body, :user_id, :now);

-- mail_versions(mail_id int) many
SELECT v.revision, v.subject, v.body, v.replaced_at, u.name AS "name:text"
  FROM mail_version v LEFT JOIN user u ON u.id = v.replaced_by
 WHERE v.mail_id = :mail_id ORDER BY v.revision DESC;

-- mail_held(reminder_id int) many
SELECT id FROM mail WHERE state = 'held' AND reminder_id = :reminder_id
 ORDER BY id;

-- mail_interrupted() many
SELECT id FROM mail WHERE state = 'sending' ORDER BY id;

-- mail_doubt() exec
UPDATE mail SET state = 'uncertain', reason = ''
 WHERE state = 'ready';

-- mail_attempt_add(mail_id int, now int) insert
INSERT INTO mail_attempt (mail_id, started_at) VALUES (:mail_id, :now);

-- mail_attempt_end(mail_id int, outcome text, answer text, now int) exec
UPDATE mail_attempt SET ended_at = :now, outcome = :outcome, answer = :answer
 WHERE mail_id = :mail_id AND ended_at IS NULL;

-- mail_attempts(mail_id int) many
SELECT id, started_at, ended_at, outcome, answer
  FROM mail_attempt WHERE mail_id = :mail_id ORDER BY id DESC;

-- mail_log(before int, user_id int) many
SELECT a.id, a.mail_id, a.started_at, a.ended_at, a.outcome, a.answer,
       m.recipient, m.subject, m.language
  FROM mail_attempt a JOIN mail m ON m.id = a.mail_id
 WHERE a.id < :before
   AND NOT EXISTS (SELECT 1 FROM closed_mail x
                    WHERE x.mail_id = m.id AND x.user_id = :user_id)
 ORDER BY a.id DESC LIMIT 100;
