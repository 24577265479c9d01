/* Between the files that order an agenda: the round trip. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/* Nominations of one category with the same jurors out. */
struct agenda_stop {
    const uint64_t *out; /* a bit for each juror */
    int64_t category;
    const size_t *item; /* places, as wanted otherwise */
    size_t count;
};

struct agenda_tour {
    struct agenda_stop *stop; /* by their first item */
    size_t count, words;
    bool together;
    size_t *order; /* of the stops: what is looked for */
};

/* From one stop to the next; AGENDA_NOWHERE is before the first and after the
 * last, where nobody is out. Who leaves or comes back and a new category, the
 * one or the other weighing more. */
enum { AGENDA_NOWHERE = -1 };
int64_t agenda_way(const struct agenda_tour *t, int64_t from, int64_t to);

/* The best order of at most AGENDA_EXACT stops: every set of stops with each
 * last one is looked at once. Of equally good ones that which turns round the
 * fewest pairs. */
void agenda_exact(struct arena *mem, struct agenda_tour *t);
/* A good one: the nearest next, then stretches turned round and moved. */
void agenda_search(struct arena *mem, struct agenda_tour *t);
