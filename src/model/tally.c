/* From marks to a ranking: the order of the steps.
 *
 * Scores are never divided: entry a is before c when N_a * b_c is above
 * N_c * b_a (tally_rank.h). The tables of one method or check stand in a file
 * of their own; they read the ballots of the result. */
#include "model/tally.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "model/tally_ballot.h"
#include "model/tally_check.h"
#include "model/tally_graph.h"
#include "model/tally_rank.h"

/* The result while it is being made: its arrays, writable. */
struct making {
    struct arena *mem;
    const struct tally_input *input;
    struct tally_result *result;
    size_t criteria_by_weight[TALLY_CRITERIA_MAX];
};

struct tally_config tally_config_default(void)
{
    return (struct tally_config){
        .method = TALLY_MEAN,
        .quorum = 3,
        .decimals = 2,
        .lambda = 3,
        .seed = 1,
        .replicates = 10000,
        .ladder_criteria = true,
    };
}

static const char *const method_names[TALLY_METHODS] = {
    [TALLY_MEAN] = "mean",
    [TALLY_TRIMMED] = "trimmed",
    [TALLY_CALIBRATED] = "calibrated",
    [TALLY_DECLARED] = "declared",
};

const char *tally_method_name(enum tally_method method)
{
    return method_names[method];
}

bool tally_method_from_name(const char *name, enum tally_method *method)
{
    for (size_t i = 0; i < TALLY_METHODS; i++)
        if (strcmp(name, method_names[i]) == 0) {
            *method = (enum tally_method)i;
            return true;
        }
    return false;
}

const char *tally_code_name(enum tally_code code)
{
    static const char *const names[] = {
        [TALLY_E_BOUND] = "E_BOUND",
        [TALLY_E_CONFIG] = "E_CONFIG",
        [TALLY_E_CRITERION] = "E_CRITERION",
        [TALLY_E_DUPLICATE] = "E_DUPLICATE",
        [TALLY_E_EMPTY] = "E_EMPTY",
        [TALLY_E_INPUT] = "E_INPUT",
        [TALLY_E_RANGE] = "E_RANGE",
        [TALLY_E_SCALE] = "E_SCALE",
        [TALLY_E_STEP] = "E_STEP",
        [TALLY_E_WEIGHT] = "E_WEIGHT",
    };
    return names[code];
}

const char *tally_warning_name(enum tally_warning_code code)
{
    static const char *const names[TALLY_WARNING_COUNT] = {
        [TALLY_W_BRIDGE] = "W_BRIDGE",
        [TALLY_W_CONSTANT] = "W_CONSTANT",
        [TALLY_W_DISCONNECTED] = "W_DISCONNECTED",
        [TALLY_W_FLIP] = "W_FLIP",
        [TALLY_W_PARTIAL] = "W_PARTIAL",
        [TALLY_W_QUORUM] = "W_QUORUM",
    };
    return names[code];
}

static int compare_criterion(const struct tally_result *result, size_t k,
                             size_t a, size_t b)
{
    size_t count = result->input->criterion_count;
    struct tally_key x = {result->criterion_total[a * count + k],
                          result->entries[a].ballots, 0};
    struct tally_key y = {result->criterion_total[b * count + k],
                          result->entries[b].ballots, 0};
    return tally_rank_compare(&x, &y);
}

static int compare_medians(const struct tally_result *result, size_t a,
                           size_t b)
{
    int64_t x = result->entries[a].twice_median;
    int64_t y = result->entries[b].twice_median;
    return (x < y) - (x > y);
}

/* Criteria by descending weight, equal weights in declared order. */
static void sort_criteria(const struct tally_input *input, size_t *sorted)
{
    for (size_t k = 0; k < input->criterion_count; k++) {
        size_t at = k;
        for (; at > 0 && input->criteria[sorted[at - 1]].weight <
                             input->criteria[k].weight;
             at--)
            sorted[at] = sorted[at - 1];
        sorted[at] = k;
    }
}

/* The ladder; 0 when a and b stay equal. *step is the one that separates. */
static int climb(const struct tally_result *result, const size_t *criteria,
                 size_t a, size_t b, struct tally_step *step)
{
    const struct tally_config *config = &result->input->config;
    int way = 0;
    if (config->ladder_criteria)
        for (size_t k = 0; k < result->input->criterion_count; k++) {
            way = compare_criterion(result, criteria[k], a, b);
            *step =
                (struct tally_step){TALLY_BY_CRITERION, criteria[k], way < 0};
            if (way != 0)
                return way;
        }
    if (config->ladder_median)
        way = compare_medians(result, a, b);
    *step = way != 0 ? (struct tally_step){TALLY_BY_MEDIAN, 0, way < 0}
                     : (struct tally_step){.kind = TALLY_SHARED};
    return way;
}

