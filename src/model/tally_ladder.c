/* Ranks and the ladder. A tolerance is no order, so nothing is ever sorted by
 * it: values are sorted as they are, and neighbours then compared. */
#include "model/tally_ladder.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "model/tally_rank.h"

struct climbing {
    const struct tally_panel *panel;
    tally_ladder_compare *compare;
    const void *context;
    size_t step; /* a criterion; panel->criteria: the median */
};

struct scored {
    double score;
    int32_t entry;
};

const char *tally_status_name(enum tally_status status)
{
    static const char *const names[] = {
        [TALLY_OK] = "ok",
        [TALLY_TRIM] = "E_TRIM",
        [TALLY_DISCONNECTED] = "E_DISCONNECTED",
    };
    return names[status];
}

static int compare_step(const struct climbing *c, int32_t a, int32_t b,
                        bool exact)
{
    if (c->step < c->panel->criteria)
        return c->compare(c->context, c->step, (size_t)a, (size_t)b, exact);
    const struct tally_entry *entries = c->panel->result->entries;
    int64_t x = entries[c->panel->entry[a]].twice_median;
    int64_t y = entries[c->panel->entry[b]].twice_median;
    return (x < y) - (x > y);
}

static int by_step(const void *a, const void *b, void *context)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    int way = compare_step(context, x, y, true);
    return way != 0 ? way : (x > y) - (x < y);
}

/* Splits each group of equal ranks in `order` by one step. */
static void climb(struct climbing *c, int32_t *order, int32_t *last)
{
    for (size_t from = 0, to; from < c->panel->entries; from = to) {
        int32_t shared = last[order[from]];
        for (to = from + 1;
             to < c->panel->entries && last[order[to]] == shared;)
            to++;
        if (to - from < 2)
            continue;
        qsort_r(order + from, to - from, sizeof *order, by_step, c);
        for (size_t at = from + 1; at < to; at++) {
            bool same = compare_step(c, order[at - 1], order[at], false) == 0;
            last[order[at]] = same ? last[order[at - 1]] : (int32_t)at + 1;
        }
    }
}

static int by_rank(const void *a, const void *b, void *context)
{
    const int32_t *rank = context;
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    int way = (rank[x] > rank[y]) - (rank[x] < rank[y]);
    return way != 0 ? way : (x > y) - (x < y);
}

/* The heaviest criterion not taken yet, equal ones in declared order. */
static size_t next_criterion(const struct tally_panel *panel, const bool *taken)
{
    const struct tally_criterion *criteria = panel->result->input->criteria;
    size_t best = panel->criteria;
    for (size_t k = 0; k < panel->criteria; k++)
        if (!taken[k] && (best == panel->criteria ||
                          criteria[k].weight > criteria[best].weight))
            best = k;
    return best;
}

void tally_ladder(struct arena *mem, const struct tally_panel *panel,
                  const int32_t *rank, tally_ladder_compare *compare,
                  const void *context, int32_t *last)
{
    const struct tally_config *config = &panel->result->input->config;
    struct climbing c = {panel, compare, context, 0};
    bool taken[TALLY_CRITERIA_MAX] = {false};
    int32_t *order = arena_alloc(mem, panel->entries * sizeof *order);
    for (size_t i = 0; i < panel->entries; i++) {
        order[i] = (int32_t)i;
        last[i] = rank[i];
    }
    qsort_r(order, panel->entries, sizeof *order, by_rank, last);
    for (size_t n = 0; config->ladder_criteria && n < panel->criteria; n++) {
        c.step = next_criterion(panel, taken);
        taken[c.step] = true;
        climb(&c, order, last);
    }
    c.step = panel->criteria;
    if (config->ladder_median)
        climb(&c, order, last);
}

void tally_ladder_exact(struct arena *mem, size_t entries, const int64_t *total,
                        const int32_t *count, int32_t *rank)
{
    struct tally_key *key = arena_alloc(mem, entries * sizeof *key);
    size_t keys = 0;
    for (size_t i = 0; i < entries; i++) {
        rank[i] = 0;
        if (count[i] > 0)
            key[keys++] = (struct tally_key){total[i], count[i], (int32_t)i};
    }
    tally_rank(mem, key, keys, rank);
}

static int by_score(const void *a, const void *b)
{
    const struct scored *x = a, *y = b;
    int way = (x->score < y->score) - (x->score > y->score);
    return way != 0 ? way : (x->entry > y->entry) - (x->entry < y->entry);
}

void tally_ladder_close(struct arena *mem, size_t entries, const double *score,
                        double tolerance, int32_t *rank)
{
    struct scored *scored = arena_alloc(mem, entries * sizeof *scored);
    size_t count = 0;
    for (size_t i = 0; i < entries; i++) {
        rank[i] = 0;
        if (!isnan(score[i]))
            scored[count++] = (struct scored){score[i], (int32_t)i};
    }
    qsort(scored, count, sizeof *scored, by_score);
    for (size_t at = 0; at < count; at++) {
        bool same =
            at > 0 && scored[at - 1].score - scored[at].score <= tolerance;
        rank[scored[at].entry] =
            same ? rank[scored[at - 1].entry] : (int32_t)at + 1;
    }
}
