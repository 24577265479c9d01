-- view_notes(jury_member_id int) many
SELECT entry_id, text, discuss FROM note
 WHERE jury_member_id = :jury_member_id ORDER BY entry_id;
