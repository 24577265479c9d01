/* The money in what may be published. */
#pragma once

#include "model/publish.h"

/* Says of each winner whether it shares its category, and what it gets of the
 * category's prize. Odd cents go by the nominations' codes, as with special
 * prizes. */
void publish_share_prizes(const struct world *w, int64_t edition_id,
                          struct publish_entry *entry, size_t count);
