#include "model/brochure_entry.h"

#include <inttypes.h>

#include "base/arena.h"
#include "gen/sql_brochure_entry.h"
#include "gen/sql_brochure_entry_write.h"
#include "model/audit.h"
#include "model/brochure_design.h"
#include "model/fit.h"
#include "model/ordered.h"

static const struct sql_brochure_entry_list_row *
place_of(const struct sql_brochure_entry_list_row *list, size_t count,
         int64_t entry_id)
{
    for (size_t i = 0; i < count; i++)
        if (list[i].entry_id == entry_id)
            return &list[i];
    return NULL;
}

/* An insertion into a list that is nearly in order: whoever was not put
 * anywhere keeps the order in which the published ones come. */
static void sink(struct brochure_entry *list, int64_t *position, size_t i)
{
    while (i > 0 &&
           list[i - 1].entry->category_id == list[i].entry->category_id &&
           position[i - 1] > position[i]) {
        struct brochure_entry entry = list[i];
        int64_t number = position[i];
        list[i] = list[i - 1];
        position[i] = position[i - 1];
        list[i - 1] = entry;
        position[i - 1] = number;
        i--;
    }
}

size_t brochure_entries_of(const struct world *w, int64_t edition_id,
                           const struct publish_entry *published, size_t count,
                           struct brochure_entry **list)
{
    struct sql_brochure_entry_list_row *row;
    size_t rows = sql_brochure_entry_list(w->db, edition_id, &row), n = 0;
    struct brochure_entry *entry =
        arena_alloc(w->mem, (count + 1) * sizeof *entry);
    int64_t *position = arena_alloc(w->mem, (count + 1) * sizeof *position);
    for (size_t i = 0; i < count; i++) {
        if (!published[i].nominee)
            continue;
        const struct sql_brochure_entry_list_row *place =
            place_of(row, rows, published[i].id);
        entry[n] = (struct brochure_entry){
            .entry = &published[i],
            .shown = place == NULL || place->shown != 0,
            .pages = place != NULL ? place->pages : 0,
        };
        position[n] =
            place != NULL && place->position ? *place->position : INT64_MAX;
        sink(entry, position, n++);
    }
    *list = entry;
    return n;
}

size_t brochure_entries(const struct world *w, int64_t edition_id,
                        struct brochure_entry **list)
{
    struct publish_entry *published;
    size_t count = publish_entries(w, edition_id, &published);
    return brochure_entries_of(w, edition_id, published, count, list);
}

int64_t brochure_entry_pages(const struct world *w, int64_t entry_id)
{
    struct sql_brochure_entry_of_row row;
    return sql_brochure_entry_of(w->db, entry_id, &row) ? row.pages : 0;
}

static void log_entry(const struct world *w, int64_t edition_id,
                      int64_t entry_id, const char *payload)
{
    brochure_design_touch(w, edition_id);
    audit_add(w, "brochure.entry", "entry", entry_id, payload);
}

void brochure_entry_move(const struct world *w, int64_t edition_id,
                         int64_t entry_id, int step)
{
    struct brochure_entry *list;
    size_t count = brochure_entries(w, edition_id, &list), n = 0;
    int64_t category_id = -1;
    int64_t *id = arena_alloc(w->mem, (count + 1) * sizeof *id);
    for (size_t i = 0; i < count; i++)
        if (list[i].entry->id == entry_id)
            category_id = list[i].entry->category_id;
    for (size_t i = 0; i < count; i++)
        if (list[i].entry->category_id == category_id)
            id[n++] = list[i].entry->id;
    if (!ordered_move(id, n, entry_id, step))
        return;
    for (size_t i = 0; i < n; i++)
        sql_brochure_entry_place(w->db, id[i], (int64_t)i + 1);
    log_entry(w, edition_id, entry_id,
              step < 0 ? "{\"moved\":\"forward\"}" : "{\"moved\":\"back\"}");
}

void brochure_entry_show(const struct world *w, int64_t edition_id,
                         int64_t entry_id, bool shown)
{
    sql_brochure_entry_show(w->db, entry_id, shown);
    log_entry(w, edition_id, entry_id,
              shown ? "{\"shown\":true}" : "{\"shown\":false}");
}

void brochure_entry_set_pages(const struct world *w, int64_t edition_id,
                              int64_t entry_id, int64_t pages)
{
    sql_brochure_entry_pages(w->db, entry_id, pages);
    fit_stale(w, entry_id); /* full means something else now */
    log_entry(w, edition_id, entry_id,
              arena_printf(w->mem, "{\"pages\":%" PRId64 "}", pages));
}
