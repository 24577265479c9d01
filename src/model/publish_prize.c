/* Prizes as everybody may read of them: see publish.h. */
#include "model/publish_prize.h"

#include <string.h>

#include "base/arena.h"
#include "gen/sql_publish.h"
#include "model/prize.h"

/* How many win in a category; with `code`, of those before it. */
static int64_t winners_in(const struct publish_entry *entry, size_t count,
                          int64_t category_id, const char *code)
{
    int64_t winners = 0;
    for (size_t i = 0; i < count; i++)
        winners += entry[i].winner && entry[i].category_id == category_id &&
                   (code == NULL || strcmp(entry[i].code, code) < 0);
    return winners;
}

static int64_t category_cents(const struct prize *prize, size_t count,
                              int64_t category_id)
{
    int64_t cents = 0;
    for (size_t i = 0; i < count; i++)
        if (category_id != 0 && prize[i].category_id == category_id)
            cents += prize_amount(&prize[i], -1);
    return cents;
}

void publish_share_prizes(const struct world *w, int64_t edition_id,
                          struct publish_entry *entry, size_t count)
{
    struct prize *prize;
    size_t prizes = prize_list(w, edition_id, &prize);
    for (size_t i = 0; i < count; i++) {
        struct publish_entry *e = &entry[i];
        if (!e->winner)
            continue;
        int64_t place = winners_in(entry, count, e->category_id, e->code);
        int64_t shares = winners_in(entry, count, e->category_id, NULL);
        e->shared = e->category_id != 0 && shares > 1;
        e->prize_cents = prize_share(
            category_cents(prize, prizes, e->category_id), shares, place);
    }
}

static const char *some(const char *text)
{
    return text != NULL ? text : "";
}

static size_t awards_of(const struct world *w, int64_t prize_id,
                        const struct sql_publish_awards_row *row, size_t count,
                        const struct publish_award **list)
{
    struct publish_award *award = arena_alloc(w->mem, count * sizeof *award);
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        if (row[i].prize_id == prize_id)
            award[n++] =
                (struct publish_award){row[i].entry_id,
                                       row[i].name,
                                       row[i].amount_cents,
                                       {row[i].reason_de, row[i].reason_en}};
    *list = award;
    return n;
}

size_t publish_specials(const struct world *w, int64_t edition_id,
                        struct publish_special **list)
{
    struct sql_publish_prizes_row *row;
    struct sql_publish_awards_row *award;
    size_t count = sql_publish_prizes(w->db, edition_id, &row), n = 0;
    size_t awards = sql_publish_awards(w->db, edition_id, &award);
    *list = arena_alloc(w->mem, count * sizeof **list);
    for (size_t i = 0; i < count; i++) {
        struct publish_special *s = &(*list)[n];
        if (row[i].category_id != NULL)
            continue;
        *s = (struct publish_special){
            .name = {row[i].name_de, row[i].name_en},
            .description = {row[i].description_de, row[i].description_en},
            .donor = row[i].donor,
            .reason = {some(row[i].reason_de), some(row[i].reason_en)},
        };
        s->count = awards_of(w, row[i].id, award, awards, &s->award);
        n += s->count > 0 || row[i].withheld;
    }
    return n;
}

static void name_award(struct publish_award *award,
                       const struct publish_entry *entry, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (entry[i].id == award->entry_id)
            award->name = entry[i].name;
}

void publish_name_awards(const struct world *w,
                         const struct publish_specials *specials,
                         const struct publish_entry *entry, size_t count)
{
    for (size_t i = 0; i < specials->count; i++) {
        struct publish_special *s = &specials->list[i];
        struct publish_award *award =
            arena_alloc(w->mem, (s->count + 1) * sizeof *award);
        for (size_t k = 0; k < s->count; k++) {
            award[k] = s->award[k];
            name_award(&award[k], entry, count);
        }
        s->award = award;
    }
}

size_t publish_withheld(const struct world *w, int64_t edition_id,
                        struct publish_withheld **list)
{
    struct sql_publish_withheld_row *row;
    size_t count = sql_publish_withheld(w->db, edition_id, &row);
    *list = arena_alloc(w->mem, count * sizeof **list);
    for (size_t i = 0; i < count; i++)
        (*list)[i] = (struct publish_withheld){
            row[i].code,
            {row[i].name_de, row[i].name_en},
            {row[i].reason_de, row[i].reason_en},
        };
    return count;
}
