/* News of the award for feed readers. */
#pragma once

#include "page/ctx.h"

/* Of one edition, from the instant at which its nominees are public. */
void get_edition_feed(struct ctx *c);
/* Of all editions; of none as long as nothing is public. */
void get_feed(struct ctx *c);
