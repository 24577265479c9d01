-- What was submitted keeps its files, also when they were replaced since.
DROP VIEW needed_file;
-- The files that something needs: all others are erased after a time
-- (model/sweep.c). A table that refers to files belongs in here.
CREATE VIEW needed_file AS
SELECT file_id FROM picture
UNION ALL
SELECT file_id FROM document
UNION ALL
SELECT file_id FROM note_photo
UNION ALL
SELECT file_id FROM submission_file
UNION ALL
SELECT logo_file_id AS file_id FROM partner WHERE logo_file_id IS NOT NULL;