static int by_ladder(const void *a, const void *b, void *context)
{
    const struct making *making = context;
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    struct tally_step step;
    int way = climb(making->result, making->criteria_by_weight, (size_t)x,
                    (size_t)y, &step);
    return way != 0 ? way : (x > y) - (x < y);
}

struct tally_step tally_tie(const struct tally_result *result, size_t a,
                            size_t b)
{
    const struct tally_entry *x = &result->entries[a];
    const struct tally_entry *y = &result->entries[b];
    size_t criteria[TALLY_CRITERIA_MAX];
    struct tally_step step;
    if (x->rank != y->rank)
        return (struct tally_step){TALLY_BY_SCORE, 0, x->rank < y->rank};
    sort_criteria(result->input, criteria);
    climb(result, criteria, a, b, &step);
    return step;
}

static void count_all(struct making *making)
{
    struct tally_result *result = making->result;
    for (size_t i = 0; i < making->input->entry_count; i++)
        if (making->result->entries[i].ranked) {
            result->ranked_count++;
            result->counted_ballots +=
                (size_t)making->result->entries[i].ballots;
        }
    for (size_t j = 0; j < making->input->juror_count; j++)
        result->counted_jurors += making->result->jurors[j].ballots > 0;
    result->complete = result->counted_ballots ==
                       result->ranked_count * result->counted_jurors;
}

static int by_juror(const void *a, const void *b)
{
    const struct tally_pair *x = a, *y = b;
    if (x->juror != y->juror)
        return x->juror < y->juror ? -1 : 1;
    return (x->entry > y->entry) - (x->entry < y->entry);
}

static void list_partial(struct making *making)
{
    struct tally_result *result = making->result;
    struct tally_pair *partial = NULL;
    size_t count = 0;
    for (size_t i = 0; i < making->input->entry_count; i++) {
        const struct tally_entry *entry = &making->result->entries[i];
        size_t all = entry->ballot_end - entry->ballot_first;
        for (size_t at = entry->ballot_first;
             all > (size_t)entry->ballots && at < entry->ballot_end; at++) {
            if (result->ballots[at].state != TALLY_PARTIAL)
                continue;
            partial = arena_grow(making->mem, partial, count, sizeof *partial);
            partial[count++] =
                (struct tally_pair){(int32_t)i, result->ballots[at].juror};
        }
    }
    if (count > 0)
        qsort(partial, count, sizeof *partial, by_juror);
    result->partial = partial;
    result->partial_count = count;
}

static void take_medians(struct making *making)
{
    struct tally_result *result = making->result;
    int64_t *totals =
        arena_alloc(making->mem, making->input->juror_count * sizeof *totals);
    for (size_t i = 0; i < making->input->entry_count; i++) {
        struct tally_entry *entry = &making->result->entries[i];
        size_t count = 0;
        if (!entry->ranked)
            continue;
        for (size_t at = entry->ballot_first; at < entry->ballot_end; at++)
            if (result->ballots[at].state == TALLY_COUNTED)
                totals[count++] = result->ballots[at].total;
        entry->twice_median = tally_rank_twice_median(totals, count);
    }
}

/* The final ranks of a group of entries that share the rank `first`. */
static void climb_group(struct making *making, int32_t *group, size_t count,
                        int32_t first)
{
    struct tally_entry *entries = making->result->entries;
    struct tally_step step;
    if (count > 1)
        qsort_r(group, count, sizeof *group, by_ladder, making);
    for (size_t i = 0; i < count; i++) {
        int32_t own = first + (int32_t)i;
        if (i > 0 && climb(making->result, making->criteria_by_weight,
                           (size_t)group[i - 1], (size_t)group[i], &step) == 0)
            own = entries[group[i - 1]].rank_final;
        entries[group[i]].rank_final = own;
    }
}

static void take_final_ranks(struct making *making, const struct tally_key *key)
{
    struct tally_result *result = making->result;
    const struct tally_entry *entries = result->entries;
    int32_t *order =
        arena_alloc(making->mem, result->ranked_count * sizeof *order);
    for (size_t i = 0; i < result->ranked_count; i++)
        order[i] = key[i].entry;
    sort_criteria(making->input, making->criteria_by_weight);
    for (size_t from = 0, to; from < result->ranked_count; from = to) {
        int32_t shared = entries[order[from]].rank;
        for (to = from + 1;
             to < result->ranked_count && entries[order[to]].rank == shared;)
            to++;
        climb_group(making, order + from, to - from, shared);
    }
    result->order = order;
}

