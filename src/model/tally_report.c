/* What all lists of a result have in common. */
#include "model/tally_report.h"

#include "base/arena.h"
#include "model/tally_show.h"

const int32_t *tally_report_order(struct arena *mem,
                                  const struct tally_report *report)
{
    const struct tally_official *official = report->official;
    size_t all = report->input->entry_count, count = 0;
    int32_t *order = arena_alloc(mem, all * sizeof *order);
    for (size_t i = 0; official && i < official->count; i++)
        order[count++] = official->order[i];
    for (size_t i = 0; i < all; i++)
        if (!official || official->rank[i] == 0)
            order[count++] = (int32_t)i;
    return order;
}

size_t tally_report_parts(struct arena *mem, const struct tally_report *report,
                          const char *const **names)
{
    const struct tally_input *input = report->input;
    const char **list;
    if (report->stages) {
        *names = report->stages;
        return input->config.combine_count;
    }
    list = arena_alloc(mem, input->criterion_count * sizeof *list);
    for (size_t k = 0; k < input->criterion_count; k++)
        list[k] = input->criteria[k].id;
    *names = list;
    return input->criterion_count;
}

static void take_score(struct arena *mem, const struct tally_official *official,
                       size_t i, struct tally_report_score *score)
{
    size_t parts = official->parts;
    struct tally_fraction exact = official->score[i];
    i128 units[TALLY_CRITERIA_MAX];
    int64_t *part = arena_alloc(mem, parts * sizeof *part);
    i128 rounded = tally_exact_round(exact, score->decimals);
    tally_exact_parts(official->part + i * parts, parts, score->decimals,
                      rounded, units);
    for (size_t k = 0; k < parts; k++)
        part[k] = (int64_t)units[k];
    score->part = part;
    score->rounded = (int64_t)rounded;
    if (official->tolerance > 0)
        return;
    score->numerator = tally_exact_int(mem, exact.numerator);
    score->denominator = tally_exact_int(mem, exact.denominator);
}

const struct tally_report_score *
tally_report_scores(struct arena *mem, const struct tally_report *report)
{
    const struct tally_official *official = report->official;
    size_t all = report->input->entry_count;
    struct tally_report_score *scores = arena_alloc(mem, all * sizeof *scores);
    if (!official)
        return scores;
    struct tally_field field = {official->score, official->rank,
                                official->order, official->entries,
                                official->count, report->decimals};
    const struct tally_shown *shown = tally_show_distinct(mem, &field);
    for (size_t i = 0; i < all; i++) {
        if (!shown[i].text)
            continue;
        scores[i].text = shown[i].text;
        scores[i].decimals = shown[i].decimals < 0 ? TALLY_EXACT_DECIMALS_MAX
                                                   : shown[i].decimals;
        take_score(mem, official, i, &scores[i]);
    }
    return scores;
}

const struct tally_ballot *
tally_report_ballot(const struct tally_report *report,
                    const struct tally_mark *mark)
{
    const struct tally_result *result = report->result;
    if (!result)
        return NULL;
    const struct tally_entry *entry = &result->entries[mark->entry];
    size_t from = entry->ballot_first, to = entry->ballot_end;
    while (to - from > 1) {
        size_t middle = from + (to - from) / 2;
        if (result->ballots[middle].juror <= mark->juror)
            from = middle;
        else
            to = middle;
    }
    return &result->ballots[from];
}
