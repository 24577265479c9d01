/* Notes are the juror's alone: there is no query that reads another's. */
#include "model/note.h"

#include "base/arena.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_note.h"
#include "gen/sql_note_write.h"
#include "model/file.h"

struct note note_get(const struct world *w, int64_t jury_member_id,
                     int64_t entry_id)
{
    struct sql_note_get_row row;
    if (!sql_note_get(w->db, jury_member_id, entry_id, &row))
        return (struct note){.text = ""};
    return (struct note){.text = row.text, .discuss = row.discuss != 0};
}

void note_put(const struct world *w, int64_t jury_member_id, int64_t entry_id,
              const struct note *note)
{
    struct note old = note_get(w, jury_member_id, entry_id);
    if (str_equal(old.text, note->text) && old.discuss == note->discuss)
        return;
    sql_note_put(w->db, jury_member_id, entry_id, note->text, note->discuss,
                 w->now);
}

static bool room_left(const struct world *w, int64_t jury_member_id,
                      int64_t entry_id)
{
    struct sql_note_photo_count_row row = {0};
    sql_note_photo_count(w->db, jury_member_id, entry_id, &row);
    return row.count < NOTE_PHOTOS_MAX;
}

enum note_photo_outcome note_photo_add(const struct world *w,
                                       int64_t jury_member_id, int64_t entry_id,
                                       const char *key, const char *data,
                                       size_t bytes, const char *caption)
{
    struct sql_note_photo_by_key_row there;
    int64_t file_id = 0;
    if (str_empty(key))
        key = secret_token(w->mem);
    if (sql_note_photo_by_key(w->db, jury_member_id, key, &there))
        return NOTE_PHOTO_ADDED;
    if (!room_left(w, jury_member_id, entry_id))
        return NOTE_PHOTO_MANY;
    /* without its name: that would stand in the log */
    switch (file_store_image(w, "", data, bytes, &file_id)) {
    case FILE_STORED:
        sql_note_photo_add(w->db, jury_member_id, entry_id, key, file_id,
                           caption, w->now);
        return NOTE_PHOTO_ADDED;
    case FILE_TYPE:
    case FILE_LOCKED:
    case FILE_MACROS:
    case FILE_OLD:
    case FILE_BROKEN:
        return NOTE_PHOTO_TYPE;
    case FILE_LARGE:
    case FILE_PIXELS:
        return NOTE_PHOTO_LARGE;
    case FILE_MANY:
    case FILE_DAY:
    case FILE_ROOM:
        return NOTE_PHOTO_MANY;
    case FILE_PROBLEM:
        break;
    }
    return NOTE_PHOTO_PROBLEM;
}

bool note_photo_remove(const struct world *w, int64_t jury_member_id,
                       int64_t entry_id, int64_t id)
{
    return sql_note_photo_remove(w->db, id, jury_member_id, entry_id) > 0;
}
