#pragma once

#include "http/out.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A line of a list that can be put in order. */
struct brochure_line {
    const char *key;   /* its value in forms, and what its id ends with */
    const char *title; /* "Imprint", "Lichtwerk GmbH" */
    const char *note;  /* small, above the title; "" for none */
    const char *pill;  /* "winner"; NULL: none */
    const char *edit;  /* path of its page, NULL: none */
    int64_t file_id;   /* a picture to be shown small, 0: none */
    int64_t pages;     /* of a company; else 0 */
    bool left_out;
};
struct brochure_list {
    const char *title; /* "" for no heading of its own */
    const char *field; /* "part", "entry", "greeting", "partner" */
    const struct brochure_line *line;
    size_t count;
    bool can_leave_out, has_pages;
};

struct brochure_parts_view {
    const char *csrf, *slug;
    struct brochure_list parts, greetings;
    const struct brochure_list *category, *tier;
    size_t category_count, tier_count, nominees;
};
void html_brochure_parts(struct out *o, const struct brochure_parts_view *v);
