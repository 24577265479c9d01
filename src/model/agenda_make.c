/* Proposing and taking over an agenda: see agenda_make.h. */
#include "model/agenda_make.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_agenda.h"
#include "gen/sql_agenda_write.h"
#include "gen/sql_edition.h"
#include "model/meeting.h"
#include "model/prize.h"
#include "model/result.h"

struct candidate {
    const struct sql_agenda_candidates_row *row;
    size_t place; /* as the database has it: by category, then by code */
    int64_t rank; /* 0: not ranked */
};

/* --- the order that is wanted otherwise -------------------------------------
 */

static bool rank_by(const struct world *w, int64_t round_id,
                    struct candidate *list, size_t count)
{
    struct result *r = arena_alloc(w->mem, sizeof *r);
    bool any = false;
    if (!result_of_round(w, round_id, r) || r->report.official == NULL)
        return false;
    for (size_t e = 0; e < r->report.official->entries; e++)
        for (size_t i = 0; i < count; i++)
            if (list[i].row->id == r->entry_ids[e]) {
                list[i].rank = r->report.official->rank_final[e];
                any = any || list[i].rank > 0;
            }
    return any;
}

/* By the last of the meeting's rounds that ranks any of them. */
static void rank(const struct world *w, int64_t meeting_id,
                 struct candidate *list, size_t count)
{
    const int64_t *round;
    size_t rounds = meeting_rounds(w, meeting_id, &round);
    for (size_t i = rounds; i > 0; i--)
        if (rank_by(w, round[i - 1], list, count))
            return;
}

static int64_t category_of(const struct candidate *c)
{
    return c->row->category_id != NULL ? *c->row->category_id : 0;
}

/* Categories stay in their order; who is not ranked comes last. */
static int by_rank(const struct candidate *x, const struct candidate *y,
                   bool best_first)
{
    if (category_of(x) != category_of(y) || x->rank == y->rank)
        return x->place < y->place ? -1 : x->place > y->place;
    if (x->rank == 0 || y->rank == 0)
        return x->rank == 0 ? 1 : -1;
    return (x->rank < y->rank) == best_first ? -1 : 1;
}

static int by_best(const void *a, const void *b)
{
    return by_rank(a, b, true);
}

static int by_last(const void *a, const void *b)
{
    return by_rank(a, b, false);
}

static struct candidate *candidates(const struct world *w, int64_t meeting_id,
                                    const struct agenda_wish *wish,
                                    size_t *count)
{
    struct sql_agenda_candidates_row *row;
    *count = sql_agenda_candidates(w->db, meeting_id, wish->what, &row);
    struct candidate *list = arena_alloc(w->mem, (*count + 1) * sizeof *list);
    for (size_t i = 0; i < *count; i++)
        list[i] = (struct candidate){&row[i], i, 0};
    if (wish->by == AGENDA_BY_CODE || *count < 2)
        return list;
    rank(w, meeting_id, list, *count);
    qsort(list, *count, sizeof *list,
          wish->by == AGENDA_BY_BEST ? by_best : by_last);
    return list;
}

/* --- who is out -------------------------------------------------------------
 */

struct outs {
    struct agenda_out *pair;
    const char **name; /* of jurors, by their place */
    size_t count, jurors;
};

static void load_outs(const struct world *w, int64_t meeting_id,
                      const struct candidate *list, size_t count,
                      struct outs *o)
{
    struct sql_agenda_conflicts_row *row;
    size_t rows = sql_agenda_conflicts(w->db, meeting_id, &row);
    o->pair = arena_alloc(w->mem, (rows + 1) * sizeof *o->pair);
    o->name = arena_alloc(w->mem, (rows + 1) * sizeof *o->name);
    for (size_t i = 0; i < rows; i++) {
        if (i == 0 || row[i].jury_member_id != row[i - 1].jury_member_id)
            o->name[o->jurors++] = row[i].name;
        for (size_t k = 0; k < count; k++)
            if (list[k].row->id == row[i].entry_id)
                o->pair[o->count++] = (struct agenda_out){k, o->jurors - 1};
    }
}

