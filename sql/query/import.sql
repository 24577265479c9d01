-- import_entry_add(edition_id int, organisation_id int, code text, category_id int, now int) insert
INSERT INTO entry (edition_id, organisation_id, code, category_id, created_at,
                   updated_at)
VALUES (:edition_id, :organisation_id, :code, :category_id, :now, :now);

-- import_entry_state(id int, state text, number int?, submitted_at int?, confirmed_category_id int?, checked_at int?) exec
UPDATE entry SET state = :state, number = :number,
       submitted_at = :submitted_at,
       confirmed_category_id = :confirmed_category_id,
       checked_at = :checked_at
 WHERE id = :id;

-- import_organisation_by_name(name text) one
SELECT id FROM organisation WHERE name = :name ORDER BY id LIMIT 1;

-- import_organisation_add(name text, now int) insert
INSERT INTO organisation (name, created_at) VALUES (:name, :now);

-- import_membership_add(user_id int, organisation_id int, now int) exec
INSERT INTO membership (user_id, organisation_id, created_at)
VALUES (:user_id, :organisation_id, :now)
    ON CONFLICT (user_id, organisation_id) DO NOTHING;

-- import_round_only(edition_id int) one
WITH candidate AS (
    SELECT id, entries FROM round
     WHERE edition_id = :edition_id AND state <> 'replaced'
), fit AS ( -- without a name the round of all nominations is meant
    SELECT id FROM candidate
     WHERE entries = 'all'
        OR NOT EXISTS (SELECT 1 FROM candidate o WHERE o.entries = 'all')
)
SELECT id AS "id:int", (SELECT count(*) FROM fit) AS "count:int"
  FROM fit LIMIT 1;

-- import_entry(edition_id int, code text) one
SELECT e.id, e.state,
       EXISTS (SELECT 1 FROM honour h
                WHERE h.entry_id = e.id AND h.kind = 'nominee')
           AS "nominee:int"
  FROM entry e WHERE e.edition_id = :edition_id AND e.code = :code;

-- import_juror(edition_id int, code text) one
SELECT id FROM jury_member WHERE edition_id = :edition_id AND code = :code;

-- import_criterion(round_id int, code text) one
SELECT id, lo, hi, step FROM criterion
 WHERE round_id = :round_id AND code = :code;

-- import_consents(edition_id int) many
-- The newest wording of each.
SELECT k.id, k.code
  FROM consent_kind k
 WHERE k.edition_id = :edition_id
   AND k.version = (SELECT max(n.version) FROM consent_kind n
                     WHERE n.edition_id = k.edition_id AND n.code = k.code)
 ORDER BY k.position, k.id;
