/* Matching paths with patterns.
 *
 * Kore compiles route expressions without capture groups, so one route catches
 * everything and this file finds the handler. Nothing is normalised: a path
 * that is spelled differently is a different path, hence not found. A decoded
 * part never holds a slash and is never "." or "..", so that it cannot become
 * a way through the file system by mistake. */
#include "http/route.h"

#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/str.h"
#include "http/percent.h"

struct segment {
    const char *text;
    size_t bytes;
};

static struct segment segment_at(const char *slash)
{
    return (struct segment){slash + 1, strcspn(slash + 1, "/")};
}

static bool segment_equal(struct segment a, struct segment b)
{
    return a.bytes == b.bytes && memcmp(a.text, b.text, a.bytes) == 0;
}

static void part_add(struct route_parts *parts, const char *name,
                     const char *value)
{
    if (parts->count == ROUTE_PARTS_MAX)
        die("route: more than %d parts in a pattern", ROUTE_PARTS_MAX);
    parts->name[parts->count] = name;
    parts->value[parts->count] = value;
    parts->count++;
}

/* `wanted` is ":name" or ":name.ending". */
static bool part_match(struct arena *mem, struct segment wanted,
                       struct segment given, struct route_parts *parts)
{
    static const char name_chars[] = "abcdefghijklmnopqrstuvwxyz0123456789_";
    size_t name_bytes = strspn(wanted.text + 1, name_chars);
    struct segment ending = {wanted.text + 1 + name_bytes,
                             wanted.bytes - 1 - name_bytes};

    if (name_bytes == 0)
        die("route: a part without a name");
    if (given.bytes <= ending.bytes)
        return false;
    given.bytes -= ending.bytes;
    if (memcmp(given.text + given.bytes, ending.text, ending.bytes) != 0)
        return false;

    /* A character of the value takes at most three bytes of the path each. */
    if (given.bytes > (size_t)ROUTE_PART_BYTES_MAX * 3)
        return false;
    const char *value = percent_decode(mem, given.text, given.bytes, false);
    if (value == NULL || strlen(value) > ROUTE_PART_BYTES_MAX)
        return false;
    if (strchr(value, '/') || str_equal(value, ".") || str_equal(value, ".."))
        return false;
    part_add(parts, arena_textn(mem, wanted.text + 1, name_bytes), value);
    return true;
}

bool route_match(struct arena *mem, const char *pattern, const char *path,
                 struct route_parts *parts)
{
    *parts = (struct route_parts){0};
    while (*pattern == '/' && *path == '/') {
        struct segment wanted = segment_at(pattern);
        struct segment given = segment_at(path);
        bool match = wanted.bytes > 0 && wanted.text[0] == ':'
                         ? part_match(mem, wanted, given, parts)
                         : segment_equal(wanted, given);
        if (!match)
            return false;
        pattern = wanted.text + wanted.bytes;
        path = given.text + given.bytes;
    }
    return *pattern == '\0' && *path == '\0';
}

const char *route_part(const struct route_parts *parts, const char *name)
{
    for (size_t i = 0; i < parts->count; i++) {
        if (str_equal(parts->name[i], name))
            return parts->value[i];
    }
    return "";
}
