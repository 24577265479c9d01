-- preflight_design(edition_id int) one
SELECT format, languages, nominee_pages, logo_file_id, cover_file_id,
       cover_credit, cover_alt_de, cover_alt_en
  FROM brochure_design WHERE edition_id = :edition_id;

-- preflight_greetings(edition_id int) many
SELECT id, name, body_de, body_en, portrait_file_id, credit
  FROM greeting WHERE edition_id = :edition_id ORDER BY position, id;

-- preflight_fits(edition_id int) many
-- A measure counts until the nomination or what the office has written into
-- its page changes; one of the same second is not trusted. What else tells it
-- has set its revision below 0 (fit_stale, fit_stale_all).
SELECT f.entry_id, f.pages, f.page, f.de, f.en,
       COALESCE(f.measured_at, 0) AS "measured_at:int",
       f.state = 'failed' AND f.revision = e.revision AS "failed:int",
       COALESCE(f.revision = e.revision
                AND f.measured_at > COALESCE((SELECT max(t.changed_at)
                                                FROM page_text t
                                               WHERE t.entry_id = e.id), 0), 0)
           AS "fresh:int"
  FROM fit f JOIN entry e ON e.id = f.entry_id
 WHERE e.edition_id = :edition_id ORDER BY f.entry_id;

-- preflight_withdrawn(edition_id int) many
SELECT DISTINCT c.entry_id, k.code
  FROM consent c JOIN consent_kind k ON k.id = c.consent_kind_id
 WHERE k.edition_id = :edition_id AND c.withdrawn_at IS NOT NULL
 ORDER BY c.entry_id, k.code;

-- preflight_file(id int) one
SELECT f.render_state, f.width, f.height, r.width AS "print_width:int?",
       r.height AS "print_height:int?", r.type AS "print_type:text"
  FROM file f
  LEFT JOIN rendition r ON r.file_id = f.id AND r.size = 'print'
 WHERE f.id = :id;

-- preflight_last(edition_id int) one
-- The last attempt at the brochure that came to an end.
SELECT id, product, state, pages, notes,
       COALESCE(finished_at, 0) AS "finished_at:int"
  FROM job
 WHERE edition_id = :edition_id AND kind = 'brochure'
   AND state IN ('done', 'failed')
 ORDER BY id DESC LIMIT 1;

-- preflight_wanted(edition_id int) one
SELECT f.entry_id FROM fit f JOIN entry e ON e.id = f.entry_id
 WHERE e.edition_id = :edition_id AND f.state = 'wanted' LIMIT 1;
