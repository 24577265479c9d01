/* Declared rounding. Marks are put beside each other by entry and criterion in
 * one counting sort; all arithmetic is on integers. */
#include "model/tally_declared.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "model/tally_exact.h"

/* Every mark that counts: those of cell c are value[first[c]..first[c + 1]],
 * ascending; a cell is an entry of the panel with a criterion. */
struct cells {
    size_t *first;
    int32_t *value;
};

static i128 ten_to_the(int64_t power)
{
    i128 ten = 1;
    for (int64_t i = 0; i < power; i++)
        ten *= 10;
    return ten;
}

static int by_value(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

/* The panel's number of each of the input's entries; -1: not ranked. */
static int32_t *number_entries(struct arena *mem,
                               const struct tally_panel *panel)
{
    size_t all = panel->result->input->entry_count;
    int32_t *number = arena_alloc(mem, all * sizeof *number);
    for (size_t i = 0; i < all; i++)
        number[i] = -1;
    for (size_t i = 0; i < panel->entries; i++)
        number[panel->entry[i]] = (int32_t)i;
    return number;
}

static struct cells sort_marks(struct arena *mem,
                               const struct tally_panel *panel, int32_t without)
{
    const struct tally_input *input = panel->result->input;
    const int32_t *number = number_entries(mem, panel);
    size_t count = panel->entries * panel->criteria;
    struct cells cells = {
        .first = arena_alloc(mem, (count + 2) * sizeof *cells.first),
        .value = arena_alloc(mem, input->mark_count * sizeof *cells.value)};
    /* counted two places on, so that filling leaves the starts behind */
    for (int fill = 0; fill < 2; fill++) {
        for (size_t at = 0; at < input->mark_count; at++) {
            const struct tally_mark *m = &input->marks[at];
            if (number[m->entry] < 0 || m->juror == without)
                continue;
            size_t cell = (size_t)number[m->entry] * panel->criteria +
                          (size_t)m->criterion;
            if (fill == 0)
                cells.first[cell + 2]++;
            else
                cells.value[cells.first[cell + 1]++] = m->value;
        }
        for (size_t c = 2; fill == 0 && c <= count + 1; c++)
            cells.first[c] += cells.first[c - 1];
    }
    for (size_t c = 0; c < count; c++)
        qsort(cells.value + cells.first[c], cells.first[c + 1] - cells.first[c],
              sizeof *cells.value, by_value);
    return cells;
}

bool tally_declared_mean(const struct tally_input *input,
                         const int32_t *ascending, size_t count,
                         int64_t *rounded)
{
    const struct tally_rounding *rule = input->config.declared;
    size_t low = (size_t)rule->drop_low, high = (size_t)rule->drop_high;
    i128 sum = 0;
    if (count < low + high + 1)
        return false;
    for (size_t at = low; at < count - high; at++)
        sum += ascending[at];
    *rounded = (int64_t)tally_exact_round(
        tally_exact(sum,
                    (i128)(count - low - high) * ten_to_the(input->decimals)),
        (int)rule->round_criterion);
    return true;
}

int64_t tally_declared_factor(const struct tally_input *input, size_t k)
{
    const struct tally_rounding *rule = input->config.declared;
    for (size_t i = 0; i < rule->factor_count; i++)
        if (strcmp(rule->factor[i].criterion, input->criteria[k].id) == 0)
            return rule->factor[i].units;
    return (int64_t)ten_to_the(TALLY_FACTOR_DECIMALS);
}

/* Rounds and multiplies; false when the entry has too few marks somewhere. */
static bool take_entry(const struct tally_panel *panel,
                       const struct cells *cells, const int64_t *factor,
                       size_t i, struct tally_declared *out)
{
    const struct tally_input *input = panel->result->input;
    const struct tally_rounding *rule = input->config.declared;
    i128 below =
        ten_to_the(rule->round_criterion) * ten_to_the(TALLY_FACTOR_DECIMALS);
    for (size_t k = 0; k < panel->criteria; k++) {
        size_t cell = i * panel->criteria + k;
        size_t from = cells->first[cell];
        if (!tally_declared_mean(input, cells->value + from,
                                 cells->first[cell + 1] - from,
                                 &out->criterion_score[cell]))
            return false;
        out->product[cell] = (int64_t)tally_exact_round(
            tally_exact((i128)out->criterion_score[cell] * factor[k], below),
            (int)rule->round_product);
        out->score[i] += out->product[cell];
    }
    return true;
}

const struct tally_declared *tally_declared(struct arena *mem,
                                            const struct tally_panel *panel,
                                            int32_t without)
{
    const struct tally_input *input = panel->result->input;
    struct tally_declared *out = arena_alloc(mem, sizeof *out);
    size_t n = panel->entries, cell_count = n * panel->criteria;
    struct cells cells = sort_marks(mem, panel, without);
    int64_t *factor = arena_alloc(mem, panel->criteria * sizeof *factor);
    int32_t *lacking = arena_alloc(mem, n * sizeof *lacking);
    int32_t *ones = arena_alloc(mem, n * sizeof *ones);
    for (size_t k = 0; k < panel->criteria; k++)
        factor[k] = tally_declared_factor(input, k);
    out->criterion_score =
        arena_alloc(mem, cell_count * sizeof *out->criterion_score);
    out->product = arena_alloc(mem, cell_count * sizeof *out->product);
    out->score = arena_alloc(mem, n * sizeof *out->score);
    out->rank = arena_alloc(mem, n * sizeof *out->rank);
    for (size_t i = 0; i < n; i++) {
        ones[i] = 1;
        if (!take_entry(panel, &cells, factor, i, out))
            lacking[out->lacking_count++] = panel->entry[i];
    }
    out->lacking = lacking;
    out->status = out->lacking_count > 0 ? TALLY_TRIM : TALLY_OK;
    if (out->status == TALLY_OK)
        tally_ladder_exact(mem, n, out->score, ones, out->rank);
    else
        out->rank = NULL;
    return out;
}
