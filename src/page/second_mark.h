/* Second marks after the discussion: a juror's page, and what they do to the
 * ranking, for whoever leads the meeting. */
#pragma once

#include "page/meeting_place.h"

void get_second_mark(struct ctx *c);
void post_second_mark(struct ctx *c);
/* Both paths of a meeting. */
void get_second_result(struct ctx *c);

/* The path of the juror's page, if he may note a second mark there or has noted
 * one; else NULL. */
const char *second_mark_path(struct ctx *c, const struct meeting_place *p,
                             int64_t entry_id);
/* The path of the ranking after the discussion, if this visitor may see one. */
const char *second_result_path(struct ctx *c, const struct meeting_place *p);
