/* Second marks after the discussion. */
#pragma once

#include "page/sheet_view.h"

struct second_mark_view {
    struct sheet_view sheet;  /* criteria, form, csrf, revision */
    const char *const *first; /* mark of each criterion, as text */
    const char *path, *meeting_path, *meeting, *company, *round;
    const char *first_total, *total; /* total NULL: nothing noted */
    const char *remark;
    bool open; /* it can be changed now */
    bool noted;
    const char *why; /* not open: why; else NULL */
    int64_t changed_at;
};
void html_second_mark(struct out *o, const struct second_mark_view *v);

/* One juror's first and second points for a nomination. */
struct second_pair {
    const char *name, *first, *second;
};

struct second_row {
    const char *title;
    const char *first_rank, *first_points;
    const char *rank, *points;
    int64_t up; /* places won, negative: lost */
    const struct second_pair *pair;
    size_t pair_count;
};

struct second_round {
    const char *name;
    const struct second_row *row;
    size_t count, noted; /* noted: second ballots in it */
    bool names;          /* who noted what may be shown */
};

struct second_result_view {
    const char *path, *meeting;
    const struct second_round *round;
    size_t count;
};
void html_second_result(struct out *o, const struct second_result_view *v);
