-- minutes_meeting(id int) one
SELECT m.id, m.edition_id, m.number, m.title_de, m.title_en, m.place, m.state,
       m.rules, m.starts_at, m.opened_at, m.closed_at, d.slug,
       d.title_de AS edition_de, d.title_en AS edition_en, d.organiser, d.blind,
       d.accent
  FROM meeting m JOIN edition d ON d.id = m.edition_id WHERE m.id = :id;

-- minutes_jurors(meeting_id int) many
-- Everybody of the jury, in the order of print.
SELECT j.id, j.code, u.name, j.institution, j.function_de, j.function_en,
       j.chair, j.deputy_chair, j.votes, s.code AS "absent:text"
  FROM meeting m JOIN jury_member j ON j.edition_id = m.edition_id
  JOIN user u ON u.id = j.user_id
  LEFT JOIN jury_member s ON s.id = j.stands_in_for
 WHERE m.id = :meeting_id ORDER BY j.position, j.id;

-- minutes_times(meeting_id int) many
SELECT jury_member_id, came_at, left_at FROM meeting_presence
 WHERE meeting_id = :meeting_id ORDER BY jury_member_id, came_at, id;

-- minutes_chairs(meeting_id int) many
SELECT e.at, j.code AS juror, u.name
  FROM meeting_event e JOIN jury_member j ON j.id = e.jury_member_id
  JOIN user u ON u.id = j.user_id
 WHERE e.meeting_id = :meeting_id AND e.kind = 'chaired' ORDER BY e.id;

-- minutes_called(meeting_id int) one
SELECT min(at) AS "at:int?" FROM meeting_event
 WHERE meeting_id = :meeting_id AND kind = 'called';

-- minutes_rounds(meeting_id int) many
SELECT r.id, r.slug, r.name_de, r.name_en
  FROM meeting_round m JOIN round r ON r.id = m.round_id
 WHERE m.meeting_id = :meeting_id ORDER BY r.stage, r.id;

-- minutes_rule_changes(round_id int) many
-- All that led to the rules of this round: each change made a round of its own.
WITH RECURSIVE chain (id) AS (
    SELECT :round_id
    UNION
    SELECT c.round_id FROM chain n
      JOIN rule_change c ON c.new_round_id = n.id AND c.state = 'agreed'
)
SELECT c.reason, c.decided_at, p.name AS proposer, d.name AS "agreed_by:text"
  FROM chain n
  JOIN rule_change c ON c.new_round_id = n.id AND c.state = 'agreed'
  JOIN user p ON p.id = c.proposed_by
  LEFT JOIN user d ON d.id = c.decided_by
 ORDER BY c.decided_at, c.id;

-- minutes_visits(meeting_id int, round_id int) many
-- Of the round and of those that it combines: visits that were over when the
-- meeting began.
SELECT v.id, e.code AS entry, v.starts_at, v.ends_at, v.report
  FROM visit v JOIN entry e ON e.id = v.entry_id
  JOIN meeting m ON m.id = :meeting_id
 WHERE v.state = 'done' AND v.ends_at <= m.opened_at
   AND (v.round_id = :round_id
        OR v.round_id IN (SELECT part_id FROM round_share
                           WHERE round_id = :round_id))
 ORDER BY v.starts_at, v.id;

-- minutes_visitors(visit_id int) many
SELECT j.code AS juror
  FROM visit_juror v JOIN jury_member j ON j.id = v.jury_member_id
 WHERE v.visit_id = :visit_id AND v.was_there = 1 ORDER BY j.position, j.id;

-- minutes_seconds(meeting_id int, round_id int) many
-- How many jurors noted a second mark, for which nominations.
SELECT e.code AS entry, count(*) AS "jurors:int"
  FROM second_ballot b JOIN entry e ON e.id = b.entry_id
 WHERE b.meeting_id = :meeting_id AND b.round_id = :round_id
   AND b.state = 'noted'
 GROUP BY e.id ORDER BY e.code;

-- minutes_notes(item_id int) many
-- Notes of the discussion that are meant for the minutes.
SELECT e.code AS entry, n.text
  FROM meeting_note n JOIN entry e ON e.id = n.entry_id
 WHERE n.item_id = :item_id AND n.in_minutes = 1 AND n.text <> ''
 ORDER BY e.code;

