-- answer_questions(edition_id int) many
SELECT id, code, kind, characters_max, number_min, number_max
  FROM question WHERE edition_id = :edition_id ORDER BY position, id;

-- answer_choice(question_id int, code text) one
SELECT 1 AS "yes:int" FROM question_choice
 WHERE question_id = :question_id AND code = :code;
