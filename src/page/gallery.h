/* Winners and nominees as everybody may see them. The caller has made sure that
 * the winners are public. */
#pragma once

#include "page/gallery_view.h"

struct ctx;

void gallery_load(struct ctx *c, int64_t edition_id, struct gallery_view *v);
