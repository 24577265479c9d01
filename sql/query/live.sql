-- live_revision(meeting_id int) one
SELECT revision FROM meeting WHERE id = :meeting_id;

-- live_meetings(user_id int, closed_since int) many
-- Those that run or are to come, with the answer to the invitation (an answer to
-- another date is none), and those that were closed since then.
SELECT m.id, m.title_de, m.title_en, m.starts_at, m.place, m.state,
       j.id AS jury_member_id,
       n.meeting_id IS NOT NULL AS "invited:int",
       CASE WHEN n.starts_at = m.starts_at THEN n.answer
            ELSE '' END AS "answer:text"
  FROM meeting m
  JOIN jury_member j ON j.edition_id = m.edition_id
  LEFT JOIN meeting_invite n
    ON n.meeting_id = m.id AND n.jury_member_id = j.id
 WHERE j.user_id = :user_id
   AND (m.state IN ('open', 'planned')
        OR (m.state = 'closed' AND m.closed_at >= :closed_since))
 ORDER BY m.state = 'open' DESC, m.state = 'planned' DESC, m.starts_at, m.id;

-- live_nominations(edition_id int) many
SELECT id FROM entry
 WHERE edition_id = :edition_id AND state = 'admitted' ORDER BY code;

-- live_category(entry_id int) one
SELECT COALESCE(confirmed_category_id, category_id) AS "category_id:int?"
  FROM entry WHERE id = :entry_id;

-- live_is_closed(edition_id int, jury_member_id int) one
-- A nomination that is closed to this juror: in conflict, or not declared.
SELECT e.id FROM entry e
 WHERE e.edition_id = :edition_id AND e.state = 'admitted'
   AND NOT EXISTS (SELECT 1 FROM conflict c
                    WHERE c.jury_member_id = :jury_member_id
                      AND c.entry_id = e.id AND c.kind = 'none')
 ORDER BY e.id LIMIT 1;
