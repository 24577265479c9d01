-- change_open(entry_id int) one
SELECT id, message, due_at, asked_at FROM change_request
 WHERE entry_id = :entry_id AND state = 'open';

-- change_questions(id int) many
SELECT c.question_id, q.label_de, q.label_en,
       EXISTS (SELECT 1 FROM asked x
                WHERE x.entry_id = r.entry_id AND x.question_id = q.id)
           AS "asked:int"
  FROM change_request r
  JOIN change_request_question c ON c.change_request_id = r.id
  JOIN question q ON q.id = c.question_id
 WHERE c.change_request_id = :id ORDER BY q.position, q.id;

-- change_list(entry_id int) many
SELECT r.id, r.asked_at, r.message, r.due_at, r.state, r.ended_at,
       u.name AS "person:text", s.version AS "version:int?"
  FROM change_request r LEFT JOIN user u ON u.id = r.asked_by
  LEFT JOIN submission s ON s.id = r.submission_id
 WHERE r.entry_id = :entry_id ORDER BY r.id DESC;

-- change_add(entry_id int, user_id int?, now int, message text, due_at int) insert
INSERT INTO change_request (entry_id, asked_by, asked_at, message, due_at)
VALUES (:entry_id, :user_id, :now, :message, :due_at);

-- change_add_question(id int, question_id int, entry_id int) exec
INSERT INTO change_request_question (change_request_id, question_id)
SELECT :id, question_id FROM asked
 WHERE question_id = :question_id AND entry_id = :entry_id;

-- change_add_following(id int) exec
-- What is asked only after another answer to one of these.
INSERT INTO change_request_question (change_request_id, question_id)
WITH RECURSIVE follows (id) AS (
     SELECT question_id FROM change_request_question
      WHERE change_request_id = :id
      UNION
     SELECT q.id FROM follows f JOIN question q ON q.shown_if_id = f.id)
SELECT :id, id FROM follows WHERE true
    ON CONFLICT (change_request_id, question_id) DO NOTHING;

-- change_end(id int, state text, user_id int?, submission_id int?, now int) exec
UPDATE change_request SET state = :state, ended_by = :user_id, ended_at = :now,
       submission_id = :submission_id
 WHERE id = :id AND state = 'open';

-- change_seen_by_jury(entry_id int) one
-- May a juror have begun to read or mark it?
SELECT (SELECT count(*) FROM ballot b WHERE b.entry_id = :entry_id)
     + (SELECT count(*) FROM assignment a
          JOIN round r ON r.id = a.round_id AND r.state <> 'planned'
         WHERE a.entry_id = :entry_id) AS "count:int";

-- change_overdue(now int) many
-- Open, but past its term, or the nomination may no longer be changed.
SELECT r.id, r.entry_id
  FROM change_request r JOIN entry e ON e.id = r.entry_id
 WHERE r.state = 'open'
   AND (r.due_at < :now OR e.state NOT IN ('submitted', 'admitted')
        OR EXISTS (SELECT 1 FROM ballot b WHERE b.entry_id = e.id)
        OR EXISTS (SELECT 1 FROM assignment a
                     JOIN round o ON o.id = a.round_id AND o.state <> 'planned'
                    WHERE a.entry_id = e.id))
 ORDER BY r.id;

-- change_office(edition_id int) one
SELECT count(*) AS "count:int"
  FROM change_request r JOIN entry e ON e.id = r.entry_id
 WHERE e.edition_id = :edition_id AND r.state = 'open';
