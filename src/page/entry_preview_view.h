/* The page of its own with one nomination's preview. */
#pragma once

#include "page/preview_view.h"

struct entry_preview_view {
    const char *title, *lead; /* in the reader's language */
    const char *home, *home_name, *back, *back_name; /* the path to it */
    struct preview_view preview;
};
void html_entry_preview(struct out *o, const struct entry_preview_view *v);
