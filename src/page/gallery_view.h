/* Winners and nominees in public. */
#pragma once

#include "http/out.h"

#include <stddef.h>
#include <stdint.h>

struct gallery_text {
    const char *text, *language; /* language: in which it is written */
};

struct gallery_item {
    int64_t photo_id, width, height; /* photo_id 0: there is none */
    const char *name, *category, *seat, *website, *credit;
    struct gallery_text alt, text; /* a winner's reason, a nominee's strategy */
};

struct gallery_view {
    const struct gallery_item *winner, *nominee;
    size_t winner_count, nominee_count;
};

/* The winners as a list, and the other nominees as a section of its own. */
void html_gallery_winners(struct out *o, const struct gallery_view *v);
void html_gallery_nominees(struct out *o, const struct gallery_view *v);

struct winners_view {
    const char *title, *motto, *organiser;
    struct gallery_view gallery;
    const struct winners_link {
        const char *path, *title;
    } * other; /* editions */
    size_t other_count;
};
void html_winners(struct out *o, const struct winners_view *v);
