/* Talking to a confined program: see confine_talk.h.
 *
 * Its stdin is a socket and not a pipe, so that writing to a dead program is an
 * error here and no signal. */
#include "app/confine_talk.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "app/confine_child.h"
#include "base/clock.h"
#include "base/log.h"

struct confine_talk {
    struct confine_child child;
    int input; /* our end of its stdin */
};

struct confine_talk *confine_talk_start(const struct confine_plan *plan,
                                        char why[200])
{
    int ends[2];
    struct confine_result result = {0};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        snprintf(why, 200, "socketpair: %s", strerror(errno));
        return NULL;
    }
    struct confine_talk *talk = calloc(1, sizeof *talk);
    if (talk == NULL)
        die("no memory");
    bool started = confine_child_start(&talk->child, plan, ends[1], &result);
    close(ends[1]);
    talk->input = ends[0];
    if (started)
        return talk;
    snprintf(why, 200, "%s", result.why);
    close(ends[0]);
    free(talk);
    return NULL;
}

/* Waits until one of both can go on; false when the time is over. */
static bool wait_for(int fd, short events, double deadline)
{
    struct pollfd source = {.fd = fd, .events = events};
    for (;;) {
        double left = deadline - clock_monotonic();
        if (left <= 0)
            return false;
        int ready = poll(&source, 1, (int)(left * 1000) + 1);
        if (ready > 0)
            return true;
        if (ready < 0 && errno != EINTR)
            return false;
    }
}

static bool send_all(const struct confine_talk *talk, const char *text,
                     size_t bytes, double deadline)
{
    while (bytes > 0) {
        if (!wait_for(talk->input, POLLOUT, deadline))
            return false;
        ssize_t sent =
            send(talk->input, text, bytes, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && errno != EAGAIN && errno != EINTR)
            return false;
        if (sent > 0) {
            text += sent;
            bytes -= (size_t)sent;
        }
    }
    return true;
}

/* One line of its output into `line`. Bytes come one by one: an answer is
 * short, and nothing of the next may be taken. */
static bool receive_line(const struct confine_talk *talk, char *line,
                         size_t room, double deadline)
{
    for (size_t bytes = 0; bytes < room; bytes++) {
        if (!wait_for(talk->child.output, POLLIN, deadline) ||
            read(talk->child.output, line + bytes, 1) != 1)
            return false;
        if (line[bytes] == '\n') {
            line[bytes] = '\0';
            return true;
        }
    }
    return false;
}

bool confine_talk_ask(struct confine_talk *talk, const char *line, int ms,
                      char *answer, size_t room)
{
    enum { OTHER_LINES_MAX = 100 };
    double deadline = clock_monotonic() + ms / 1000.0;
    if (!send_all(talk, line, strlen(line), deadline) ||
        !send_all(talk, "\n", 1, deadline))
        return false;
    for (int i = 0; i < OTHER_LINES_MAX; i++) {
        if (!receive_line(talk, answer, room, deadline))
            return false;
        if (answer[0] == '{')
            return true;
    }
    return false;
}

int confine_talk_pid(const struct confine_talk *talk)
{
    return talk->child.pid;
}

void confine_talk_end(struct confine_talk *talk)
{
    struct confine_result result = {0};
    if (talk == NULL)
        return;
    close(talk->input);
    confine_child_end(&talk->child, &result);
    close(talk->child.output);
    free(talk);
}
