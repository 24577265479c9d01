-- submission_last(entry_id int) one
SELECT id, version, category_id, submitted_at, digest FROM submission
 WHERE entry_id = :entry_id ORDER BY version DESC LIMIT 1;

-- submission_list(entry_id int) many
SELECT s.id, s.version, s.kind, s.submitted_at, s.digest, s.pdf_state,
       s.pdf_bytes, u.name AS "person:text"
  FROM submission s LEFT JOIN user u ON u.id = s.submitted_by
 WHERE s.entry_id = :entry_id ORDER BY s.version DESC;

-- submission_file_of(entry_id int, version int) one
SELECT pdf_digest, pdf_bytes FROM submission
 WHERE entry_id = :entry_id AND version = :version AND pdf_state = 'done';

-- submission_add(entry_id int, version int, kind text, category_id int?, user_id int?, at int, language text, content text, digest text) insert
INSERT INTO submission (entry_id, version, kind, category_id, submitted_by,
                        submitted_at, language, content, digest)
VALUES (:entry_id, :version, :kind, :category_id, :user_id, :at, :language,
        :content, :digest);

-- submission_add_answers(submission_id int, entry_id int) exec
INSERT INTO submission_answer (submission_id, question_id, value)
SELECT :submission_id, question_id, value FROM answer
 WHERE entry_id = :entry_id;

-- submission_add_pictures(submission_id int, entry_id int) exec
INSERT INTO submission_file (submission_id, question_id, file_id, kind, credit,
                             alt_de, alt_en, position)
SELECT :submission_id, question_id, file_id, 'picture', credit, alt_de, alt_en,
       position
  FROM picture WHERE entry_id = :entry_id;

-- submission_add_documents(submission_id int, entry_id int) exec
INSERT INTO submission_file (submission_id, question_id, file_id, kind,
                             position)
SELECT :submission_id, question_id, file_id, 'document', position
  FROM document WHERE entry_id = :entry_id;

-- submission_moved(submission_id int, entry_id int) many
-- The questions whose answer is another than in that version, or in whose place
-- something was typed that is none. Files: submission_files.
SELECT q.id AS question_id, o.value AS "before:text", a.value AS "after:text"
  FROM entry e JOIN question q ON q.edition_id = e.edition_id
  LEFT JOIN answer a ON a.entry_id = e.id AND a.question_id = q.id
  LEFT JOIN submission_answer o
    ON o.submission_id = :submission_id AND o.question_id = q.id
 WHERE e.id = :entry_id AND q.kind NOT IN ('image', 'file')
   AND (COALESCE(a.value, '') <> COALESCE(o.value, '')
        OR (SELECT v.fits FROM answer_version v
             WHERE v.entry_id = e.id AND v.question_id = q.id
             ORDER BY v.id DESC LIMIT 1) = 0)
 ORDER BY q.position, q.id;

-- submission_file_questions(entry_id int) many
SELECT q.id FROM entry e JOIN question q ON q.edition_id = e.edition_id
 WHERE e.id = :entry_id AND q.kind IN ('image', 'file')
 ORDER BY q.position, q.id;

-- submission_files(submission_id int, question_id int) many
SELECT s.file_id, s.credit, s.alt_de, s.alt_en, f.name
  FROM submission_file s JOIN file f ON f.id = s.file_id
 WHERE s.submission_id = :submission_id AND s.question_id = :question_id
 ORDER BY s.position, s.file_id;

-- submission_of(entry_id int, version int) one
SELECT id FROM submission WHERE entry_id = :entry_id AND version = :version;

-- submission_diff(entry_id int, new_id int, old_id int) many
-- What a version changed against another: answers, and the words of files.
SELECT q.id AS question_id, q.kind, q.label_de, q.label_en,
       o.value AS "before:text", n.value AS "after:text"
  FROM entry e JOIN question q ON q.edition_id = e.edition_id
  LEFT JOIN submission_answer n
    ON n.question_id = q.id AND n.submission_id = :new_id
  LEFT JOIN submission_answer o
    ON o.question_id = q.id AND o.submission_id = :old_id
 WHERE e.id = :entry_id
   AND (COALESCE(n.value, '') <> COALESCE(o.value, '')
        OR EXISTS (SELECT 1 FROM submission_file x
                     JOIN submission_file y
                       ON y.submission_id = :old_id AND y.question_id = q.id
                      AND y.file_id = x.file_id
                    WHERE x.submission_id = :new_id AND x.question_id = q.id
                      AND (x.credit <> y.credit OR x.alt_de <> y.alt_de
                           OR x.alt_en <> y.alt_en)))
 ORDER BY q.position, q.id;

-- submission_category(entry_id int, category_id int?) exec
UPDATE entry SET category_id = :category_id WHERE id = :entry_id;

-- submission_reopen(entry_id int, now int) exec
UPDATE entry SET reopened_from = state, state = 'draft', updated_at = :now
 WHERE id = :entry_id AND state IN ('submitted', 'admitted', 'rejected');

