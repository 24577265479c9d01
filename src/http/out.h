/* HTML output, escaped by type. Templates (src/page/NOUN.html) are compiled to
 * calls of OUT(), which picks the escaper from the C type of the value: text is
 * escaped, numbers are printed, and only struct html, which the Markdown
 * renderer alone makes, goes out as it is. */
#pragma once

#include "base/buf.h"
#include "base/lang.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/* Markup made by us. Only http/markdown.c and templates make it. */
struct html {
    const char *markup; /* NULL is nothing */
};

/* A link to somewhere else, checked to be http(s); made by out_weblink(). */
struct weblink {
    const char *url;
};

struct out {
    struct buf text;
    enum lang lang;
    struct arena *mem;
};

/* An empty page in the arena's memory. */
struct out *out_new(struct arena *mem, enum lang lang);

void out_raw(struct out *o, const char *markup, size_t bytes);
void out_text(struct out *o, const char *text); /* NULL is nothing */
void out_int(struct out *o, int64_t value);
void out_size(struct out *o, size_t value);
void out_html(struct out *o, struct html markup);
void out_link(struct out *o, struct weblink link);

/* "#" unless the text is an http(s) address (str_weblink). */
struct weblink out_weblink(const char *text);

/* Percent-encodes one value for use in a query string or path segment. */
char *out_urlencode(struct arena *mem, const char *text);

/* clang-format off */
#define OUT(o, value)                                                          \
    _Generic((value),                                                          \
        char *: out_text, const char *: out_text,                              \
        int: out_int, unsigned: out_int, int64_t: out_int, size_t: out_size,   \
        struct html: out_html, struct weblink: out_link)(o, value)
/* clang-format on */
