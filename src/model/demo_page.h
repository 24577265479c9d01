/* How the companies' pages of the published edition stand: most are released,
 * one is corrected by the company and one was changed after its release. */
#pragma once

#include "model/world.h"

/* From w->now on for some days; the brochure was printed after that. */
void demo_pages_add(const struct world *w, int64_t edition_id);
