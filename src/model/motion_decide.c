/* What is carried is recorded at once. Marks stay as they are. */
#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_honour.h"
#include "gen/sql_motion.h"
#include "gen/sql_motion_write.h"
#include "model/audit.h"
#include "model/honour.h"
#include "model/motion_state.h"
#include "model/prize.h"
#include "model/seal.h"

struct decision {
    const struct world *w;
    int64_t edition_id;
    const struct motion *m;
};

/* The motion's category, or the one in which the nomination competes. */
static int64_t category_of(const struct decision *d, int64_t entry_id)
{
    struct sql_motion_entry_of_row row;
    if (d->m->category_id != 0)
        return d->m->category_id;
    if (!sql_motion_entry_of(d->w->db, d->edition_id, entry_id, &row) ||
        row.category_id == NULL)
        return 0;
    return *row.category_id;
}

static void honour_named(const struct decision *d, const char *kind)
{
    for (size_t i = 0; i < d->m->entry_count; i++) {
        const struct honour_decision honour = {
            .kind = kind,
            .category_id = category_of(d, d->m->entry[i]),
            .reason_de = d->m->reason_de,
            .reason_en = d->m->reason_en,
            .motion_id = d->m->id,
        };
        honour_decide(d->w, d->m->entry[i], &honour);
    }
}

/* How many heads a team has may be known already. */
static const int64_t *known_heads(const struct decision *d, int64_t entry_id)
{
    struct prize_award *award;
    size_t count = prize_awards(d->w, d->edition_id, &award);
    for (size_t i = 0; i < count; i++)
        if (award[i].prize_id == d->m->prize_id &&
            award[i].entry_id == entry_id)
            return award[i].heads;
    return NULL;
}

static void give_prize(const struct decision *d)
{
    for (size_t i = 0; i < d->m->entry_count; i++) {
        const struct prize_award award = {
            .prize_id = d->m->prize_id,
            .entry_id = d->m->entry[i],
            .heads = known_heads(d, d->m->entry[i]),
            .reason_de = d->m->reason_de,
            .reason_en = d->m->reason_en,
            .motion_id = d->m->id,
        };
        prize_give(d->w, &award);
    }
}

static void award(const struct decision *d)
{
    if (d->m->prize_id != 0) {
        give_prize(d);
        return;
    }
    withheld_drop(d->w, d->m->category_id, 0);
    honour_named(d, "winner");
}

static void withhold(const struct decision *d)
{
    const struct withheld withheld = {
        .category_id = d->m->category_id,
        .prize_id = d->m->prize_id,
        .reason_de = d->m->reason_de,
        .reason_en = d->m->reason_en,
        .motion_id = d->m->id,
    };
    withheld_put(d->w, d->edition_id, &withheld);
}

static const char *number(const struct decision *d, int64_t id)
{
    return arena_printf(d->w->mem, "%" PRId64, id);
}

/* A nominee goes on being one, in its new category. */
static void recategorise(const struct decision *d)
{
    struct sql_motion_entry_of_row entry;
    int64_t id = d->m->entry[0];
    struct sql_honour_get_row nominee;
    if (!sql_motion_entry_of(d->w->db, d->edition_id, id, &entry))
        return;
    sql_motion_recategorise(d->w->db, id, d->m->category_id, d->w->now);
    const struct audit_field fields[] = {
        {"category",
         entry.confirmed_category_id ? number(d, *entry.confirmed_category_id)
                                     : "",
         number(d, d->m->category_id)},
        {"motion", NULL, number(d, d->m->id)},
    };
    audit_change(d->w, "entry.recategorise", "entry", id, fields,
                 sizeof fields / sizeof *fields);
    if (sql_honour_get(d->w->db, id, "nominee", &nominee)) {
        const struct honour_decision moved = {"nominee", d->m->category_id,
                                              nominee.reason_de,
                                              nominee.reason_en, d->m->id};
        honour_decide(d->w, id, &moved);
    }
    seal_entry_changed(d->w, id);
}

void motion_record(const struct world *w, int64_t edition_id,
                   const struct motion *m)
{
    struct decision d = {w, edition_id, m};
    if (str_equal(m->kind, "nominate"))
        honour_named(&d, "nominee");
    else if (str_equal(m->kind, "award") || str_equal(m->kind, "share"))
        award(&d);
    else if (str_equal(m->kind, "withhold"))
        withhold(&d);
    else if (str_equal(m->kind, "commend"))
        honour_named(&d, "commended");
    else if (str_equal(m->kind, "recategorise"))
        recategorise(&d);
}
