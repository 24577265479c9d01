-- meeting_get(id int) one
SELECT id, edition_id, number, title_de, title_en, starts_at, ends_at, place,
       state, rules, item_id, revision, opened_at, closed_at
  FROM meeting WHERE id = :id;

-- meeting_of_edition(edition_id int) many
SELECT id, edition_id, number, title_de, title_en, starts_at, ends_at, place,
       state, rules, item_id, revision, opened_at, closed_at
  FROM meeting WHERE edition_id = :edition_id ORDER BY number;

-- meeting_open_of(edition_id int) one
SELECT id FROM meeting WHERE edition_id = :edition_id AND state = 'open';

-- meeting_open_of_juror(jury_member_id int) one
SELECT g.id
  FROM meeting g JOIN jury_member j ON j.edition_id = g.edition_id
 WHERE j.id = :jury_member_id AND g.state = 'open';

-- meeting_add(edition_id int, title_de text, title_en text, starts_at int, ends_at int?, place text, user_id int?, now int) insert
INSERT INTO meeting (edition_id, number, title_de, title_en, starts_at, ends_at,
                     place, created_by, created_at)
SELECT d.id,
       COALESCE((SELECT max(m.number) FROM meeting m
                  WHERE m.edition_id = d.id), 0) + 1,
       :title_de, :title_en, :starts_at, :ends_at, :place, :user_id, :now
  FROM edition d WHERE d.id = :edition_id;

-- meeting_set(id int, title_de text, title_en text, starts_at int, ends_at int?, place text) exec
UPDATE meeting
   SET title_de = :title_de, title_en = :title_en, starts_at = :starts_at,
       ends_at = :ends_at, place = :place
 WHERE id = :id AND state = 'planned';

-- meeting_cancel(id int) exec
UPDATE meeting SET state = 'cancelled' WHERE id = :id AND state = 'planned';

-- meeting_open(id int, rules text, user_id int?, now int) exec
UPDATE meeting
   SET state = 'open', rules = :rules, opened_by = :user_id, opened_at = :now
 WHERE id = :id AND state = 'planned'
   AND NOT EXISTS (SELECT 1 FROM meeting o
                    WHERE o.edition_id = meeting.edition_id
                      AND o.state = 'open');

-- meeting_close(id int, user_id int?, now int) exec
UPDATE meeting
   SET state = 'closed', item_id = NULL, closed_by = :user_id, closed_at = :now
 WHERE id = :id AND state = 'open';

-- meeting_touch(id int) exec
UPDATE meeting SET revision = revision + 1 WHERE id = :id;

-- meeting_rounds(meeting_id int) many
SELECT r.id, r.slug, r.state
  FROM meeting_round m JOIN round r ON r.id = m.round_id
 WHERE m.meeting_id = :meeting_id ORDER BY r.stage, r.id;

-- meeting_drop_rounds(meeting_id int) exec
DELETE FROM meeting_round WHERE meeting_id = :meeting_id;

-- meeting_add_round(meeting_id int, round_id int) exec
INSERT INTO meeting_round (meeting_id, round_id)
SELECT m.id, r.id
  FROM meeting m JOIN round r ON r.edition_id = m.edition_id
 WHERE m.id = :meeting_id AND r.id = :round_id
    ON CONFLICT (meeting_id, round_id) DO NOTHING;

-- meeting_items(meeting_id int) many
SELECT i.id, i.meeting_id, i.position, i.kind, i.entry_id, i.category_id,
       i.prize_id, i.minutes, i.begun_at, i.ended_at,
       CASE WHEN i.kind = 'topic' THEN i.title_de
            WHEN i.entry_id IS NULL THEN COALESCE(c.name_de, p.name_de)
            WHEN d.blind = 1 THEN e.code
            ELSE o.name END AS "title_de:text",
       CASE WHEN i.kind = 'topic' THEN i.title_en
            WHEN i.entry_id IS NULL THEN COALESCE(c.name_en, p.name_en)
            WHEN d.blind = 1 THEN e.code
            ELSE o.name END AS "title_en:text",
       COALESCE(e.code, '') AS "code:text"
  FROM meeting_item i
  JOIN meeting m ON m.id = i.meeting_id
  JOIN edition d ON d.id = m.edition_id
  LEFT JOIN entry e ON e.id = i.entry_id
  LEFT JOIN organisation o ON o.id = e.organisation_id
  LEFT JOIN category c ON c.id = i.category_id
  LEFT JOIN prize p ON p.id = i.prize_id
 WHERE i.meeting_id = :meeting_id ORDER BY i.position, i.id;

-- meeting_of_item(id int) one
SELECT meeting_id FROM meeting_item WHERE id = :id;

-- meeting_item_add(meeting_id int, kind text, entry_id int?, category_id int?, prize_id int?, title_de text, title_en text, minutes int) insert
-- Nothing of another edition, and nothing twice.
INSERT INTO meeting_item (meeting_id, position, kind, entry_id, category_id,
                          prize_id, title_de, title_en, minutes)
SELECT m.id,
       COALESCE((SELECT max(o.position) FROM meeting_item o
                  WHERE o.meeting_id = m.id), 0) + 1,
       :kind, :entry_id, :category_id, :prize_id, :title_de, :title_en, :minutes
  FROM meeting m
 WHERE m.id = :meeting_id AND m.state IN ('planned', 'open')
   AND (:entry_id IS NULL
        OR EXISTS (SELECT 1 FROM entry e
                    WHERE e.id = :entry_id AND e.edition_id = m.edition_id
                      AND e.state = 'admitted'))
   AND (:category_id IS NULL
        OR EXISTS (SELECT 1 FROM category c
                    WHERE c.id = :category_id AND c.edition_id = m.edition_id))
   AND (:prize_id IS NULL
        OR EXISTS (SELECT 1 FROM prize p
                    WHERE p.id = :prize_id AND p.edition_id = m.edition_id
                      AND p.category_id IS NULL))
   AND NOT EXISTS (SELECT 1 FROM meeting_item o
                    WHERE o.meeting_id = m.id
                      AND (o.entry_id = :entry_id
                           OR o.category_id = :category_id
                           OR o.prize_id = :prize_id));

