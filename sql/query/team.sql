-- team_role(organisation_id int, user_id int) one
SELECT role FROM membership
 WHERE organisation_id = :organisation_id AND user_id = :user_id;

-- team_members(organisation_id int) many
-- Owners first.
SELECT u.id, u.name, u.email, m.role, m.created_at,
       u.disabled_at IS NOT NULL AS "disabled:int"
  FROM membership m JOIN user u ON u.id = m.user_id
 WHERE m.organisation_id = :organisation_id
 ORDER BY CASE m.role WHEN 'owner' THEN 1 WHEN 'editor' THEN 2 ELSE 3 END,
          u.name, u.id;

-- team_owners_besides(organisation_id int, user_id int) one
-- Others who can log in and manage: a disabled account cannot.
SELECT count(*) AS "count:int"
  FROM membership m JOIN user u ON u.id = m.user_id
 WHERE m.organisation_id = :organisation_id AND m.user_id <> :user_id
   AND m.role = 'owner' AND u.disabled_at IS NULL;

-- team_companies_of(user_id int) one
SELECT count(*) AS "count:int" FROM membership WHERE user_id = :user_id;

-- team_set_role(organisation_id int, user_id int, role text) exec
UPDATE membership SET role = :role
 WHERE organisation_id = :organisation_id AND user_id = :user_id
   AND role <> :role;

-- team_add(organisation_id int, user_id int, role text, now int) exec
INSERT INTO membership (user_id, organisation_id, role, created_at)
VALUES (:user_id, :organisation_id, :role, :now)
    ON CONFLICT (user_id, organisation_id) DO NOTHING;

-- team_remove(organisation_id int, user_id int) exec
DELETE FROM membership
 WHERE organisation_id = :organisation_id AND user_id = :user_id;

-- team_invited_since(organisation_id int, email_key text, user_id int?, since int) one
SELECT count(CASE WHEN organisation_id = :organisation_id
                    OR invited_by = :user_id THEN 1 END) AS "here:int",
       count(CASE WHEN email_key = :email_key THEN 1 END) AS "there:int"
  FROM invitation WHERE invited_at > :since;

-- team_invitation_add(organisation_id int, email text, email_key text, role text, token_digest text, user_id int?, now int, expires_at int) insert
INSERT INTO invitation (organisation_id, email, email_key, role, token_digest,
                        invited_by, invited_at, expires_at)
VALUES (:organisation_id, :email, :email_key, :role, :token_digest, :user_id,
        :now, :expires_at);

-- team_invitations(organisation_id int) many
SELECT i.id, i.email, i.role, i.invited_at, i.expires_at,
       u.name AS "invited_by:text"
  FROM invitation i LEFT JOIN user u ON u.id = i.invited_by
 WHERE i.organisation_id = :organisation_id AND i.state = 'open'
 ORDER BY i.invited_at DESC, i.id DESC;

-- team_invitation_replace(organisation_id int, email_key text, now int) exec
UPDATE invitation SET state = 'replaced', closed_at = :now
 WHERE organisation_id = :organisation_id AND email_key = :email_key
   AND state = 'open';

-- team_invitation_withdraw(organisation_id int, id int, now int) exec
UPDATE invitation SET state = 'withdrawn', closed_at = :now
 WHERE organisation_id = :organisation_id AND id = :id AND state = 'open';

-- team_invitations_of_gone(organisation_id int, user_id int, now int) exec
UPDATE invitation SET state = 'withdrawn', closed_at = :now
 WHERE organisation_id = :organisation_id AND invited_by = :user_id
   AND state = 'open';

-- team_invitation_joined(id int, user_id int, now int) exec
UPDATE invitation SET state = 'joined', closed_at = :now, joined_as = :user_id
 WHERE id = :id AND state = 'open';

-- team_invitation_by_token(token_digest text, now int) one
-- It is good as long as who sent it belongs to the company and can log in.
SELECT i.id, i.organisation_id, i.email, i.role, i.expires_at,
       o.name AS organisation, u.name AS inviter
  FROM invitation i JOIN organisation o ON o.id = i.organisation_id
  JOIN user u ON u.id = i.invited_by AND u.disabled_at IS NULL
  JOIN membership m ON m.user_id = u.id
   AND m.organisation_id = i.organisation_id
 WHERE i.token_digest = :token_digest AND i.state = 'open'
   AND i.expires_at > :now;

-- team_duplicates() many
-- Companies in use, and the domain of each contact's address, for finding those
-- that are one.
SELECT o.id, o.name, o.created_at,
       (SELECT count(*) FROM membership m WHERE m.organisation_id = o.id)
           AS "members:int",
       (SELECT count(*) FROM entry e WHERE e.organisation_id = o.id)
           AS "entries:int",
       (SELECT group_concat(email, ', ')
          FROM (SELECT u.email FROM membership m JOIN user u ON u.id = m.user_id
                 WHERE m.organisation_id = o.id ORDER BY u.email))
           AS "emails:text"
  FROM organisation o WHERE o.merged_into IS NULL ORDER BY o.name, o.id;

-- team_merge_clash(from_id int, into_id int) one
-- Both take part in one edition: which nomination stays is theirs to say.
SELECT d.title_de, d.title_en
  FROM entry a JOIN entry b ON b.edition_id = a.edition_id
   AND b.organisation_id = :into_id AND b.state <> 'withdrawn'
  JOIN edition d ON d.id = a.edition_id
 WHERE a.organisation_id = :from_id AND a.state <> 'withdrawn'
 ORDER BY d.year DESC LIMIT 1;

-- team_merge_people(from_id int, into_id int) exec
-- Who was first stays the owner, if there is one.
INSERT INTO membership (user_id, organisation_id, role, created_at)
SELECT m.user_id, :into_id,
       CASE WHEN m.role = 'owner'
             AND EXISTS (SELECT 1 FROM membership o
                          WHERE o.organisation_id = :into_id
                            AND o.role = 'owner')
            THEN 'editor' ELSE m.role END, m.created_at
  FROM membership m WHERE m.organisation_id = :from_id
    ON CONFLICT (user_id, organisation_id) DO NOTHING;

-- team_merge_leave(from_id int) exec
DELETE FROM membership WHERE organisation_id = :from_id;

-- team_merge_entries(from_id int, into_id int) exec
UPDATE entry SET organisation_id = :into_id WHERE organisation_id = :from_id;

-- team_merge_invitations(from_id int, now int) exec
UPDATE invitation SET state = 'withdrawn', closed_at = :now
 WHERE organisation_id = :from_id AND state = 'open';

-- team_merge(from_id int, into_id int) exec
UPDATE organisation SET merged_into = :into_id
 WHERE id = :from_id AND merged_into IS NULL;

-- team_company(id int) one
SELECT id, name FROM organisation WHERE id = :id AND merged_into IS NULL;
