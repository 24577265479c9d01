/* The ranking of a round. Everything is computed from the ballots at this very
 * request; what does not count is listed with its reason. */
#include "page/result.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "gen/sql_result.h"
#include "model/tally_show.h"
#include "model/total.h"
#include "page/presence.h"
#include "page/result_place.h"

enum { TIE_DECIMALS = 6 };

static const char *criterion_name(const struct ctx *c, const struct result *r,
                                  size_t k)
{
    return PICK(r->criteria[k].name_de, r->criteria[k].name_en);
}

/* --- ties --- */

/* "A, B and C" */
static const char *name_list(struct ctx *c, const struct result *r,
                             const int32_t *order, size_t count)
{
    struct buf text;
    buf_init(&text, c->world.mem);
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && i + 1 == count)
            buf_addf(&text, " %s ", T("and"));
        else if (i > 0)
            buf_add(&text, ", ");
        buf_add(&text, r->report.entry_names[order[i]]);
    }
    return text.data;
}

static const char *decided(struct ctx *c, const struct result *r, size_t a,
                           size_t b)
{
    struct arena *mem = c->world.mem;
    const char *one = r->report.entry_names[a];
    const char *other = r->report.entry_names[b];
    struct tally_step step = tally_tie(&r->tally, a, b);
    if (step.kind == TALLY_BY_CRITERION)
        return arena_printf(mem, T("The criterion %s puts %s before %s."),
                            criterion_name(c, r, step.criterion), one, other);
    return arena_printf(mem, T("The median of the ballots puts %s before %s."),
                        one, other);
}

/* "131/20 = 6,55", "1163/140 ≈ 8,307143" or just "8" */
static const char *exact_score(struct ctx *c, struct tally_fraction score)
{
    struct arena *mem = c->world.mem;
    i128 units = tally_exact_round(score, TIE_DECIMALS);
    struct tally_fraction back = tally_exact(units, 1000000);
    if (score.denominator == 1)
        return total_mark(mem, c->lang, (int64_t)units, TIE_DECIMALS);
    return arena_printf(mem, "%s %s %s", tally_exact_text(mem, score),
                        tally_exact_compare(back, score) == 0 ? "=" : "≈",
                        total_mark(mem, c->lang, (int64_t)units, TIE_DECIMALS));
}

/* How many from here on are not separated by any rule? */
static size_t shared_run(const struct tally_result *t, const int32_t *order,
                         size_t count)
{
    size_t run = 1;
    while (run < count &&
           t->entries[order[run]].rank_final == t->entries[order[0]].rank_final)
        run++;
    return run;
}

static struct result_tie make_tie(struct ctx *c, const struct result *r,
                                  const int32_t *order, size_t count)
{
    struct arena *mem = c->world.mem;
    struct buf text;
    buf_init(&text, mem);
    buf_addf(&text, T("Exactly the same score: %s."),
             exact_score(c, tally_show_score(&r->tally, (size_t)order[0])));
    for (size_t i = 0; i < count;) {
        size_t run = shared_run(&r->tally, order + i, count - i);
        if (run > 1)
            buf_addf(&text, T(" No rule separates %s: they share the rank."),
                     name_list(c, r, order + i, run));
        i += run;
        if (i < count)
            buf_addf(&text, " %s",
                     decided(c, r, (size_t)order[i - 1], (size_t)order[i]));
    }
    return (struct result_tie){
        arena_printf(mem, T("Same score on rank %d"),
                     (int)r->tally.entries[order[0]].rank),
        text.data};
}

static void fill_ties(struct ctx *c, const struct result *r,
                      struct result_view *v)
{
    const struct tally_result *t = &r->tally;
    struct result_tie *tie = NULL;
    for (size_t from = 0, to; from < t->ranked_count; from = to) {
        int32_t rank = t->entries[t->order[from]].rank;
        for (to = from + 1; to < t->ranked_count; to++)
            if (t->entries[t->order[to]].rank != rank)
                break;
        if (to - from < 2)
            continue;
        tie = arena_grow(c->world.mem, tie, v->tie_count, sizeof *tie);
        tie[v->tie_count++] = make_tie(c, r, t->order + from, to - from);
    }
    v->tie = tie;
}

