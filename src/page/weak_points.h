/* What is weak in an assignment, in sentences: groups that nobody connects,
 * jurors on whom the comparison hangs, nominations below the quorum, jurors
 * with nothing or with too much. */
#pragma once

#include "model/assignment_check.h"
#include "model/round.h"
#include "page/ctx.h"

/* None while nothing is assigned. */
size_t weak_points(struct ctx *c, const struct round *round,
                   const struct assignment_plan *plan,
                   const char *const **line);

/* Of what is assigned now. */
size_t round_weak_points(struct ctx *c, const struct round *round,
                         const char *const **line);
