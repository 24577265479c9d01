-- What was submitted keeps its files in the company's order.
ALTER TABLE submission_file ADD COLUMN position INTEGER NOT NULL DEFAULT 1;
                                      -- among those of the question
-- The answer beside them names them in that order.
UPDATE submission_file SET position = COALESCE(
    (SELECT instr(' ' || a.value || ' ', ' ' || submission_file.file_id || ' ')
       FROM submission_answer a
      WHERE a.submission_id = submission_file.submission_id
        AND a.question_id = submission_file.question_id), 1);
