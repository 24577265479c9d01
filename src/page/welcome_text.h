/* The words of a juror's first page. */
#pragma once

#include "model/acceptance.h"
#include "page/ctx.h"
#include "page/welcome_view.h"

/* Name of an item's box in the form. */
const char *welcome_field(const struct ctx *c,
                          const struct acceptance_item *item);
/* The items as the page shows them, one for each. */
const struct welcome_item *
welcome_items(struct ctx *c, const struct acceptance_item *item, size_t count);
/* What an item says, as text for the record. */
const char *welcome_wording(struct ctx *c, const struct acceptance_item *item);
/* What there is to do, in its order. */
size_t welcome_steps(struct ctx *c, int64_t jury_member_id,
                     const struct acceptance_item *item, size_t count,
                     const struct welcome_step **steps);
