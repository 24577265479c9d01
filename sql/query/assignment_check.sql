-- assignment_check_pairs(round_id int) many
SELECT a.jury_member_id, a.entry_id
  FROM assignment a
 WHERE a.round_id = :round_id
   AND NOT EXISTS (SELECT 1 FROM conflict c
                    WHERE c.jury_member_id = a.jury_member_id
                      AND c.entry_id = a.entry_id AND c.kind <> 'none')
 ORDER BY a.entry_id, a.jury_member_id;
