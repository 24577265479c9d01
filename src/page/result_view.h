/* The result of a round. */
#pragma once

#include "http/out.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One part's piece of a bar of 1000 units. */
struct result_bar {
    int64_t x, width;
    int color; /* 1..8 */
};

/* A criterion, or a round that is combined. */
struct result_criterion {
    const char *name, *weight;
    int color;
};

struct result_row {
    int64_t entry_id, rank;
    const char *company, *category; /* category or NULL */
    const char *score, *gap;        /* gap to the row above, or NULL */
    int64_t ballots, possible, recused;
    const char *range; /* of ranks without one juror: "1–3"; NULL: unknown */
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
    int64_t ballots; /* 0 where the round has none of its own */
};

/* A category to choose, or all (code ""). */
struct result_tab {
    const char *code, *name;
    bool chosen;
};

struct result_view {
    int64_t round_id;
    const char *slug, *name, *lead;
    bool scored;
    bool combined;            /* of other rounds: no jurors of its own */
    bool lots;                /* a tie may be settled by lot */
    const char *const *fault; /* why it is not scored, in words */
    size_t fault_count;
    const struct result_tab *tab;
    size_t tab_count; /* 0: one category only */
    const struct result_criterion *criterion;
    size_t criterion_count;
    const char *low, *high;       /* of the reporting scale */
    const struct result_row *row; /* of this page */
    size_t row_count, ranked;     /* ranked: on all pages */
    int64_t page, pages;          /* from 1 */
    const char *code;             /* the category in the address */
    bool more; /* lists below are cut: the files have all of it */
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
    const char *method, *method_text, *ladder;
    const int64_t *opened_at, *closed_at;
    const char *close_reason;
    const char *seal; /* its digest, or NULL */
};
void html_result_head(struct out *o, const struct result_view *v);
void html_result_ranking(struct out *o, const struct result_view *v);
void html_result_foot(struct out *o, const struct result_view *v);
