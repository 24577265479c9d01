/* A declared rounding: an award whose published rule rounds on the way gets
 * the points of its rule, not ours. For each entry and criterion the highest
 * and lowest marks are dropped, the mean of the rest is rounded, multiplied by
 * the criterion's factor, rounded again; the products are added. Weights play
 * no part. Ties are ties of the rounded values.
 *
 * This is how the ISU computes component scores (Special Regulations, Single
 * and Pair Skating; one highest and one lowest dropped, two decimals). Marks
 * of partial ballots count; which entries are ranked is the quorum's matter,
 * as everywhere. */
#pragma once

#include "model/tally_ladder.h"

enum { TALLY_NOBODY = -1 };

/* Arrays are indexed by the panel's entries; numbers of jurors and listed
 * entries are the input's. */
struct tally_declared {
    enum tally_status status; /* TALLY_TRIM: an entry has too few marks */
    const int32_t *lacking;   /* those entries */
    size_t lacking_count;
    /* the rest only when the status is TALLY_OK */
    int64_t *criterion_score; /* units of 10^-round_criterion, before the
                                 factor: [i * criteria + k] */
    int64_t *product;         /* of 10^-round_product, [i * criteria + k] */
    int64_t *score;           /* their sum */
    int32_t *rank;            /* shared ranks, from 1 */
};

/* The panel's input must declare a rounding. The marks of juror `without` are
 * left out; TALLY_NOBODY: all are there. */
const struct tally_declared *tally_declared(struct arena *mem,
                                            const struct tally_panel *panel,
                                            int32_t without);

/* The factor of a criterion, in units of 10^-TALLY_FACTOR_DECIMALS. */
int64_t tally_declared_factor(const struct tally_input *input, size_t k);

/* What the rule makes of one criterion's marks, ascending: drop, mean, round.
 * false: too few are there. */
bool tally_declared_mean(const struct tally_input *input,
                         const int32_t *ascending, size_t count,
                         int64_t *rounded);
