-- A preview's pages are kept while others are being made.
ALTER TABLE preview ADD COLUMN made TEXT NOT NULL DEFAULT ''; -- input_digest of
                                  -- the pages that are there; '': none

-- From the picture that is printed to the one for screens.
CREATE INDEX rendition_digest ON rendition (digest);
