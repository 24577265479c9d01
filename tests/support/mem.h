/* For tests that need nothing but memory: `mem`, made before each test or group
 * and freed behind it. */
#pragma once

#include "base/arena.h"

static struct arena *mem;

static inline int setup(void **state)
{
    (void)state;
    mem = arena_new();
    return 0;
}

static inline int teardown(void **state)
{
    (void)state;
    arena_free(mem);
    return 0;
}
