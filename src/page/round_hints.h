/* Declarations of a round beside what the program proposes. */
#pragma once

#include "model/edition.h"
#include "model/round.h"
#include "page/blind_view.h"
#include "page/ctx.h"

void round_hints_fill(struct ctx *c, const struct round *r,
                      const struct edition *edition,
                      struct round_hints_view *v);