static void set_tied(const struct tally_result *t, size_t at,
                     struct result_row *row)
{
    const struct tally_entry *own = &t->entries[t->order[at]];
    size_t from = at > 0 ? at - 1 : at, to = at + 1;
    for (size_t i = from; i <= to && i < t->ranked_count; i++) {
        const struct tally_entry *other = &t->entries[t->order[i]];
        row->tied |= i != at && other->rank == own->rank;
        row->shared |= i != at && other->rank_final == own->rank_final;
    }
}

/* --- rows --- */

static const char *category_of(const struct ctx *c,
                               const struct sql_result_categories_row *row,
                               size_t rows, int64_t entry_id)
{
    for (size_t i = 0; i < rows; i++)
        if (row[i].id == entry_id)
            return PICK(row[i].name_de, row[i].name_en);
    return NULL;
}

static void fill_rows(struct ctx *c, const struct result_place *p,
                      const enum result_presence *presence,
                      struct result_view *v)
{
    const struct result *r = &p->result;
    const struct tally_result *t = &r->tally;
    struct sql_result_categories_row *category;
    size_t categories =
        sql_result_categories(c->world.db, p->edition.id, &category);
    struct result_row *row =
        arena_alloc(c->world.mem, t->ranked_count * sizeof *row);
    for (size_t i = 0; i < t->ranked_count; i++) {
        size_t e = (size_t)t->order[i];
        row[i] = (struct result_row){
            .entry_id = r->entry_ids[e],
            .rank = t->entries[e].rank_final,
            .company = r->report.entry_names[e],
            .category = category_of(c, category, categories, r->entry_ids[e]),
            .score = lang_number(c->world.mem, c->lang, p->score[e].text),
            .ballots = t->entries[e].ballots,
            .possible = presence_assigned(r, presence, e),
        };
        row[i].bar = result_bars(c, p, e, &row[i].bar_text);
        if (i > 0)
            row[i].gap = result_gap(c, r, (size_t)t->order[i - 1], e);
        set_tied(t, i, &row[i]);
    }
    v->row = row;
    v->row_count = t->ranked_count;
}

static void fill_unranked(struct ctx *c, const struct result *r,
                          struct result_view *v)
{
    size_t all = r->input.entry_count;
    struct result_unranked *list =
        arena_alloc(c->world.mem, all * sizeof *list);
    for (size_t e = 0; e < all; e++) {
        if (v->scored && r->tally.entries[e].ranked)
            continue;
        list[v->unranked_count++] = (struct result_unranked){
            r->entry_ids[e], r->report.entry_names[e],
            v->scored ? r->tally.entries[e].ballots : 0};
    }
    v->unranked = list;
}

/* --- what does not count --- */

static const char *absence_text(const struct ctx *c, enum result_absence why)
{
    switch (why) {
    case RESULT_NOT_GIVEN:
        return T("nothing handed in");
    case RESULT_DRAFT:
        return T("draft, not handed in");
    case RESULT_ABSTAINED:
        return T("abstained");
    case RESULT_CONFLICTED:
        return T("conflict of interest");
    }
    return "";
}

static void fill_absent(struct ctx *c, const struct result *r,
                        const enum result_presence *presence,
                        struct result_view *v)
{
    const struct tally_result *t = &r->tally;
    size_t partial = v->scored ? t->partial_count : 0;
    struct result_absent *list =
        arena_alloc(c->world.mem, (r->left_out_count + partial) * sizeof *list);
    for (size_t i = 0; i < partial; i++) {
        size_t e = (size_t)t->partial[i].entry, j = (size_t)t->partial[i].juror;
        if (presence[e * r->input.juror_count + j] == PRESENCE_PARTIAL)
            list[v->absent_count++] = (struct result_absent){
                r->report.entry_names[e], r->report.juror_names[j],
                T("handed in, but marks are missing"), ""};
    }
    for (size_t i = 0; i < r->left_out_count; i++)
        list[v->absent_count++] = (struct result_absent){
            r->left_out[i].organisation, r->left_out[i].name,
            absence_text(c, r->left_out[i].why), r->left_out[i].reason};
    v->absent = list;
}

