/* What a round's page says of its rules: facts, parts, and before it is opened
 * what will be fixed and where the assignment has gaps. */
#pragma once

#include "page/round_place.h"
#include "page/round_view.h"

enum round_phase round_phase(const char *state);
/* The rounds that this one combines; 0: it has marks of its own. */
size_t round_parts(struct ctx *c, const struct round *round,
                   const struct round_part **parts);
void round_rules_fill(struct ctx *c, const struct round *round,
                      struct round_view *v);
