/* Which of a ranking's nominations a page is about: all, or one category. */
#pragma once

#include "page/result_place.h"

struct selection {
    const char *code;    /* of the category; "" for all */
    bool narrowed;       /* the place holds this category alone */
    const size_t *entry; /* ranked ones in the order of the ranking */
    const int64_t *rank; /* within the selection, from 1 */
    size_t count;
    const struct result_tab *tab; /* to choose from; none for one category */
    size_t tab_count;
    const char *const *category; /* of the input's entries; NULL: none */
};

/* By ?category=; an unknown one is all. Where scores do not depend on the other
 * nominations, the place is narrowed to the category, so that ranks, ties and
 * checks are those among its nominations. */
void result_select(struct ctx *c, struct result_place *p, struct selection *s);
