/* One nomination's score, written out so that it can be followed with a pocket
 * calculator: every number is in the sums, and the sums start from the marks.
 */
#pragma once

#include "page/result_entry_view.h"
#include "page/result_place.h"

struct sums {
    struct ctx *c;
    const struct result_place *p;
    const struct result *r;
    size_t entry;
    const enum result_presence *presence; /* of this entry, by juror */
    const int32_t **mark;                 /* [juror * criteria + criterion] */
    int64_t ballots;                      /* that are in the score */
    int32_t dropped_low, dropped_high;    /* jurors; -1: nobody */
};

/* Finds the entry's marks and which ballots are in its score. */
void sums_start(struct sums *s);

/* A mark as people write it. */
const char *sums_mark(const struct sums *s, int64_t units);

/* The steps, titles and facts of a ranked entry. */
void sums_fill(const struct sums *s, struct result_entry_view *v);

/* The neighbours in the ranking, and what would have changed the order. */
void rivals_fill(const struct sums *s, struct result_entry_view *v);
