/* Percent-decoding. Forms, route parts and file names all pass through here,
 * so that text which reaches the program is valid UTF-8 without NUL, or is
 * refused at this one place. Encoding is out_urlencode()'s. */
#include "http/percent.h"

#include "base/arena.h"
#include "base/str.h"

static int digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

char *percent_decode(struct arena *mem, const char *text, size_t bytes,
                     bool plus)
{
    char *decoded = arena_alloc(mem, bytes + 1);
    size_t n = 0;

    for (size_t i = 0; i < bytes; i++) {
        char c = text[i];
        if (plus && c == '+') {
            c = ' ';
        } else if (c == '%') {
            int high = i + 1 < bytes ? digit(text[i + 1]) : -1;
            int low = i + 2 < bytes ? digit(text[i + 2]) : -1;
            if (high < 0 || low < 0)
                return NULL;
            c = (char)(high * 16 + low);
            i += 2;
        }
        decoded[n++] = c;
    }
    decoded[n] = '\0';
    return str_utf8(decoded, n) ? decoded : NULL;
}
