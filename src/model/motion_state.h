/* Between the files that hold motions. */
#pragma once

#include "model/motion.h"

/* What a kind of motion names. */
struct motion_kind {
    const char *code;
    size_t entries_min, entries_max;
    enum {
        MOTION_CONTEST_NONE,
        MOTION_CONTEST_MAY,
        MOTION_CONTEST_MUST
    } contest;
    bool prizes; /* the contest may be a special prize */
};
/* NULL: no such kind. */
const struct motion_kind *motion_kind(const char *code);

/* Could what is moved be recorded now, and does it say all that it has to? */
enum motion_outcome motion_check(const struct world *w, int64_t edition_id,
                                 const struct motion_plan *plan);
/* The plan that a motion came from. */
struct motion_plan motion_plan_of(const struct motion *m);

/* The nominations whose conflicts keep out of a vote. */
size_t motion_concerns(const struct world *w, const struct meeting *meeting,
                       const struct motion *m, const int64_t **entry_id);
/* Fixes everybody's place. */
void motion_take_seats(const struct world *w, const struct meeting *meeting,
                       const struct motion *m);

/* The count of a secret motion goes, with every earlier state of it. */
void motion_drop_secret(const struct world *w, int64_t motion_id);

/* Records what was carried; motion_check() said that it can be. */
void motion_record(const struct world *w, int64_t edition_id,
                   const struct motion *m);

/* Stands for a motion with its places and, unless it is secret, its votes. The
 * log keeps it with each change. */
const char *motion_digest(const struct world *w, int64_t motion_id);
/* An entry of the log: what was done, with the outcome if there is one. */
void motion_log(const struct world *w, const char *action, int64_t motion_id);
