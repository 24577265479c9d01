/* The result of a round. */
#pragma once

#include "http/out.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One criterion's piece of a bar of 1000 units. */
struct result_bar {
    int64_t x, width;
    int color; /* 1..8 */
};

struct result_row {
    int64_t entry_id, rank;
    const char *company, *category; /* category or NULL */
    const char *score, *gap;        /* gap to the row above, or NULL */
    int64_t ballots, possible;
    const struct result_bar *bar;
    const char *bar_text; /* the bar in words */
    bool tied;            /* shares its score with another */
    bool shared;          /* and its final rank too */
};

/* Nominations with the same score, and what decided between them. */
struct result_tie {
    const char *title, *text;
};

/* Somebody's ballot for something that is not in the calculation. */
struct result_absent {
    const char *company, *juror, *why, *reason;
};

struct result_unranked {
    int64_t entry_id;
    const char *company;
    int64_t ballots;
};

struct result_criterion {
    const char *name, *weight;
    int color;
};

struct result_view {
    int64_t round_id;
    const char *slug, *name, *category;
    bool scored;
    const char *const *fault; /* why it is not scored, in words */
    size_t fault_count;
    const struct result_criterion *criterion;
    size_t criterion_count;
    const char *low, *high; /* of the reporting scale */
    const struct result_row *row;
    size_t row_count;
    const struct result_tie *tie;
    size_t tie_count;
    const char *const *warning;
    size_t warning_count;
    const struct result_unranked *unranked;
    size_t unranked_count;
    const struct result_absent *absent;
    size_t absent_count;
    /* configuration and counts */
    int64_t quorum, decimals, ballots, jurors, marks;
    const char *ladder;
    const int64_t *opened_at, *closed_at;
    const char *close_reason;
};
void html_result(struct out *o, const struct result_view *v);

/* --- one nomination --- */

enum result_presence {
    PRESENCE_COUNTED,
    PRESENCE_PARTIAL,   /* marks are missing: does not count */
    PRESENCE_QUORUM,    /* complete, but the nomination has too few */
    PRESENCE_DRAFT,     /* begun, never handed in */
    PRESENCE_NOT_GIVEN, /* nothing at all */
    PRESENCE_ABSTAINED,
    PRESENCE_CONFLICTED,
    PRESENCE_UNASSIGNED
};

struct result_juror {
    const char *name;
    enum result_presence presence;
    const char *reason;      /* of an abstention */
    const char *const *mark; /* one per criterion; NULL: not given */
    const char *total;       /* the ballot's own, or NULL */
};

struct result_step {
    const char *name, *weight;
    const char *mean;         /* shown, rounded */
    const char *contribution; /* rounded so that all add up to the score */
    const char *sum;          /* "8 + 9 + 7 = 24" */
    const char *divided;      /* "24 : 3 = 8" */
    const char *weighted;     /* "8 × 35 : 100 = 2.8" */
    int color;
};

struct result_comment {
    const char *juror, *criterion; /* criterion NULL: the overall comment */
    const char *text;
};

struct result_entry_view {
    int64_t round_id;
    const char *slug, *round, *company, *category;
    bool ranked;
    int64_t rank, ranked_count, ballots, quorum;
    const char *score, *exact, *high;
    const char *gap, *single; /* to the rank above; by one juror alone */
    int64_t above;            /* final rank of the one above */
    const struct result_criterion *criterion;
    size_t criterion_count;
    const struct result_juror *juror;
    size_t juror_count;
    const struct result_step *step;
    size_t step_count;
    const char *total_sum;  /* "2.62 + 2.15 + … = 6.91" */
    const char *total_once; /* the whole as one division, exact */
    bool mixed;             /* scales differ: marks become shares */
    const struct result_bar *bar;
    const char *bar_text;
    const struct result_comment *comment;
    size_t comment_count;
};
void html_result_entry(struct out *o, const struct result_entry_view *v);
