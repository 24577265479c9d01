/* The proposal of an assignment. */
#pragma once

#include "http/form.h"
#include "http/out.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct assign_juror {
    const char *name;
    int64_t load, width; /* width: of 1000 */
    int64_t most;        /* 0: no bound */
    bool over;
};

/* So many nominations have so many jurors. */
struct assign_ballots {
    int64_t ballots, entries;
    bool below; /* the quorum */
};

struct assign_view {
    const struct form *form; /* way, each, categories, keep */
    const char *csrf, *slug, *round;
    int64_t id;
    bool add_only;   /* the round is open */
    bool categories; /* the edition has more than one */
    int64_t panels;  /* how many there are */
    bool proposed;   /* all below is there */
    bool storable;
    const char *summary, *seed;
    const char *const *reason; /* why it cannot be stored */
    size_t reason_count;
    const char *const *weak;
    size_t weak_count;
    const char *graph; /* a sentence, or NULL */
    const struct assign_juror *juror;
    size_t juror_count;
    const struct assign_ballots *ballots;
    size_t ballots_count;
    const char *digest;
};
void html_assign(struct out *o, const struct assign_view *v);
