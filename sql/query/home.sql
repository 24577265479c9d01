-- home_text(edition_id int, kind text) one
SELECT title_de, title_en, body_de, body_en FROM edition_text
 WHERE edition_id = :edition_id AND kind = :kind;

-- home_criteria(edition_id int) many
SELECT r.id AS round_id, r.name_de AS round_de, r.name_en AS round_en, c.code,
       c.name_de, c.name_en, c.question_de, c.question_en, c.weight,
       (SELECT sum(k.weight) FROM criterion k WHERE k.round_id = r.id)
           AS "sum:int"
  FROM round r JOIN criterion c ON c.round_id = r.id
 WHERE r.edition_id = :edition_id
 ORDER BY r.stage, r.id, c.position, c.id;
