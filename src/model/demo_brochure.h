/* The sample award's brochure. */
#pragma once

#include "model/world.h"

/* Gives an edition what assets/demo/brochure.json says: a cover photo,
 * greetings with portraits, an own page, logos of partners. `folder` has the
 * pictures. NULL, or what is wrong with the file. */
const char *demo_brochure_add(const struct world *w, int64_t edition_id,
                              const char *folder, const char *json);
