/* How long it is until something, in words. */
#pragma once

#include "page/ctx.h"

/* "18 days", "2 days and 4 hours", "3 hours and 20 minutes", "less than a
 * minute": rounded down, so that nobody counts on time that is not there. */
const char *time_left(const struct ctx *c, int64_t seconds);
