/* What `lorbeer check` looks at in judging: fixed rules, marks, seals and
 * decisions. */
#pragma once

#include "model/check.h"

void check_jury(const struct world *w, struct check *check);
