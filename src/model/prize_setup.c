#include "model/prize_setup.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "db/db.h"
#include "gen/sql_prize.h"
#include "gen/sql_prize_write.h"
#include "model/audit.h"

bool prize_decided(const struct world *w, int64_t id)
{
    struct sql_prize_decided_row row = {0};
    return sql_prize_decided(w->db, id, &row) && row.yes != 0;
}

static const char *number(const struct world *w, int64_t value)
{
    return arena_printf(w->mem, "%" PRId64, value);
}

static void keep_trace(const struct world *w, const char *action, int64_t id,
                       const struct prize *before, const struct prize *after)
{
    const struct audit_field fields[] = {
        {"prize", before->code, after->code},
        {"name_de", before->name_de, after->name_de},
        {"name_en", before->name_en, after->name_en},
        {"donor", before->donor, after->donor},
        {"cents", number(w, before->amount_cents),
         number(w, after->amount_cents)},
        {"head_cents", number(w, before->head_cents),
         number(w, after->head_cents)},
        {"cap_cents", number(w, before->cap_cents),
         number(w, after->cap_cents)},
        {"winners_max", number(w, before->winners_max),
         number(w, after->winners_max)},
        {"withholdable", before->withholdable ? "yes" : NULL,
         after->withholdable ? "yes" : NULL},
    };
    audit_change(w, action, "prize", id, fields,
                 sizeof fields / sizeof *fields);
}

static bool money_fits(const struct prize *p)
{
    return (p->amount_cents == 0 || p->head_cents == 0) &&
           (p->cap_cents == 0 || p->head_cents > 0) &&
           (p->head_cents == 0 || p->category_id == 0);
}

static enum prize_fault add(const struct world *w, const struct prize *p)
{
    struct sql_prize_last_position_row last = {0};
    sql_prize_last_position(w->db, p->edition_id, &last);
    int64_t id = sql_prize_add(
        w->db, p->edition_id, p->code, last.position + 1,
        p->category_id ? &p->category_id : NULL, p->name_de, p->name_en,
        p->description_de, p->description_en, p->donor, p->amount_cents,
        p->head_cents, p->cap_cents, p->winners_max, p->withholdable);
    if (id == 0)
        return db_conflict(w->db) ? PRIZE_CODE : PRIZE_FINE;
    keep_trace(w, "prize.add", id, &(struct prize){0}, p);
    return PRIZE_FINE;
}

enum prize_fault prize_store(const struct world *w, const struct prize *p)
{
    struct prize before;
    if (str_empty(p->name_de))
        return PRIZE_NAME;
    if (!money_fits(p))
        return PRIZE_MONEY;
    if (p->id == 0)
        return str_empty(p->code) ? PRIZE_CODE : add(w, p);
    if (!prize_by_id(w, p->id, &before) || prize_decided(w, p->id))
        return PRIZE_DECIDED;
    sql_prize_set(w->db, p->id, p->category_id ? &p->category_id : NULL,
                  p->name_de, p->name_en, p->description_de, p->description_en,
                  p->donor, p->amount_cents, p->head_cents, p->cap_cents,
                  p->winners_max, p->withholdable);
    struct prize after = *p;
    after.code = before.code;
    keep_trace(w, "prize.change", p->id, &before, &after);
    return PRIZE_FINE;
}

enum prize_fault prize_remove(const struct world *w, int64_t id)
{
    struct prize before;
    if (!prize_by_id(w, id, &before) || prize_decided(w, id))
        return PRIZE_DECIDED;
    sql_prize_drop(w->db, id);
    keep_trace(w, "prize.remove", id, &before, &(struct prize){0});
    return PRIZE_FINE;
}
