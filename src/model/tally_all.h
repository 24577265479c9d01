/* Everything the specification has to say of a round, for `lorbeer tally` and
 * for organisers' pages that ask for it. tally_run() alone is enough for a
 * ranking by mean. */
#pragma once

#include "model/tally_agreement.h"
#include "model/tally_bootstrap.h"
#include "model/tally_calibrated.h"
#include "model/tally_cross.h"
#include "model/tally_declared.h"
#include "model/tally_leave_one_out.h"
#include "model/tally_residual.h"
#include "model/tally_trimmed.h"
#include "model/tally_weights.h"
#include "model/tally_word.h"

struct tally_all {
    const struct tally_result *result;
    const struct tally_panel *panel;
    struct tally_trimmed trimmed;
    struct tally_calibrated calibrated;
    const struct tally_declared *declared; /* NULL: no such rule */
    struct tally_borda borda;
    struct tally_schulze schulze;
    struct tally_agreement agreement;
    struct tally_residual residual;
    /* by method; NULL: the method has no result, or section 11 says so */
    const int32_t *rank[TALLY_METHODS];
    const struct tally_leave_one_out *leave_one_out[TALLY_METHODS];
    const struct tally_interval *intervals[TALLY_METHODS]; /* not trimmed */
    const struct tally_replicates *replicates[TALLY_METHODS];
    enum tally_word word; /* of the official method */
    struct tally_warning warnings[TALLY_WARNING_COUNT];
    size_t warning_count; /* ascending by code; the result's and more */
};

/* The result must outlive what is returned. */
const struct tally_all *tally_all(struct arena *mem,
                                  const struct tally_result *result);
