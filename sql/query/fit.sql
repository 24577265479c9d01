-- fit_get(entry_id int) one
SELECT f.state, f.pages, f.page, f.de, f.en, f.measured_at,
       f.revision = e.revision AS "fresh:int"
  FROM fit f JOIN entry e ON e.id = f.entry_id WHERE f.entry_id = :entry_id;

-- fit_want(entry_id int) exec
INSERT INTO fit (entry_id, state) VALUES (:entry_id, 'wanted')
ON CONFLICT (entry_id) DO UPDATE SET state = 'wanted';

-- fit_stale(entry_id int) exec
-- No nomination has a revision below 0: what was measured is of another page.
-- Each time it is another number, which a measure under way notices.
INSERT INTO fit (entry_id, state, revision) VALUES (:entry_id, 'wanted', -2)
ON CONFLICT (entry_id) DO UPDATE
   SET state = 'wanted', revision = min(revision, 0) - 1;

-- fit_stale_all(edition_id int) exec
UPDATE fit SET state = 'wanted', revision = min(revision, 0) - 1
 WHERE entry_id IN (SELECT id FROM entry WHERE edition_id = :edition_id);

-- fit_waiting(edition_id int) one
SELECT count(*) AS "count:int" FROM fit f JOIN entry e ON e.id = f.entry_id
 WHERE e.edition_id = :edition_id AND f.state = 'wanted';

-- fit_next(quiet_since int) one
-- What somebody waits for; then drafts that have changed and are left alone.
SELECT e.id, e.revision, COALESCE(f.revision, -1) AS "before:int"
  FROM entry e JOIN edition d ON d.id = e.edition_id
  LEFT JOIN fit f ON f.entry_id = e.id
 WHERE f.state = 'wanted'
    OR (e.state = 'draft' AND d.phase = 1 AND e.updated_at <= :quiet_since
        AND COALESCE(f.revision, -1) <> e.revision)
 ORDER BY COALESCE(f.state, '') <> 'wanted', e.updated_at, e.id LIMIT 1;

-- fit_measured(entry_id int, revision int, before int, pages int, page int, de int, en int, now int) exec
INSERT INTO fit (entry_id, state, revision, pages, page, de, en, measured_at)
VALUES (:entry_id, 'done', :revision, :pages, :page, :de, :en, :now)
ON CONFLICT (entry_id) DO UPDATE SET state = 'done', revision = :revision,
   pages = :pages, page = :page, de = :de, en = :en, measured_at = :now
 WHERE revision >= 0 OR revision = :before;

-- fit_failed(entry_id int, revision int, before int) exec
INSERT INTO fit (entry_id, state, revision)
VALUES (:entry_id, 'failed', :revision)
ON CONFLICT (entry_id) DO UPDATE SET state = 'failed', revision = :revision
 WHERE revision >= 0 OR revision = :before;
