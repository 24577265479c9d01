/* Sending mails: see post.h.
 *
 * One at a time, between other jobs. A server that does not answer costs each
 * of its mails a wait, so after one such wait the post rests a while and lets
 * the pictures go on; what one server says about one mail never stops another.
 */
#include "app/post.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/app.h"
#include "app/confine.h"
#include "app/jobdir.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/mime.h"
#include "base/str.h"
#include "model/outbox.h"

enum {
    SECONDS = 75, /* the child's own limit is shorter, see mail.c */
    MEMORY_MB = 256,
    FILE_MB = 1,
    REST_SECONDS = 20,
    IMPLICIT_TLS_PORT = 465
};

struct delivery {
    bool (*stopping)(void);
    bool given; /* the child is handing over the end of the text */
    bool ended; /* it said how it ended */
    enum outbox_end end;
    char answer[1024];
};

/* --- the order
 * ----------------------------------------------------------------- */

/* A server on this machine: what goes there crosses no network. */
static bool is_loopback(const char *server)
{
    return str_equal(server, "localhost") || str_starts(server, "127.") ||
           str_equal(server, "::1") || str_equal(server, "[::1]");
}

static const char *url_of(struct arena *mem, const struct config_smtp *smtp)
{
    bool bare_ip6 = strchr(smtp->server, ':') && smtp->server[0] != '[';
    return arena_printf(mem, "%s://%s%s%s:%d",
                        smtp->port == IMPLICIT_TLS_PORT ? "smtps" : "smtp",
                        bare_ip6 ? "[" : "", smtp->server, bare_ip6 ? "]" : "",
                        smtp->port);
}

static bool needs_tls(const struct config_smtp *smtp)
{
    return smtp->port == IMPLICIT_TLS_PORT || !is_loopback(smtp->server);
}

static const char *order_text(struct arena *mem, const struct config_smtp *smtp,
                              const struct letter *letter)
{
    return arena_printf(mem, "%s\n%s\n%s\n%s\n%s\n%s\n%s\n", url_of(mem, smtp),
                        needs_tls(smtp) ? "tls" : "plain",
                        mime_address(mem, smtp->from), letter->recipient,
                        smtp->user ? smtp->user : "",
                        smtp->user ? smtp->password_file : "",
                        smtp->ca_file ? smtp->ca_file : "");
}

/* The domain after the '@' of Message-IDs. */
static const char *domain_of(struct arena *mem, const struct config_smtp *smtp)
{
    return strchr(mime_address(mem, smtp->from), '@') + 1;
}

/* NULL, or why this mail can never be sent. */
static const char *message_text(const struct world *w,
                                const struct config_smtp *smtp,
                                const struct letter *letter, struct buf *out)
{
    const struct mime_mail mail = {
        .from = smtp->from,
        .to_name = letter->name,
        .to_address = letter->recipient,
        .subject = letter->subject,
        .text = letter->body,
        .language = letter->language,
        .id = arena_printf(w->mem, "%s@%s", letter->message_id,
                           domain_of(w->mem, smtp)),
        .date = w->now,
    };
    return mime_write(w->mem, &mail, out);
}

/* --- the child
 * ----------------------------------------------------------------- */

static void take_line(void *context, const char *line)
{
    static const struct {
        const char *word;
        enum outbox_end end;
    } ends[] = {
        {"end accepted ", OUTBOX_ACCEPTED},
        {"end refused ", OUTBOX_REFUSED},
        {"end later ", OUTBOX_LATER},
        {"end unreachable ", OUTBOX_UNREACHABLE},
        {"end uncertain ", OUTBOX_UNCERTAIN},
    };
    struct delivery *d = context;
    if (str_equal(line, "data"))
        d->given = true;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (d->ended || !str_starts(line, ends[i].word))
            continue;
        d->ended = true;
        d->end = ends[i].end;
        snprintf(d->answer, sizeof d->answer, "%s",
                 line + strlen(ends[i].word));
    }
}

/* What is being handed over is brought to its end. */
static bool go_on(void *context)
{
    struct delivery *d = context;
    bool stops = d->stopping();
    return d->given || !stops;
}

