/* A juror's own marks. */
#pragma once

#include "page/jury_view.h"

enum { COMPARE_MIN = 2, COMPARE_MAX = 4 };

/* One column of a chart, on an area of 1000 x 100. */
struct marks_bar {
    const char *label; /* the mark: "7", or "10 to below 20" */
    size_t count;
    int64_t x, y, width, height;
};

struct marks_chart {
    int64_t id; /* of the criterion */
    const char *name;
    size_t given;
    const char *mean; /* NULL: no mark yet */
    int64_t mean_x;
    const char *lowest, *highest;
    const struct marks_bar *bar;
    size_t bar_count;
};

struct marks_row {
    int64_t id; /* of the entry */
    const char *company;
    enum jury_state state;
    const char *const *mark; /* one per criterion; NULL: not given */
    const char *total;       /* NULL: not complete */
    bool discuss, ticked;
};

/* A heading that sorts. */
struct marks_column {
    const char *name, *path; /* of the link; the same again turns it round */
    const char *sorted;      /* "ascending", "descending" or NULL */
};

struct marks_view {
    const char *edition, *round;
    int64_t round_id;
    bool marked; /* at least one mark */
    const char *error;
    const struct marks_chart *chart;
    size_t chart_count;
    struct marks_column order, company, total;
    const struct marks_column *criterion;
    size_t criterion_count;
    const struct marks_row *row;
    size_t row_count;
    const char *mean_total; /* NULL: none is complete */
};
void html_marks(struct out *o, const struct marks_view *v);

struct compare_cell {
    const char *mark;    /* NULL: not given */
    const char *anchor;  /* what this mark means, or NULL */
    const char *comment; /* "" if none */
};

struct compare_row {
    const char *name, *weight;
    const struct compare_cell *cell; /* one per nomination */
    const char *const *anchor;       /* "10 = exemplary" */
    size_t anchor_count;
};

struct compare_entry {
    int64_t id;
    const char *company, *category;
    enum jury_state state;
    const char *total, *comment, *note;
    bool discuss;
};

struct compare_view {
    const char *edition, *round;
    int64_t round_id;
    const struct compare_entry *entry;
    size_t count;
    const struct compare_row *row;
    size_t row_count;
    bool commented, noted; /* at least one has */
};
void html_compare(struct out *o, const struct compare_view *v);
