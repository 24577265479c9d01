/* How long a text is, beside its field: counted while typing by count.js, which
 * a page with such a line loads after characters.js. */
#pragma once

#include "http/out.h"

#include <stdbool.h>
#include <stdint.h>

struct count_view {
    const char *field; /* its id; the line's own is "FIELD-count" */
    const char *text;  /* what is in it, or NULL */
    int64_t max;
    bool one_line; /* cleaned by str_line(), else by str_lines() */
    bool quiet;    /* seen only where the text comes near the limit */
};
void html_count(struct out *o, const struct count_view *v);
