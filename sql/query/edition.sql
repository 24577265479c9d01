-- edition_by_slug(slug text) one
SELECT id, slug, number, year, title_de, title_en, motto_de, motto_en,
       organiser, email, accent, phase, opens_at, deadline_at, ceremony_at,
       embargo_at, nominees_at, blind
  FROM edition WHERE slug = :slug;

-- edition_by_id(id int) one
SELECT id, slug, number, year, title_de, title_en, motto_de, motto_en,
       organiser, email, accent, phase, opens_at, deadline_at, ceremony_at,
       embargo_at, nominees_at, blind
  FROM edition WHERE id = :id;

-- edition_current(now int) one
SELECT id, slug, number, year, title_de, title_en, motto_de, motto_en,
       organiser, email, accent, phase, opens_at, deadline_at, ceremony_at,
       embargo_at, nominees_at, blind
  FROM edition
 ORDER BY CASE WHEN phase = 1 THEN 0
               WHEN phase <= 11
                AND (SELECT nominees_at FROM reveal r
                      WHERE r.edition_id = edition.id) <= :now THEN 1
               WHEN phase > 0 THEN 2
               ELSE 3 END,
          year DESC, number DESC, id DESC
 LIMIT 1;

-- edition_list() many
SELECT id, slug, number, year, title_de, title_en, motto_de, motto_en,
       organiser, email, accent, phase, opens_at, deadline_at, ceremony_at,
       embargo_at, nominees_at, blind
  FROM edition ORDER BY year DESC, number DESC, id DESC;

-- edition_open_rounds(edition_id int) one
SELECT count(*) AS "count:int" FROM round
 WHERE edition_id = :edition_id AND state = 'open';

-- edition_set_phase(id int, phase int) exec
UPDATE edition SET phase = :phase WHERE id = :id;

-- edition_set(id int, opens_at int?, deadline_at int?, ceremony_at int?, embargo_at int?, motto_de text, motto_en text, accent text, email text, blind int) exec
UPDATE edition SET opens_at = :opens_at, deadline_at = :deadline_at,
       ceremony_at = :ceremony_at, embargo_at = :embargo_at,
       motto_de = :motto_de, motto_en = :motto_en, accent = :accent,
       email = :email, blind = :blind
 WHERE id = :id;

-- edition_categories(edition_id int) many
SELECT id, code, name_de, name_en, description_de, description_en
  FROM category WHERE edition_id = :edition_id ORDER BY position, id;

-- edition_texts(edition_id int) many
SELECT kind, title_de, title_en, body_de, body_en, author, author_function_de,
       author_function_en
  FROM edition_text WHERE edition_id = :edition_id ORDER BY kind;

-- edition_greetings(edition_id int) many
SELECT id, name, function_de, function_en, body_de, body_en, portrait_file_id,
       credit
  FROM greeting WHERE edition_id = :edition_id ORDER BY position, id;

-- edition_partners(edition_id int) many
SELECT p.id, p.tier, p.name, p.url, p.logo_file_id
  FROM partner p WHERE p.edition_id = :edition_id ORDER BY p.position, p.id;

-- edition_judged(edition_id int) one
SELECT 1 AS "yes:int" FROM round
 WHERE edition_id = :edition_id AND state <> 'planned' LIMIT 1;

-- edition_reveal(edition_id int) one
SELECT d.nominees_at, d.tell_nominees_at, d.tell_winners_at, d.tell_others_at,
       r.winners_at AS "public_winners_at:int?",
       r.nominees_at AS "public_nominees_at:int?"
  FROM edition d JOIN reveal r ON r.edition_id = d.id
 WHERE d.id = :edition_id;

-- edition_set_nominees_at(id int, nominees_at int?) exec
UPDATE edition SET nominees_at = :nominees_at WHERE id = :id;

-- edition_set_telling(id int, nominees_at int?, winners_at int?, others_at int?) exec
UPDATE edition SET tell_nominees_at = :nominees_at,
       tell_winners_at = :winners_at, tell_others_at = :others_at
 WHERE id = :id;
