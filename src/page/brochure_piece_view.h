/* One part of the brochure, one greeting, one partner. */
#pragma once

#include "page/brochure_picture_view.h"

#include <stddef.h>

struct preview_view;

struct brochure_piece_view {
    const struct form *form;
    const char *csrf, *slug;
    const char *action; /* path of its page */
    const char *title;  /* of the page */
    const char *hint;   /* below it, or "" */
    bool own;           /* a page of its own, with a text */
    const struct brochure_picture_view *picture; /* NULL: it has none, or none
                                                    yet */
    const struct preview_view *preview;          /* NULL: it has none */
    const char *remove; /* "Remove this greeting"; NULL: it cannot be */
};
void html_brochure_part(struct out *o, const struct brochure_piece_view *v);
void html_brochure_greeting(struct out *o, const struct brochure_piece_view *v);

/* The preview alone, large. */
struct brochure_look_view {
    const struct preview_view *preview;
    const char *slug, *back, *title; /* back: path of the form */
};
void html_brochure_look(struct out *o, const struct brochure_look_view *v);

struct brochure_tier_choice {
    const char *value, *label;
};
void html_brochure_partner(struct out *o, const struct brochure_piece_view *v,
                           const struct brochure_tier_choice *tier,
                           size_t count);
