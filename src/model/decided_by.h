/* What a motion of the jury decided is not changed quietly: who changes it says
 * why, which the log keeps; and once the minutes are signed, so does every
 * other change of what is decided, and an addendum to the minutes is owed. */
#pragma once

#include "model/world.h"

#include <stdbool.h>

/* Does a change need its reason said? motion_id: what decided, 0: nothing did
 * or the office. */
bool decided_needs_why(const struct world *w, int64_t edition_id,
                       int64_t motion_id);
/* Keeps the reason, beside the change itself. */
void decided_explain(const struct world *w, const char *subject,
                     int64_t subject_id, const char *why);
