/* The trimmed ("Olympic") mean: each entry's mean without its lowest and its
 * highest ballot (section 5.2; ISU Special Regulations). Whole ballots are
 * dropped, by (T, juror id), so one can name them. Arrays are indexed by the
 * panel's entries. */
#pragma once

#include "model/tally_exact.h"
#include "model/tally_ladder.h"

struct tally_trimmed {
    enum tally_status status; /* TALLY_TRIM: an entry has too few ballots */
    const int32_t *lacking;   /* those entries */
    size_t lacking_count;
    /* the rest only when the status is TALLY_OK */
    int64_t *total;           /* over the retained ballots */
    int32_t *kept;            /* how many they are */
    size_t *low, *high;       /* the dropped ballots */
    int64_t *criterion_total; /* over the retained ballots, [i * criteria + k];
                                 NULL for a panel without shares */
    int32_t *rank, *rank_final; /* rank_final: only with shares */
};

/* Ballots that an entry needs for its score. */
enum { TALLY_TRIMMED_LEAST = 5 };

/* Needs `least` ballots of each entry: the above, or 3 where a juror is left
 * out. */
struct tally_trimmed tally_trimmed(struct arena *mem,
                                   const struct tally_panel *panel,
                                   int32_t least);

struct tally_fraction tally_trimmed_score(const struct tally_panel *panel,
                                          const struct tally_trimmed *trimmed,
                                          size_t entry);
