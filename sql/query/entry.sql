-- entry_by_id(id int) one
SELECT e.id, e.edition_id, e.organisation_id, e.code, e.state,
       o.name AS organisation, e.category_id, e.confirmed_category_id, e.number,
       e.submitted_at, e.reject_reason, e.revision, e.reopened_from
  FROM entry e JOIN organisation o ON o.id = e.organisation_id
 WHERE e.id = :id;

-- entry_by_code(edition_id int, code text) one
SELECT id FROM entry WHERE edition_id = :edition_id AND code = :code;

-- entry_contact(entry_id int, user_id int) one
SELECT 1 AS "yes:int"
  FROM entry e JOIN membership m ON m.organisation_id = e.organisation_id
 WHERE e.id = :entry_id AND m.user_id = :user_id;

-- entry_contacts(entry_id int) many
SELECT m.user_id
  FROM entry e JOIN membership m ON m.organisation_id = e.organisation_id
  JOIN user u ON u.id = m.user_id
 WHERE e.id = :entry_id AND u.disabled_at IS NULL
 ORDER BY m.user_id;

-- entry_count(edition_id int) one
SELECT count(*) AS "count:int" FROM entry WHERE edition_id = :edition_id;

-- entry_add(edition_id int, organisation_id int, code text, user_id int?, now int) insert
INSERT INTO entry (edition_id, organisation_id, code, created_by, created_at,
                   updated_at)
VALUES (:edition_id, :organisation_id, :code, :user_id, :now, :now);

-- entry_touch(id int, now int) exec
UPDATE entry SET updated_at = :now, revision = revision + 1 WHERE id = :id;

-- entry_set_category(id int, category_id int) exec
UPDATE entry SET category_id = :category_id WHERE id = :id;

-- entry_category_fits(edition_id int, category_id int) one
SELECT 1 AS "yes:int" FROM category
 WHERE id = :category_id AND edition_id = :edition_id;

-- entry_category_code(id int) one
SELECT code FROM category WHERE id = :id;

-- entry_next_number(edition_id int) one
UPDATE edition SET last_number = last_number + 1 WHERE id = :edition_id
RETURNING last_number;

-- entry_submit(id int, number int, now int) exec
-- The category that the office confirmed stands as long as the company chooses
-- the same as before.
UPDATE entry SET state = 'submitted', number = COALESCE(number, :number),
       submitted_at = :now, reopened_from = NULL,
       confirmed_category_id =
           CASE WHEN category_id = (SELECT s.category_id FROM submission s
                                     WHERE s.entry_id = entry.id
                                     ORDER BY s.version DESC LIMIT 1)
                THEN confirmed_category_id END
 WHERE id = :id AND state = 'draft';

-- entry_withdraw(id int, now int) exec
UPDATE entry SET state = 'withdrawn', withdrawn_at = :now,
       reopened_from = NULL
 WHERE id = :id AND state IN ('draft', 'submitted', 'admitted');

-- entry_check(id int, state text, reason text, category_id int?, now int) exec
UPDATE entry SET state = :state, reject_reason = :reason,
       confirmed_category_id = COALESCE(:category_id, confirmed_category_id),
       checked_at = :now
 WHERE id = :id AND state IN ('submitted', 'admitted', 'rejected');

-- entry_ballot_count(id int) one
SELECT count(*) AS "count:int" FROM ballot WHERE entry_id = :id;

-- entry_answers(entry_id int) many
SELECT q.id, q.code, q.kind, q.language, q.label_de, q.label_en, q.slot,
       q.audience, q.required, q.characters_min, q.count_min,
       q.column_label_de, q.column_label_en, q.column_number_de,
       q.column_number_en,
       EXISTS (SELECT 1 FROM asked x
                WHERE x.entry_id = e.id AND x.question_id = q.id)
           AS "asked:int",
       q.identifying * d.blind AS "veiled:int", s.code AS section, s.title_de, s.title_en,
       a.value AS "value:text"
  FROM entry e
  JOIN edition d ON d.id = e.edition_id
  JOIN question q ON q.edition_id = e.edition_id
  JOIN section s ON s.id = q.section_id
  LEFT JOIN answer a ON a.entry_id = e.id AND a.question_id = q.id
 WHERE e.id = :entry_id
 ORDER BY s.position, q.position, q.id;

