/* What is shown of a result: exact points, their rounding, parts that add up.
 *
 * Points are on the reporting scale: that of the criteria when all share one,
 * else 0 to 100. Entries are numbers in the input's arrays; those asked for a
 * score must be ranked. */
#pragma once

#include "model/tally.h"
#include "model/tally_exact.h"

/* The ends of the reporting scale. */
struct tally_fraction tally_show_low(const struct tally_result *result);
struct tally_fraction tally_show_high(const struct tally_result *result);

/* points(part / whole): a share of the maximum on the reporting scale. */
struct tally_fraction tally_show_points(const struct tally_result *result,
                                        i128 part, i128 whole);

/* The weighted mean of an entry, and the median of its ballots. */
struct tally_fraction tally_show_score(const struct tally_result *result,
                                       size_t entry);
struct tally_fraction tally_show_median(const struct tally_result *result,
                                        size_t entry);
/* The composite of one complete ballot. */
struct tally_fraction tally_show_ballot(const struct tally_result *result,
                                        const struct tally_ballot *ballot);
/* The mean of one criterion in points. */
struct tally_fraction tally_show_criterion(const struct tally_result *result,
                                           size_t entry, size_t criterion);
/* Its share of the score: all of an entry's add up to it exactly. */
struct tally_fraction tally_show_contribution(const struct tally_result *result,
                                              size_t entry, size_t criterion);

/* A score for people. */
struct tally_shown {
    const char *text; /* "6.85"; "951/140" as the last resort; NULL: no rank */
    int decimals;     /* of the text; -1: a fraction */
};

/* A ranking to be shown: scores and ranks by entry, and the ranked entries in
 * order. */
struct tally_field {
    const struct tally_fraction *score;
    const int32_t *rank, *order;
    size_t entries, count; /* of all arrays; of order */
    int decimals;
};

/* The scores of all entries. Entries with the same display but different ranks
 * get more decimals, at most 6, until they differ, then fractions. */
const struct tally_shown *tally_show_distinct(struct arena *mem,
                                              const struct tally_field *field);
/* The same of the weighted mean, indexed like the input. */
const struct tally_shown *tally_show_scores(struct arena *mem,
                                            const struct tally_result *result);

/* An entry's contributions to its weighted mean, rounded to `decimals` (0..6)
 * so that they add up to the score rounded to as many; `units` has room for
 * all criteria. */
void tally_show_parts(const struct tally_result *result, size_t entry,
                      int decimals, i128 *units);
