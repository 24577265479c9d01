#include "base/vector.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"

/* Nothing that a logo needs, wherever in the text it stands. */
static const char *const banned[] = {"xml:base",   "<?xml-stylesheet",
                                     "<script",    "<foreignobject",
                                     "javascript", "@import",
                                     "<iframe",    "<embed",
                                     "<object",    "<metadata",
                                     "docname",    "export-filename",
                                     "<image",     "<handler",
                                     "<animate",   "<set",
                                     "&#",         "<audio",
                                     "<video",     "<a ",
                                     "image-set",  "src(",
                                     "\\"};

/* What a drawing is made of. Another name, and any with a prefix, which can be
 * tied to every vocabulary, is foreign. */
static const char *const elements[] = {"svg",
                                       "g",
                                       "defs",
                                       "symbol",
                                       "use",
                                       "path",
                                       "rect",
                                       "circle",
                                       "ellipse",
                                       "line",
                                       "polygon",
                                       "polyline",
                                       "text",
                                       "tspan",
                                       "textpath",
                                       "title",
                                       "desc",
                                       "lineargradient",
                                       "radialgradient",
                                       "stop",
                                       "style",
                                       "clippath",
                                       "mask",
                                       "pattern",
                                       "marker",
                                       "filter",
                                       "switch",
                                       "view"};

static bool known(const char *name, size_t bytes)
{
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
        if (strlen(elements[i]) == bytes &&
            memcmp(elements[i], name, bytes) == 0)
            return true;
    /* the steps of a filter, but for the one that fetches a picture */
    return bytes > 2 && memcmp(name, "fe", 2) == 0 &&
           memchr(name, ':', bytes) == NULL &&
           !(bytes == 7 && memcmp(name, "feimage", 7) == 0);
}

static bool draws_only(const char *at)
{
    for (; (at = strchr(at, '<')) != NULL; at++) {
        const char *name = at + 1 + (at[1] == '/');
        if (*name != '!' && *name != '?' &&
            !known(name, strcspn(name, " \t\r\n/>")))
            return false;
    }
    return true;
}

/* Read as something else, the letters that were looked at are not those that
 * are shown. */
static bool says_utf8(const char *text)
{
    const char *at = strstr(text, "encoding");
    if (at == NULL || !str_starts(text, "<?xml"))
        return true;
    at += strlen("encoding");
    at += strspn(at, " \t\r\n=\"'");
    return str_starts(at, "utf-8");
}

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
           draws_only(text) && says_utf8(text) && !has_event(text + 1);
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