-- entry_asked(entry_id int) many
-- The questions that are asked of it, in form order.
SELECT q.id, q.kind, q.language, q.label_de, q.label_en, s.code AS section,
       s.title_de, s.title_en, a.value AS "value:text"
  FROM asked x
  JOIN question q ON q.id = x.question_id
  JOIN section s ON s.id = q.section_id
  LEFT JOIN answer a ON a.entry_id = x.entry_id AND a.question_id = q.id
 WHERE x.entry_id = :entry_id
 ORDER BY s.position, q.position, q.id;

-- entry_choice_labels(entry_id int) many
SELECT c.question_id, c.code, c.label_de, c.label_en
  FROM entry e JOIN question q ON q.edition_id = e.edition_id
  JOIN question_choice c ON c.question_id = q.id
 WHERE e.id = :entry_id ORDER BY c.question_id, c.position;

-- entry_pictures(entry_id int) many
SELECT p.question_id, q.slot, p.file_id, p.credit, p.alt_de, p.alt_en,
       f.name, f.bytes, f.type, f.render_state
  FROM picture p JOIN question q ON q.id = p.question_id
  JOIN file f ON f.id = p.file_id
 WHERE p.entry_id = :entry_id ORDER BY q.position, p.position, p.file_id;

-- entry_consents(entry_id int) many
-- In the wording that the edition asks for at present.
SELECT k.id, k.code, k.text_de, k.text_en, k.required,
       (SELECT max(c.given_at) FROM consent c
         WHERE c.entry_id = e.id AND c.consent_kind_id = k.id
           AND c.withdrawn_at IS NULL) AS "given_at:int?"
  FROM entry e JOIN consent_kind k ON k.edition_id = e.edition_id
 WHERE e.id = :entry_id
   AND k.version = (SELECT max(x.version) FROM consent_kind x
                     WHERE x.edition_id = k.edition_id AND x.code = k.code)
 ORDER BY k.position, k.id;

-- entry_answer_get(entry_id int, question_id int) one
SELECT value FROM answer
 WHERE entry_id = :entry_id AND question_id = :question_id;

-- entry_answer_put(entry_id int, question_id int, value text, user_id int?, now int) exec
INSERT INTO answer (entry_id, question_id, value, updated_by, updated_at)
VALUES (:entry_id, :question_id, :value, :user_id, :now)
    ON CONFLICT (entry_id, question_id) DO UPDATE
   SET value = excluded.value, updated_by = excluded.updated_by,
       updated_at = excluded.updated_at;

-- entry_answer_drop(entry_id int, question_id int) exec
DELETE FROM answer WHERE entry_id = :entry_id AND question_id = :question_id;

-- entry_version_add(entry_id int, question_id int, value text, fits int, typing_since int?, user_id int?, now int) insert
INSERT INTO answer_version (entry_id, question_id, value, fits, typing_since,
                            changed_by, changed_at)
VALUES (:entry_id, :question_id, :value, :fits, :typing_since, :user_id, :now);

-- entry_version_last(entry_id int, question_id int) one
SELECT id, value, fits, typing_since, changed_by, changed_at
  FROM answer_version
 WHERE entry_id = :entry_id AND question_id = :question_id
 ORDER BY id DESC LIMIT 1;

-- entry_version_drop(id int) exec
DELETE FROM answer_version WHERE id = :id;

-- entry_versions_stand(entry_id int) exec
UPDATE answer_version SET typing_since = NULL
 WHERE entry_id = :entry_id AND typing_since IS NOT NULL;

-- entry_others_saved(entry_id int, id int, user_id int) one
SELECT 1 AS "yes:int" FROM answer_version
 WHERE entry_id = :entry_id AND id > :id AND changed_by IS NOT :user_id
 LIMIT 1;

-- entry_others_there(entry_id int, user_id int, since int) one
-- Has anybody else who may read the nomination been in the house since?
SELECT 1 AS "yes:int"
  FROM user u
 WHERE u.id IN (SELECT m.user_id FROM entry e JOIN membership m
                    ON m.organisation_id = e.organisation_id
                 WHERE e.id = :entry_id
                 UNION SELECT r.user_id FROM user_role r
                 WHERE r.role = 'organiser')
   AND u.id <> :user_id
   AND (u.left_at >= :since
        OR EXISTS (SELECT 1 FROM session s
                    WHERE s.user_id = u.id AND s.seen_at >= :since))
 LIMIT 1;

-- entry_forget_drafts(entry_id int) exec
-- Of its page in the brochure: what nobody has saved.
DELETE FROM page_draft WHERE entry_id = :entry_id;

-- entry_forget_notes(entry_id int) exec
-- For the ceremony, with the names of its guests.
DELETE FROM ceremony_note WHERE entry_id = :entry_id;
