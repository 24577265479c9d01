/* A round with its result, for pages and files. */
#pragma once

#include "model/result.h"
#include "model/tally_exact.h"
#include "page/result_view.h"
#include "page/round_place.h"

struct result_place {
    struct edition edition;
    struct result result;
    const struct tally_report_score *score; /* of the input's entries */
};

/* false: 404 is said; also while the round is open. */
bool result_place(struct ctx *c, struct result_place *p);

const char *result_points(const struct ctx *c, struct tally_fraction f,
                          int decimals);
/* Names of the criteria with weights and colours. */
void result_criteria(struct ctx *c, const struct result *r,
                     struct result_criterion **list);
/* The pieces of an entry's bar, and the same in words. */
const struct result_bar *result_bars(struct ctx *c,
                                     const struct result_place *p, size_t entry,
                                     const char **text);
/* What the entry before in the ranking has more: shown with as many decimals
 * as it takes to see it. */
const char *result_gap(struct ctx *c, const struct result *r, size_t above,
                       size_t entry);
