/* Weights moved: between which shares of a criterion the winner stays, exactly,
 * and what the ranking would be with another share. The share of one criterion
 * moves, the others keep their proportions (section 11.2). */
#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/str.h"
#include "page/result_firm.h"

enum { CHART_UNITS = 1000, TICK_UNITS = 8, PERCENT = 100, MOVED_MAX = 20 };

/* The slider that was moved. */
struct moving {
    size_t criterion;
    int64_t share; /* per cent */
    bool asked;
};

static struct moving read_moving(struct ctx *c, const struct result *r)
{
    struct moving m = {.share = -1};
    const char *code = form_value(c->query, "criterion");
    for (size_t k = 0; code && k < r->input.criterion_count; k++)
        if (str_equal(r->input.criteria[k].id, code)) {
            m.criterion = k;
            m.asked = true;
        }
    m.asked = m.asked && form_int(c->query, "share", 0, PERCENT, &m.share);
    return m;
}

/* lo rounded up and hi down, so that the sentence never says too much */
static int64_t percent_up(double share)
{
    return (int64_t)ceil(share * PERCENT - 1e-9);
}

static int64_t percent_down(double share)
{
    return (int64_t)floor(share * PERCENT + 1e-9);
}

static const char *interval_text(struct ctx *c, const struct result_place *p,
                                 size_t k, const struct tally_interval *own)
{
    const char *winner = p->result.report.entry_names[p->official->order[0]];
    const char *name = result_part_name(c, &p->result, k);
    int64_t lo = percent_up(own->lo_value), hi = percent_down(own->hi_value);
    if (lo <= 0 && hi >= PERCENT)
        return arena_printf(c->world.mem,
                            T("%s stays first whatever %s counts."), winner,
                            name);
    return arena_printf(
        c->world.mem,
        T("%s stays first as long as %s counts %d %% to %d %%; here it is "
          "%d %%."),
        winner, name, (int)lo, (int)hi,
        (int)tally_exact_round(
            tally_exact(PERCENT * own->share.numerator, own->share.denominator),
            0));
}

static struct firm_weight make_weight(struct ctx *c,
                                      const struct result_place *p, size_t k,
                                      const struct tally_interval *own,
                                      const struct moving *m)
{
    double share = tally_exact_double(own->share);
    int64_t x = (int64_t)(own->lo_value * CHART_UNITS);
    int64_t to = (int64_t)(own->hi_value * CHART_UNITS);
    bool chosen = m->asked && m->criterion == k;
    return (struct firm_weight){
        .code = p->result.input.criteria[k].id,
        .name = result_part_name(c, &p->result, k),
        .color = (int)(k % 8) + 1,
        .x = x,
        .width = to - x > 0 ? to - x : 1,
        .tick_x = (int64_t)(share * (CHART_UNITS - TICK_UNITS)),
        .text = interval_text(c, p, k, own),
        .share = chosen ? m->share : (int64_t)(share * PERCENT + 0.5),
        .chosen = chosen,
    };
}

/* --- the ranking that would come of it --- */

struct placed {
    size_t entry;
    double score; /* an experiment: doubles will do */
};

static int by_score(const void *a, const void *b)
{
    const struct placed *x = a, *y = b;
    return (x->score < y->score) - (x->score > y->score);
}

/* p * A + (1 - p) * B, A the criterion's mean, B that of the others. */
static double moved_score(const struct tally_official *o, size_t entry,
                          size_t k, double all, double share)
{
    double weight = (double)o->weight[k];
    double part = tally_exact_double(o->part[entry * o->parts + k]);
    double rest = tally_exact_double(o->score[entry]) - part;
    return share * part * all / weight +
           (1 - share) * rest * all / (all - weight);
}

static const char *change_text(struct ctx *c, int64_t before, int64_t after)
{
    if (before == after)
        return "";
    return before > after
               ? arena_printf(c->world.mem, "▲ %d", (int)(before - after))
               : arena_printf(c->world.mem, "▼ %d", (int)(after - before));
}

static void fill_moved(struct ctx *c, const struct result_place *p,
                       const struct selection *s, const struct moving *m,
                       struct firm_view *v)
{
    const struct tally_official *o = p->official;
    struct placed *placed =
        arena_alloc(c->world.mem, s->count * sizeof *placed);
    struct firm_moved *list =
        arena_alloc(c->world.mem, MOVED_MAX * sizeof *list);
    double all = (double)p->result.tally.weight_sum;
    for (size_t i = 0; i < s->count; i++)
        placed[i] =
            (struct placed){i, moved_score(o, s->entry[i], m->criterion, all,
                                           (double)m->share / PERCENT)};
    qsort(placed, s->count, sizeof *placed, by_score);
    int64_t rank = 1;
    for (size_t i = 0; i < s->count && i < MOVED_MAX; i++) {
        size_t at = placed[i].entry;
        if (i > 0 &&
            placed[i - 1].score - placed[i].score > o->tolerance + 1e-9)
            rank = (int64_t)i + 1;
        list[i] = (struct firm_moved){
            .rank = rank,
            .company = p->result.report.entry_names[s->entry[at]],
            .score = result_real(c, placed[i].score, p->result.report.decimals),
            .change = change_text(c, o->rank[s->entry[at]], rank),
            .better = rank < o->rank[s->entry[at]],
        };
        v->moved_count++;
    }
    v->moved = list;
    v->moved_title = arena_printf(
        c->world.mem,
        T("An experiment: if %s counted %d %% and the others shared the rest"),
        result_part_name(c, &p->result, m->criterion), (int)m->share);
}

static const char *why_none(const struct ctx *c, const struct result_place *p)
{
    const struct tally_official *o = p->official;
    if (o->method == TALLY_TRIMMED)
        return T(
            "Not offered for the trimmed mean: which ballots are dropped "
            "depends on the weights.");
    if (o->parts < 2 || o->method == TALLY_DECLARED)
        return NULL;
    if (o->count > 1 && o->rank[o->order[1]] == 1)
        return T(
            "The first place is shared: every other weighting may part "
            "it.");
    return NULL;
}

void firm_fill_weights(struct ctx *c, const struct result_place *p,
                       const struct selection *s, struct firm_view *v)
{
    const struct tally_interval *own =
        p->all ? p->all->intervals[p->official->method] : NULL;
    size_t count = p->result.input.criterion_count;
    struct moving m = read_moving(c, &p->result);
    if (p->all == NULL)
        return;
    if (own == NULL) {
        v->weight_none = why_none(c, p);
        return;
    }
    struct firm_weight *list = arena_alloc(c->world.mem, count * sizeof *list);
    for (size_t k = 0; k < count; k++)
        list[k] = make_weight(c, p, k, &own[k], &m);
    v->weight = list;
    v->weight_count = count;
    if (m.asked)
        fill_moved(c, p, s, &m, v);
}
