/* The rules of the data that leave the house. In edition 2026 a package for
 * the designer waits. */
#pragma once

#include "support/crowd_rules.h"

void crowd_make_package(struct test_home *h, struct crowd *c);

/* Results, and all nominations together: not for who has a conflict there. */
enum verdict export_results(enum crowd_who who, const struct thing *t);
enum verdict export_package(enum crowd_who who, const struct thing *t);
/* What the fields of files mean. */
enum verdict export_schema(enum crowd_who who, const struct thing *t);
