/* Juror diagnostics: two-way least squares without shrinkage (section 10).
 * Infit: Linacre 1989; studentised residuals: Belsley, Kuh & Welsch 1980.
 * A value that is not defined is NaN. */
#pragma once

#include "model/tally_panel.h"

enum { TALLY_OUTLIERS_MAX = 10 };

struct tally_diagnosis {
    int32_t ballots;
    double leniency, se; /* in points; positive: lenient */
    double infit;        /* 1 is expected */
    double spread;       /* 1: as wide as his colleagues' */
    double rest_correlation;
};

struct tally_outlier {
    int32_t entry, juror; /* of the panel */
    double residual, t;
};

struct tally_residual {
    int64_t df;
    double rss, sigma;
    struct tally_diagnosis *jurors; /* of each juror of the panel */
    /* the largest |t|, descending; equal ones by entry, then juror */
    struct tally_outlier outliers[TALLY_OUTLIERS_MAX];
    size_t outlier_count;
};

struct tally_residual tally_residual(struct arena *mem,
                                     const struct tally_panel *panel);
