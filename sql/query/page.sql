-- page_of(entry_id int, now int) one
-- known: everybody may know that it is nominated. told: who acts for it was told
-- what the jury decided.
SELECT e.edition_id, e.organisation_id, e.state, d.slug,
       o.name AS organisation,
       EXISTS (SELECT 1 FROM honoured h
                WHERE h.entry_id = e.id AND h.public_at <= :now)
           AS "known:int",
       EXISTS (SELECT 1 FROM telling t JOIN mail m ON m.id = t.mail_id
                WHERE t.entry_id = e.id AND t.part = 'result'
                  AND t.replaced_at IS NULL AND m.state = 'sent')
           AS "told:int"
  FROM entry e JOIN edition d ON d.id = e.edition_id
  JOIN organisation o ON o.id = e.organisation_id
 WHERE e.id = :entry_id;

-- page_texts(edition_id int) many
SELECT t.entry_id, t.slot, t.value
  FROM page_text t JOIN entry e ON e.id = t.entry_id
 WHERE e.edition_id = :edition_id
 ORDER BY t.entry_id, t.slot;

-- page_released(edition_id int) many
-- The newest release of each nomination that stands.
SELECT v.entry_id, v.content
  FROM page_release r JOIN page_version v ON v.id = r.version_id
  JOIN entry e ON e.id = v.entry_id
 WHERE e.edition_id = :edition_id AND r.withdrawn_at IS NULL
   AND NOT EXISTS (SELECT 1 FROM page_release s
                     JOIN page_version x ON x.id = s.version_id
                    WHERE x.entry_id = v.entry_id AND s.withdrawn_at IS NULL
                      AND s.id > r.id)
 ORDER BY v.entry_id;

-- page_states(edition_id int, entry_id int, now int) many
-- Of all nominations of the edition, or of one.
SELECT e.id,
       (SELECT min(l.created_at) FROM page_link l WHERE l.entry_id = e.id
           AND l.withdrawn_at IS NULL AND l.expires_at > :now)
           AS "asked_at:int?",
       (SELECT min(l.opened_at) FROM page_link l WHERE l.entry_id = e.id
           AND l.withdrawn_at IS NULL) AS "opened_at:int?",
       v.number AS "number:int?", v.digest AS "digest:text",
       v.made_by AS "made_by:text", v.author AS "author:text",
       v.made_at AS "made_at:int?"
  FROM entry e
  LEFT JOIN page_version v ON v.entry_id = e.id
   AND NOT EXISTS (SELECT 1 FROM page_version x
                    WHERE x.entry_id = v.entry_id AND x.number > v.number)
 WHERE e.edition_id = :edition_id AND (e.id = :entry_id OR :entry_id = 0)
 ORDER BY e.id;

-- page_releases(edition_id int, entry_id int) many
-- Those that stand, the newest first.
SELECT v.entry_id, v.number, v.digest, v.content, r.id, r.version_id, r.name,
       r.released_at
  FROM page_release r JOIN page_version v ON v.id = r.version_id
  JOIN entry e ON e.id = v.entry_id
 WHERE e.edition_id = :edition_id AND (e.id = :entry_id OR :entry_id = 0)
   AND r.withdrawn_at IS NULL
 ORDER BY v.entry_id, r.id DESC;

-- page_version_list(entry_id int) many
SELECT id, number, content, digest, made_by, author, made_at
  FROM page_version WHERE entry_id = :entry_id ORDER BY number DESC;

-- page_version_newest(entry_id int) one
SELECT id, number, content, digest FROM page_version
 WHERE entry_id = :entry_id ORDER BY number DESC LIMIT 1;

-- page_version_add(entry_id int, content text, digest text, made_by text, author text, now int) insert
INSERT INTO page_version (entry_id, number, content, digest, made_by, author,
                          made_at)
SELECT :entry_id, COALESCE(max(number), 0) + 1, :content, :digest, :made_by,
       :author, :now
  FROM page_version WHERE entry_id = :entry_id;

-- page_corrections(entry_id int, since int) one
SELECT count(*) AS "count:int" FROM page_version
 WHERE entry_id = :entry_id AND made_by = 'company' AND made_at > :since;

-- page_text_put(entry_id int, slot text, value text, user_id int?, now int) exec
INSERT INTO page_text (entry_id, slot, value, changed_by, changed_at)
VALUES (:entry_id, :slot, :value, :user_id, :now)
    ON CONFLICT (entry_id, slot) DO UPDATE
   SET value = excluded.value, changed_by = excluded.changed_by,
       changed_at = excluded.changed_at;

-- page_text_drop(entry_id int, slot text) exec
DELETE FROM page_text WHERE entry_id = :entry_id AND slot = :slot;

-- page_release_add(version_id int, link_id int?, user_id int?, name text, now int) insert
INSERT INTO page_release (version_id, link_id, user_id, name, released_at)
VALUES (:version_id, :link_id, :user_id, :name, :now);

-- page_release_withdraw(entry_id int, now int) exec
UPDATE page_release SET withdrawn_at = :now
 WHERE withdrawn_at IS NULL
   AND version_id IN (SELECT id FROM page_version WHERE entry_id = :entry_id);

-- page_draft_get(entry_id int, who text) one
SELECT content, saved_at FROM page_draft
 WHERE entry_id = :entry_id AND who = :who;

