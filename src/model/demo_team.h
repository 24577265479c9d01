/* People who work on the sample nominations together. */
#pragma once

#include "model/world.h"

/* Colleagues of two of the companies with an editor and a reader among them,
 * and a company that took part before but not yet this time. `hash` is their
 * password. */
void demo_team_add(const struct world *w, int64_t edition_id, const char *hash);
