/* Prizes: see prize.h. What the jury decided lies in the log with the
 * nomination, so that who is barred from it does not read it there. */
#include "model/prize.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "db/db.h"
#include "gen/sql_prize.h"
#include "gen/sql_prize_write.h"
#include "model/address.h"
#include "model/audit.h"
#include "model/prize_digest.h"

/* --- what is set up ---------------------------------------------------------
 */

/* Of a row of any of the queries that read a prize whole. */
#define PRIZE_OF_ROW(row)                                                      \
    (struct prize)                                                             \
    {                                                                          \
        .id = (row).id, .edition_id = (row).edition_id, .code = (row).code,    \
        .category_id = (row).category_id ? *(row).category_id : 0,             \
        .name_de = (row).name_de, .name_en = (row).name_en,                    \
        .description_de = (row).description_de,                                \
        .description_en = (row).description_en, .donor = (row).donor,          \
        .amount_cents = (row).amount_cents, .head_cents = (row).head_cents,    \
        .cap_cents = (row).cap_cents, .winners_max = (row).winners_max,        \
        .withholdable = (row).withholdable != 0                                \
    }

size_t prize_list(const struct world *w, int64_t edition_id,
                  struct prize **list)
{
    struct sql_prize_list_row *row;
    size_t count = sql_prize_list(w->db, edition_id, &row);
    *list = arena_alloc(w->mem, count * sizeof **list);
    for (size_t i = 0; i < count; i++)
        (*list)[i] = PRIZE_OF_ROW(row[i]);
    return count;
}

bool prize_by_id(const struct world *w, int64_t id, struct prize *prize)
{
    struct sql_prize_by_id_row row;
    if (!sql_prize_by_id(w->db, id, &row))
        return false;
    *prize = PRIZE_OF_ROW(row);
    return true;
}

/* --- money ------------------------------------------------------------------
 */

int64_t prize_amount(const struct prize *prize, int64_t heads)
{
    int64_t cents;
    if (prize->head_cents == 0)
        return prize->amount_cents;
    if (heads <= 0)
        return 0;
    if (__builtin_mul_overflow(prize->head_cents, heads, &cents))
        cents = INT64_MAX;
    return prize->cap_cents > 0 && cents > prize->cap_cents ? prize->cap_cents
                                                            : cents;
}

int64_t prize_share(int64_t cents, int64_t shares, int64_t place)
{
    if (shares <= 0)
        return 0;
    return cents / shares + (place < cents % shares ? 1 : 0);
}

/* --- special prizes as they are given ---------------------------------------
 */

size_t prize_awards(const struct world *w, int64_t edition_id,
                    struct prize_award **list)
{
    struct sql_prize_awards_row *row;
    size_t count = sql_prize_awards(w->db, edition_id, &row);
    *list = arena_alloc(w->mem, count * sizeof **list);
    for (size_t i = 0; i < count; i++)
        (*list)[i] = (struct prize_award){
            row[i].prize_id,
            row[i].entry_id,
            row[i].heads,
            row[i].amount_cents,
            row[i].reason_de,
            row[i].reason_en,
            row[i].motion_id ? *row[i].motion_id : 0,
        };
    return count;
}

static const char *number(const struct world *w, const int64_t *value)
{
    return value ? arena_printf(w->mem, "%" PRId64, *value) : NULL;
}

/* One that is not given has no texts. */
static struct sql_prize_award_get_row given(const struct world *w,
                                            int64_t prize_id, int64_t entry_id)
{
    struct sql_prize_award_get_row row;
    return sql_prize_award_get(w->db, prize_id, entry_id, &row)
               ? row
               : (struct sql_prize_award_get_row){0};
}

static const char *amount_text(const struct world *w,
                               const struct sql_prize_award_get_row *row)
{
    return row->reason_de ? number(w, &row->amount_cents) : NULL;
}

