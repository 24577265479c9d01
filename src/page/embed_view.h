/* Winners and nominees as a list for the organisers' own website. */
#pragma once

#include "page/gallery_view.h"

struct embed_item {
    const char *path, *name, *honour, *seat;
    bool laurel;
    int64_t photo_id, width, height; /* photo_id 0: none */
    struct gallery_text alt;
};
struct embed_view {
    const char *title, *theme, *gallery;
    const struct embed_item *item;
    size_t count;
};
void html_embed(struct out *o, const struct embed_view *v);

/* What the office copies into its website; addresses are absolute. */
struct embed_help {
    const char *gallery, *feed, *embed;
};
void html_embed_help(struct out *o, const struct embed_help *v);
