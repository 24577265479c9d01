-- proposal_setting(edition_id int) one
-- Who may propose, and into how many categories.
SELECT d.proposers,
       (SELECT count(*) FROM category c
         WHERE c.edition_id = d.id AND c.entry_mode <> 'apply')
           AS "categories:int"
  FROM edition d WHERE d.id = :edition_id;

-- proposal_set_proposers(edition_id int, proposers text) exec
UPDATE edition SET proposers = :proposers WHERE id = :edition_id;

-- proposal_categories(edition_id int) many
SELECT id, code, name_de, name_en, description_de, description_en, entry_mode
  FROM category WHERE edition_id = :edition_id ORDER BY position, id;

-- proposal_set_mode(category_id int, entry_mode text) exec
UPDATE category SET entry_mode = :entry_mode WHERE id = :category_id;

-- proposal_mode(category_id int) one
SELECT entry_mode FROM category WHERE id = :category_id;

-- proposal_accepted(edition_id int, organisation_id int, category_id int) one
-- Has this company accepted a proposal for this category?
SELECT 1 AS "yes:int" FROM candidate
 WHERE edition_id = :edition_id AND organisation_id = :organisation_id
   AND category_id = :category_id AND state = 'accepted' LIMIT 1;

-- proposal_candidate_add(edition_id int, category_id int, company text, place text, email text, now int) insert
INSERT INTO candidate (edition_id, category_id, company, place, email,
                       created_at)
VALUES (:edition_id, :category_id, :company, :place, :email, :now);

-- proposal_add(candidate_id int, form_key text, token_digest text, name text, email text, relation text, language text, unnamed int, reason text, share int, now int) insert
INSERT INTO proposal (candidate_id, form_key, token_digest, name, email,
                      relation, language, unnamed, reason, share, shown,
                      created_at)
VALUES (:candidate_id, :form_key, :token_digest, :name, :email, :relation,
        :language, :unnamed, :reason, :share, :share, :now);

-- proposal_sent(form_key text) one
SELECT id, candidate_id FROM proposal WHERE form_key = :form_key;

-- proposal_by_token(token_digest text) one
SELECT id, candidate_id, name, email, relation, language, unnamed, reason,
       share, shown, state, created_at, confirmed_at
  FROM proposal WHERE token_digest = :token_digest;

-- proposal_of_candidate(candidate_id int) many
SELECT id, candidate_id, name, email, relation, language, unnamed, reason,
       share, shown, state, created_at, confirmed_at
  FROM proposal
 WHERE candidate_id = :candidate_id AND state <> 'unconfirmed'
 ORDER BY id;

-- proposal_confirm(id int, now int) exec
UPDATE proposal SET state = 'confirmed', confirmed_at = :now
 WHERE id = :id AND state = 'unconfirmed';

-- proposal_end(id int, state text, now int) exec
-- The person's data go at once; that there was a proposal stays.
UPDATE proposal SET state = :state, name = '', email = '', reason = '',
       shown = 0, ended_at = :now
 WHERE id = :id;

-- proposal_ended(id int, now int) exec
UPDATE proposal SET ended_at = :now WHERE id = :id AND ended_at IS NULL;

-- proposal_show(id int, shown int) exec
UPDATE proposal SET shown = :shown
 WHERE id = :id AND share = 1 AND state = 'confirmed';

-- proposal_erase_reasons(candidate_id int) exec
UPDATE proposal SET reason = '', shown = 0 WHERE candidate_id = :candidate_id;

-- proposal_erase_person(id int) exec
UPDATE proposal SET name = '', email = '', reason = '', shown = 0
 WHERE id = :id;

-- proposal_move(from_id int, into_id int) exec
UPDATE proposal SET candidate_id = :into_id WHERE candidate_id = :from_id;

-- proposal_delete(id int) exec
DELETE FROM proposal WHERE id = :id;

-- proposal_candidate(id int) one
SELECT id, edition_id, category_id, company, place, email, state, dismissal,
       created_at, forwarded_at, expires_at, answered_at, told,
       organisation_id, entry_id
  FROM candidate WHERE id = :id;

-- proposal_candidate_by_token(token_digest text) one
SELECT id FROM candidate WHERE token_digest = :token_digest;

-- proposal_candidate_state(id int, was text, state text) exec
UPDATE candidate SET state = :state WHERE id = :id AND state = :was;

