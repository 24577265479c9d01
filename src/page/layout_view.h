/* The frame around every page. */
#pragma once

#include "http/out.h"

enum { PAGE_SCRIPTS_MAX = 10 };

/* What search engines, feed readers and those who share a link read of a page
 * for everybody. Addresses are absolute but for the feed; NULL: there is none.
 */
struct page_meta {
    const char *style;            /* asset: a stylesheet of its own */
    const char *german, *english; /* the page in each language */
    const char *query; /* of this page without the language: "", "page=2&" */
    const char *description, *type; /* type: "website", "article" */
    const char *image, *image_alt;
    int64_t image_width, image_height;
    const char *feed; /* path */
};

struct layout_view {
    const char *title;
    const char *brand;  /* title of the edition the page belongs to */
    const char *path;   /* of this page, for the language link and the tabs */
    const char *theme;  /* stylesheet with the edition's colour, or NULL */
    const char *width;  /* class of the page: "page-narrow", or "" */
    const char *office; /* slug whose office tabs are shown, or NULL */
    const char *notice;
    const char *const
        *script;    /* PAGE_SCRIPTS_MAX assets, NULL after the last */
    int64_t keeper; /* whose sheets the device may keep, or 0: see keep.js */
    const struct page_meta *meta; /* NULL: not for everybody */
    const char *name;             /* of the visitor, or NULL */
    const char *csrf;             /* for the logout button */
    bool organiser, juror, company;
};

void html_layout_start(struct out *o, const struct layout_view *v);
void html_layout_end(struct out *o, const struct layout_view *v);

struct error_view {
    int status;
    const char *title, *text;
};
void html_error(struct out *o, const struct error_view *v);
