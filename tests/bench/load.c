/* load: keeps some connections busy and says how fast the answers came.
 *
 *   load ADDRESS PORT SECONDS CONNECTIONS COOKIE PATH [BODY]
 *
 * Each connection sends its next request when the answer to the last one is
 * complete. With a BODY the requests are POSTs of a form. "%c" in PATH, COOKIE
 * or BODY is the connection's number from 0, "%n" the number of its requests
 * so far plus START (environment, default 0): how a save names the revision
 * that the one before made. "%1" to "%9" are the words of the connection's line
 * in the file EACH (environment): what each has of its own. Prints one line:
 * requests per second, median and 99th percentile in milliseconds, and answers
 * that were neither 200 nor 303.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
    CONNECTIONS_MAX = 256,
    REQUEST_BYTES = 16384,
    HEAD_BYTES = 8192,
    SAMPLES_MAX = 20000000,
    WORDS_MAX = 9,
    WORD_BYTES = 256
};

struct connection {
    int fd;
    long requests;
    double sent_at;
    char head[HEAD_BYTES + 1];
    size_t head_bytes; /* read of the answer's head, or all of it */
    long body_left;    /* -1 while the head is not complete */
};

static struct sockaddr_in server;
static const char *cookie, *path, *body;
static long start;
static char word[CONNECTIONS_MAX][WORDS_MAX][WORD_BYTES];
static float *samples;
static size_t sample_count, bad_count;

