/* The rules of the data that leave the house. */
#pragma once

#include "support/crowd_rules.h"

/* Results, and all nominations together: not for who has a conflict there. */
enum verdict export_results(enum crowd_who who, const struct thing *t);
/* What the fields of files mean. */
enum verdict export_schema(enum crowd_who who, const struct thing *t);
