-- round_new_copy(from_id int, slug text, stage int, entries text, category_id int?, name_de text, name_en text) insert
INSERT INTO round (edition_id, category_id, slug, stage, entries, name_de,
                   name_en, method, quorum, decimals, lambda, ladder, declared,
                   scale_decimals, disclosure, comment_min,
                   criterion_comment_min, visit)
SELECT edition_id, :category_id, :slug, :stage, :entries, :name_de, :name_en,
       method, quorum, decimals, lambda, ladder, declared, scale_decimals,
       disclosure, comment_min, criterion_comment_min, visit
  FROM round WHERE id = :from_id;

-- round_new_criteria(from_id int, id int) exec
INSERT INTO criterion (round_id, code, position, name_de, name_en, question_de,
                       question_en, weight, lo, hi, step)
SELECT :id, code, position, name_de, name_en, question_de, question_en, weight,
       lo, hi, step
  FROM criterion WHERE round_id = :from_id;

-- round_new_anchors(from_id int, id int) exec
INSERT INTO anchor (criterion_id, value, text_de, text_en)
SELECT n.id, a.value, a.text_de, a.text_en
  FROM anchor a
  JOIN criterion c ON c.id = a.criterion_id AND c.round_id = :from_id
  JOIN criterion n ON n.code = c.code AND n.round_id = :id;

-- round_new_combined(edition_id int, slug text, stage int, category_id int?, name_de text, name_en text) insert
INSERT INTO round (edition_id, category_id, slug, stage, name_de, name_en)
VALUES (:edition_id, :category_id, :slug, :stage, :name_de, :name_en);

-- round_new_sources(edition_id int) many
SELECT r.id, r.name_de, r.name_en, r.stage
  FROM round r
 WHERE r.edition_id = :edition_id AND r.state <> 'replaced'
   AND EXISTS (SELECT 1 FROM criterion c WHERE c.round_id = r.id)
 ORDER BY r.stage, r.id;
