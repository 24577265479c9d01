-- public_filters(edition_id int, ids text) many
-- What of the nominations in that JSON array visitors choose by. What is asked of
-- all needs no look at the nomination.
SELECT a.entry_id, q.filter, q.kind, a.value
  FROM (SELECT id, filter, kind,
               shown_if_id IS NULL
                   AND NOT EXISTS (SELECT 1 FROM question_category k
                                    WHERE k.question_id = question.id)
                   AS always
          FROM question
         WHERE edition_id = :edition_id AND filter <> ''
           AND audience = 'public') q
  CROSS JOIN json_each(:ids) j
  CROSS JOIN answer a ON a.entry_id = j.value AND a.question_id = q.id
 WHERE a.value <> ''
   AND (q.always OR EXISTS (SELECT 1 FROM asked x
                             WHERE x.entry_id = a.entry_id
                               AND x.question_id = q.id));

-- public_choices(edition_id int) many
SELECT q.filter, c.code, c.label_de, c.label_en
  FROM question q JOIN question_choice c ON c.question_id = q.id
 WHERE q.edition_id = :edition_id AND q.filter <> '' AND q.audience = 'public'
 ORDER BY q.position, q.id, c.position;

-- public_years(organisation_id int) many
-- A company's nominations, newest edition first, with what may be public of them.
SELECT e.id, e.edition_id, l.slug AS "slug:text",
       (SELECT COALESCE(n.named_at, n.decided_at) FROM honour n
         WHERE n.entry_id = e.id AND n.kind = 'nominee')
           AS "named_at:int?",
       EXISTS (SELECT 1 FROM honour h
                WHERE h.entry_id = e.id AND h.kind = 'winner')
           AS "winner:int",
       EXISTS (SELECT 1 FROM honour h WHERE h.entry_id = e.id)
           OR EXISTS (SELECT 1 FROM prize_award a WHERE a.entry_id = e.id)
           AS "honoured:int"
  FROM entry e JOIN edition d ON d.id = e.edition_id
  LEFT JOIN address l ON l.entry_id = e.id
 WHERE e.organisation_id = :organisation_id AND e.state = 'admitted'
 ORDER BY d.year DESC, d.id DESC, e.id;

-- public_next(now int) one
-- When the public pages will know more.
SELECT min(at) AS "at:int?" FROM
    (SELECT min(nominees_at) AS at FROM reveal WHERE nominees_at > :now
     UNION ALL
     SELECT min(winners_at) FROM reveal WHERE winners_at > :now);

-- public_reveal(edition_id int) one
SELECT r.nominees_at AS "nominees_at:int?",
       r.winners_at AS "winners_at:int?", d.ceremony_at
  FROM reveal r JOIN edition d ON d.id = r.edition_id
 WHERE r.edition_id = :edition_id;

-- public_decided(entry_id int, now int) one
-- When the office last changed what everybody may know of an honour.
SELECT max(h.decided_at) AS "at:int?" FROM honour h
 WHERE h.entry_id = :entry_id
   AND EXISTS (SELECT 1 FROM honoured p
                WHERE p.entry_id = h.entry_id AND p.kind = h.kind
                  AND p.public_at <= :now);
