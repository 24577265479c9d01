/* A throw-away award home for a test: a folder, a migrated database in memory,
 * frozen time, seeded tokens and cheap passwords. */
#pragma once

#include "app/app.h"

#include <stdint.h>

struct test_home {
    struct app *app;
    struct arena *mem;  /* lives as long as the home */
    struct world world; /* for calling models from the test; see home_begin() */
    char folder[64];
};

enum { TEST_NOW = 1790000000 }; /* 2026-09-21 16:13:20 in Jena */

/* A new home. Time stands still at TEST_NOW. */
struct test_home *home_new(void);
void home_free(struct test_home *h);

/* Moves the frozen clock, for the pages and for h->world. */
void home_time(struct test_home *h, int64_t now);

/* Model calls of a test run between these two. */
struct world *home_begin(struct test_home *h);
void home_commit(struct test_home *h);

/* An account with these roles ("organiser juror"), password "correct horse". */
int64_t home_user(struct test_home *h, const char *email, const char *roles);
/* An open edition "2026" with two categories, deadline TEST_NOW + 30 days;
 * returns its id. Without form: see the nouns' own helpers. */
int64_t home_edition(struct test_home *h);
/* Runs SQL as it stands, for setting a scene. */
void home_sql(struct test_home *h, const char *sql);
int64_t home_number(struct test_home *h, const char *sql);
const char *home_text(struct test_home *h, const char *sql);
