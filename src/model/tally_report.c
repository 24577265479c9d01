/* What all lists of a result have in common. */
#include "model/tally_report.h"

#include "base/arena.h"
#include "model/tally_show.h"

const int32_t *tally_report_order(struct arena *mem,
                                  const struct tally_report *report)
{
    const struct tally_result *result = report->result;
    size_t all = report->input->entry_count, count = 0;
    int32_t *order = arena_alloc(mem, all * sizeof *order);
    for (size_t i = 0; result && i < result->ranked_count; i++)
        order[count++] = result->order[i];
    for (size_t i = 0; i < all; i++)
        if (!result || !result->entries[i].ranked)
            order[count++] = (int32_t)i;
    return order;
}

static void take_score(struct arena *mem, const struct tally_result *result,
                       size_t i, struct tally_report_score *score)
{
    size_t criteria = result->input->criterion_count;
    struct tally_fraction exact = tally_show_score(result, i);
    i128 units[TALLY_CRITERIA_MAX];
    int64_t *part = arena_alloc(mem, criteria * sizeof *part);
    tally_show_parts(result, i, score->decimals, units);
    for (size_t k = 0; k < criteria; k++)
        part[k] = (int64_t)units[k];
    score->part = part;
    score->rounded = (int64_t)tally_exact_round(exact, score->decimals);
    score->numerator = tally_exact_int(mem, exact.numerator);
    score->denominator = tally_exact_int(mem, exact.denominator);
}

const struct tally_report_score *
tally_report_scores(struct arena *mem, const struct tally_report *report)
{
    const struct tally_result *result = report->result;
    size_t all = report->input->entry_count;
    struct tally_report_score *scores = arena_alloc(mem, all * sizeof *scores);
    if (!result)
        return scores;
    const struct tally_shown *shown = tally_show_scores(mem, result);
    for (size_t i = 0; i < all; i++) {
        if (!shown[i].text)
            continue;
        scores[i].text = shown[i].text;
        scores[i].decimals = shown[i].decimals < 0 ? TALLY_EXACT_DECIMALS_MAX
                                                   : shown[i].decimals;
        take_score(mem, result, i, &scores[i]);
    }
    return scores;
}
