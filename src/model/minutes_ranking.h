/* The rounds that lay before a meeting, for its minutes. */
#pragma once

#include "model/world.h"

struct json_out;

/* Writes "rounds": [{slug, names, rules, seal, ranking, ties, lots, reopened}];
 * nothing if there are none. */
void minutes_rounds(const struct world *w, int64_t meeting_id,
                    struct json_out *j);
