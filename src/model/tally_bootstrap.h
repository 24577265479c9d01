/* Bootstrap of jurors (section 11.3; Efron & Tibshirani 1993). The generator
 * is SplitMix64 (Steele, Lea & Flood 2014), so that the counts can be computed
 * again anywhere, bit for bit. */
#pragma once

#include "model/tally_calibrated.h"

enum {
    TALLY_BOOTSTRAP_JURORS_MIN = 5,
    TALLY_BOOTSTRAP_RANKS_MAX = 1000 /* entries; above: `first` only */
};

struct tally_replicates {
    int32_t first;            /* replicates with rank 1; shared ones count */
    int32_t top3;             /* with rank 1 to 3; -1: not counted */
    int32_t rank_lo, rank_hi; /* 95 of 100 lie between; 0: none */
};

/* One for each entry of the panel; NULL for fewer than five jurors or no
 * replicates. `calibrated` only for that method, whose leniency is held. */
const struct tally_replicates *
tally_bootstrap(struct arena *mem, const struct tally_panel *panel,
                enum tally_method method,
                const struct tally_calibrated *calibrated);

/* The generator: the next number below `limit`. */
uint32_t tally_bootstrap_draw(uint64_t *state, uint32_t limit);
