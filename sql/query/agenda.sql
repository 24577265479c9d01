-- agenda_candidates(meeting_id int, what text) many
-- What can be put on the agenda: the nominees, what was marked in the meeting's
-- rounds, or all admitted nominations.
SELECT e.id, e.code, o.name AS organisation, k.id AS "category_id:int?",
       k.name_de AS "category_de:text", k.name_en AS "category_en:text"
  FROM meeting m
  JOIN entry e ON e.edition_id = m.edition_id AND e.state = 'admitted'
  JOIN organisation o ON o.id = e.organisation_id
  LEFT JOIN category k
    ON k.id = COALESCE(e.confirmed_category_id, e.category_id)
 WHERE m.id = :meeting_id
   AND (:what = 'all'
        OR (:what = 'nominees'
            AND EXISTS (SELECT 1 FROM honour h
                         WHERE h.entry_id = e.id AND h.kind = 'nominee'))
        OR (:what = 'rounds'
            AND EXISTS (SELECT 1 FROM meeting_round r
                          JOIN assignment a ON a.round_id = r.round_id
                         WHERE r.meeting_id = m.id AND a.entry_id = e.id)))
 ORDER BY k.position, k.id, e.code, e.id;

-- agenda_conflicts(meeting_id int) many
SELECT c.entry_id, j.id AS jury_member_id, u.name
  FROM meeting m
  JOIN jury_member j ON j.edition_id = m.edition_id
  JOIN user u ON u.id = j.user_id
  JOIN conflict c ON c.jury_member_id = j.id AND c.kind <> 'none'
 WHERE m.id = :meeting_id
 ORDER BY j.position, j.id, c.entry_id;

-- agenda_minutes(meeting_id int, entry_id int, minutes int) exec
UPDATE meeting_item SET minutes = :minutes
 WHERE meeting_id = :meeting_id AND entry_id = :entry_id;
