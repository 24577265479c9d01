/* How much may a criterion count before another entry wins? (section 11.2) */
#pragma once

#include "model/tally_calibrated.h"
#include "model/tally_exact.h"

struct tally_interval {
    struct tally_fraction share;  /* w_k / W */
    struct tally_fraction lo, hi; /* of the mean only: exact */
    double lo_value, hi_value;
};

/* One for each criterion, or NULL: a single criterion, a single entry, or the
 * first place is shared. `calibrated` NULL: of the mean. */
const struct tally_interval *
tally_weights(struct arena *mem, const struct tally_panel *panel,
              const struct tally_calibrated *calibrated);
