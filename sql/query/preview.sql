-- preview_get(key text) one
SELECT id, entry_id, input_digest, state, message, pages, made
  FROM preview WHERE key = :key;

-- preview_want(key text, entry_id int?, edition_id int, data text, images text, digest text, now int) exec
INSERT INTO preview (key, entry_id, edition_id, data, images, input_digest,
                     state, wanted_at)
VALUES (:key, :entry_id, :edition_id, :data, :images, :digest, 'wanted', :now)
    ON CONFLICT (key) DO UPDATE
   SET entry_id = excluded.entry_id, edition_id = excluded.edition_id,
       data = excluded.data, images = excluded.images,
       input_digest = excluded.input_digest, message = '',
       state = CASE WHEN made = excluded.input_digest THEN 'done'
                    ELSE 'wanted' END,
       wanted_at = excluded.wanted_at;

-- preview_touch(key text, now int) exec
UPDATE preview SET wanted_at = :now WHERE key = :key;

-- preview_next() one
-- The company that was served longest ago goes first; a page of no company
-- counts for itself.
SELECT p.id, p.key, p.entry_id, p.input_digest, p.data, p.images
  FROM preview p LEFT JOIN entry e ON e.id = p.entry_id
 WHERE p.state = 'wanted'
 ORDER BY COALESCE(CASE WHEN e.id IS NULL THEN p.made_at ELSE
              (SELECT MAX(o.made_at) FROM preview o
                 JOIN entry f ON f.id = o.entry_id
                WHERE f.organisation_id = e.organisation_id) END, 0),
          p.wanted_at, p.id
 LIMIT 1;

-- preview_made(id int) one
SELECT made FROM preview WHERE id = :id;

-- preview_done(id int, digest text, pages int, now int) exec
UPDATE preview
   SET made = :digest, pages = :pages, made_at = :now,
       state = CASE WHEN input_digest = :digest THEN 'done' ELSE state END
 WHERE id = :id;

-- preview_failed(id int, digest text, message text, now int) exec
-- The pages that it had stay: they are of an earlier state, and say so. Who
-- wished otherwise meanwhile was served all the same.
UPDATE preview
   SET made_at = :now,
       state = CASE WHEN input_digest = :digest THEN 'failed' ELSE state END,
       message = CASE WHEN input_digest = :digest THEN :message
                      ELSE message END
 WHERE id = :id;

-- preview_used(digest text) one
SELECT id FROM preview WHERE made = :digest LIMIT 1;

-- preview_drop_old(before int) exec
DELETE FROM preview WHERE wanted_at < :before;

-- preview_drop_all() exec
DELETE FROM preview;

-- preview_screen(digest text) one
-- The size for screens of what is in print size under that digest.
SELECT s.digest
  FROM rendition p JOIN rendition s ON s.file_id = p.file_id
 WHERE p.digest = :digest AND p.size = 'print' AND s.size = 'screen'
   AND s.type = p.type
 LIMIT 1;
