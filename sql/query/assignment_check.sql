-- assignment_check_jurors(round_id int) many
SELECT m.id, u.name, m.load_max
  FROM round r
  JOIN jury_member m ON m.edition_id = r.edition_id
  JOIN user u ON u.id = m.user_id
 WHERE r.id = :round_id ORDER BY m.position, m.id;

-- assignment_check_entries(round_id int) many
SELECT e.id, o.name AS organisation
  FROM round r
  JOIN entry e ON e.edition_id = r.edition_id AND e.state = 'admitted'
  JOIN organisation o ON o.id = e.organisation_id
 WHERE r.id = :round_id
   AND (r.category_id IS NULL OR e.confirmed_category_id = r.category_id)
   AND (r.entries = 'all'
        OR EXISTS (SELECT 1 FROM honour h
                    WHERE h.entry_id = e.id AND h.kind = 'nominee'))
 ORDER BY e.code, e.id;

-- assignment_check_pairs(round_id int) many
SELECT a.jury_member_id, a.entry_id
  FROM assignment a
 WHERE a.round_id = :round_id
   AND NOT EXISTS (SELECT 1 FROM conflict c
                    WHERE c.jury_member_id = a.jury_member_id
                      AND c.entry_id = a.entry_id AND c.kind <> 'none')
 ORDER BY a.entry_id, a.jury_member_id;
