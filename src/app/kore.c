/* The file that knows Kore, with kore_stream.c: it turns Kore's requests into
 * ours, has them served, and sends the reply. Facts of Kore 4.1.0 that decide
 * its shape:
 *
 * - One catch-all route. Forms, cookies, uploads and static files are handled
 *   by http/ and page/: Kore's own parsers lose data without a word.
 * - At most 24 lines of a request's head are kept, the rest is dropped in
 *   silence. A head that may have been cut is refused, because the line that
 *   is missing may be Origin or the cookie.
 * - The host is taken from any header that begins with "host": never used.
 * - A handler that returns OK without a response leaves its client hanging for
 *   ever: every way through dispatch() ends in a response or in a wait.
 * - Time-outs are looked at only when the loop wakes up: hence the timer.
 * - Files go out as a mapped stream. http_response_fileref() would add a
 *   content-type of its own after the file's name and never end if the file
 *   shrank. Files of ours are written new and renamed, never in place. */
#include <kore/kore.h>

#include <arpa/inet.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/queue.h>
#include <unistd.h>

#include <kore/http.h>
#include <kore/seccomp.h>

#include "app/access.h"
#include "app/kore_stream.h"
#include "app/pool.h"
#include "app/sandbox.h"
#include "app/serve.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/log.h"
#include "base/secret.h"

#define EXPORT __attribute__((visibility("default")))

/* Found by name, by Kore. */
EXPORT void kore_parent_configure(int, char **);
EXPORT void kore_worker_configure(void);
EXPORT void kore_worker_teardown(void);
EXPORT void kore_seccomp_hook(void);
EXPORT int lorbeer_dispatch(struct http_request *);

enum {
    POOL_THREADS = 2,
    POOL_QUEUE = 32,
    TICK_MS = 1000,
    HEAD_LINES_MAX = 21 /* besides the host's */
};

/* A request whose password is being worked on. Lives in Kore's state of the
 * request, which is freed right after waiting_gone(). */
struct waiting {
    struct http_request *req;
    struct pool_job *job; /* NULL as soon as the result is in `work` */
    struct work work;
    double since;
    LIST_ENTRY(waiting) next;
};

struct mapping {
    void *start;
    size_t bytes;
};

static const char *home;
static struct app *app;
static struct arena *mem;
static struct pool *pool;
static LIST_HEAD(, waiting) waiting_list = LIST_HEAD_INITIALIZER(waiting_list);

/* --- the sandbox -----------------------------------------------------------
 */

/* Runs in every worker just before the list takes effect: the last place for
 * a prctl(). A worker must not outlive Kore's parent process. */
void kore_seccomp_hook(void)
{
    size_t instructions;
    struct sock_filter *filter = sandbox_filter(&instructions);

    if (prctl(PR_SET_PDEATHSIG, SIGTERM) != 0 || getppid() == 1)
        fatalx("the parent process is gone");
    if (!kore_seccomp_filter("lorbeer", filter, instructions))
        fatalx("the sandbox cannot be installed");
}

/* --- a request of Kore's as ours -------------------------------------------
 */

static const char *header(const struct http_request *req, const char *name)
{
    const struct http_header *line;

    TAILQ_FOREACH(line, &req->req_headers, list)
    if (strcasecmp(line->header, name) == 0)
        return line->value;
    return "";
}

static bool head_may_be_cut(const struct http_request *req)
{
    const struct http_header *line;
    size_t lines = 0;
    TAILQ_FOREACH(line, &req->req_headers, list)
    lines++;
    return lines > HEAD_LINES_MAX;
}

/* The proxy's word counts on a unix socket only, and of a list only the last
 * one: the others are what the client said. */
static const char *forwarded_address(const struct http_request *req)
{
    const char *text = header(req, "x-forwarded-for");
    const char *comma = strrchr(text, ',');
    struct in6_addr any;

    if (comma)
        text = comma + 1 + strspn(comma + 1, " \t");
    if (inet_pton(AF_INET, text, &any) == 1 ||
        inet_pton(AF_INET6, text, &any) == 1)
        return text;
    return "";
}

static const char *client_address(const struct http_request *req)
{
    const struct connection *client = req->owner;
    char *text = arena_alloc(mem, INET6_ADDRSTRLEN);
    const void *bytes = &client->addr.ipv4.sin_addr;

    if (client->family == AF_UNIX)
        return forwarded_address(req);
    if (client->family == AF_INET6)
        bytes = &client->addr.ipv6.sin6_addr;
    if (!inet_ntop(client->family, bytes, text, INET6_ADDRSTRLEN))
        return "";
    return text;
}

