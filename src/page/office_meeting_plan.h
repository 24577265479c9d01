/* The fields of a meeting's plan, for a new one and for one that is there. */
#pragma once

#include "model/meeting.h"
#include "page/ctx.h"
#include "page/office_meeting_view.h"

struct office_meeting_plan office_plan_view(struct ctx *c, int64_t edition_id);
/* Fills the form's fields from a meeting. */
void office_plan_fill(struct ctx *c, const struct meeting *m);
/* false: something is wrong, and the form says what. */
bool office_plan_read(struct ctx *c, int64_t edition_id,
                      struct meeting_plan *plan);