static void keep_trace(const struct world *w, const char *action,
                       int64_t prize_id, int64_t entry_id,
                       const struct sql_prize_award_get_row *before)
{
    struct prize prize = {.code = ""};
    struct sql_prize_award_get_row after = given(w, prize_id, entry_id);
    prize_by_id(w, prize_id, &prize);
    const struct audit_field fields[] = {
        {"prize", before->reason_de ? prize.code : NULL,
         after.reason_de ? prize.code : NULL},
        {"heads", number(w, before->heads), number(w, after.heads)},
        {"cents", amount_text(w, before), amount_text(w, &after)},
        {"reason_de", before->reason_de, after.reason_de},
        {"reason_en", before->reason_en, after.reason_en},
        {"motion", number(w, before->motion_id), number(w, after.motion_id)},
        {"awards", NULL, prize_digest(w, entry_id)},
    };
    audit_change(w, action, "entry", entry_id, fields,
                 sizeof fields / sizeof *fields);
}

/* Everybody's part anew. Of a prize by heads each has its part of what its own
 * team would come to, so that the cap bounds what the donor pays. `but`: its
 * part is logged by the caller. */
static void share_out(const struct world *w, const struct prize *prize,
                      int64_t but)
{
    struct sql_prize_awards_of_row *row;
    size_t count = sql_prize_awards_of(w->db, prize->id, &row);
    for (size_t i = 0; i < count; i++) {
        int64_t heads = row[i].heads ? *row[i].heads : -1;
        int64_t cents =
            prize_share(prize_amount(prize, heads), (int64_t)count, (int64_t)i);
        struct sql_prize_award_get_row before =
            given(w, prize->id, row[i].entry_id);
        if (sql_prize_award_set_amount(w->db, prize->id, row[i].entry_id,
                                       cents) > 0 &&
            row[i].entry_id != but)
            keep_trace(w, "prize.share", prize->id, row[i].entry_id, &before);
    }
}

enum prize_outcome prize_give(const struct world *w,
                              const struct prize_award *award)
{
    struct prize prize;
    struct sql_prize_may_go_to_row entry;
    const int64_t *motion = award->motion_id != 0 ? &award->motion_id : NULL;
    if (!prize_by_id(w, award->prize_id, &prize) || prize.category_id != 0)
        return PRIZE_NOT_SPECIAL;
    if (!sql_prize_may_go_to(w->db, prize.edition_id, award->entry_id, &entry))
        return PRIZE_NOT_ADMITTED;
    struct sql_prize_award_get_row before = given(w, prize.id, award->entry_id);
    if (sql_prize_award_put(w->db, prize.id, award->entry_id, award->heads,
                            award->reason_de, award->reason_en, motion,
                            world_actor(w), w->now) == 0)
        return PRIZE_FULL;
    withheld_drop(w, 0, prize.id);
    share_out(w, &prize, award->entry_id);
    keep_trace(w, "prize.give", prize.id, award->entry_id, &before);
    address_give(w, award->entry_id);
    return PRIZE_OK;
}

void prize_take_back(const struct world *w, int64_t prize_id, int64_t entry_id)
{
    struct prize prize;
    struct sql_prize_award_get_row before = given(w, prize_id, entry_id);
    if (!prize_by_id(w, prize_id, &prize) ||
        sql_prize_award_drop(w->db, prize_id, entry_id) == 0)
        return;
    share_out(w, &prize, 0);
    keep_trace(w, "prize.take", prize_id, entry_id, &before);
}

/* --- withheld ---------------------------------------------------------------
 */

size_t withheld_list(const struct world *w, int64_t edition_id,
                     struct withheld **list)
{
    struct sql_withheld_list_row *row;
    size_t count = sql_withheld_list(w->db, edition_id, &row);
    *list = arena_alloc(w->mem, count * sizeof **list);
    for (size_t i = 0; i < count; i++)
        (*list)[i] = (struct withheld){
            row[i].category_id ? *row[i].category_id : 0,
            row[i].prize_id ? *row[i].prize_id : 0,
            row[i].reason_de,
            row[i].reason_en,
            row[i].motion_id ? *row[i].motion_id : 0,
            row[i].decided_at,
        };
    return count;
}

