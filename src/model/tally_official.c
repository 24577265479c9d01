/* The ranking that counts. Each method fills the same arrays; ranks are taken
 * over as the method has them, never made again from shown numbers. */
#include "model/tally_official.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "model/tally_show.h"

static struct tally_official *start(struct arena *mem, size_t entries,
                                    size_t parts)
{
    struct tally_official *o = arena_alloc(mem, sizeof *o);
    o->entries = entries;
    o->parts = parts;
    o->score = arena_alloc(mem, entries * sizeof *o->score);
    o->part = arena_alloc(mem, entries * parts * sizeof *o->part);
    o->rank = arena_alloc(mem, entries * sizeof *o->rank);
    o->rank_final = arena_alloc(mem, entries * sizeof *o->rank_final);
    o->order = arena_alloc(mem, entries * sizeof *o->order);
    return o;
}

static int by_place(const void *a, const void *b, void *context)
{
    const int32_t *rank = context;
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    int way = (rank[x] > rank[y]) - (rank[x] < rank[y]);
    return way != 0 ? way : (x > y) - (x < y);
}

static void sort_order(struct tally_official *o)
{
    o->count = 0;
    for (size_t i = 0; i < o->entries; i++)
        if (o->rank_final[i] > 0)
            o->order[o->count++] = (int32_t)i;
    qsort_r(o->order, o->count, sizeof *o->order, by_place, o->rank_final);
}

/* weight / all * points, a criterion's contribution */
static struct tally_fraction weigh(struct tally_fraction points, int64_t weight,
                                   int64_t all)
{
    return tally_exact(weight * points.numerator, all * points.denominator);
}

static void take_mean(struct tally_official *o,
                      const struct tally_result *result)
{
    for (size_t i = 0; i < o->entries; i++) {
        if (!result->entries[i].ranked)
            continue;
        o->score[i] = tally_show_score(result, i);
        o->rank[i] = result->entries[i].rank;
        o->rank_final[i] = result->entries[i].rank_final;
        for (size_t k = 0; k < o->parts; k++)
            o->part[i * o->parts + k] = tally_show_contribution(result, i, k);
    }
}

static void take_trimmed(struct tally_official *o,
                         const struct tally_panel *panel,
                         const struct tally_trimmed *t)
{
    const struct tally_result *result = panel->result;
    o->status = t->status;
    for (size_t i = 0; t->status == TALLY_OK && i < panel->entries; i++) {
        size_t e = (size_t)panel->entry[i];
        o->score[e] = tally_trimmed_score(panel, t, i);
        o->rank[e] = t->rank[i];
        o->rank_final[e] = t->rank_final[i];
        for (size_t k = 0; k < o->parts; k++)
            o->part[e * o->parts + k] = weigh(
                tally_show_points(result, t->criterion_total[i * o->parts + k],
                                  (i128)t->kept[i] * result->range),
                o->weight[k], result->weight_sum);
    }
}

static void take_calibrated(struct tally_official *o,
                            const struct tally_panel *panel,
                            const struct tally_calibrated *c)
{
    const struct tally_result *result = panel->result;
    o->status = c->status;
    if (panel->complete) {
        take_mean(o, result); /* the same, and exact */
        return;
    }
    o->tolerance = tally_calibrated_tolerance(panel);
    for (size_t i = 0; c->status == TALLY_OK && i < panel->entries; i++) {
        size_t e = (size_t)panel->entry[i];
        o->score[e] = tally_exact_of_double(c->score[i]);
        o->rank[e] = c->rank[i];
        o->rank_final[e] = c->rank_final[i];
        for (size_t k = 0; k < o->parts; k++)
            o->part[e * o->parts + k] = weigh(
                tally_exact_of_double(c->criterion_score[i * o->parts + k]),
                o->weight[k], result->weight_sum);
    }
}

static void take_declared(struct tally_official *o,
                          const struct tally_panel *panel,
                          const struct tally_declared *d)
{
    const struct tally_rounding *rule = panel->result->input->config.declared;
    i128 unit = 1;
    for (int64_t i = 0; i < rule->round_product; i++)
        unit *= 10;
    o->status = d->status;
    for (size_t i = 0; d->status == TALLY_OK && i < panel->entries; i++) {
        size_t e = (size_t)panel->entry[i];
        o->score[e] = tally_exact(d->score[i], unit);
        o->rank[e] = o->rank_final[e] = d->rank[i];
        for (size_t k = 0; k < o->parts; k++)
            o->part[e * o->parts + k] =
                tally_exact(d->product[i * o->parts + k], unit);
    }
}

