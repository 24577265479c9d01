-- address_names(edition_id int) many
-- Who could meet at an address: all that is admitted.
SELECT e.id, o.name
  FROM entry e JOIN organisation o ON o.id = e.organisation_id
 WHERE e.edition_id = :edition_id AND e.state = 'admitted' ORDER BY e.id;

-- address_stored(edition_id int) many
SELECT entry_id, slug FROM address WHERE edition_id = :edition_id
 ORDER BY entry_id;

-- address_missing(edition_id int) many
-- Honoured, and without an address.
SELECT e.id FROM entry e
 WHERE e.edition_id = :edition_id
   AND (EXISTS (SELECT 1 FROM honour h WHERE h.entry_id = e.id)
        OR EXISTS (SELECT 1 FROM prize_award a WHERE a.entry_id = e.id))
   AND NOT EXISTS (SELECT 1 FROM address a WHERE a.entry_id = e.id)
 ORDER BY e.id;

-- address_edition(entry_id int) one
SELECT e.edition_id, a.slug AS "slug:text"
  FROM entry e LEFT JOIN address a ON a.entry_id = e.id
 WHERE e.id = :entry_id;

-- address_add(entry_id int, edition_id int, slug text) exec
INSERT INTO address (entry_id, edition_id, slug)
VALUES (:entry_id, :edition_id, :slug);
