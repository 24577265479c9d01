-- ballot_get(round_id int, jury_member_id int, entry_id int) one
SELECT id, state, comment, abstain_reason, revision, updated_at, submitted_at,
       receipt, revealed_at
  FROM ballot
 WHERE round_id = :round_id AND jury_member_id = :jury_member_id
   AND entry_id = :entry_id;

-- ballot_scores(ballot_id int) many
SELECT s.criterion_id, s.value, s.comment
  FROM score s JOIN criterion c ON c.id = s.criterion_id
 WHERE s.ballot_id = :ballot_id ORDER BY c.position, c.id;

-- ballot_add(round_id int, jury_member_id int, entry_id int, imported int, now int) insert
INSERT INTO ballot (round_id, jury_member_id, entry_id, imported, updated_at)
VALUES (:round_id, :jury_member_id, :entry_id, :imported, :now);

-- ballot_touch(id int, comment text, now int) exec
UPDATE ballot SET comment = :comment, revision = revision + 1,
       imported = 0, updated_at = :now
 WHERE id = :id;

-- ballot_set_state(id int, state text, reason text, submitted_at int?, now int) exec
UPDATE ballot SET state = :state, abstain_reason = :reason,
       submitted_at = :submitted_at, updated_at = :now,
       revision = revision + 1
 WHERE id = :id;

-- ballot_score_put(ballot_id int, criterion_id int, value int?, comment text, now int) exec
INSERT INTO score (ballot_id, criterion_id, value, comment, updated_at)
VALUES (:ballot_id, :criterion_id, :value, :comment, :now)
    ON CONFLICT (ballot_id, criterion_id) DO UPDATE
   SET value = excluded.value, comment = excluded.comment,
       updated_at = excluded.updated_at;

-- ballot_version_add(ballot_id int, criterion_id int?, value int?, comment text, user_id int?, now int) insert
INSERT INTO score_version (ballot_id, criterion_id, value, comment, changed_by,
                           changed_at)
VALUES (:ballot_id, :criterion_id, :value, :comment, :user_id, :now);

-- ballot_missing(ballot_id int, round_id int) one
SELECT count(*) AS "count:int"
  FROM criterion c LEFT JOIN score s
    ON s.criterion_id = c.id AND s.ballot_id = :ballot_id
 WHERE c.round_id = :round_id AND s.value IS NULL;

-- ballot_queue(round_id int, jury_member_id int) many
SELECT e.id, e.code, o.name AS organisation, e.state,
       k.id AS "category_id:int?",
       k.name_de AS "category_de:text", k.name_en AS "category_en:text",
       c.kind AS "conflict:text", b.state AS "ballot:text",
       b.updated_at AS "updated_at:int?",
       (SELECT count(*) FROM score s
         WHERE s.ballot_id = b.id AND s.value IS NOT NULL) AS "given:int"
  FROM assignment a
  JOIN entry e ON e.id = a.entry_id
  JOIN organisation o ON o.id = e.organisation_id
  LEFT JOIN category k
    ON k.id = COALESCE(e.confirmed_category_id, e.category_id)
  LEFT JOIN conflict c
    ON c.jury_member_id = a.jury_member_id AND c.entry_id = a.entry_id
  LEFT JOIN ballot b
    ON b.round_id = a.round_id AND b.jury_member_id = a.jury_member_id
   AND b.entry_id = a.entry_id
 WHERE a.round_id = :round_id AND a.jury_member_id = :jury_member_id
   AND e.state <> 'withdrawn'
 ORDER BY e.code;

-- ballot_others(round_id int, entry_id int, jury_member_id int) many
SELECT m.code, c.id AS criterion_id, s.value
  FROM ballot b
  JOIN jury_member m ON m.id = b.jury_member_id
  JOIN score s ON s.ballot_id = b.id
  JOIN criterion c ON c.id = s.criterion_id
 WHERE b.round_id = :round_id AND b.entry_id = :entry_id
   AND b.jury_member_id <> :jury_member_id AND b.state = 'submitted'
   AND NOT EXISTS (SELECT 1 FROM conflict f
                    WHERE f.jury_member_id = b.jury_member_id
                      AND f.entry_id = b.entry_id AND f.kind <> 'none')
 ORDER BY m.position, m.id, c.position;

-- ballot_score_get(ballot_id int, criterion_id int) one
SELECT 1 AS "yes:int" FROM score
 WHERE ballot_id = :ballot_id AND criterion_id = :criterion_id;

-- ballot_submit_imported(round_id int, now int) exec
UPDATE ballot SET state = 'submitted', submitted_at = :now
 WHERE round_id = :round_id AND state = 'draft' AND imported = 1
   AND NOT EXISTS (SELECT 1 FROM criterion c
                    WHERE c.round_id = ballot.round_id
                      AND NOT EXISTS (SELECT 1 FROM score s
                                       WHERE s.ballot_id = ballot.id
                                         AND s.criterion_id = c.id
                                         AND s.value IS NOT NULL));

-- ballot_queue_scores(round_id int, jury_member_id int) many
SELECT b.entry_id, s.criterion_id, s.value AS "value:int"
  FROM ballot b JOIN score s ON s.ballot_id = b.id AND s.value IS NOT NULL
 WHERE b.round_id = :round_id AND b.jury_member_id = :jury_member_id
 ORDER BY b.entry_id, s.criterion_id;

