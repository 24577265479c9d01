-- answer_questions(edition_id int) many
SELECT id, code, kind, label_de, label_en, characters_max, number_min,
       number_max, date_min AS "date_min:text", date_max AS "date_max:text",
       count_max
  FROM question WHERE edition_id = :edition_id ORDER BY position, id;

-- answer_choices(edition_id int) many
SELECT c.question_id, c.code, c.label_de, c.label_en
  FROM question q JOIN question_choice c ON c.question_id = q.id
 WHERE q.edition_id = :edition_id ORDER BY c.question_id, c.position;

-- answer_choice(question_id int, code text) one
SELECT 1 AS "yes:int" FROM question_choice
 WHERE question_id = :question_id AND code = :code;
