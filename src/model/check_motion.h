/* What `lorbeer check` says of motions, special prizes and what is withheld: are
 * they as the log has them, and was what was recorded of a motion carried? */
#pragma once

#include "model/check.h"

void check_motion(const struct world *w, struct check *check);
