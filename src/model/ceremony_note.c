#include "model/ceremony_note.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_kit.h"
#include "gen/sql_kit_write.h"
#include "model/audit.h"

size_t ceremony_notes(const struct world *w, int64_t edition_id,
                      struct ceremony_note **list)
{
    struct sql_kit_notes_row *row;
    size_t count = sql_kit_notes(w->db, edition_id, &row);
    *list = arena_alloc(w->mem, count * sizeof **list);
    for (size_t i = 0; i < count; i++)
        (*list)[i] = (struct ceremony_note){
            .entry_id = row[i].entry_id,
            .position = row[i].position,
            .pronunciation = row[i].pronunciation,
            .guests = row[i].guests,
            .laudator = row[i].laudator,
            .laudatio_de = row[i].laudatio_de,
            .laudatio_en = row[i].laudatio_en,
        };
    return count;
}

struct ceremony_note ceremony_note_of(const struct ceremony_note *list,
                                      size_t count, int64_t entry_id)
{
    for (size_t i = 0; i < count; i++)
        if (list[i].entry_id == entry_id)
            return list[i];
    return (struct ceremony_note){.entry_id = entry_id,
                                  .pronunciation = "",
                                  .guests = "",
                                  .laudator = "",
                                  .laudatio_de = "",
                                  .laudatio_en = ""};
}

static const char *number(const struct world *w, const int64_t *value)
{
    return value != NULL ? arena_printf(w->mem, "%" PRId64, *value) : "";
}

static bool is_empty(const struct ceremony_note *n)
{
    return n->position == NULL && str_empty(n->pronunciation) &&
           str_empty(n->guests) && str_empty(n->laudator) &&
           str_empty(n->laudatio_de) && str_empty(n->laudatio_en);
}

void ceremony_note_put(const struct world *w,
                       const struct ceremony_note *before,
                       const struct ceremony_note *note)
{
    const struct audit_field fields[] = {
        {"position", number(w, before->position), number(w, note->position)},
        {"pronunciation", before->pronunciation, note->pronunciation},
        {"guests", before->guests, note->guests},
        {"laudator", before->laudator, note->laudator},
        {"laudatio_de", before->laudatio_de, note->laudatio_de},
        {"laudatio_en", before->laudatio_en, note->laudatio_en},
    };
    size_t count = sizeof fields / sizeof *fields;
    bool same = true;
    for (size_t i = 0; i < count; i++)
        same = same && str_equal(fields[i].before, fields[i].after);
    if (same)
        return;
    if (is_empty(note))
        sql_kit_note_drop(w->db, note->entry_id);
    else
        sql_kit_note_put(w->db, note->entry_id, note->position,
                         note->pronunciation, note->guests, note->laudator,
                         note->laudatio_de, note->laudatio_en);
    audit_change(w, "kit.note", "entry", note->entry_id, fields, count);
}
