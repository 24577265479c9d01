/* The rounds that lay before a meeting, and what was said in it, for its
 * minutes. */
#pragma once

#include "model/world.h"

struct json_out;

/* Writes "rounds": [{slug, names, rules, seal, visits, ranking, ties, lots,
 * reopened, second}]; nothing if there are none. */
void minutes_rounds(const struct world *w, int64_t meeting_id,
                    struct json_out *j);
/* Writes "notes": [{entry, text}] of an item, those meant for the minutes;
 * nothing if there are none. */
void minutes_notes(const struct world *w, int64_t item_id, struct json_out *j);
