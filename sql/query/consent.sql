-- consent_all(entry_id int) many
-- Every wording that the edition asks for at present or was ever agreed to, with what came of
-- it, newest first.
SELECT k.id, k.code, k.version, k.text_de, k.text_en, k.required,
       k.version = (SELECT max(x.version) FROM consent_kind x
                     WHERE x.edition_id = k.edition_id AND x.code = k.code)
           AS "current:int",
       c.id AS "consent_id:int?", c.given_at AS "given_at:int?",
       c.withdrawn_at AS "withdrawn_at:int?", g.name AS "given_by:text",
       t.name AS "withdrawn_by:text"
  FROM entry e JOIN consent_kind k ON k.edition_id = e.edition_id
  LEFT JOIN consent c ON c.entry_id = e.id AND c.consent_kind_id = k.id
  LEFT JOIN user g ON g.id = c.given_by
  LEFT JOIN user t ON t.id = c.withdrawn_by
 WHERE e.id = :entry_id
 ORDER BY (SELECT min(p.position) FROM consent_kind p
            WHERE p.edition_id = k.edition_id AND p.code = k.code),
          k.version DESC, c.id DESC;

-- consent_kind(id int) one
SELECT edition_id, code, version, text_de, text_en, position, required
  FROM consent_kind WHERE id = :id;

-- consent_current(edition_id int, code text) one
SELECT id, version, text_de, text_en, position, required FROM consent_kind
 WHERE edition_id = :edition_id AND code = :code
 ORDER BY version DESC LIMIT 1;

-- consent_give(entry_id int, consent_kind_id int, user_id int?, now int) insert
INSERT INTO consent (entry_id, consent_kind_id, given_by, given_at)
SELECT :entry_id, :consent_kind_id, :user_id, :now
 WHERE NOT EXISTS (SELECT 1 FROM consent
                    WHERE entry_id = :entry_id
                      AND consent_kind_id = :consent_kind_id
                      AND withdrawn_at IS NULL);

-- consent_take_back(entry_id int, code text, user_id int?, noted_at int?, now int) exec
-- Whatever wording it was given for.
UPDATE consent SET withdrawn_at = :now, withdrawn_by = :user_id,
       noted_at = :noted_at
 WHERE entry_id = :entry_id AND withdrawn_at IS NULL
   AND consent_kind_id IN (SELECT k.id FROM consent_kind k
                            WHERE k.code = :code);

-- consent_waits(entry_id int, code text) one
-- Was it taken back before, and has the office not taken note of that?
SELECT 1 AS "yes:int" FROM consent c
  JOIN consent_kind k ON k.id = c.consent_kind_id AND k.code = :code
 WHERE c.entry_id = :entry_id AND c.withdrawn_at IS NOT NULL
   AND c.noted_at IS NULL LIMIT 1;

-- consent_stands(entry_id int, code text) one
SELECT max(c.given_at) AS "given_at:int?", max(k.version) AS "version:int?"
  FROM consent c JOIN consent_kind k ON k.id = c.consent_kind_id
 WHERE c.entry_id = :entry_id AND k.code = :code AND c.withdrawn_at IS NULL;

-- consent_touch(entry_id int, now int) exec
UPDATE entry SET updated_at = :now WHERE id = :entry_id;

-- consent_new_wording(edition_id int, code text, version int, position int, text_de text, text_en text, required int) insert
INSERT INTO consent_kind (edition_id, code, version, position, text_de, text_en,
                          required)
VALUES (:edition_id, :code, :version, :position, :text_de, :text_en, :required);

-- consent_kinds(edition_id int) many
-- What the edition asks for at present.
SELECT k.id, k.code, k.version, k.text_de, k.text_en, k.required
  FROM consent_kind k
 WHERE k.edition_id = :edition_id
   AND k.version = (SELECT max(x.version) FROM consent_kind x
                     WHERE x.edition_id = k.edition_id AND x.code = k.code)
 ORDER BY k.position, k.id;