static bool is_out(const struct outs *o, size_t item, size_t juror)
{
    for (size_t i = 0; i < o->count; i++)
        if (o->pair[i].item == item && o->pair[i].juror == juror)
            return true;
    return false;
}

/* Who goes and who comes back between two nominations. */
static void fill_moves(const struct world *w, const struct outs *o,
                       const size_t *before, size_t now, struct agenda_entry *e)
{
    const char **leaves = arena_alloc(w->mem, (o->jurors + 1) * sizeof *leaves);
    const char **comes = arena_alloc(w->mem, (o->jurors + 1) * sizeof *comes);
    for (size_t j = 0; j < o->jurors; j++) {
        bool was = before != NULL && is_out(o, *before, j);
        bool is = is_out(o, now, j);
        e->out += is;
        if (is && !was)
            leaves[e->leave_count++] = o->name[j];
        if (was && !is)
            comes[e->come_count++] = o->name[j];
    }
    e->leaves = leaves;
    e->comes = comes;
}

/* --- the proposal -----------------------------------------------------------
 */

static void fill_entries(const struct world *w, const struct candidate *list,
                         const struct outs *o, enum lang lang,
                         struct agenda_proposal *p)
{
    const size_t *order = p->plan.order;
    p->entry = arena_alloc(w->mem, (p->count + 1) * sizeof *p->entry);
    for (size_t i = 0; i < p->count; i++) {
        const struct sql_agenda_candidates_row *row = list[order[i]].row;
        p->entry[i] = (struct agenda_entry){
            .id = row->id,
            .code = row->code,
            .organisation = row->organisation,
            .category =
                row->category_de == NULL
                    ? ""
                    : lang_pick(lang, row->category_de, row->category_en),
        };
        fill_moves(w, o, i > 0 ? &order[i - 1] : NULL, order[i], &p->entry[i]);
    }
}

static void fill_clock(const struct world *w, int64_t meeting_id,
                       const struct agenda_wish *wish,
                       struct agenda_proposal *p)
{
    struct meeting m;
    int64_t *at = arena_alloc(w->mem, (p->count + 1) * sizeof *at);
    if (wish->entry_minutes == 0 || !meeting_by_id(w, meeting_id, &m))
        return;
    for (size_t i = 0; i < p->count; i++) {
        at[i] = m.starts_at + (int64_t)i * wish->entry_minutes * 60;
        p->entry[i].at = &at[i];
    }
}

static const char *digest_of(const struct world *w,
                             const struct agenda_wish *wish,
                             const struct agenda_proposal *p)
{
    struct buf text;
    buf_init(&text, w->mem);
    buf_addf(&text, "%s %d %d %d %" PRId64 " %" PRId64, wish->what,
             (int)wish->by, wish->together, wish->contests, wish->entry_minutes,
             wish->contest_minutes);
    for (size_t i = 0; i < p->count; i++) {
        buf_addf(&text, "\n%" PRId64, p->entry[i].id);
        for (size_t k = 0; k < p->entry[i].leave_count; k++)
            buf_addf(&text, " %s", p->entry[i].leaves[k]);
    }
    return arena_textn(w->mem, secret_digest(w->mem, text.data, text.bytes),
                       32);
}

void agenda_propose(const struct world *w, int64_t meeting_id,
                    const struct agenda_wish *wish, enum lang lang,
                    struct agenda_proposal *proposal)
{
    struct outs o = {.count = 0};
    *proposal = (struct agenda_proposal){.count = 0};
    struct candidate *list = candidates(w, meeting_id, wish, &proposal->count);
    load_outs(w, meeting_id, list, proposal->count, &o);
    struct agenda_item *item =
        arena_alloc(w->mem, (proposal->count + 1) * sizeof *item);
    size_t *order = arena_alloc(w->mem, (proposal->count + 1) * sizeof *order);
    for (size_t i = 0; i < proposal->count; i++) {
        item[i] = (struct agenda_item){list[i].row->id, category_of(&list[i])};
        order[i] = i;
    }
    const struct agenda_problem problem = {.item = item,
                                           .item_count = proposal->count,
                                           .out = o.pair,
                                           .out_count = o.count,
                                           .juror_count = o.jurors,
                                           .together = wish->together};
    struct agenda_plan before = {.order = order};
    agenda_plan(w->mem, &problem, &proposal->plan);
    agenda_count(w->mem, &problem, &before);
    proposal->runs_before = before.runs;
    fill_entries(w, list, &o, lang, proposal);
    fill_clock(w, meeting_id, wish, proposal);
    proposal->digest = digest_of(w, wish, proposal);
}

