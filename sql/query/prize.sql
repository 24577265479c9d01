-- prize_list(edition_id int) many
SELECT id, edition_id, code, category_id, name_de, name_en, description_de,
       description_en, donor, amount_cents, head_cents, cap_cents, winners_max,
       withholdable
  FROM prize WHERE edition_id = :edition_id ORDER BY position, id;

-- prize_by_id(id int) one
SELECT id, edition_id, code, category_id, name_de, name_en, description_de,
       description_en, donor, amount_cents, head_cents, cap_cents, winners_max,
       withholdable
  FROM prize WHERE id = :id;

-- prize_awards(edition_id int) many
SELECT a.prize_id, a.entry_id, a.heads, a.amount_cents, a.reason_de,
       a.reason_en, a.motion_id
  FROM prize_award a JOIN prize p ON p.id = a.prize_id
  JOIN entry e ON e.id = a.entry_id
 WHERE p.edition_id = :edition_id
 ORDER BY p.position, p.id, e.code, e.id;

-- prize_awards_of(prize_id int) many
-- In the order in which odd cents are given out.
SELECT a.entry_id, a.heads, a.amount_cents
  FROM prize_award a JOIN entry e ON e.id = a.entry_id
 WHERE a.prize_id = :prize_id ORDER BY e.code, e.id;

-- prize_award_get(prize_id int, entry_id int) one
SELECT a.heads, a.amount_cents, a.reason_de, a.reason_en, a.motion_id,
       a.decided_at
  FROM prize_award a
 WHERE a.prize_id = :prize_id AND a.entry_id = :entry_id;

-- prize_may_go_to(edition_id int, entry_id int) one
SELECT id FROM entry
 WHERE id = :entry_id AND edition_id = :edition_id AND state = 'admitted';

-- prize_award_put(prize_id int, entry_id int, heads int?, reason_de text, reason_en text, motion_id int?, user_id int?, now int) exec
-- Counts the others itself, so that the bound holds whoever gives it.
INSERT INTO prize_award (prize_id, entry_id, heads, reason_de, reason_en,
                         motion_id, decided_by, decided_at)
SELECT p.id, :entry_id, :heads, :reason_de, :reason_en, :motion_id, :user_id,
       :now
  FROM prize p
 WHERE p.id = :prize_id
   AND p.winners_max > (SELECT count(*) FROM prize_award o
                         WHERE o.prize_id = p.id AND o.entry_id <> :entry_id)
    ON CONFLICT (prize_id, entry_id) DO UPDATE
   SET heads = excluded.heads, reason_de = excluded.reason_de,
       reason_en = excluded.reason_en, motion_id = excluded.motion_id,
       decided_by = excluded.decided_by, decided_at = excluded.decided_at;

-- prize_award_set_amount(prize_id int, entry_id int, amount_cents int) exec
UPDATE prize_award SET amount_cents = :amount_cents
 WHERE prize_id = :prize_id AND entry_id = :entry_id
   AND amount_cents <> :amount_cents;

-- prize_award_drop(prize_id int, entry_id int) exec
DELETE FROM prize_award WHERE prize_id = :prize_id AND entry_id = :entry_id;

-- withheld_list(edition_id int) many
SELECT h.category_id, h.prize_id, h.reason_de, h.reason_en, h.motion_id,
       h.decided_at
  FROM withheld h
  LEFT JOIN category c ON c.id = h.category_id
  LEFT JOIN prize p ON p.id = h.prize_id
 WHERE h.edition_id = :edition_id
 ORDER BY h.category_id IS NULL, c.position, p.position, h.id;

-- withheld_of_category(category_id int) one
SELECT reason_de, reason_en, motion_id FROM withheld
 WHERE category_id = :category_id;

-- withheld_of_prize(prize_id int) one
SELECT reason_de, reason_en, motion_id FROM withheld
 WHERE prize_id = :prize_id;

