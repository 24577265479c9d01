/* What if one juror had not been there? (section 11.1) The quorum is not
 * applied again. */
#pragma once

#include "model/tally_ladder.h"

struct tally_without {
    enum tally_status status;
    const int32_t *winners; /* the input's entries, ascending */
    size_t winner_count;
    const int32_t *unranked; /* likewise: they lost their last ballot */
    size_t unranked_count;
};

struct tally_leave_one_out {
    struct tally_without *without; /* of each juror of the panel */
    /* over all of them and the full jury, of each entry of the panel */
    int32_t *best, *worst;
};

/* Needs two jurors. `rank` has the full jury's ranks by the method. */
struct tally_leave_one_out tally_leave_one_out(struct arena *mem,
                                               const struct tally_panel *panel,
                                               enum tally_method method,
                                               const int32_t *rank);
