/* Matching a path with a pattern such as "/my/entry/:id". */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct arena;

enum { ROUTE_PARTS_MAX = 4, ROUTE_PART_BYTES_MAX = 200 };

/* The named parts of a path, percent-decoded, in order of the pattern. */
struct route_parts {
    const char *name[ROUTE_PARTS_MAX];
    const char *value[ROUTE_PARTS_MAX];
    size_t count;
};

/* Does the path match? Segments must be equal, ":name" takes one non-empty
 * segment (up to an optional literal ending: ":id.json"), nothing is
 * normalised: "//" and "/." match nothing. */
bool route_match(struct arena *mem, const char *pattern, const char *path,
                 struct route_parts *parts);
/* The part of that name, or "". */
const char *route_part(const struct route_parts *parts, const char *name);
