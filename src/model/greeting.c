#include "model/greeting.h"

#include <inttypes.h>

#include "base/arena.h"
#include "gen/sql_edition.h"
#include "gen/sql_greeting.h"
#include "gen/sql_greeting_write.h"
#include "model/audit.h"
#include "model/brochure_design.h"
#include "model/ordered.h"

size_t greeting_list(const struct world *w, int64_t edition_id,
                     struct greeting **list)
{
    struct sql_edition_greetings_row *row;
    size_t count = sql_edition_greetings(w->db, edition_id, &row);
    struct greeting *g = arena_alloc(w->mem, (count + 1) * sizeof *g);
    for (size_t i = 0; i < count; i++)
        g[i] = (struct greeting){
            row[i].id,
            edition_id,
            row[i].name,
            row[i].function_de,
            row[i].function_en,
            row[i].body_de,
            row[i].body_en,
            row[i].portrait_file_id ? *row[i].portrait_file_id : 0,
            row[i].credit,
        };
    *list = g;
    return count;
}

bool greeting_by_id(const struct world *w, int64_t id, struct greeting *g)
{
    struct sql_greeting_get_row row;
    if (!sql_greeting_get(w->db, id, &row))
        return false;
    *g = (struct greeting){
        row.id,          row.edition_id,
        row.name,        row.function_de,
        row.function_en, row.body_de,
        row.body_en,     row.portrait_file_id ? *row.portrait_file_id : 0,
        row.credit,
    };
    return true;
}

static void keep_trace(const struct world *w, const char *action, int64_t id,
                       const struct greeting *before,
                       const struct greeting *after)
{
    const struct audit_field fields[] = {
        {"name", before->name, after->name},
        {"function_de", before->function_de, after->function_de},
        {"function_en", before->function_en, after->function_en},
        {"body_de", before->body_de, after->body_de},
        {"body_en", before->body_en, after->body_en},
        {"credit", before->credit, after->credit},
    };
    audit_change(w, action, "greeting", id, fields,
                 sizeof fields / sizeof *fields);
}

int64_t greeting_save(const struct world *w, const struct greeting *g)
{
    struct greeting before = {0}, after = *g;
    brochure_design_touch(w, g->edition_id);
    if (g->id == 0) {
        after.id =
            sql_greeting_add(w->db, g->edition_id, g->name, g->function_de,
                             g->function_en, g->body_de, g->body_en);
        keep_trace(w, "greeting.add", after.id, &before, &after);
        return after.id;
    }
    if (!greeting_by_id(w, g->id, &before))
        return 0;
    after.credit = before.credit;
    sql_greeting_set(w->db, g->id, g->name, g->function_de, g->function_en,
                     g->body_de, g->body_en);
    keep_trace(w, "greeting.change", g->id, &before, &after);
    return g->id;
}

void greeting_move(const struct world *w, const struct greeting *g, int step)
{
    struct greeting *list;
    size_t count = greeting_list(w, g->edition_id, &list);
    int64_t *id = arena_alloc(w->mem, (count + 1) * sizeof *id);
    for (size_t i = 0; i < count; i++)
        id[i] = list[i].id;
    if (!ordered_move(id, count, g->id, step))
        return;
    for (size_t i = 0; i < count; i++)
        sql_greeting_place(w->db, id[i], (int64_t)i + 1);
    brochure_design_touch(w, g->edition_id);
    audit_add(w, "greeting.change", "greeting", g->id,
              step < 0 ? "{\"moved\":\"forward\"}" : "{\"moved\":\"back\"}");
}

void greeting_portrait(const struct world *w, const struct greeting *g,
                       int64_t file_id)
{
    sql_greeting_portrait(w->db, g->id, file_id ? &file_id : NULL);
    brochure_design_touch(w, g->edition_id);
    audit_add(w, "greeting.change", "greeting", g->id,
              file_id
                  ? arena_printf(w->mem, "{\"portrait\":%" PRId64 "}", file_id)
                  : "{\"portrait\":null}");
}

void greeting_credit(const struct world *w, const struct greeting *g,
                     const char *credit)
{
    struct greeting after = *g;
    after.credit = credit;
    sql_greeting_credit(w->db, g->id, credit);
    brochure_design_touch(w, g->edition_id);
    keep_trace(w, "greeting.change", g->id, g, &after);
}

void greeting_delete(const struct world *w, const struct greeting *g)
{
    sql_greeting_delete(w->db, g->id);
    brochure_design_touch(w, g->edition_id);
    keep_trace(w, "greeting.remove", g->id, g, &(struct greeting){0});
}
