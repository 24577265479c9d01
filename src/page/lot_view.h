/* The page on which lots are drawn. */
#pragma once

#include "http/form.h"
#include "http/out.h"

#include <stddef.h>
#include <stdint.h>

enum lot_stage {
    LOT_TO_FIX,
    LOT_TO_DRAW, /* the secret is fixed */
    LOT_STALE,   /* fixed for marks that have changed since */
    LOT_DRAWN
};

struct lot_line {
    const char *entry, *company;
    const char *key; /* "" until drawn */
    int64_t place;   /* 0 until drawn */
};

struct lot_item {
    enum lot_stage stage;
    int64_t id, rank; /* id 0: nothing is fixed */
    int64_t committed_at, drawn_at;
    const char *commitment, *marks;
    const char *secret, *phrase; /* NULL until drawn */
    const char *field;           /* where errors of the phrase stand */
    const struct lot_line *line;
    size_t count;
};

struct lots_view {
    const struct form *form;
    const char *csrf;
    int64_t round_id;
    const char *slug, *name; /* slug of the edition */
    const char *trouble;     /* why nothing was done just now, or NULL */
    const struct lot_item *item;
    size_t count;
};
void html_lots(struct out *o, const struct lots_view *v);
