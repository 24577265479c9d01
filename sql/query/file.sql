-- file_by_id(id int) one
SELECT id, digest, name, type, bytes, render_state, gone_at
  FROM file WHERE id = :id;

-- file_rendition(file_id int, size text) one
SELECT digest, type, bytes, width, height
  FROM rendition WHERE file_id = :file_id AND size = :size;

-- file_add(digest text, name text, type text, bytes int, user_id int?, now int, state text, entry_id int?, width int?, height int?) insert
INSERT INTO file (digest, name, type, bytes, uploaded_by, uploaded_at,
                  render_state, entry_id, width, height)
VALUES (:digest, :name, :type, :bytes, :user_id, :now, :state, :entry_id,
        :width, :height);

-- file_company_day(entry_id int, after int) one
-- What the company of a nomination sent since then, all its people together.
SELECT count(*) AS "count:int", COALESCE(sum(f.bytes), 0) AS "bytes:int"
  FROM entry e JOIN entry o ON o.organisation_id = e.organisation_id
  JOIN file f ON f.entry_id = o.id
 WHERE e.id = :entry_id AND f.uploaded_at > :after;

-- file_company_kept(entry_id int) one
-- What is on the disk for the company in the nomination's edition.
SELECT COALESCE(sum(f.bytes), 0) AS "bytes:int"
  FROM entry e JOIN entry o ON o.organisation_id = e.organisation_id
   AND o.edition_id = e.edition_id
  JOIN file f ON f.entry_id = o.id
 WHERE e.id = :entry_id AND f.gone_at IS NULL;

-- file_uploads(user_id int, after int) one
SELECT count(*) AS "count:int"
  FROM file WHERE uploaded_by = :user_id AND uploaded_at > :after;

-- file_rendition_put(file_id int, size text, digest text, type text, bytes int, width int, height int) exec
INSERT INTO rendition (file_id, size, digest, type, bytes, width, height)
VALUES (:file_id, :size, :digest, :type, :bytes, :width, :height)
    ON CONFLICT (file_id, size) DO UPDATE
   SET digest = excluded.digest, type = excluded.type, bytes = excluded.bytes,
       width = excluded.width, height = excluded.height;

-- file_set_render_state(id int, state text, problem text) exec
UPDATE file SET render_state = :state, render_problem = :problem
 WHERE id = :id;

-- file_shown_as(id int) one
-- A logo keeps its transparency, a photo becomes a JPEG; so do the brochure's
-- large pictures, whatever they were uploaded as.
SELECT f.type, EXISTS (SELECT 1 FROM picture p
                         JOIN question q ON q.id = p.question_id
                        WHERE p.file_id = f.id AND q.slot = 'photo')
            OR EXISTS (SELECT 1 FROM page_picture
                        WHERE file_id = f.id AND slot = 'photo')
            OR EXISTS (SELECT 1 FROM brochure_design WHERE cover_file_id = f.id)
            OR EXISTS (SELECT 1 FROM brochure_part WHERE file_id = f.id)
            OR EXISTS (SELECT 1 FROM greeting WHERE portrait_file_id = f.id)
           AS "photo:int"
  FROM file f WHERE f.id = :id;

-- file_copy_renditions(id int, type text) exec
-- A photo of before there was a size for a page is made anew.
INSERT INTO rendition (file_id, size, digest, type, bytes, width, height)
SELECT :id, r.size, r.digest, r.type, r.bytes, r.width, r.height
  FROM rendition r
 WHERE r.type = :type
   AND r.file_id = (SELECT min(twin.id) FROM file twin
                      JOIN file me ON me.digest = twin.digest
                      JOIN rendition t ON t.file_id = twin.id
                     WHERE me.id = :id AND twin.id <> :id
                       AND twin.render_state = 'done' AND t.type = :type
                        AND (:type <> 'image/jpeg' OR t.size = 'large'))
    ON CONFLICT (file_id, size) DO NOTHING;
