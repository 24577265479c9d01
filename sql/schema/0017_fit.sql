-- How full a nomination's texts make its page in the brochure, as it was
-- measured last from the real layout. Nothing depends on it: it can be emptied
-- at any time, and is filled again.
CREATE TABLE fit (
    entry_id INTEGER PRIMARY KEY,     -- the nomination
    state TEXT NOT NULL,              -- 'wanted': somebody looks at the form
    revision INTEGER NOT NULL DEFAULT -1, -- of the entry, when last measured
    pages INTEGER NOT NULL DEFAULT 0, -- how many it takes
    page INTEGER NOT NULL DEFAULT 0,  -- how full the first is, in thousandths
    de INTEGER NOT NULL DEFAULT 0,    -- the German texts of their room
    en INTEGER NOT NULL DEFAULT 0,    -- the English ones
    measured_at INTEGER,              -- NULL: never yet
    CONSTRAINT fit_entry FOREIGN KEY (entry_id)
        REFERENCES entry (id) ON DELETE CASCADE,
    CONSTRAINT fit_state CHECK (state IN ('wanted', 'done', 'failed'))
) STRICT;
