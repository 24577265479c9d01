-- matrix_assigned(round_id int) many
SELECT a.jury_member_id, a.entry_id,
       EXISTS (SELECT 1 FROM ballot b
                WHERE b.round_id = a.round_id AND b.entry_id = a.entry_id
                  AND b.jury_member_id = a.jury_member_id) AS "begun:int"
  FROM assignment a WHERE a.round_id = :round_id
 ORDER BY a.entry_id, a.jury_member_id;

-- matrix_conflicts(edition_id int) many
SELECT c.jury_member_id, c.entry_id
  FROM conflict c JOIN entry e ON e.id = c.entry_id
 WHERE e.edition_id = :edition_id AND c.kind <> 'none'
 ORDER BY c.entry_id, c.jury_member_id;