-- consent_states(edition_id int, user_id int) many
-- One row for each nomination that is not only begun and each kind: the newest
-- consent that stands, else the newest withdrawal. Not of nominations with
-- which this person declared a conflict.
SELECT e.id AS entry_id, o.name AS organisation, e.state, k.code,
       (SELECT max(v.version) FROM consent c
          JOIN consent_kind v ON v.id = c.consent_kind_id
         WHERE c.entry_id = e.id AND v.code = k.code
           AND c.withdrawn_at IS NULL) AS "version:int?",
       (SELECT max(c.withdrawn_at) FROM consent c
          JOIN consent_kind v ON v.id = c.consent_kind_id
         WHERE c.entry_id = e.id AND v.code = k.code) AS "withdrawn_at:int?"
  FROM entry e JOIN organisation o ON o.id = e.organisation_id
  JOIN consent_kind k ON k.edition_id = e.edition_id
   AND k.version = (SELECT max(x.version) FROM consent_kind x
                     WHERE x.edition_id = k.edition_id AND x.code = k.code)
 WHERE e.edition_id = :edition_id
   AND (e.state <> 'draft' OR e.reopened_from IS NOT NULL)
   AND NOT EXISTS (SELECT 1 FROM conflict f
                     JOIN jury_member j ON j.id = f.jury_member_id
                    WHERE j.user_id = :user_id AND f.entry_id = e.id
                      AND f.kind <> 'none')
 ORDER BY o.name, e.id, k.position, k.id;

-- consent_news(edition_id int, user_id int) many
-- Withdrawn, and the office has not taken note; without conflicts as above.
SELECT c.id, e.id AS entry_id, o.name AS organisation, k.code,
       c.withdrawn_at AS "withdrawn_at:int", u.name AS "person:text"
  FROM consent c JOIN consent_kind k ON k.id = c.consent_kind_id
  JOIN entry e ON e.id = c.entry_id
  JOIN organisation o ON o.id = e.organisation_id
  LEFT JOIN user u ON u.id = c.withdrawn_by
 WHERE e.edition_id = :edition_id AND c.withdrawn_at IS NOT NULL
   AND c.noted_at IS NULL
   AND NOT EXISTS (SELECT 1 FROM conflict f
                     JOIN jury_member j ON j.id = f.jury_member_id
                    WHERE j.user_id = :user_id AND f.entry_id = e.id
                      AND f.kind <> 'none')
 ORDER BY c.withdrawn_at DESC, c.id DESC;

-- consent_note(id int, edition_id int, user_id int?, now int) exec
-- Not by somebody for whom it is not on the page.
UPDATE consent SET noted_at = :now, noted_by = :user_id
 WHERE id = :id AND withdrawn_at IS NOT NULL AND noted_at IS NULL
   AND entry_id IN (SELECT e.id FROM entry e WHERE e.edition_id = :edition_id)
   AND NOT EXISTS (SELECT 1 FROM conflict f
                     JOIN jury_member j ON j.id = f.jury_member_id
                    WHERE j.user_id = :user_id
                      AND f.entry_id = consent.entry_id AND f.kind <> 'none');

-- consent_contacts(edition_id int, user_id int) many
-- Who may be written to next year.
SELECT DISTINCT o.name AS organisation, u.name, u.email, u.language
  FROM entry e JOIN organisation o ON o.id = e.organisation_id
  JOIN membership m ON m.organisation_id = o.id
  JOIN user u ON u.id = m.user_id AND u.disabled_at IS NULL
  JOIN consent c ON c.entry_id = e.id AND c.withdrawn_at IS NULL
  JOIN consent_kind k ON k.id = c.consent_kind_id AND k.code = 'contact'
 WHERE e.edition_id = :edition_id
   AND NOT EXISTS (SELECT 1 FROM conflict f
                     JOIN jury_member j ON j.id = f.jury_member_id
                    WHERE j.user_id = :user_id AND f.entry_id = e.id
                      AND f.kind <> 'none')
 ORDER BY o.name, u.name, u.email;

-- consent_organisers() many
SELECT u.id FROM user u JOIN user_role r ON r.user_id = u.id
 WHERE r.role = 'organiser' AND u.disabled_at IS NULL ORDER BY u.id;

-- consent_barred(user_id int, entry_id int) one
SELECT 1 AS "yes:int" FROM conflict c
  JOIN jury_member j ON j.id = c.jury_member_id
 WHERE j.user_id = :user_id AND c.entry_id = :entry_id AND c.kind <> 'none';

-- consent_asked_again(edition_id int, code text) many
-- Contacts of nominations under way that agreed to an earlier wording.
SELECT DISTINCT m.user_id, e.id AS entry_id, o.name AS organisation
  FROM entry e JOIN organisation o ON o.id = e.organisation_id
  JOIN membership m ON m.organisation_id = e.organisation_id
  JOIN user u ON u.id = m.user_id AND u.disabled_at IS NULL
  JOIN consent c ON c.entry_id = e.id AND c.withdrawn_at IS NULL
  JOIN consent_kind k ON k.id = c.consent_kind_id AND k.code = :code
 WHERE e.edition_id = :edition_id AND e.state <> 'withdrawn'
 ORDER BY e.id, m.user_id;
