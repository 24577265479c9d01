#include "model/partner.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_edition.h"
#include "gen/sql_partner.h"
#include "gen/sql_partner_write.h"
#include "model/audit.h"
#include "model/brochure_design.h"
#include "model/ordered.h"

const char *const partner_tier[PARTNER_TIERS] = {"organiser", "funder",
                                                 "partner", "sponsor"};

size_t partner_list(const struct world *w, int64_t edition_id,
                    struct partner **list)
{
    struct sql_edition_partners_row *row;
    size_t count = sql_edition_partners(w->db, edition_id, &row), n = 0;
    struct partner *p = arena_alloc(w->mem, (count + 1) * sizeof *p);
    for (size_t t = 0; t < PARTNER_TIERS; t++)
        for (size_t i = 0; i < count; i++)
            if (str_equal(row[i].tier, partner_tier[t]))
                p[n++] = (struct partner){
                    row[i].id,   edition_id,
                    row[i].tier, row[i].name,
                    row[i].url,  row[i].logo_file_id ? *row[i].logo_file_id : 0,
                };
    *list = p;
    return n;
}

bool partner_by_id(const struct world *w, int64_t id, struct partner *p)
{
    struct sql_partner_get_row row;
    if (!sql_partner_get(w->db, id, &row))
        return false;
    *p = (struct partner){
        row.id,   row.edition_id, row.tier,
        row.name, row.url,        row.logo_file_id ? *row.logo_file_id : 0,
    };
    return true;
}

static void keep_trace(const struct world *w, const char *action, int64_t id,
                       const struct partner *before,
                       const struct partner *after)
{
    const struct audit_field fields[] = {
        {"tier", before->tier, after->tier},
        {"name", before->name, after->name},
        {"url", before->url, after->url},
    };
    audit_change(w, action, "partner", id, fields,
                 sizeof fields / sizeof *fields);
}

int64_t partner_save(const struct world *w, const struct partner *p)
{
    struct partner before = {0};
    brochure_design_touch(w, p->edition_id);
    if (p->id == 0) {
        int64_t id =
            sql_partner_add(w->db, p->edition_id, p->tier, p->name, p->url);
        keep_trace(w, "partner.add", id, &before, p);
        return id;
    }
    if (!partner_by_id(w, p->id, &before))
        return 0;
    sql_partner_set(w->db, p->id, p->tier, p->name, p->url);
    keep_trace(w, "partner.change", p->id, &before, p);
    return p->id;
}

/* The places are numbered anew for all of the edition: a file may have given
 * them in any order. */
void partner_move(const struct world *w, const struct partner *p, int step)
{
    struct partner *list;
    size_t count = partner_list(w, p->edition_id, &list), first = 0, n = 0;
    int64_t *id = arena_alloc(w->mem, (count + 1) * sizeof *id);
    for (size_t i = 0; i < count; i++) {
        id[i] = list[i].id;
        if (!str_equal(list[i].tier, p->tier))
            continue;
        if (n++ == 0)
            first = i;
    }
    if (!ordered_move(id + first, n, p->id, step))
        return;
    for (size_t i = 0; i < count; i++)
        sql_partner_place(w->db, id[i], (int64_t)i + 1);
    brochure_design_touch(w, p->edition_id);
    audit_add(w, "partner.change", "partner", p->id,
              step < 0 ? "{\"moved\":\"forward\"}" : "{\"moved\":\"back\"}");
}

void partner_logo(const struct world *w, const struct partner *p,
                  int64_t file_id)
{
    sql_partner_logo(w->db, p->id, file_id ? &file_id : NULL);
    brochure_design_touch(w, p->edition_id);
    audit_add(w, "partner.change", "partner", p->id,
              file_id ? arena_printf(w->mem, "{\"logo\":%" PRId64 "}", file_id)
                      : "{\"logo\":null}");
}

void partner_delete(const struct world *w, const struct partner *p)
{
    sql_partner_delete(w->db, p->id);
    brochure_design_touch(w, p->edition_id);
    keep_trace(w, "partner.remove", p->id, p, &(struct partner){0});
}