-- ballot_own_marks(round_id int, jury_member_id int) many
SELECT b.entry_id, s.criterion_id, s.value AS "value:int?", s.comment
  FROM ballot b JOIN score s ON s.ballot_id = b.id
 WHERE b.round_id = :round_id AND b.jury_member_id = :jury_member_id
   AND b.state IN ('draft', 'submitted')
   AND NOT EXISTS (SELECT 1 FROM conflict f
                    WHERE f.jury_member_id = b.jury_member_id
                      AND f.entry_id = b.entry_id AND f.kind <> 'none')
 ORDER BY b.entry_id, s.criterion_id;

-- ballot_own_comments(round_id int, jury_member_id int) many
SELECT entry_id, comment FROM ballot
 WHERE round_id = :round_id AND jury_member_id = :jury_member_id
   AND state IN ('draft', 'submitted')
 ORDER BY entry_id;

-- ballot_place(id int) one
SELECT e.code AS entry, r.slug AS round, d.slug AS edition
  FROM ballot b JOIN entry e ON e.id = b.entry_id
  JOIN round r ON r.id = b.round_id JOIN edition d ON d.id = r.edition_id
 WHERE b.id = :id;

-- ballot_receipt_put(id int, salt text, receipt text) exec
UPDATE ballot SET receipt_salt = :salt, receipt = :receipt WHERE id = :id;

-- ballot_receipts(user_id int) many
SELECT b.id, b.round_id, b.receipt_salt, b.receipt, b.submitted_at,
       e.code AS entry, e.state AS entry_state, o.name AS organisation,
       r.name_de, r.name_en, r.state, d.slug AS edition, d.blind
  FROM ballot b
  JOIN jury_member m ON m.id = b.jury_member_id
  JOIN entry e ON e.id = b.entry_id
  JOIN organisation o ON o.id = e.organisation_id
  JOIN round r ON r.id = b.round_id JOIN edition d ON d.id = r.edition_id
 WHERE m.user_id = :user_id AND b.state = 'submitted' AND b.receipt <> ''
   AND NOT EXISTS (SELECT 1 FROM conflict f
                    WHERE f.jury_member_id = b.jury_member_id
                      AND f.entry_id = b.entry_id AND f.kind <> 'none')
 ORDER BY r.id DESC, e.code;

-- ballot_submitted() many
SELECT b.id, b.round_id, b.receipt_salt, b.receipt
  FROM ballot b JOIN round r ON r.id = b.round_id
 WHERE b.state = 'submitted' AND b.receipt <> '' AND r.state <> 'closed'
 ORDER BY b.id;

-- ballot_unlike_version() many
SELECT s.ballot_id, c.code AS criterion
  FROM score s JOIN criterion c ON c.id = s.criterion_id
 WHERE NOT EXISTS (SELECT 1 FROM score_version v
                    WHERE v.id = (SELECT max(l.id) FROM score_version l
                                   WHERE l.ballot_id = s.ballot_id
                                     AND l.criterion_id = s.criterion_id)
                      AND v.comment = s.comment
                      AND (v.value = s.value
                           OR (v.value IS NULL AND s.value IS NULL)))
 ORDER BY s.ballot_id, c.position LIMIT 20;

-- ballot_unlike_log() many
SELECT a.subject_id AS ballot_id, a.action, b.state AS "state:text"
  FROM audit a LEFT JOIN ballot b ON b.id = a.subject_id
 WHERE a.id IN (SELECT max(l.id) FROM audit l
                 WHERE l.subject = 'ballot' AND l.action IN
                       ('ballot.submit', 'ballot.abstain', 'ballot.reopen')
                 GROUP BY l.subject_id)
   AND (b.id IS NULL
        OR b.state <> CASE a.action WHEN 'ballot.submit' THEN 'submitted'
                                    WHEN 'ballot.abstain' THEN 'abstained'
                                    ELSE 'draft' END)
 ORDER BY a.subject_id LIMIT 20;

-- ballot_unlogged() many
SELECT b.id AS ballot_id, b.state
  FROM ballot b
 WHERE b.state <> 'draft'
   AND NOT EXISTS (SELECT 1 FROM audit a
                    WHERE a.subject = 'ballot' AND a.subject_id = b.id
                      AND a.action IN ('ballot.submit', 'ballot.abstain'))
   AND (b.imported = 0
        OR NOT EXISTS (SELECT 1 FROM audit a
                        WHERE a.subject = 'round' AND a.subject_id = b.round_id
                          AND a.action = 'score.import'))
 ORDER BY b.id LIMIT 20;

-- ballot_reveal(id int, now int) exec
UPDATE ballot SET revealed_at = :now WHERE id = :id AND revealed_at IS NULL;

-- ballot_sheet(ballot_id int) many
-- One ballot's marks, also those not given.
SELECT c.name_de, c.name_en, c.lo, c.hi, s.value, s.comment
  FROM ballot b
  JOIN criterion c ON c.round_id = b.round_id
  LEFT JOIN score s ON s.ballot_id = b.id AND s.criterion_id = c.id
 WHERE b.id = :ballot_id ORDER BY c.position, c.id;
