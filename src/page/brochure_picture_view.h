/* A picture of the brochure with its words, as one form. */
#pragma once

#include "http/form.h"
#include "http/out.h"

#include <stdbool.h>
#include <stdint.h>

struct brochure_picture_view {
    const char *action, *csrf;
    const char *key;         /* "cover": what names and ids begin with */
    const char *title;       /* "Cover photo" */
    const char *hint;        /* which one is good */
    const struct form *form; /* with the words, and errors */
    bool credit, alt;        /* it has these words */
    /* where else they are written; NULL: nowhere */
    const char *words_hint, *words_id, *words_link;
    /* the picture that is there */
    int64_t file_id; /* 0: none */
    const char *name, *size, *render_state;
    int64_t thumb_width, thumb_height; /* 0: no preview */
};
void html_brochure_picture(struct out *o,
                           const struct brochure_picture_view *v);
