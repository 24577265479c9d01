/* The round in the path of an office page. */
#pragma once

#include "model/edition.h"
#include "model/round.h"
#include "page/ctx.h"

/* false: 404 is said. Sets the page's edition and the office's tabs. */
bool round_place(struct ctx *c, struct round *round, struct edition *edition);

/* The same for a round that the path names otherwise. */
bool round_place_by_id(struct ctx *c, int64_t id, struct round *round,
                       struct edition *edition);

const char *round_path(const struct ctx *c, int64_t round_id);

/* "35 %" when the weights add up to 100, else "3 of 7". */
const char *round_weight(const struct ctx *c, int64_t weight, int64_t sum);
