/* The rules and bounds of a round.
 *
 * The loop over the marks (tally_ballot.c) only finds out whether all is well;
 * what is wrong is spelled out here, slowly. A criterion whose scale is wrong
 * is left out of it: its marks cannot be judged. */
#include "model/tally_check.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "model/tally_exact.h"

/* What the faults of one round are added to. */
struct check {
    struct arena *mem;
    const struct tally_input *input;
    struct tally_shape *shape;
    struct tally_faults *faults;
};

void tally_check_add(struct arena *mem, struct tally_faults *faults,
                     struct tally_fault fault)
{
    if (faults->count == TALLY_FAULTS_MAX)
        return;
    faults->fault =
        arena_grow(mem, faults->fault, faults->count, sizeof *faults->fault);
    faults->fault[faults->count++] = fault;
}

static void config_fault(struct check *c, const char *key, const char *text)
{
    tally_check_add(
        c->mem, c->faults,
        (struct tally_fault){TALLY_E_CONFIG, TALLY_ON_CONFIG, 0, key, text});
}

static void criterion_fault(struct check *c, enum tally_code code, size_t k,
                            const char *what)
{
    const char *text = arena_printf(c->mem, "criterion %s: %s",
                                    c->input->criteria[k].id, what);
    tally_check_add(
        c->mem, c->faults,
        (struct tally_fault){code, TALLY_ON_CRITERION, k, NULL, text});
}

static bool is_criterion(const struct tally_input *input, const char *id)
{
    for (size_t k = 0; k < input->criterion_count; k++)
        if (strcmp(input->criteria[k].id, id) == 0)
            return true;
    return false;
}

static void check_rounding(struct check *c, const struct tally_rounding *rule)
{
    int64_t one = 1;
    for (int i = 0; i < TALLY_FACTOR_DECIMALS; i++)
        one *= 10;
    if (rule->drop_high < 0 || rule->drop_high > TALLY_JURORS_MAX ||
        rule->drop_low < 0 || rule->drop_low > TALLY_JURORS_MAX)
        config_fault(c, "declared", "drop_high and drop_low must be 0 or more");
    if (rule->round_criterion < 0 ||
        rule->round_criterion > TALLY_ROUNDING_MAX || rule->round_product < 0 ||
        rule->round_product > TALLY_ROUNDING_MAX)
        config_fault(c, "declared",
                     "round_criterion and round_product must be from 0 to 6");
    for (size_t i = 0; i < rule->factor_count; i++)
        if (rule->factor[i].units <= 0 ||
            rule->factor[i].units > TALLY_FACTOR_MAX * one)
            config_fault(c, "declared",
                         arena_printf(c->mem,
                                      "the factor of %s must be above 0 and at "
                                      "most 1000",
                                      rule->factor[i].criterion));
}

void tally_check_rounding(struct arena *mem, const struct tally_rounding *rule,
                          struct tally_faults *faults)
{
    struct check c = {.mem = mem, .faults = faults};
    check_rounding(&c, rule);
}

static void check_declared(struct check *c)
{
    const struct tally_config *config = &c->input->config;
    const struct tally_rounding *rule = config->declared;
    if (config->method == TALLY_DECLARED && rule == NULL)
        config_fault(c, "method", "the rule of the method is not declared");
    if (rule == NULL)
        return;
    check_rounding(c, rule);
    for (size_t i = 0; i < rule->factor_count; i++)
        if (!is_criterion(c->input, rule->factor[i].criterion))
            tally_check_add(
                c->mem, c->faults,
                (struct tally_fault){TALLY_E_CRITERION, TALLY_ON_CONFIG, 0,
                                     "declared",
                                     arena_printf(c->mem,
                                                  "a factor is given for the "
                                                  "unknown criterion %s",
                                                  rule->factor[i].criterion)});
}

static void check_combine(struct check *c)
{
    const struct tally_config *config = &c->input->config;
    if (config->combine_count > TALLY_CRITERIA_MAX)
        config_fault(c, "combine", "more than 64 rounds are combined");
    for (size_t i = 0; i < config->combine_count; i++)
        if (config->combine[i].share < 1 ||
            config->combine[i].share > TALLY_SHARE_MAX)
            config_fault(c, "combine",
                         arena_printf(c->mem,
                                      "the share of %s must be from 1 to "
                                      "1000000",
                                      config->combine[i].round));
}

static void check_config(struct check *c)
{
    const struct tally_config *config = &c->input->config;
    if (config->quorum < 1)
        config_fault(c, "quorum", "quorum must be at least 1");
    if (config->decimals < 0 || config->decimals > TALLY_DECIMALS_MAX)
        config_fault(c, "decimals", "decimals must be from 0 to 4");
    if (config->lambda < 1 || config->lambda > TALLY_LAMBDA_MAX)
        config_fault(c, "lambda", "lambda must be from 1 to 100");
    if (config->seed < 0)
        config_fault(c, "seed", "seed must not be negative");
    if (config->replicates < 0 || config->replicates > TALLY_REPLICATES_MAX)
        config_fault(c, "replicates", "replicates must be from 0 to 100000");
    check_declared(c);
    check_combine(c);
}

