/* The ranking of a round. Everything is computed from the ballots at this very
 * request; what does not count is listed with its reason. */
#include "page/result.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "gen/sql_result.h"
#include "model/seal.h"
#include "model/tally_show.h"
#include "model/total.h"
#include "page/presence.h"
#include "page/result_absent.h"
#include "page/result_firm.h"
#include "page/result_place.h"
#include "page/result_select.h"
#include "page/rules_words.h"

enum { TIE_DECIMALS = 6, TIES_MAX = 20 };

/* --- ties --- */

static const char *decided(struct ctx *c, const struct result *r, size_t a,
                           size_t b)
{
    struct arena *mem = c->world.mem;
    const char *one = r->report.entry_names[a];
    const char *other = r->report.entry_names[b];
    struct tally_step step =
        tally_official_tie(r->report.official, &r->input.config, a, b);
    switch (step.kind) {
    case TALLY_BY_CRITERION:
        return arena_printf(mem,
                            r->stage_count > 0
                                ? T("The round %s puts %s before %s.")
                                : T("The criterion %s puts %s before %s."),
                            result_part_name(c, r, step.criterion), one, other);
    case TALLY_BY_DECISION:
        return arena_printf(mem, T("The lot puts %s before %s."), one, other);
    case TALLY_BY_MEDIAN:
    case TALLY_BY_SCORE:
    case TALLY_SHARED:
        break;
    }
    return arena_printf(mem, T("The median of the ballots puts %s before %s."),
                        one, other);
}

/* "131/20 = 6,55", "1163/140 ≈ 8,307143" or just "8" */
static const char *exact_score(struct ctx *c, const struct tally_official *o,
                               size_t entry)
{
    struct arena *mem = c->world.mem;
    struct tally_fraction score = o->score[entry];
    i128 units = tally_exact_round(score, TIE_DECIMALS);
    struct tally_fraction back = tally_exact(units, 1000000);
    const char *shown = total_mark(mem, c->lang, (int64_t)units, TIE_DECIMALS);
    if (score.denominator == 1 || o->tolerance > 0 ||
        o->method == TALLY_DECLARED)
        return shown;
    return arena_printf(mem, "%s %s %s", tally_exact_text(mem, score),
                        tally_exact_compare(back, score) == 0 ? "=" : "≈",
                        shown);
}

/* How many from here on are not separated by any rule? */
static size_t shared_run(const struct tally_official *o, const int32_t *order,
                         size_t count)
{
    size_t run = 1;
    while (run < count && o->rank_final[order[run]] == o->rank_final[order[0]])
        run++;
    return run;
}

static struct result_tie make_tie(struct ctx *c, const struct result *r,
                                  const int32_t *order, size_t count)
{
    struct arena *mem = c->world.mem;
    const struct tally_official *o = r->report.official;
    struct buf text;
    buf_init(&text, mem);
    buf_addf(&text,
             o->method == TALLY_DECLARED && !o->combined
                 ? T("The same score after the rounding that the rules "
                     "declare: %s.")
                 : T("Exactly the same score: %s."),
             exact_score(c, o, (size_t)order[0]));
    for (size_t i = 0; i < count;) {
        size_t run = shared_run(o, order + i, count - i);
        if (run > 1)
            buf_addf(&text, T(" No rule separates %s: they share the rank."),
                     result_entry_names(c, r, order + i, run));
        i += run;
        if (i < count)
            buf_addf(&text, " %s",
                     decided(c, r, (size_t)order[i - 1], (size_t)order[i]));
    }
    return (struct result_tie){
        arena_printf(mem, T("Same score on rank %d"), (int)o->rank[order[0]]),
        text.data};
}

static void fill_ties(struct ctx *c, const struct result *r,
                      struct result_view *v)
{
    const struct tally_official *o = r->report.official;
    struct result_tie *tie = NULL;
    for (size_t from = 0, to; from < o->count; from = to) {
        int32_t rank = o->rank[o->order[from]];
        for (to = from + 1; to < o->count; to++)
            if (o->rank[o->order[to]] != rank)
                break;
        if (to - from < 2)
            continue;
        v->lots = v->lots || (r->input.config.ladder_lot &&
                              shared_run(o, o->order + from, to - from) > 1);
        if (v->tie_count == TIES_MAX)
            continue;
        tie = arena_grow(c->world.mem, tie, v->tie_count, sizeof *tie);
        tie[v->tie_count++] = make_tie(c, r, o->order + from, to - from);
    }
    v->tie = tie;
}

static void set_tied(const struct tally_official *o, const struct selection *s,
                     size_t at, struct result_row *row)
{
    size_t own = s->entry[at];
    size_t from = at > 0 ? at - 1 : at, to = at + 1;
    for (size_t i = from; i <= to && i < s->count; i++) {
        size_t other = s->entry[i];
        row->tied |= i != at && o->rank[other] == o->rank[own];
        row->shared |= i != at && o->rank_final[other] == o->rank_final[own];
    }
}

