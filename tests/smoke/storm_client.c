/* Many jurors who save at once, while the server is killed.
 *
 *   storm_client PORT FILE LOG SECONDS
 *
 * FILE is from `storm_home prepare`; each of its lines is a juror, a process of
 * his own, who goes through his nominations and saves one after the other, each
 * time with other marks. LOG.0, LOG.1, … get "> number entry marks" before a
 * save is sent, and "< number entry marks" as soon as its answer says that it
 * is saved. No answer is no answer: the sheet is opened anew then, as a juror
 * would. Exit 1 if a save is refused, or if the server does not come back. */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    ENTRIES = 10,
    CRITERIA = 3,
    ANSWER_MAX = 1 << 18,
    TEXT_MAX = 256,
    REQUEST_MAX = 4096,
    FIELD_MAX = 32,
    PATIENCE_S = 60
};

struct juror {
    int number;
    char session[TEXT_MAX], csrf[TEXT_MAX];
    long round, criterion[CRITERIA], entry[ENTRIES];
    bool known[ENTRIES]; /* is this what the server has? */
    char base[ENTRIES][CRITERIA][2][FIELD_MAX]; /* marks and comments */
    int fd;                                     /* -1: no connection */
    FILE *log;
    char answer[ANSWER_MAX];
    int status;
};

static uint16_t port;

static _Noreturn void give_up(const struct juror *j, const char *what)
{
    fprintf(stderr, "juror %d: %s (status %d)\n%.2000s\n", j->number, what,
            j->status, j->answer);
    exit(1);
}

static void nap(void)
{
    struct timespec pause = {.tv_nsec = 50000000};
    nanosleep(&pause, NULL);
}

/* --- HTTP --------------------------------------------------------------------
 */

static void hang_up(struct juror *j)
{
    if (j->fd >= 0)
        close(j->fd);
    j->fd = -1;
}

