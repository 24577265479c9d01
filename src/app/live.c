#include "app/live.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/serve.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/log.h"
#include "base/str.h"
#include "db/db.h"
#include "gen/sql_live.h"
#include "http/cookie.h"
#include "model/session.h"

enum { TOKEN_MAX = 100, LINE_MAX_BYTES = 200, SIGNAL_MAX = 80 };

struct stream {
    void *connection; /* NULL: a free place */
    char cookie[2 * TOKEN_MAX];
    char token[TOKEN_MAX];
    char accept_language[TOKEN_MAX];
    char path[TOKEN_MAX], query[TOKEN_MAX];
    char said[SIGNAL_MAX];
    int64_t meeting_id, revision; /* 0: look in any case */
    double since, spoke, checked;
};

struct live {
    struct app *app;
    struct arena *mem;
    live_send *send;
    struct stream stream[LIVE_MAX];
    size_t count;
};

struct live *live_new(struct app *app, live_send *send)
{
    struct live *live = calloc(1, sizeof *live);
    if (live == NULL)
        die("no memory for streams");
    live->app = app;
    live->mem = arena_new();
    live->send = send;
    return live;
}

void live_free(struct live *live)
{
    arena_free(live->mem);
    free(live);
}

size_t live_count(const struct live *live)
{
    return live->count;
}

static bool copy(char *into, size_t size, const char *text)
{
    size_t bytes = text == NULL ? 0 : strlen(text);
    if (bytes >= size)
        return false;
    memcpy(into, text == NULL ? "" : text, bytes + 1);
    return true;
}

static const char *token_of(const struct live *live,
                            const struct request *request)
{
    const char *token = cookie_get(live->mem, request->cookie, "lorbeer");
    return token == NULL ? "" : token;
}

bool live_has_room(const struct live *live, const struct request *request)
{
    size_t of_session = 0;
    arena_reset(live->mem);
    const char *token = token_of(live, request);
    for (size_t i = 0; i < LIVE_MAX; i++)
        if (live->stream[i].connection != NULL &&
            str_equal(live->stream[i].token, token))
            of_session++;
    return live->count < LIVE_MAX && of_session < LIVE_SESSION_MAX;
}

/* Of the cookies those that decide what is served; what is too long to be one
 * of ours is left out, and the first look ends the stream. */
static void remember(struct live *live, struct stream *s,
                     const struct request *request)
{
    const char *token = token_of(live, request);
    const char *language =
        cookie_get(live->mem, request->cookie, "lorbeer_language");
    copy(s->token, sizeof s->token, token);
    copy(s->accept_language, sizeof s->accept_language,
         request->accept_language);
    copy(s->cookie, sizeof s->cookie,
         language == NULL
             ? arena_printf(live->mem, "lorbeer=%s", token)
             : arena_printf(live->mem, "lorbeer=%s; lorbeer_language=%s", token,
                            language));
}

static void drop(struct live *live, struct stream *s)
{
    *s = (struct stream){.connection = NULL};
    live->count--;
}

static void say(struct live *live, struct stream *s, const char *text,
                double now)
{
    if (live->send(s->connection, text, strlen(text), false))
        s->spoke = now;
}

static void end(struct live *live, struct stream *s)
{
    static const char again[] = ": please come again\n\n";
    void *connection = s->connection;
    drop(live, s);
    live->send(connection, again, sizeof again - 1, true);
}

/* What this stream's visitor would be shown; false: nothing. */
static bool part_of(struct live *live, const struct stream *s,
                    struct reply *reply)
{
    struct work work = {.kind = WORK_NONE};
    const struct request request = {
        .method = HTTP_GET,
        .path = s->path,
        .query = s->query,
        .cookie = s->cookie,
        .content_type = "",
        .accept_language = s->accept_language,
        .if_none_match = "",
        .origin = "",
        .address = "",
        .body = "",
    };
    return serve(live->app, live->mem, &request, &work, reply) == SERVE_DONE &&
           reply->status == 200;
}

static bool ends_line(char c)
{
    return c == '\n' || c == '\r';
}

