/* The form for a new round. */
#pragma once

#include "http/form.h"
#include "http/out.h"

#include <stddef.h>
#include <stdint.h>

struct round_new_choice {
    const char *value, *label;
};

struct round_new_view {
    const struct form *form;
    const char *csrf, *slug;
    const struct round_new_choice *category, *source;
    size_t category_count, source_count;
};
void html_round_new(struct out *o, const struct round_new_view *v);
