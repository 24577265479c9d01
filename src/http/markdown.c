/* A user's Markdown as HTML, by cmark in its safe mode.
 *
 * cmark leaves out raw HTML and javascript: links by itself. We change the tree
 * before it is rendered: headings fit under the page's own, links of unknown
 * schemes lose their address, and a picture is replaced by its description,
 * because a picture on another host would tell its owner who reads.
 *
 * Line breaks are kept as typed: people who write an address over three lines
 * mean three lines. */
#include "http/markdown.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <cmark.h>

#include "base/arena.h"

enum {
    HEADING_SHIFT = 2,
    HEADING_LEVEL_MAX = 6,
    NESTING_MAX = 100 /* each level of "> > >" costs 27 bytes of markup */
};

static bool is_safe_link(const char *url)
{
    static const char *const schemes[] = {"http://", "https://", "mailto:"};

    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
        if (strncasecmp(url, schemes[i], strlen(schemes[i])) == 0)
            return true;
    }
    /* "//host" and "/\host" lead elsewhere without saying so. */
    return url[0] == '#' || (url[0] == '/' && url[1] != '/' && url[1] != '\\');
}

/* Puts the children of a node in its place. */
static void unwrap(cmark_node *node)
{
    cmark_node *child;

    while ((child = cmark_node_first_child(node)) != NULL)
        cmark_node_insert_before(node, child);
    cmark_node_free(node);
}

static void adjust_heading(cmark_node *node)
{
    int level = cmark_node_get_heading_level(node) + HEADING_SHIFT;

    cmark_node_set_heading_level(
        node, level < HEADING_LEVEL_MAX ? level : HEADING_LEVEL_MAX);
}

/* cmark enters these and never leaves them. */
static bool is_leaf(cmark_node *node)
{
    switch ((int)cmark_node_get_type(node)) {
    case CMARK_NODE_HTML_BLOCK:
    case CMARK_NODE_THEMATIC_BREAK:
    case CMARK_NODE_CODE_BLOCK:
    case CMARK_NODE_TEXT:
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
    case CMARK_NODE_CODE:
    case CMARK_NODE_HTML_INLINE:
        return true;
    default:
        return false;
    }
}

static void adjust(cmark_node *node)
{
    switch ((int)cmark_node_get_type(node)) {
    case CMARK_NODE_HEADING:
        adjust_heading(node);
        break;
    case CMARK_NODE_IMAGE:
        unwrap(node);
        break;
    case CMARK_NODE_LINK:
        if (!is_safe_link(cmark_node_get_url(node)))
            unwrap(node);
        break;
    }
}

/* Adjusts every node when it is left, after its children: only then may it be
 * changed. false: nested too deeply. */
static bool adjust_all(cmark_node *document)
{
    cmark_iter *iterator = cmark_iter_new(document);
    cmark_event_type event;
    int depth = 0;
    int deepest = 0;

    while ((event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iterator);

        if (event == CMARK_EVENT_EXIT) {
            depth--;
            adjust(node);
        } else if (!is_leaf(node)) {
            depth++;
        }
        if (depth > deepest)
            deepest = depth;
    }
    cmark_iter_free(iterator);
    return deepest <= NESTING_MAX;
}

/* The text as it was typed, in one escaped paragraph. */
static struct html verbatim(struct arena *mem, const char *text)
{
    struct out *o = out_new(mem, LANG_EN);

    buf_add(&o->text, "<p>");
    out_text(o, text);
    buf_add(&o->text, "</p>\n");
    return (struct html){o->text.data};
}

struct html markdown(struct arena *mem, const char *text)
{
    if (text == NULL)
        return (struct html){NULL};

    size_t bytes = strlen(text);
    if (bytes > MARKDOWN_BYTES_MAX)
        return verbatim(mem, text);

    int options = CMARK_OPT_HARDBREAKS | CMARK_OPT_VALIDATE_UTF8;
    cmark_node *document = cmark_parse_document(text, bytes, options);
    struct html html;
    if (adjust_all(document)) {
        char *markup = cmark_render_html(document, options);
        html = (struct html){arena_text(mem, markup)};
        free(markup);
    } else {
        html = verbatim(mem, text);
    }
    cmark_node_free(document);
    return html;
}