/* An event is a line of data for each line of the part. */
static struct buf event_of(struct live *live, const struct reply *reply)
{
    struct buf event;
    const char *at = reply->body, *end = at + reply->body_bytes;
    buf_init(&event, live->mem);
    while (at < end) {
        size_t bytes = 0;
        while (at + bytes < end && !ends_line(at[bytes]))
            bytes++;
        buf_add(&event, "data: ");
        buf_addn(&event, at, bytes);
        buf_add(&event, "\n");
        at += bytes + 1;
    }
    buf_add(&event, "\n");
    return event;
}

static void update(struct live *live, struct stream *s, int64_t revision,
                   double now)
{
    struct reply reply;
    arena_reset(live->mem);
    const char *signal =
        part_of(live, s, &reply) ? reply_get_header(&reply, "etag") : NULL;
    if (signal == NULL || strlen(signal) >= SIGNAL_MAX) {
        end(live, s);
        return;
    }
    if (!str_equal(signal, s->said)) {
        struct buf event = event_of(live, &reply);
        if (!live->send(s->connection, event.data, event.bytes, false))
            return; /* looked at again with the next look */
        copy(s->said, sizeof s->said, signal);
        s->spoke = now;
    }
    s->revision = revision;
}

void live_add(struct live *live, const struct request *request,
              const struct reply_live *what, void *connection, double now)
{
    struct stream *s = live->stream;
    while (s->connection != NULL)
        s++;
    arena_reset(live->mem);
    *s = (struct stream){
        .connection = connection,
        .meeting_id = what->meeting_id,
        .since = now,
        .spoke = now,
        .checked = now,
    };
    if (!copy(s->path, sizeof s->path, what->path) ||
        !copy(s->query, sizeof s->query, what->query))
        die("a stream about a path of %zu bytes", strlen(what->path));
    remember(live, s, request);
    live->count++;
    say(live, s, "retry: 1000\n\n", now);
    live_look(live, now);
}

void live_remove(struct live *live, const void *connection)
{
    for (size_t i = 0; i < LIVE_MAX; i++)
        if (connection != NULL && live->stream[i].connection == connection)
            drop(live, &live->stream[i]);
}

static bool session_is_there(struct live *live, const struct stream *s)
{
    struct visitor visitor;
    struct world w = app_world(live->app, live->mem);
    return session_find(&w, s->token, &visitor);
}

/* false: it has ended. */
static bool is_kept(struct live *live, struct stream *s, double now)
{
    if (now - s->since >= LIVE_END_S) {
        end(live, s);
        return false;
    }
    if (now - s->checked >= LIVE_SESSION_CHECK_S) {
        s->checked = now;
        if (!session_is_there(live, s)) {
            end(live, s);
            return false;
        }
    }
    if (now - s->spoke >= LIVE_COMMENT_S)
        say(live, s, ":\n\n", now);
    return s->connection != NULL;
}

/* Read once for each meeting in a look; there is hardly ever more than one. */
struct revision {
    int64_t meeting_id, value;
};

static int64_t revision_of(struct live *live, struct revision *last,
                           int64_t meeting_id)
{
    struct sql_live_revision_row row;
    if (last->meeting_id == meeting_id)
        return last->value;
    app_world(live->app, live->mem);
    last->meeting_id = meeting_id;
    last->value =
        sql_live_revision(live->app->db, meeting_id, &row) ? row.revision : 0;
    return last->value;
}

void live_look(struct live *live, double now)
{
    struct revision last = {0};
    if (live->count == 0)
        return;
    arena_reset(live->mem);
    for (size_t i = 0; i < LIVE_MAX; i++) {
        struct stream *s = &live->stream[i];
        if (s->connection == NULL || !is_kept(live, s, now))
            continue;
        int64_t revision = revision_of(live, &last, s->meeting_id);
        if (revision == 0)
            end(live, s);
        else if (revision != s->revision)
            update(live, s, revision, now);
    }
    if (db_failed(live->app->db)) /* then browsers come again */
        db_rollback(live->app->db);
}
