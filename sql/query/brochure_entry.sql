-- brochure_entry_list(edition_id int) many
SELECT b.entry_id, b.position, b.shown, b.pages
  FROM brochure_entry b JOIN entry e ON e.id = b.entry_id
 WHERE e.edition_id = :edition_id;

-- brochure_entry_of(entry_id int) one
SELECT position, shown, pages FROM brochure_entry WHERE entry_id = :entry_id;

-- brochure_entry_place(entry_id int, position int) exec
INSERT INTO brochure_entry (entry_id, position) VALUES (:entry_id, :position)
    ON CONFLICT (entry_id) DO UPDATE SET position = excluded.position;

-- brochure_entry_show(entry_id int, shown int) exec
INSERT INTO brochure_entry (entry_id, shown) VALUES (:entry_id, :shown)
    ON CONFLICT (entry_id) DO UPDATE SET shown = excluded.shown;

-- brochure_entry_pages(entry_id int, pages int) exec
INSERT INTO brochure_entry (entry_id, pages) VALUES (:entry_id, :pages)
    ON CONFLICT (entry_id) DO UPDATE SET pages = excluded.pages;
