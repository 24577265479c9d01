/* Are minutes what was signed, and decisions what was sealed? */
#pragma once

#include "model/check.h"

/* w->seal_key is needed. */
void check_minutes(const struct world *w, struct check *check);
