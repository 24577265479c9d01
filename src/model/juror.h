/* One person's seat in a jury: what is printed about him, what he is in charge
 * of, how much he takes, and giving the seat up. */
#pragma once

#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

enum { JUROR_LOAD_MAX = 1000000, JUROR_PANEL_CHARACTERS_MAX = 20 };

struct juror {
    int64_t id, edition_id, user_id;
    const char *code, *name, *email;
    const char *institution, *function_de, *function_en;
    bool chair, deputy_chair;
    bool votes;            /* in meetings; false: advises */
    int64_t stands_in_for; /* a seat of the same jury; 0: has one of his own */
    const char *panel;     /* "" for none */
    int64_t load_max;      /* nominations in a round; 0: no bound */
    const int64_t *category; /* ids; none: in charge of all */
    size_t category_count;
};

bool juror_by_id(const struct world *w, int64_t id, struct juror *juror);

/* Takes over everything from institution on; logged with before and after. A
 * category of another edition is left out, and so is a seat to stand in for
 * that juror_can_stand_in() refuses. */
void juror_change(const struct world *w, int64_t id, const struct juror *now);

/* May he vote when that one is away? Another seat of the same jury, held by
 * somebody who stands in for nobody; and nobody stands in for this one. */
bool juror_can_stand_in(const struct world *w, int64_t id, int64_t for_id);

struct juror_work {
    int64_t ballots;  /* begun or handed in */
    int64_t closed;   /* assignments in rounds that are closed */
    int64_t open;     /* assignments not begun, in planned and open rounds, that
                         are no record of a conflict of interest */
    int64_t meetings; /* was there, was out of the room, or had a place in a
                         vote */
};
struct juror_work juror_work(const struct world *w, int64_t id);

/* Takes away the open ones, in open rounds too: a juror who drops out. Returns
 * how many; logged. */
int64_t juror_release(const struct world *w, int64_t id);

/* Removes the seat with its open assignments and declarations (the log keeps
 * each), notes, practice and acceptances, and cancels reminders that wait;
 * while there is no ballot, no closed round and no meeting; false
 * otherwise. The account
 * stays. */
bool juror_remove(const struct world *w, int64_t id);
