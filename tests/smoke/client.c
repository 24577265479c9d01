/* HTTP over a socket: see client.h. */
#include "smoke/client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE_S = 60 /* for a server that comes back */ };

_Noreturn void client_give_up(const char *what, int status)
{
    fprintf(stderr, "client: %s (status %d)\n", what, status);
    exit(1);
}

static int open_connection(uint16_t port)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port)};
    struct timeval limit = {.tv_sec = 30};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (fd >= 0 && connect(fd, (struct sockaddr *)&to, sizeof to) != 0) {
        close(fd);
        return -1;
    }
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    return fd;
}

static bool send_all(int fd, const char *text)
{
    size_t bytes = strlen(text), sent = 0;
    ssize_t now;

    while (sent < bytes) {
        now = send(fd, text + sent, bytes - sent, MSG_NOSIGNAL);
        if (now <= 0)
            return false;
        sent += (size_t)now;
    }
    return true;
}

static void keep_cookie(struct client *c, const char *line)
{
    size_t name = strcspn(line, "=") + 1, bytes = strcspn(line, ";\r\n");

    for (size_t i = 0; i < CLIENT_COOKIES_MAX; i++)
        if (c->cookie[i][0] == '\0' || strncmp(c->cookie[i], line, name) == 0) {
            snprintf(c->cookie[i], CLIENT_TEXT_MAX, "%.*s", (int)bytes, line);
            return;
        }
}

/* The whole answer, with as many bytes as it announces. */
static bool take_answer(struct client *c, size_t bytes)
{
    char *end = strstr(c->answer, "\r\n\r\n");
    const char *line;
    long length = -1;

    if (!end || sscanf(c->answer, "HTTP/1.1 %d", &c->status) != 1)
        return false;
    for (line = c->answer; line < end; line = strstr(line, "\r\n") + 2) {
        if (strncasecmp(line, "content-length:", 15) == 0)
            length = strtol(line + 15, NULL, 10);
        if (strncasecmp(line, "set-cookie:", 11) == 0)
            keep_cookie(c, line + 11 + strspn(line + 11, " "));
    }
    c->content = end + 4;
    return length == (long)(bytes - (size_t)(c->content - c->answer));
}

static bool read_answer(struct client *c, int fd)
{
    size_t bytes = 0;
    ssize_t now = 1;

    while (now > 0 && bytes < CLIENT_ANSWER_MAX - 1) {
        now = recv(fd, c->answer + bytes, CLIENT_ANSWER_MAX - 1 - bytes, 0);
        if (now > 0)
            bytes += (size_t)now;
    }
    c->answer[bytes] = '\0';
    return now == 0 && take_answer(c, bytes);
}

bool client_ask(struct client *c, const char *path, const char *body)
{
    static char request[CLIENT_BODY_MAX + 16 * CLIENT_TEXT_MAX];
    char cookies[CLIENT_COOKIES_MAX * (CLIENT_TEXT_MAX + 2)] = "";
    size_t used = 0;
    int fd = open_connection(c->port);
    bool ok;

    if (fd < 0)
        return false;
    for (size_t i = 0; i < CLIENT_COOKIES_MAX && c->cookie[i][0]; i++)
        used += (size_t)snprintf(cookies + used, sizeof cookies - used, "%s%s",
                                 i ? "; " : "Cookie: ", c->cookie[i]);
    snprintf(request, sizeof request,
             "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%u\r\nConnection: close\r\n"
             "%s%sContent-Type: application/x-www-form-urlencoded\r\n"
             "Content-Length: %zu\r\n\r\n%s",
             body ? "POST" : "GET", path, c->port, cookies, used ? "\r\n" : "",
             body ? strlen(body) : 0, body ? body : "");
    ok = send_all(fd, request) && read_answer(c, fd);
    close(fd);
    return ok;
}

void client_wait(struct client *c, const char *path)
{
    struct timespec pause = {.tv_nsec = 50000000};
    time_t end = time(NULL) + PATIENCE_S;

    while (!client_ask(c, path, NULL)) {
        if (time(NULL) > end)
            client_give_up("the server does not come back", 0);
        nanosleep(&pause, NULL);
    }
}
