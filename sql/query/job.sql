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
-- turns.
UPDATE job SET state = 'running', attempts = attempts + 1, progress = 0,
       message = '', started_at = :now, heartbeat_at = :now
 WHERE id = (SELECT id FROM job WHERE state = 'waiting'
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