-- minutes_items(meeting_id int) many
-- Those that were called, in the order of the agenda.
SELECT i.id, i.position, i.kind, i.begun_at, i.ended_at, i.title_de, i.title_en,
       e.code AS "entry:text", c.name_de AS "category_de:text",
       c.name_en AS "category_en:text", p.name_de AS "prize_de:text",
       p.name_en AS "prize_en:text"
  FROM meeting_item i
  LEFT JOIN entry e ON e.id = i.entry_id
  LEFT JOIN category c ON c.id = i.category_id
  LEFT JOIN prize p ON p.id = i.prize_id
 WHERE i.meeting_id = :meeting_id AND i.begun_at IS NOT NULL
 ORDER BY i.begun_at, i.position, i.id;

-- minutes_out(item_id int) many
SELECT j.code AS juror, o.kind
  FROM meeting_out o JOIN jury_member j ON j.id = o.jury_member_id
 WHERE o.item_id = :item_id ORDER BY j.position, j.id;

-- minutes_motions(item_id int) many
SELECT m.id, m.number, m.kind, c.code AS "category:text",
       c.name_de AS "category_de:text", c.name_en AS "category_en:text",
       p.code AS "prize:text", p.name_de AS "prize_de:text",
       p.name_en AS "prize_en:text", m.text, m.reason_de, m.reason_en,
       m.departs, m.departure, m.secret, m.no_abstention,
       r.number AS "repeats:int?", m.state, m.outcome, m.quorum, m.present,
       m.yes, m.no, m.abstained, m.casting, m.casting_reason,
       k.code AS "casting_by:text", e.code AS "chosen:text",
       u.name AS "moved_by:text", m.moved_at, m.opened_at, m.closed_at
  FROM motion m
  LEFT JOIN category c ON c.id = m.category_id
  LEFT JOIN prize p ON p.id = m.prize_id
  LEFT JOIN motion r ON r.id = m.repeats_id
  LEFT JOIN jury_member k ON k.id = m.casting_by
  LEFT JOIN entry e ON e.id = m.chosen_entry_id
  LEFT JOIN user u ON u.id = m.moved_by
 WHERE m.item_id = :item_id ORDER BY m.number;

-- minutes_motion_entries(motion_id int) many
SELECT e.code AS entry, m.votes
  FROM motion_entry m JOIN entry e ON e.id = m.entry_id
 WHERE m.motion_id = :motion_id ORDER BY e.code;

-- minutes_seats(motion_id int) many
SELECT j.id, j.code AS juror, s.place, s.for_id, f.code AS "absent:text",
       v.choice AS "choice:text", e.code AS "entry:text", j.chair,
       j.deputy_chair
  FROM motion_seat s JOIN jury_member j ON j.id = s.jury_member_id
  LEFT JOIN jury_member f ON f.id = s.for_id
  LEFT JOIN vote v ON v.motion_id = s.motion_id
   AND v.jury_member_id = s.jury_member_id
  LEFT JOIN entry e ON e.id = v.entry_id
 WHERE s.motion_id = :motion_id ORDER BY j.position, j.id;

-- minutes_entries(meeting_id int) many
-- All nominations that items, motions and rounds of the meeting are about.
SELECT e.id, e.code, o.name, c.name_de AS "category_de:text",
       c.name_en AS "category_en:text"
  FROM entry e JOIN organisation o ON o.id = e.organisation_id
  LEFT JOIN category c ON c.id = COALESCE(e.confirmed_category_id,
                                          e.category_id)
 WHERE e.id IN (SELECT i.entry_id FROM meeting_item i
                 WHERE i.meeting_id = :meeting_id
                 UNION
                SELECT x.entry_id FROM motion_entry x
                  JOIN motion m ON m.id = x.motion_id
                 WHERE m.meeting_id = :meeting_id
                 UNION
                SELECT n.entry_id FROM meeting_note n
                 WHERE n.meeting_id = :meeting_id AND n.in_minutes = 1
                   AND n.text <> ''
                 UNION
                SELECT v.entry_id FROM meeting_round r
                  JOIN visit v ON v.state = 'done'
                   AND (v.round_id = r.round_id
                        OR v.round_id IN (SELECT s.part_id FROM round_share s
                                           WHERE s.round_id = r.round_id))
                 WHERE r.meeting_id = :meeting_id
                 UNION
                SELECT a.entry_id FROM meeting_round r
                  JOIN assignment a ON a.round_id = r.round_id
                 WHERE r.meeting_id = :meeting_id
                 UNION
                SELECT a.entry_id FROM meeting_round r
                  JOIN round_share s ON s.round_id = r.round_id
                  JOIN assignment a ON a.round_id = s.part_id
                 WHERE r.meeting_id = :meeting_id)
 ORDER BY e.code;

