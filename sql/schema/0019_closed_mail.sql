-- Mails to a proposer name him and the company. Which person of the award
-- office does not read which of them: who acts for the company, or declared a
-- conflict with it as a juror.
CREATE VIEW closed_mail AS
SELECT m.id AS mail_id, s.user_id
  FROM mail m JOIN proposal p ON p.id = m.proposal_id
  JOIN candidate k ON k.id = p.candidate_id
  JOIN membership s ON s.organisation_id = k.organisation_id
UNION ALL
SELECT m.id, j.user_id
  FROM mail m JOIN proposal p ON p.id = m.proposal_id
  JOIN candidate k ON k.id = p.candidate_id
  JOIN conflict c ON c.entry_id = k.entry_id AND c.kind <> 'none'
  JOIN jury_member j ON j.id = c.jury_member_id;
