/* Everything that one of the crowd can fetch: every route of the rules with
 * every thing that he is let in to, in both languages, and from there every
 * link, picture and form that asks. */
#pragma once

#include "support/crowd_rules.h"

struct crawl_page {
    const char *path;
    const char *text; /* status, headers, body; of an archive its files */
};

struct crawl {
    struct arena *mem;
    struct crawl_page *page;
    size_t count;
};

void crawl_as(const struct crowd *c, enum crowd_who who, struct crawl *crawl);
/* The answers to every form that he may send, each sent to a home as in the
 * copy. */
void crawl_forms(const struct crowd *c, enum crowd_who who,
                 const struct crowd_copy *copy, struct crawl *crawl);
void crawl_free(struct crawl *crawl);
