/* What the log keeps with each change of a special prize or of what is
 * withheld, so that `lorbeer check` finds one that was not logged. */
#pragma once

#include "model/world.h"

/* All special prizes of a nomination as they are now. */
const char *prize_digest(const struct world *w, int64_t entry_id);
/* Whether this category or prize (the other is 0) is withheld, and why. */
const char *withheld_digest(const struct world *w, int64_t category_id,
                            int64_t prize_id);
