/* What people who work on one nomination together should know, and what was
 * taken over from an earlier year. */
#pragma once

#include "page/ctx.h"
#include "page/my_view.h"

/* Fills in what colleagues do, and what is still to be looked at. */
void my_together(struct ctx *c, struct my_entry_view *v);
