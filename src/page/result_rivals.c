/* Why a nomination stands before one and behind another: where the points
 * differ, and what would have changed the order. */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "model/tally_show.h"
#include "page/result_sums.h"

enum { MIDDLE = 500, WOULD_MAX = 8, PERCENT = 100 };

/* Two neighbours; the differences are those of `own` to `other`. */
struct pair {
    const struct sums *s;
    size_t own, other;
    bool ahead; /* own is before other */
};

static const char *name_of(const struct pair *p, size_t entry)
{
    return p->s->r->report.entry_names[entry];
}

static struct tally_fraction part_of(const struct pair *p, size_t entry,
                                     size_t k)
{
    const struct tally_official *o = p->s->p->official;
    return o->part[entry * o->parts + k];
}

static struct tally_fraction total_gap(const struct pair *p)
{
    const struct tally_official *o = p->s->p->official;
    return tally_exact_minus(o->score[p->own], o->score[p->other]);
}

/* "+0,30" or "−0,12" */
static const char *signed_text(const struct pair *p, i128 units, int decimals)
{
    struct ctx *c = p->s->c;
    char *plain =
        tally_exact_units(c->world.mem, units < 0 ? -units : units, decimals);
    return arena_printf(c->world.mem, "%s%s",
                        units < 0   ? "−"
                        : units > 0 ? "+"
                                    : "±",
                        lang_number(c->world.mem, c->lang, plain));
}

/* A part's mean in points; of a declared rule its product. */
static const char *mean_text(const struct pair *p, size_t entry, size_t k)
{
    const struct tally_official *o = p->s->p->official;
    struct tally_fraction part = part_of(p, entry, k);
    int64_t all = 0;
    for (size_t i = 0; i < o->parts; i++)
        all += o->weight[i];
    if (o->combined || o->method != TALLY_DECLARED)
        part =
            tally_exact(part.numerator * all, part.denominator * o->weight[k]);
    return result_points(p->s->c, part, p->s->r->report.decimals);
}

/* As many decimals as it takes to see the gap. */
static int gap_decimals(const struct pair *p, struct tally_fraction gap)
{
    int decimals = p->s->r->report.decimals;
    while (gap.numerator != 0 && decimals < TALLY_EXACT_DECIMALS_MAX &&
           tally_exact_round(gap, decimals) == 0)
        decimals++;
    return decimals;
}

static void fill_differences(const struct pair *p, struct result_rival *rival)
{
    const struct tally_official *o = p->s->p->official;
    struct arena *mem = p->s->c->world.mem;
    struct tally_fraction gap = total_gap(p), apart[TALLY_CRITERIA_MAX];
    int decimals = gap_decimals(p, gap);
    i128 total = tally_exact_round(gap, decimals);
    i128 units[TALLY_CRITERIA_MAX], most = 1;
    struct result_difference *list = arena_alloc(mem, o->parts * sizeof *list);
    for (size_t k = 0; k < o->parts; k++)
        apart[k] =
            tally_exact_minus(part_of(p, p->own, k), part_of(p, p->other, k));
    tally_exact_parts(apart, o->parts, decimals, total, units);
    for (size_t k = 0; k < o->parts; k++) {
        i128 size = units[k] < 0 ? -units[k] : units[k];
        most = size > most ? size : most;
    }
    for (size_t k = 0; k < o->parts; k++) {
        i128 size = units[k] < 0 ? -units[k] : units[k];
        int64_t width = (int64_t)(size * MIDDLE / most);
        list[k] = (struct result_difference){
            .name = result_part_name(p->s->c, p->s->r, k),
            .own = mean_text(p, p->own, k),
            .other = mean_text(p, p->other, k),
            .text = signed_text(p, units[k], decimals),
            .x = units[k] < 0 ? MIDDLE - width : MIDDLE,
            .width = width,
            .ahead = units[k] > 0,
        };
    }
    rival->difference = list;
    rival->difference_count = o->parts;
    rival->total = signed_text(p, total, decimals);
}

/* --- what would have changed it --- */

struct sentences {
    const char **list;
    size_t count;
};

static void add(struct sentences *t, const char *text)
{
    if (t->count < WOULD_MAX)
        t->list[t->count++] = text;
}

