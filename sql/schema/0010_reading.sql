-- Who may read what, said once: pages, pictures and documents ask here.

-- A juror may read a nomination in a round: it is admitted and assigned to him,
-- the round was opened, he declared to be free of conflicts; in a blind edition
-- not before every company of the round is declared, so that he cannot find
-- out which is which from what he declared.
CREATE VIEW reading AS
SELECT j.user_id, a.jury_member_id, a.round_id, a.entry_id, d.blind
  FROM assignment a
  JOIN round r ON r.id = a.round_id AND r.state <> 'planned'
  JOIN entry e ON e.id = a.entry_id AND e.state = 'admitted'
  JOIN edition d ON d.id = e.edition_id
  JOIN jury_member j ON j.id = a.jury_member_id
  JOIN conflict c ON c.jury_member_id = j.id AND c.entry_id = e.id
   AND c.kind = 'none'
 WHERE d.blind = 0
    OR NOT EXISTS (SELECT 1 FROM assignment u
                     JOIN entry x ON x.id = u.entry_id AND x.state = 'admitted'
                    WHERE u.round_id = r.id AND u.jury_member_id = j.id
                      AND NOT EXISTS (SELECT 1 FROM conflict k
                                       WHERE k.jury_member_id = j.id
                                         AND k.entry_id = x.id));

-- The files that answer a nomination's questions.
CREATE VIEW entry_file AS
SELECT entry_id, question_id, file_id FROM picture
UNION ALL
SELECT entry_id, question_id, file_id FROM document;
