-- image_visible(organiser int, file_id int, user_id int, now int) one
-- Who may see a picture, as one question: an organiser who did not declare a
-- conflict with the nomination as a juror; a contact of the
-- company whose nomination shows it; a juror who may read that nomination (as
-- in page/jury.c: admitted, assigned in a round that was opened, declared to be
-- free of conflicts; in a blind edition no picture that identifies, and nothing
-- before all companies of the round are declared); everybody, if it is the picture of a nominee
-- whose honour is public and the company's consent stands (as in publish.sql),
-- or the logo of a partner.
-- The photos in a juror's notes are his alone, as long as he may read.
SELECT 1 AS "yes:int"
 WHERE (:organiser = 1
        AND NOT EXISTS (SELECT 1 FROM note_photo n
                         WHERE n.file_id = :file_id)
        AND NOT EXISTS (SELECT 1 FROM picture p
                          JOIN conflict c ON c.entry_id = p.entry_id
                          JOIN jury_member j ON j.id = c.jury_member_id
                         WHERE p.file_id = :file_id AND j.user_id = :user_id
                           AND c.kind <> 'none'))
    OR EXISTS (SELECT 1 FROM note_photo n
                 JOIN jury_member j ON j.id = n.jury_member_id
                 JOIN conflict c ON c.jury_member_id = j.id
                  AND c.entry_id = n.entry_id
                WHERE n.file_id = :file_id AND j.user_id = :user_id
                  AND c.kind = 'none')
    OR EXISTS (SELECT 1 FROM picture p JOIN entry e ON e.id = p.entry_id
                 JOIN membership m ON m.organisation_id = e.organisation_id
                WHERE p.file_id = :file_id AND m.user_id = :user_id)
    OR EXISTS (SELECT 1 FROM picture p
                 JOIN question q ON q.id = p.question_id
                 JOIN entry e ON e.id = p.entry_id
                 JOIN assignment a ON a.entry_id = p.entry_id
                 JOIN round r ON r.id = a.round_id
                 JOIN jury_member j ON j.id = a.jury_member_id
                 JOIN edition d ON d.id = e.edition_id
                 JOIN conflict c ON c.jury_member_id = j.id
                  AND c.entry_id = p.entry_id
                WHERE p.file_id = :file_id AND j.user_id = :user_id
                  AND c.kind = 'none' AND q.audience IN ('jury', 'public')
                  AND e.state = 'admitted' AND r.state <> 'planned'
                  AND (d.blind = 0
                       OR (q.identifying = 0
                           AND NOT EXISTS
                               (SELECT 1 FROM assignment u
                                  JOIN entry x ON x.id = u.entry_id
                                   AND x.state = 'admitted'
                                 WHERE u.round_id = r.id
                                   AND u.jury_member_id = j.id
                                   AND NOT EXISTS
                                       (SELECT 1 FROM conflict k
                                         WHERE k.jury_member_id = j.id
                                           AND k.entry_id = x.id)))))
    OR EXISTS (SELECT 1 FROM picture p
                 JOIN question q ON q.id = p.question_id
                 JOIN entry e ON e.id = p.entry_id
                 JOIN honour h ON h.entry_id = e.id
                 JOIN edition d ON d.id = e.edition_id
                WHERE p.file_id = :file_id AND q.audience = 'public'
                  AND e.state = 'admitted' AND d.phase >= 9
                  AND NOT EXISTS
                      (SELECT 1 FROM consent_kind k
                        WHERE k.edition_id = d.id AND k.code = 'images'
                          AND NOT EXISTS
                              (SELECT 1 FROM consent g
                                 JOIN consent_kind s ON s.id = g.consent_kind_id
                                WHERE g.entry_id = e.id AND s.code = k.code
                                  AND g.withdrawn_at IS NULL))
                  AND (d.embargo_at <= :now
                       OR (d.embargo_at IS NULL AND d.phase >= 10)))
    OR EXISTS (SELECT 1 FROM partner n JOIN edition d ON d.id = n.edition_id
                WHERE n.logo_file_id = :file_id AND d.phase >= 1);

-- image_original(organiser int, file_id int, user_id int) one
-- Who may have the file as it was uploaded; a juror's photo: nobody.
SELECT 1 AS "yes:int"
 WHERE (:organiser = 1
        AND NOT EXISTS (SELECT 1 FROM note_photo n
                         WHERE n.file_id = :file_id)
        AND NOT EXISTS (SELECT 1 FROM picture p
                          JOIN conflict c ON c.entry_id = p.entry_id
                          JOIN jury_member j ON j.id = c.jury_member_id
                         WHERE p.file_id = :file_id AND j.user_id = :user_id
                           AND c.kind <> 'none'))
    OR EXISTS (SELECT 1 FROM picture p JOIN entry e ON e.id = p.entry_id
                 JOIN membership m ON m.organisation_id = e.organisation_id
                WHERE p.file_id = :file_id AND m.user_id = :user_id);

-- image_jury(file_id int, user_id int) many
-- In which rounds that were opened, and as which juror, somebody has the
-- nomination that the picture belongs to. What he has to accept before is asked
-- for besides (model/acceptance.h).
SELECT DISTINCT j.id AS jury_member_id, r.id AS round_id
  FROM picture p
  JOIN assignment a ON a.entry_id = p.entry_id
  JOIN round r ON r.id = a.round_id AND r.state <> 'planned'
  JOIN jury_member j ON j.id = a.jury_member_id AND j.user_id = :user_id
 WHERE p.file_id = :file_id;
