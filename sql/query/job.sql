-- job_by_id(id int) one
SELECT id, kind, edition_id, file_id, product, language, state, message, result,
       progress, result_bytes, pages, notes, created_at, finished_at
  FROM job WHERE id = :id;

-- job_waiting() one
SELECT id FROM job WHERE state = 'waiting' LIMIT 1;

-- job_state(id int) one
SELECT state, attempts, kind, file_id FROM job WHERE id = :id;

-- job_running(beat_before int) many
SELECT id FROM job
 WHERE state = 'running' AND heartbeat_at <= :beat_before ORDER BY id;

-- job_add(kind text, edition_id int?, file_id int?, product text, language text, user_id int?, now int) insert
INSERT INTO job (kind, edition_id, file_id, product, language, created_by,
                 created_at)
VALUES (:kind, :edition_id, :file_id, :product, :language, :user_id, :now);

-- job_claim(now int) one
-- What a person waits for goes before what the program queued; companies take
-- turns. What is made of pictures waits for those that were there before it.
UPDATE job SET state = 'running', attempts = attempts + 1, progress = 0,
       message = '', started_at = :now, heartbeat_at = :now
 WHERE id = (SELECT id FROM job WHERE state = 'waiting'
                AND (kind NOT IN ('brochure', 'kit', 'package')
                     OR NOT EXISTS (SELECT 1 FROM job p
                                     WHERE p.state = 'waiting'
                                       AND p.kind = 'image' AND p.id < job.id))
              ORDER BY created_by IS NULL,
                       COALESCE((SELECT t.turn FROM job_turn t
                                  WHERE t.job_id = job.id), 0), id
              LIMIT 1)
RETURNING id;

-- job_lane(file_id int?, user_id int?) one
-- Who waits for it: the company whose nomination has the file, else a person.
SELECT COALESCE((SELECT 'organisation ' || e.organisation_id
                   FROM file f JOIN entry e ON e.id = f.entry_id
                  WHERE f.id = :file_id),
                'user ' || :user_id, '') AS "lane:text";

-- job_turn_add(job_id int, lane text) exec
-- After the last that waits in the same lane, and not before what is next.
INSERT INTO job_turn (job_id, lane, turn)
SELECT :job_id, :lane, COALESCE(max(a.turn), 0)
  FROM (SELECT max(t.turn) + 1 AS turn
          FROM job j JOIN job_turn t ON t.job_id = j.id
         WHERE j.state = 'waiting' AND t.lane = :lane
        UNION ALL
        SELECT min(t.turn)
          FROM job j JOIN job_turn t ON t.job_id = j.id
         WHERE j.state = 'waiting') a
 WHERE true
    ON CONFLICT (job_id) DO NOTHING;

-- job_beat(id int, progress int, message text, now int) exec
UPDATE job SET progress = :progress, message = :message, heartbeat_at = :now
 WHERE id = :id AND state = 'running';

-- job_finish(id int, result text, bytes int, now int) exec
UPDATE job SET state = 'done', progress = 100, message = '', result = :result,
       result_bytes = :bytes, finished_at = :now
 WHERE id = :id AND state = 'running';

-- job_fail(id int, message text, now int) exec
UPDATE job SET state = 'failed', message = :message, finished_at = :now
 WHERE id = :id AND state = 'running';

-- job_wait(id int, message text) exec
UPDATE job SET state = 'waiting', progress = 0, message = :message
 WHERE id = :id AND state = 'running';

-- job_give_back(id int) exec
UPDATE job SET state = 'waiting', progress = 0, message = '',
       attempts = attempts - 1
 WHERE id = :id AND state = 'running';

-- job_cancel(id int, now int) exec
UPDATE job SET state = 'cancelled', finished_at = :now
 WHERE id = :id AND state IN ('waiting', 'running');

-- job_made(id int, pages int, seconds real, memory_kb int, notes text) exec
-- What is known of a result besides its file.
UPDATE job SET pages = :pages, seconds = :seconds, memory_kb = :memory_kb,
       notes = :notes
 WHERE id = :id;

-- job_set_digest(id int, digest text) exec
UPDATE job SET input_digest = :digest WHERE id = :id;

-- job_same(edition_id int, kind text, digest text) many
-- Made from the same input before; the first made them, the others were served
-- its file.
SELECT id, result, result_bytes, pages, notes FROM job
 WHERE edition_id = :edition_id AND kind = :kind AND state = 'done'
   AND input_digest = :digest AND result <> ''
 ORDER BY id;

-- job_list(edition_id int, kind text, each int) many
-- Of each product and language the newest so many. How many that leave the house
-- get their turn before one that waits: others would tell what jurors and
-- companies just sent.
SELECT j.id, j.product, j.language, j.state, j.progress, j.message,
       j.created_at, j.finished_at, j.result, j.result_bytes, j.pages,
       j.seconds, j.memory_kb, j.notes, u.name AS "person:text",
       CASE WHEN j.state = 'waiting' THEN
         (SELECT count(*) FROM job o LEFT JOIN job_turn p ON p.job_id = o.id
           WHERE o.kind IN ('brochure', 'kit', 'package')
             AND (o.state = 'running'
              OR (o.state = 'waiting'
                  AND (o.created_by IS NULL, COALESCE(p.turn, 0), o.id)
                      < (j.created_by IS NULL, COALESCE(t.turn, 0), j.id))))
       ELSE 0 END AS "ahead:int"
  FROM (SELECT id, row_number() OVER (PARTITION BY product, language
                                      ORDER BY id DESC) AS place
          FROM job
         WHERE kind = :kind AND edition_id = :edition_id) n
  JOIN job j ON j.id = n.id
  LEFT JOIN job_turn t ON t.job_id = j.id
  LEFT JOIN user u ON u.id = j.created_by
 WHERE n.place <= :each
 ORDER BY j.id DESC;

-- job_under_way(edition_id int, kind text, product text, language text) one
SELECT state FROM job
 WHERE edition_id = :edition_id AND kind = :kind AND product = :product
   AND language = :language AND state IN ('waiting', 'running') LIMIT 1;

-- job_retry(id int) exec
-- Not beside another one for the same.
UPDATE job SET state = 'waiting', progress = 0, message = '', attempts = 0,
       notes = '', finished_at = NULL
 WHERE id = :id AND state IN ('failed', 'cancelled') AND edition_id IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM job o
                    WHERE o.edition_id = job.edition_id AND o.kind = job.kind
                      AND o.product = job.product AND o.language = job.language
                      AND o.state IN ('waiting', 'running'));

-- job_old_results(kept int, before int) many
-- Files of all but the newest of the same, and so many more that were made after
-- `before`; not what one that stays was served too.
WITH made AS
    (SELECT id, result, finished_at,
            row_number() OVER (PARTITION BY edition_id, kind, product, language
                               ORDER BY id DESC) AS place
       FROM job
      WHERE edition_id IS NOT NULL AND state = 'done' AND result <> ''),
kept AS
    (SELECT result FROM made
      WHERE place = 1 OR (place <= :kept AND finished_at > :before))
SELECT DISTINCT m.result FROM made m
 WHERE m.result NOT IN (SELECT result FROM kept)
 ORDER BY m.result;

-- job_drop_result(result text) exec
UPDATE job SET result = '' WHERE result = :result AND edition_id IS NOT NULL;

-- job_has_result(result text) one
SELECT id FROM job WHERE result = :result AND edition_id IS NOT NULL LIMIT 1;
