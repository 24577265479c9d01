/* What comes with and after submitting a nomination. */
#pragma once

#include "page/ctx.h"
#include "page/my_view.h"

/* Loads v->after, and locks what may not be changed now. */
void my_after(struct ctx *c, struct my_entry_view *v);
