/* The life of a request, from the plain values of http/request.h to a reply:
 * route, session, role, CSRF, transaction, handler, commit. Knows no Kore, so
 * that stories and fuzzers call it directly. */
#pragma once

#include "base/work.h"
#include "http/reply.h"
#include "http/request.h"

struct app;
struct arena;

/* Opens an award home (database, keys, settings) for serving or for the
 * command line. NULL, with *why set to a sentence, if it cannot be opened. */
struct app *app_open(const char *home, const char **why);
void app_close(struct app *app);

enum serve_outcome {
    SERVE_DONE, /* the reply is complete */
    SERVE_WAIT  /* do work_run(work) elsewhere, then call serve() again with
                   the same request and work; the reply is empty until then */
};

/* Serves one request. Everything the reply points to lives in `mem` or in the
 * program; `work` is zeroed before the first call. Called from one thread. */
enum serve_outcome serve(struct app *app, struct arena *mem,
                         const struct request *request, struct work *work,
                         struct reply *reply);

/* The reply when the queue for password work is full: 503, Retry-After. */
void serve_busy(struct app *app, struct arena *mem,
                const struct request *request, struct reply *reply);
