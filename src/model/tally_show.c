/* What is shown of a result. */
#include "model/tally_show.h"

#include "base/arena.h"

static i128 unit(const struct tally_result *result)
{
    i128 power = 1;
    for (int i = 0; i < result->input->decimals; i++)
        power *= 10;
    return power;
}

/* With a common scale a share of L
 * is a number of units above lo, because L is then the range itself. */
struct tally_fraction tally_show_points(const struct tally_result *result,
                                        i128 part, i128 whole)
{
    if (!result->common)
        return tally_exact(100 * part, whole);
    i128 lo = result->input->criteria[0].lo;
    return tally_exact(lo * whole + result->range * part, whole * unit(result));
}

struct tally_fraction tally_show_low(const struct tally_result *result)
{
    return tally_show_points(result, 0, 1);
}

struct tally_fraction tally_show_high(const struct tally_result *result)
{
    return tally_show_points(result, 1, 1);
}

/* W * L */
static i128 most(const struct tally_result *result)
{
    return (i128)result->weight_sum * result->range;
}

struct tally_fraction tally_show_score(const struct tally_result *result,
                                       size_t entry)
{
    const struct tally_entry *e = &result->entries[entry];
    return tally_show_points(result, e->total, e->ballots * most(result));
}

struct tally_fraction tally_show_median(const struct tally_result *result,
                                        size_t entry)
{
    return tally_show_points(result, result->entries[entry].twice_median,
                             2 * most(result));
}

struct tally_fraction tally_show_ballot(const struct tally_result *result,
                                        const struct tally_ballot *ballot)
{
    return tally_show_points(result, ballot->total, most(result));
}

struct tally_fraction tally_show_criterion(const struct tally_result *result,
                                           size_t entry, size_t criterion)
{
    size_t at = entry * result->input->criterion_count + criterion;
    return tally_show_points(result, result->criterion_total[at],
                             (i128)result->entries[entry].ballots *
                                 result->range);
}

struct tally_fraction tally_show_contribution(const struct tally_result *result,
                                              size_t entry, size_t criterion)
{
    struct tally_fraction mean = tally_show_criterion(result, entry, criterion);
    return tally_exact(result->input->criteria[criterion].weight *
                           mean.numerator,
                       result->weight_sum * mean.denominator);
}

/* Do all neighbours of different rank differ when shown with so many? */
static bool differ(const struct tally_field *field, const int32_t *run,
                   size_t count, int decimals)
{
    i128 last = 0;
    for (size_t i = 0; i < count; i++) {
        i128 units = tally_exact_round(field->score[run[i]], decimals);
        if (i > 0 && units == last &&
            field->rank[run[i]] != field->rank[run[i - 1]])
            return false;
        last = units;
    }
    return true;
}

/* Shows a run of entries that have the same display. */
static void show_run(struct arena *mem, const struct tally_field *field,
                     const int32_t *run, size_t count,
                     struct tally_shown *shown)
{
    int decimals = field->decimals;
    while (decimals <= TALLY_EXACT_DECIMALS_MAX &&
           !differ(field, run, count, decimals))
        decimals++;
    bool rounded = decimals <= TALLY_EXACT_DECIMALS_MAX;
    for (size_t i = 0; i < count; i++) {
        struct tally_fraction score = field->score[run[i]];
        shown[run[i]] = (struct tally_shown){
            rounded ? tally_exact_display(mem, score, decimals)
                    : tally_exact_text(mem, score),
            rounded ? decimals : -1};
    }
}

const struct tally_shown *tally_show_distinct(struct arena *mem,
                                              const struct tally_field *field)
{
    const int32_t *order = field->order;
    struct tally_shown *shown =
        arena_alloc(mem, field->entries * sizeof *shown);
    for (size_t from = 0, to; from < field->count; from = to) {
        i128 units =
            tally_exact_round(field->score[order[from]], field->decimals);
        for (to = from + 1; to < field->count; to++)
            if (tally_exact_round(field->score[order[to]], field->decimals) !=
                units)
                break;
        show_run(mem, field, order + from, to - from, shown);
    }
    return shown;
}

const struct tally_shown *tally_show_scores(struct arena *mem,
                                            const struct tally_result *result)
{
    size_t entries = result->input->entry_count;
    struct tally_fraction *score = arena_alloc(mem, entries * sizeof *score);
    int32_t *rank = arena_alloc(mem, entries * sizeof *rank);
    for (size_t i = 0; i < entries; i++) {
        rank[i] = result->entries[i].rank;
        if (result->entries[i].ranked)
            score[i] = tally_show_score(result, i);
    }
    struct tally_field field = {score,
                                rank,
                                result->order,
                                entries,
                                result->ranked_count,
                                (int)result->input->config.decimals};
    return tally_show_distinct(mem, &field);
}

void tally_show_parts(const struct tally_result *result, size_t entry,
                      int decimals, i128 *units)
{
    struct tally_fraction part[TALLY_CRITERIA_MAX];
    size_t count = result->input->criterion_count;
    for (size_t k = 0; k < count; k++)
        part[k] = tally_show_contribution(result, entry, k);
    tally_exact_parts(
        part, count, decimals,
        tally_exact_round(tally_show_score(result, entry), decimals), units);
}
