-- document_list(entry_id int) many
SELECT p.question_id, p.file_id, q.label_de, q.label_en, q.audience, f.name,
       f.bytes, f.type, f.render_state, f.render_fault, d.blind,
       q.identifying * d.blind AS "veiled:int", r.width AS "width:int?",
       r.height AS "height:int?",
       EXISTS (SELECT 1 FROM asked x
                WHERE x.entry_id = e.id AND x.question_id = q.id)
           AS "asked:int"
  FROM document p JOIN entry e ON e.id = p.entry_id
  JOIN edition d ON d.id = e.edition_id
  JOIN question q ON q.id = p.question_id
  JOIN section s ON s.id = q.section_id
  JOIN file f ON f.id = p.file_id
  LEFT JOIN rendition r ON r.file_id = f.id AND r.size = 'screen'
 WHERE p.entry_id = :entry_id
 ORDER BY s.position, q.position, q.id, p.position, p.file_id;

-- document_unreadable(entry_id int, question_id int) one
SELECT 1 AS "yes:int"
  FROM document p JOIN file f ON f.id = p.file_id
 WHERE p.entry_id = :entry_id AND p.question_id = :question_id
   AND f.render_state = 'failed';

-- document_pages(file_id int) many
SELECT number, digest, type, bytes, width, height, text
  FROM document_page WHERE file_id = :file_id ORDER BY number;

-- document_page(file_id int, number int) one
SELECT digest, type FROM document_page
 WHERE file_id = :file_id AND number = :number;

-- document_page_put(file_id int, number int, digest text, type text, bytes int, width int, height int, text text) exec
INSERT INTO document_page (file_id, number, digest, type, bytes, width, height,
                           text)
VALUES (:file_id, :number, :digest, :type, :bytes, :width, :height, :text)
    ON CONFLICT (file_id, number) DO UPDATE
   SET digest = excluded.digest, type = excluded.type, bytes = excluded.bytes,
       width = excluded.width, height = excluded.height, text = excluded.text;

-- document_set_fault(file_id int, fault text) exec
UPDATE file SET render_fault = :fault WHERE id = :file_id;

-- document_set_done(file_id int) exec
UPDATE file SET render_state = 'done', render_problem = NULL, render_fault = ''
 WHERE id = :file_id;

-- document_copy_pages(file_id int) exec
-- From another upload of the same bytes, if its pages are there.
INSERT INTO document_page (file_id, number, digest, type, bytes, width, height,
                           text)
SELECT :file_id, p.number, p.digest, p.type, p.bytes, p.width, p.height, p.text
  FROM document_page p
 WHERE p.file_id = (SELECT min(twin.id) FROM file twin
                      JOIN file me ON me.digest = twin.digest
                     WHERE me.id = :file_id AND twin.id <> :file_id
                       AND twin.render_state = 'done'
                       AND EXISTS (SELECT 1 FROM document_page t
                                    WHERE t.file_id = twin.id))
    ON CONFLICT (file_id, number) DO NOTHING;
