/* Who may have what leaves the house. */
#pragma once

#include "model/edition.h"
#include "page/ctx.h"

#include <stdbool.h>

/* The decision and what tells it (brochure, kit, the designer's package):
 * closed to who has a conflict in the edition, until everybody may know. true:
 * that is said (404). */
bool decision_barred(struct ctx *c, const struct edition *e);

/* Results, and all nominations together: closed to who has a conflict in the
 * edition, for good. The second says nothing. */
bool results_barred(struct ctx *c, const struct edition *e);
bool results_barred_quietly(struct ctx *c, const struct edition *e);

/* The one of them that is right for a job's product; true: that is said. */
bool product_barred(struct ctx *c, const struct edition *e, const char *kind,
                    const char *product);
/* Has this package all results in it? */
bool product_has_results(const char *kind, const char *product);
