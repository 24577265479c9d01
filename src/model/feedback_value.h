/* Numbers of a result as a letter says them, exact until they are rounded. */
#pragma once

#include "model/result.h"
#include "model/tally_exact.h"

/* A value that arithmetic with another one cannot overflow: the same, unless it
 * came from a double. */
struct tally_fraction feedback_handy(struct tally_fraction f);

/* The quarter-th quartile (1 to 3) of ascending values, linear between the two
 * nearest (type 7 of Hyndman and Fan, as spreadsheets do). */
struct tally_fraction feedback_quartile(const struct tally_fraction *value,
                                        size_t count, int quarter);
/* 1 upper, 2 middle, 3 lower: the upper third has at most a third of all, or
 * all that share a rank in it. */
int64_t feedback_third(int64_t rank, int64_t count);

/* Units of a mark as a fraction. */
struct tally_fraction feedback_points(const struct result *r, int64_t units);

/* The round behind a part of a combined one; NULL: the part is a criterion. */
const struct result *feedback_stage(const struct result *r, size_t part);
struct feedback_scale {
    struct tally_fraction lo, hi;
};
struct feedback_scale feedback_scale(const struct result *r, size_t part);
/* The mean of a criterion as it is in the score, on the criterion's own scale:
 * the contribution without the weight. Of a combined round the part's score.
 * The entry has a rank. */
struct tally_fraction feedback_value(const struct result *r, size_t entry,
                                     size_t part);