static enum http_method method(const struct http_request *req)
{
    switch (req->method) {
    case HTTP_METHOD_GET:
        return HTTP_GET;
    case HTTP_METHOD_HEAD:
        return HTTP_HEAD;
    case HTTP_METHOD_POST:
        return HTTP_POST;
    default:
        return HTTP_OTHER;
    }
}

/* A body that Kore has put into a file. It is mapped over one byte more of
 * zeroes, so that it ends with a NUL even where it fills its last page. */
static const char *map_body(const struct http_request *req,
                            struct mapping *mapping)
{
    size_t bytes = req->http_body_length;
    void *room =
        mmap(NULL, bytes + 1, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (room == MAP_FAILED ||
        mmap(room, bytes, PROT_READ, MAP_PRIVATE | MAP_FIXED, req->http_body_fd,
             0) == MAP_FAILED)
        die("kore: cannot map a request of %zu bytes", bytes);
    mapping->start = room;
    mapping->bytes = bytes + 1;
    return room;
}

static void read_body(const struct http_request *req, struct request *request,
                      struct mapping *mapping)
{
    char *copy;

    request->body = "";
    request->body_bytes = req->http_body_length;
    if (req->http_body_fd != -1) {
        request->body = map_body(req, mapping);
    } else if (req->http_body) {
        copy = arena_alloc(mem, request->body_bytes + 1);
        memcpy(copy, req->http_body->data, request->body_bytes);
        request->body = copy;
    }
}

static struct request read_request(const struct http_request *req,
                                   struct mapping *mapping)
{
    struct request request = {
        .method = method(req),
        .path = req->path,
        .query = req->query_string ? req->query_string : "",
        .cookie = header(req, "cookie"),
        .content_type = header(req, "content-type"),
        .accept_language = header(req, "accept-language"),
        .if_none_match = header(req, "if-none-match"),
        .origin = header(req, "origin"),
        .address = client_address(req),
    };

