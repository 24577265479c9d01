-- Who is asked to score what: jurors in charge of categories, panels, loads;
-- rounds of nominees only, and how many nominees there may be.

-- The short name of the panel a juror sits in, "" for none.
ALTER TABLE jury_member ADD COLUMN panel TEXT NOT NULL DEFAULT '';

-- How many nominations a juror takes in a round at most; 0: no bound.
ALTER TABLE jury_member ADD COLUMN load_max INTEGER NOT NULL DEFAULT 0
    CONSTRAINT jury_member_load_max CHECK (load_max BETWEEN 0 AND 1000000);

-- The categories a juror is in charge of; without a row: of all of them.
CREATE TABLE jury_category (
    jury_member_id INTEGER NOT NULL,  -- the juror
    category_id INTEGER NOT NULL,     -- one of the edition's categories
    PRIMARY KEY (jury_member_id, category_id),
    CONSTRAINT jury_category_juror
        FOREIGN KEY (jury_member_id) REFERENCES jury_member (id),
    CONSTRAINT jury_category_category
        FOREIGN KEY (category_id) REFERENCES category (id)
) STRICT;
CREATE INDEX jury_category_category ON jury_category (category_id);

-- Which nominations a round takes: all that are admitted, or of those only the
-- ones that the jury named as nominees.
ALTER TABLE round ADD COLUMN entries TEXT NOT NULL DEFAULT 'all'
    CONSTRAINT round_entries CHECK (entries IN ('all', 'nominees'));

-- How many nominees there may be; 0: no bound.
ALTER TABLE edition ADD COLUMN nominees_max INTEGER NOT NULL DEFAULT 0
    CONSTRAINT edition_nominees_max CHECK (nominees_max BETWEEN 0 AND 1000000);
