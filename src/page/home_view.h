/* The front page. */
#pragma once

#include "http/out.h"
#include "page/gallery_view.h"

#include <stdbool.h>

struct home_step {
    const char *name, *note;
    bool done, now;
};

struct home_category {
    const char *name, *description;
    bool proposed; /* nobody applies for it */
};

struct home_criterion {
    const char *name, *question, *weight; /* weight: "35 %" */
};

struct home_round {
    const char *name;
    const struct home_criterion *criterion;
    size_t count;
};

struct home_link {
    const char *path, *title;
};

struct home_view {
    const char *calendar;          /* path of the calendar file */
    const char *extended, *reason; /* of the deadline; NULL: it was not */
    const char *title, *headline, *motto; /* motto: what follows, or NULL */
    const char *status, *email, *organiser;
    const char *apply;   /* where the button leads, or NULL: no call is open */
    const char *propose; /* where companies are proposed, or NULL */
    bool logged_in;
    const char *winners; /* path of the gallery, or NULL */
    const struct home_step *step;
    size_t step_count;
    const char *call_title;
    struct html call;
    const char *call_language;
    const struct home_category *category;
    size_t category_count;
    const struct home_round *round;
    size_t round_count;
    struct gallery_view gallery;
    const struct home_link *earlier;
    size_t earlier_count;
};
void html_home(struct out *o, const struct home_view *v);
/* There is no edition yet, or none that is meant for the public. */
void html_home_empty(struct out *o, const char *title);
