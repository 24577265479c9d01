/* What the jury decided: nominees and winners with its reason. Marks are never
 * changed by a decision. */
#pragma once

#include "model/world.h"

#include <stdbool.h>

/* kind: "nominee" or "winner"; a winner is a nominee too. Only admitted
 * entries; false otherwise. Recording again changes category and reason. */
bool honour_set(const struct world *w, int64_t entry_id, const char *kind,
                int64_t category_id, const char *reason_de,
                const char *reason_en);
/* Takes it back; taking back a nomination takes back the win too. */
void honour_remove(const struct world *w, int64_t entry_id, const char *kind);

/* Stands for all honours of a nomination as they are now; the log keeps it with
 * each change, so that `lorbeer check` finds one that was not logged. */
const char *honour_digest(const struct world *w, int64_t entry_id);
