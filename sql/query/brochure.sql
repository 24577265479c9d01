-- brochure_jury(edition_id int) many
SELECT u.name, m.institution, m.function_de, m.function_en, m.chair
  FROM jury_member m JOIN user u ON u.id = m.user_id
 WHERE m.edition_id = :edition_id ORDER BY m.chair DESC, m.position, m.id;

-- brochure_edition(entry_id int) one
SELECT edition_id FROM entry WHERE id = :entry_id;

-- brochure_demanded(edition_id int) many
SELECT DISTINCT slot FROM question
 WHERE edition_id = :edition_id AND required = 1 AND audience = 'public'
   AND slot <> '';
