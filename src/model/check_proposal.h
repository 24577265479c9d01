/* The part of `lorbeer check` about proposals. */
#pragma once

#include "model/check.h"

/* Is everything that was done to a proposed company in the log, does what was
 * accepted fit its nomination, and is gone what had to be deleted? */
void check_proposals(const struct world *w, struct check *check);
