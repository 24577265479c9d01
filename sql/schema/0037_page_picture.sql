-- Pictures that the office prints on a company's page in place of those of the
-- nomination, which stays as the jury read it. Credit and alternative text of
-- such a photo are words of the page (page_text), as those of any photo.
CREATE TABLE page_picture (
    entry_id INTEGER NOT NULL,   -- whose page
    slot TEXT NOT NULL,          -- what it stands for
    file_id INTEGER NOT NULL,    -- the picture
    changed_at INTEGER NOT NULL, -- when
    PRIMARY KEY (entry_id, slot),
    CONSTRAINT page_picture_entry FOREIGN KEY (entry_id)
        REFERENCES entry (id) ON DELETE CASCADE,
    CONSTRAINT page_picture_file FOREIGN KEY (file_id) REFERENCES file (id),
    CONSTRAINT page_picture_slot CHECK (slot IN ('photo', 'logo'))
) STRICT, WITHOUT ROWID;
CREATE INDEX page_picture_file ON page_picture (file_id);

-- They are needed too.
DROP VIEW needed_file;
CREATE VIEW needed_file AS
SELECT file_id FROM picture
UNION ALL
SELECT file_id FROM document
UNION ALL
SELECT file_id FROM note_photo
UNION ALL
SELECT file_id FROM submission_file
UNION ALL
SELECT logo_file_id AS file_id FROM partner WHERE logo_file_id IS NOT NULL
UNION ALL
SELECT logo_file_id FROM brochure_design WHERE logo_file_id IS NOT NULL
UNION ALL
SELECT cover_file_id FROM brochure_design WHERE cover_file_id IS NOT NULL
UNION ALL
SELECT file_id FROM brochure_part WHERE file_id IS NOT NULL
UNION ALL
SELECT portrait_file_id FROM greeting WHERE portrait_file_id IS NOT NULL
UNION ALL
SELECT file_id FROM page_picture;
