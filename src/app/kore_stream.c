/* Streams on Kore's connections. A stream is a response without a length, on a
 * connection that is taken out of every time-out. A connection that is to be
 * closed would be with its first byte, so that flag is taken away until the
 * end. Who reads slowly gets the newest only. */
#include "app/kore_stream.h"

#include <kore/kore.h>

#include <stdbool.h>
#include <stdint.h>
#include <sys/queue.h>

#include <kore/http.h>

#include "app/live.h"
#include "base/clock.h"

enum {
    LIVE_MS = 50,  /* so often meetings are looked at, while anybody listens */
    END_MS = 10000 /* for a stream's last bytes */
};

static struct live *live;
static bool ticking; /* stream_tick() comes again */
static bool looking; /* look_once() comes */

static void stream_gone(struct connection *c)
{
    if (live != NULL) /* at the end Kore closes what is left */
        live_remove(live, c);
}

/* What fails here is taken out of the list by stream_gone(). */
static bool stream_send(void *connection, const char *text, size_t bytes,
                        bool end)
{
    struct connection *c = connection;

    if (c->state == CONN_STATE_DISCONNECTING)
        return false;
    if (!end && !TAILQ_EMPTY(&c->send_queue))
        return false;
    if (end) {
        c->disconnect = NULL;
        c->flags |= CONN_CLOSE_EMPTY;
        c->idle_timer.length = END_MS;
    }
    net_send_queue(c, text, bytes);
    if (net_send_flush(c))
        return true;
    kore_connection_disconnect(c);
    return false;
}

static void look(void)
{
    live_look(live, clock_monotonic());
}

/* Looks again as long as anybody listens. */
static void stream_tick(void *argument, u_int64_t now)
{
    (void)argument;
    (void)now;
    look();
    ticking = live_count(live) > 0;
    if (ticking)
        kore_timer_add(stream_tick, LIVE_MS, NULL, KORE_TIMER_ONESHOT);
}

void stream_begin(struct http_request *req, const struct request *request,
                  const struct reply *reply)
{
    struct connection *c = req->owner;

    req->flags |= HTTP_REQUEST_NO_CONTENT_LENGTH;
    c->flags |= CONN_CLOSE_EMPTY; /* for the header that says so */
    http_response(req, reply->status, NULL, 0);
    c->flags &= ~CONN_CLOSE_EMPTY;
    c->http_timeout = 0;
    c->idle_timer.length = UINT64_MAX;
    if (!net_send_flush(c)) {
        kore_connection_disconnect(c);
        return;
    }
    c->disconnect = stream_gone;
    live_add(live, request, &reply->live, c, clock_monotonic());
    if (!ticking)
        kore_timer_add(stream_tick, LIVE_MS, NULL, KORE_TIMER_ONESHOT);
    ticking = true;
}

bool stream_has_room(const struct request *request)
{
    return live_has_room(live, request);
}

static void look_once(void *argument, u_int64_t now)
{
    (void)argument;
    (void)now;
    looking = false;
    look();
}

void stream_look(void)
{
    if (live_count(live) > 0 && !looking)
        kore_timer_add(look_once, 0, NULL, KORE_TIMER_ONESHOT);
    looking = live_count(live) > 0;
}

void stream_start(struct app *app)
{
    live = live_new(app, stream_send);
}

void stream_stop(void)
{
    live_free(live);
    live = NULL;
}