/* The points that a declared rule can give at least and at most. */
static void declared_scale(struct tally_official *o,
                           const struct tally_input *input)
{
    i128 unit = 1, low = 0, high = 0;
    for (int i = 0; i < input->decimals + TALLY_FACTOR_DECIMALS; i++)
        unit *= 10;
    for (size_t k = 0; k < o->parts; k++) {
        int64_t factor = tally_declared_factor(input, k);
        low += (i128)input->criteria[k].lo * factor;
        high += (i128)input->criteria[k].hi * factor;
    }
    o->low = tally_exact(low, unit);
    o->high = tally_exact(high, unit);
}

static const int32_t *lacking_of(struct arena *mem,
                                 const struct tally_panel *panel,
                                 const struct tally_trimmed *t)
{
    int32_t *list = arena_alloc(mem, t->lacking_count * sizeof *list);
    for (size_t i = 0; i < t->lacking_count; i++)
        list[i] = panel->entry[t->lacking[i]];
    return list;
}

static void take_method(struct arena *mem, struct tally_official *o,
                        const struct tally_result *result,
                        const struct tally_all *all)
{
    const struct tally_panel *panel =
        all ? all->panel : tally_panel(mem, result, true);
    switch (o->method) {
    case TALLY_TRIMMED: {
        struct tally_trimmed t =
            all ? all->trimmed : tally_trimmed(mem, panel, TALLY_TRIMMED_LEAST);
        take_trimmed(o, panel, &t);
        o->lacking = lacking_of(mem, panel, &t);
        o->lacking_count = t.lacking_count;
        break;
    }
    case TALLY_CALIBRATED: {
        struct tally_calibrated c =
            all ? all->calibrated : tally_calibrated(mem, panel);
        take_calibrated(o, panel, &c);
        break;
    }
    case TALLY_DECLARED: {
        const struct tally_declared *d =
            all ? all->declared : tally_declared(mem, panel, TALLY_NOBODY);
        take_declared(o, panel, d);
        declared_scale(o, result->input);
        o->lacking = d->lacking;
        o->lacking_count = d->lacking_count;
        break;
    }
    case TALLY_MEAN:
    case TALLY_METHODS:
        break;
    }
}

struct tally_official *tally_official(struct arena *mem,
                                      const struct tally_result *result,
                                      const struct tally_all *all)
{
    const struct tally_input *input = result->input;
    size_t parts = input->criterion_count;
    struct tally_official *o = start(mem, input->entry_count, parts);
    int64_t *weight = arena_alloc(mem, parts * sizeof *weight);
    int64_t *median = arena_alloc(mem, o->entries * sizeof *median);
    for (size_t k = 0; k < parts; k++)
        weight[k] = input->criteria[k].weight;
    for (size_t i = 0; i < o->entries; i++)
        median[i] = result->entries[i].twice_median;
    o->method = input->config.method;
    o->weight = weight;
    o->twice_median = median;
    o->low = tally_show_low(result);
    o->high = tally_show_high(result);
    if (o->method == TALLY_MEAN)
        take_mean(o, result);
    else
        take_method(mem, o, result, all);
    sort_order(o);
    return o;
}

void tally_official_decide(struct tally_official *o, const int32_t *place)
{
    for (size_t from = 0, to; from < o->count; from = to) {
        int32_t shared = o->rank_final[o->order[from]];
        bool all = true;
        for (to = from; to < o->count && o->rank_final[o->order[to]] == shared;
             to++)
            all = all && place[o->order[to]] > 0;
        if (to - from < 2 || !all)
            continue;
        /* places are few and distinct: count who comes before */
        for (size_t i = from; i < to; i++) {
            int32_t before = 0;
            for (size_t other = from; other < to; other++)
                before += place[o->order[other]] < place[o->order[i]];
            o->rank_final[o->order[i]] = shared + before;
        }
    }
    sort_order(o);
}

