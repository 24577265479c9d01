-- brochure_picture_get(file_id int) one
SELECT f.name, f.type, f.bytes, f.render_state,
       f.width AS "own_width:int?", f.height AS "own_height:int?",
       r.width AS "thumb_width:int?", r.height AS "thumb_height:int?"
  FROM file f LEFT JOIN rendition r ON r.file_id = f.id AND r.size = 'thumb'
 WHERE f.id = :file_id;
