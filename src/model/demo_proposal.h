/* Proposals of the sample award. */
#pragma once

#include "model/world.h"

/* The edition gets a prize for which companies are only proposed, and some
 * proposals: one to be looked at, one passed on, one accepted by the company
 * of that name, if it has a nomination. */
void demo_proposals_add(const struct world *w, int64_t edition_id,
                        const char *accepting);