/* --- rows --- */

/* "1–3" */
static const char *rank_range(struct ctx *c, const struct result_place *p,
                              size_t entry)
{
    const struct tally_leave_one_out *out =
        p->all && p->result.tally.counted_jurors > FIRM_JURORS_FEW
            ? p->all->leave_one_out[p->official->method]
            : NULL;
    if (out == NULL || p->panel[entry] < 0)
        return NULL;
    return firm_range(c, out->best[p->panel[entry]],
                      out->worst[p->panel[entry]]);
}

static struct result_row make_row(struct ctx *c, const struct result_place *p,
                                  const enum result_presence *presence,
                                  size_t e)
{
    const struct result *r = &p->result;
    bool own = r->stage_count == 0;
    struct result_row row = {
        .entry_id = r->entry_ids[e],
        .company = r->report.entry_names[e],
        .score = lang_number(c->world.mem, c->lang, p->score[e].text),
        .ballots = own ? r->tally.entries[e].ballots : 0,
        .possible = own ? presence_assigned(r, presence, e) : 0,
        .recused = own ? presence_conflicts(r, presence, e) : 0,
        .range = rank_range(c, p, e),
    };
    row.bar = result_bars(c, p, e, &row.bar_text);
    return row;
}

static void fill_rows(struct ctx *c, const struct result_place *p,
                      const struct selection *s,
                      const enum result_presence *presence,
                      struct result_view *v)
{
    int64_t page = 1;
    v->pages = (int64_t)(s->count + RESULT_ROWS_MAX - 1) / RESULT_ROWS_MAX;
    if (!form_int(c->query, "page", 1, v->pages, &page))
        page = 1;
    size_t from = (size_t)(page - 1) * RESULT_ROWS_MAX;
    size_t count =
        s->count - from < RESULT_ROWS_MAX ? s->count - from : RESULT_ROWS_MAX;
    struct result_row *row = arena_alloc(c->world.mem, count * sizeof *row);
    for (size_t i = 0; i < count; i++) {
        size_t at = from + i, e = s->entry[at];
        row[i] = make_row(c, p, presence, e);
        row[i].rank = s->rank[at];
        row[i].category = s->category[e];
        if (at > 0)
            row[i].gap = result_gap(c, p, s->entry[at - 1], e);
        set_tied(p->official, s, at, &row[i]);
    }
    v->row = row;
    v->row_count = count;
    v->ranked = s->count;
    v->page = page;
    v->code = s->code;
}

/* --- warnings and faults --- */

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
        return arena_printf(
            mem,
            T("Without %s the panel would fall into parts that cannot be "
              "compared."),
            result_juror_names(c, r, w->jurors, w->juror_count));
    case TALLY_W_CONSTANT: /* on the page of the jury's health */
    case TALLY_W_FLIP:     /* with the other methods */
    case TALLY_WARNING_COUNT:
        break;
    }
    return NULL;
}

static void fill_warnings(struct ctx *c, const struct result_place *p,
                          struct result_view *v)
{
    const struct tally_warning *warning =
        p->all ? p->all->warnings : p->result.tally.warnings;
    size_t count =
        p->all ? p->all->warning_count : p->result.tally.warning_count;
    const char **list =
        arena_alloc(c->world.mem, TALLY_WARNING_COUNT * sizeof *list);
    for (size_t i = 0; i < count; i++) {
        const char *text = warning_text(c, &p->result, &warning[i]);
        if (text != NULL)
            list[v->warning_count++] = text;
    }
    v->warning = list;
}

/* Why the method gives no ranking, though there are ballots. */
static const char *status_text(struct ctx *c, const struct result *r)
{
    const struct tally_official *o = r->method;
    if (o->status == TALLY_DISCONNECTED)
        return T(
            "The panel falls into parts that no juror connects, so severity "
            "cannot be evened out. Further ballots across the parts would "
            "mend it; that takes a new round.");
    return arena_printf(
        c->world.mem,
        T("Too few ballots to drop some of them: %s. That takes another method "
          "and so a new round."),
        result_entry_names(c, r, o->lacking, o->lacking_count));
}

static void fill_faults(struct ctx *c, const struct result *r,
                        struct result_view *v)
{
    const char **list =
        arena_alloc(c->world.mem, (r->faults.count + 2) * sizeof *list);
    size_t count = 0;
    for (size_t i = 0; i < r->faults.count; i++) {
        const struct tally_fault *f = &r->faults.fault[i];
        list[count++] =
            f->code == TALLY_E_EMPTY
                ? T("No nomination has as many ballots as are needed.")
                : arena_printf(c->world.mem, "%s: %s", tally_code_name(f->code),
                               f->text);
    }
    if (r->method && r->method->status != TALLY_OK)
        list[count++] = status_text(c, r);
    if (r->combine_fault)
        list[count++] = lang_text(c->lang, r->combine_fault);
    v->fault = list;
    v->fault_count = count;
}

