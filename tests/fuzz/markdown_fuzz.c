/* Any text as Markdown: only tags and addresses that we know come out. */
#include <assert.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/str.h"
#include "http/markdown.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

static bool starts_with_one_of(const char *text, const char *const *list)
{
    for (; *list != NULL; list++) {
        if (strncasecmp(text, *list, strlen(*list)) == 0)
            return true;
    }
    return false;
}

static void check_tag(const char *tag)
{
    static const char *const tags[] = {"<p>",
                                       "</p>",
                                       "<h3>",
                                       "</h3>",
                                       "<h4>",
                                       "</h4>",
                                       "<h5>",
                                       "</h5>",
                                       "<h6>",
                                       "</h6>",
                                       "<em>",
                                       "</em>",
                                       "<strong>",
                                       "</strong>",
                                       "<code>",
                                       "</code>",
                                       "<pre>",
                                       "</pre>",
                                       "<ul>",
                                       "</ul>",
                                       "<ol>",
                                       "<ol start=\"",
                                       "</ol>",
                                       "<li>",
                                       "</li>",
                                       "<blockquote>",
                                       "</blockquote>",
                                       "<hr />",
                                       "<br />",
                                       "</a>",
                                       "<code class=\"language-",
                                       "<a href=\"",
                                       "<!-- raw HTML omitted -->",
                                       NULL};
    static const char *const links[] = {
        "http://", "https://", "mailto:", "#", "/", NULL};

    assert(starts_with_one_of(tag, tags));
    if (strncmp(tag, "<a ", 3) == 0) {
        const char *url = tag + strlen("<a href=\"");
        assert(starts_with_one_of(url, links));
        assert(strncmp(url, "//", 2) != 0 && strncmp(url, "/\\", 2) != 0);
        /* Nothing but a title may follow the address. */
        const char *end = strchr(url, '"') + 1;
        assert(*end == '>' || strncmp(end, " title=\"", 8) == 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
    struct arena *mem = arena_new();
    const char *text = arena_textn(mem, (const char *)data, bytes);
    const char *markup = markdown(mem, text).markup;

    if (str_utf8(text, strlen(text)))
        assert(str_utf8(markup, strlen(markup)));
    for (const char *c = markup; (c = strchr(c, '<')) != NULL; c++)
        check_tag(c);
    arena_free(mem);
    return 0;
}
