/* How far the jurors agree (section 9). A value that is not defined is NaN.
 *
 * Kendall's W: Kendall & Babington Smith 1939, tie-corrected. ICC: McGraw &
 * Wong 1996, two-way mean squares. Alpha: Krippendorff 2011. */
#pragma once

#include "model/tally_panel.h"

struct tally_agreement {
    double kendall_w;                         /* complete panels only */
    double icc_a1, icc_ak, icc_c1, icc_ck;    /* complete panels only */
    double alpha_interval;                    /* on the composites */
    double alpha_ordinal[TALLY_CRITERIA_MAX]; /* of each criterion */
};

/* Needs a panel with shares. */
struct tally_agreement tally_agreement(struct arena *mem,
                                       const struct tally_panel *panel);
