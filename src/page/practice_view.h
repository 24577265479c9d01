/* What stands around the sheet when it is only practice. */
#pragma once

#include "http/out.h"

#include <stdbool.h>
#include <stdint.h>

struct practice_view {
    const char *csrf, *round;
    int64_t round_id;
    bool begun, handed_in;
};
void html_practice_head(struct out *o, const struct practice_view *v);
void html_practice_foot(struct out *o, const struct practice_view *v);
