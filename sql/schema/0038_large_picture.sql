-- A photo in the size of a page on the screen: a file that is mailed and looked
-- at needs no pictures for a printing press. A CHECK cannot be altered, so the
-- table is written anew. Photos of before have none and are taken as printed.
CREATE TABLE rendition_new (
    file_id INTEGER NOT NULL,         -- the upload
    size TEXT NOT NULL,               -- for which use
    digest TEXT NOT NULL,             -- bytes lie in files/DIGEST
    type TEXT NOT NULL,               -- media type
    bytes INTEGER NOT NULL,           -- size of the file
    width INTEGER NOT NULL,           -- pixels
    height INTEGER NOT NULL,          -- pixels
    PRIMARY KEY (file_id, size),
    CONSTRAINT rendition_file FOREIGN KEY (file_id) REFERENCES file (id),
    CONSTRAINT rendition_size CHECK (size IN ('print', 'large', 'screen',
                                              'thumb'))
) STRICT;
INSERT INTO rendition_new (file_id, size, digest, type, bytes, width, height)
SELECT file_id, size, digest, type, bytes, width, height FROM rendition;
DROP TABLE rendition;
ALTER TABLE rendition_new RENAME TO rendition;
CREATE INDEX rendition_digest ON rendition (digest);