-- submission_restore(entry_id int, now int) exec
UPDATE entry SET state = reopened_from, reopened_from = NULL,
       updated_at = :now, revision = revision + 1
 WHERE id = :entry_id AND state = 'draft' AND reopened_from IS NOT NULL;

-- submission_overdue(now int) many
-- Begun to be changed, and the call is over.
SELECT e.id FROM entry e JOIN edition d ON d.id = e.edition_id
 WHERE e.state = 'draft' AND e.reopened_from IS NOT NULL
   AND (d.phase <> 1 OR d.deadline_at IS NULL OR d.deadline_at < :now)
 ORDER BY e.id;

-- submission_next(stale int) one
-- Whose PDF is to be made, once its pictures are. Companies take turns: who
-- submits again and again waits behind who does it once.
SELECT s.id FROM submission s JOIN entry e ON e.id = s.entry_id
 WHERE (s.pdf_state = 'waiting'
        OR (s.pdf_state = 'running' AND s.pdf_begun_at <= :stale))
   AND NOT EXISTS (SELECT 1 FROM submission_file p JOIN file f ON f.id = p.file_id
                    WHERE p.submission_id = s.id AND p.kind = 'picture'
                      AND f.render_state = 'waiting')
 ORDER BY (SELECT count(*) FROM entry i JOIN submission o ON o.entry_id = i.id
            WHERE i.organisation_id = e.organisation_id AND o.id < s.id
              AND o.submitted_at > s.submitted_at - 3600),
          s.id
 LIMIT 1;

-- submission_since(entry_id int, since int) one
-- How often the company has submitted something since then.
SELECT count(*) AS "count:int"
  FROM entry e JOIN entry i ON i.organisation_id = e.organisation_id
  JOIN submission s ON s.entry_id = i.id
 WHERE e.id = :entry_id AND s.submitted_at > :since;

-- submission_claim(id int, stale int, now int) exec
UPDATE submission SET pdf_state = 'running', pdf_begun_at = :now,
       pdf_attempts = pdf_attempts + 1
 WHERE id = :id AND (pdf_state = 'waiting'
       OR (pdf_state = 'running' AND pdf_begun_at <= :stale));

-- submission_to_print(id int) one
SELECT s.version, s.submitted_at, s.language, s.content, s.digest, s.kind,
       s.pdf_attempts, s.entry_id, u.name AS "person:text", e.number,
       o.name AS organisation, d.id AS edition_id
  FROM submission s JOIN entry e ON e.id = s.entry_id
  JOIN organisation o ON o.id = e.organisation_id
  JOIN edition d ON d.id = e.edition_id
  LEFT JOIN user u ON u.id = s.submitted_by
 WHERE s.id = :id;

-- submission_pictures(id int) many
SELECT file_id FROM submission_file
 WHERE submission_id = :id AND kind = 'picture' ORDER BY file_id;

-- submission_printed(id int, digest text, bytes int) exec
UPDATE submission SET pdf_state = 'done', pdf_digest = :digest,
       pdf_bytes = :bytes, pdf_problem = ''
 WHERE id = :id AND pdf_state = 'running';

-- submission_unprinted(id int, state text, problem text) exec
UPDATE submission SET pdf_state = :state, pdf_problem = :problem
 WHERE id = :id AND pdf_state = 'running';

-- submission_consents(entry_id int) many
-- What stands and what is asked for, in words.
SELECT k.code, k.version, k.text_de, k.text_en, c.given_at AS "given_at:int?",
       u.name AS "person:text"
  FROM entry e JOIN consent_kind k ON k.edition_id = e.edition_id
  LEFT JOIN consent c ON c.entry_id = e.id AND c.consent_kind_id = k.id
   AND c.withdrawn_at IS NULL
  LEFT JOIN user u ON u.id = c.given_by
 WHERE e.id = :entry_id
   AND (c.id IS NOT NULL
        OR k.version = (SELECT max(x.version) FROM consent_kind x
                         WHERE x.edition_id = k.edition_id AND x.code = k.code))
 ORDER BY k.position, k.id;

-- submission_documents(entry_id int) many
SELECT d.question_id, f.name, f.digest, f.bytes
  FROM document d JOIN file f ON f.id = d.file_id
 WHERE d.entry_id = :entry_id ORDER BY d.question_id, d.position, f.id;

-- submission_images(entry_id int) many
SELECT p.question_id, p.file_id, p.credit, p.alt_de, p.alt_en, f.name, f.digest,
       f.bytes
  FROM picture p JOIN file f ON f.id = p.file_id
 WHERE p.entry_id = :entry_id ORDER BY p.question_id, p.position, f.id;

-- submission_category_of(id int) one
SELECT name_de, name_en FROM category WHERE id = :id;

-- submission_requeue() exec
-- When the job process starts: what broke off, and what a host that lacked the
-- typesetter could not make.
UPDATE submission SET pdf_state = 'waiting', pdf_attempts = 0
 WHERE pdf_state IN ('running', 'failed');
