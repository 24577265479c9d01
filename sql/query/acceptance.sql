-- acceptance_members(user_id int) many
SELECT m.id AS jury_member_id, e.id AS edition_id, e.slug, e.title_de,
       e.title_en, e.phase
  FROM jury_member m JOIN edition e ON e.id = m.edition_id
 WHERE m.user_id = :user_id
 ORDER BY e.year DESC, e.number DESC, e.id DESC;

-- acceptance_text(jury_member_id int) one
-- The declaration of the juror's edition; needed as soon as a nomination is
-- assigned to the juror, in a round that nobody was excused from.
SELECT t.title_de, t.title_en, t.body_de, t.body_en,
       EXISTS (SELECT 1 FROM assignment a JOIN round r ON r.id = a.round_id
                WHERE a.jury_member_id = m.id AND r.state <> 'replaced'
                  AND NOT EXISTS (SELECT 1 FROM acceptance_waived w
                                   WHERE w.round_id = r.id)) AS "needed:int"
  FROM jury_member m
  JOIN edition_text t ON t.edition_id = m.edition_id
   AND t.kind = 'confidentiality' AND (t.body_de <> '' OR t.body_en <> '')
 WHERE m.id = :jury_member_id;

-- acceptance_rounds(jury_member_id int) many
-- Rounds whose fixed rules the juror is to accept, the one he scores first.
SELECT r.id, x.digest
  FROM round r
  JOIN rules x ON x.round_id = r.id
 WHERE r.state IN ('open', 'closed')
   AND EXISTS (SELECT 1 FROM assignment a
                WHERE a.round_id = r.id AND a.jury_member_id = :jury_member_id)
   AND NOT EXISTS (SELECT 1 FROM acceptance_waived w WHERE w.round_id = r.id)
 ORDER BY CASE r.state WHEN 'open' THEN 0 ELSE 1 END, r.stage, r.id;

-- acceptance_given(jury_member_id int, what text, round_id int) many
SELECT digest, accepted_at FROM acceptance
 WHERE jury_member_id = :jury_member_id AND what = :what
   AND coalesce(round_id, 0) = :round_id
 ORDER BY id DESC;

-- acceptance_add(jury_member_id int, what text, round_id int?, digest text, language text, wording text, now int) insert
INSERT INTO acceptance (jury_member_id, what, round_id, digest, language,
                        wording, accepted_at)
VALUES (:jury_member_id, :what, :round_id, :digest, :language, :wording, :now);

-- acceptance_list(user_id int) many
SELECT a.what, a.digest, a.language, a.wording, a.accepted_at, e.slug,
       e.title_de, e.title_en, r.name_de AS "round_de:text",
       r.name_en AS "round_en:text"
  FROM acceptance a
  JOIN jury_member m ON m.id = a.jury_member_id
  JOIN edition e ON e.id = m.edition_id
  LEFT JOIN round r ON r.id = a.round_id
 WHERE m.user_id = :user_id
 ORDER BY a.accepted_at DESC, a.id DESC;

-- acceptance_of_edition(edition_id int) many
SELECT a.jury_member_id, a.what, a.accepted_at,
       r.name_de AS "round_de:text", r.name_en AS "round_en:text"
  FROM acceptance a
  JOIN jury_member m ON m.id = a.jury_member_id
  LEFT JOIN round r ON r.id = a.round_id
 WHERE m.edition_id = :edition_id
 ORDER BY a.jury_member_id, a.id;

-- acceptance_work(jury_member_id int) many
-- What lies before a juror, a row for each round that is not over.
SELECT r.id, r.name_de, r.name_en, r.state, r.closes_at, count(*) AS "count:int",
       count(f.kind) AS "declared:int",
       coalesce(sum(CASE WHEN f.kind <> 'none' THEN 1 ELSE 0 END), 0)
           AS "conflicts:int",
       coalesce(sum(CASE WHEN b.state IN ('submitted', 'abstained')
                          AND f.kind = 'none' THEN 1 ELSE 0 END), 0)
           AS "done:int"
  FROM assignment a
  JOIN round r ON r.id = a.round_id AND r.state IN ('planned', 'open')
  JOIN entry e ON e.id = a.entry_id AND e.state = 'admitted'
  LEFT JOIN conflict f ON f.jury_member_id = a.jury_member_id
   AND f.entry_id = a.entry_id
  LEFT JOIN ballot b ON b.round_id = a.round_id
   AND b.jury_member_id = a.jury_member_id AND b.entry_id = a.entry_id
 WHERE a.jury_member_id = :jury_member_id
 GROUP BY r.id, r.name_de, r.name_en, r.state, r.closes_at, r.stage
 ORDER BY CASE r.state WHEN 'open' THEN 0 ELSE 1 END, r.stage, r.id;