-- meeting_item_remove(id int) exec
DELETE FROM meeting_item
 WHERE id = :id AND begun_at IS NULL
   AND NOT EXISTS (SELECT 1 FROM motion m WHERE m.item_id = :id)
   AND EXISTS (SELECT 1 FROM meeting g
                WHERE g.id = meeting_item.meeting_id
                  AND g.state IN ('planned', 'open'));

-- meeting_item_place(meeting_id int, id int, position int) exec
UPDATE meeting_item SET position = :position
 WHERE id = :id AND meeting_id = :meeting_id;

-- meeting_item_begin(id int, now int) exec
UPDATE meeting_item SET begun_at = COALESCE(begun_at, :now) WHERE id = :id;

-- meeting_item_end(id int, now int) exec
UPDATE meeting_item SET ended_at = :now WHERE id = :id;

-- meeting_at(id int, item_id int?) exec
UPDATE meeting SET item_id = :item_id WHERE id = :id;

-- meeting_contest(edition_id int, category_id int?) many
-- All that compete for a category, or for a special prize (NULL): nominees
-- where there are some.
WITH candidate AS (
    SELECT e.id, e.code, n.entry_id IS NOT NULL AS nominee
      FROM entry e
      LEFT JOIN honour n ON n.entry_id = e.id AND n.kind = 'nominee'
     WHERE e.edition_id = :edition_id AND e.state = 'admitted'
       AND (:category_id IS NULL
            OR COALESCE(n.category_id, e.confirmed_category_id) = :category_id)
)
SELECT id AS "id:int", code AS "code:text", nominee AS "nominee:int"
  FROM candidate
 WHERE nominee = 1
    OR NOT EXISTS (SELECT 1 FROM candidate o WHERE o.nominee = 1)
 ORDER BY code;

-- meeting_admitted(edition_id int, category_id int?) many
-- All that can be nominated, in a category or (NULL) in any.
SELECT e.id, e.code, n.entry_id IS NOT NULL AS "nominee:int"
  FROM entry e LEFT JOIN honour n ON n.entry_id = e.id AND n.kind = 'nominee'
 WHERE e.edition_id = :edition_id AND e.state = 'admitted'
   AND (:category_id IS NULL
        OR COALESCE(n.category_id, e.confirmed_category_id) = :category_id)
 ORDER BY e.code;

-- meeting_event_add(meeting_id int, kind text, item_id int?, jury_member_id int?, user_id int?, now int) exec
INSERT INTO meeting_event (meeting_id, kind, item_id, jury_member_id,
                           by_user_id, at)
VALUES (:meeting_id, :kind, :item_id, :jury_member_id, :user_id, :now);

-- meeting_chaired(meeting_id int) one
-- Who took the chair last.
SELECT jury_member_id FROM meeting_event
 WHERE meeting_id = :meeting_id AND kind = 'chaired'
 ORDER BY id DESC LIMIT 1;

-- meeting_out_add(item_id int, jury_member_id int, kind text, now int) exec
INSERT INTO meeting_out (item_id, jury_member_id, kind, since_at)
VALUES (:item_id, :jury_member_id, :kind, :now)
    ON CONFLICT (item_id, jury_member_id) DO NOTHING;

-- meeting_seats(meeting_id int) many
SELECT j.id, j.user_id, j.code, u.name, j.institution, j.votes, j.chair,
       j.deputy_chair, j.stands_in_for,
       p.id IS NOT NULL AS "present:int"
  FROM meeting m
  JOIN jury_member j ON j.edition_id = m.edition_id
  JOIN user u ON u.id = j.user_id
  LEFT JOIN meeting_presence p ON p.meeting_id = m.id
       AND p.jury_member_id = j.id AND p.left_at IS NULL
 WHERE m.id = :meeting_id ORDER BY j.position, j.id;

-- meeting_come(meeting_id int, jury_member_id int, user_id int?, now int) exec
INSERT INTO meeting_presence (meeting_id, jury_member_id, came_at, marked_by)
SELECT m.id, j.id, :now, :user_id
  FROM meeting m JOIN jury_member j ON j.edition_id = m.edition_id
 WHERE m.id = :meeting_id AND j.id = :jury_member_id
   AND NOT EXISTS (SELECT 1 FROM meeting_presence p
                    WHERE p.meeting_id = m.id AND p.jury_member_id = j.id
                      AND p.left_at IS NULL);

-- meeting_leave(meeting_id int, jury_member_id int, now int) exec
UPDATE meeting_presence SET left_at = :now
 WHERE meeting_id = :meeting_id AND jury_member_id = :jury_member_id
   AND left_at IS NULL;

-- meeting_leave_all(meeting_id int, now int) exec
UPDATE meeting_presence SET left_at = :now
 WHERE meeting_id = :meeting_id AND left_at IS NULL;

-- meeting_seat_of(meeting_id int, jury_member_id int) one
SELECT j.id FROM meeting m JOIN jury_member j ON j.edition_id = m.edition_id
 WHERE m.id = :meeting_id AND j.id = :jury_member_id;
