-- Before a meeting: who is invited and what he answered, and each juror's
-- reading pack.

CREATE TABLE meeting_invite (
    meeting_id INTEGER NOT NULL,      -- the meeting
    jury_member_id INTEGER NOT NULL,  -- who is invited
    invited_at INTEGER NOT NULL,      -- when he was last told the date
    starts_at INTEGER NOT NULL,       -- as he was told: if the meeting's is
    ends_at INTEGER,                  -- another by now, his answer counts no
    place TEXT NOT NULL,              -- more
    sequence INTEGER NOT NULL DEFAULT 0, -- of the calendar file: grows with each
                                      -- change that he was told
    answer TEXT NOT NULL DEFAULT '',  -- "" for none yet
    remark TEXT NOT NULL DEFAULT '',  -- in his words
    deputy TEXT NOT NULL DEFAULT '',  -- whom he sends, in his words
    answered_at INTEGER,              -- NULL: not yet
    reminded_at INTEGER,              -- NULL: not since he was told the date
    PRIMARY KEY (meeting_id, jury_member_id),
    CONSTRAINT meeting_invite_meeting
        FOREIGN KEY (meeting_id) REFERENCES meeting (id),
    CONSTRAINT meeting_invite_juror
        FOREIGN KEY (jury_member_id) REFERENCES jury_member (id)
        ON DELETE CASCADE,
    CONSTRAINT meeting_invite_answer
        CHECK (answer IN ('', 'yes', 'maybe', 'no')),
    CONSTRAINT meeting_invite_answered
        CHECK ((answer = '') = (answered_at IS NULL))
) STRICT;
CREATE INDEX meeting_invite_juror ON meeting_invite (jury_member_id);

-- A juror's reading pack. Its bytes lie in files/ under their digest and belong
-- to no row of file: nobody but him gets them.
CREATE TABLE meeting_pack (
    id INTEGER PRIMARY KEY,           -- number of the row
    meeting_id INTEGER NOT NULL,      -- the meeting
    jury_member_id INTEGER NOT NULL,  -- whose it is
    language TEXT NOT NULL,           -- it is written in
    notes INTEGER NOT NULL,           -- 1: his own notes are in it
    state TEXT NOT NULL DEFAULT 'waiting', -- how far it is
    attempts INTEGER NOT NULL DEFAULT 0, -- how often it was begun
    begun_at INTEGER,                 -- of the latest attempt
    problem TEXT NOT NULL DEFAULT '', -- why it failed, in English
    input TEXT NOT NULL DEFAULT '',   -- digest of what he could read when it was
                                      -- made: if that is another by now, nobody
                                      -- gets it any more
    digest TEXT NOT NULL DEFAULT '',  -- bytes lie in files/DIGEST; "": none. Of one
                                      -- that is ordered anew: to be erased
    bytes INTEGER NOT NULL DEFAULT 0, -- size of that file
    ordered_by INTEGER,               -- he, or the office for all
    ordered_at INTEGER NOT NULL,      -- when
    done_at INTEGER,                  -- NULL: not yet
    CONSTRAINT meeting_pack_whose UNIQUE (meeting_id, jury_member_id),
    CONSTRAINT meeting_pack_meeting
        FOREIGN KEY (meeting_id) REFERENCES meeting (id),
    CONSTRAINT meeting_pack_juror
        FOREIGN KEY (jury_member_id) REFERENCES jury_member (id)
        ON DELETE CASCADE,
    CONSTRAINT meeting_pack_user FOREIGN KEY (ordered_by) REFERENCES user (id),
    CONSTRAINT meeting_pack_language CHECK (language IN ('de', 'en')),
    CONSTRAINT meeting_pack_notes CHECK (notes IN (0, 1)),
    CONSTRAINT meeting_pack_state
        CHECK (state IN ('waiting', 'running', 'done', 'failed', 'erased')),
    CONSTRAINT meeting_pack_done CHECK (state <> 'done' OR digest <> '')
) STRICT;
CREATE INDEX meeting_pack_juror ON meeting_pack (jury_member_id);
CREATE INDEX meeting_pack_user ON meeting_pack (ordered_by);
CREATE INDEX meeting_pack_state ON meeting_pack (state);
CREATE INDEX meeting_pack_digest ON meeting_pack (digest);

