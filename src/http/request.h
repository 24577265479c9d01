/* What came in, as plain values: no Kore, no sockets. All text is NUL-closed
 * and borrowed from whoever made the request; missing headers are "". */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum http_method { HTTP_GET, HTTP_HEAD, HTTP_POST, HTTP_OTHER };

struct request {
    enum http_method method;
    const char *path;  /* as sent, not decoded, begins with '/', no query */
    const char *query; /* after the '?', not decoded */
    const char *cookie;
    const char *content_type;
    const char *accept_language;
    const char *if_none_match;
    const char *origin;  /* Origin header */
    const char *address; /* client's address as text, "" if unknown */
    const char *body;    /* the whole body, also of large uploads */
    size_t body_bytes;
};
