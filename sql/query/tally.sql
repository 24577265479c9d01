-- tally_entries(round_id int) many
SELECT DISTINCT e.id, e.code, o.name
  FROM assignment a
  JOIN entry e ON e.id = a.entry_id AND e.state = 'admitted'
  JOIN organisation o ON o.id = e.organisation_id
 WHERE a.round_id = :round_id
 ORDER BY e.code;

-- tally_jurors(round_id int) many
SELECT DISTINCT m.id, m.code, u.name
  FROM assignment a
  JOIN jury_member m ON m.id = a.jury_member_id
  JOIN user u ON u.id = m.user_id
 WHERE a.round_id = :round_id
 ORDER BY m.code;

-- tally_marks(round_id int) many
SELECT e.code AS entry, m.code AS juror, s.criterion_id, s.value AS "value:int"
  FROM ballot b
  JOIN round r ON r.id = b.round_id
  JOIN entry e ON e.id = b.entry_id AND e.state = 'admitted'
  JOIN jury_member m ON m.id = b.jury_member_id
  JOIN score s ON s.ballot_id = b.id AND s.value IS NOT NULL
 WHERE b.round_id = :round_id
   AND (b.state = 'submitted'
        -- listed as partial; where marks of partial ballots count, only if
        -- they came as they are, not when somebody is still at it
        OR (b.state = 'draft' AND (r.method <> 'declared' OR b.imported = 1)
            AND (SELECT count(*) FROM score p
                  WHERE p.ballot_id = b.id AND p.value IS NOT NULL) <
                (SELECT count(*) FROM criterion c
                  WHERE c.round_id = b.round_id)))
   AND NOT EXISTS (SELECT 1 FROM conflict f
                    WHERE f.jury_member_id = b.jury_member_id
                      AND f.entry_id = b.entry_id AND f.kind <> 'none')
 ORDER BY e.code, m.code, s.criterion_id;

-- tally_left_out(round_id int) many
SELECT e.code AS entry, o.name AS organisation, m.code AS juror,
       u.name AS name, f.kind AS "conflict:text", b.state AS "ballot:text",
       b.abstain_reason AS "reason:text",
       (SELECT count(*) FROM score p
         WHERE p.ballot_id = b.id AND p.value IS NOT NULL) AS "given:int"
  FROM assignment a
  JOIN entry e ON e.id = a.entry_id AND e.state = 'admitted'
  JOIN organisation o ON o.id = e.organisation_id
  JOIN jury_member m ON m.id = a.jury_member_id
  JOIN user u ON u.id = m.user_id
  LEFT JOIN conflict f
    ON f.jury_member_id = m.id AND f.entry_id = e.id AND f.kind <> 'none'
  LEFT JOIN ballot b
    ON b.round_id = a.round_id AND b.jury_member_id = m.id
   AND b.entry_id = e.id
 WHERE a.round_id = :round_id
   AND (f.kind IS NOT NULL OR b.state IS NULL OR b.state <> 'submitted')
 ORDER BY e.code, m.code;

-- tally_comments(round_id int, entry_id int) many
SELECT m.code AS juror, s.criterion_id, s.comment
  FROM ballot b
  JOIN jury_member m ON m.id = b.jury_member_id
  JOIN score s ON s.ballot_id = b.id
 WHERE b.round_id = :round_id AND b.entry_id = :entry_id AND s.comment <> ''
   AND b.state = 'submitted'
 ORDER BY m.code;

-- tally_assigned(round_id int) many
SELECT m.id AS jury_member_id, e.code AS entry, f.kind AS "conflict:text",
       b.id AS "ballot_id:int?", b.state AS "state:text",
       COALESCE(b.imported, 0) AS "imported:int",
       b.receipt_salt AS "receipt_salt:text", b.receipt AS "receipt:text"
  FROM assignment a
  JOIN entry e ON e.id = a.entry_id AND e.state = 'admitted'
  JOIN jury_member m ON m.id = a.jury_member_id
  LEFT JOIN conflict f
    ON f.jury_member_id = m.id AND f.entry_id = e.id AND f.kind <> 'none'
  LEFT JOIN ballot b
    ON b.round_id = a.round_id AND b.jury_member_id = m.id
   AND b.entry_id = e.id
 WHERE a.round_id = :round_id
 ORDER BY e.code, m.code;

