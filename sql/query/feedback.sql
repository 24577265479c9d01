-- feedback_rule_get(edition_id int) one
SELECT offer, place, available_at, told_at
  FROM feedback_rule WHERE edition_id = :edition_id;

-- feedback_rule_put(edition_id int, offer text, place text, available_at int?, told_at int?, user_id int?, now int) exec
INSERT INTO feedback_rule (edition_id, offer, place, available_at, told_at,
                           changed_by, changed_at)
VALUES (:edition_id, :offer, :place, :available_at, :told_at, :user_id, :now)
    ON CONFLICT (edition_id) DO UPDATE
   SET offer = excluded.offer, place = excluded.place,
       available_at = excluded.available_at, told_at = excluded.told_at,
       changed_by = excluded.changed_by, changed_at = excluded.changed_at;

-- feedback_rounds(edition_id int) many
-- All that can be chosen. What was chosen is handed on by a change of rules.
WITH RECURSIVE chosen (id) AS (
    SELECT f.round_id FROM feedback_round f JOIN round r ON r.id = f.round_id
     WHERE r.edition_id = :edition_id
     UNION
    SELECT r.id FROM round r JOIN chosen c ON r.replaces_id = c.id)
SELECT r.id, r.slug, r.name_de, r.name_en, r.state,
       r.id IN (SELECT id FROM chosen) AS "chosen:int"
  FROM round r
 WHERE r.edition_id = :edition_id AND r.state <> 'replaced'
 ORDER BY r.stage, r.id;

-- feedback_round_add(round_id int) exec
INSERT INTO feedback_round (round_id) VALUES (:round_id);

-- feedback_rounds_clear(edition_id int) exec
DELETE FROM feedback_round
 WHERE round_id IN (SELECT id FROM round WHERE edition_id = :edition_id);

-- feedback_rule_clear(edition_id int) exec
DELETE FROM feedback_rule WHERE edition_id = :edition_id;

-- feedback_categories(edition_id int) many
SELECT e.code, c.id AS "category_id:int?", c.name_de AS "name_de:text",
       c.name_en AS "name_en:text"
  FROM entry e
  LEFT JOIN category c
    ON c.id = COALESCE(e.confirmed_category_id, e.category_id)
 WHERE e.edition_id = :edition_id ORDER BY e.code;

-- feedback_entries(edition_id int) many
-- Everybody who was admitted.
SELECT e.id, e.code, o.name AS organisation, c.name_de AS "category_de:text",
       c.name_en AS "category_en:text",
       COALESCE(f.intro, '') AS "intro:text",
       COALESCE(f.read_digest, '') AS "read_digest:text"
  FROM entry e JOIN organisation o ON o.id = e.organisation_id
  LEFT JOIN category c
    ON c.id = COALESCE(e.confirmed_category_id, e.category_id)
  LEFT JOIN feedback_draft f ON f.entry_id = e.id
 WHERE e.edition_id = :edition_id AND e.state = 'admitted'
 ORDER BY o.name, e.id;

-- feedback_draft_get(entry_id int) one
SELECT f.intro, f.read_digest, f.read_at, u.name AS "reader:text"
  FROM feedback_draft f LEFT JOIN user u ON u.id = f.read_by
 WHERE f.entry_id = :entry_id;

-- feedback_intro_put(entry_id int, intro text) exec
INSERT INTO feedback_draft (entry_id, intro) VALUES (:entry_id, :intro)
    ON CONFLICT (entry_id) DO UPDATE SET intro = excluded.intro;

-- feedback_read_put(entry_id int, digest text, user_id int?, now int) exec
INSERT INTO feedback_draft (entry_id, read_digest, read_by, read_at)
VALUES (:entry_id, :digest, :user_id, :now)
    ON CONFLICT (entry_id) DO UPDATE
   SET read_digest = excluded.read_digest, read_by = excluded.read_by,
       read_at = excluded.read_at;

-- feedback_comment_put(ballot_id int, criterion_id int?, original text, text text, user_id int?, now int) exec
INSERT INTO feedback_comment (ballot_id, criterion_id, original, text,
                              chosen_by, chosen_at)
VALUES (:ballot_id, :criterion_id, :original, :text, :user_id, :now)
    ON CONFLICT (ballot_id, COALESCE(criterion_id, 0)) DO UPDATE
   SET original = excluded.original, text = excluded.text,
       chosen_by = excluded.chosen_by, chosen_at = excluded.chosen_at;

-- feedback_comment_drop(ballot_id int, criterion_id int?) exec
DELETE FROM feedback_comment
 WHERE ballot_id = :ballot_id AND criterion_id IS :criterion_id;

-- feedback_comments_of(ballot_id int) many
-- What a company reads of a juror's comments: not before its letter went out.
SELECT f.criterion_id, f.text
  FROM feedback_comment f JOIN ballot b ON b.id = f.ballot_id
 WHERE f.ballot_id = :ballot_id
   AND EXISTS (SELECT 1 FROM feedback_release r
                WHERE r.entry_id = b.entry_id AND r.released_at >= f.chosen_at)
 ORDER BY f.criterion_id;

-- feedback_newest(entry_id int) one
SELECT id, number, content, digest, released_at
  FROM feedback_release WHERE entry_id = :entry_id
 ORDER BY number DESC LIMIT 1;

-- feedback_releases(entry_id int) many
SELECT r.number, r.digest, r.released_at, u.name AS "name:text"
  FROM feedback_release r LEFT JOIN user u ON u.id = r.released_by
 WHERE r.entry_id = :entry_id ORDER BY r.number DESC;

-- feedback_release_add(entry_id int, number int, content text, digest text, user_id int?, now int) insert
INSERT INTO feedback_release (entry_id, number, content, digest, released_by,
                              released_at)
VALUES (:entry_id, :number, :content, :digest, :user_id, :now);

-- feedback_mail_take(release_id int, user_id int) exec
-- The mail that was just written to that person.
INSERT INTO feedback_mail (mail_id, feedback_release_id)
SELECT max(id), :release_id FROM mail
 WHERE user_id = :user_id AND kind = 'feedback';

-- feedback_mails(release_id int) many
SELECT m.id, m.state
  FROM feedback_mail f JOIN mail m ON m.id = f.mail_id
 WHERE f.feedback_release_id = :release_id ORDER BY m.id;

-- feedback_mails_held(edition_id int) many
SELECT m.id
  FROM feedback_mail f JOIN mail m ON m.id = f.mail_id AND m.state = 'held'
  JOIN feedback_release r ON r.id = f.feedback_release_id
  JOIN entry e ON e.id = r.entry_id
 WHERE e.edition_id = :edition_id AND e.state = 'admitted' ORDER BY m.id;
