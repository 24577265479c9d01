/* Ranks of a method, and what the ladder makes of shared ones (section 6).
 * Entries are numbers in the panel. */
#pragma once

#include "model/tally_panel.h"

enum tally_status { TALLY_OK, TALLY_TRIM, TALLY_DISCONNECTED };

/* "ok", "E_TRIM", "E_DISCONNECTED" */
const char *tally_status_name(enum tally_status status);

/* Compares a criterion of two entries: below 0 when a stands before b. With
 * `exact` false values within the method's tolerance are equal (0). */
typedef int tally_ladder_compare(const void *context, size_t criterion,
                                 size_t a, size_t b, bool exact);

/* Sets `last` from `rank`: within each group of equal rank the declared steps,
 * one after the other; on each the group is sorted and split between
 * neighbours that differ. */
void tally_ladder(struct arena *mem, const struct tally_panel *panel,
                  const int32_t *rank, tally_ladder_compare *compare,
                  const void *context, int32_t *last);

/* Ranks by exact scores total[i] / count[i]; count 0: no rank (0). */
void tally_ladder_exact(struct arena *mem, size_t entries, const int64_t *total,
                        const int32_t *count, int32_t *rank);
/* Ranks by descending score; neighbours in sorted order are equal when they
 * differ by at most `tolerance`. NaN: no rank (0). */
void tally_ladder_close(struct arena *mem, size_t entries, const double *score,
                        double tolerance, int32_t *rank);
