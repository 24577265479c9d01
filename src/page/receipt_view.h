/* A juror's receipts. */
#pragma once

#include "http/out.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum receipt_state {
    RECEIPT_OPEN,      /* the round runs: no seal yet */
    RECEIPT_REPLACED,  /* the round was replaced before its close: no seal */
    RECEIPT_FOUND,     /* in the newest seal */
    RECEIPT_WITHDRAWN, /* not in it, like the nomination itself */
    RECEIPT_MISSING    /* that must not be */
};

enum { RECEIPT_SHOWN = 8 }; /* of a code, where it is short */

struct receipt_mark {
    const char *name, *mark;
};

struct receipt_item {
    const char *anchor; /* the code's beginning: a number of the row would
                           tell how many others have begun */
    const char *company, *entry;
    const int64_t *submitted_at;
    const struct receipt_mark *mark;
    size_t mark_count;
    const char *salt, *code;
    const char *lines; /* that the code is over */
    enum receipt_state state;
};

/* Of one round. */
struct receipt_group {
    int64_t round_id;
    const char *name;
    const char *edition, *slug; /* title and slug of the edition */
    int64_t seal, sealed_at;    /* number of the newest; 0: none */
    const char *seal_digest;    /* or NULL */
    bool replaced;              /* and never sealed */
    bool download;              /* the juror may have the sealed file */
    const struct receipt_item *item;
    size_t count;
};

struct receipts_view {
    const char *juror;
    const struct receipt_group *group;
    size_t count;
};
void html_receipts(struct out *o, const struct receipts_view *v);
