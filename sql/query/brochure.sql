-- brochure_jury(edition_id int) many
SELECT u.name, m.institution, m.function_de, m.function_en, m.chair
  FROM jury_member m JOIN user u ON u.id = m.user_id
 WHERE m.edition_id = :edition_id ORDER BY m.chair DESC, m.position, m.id;

-- brochure_same(edition_id int, product text, language text, digest text) one
SELECT result, result_bytes FROM job
 WHERE edition_id = :edition_id AND kind = 'brochure' AND product = :product
   AND language = :language AND state = 'done' AND input_digest = :digest
 ORDER BY id DESC LIMIT 1;

-- brochure_set_digest(job_id int, digest text) exec
UPDATE job SET input_digest = :digest WHERE id = :job_id;

-- brochure_jobs(edition_id int) many
SELECT id, product, language, state, progress, message, created_at, finished_at, result,
       result_bytes
  FROM job WHERE kind = 'brochure' AND edition_id = :edition_id
 ORDER BY id DESC LIMIT 50;

-- brochure_edition(entry_id int) one
SELECT edition_id FROM entry WHERE id = :entry_id;

-- brochure_demanded(edition_id int) many
SELECT DISTINCT slot FROM question
 WHERE edition_id = :edition_id AND required = 1 AND audience = 'public'
   AND slot <> '';
