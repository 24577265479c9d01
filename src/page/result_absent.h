/* What is not in a ranking: nominations without a rank, ballots that do not
 * count, each with its reason. */
#pragma once

#include "page/presence_kind.h"
#include "page/result_place.h"

enum { RESULT_ROWS_MAX = 200 }; /* of a list on a page */

void result_absent_fill(struct ctx *c, const struct result_place *p,
                        const enum result_presence *presence,
                        struct result_view *v);