    read_body(req, &request, mapping);
    return request;
}

/* --- a reply of ours as Kore's ---------------------------------------------
 */

static void log_reply(const struct http_request *req, size_t bytes,
                      double since)
{
    struct access_line line = {
        .method = http_method_text(req->method),
        .path = req->path,
        .status = req->status,
        .bytes = bytes,
        .seconds = clock_monotonic() - since,
    };

    access_log(&line);
}

static int file_sent(struct netbuf *sent)
{
    munmap(sent->buf, sent->b_len);
    return KORE_RESULT_OK;
}

static void send_headers(struct http_request *req, const struct reply *reply)
{
    for (size_t i = 0; i < reply->header_count; i++)
        http_response_header(req, reply->header[i].name,
                             reply->header[i].value);
}

static size_t send_file(struct http_request *req, const struct reply *reply)
{
    struct mapping file = {0};
    if (!file_map(reply->file, &file.start, &file.bytes)) {
        log_event("file", "path", reply->file, "outcome", "unreadable", NULL);
        http_response(req, 500, NULL, 0);
        return 0;
    }
    send_headers(req, reply);
    if (!file.start) {
        http_response(req, reply->status, NULL, 0);
    } else {
        http_response_stream(req, reply->status, file.start, file.bytes,
                             file_sent, NULL);
        /* Then nothing was queued that would call file_sent(). */
        if (req->method == HTTP_METHOD_HEAD || !req->owner)
            munmap(file.start, file.bytes);
    }
    return file.bytes;
}

static void send_reply(struct http_request *req, const struct reply *reply,
                       double since)
{
    size_t bytes = reply->body_bytes;

    if (reply->file) {
        bytes = send_file(req, reply);
    } else {
        send_headers(req, reply);
        http_response(req, reply->status, reply->body, reply->body_bytes);
    }
    log_reply(req, bytes, since);
}

/* --- one request ------------------------------------------------------------
 */

/* The client is gone or has its answer. */
static void waiting_gone(struct http_request *req)
{
    struct waiting *w = http_state_get(req);

    if (!w || !w->req)
        return;
    LIST_REMOVE(w, next);
    if (w->job)
        pool_release(pool, w->job);
    work_wipe(&w->work);
    w->req = NULL;
}

/* Puts the request to sleep until its work is done; false: no room. */
static bool wait_for(struct http_request *req, struct work *work, double since)
{
    struct pool_job *job = pool_submit(pool, work);
    struct waiting *w = http_state_get(req);

    if (!job)
        return false;
    if (!w) {
        w = http_state_create(req, sizeof *w, waiting_gone);
        w->req = req;
        w->since = since;
        LIST_INSERT_HEAD(&waiting_list, w, next);
    }
    w->job = job;
    /* Else Kore counts the wait as a slow body and answers 408. */
    req->owner->http_timeout = 0;
    http_request_sleep(req);
    return true;
}

static void refuse_busy(struct http_request *req, const struct request *request,
                        double since)
{
    struct reply reply;

    serve_busy(app, mem, request, &reply);
    send_reply(req, &reply, since);
}

/* What a POST changed is said at once. */
static void send_any(struct http_request *req, const struct request *request,
                     const struct reply *reply, double since)
{
    if (reply->live.meeting_id == 0 || request->method != HTTP_GET) {
        send_reply(req, reply, since);
        if (request->method == HTTP_POST)
            stream_look();
    } else if (stream_has_room(request)) {
        send_headers(req, reply);
        stream_begin(req, request, reply);
        log_reply(req, 0, since);
    } else {
        refuse_busy(req, request, since);
    }
}

static int answer(struct http_request *req, struct work *work, double since)
{
    struct mapping body = {0};
    struct request request = read_request(req, &body);
    struct reply reply;
    int outcome = KORE_RESULT_OK;

    if (serve(app, mem, &request, work, &reply) == SERVE_DONE) {
        send_any(req, &request, &reply, since);
    } else if (wait_for(req, work, since)) {
        outcome = KORE_RESULT_RETRY;
    } else {
        refuse_busy(req, &request, since);
    }
    if (body.start)
        munmap(body.start, body.bytes);
    return outcome;
}

static int refuse_head(struct http_request *req, double since)
{
    static const char why[] = "Too many header lines.\n";

    http_response_header(req, "content-type", "text/plain; charset=utf-8");
    http_response(req, 431, why, sizeof why - 1);
    log_reply(req, sizeof why - 1, since);
    return KORE_RESULT_OK;
}

/* Every request, and every request again whose work has been done. */
int lorbeer_dispatch(struct http_request *req)
{
    struct waiting *w = http_state_get(req);
    struct work work = {0};
    double since = w ? w->since : clock_monotonic();
    int outcome;

    if (w && w->job) {
        http_request_sleep(req);
        return KORE_RESULT_RETRY;
    }
    if (head_may_be_cut(req))
        return refuse_head(req, since);
    arena_reset(mem);
    if (w)
        work = w->work;
    outcome = answer(req, &work, since);
    work_wipe(&work);
    return outcome;
}

/* --- the worker -------------------------------------------------------------
 */

/* Hands finished work to the requests that wait for it. */
static void collect_results(void)
{
    struct pool_job *job;
    struct waiting *w;

    while ((job = pool_finished(pool)) != NULL) {
        LIST_FOREACH(w, &waiting_list, next)
        if (w->job == job)
            break;
        if (w) {
            w->work = *pool_work(job);
            w->job = NULL;
            http_request_wakeup(w->req);
        }
        pool_release(pool, job);
    }
}

static void results_ready(void *source, int failed)
{
    (void)source;
    if (failed)
        die("kore: the pool's descriptor failed");
    collect_results();
}

static void tick(void *argument, u_int64_t now)
{
    (void)argument, (void)now;
}

/* At the end: who waits for finished work gets the answer, the others are told
 * to come again. Kore closes the connections right after this. */
static void answer_waiting(void)
{
    struct waiting *w;

    LIST_FOREACH(w, &waiting_list, next)
    {
        if (!w->req->owner)
            continue;
        if (w->job) {
            http_response_header(w->req, "retry-after", "5");
            http_response(w->req, 503, NULL, 0);
        } else {
            lorbeer_dispatch(w->req);
        }
        net_send_flush(w->req->owner);
    }
}

/* Kore logs with printf(): into a pipe that would appear minutes late, and
 * twice, as every worker inherits the buffer. */
__attribute__((constructor)) static void log_line_by_line(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0);
}

void kore_parent_configure(int count, char **arguments)
{
    (void)count, (void)arguments;
    home = getenv("LORBEER_HOME");
    if (!home)
        fatalx("LORBEER_HOME is not set");
    /* Kore would unload this module and keep its threads and descriptors. */
    signal(SIGHUP, SIG_IGN);
}

void kore_worker_configure(void)
{
    /* Kore casts the source of an event to this, so it comes first. */
    static struct kore_event results = {.type = KORE_TYPE_TASK,
                                        .handle = results_ready};
    const char *why = "";

    signal(SIGHUP, SIG_IGN);
    secret_start();
    mem = arena_new();
    app = app_open(home, &why);
    if (!app)
        fatalx("cannot open %s: %s", home, why);
    stream_start(app);
    pool = pool_start(POOL_THREADS, POOL_QUEUE);
    if (!pool)
        fatalx("cannot start threads");
    kore_platform_event_level_read(pool_descriptor(pool), &results);
    kore_timer_add(tick, TICK_MS, NULL, 0);
}

void kore_worker_teardown(void)
{
    if (!pool)
        return;
    pool_stop(pool);
    collect_results();
    answer_waiting();
    stream_stop();
    app_close(app);
    arena_free(mem);
}
