/* The part of `lorbeer check` about what leaves the house. */
#pragma once

#include "model/check.h"

/* Are the files of exports there, does a version of a company's page have its
 * digest, is what was released a version of the page it was released for, and
 * does an address belong to the nomination's edition? Files under exports that
 * no job has are counted as orphans. */
void check_leaving(const struct world *w, struct check *check);
