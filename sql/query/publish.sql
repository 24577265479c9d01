-- publish_admitted(edition_id int) one
SELECT json_group_array(id) AS "ids:text"
  FROM entry WHERE edition_id = :edition_id AND state = 'admitted';

-- publish_honoured(edition_id int, now int) one
-- Whom everybody may know to be honoured.
SELECT json_group_array(id) AS "ids:text"
  FROM (SELECT DISTINCT e.id FROM honoured h JOIN entry e ON e.id = h.entry_id
         WHERE e.edition_id = :edition_id AND h.public_at <= :now);

-- publish_decided(edition_id int) one
-- The same once the winners are public: whoever is honoured at all.
SELECT json_group_array(e.id) AS "ids:text"
  FROM (SELECT entry_id FROM honour UNION SELECT entry_id FROM prize_award) h
  CROSS JOIN entry e ON e.id = h.entry_id
 WHERE e.edition_id = :edition_id AND e.state = 'admitted';

-- publish_entries(ids text, nominees_at int?) many
-- Of the nominations in that JSON array. With nominees_at, as long as the winners
-- are secret: nothing but who was nominated by then.
SELECT e.id, e.code, e.organisation_id, o.name, c.id AS "category_id:int?",
       c.code AS "category_code:text",
       c.name_de AS "category_de:text", c.name_en AS "category_en:text",
       n.entry_id IS NOT NULL AS "nominee:int",
       w.entry_id IS NOT NULL AS "winner:int",
       w.reason_de AS "reason_de:text", w.reason_en AS "reason_en:text",
       m.entry_id IS NOT NULL AS "commended:int",
       m.reason_de AS "commendation_de:text",
       m.reason_en AS "commendation_en:text",
       :nominees_at IS NULL
           AND EXISTS (SELECT 1 FROM prize_award s WHERE s.entry_id = e.id)
           AS "special:int", l.slug AS "address:text"
  FROM json_each(:ids) j CROSS JOIN entry e ON e.id = j.value
  JOIN organisation o ON o.id = e.organisation_id
  LEFT JOIN honour n ON n.entry_id = e.id AND n.kind = 'nominee'
       AND (:nominees_at IS NULL
            OR COALESCE(n.named_at, n.decided_at) <= :nominees_at)
  LEFT JOIN honour w ON w.entry_id = e.id AND w.kind = 'winner'
       AND :nominees_at IS NULL
  LEFT JOIN honour m ON m.entry_id = e.id AND m.kind = 'commended'
       AND :nominees_at IS NULL
  LEFT JOIN category c ON c.id =
       COALESCE(w.category_id,
                CASE WHEN :nominees_at IS NOT NULL THEN n.listed_category_id
                END,
                n.category_id, m.category_id, e.confirmed_category_id,
                e.category_id)
  LEFT JOIN address l ON l.entry_id = e.id
 ORDER BY c.position, (w.entry_id IS NULL), o.name, e.id;

-- publish_of(edition_id int, entry_id int) one
SELECT id FROM entry WHERE id = :entry_id AND edition_id = :edition_id;

-- publish_prizes(edition_id int) many
SELECT p.id, p.category_id, p.name_de, p.name_en, p.description_de,
       p.description_en, p.donor, p.amount_cents,
       h.id IS NOT NULL AS "withheld:int", h.reason_de AS "reason_de:text",
       h.reason_en AS "reason_en:text"
  FROM prize p LEFT JOIN withheld h ON h.prize_id = p.id
 WHERE p.edition_id = :edition_id ORDER BY p.position, p.id;

-- publish_awards(edition_id int) many
SELECT a.prize_id, a.entry_id, o.name, a.amount_cents, a.reason_de, a.reason_en
  FROM prize_award a JOIN prize p ON p.id = a.prize_id
  JOIN entry e ON e.id = a.entry_id AND e.state = 'admitted'
  JOIN organisation o ON o.id = e.organisation_id
 WHERE p.edition_id = :edition_id ORDER BY a.prize_id, o.name, e.id;

-- publish_withheld(edition_id int) many
-- Categories without a winner.
SELECT c.code, c.name_de, c.name_en, h.reason_de, h.reason_en
  FROM withheld h JOIN category c ON c.id = h.category_id
 WHERE h.edition_id = :edition_id ORDER BY c.position, c.id;