static bool dial(struct juror *j)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port)};
    struct timeval limit = {.tv_sec = 30};
    int on = 1;

    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    j->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (j->fd < 0 || connect(j->fd, (struct sockaddr *)&to, sizeof to) != 0) {
        hang_up(j);
        return false;
    }
    setsockopt(j->fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    setsockopt(j->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return true;
}

/* The value of a header of the answer; "" if there is none. */
static void header(const struct juror *j, const char *name,
                   char value[TEXT_MAX])
{
    const char *line = j->answer, *end = strstr(j->answer, "\r\n\r\n");
    size_t bytes = strlen(name);

    value[0] = '\0';
    while (end && (line = strstr(line, "\r\n")) != NULL && line < end) {
        line += 2;
        if (strncasecmp(line, name, bytes) != 0 || line[bytes] != ':')
            continue;
        line += bytes + 1;
        line += strspn(line, " ");
        snprintf(value, TEXT_MAX, "%.*s", (int)strcspn(line, "\r"), line);
    }
}

/* Reads until as many bytes are there as the answer announces. */
static bool read_answer(struct juror *j)
{
    size_t bytes = 0;
    char length[TEXT_MAX];

    for (;;) {
        ssize_t now = recv(j->fd, j->answer + bytes, ANSWER_MAX - 1 - bytes, 0);
        if (now <= 0)
            return false;
        bytes += (size_t)now;
        j->answer[bytes] = '\0';
        char *end = strstr(j->answer, "\r\n\r\n");
        if (!end)
            continue;
        header(j, "content-length", length);
        size_t all =
            (size_t)(end + 4 - j->answer) + (size_t)strtoul(length, NULL, 10);
        if (all > ANSWER_MAX - 1)
            give_up(j, "the answer is too long");
        if (bytes >= all)
            return sscanf(j->answer, "HTTP/1.1 %d", &j->status) == 1;
    }
}

/* One request; body NULL: GET. False: there was no whole answer. */
static bool ask(struct juror *j, const char *path, const char *body)
{
    char request[REQUEST_MAX], connection[TEXT_MAX];
    int bytes = snprintf(
        request, sizeof request,
        "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%u\r\nCookie: lorbeer=%s\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        "Content-Length: %zu\r\n\r\n%s",
        body ? "POST" : "GET", path, port, j->session, body ? strlen(body) : 0,
        body ? body : "");

    j->status = 0;
    j->answer[0] = '\0';
    if (j->fd < 0 && !dial(j))
        return false;
    if (send(j->fd, request, (size_t)bytes, MSG_NOSIGNAL) != bytes ||
        !read_answer(j)) {
        hang_up(j);
        return false;
    }
    header(j, "connection", connection);
    if (strcasecmp(connection, "close") == 0)
        hang_up(j);
    return true;
}

/* --- what a juror does
 * ---------------------------------------------------------- */

/* The value of the first hidden field of that name. */
static bool field(const struct juror *j, const char *name, char value[TEXT_MAX])
{
    char start[TEXT_MAX];
    snprintf(start, sizeof start, "name=\"%s\" value=\"", name);
    const char *at = strstr(j->answer, start);
    if (!at)
        return false;
    at += strlen(start);
    snprintf(value, TEXT_MAX, "%.*s", (int)strcspn(at, "\""), at);
    return true;
}

/* What the answer to a save says is stored now. */
static bool stored(const struct juror *j, const char *prefix, long criterion,
                   char value[FIELD_MAX])
{
    char start[TEXT_MAX];
    snprintf(start, sizeof start, "\"%s_%ld\":\"", prefix, criterion);
    const char *at = strstr(j->answer, start);
    if (!at)
        return false;
    at += strlen(start);
    snprintf(value, FIELD_MAX, "%.*s", (int)strcspn(at, "\""), at);
    return true;
}

static const char *save_path(const struct juror *j, int e)
{
    static char path[TEXT_MAX];
    snprintf(path, sizeof path, "/jury/entry/%ld/save", j->entry[e]);
    return path;
}

/* Reads what is stored from the answer to a save. */
static void learn(struct juror *j, int e)
{
    for (int k = 0; k < CRITERIA; k++)
        if (!stored(j, "c", j->criterion[k], j->base[e][k][0]) ||
            !stored(j, "comment", j->criterion[k], j->base[e][k][1]))
            give_up(j, "the answer does not say what is stored");
    j->known[e] = true;
}

/* Opens a sheet, if the server has to come back first too; a save of nothing
 * says what is stored. */
static void open_sheet(struct juror *j, int e)
{
    char path[TEXT_MAX], body[TEXT_MAX + 40];
    time_t end = time(NULL) + PATIENCE_S;

    snprintf(path, sizeof path, "/jury/entry/%ld?round=%ld", j->entry[e],
             j->round);
    while (!j->known[e]) {
        if (time(NULL) > end)
            give_up(j, "the server does not come back");
        if (!ask(j, path, NULL) || j->status == 503) {
            nap();
            continue;
        }
        if (j->status != 200 || !field(j, "csrf", j->csrf))
            give_up(j, "the sheet has no form");
        snprintf(body, sizeof body, "csrf=%s&round=%ld", j->csrf, j->round);
        if (ask(j, save_path(j, e), body) && j->status == 200)
            learn(j, e);
    }
}

enum outcome { SAVED, NOT_SAVED, NO_ANSWER };

/* Saves marks (in thousandths) with the number as their comment, as the sheet's
 * script does: with what the sheet had before. The one place that knows how. */
static enum outcome save_marks(struct juror *j, int e, long number,
                               const long *mark)
{
    char body[REQUEST_MAX];
    int bytes =
        snprintf(body, sizeof body, "csrf=%s&round=%ld", j->csrf, j->round);
    for (int k = 0; k < CRITERIA; k++) {
        long id = j->criterion[k];
        bytes += snprintf(
            body + bytes, sizeof body - (size_t)bytes,
            "&c_%ld=%ld.%03ld&base_c_%ld=%s&comment_%ld=%ld&base_comment_%ld="
            "%s",
            id, mark[k] / 1000, mark[k] % 1000, id, j->base[e][k][0], id,
            number, id, j->base[e][k][1]);
    }
    if (!ask(j, save_path(j, e), body))
        return NO_ANSWER;
    if (j->status == 200 && strstr(j->answer, "\"saved\":true")) {
        learn(j, e);
        return SAVED;
    }
    if (j->status == 503)
        return NOT_SAVED;
    give_up(j, "the save is refused");
}

static void note(struct juror *j, char what, long number, int e,
                 const long *mark)
{
    fprintf(j->log, "%c %ld %ld %ld %ld %ld\n", what, number, j->entry[e],
            mark[0], mark[1], mark[2]);
    fflush(j->log);
}

/* A save without an answer may be there or not: the sheet says so next time. */
static int work(struct juror *j, const char *log, long seconds)
{
    char name[REQUEST_MAX];
    time_t end = time(NULL) + seconds;
    long mark[CRITERIA];

    snprintf(name, sizeof name, "%s.%d", log, j->number);
    j->log = fopen(name, "w");
    if (!j->log)
        give_up(j, "no log");
    for (long number = 1; time(NULL) < end; number++) {
        int e = (int)(number % ENTRIES);
        open_sheet(j, e);
        for (int k = 0; k < CRITERIA; k++)
            mark[k] = (number * 17 + j->number * 101 + k * 1009) % 10001;
        note(j, '>', number, e, mark);
        if (save_marks(j, e, number, mark) == SAVED)
            note(j, '<', number, e, mark);
        else
            j->known[e] = false;
    }
    return fclose(j->log) != 0;
}

static bool read_juror(struct juror *j, FILE *in)
{
    if (fscanf(in, "%255s %ld", j->session, &j->round) != 2)
        return false;
    for (int k = 0; k < CRITERIA; k++)
        if (fscanf(in, "%ld", &j->criterion[k]) != 1)
            return false;
    for (int e = 0; e < ENTRIES; e++)
        if (fscanf(in, "%ld", &j->entry[e]) != 1)
            return false;
    return true;
}

int main(int argc, char **argv)
{
    static struct juror j = {.fd = -1};
    int status = 0, failed = 0;
    if (argc != 5) {
        fputs("usage: storm_client PORT FILE LOG SECONDS\n", stderr);
        return 2;
    }
    FILE *in = fopen(argv[2], "r");
    if (!in) {
        perror(argv[2]);
        return 1;
    }
    port = (uint16_t)strtoul(argv[1], NULL, 10);
    for (; read_juror(&j, in); j.number++) {
        pid_t child = fork();
        if (child == 0)
            exit(work(&j, argv[3], strtol(argv[4], NULL, 10)));
        if (child < 0)
            give_up(&j, strerror(errno));
    }
    fclose(in);
    while (wait(&status) > 0)
        failed += status != 0;
    printf("%d jurors, %d failed\n", j.number, failed);
    return failed != 0;
}
