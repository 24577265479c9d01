/* The ranking of a closed round in short: who stands where, with how many
 * points. Many screens ask for it at the same moment, so it is kept as long as
 * nothing in the database changes. Who may see it is the caller's question. */
#pragma once

#include "model/world.h"

#include <stddef.h>

struct standing {
    int64_t entry_id;
    int place;
    const char *points; /* with a decimal point */
};

struct standing_memo;

/* What is kept between requests; a world without one computes at every call. */
struct standing_memo *standing_memo_new(void);
void standing_memo_free(struct standing_memo *memo);

/* From the first place to the last; how many. 0: the round has no ranking. The
 * list is there until the transaction ends. */
size_t standing_of_round(const struct world *w, int64_t round_id,
                         const struct standing **list);
