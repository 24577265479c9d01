-- lot_list(round_id int) many
SELECT l.id, l.round_id, l.rank, l.marks_digest, l.secret, l.commitment,
       l.committed_at, l.phrase, l.drawn_at, r.slug AS round, d.slug AS edition
  FROM lot l JOIN round r ON r.id = l.round_id
  JOIN edition d ON d.id = r.edition_id
 WHERE l.round_id = :round_id ORDER BY l.rank, l.id;

-- lot_of_edition(edition_id int) many
SELECT l.id, l.round_id, l.rank, l.marks_digest, l.secret, l.commitment,
       l.committed_at, l.phrase, l.drawn_at, r.slug AS round, d.slug AS edition
  FROM lot l JOIN round r ON r.id = l.round_id
  JOIN edition d ON d.id = r.edition_id
 WHERE d.id = :edition_id AND l.drawn_at IS NOT NULL ORDER BY l.id;

-- lot_get(id int) one
SELECT id, round_id, rank, marks_digest, secret, commitment, committed_at,
       phrase, drawn_at
  FROM lot WHERE id = :id;

-- lot_entries(lot_id int) many
SELECT p.entry_id, e.code AS entry, o.name AS organisation, p.key, p.place
  FROM lot_entry p JOIN entry e ON e.id = p.entry_id
  JOIN organisation o ON o.id = e.organisation_id
 WHERE p.lot_id = :lot_id ORDER BY p.place, e.code;

-- lot_add(round_id int, rank int, marks_digest text, secret text, commitment text, user_id int?, now int) insert
INSERT INTO lot (round_id, rank, marks_digest, secret, commitment,
                 committed_by, committed_at)
VALUES (:round_id, :rank, :marks_digest, :secret, :commitment, :user_id, :now);

-- lot_entry_add(lot_id int, entry_id int) exec
INSERT INTO lot_entry (lot_id, entry_id) VALUES (:lot_id, :entry_id);

-- lot_drop_entries(id int) exec
DELETE FROM lot_entry WHERE lot_id = :id;

-- lot_drop(id int) exec
DELETE FROM lot WHERE id = :id AND phrase IS NULL;

-- lot_draw(id int, phrase text, user_id int?, now int) exec
UPDATE lot SET phrase = :phrase, drawn_by = :user_id, drawn_at = :now
 WHERE id = :id AND phrase IS NULL;

-- lot_place(lot_id int, entry_id int, key text, place int) exec
UPDATE lot_entry SET key = :key, place = :place
 WHERE lot_id = :lot_id AND entry_id = :entry_id;
