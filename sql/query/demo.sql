-- demo_edition_dates(id int, phase int, opens_at int, deadline_at int, ceremony_at int, embargo_at int) exec
UPDATE edition SET phase = :phase, opens_at = :opens_at,
       deadline_at = :deadline_at, ceremony_at = :ceremony_at,
       embargo_at = :embargo_at
 WHERE id = :id;

-- demo_round(edition_id int) one
SELECT id FROM round WHERE edition_id = :edition_id;

-- demo_round_closes(id int, closes_at int) exec
UPDATE round SET closes_at = :closes_at WHERE id = :id;

-- demo_question(edition_id int, code text) one
SELECT id FROM question WHERE edition_id = :edition_id AND code = :code;

-- demo_entries(edition_id int) many
SELECT e.id, e.code, e.category_id,
       COALESCE((SELECT h.kind FROM honour h WHERE h.entry_id = e.id
                  ORDER BY h.kind DESC LIMIT 1), '') AS "honour:text"
  FROM entry e WHERE e.edition_id = :edition_id ORDER BY e.code;

-- demo_jurors(edition_id int) many
SELECT id, user_id, code, chair FROM jury_member
 WHERE edition_id = :edition_id ORDER BY code;

-- demo_consent_kinds(edition_id int) many
SELECT id FROM consent_kind WHERE edition_id = :edition_id;

-- demo_unmarked(round_id int) many
SELECT a.jury_member_id, a.entry_id, e.code,
       EXISTS (SELECT 1 FROM ballot b
                WHERE b.round_id = a.round_id
                  AND b.jury_member_id = a.jury_member_id
                  AND b.entry_id = a.entry_id) AS "marked:int"
  FROM assignment a JOIN entry e ON e.id = a.entry_id
 WHERE a.round_id = :round_id;

-- demo_logins() many
SELECT r.role, u.email FROM user u JOIN user_role r ON r.user_id = u.id
 WHERE u.password_hash IS NOT NULL
 ORDER BY CASE r.role WHEN 'organiser' THEN 1 WHEN 'juror' THEN 2 ELSE 3 END,
          u.id;

-- demo_entry(edition_id int, code text) one
SELECT id FROM entry WHERE edition_id = :edition_id AND code = :code;

-- demo_note_put(jury_member_id int, entry_id int, text text, discuss int, now int) exec
INSERT INTO note (jury_member_id, entry_id, text, discuss, updated_at)
VALUES (:jury_member_id, :entry_id, :text, :discuss, :now)
    ON CONFLICT (jury_member_id, entry_id) DO UPDATE
   SET text = excluded.text, discuss = excluded.discuss,
       updated_at = excluded.updated_at;

-- demo_draft_answer(edition_id int, code text) one
SELECT a.entry_id, a.question_id, a.value
  FROM entry e JOIN answer a ON a.entry_id = e.id
  JOIN question q ON q.id = a.question_id AND q.code = :code
 WHERE e.edition_id = :edition_id AND e.state = 'draft' LIMIT 1;

-- demo_admitted(edition_id int, category_id int) many
SELECT id, code FROM entry
 WHERE edition_id = :edition_id AND state = 'admitted'
   AND confirmed_category_id = :category_id ORDER BY code;

-- demo_office() one
SELECT user_id AS id FROM user_role WHERE role = 'organiser'
 ORDER BY user_id LIMIT 1;

-- demo_page_mails_sent(now int) exec
UPDATE mail SET state = 'sent', sent_at = :now
 WHERE id IN (SELECT mail_id FROM page_mail);
