-- jury_count(edition_id int) one
SELECT count(*) AS "count:int" FROM jury_member WHERE edition_id = :edition_id;

-- jury_add(edition_id int, user_id int, code text, position int, institution text, function_de text, function_en text, chair int, now int) insert
INSERT INTO jury_member (edition_id, user_id, code, position, institution,
                         function_de, function_en, chair, joined_at)
VALUES (:edition_id, :user_id, :code, :position, :institution, :function_de,
        :function_en, :chair, :now);

-- jury_of_user(edition_id int, user_id int) one
SELECT m.id, m.edition_id, m.user_id, m.code, u.name, m.joined_at
  FROM jury_member m JOIN user u ON u.id = m.user_id
 WHERE m.edition_id = :edition_id AND m.user_id = :user_id;

-- jury_members(edition_id int) many
SELECT m.id, m.user_id, m.code, m.institution, m.function_de, m.function_en,
       m.chair, m.deputy_chair, m.votes, s.name AS "stands_in_for:text",
       u.name, u.email, u.password_hash IS NOT NULL AS "ready:int"
  FROM jury_member m JOIN user u ON u.id = m.user_id
  LEFT JOIN jury_member f ON f.id = m.stands_in_for
  LEFT JOIN user s ON s.id = f.user_id
 WHERE m.edition_id = :edition_id ORDER BY m.position, m.id;

-- jury_conflict_get(jury_member_id int, entry_id int) one
SELECT kind, remark, period, hints, late FROM conflict
 WHERE jury_member_id = :jury_member_id AND entry_id = :entry_id;

-- jury_conflict_put(jury_member_id int, entry_id int, kind text, period text, remark text, hints text, late int, user_id int?, now int) exec
INSERT INTO conflict (jury_member_id, entry_id, kind, period, remark, hints,
                      late, declared_by, declared_at)
VALUES (:jury_member_id, :entry_id, :kind, :period, :remark, :hints, :late,
        :user_id, :now)
    ON CONFLICT (jury_member_id, entry_id) DO UPDATE
   SET kind = excluded.kind, period = excluded.period,
       remark = excluded.remark, hints = excluded.hints, late = excluded.late,
       declared_by = excluded.declared_by, declared_at = excluded.declared_at;

-- jury_assign(round_id int, jury_member_id int, entry_id int) exec
INSERT INTO assignment (round_id, jury_member_id, entry_id)
VALUES (:round_id, :jury_member_id, :entry_id)
    ON CONFLICT (round_id, jury_member_id, entry_id) DO NOTHING;

-- jury_unassign(round_id int, jury_member_id int, entry_id int) exec
DELETE FROM assignment
 WHERE round_id = :round_id AND jury_member_id = :jury_member_id
   AND entry_id = :entry_id
   AND NOT EXISTS (SELECT 1 FROM ballot b
                    WHERE b.round_id = :round_id
                      AND b.jury_member_id = :jury_member_id
                      AND b.entry_id = :entry_id);

-- jury_assign_all(round_id int) exec
INSERT INTO assignment (round_id, jury_member_id, entry_id)
SELECT r.id, m.id, e.id
  FROM round r
  JOIN jury_member m ON m.edition_id = r.edition_id
  JOIN entry e ON e.edition_id = r.edition_id AND e.state = 'admitted'
 WHERE r.id = :round_id
   AND (r.category_id IS NULL OR e.confirmed_category_id = r.category_id)
   AND (r.entries = 'all'
        OR EXISTS (SELECT 1 FROM honour h
                    WHERE h.entry_id = e.id AND h.kind = 'nominee'))
    ON CONFLICT (round_id, jury_member_id, entry_id) DO NOTHING;

-- jury_assigned(round_id int, jury_member_id int, entry_id int) one
SELECT 1 AS "yes:int" FROM assignment
 WHERE round_id = :round_id AND jury_member_id = :jury_member_id
   AND entry_id = :entry_id;

-- jury_conflict_fixed(jury_member_id int, entry_id int) one
SELECT 1 AS "yes:int"
 WHERE EXISTS (SELECT 1 FROM conflict f
                WHERE f.jury_member_id = :jury_member_id
                  AND f.entry_id = :entry_id AND f.kind <> 'none')
   AND EXISTS (SELECT 1 FROM assignment a
                 JOIN round r ON r.id = a.round_id AND r.state = 'closed'
                WHERE a.jury_member_id = :jury_member_id
                  AND a.entry_id = :entry_id);
