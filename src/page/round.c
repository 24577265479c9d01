/* Rounds in the office. Nothing here reads a mark: the progress counts states
 * of ballots. */
#include "page/round.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_reminder.h"
#include "gen/sql_result.h"
#include "gen/sql_round.h"
#include "model/jury.h"
#include "model/seal.h"
#include "model/total.h"
#include "page/lot.h"
#include "page/matrix.h"
#include "page/office.h"
#include "page/round_hints.h"
#include "page/round_rules.h"

enum { REASON_CHARACTERS_MAX = 2000 };

const char *round_path(const struct ctx *c, int64_t round_id)
{
    return arena_printf(c->world.mem, "/office/round/%" PRId64, round_id);
}

bool round_place(struct ctx *c, struct round *round, struct edition *edition)
{
    return round_place_by_id(c, ctx_id(c, "id"), round, edition);
}

bool round_place_by_id(struct ctx *c, int64_t id, struct round *round,
                       struct edition *edition)
{
    if (!round_by_id(&c->world, id, round) ||
        !edition_by_id(&c->world, round->edition_id, edition)) {
        ctx_not_found(c);
        return false;
    }
    c->office = edition->slug;
    ctx_edition(c, edition->slug, PICK(edition->title_de, edition->title_en));
    return true;
}

const char *round_weight(const struct ctx *c, int64_t weight, int64_t sum)
{
    if (sum == 100)
        return arena_printf(c->world.mem, "%" PRId64 " %%", weight);
    return arena_printf(c->world.mem, T("%d of %d"), (int)weight, (int)sum);
}

/* --- all rounds of an edition --- */

static void set_done(struct round_row *list, size_t count,
                     const struct sql_round_done_row *row, size_t rows)
{
    for (size_t i = 0; i < count; i++)
        for (size_t r = 0; r < rows; r++)
            if (row[r].round_id == list[i].id) {
                list[i].assigned = row[r].assigned;
                list[i].done = row[r].done;
            }
}

