/* A preview on a page: pictures of the pages, and their state in words. */
#pragma once

#include "http/out.h"
#include "model/preview.h"

struct preview_view {
    const char *path; /* of the place, see preview.h */
    const char *name; /* whose pages they are */
    struct preview preview;
    const char *words; /* what the state says, for readers */
    bool live;         /* follows the form around it or beside it */
};

void html_preview(struct out *o, const struct preview_view *v);