-- publish_answers(ids text) many
SELECT a.entry_id, q.id, q.code, q.kind, q.language, q.label_de, q.label_en,
       q.slot, q.filter, a.value
  FROM json_each(:ids) j CROSS JOIN entry e ON e.id = j.value
  JOIN answer a ON a.entry_id = e.id
  JOIN question q ON q.id = a.question_id
 WHERE (q.slot <> '' OR q.filter = 'measure') AND q.audience = 'public' AND q.kind <> 'image'
   AND a.value <> ''
   -- asked of all, or of this one; the first is known without the other
   AND ((q.shown_if_id IS NULL
         AND NOT EXISTS (SELECT 1 FROM question_category k
                          WHERE k.question_id = q.id))
        OR EXISTS (SELECT 1 FROM asked x
                    WHERE x.entry_id = e.id AND x.question_id = q.id))
 ORDER BY a.entry_id, q.position, q.id;

-- publish_choices(edition_id int) many
SELECT c.question_id, c.code, c.label_de, c.label_en
  FROM question q JOIN question_choice c ON c.question_id = q.id
 WHERE q.edition_id = :edition_id AND (q.slot <> '' OR q.filter <> '')
 ORDER BY c.question_id, c.position;

-- publish_pictures(ids text) many
SELECT p.entry_id, q.slot, p.file_id, p.credit, p.alt_de, p.alt_en, f.digest
  FROM json_each(:ids) j CROSS JOIN entry e ON e.id = j.value
  JOIN picture p ON p.entry_id = e.id
  JOIN file f ON f.id = p.file_id
  JOIN question q ON q.id = p.question_id
 WHERE q.slot IN ('logo', 'photo') AND q.audience = 'public'
   AND EXISTS (SELECT 1 FROM asked x
                WHERE x.entry_id = e.id AND x.question_id = q.id)
   -- of several the company's first is printed
   AND NOT EXISTS (SELECT 1 FROM picture b
                    WHERE b.entry_id = p.entry_id
                      AND b.question_id = p.question_id
                      AND (b.position < p.position
                           OR (b.position = p.position
                               AND b.file_id < p.file_id)))
 ORDER BY p.entry_id, q.position;

-- publish_refused(ids text) many
-- Whoever agreed to an earlier wording, agreed. The consent to process data is
-- refused only if somebody took it back: what was imported never had one.
SELECT DISTINCT e.id, k.code
  FROM json_each(:ids) j CROSS JOIN entry e ON e.id = j.value
  JOIN consent_kind k ON k.edition_id = e.edition_id
 WHERE NOT EXISTS (SELECT 1 FROM consent g
                     JOIN consent_kind j ON j.id = g.consent_kind_id
                    WHERE g.entry_id = e.id AND j.code = k.code
                      AND g.withdrawn_at IS NULL)
   AND (k.code <> 'data'
        OR EXISTS (SELECT 1 FROM consent g
                     JOIN consent_kind j ON j.id = g.consent_kind_id
                    WHERE g.entry_id = e.id AND j.code = k.code));

-- publish_changed(edition_id int) one
SELECT d.created_at,
       (SELECT max(e.updated_at) FROM entry e WHERE e.edition_id = d.id)
           AS "entry_at:int?",
       (SELECT max(h.decided_at) FROM honour h JOIN entry e ON e.id = h.entry_id
         WHERE e.edition_id = d.id) AS "honour_at:int?",
       (SELECT max(a.decided_at) FROM prize_award a
          JOIN entry e ON e.id = a.entry_id
         WHERE e.edition_id = d.id) AS "award_at:int?",
       (SELECT max(h.decided_at) FROM withheld h
         WHERE h.edition_id = d.id) AS "withheld_at:int?",
       (SELECT max(t.changed_at)
          FROM (SELECT entry_id, changed_at FROM page_text
                UNION ALL
                SELECT entry_id, changed_at FROM page_picture) t
          JOIN entry e ON e.id = t.entry_id
         WHERE e.edition_id = d.id) AS "text_at:int?"
  FROM edition d WHERE d.id = :edition_id;