-- The nominations that a meeting talks about: those on its agenda, and all that
-- compete in its contests: the nominees where there are some, else all.
CREATE VIEW meeting_entry AS
WITH candidate AS (
    SELECT i.id AS item_id, i.meeting_id, e.id AS entry_id,
           h.entry_id IS NOT NULL AS nominee
      FROM meeting_item i
      JOIN meeting m ON m.id = i.meeting_id
      JOIN entry e ON e.edition_id = m.edition_id AND e.state = 'admitted'
      LEFT JOIN honour h ON h.entry_id = e.id AND h.kind = 'nominee'
     WHERE i.kind = 'contest'
       AND (i.category_id IS NULL
            OR COALESCE(h.category_id, e.confirmed_category_id) = i.category_id)
)
SELECT i.meeting_id, i.entry_id
  FROM meeting_item i JOIN entry e ON e.id = i.entry_id
 WHERE i.kind = 'entry' AND e.state = 'admitted'
UNION
SELECT c.meeting_id, c.entry_id
  FROM candidate c
 WHERE c.nominee = 1
    OR NOT EXISTS (SELECT 1 FROM candidate o
                    WHERE o.item_id = c.item_id AND o.nominee = 1);

-- Who stands in for somebody now: the one he stands for has said that he will
-- not come, or is away from the open meeting.
CREATE VIEW standing_in AS
SELECT m.id AS meeting_id, j.id AS jury_member_id, p.id AS for_id
  FROM jury_member j
  JOIN jury_member p ON p.id = j.stands_in_for
  JOIN meeting m ON m.edition_id = j.edition_id
 WHERE (m.state = 'planned'
        AND EXISTS (SELECT 1 FROM meeting_invite n
                     WHERE n.meeting_id = m.id AND n.jury_member_id = p.id
                       AND n.answer = 'no' AND n.starts_at = m.starts_at))
    OR (m.state = 'open'
        AND NOT EXISTS (SELECT 1 FROM meeting_presence c
                         WHERE c.meeting_id = m.id AND c.jury_member_id = p.id
                           AND c.left_at IS NULL));

-- A stand-in reads what the meeting talks about, once he has declared to be free
-- of conflicts; in a blind edition not before all of it is declared. Everybody
-- else as before (0010): what is assigned to him.
DROP VIEW reading;
CREATE VIEW reading AS
SELECT j.user_id, a.jury_member_id, a.round_id, a.entry_id, d.blind
  FROM assignment a
  JOIN round r ON r.id = a.round_id AND r.state <> 'planned'
  JOIN entry e ON e.id = a.entry_id AND e.state = 'admitted'
  JOIN edition d ON d.id = e.edition_id
  JOIN jury_member j ON j.id = a.jury_member_id
  JOIN conflict c ON c.jury_member_id = j.id AND c.entry_id = e.id
   AND c.kind = 'none'
 WHERE d.blind = 0
    OR NOT EXISTS (SELECT 1 FROM assignment u
                     JOIN entry x ON x.id = u.entry_id AND x.state = 'admitted'
                    WHERE u.round_id = r.id AND u.jury_member_id = j.id
                      AND NOT EXISTS (SELECT 1 FROM conflict k
                                       WHERE k.jury_member_id = j.id
                                         AND k.entry_id = x.id))
UNION
SELECT j.user_id, s.jury_member_id, NULL AS round_id, t.entry_id, d.blind
  FROM standing_in s
  JOIN meeting_entry t ON t.meeting_id = s.meeting_id
  JOIN jury_member j ON j.id = s.jury_member_id
  JOIN edition d ON d.id = j.edition_id
  JOIN conflict c ON c.jury_member_id = j.id AND c.entry_id = t.entry_id
   AND c.kind = 'none'
 WHERE d.blind = 0
    OR NOT EXISTS (SELECT 1 FROM meeting_entry u
                    WHERE u.meeting_id = s.meeting_id
                      AND NOT EXISTS (SELECT 1 FROM conflict k
                                       WHERE k.jury_member_id = j.id
                                         AND k.entry_id = u.entry_id));