/* The same in marks of the heaviest criterion, where all share a scale. */
static void add_plainly(const struct pair *p, struct tally_fraction gap,
                        struct sentences *t)
{
    struct ctx *c = p->s->c;
    const struct tally_result *tally = &p->s->r->tally;
    const struct tally_criterion *list = p->s->r->input.criteria;
    size_t best = 0;
    for (size_t k = 1; k < p->s->r->input.criterion_count; k++)
        best = list[k].weight > list[best].weight ? k : best;
    if (!tally->common)
        return;
    gap = tally_exact(gap.numerator * tally->weight_sum,
                      gap.denominator * list[best].weight);
    add(t, arena_printf(
               c->world.mem, T("With %s alone that would be %s points more."),
               result_part_name(c, p->s->r, best), result_points(c, gap, 1)));
}

/* One juror alone: the gap times the ballots (section 12). */
static void add_single(const struct pair *p, struct sentences *t)
{
    struct ctx *c = p->s->c;
    size_t behind = p->ahead ? p->other : p->own;
    size_t before = p->ahead ? p->own : p->other;
    struct tally_fraction gap = total_gap(p);
    if (gap.numerator == 0 || p->s->p->official->method != TALLY_MEAN ||
        p->s->r->stage_count > 0)
        return;
    int64_t ballots = p->s->r->tally.entries[behind].ballots;
    if (gap.numerator < 0)
        gap.numerator = -gap.numerator;
    gap = tally_exact(gap.numerator * ballots, gap.denominator);
    add(t,
        arena_printf(c->world.mem,
                     T("A single juror who rated %s would have had to give %s "
                       "more weighted points to draw level with %s."),
                     name_of(p, behind),
                     result_points(c, gap, p->s->r->report.decimals),
                     name_of(p, before)));
    add_plainly(p, gap, t);
}

/* The mean of T without one juror, as a fraction total / count. */
static bool without(const struct result *r, size_t entry, int32_t juror,
                    struct tally_fraction *mean)
{
    const struct tally_entry *e = &r->tally.entries[entry];
    i128 total = e->total, count = e->ballots;
    for (size_t b = e->ballot_first; b < e->ballot_end; b++) {
        const struct tally_ballot *ballot = &r->tally.ballots[b];
        if (ballot->juror != juror || ballot->state != TALLY_COUNTED)
            continue;
        total -= ballot->total;
        count--;
    }
    if (count < 1)
        return false;
    *mean = tally_exact(total, count);
    return true;
}

/* Jurors without whom the order would be the other way round. */
static void add_jurors(const struct pair *p, struct sentences *t)
{
    struct ctx *c = p->s->c;
    const struct result *r = p->s->r;
    int32_t *turns =
        arena_alloc(c->world.mem, r->input.juror_count * sizeof *turns);
    size_t count = 0;
    if (r->stage_count > 0 || p->s->p->official->method != TALLY_MEAN)
        return;
    for (size_t j = 0; j < r->input.juror_count; j++) {
        struct tally_fraction own, other;
        if (!without(r, p->own, (int32_t)j, &own) ||
            !without(r, p->other, (int32_t)j, &other))
            continue;
        int way = tally_exact_compare(own, other);
        if (p->ahead ? way < 0 : way > 0)
            turns[count++] = (int32_t)j;
    }
    if (count > 0)
        add(t, arena_printf(
                   c->world.mem,
                   TN("Without %s the order would be the other way round.",
                      "The order would be the other way round if any one of "
                      "these had been absent: %s.",
                      (int64_t)count),
                   result_juror_names(c, r, turns, count)));
    else
        add(t, T("No single juror decides this order."));
}

/* The share at which both draw level: p = dB / (dB - dA), section 11.2. */
static void add_weight(const struct pair *p, size_t k, struct sentences *t)
{
    struct ctx *c = p->s->c;
    const struct tally_official *o = p->s->p->official;
    double all = 0, weight = (double)o->weight[k];
    for (size_t i = 0; i < o->parts; i++)
        all += (double)o->weight[i];
    double part = tally_exact_double(part_of(p, p->own, k)) -
                  tally_exact_double(part_of(p, p->other, k));
    double gap = tally_exact_double(total_gap(p));
    double a = part * all / weight, b = (gap - part) * all / (all - weight);
    double level = b / (b - a);
    if (fabs(b - a) < 1e-12 || level <= 0 || level >= 1)
        return;
    add(t, arena_printf(c->world.mem,
                        T("Both would be level if %s counted %s %% instead of "
                          "%s %%, the others keeping their proportions."),
                        result_part_name(c, p->s->r, k),
                        result_real(c, level * PERCENT, 1),
                        result_real(c, weight / all * PERCENT, 1)));
}

