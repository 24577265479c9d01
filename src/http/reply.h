/* What goes out: status, headers, and a body or a file. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum { REPLY_HEADERS_MAX = 24 };

/* The connection stays, and hears when a part of a page changes. */
struct reply_live {
    int64_t meeting_id;       /* whose changes are waited for; 0: no stream */
    const char *path, *query; /* of the part; borrowed */
};

struct reply {
    int status;
    struct reply_header {
        const char *name, *value;
    } header[REPLY_HEADERS_MAX];
    size_t header_count;
    const char *body; /* borrowed until the reply is sent */
    size_t body_bytes;
    const char *file; /* absolute path; sent instead of the body if not NULL */
    struct reply_live live;
};

/* Empties the reply: status 200, no headers, no body. */
void reply_clear(struct reply *r);

/* Adds or (same name, except set-cookie) replaces a header. Name in lower
 * case. Control characters in the value are a broken invariant: die(). */
void reply_header(struct reply *r, const char *name, const char *value);
const char *reply_get_header(const struct reply *r, const char *name);

void reply_text(struct reply *r, int status, const char *text);
/* Is this a path of ours that a redirect may lead to? One '/' at the start,
 * printable ASCII only, no backslash. For addresses that come from outside. */
bool reply_is_local(const char *location);
/* 303 to a path of ours; anything else is a broken invariant: die(). */
void reply_redirect(struct reply *r, const char *location);

/* A file as download: content-disposition attachment with an ASCII fallback
 * and the UTF-8 name, nosniff, and the content type given. */
void reply_download(struct arena *mem, struct reply *r, const char *file_path,
                    const char *name, const char *content_type);
/* The same for bytes in memory. */
void reply_download_bytes(struct arena *mem, struct reply *r, const char *data,
                          size_t bytes, const char *name,
                          const char *content_type);
/* A stream of events (text/event-stream) about that part of a page. */
void reply_events(struct reply *r, int64_t meeting_id, const char *path,
                  const char *query);