/* --- the page --- */

/* "the heavier criterion decides, then the lot, then the rank is shared" */
static const char *ladder_text(const struct ctx *c, const struct result *r)
{
    const struct tally_config *config = &r->input.config;
    bool rounded = config->method == TALLY_DECLARED && r->stage_count == 0;
    const struct {
        bool step;
        const char *words;
    } steps[] = {
        {config->ladder_criteria && !rounded,
         r->stage_count > 0
             ? T("the stage with the greater share decides")
             : T("the criterion with the greater weight decides")},
        {config->ladder_median && !rounded && r->stage_count == 0,
         T("the median decides")},
        {config->ladder_jury, T("the jury decides")},
        {config->ladder_lot, T("the lot decides")},
        {true, T("the rank is shared")},
    };
    const char *text = "";
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (steps[i].step)
            text = arena_printf(c->world.mem, "%s%s%s", text,
                                *text ? T(", then ") : "", steps[i].words);
    return text;
}

static const char *seal_digest(struct ctx *c, int64_t round_id)
{
    struct seal seal;
    return seal_newest(&c->world, round_id, &seal) ? seal.digest : NULL;
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
        .lead = arena_printf(c->world.mem, T("Method: %s."),
                             result_method_name(c, r)),
        .scored = p->official != NULL,
        .combined = r->stage_count > 0,
        .quorum = r->round.quorum,
        .decimals = r->round.decimals,
        .method = result_method_name(c, r),
        .method_text = rules_method_text(c, &r->input.config),
        .ladder = ladder_text(c, r),
        .opened_at = r->round.opened_at,
        .closed_at = r->round.closed_at,
        .close_reason = closing.close_reason,
        .seal = seal_digest(c, r->round.id),
    };
}

static void fill_scored(struct ctx *c, const struct result_place *p,
                        const struct selection *s,
                        const enum result_presence *presence,
                        struct result_view *v)
{
    const struct result *r = &p->result;
    int decimals = (int)r->round.scale_decimals;
    v->ballots = (int64_t)r->tally.counted_ballots;
    v->jurors = (int64_t)r->tally.counted_jurors;
    v->marks = v->ballots * (int64_t)r->input.criterion_count;
    v->low = result_points(c, p->official->low, decimals);
    v->high = result_points(c, p->official->high, decimals);
    v->tab = s->tab;
    v->tab_count = s->tab_count;
    fill_rows(c, p, s, presence, v);
    if (*s->code == '\0' || s->narrowed)
        fill_ties(c, r, v);
    fill_warnings(c, p, v);
}

static void show_firm(struct ctx *c, const struct result_place *p,
                      const struct selection *s,
                      const enum result_presence *presence)
{
    struct firm_view firm = {.round_id = p->result.round.id,
                             .category = s->code};
    firm_fill(c, p, s, presence, &firm);
    html_result_ranges(c->out, &firm);
    html_result_weights(c->out, &firm);
    html_result_heat(c->out, &firm);
    html_result_checks(c->out, &firm);
}

static void show_word(struct ctx *c, const struct result_place *p)
{
    struct firm_view firm = {.round_id = p->result.round.id};
    firm_word(c, p, &firm);
    html_result_word(c->out, &firm);
}

void get_result(struct ctx *c)
{
    struct result_place p;
    struct result_criterion *criteria;
    struct selection s;
    if (!result_place(c, &p))
        return;
    result_select(c, &p, &s);
    result_place_all(c, &p);
    struct result_view v = start_view(c, &p);
    const enum result_presence *presence =
        presence_table(c->world.mem, &p.result);
    v.criterion_count = result_criteria(c, &p.result, &criteria);
    v.criterion = criteria;
    if (v.scored)
        fill_scored(c, &p, &s, presence, &v);
    fill_faults(c, &p.result, &v);
    result_absent_fill(c, &p, presence, &v);
    c->width = "page-wide";
    c->script[0] = "result.js";
    page_start(c, arena_printf(c->world.mem, T("Result: %s"), v.name));
    html_result_head(c->out, &v);
    bool whole = *s.code == '\0' || s.narrowed;
    if (v.scored && whole)
        show_word(c, &p);
    if (v.scored)
        html_result_ranking(c->out, &v);
    if (v.scored && whole)
        show_firm(c, &p, &s, presence);
    html_result_foot(c->out, &v);
    page_end(c);
}
