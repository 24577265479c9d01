/* A list of sentences that grows. */
#pragma once

#include "base/arena.h"

#include <stddef.h>

struct lines {
    struct arena *mem;
    const char **line;
    size_t count;
};

static inline void lines_add(struct lines *lines, const char *text)
{
    lines->line =
        arena_grow(lines->mem, lines->line, lines->count, sizeof *lines->line);
    lines->line[lines->count++] = text;
}
