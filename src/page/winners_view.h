/* The gallery: all winners and nominees of an edition, to choose from. */
#pragma once

#include "page/gallery_view.h"

struct winners_option {
    const char *value, *label;
    size_t count;
    bool chosen;
};
struct winners_filter {
    const char *name, *label;
    const struct winners_option *option;
    size_t count;
};
struct winners_link {
    const char *path, *label;
};

struct winners_view {
    const char *path, *title, *heading, *motto;
    struct gallery_view gallery;
    const struct winners_filter *filter;
    size_t filter_count;
    const struct winners_link *chosen; /* each leads to the page without it */
    size_t chosen_count;
    size_t of; /* companies without any choice */
    size_t page, pages;
    const char *before, *after;       /* the pages beside this one, or NULL */
    const struct winners_link *other; /* editions */
    size_t other_count;
    const char *feed;
    const char *query; /* what was chosen: "" or "branch=land&page=2&" */
};
void html_winners(struct out *o, const struct winners_view *v);
