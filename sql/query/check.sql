-- check_files() many
SELECT id, digest, bytes, name FROM file
 WHERE gone_at IS NULL ORDER BY digest, id;

-- check_renditions() many
SELECT file_id, 'size ' || size AS "part:text", digest, bytes FROM rendition
 UNION ALL
SELECT file_id, 'page ' || number, digest, bytes FROM document_page
 UNION ALL
SELECT entry_id, 'receipt ' || version, pdf_digest, pdf_bytes FROM submission
 WHERE pdf_state = 'done'
 UNION ALL
SELECT minutes_id, 'minutes ' || language, pdf_digest, bytes FROM minutes_pdf
 WHERE pdf_digest IS NOT NULL
 UNION ALL
SELECT id, 'reading pack', digest, bytes FROM meeting_pack
 WHERE state = 'done'
 ORDER BY digest, file_id;

-- check_known(digest text) one
SELECT 1 AS "yes:int"
 WHERE EXISTS (SELECT 1 FROM file WHERE digest = :digest)
    OR EXISTS (SELECT 1 FROM rendition WHERE digest = :digest)
    OR EXISTS (SELECT 1 FROM document_page WHERE digest = :digest)
    OR EXISTS (SELECT 1 FROM submission WHERE pdf_digest = :digest)
    OR EXISTS (SELECT 1 FROM minutes_pdf WHERE pdf_digest = :digest)
    OR EXISTS (SELECT 1 FROM meeting_pack WHERE digest = :digest);

-- check_submissions() many
SELECT s.version, s.content, s.digest, e.code AS entry, d.slug AS edition
  FROM submission s JOIN entry e ON e.id = s.entry_id
  JOIN edition d ON d.id = e.edition_id ORDER BY s.id;

-- check_letters() many
SELECT r.number, r.content, r.digest, e.code AS entry, d.slug AS edition
  FROM feedback_release r JOIN entry e ON e.id = r.entry_id
  JOIN edition d ON d.id = e.edition_id ORDER BY r.id;

-- check_erased() many
-- Files without bytes that something refers to.
SELECT DISTINCT f.id, f.name, f.digest
  FROM needed_file n JOIN file f ON f.id = n.file_id
 WHERE f.gone_at IS NOT NULL ORDER BY f.id;

-- check_log_count() one
SELECT count(*) AS "count:int" FROM audit;

-- check_honours() many
SELECT h.entry_id, e.code AS entry
  FROM (SELECT entry_id FROM honour
        UNION SELECT subject_id FROM audit
               WHERE action IN ('honour.set', 'honour.remove')) h
  JOIN entry e ON e.id = h.entry_id
 ORDER BY h.entry_id;

-- check_honour_log(entry_id int) one
SELECT a.id, p.payload AS "payload:text"
  FROM audit a LEFT JOIN audit_payload p ON p.audit_id = a.id
 WHERE a.subject = 'entry' AND a.subject_id = :entry_id
   AND a.action IN ('honour.set', 'honour.remove')
 ORDER BY a.id DESC LIMIT 1;

-- check_frozen_rounds() many
SELECT r.id, r.slug, e.slug AS edition
  FROM round r JOIN edition e ON e.id = r.edition_id
  JOIN rules f ON f.round_id = r.id
 WHERE r.state IN ('open', 'closed', 'replaced') ORDER BY r.id;

-- check_submit_log(ballot_id int) one
SELECT p.payload AS "payload:text"
  FROM audit a LEFT JOIN audit_payload p ON p.audit_id = a.id
 WHERE a.subject = 'ballot' AND a.subject_id = :ballot_id
   AND a.action = 'ballot.submit'
 ORDER BY a.id DESC LIMIT 1;

-- check_conflicts() many
SELECT c.jury_member_id, c.entry_id, c.kind, m.code AS juror, e.code AS entry
  FROM conflict c JOIN jury_member m ON m.id = c.jury_member_id
  JOIN entry e ON e.id = c.entry_id
 ORDER BY c.jury_member_id, c.entry_id;

-- check_conflict_log() many
SELECT a.subject_id AS jury_member_id, p.payload AS "payload:text"
  FROM audit a LEFT JOIN audit_payload p ON p.audit_id = a.id
 WHERE a.subject = 'jury_member' AND a.action = 'conflict.declare'
 ORDER BY a.subject_id, a.id;

-- check_rounds() many
SELECT r.id AS round_id, r.slug, e.slug AS edition,
       (SELECT count(*) FROM audit a
         WHERE a.subject = 'round' AND a.subject_id = r.id
           AND a.action = 'lot.commit')
     - (SELECT count(*) FROM audit a
         WHERE a.subject = 'round' AND a.subject_id = r.id
           AND a.action = 'lot.drop') AS "commitments:int"
  FROM round r JOIN edition e ON e.id = r.edition_id ORDER BY r.id;

-- check_round_log(round_id int, action text) many
SELECT p.payload AS "payload:text"
  FROM audit a LEFT JOIN audit_payload p ON p.audit_id = a.id
 WHERE a.subject = 'round' AND a.subject_id = :round_id
   AND a.action = :action
 ORDER BY a.id;

-- check_exports() many
-- A file that several jobs were served is one.
SELECT min(id) AS "id:int", result, result_bytes FROM job
 WHERE edition_id IS NOT NULL AND state = 'done' AND result <> ''
 GROUP BY result, result_bytes ORDER BY result;

-- check_page_versions() many
SELECT v.number, v.content, v.digest, e.code AS entry, d.slug AS edition
  FROM page_version v JOIN entry e ON e.id = v.entry_id
  JOIN edition d ON d.id = e.edition_id ORDER BY v.id;

-- check_page_releases() many
-- Released through a link of another page.
SELECT r.id FROM page_release r
  JOIN page_version v ON v.id = r.version_id
  JOIN page_link l ON l.id = r.link_id
 WHERE l.entry_id <> v.entry_id ORDER BY r.id;

-- check_addresses() many
SELECT a.entry_id, a.slug FROM address a JOIN entry e ON e.id = a.entry_id
 WHERE a.edition_id <> e.edition_id ORDER BY a.entry_id;
