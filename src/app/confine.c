/* Running a confined program to its end: see confine.h. */
#include "app/confine.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

#include "app/confine_child.h"
#include "base/clock.h"

enum { LINE_BYTES = 1000, LINES_MAX = 10000 };

struct child {
    struct confine_child of;
    char line[LINE_BYTES + 1];
    size_t line_bytes;
    int lines;
};

static void end_line(struct child *child, const struct confine_watch *watch)
{
    child->line[child->line_bytes] = '\0';
    if (child->line_bytes > 0 && child->lines++ < LINES_MAX && watch->line)
        watch->line(watch->context, child->line);
    child->line_bytes = 0;
}

/* Takes what is there; false at the end of the output. */
static bool take_output(struct child *child, const struct confine_watch *watch)
{
    char some[4096];
    ssize_t got = read(child->of.output, some, sizeof some);
    if (got < 0)
        return errno == EINTR || errno == EAGAIN;
    for (ssize_t i = 0; i < got; i++) {
        if (some[i] == '\n')
            end_line(child, watch);
        else if (child->line_bytes < LINE_BYTES && some[i] != '\0')
            child->line[child->line_bytes++] = some[i];
    }
    return got > 0;
}

/* Who waits for a preview notices more than that. */
static const double tick_s = 0.2;

/* Until the child ends, the time is over or tick() says no. */
static enum confine_end follow(struct child *child, double deadline,
                               const struct confine_watch *watch)
{
    double next_tick = clock_monotonic() + tick_s;
    for (;;) {
        double now = clock_monotonic();
        if (now >= deadline)
            return CONFINE_TIMEOUT;
        if (now >= next_tick) {
            next_tick = now + tick_s;
            if (watch->tick && !watch->tick(watch->context))
                return CONFINE_CANCELLED;
        }
        double until = next_tick < deadline ? next_tick : deadline;
        struct pollfd sources[] = {{.fd = child->of.pidfd, .events = POLLIN},
                                   {.fd = child->of.output, .events = POLLIN}};
        poll(sources, 2, (int)((until - now) * 1000) + 1);
        if (sources[1].revents && !take_output(child, watch)) {
            close(child->of.output);
            child->of.output = -1; /* poll passes over it */
        }
        if (sources[0].revents & POLLIN)
            return CONFINE_EXITED;
    }
}

/* What is left in the pipe; the writers are dead, so this ends. */
static void drain(struct child *child, const struct confine_watch *watch)
{
    enum { PIPE_READS_MAX = 1024 };
    for (int i = 0; i < PIPE_READS_MAX && child->of.output >= 0; i++) {
        struct pollfd source = {.fd = child->of.output, .events = POLLIN};
        if (poll(&source, 1, 0) <= 0 || !take_output(child, watch))
            break;
    }
    end_line(child, watch);
}

void confine_run(const struct confine_plan *plan,
                 const struct confine_watch *watch,
                 struct confine_result *result)
{
    static const struct confine_watch nobody = {0};
    *result = (struct confine_result){0};
    struct child child = {0};
    double begin = clock_monotonic();
    if (!confine_child_start(&child.of, plan, -1, result))
        return;
    if (!watch)
        watch = &nobody;
    result->end = follow(&child, begin + plan->seconds, watch);
    confine_child_end(&child.of, result);
    drain(&child, watch);
    if (child.of.output >= 0)
        close(child.of.output);
    result->seconds = clock_monotonic() - begin;
}