-- minutes_honours(meeting_id int) many
-- What motions of the meeting decided and still stands.
SELECT h.kind, e.code AS entry, c.name_de AS "category_de:text",
       c.name_en AS "category_en:text", m.number AS motion, h.reason_de,
       h.reason_en
  FROM honour h JOIN motion m ON m.id = h.motion_id
  JOIN entry e ON e.id = h.entry_id
  LEFT JOIN category c ON c.id = h.category_id
 WHERE m.meeting_id = :meeting_id
 ORDER BY c.position, c.id, h.kind DESC, e.code;

-- minutes_prizes(meeting_id int) many
SELECT p.name_de, p.name_en, e.code AS entry, a.amount_cents, a.heads,
       a.reason_de, a.reason_en, m.number AS motion
  FROM prize_award a JOIN motion m ON m.id = a.motion_id
  JOIN prize p ON p.id = a.prize_id JOIN entry e ON e.id = a.entry_id
 WHERE m.meeting_id = :meeting_id ORDER BY p.position, p.id, e.code;

-- minutes_withheld(meeting_id int) many
SELECT c.name_de AS "category_de:text", c.name_en AS "category_en:text",
       p.name_de AS "prize_de:text", p.name_en AS "prize_en:text",
       x.reason_de, x.reason_en, m.number AS motion
  FROM withheld x JOIN motion m ON m.id = x.motion_id
  LEFT JOIN category c ON c.id = x.category_id
  LEFT JOIN prize p ON p.id = x.prize_id
 WHERE m.meeting_id = :meeting_id ORDER BY x.id;

-- minutes_list(meeting_id int) many
SELECT m.id, m.number, m.digest, m.document, m.made_at, u.name AS "maker:text",
       (SELECT count(*) FROM minutes_signature s WHERE s.minutes_id = m.id)
           AS "signatures:int"
  FROM minutes m LEFT JOIN user u ON u.id = m.made_by
 WHERE m.meeting_id = :meeting_id ORDER BY m.number;

-- minutes_signatures(minutes_id int) many
SELECT role, user_id, name, at, signature FROM minutes_signature
 WHERE minutes_id = :minutes_id ORDER BY role;

-- minutes_put(meeting_id int, number int, document text, digest text, user_id int?, now int) exec
INSERT INTO minutes (meeting_id, number, document, digest, made_by, made_at)
VALUES (:meeting_id, :number, :document, :digest, :user_id, :now)
    ON CONFLICT (meeting_id, number) DO UPDATE
   SET document = excluded.document, digest = excluded.digest,
       made_by = excluded.made_by, made_at = excluded.made_at
 WHERE NOT EXISTS (SELECT 1 FROM minutes_signature s
                    WHERE s.minutes_id = minutes.id);

-- minutes_print(minutes_id int, language text) exec
INSERT INTO minutes_pdf (minutes_id, language) VALUES (:minutes_id, :language)
    ON CONFLICT (minutes_id, language) DO UPDATE
   SET state = 'waiting', revision = revision + 1, attempts = 0;

-- minutes_sign(minutes_id int, role text, user_id int, name text, now int, signature text) exec
INSERT INTO minutes_signature (minutes_id, role, user_id, name, at, signature)
VALUES (:minutes_id, :role, :user_id, :name, :now, :signature);

-- minutes_present(meeting_id int) many
-- Jurors who were there. Chaired: as it was noted; where nothing was, whoever
-- may chair.
SELECT j.id, j.user_id,
       CASE WHEN EXISTS (SELECT 1 FROM meeting_event e
                          WHERE e.meeting_id = :meeting_id
                            AND e.kind = 'chaired')
            THEN EXISTS (SELECT 1 FROM meeting_event e
                          WHERE e.meeting_id = :meeting_id
                            AND e.kind = 'chaired' AND e.jury_member_id = j.id)
            ELSE j.chair OR j.deputy_chair END AS "chaired:int"
  FROM meeting m JOIN jury_member j ON j.edition_id = m.edition_id
 WHERE m.id = :meeting_id
   AND EXISTS (SELECT 1 FROM meeting_presence p
                WHERE p.meeting_id = m.id AND p.jury_member_id = j.id)
 ORDER BY j.position, j.id;

