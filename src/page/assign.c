/* The way is chosen by a form that only asks (GET): its answer is a proposal
 * with the same address whenever it is asked. Storing sends the same choice
 * with the digest of what was looked at. */
#include "page/assign.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_assign.h"
#include "gen/sql_edition.h"
#include "model/assign_draw.h"
#include "page/assign_view.h"
#include "page/round.h"
#include "page/round_place.h"
#include "page/weak_points.h"

enum { BAR = 1000, REASONS_MAX = 12 };

static const int64_t EACH_MAX = 1000;

static const char *number(const struct ctx *c, int64_t n)
{
    return arena_printf(c->world.mem, "%" PRId64, n);
}

/* --- what is wished --- */

/* Into c->form, from wherever it came, so that it is shown again. */
static bool read_wish(struct ctx *c, const struct form *from,
                      struct assign_wish *wish)
{
    static const char *const names[] = {"way", "each", "categories", "keep"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (form_value(from, names[i]) != NULL && from != c->form)
            form_set(c->form, names[i], form_value(from, names[i]));
    *wish = (struct assign_wish){
        .categories = form_has(c->form, "categories", "yes"),
        .keep = !form_has(c->form, "keep", "no"),
    };
    if (!assign_way_from_name(form_value(c->form, "way"), &wish->way))
        form_fail(c->form, "way", T("Please choose a way."));
    else if (wish->way == ASSIGN_EACH &&
             !form_int(c->form, "each", 1, EACH_MAX, &wish->each))
        form_fail(c->form, "each",
                  T("Please enter how many jurors score each nomination, from "
                    "1."));
    return form_ok(c->form);
}

/* As many as the rules need, at least three. */
static void suggest(struct ctx *c, const struct round *r)
{
    bool trimmed = str_equal(r->method, "trimmed");
    int64_t least = trimmed ? 5 : 3;
    form_set(c->form, "way", "balanced");
    form_set(c->form, "each", number(c, r->quorum > least ? r->quorum : least));
    form_set(c->form, "keep", "yes");
}

/* --- the proposal --- */

static const char *lack_text(struct ctx *c, const struct assign_draw *draw,
                             const struct assign_lack *lack)
{
    struct arena *mem = c->world.mem;
    const char *entry = draw->plan.entry[lack->entry];
    if (draw->wish.way == ASSIGN_PANEL)
        return arena_printf(
            mem, T("%s: no panel has a juror who may score it."), entry);
    if (lack->able < draw->wish.each)
        return arena_printf(
            mem,
            TN("%s lacks %d juror: %d of %d may score it at all.",
               "%s lacks %d jurors: %d of %d may score it at all.",
               lack->missing),
            entry, (int)lack->missing, (int)lack->able,
            (int)draw->plan.juror_count);
    return arena_printf(mem,
                        TN("%s lacks %d juror: all others who may score it "
                           "have as much as they take at most.",
                           "%s lacks %d jurors: all others who may score it "
                           "have as much as they take at most.",
                           lack->missing),
                        entry, (int)lack->missing);
}

static void fill_reasons(struct ctx *c, const struct assign_draw *draw,
                         struct assign_view *v)
{
    struct arena *mem = c->world.mem;
    const char **list = arena_alloc(mem, (REASONS_MAX + 1) * sizeof *list);
    size_t count = 0;
    if (draw->plan.entry_count == 0)
        list[count++] = T("There is no nomination to assign yet.");
    else if (draw->plan.juror_count == 0)
        list[count++] = T("This edition has no jurors yet.");
    else if (draw->wish.way == ASSIGN_PANEL && draw->panel_count == 0)
        list[count++] =
            T("No juror sits in a panel yet. Enter the panels on "
              "the page of the jury.");
    for (size_t i = 0; i < draw->lack_count && i < REASONS_MAX && count == i;
         i++)
        list[count++] = lack_text(c, draw, &draw->lack[i]);
    if (draw->lack_count > REASONS_MAX)
        list[count++] = arena_printf(mem, T("%d more nominations lack jurors."),
                                     (int)(draw->lack_count - REASONS_MAX));
    v->reason = list;
    v->reason_count = count;
}

static void fill_jurors(struct ctx *c, const struct assignment_plan *plan,
                        struct assign_view *v)
{
    struct assign_juror *list =
        arena_alloc(c->world.mem, plan->juror_count * sizeof *list);
    int64_t most = 1;
    for (size_t j = 0; j < plan->juror_count; j++)
        most = plan->load[j] > most ? plan->load[j] : most;
    for (size_t j = 0; j < plan->juror_count; j++)
        list[j] = (struct assign_juror){
            .name = plan->juror[j],
            .load = plan->load[j],
            .width = plan->load[j] * BAR / most,
            .most = plan->load_max[j],
            .over = plan->load_max[j] > 0 && plan->load[j] > plan->load_max[j],
        };
    v->juror = list;
    v->juror_count = plan->juror_count;
}

static void fill_ballots(struct ctx *c, const struct round *r,
                         const struct assignment_plan *plan,
                         struct assign_view *v)
{
    size_t kinds = plan->juror_count + 1;
    int64_t *of = arena_alloc(c->world.mem, kinds * sizeof *of);
    struct assign_ballots *list =
        arena_alloc(c->world.mem, kinds * sizeof *list);
    for (size_t e = 0; e < plan->entry_count; e++)
        of[plan->check.ballots[e]]++;
    for (size_t b = 0; b < kinds; b++)
        if (of[b] > 0)
            list[v->ballots_count++] = (struct assign_ballots){
                (int64_t)b, of[b], (int64_t)b < r->quorum};
    v->ballots = list;
}

static const char *graph_text(struct ctx *c, const struct assign_draw *draw)
{
    if (draw->wish.way != ASSIGN_EACH || draw->lack_count > 0 ||
        draw->plan.check.components <= 1)
        return NULL;
    return draw->graph == ASSIGN_APART
               ? T("With as many jurors each, conflicts of interest taken off, "
                   "the nominations cannot be connected. One juror more for "
                   "each would help.")
               : T("No way was found to connect all nominations. One juror "
                   "more for each would help, or an assignment by hand.");
}

static void fill_proposal(struct ctx *c, const struct round *r,
                          const struct assign_draw *draw, struct assign_view *v)
{
    v->proposed = true;
    fill_reasons(c, draw, v);
    v->storable = v->reason_count == 0;
    v->summary = arena_printf(
        c->world.mem,
        T("%d assignments to %d jurors: %d new, %d kept, %d taken away."),
        (int)draw->plan.pair_count, (int)draw->plan.juror_count,
        (int)draw->added, (int)draw->kept, (int)draw->removed);
    v->seed = arena_printf(c->world.mem, T("Draw %d of this round, seed %s"),
                           (int)draw->number, draw->seed);
    v->digest = draw->digest;
    v->weak_count = weak_points(c, r, &draw->plan, &v->weak);
    v->graph = graph_text(c, draw);
    fill_jurors(c, &draw->plan, v);
    fill_ballots(c, r, &draw->plan, v);
}

/* --- the page --- */

static int64_t count_panels(const struct ctx *c, const struct round *r)
{
    struct sql_assign_jurors_row *row;
    size_t count = sql_assign_jurors(c->world.db, r->id, &row);
    int64_t panels = 0;
    for (size_t i = 0; i < count; i++) {
        bool known = str_empty(row[i].panel);
        for (size_t k = 0; k < i; k++)
            known = known || str_equal(row[k].panel, row[i].panel);
        panels += !known;
    }
    return panels;
}

static void show(struct ctx *c, const struct round *r, const char *slug,
                 const struct assign_draw *draw, int status)
{
    struct sql_edition_categories_row *category;
    struct assign_view v = {
        .form = c->form,
        .csrf = ctx_csrf(c),
        .slug = slug,
        .round = PICK(r->name_de, r->name_en),
        .id = r->id,
        .add_only = !str_equal(r->state, "planned"),
        .panels = count_panels(c, r),
        .categories =
            sql_edition_categories(c->world.db, r->edition_id, &category) > 1,
    };
    if (draw != NULL)
        fill_proposal(c, r, draw, &v);
    c->reply->status = status;
    c->width = "page-wide";
    page_start(c, T("Assign automatically"));
    html_assign(c->out, &v);
    page_end(c);
}

static bool place(struct ctx *c, struct round *r, struct edition *edition)
{
    if (!round_place(c, r, edition))
        return false;
    bool late = !str_equal(r->state, "planned") && !str_equal(r->state, "open");
    if (!late && !round_combines(&c->world, r->id))
        return true;
    ctx_refuse(c, 409,
               T("The round is in another state by now. Please look at its "
                 "page again."));
    return false;
}

void get_assign(struct ctx *c)
{
    struct round r;
    struct edition edition;
    struct assign_wish wish;
    struct assign_draw draw;
    if (!place(c, &r, &edition))
        return;
    if (form_value(c->query, "way") == NULL) {
        suggest(c, &r);
        show(c, &r, edition.slug, NULL, 200);
    } else if (!read_wish(c, c->query, &wish)) {
        show(c, &r, edition.slug, NULL, 422);
    } else {
        assign_draw_make(&c->world, &r, &wish, &draw);
        show(c, &r, edition.slug, &draw, 200);
    }
}

void post_assign(struct ctx *c)
{
    struct round r;
    struct edition edition;
    struct assign_wish wish;
    struct assign_draw draw;
    if (!place(c, &r, &edition))
        return;
    if (!read_wish(c, c->form, &wish)) {
        show(c, &r, edition.slug, NULL, 422);
        return;
    }
    switch (assign_draw_store(&c->world, &r, &wish,
                              form_value(c->form, "digest"), &draw)) {
    case ASSIGN_STORED:
        ctx_redirect(c, round_path(c, r.id), T("The assignment is saved."));
        break;
    case ASSIGN_OTHER:
        form_fail(c->form, "way",
                  T("Something has changed since you looked at the proposal. "
                    "Please look at the new one before you store it."));
        show(c, &r, edition.slug, &draw, 409);
        break;
    case ASSIGN_SHORT:
    case ASSIGN_LATE:
        show(c, &r, edition.slug, &draw, 422);
        break;
    }
}