void tally_check_config(struct arena *mem, const struct tally_input *input,
                        struct tally_faults *faults)
{
    struct check c = {.mem = mem, .input = input, .faults = faults};
    check_config(&c);
}

/* NULL if all is well with the criterion by itself. */
static const char *criterion_wrong(const struct tally_criterion *criterion,
                                   enum tally_code *code)
{
    *code = TALLY_E_WEIGHT;
    if (criterion->weight < 1 || criterion->weight > TALLY_WEIGHT_MAX)
        return "the weight must be an integer from 1 to 1000000";
    *code = TALLY_E_BOUND;
    if (criterion->lo < -TALLY_UNITS_MAX || criterion->lo > TALLY_UNITS_MAX ||
        criterion->hi < -TALLY_UNITS_MAX || criterion->hi > TALLY_UNITS_MAX)
        return "the scale goes beyond a million units of its last decimal";
    *code = TALLY_E_SCALE;
    if (criterion->lo >= criterion->hi)
        return "the lowest mark must be below the highest";
    if (criterion->step <= 0)
        return "the step must be above 0";
    if ((criterion->hi - criterion->lo) % criterion->step != 0)
        return "the range is not a multiple of the step";
    return NULL;
}

static int64_t common_multiple(int64_t a, int64_t b)
{
    int64_t x = a, y = b;
    while (y != 0) {
        int64_t rest = x % y;
        x = y;
        y = rest;
    }
    return a / x * b;
}

/* A scale that every mark fits, for criteria that are wrong themselves. */
static void accept_all(struct tally_scale *scale)
{
    *scale =
        (struct tally_scale){.range = UINT32_MAX, .inverse = TALLY_STEP_ONE};
}

static void check_criterion(struct check *c, size_t k)
{
    struct tally_shape *shape = c->shape;
    const struct tally_criterion *criterion = &c->input->criteria[k];
    enum tally_code code;
    accept_all(&shape->scale[k]);
    const char *what = criterion_wrong(criterion, &code);
    if (what != NULL) {
        criterion_fault(c, code, k, what);
        return;
    }
    int64_t range = criterion->hi - criterion->lo;
    int64_t all = common_multiple(shape->range, range);
    if (all > TALLY_UNITS_MAX) {
        criterion_fault(c, TALLY_E_SCALE, k,
                        "the ranges of the scales have no common multiple up "
                        "to a million units");
        return;
    }
    const struct tally_criterion *first = &c->input->criteria[0];
    shape->range = all;
    shape->weight_sum += criterion->weight;
    shape->common = shape->common && criterion->lo == first->lo &&
                    criterion->hi == first->hi;
    shape->scale[k] = (struct tally_scale){
        .lo = (int32_t)criterion->lo,
        .range = (uint32_t)range,
        .inverse = (TALLY_STEP_ONE - 1) / (uint64_t)criterion->step + 1,
    };
}

static void round_fault(struct check *c, enum tally_code code, const char *text)
{
    tally_check_add(c->mem, c->faults,
                    (struct tally_fault){code, TALLY_ON_ROUND, 0, NULL, text});
}

static void check_criteria(struct check *c)
{
    struct tally_shape *shape = c->shape;
    size_t count = c->input->criterion_count;
    shape->range = 1;
    shape->common = true;
    if (count == 0)
        round_fault(c, TALLY_E_WEIGHT, "there is no criterion");
    if (c->input->decimals < 0 || c->input->decimals > TALLY_SCALE_DECIMALS_MAX)
        round_fault(c, TALLY_E_SCALE,
                    "a scale has at most 3 digits after the point");
    if (count > TALLY_CRITERIA_MAX)
        criterion_fault(c, TALLY_E_BOUND, TALLY_CRITERIA_MAX,
                        "there are more than 64 criteria");
    shape->scale = arena_alloc(c->mem, count * sizeof *shape->scale);
    for (size_t k = 0; k < count; k++)
        check_criterion(c, k);
    for (size_t k = 0; k < count; k++) {
        struct tally_scale *scale = &shape->scale[k];
        if (scale->range == UINT32_MAX)
            continue;
        scale->factor =
            shape->range / scale->range * c->input->criteria[k].weight;
    }
}

