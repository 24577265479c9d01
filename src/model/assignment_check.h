/* Is the planned assignment good enough to judge by? Jurors and nominations are
 * nodes, assignments are edges (conflicts of interest are none). Asked before a
 * round is opened, while it can still be repaired. */
#pragma once

#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

struct assignment_pair {
    size_t juror, entry; /* indices */
};

struct assignment_check {
    size_t components;        /* of nominations that have a juror */
    const int32_t *component; /* of each nomination, from 0; -1: no juror */
    const int64_t *ballots;   /* of each nomination */
    const bool *bridge;       /* of each juror: without him the nominations of
                                 one component fall into several */
};

/* Pure; indices must be below the counts, and no pair may come twice. */
void assignment_check(struct arena *mem, const struct assignment_pair *pair,
                      size_t count, size_t jurors, size_t entries,
                      struct assignment_check *check);

/* The same for a round, with names. Everybody in the jury is in it. */
struct assignment_plan {
    const char *const *juror; /* names */
    const int64_t *load;      /* of each juror: assigned, without conflicts */
    const int64_t *load_max;  /* of each juror; 0: no bound */
    size_t juror_count;
    size_t pair_count;        /* all of them: 0 is nothing assigned yet */
    const char *const *entry; /* companies */
    size_t entry_count;
    struct assignment_check check;
};
void assignment_plan(const struct world *w, int64_t round_id,
                     struct assignment_plan *plan);
