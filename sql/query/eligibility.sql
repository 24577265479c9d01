-- eligibility_questions(edition_id int) many
SELECT q.id, q.code, q.kind, q.label_de, q.label_en, q.help_de, q.help_en,
       q.refused, q.refusal_de, q.refusal_en, q.unit, q.years, q.category_id,
       c.code AS "category:text"
  FROM eligibility_question q LEFT JOIN category c ON c.id = q.category_id
 WHERE q.edition_id = :edition_id ORDER BY q.position, q.id;

-- eligibility_intro(edition_id int) one
SELECT eligibility_de, eligibility_en FROM edition WHERE id = :edition_id;

-- eligibility_answers(entry_id int) many
SELECT question_id, value, updated_at FROM eligibility_answer
 WHERE entry_id = :entry_id ORDER BY question_id;

-- eligibility_put(entry_id int, question_id int, value text, user_id int?, now int) exec
INSERT INTO eligibility_answer (entry_id, question_id, value, updated_by,
                                updated_at)
VALUES (:entry_id, :question_id, :value, :user_id, :now)
    ON CONFLICT (entry_id, question_id) DO UPDATE
   SET value = excluded.value, updated_by = excluded.updated_by,
       updated_at = excluded.updated_at;

-- eligibility_drop(entry_id int, question_id int) exec
DELETE FROM eligibility_answer
 WHERE entry_id = :entry_id AND question_id = :question_id;

-- eligibility_won(organisation_id int, edition_id int, years int, now int) many
-- Years in which the organisation won an earlier edition whose winners are
-- public, at most so many years before this one.
SELECT d.year
  FROM edition t
  JOIN edition d ON d.id <> t.id AND d.year <= t.year
   AND d.year >= t.year - :years
  JOIN entry e ON e.edition_id = d.id AND e.organisation_id = :organisation_id
  JOIN honour h ON h.entry_id = e.id AND h.kind = 'winner'
 WHERE t.id = :edition_id AND d.phase >= 9
   AND (d.embargo_at <= :now OR (d.embargo_at IS NULL AND d.phase >= 10))
 ORDER BY d.year DESC;

-- eligibility_sizes(edition_id int) many
SELECT id, code, name_de, name_en, size_from, size_below
  FROM category WHERE edition_id = :edition_id ORDER BY position, id;

-- eligibility_set_intro(id int, de text, en text) exec
UPDATE edition SET eligibility_de = :de, eligibility_en = :en WHERE id = :id;

-- eligibility_add(edition_id int, code text, position int, kind text, label_de text, label_en text, help_de text, help_en text, refused text, refusal_de text, refusal_en text, unit text, years int, category_id int?) insert
INSERT INTO eligibility_question (edition_id, code, position, kind, label_de,
                                  label_en, help_de, help_en, refused,
                                  refusal_de, refusal_en, unit, years,
                                  category_id)
VALUES (:edition_id, :code, :position, :kind, :label_de, :label_en, :help_de,
        :help_en, :refused, :refusal_de, :refusal_en, :unit, :years,
        :category_id);

-- eligibility_drop_all(edition_id int) exec
DELETE FROM eligibility_question WHERE edition_id = :edition_id;

-- eligibility_set_size(id int, size_from int?, size_below int?) exec
UPDATE category SET size_from = :size_from, size_below = :size_below
 WHERE id = :id;