void get_rounds(struct ctx *c)
{
    struct edition edition;
    struct sql_round_list_row *row;
    struct sql_round_done_row *done;
    if (!office_edition(c, &edition))
        return;
    size_t count = sql_round_list(c->world.db, edition.id, &row);
    size_t done_count = sql_round_done(c->world.db, edition.id, &done);
    struct round_row *list = arena_alloc(c->world.mem, count * sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = (struct round_row){
            .id = row[i].id,
            .name = PICK(row[i].name_de, row[i].name_en),
            .category = row[i].category_de
                            ? PICK(row[i].category_de, row[i].category_en)
                            : NULL,
            .nominees = !str_equal(row[i].entries, "all"),
            .phase = round_phase(row[i].state),
            .closes_at = row[i].closes_at,
            .closed_at = row[i].closed_at,
            .combines = round_combines(&c->world, row[i].id),
        };
    set_done(list, count, done, done_count);
    struct rounds_view v = {edition.slug, list, count};
    c->width = "page-wide";
    page_start(c, T("Scoring rounds"));
    html_rounds(c->out, &v);
    page_end(c);
}

/* --- one round --- */

static void fill_criteria(struct ctx *c, const struct round *r,
                          struct round_view *v)
{
    struct arena *mem = c->world.mem;
    struct criterion *k;
    size_t count = round_criteria(&c->world, r->id, &k);
    int decimals = (int)r->scale_decimals;
    int64_t sum = 0;
    struct round_criterion *list = arena_alloc(mem, count * sizeof *list);
    for (size_t i = 0; i < count; i++)
        sum += k[i].weight;
    for (size_t i = 0; i < count; i++)
        list[i] = (struct round_criterion){
            .name = PICK(k[i].name_de, k[i].name_en),
            .question = PICK(k[i].question_de, k[i].question_en),
            .weight = round_weight(c, k[i].weight, sum),
            .scale =
                arena_printf(mem, T("%s to %s, in steps of %s"),
                             total_mark(mem, c->lang, k[i].lo, decimals),
                             total_mark(mem, c->lang, k[i].hi, decimals),
                             total_mark(mem, c->lang, k[i].step, decimals)),
        };
    v->criterion = list;
    v->criterion_count = count;
}

static void fill_progress(struct ctx *c, const struct round *r,
                          struct round_view *v)
{
    struct sql_round_progress_row *row;
    size_t count = sql_round_progress(c->world.db, r->id, &row);
    struct round_juror *list = arena_alloc(c->world.mem, count * sizeof *list);
    for (size_t i = 0; i < count; i++) {
        list[i] = (struct round_juror){
            .name = row[i].name,
            .assigned = row[i].assigned,
            .submitted = row[i].submitted,
            .drafts = row[i].drafts,
            .abstained = row[i].abstained,
            .conflicts = row[i].conflicts,
            .updated_at = row[i].updated_at,
        };
        v->assigned += row[i].assigned;
        v->submitted += row[i].submitted;
        v->conflicts += row[i].conflicts;
        v->abstained += row[i].abstained;
    }
    v->juror = list;
    v->juror_count = count;
    v->unfinished = round_unfinished(&c->world, r->id);
}

static const char *category_name(struct ctx *c, const struct round *r)
{
    struct sql_round_list_row *row;
    size_t count = sql_round_list(c->world.db, r->edition_id, &row);
    for (size_t i = 0; i < count; i++)
        if (row[i].id == r->id && row[i].category_de != NULL)
            return PICK(row[i].category_de, row[i].category_en);
    return NULL;
}

static const int64_t *next_reminder(struct ctx *c, const struct round *r)
{
    struct sql_reminder_next_row next;
    if (!sql_reminder_next(c->world.db, r->id, &next))
        return NULL;
    int64_t *at = arena_alloc(c->world.mem, sizeof *at);
    *at = next.due_at;
    return at;
}

static void show(struct ctx *c, const struct round *r,
                 const struct edition *edition, int status)
{
    struct sql_result_close_row closing = {.close_reason = ""};
    struct seal seal;
    sql_result_close(c->world.db, r->id, &closing);
    struct round_view v = {
        .form = c->form,
        .csrf = ctx_csrf(c),
        .id = r->id,
        .slug = edition->slug,
        .name = PICK(r->name_de, r->name_en),
        .category = category_name(c, r),
        .nominees = !str_equal(r->entries, "all"),
        .phase = round_phase(r->state),
        .closes_at = r->closes_at,
        .opened_at = r->opened_at,
        .closed_at = r->closed_at,
        .close_reason = closing.close_reason,
        .next_reminder = next_reminder(c, r),
        .lots = lot_offered(c, r),
        .visit = r->visit,
        .sealed = seal_newest(&c->world, r->id, &seal),
    };
    fill_criteria(c, r, &v);
    fill_progress(c, r, &v);
    round_rules_fill(c, r, &v);
    matrix_fill(c, r, &v.matrix);
    round_hints_fill(c, r, edition, &v.hints);
    c->reply->status = status;
    c->width = "page-wide";
    page_start(c, v.name);
    html_round(c->out, &v);
    page_end(c);
}

void get_round(struct ctx *c)
{
    struct round r;
    struct edition edition;
    if (round_place(c, &r, &edition))
        show(c, &r, &edition, 200);
}

static void wrong_state(struct ctx *c)
{
    ctx_refuse(c, 409,
               T("The round is in another state by now. Please look at its "
                 "page again."));
}

void post_round_open(struct ctx *c)
{
    struct round r;
    struct edition edition;
    if (!round_place(c, &r, &edition))
        return;
    switch (round_open(&c->world, r.id)) {
    case ROUND_OK:
        ctx_redirect(c, round_path(c, r.id),
                     T("The round is open. The jurors can score now."));
        break;
    case ROUND_EMPTY:
        form_fail(c->form, "assignment",
                  T("Nothing is assigned yet. Please say first who scores "
                    "what."));
        show(c, &r, &edition, 422);
        break;
    case ROUND_WRONG_STATE:
    case ROUND_NEEDS_REASON:
    case ROUND_PARTS_OPEN:
        wrong_state(c);
        break;
    }
}

void post_round_close(struct ctx *c)
{
    struct round r;
    struct edition edition;
    if (!round_place(c, &r, &edition))
        return;
    const char *reason = form_lines(c->form, "reason");
    if (str_characters(reason) > REASON_CHARACTERS_MAX) {
        form_fail(c->form, "reason", T("Please use at most 2,000 characters."));
        show(c, &r, &edition, 422);
        return;
    }
    switch (round_close(&c->world, r.id, reason)) {
    case ROUND_OK:
        ctx_redirect(
            c, arena_printf(c->world.mem, "%s/result", round_path(c, r.id)),
            T("The round is closed. This is its result."));
        break;
    case ROUND_NEEDS_REASON:
        if (!str_equal(r.state, "open")) {
            wrong_state(c);
            break;
        }
        form_fail(c->form, "reason",
                  T("Marks are missing. Please say why the round is closed "
                    "nevertheless; the reason is recorded."));
        show(c, &r, &edition, 422);
        break;
    case ROUND_WRONG_STATE:
    case ROUND_EMPTY:
    case ROUND_PARTS_OPEN:
        wrong_state(c);
        break;
    }
}

void post_round_combine(struct ctx *c)
{
    struct round r;
    struct edition edition;
    if (!round_place(c, &r, &edition))
        return;
    switch (round_combine(&c->world, r.id)) {
    case ROUND_OK:
        ctx_redirect(
            c, arena_printf(c->world.mem, "%s/result", round_path(c, r.id)),
            T("The rounds are combined and sealed. This is the result."));
        break;
    case ROUND_PARTS_OPEN:
        ctx_refuse(c, 409,
                   T("A part of this round is not closed yet. When all of them "
                     "are, they can be combined."));
        break;
    case ROUND_WRONG_STATE:
    case ROUND_EMPTY:
    case ROUND_NEEDS_REASON:
        wrong_state(c);
        break;
    }
}

void post_round_assign(struct ctx *c)
{
    struct round r;
    struct edition edition;
    if (!round_place(c, &r, &edition))
        return;
    if (str_equal(r.state, "closed") || str_equal(r.state, "replaced") ||
        round_combines(&c->world, r.id)) {
        wrong_state(c);
        return;
    }
    if (str_equal(form_value(c->form, "action"), "all"))
        assignment_all(&c->world, r.id);
    else
        matrix_apply(c, &r);
    ctx_redirect(c, matrix_path(c, &r), T("The assignment is saved."));
}
