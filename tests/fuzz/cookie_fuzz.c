/* Any text as a Cookie header; the first line is the name asked for. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "http/cookie.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
    struct arena *mem = arena_new();
    char *name = arena_textn(mem, (const char *)data, bytes);
    char *header = strchr(name, '\n');

    if (header == NULL || memchr(data, '\0', bytes) != NULL ||
        strcspn(name, "=; \t") < (size_t)(header - name)) {
        arena_free(mem);
        return 0;
    }
    *header++ = '\0';
    const char *value = cookie_get(mem, header, name);
    if (value != NULL) {
        assert(strchr(value, ';') == NULL);
        assert(strstr(header, arena_printf(mem, "%s=%s", name, value)));
    }
    /* In front of everything else it is found; under a longer name not. */
    const char *front = arena_printf(mem, "%s=a=b; %s", name, header);
    assert(strcmp(cookie_get(mem, front, name), "a=b") == 0);
    const char *longer = arena_printf(mem, "%sx=a", name);
    assert(cookie_get(mem, longer, name) == NULL);
    arena_free(mem);
    return 0;
}
