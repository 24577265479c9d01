/* Everything that one of the crowd can fetch: every route of the rules with
 * every thing that he is let in to, in both languages, and from there every
 * link, picture and form that asks. */
#pragma once

#include "support/crowd_rules.h"

struct crawl_page {
    const char *path;
    const char *text; /* status, headers, body; of an archive its files */
    uint64_t key;     /* of the path, to find it */
};

struct crawl {
    struct arena *mem;
    struct crawl_page *page;
    size_t count;
};

void crawl_as(const struct crowd *c, enum crowd_who who, struct crawl *crawl);
/* With the cookies of `as`, and without asking who may: every route with every
 * thing that the crowd has and with numbers that somebody might guess, in both
 * languages, and from there all links; also what answers that there is nothing.
 */
void crawl_everything(const struct crowd *c, const struct browser *as,
                      struct crawl *crawl);
/* The page of that path, NULL if it was not fetched. */
const char *crawl_text(const struct crawl *crawl, const char *path);
/* The answers to every form that he may send, each sent to a home as in the
 * copy. */
void crawl_forms(const struct crowd *c, enum crowd_who who,
                 const struct crowd_copy *copy, struct crawl *crawl);
void crawl_free(struct crawl *crawl);
