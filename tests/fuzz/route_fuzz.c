/* Any text as a path, against patterns of every kind. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "http/out.h"
#include "http/route.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

static void check_part(const char *value)
{
    assert(value[0] != '\0' && strlen(value) <= ROUTE_PART_BYTES_MAX);
    assert(str_utf8(value, strlen(value)));
    assert(strchr(value, '/') == NULL);
    assert(strcmp(value, ".") != 0 && strcmp(value, "..") != 0);
}

/* The first part, encoded anew, is read as the same. */
static void check_again(struct arena *mem, const char *value)
{
    struct route_parts parts;
    const char *path = arena_printf(mem, "/%s", out_urlencode(mem, value));

    assert(route_match(mem, "/:a", path, &parts));
    assert(strcmp(route_part(&parts, "a"), value) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
    static const char *const patterns[] = {"/",
                                           "/login",
                                           "/:a",
                                           "/:a.json",
                                           "/my/entry/:id",
                                           "/:a/:b/:c/:d",
                                           "/my/entry/:id/file/:file"};
    struct arena *mem = arena_new();
    const char *path = arena_textn(mem, (const char *)data, bytes);

    for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++) {
        struct route_parts parts;
        bool match = route_match(mem, patterns[i], path, &parts);
        if (i < 2)
            assert(match == (strcmp(patterns[i], path) == 0));
        for (size_t part = 0; match && part < parts.count; part++)
            check_part(parts.value[part]);
        if (match && parts.count > 0)
            check_again(mem, parts.value[0]);
    }
    arena_free(mem);
    return 0;
}
