/* What comes with and after submitting a nomination. */
#pragma once

#include "page/ctx.h"
#include "page/my_view.h"

/* Loads v->after, and locks what may not be changed now. */
void my_after(struct ctx *c, struct my_entry_view *v);
/* Has this person only a reader's rights? Then the reply says so. */
bool my_refused_reader(struct ctx *c, const struct my_entry_view *v);
