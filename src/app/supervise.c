/* `lorbeer serve`: starts Kore and the job process and keeps them running.
 *
 * One thread, one poll(): signals come through a descriptor, Kore's log
 * through a pipe. That log is read because Kore says two things only there: a
 * line of its configuration that it ignores, and a worker that it starts over
 * and over (it has no back-off: several hundred times a second). Its exit code
 * is 0 in either case.
 *
 * HOME/run/lock is held, and inherited by the children, as long as any of them
 * lives: two servers never work on one home. */
#include "app/supervise.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/child.h"
#include "app/cli.h"
#include "app/kore_conf.h"
#include "app/listen.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/log.h"
#include "base/str.h"

static const char kore_program[] = "/usr/bin/kore";

enum {
    WORKERS_MAX = 32,
    LOCK_TRIES = 20, /* × 100 ms: a killed server's children are ending */
    LINE_MAX_BYTES = 1024,
    READS_AT_ONCE = 16,
    CRASHES_MAX = 10, /* workers restarted by Kore within CRASH_SECONDS */
    CRASH_SECONDS = 10,
    RESTARTS_MAX = 5, /* of Kore by us within RESTART_SECONDS */
    RESTART_SECONDS = 60,
    START_SECONDS = 60, /* an old home may have to be brought up to date */
    STOP_SECONDS = 10,
    JOBS_PAUSE_MAX = 60,
    POLL_MS = 100,
    PROBE_MS = 1000
};

/* How often something happened lately. */
struct rate {
    double since;
    int count;
};

struct server {
    struct arena *mem;
    const char *home, *run, *program, *module;
    struct listen_address address;
    int workers;
    struct child kore, jobs;
    int signals;
    bool ready, stopping;
    const char *failure;     /* why the server has to stop; NULL: all is well */
    double deadline;         /* of the start or the stop that is under way */
    double kore_at, jobs_at; /* when to start it again */
    double jobs_started;
    int jobs_pause;
    struct rate crashes, restarts;
    char line[LINE_MAX_BYTES]; /* of Kore's log, as far as it has come */
    size_t line_bytes;
    char last[LINE_MAX_BYTES]; /* what Kore said last about itself */
};

static bool too_often(struct rate *rate, int max, int seconds)
{
    double now = clock_monotonic();

    if (rate->count == 0 || now - rate->since > seconds)
        *rate = (struct rate){.since = now};
    return ++rate->count > max;
}

static void fail(struct server *s, const char *why)
{
    if (!s->failure)
        s->failure = why;
}

/* --- before anything is started ----------------------------------------------
 */

/* Held open on purpose, in the children too. */
static const char *take_lock(struct server *s)
{
    const char *path = arena_printf(s->mem, "%s/lock", s->run);
    int fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW, 0600);

    if (fd < 0)
        return arena_printf(s->mem, "cannot write to %s: %s", s->run,
                            strerrordesc_np(errno));
    for (int i = 0; flock(fd, LOCK_EX | LOCK_NB) != 0; i++) {
        if (i == LOCK_TRIES) {
            close(fd);
            return arena_printf(s->mem, "another server works on %s", s->home);
        }
        poll(NULL, 0, POLL_MS);
    }
    return NULL;
}

static const char *find_home(struct server *s, const char *home)
{
    char path[PATH_MAX];

    if (!realpath(home, path))
        return arena_printf(s->mem, "%s: %s", home, strerrordesc_np(errno));
    s->home = arena_text(s->mem, path);
    if (!file_exists(arena_printf(s->mem, "%s/lorbeer.db", s->home)))
        return arena_printf(
            s->mem, "%s is not an award home: it has no lorbeer.db", s->home);
    if (access(s->home, W_OK | X_OK) != 0)
        return arena_printf(s->mem, "cannot write to %s: %s", s->home,
                            strerrordesc_np(errno));
    s->run = arena_printf(s->mem, "%s/run", s->home);
    if (!file_folder(s->run, 0700))
        return arena_printf(s->mem, "cannot make %s: %s", s->run,
                            strerrordesc_np(errno));
    return NULL;
}

/* The module lies beside the program. Kore finds it through a link in its
 * folder, since its configuration cannot name a path with a blank in it. */
