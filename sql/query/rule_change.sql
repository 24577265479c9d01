-- rule_change_settings(id int, method text, quorum int, decimals int, lambda int, ladder text, declared text, scale_decimals int, disclosure text) exec
UPDATE round SET method = :method, quorum = :quorum, decimals = :decimals,
       lambda = :lambda, ladder = :ladder, declared = :declared,
       scale_decimals = :scale_decimals, disclosure = :disclosure
 WHERE id = :id AND state = 'planned';

-- rule_change_drop_anchors(round_id int) exec
DELETE FROM anchor WHERE criterion_id IN
    (SELECT id FROM criterion WHERE round_id = :round_id);

-- rule_change_drop_criteria(round_id int) exec
DELETE FROM criterion WHERE round_id = :round_id;

-- rule_change_drop_shares(round_id int) exec
DELETE FROM round_share WHERE round_id = :round_id;

-- rule_change_ballots(round_id int) one
SELECT count(*) AS "count:int" FROM ballot WHERE round_id = :round_id;

-- rule_change_organiser(user_id int) one
SELECT 1 AS "yes:int"
  FROM user u JOIN user_role r ON r.user_id = u.id AND r.role = 'organiser'
 WHERE u.id = :user_id AND u.disabled_at IS NULL;

-- rule_change_since(user_id int, proposed_at int) one
SELECT 1 AS "yes:int"
 WHERE EXISTS (SELECT 1 FROM user_role r
                WHERE r.user_id = :user_id AND r.role = 'organiser'
                  AND r.granted_at > :proposed_at)
    OR EXISTS (SELECT 1 FROM link_token l
                WHERE l.user_id = :user_id AND l.kind IN ('invite', 'reset')
                  AND l.used_at > :proposed_at);

-- rule_change_add(round_id int, document text, reason text, user_id int, now int) insert
INSERT INTO rule_change (round_id, document, reason, proposed_by, proposed_at)
VALUES (:round_id, :document, :reason, :user_id, :now);

-- rule_change_get(id int) one
SELECT id, round_id, document, reason, state, proposed_by, proposed_at
  FROM rule_change WHERE id = :id;

-- rule_change_pending(round_id int) one
SELECT c.id, c.document, c.reason, c.proposed_by, c.proposed_at,
       u.name AS proposer
  FROM rule_change c JOIN user u ON u.id = c.proposed_by
 WHERE c.round_id = :round_id AND c.state = 'proposed';

-- rule_change_decide(id int, state text, user_id int, now int, new_round_id int?) exec
UPDATE rule_change SET state = :state, decided_by = :user_id,
       decided_at = :now, new_round_id = :new_round_id
 WHERE id = :id AND state = 'proposed';

-- rule_change_list(edition_id int) many
SELECT c.id, c.round_id, c.document, c.reason, c.state, c.proposed_at,
       c.decided_at, c.new_round_id, r.slug, r.name_de, r.name_en,
       p.name AS proposer, d.name AS "decider:text"
  FROM rule_change c
  JOIN round r ON r.id = c.round_id
  JOIN user p ON p.id = c.proposed_by
  LEFT JOIN user d ON d.id = c.decided_by
 WHERE r.edition_id = :edition_id ORDER BY c.id;

-- rule_change_round_add(id int, slug text) insert
INSERT INTO round (edition_id, category_id, slug, stage, entries, name_de,
                   name_en, closes_at, replaces_id, comment_min,
                   criterion_comment_min, visit)
SELECT edition_id, category_id, :slug, stage, entries, name_de, name_en,
       closes_at, id, comment_min, criterion_comment_min, visit
  FROM round WHERE id = :id;

-- rule_change_assignments(round_id int, new_round_id int) exec
INSERT INTO assignment (round_id, jury_member_id, entry_id)
SELECT :new_round_id, jury_member_id, entry_id
  FROM assignment WHERE round_id = :round_id;

-- rule_change_replace(id int, now int) exec
UPDATE round SET state = 'replaced', closed_at = COALESCE(closed_at, :now)
 WHERE id = :id AND state IN ('open', 'closed');

-- rule_change_fixed_parents(part_id int) one
SELECT count(*) AS "count:int"
  FROM round_share s JOIN round r ON r.id = s.round_id
 WHERE s.part_id = :part_id AND r.state IN ('open', 'closed');

-- rule_change_follow(part_id int, new_part_id int) exec
UPDATE round_share SET part_id = :new_part_id
 WHERE part_id = :part_id
   AND round_id IN (SELECT id FROM round WHERE state = 'planned');

-- rule_change_meetings(round_id int, new_round_id int) exec
-- Meetings that are planned look at the new round.
UPDATE meeting_round SET round_id = :new_round_id
 WHERE round_id = :round_id
   AND meeting_id IN (SELECT id FROM meeting WHERE state = 'planned');

-- rule_change_decisions(edition_id int, since int) one
SELECT (SELECT count(*) FROM honour h JOIN entry e ON e.id = h.entry_id
         WHERE e.edition_id = :edition_id
           AND (h.kind = 'winner' OR h.decided_at >= :since))
     + (SELECT count(*) FROM prize_award a JOIN entry e ON e.id = a.entry_id
         WHERE e.edition_id = :edition_id)
     + (SELECT count(*) FROM withheld WHERE edition_id = :edition_id)
           AS "count:int";

-- rule_change_met(round_id int) one
-- Meetings of the jury that had or have the result before them.
SELECT count(*) AS "count:int"
  FROM meeting_round m JOIN meeting g ON g.id = m.meeting_id
 WHERE m.round_id = :round_id AND g.state IN ('open', 'closed');

-- rule_change_successor(round_id int) one
SELECT id, slug, name_de, name_en FROM round WHERE replaces_id = :round_id
 ORDER BY id LIMIT 1;

-- rule_change_frozen_by(round_id int) one
SELECT u.name AS "name:text"
  FROM rules f LEFT JOIN user u ON u.id = f.frozen_by
 WHERE f.round_id = :round_id;
