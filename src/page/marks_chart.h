/* How often a juror gave which mark. */
#pragma once

#include "page/marks_view.h"
#include "page/own_marks.h"

/* One chart per criterion, all with the same height for one nomination, so
 * that they can be compared. */
const struct marks_chart *marks_charts(struct ctx *c,
                                       const struct own_marks *m);

/* The mean over all complete nominations, or NULL. */
const char *marks_mean_total(struct ctx *c, const struct own_marks *m);