static void check_counts(struct check *c)
{
    const struct tally_input *input = c->input;
    if (input->entry_count > TALLY_ENTRIES_MAX)
        round_fault(c, TALLY_E_BOUND, "there are more than 10000000 entries");
    if (input->mark_count > TALLY_MARKS_MAX)
        round_fault(c, TALLY_E_BOUND, "there are more than 10^9 marks");
    if (input->juror_count > TALLY_JURORS_MAX)
        tally_check_add(c->mem, c->faults,
                        (struct tally_fault){
                            TALLY_E_BOUND, TALLY_ON_JUROR, TALLY_JURORS_MAX,
                            NULL, "there are more than 10000 jurors"});
}

static const char *where(struct check *c, const struct tally_mark *mark)
{
    return arena_printf(c->mem, "juror %s, entry %s, criterion %s",
                        c->input->jurors[mark->juror],
                        c->input->entries[mark->entry],
                        c->input->criteria[mark->criterion].id);
}

static void mark_fault(struct check *c, size_t at)
{
    const struct tally_mark *mark = &c->input->marks[at];
    const struct tally_criterion *k = &c->input->criteria[mark->criterion];
    int decimals = c->input->decimals;
    const char *value = tally_exact_units(c->mem, mark->value, decimals);
    const char *lo = tally_exact_units(c->mem, k->lo, decimals);
    bool range = mark->value < k->lo || mark->value > k->hi;
    const char *text =
        range ? arena_printf(c->mem, "%s is not from %s to %s (%s)", value, lo,
                             tally_exact_units(c->mem, k->hi, decimals),
                             where(c, mark))
              : arena_printf(c->mem,
                             "%s is not on the grid of %s in steps "
                             "of %s (%s)",
                             value, lo,
                             tally_exact_units(c->mem, k->step, decimals),
                             where(c, mark));
    tally_check_add(c->mem, c->faults,
                    (struct tally_fault){range ? TALLY_E_RANGE : TALLY_E_STEP,
                                         TALLY_ON_MARK, at, NULL, text});
}

void tally_check_indices(const struct tally_input *input,
                         const struct tally_mark *mark)
{
    if (mark->entry < 0 || (size_t)mark->entry >= input->entry_count ||
        mark->juror < 0 || (size_t)mark->juror >= input->juror_count ||
        mark->criterion < 0 ||
        (size_t)mark->criterion >= input->criterion_count)
        die("tally: a mark is outside the input's arrays");
}

bool tally_check(struct arena *mem, const struct tally_input *input,
                 struct tally_shape *shape, struct tally_faults *faults)
{
    struct check c = {mem, input, shape, faults};
    size_t before = faults->count;
    memset(shape, 0, sizeof *shape);
    check_config(&c);
    check_criteria(&c);
    check_counts(&c);
    return faults->count == before;
}

static int by_place(const void *a, const void *b, void *context)
{
    const struct tally_mark *marks = context;
    uint32_t at_a = *(const uint32_t *)a, at_b = *(const uint32_t *)b;
    const struct tally_mark *x = &marks[at_a], *y = &marks[at_b];
    if (x->entry != y->entry)
        return x->entry < y->entry ? -1 : 1;
    if (x->juror != y->juror)
        return x->juror < y->juror ? -1 : 1;
    if (x->criterion != y->criterion)
        return x->criterion < y->criterion ? -1 : 1;
    return at_a < at_b ? -1 : at_a > at_b;
}

static void list_duplicates(struct check *c)
{
    const struct tally_mark *marks = c->input->marks;
    size_t count = c->input->mark_count;
    uint32_t *order = arena_alloc(c->mem, count * sizeof *order);
    bool *again = arena_alloc(c->mem, count * sizeof *again);
    for (size_t i = 0; i < count; i++)
        order[i] = (uint32_t)i;
    qsort_r(order, count, sizeof *order, by_place, (void *)marks);
    for (size_t i = 1; i < count; i++) {
        const struct tally_mark *x = &marks[order[i - 1]];
        const struct tally_mark *y = &marks[order[i]];
        again[order[i]] = x->entry == y->entry && x->juror == y->juror &&
                          x->criterion == y->criterion;
    }
    for (size_t i = 0; i < count; i++)
        if (again[i])
            tally_check_add(
                c->mem, c->faults,
                (struct tally_fault){TALLY_E_DUPLICATE, TALLY_ON_MARK, i, NULL,
                                     arena_printf(c->mem, "marked twice (%s)",
                                                  where(c, &marks[i]))});
}

void tally_check_marks(struct arena *mem, const struct tally_input *input,
                       const struct tally_shape *shape,
                       struct tally_faults *faults)
{
    struct check c = {mem, input, NULL, faults};
    if (input->mark_count > TALLY_MARKS_MAX)
        return;
    for (size_t at = 0; at < input->mark_count; at++) {
        const struct tally_mark *mark = &input->marks[at];
        tally_check_indices(input, mark);
        if (!tally_scale_fits(&shape->scale[mark->criterion], mark->value))
            mark_fault(&c, at);
    }
    list_duplicates(&c);
}
