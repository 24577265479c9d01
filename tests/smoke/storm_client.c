/* Many jurors or companies who save at once, while the server is killed.
 *
 *   storm_client PORT FILE LOG SECONDS
 *
 * FILE is from `storm_home prepare`; each of its lines is a person, a process
 * of its own, who goes through his sheets (a juror's, or a company's draft) and
 * saves one after the other, each time with other values. LOG.0, LOG.1, … get
 * "> number entry values" before a save is sent, and "< number entry values" as
 * soon as its answer says that it is saved. No answer is no answer: the sheet
 * is opened anew then, as a person would. Exit 1 if a save is refused, or if
 * the server does not come back. */
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
    ENTRIES_MAX = 10,
    VALUES = 3,              /* in one save */
    FIELDS_MAX = 2 * VALUES, /* a juror's: marks, then comments */
    ANSWER_MAX = 1 << 18,
    TEXT_MAX = 256,
    REQUEST_MAX = 4096,
    FIELD_MAX = 32,
    PATIENCE_S = 60
};

struct person {
    int number;
    char session[TEXT_MAX], csrf[TEXT_MAX];
    char root[TEXT_MAX];  /* where sheets are */
    char query[TEXT_MAX]; /* "round=1", or "-" */
    int entries, fields;
    long entry[ENTRIES_MAX];
    char field[FIELDS_MAX][FIELD_MAX];
    bool known[ENTRIES_MAX]; /* is this what the server has? */
    char base[ENTRIES_MAX][FIELDS_MAX][FIELD_MAX];
    int fd; /* -1: no connection */
    FILE *log;
    char answer[ANSWER_MAX];
    int status;
};

static uint16_t port;

static _Noreturn void give_up(const struct person *p, const char *what)
{
    fprintf(stderr, "person %d: %s (status %d)\n%.2000s\n", p->number, what,
            p->status, p->answer);
    exit(1);
}

static void nap(void)
{
    struct timespec pause = {.tv_nsec = 50000000};
    nanosleep(&pause, NULL);
}

/* --- HTTP --------------------------------------------------------------------
 */

static void hang_up(struct person *p)
{
    if (p->fd >= 0)
        close(p->fd);
    p->fd = -1;
}

