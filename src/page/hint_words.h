/* Proposed conflicts in words. */
#pragma once

#include "page/ctx.h"

#include <stddef.h>

/* What the juror is told beside the company; or, for the office, the same said
 * of the juror. One sentence for each reason; how many. */
size_t hint_words(const struct ctx *c, unsigned hints, bool office,
                  const char *const **text);
