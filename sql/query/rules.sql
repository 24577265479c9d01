-- rules_category(id int) one
SELECT code FROM category WHERE id = :id;

-- rules_get(round_id int) one
SELECT version, document, digest, frozen_at FROM rules
 WHERE round_id = :round_id;

-- rules_add(round_id int, version int, document text, digest text, user_id int?, now int) exec
INSERT INTO rules (round_id, version, document, digest, frozen_by, frozen_at)
VALUES (:round_id, :version, :document, :digest, :user_id, :now)
    ON CONFLICT (round_id) DO NOTHING;
