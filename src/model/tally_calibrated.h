/* The calibrated mean: y_ij = theta_i + beta_j + e_ij with shrunken juror
 * effects (section 5.3; Henderson 1975, mixed-model equations). Entries and
 * jurors are those of the panel. */
#pragma once

#include "model/tally_ladder.h"

struct tally_calibrated {
    enum tally_status status; /* TALLY_DISCONNECTED: nothing else is set */
    double *score;            /* theta */
    double *leniency;         /* beta, of each juror; positive: lenient */
    double *criterion_score;  /* theta_ik, [i * criteria + k] */
    int32_t *rank, *rank_final;
};

/* Needs a panel with shares. For a complete panel scores and ranks are those
 * of the mean. */
struct tally_calibrated tally_calibrated(struct arena *mem,
                                         const struct tally_panel *panel);

/* Only status, score and rank: what a panel without a juror is asked for. */
struct tally_calibrated tally_calibrated_ranks(struct arena *mem,
                                               const struct tally_panel *panel);

/* The matrix diag(n_j + lambda) - sum u u' / b of a panel. */
double *tally_calibrated_matrix(struct arena *mem,
                                const struct tally_panel *panel, double lambda);
/* g_j = sum of (y - mean of y in the entry) over the juror's ballots, and the
 * entries' means, for values `y` of the ballots that stand `stride` apart. */
void tally_calibrated_right(const struct tally_panel *panel, const double *y,
                            size_t stride, double *mean, double *right);
/* mean - the mean of beta over the entry's jurors: theta. */
double tally_calibrated_less(const struct tally_panel *panel, size_t entry,
                             double mean, const double *beta);
/* Ranks of the plain mean of a panel. */
void tally_calibrated_mean_ranks(struct arena *mem,
                                 const struct tally_panel *panel,
                                 int32_t *rank);
/* What counts as equal: 1e-9 of the scale's width. */
double tally_calibrated_tolerance(const struct tally_panel *panel);
