#include "base/xml.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

/* Bytes of the character at `at`; 0: it is not UTF-8. */
static size_t width(const char *at)
{
    unsigned char first = (unsigned char)*at;
    size_t bytes = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    return strnlen(at, bytes) == bytes && str_utf8(at, bytes) ? bytes : 0;
}

static bool allowed(const char *at, size_t bytes)
{
    if (bytes == 1)
        return (unsigned char)*at >= 0x20 || *at == '\t' || *at == '\n';
    return bytes != 3 || (memcmp(at, "\xef\xbf\xbe", 3) != 0 &&
                          memcmp(at, "\xef\xbf\xbf", 3) != 0);
}

/* The next character that may stand there; its bytes, 0 at the end. */
static size_t next(const char **at)
{
    while (**at != '\0') {
        size_t bytes = width(*at);
        if (bytes > 0 && allowed(*at, bytes))
            return bytes;
        *at += bytes > 0 ? bytes : 1;
    }
    return 0;
}

char *xml_clean(struct arena *mem, const char *text)
{
    struct buf out;
    buf_init(&out, mem);
    if (text == NULL)
        return out.data;
    for (size_t bytes; (bytes = next(&text)) > 0; text += bytes)
        buf_addn(&out, text, bytes);
    return out.data;
}

void xml_add(struct buf *out, const char *text)
{
    if (text == NULL)
        return;
    for (size_t bytes; (bytes = next(&text)) > 0; text += bytes) {
        switch (*text) {
        case '&':
            buf_add(out, "&amp;");
            break;
        case '<':
            buf_add(out, "&lt;");
            break;
        case '>':
            buf_add(out, "&gt;");
            break;
        case '"':
            buf_add(out, "&quot;");
            break;
        default:
            buf_addn(out, text, bytes);
        }
    }
}
