/* In which order a meeting talks about its nominations, so that whoever has to
 * leave the room does it as few times as possible. Pure: numbers in, an order
 * out, always the same for the same input.
 *
 * A run is a stretch of nominations one after the other for which one juror is
 * out. The sum of all runs is half the length of a round trip on which the way
 * from one nomination to the next is as long as the number of jurors who leave
 * or come back; nominations with the same jurors out are one stop. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

struct agenda_item {
    int64_t id;
    int64_t category; /* the same number: the same category */
};

struct agenda_out {
    size_t item, juror; /* places from 0 */
};

struct agenda_problem {
    const struct agenda_item *item; /* in the order that is wanted otherwise */
    size_t item_count;
    const struct agenda_out *out; /* pairs, in any order, also twice */
    size_t out_count;
    size_t juror_count;
    bool together; /* each category in one go, whatever it costs; else only
                      where it costs no juror anything */
};

struct agenda_plan {
    size_t *order;  /* places of the items */
    int64_t runs;   /* over all jurors */
    int64_t breaks; /* runs of categories */
    int64_t jurors; /* who are out at all: there cannot be fewer runs */
    bool best;      /* shown to be the least, not only searched for */
};

/* Up to AGENDA_EXACT stops the order is the best there is. Above that it is
 * built and improved as long as that is quick. */
enum { AGENDA_EXACT = 13 };
void agenda_plan(struct arena *mem, const struct agenda_problem *p,
                 struct agenda_plan *plan);

/* What any order costs: runs of jurors and of categories. */
void agenda_count(struct arena *mem, const struct agenda_problem *p,
                  struct agenda_plan *plan);
