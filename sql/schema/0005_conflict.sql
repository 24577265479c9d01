-- Declarations for a whole list at once, conflicts that the program proposes,
-- and editions in which the jury does not learn whose nomination it reads.

-- When the conflict is: a declaration of none has no period, nor have those
-- that were made before it was asked for.
ALTER TABLE conflict ADD COLUMN period TEXT NOT NULL DEFAULT '' -- of the tie
    CONSTRAINT conflict_period
        CHECK (period IN ('', 'past', 'present', 'planned'));
-- Codes of model/conflict_hint.h, with spaces between: what the juror was shown
-- when he declared.
ALTER TABLE conflict ADD COLUMN hints TEXT NOT NULL DEFAULT ''; -- "" for none
-- Declared on the sheet, so after the nomination could be read.
ALTER TABLE conflict ADD COLUMN late INTEGER NOT NULL DEFAULT 0 -- 1: it was
    CONSTRAINT conflict_late CHECK (late IN (0, 1));

ALTER TABLE organisation ADD COLUMN parent TEXT NOT NULL DEFAULT ''; -- company
                                      -- or group it belongs to, "" for none

-- Jurors see codes in place of companies.
ALTER TABLE edition ADD COLUMN blind INTEGER NOT NULL DEFAULT 0 -- 1: they do
    CONSTRAINT edition_blind CHECK (blind IN (0, 1));

-- Its answers tell which company it is: left out where the edition is blind.
ALTER TABLE question ADD COLUMN identifying INTEGER NOT NULL DEFAULT 0 -- 1: so
    CONSTRAINT question_identifying CHECK (identifying IN (0, 1));
UPDATE question SET identifying = 1
 WHERE kind IN ('url', 'email') OR slot = 'logo';
