/* All marks that a juror gave in a round, and nothing of anybody else: what
 * his charts, his table and his comparison are made of. */
#pragma once

#include "model/total.h"
#include "page/jury_place.h"

struct own_mark {
    const int64_t *value; /* NULL: not given */
    const char *comment;  /* "" if none */
};

struct own_entry {
    const struct queue_item *item;
    size_t place;          /* in the juror's own order */
    struct own_mark *mark; /* one per criterion */
    struct total total;
    const char *comment; /* on the whole nomination */
};

struct own_marks {
    struct jury_round place;
    struct criterion *criterion;
    size_t criterion_count;
    struct own_entry *entry;
    size_t count;
};

/* Nominations with a conflict and those not declared yet are not among them;
 * of one with an abstention there are no marks. */
void own_marks_load(struct ctx *c, const struct jury_round *r,
                    struct own_marks *m);

/* "7,25": a mean of marks or totals as the reader writes it */
const char *own_points(const struct ctx *c, const struct own_marks *m,
                       struct tally_fraction points);
