-- image_office(file_id int, user_id int) one
-- May an organiser have the file? If it answers, or once answered, a question of
-- a nomination, unless he declared a conflict with it as a juror; or if it is a
-- partner's logo. Photos in jurors' notes are neither, also when they were taken
-- out of them.
WITH whose AS (SELECT entry_id FROM entry_file WHERE file_id = :file_id
               UNION
               SELECT v.entry_id FROM question q
                 JOIN answer_version v ON v.question_id = q.id
                  AND ' ' || v.value || ' '
                      LIKE '% ' || CAST(:file_id AS TEXT) || ' %'
                WHERE q.kind IN ('image', 'file'))
SELECT 1 AS "yes:int"
 WHERE (EXISTS (SELECT 1 FROM whose)
        OR EXISTS (SELECT 1 FROM partner n WHERE n.logo_file_id = :file_id))
   AND NOT EXISTS (SELECT 1 FROM whose p
                     JOIN conflict c ON c.entry_id = p.entry_id
                     JOIN jury_member j ON j.id = c.jury_member_id
                    WHERE j.user_id = :user_id AND c.kind <> 'none');

-- image_company(file_id int, user_id int) one
-- Is this person a contact of the company whose nomination has the file?
SELECT 1 AS "yes:int"
 WHERE EXISTS (SELECT 1 FROM entry_file p JOIN entry e ON e.id = p.entry_id
                 JOIN membership m ON m.organisation_id = e.organisation_id
                WHERE p.file_id = :file_id AND m.user_id = :user_id);

-- image_jury(file_id int, user_id int) many
-- As which jurors this person may read a nomination that has the file, or keeps
-- it as a photo in his notes; in a blind edition no file that identifies. What
-- has to be accepted before is asked for besides (model/acceptance.h).
SELECT r.jury_member_id, r.blind
  FROM entry_file p
  JOIN question q ON q.id = p.question_id AND q.audience IN ('jury', 'public')
  JOIN reading r ON r.entry_id = p.entry_id
 WHERE p.file_id = :file_id AND r.user_id = :user_id
   AND EXISTS (SELECT 1 FROM asked x
                WHERE x.entry_id = p.entry_id AND x.question_id = q.id)
   AND (r.blind = 0 OR q.identifying = 0)
UNION
SELECT r.jury_member_id, r.blind
  FROM note_photo n
  JOIN reading r
    ON r.jury_member_id = n.jury_member_id AND r.entry_id = n.entry_id
 WHERE n.file_id = :file_id AND r.user_id = :user_id;

-- image_public(file_id int, now int) one
-- May everybody see it: the picture of a nominee whose honour is public while
-- the company's consent stands (as in publish.sql), the logo of a partner, or what
-- stands on the brochure's cover once the winners are public?
SELECT 1 AS "yes:int"
 WHERE EXISTS (SELECT 1 FROM picture p
                 JOIN question q ON q.id = p.question_id
                 JOIN entry e ON e.id = p.entry_id
                 JOIN edition d ON d.id = e.edition_id
                WHERE p.file_id = :file_id AND q.audience = 'public'
                  AND e.state = 'admitted'
                  AND EXISTS (SELECT 1 FROM honoured h
                               WHERE h.entry_id = e.id
                                 AND h.public_at <= :now)
                  AND EXISTS (SELECT 1 FROM asked x
                               WHERE x.entry_id = e.id
                                 AND x.question_id = q.id)
                  AND NOT EXISTS
                      (SELECT 1 FROM consent_kind k
                        WHERE k.edition_id = d.id
                          AND (k.code = 'images'
                               OR (k.code = 'data' AND EXISTS
                                   (SELECT 1 FROM consent g
                                      JOIN consent_kind s
                                        ON s.id = g.consent_kind_id
                                     WHERE g.entry_id = e.id
                                       AND s.code = k.code)))
                          AND NOT EXISTS
                              (SELECT 1 FROM consent g
                                 JOIN consent_kind s ON s.id = g.consent_kind_id
                                WHERE g.entry_id = e.id AND s.code = k.code
                                  AND g.withdrawn_at IS NULL)))
    OR EXISTS (SELECT 1 FROM partner n JOIN edition d ON d.id = n.edition_id
                WHERE n.logo_file_id = :file_id AND d.phase >= 1)
    OR EXISTS (SELECT 1 FROM brochure_design b
                 JOIN reveal r ON r.edition_id = b.edition_id
                WHERE b.cover_file_id = :file_id AND r.winners_at <= :now);

-- image_cover(now int) many
-- Covers of brochures that everybody may see, the newest edition's first. One can
-- show who won: so not before the winners.
SELECT b.edition_id, b.cover_file_id AS "file_id:int", b.cover_alt_de,
       b.cover_alt_en
  FROM brochure_design b JOIN edition d ON d.id = b.edition_id
  JOIN reveal r ON r.edition_id = b.edition_id
 WHERE b.cover_file_id IS NOT NULL AND r.winners_at <= :now
 ORDER BY d.year DESC, d.id DESC;

-- image_brochure(file_id int) one
-- The edition in whose brochure it stands: on the cover, an own page, beside a
-- greeting, on a company's page by the office, or as the award's logo.
SELECT edition_id FROM brochure_design
 WHERE logo_file_id = :file_id OR cover_file_id = :file_id
UNION
SELECT edition_id FROM brochure_part WHERE file_id = :file_id
UNION
SELECT edition_id FROM greeting WHERE portrait_file_id = :file_id
UNION
SELECT e.edition_id FROM page_picture p JOIN entry e ON e.id = p.entry_id
 WHERE p.file_id = :file_id
LIMIT 1;
