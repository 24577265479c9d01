/* Cookies in and out.
 *
 * Kore reads nine cookies of the first header only, cuts values at '=' and
 * takes SID for sid; when writing it knows no SameSite. So both directions are
 * done here, over the header's text. */
#include "http/cookie.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/str.h"
#include "http/reply.h"

const char *cookie_get(struct arena *mem, const char *header, const char *name)
{
    size_t name_bytes = strlen(name);
    const char *pair = header;

    while (*pair) {
        pair += strspn(pair, " \t");
        size_t bytes = strcspn(pair, ";");
        const char *next = pair + bytes + (pair[bytes] == ';');

        while (bytes > 0 && strchr(" \t", pair[bytes - 1]) != NULL)
            bytes--;
        if (bytes > name_bytes && pair[name_bytes] == '=' &&
            strncmp(pair, name, name_bytes) == 0)
            return arena_textn(mem, pair + name_bytes + 1,
                               bytes - name_bytes - 1);
        pair = next;
    }
    return NULL;
}

/* The octets RFC 6265 allows in a value; names are a subset of them. */
static bool is_cookie_text(const char *text, const char *refused)
{
    for (const char *c = text; *c; c++) {
        if (*c <= ' ' || *c > '~' || strchr(refused, *c) != NULL)
            return false;
    }
    return true;
}

void cookie_set(struct arena *mem, struct reply *r, const char *name,
                const char *value, int64_t max_age_s, bool secure)
{
    const char *age = "";

    if (str_empty(name) || !is_cookie_text(name, "()<>@,;:\\\"/[]?={}"))
        die("cookie: name \"%s\"", name);
    if (!is_cookie_text(value, "\",;\\"))
        die("cookie: value of %s has characters a cookie cannot carry", name);
    if (max_age_s < 0) {
        value = "";
        age = "; Max-Age=0";
    } else if (max_age_s > 0) {
        age = arena_printf(mem, "; Max-Age=%" PRId64, max_age_s);
    }
    reply_header(r, "set-cookie",
                 arena_printf(mem, "%s=%s; Path=/; HttpOnly; SameSite=Lax%s%s",
                              name, value, age, secure ? "; Secure" : ""));
}
