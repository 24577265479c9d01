-- attempt_add(subject_digest text, network_digest text, kind text, now int) insert
INSERT INTO attempt (subject_digest, network_digest, kind, attempted_at)
VALUES (:subject_digest, :network_digest, :kind, :now);

-- attempt_of_subject(subject_digest text, kind text, after int, skip int) one
SELECT attempted_at FROM attempt
 WHERE subject_digest = :subject_digest AND kind = :kind
   AND attempted_at > :after
 ORDER BY attempted_at DESC LIMIT 1 OFFSET :skip;

-- attempt_of_network(network_digest text, kind text, after int, skip int) one
SELECT attempted_at FROM attempt
 WHERE network_digest = :network_digest AND kind = :kind
   AND attempted_at > :after
 ORDER BY attempted_at DESC LIMIT 1 OFFSET :skip;

-- attempt_forgive(subject_digest text, network_digest text, kind text) exec
DELETE FROM attempt
 WHERE id = (SELECT max(id) FROM attempt
              WHERE subject_digest = :subject_digest
                AND network_digest = :network_digest AND kind = :kind);

-- attempt_sweep(until int, proposals_until int) exec
DELETE FROM attempt
 WHERE attempted_at <=
       CASE kind WHEN 'propose' THEN :proposals_until ELSE :until END;
