/* An answer that is a table: labels and numbers, to read. */
#pragma once

#include "http/out.h"

struct figures_view {
    const char *label, *number; /* over the columns, or "" */
    const char *value;          /* canonical, see model/answer.h */
};
void html_figures(struct out *o, const struct figures_view *v);
