/* How the companies' pages stand, and one of them to edit. */
#pragma once

#include "page/brochure_picture_view.h"
#include "page/release_view.h"

struct office_page_row {
    int64_t entry_id;
    const char *name, *pill, *state;
    const char *detail; /* who and when, or NULL */
};

struct office_pages_view {
    const char *csrf, *slug;
    const struct office_page_row *row;
    size_t count;
    int64_t released, unasked,
        waiting;      /* how many; waiting: asked, no release */
    int64_t early_at; /* until then nobody may be asked; 0: may be now */
};
void html_office_pages(struct out *o, const struct office_pages_view *v);

struct office_page_link {
    int64_t id;
    const char *name, *email;
    int64_t mailed_at, opened_at, expires_at, withdrawn_at; /* 0: not */
    bool good;
};

struct office_page_view {
    const char *slug;
    const struct release_view *page;
    const struct office_page_link *link;
    size_t link_count;
    int64_t keep_days; /* then a link that is over says no more whose it was */
    int64_t early_at;  /* as above */
    bool good_links;   /* somebody could be asked again */
    bool stands;       /* there is a release to take away */
    bool ask_open;     /* the form for a person has an error */
    struct brochure_picture_view photo, logo; /* printed in place of its own */
};
void html_office_page(struct out *o, const struct office_page_view *v);
