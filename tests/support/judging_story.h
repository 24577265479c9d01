/* Stories in the scene for judging; story.h says how they are set up. */
#pragma once

#include "support/judging.h"
#include "support/story.h"

#include <inttypes.h>

#include "base/arena.h"

static struct judging scene;

static inline void judging_open(void)
{
    story_open();
    scene = judging_scene(home);
}

/* Pages of a round in the office: "/rules"; and of the scene's round. */
static inline const char *page_of(int64_t round, const char *what)
{
    return arena_printf(home->mem, "/office/round/%" PRId64 "%s", round, what);
}

static inline const char *round_page(const char *what)
{
    return page_of(scene.round, what);
}

/* A juror's score sheet. */
static inline const char *sheet(int entry)
{
    return arena_printf(home->mem, "/jury/entry/%" PRId64, scene.entry[entry]);
}

/* The mark of a criterion ("c"), or its comment, as a field of the sheet. */
static inline const char *field(const char *prefix, int criterion)
{
    return arena_printf(home->mem, "%s_%" PRId64, prefix,
                        scene.criterion[criterion]);
}
