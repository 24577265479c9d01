#include "model/brochure_part.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_brochure_part.h"
#include "gen/sql_brochure_part_write.h"
#include "model/audit.h"
#include "model/ordered.h"

static const char *const usual[] = {
    "contents", "greetings",    "about", "jury",     "overview", "entries",
    "specials", "participants", "call",  "partners", "imprint",
};
enum { USUAL = sizeof usual / sizeof *usual };

static struct brochure_part part_of(const struct sql_brochure_part_list_row *r)
{
    return (struct brochure_part){
        .id = r->id,
        .kind = r->kind,
        .shown = r->shown != 0,
        .title_de = r->title_de,
        .title_en = r->title_en,
        .body_de = r->body_de,
        .body_en = r->body_en,
        .file_id = r->file_id ? *r->file_id : 0,
        .picture = {r->credit, r->alt_de, r->alt_en},
    };
}

static bool among(const struct brochure_part *list, size_t count,
                  const char *kind)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(list[i].kind, kind))
            return true;
    return false;
}

size_t brochure_parts(const struct world *w, int64_t edition_id,
                      struct brochure_part **list)
{
    struct sql_brochure_part_list_row *row;
    size_t stored = sql_brochure_part_list(w->db, edition_id, &row);
    size_t count = stored;
    struct brochure_part *part =
        arena_alloc(w->mem, (stored + USUAL) * sizeof *part);
    for (size_t i = 0; i < stored; i++)
        part[i] = part_of(&row[i]);
    for (size_t i = 0; i < USUAL; i++)
        if (!among(part, stored, usual[i]))
            part[count++] = (struct brochure_part){
                .kind = usual[i],
                .shown = stored == 0,
                .title_de = "",
                .title_en = "",
                .body_de = "",
                .body_en = "",
                .picture = {"", "", ""},
            };
    *list = part;
    return count;
}

const char *brochure_part_key(const struct world *w,
                              const struct brochure_part *part)
{
    return str_equal(part->kind, "own")
               ? arena_printf(w->mem, "%" PRId64, part->id)
               : part->kind;
}

bool brochure_part_find(const struct world *w, int64_t edition_id,
                        const char *key, struct brochure_part *part)
{
    struct brochure_part *list;
    size_t count = brochure_parts(w, edition_id, &list);
    for (size_t i = 0; i < count; i++) {
        if (!str_equal(brochure_part_key(w, &list[i]), key))
            continue;
        *part = list[i];
        return true;
    }
    return false;
}

/* From now on all of them have rows, numbered from 1. */
static size_t settle(const struct world *w, int64_t edition_id,
                     struct brochure_part **list)
{
    size_t count = brochure_parts(w, edition_id, list);
    for (size_t i = 0; i < count; i++) {
        struct brochure_part *p = &(*list)[i];
        if (p->id == 0)
            p->id = sql_brochure_part_add(w->db, edition_id, (int64_t)i + 1,
                                          p->kind, p->shown);
        else
            sql_brochure_part_place(w->db, p->id, (int64_t)i + 1);
    }
    brochure_design_touch(w, edition_id);
    return count;
}

static void log_part(const struct world *w, int64_t edition_id,
                     const char *what, const char *before, const char *after)
{
    const struct audit_field field = {what, before, after};
    audit_change(w, "brochure.part", "edition", edition_id, &field, 1);
}

static void place(const struct world *w, const int64_t *id, size_t count)
{
    for (size_t i = 0; i < count; i++)
        sql_brochure_part_place(w->db, id[i], (int64_t)i + 1);
}

void brochure_part_move(const struct world *w, int64_t edition_id,
                        const char *key, int step)
{
    struct brochure_part *list, one;
    size_t count = settle(w, edition_id, &list);
    int64_t *id = arena_alloc(w->mem, count * sizeof *id);
    for (size_t i = 0; i < count; i++)
        id[i] = list[i].id;
    if (!brochure_part_find(w, edition_id, key, &one) ||
        !ordered_move(id, count, one.id, step))
        return;
    place(w, id, count);
    log_part(w, edition_id, "moved", NULL, key);
}

