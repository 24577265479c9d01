/* What stories have in common: a home, somebody's browser, and both gone
 * afterwards. Each test program has its own setup(), which opens them and sets
 * its scene:
 *
 *     static int setup(void **state)
 *     {
 *         (void)state;
 *         story_open();
 *         scene = judging_scene(home);
 *         return 0;
 *     }
 *     ... {STORY(what_happens), ...}
 */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "support/browser.h"
#include "support/home.h"

static struct test_home *home;
static struct browser *b;

static void story_open(void)
{
    home = home_new();
    b = browser_new(home);
}

/* One number, or one text, of the home's database. */
static inline int64_t number(const char *sql)
{
    return home_number(home, sql);
}

static inline const char *text(const char *sql)
{
    return arena_text(home->mem, home_text(home, sql));
}

static int teardown(void **state)
{
    (void)state;
    browser_free(b);
    home_free(home);
    return 0;
}

#define STORY(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
