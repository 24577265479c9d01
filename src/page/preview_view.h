/* A preview on a page: pictures of the pages, and their state in words. */
#pragma once

#include "http/out.h"
#include "model/preview.h"

#include <stdbool.h>

struct preview_view {
    const char *path;  /* of the place, see preview.h */
    const char *csrf;  /* of the visitor */
    const char *title; /* of the part; NULL: "Your page in the brochure" */
    struct preview preview;
    const char *words; /* the state, for readers */
    const char *alt[PREVIEW_PAGES_MAX];
};

/* Beside a form: follows it by preview.js, which the page's script list needs;
 * without it, a button that leads to the page of its own. */
void html_preview(struct out *o, const struct preview_view *v);
/* The page of its own: large pictures, and a button that lays out anew. */
void html_preview_page(struct out *o, const struct preview_view *v);
