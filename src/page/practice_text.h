/* The nomination to practise on. */
#pragma once

#include "page/ctx.h"
#include "page/sheet_view.h"

const char *practice_company(const struct ctx *c);
void practice_read(const struct ctx *c, struct read_view *v);
