-- declare_missing(round_id int, jury_member_id int) one
SELECT count(*) AS "count:int"
  FROM assignment a
  JOIN entry e ON e.id = a.entry_id AND e.state = 'admitted'
 WHERE a.round_id = :round_id AND a.jury_member_id = :jury_member_id
   AND NOT EXISTS (SELECT 1 FROM conflict c
                    WHERE c.jury_member_id = a.jury_member_id
                      AND c.entry_id = a.entry_id);

-- declare_list(round_id int, jury_member_id int) many
-- Each admitted nomination of the round with what its juror declared.
SELECT e.id, o.name AS organisation, o.parent,
       k.name_de AS "category_de:text", k.name_en AS "category_en:text",
       c.kind AS "kind:text", c.period AS "period:text",
       c.remark AS "remark:text", c.late AS "late:int?"
  FROM assignment a
  JOIN entry e ON e.id = a.entry_id AND e.state = 'admitted'
  JOIN organisation o ON o.id = e.organisation_id
  LEFT JOIN category k
    ON k.id = COALESCE(e.confirmed_category_id, e.category_id)
  LEFT JOIN conflict c ON c.jury_member_id = a.jury_member_id
                      AND c.entry_id = a.entry_id
 WHERE a.round_id = :round_id AND a.jury_member_id = :jury_member_id
 ORDER BY e.id;
