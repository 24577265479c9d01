-- decided_rounds(meeting_id int) many
SELECT r.slug AS round,
       (SELECT s.digest FROM seal s WHERE s.round_id = r.id
         ORDER BY s.number DESC LIMIT 1) AS "digest:text"
  FROM meeting_round m JOIN round r ON r.id = m.round_id
 WHERE m.meeting_id = :meeting_id ORDER BY r.stage, r.id;

-- decided_minutes(meeting_id int) many
SELECT n.number, n.digest FROM minutes n
 WHERE n.meeting_id = :meeting_id
   AND (SELECT count(*) FROM minutes_signature s WHERE s.minutes_id = n.id) = 2
 ORDER BY n.number;

-- decided_motions(meeting_id int) many
-- Opened: when it was put to the vote, or moved if it never was. Seats: who could
-- vote, and those away for whom nobody stood in.
SELECT m.id, m.number, m.kind, c.code AS "category:text", p.code AS "prize:text",
       m.departs, m.secret, m.no_abstention, r.number AS "repeats:int?",
       COALESCE(m.opened_at, m.moved_at) AS "opened_at:int", m.outcome,
       m.quorum, m.present, m.yes, m.no, m.abstained, m.casting,
       e.code AS "chosen:text",
       (SELECT count(*) FROM motion_seat s
          JOIN jury_member j ON j.id = s.jury_member_id
         WHERE s.motion_id = m.id
           AND (s.place = 'votes'
                OR (s.place = 'away' AND j.votes = 1
                    AND j.stands_in_for IS NULL
                    AND NOT EXISTS (SELECT 1 FROM motion_seat x
                                     WHERE x.motion_id = m.id
                                       AND x.place = 'votes'
                                       AND x.for_id = s.jury_member_id))))
           AS "seats:int"
  FROM motion m
  LEFT JOIN category c ON c.id = m.category_id
  LEFT JOIN prize p ON p.id = m.prize_id
  LEFT JOIN motion r ON r.id = m.repeats_id
  LEFT JOIN entry e ON e.id = m.chosen_entry_id
 WHERE m.meeting_id = :meeting_id ORDER BY m.number;

-- decided_prizes(edition_id int) many
SELECT p.code, c.code AS "category:text", p.amount_cents, p.head_cents,
       p.cap_cents, p.winners_max, p.withholdable
  FROM prize p LEFT JOIN category c ON c.id = p.category_id
 WHERE p.edition_id = :edition_id ORDER BY p.position, p.id;

-- decided_decisions(edition_id int) many
SELECT h.kind AS "kind:text", e.code AS "entry:text", c.code AS "category:text",
       NULL AS "prize:text", m.number AS "motion:int?",
       g.number AS "meeting:int?",
       EXISTS (SELECT 1 FROM minutes n
                WHERE n.meeting_id = g.id AND n.number = 0
                  AND (SELECT count(*) FROM minutes_signature s
                        WHERE s.minutes_id = n.id) = 2) AS "sealed:int",
       NULL AS "heads:int?", 0 AS "cents:int", 1 AS "part:int",
       0 AS "position:int"
  FROM honour h JOIN entry e ON e.id = h.entry_id
  LEFT JOIN category c ON c.id = h.category_id
  LEFT JOIN motion m ON m.id = h.motion_id
  LEFT JOIN meeting g ON g.id = m.meeting_id
 WHERE e.edition_id = :edition_id
 UNION ALL
SELECT 'prize', e.code, NULL, p.code, m.number, g.number,
       EXISTS (SELECT 1 FROM minutes n
                WHERE n.meeting_id = g.id AND n.number = 0
                  AND (SELECT count(*) FROM minutes_signature s
                        WHERE s.minutes_id = n.id) = 2),
       a.heads, a.amount_cents, 2, p.position
  FROM prize_award a JOIN prize p ON p.id = a.prize_id
  JOIN entry e ON e.id = a.entry_id
  LEFT JOIN motion m ON m.id = a.motion_id
  LEFT JOIN meeting g ON g.id = m.meeting_id
 WHERE p.edition_id = :edition_id
 UNION ALL
SELECT 'withheld', NULL, c.code, p.code, m.number, g.number,
       EXISTS (SELECT 1 FROM minutes n
                WHERE n.meeting_id = g.id AND n.number = 0
                  AND (SELECT count(*) FROM minutes_signature s
                        WHERE s.minutes_id = n.id) = 2),
       NULL, 0, 3, x.id
  FROM withheld x
  LEFT JOIN category c ON c.id = x.category_id
  LEFT JOIN prize p ON p.id = x.prize_id
  LEFT JOIN motion m ON m.id = x.motion_id
  LEFT JOIN meeting g ON g.id = m.meeting_id
 WHERE x.edition_id = :edition_id
 ORDER BY 10, 11, 2, 1;

-- decided_newest(edition_id int) one
SELECT number, body, digest, signature, sealed_at FROM decision_seal
 WHERE edition_id = :edition_id ORDER BY number DESC LIMIT 1;

-- decided_add(edition_id int, number int, body text, digest text, signature text, now int) exec
INSERT INTO decision_seal (edition_id, number, body, digest, signature,
                           sealed_at)
VALUES (:edition_id, :number, :body, :digest, :signature, :now);

-- decided_editions() many
-- Where minutes bear both signatures, so that there is a decision seal.
SELECT DISTINCT d.id, d.slug
  FROM minutes n JOIN meeting m ON m.id = n.meeting_id
  JOIN edition d ON d.id = m.edition_id
 WHERE n.number = 0
   AND (SELECT count(*) FROM minutes_signature s WHERE s.minutes_id = n.id) = 2
 UNION
SELECT d.id, d.slug
  FROM decision_seal s JOIN edition d ON d.id = s.edition_id
 ORDER BY 1;
