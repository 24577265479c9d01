/* Who may look at a nomination's page as it would be printed. */
#pragma once

#include "support/crowd_rules.h"

/* The company: whoever may read the nomination, in any state of it. */
enum verdict preview_wants(enum crowd_who who, const struct thing *t);
/* A picture that nobody made is there for nobody. */
enum verdict preview_none(enum crowd_who who, const struct thing *t);
/* The office knows the nomination. */
enum verdict preview_office_none(enum crowd_who who, const struct thing *t);
