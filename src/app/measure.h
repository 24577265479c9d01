/* Measuring and drawing companies' pages with the brochure's own layout: a
 * typesetter that stays (assets/brochure/fit.mjs), as confined as the one that
 * makes brochures. It is started when there is something to measure, and ended
 * after so many pages, when nobody wanted one for a while, and when it does not
 * answer. */
#pragma once

#include "app/jobdir.h"
#include "app/render.h"
#include "model/fit.h"

#include <stdbool.h>

struct json;
struct measure;

/* Nothing is started yet. `home` is where it gets its folder; it stays. */
struct measure *measure_new(const char *home, const struct render_tools *tools);
void measure_free(struct measure *m); /* NULL is fine */

/* Measures one page, `data` as of brochure_page(). A typesetter that died is
 * replaced once, one that takes too long is ended. false with *why, a sentence:
 * this page cannot be measured. */
bool measure_page(struct measure *m, struct arena *mem, const char *data,
                  struct fit *fit, const char **why);

/* For whoever asks it something else (app/preview.c): its folder, from which it
 * reads; it is started if none runs. NULL with *why if it cannot be. A fault in
 * the folder ends it at the next question. */
struct jobdir *measure_folder(struct measure *m, struct arena *mem,
                              const char **why);

enum measure_end {
    MEASURE_ANSWERED, /* *answer is what it said, to be checked by the caller */
    MEASURE_DIED,     /* its folder is gone; another try may go well */
    MEASURE_LATE      /* longer than that many milliseconds: it is ended */
};
/* Asks; `members` are those of a JSON object besides its id, on one line. After
 * measure_folder() only. */
enum measure_end measure_ask(struct measure *m, struct arena *mem,
                             const char *members, int ms,
                             const struct json **answer);

/* Now and then: ends a typesetter that nobody needed for some minutes. */
void measure_rest(struct measure *m);
/* How long one page may take; a minute if nothing is said. */
void measure_patience(struct measure *m, int ms);
/* Its process; 0: none runs. */
int measure_pid(const struct measure *m);

/* The next page that the database wants measured; false if there is none, or
 * if this host has no typesetter. */
bool measure_next(struct measure *m, const struct world *w);
