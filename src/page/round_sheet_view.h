/* The settings of a round's score sheet. */
#pragma once

#include "http/form.h"
#include "http/out.h"

#include <stdbool.h>
#include <stdint.h>

struct round_sheet_view {
    const struct form *form; /* comment_min, criterion_comment_min, visit */
    const char *csrf;
    int64_t round_id;
    const char *name;
    bool changeable; /* the round is not open yet */
};
void html_round_sheet(struct out *o, const struct round_sheet_view *v);