/* Below 0 when a stands before b; 0 when equal within the tolerance. */
static int compare(const struct tally_official *o, size_t k, size_t a, size_t b)
{
    struct tally_fraction x = o->part[a * o->parts + k];
    struct tally_fraction y = o->part[b * o->parts + k];
    int64_t all = 0;
    for (size_t i = 0; i < o->parts; i++)
        all += o->weight[i];
    if (o->tolerance > 0) {
        double apart = tally_exact_double(x) - tally_exact_double(y);
        double limit = o->tolerance * (double)o->weight[k] / (double)all;
        return apart > limit ? -1 : apart < -limit ? 1 : 0;
    }
    return -tally_exact_compare(x, y);
}

/* The next part by descending weight, equal weights in declared order. */
static size_t heaviest(const struct tally_official *o, const bool *taken)
{
    size_t best = o->parts;
    for (size_t k = 0; k < o->parts; k++)
        if (!taken[k] && (best == o->parts || o->weight[k] > o->weight[best]))
            best = k;
    return best;
}

struct splitting {
    const struct tally_official *official;
    size_t part;
};

static int by_part(const void *a, const void *b, void *context)
{
    const struct splitting *s = context;
    const struct tally_official *o = s->official;
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    int way = tally_exact_compare(o->part[(size_t)y * o->parts + s->part],
                                  o->part[(size_t)x * o->parts + s->part]);
    return way != 0 ? way : (x > y) - (x < y);
}

/* Splits each group of equal final ranks by one part. A tolerance is no order:
 * sorted exactly, and neighbours compared. */
static void split(struct tally_official *o, size_t part)
{
    struct splitting s = {o, part};
    for (size_t from = 0, to; from < o->count; from = to) {
        int32_t shared = o->rank_final[o->order[from]];
        for (to = from + 1;
             to < o->count && o->rank_final[o->order[to]] == shared;)
            to++;
        if (to - from < 2)
            continue;
        qsort_r(o->order + from, to - from, sizeof *o->order, by_part, &s);
        for (size_t at = from + 1; at < to; at++) {
            size_t above = (size_t)o->order[at - 1], own = (size_t)o->order[at];
            o->rank_final[own] = compare(o, part, above, own) == 0
                                     ? o->rank_final[above]
                                     : (int32_t)at + 1;
        }
    }
}

void tally_official_ladder(struct tally_official *o,
                           const struct tally_config *config)
{
    bool taken[TALLY_CRITERIA_MAX] = {false};
    memcpy(o->rank_final, o->rank, o->entries * sizeof *o->rank);
    sort_order(o);
    for (size_t n = 0; config->ladder_criteria && n < o->parts; n++) {
        size_t part = heaviest(o, taken);
        taken[part] = true;
        split(o, part);
    }
    sort_order(o);
}

struct tally_step tally_official_climb(const struct tally_official *o,
                                       const struct tally_config *config,
                                       size_t a, size_t b)
{
    bool taken[TALLY_CRITERIA_MAX] = {false};
    bool ladder = o->method != TALLY_DECLARED;
    for (size_t n = 0; ladder && config->ladder_criteria && n < o->parts; n++) {
        size_t k = heaviest(o, taken);
        int way = compare(o, k, a, b);
        taken[k] = true;
        if (way != 0)
            return (struct tally_step){TALLY_BY_CRITERION, k, way < 0};
    }
    if (ladder && config->ladder_median && o->twice_median &&
        o->twice_median[a] != o->twice_median[b])
        return (struct tally_step){TALLY_BY_MEDIAN, 0,
                                   o->twice_median[a] > o->twice_median[b]};
    return (struct tally_step){.kind = TALLY_SHARED};
}

struct tally_step tally_official_tie(const struct tally_official *o,
                                     const struct tally_config *config,
                                     size_t a, size_t b)
{
    if (o->rank[a] != o->rank[b])
        return (struct tally_step){TALLY_BY_SCORE, 0, o->rank[a] < o->rank[b]};
    /* within a tolerance two may be apart, and equal through a third */
    struct tally_step step = {.kind = TALLY_SHARED};
    if (o->rank_final[a] != o->rank_final[b])
        step = tally_official_climb(o, config, a, b);
    if (step.kind == TALLY_SHARED && o->rank_final[a] != o->rank_final[b])
        step = (struct tally_step){TALLY_BY_DECISION, 0,
                                   o->rank_final[a] < o->rank_final[b]};
    return step;
}