/* Texts are NULL where it is not withheld. */
static struct withheld find_withheld(const struct world *w, int64_t category_id,
                                     int64_t prize_id)
{
    struct sql_withheld_of_category_row c;
    struct sql_withheld_of_prize_row p;
    if (category_id != 0 && sql_withheld_of_category(w->db, category_id, &c))
        return (struct withheld){.reason_de = c.reason_de,
                                 .reason_en = c.reason_en,
                                 .motion_id = c.motion_id ? *c.motion_id : 0};
    if (prize_id != 0 && sql_withheld_of_prize(w->db, prize_id, &p))
        return (struct withheld){.reason_de = p.reason_de,
                                 .reason_en = p.reason_en,
                                 .motion_id = p.motion_id ? *p.motion_id : 0};
    return (struct withheld){0};
}

static void log_withheld(const struct world *w, const char *action,
                         int64_t category_id, int64_t prize_id,
                         const struct withheld *before)
{
    struct withheld after = find_withheld(w, category_id, prize_id);
    const struct audit_field fields[] = {
        {"withheld", before->reason_de ? "yes" : NULL,
         after.reason_de ? "yes" : NULL},
        {"reason_de", before->reason_de, after.reason_de},
        {"reason_en", before->reason_en, after.reason_en},
        {"motion", before->motion_id ? number(w, &before->motion_id) : NULL,
         after.motion_id ? number(w, &after.motion_id) : NULL},
        {"digest", NULL, withheld_digest(w, category_id, prize_id)},
    };
    audit_change(w, action, category_id != 0 ? "category" : "prize",
                 category_id != 0 ? category_id : prize_id, fields,
                 sizeof fields / sizeof *fields);
}

static enum prize_outcome
check_category(const struct world *w, int64_t edition_id, int64_t category_id)
{
    struct sql_withheld_category_fits_row row;
    if (!sql_withheld_category_fits(w->db, edition_id, category_id, &row))
        return PRIZE_NOT_ADMITTED;
    if (row.binding)
        return PRIZE_NOT_WITHHOLDABLE;
    return row.given ? PRIZE_GIVEN : PRIZE_OK;
}

static enum prize_outcome check_special(const struct world *w,
                                        int64_t edition_id, int64_t prize_id)
{
    struct prize prize;
    struct sql_prize_awards_of_row *row;
    if (!prize_by_id(w, prize_id, &prize) || prize.edition_id != edition_id)
        return PRIZE_NOT_ADMITTED;
    if (prize.category_id != 0)
        return PRIZE_NOT_SPECIAL;
    if (!prize.withholdable)
        return PRIZE_NOT_WITHHOLDABLE;
    return sql_prize_awards_of(w->db, prize_id, &row) > 0 ? PRIZE_GIVEN
                                                          : PRIZE_OK;
}

/* Recorded again it is another row, with the reason of now. */
enum prize_outcome withheld_put(const struct world *w, int64_t edition_id,
                                const struct withheld *h)
{
    enum prize_outcome outcome =
        h->category_id != 0 ? check_category(w, edition_id, h->category_id)
                            : check_special(w, edition_id, h->prize_id);
    if (outcome != PRIZE_OK)
        return outcome;
    struct withheld before = find_withheld(w, h->category_id, h->prize_id);
    sql_withheld_drop_category(w->db, h->category_id);
    sql_withheld_drop_prize(w->db, h->prize_id);
    sql_withheld_add(w->db, edition_id, h->category_id ? &h->category_id : NULL,
                     h->category_id ? NULL : &h->prize_id, h->reason_de,
                     h->reason_en, h->motion_id ? &h->motion_id : NULL,
                     world_actor(w), w->now);
    log_withheld(w, "withheld.set", h->category_id, h->prize_id, &before);
    return PRIZE_OK;
}

void withheld_drop(const struct world *w, int64_t category_id, int64_t prize_id)
{
    struct withheld before = find_withheld(w, category_id, prize_id);
    if (before.reason_de == NULL)
        return;
    if (category_id != 0)
        sql_withheld_drop_category(w->db, category_id);
    else
        sql_withheld_drop_prize(w->db, prize_id);
    log_withheld(w, "withheld.remove", category_id, prize_id, &before);
}
