-- seal_names(round_id int) many
SELECT jury_member_id, name FROM seal_name
 WHERE round_id = :round_id ORDER BY jury_member_id;

-- seal_names_drop(round_id int) exec
DELETE FROM seal_name WHERE round_id = :round_id;

-- seal_name_put(round_id int, jury_member_id int, name text) exec
INSERT INTO seal_name (round_id, jury_member_id, name)
VALUES (:round_id, :jury_member_id, :name);

-- seal_newest(round_id int) one
SELECT number, body, digest, signature, sealed_at FROM seal
 WHERE round_id = :round_id ORDER BY number DESC LIMIT 1;

-- seal_all(edition_id int) many
SELECT s.round_id, s.number, s.body, s.digest, s.signature
  FROM seal s JOIN round r ON r.id = s.round_id
 WHERE r.edition_id = :edition_id ORDER BY s.id;

-- seal_add(round_id int, number int, body text, digest text, signature text, now int) insert
INSERT INTO seal (round_id, number, body, digest, signature, sealed_at)
VALUES (:round_id, :number, :body, :digest, :signature, :now);

-- seal_rounds_of_entry(entry_id int) many
SELECT DISTINCT r.id, r.stage
  FROM assignment a JOIN round r ON r.id = a.round_id
 WHERE a.entry_id = :entry_id AND r.state = 'closed'
 ORDER BY r.stage, r.id;

-- seal_combining(part_id int) many
SELECT r.id FROM round_share s JOIN round r ON r.id = s.round_id
 WHERE s.part_id = :part_id AND r.state IN ('closed', 'replaced')
 ORDER BY r.id;

-- seal_final_rounds() many
SELECT r.id, r.slug, e.slug AS edition
  FROM round r JOIN edition e ON e.id = r.edition_id
 WHERE r.state = 'closed'
       -- goes on following its parts
    OR (r.state = 'replaced'
        AND EXISTS (SELECT 1 FROM round_share s WHERE s.round_id = r.id))
 ORDER BY r.id;

-- seal_every() many
SELECT s.number, s.body, s.digest, s.signature, r.slug, e.slug AS edition
  FROM seal s JOIN round r ON r.id = s.round_id
  JOIN edition e ON e.id = r.edition_id
 ORDER BY s.id;

-- seal_log_at(id int) one
SELECT digest FROM audit WHERE id = :id;

-- seal_honours(edition_id int) many
SELECT e.code AS entry, h.kind, c.code AS "category:text", h.reason_de,
       h.reason_en, h.decided_at
  FROM honour h JOIN entry e ON e.id = h.entry_id
  LEFT JOIN category c ON c.id = h.category_id
 WHERE e.edition_id = :edition_id ORDER BY e.code, h.kind;

-- seal_missing() many
SELECT r.id, r.stage FROM round r
 WHERE r.state = 'closed'
   AND NOT EXISTS (SELECT 1 FROM seal s WHERE s.round_id = r.id)
 ORDER BY r.stage, r.id;

-- seal_of_round(round_id int) many
SELECT number, digest, sealed_at FROM seal
 WHERE round_id = :round_id ORDER BY number DESC;

-- seal_barred(edition_id int, jury_member_id int) one
SELECT (SELECT count(*) FROM round r
         WHERE r.edition_id = :edition_id
           AND (r.state = 'open'
                -- marks are given anew, and by everybody for himself
                OR (r.state = 'planned' AND r.replaces_id IS NOT NULL)
                OR (r.disclosure = 'never'
                    AND EXISTS (SELECT 1 FROM seal s
                                 WHERE s.round_id = r.id))))
       -- nominations that a seal tells of, for which the juror has not said
       -- that there is no conflict
     + (SELECT count(*) FROM entry e
         WHERE e.edition_id = :edition_id
           AND EXISTS (SELECT 1 FROM assignment a
                         JOIN seal s ON s.round_id = a.round_id
                        WHERE a.entry_id = e.id)
           AND NOT EXISTS (SELECT 1 FROM conflict f
                            WHERE f.jury_member_id = :jury_member_id
                              AND f.entry_id = e.id AND f.kind = 'none'))
       AS "count:int";
