/* Jobs of an edition as its pages show them: what is being made, and what was
 * made. For the brochure, the winners' kit and the package. */
#pragma once

#include "http/out.h"
#include "page/office_view.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Something that is said of a result. */
struct job_remark {
    const char *text;
    const char *detail; /* in English, of the typesetter; or "" */
};

struct job_view {
    int64_t id, progress, bytes, pages, created_at, ahead, memory_kb;
    double seconds;
    const char *product, *language; /* codes, as in model/job.h */
    const char *content;            /* what it was made from; "": not known */
    const char *name;               /* "Print PDF, German" */
    const char *step;               /* of one under way, in words */
    const char *why;                /* it failed, in the user's language */
    const char *detail; /* the same as the typesetter said it; or "" */
    const char *person; /* who ordered it; NULL: the program */
    bool active, waiting, done;
    bool again;   /* failed or cancelled, and may be tried again */
    bool removed; /* done, and its file is gone */
    bool same;    /* nothing had changed: served from before */
    bool old;     /* made from what has been changed since */
    struct office_pill state;
    const struct job_remark *remark;
    size_t remark_count;
};

struct job_list_view {
    const char *csrf;
    const struct job_view *job; /* newest first */
    size_t count;
    bool active;       /* one waits or runs: the page reloads itself */
    int64_t kept_days; /* files that have a newer one */
};

/* A card for each one under way, with its progress. */
void html_jobs_active(struct out *o, const struct job_list_view *v);
/* The table of the others; nothing if there are none. */
void html_jobs_made(struct out *o, const struct job_list_view *v);
/* All in a line each, for a card that says what they are; `both`: what a file
 * of no one language is called, or "". */
void html_jobs_short(struct out *o, const struct job_list_view *v,
                     const char *both);
