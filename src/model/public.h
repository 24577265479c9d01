/* Whom everybody may see of an edition, and by what visitors choose among them.
 * Built on publish.h: what a company took back is in no filter either. */
#pragma once

#include "model/publish.h"

#include <stdbool.h>
#include <stddef.h>

struct edition;

enum public_rank {
    PUBLIC_WINNER,
    PUBLIC_SPECIAL,
    PUBLIC_COMMENDED,
    PUBLIC_NOMINEE
};

/* One company: `e` has its name and honours; texts and pictures come with
 * public_fill(). Lists of codes have a space before and behind each. */
struct public_entry {
    struct publish_entry e;
    enum public_rank rank;
    const char *address;                 /* its part of the path */
    const char *branch, *size, *measure; /* codes; " " if none, or not loaded */
};

/* Winners, special prizes, commended, nominees, in each by category and name;
 * while the winners are secret, nominees alone. 0 before that. */
size_t public_list(const struct world *w, const struct edition *e,
                   struct public_entry **list);
/* Loads by what visitors choose among all of the list, besides the category. */
void public_load_filters(const struct world *w, const struct edition *e,
                         struct public_entry *list, size_t count);
/* Loads texts and pictures of some of the list. */
void public_fill(const struct world *w, const struct edition *e,
                 struct public_entry *list, size_t count);

enum public_filter {
    PUBLIC_CATEGORY,
    PUBLIC_BRANCH,
    PUBLIC_SIZE,
    PUBLIC_MEASURE,
    PUBLIC_FILTERS
};
/* What a visitor chose; "" or NULL: all. */
struct public_choice {
    const char *code[PUBLIC_FILTERS];
};
bool public_matches(const struct public_entry *p,
                    const struct public_choice *choice);

/* All of an edition, and what was chosen. */
struct public_shown {
    struct public_entry *list;
    size_t count;
    struct public_choice choice;
};

/* What can be chosen of a filter, with how many companies each would leave
 * beside the other choices. Only what at least one company has. */
struct public_option {
    const char *code;
    struct publish_text label;
    size_t count;
};
size_t public_options(const struct world *w, const struct edition *e,
                      const struct public_shown *shown,
                      enum public_filter filter,
                      struct public_option **options);

/* Nominations of a company in other editions, as far as they are public; newest
 * edition first. */
struct public_year {
    int64_t year;
    struct publish_text title;
    const char *path; /* /winners/2025/lichtwerk */
    bool winner;
};
size_t public_years(const struct world *w, int64_t organisation_id,
                    int64_t edition_id, struct public_year **years);

/* The next instant at which any public page says more; 0: none is known. */
int64_t public_next(const struct world *w);
/* Since when that is public what is public of it, or when the office changed it
 * last after that. */
int64_t public_since(const struct world *w, const struct edition *e,
                     const struct public_entry *p);