-- tally_values(round_id int) many
SELECT b.id AS ballot_id, s.criterion_id, s.value AS "value:int"
  FROM ballot b JOIN score s ON s.ballot_id = b.id AND s.value IS NOT NULL
 WHERE b.round_id = :round_id AND (b.state = 'submitted' OR b.imported = 1)
 ORDER BY b.id, s.criterion_id;

-- tally_feedback_comments(entry_id int) many
-- What jurors wrote on ballots that count, and what was chosen for the company.
-- A criterion's words and the whole nomination's; who wrote them is not read.
SELECT b.id AS ballot_id, b.round_id, NULL AS "criterion_id:int?",
       b.comment AS "comment:text", f.text AS "chosen:text",
       f.original AS "original:text",
       COALESCE((SELECT max(v.changed_at) FROM score_version v
                  WHERE v.ballot_id = b.id AND v.criterion_id IS NULL),
                b.updated_at) AS "written_at:int"
  FROM ballot b
  LEFT JOIN feedback_comment f
    ON f.ballot_id = b.id AND f.criterion_id IS NULL
 WHERE b.entry_id = :entry_id AND b.state = 'submitted' AND b.comment <> ''
   AND NOT EXISTS (SELECT 1 FROM conflict c
                    WHERE c.jury_member_id = b.jury_member_id
                      AND c.entry_id = b.entry_id AND c.kind <> 'none')
UNION ALL
SELECT b.id, b.round_id, s.criterion_id, s.comment, f.text, f.original,
       COALESCE((SELECT max(v.changed_at) FROM score_version v
                  WHERE v.ballot_id = b.id
                    AND v.criterion_id = s.criterion_id), s.updated_at)
  FROM ballot b JOIN score s ON s.ballot_id = b.id AND s.comment <> ''
  LEFT JOIN feedback_comment f
    ON f.ballot_id = b.id AND f.criterion_id = s.criterion_id
 WHERE b.entry_id = :entry_id AND b.state = 'submitted'
   AND NOT EXISTS (SELECT 1 FROM conflict c
                    WHERE c.jury_member_id = b.jury_member_id
                      AND c.entry_id = b.entry_id AND c.kind <> 'none')
 ORDER BY 1, 3;

-- tally_said(round_id int) many
-- On the whole nomination, and on single criteria; of submitted ballots.
SELECT e.code, o.name AS organisation, m.code AS juror, u.name AS juror_name,
       '' AS "criterion:text", '' AS "criterion_de:text",
       '' AS "criterion_en:text", 0 AS "position:int", b.comment
  FROM ballot b JOIN entry e ON e.id = b.entry_id AND e.state = 'admitted'
  JOIN organisation o ON o.id = e.organisation_id
  JOIN jury_member m ON m.id = b.jury_member_id
  JOIN user u ON u.id = m.user_id
 WHERE b.round_id = :round_id AND b.state = 'submitted' AND b.comment <> ''
   AND NOT EXISTS (SELECT 1 FROM conflict f
                    WHERE f.jury_member_id = m.id AND f.entry_id = e.id
                      AND f.kind <> 'none')
UNION ALL
SELECT e.code, o.name, m.code, u.name, k.code, k.name_de, k.name_en,
       k.position, s.comment
  FROM ballot b JOIN entry e ON e.id = b.entry_id AND e.state = 'admitted'
  JOIN organisation o ON o.id = e.organisation_id
  JOIN jury_member m ON m.id = b.jury_member_id
  JOIN user u ON u.id = m.user_id
  JOIN score s ON s.ballot_id = b.id AND s.comment <> ''
  JOIN criterion k ON k.id = s.criterion_id
 WHERE b.round_id = :round_id AND b.state = 'submitted'
   AND NOT EXISTS (SELECT 1 FROM conflict f
                    WHERE f.jury_member_id = m.id AND f.entry_id = e.id
                      AND f.kind <> 'none')
 ORDER BY 1, 3, 8;