static void fill_would(const struct pair *p, struct result_rival *rival)
{
    const struct tally_official *o = p->s->p->official;
    struct sentences t = {
        .list = arena_alloc(p->s->c->world.mem, WOULD_MAX * sizeof *t.list)};
    bool linear =
        o->combined || o->method == TALLY_MEAN || o->method == TALLY_CALIBRATED;
    add_single(p, &t);
    add_jurors(p, &t);
    linear = linear && total_gap(p).numerator != 0;
    for (size_t k = 0; linear && o->parts > 1 && k < o->parts; k++)
        add_weight(p, k, &t);
    rival->would = t.list;
    rival->would_count = t.count;
}

/* --- the sentence --- */

static const char *step_text(const struct pair *p)
{
    struct ctx *c = p->s->c;
    const struct tally_official *o = p->s->p->official;
    struct tally_step step =
        tally_official_tie(o, &p->s->r->input.config, p->own, p->other);
    struct arena *mem = c->world.mem;
    switch (step.kind) {
    case TALLY_BY_SCORE:
        return NULL;
    case TALLY_BY_CRITERION:
        return arena_printf(
            mem,
            T("Both have exactly the same score; %s decides, as the rules say: "
              "%s against %s."),
            result_part_name(c, p->s->r, step.criterion),
            mean_text(p, p->own, step.criterion),
            mean_text(p, p->other, step.criterion));
    case TALLY_BY_MEDIAN:
        return T(
            "Both have exactly the same score; the median of the ballots "
            "decides, as the rules say.");
    case TALLY_BY_DECISION:
        return T(
            "Both have exactly the same score; the lot decided, as the "
            "rules say.");
    case TALLY_SHARED:
        break;
    }
    return T(
        "Both have exactly the same score, and no rule separates them: "
        "they share the rank.");
}

static const char *lead_text(const struct pair *p)
{
    struct ctx *c = p->s->c;
    const char *tie = step_text(p);
    struct tally_fraction gap = total_gap(p);
    if (tie != NULL)
        return tie;
    int decimals = gap_decimals(p, gap);
    if (gap.numerator < 0)
        gap.numerator = -gap.numerator;
    return arena_printf(c->world.mem,
                        p->ahead ? T("%s points ahead of %s.")
                                 : T("%s points behind %s."),
                        result_points(c, gap, decimals), name_of(p, p->other));
}

static struct result_rival make_rival(const struct sums *s, size_t at,
                                      size_t other_at)
{
    const struct tally_official *o = s->p->official;
    struct ctx *c = s->c;
    struct pair p = {s, (size_t)o->order[at], (size_t)o->order[other_at],
                     at < other_at};
    struct result_rival rival = {
        .entry_id = s->r->entry_ids[p.other],
        .title =
            arena_printf(c->world.mem,
                         p.ahead ? T("Why %s is behind") : T("Why %s is ahead"),
                         name_of(&p, p.other)),
        .company =
            arena_printf(c->world.mem, T("%s, rank %d"), name_of(&p, p.other),
                         (int)o->rank_final[p.other]),
        .lead = lead_text(&p),
    };
    fill_differences(&p, &rival);
    fill_would(&p, &rival);
    return rival;
}

void rivals_fill(const struct sums *s, struct result_entry_view *v)
{
    const struct tally_official *o = s->p->official;
    struct result_rival *list = arena_alloc(s->c->world.mem, 2 * sizeof *list);
    size_t at = 0;
    while ((size_t)o->order[at] != s->entry)
        at++;
    if (at > 0)
        list[v->rival_count++] = make_rival(s, at, at - 1);
    if (at + 1 < o->count)
        list[v->rival_count++] = make_rival(s, at, at + 1);
    v->rival = list;
}