static void fail(const char *what)
{
    fprintf(stderr, "load: %s: %s\n", what, strerror(errno));
    exit(4);
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void expand(char *out, size_t room, const char *text, long connection,
                   long number)
{
    size_t n = 0;
    for (; *text != '\0' && n + 24 < room; text++) {
        if (text[0] == '%' && (text[1] == 'c' || text[1] == 'n')) {
            n += (size_t)snprintf(out + n, room - n, "%ld",
                                  text[1] == 'c' ? connection : number);
            text++;
        } else if (text[0] == '%' && text[1] >= '1' && text[1] <= '9') {
            n += (size_t)snprintf(out + n, room - n, "%s",
                                  word[connection][text[1] - '1']);
            text++;
        } else {
            out[n++] = *text;
        }
    }
    out[n] = '\0';
}

static void reconnect(struct connection *c)
{
    int on = 1;
    if (c->fd >= 0)
        close(c->fd);
    c->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (c->fd < 0 ||
        connect(c->fd, (struct sockaddr *)&server, sizeof server) != 0)
        fail("connect");
    setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

static void send_request(struct connection *c, long number)
{
    char request[3 * REQUEST_BYTES], p[REQUEST_BYTES], k[REQUEST_BYTES];
    char b[REQUEST_BYTES] = "";
    long n = start + c->requests;
    expand(p, sizeof p, path, number, n);
    expand(k, sizeof k, cookie, number, n);
    if (body != NULL)
        expand(b, sizeof b, body, number, n);
    int bytes = snprintf(
        request, sizeof request,
        "%s %s HTTP/1.1\r\nHost: bench\r\n%s%s%s%s%s\r\n",
        body ? "POST" : "GET", p, k[0] ? "Cookie: " : "", k, k[0] ? "\r\n" : "",
        body ? "Content-Type: application/x-www-form-urlencoded\r\n" : "", "");
    if (body != NULL) {
        bytes -= 2;
        bytes += snprintf(request + bytes, sizeof request - (size_t)bytes,
                          "Content-Length: %zu\r\n\r\n%s", strlen(b), b);
    }
    c->head_bytes = 0;
    c->body_left = -1;
    c->sent_at = now();
    if (send(c->fd, request, (size_t)bytes, MSG_NOSIGNAL) != bytes)
        fail("send");
}

static long content_length(const char *head)
{
    const char *at = strcasestr(head, "content-length:");
    return at != NULL ? strtol(at + 15, NULL, 10) : 0;
}

/* Takes what came; true when the answer is complete. */
static bool take(struct connection *c, const char *data, size_t bytes)
{
    if (c->body_left < 0) {
        size_t room = HEAD_BYTES - c->head_bytes;
        size_t part = bytes < room ? bytes : room;
        memcpy(c->head + c->head_bytes, data, part);
        c->head_bytes += part;
        c->head[c->head_bytes] = '\0';
        char *end = strstr(c->head, "\r\n\r\n");
        if (end == NULL)
            return false;
        size_t head = (size_t)(end + 4 - c->head);
        size_t of_body = c->head_bytes - head + (bytes - part);
        c->body_left = content_length(c->head) - (long)of_body;
    } else {
        c->body_left -= (long)bytes;
    }
    return c->body_left <= 0;
}

static void answered(struct connection *c)
{
    long status = strtol(c->head + 9, NULL, 10);
    bad_count += status != 200 && status != 303;
    if (sample_count < SAMPLES_MAX)
        samples[sample_count++] = (float)((now() - c->sent_at) * 1000);
    c->requests++;
}

static int ascending(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

static void run(struct connection *c, long count, double until)
{
    struct pollfd wait[CONNECTIONS_MAX];
    static char data[1 << 18];
    while (now() < until) {
        for (long i = 0; i < count; i++)
            wait[i] = (struct pollfd){c[i].fd, POLLIN, 0};
        if (poll(wait, (nfds_t)count, 1000) < 0)
            fail("poll");
        for (long i = 0; i < count; i++) {
            if (wait[i].revents == 0)
                continue;
            ssize_t bytes = recv(c[i].fd, data, sizeof data, 0);
            if (bytes <= 0) { /* the server may close after any answer */
                reconnect(&c[i]);
                send_request(&c[i], i);
            } else if (take(&c[i], data, (size_t)bytes)) {
                answered(&c[i]);
                if (strcasestr(c[i].head, "connection: close") != NULL)
                    reconnect(&c[i]);
                send_request(&c[i], i);
            }
        }
    }
}

static void read_words(const char *file)
{
    char line[WORDS_MAX * WORD_BYTES];
    FILE *in = file ? fopen(file, "r") : NULL;
    if (file != NULL && in == NULL)
        fail(file);
    for (long c = 0; in && c < CONNECTIONS_MAX && fgets(line, sizeof line, in);
         c++) {
        char *rest = NULL, *next = strtok_r(line, " \n", &rest);
        for (int i = 0; next != NULL && i < WORDS_MAX; i++) {
            snprintf(word[c][i], WORD_BYTES, "%s", next);
            next = strtok_r(NULL, " \n", &rest);
        }
    }
    if (in != NULL)
        fclose(in);
}

int main(int argc, char **argv)
{
    static struct connection c[CONNECTIONS_MAX];
    if (argc < 7) {
        fputs(
            "usage: load ADDRESS PORT SECONDS CONNECTIONS COOKIE PATH "
            "[BODY]\n",
            stderr);
        return 2;
    }
    server.sin_family = AF_INET;
    server.sin_port = htons((uint16_t)strtol(argv[2], NULL, 10));
    inet_pton(AF_INET, argv[1], &server.sin_addr);
    double seconds = strtod(argv[3], NULL);
    long count = strtol(argv[4], NULL, 10);
    if (count < 1 || count > CONNECTIONS_MAX)
        count = 1;
    cookie = argv[5];
    path = argv[6];
    body = argc > 7 ? argv[7] : NULL;
    start = getenv("START") ? strtol(getenv("START"), NULL, 10) : 0;
    read_words(getenv("EACH"));
    samples = malloc(SAMPLES_MAX * sizeof *samples);
    if (samples == NULL)
        fail("memory");
    double began = now();
    for (long i = 0; i < count; i++) {
        c[i].fd = -1;
        reconnect(&c[i]);
        send_request(&c[i], i);
    }
    run(c, count, began + seconds);
    double took = now() - began;
    if (sample_count == 0)
        fail("no answer");
    qsort(samples, sample_count, sizeof *samples, ascending);
    printf("%.0f %.3f %.3f %zu\n", (double)sample_count / took,
           (double)samples[sample_count / 2],
           (double)samples[sample_count * 99 / 100], bad_count);
    return 0;
}
