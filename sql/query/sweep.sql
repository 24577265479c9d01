-- sweep_mark(now int) exec
UPDATE file SET idle_at = :now
 WHERE idle_at IS NULL AND gone_at IS NULL
   AND NOT EXISTS (SELECT 1 FROM needed_file n WHERE n.file_id = file.id);

-- sweep_unmark() exec
UPDATE file SET idle_at = NULL
 WHERE idle_at IS NOT NULL AND gone_at IS NULL
   AND EXISTS (SELECT 1 FROM needed_file n WHERE n.file_id = file.id);

-- sweep_changes() one
-- Is there anything to mark or to unmark? A look costs no lock.
SELECT count(*) AS "count:int" FROM file f
 WHERE f.gone_at IS NULL
   AND (f.idle_at IS NOT NULL) =
       (EXISTS (SELECT 1 FROM needed_file n WHERE n.file_id = f.id));

-- sweep_due(before int) many
SELECT f.id, f.digest, f.name FROM file f
 WHERE f.idle_at <= :before AND f.gone_at IS NULL
   AND NOT EXISTS (SELECT 1 FROM needed_file n WHERE n.file_id = f.id)
 ORDER BY f.id LIMIT 50;

-- sweep_digests(file_id int) many
-- All bytes that a file brought with it.
SELECT digest FROM file WHERE id = :file_id
 UNION
SELECT digest FROM rendition WHERE file_id = :file_id
 UNION
SELECT digest FROM document_page WHERE file_id = :file_id;

-- sweep_gone(id int, now int) exec
UPDATE file SET gone_at = :now WHERE id = :id;

-- sweep_drop_renditions(file_id int) exec
DELETE FROM rendition WHERE file_id = :file_id;

-- sweep_drop_pages(file_id int) exec
DELETE FROM document_page WHERE file_id = :file_id;

-- sweep_used(digest text) one
-- Equal bytes are one file on the disk: does another row need them?
SELECT 1 AS "yes:int"
 WHERE EXISTS (SELECT 1 FROM file WHERE digest = :digest AND gone_at IS NULL)
    OR EXISTS (SELECT 1 FROM rendition WHERE digest = :digest)
    OR EXISTS (SELECT 1 FROM document_page WHERE digest = :digest)
    OR EXISTS (SELECT 1 FROM submission WHERE pdf_digest = :digest)
    OR EXISTS (SELECT 1 FROM minutes_pdf WHERE pdf_digest = :digest)
    OR EXISTS (SELECT 1 FROM meeting_pack WHERE digest = :digest);
