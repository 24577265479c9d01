/* Jury health: a reason to look, never to delete. */
#pragma once

#include "page/result_firm_view.h"

#include <stdbool.h>

/* A figure with what it means. */
struct health_figure {
    const char *name, *value, *text;
};

struct health_juror {
    const char *name;
    int64_t ballots;
    /* leniency on an axis of 1000, 500 is nought; the bar is one standard
     * error to each side, width 0: not known */
    int64_t x, bar_x, bar_width;
    const char *leniency, *se; /* "–": not defined */
    const char *infit, *spread, *correlation;
    const char *const *flag; /* sentences */
    size_t flag_count;
};

struct health_outlier {
    const char *juror, *company, *text, *t;
    int64_t entry_id;
};

struct health_criterion {
    const char *name, *alpha;
    int64_t width; /* of 1000 */
};

struct health_view {
    int64_t round_id;
    const char *slug, *round;
    bool scored;
    const char *none;             /* why there is nothing to show, or NULL */
    const char *word, *word_text; /* of the mean's reliability, or NULL */
    int firmness;                 /* 0 low, 1 middle, 2 high */
    const struct health_figure *figure;
    size_t figure_count;
    const struct health_criterion *criterion;
    size_t criterion_count;
    const struct health_juror *juror;
    size_t juror_count;
    const char *axis; /* points at the ends of the axis: "1.5" */
    bool deep;        /* enough jurors for infit and the like */
    const struct health_outlier *outlier;
    size_t outlier_count;
    /* jurors x criteria: the mean mark of each */
    const char *const *column;
    size_t column_count;
    const struct firm_heat_row *heat;
    size_t heat_count;
    const char *calibration; /* of a calibrated round, or NULL */
};
void html_jury_health(struct out *o, const struct health_view *v);
