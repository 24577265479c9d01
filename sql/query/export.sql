-- export_rounds(edition_id int) many
SELECT id, slug, name_de, name_en FROM round
 WHERE edition_id = :edition_id AND state <> 'replaced' ORDER BY stage, id;

-- export_categories(edition_id int) many
-- Of each nomination, as the office confirmed it, else as the company chose.
SELECT e.code, c.code AS category, c.name_de, c.name_en
  FROM entry e JOIN category c
    ON c.id = COALESCE(e.confirmed_category_id, e.category_id)
 WHERE e.edition_id = :edition_id ORDER BY e.code;

-- export_conflicts(edition_id int) many
SELECT e.code, o.name AS organisation, m.code AS juror, u.name AS juror_name,
       c.kind, c.period, c.remark, c.declared_at, c.late,
       c.declared_by IS NOT NULL AND c.declared_by <> m.user_id
           AS "by_office:int"
  FROM conflict c JOIN jury_member m ON m.id = c.jury_member_id
  JOIN user u ON u.id = m.user_id
  JOIN entry e ON e.id = c.entry_id
  JOIN organisation o ON o.id = e.organisation_id
 WHERE e.edition_id = :edition_id AND c.kind <> 'none'
 ORDER BY e.code, m.code;

-- export_entries(edition_id int) many
SELECT e.id, e.code, e.number, o.name AS organisation, c.code AS "category:text",
       c.name_de AS "category_de:text", c.name_en AS "category_en:text",
       CASE WHEN e.reopened_from IS NOT NULL THEN 'reopened' ELSE e.state END
           AS "state:text",
       e.submitted_at, e.checked_at
  FROM entry e JOIN organisation o ON o.id = e.organisation_id
  LEFT JOIN category c
    ON c.id = COALESCE(e.confirmed_category_id, e.category_id)
 WHERE e.edition_id = :edition_id ORDER BY e.code, e.id;

-- export_answers(entry_id int) many
-- What a submitted nomination says, to what it is asked; in form order. Files
-- stand in export_files.
SELECT a.question_id, a.value FROM answer a
  JOIN asked x ON x.entry_id = a.entry_id AND x.question_id = a.question_id
  JOIN entry e ON e.id = a.entry_id
 WHERE a.entry_id = :entry_id AND a.value <> '' AND e.state <> 'draft'
 ORDER BY a.question_id;

-- export_files(entry_id int) many
SELECT x.question_id AS "question_id:int", f.name
  FROM (SELECT entry_id, question_id, file_id, position FROM picture
         WHERE entry_id = :entry_id
        UNION ALL
        SELECT entry_id, question_id, file_id, position FROM document
         WHERE entry_id = :entry_id) x
  JOIN file f ON f.id = x.file_id
  JOIN asked q ON q.entry_id = x.entry_id AND q.question_id = x.question_id
  JOIN entry e ON e.id = x.entry_id AND e.state <> 'draft'
 ORDER BY x.question_id, x.position, x.file_id;

-- export_honours(edition_id int) many
SELECT h.kind, e.code, o.name AS organisation, c.code AS "category:text",
       c.name_de AS "category_de:text", c.name_en AS "category_en:text",
       h.reason_de, h.reason_en, h.decided_at, e.id
  FROM honour h JOIN entry e ON e.id = h.entry_id
  JOIN organisation o ON o.id = e.organisation_id
  LEFT JOIN category c ON c.id =
       COALESCE(h.category_id, e.confirmed_category_id, e.category_id)
 WHERE e.edition_id = :edition_id
 ORDER BY CASE h.kind WHEN 'winner' THEN 0 WHEN 'commended' THEN 1 ELSE 2 END,
          c.position, o.name, e.id;

-- export_awards(edition_id int) many
SELECT p.code AS prize, p.name_de, p.name_en, e.code, o.name AS organisation,
       a.amount_cents, a.reason_de, a.reason_en, a.decided_at
  FROM prize_award a JOIN prize p ON p.id = a.prize_id
  JOIN entry e ON e.id = a.entry_id
  JOIN organisation o ON o.id = e.organisation_id
 WHERE p.edition_id = :edition_id ORDER BY p.position, p.id, o.name, e.id;

