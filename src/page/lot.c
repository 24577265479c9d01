/* Drawing of lots in the office: fix a secret, say a phrase, open. Before a
 * drawing its secret goes into no view, so no page can show it. */
#include "page/lot.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_lot.h"
#include "model/entry.h"
#include "model/lot.h"
#include "model/result.h"
#include "model/seal.h"
#include "page/bar.h"
#include "page/lot_view.h"
#include "page/result_place.h"
#include "page/round_place.h"

struct lots_place {
    struct round round;
    struct edition edition;
    struct result result;
    struct lot *lot;
    size_t lot_count;
};

static bool closed_with_lot(struct ctx *c, const struct round *round,
                            struct result *result)
{
    return str_equal(round->state, "closed") &&
           result_of_round(&c->world, round->id, result) &&
           result->input.config.ladder_lot;
}

/* false: 404 is said; the round is not closed, or its rules know no lot. */
static bool lots_place(struct ctx *c, int64_t round_id, struct lots_place *p)
{
    if (!round_place_by_id(c, round_id, &p->round, &p->edition) ||
        bar_round(c, round_id))
        return false;
    if (str_equal(p->round.state, "open")) {
        result_refuse_open(c, &p->round);
        return false;
    }
    if (!closed_with_lot(c, &p->round, &p->result)) {
        ctx_not_found(c);
        return false;
    }
    p->lot_count = lot_list(&c->world, round_id, &p->lot);
    return true;
}

static const char *lots_path(struct ctx *c, const struct lots_place *p)
{
    return arena_printf(c->world.mem, "%s/lots", round_path(c, p->round.id));
}

/* --- what there is to draw --- */

/* Entries of the ranking with the same final rank as the one at `first`. */
static size_t sharing(const struct tally_official *o, size_t first)
{
    size_t count = 1;
    while (first + count < o->count && o->rank_final[o->order[first + count]] ==
                                           o->rank_final[o->order[first]])
        count++;
    return count;
}

bool lot_offered(struct ctx *c, const struct round *round)
{
    struct result result;
    struct lot *lot;
    if (!closed_with_lot(c, round, &result))
        return false;
    if (lot_list(&c->world, round->id, &lot) > 0)
        return true;
    const struct tally_official *o = result.report.official;
    for (size_t i = 0; o != NULL && i < o->count; i++)
        if (sharing(o, i) > 1)
            return true;
    return false;
}

static const char *company_of(struct ctx *c, int64_t entry_id)
{
    struct entry entry;
    return entry_by_id(&c->world, entry_id, &entry) ? entry.organisation : "";
}

static struct lot_item tie(struct ctx *c, const struct result *r, size_t first,
                           size_t count)
{
    const struct tally_official *o = r->report.official;
    struct lot_line *line = arena_alloc(c->world.mem, count * sizeof *line);
    for (size_t i = 0; i < count; i++) {
        size_t entry = (size_t)o->order[first + i];
        line[i] = (struct lot_line){
            .entry = r->input.entries[entry],
            .company = company_of(c, r->entry_ids[entry]),
            .key = "",
        };
    }
    return (struct lot_item){.stage = LOT_TO_FIX,
                             .rank = o->rank_final[o->order[first]],
                             .line = line,
                             .count = count};
}

static const char *phrase_field(const struct ctx *c, int64_t lot_id)
{
    return arena_printf(c->world.mem, "phrase-%" PRId64, lot_id);
}

static struct lot_item drawing(struct ctx *c, const struct lot *lot)
{
    struct lot_line *line =
        arena_alloc(c->world.mem, lot->entry_count * sizeof *line);
    struct seal seal;
    bool drawn = lot->phrase != NULL;
    for (size_t i = 0; i < lot->entry_count; i++)
        line[i] =
            (struct lot_line){lot->entry[i].entry, lot->entry[i].organisation,
                              lot->entry[i].key, lot->entry[i].place};
    bool stale = !seal_newest(&c->world, lot->round_id, &seal) ||
                 !str_equal(seal_marks_digest(c->world.mem, seal.body),
                            lot->marks_digest);
    return (struct lot_item){
        .stage = drawn   ? LOT_DRAWN
                 : stale ? LOT_STALE
                         : LOT_TO_DRAW,
        .id = lot->id,
        .rank = lot->rank,
        .committed_at = lot->committed_at,
        .drawn_at = drawn ? *lot->drawn_at : 0,
        .commitment = lot->commitment,
        .marks = lot->marks_digest,
        .secret = drawn ? lot->secret : NULL,
        .phrase = lot->phrase,
        .field = phrase_field(c, lot->id),
        .line = line,
        .count = lot->entry_count,
    };
}