-- proposal_candidate_set(id int, company text, place text, email text, category_id int) exec
UPDATE candidate SET company = :company, place = :place, email = :email,
       category_id = :category_id
 WHERE id = :id;

-- proposal_candidate_forward(id int, token_digest text, expires_at int, user_id int?, now int) exec
UPDATE candidate SET state = 'forwarded', token_digest = :token_digest,
       expires_at = :expires_at, forwarded_by = :user_id, forwarded_at = :now
 WHERE id = :id AND state IN ('open', 'forwarded', 'expired');

-- proposal_candidate_accept(id int, organisation_id int, entry_id int, told int, now int) exec
UPDATE candidate SET state = 'accepted', organisation_id = :organisation_id,
       entry_id = :entry_id, told = :told, answered_at = :now,
       token_digest = NULL, email = ''
 WHERE id = :id AND state = 'forwarded';

-- proposal_candidate_decline(id int, told int, now int) exec
UPDATE candidate SET state = 'declined', told = :told, answered_at = :now,
       token_digest = NULL, email = ''
 WHERE id = :id AND state = 'forwarded';

-- proposal_candidate_dismiss(id int, reason text) exec
UPDATE candidate SET state = 'dismissed', dismissal = :reason,
       token_digest = NULL, email = ''
 WHERE id = :id AND state IN ('open', 'forwarded', 'expired');

-- proposal_candidate_end(id int, state text) exec
-- Nobody is to be written to any more.
UPDATE candidate SET state = :state, token_digest = NULL, email = ''
 WHERE id = :id;

-- proposal_candidate_blank(id int) exec
UPDATE candidate SET company = '', place = '' WHERE id = :id;

-- proposal_candidate_delete(id int) exec
DELETE FROM candidate WHERE id = :id;

-- proposal_confirmed_count(candidate_id int) one
SELECT count(*) AS "count:int" FROM proposal
 WHERE candidate_id = :candidate_id AND state = 'confirmed';

-- proposal_list(edition_id int) many
-- What waits for the office comes first, the oldest of it on top.
SELECT c.id, c.company, c.place, c.email, c.state, c.forwarded_at, c.expires_at,
       k.name_de, k.name_en,
       count(p.id) AS "proposals:int",
       COALESCE(min(p.confirmed_at), 0) AS "first_at:int"
  FROM candidate c JOIN category k ON k.id = c.category_id
  LEFT JOIN proposal p ON p.candidate_id = c.id AND p.state = 'confirmed'
 WHERE c.edition_id = :edition_id AND c.state <> 'new'
 GROUP BY c.id
 ORDER BY CASE c.state WHEN 'open' THEN 0 WHEN 'expired' THEN 1
                       WHEN 'forwarded' THEN 2 WHEN 'accepted' THEN 3
                       ELSE 4 END,
          c.id;

-- proposal_others(edition_id int, id int) many
-- With which companies this one can be put together.
SELECT id, company, place, state FROM candidate
 WHERE edition_id = :edition_id AND id <> :id
   AND state IN ('open', 'forwarded', 'accepted', 'expired')
 ORDER BY company, id;

-- proposal_any(edition_id int) one
SELECT count(*) AS "count:int" FROM candidate WHERE edition_id = :edition_id;

-- proposal_of_organisation(edition_id int, organisation_id int) many
SELECT c.id, k.name_de, k.name_en
  FROM candidate c JOIN category k ON k.id = c.category_id
 WHERE c.edition_id = :edition_id AND c.organisation_id = :organisation_id
   AND c.state = 'accepted'
 ORDER BY c.id;

-- proposal_sources(candidate_id int) many
-- For the company: no name, address or relation of who stays unnamed is ever
-- selected here. Who is unnamed stands last.
SELECT DISTINCT CASE p.unnamed WHEN 0 THEN p.name ELSE '' END AS "name:text",
       CASE p.unnamed WHEN 0 THEN p.relation ELSE '' END AS "relation:text",
       p.unnamed
  FROM proposal p
 WHERE p.candidate_id = :candidate_id AND p.state = 'confirmed'
 ORDER BY p.unnamed, 1, 2;

-- proposal_reasons(candidate_id int) many
-- For the company too, in no order that says whose they are.
SELECT reason FROM proposal
 WHERE candidate_id = :candidate_id AND state = 'confirmed' AND shown = 1
   AND reason <> ''
 ORDER BY reason;

