/* One nomination's result, explained. */
#pragma once

#include "page/presence_kind.h"
#include "page/result_firm_view.h"
#include "page/result_view.h"

struct result_juror {
    const char *name;
    enum result_presence presence;
    const char *reason;           /* of an abstention */
    const char *dropped;          /* "highest ballot, dropped", or NULL */
    const struct firm_cell *mark; /* one per criterion */
    const char *total;            /* the ballot's own, or NULL */
    bool looked; /* took it back, having looked at the others' marks */
};

/* One part of the score, from the marks to the contribution. */
struct result_step {
    const char *name, *weight;
    const char *mean;         /* shown, rounded */
    const char *contribution; /* rounded so that all add up to the score */
    const char *sum;          /* "8 + 9 + 7 = 24" */
    const char *divided;      /* "24 : 3 = 8" */
    const char *weighted;     /* "8 × 35 : 100 = 2.8" */
    int color;
};

struct result_fact {
    const char *label, *text;
};

struct result_comment {
    const char *juror, *criterion; /* criterion NULL: the overall comment */
    const char *text;
};

/* A part's difference to a neighbour, drawn from the middle (500 of 1000). */
struct result_difference {
    const char *name;
    const char *own, *other; /* the part's mean here and there, in points */
    const char *text;
    int64_t x, width;
    bool ahead;
};

/* The nomination before or after in the ranking. */
struct result_rival {
    int64_t entry_id;
    const char *title, *company, *lead;
    const struct result_difference *difference;
    size_t difference_count;
    const char *total;        /* the differences together */
    const char *const *would; /* what would have changed the order */
    size_t would_count;
};

struct result_entry_view {
    int64_t round_id;
    const char *slug, *round, *company, *category;
    const char *among; /* "rank 2 of 4 there", or NULL */
    bool ranked, combined;
    int64_t rank, ranked_count, ballots, quorum;
    const char *score, *exact, *high;
    const char *const *summary; /* plain sentences */
    size_t summary_count;
    const struct result_criterion *criterion;
    size_t criterion_count;
    const struct result_juror *juror;
    size_t juror_count;
    const struct result_step *step;
    size_t step_count;
    const char *steps_title, *sum_title, *mean_title, *exact_title;
    const struct result_fact *fact; /* below the steps */
    size_t fact_count;
    const struct result_fact *leniency; /* calibrated: of its jurors */
    size_t leniency_count;
    const struct result_bar *bar;
    const char *bar_text;
    const struct result_rival *rival;
    size_t rival_count;
    const char *method_text;
    const struct result_comment *comment;
    size_t comment_count;
};
void html_result_entry(struct out *o, const struct result_entry_view *v);
