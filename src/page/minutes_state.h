/* Where the minutes of a closed meeting stand, for the pages that lead there.
 */
#pragma once

#include "page/ctx.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct minutes_state {
    bool done;        /* the minutes and all addenda are signed by both */
    bool written;     /* there are minutes to read */
    const char *word; /* "no minutes yet", "minutes: draft", ... */
};
struct minutes_state minutes_state(const struct ctx *c, int64_t meeting_id);
