/* The words of consents across imports: other words are another version. */
#pragma once

#include "model/world.h"

#include <stddef.h>

struct setup_wording {
    const char *code, *de, *en;
    int64_t version;
};
/* The newest words of each kind that an edition asks for; the count. */
size_t setup_wordings(const struct world *w, const char *slug,
                      struct setup_wording **list);
/* After the import: words that differ from those before, under a number that
 * these had or a lower one, become the next version. */
void setup_number_wordings(const struct world *w, int64_t edition_id,
                           const struct setup_wording *before, size_t count);
