/* News of the award as an Atom feed (RFC 4287). Addresses are absolute. */
#pragma once

#include "page/gallery_view.h"

struct feed_entry {
    const char *id, *link, *title;
    int64_t at; /* Unix seconds: since when it is public */
    const char *category;
    struct gallery_text text;
};

struct feed_view {
    const char *id, *self, *gallery, *title, *author;
    int64_t at;
    const struct feed_entry *entry;
    size_t count;
};
void html_feed(struct out *o, const struct feed_view *v);