-- proposal_organisations(user_id int) many
SELECT o.id, o.name
  FROM membership m JOIN organisation o ON o.id = m.organisation_id
 WHERE m.user_id = :user_id ORDER BY o.name, o.id;

-- proposal_block_add(edition_id int, email_digest text, now int) exec
INSERT INTO candidate_block (edition_id, email_digest, blocked_at)
VALUES (:edition_id, :email_digest, :now)
    ON CONFLICT (edition_id, email_digest) DO NOTHING;

-- proposal_blocked(edition_id int, email_digest text) one
SELECT 1 AS "yes:int" FROM candidate_block
 WHERE edition_id = :edition_id AND email_digest = :email_digest;

-- proposal_stale(until int) many
SELECT id, candidate_id FROM proposal
 WHERE state = 'unconfirmed' AND created_at <= :until ORDER BY id;

-- proposal_unanswered(now int) many
SELECT id FROM candidate WHERE state = 'forwarded' AND expires_at <= :now
 ORDER BY id;

-- proposal_finished(now int) many
-- Confirmed proposals of editions whose winners everybody knows, or that were
-- archived.
SELECT p.id, p.email, p.language, d.id AS edition_id, d.phase
  FROM proposal p JOIN candidate c ON c.id = p.candidate_id
  JOIN edition d ON d.id = c.edition_id
 WHERE p.state = 'confirmed' AND p.ended_at IS NULL AND p.email <> ''
   AND ((d.phase IN (10, 11) AND d.embargo_at IS NULL)
        OR (d.phase BETWEEN 9 AND 11 AND d.embargo_at <= :now)
        OR d.phase = 12)
 ORDER BY p.id;

-- proposal_erasable(until int) many
SELECT id FROM proposal
 WHERE ended_at <= :until AND (name <> '' OR email <> '' OR reason <> '')
 ORDER BY id;

-- proposal_mail_attempts_drop(proposal_id int?, candidate_id int?) exec
DELETE FROM mail_attempt WHERE mail_id IN
    (SELECT id FROM mail WHERE proposal_id = :proposal_id
                            OR candidate_id = :candidate_id);

-- proposal_mail_versions_drop(proposal_id int?, candidate_id int?) exec
DELETE FROM mail_version WHERE mail_id IN
    (SELECT id FROM mail WHERE proposal_id = :proposal_id
                            OR candidate_id = :candidate_id);

-- proposal_mails_drop(proposal_id int?, candidate_id int?) exec
DELETE FROM mail WHERE proposal_id = :proposal_id
                    OR candidate_id = :candidate_id;

-- proposal_unlogged() many
SELECT c.id, c.state FROM candidate c
 WHERE c.state IN ('accepted', 'declined', 'dismissed', 'spam', 'forwarded',
                   'expired')
   AND NOT EXISTS (SELECT 1 FROM audit a
                    WHERE a.subject = 'candidate' AND a.subject_id = c.id
                      AND a.action = CASE c.state
                          WHEN 'accepted' THEN 'proposal.accept'
                          WHEN 'declined' THEN 'proposal.decline'
                          WHEN 'dismissed' THEN 'proposal.dismiss'
                          WHEN 'spam' THEN 'proposal.spam'
                          WHEN 'forwarded' THEN 'proposal.forward'
                          ELSE 'proposal.expire' END)
 ORDER BY c.id;

-- proposal_kept() many
SELECT c.id, c.state FROM candidate c
 WHERE (c.state IN ('accepted', 'declined', 'dismissed', 'withdrawn', 'expired',
                    'spam')
        AND (c.email <> '' OR c.token_digest IS NOT NULL))
    OR (c.state = 'declined'
        AND EXISTS (SELECT 1 FROM proposal p
                     WHERE p.candidate_id = c.id AND p.reason <> ''))
    OR EXISTS (SELECT 1 FROM proposal p
                WHERE p.candidate_id = c.id AND p.state IN ('withdrawn', 'spam')
                  AND (p.name <> '' OR p.email <> '' OR p.reason <> ''))
 ORDER BY c.id;

-- proposal_stray() many
SELECT c.id FROM candidate c LEFT JOIN entry e ON e.id = c.entry_id
 WHERE c.state = 'accepted'
   AND (e.id IS NULL OR e.edition_id <> c.edition_id
        OR e.organisation_id <> c.organisation_id)
 ORDER BY c.id;