-- export_withheld(edition_id int) many
SELECT c.code AS "category:text", c.name_de AS "category_de:text",
       c.name_en AS "category_en:text", p.code AS "prize:text",
       p.name_de AS "prize_de:text", p.name_en AS "prize_en:text",
       h.reason_de, h.reason_en, h.decided_at
  FROM withheld h LEFT JOIN category c ON c.id = h.category_id
  LEFT JOIN prize p ON p.id = h.prize_id
 WHERE h.edition_id = :edition_id
 ORDER BY (h.prize_id IS NOT NULL), c.position, p.position, h.id;

-- export_contacts(edition_id int) many
-- Everybody who acts for a company that has a nomination in the edition.
SELECT o.name AS organisation, u.name, u.email, u.language, m.role,
       EXISTS (SELECT 1 FROM entry e
                 JOIN consent c ON c.entry_id = e.id AND c.withdrawn_at IS NULL
                 JOIN consent_kind k
                   ON k.id = c.consent_kind_id AND k.code = 'contact'
                WHERE e.organisation_id = o.id
                  AND e.edition_id = :edition_id) AS "may_be_written_to:int",
       (SELECT count(*) FROM entry e
         WHERE e.organisation_id = o.id AND e.edition_id = :edition_id)
           AS "nominations:int"
  FROM organisation o JOIN membership m ON m.organisation_id = o.id
  JOIN user u ON u.id = m.user_id AND u.disabled_at IS NULL
 WHERE EXISTS (SELECT 1 FROM entry e
                WHERE e.organisation_id = o.id AND e.edition_id = :edition_id)
 ORDER BY o.name, o.id, u.name, u.email;

-- export_size(edition_id int) one
SELECT (SELECT count(*) FROM entry WHERE edition_id = :edition_id)
           AS "entries:int",
       (SELECT count(*) FROM ballot b JOIN round r ON r.id = b.round_id
         WHERE r.edition_id = :edition_id) AS "ballots:int";

-- export_picture(digest text) one
-- The upload whose re-encoded picture has these bytes. Equal pictures have
-- several; any of them is as good, so the first.
SELECT f.id, f.digest, f.type, r.width, r.height
  FROM rendition r JOIN file f ON f.id = r.file_id
 WHERE r.digest = :digest AND r.size = 'print' AND f.gone_at IS NULL
 ORDER BY f.id LIMIT 1;

-- export_consents(edition_id int) many
-- What is asked for and what came of it, of each admitted nomination.
SELECT e.code, k.code AS consent,
       EXISTS (SELECT 1 FROM consent g JOIN consent_kind j
                 ON j.id = g.consent_kind_id
                WHERE g.entry_id = e.id AND j.code = k.code
                  AND g.withdrawn_at IS NULL) AS "stands:int",
       EXISTS (SELECT 1 FROM consent g JOIN consent_kind j
                 ON j.id = g.consent_kind_id
                WHERE g.entry_id = e.id AND j.code = k.code)
           AS "was_given:int"
  FROM entry e JOIN (SELECT edition_id, code, min(position) AS position
                       FROM consent_kind GROUP BY edition_id, code) k
    ON k.edition_id = e.edition_id
 WHERE e.edition_id = :edition_id AND e.state = 'admitted'
   AND k.code IN ('publication', 'images', 'persons')
 ORDER BY e.code, k.position;

-- export_barred(user_id int, edition_id int) one
-- A company of the edition, whatever became of its nomination, with which this
-- person declared a conflict.
SELECT o.name
  FROM jury_member m
  JOIN conflict c ON c.jury_member_id = m.id AND c.kind <> 'none'
  JOIN entry e ON e.id = c.entry_id
  JOIN organisation o ON o.id = e.organisation_id
 WHERE m.user_id = :user_id AND e.edition_id = :edition_id
 ORDER BY o.name LIMIT 1;
