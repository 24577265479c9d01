-- honour_put(entry_id int, kind text, category_id int?, reason_de text, reason_en text, motion_id int?, user_id int?, now int) exec
-- The office may change the words of what a motion decided; another category
-- is another decision.
-- Since when it is one, stays; so does the category in which everybody knows a
-- nominee, where the jury moves it while the winners are secret.
INSERT INTO honour (entry_id, kind, category_id, reason_de, reason_en,
                    motion_id, decided_by, decided_at, named_at,
                    listed_category_id)
SELECT e.id, :kind, :category_id, :reason_de, :reason_en, :motion_id, :user_id,
       :now, :now,
       COALESCE(:category_id, e.confirmed_category_id, e.category_id)
  FROM entry e JOIN edition d ON d.id = e.edition_id
 WHERE e.id = :entry_id AND e.state = 'admitted'
   AND (:kind <> 'nominee' OR d.nominees_max = 0
        OR EXISTS (SELECT 1 FROM honour o
                    WHERE o.entry_id = e.id AND o.kind = 'nominee')
        OR d.nominees_max >
           (SELECT count(*) FROM honour h JOIN entry n ON n.id = h.entry_id
             WHERE n.edition_id = e.edition_id AND n.state = 'admitted'
               AND h.kind = 'nominee'))
    ON CONFLICT (entry_id, kind) DO UPDATE
   SET motion_id = CASE WHEN excluded.motion_id IS NULL
                         AND excluded.category_id
                             IS NOT DISTINCT FROM honour.category_id
                        THEN honour.motion_id ELSE excluded.motion_id END,
       listed_category_id = CASE WHEN excluded.motion_id IS NULL
                OR NOT EXISTS (SELECT 1 FROM entry e
                                 JOIN reveal r ON r.edition_id = e.edition_id
                                WHERE e.id = honour.entry_id
                                  AND r.nominees_at < excluded.decided_at)
           THEN excluded.listed_category_id
           ELSE COALESCE(honour.listed_category_id, honour.category_id) END,
       named_at = COALESCE(honour.named_at, honour.decided_at),
       category_id = excluded.category_id, reason_de = excluded.reason_de,
       reason_en = excluded.reason_en, decided_by = excluded.decided_by,
       decided_at = excluded.decided_at;

-- honour_drop(entry_id int, kind text) exec
DELETE FROM honour WHERE entry_id = :entry_id AND kind = :kind;

-- honour_list(edition_id int) many
SELECT e.id, e.code, o.name AS organisation,
       c.name_de AS "category_de:text", c.name_en AS "category_en:text",
       COALESCE(w.category_id, n.category_id, k.category_id,
                e.confirmed_category_id) AS "category_id:int?",
       n.entry_id IS NOT NULL AS "nominee:int",
       w.entry_id IS NOT NULL AS "winner:int",
       k.entry_id IS NOT NULL AS "commended:int",
       COALESCE(w.reason_de, k.reason_de) AS "reason_de:text",
       COALESCE(w.reason_en, k.reason_en) AS "reason_en:text",
       m.id AS "motion_id:int?", m.number AS "motion_number:int?",
       m.meeting_id AS "meeting_id:int?"
  FROM entry e
  JOIN organisation o ON o.id = e.organisation_id
  LEFT JOIN honour n ON n.entry_id = e.id AND n.kind = 'nominee'
  LEFT JOIN honour w ON w.entry_id = e.id AND w.kind = 'winner'
  LEFT JOIN honour k ON k.entry_id = e.id AND k.kind = 'commended'
  LEFT JOIN motion m
    ON m.id = COALESCE(w.motion_id, k.motion_id, n.motion_id)
  LEFT JOIN category c ON c.id =
       COALESCE(w.category_id, n.category_id, k.category_id,
                e.confirmed_category_id)
 WHERE e.edition_id = :edition_id AND e.state = 'admitted'
 ORDER BY c.position, o.name, e.id;

-- honour_get(entry_id int, kind text) one
SELECT h.reason_de, h.reason_en, h.category_id, h.motion_id,
       c.code AS "category:text"
  FROM honour h LEFT JOIN category c ON c.id = h.category_id
 WHERE h.entry_id = :entry_id AND h.kind = :kind;

-- honour_of_entry(entry_id int) many
SELECT h.kind, c.code AS "category:text", h.reason_de, h.reason_en,
       h.motion_id, h.decided_by, h.decided_at
  FROM honour h LEFT JOIN category c ON c.id = h.category_id
 WHERE h.entry_id = :entry_id ORDER BY h.kind;

-- honour_limit(edition_id int) one
SELECT d.nominees_max,
       (SELECT count(*) FROM honour h JOIN entry n ON n.id = h.entry_id
         WHERE n.edition_id = d.id AND n.state = 'admitted'
           AND h.kind = 'nominee') AS "named:int"
  FROM edition d WHERE d.id = :edition_id;

-- honour_set_limit(edition_id int, nominees_max int) exec
UPDATE edition SET nominees_max = :nominees_max WHERE id = :edition_id;

-- honour_in_round(entry_id int) one
SELECT 1 AS "yes:int"
 WHERE EXISTS (SELECT 1 FROM assignment a
                 JOIN round r ON r.id = a.round_id AND r.entries = 'nominees'
                WHERE a.entry_id = :entry_id
                  AND (r.state IN ('open', 'closed')
                       OR EXISTS (SELECT 1 FROM ballot b
                                   WHERE b.round_id = r.id
                                     AND b.entry_id = :entry_id)));

-- honour_unassign(entry_id int) exec
DELETE FROM assignment
 WHERE entry_id = :entry_id
   AND round_id IN (SELECT id FROM round
                     WHERE entries = 'nominees' AND state = 'planned');

-- honour_admitted(entry_id int) one
SELECT id FROM entry WHERE id = :entry_id AND state = 'admitted';