static const char *find_programs(struct server *s)
{
    const char *link = arena_printf(s->mem, "%s/lorbeer.so", s->run);
    char path[PATH_MAX];
    ssize_t bytes = readlink("/proc/self/exe", path, sizeof path - 1);

    if (bytes <= 0)
        return "cannot read /proc/self/exe";
    path[bytes] = '\0';
    s->program = arena_text(s->mem, path);
    *strrchr(path, '/') = '\0';
    s->module = arena_printf(s->mem, "%s/lorbeer.so", path);
    if (access(s->module, R_OK) != 0)
        return arena_printf(s->mem, "%s: %s", s->module,
                            strerrordesc_np(errno));
    if (access(kore_program, X_OK) != 0)
        return "/usr/bin/kore is missing: install the package kore";
    unlink(link);
    if (symlink(s->module, link) != 0)
        return arena_printf(s->mem, "cannot write to %s: %s", s->run,
                            strerrordesc_np(errno));
    return NULL;
}

/* A server that was killed outright has left its shared memory. */
static void clean_up_after_last(struct server *s)
{
    size_t bytes;
    char *text =
        file_read(arena_printf(s->mem, "%s/kore.pid", s->run), 32, &bytes);
    int64_t pid;

    if (!text)
        return;
    text[strcspn(text, "\n")] = '\0';
    if (str_int(text, 2, INT_MAX, &pid))
        child_remove_memory((pid_t)pid, true);
    free(text);
}

static const char *prepare(struct server *s, const char *home)
{
    const char *why = find_home(s, home);

    if (!why)
        why = take_lock(s);
    if (!why)
        why = listen_claim(s->mem, &s->address);
    if (!why)
        why = find_programs(s);
    if (why)
        return why;
    clean_up_after_last(s);
    if (!kore_conf_write(arena_printf(s->mem, "%s/kore.conf", s->run),
                         s->address.place, s->workers))
        return arena_printf(s->mem, "cannot write to %s: %s", s->run,
                            strerrordesc_np(errno));
    return NULL;
}

static bool catch_signals(struct server *s)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGHUP);
    sigaddset(&set, SIGCHLD);
    sigprocmask(SIG_BLOCK, &set, NULL);
    s->signals = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
    return s->signals >= 0;
}

/* --- the two processes
 * --------------------------------------------------------- */

static void start_kore(struct server *s)
{
    static const char *const words[] = {"kore", "-fnr", "-c", "kore.conf",
                                        NULL};
    struct child_plan plan = {.arguments = words,
                              .program = kore_program,
                              .folder = s->run,
                              .home = s->home,
                              .read_output = true};

    listen_leave(&s->address);
    s->kore_at = 0;
    s->line_bytes = 0;
    if (!child_start(&s->kore, &plan))
        fail(s, "cannot start Kore");
}

static void start_jobs(struct server *s)
{
    const char *const words[] = {"lorbeer", "jobs", s->home, NULL};
    struct child_plan plan = {
        .arguments = words, .program = s->program, .home = s->home};

    s->jobs_at = 0;
    s->jobs_started = clock_monotonic();
    if (!child_start(&s->jobs, &plan))
        fail(s, "cannot start the job process");
}

static void kore_line(struct server *s, const char *line)
{
    if (!str_starts(line, "[") || s->last[0] == '\0')
        snprintf(s->last, sizeof s->last, "%s", line);
    if (str_starts(line, "ignoring \""))
        fail(s, arena_printf(s->mem, "Kore is %s of run/kore.conf", line));
    if (strstr(line, ": restarting worker ") &&
        too_often(&s->crashes, CRASHES_MAX, CRASH_SECONDS))
        fail(s, "Kore's worker dies over and over");
    if (!s->failure)
        log_event("kore", "line", line, NULL);
}

static void kore_says(struct server *s, char c)
{
    if (c != '\n' && s->line_bytes < sizeof s->line - 1) {
        s->line[s->line_bytes++] = c;
        return;
    }
    s->line[s->line_bytes] = '\0';
    s->line_bytes = 0;
    kore_line(s, s->line);
}

/* Reads what Kore has written so far; also while it is being stopped, since it
 * would wait for ever at a full pipe. */
static void read_kore(struct server *s)
{
    char data[4096];
    ssize_t bytes;

    for (int turn = 0; turn < READS_AT_ONCE; turn++) {
        bytes = read(s->kore.output, data, sizeof data);
        if (bytes <= 0)
            return;
        for (ssize_t i = 0; i < bytes; i++)
            kore_says(s, data[i]);
    }
}

static void kore_is_gone(struct server *s)
{
    read_kore(s);
    close(s->kore.output);
    s->kore.output = -1;
    if (s->stopping)
        return;
    log_event("serve", "kore", "gone", NULL);
    if (!s->ready)
        fail(s, arena_printf(s->mem, "Kore does not start: %s", s->last));
    else if (too_often(&s->restarts, RESTARTS_MAX, RESTART_SECONDS))
        fail(s, arena_printf(s->mem, "Kore does not stay up: %s", s->last));
    else
        s->kore_at = clock_monotonic() + 0.2 * s->restarts.count;
}