-- page_draft_put(entry_id int, who text, content text, now int) exec
INSERT INTO page_draft (entry_id, who, content, saved_at)
VALUES (:entry_id, :who, :content, :now)
    ON CONFLICT (entry_id, who) DO UPDATE
   SET content = excluded.content, saved_at = excluded.saved_at;

-- page_draft_drop(entry_id int, who text) exec
DELETE FROM page_draft WHERE entry_id = :entry_id AND who = :who;

-- page_questions(edition_id int) many
-- The limits and labels of what is printed.
SELECT q.slot, q.label_de, q.label_en, q.kind, q.characters_max
  FROM question q
 WHERE q.edition_id = :edition_id AND q.audience = 'public'
   AND q.slot NOT IN ('', 'fact', 'photo', 'logo')
 ORDER BY q.position, q.id;

-- page_link_add(entry_id int, name text, email text, language text, token_hash text, now int, user_id int?, expires_at int) insert
INSERT INTO page_link (entry_id, name, email, language, token_hash, created_at,
                       created_by, expires_at)
VALUES (:entry_id, :name, :email, :language, :token_hash, :now, :user_id,
        :expires_at);

-- page_link_renew(id int, token_hash text, expires_at int) exec
UPDATE page_link SET token_hash = :token_hash, expires_at = :expires_at
 WHERE id = :id;

-- page_link_by_token(token_hash text, now int) one
SELECT l.id, l.entry_id, l.name, l.email, l.language, l.opened_at
  FROM page_link l JOIN entry e ON e.id = l.entry_id
 WHERE l.token_hash = :token_hash AND l.expires_at > :now
   AND l.withdrawn_at IS NULL AND e.state = 'admitted';

-- page_link_list(entry_id int) many
SELECT id, entry_id, name, email, language, created_at, expires_at, opened_at,
       withdrawn_at,
       (SELECT max(m.created_at) FROM page_mail p JOIN mail m ON m.id = p.mail_id
         WHERE p.link_id = page_link.id) AS "mailed_at:int?"
  FROM page_link WHERE entry_id = :entry_id ORDER BY id;

-- page_link_opened(id int, now int) exec
UPDATE page_link SET opened_at = :now WHERE id = :id AND opened_at IS NULL;

-- page_link_withdraw(id int, now int) exec
UPDATE page_link SET withdrawn_at = :now
 WHERE id = :id AND withdrawn_at IS NULL;

-- page_link_cancel_mails(link_id int) exec
-- What has not gone must not go.
UPDATE mail SET state = 'cancelled'
 WHERE state IN ('held', 'ready', 'failed')
   AND id IN (SELECT mail_id FROM page_mail WHERE link_id = :link_id);

-- page_link_over(before int) many
-- Opened nothing since then, and still says whose it was.
SELECT id, entry_id FROM page_link
 WHERE min(expires_at, COALESCE(withdrawn_at, expires_at)) <= :before
   AND (name <> '' OR email <> '')
 ORDER BY id;

-- page_link_erase(id int) exec
UPDATE page_link SET name = '', email = '' WHERE id = :id;

-- page_link_erase_log(link_id int) exec
-- That somebody was asked stays in the log, not who.
DELETE FROM audit_payload
 WHERE audit_id IN (SELECT id FROM audit
                     WHERE action = 'page.ask' AND subject = 'page_link'
                       AND subject_id = :link_id);

-- page_link_attempts_drop(link_id int) exec
DELETE FROM mail_attempt
 WHERE mail_id IN (SELECT mail_id FROM page_mail WHERE link_id = :link_id);

-- page_link_versions_drop(link_id int) exec
DELETE FROM mail_version
 WHERE mail_id IN (SELECT mail_id FROM page_mail WHERE link_id = :link_id);

-- page_link_mails_drop(link_id int) exec
DELETE FROM mail
 WHERE id IN (SELECT mail_id FROM page_mail WHERE link_id = :link_id);

-- page_mail_add(mail_id int, entry_id int, link_id int?) exec
INSERT INTO page_mail (mail_id, entry_id, link_id)
VALUES (:mail_id, :entry_id, :link_id);

-- page_mail_office_waits(entry_id int) one
SELECT 1 AS "yes:int" FROM page_mail p JOIN mail m ON m.id = p.mail_id
 WHERE p.entry_id = :entry_id AND p.link_id IS NULL
   AND m.state IN ('held', 'ready') LIMIT 1;

-- page_mail_waits(link_id int, kind text) one
SELECT 1 AS "yes:int" FROM page_mail p JOIN mail m ON m.id = p.mail_id
 WHERE p.link_id = :link_id AND m.kind = :kind AND m.state IN ('held', 'ready')
 LIMIT 1;

-- page_contacts(entry_id int) many
-- Who can be asked: the people of the company who may change something.
SELECT u.name, u.email, u.language
  FROM entry e JOIN membership m ON m.organisation_id = e.organisation_id
  JOIN user u ON u.id = m.user_id
 WHERE e.id = :entry_id AND u.disabled_at IS NULL AND m.role <> 'reader'
 ORDER BY m.role DESC, u.name, u.id;

-- page_organisers(edition_id int) many
SELECT u.id, u.language FROM user u
  JOIN user_role r ON r.user_id = u.id AND r.role = 'organiser'
 WHERE u.disabled_at IS NULL
   AND NOT EXISTS (SELECT 1 FROM jury_member j
                     JOIN conflict c ON c.jury_member_id = j.id
                    WHERE j.user_id = u.id AND j.edition_id = :edition_id
                      AND c.kind <> 'none')
 ORDER BY u.id;
