/* What `lorbeer check` says of motions: are they as the log has them, and is
 * what was recorded of them carried? */
#pragma once

#include "model/check.h"

void check_motion(const struct world *w, struct check *check);
