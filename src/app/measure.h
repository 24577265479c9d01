/* Measuring companies' pages with the brochure's own layout: a typesetter that
 * stays (assets/brochure/fit.mjs), as confined as the one that makes brochures.
 * It is started when there is something to measure, and ended after so many
 * pages, when nobody wanted one for a while, and when it does not answer. */
#pragma once

#include "app/render.h"
#include "model/fit.h"

#include <stdbool.h>

struct measure;

/* Nothing is started yet. `home` is where it gets its folder; it stays. */
struct measure *measure_new(const char *home, const struct render_tools *tools);
void measure_free(struct measure *m); /* NULL is fine */

/* Measures one page, `data` as of brochure_page(). A typesetter that died is
 * replaced once, one that takes too long is ended. false with *why, a sentence:
 * this page cannot be measured. */
bool measure_page(struct measure *m, struct arena *mem, const char *data,
                  struct fit *fit, const char **why);

/* Now and then: ends a typesetter that nobody needed for some minutes. */
void measure_rest(struct measure *m);
/* How long one page may take; a minute if nothing is said. */
void measure_patience(struct measure *m, int ms);
/* Its process; 0: none runs. */
int measure_pid(const struct measure *m);

/* The next page that the database wants measured; false if there is none, or
 * if this host has no typesetter. */
bool measure_next(struct measure *m, const struct world *w);
