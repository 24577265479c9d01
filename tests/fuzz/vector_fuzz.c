/* Any drawing: what is handed on as it is has no script in it, under no prefix,
 * and reaches for nothing outside. */
#include <assert.h>
#include <ctype.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/vector.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

/* The name of each tag, behind whatever prefix. */
static void check_tag(const char *name)
{
    static const char *const bad[] = {
        "script", "foreignobject", "image", "iframe", "img", "object", "a"};
    size_t bytes =
        *name == '!' || *name == '?' ? 0 : strcspn(name, " \t\r\n/>");
    const char *colon = memchr(name, ':', bytes);
    if (colon != NULL) {
        bytes -= (size_t)(colon + 1 - name);
        name = colon + 1;
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert(strlen(bad[i]) != bytes || memcmp(name, bad[i], bytes) != 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
    if (!vector_harmless((const char *)data, bytes))
        return 0;
    struct arena *mem = arena_new();
    char *text = arena_textn(mem, (const char *)data, bytes);
    for (char *at = text; *at != '\0'; at++)
        *at = (char)tolower((unsigned char)*at);
    assert(strlen(text) == bytes);
    for (const char *at = text; (at = strchr(at, '<')) != NULL; at++)
        check_tag(at + 1);
    assert(strstr(text, "url(http") == NULL);
    assert(strstr(text, "href=\"http") == NULL);
    assert(strstr(text, "<!entity") == NULL);
    arena_free(mem);
    return 0;
}
