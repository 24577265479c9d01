/* Laying out what somebody wants to look at (model/preview.h), with the
 * typesetter that also measures. What it draws is taken over only if it is what
 * it should be: a drawing that can neither run nor load anything. */
#pragma once

#include "app/measure.h"
#include "model/preview.h"

#include <stdbool.h>
#include <stddef.h>

/* Draws that page: its pictures are at preview_path() afterwards, *pages is how
 * many it takes. false with *why, a sentence. */
bool preview_draw(struct measure *m, const struct world *w,
                  const struct preview_work *work, int64_t *pages,
                  const char **why);

/* The next one that the database wants; false if there is none, or if this host
 * has no typesetter (m is NULL). */
bool preview_work_next(struct measure *m, const struct world *w);

/* How long one may take, in place of PREVIEW_MS. For tests. */
enum { PREVIEW_MS = 20000 };
void preview_patience(int ms);

/* NULL if this is a drawing as draw.mjs makes them, else what is wrong. */
const char *preview_refuse(const char *svg, size_t bytes);
