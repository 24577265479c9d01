#include "model/meeting_note.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_meeting_note.h"
#include "gen/sql_meeting_note_write.h"
#include "model/audit.h"
#include "model/jury.h"

struct meeting_note meeting_note_get(const struct world *w, int64_t item_id,
                                     int64_t entry_id)
{
    struct sql_meeting_note_get_row row;
    if (!sql_meeting_note_get(w->db, item_id, entry_id, &row))
        return (struct meeting_note){.text = ""};
    return (struct meeting_note){
        .id = row.id,
        .text = row.text,
        .in_minutes = row.in_minutes,
        .revision = row.revision,
        .changed_by = row.changed_by,
        .changed_at = row.changed_at,
    };
}

size_t meeting_note_versions(const struct world *w, int64_t note_id,
                             struct meeting_note **list)
{
    struct sql_meeting_note_versions_row *row;
    size_t count = sql_meeting_note_versions(w->db, note_id, &row);
    *list = arena_alloc(w->mem, (count + 1) * sizeof **list);
    for (size_t i = 0; i < count; i++)
        (*list)[i] = (struct meeting_note){
            .id = note_id,
            .text = row[i].text,
            .in_minutes = row[i].in_minutes,
            .revision = row[i].revision,
            .changed_by = row[i].changed_by,
            .changed_at = row[i].changed_at,
        };
    return count;
}

static bool is_about(const struct world *w, const struct meeting_item *item,
                     int64_t entry_id)
{
    const int64_t *entry;
    size_t count = meeting_item_entries(w, item, &entry);
    for (size_t i = 0; i < count; i++)
        if (entry[i] == entry_id)
            return true;
    return false;
}

/* The log says that a note was written, the table what: notes are erased with
 * the meeting's other data, the log is not. */
static void log_note(const struct world *w, int64_t entry_id, int64_t id,
                     int64_t revision)
{
    audit_add(w, "meeting.note", "entry", entry_id,
              arena_printf(w->mem,
                           "{\"note\":%" PRId64 ",\"revision\":%" PRId64 "}",
                           id, revision));
}

bool meeting_note_locked(const struct world *w, int64_t meeting_id)
{
    struct sql_meeting_note_signatures_row row;
    return sql_meeting_note_signatures(w->db, meeting_id, &row) &&
           row.count > 0;
}

enum meeting_note_outcome meeting_note_put(const struct world *w,
                                           const struct meeting_item *item,
                                           int64_t entry_id, int64_t revision,
                                           const char *text, bool in_minutes)
{
    struct meeting m;
    struct meeting_note was = meeting_note_get(w, item->id, entry_id);
    if (!meeting_by_id(w, item->meeting_id, &m) || m.opened_at == NULL)
        return MEETING_NOTE_STATE;
    /* what was written about stays, if the item has other nominations now */
    if (was.id == 0 && !is_about(w, item, entry_id))
        return MEETING_NOTE_PLACE;
    if (str_equal(text, was.text) && in_minutes == was.in_minutes)
        return MEETING_NOTE_OK;
    if (meeting_note_locked(w, m.id))
        return MEETING_NOTE_SIGNED;
    if (revision != was.revision)
        return MEETING_NOTE_CHANGED;
    int64_t id = was.id;
    if (id == 0)
        id = sql_meeting_note_add(w->db, m.id, item->id, entry_id, text,
                                  in_minutes, world_actor(w), w->now);
    else
        sql_meeting_note_change(w->db, id, revision, text, in_minutes,
                                world_actor(w), w->now);
    sql_meeting_note_keep(w->db, id);
    log_note(w, entry_id, id, revision + 1);
    meeting_touch(w, m.id);
    return MEETING_NOTE_OK;
}

bool meeting_note_readable(const struct world *w, const struct meeting *m,
                           const struct meeting_item *item, int64_t entry_id,
                           int64_t jury_member_id)
{
    struct sql_meeting_note_came_row came = {0};
    sql_meeting_note_came(w->db, m->id, jury_member_id, &came);
    return came.count > 0 && item->begun_at != NULL &&
           meeting_out(w, m, item, jury_member_id) == NULL &&
           str_equal(conflict_kind(w, jury_member_id, entry_id), "none");
}