-- withheld_category_fits(edition_id int, category_id int) one
SELECT EXISTS (SELECT 1 FROM honour h JOIN entry e ON e.id = h.entry_id
                WHERE h.kind = 'winner' AND h.category_id = c.id
                  AND e.edition_id = c.edition_id
                  AND e.state = 'admitted') AS "given:int",
       EXISTS (SELECT 1 FROM prize p
                WHERE p.category_id = c.id
                  AND p.withholdable = 0) AS "binding:int"
  FROM category c WHERE c.id = :category_id AND c.edition_id = :edition_id;

-- withheld_add(edition_id int, category_id int?, prize_id int?, reason_de text, reason_en text, motion_id int?, user_id int?, now int) exec
INSERT INTO withheld (edition_id, category_id, prize_id, reason_de, reason_en,
                      motion_id, decided_by, decided_at)
VALUES (:edition_id, :category_id, :prize_id, :reason_de, :reason_en,
        :motion_id, :user_id, :now);

-- withheld_drop_category(category_id int) exec
DELETE FROM withheld WHERE category_id = :category_id;

-- withheld_drop_prize(prize_id int) exec
DELETE FROM withheld WHERE prize_id = :prize_id;

-- prize_setup(edition_id int) many
SELECT p.id, p.code, c.code AS "category:text", p.name_de, p.name_en,
       p.description_de, p.description_en, p.donor, p.amount_cents,
       p.head_cents, p.cap_cents, p.winners_max, p.withholdable
  FROM prize p LEFT JOIN category c ON c.id = p.category_id
 WHERE p.edition_id = :edition_id ORDER BY p.position, p.id;

-- prize_add(edition_id int, code text, position int, category_id int?, name_de text, name_en text, description_de text, description_en text, donor text, amount_cents int, head_cents int, cap_cents int, winners_max int, withholdable int) insert
INSERT INTO prize (edition_id, code, position, category_id, name_de, name_en,
                   description_de, description_en, donor, amount_cents,
                   head_cents, cap_cents, winners_max, withholdable)
VALUES (:edition_id, :code, :position, :category_id, :name_de, :name_en,
        :description_de, :description_en, :donor, :amount_cents, :head_cents,
        :cap_cents, :winners_max, :withholdable);

-- prize_set(id int, category_id int?, name_de text, name_en text, description_de text, description_en text, donor text, amount_cents int, head_cents int, cap_cents int, winners_max int, withholdable int) exec
UPDATE prize SET category_id = :category_id, name_de = :name_de,
       name_en = :name_en, description_de = :description_de,
       description_en = :description_en, donor = :donor,
       amount_cents = :amount_cents, head_cents = :head_cents,
       cap_cents = :cap_cents, winners_max = :winners_max,
       withholdable = :withholdable
 WHERE id = :id;

-- prize_drop(id int) exec
DELETE FROM prize WHERE id = :id;

-- prize_drop_all(edition_id int) exec
DELETE FROM prize WHERE edition_id = :edition_id;

-- prize_last_position(edition_id int) one
SELECT COALESCE(max(position), 0) AS "position:int" FROM prize
 WHERE edition_id = :edition_id;

-- prize_decided(id int) one
-- Is anything decided that hangs on it: it is given or withheld, or its category
-- has winners or none? Or was there a motion about it?
SELECT EXISTS (SELECT 1 FROM prize_award WHERE prize_id = p.id)
       OR EXISTS (SELECT 1 FROM motion WHERE prize_id = p.id)
       OR EXISTS (SELECT 1 FROM meeting_item WHERE prize_id = p.id)
       OR EXISTS (SELECT 1 FROM withheld h WHERE h.prize_id = p.id
                     OR h.category_id = p.category_id)
       OR EXISTS (SELECT 1 FROM honour h
                   WHERE h.category_id = p.category_id
                     AND h.kind = 'winner') AS "yes:int"
  FROM prize p WHERE p.id = :id;