static bool dial(struct person *p)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port)};
    struct timeval limit = {.tv_sec = 30};
    int on = 1;

    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    p->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (p->fd < 0 || connect(p->fd, (struct sockaddr *)&to, sizeof to) != 0) {
        hang_up(p);
        return false;
    }
    setsockopt(p->fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    setsockopt(p->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return true;
}

/* The value of a header of the answer; "" if there is none. */
static void header(const struct person *p, const char *name,
                   char value[TEXT_MAX])
{
    const char *line = p->answer, *end = strstr(p->answer, "\r\n\r\n");
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
static bool read_answer(struct person *p)
{
    size_t bytes = 0;
    char length[TEXT_MAX];

    for (;;) {
        ssize_t now = recv(p->fd, p->answer + bytes, ANSWER_MAX - 1 - bytes, 0);
        if (now <= 0)
            return false;
        bytes += (size_t)now;
        p->answer[bytes] = '\0';
        char *end = strstr(p->answer, "\r\n\r\n");
        if (!end)
            continue;
        header(p, "content-length", length);
        size_t all =
            (size_t)(end + 4 - p->answer) + (size_t)strtoul(length, NULL, 10);
        if (all > ANSWER_MAX - 1)
            give_up(p, "the answer is too long");
        if (bytes >= all)
            return sscanf(p->answer, "HTTP/1.1 %d", &p->status) == 1;
    }
}

/* One request; body NULL: GET. False: there was no whole answer. */
static bool ask(struct person *p, const char *path, const char *body)
{
    char request[REQUEST_MAX], connection[TEXT_MAX];
    int bytes = snprintf(
        request, sizeof request,
        "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%u\r\nCookie: lorbeer=%s\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        "Content-Length: %zu\r\n\r\n%s",
        body ? "POST" : "GET", path, port, p->session, body ? strlen(body) : 0,
        body ? body : "");

    p->status = 0;
    p->answer[0] = '\0';
    if (p->fd < 0 && !dial(p))
        return false;
    if (send(p->fd, request, (size_t)bytes, MSG_NOSIGNAL) != bytes ||
        !read_answer(p)) {
        hang_up(p);
        return false;
    }
    header(p, "connection", connection);
    if (strcasecmp(connection, "close") == 0)
        hang_up(p);
    return true;
}

/* --- what a person does -----------------------------------------------------
 */

/* The value of the first hidden field of that name. */
static bool field(const struct person *p, const char *name,
                  char value[TEXT_MAX])
{
    char start[TEXT_MAX];
    snprintf(start, sizeof start, "name=\"%s\" value=\"", name);
    const char *at = strstr(p->answer, start);
    if (!at)
        return false;
    at += strlen(start);
    snprintf(value, TEXT_MAX, "%.*s", (int)strcspn(at, "\""), at);
    return true;
}

/* What the answer to a save says is stored now. */
static bool stored(const struct person *p, const char *name,
                   char value[FIELD_MAX])
{
    char start[TEXT_MAX];
    snprintf(start, sizeof start, "\"%s\":\"", name);
    const char *at = strstr(p->answer, start);
    if (!at)
        return false;
    at += strlen(start);
    snprintf(value, FIELD_MAX, "%.*s", (int)strcspn(at, "\""), at);
    return true;
}

static bool has_query(const struct person *p)
{
    return strcmp(p->query, "-") != 0;
}

static const char *save_path(const struct person *p, int e)
{
    static char path[TEXT_MAX * 2];
    snprintf(path, sizeof path, "%s/%ld/save", p->root, p->entry[e]);
    return path;
}

/* The part of a save's body that is always there. */
static int begin_body(const struct person *p, char body[REQUEST_MAX])
{
    return snprintf(body, REQUEST_MAX, "csrf=%s%s%s", p->csrf,
                    has_query(p) ? "&" : "", has_query(p) ? p->query : "");
}

/* Reads what is stored from the answer to a save. */
static void learn(struct person *p, int e)
{
    for (int i = 0; i < p->fields; i++)
        if (!stored(p, p->field[i], p->base[e][i]))
            give_up(p, "the answer does not say what is stored");
    p->known[e] = true;
}

/* Opens a sheet, if the server has to come back first too; a save of nothing
 * says what is stored. */
static void open_sheet(struct person *p, int e)
{
    char path[TEXT_MAX * 3], body[REQUEST_MAX];
    time_t end = time(NULL) + PATIENCE_S;

    snprintf(path, sizeof path, "%s/%ld%s%s", p->root, p->entry[e],
             has_query(p) ? "?" : "", has_query(p) ? p->query : "");
    while (!p->known[e]) {
        if (time(NULL) > end)
            give_up(p, "the server does not come back");
        if (!ask(p, path, NULL) || p->status == 503) {
            nap();
            continue;
        }
        if (p->status != 200 || !field(p, "csrf", p->csrf))
            give_up(p, "the sheet has no form");
        begin_body(p, body);
        if (ask(p, save_path(p, e), body) && p->status == 200)
            learn(p, e);
    }
}

/* What goes into a field: a mark (in thousandths), the number of the save as
 * its comment, or both in a company's answer. */
static void write_value(const struct person *p, int i, long number,
                        const long *value, char text[FIELD_MAX])
{
    if (p->field[i][0] == 'q')
        snprintf(text, FIELD_MAX, "%ld+%ld", number, value[i]);
    else if (i < VALUES)
        snprintf(text, FIELD_MAX, "%ld.%03ld", value[i] / 1000,
                 value[i] % 1000);
    else
        snprintf(text, FIELD_MAX, "%ld", number);
}

enum outcome { SAVED, NOT_SAVED, NO_ANSWER };

/* Saves as the page's script does: with what the sheet had before. The one
 * place that knows how. */
static enum outcome save(struct person *p, int e, long number,
                         const long *value)
{
    char body[REQUEST_MAX], text[FIELD_MAX];
    int bytes = begin_body(p, body);
    for (int i = 0; i < p->fields; i++) {
        write_value(p, i, number, value, text);
        for (char *at = p->base[e][i]; *at != '\0'; at++)
            if (*at == ' ')
                *at = '+';
        bytes += snprintf(body + bytes, sizeof body - (size_t)bytes,
                          "&%s=%s&base_%s=%s", p->field[i], text, p->field[i],
                          p->base[e][i]);
    }
    if (!ask(p, save_path(p, e), body))
        return NO_ANSWER;
    if (p->status == 200 && strstr(p->answer, "\"saved\":true")) {
        learn(p, e);
        return SAVED;
    }
    if (p->status == 503)
        return NOT_SAVED;
    give_up(p, "the save is refused");
}

static void note(struct person *p, char what, long number, int e,
                 const long *value)
{
    fprintf(p->log, "%c %ld %ld %ld %ld %ld\n", what, number, p->entry[e],
            value[0], value[1], value[2]);
    fflush(p->log);
}

/* A save without an answer may be there or not: the sheet says so next time. */
static int work(struct person *p, const char *log, long seconds)
{
    char name[REQUEST_MAX];
    time_t end = time(NULL) + seconds;
    long value[VALUES];

    snprintf(name, sizeof name, "%s.%d", log, p->number);
    p->log = fopen(name, "w");
    if (!p->log)
        give_up(p, "no log");
    for (long number = 1; time(NULL) < end; number++) {
        int e = (int)(number % p->entries);
        open_sheet(p, e);
        for (int k = 0; k < VALUES; k++)
            value[k] = (number * 17 + p->number * 101 + k * 1009) % 10001;
        note(p, '>', number, e, value);
        if (save(p, e, number, value) == SAVED)
            note(p, '<', number, e, value);
        else
            p->known[e] = false;
    }
    return fclose(p->log) != 0;
}

static bool read_person(struct person *p, FILE *in)
{
    if (fscanf(in, "%255s %255s %255s %d", p->session, p->root, p->query,
               &p->entries) != 4 ||
        p->entries < 1 || p->entries > ENTRIES_MAX)
        return false;
    for (int e = 0; e < p->entries; e++)
        if (fscanf(in, "%ld", &p->entry[e]) != 1)
            return false;
    if (fscanf(in, "%d", &p->fields) != 1 || p->fields < VALUES ||
        p->fields > FIELDS_MAX)
        return false;
    for (int i = 0; i < p->fields; i++)
        if (fscanf(in, "%31s", p->field[i]) != 1)
            return false;
    return true;
}

int main(int argc, char **argv)
{
    static struct person p = {.fd = -1};
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
    for (; read_person(&p, in); p.number++) {
        pid_t child = fork();
        if (child == 0)
            exit(work(&p, argv[3], strtol(argv[4], NULL, 10)));
        if (child < 0)
            give_up(&p, strerror(errno));
    }
    fclose(in);
    while (wait(&status) > 0)
        failed += status != 0;
    printf("%d people, %d failed\n", p.number, failed);
    return failed != 0;
}