static void take_ranks(struct making *making)
{
    struct tally_result *result = making->result;
    struct tally_entry *entries = result->entries;
    size_t entry_count = making->input->entry_count;
    struct tally_key *key =
        arena_alloc(making->mem, result->ranked_count * sizeof *key);
    int32_t *rank = arena_alloc(making->mem, entry_count * sizeof *rank);
    size_t count = 0;
    for (size_t i = 0; i < entry_count; i++)
        if (entries[i].ranked)
            key[count++] =
                (struct tally_key){entries[i].twice_median, 1, (int32_t)i};
    tally_rank(making->mem, key, count, rank);
    count = 0;
    for (size_t i = 0; i < entry_count; i++)
        if (entries[i].ranked) {
            entries[i].median_rank = rank[i];
            key[count++] = (struct tally_key){entries[i].total,
                                              entries[i].ballots, (int32_t)i};
        }
    tally_rank(making->mem, key, count, rank);
    for (size_t i = 0; i < entry_count; i++)
        entries[i].rank = entries[i].ranked ? rank[i] : 0;
    take_final_ranks(making, key);
}

static struct tally_warning *add_warning(struct tally_result *result,
                                         enum tally_warning_code code)
{
    assert(result->warning_count < TALLY_WARNING_COUNT);
    struct tally_warning *warning = &result->warnings[result->warning_count++];
    warning->code = code;
    return warning;
}

/* The numbers whose flag is set, ascending. */
static const int32_t *flagged(struct arena *mem, const bool *flags, size_t all,
                              size_t *count)
{
    int32_t *list = NULL;
    for (size_t i = 0; i < all; i++)
        if (flags[i]) {
            list = arena_grow(mem, list, *count, sizeof *list);
            list[(*count)++] = (int32_t)i;
        }
    return list;
}

static void warn_partial(struct making *making)
{
    struct tally_result *result = making->result;
    size_t entries = making->input->entry_count;
    size_t jurors = making->input->juror_count;
    bool *entry = arena_alloc(making->mem, entries * sizeof *entry);
    bool *juror = arena_alloc(making->mem, jurors * sizeof *juror);
    struct tally_warning *warning = add_warning(result, TALLY_W_PARTIAL);
    for (size_t i = 0; i < result->partial_count; i++) {
        entry[result->partial[i].entry] = true;
        juror[result->partial[i].juror] = true;
    }
    warning->entries =
        flagged(making->mem, entry, entries, &warning->entry_count);
    warning->jurors =
        flagged(making->mem, juror, jurors, &warning->juror_count);
}

static void warn_quorum(struct making *making)
{
    size_t entries = making->input->entry_count;
    bool *below = arena_alloc(making->mem, entries * sizeof *below);
    struct tally_warning *warning = add_warning(making->result, TALLY_W_QUORUM);
    for (size_t i = 0; i < entries; i++)
        below[i] = !making->result->entries[i].ranked;
    warning->entries =
        flagged(making->mem, below, entries, &warning->entry_count);
}

static void warn(struct making *making)
{
    struct tally_result *result = making->result;
    if (result->component_count > 1)
        add_warning(result, TALLY_W_DISCONNECTED)->methods =
            1u << TALLY_NAMED_MEAN;
    if (result->partial_count > 0)
        warn_partial(making);
    if (result->ranked_count < making->input->entry_count)
        warn_quorum(making);
}

static bool refuse_empty(struct making *making, struct tally_faults *faults)
{
    memset(making->result, 0, sizeof *making->result);
    tally_check_add(making->mem, faults,
                    (struct tally_fault){
                        TALLY_E_EMPTY, TALLY_ON_ROUND, 0, NULL,
                        "no entry has as many ballots as the quorum asks for"});
    return false;
}

bool tally_run(struct arena *mem, const struct tally_input *input,
               struct tally_result *result, struct tally_faults *faults)
{
    struct tally_shape shape;
    struct making making = {.mem = mem, .input = input, .result = result};
    memset(result, 0, sizeof *result);
    if (!tally_check(mem, input, &shape, faults) ||
        !tally_ballot_count(mem, input, &shape, result)) {
        tally_check_marks(mem, input, &shape, faults);
        memset(result, 0, sizeof *result);
        return false;
    }
    result->input = input;
    result->weight_sum = shape.weight_sum;
    result->range = shape.range;
    result->common = shape.common;
    count_all(&making);
    if (result->ranked_count == 0)
        return refuse_empty(&making, faults);
    result->component_count = tally_graph(mem, result);
    list_partial(&making);
    take_medians(&making);
    take_ranks(&making);
    warn(&making);
    return true;
}
