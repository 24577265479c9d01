/* Screens that follow a meeting: who listens, when to look again, and what is
 * said. Knows no Kore; a connection is a pointer of the caller's.
 *
 * What is said is the part of the page that this visitor would be shown now,
 * made by serving that part to him: session, role, rights and conflicts are
 * looked at as if he had asked for it, and a screen that would show the same
 * hears nothing. So an event cannot say more than the page, and nobody has to
 * ask again after it. */
#pragma once

#include "http/reply.h"
#include "http/request.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct app;
struct live;

enum {
    LIVE_MAX = 200,           /* streams of a worker */
    LIVE_SESSION_MAX = 4,     /* of one session */
    LIVE_COMMENT_S = 20,      /* so often a line at least, for proxies */
    LIVE_SESSION_CHECK_S = 2, /* is the session still there? */
    LIVE_END_S = 600          /* then the browser comes again */
};

/* Sends bytes down a connection; with `end` it is closed after them. false: it
 * cannot take them now, and they may be said again; or it is gone, and
 * live_remove() was called. */
typedef bool live_send(void *connection, const char *text, size_t bytes,
                       bool end);

struct live *live_new(struct app *app, live_send *send);
void live_free(struct live *live);

/* Would one more be taken? `request` asked for the stream. */
bool live_has_room(const struct live *live, const struct request *request);
/* Begins a stream and says its first part. `now` is a monotonic clock in
 * seconds, as below. live_has_room() was asked. */
void live_add(struct live *live, const struct request *request,
              const struct reply_live *what, void *connection, double now);
/* The connection is gone. Safe for one that is not in the list. */
void live_remove(struct live *live, const void *connection);
size_t live_count(const struct live *live);

/* Looks whether something changed, and tells whom it changes. */
void live_look(struct live *live, double now);
