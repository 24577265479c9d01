/* What the jury's marks say of the nominations that are talked about: the place
 * in the ranking, and the reader's own points. Never more than other pages
 * would show him: rankings of closed rounds; jurors only where the round
 * discloses marks to them, and nobody who has a conflict in it, because a
 * ranking of the others says where the missing one stands. */
#include "page/meeting.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_live.h"
#include "model/standing.h"
#include "page/bar.h"
#include "page/jury_place.h"
#include "page/meeting_view.h"
#include "page/meeting_words.h"
#include "page/second_mark.h"

struct place {
    int64_t entry_id;
    const char *text; /* "2 of 15" */
};

struct places {
    struct place *list;
    size_t count;
};

static bool may_see(struct ctx *c, const struct meeting_place *p,
                    const struct round *round)
{
    if (!str_equal(round->state, "closed") || bar_round_quietly(c, round->id))
        return false;
    if (p->office)
        return true;
    return !str_equal(round->disclosure, "never") &&
           jury_undeclared(c, round->id, p->own->jury_member_id) == 0;
}

static struct meeting_ranking make_ranking(struct ctx *c,
                                           const struct meeting_place *p,
                                           const struct round *round,
                                           const struct standing *list,
                                           size_t count)
{
    struct arena *mem = c->world.mem;
    struct meeting_place_row *row = arena_alloc(mem, count * sizeof *row);
    for (size_t i = 0; i < count; i++)
        row[i] = (struct meeting_place_row){
            .rank = arena_printf(mem, "%d", list[i].place),
            .title = meeting_name(c, p, list[i].entry_id),
            .points = lang_number(mem, c->lang, list[i].points),
        };
    return (struct meeting_ranking){
        .id = round->id,
        .name = PICK(round->name_de, round->name_en),
        .row = row,
        .count = count,
    };
}

static void add_places(struct ctx *c, const struct standing *list, size_t count,
                       struct places *s)
{
    struct arena *mem = c->world.mem;
    for (size_t i = 0; i < count; i++) {
        s->list = arena_grow(mem, s->list, s->count, sizeof *s->list);
        s->list[s->count++] = (struct place){
            list[i].entry_id,
            arena_printf(mem, T("%d of %d"), list[i].place, (int)count)};
    }
}

/* Of the meeting's rounds those that the visitor may see, one after the other;
 * `list` or `places` may be NULL. */
static size_t walk(struct ctx *c, const struct meeting_place *p,
                   struct meeting_ranking **list, struct places *places)
{
    const int64_t *id;
    struct round round;
    size_t count = meeting_rounds(&c->world, p->meeting.id, &id), found = 0;
    if (list != NULL)
        *list = arena_alloc(c->world.mem, count * sizeof **list);
    for (size_t i = 0; i < count; i++) {
        const struct standing *row;
        if (!round_by_id(&c->world, id[i], &round) || !may_see(c, p, &round))
            continue;
        size_t rows = standing_of_round(&c->world, id[i], &row);
        if (rows == 0)
            continue;
        if (list != NULL)
            (*list)[found++] = make_ranking(c, p, &round, row, rows);
        if (places != NULL)
            add_places(c, row, rows, places);
    }
    return found;
}

size_t meeting_rankings(struct ctx *c, const struct meeting_place *p,
                        const struct meeting_ranking **list)
{
    struct meeting_ranking *all = NULL;
    size_t count = walk(c, p, &all, NULL);
    *list = all;
    return count;
}

/* Of several rounds the last one counts. */
static const char *place_of(const struct places *s, int64_t entry_id)
{
    for (size_t i = s->count; i > 0; i--)
        if (s->list[i - 1].entry_id == entry_id)
            return s->list[i - 1].text;
    return NULL;
}

/* The reader's own points and sheet, of the last round in which he has one. */
static void add_own(struct ctx *c, const struct meeting_place *p,
                    struct meeting_entry *list, size_t count)
{
    const int64_t *id;
    struct round round;
    size_t rounds = meeting_rounds(&c->world, p->meeting.id, &id);
    for (size_t r = 0; r < rounds; r++) {
        struct queue_view queue = {0};
        if (!round_by_id(&c->world, id[r], &round))
            continue;
        jury_fill_queue(c, &round, p->own->jury_member_id, 0, &queue);
        for (size_t i = 0; i < queue.count; i++)
            for (size_t k = 0; k < count; k++) {
                if (list[k].id != queue.item[i].id)
                    continue;
                list[k].own = queue.item[i].total;
                list[k].path = arena_printf(
                    c->world.mem, "/jury/entry/%" PRId64 "?round=%" PRId64,
                    list[k].id, round.id);
            }
    }
}

static const char *category_of(struct ctx *c, const struct meeting_place *p,
                               int64_t entry_id)
{
    struct sql_live_category_row row;
    if (!sql_live_category(c->world.db, entry_id, &row) ||
        row.category_id == NULL)
        return NULL;
    return meeting_category(c, p->edition.id, *row.category_id);
}

void meeting_fill_entries(struct ctx *c, const struct meeting_place *p,
                          struct meeting_view *v)
{
    const int64_t *id;
    struct places s = {0};
    size_t count = meeting_visible(c, p, &p->item, &id);
    struct meeting_entry *list =
        arena_alloc(c->world.mem, count * sizeof *list);
    if (count > 0)
        walk(c, p, NULL, &s);
    for (size_t i = 0; i < count; i++)
        list[i] = (struct meeting_entry){
            .id = id[i],
            .title = meeting_name(c, p, id[i]),
            .category = category_of(c, p, id[i]),
            .rank = place_of(&s, id[i]),
            .second = second_mark_path(c, p, id[i]),
            .path = p->office ? arena_printf(c->world.mem,
                                             "/office/entry/%" PRId64, id[i])
                              : NULL,
        };
    if (!p->office && count > 0)
        add_own(c, p, list, count);
    v->entry = list;
    v->entry_count = count;
}
