/* A juror's queue, and the declaration before reading. */
#pragma once

#include "http/form.h"
#include "http/out.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum jury_state {
    JURY_UNDECLARED,
    JURY_OPEN, /* declared, nothing given */
    JURY_DRAFT,
    JURY_SUBMITTED,
    JURY_ABSTAINED,
    JURY_CONFLICTED,
    JURY_STATE_COUNT
};

/* What of the queue is shown; the juror chooses. */
enum queue_show {
    SHOW_ALL,
    SHOW_TODO,
    SHOW_DRAFT,
    SHOW_DONE,
    SHOW_DISCUSS,
    SHOW_COUNT
};

struct queue_item {
    int64_t id;           /* of the entry */
    const char *company;  /* as jurors are shown it: jury_title() */
    const char *category; /* or NULL */
    int64_t category_id;  /* 0: none */
    const char *total;    /* the juror's own, when complete; or NULL */
    enum jury_state state;
    char order[8]; /* place in this juror's own order */
    bool discuss;  /* the juror's own flag */
    bool noted;    /* there are own notes */
    bool shown;    /* by the filter */
};

struct queue_category {
    int64_t id;
    const char *name;
    size_t count; /* of its nominations, those that are shown with it */
};

/* One round in which the juror is assigned. */
struct queue_view {
    int64_t id;
    const char *name, *edition, *slug;
    bool open, planned;
    const int64_t *closes_at;
    const char *time_left; /* until then: "2 days and 4 hours"; or NULL */
    bool overdue;          /* then has passed, and the round is open */
    struct queue_item *item;
    size_t count;
    size_t readable;    /* of them: without a conflict, they come first */
    int64_t undeclared; /* companies on the list, also those not in `item` */
    size_t in_state[JURY_STATE_COUNT];
    size_t complete;  /* drafts that have every mark */
    bool words_asked; /* handing in needs comments as well */
    int64_t next;     /* entry to do next, 0: nothing is left */
    /* what the filter makes of it */
    enum queue_show show;
    int64_t category_id; /* 0: all */
    size_t shown, in_show[SHOW_COUNT];
    const struct queue_category *category;
    size_t category_count;
    size_t in_all_categories; /* shown when none is chosen */
};

struct jury_view {
    const struct queue_view *queue;
    size_t count;
    bool visits; /* there are some that he may know of */
};
void html_jury(struct out *o, const struct jury_view *v);
void html_jury_state(struct out *o, enum jury_state state);

struct conflict_view {
    const struct form *form; /* kind, period, remark */
    const char *csrf;
    int64_t entry_id, round_id;
    const char *company;
    bool own;   /* the juror is a contact of the company */
    bool blind; /* company is a code, and there is no way back to none */
};
void html_conflict(struct out *o, const struct conflict_view *v);

/* What is shown in place of a nomination that the juror may not read. */
struct closed_view {
    int64_t entry_id, round_id;
    const char *company, *kind; /* of the conflict; NULL: not open yet */
    bool changeable;
    int64_t next;
};
void html_conflicted(struct out *o, const struct closed_view *v);
void html_not_yet(struct out *o, const struct closed_view *v);
