-- brochure_design_get(edition_id int) one
SELECT format, languages, font_text, font_head, cyan, magenta, yellow, black,
       nominee_pages, link_codes, logo_file_id, cover_file_id, cover_credit,
       cover_alt_de, cover_alt_en, changed_at
  FROM brochure_design WHERE edition_id = :edition_id;

-- brochure_design_touch(edition_id int, now int) exec
-- There is a row now, and something of the brochure was changed.
INSERT INTO brochure_design (edition_id, changed_at)
VALUES (:edition_id, :now)
    ON CONFLICT (edition_id) DO UPDATE SET changed_at = excluded.changed_at;

-- brochure_design_set(edition_id int, format text, languages text, font_text text, font_head text, cyan int?, magenta int?, yellow int?, black int?, nominee_pages int, link_codes int) exec
UPDATE brochure_design
   SET format = :format, languages = :languages, font_text = :font_text,
       font_head = :font_head, cyan = :cyan, magenta = :magenta,
       yellow = :yellow, black = :black, nominee_pages = :nominee_pages,
       link_codes = :link_codes
 WHERE edition_id = :edition_id;

-- brochure_design_logo(edition_id int, file_id int?) exec
UPDATE brochure_design SET logo_file_id = :file_id
 WHERE edition_id = :edition_id;

-- brochure_design_cover(edition_id int, file_id int?) exec
UPDATE brochure_design SET cover_file_id = :file_id
 WHERE edition_id = :edition_id;

-- brochure_design_describe(edition_id int, credit text, alt_de text, alt_en text) exec
UPDATE brochure_design
   SET cover_credit = :credit, cover_alt_de = :alt_de, cover_alt_en = :alt_en
 WHERE edition_id = :edition_id;

-- brochure_design_drop(edition_id int) exec
DELETE FROM brochure_design WHERE edition_id = :edition_id;
