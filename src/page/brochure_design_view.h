#pragma once

#include "page/brochure_picture_view.h"

#include <stddef.h>

struct brochure_design_view {
    const struct form *form;
    const char *csrf, *slug;
    const struct brochure_font_choice {
        const char *family;
        const char *note; /* "with serifs", "not installed here" */
    } * font;
    size_t font_count;
    const char *accent;  /* "#11545c" on screens */
    const char *printed; /* the same as these inks show it, to be compared */
    const char *nearest; /* inks that come close: "88 40 45 35" */
    bool own_inks;       /* else worked out */
    bool apart;          /* the two look very different */
    struct brochure_picture_view logo, cover;
};
void html_brochure_design(struct out *o, const struct brochure_design_view *v);