static int by_rank(const void *a, const void *b)
{
    const struct lot_item *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank > y->rank ? 1 : -1;
    return (x->id < y->id) - (x->id > y->id); /* void ones first */
}

/* Neither a void secret nor lots that left the tie open, because a late
 * conflict made it, stand in the way of another one. */
static bool has_lot(const struct lot_item *item, size_t count, int64_t rank)
{
    for (size_t i = 0; i < count; i++)
        if (item[i].rank == rank && item[i].stage == LOT_TO_DRAW)
            return true;
    return false;
}

static void fill_items(struct ctx *c, const struct lots_place *p,
                       struct lots_view *v)
{
    const struct tally_official *o = p->result.report.official;
    size_t ranked = o ? o->count : 0;
    struct lot_item *item =
        arena_alloc(c->world.mem, (p->lot_count + ranked) * sizeof *item);
    for (size_t i = 0; i < p->lot_count; i++)
        item[v->count++] = drawing(c, &p->lot[i]);
    for (size_t i = 0, count; i < ranked; i += count) {
        count = sharing(o, i);
        if (count > 1 &&
            !has_lot(item, p->lot_count, o->rank_final[o->order[i]]))
            item[v->count++] = tie(c, &p->result, i, count);
    }
    qsort(item, v->count, sizeof *item, by_rank);
    v->item = item;
}

/* `trouble`: why what was asked for was not done, or NULL. */
static void show(struct ctx *c, const struct lots_place *p, int status,
                 const char *trouble)
{
    struct lots_view v = {
        .form = c->form,
        .csrf = ctx_csrf(c),
        .round_id = p->round.id,
        .slug = p->edition.slug,
        .name = PICK(p->round.name_de, p->round.name_en),
        .trouble = trouble,
    };
    fill_items(c, p, &v);
    c->reply->status = status;
    page_start(c, T("Drawing of lots"));
    html_lots(c->out, &v);
    page_end(c);
}

void get_lots(struct ctx *c)
{
    struct lots_place p;
    if (lots_place(c, ctx_id(c, "id"), &p))
        show(c, &p, 200, NULL);
}

/* --- fixing and drawing --- */

static const char *trouble_text(const struct ctx *c, enum lot_outcome outcome)
{
    switch (outcome) {
    case LOT_NO_TIE:
        return T("No nominations share this rank by now. Nothing was changed.");
    case LOT_ALREADY:
        return T("That was done before. This is what came of it.");
    case LOT_NOT_SEALED:
        return T(
            "The round has no seal yet, and the lot builds on its digest. "
            "Please tell whoever runs the server.");
    case LOT_MARKS_CHANGED:
        return T(
            "What counts has changed since the secret was fixed. Nothing "
            "was drawn.");
    case LOT_OK:
        break;
    }
    return NULL;
}

void post_lots(struct ctx *c)
{
    struct lots_place p;
    int64_t rank = 0;
    if (!lots_place(c, ctx_id(c, "id"), &p))
        return;
    form_int(c->form, "rank", 1, INT32_MAX, &rank);
    enum lot_outcome outcome = lot_commit(&c->world, p.round.id, rank);
    if (outcome == LOT_OK)
        ctx_redirect(c, lots_path(c, &p),
                     T("The secret is fixed, and its digest is in the log."));
    else
        show(c, &p, 409, trouble_text(c, outcome));
}

void post_lot_draw(struct ctx *c)
{
    struct lots_place p;
    struct sql_lot_get_row row;
    if (!sql_lot_get(c->world.db, ctx_id(c, "id"), &row)) {
        ctx_not_found(c);
        return;
    }
    if (!lots_place(c, row.round_id, &p))
        return;
    const char *phrase = form_line(c->form, "phrase");
    const char *field = phrase_field(c, row.id);
    if (row.phrase == NULL && str_empty(phrase))
        form_fail(c->form, field, T("Please enter the phrase that was said."));
    if (str_characters(phrase) > LOT_PHRASE_CHARACTERS_MAX)
        form_fail(c->form, field, T("Please use at most 200 characters."));
    if (!form_ok(c->form)) {
        show(c, &p, 422, NULL);
        return;
    }
    enum lot_outcome outcome = lot_draw(&c->world, row.id, phrase);
    if (outcome == LOT_OK)
        ctx_redirect(c, lots_path(c, &p), T("The lots are drawn."));
    else
        show(c, &p, 409, trouble_text(c, outcome));
}
