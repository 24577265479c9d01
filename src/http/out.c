/* HTML output. The five characters that mean something in text or in a quoted
 * attribute are escaped; html2c.awk sees to it that values appear nowhere
 * else. */
#include "http/out.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"

struct out *out_new(struct arena *mem, enum lang lang)
{
    struct out *o = arena_alloc(mem, sizeof *o);

    buf_init(&o->text, mem);
    o->lang = lang;
    o->mem = mem;
    return o;
}

void out_raw(struct out *o, const char *markup, size_t bytes)
{
    buf_addn(&o->text, markup, bytes);
}

static const char *entity(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    default:
        return "&#39;";
    }
}

void out_text(struct out *o, const char *text)
{
    if (text == NULL)
        return;
    for (;;) {
        size_t plain = strcspn(text, "&<>\"'");
        buf_addn(&o->text, text, plain);
        text += plain;
        if (*text == '\0')
            return;
        buf_add(&o->text, entity(*text));
        text++;
    }
}

void out_int(struct out *o, int64_t value)
{
    buf_addf(&o->text, "%" PRId64, value);
}

void out_size(struct out *o, size_t value)
{
    buf_addf(&o->text, "%zu", value);
}

void out_html(struct out *o, struct html markup)
{
    if (markup.markup != NULL)
        buf_add(&o->text, markup.markup);
}

void out_link(struct out *o, struct weblink link)
{
    out_text(o, link.url);
}

struct weblink out_weblink(const char *text)
{
    bool safe = text != NULL && str_weblink(text);

    return (struct weblink){safe ? text : "#"};
}

char *out_urlencode(struct arena *mem, const char *text)
{
    static const char plain[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        "abcdefghijklmnopqrstuvwxyz"
        "0123456789-._~";
    struct buf encoded;

    buf_init(&encoded, mem);
    while (*text) {
        size_t n = strspn(text, plain);
        buf_addn(&encoded, text, n);
        text += n;
        if (*text)
            buf_addf(&encoded, "%%%02X", (unsigned)(unsigned char)*text++);
    }
    return encoded.data;
}
