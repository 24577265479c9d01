/* Winners and nominees as everybody may see them. */
#pragma once

#include "page/gallery_view.h"

struct ctx;
struct edition;

/* As far as they are public now; nothing else before that. */
void gallery_load(struct ctx *c, const struct edition *e,
                  struct gallery_view *v);