/* --- taking it over ---------------------------------------------------------
 */

static void add_contests(const struct world *w, const struct meeting *m,
                         const struct agenda_wish *wish)
{
    struct sql_edition_categories_row *category;
    struct prize *prize;
    size_t categories = sql_edition_categories(w->db, m->edition_id, &category);
    size_t prizes = prize_list(w, m->edition_id, &prize);
    for (size_t i = 0; i < categories; i++) {
        struct meeting_item item = {.meeting_id = m->id,
                                    .kind = "contest",
                                    .category_id = category[i].id,
                                    .title_de = "",
                                    .title_en = "",
                                    .minutes = wish->contest_minutes};
        meeting_item_add(w, &item);
    }
    for (size_t i = 0; i < prizes; i++) {
        struct meeting_item item = {.meeting_id = m->id,
                                    .kind = "contest",
                                    .prize_id = prize[i].id,
                                    .title_de = "",
                                    .title_en = "",
                                    .minutes = wish->contest_minutes};
        if (prize[i].category_id == 0)
            meeting_item_add(w, &item);
    }
}

/* What stood there and is no part of the proposal stays in front of it, or
 * behind it and the contests if something of them came before. */
static void put_in_order(const struct world *w, int64_t meeting_id,
                         const struct agenda_proposal *p)
{
    struct meeting_item *item;
    size_t count = meeting_items(w, meeting_id, &item), n = 0, front = 0;
    int64_t *order = arena_alloc(w->mem, (count + 1) * sizeof *order);
    bool *moves = arena_alloc(w->mem, (count + 1) * sizeof *moves);
    for (size_t i = 0; i < count; i++) {
        moves[i] = str_equal(item[i].kind, "contest");
        for (size_t e = 0; e < p->count; e++)
            moves[i] = moves[i] || item[i].entry_id == p->entry[e].id;
    }
    for (; front < count && !moves[front]; front++)
        order[n++] = item[front].id;
    for (size_t e = 0; e < p->count; e++)
        for (size_t i = 0; i < count; i++)
            if (item[i].entry_id == p->entry[e].id)
                order[n++] = item[i].id;
    for (size_t i = front; i < count; i++)
        if (str_equal(item[i].kind, "contest"))
            order[n++] = item[i].id;
    for (size_t i = front; i < count; i++)
        if (!moves[i])
            order[n++] = item[i].id;
    meeting_item_order(w, meeting_id, order, n);
}

bool agenda_take(const struct world *w, int64_t meeting_id,
                 const struct agenda_wish *wish, const char *seen)
{
    struct meeting m;
    struct agenda_proposal p;
    if (!meeting_by_id(w, meeting_id, &m) || !str_equal(m.state, "planned"))
        return false;
    agenda_propose(w, meeting_id, wish, LANG_DE, &p);
    if (!str_equal(p.digest, seen))
        return false;
    for (size_t i = 0; i < p.count; i++) {
        struct meeting_item item = {.meeting_id = meeting_id,
                                    .kind = "entry",
                                    .entry_id = p.entry[i].id,
                                    .title_de = "",
                                    .title_en = "",
                                    .minutes = wish->entry_minutes};
        if (meeting_item_add(w, &item) == 0)
            sql_agenda_minutes(w->db, meeting_id, item.entry_id, item.minutes);
    }
    if (wish->contests)
        add_contests(w, &m, wish);
    put_in_order(w, meeting_id, &p);
    return true;
}
