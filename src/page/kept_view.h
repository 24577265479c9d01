/* Forms that could not be taken, to be sent again. */
#pragma once

#include "http/form.h"
#include "http/out.h"

#include <stddef.h>
#include <stdint.h>

struct kept_item {
    int64_t id, at;
    const char *path;
    const struct form *fields;
    const char *const *words; /* what a person wrote: the longer values */
    size_t word_count;
};

struct kept_view {
    const char *csrf;
    const struct kept_item *item;
    size_t count;
};
void html_kept(struct out *o, const struct kept_view *v);
/* One that is not stored anywhere: item.id is 0. */
void html_kept_once(struct out *o, const struct kept_view *v);