void brochure_part_show(const struct world *w, int64_t edition_id,
                        const char *key, bool shown)
{
    struct brochure_part *list, one;
    settle(w, edition_id, &list);
    if (!brochure_part_find(w, edition_id, key, &one))
        return;
    sql_brochure_part_show(w->db, one.id, shown);
    log_part(w, edition_id, shown ? "shown" : "left_out", NULL, key);
}

/* A new page, in front of the imprint where that is the last. */
static int64_t add_own(const struct world *w, int64_t edition_id)
{
    struct brochure_part *list;
    size_t count = settle(w, edition_id, &list);
    int64_t id = sql_brochure_part_add(w->db, edition_id, (int64_t)count + 1,
                                       "own", true);
    if (count > 0 && str_equal(list[count - 1].kind, "imprint")) {
        sql_brochure_part_place(w->db, id, (int64_t)count);
        sql_brochure_part_place(w->db, list[count - 1].id, (int64_t)count + 1);
    }
    return id;
}

int64_t brochure_part_save(const struct world *w, int64_t edition_id,
                           const char *key, const struct brochure_part *part)
{
    struct brochure_part *list;
    struct brochure_part old = {.id = 0};
    if (key != NULL)
        settle(w, edition_id, &list);
    if (key == NULL)
        old.id = add_own(w, edition_id);
    else if (!brochure_part_find(w, edition_id, key, &old))
        return 0;
    const struct audit_field fields[] = {
        {"title_de", old.title_de, part->title_de},
        {"title_en", old.title_en, part->title_en},
        {"body_de", old.body_de, part->body_de},
        {"body_en", old.body_en, part->body_en},
    };
    sql_brochure_part_set(w->db, old.id, part->title_de, part->title_en,
                          part->body_de, part->body_en);
    audit_change(w, "brochure.part", "brochure_part", old.id, fields,
                 sizeof fields / sizeof *fields);
    return old.id;
}

void brochure_part_picture(const struct world *w, int64_t edition_id,
                           int64_t id, int64_t file_id)
{
    brochure_design_touch(w, edition_id);
    sql_brochure_part_picture(w->db, id, file_id ? &file_id : NULL);
    audit_add(w, "brochure.part", "brochure_part", id,
              file_id
                  ? arena_printf(w->mem, "{\"picture\":%" PRId64 "}", file_id)
                  : "{\"picture\":null}");
}

void brochure_part_describe(const struct world *w, int64_t edition_id,
                            int64_t id, const struct brochure_caption *caption)
{
    struct brochure_part old;
    if (!brochure_part_find(w, edition_id, arena_printf(w->mem, "%" PRId64, id),
                            &old))
        return;
    const struct audit_field fields[] = {
        {"credit", old.picture.credit, caption->credit},
        {"alt_de", old.picture.alt_de, caption->alt_de},
        {"alt_en", old.picture.alt_en, caption->alt_en},
    };
    brochure_design_touch(w, edition_id);
    sql_brochure_part_describe(w->db, id, caption->credit, caption->alt_de,
                               caption->alt_en);
    audit_change(w, "brochure.part", "brochure_part", id, fields,
                 sizeof fields / sizeof *fields);
}

void brochure_part_delete(const struct world *w, int64_t edition_id, int64_t id)
{
    struct brochure_part old;
    if (!brochure_part_find(w, edition_id, arena_printf(w->mem, "%" PRId64, id),
                            &old))
        return;
    brochure_design_touch(w, edition_id);
    sql_brochure_part_delete(w->db, id);
    log_part(w, edition_id, "removed",
             str_empty(old.title_de) ? old.title_en : old.title_de, NULL);
}