-- minutes_undeclared(meeting_id int, jury_member_id int) one
-- Was the juror out for something, or is he conflicted, or has he not said that
-- there is no conflict, with something that the minutes speak of?
SELECT (SELECT count(*) FROM meeting_out o JOIN meeting_item i
            ON i.id = o.item_id
         WHERE i.meeting_id = :meeting_id
           AND o.jury_member_id = :jury_member_id)
     + (SELECT count(*) FROM entry e
         WHERE (EXISTS (SELECT 1 FROM meeting_item i
                         WHERE i.meeting_id = :meeting_id
                           AND i.entry_id = e.id)
                OR EXISTS (SELECT 1 FROM motion_entry x
                             JOIN motion m ON m.id = x.motion_id
                            WHERE m.meeting_id = :meeting_id
                              AND x.entry_id = e.id)
                OR EXISTS (SELECT 1 FROM meeting_note n
                            WHERE n.meeting_id = :meeting_id
                              AND n.in_minutes = 1 AND n.text <> ''
                              AND n.entry_id = e.id)
                OR EXISTS (SELECT 1 FROM meeting_round r
                             JOIN visit v ON v.state = 'done'
                              AND (v.round_id = r.round_id
                                   OR v.round_id IN
                                       (SELECT s.part_id FROM round_share s
                                         WHERE s.round_id = r.round_id))
                            WHERE r.meeting_id = :meeting_id
                              AND v.entry_id = e.id)
                OR EXISTS (SELECT 1 FROM meeting_round r
                             JOIN assignment a ON a.round_id = r.round_id
                            WHERE r.meeting_id = :meeting_id
                              AND a.entry_id = e.id)
                OR EXISTS (SELECT 1 FROM meeting_round r
                             JOIN round_share s ON s.round_id = r.round_id
                             JOIN assignment a ON a.round_id = s.part_id
                            WHERE r.meeting_id = :meeting_id
                              AND a.entry_id = e.id))
           AND NOT EXISTS (SELECT 1 FROM conflict f
                            WHERE f.jury_member_id = :jury_member_id
                              AND f.entry_id = e.id AND f.kind = 'none'))
       AS "count:int";

-- minutes_signed(edition_id int) one
-- Meetings of the edition whose minutes bear both signatures.
SELECT count(*) AS "count:int"
  FROM minutes n JOIN meeting m ON m.id = n.meeting_id
 WHERE m.edition_id = :edition_id AND n.number = 0
   AND (SELECT count(*) FROM minutes_signature s WHERE s.minutes_id = n.id) = 2;

-- minutes_signed_meetings(edition_id int) many
SELECT m.id, m.number
  FROM minutes n JOIN meeting m ON m.id = n.meeting_id
 WHERE m.edition_id = :edition_id AND n.number = 0
   AND (SELECT count(*) FROM minutes_signature s WHERE s.minutes_id = n.id) = 2
 ORDER BY m.number;

-- minutes_every() many
SELECT n.id, n.number, n.document, n.digest, m.number AS meeting, d.slug
  FROM minutes n JOIN meeting m ON m.id = n.meeting_id
  JOIN edition d ON d.id = m.edition_id
 ORDER BY n.id;

-- minutes_pdfs(minutes_id int) many
SELECT language, state, pdf_digest, bytes FROM minutes_pdf
 WHERE minutes_id = :minutes_id ORDER BY language;

-- minutes_next_pdf(stale int) one
SELECT id FROM minutes_pdf
 WHERE state = 'waiting' OR (state = 'running' AND begun_at <= :stale)
 ORDER BY id LIMIT 1;

-- minutes_claim_pdf(id int, stale int, now int) exec
UPDATE minutes_pdf
   SET state = 'running', begun_at = :now, attempts = attempts + 1
 WHERE id = :id
   AND (state = 'waiting' OR (state = 'running' AND begun_at <= :stale));

-- minutes_to_print(id int) one
SELECT p.minutes_id, p.language, p.revision, p.attempts, n.made_at,
       n.meeting_id
  FROM minutes_pdf p JOIN minutes n ON n.id = p.minutes_id WHERE p.id = :id;

-- minutes_printed(id int, revision int, digest text, bytes int) exec
UPDATE minutes_pdf SET state = 'done', pdf_digest = :digest, bytes = :bytes,
       problem = ''
 WHERE id = :id AND state = 'running' AND revision = :revision;

-- minutes_unprinted(id int, revision int, state text, problem text) exec
UPDATE minutes_pdf SET state = :state, problem = :problem
 WHERE id = :id AND state = 'running' AND revision = :revision;

-- minutes_requeue_pdf() exec
UPDATE minutes_pdf SET state = 'waiting', attempts = 0
 WHERE state IN ('running', 'failed');
