-- assign_jurors(round_id int) many
SELECT m.id, u.name, m.panel, m.load_max
  FROM round r
  JOIN jury_member m ON m.edition_id = r.edition_id
  JOIN user u ON u.id = m.user_id
 WHERE r.id = :round_id ORDER BY m.position, m.id;

-- assign_entries(round_id int) many
-- What a round takes: admitted nominations of its category, or only nominees.
SELECT e.id, e.code, o.name AS organisation, e.confirmed_category_id AS category_id
  FROM round r
  JOIN entry e ON e.edition_id = r.edition_id AND e.state = 'admitted'
  JOIN organisation o ON o.id = e.organisation_id
 WHERE r.id = :round_id
   AND (r.category_id IS NULL OR e.confirmed_category_id = r.category_id)
   AND (r.entries = 'all'
        OR EXISTS (SELECT 1 FROM honour h
                    WHERE h.entry_id = e.id AND h.kind = 'nominee'))
 ORDER BY e.code, e.id;

-- assign_categories(edition_id int) many
SELECT c.jury_member_id, c.category_id
  FROM jury_category c JOIN jury_member m ON m.id = c.jury_member_id
 WHERE m.edition_id = :edition_id
 ORDER BY c.jury_member_id, c.category_id;

-- assign_draws(round_id int) one
SELECT count(*) AS "count:int"
  FROM audit WHERE subject = 'round' AND subject_id = :round_id
               AND action = 'assignment.draw';
