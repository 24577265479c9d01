/* What `lorbeer check` compares with the log: fixed rules, ballots, declared
 * conflicts, seals and drawings of lots. What retention erased from the log is
 * not held against anybody. */
#pragma once

#include "model/check.h"

void check_trace(const struct world *w, struct check *check);