/* The child did not say how it ended. */
static void guess_end(struct delivery *d, const struct confine_result *result)
{
    if (d->ended)
        return;
    d->end = d->given                           ? OUTBOX_UNCERTAIN
             : result->end == CONFINE_CANCELLED ? OUTBOX_STOPPED
                                                : OUTBOX_UNREACHABLE;
    snprintf(d->answer, sizeof d->answer, "%s",
             result->end == CONFINE_REFUSED   ? result->why
             : result->end == CONFINE_TIMEOUT ? "it took too long"
                                              : "the delivery broke off");
}

static void run_child(struct delivery *d, const struct app *app,
                      const struct jobdir *job)
{
    char program[PATH_MAX];
    ssize_t bytes = readlink("/proc/self/exe", program, sizeof program - 1);
    if (bytes <= 0)
        die("cannot read /proc/self/exe");
    program[bytes] = '\0';
    const char *const arguments[] = {program, "deliver", job->path, NULL};
    const struct config_smtp *smtp = &app->config.smtp;
    const char *const readable[] = {
        program, smtp->password_file ? smtp->password_file : program,
        smtp->ca_file, NULL};
    const struct confine_plan plan = {
        .arguments = arguments,
        .folder = job->path,
        .readable = readable,
        .network = true,
        .seconds = SECONDS,
        .memory_mb = MEMORY_MB,
        .file_mb = FILE_MB,
    };
    const struct confine_watch watch = {d, take_line, go_on};
    struct confine_result result;
    confine_run(&plan, &watch, &result);
    guess_end(d, &result);
}

static void deliver(const struct world *w, const struct app *app,
                    const struct letter *letter, struct delivery *d)
{
    const struct config_smtp *smtp = &app->config.smtp;
    struct jobdir job;
    struct buf message;
    buf_init(&message, w->mem);
    const char *why = message_text(w, smtp, letter, &message);
    if (why != NULL) {
        d->end = OUTBOX_REFUSED;
        snprintf(d->answer, sizeof d->answer, "%s", why);
        return;
    }
    const char *order = order_text(w->mem, smtp, letter);
    if (jobdir_open(&job, app->home) &&
        jobdir_write(&job, POST_ORDER, order, strlen(order)) &&
        jobdir_write(&job, POST_MESSAGE, message.data, message.bytes)) {
        run_child(d, app, &job);
    } else {
        d->end = OUTBOX_UNREACHABLE;
        snprintf(d->answer, sizeof d->answer, "%s", job.why);
    }
    jobdir_close(&job);
}

/* --- the post
 * -------------------------------------------------------------------- */

static void log_end(const struct letter *letter, const struct delivery *d)
{
    static const char *const words[] = {
        [OUTBOX_ACCEPTED] = "accepted",
        [OUTBOX_REFUSED] = "refused",
        [OUTBOX_LATER] = "later",
        [OUTBOX_STOPPED] = "stopped",
        [OUTBOX_UNREACHABLE] = "unreachable",
        [OUTBOX_UNCERTAIN] = "uncertain",
    };
    char id[24];
    snprintf(id, sizeof id, "%lld", (long long)letter->id);
    log_event("mail", "id", id, "outcome", words[d->end], "answer", d->answer,
              NULL);
}

bool post_one(struct app *app, struct arena *mem, bool (*stopping)(void))
{
    static double resting_until; /* of this process */
    struct letter letter;
    struct delivery d = {.stopping = stopping};
    if (app->config.smtp.server == NULL || clock_monotonic() < resting_until)
        return false;
    arena_reset(mem);
    struct world w = app_world(app, mem);
    if (!outbox_claim(&w, &letter))
        return false;
    deliver(&w, app, &letter, &d);
    w.now = clock_now();
    outbox_ended(&w, letter.id, d.end, d.answer);
    log_end(&letter, &d);
    if (d.end == OUTBOX_UNREACHABLE)
        resting_until = clock_monotonic() + REST_SECONDS;
    return true;
}

void post_recover(struct app *app, struct arena *mem)
{
    struct world w = app_world(app, mem);
    outbox_recover(&w);
}
