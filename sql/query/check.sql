-- check_files() many
SELECT id, digest, bytes, name FROM file ORDER BY digest, id;

-- check_renditions() many
SELECT file_id, size, digest, bytes FROM rendition ORDER BY digest, file_id;

-- check_known(digest text) one
SELECT 1 AS "yes:int"
 WHERE EXISTS (SELECT 1 FROM file WHERE digest = :digest)
    OR EXISTS (SELECT 1 FROM rendition WHERE digest = :digest);

-- check_log_count() one
SELECT count(*) AS "count:int" FROM audit;