static void jobs_are_gone(struct server *s, int status)
{
    char text[32];
    double now = clock_monotonic();

    if (s->stopping)
        return;
    if (s->jobs_pause == 0 || now - s->jobs_started > JOBS_PAUSE_MAX)
        s->jobs_pause = 1;
    else if (s->jobs_pause < JOBS_PAUSE_MAX)
        s->jobs_pause *= 2;
    s->jobs_at = now + s->jobs_pause;
    if (WIFEXITED(status))
        snprintf(text, sizeof text, "exit %d", WEXITSTATUS(status));
    else
        snprintf(text, sizeof text, "signal %d", WTERMSIG(status));
    log_event("serve", "jobs", "gone", "by", text, NULL);
}

static void reap(struct server *s)
{
    int status = 0;

    if (child_ended(&s->kore, &status))
        kore_is_gone(s);
    if (child_ended(&s->jobs, &status))
        jobs_are_gone(s, status);
}

/* --- watching
 * ------------------------------------------------------------------ */

static void stop(struct server *s)
{
    if (s->stopping)
        return;
    s->stopping = true;
    s->deadline = clock_monotonic() + STOP_SECONDS;
    child_signal(&s->kore, SIGTERM);
    child_signal(&s->jobs, SIGTERM);
}

static void read_signals(struct server *s)
{
    struct signalfd_siginfo info;

    while (read(s->signals, &info, sizeof info) == (ssize_t)sizeof info)
        if (info.ssi_signo != SIGCHLD)
            stop(s);
    reap(s);
}

static void become_ready(struct server *s)
{
    s->ready = true;
    printf("Lorbeer is ready at %s\n", s->address.url);
    fflush(stdout);
    start_jobs(s);
}

/* What is due by the clock. */
static void look_at_clock(struct server *s)
{
    double now = clock_monotonic();

    if (s->stopping) {
        if (now > s->deadline) {
            child_signal(&s->kore, SIGKILL);
            child_signal(&s->jobs, SIGKILL);
        }
        return;
    }
    if (!s->ready && now > s->deadline)
        fail(s, "Kore does not answer");
    if (s->kore_at > 0 && now >= s->kore_at)
        start_kore(s);
    if (s->jobs_at > 0 && now >= s->jobs_at)
        start_jobs(s);
    if (!s->ready && !s->failure && s->kore.pid > 0 &&
        listen_answers(&s->address, PROBE_MS))
        become_ready(s);
}

static void watch(struct server *s)
{
    struct pollfd seen[2];
    int timeout;

    while (!s->stopping || s->kore.pid > 0 || s->jobs.pid > 0) {
        timeout = s->ready && !s->stopping && s->kore_at == 0 && s->jobs_at == 0
                      ? -1
                      : POLL_MS;
        seen[0] = (struct pollfd){.fd = s->signals, .events = POLLIN};
        seen[1] = (struct pollfd){.fd = s->kore.output, .events = POLLIN};
        poll(seen, 2, timeout);
        if (seen[1].revents != 0)
            read_kore(s);
        read_signals(s);
        look_at_clock(s);
        if (s->failure)
            stop(s);
    }
}

static int run(struct server *s, const char *home)
{
    const char *why = prepare(s, home);

    if (!why && !catch_signals(s))
        why = "cannot receive signals";
    if (why)
        return cli_fail(EXIT_ENVIRONMENT, "serve", why);
    s->deadline = clock_monotonic() + START_SECONDS;
    start_kore(s);
    watch(s);
    listen_leave(&s->address);
    return s->failure ? cli_fail(EXIT_ENVIRONMENT, "serve", s->failure)
                      : EXIT_DONE;
}

static void warn(const struct server *s)
{
    if (s->workers > 1)
        log_event("serve", "warning",
                  "several workers compete for the database: one is faster",
                  NULL);
    if (s->address.is_public)
        log_event("serve", "warning",
                  "reachable from outside without TLS: use a proxy", NULL);
}

int supervise(const char *home, const struct supervise_settings *settings)
{
    struct server s = {.mem = arena_new(),
                       .kore = {.output = -1},
                       .jobs = {.output = -1},
                       .workers = settings->workers};
    const char *why = listen_parse(s.mem, settings->listen, &s.address);
    int code;

    if (!why && (s.workers < 1 || s.workers > WORKERS_MAX))
        why = "the number of workers is not from 1 to 32";
    if (why) {
        code = cli_fail(EXIT_USAGE, "serve", why);
    } else {
        warn(&s);
        code = run(&s, home);
    }
    arena_free(s.mem);
    return code;
}
