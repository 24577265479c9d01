/* What a juror's sheet says about feedback for companies: before he writes that
 * comments may go out, and later which of his went, in which words. */
#pragma once

#include "page/jury_place.h"
#include "page/sheet.h"
#include "page/sheet_view.h"

void sheet_feedback_fill(struct ctx *c, const struct jury_place *p,
                         const struct sheet *s, struct sheet_view *v);
