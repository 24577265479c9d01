/* Cross-checks: Borda and Schulze (section 8; Schulze 2011, winning votes).
 * They never decide. Arrays are indexed by the panel's entries. */
#pragma once

#include "model/tally_ladder.h"

struct tally_borda {
    double *score; /* 0..1; NaN: nobody with two ballots rated the entry */
    int32_t *rank; /* 0: none */
};

struct tally_borda tally_borda(struct arena *mem,
                               const struct tally_panel *panel);

enum { TALLY_SCHULZE_ENTRIES_MAX = 2000 };

struct tally_schulze {
    /* jurors who rated a above b: pairwise[a * entries + b]; NULL for more
     * than TALLY_SCHULZE_ENTRIES_MAX entries: not computed, no ranks */
    int16_t *pairwise;
    int32_t *rank;
    int32_t condorcet; /* the winner against everybody; -1: none */
};

/* Takes the cube of the number of entries. */
struct tally_schulze tally_schulze(struct arena *mem,
                                   const struct tally_panel *panel);