static const char *warning_text(struct ctx *c, const struct result *r,
                                const struct tally_warning *w)
{
    struct arena *mem = c->world.mem;
    switch (w->code) {
    case TALLY_W_QUORUM:
        return arena_printf(
            mem,
            TN("One nomination has fewer than %d ballots and is not ranked.",
               "Some nominations have fewer than %d ballots and are not "
               "ranked.",
               (int64_t)w->entry_count),
            (int)r->round.quorum);
    case TALLY_W_PARTIAL:
        return T(
            "Incomplete ballots do not count: missing marks are never "
            "filled in.");
    case TALLY_W_DISCONNECTED:
        return T(
            "Not all nominations are connected by jurors who scored on "
            "both sides. The comparison assumes equally strict panels.");
    case TALLY_W_BRIDGE:
    case TALLY_W_CONSTANT:
    case TALLY_W_FLIP:
    case TALLY_WARNING_COUNT:
        break;
    }
    return tally_warning_name(w->code);
}

static void fill_warnings(struct ctx *c, const struct result *r,
                          struct result_view *v)
{
    const char **list =
        arena_alloc(c->world.mem, TALLY_WARNING_COUNT * sizeof *list);
    for (size_t i = 0; i < r->tally.warning_count; i++)
        if (r->tally.warnings[i].methods & 1u << TALLY_NAMED_MEAN)
            list[v->warning_count++] =
                warning_text(c, r, &r->tally.warnings[i]);
    v->warning = list;
}

static void fill_faults(struct ctx *c, const struct result *r,
                        struct result_view *v)
{
    const char **list =
        arena_alloc(c->world.mem, r->faults.count * sizeof *list);
    for (size_t i = 0; i < r->faults.count; i++) {
        const struct tally_fault *f = &r->faults.fault[i];
        list[i] = f->code == TALLY_E_EMPTY
                      ? T("No nomination has as many ballots as are needed.")
                      : arena_printf(c->world.mem, "%s: %s",
                                     tally_code_name(f->code), f->text);
    }
    v->fault = list;
    v->fault_count = r->faults.count;
}

/* --- the page --- */

static const char *ladder_text(const struct ctx *c, const struct result *r)
{
    const struct tally_config *config = &r->input.config;
    if (config->ladder_criteria && config->ladder_median)
        return T(
            "the heavier criterion decides, then the median, then the "
            "rank is shared");
    if (config->ladder_criteria)
        return T("the heavier criterion decides, then the rank is shared");
    if (config->ladder_median)
        return T("the median decides, then the rank is shared");
    return T("the rank is shared");
}

static struct result_view start_view(struct ctx *c,
                                     const struct result_place *p)
{
    const struct result *r = &p->result;
    struct sql_result_close_row closing = {.close_reason = ""};
    sql_result_close(c->world.db, r->round.id, &closing);
    return (struct result_view){
        .round_id = r->round.id,
        .slug = p->edition.slug,
        .name = PICK(r->round.name_de, r->round.name_en),
        .scored = r->report.result != NULL,
        .criterion_count = r->input.criterion_count,
        .quorum = r->round.quorum,
        .decimals = r->round.decimals,
        .marks = (int64_t)r->input.mark_count,
        .ladder = ladder_text(c, r),
        .opened_at = r->round.opened_at,
        .closed_at = r->round.closed_at,
        .close_reason = closing.close_reason,
    };
}

static void fill_scored(struct ctx *c, const struct result_place *p,
                        const enum result_presence *presence,
                        struct result_view *v)
{
    const struct result *r = &p->result;
    int decimals = (int)r->round.scale_decimals;
    v->ballots = (int64_t)r->tally.counted_ballots;
    v->jurors = (int64_t)r->tally.counted_jurors;
    v->low = result_points(c, tally_show_low(&r->tally), decimals);
    v->high = result_points(c, tally_show_high(&r->tally), decimals);
    fill_rows(c, p, presence, v);
    fill_ties(c, r, v);
    fill_warnings(c, r, v);
}

void get_result(struct ctx *c)
{
    struct result_place p;
    struct result_criterion *criteria;
    if (!result_place(c, &p))
        return;
    struct result_view v = start_view(c, &p);
    const enum result_presence *presence =
        presence_table(c->world.mem, &p.result);
    result_criteria(c, &p.result, &criteria);
    v.criterion = criteria;
    if (v.scored)
        fill_scored(c, &p, presence, &v);
    fill_faults(c, &p.result, &v);
    fill_unranked(c, &p.result, &v);
    fill_absent(c, &p.result, presence, &v);
    c->width = "page-wide";
    page_start(c, arena_printf(c->world.mem, T("Result: %s"), v.name));
    html_result(c->out, &v);
    page_end(c);
}
