#include "base/vector.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"

/* Nothing that a logo needs, wherever in the text it stands. */
static const char *const banned[] = {
    "xml:base",   "<?xml-stylesheet", "<script",  "<foreignobject",
    "javascript", "@import",          "<iframe",  "<embed",
    "<object",    "<metadata",        "docname",  "export-filename",
    "<image",     "<handler",         "<animate", "<set",
    "&#",         "<audio",           "<video",   "<a "};

/* After "href" or "url": only a part of the same file. */
static bool inward(const char *at, const char *mark)
{
    for (; (at = strstr(at, mark)) != NULL; at += strlen(mark)) {
        const char *value = at + strlen(mark);
        value += strspn(value, " \t\r\n=('\"");
        if (*value != '#')
            return false;
    }
    return true;
}

/* Comments alone begin so, not entities and the like. */
static bool declares(const char *at)
{
    while ((at = strstr(at, "<!")) != NULL)
        if (strncmp(at += 2, "--", 2) != 0)
            return true;
    return false;
}

/* An attribute such as onload. */
static bool has_event(const char *at)
{
    for (; (at = strstr(at, "on")) != NULL; at += 2) {
        const char *end = at + 2;
        while (islower((unsigned char)*end))
            end++;
        end += strspn(end, " \t\r\n");
        if (*end == '=' && strchr(" \t\r\n\"'/", at[-1]) != NULL)
            return true;
    }
    return false;
}

static bool harmless(const char *text)
{
    for (size_t i = 0; i < sizeof banned / sizeof *banned; i++)
        if (strstr(text, banned[i]) != NULL)
            return false;
    return strstr(text, "<svg") != NULL && inward(text, "href") &&
           inward(text, "url") && inward(text, "src=") && !declares(text) &&
           !has_event(text + 1);
}

bool vector_harmless(const char *data, size_t bytes)
{
    if (bytes == 0 || !str_utf8(data, bytes))
        return false;
    struct arena *mem = arena_new();
    char *text = arena_textn(mem, data, bytes);
    for (char *at = text; *at != '\0'; at++)
        *at = (char)tolower((unsigned char)*at);
    bool good = harmless(text);
    arena_free(mem);
    return good;
}
