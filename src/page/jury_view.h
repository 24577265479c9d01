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

struct queue_item {
    int64_t id;           /* of the entry */
    const char *company;  /* as jurors are shown it: jury_title() */
    const char *category; /* or NULL */
    const char *total;    /* the juror's own, when complete; or NULL */
    enum jury_state state;
    char order[8]; /* place in this juror's own order */
};

/* One round in which the juror is assigned. */
struct queue_view {
    int64_t id;
    const char *name, *edition, *slug;
    bool open, planned;
    const int64_t *closes_at;
    int64_t days_left; /* -1: not said */
    const struct queue_item *item;
    size_t count;
    size_t readable;    /* of them: without a conflict, they come first */
    int64_t undeclared; /* companies on the list, also those not in `item` */
    size_t in_state[JURY_STATE_COUNT];
    int64_t next; /* entry to do next, 0: nothing is left */
};

struct jury_view {
    const struct queue_view *queue;
    size_t count;
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
