/* Addresses to listen on: see listen.h.
 *
 * Only numbers are taken, so that starting does not depend on a name server;
 * "localhost" is 127.0.0.1. A port is tried by binding it the way Kore does
 * and giving it back: a clear message now instead of Kore's later. */
#include "app/listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/str.h"

static const char *parse_unix(struct arena *mem, const char *path,
                              struct listen_address *to)
{
    struct sockaddr_un *name = (struct sockaddr_un *)&to->address;
    char folder[4096];

    if (*path == '\0' || strpbrk(path, " \t\r\n") != NULL)
        return "the path of a socket must not be empty or contain blanks";
    if (*path != '/') {
        if (!getcwd(folder, sizeof folder))
            return "the working directory is gone";
        path = arena_printf(mem, "%s/%s", folder, path);
        if (strpbrk(path, " \t\r\n") != NULL)
            return "the path of a socket must not contain blanks";
    }
    if (strlen(path) >= sizeof name->sun_path)
        return "the path of a socket has at most 107 bytes";
    name->sun_family = AF_UNIX;
    memcpy(name->sun_path, path, strlen(path) + 1);
    to->bytes = sizeof *name;
    to->is_unix = true;
    to->path = path;
    to->place = arena_printf(mem, "unix %s", path);
    to->url = arena_printf(mem, "unix:%s", path);
    return NULL;
}

static bool parse_host(const char *host, in_port_t port,
                       struct listen_address *to)
{
    struct sockaddr_in *four = (struct sockaddr_in *)&to->address;
    struct sockaddr_in6 *six = (struct sockaddr_in6 *)&to->address;

    if (inet_pton(AF_INET, host, &four->sin_addr) == 1) {
        four->sin_family = AF_INET;
        four->sin_port = htons(port);
        to->bytes = sizeof *four;
        to->is_public = ntohl(four->sin_addr.s_addr) >> 24 != 127;
        return true;
    }
    if (inet_pton(AF_INET6, host, &six->sin6_addr) == 1) {
        six->sin6_family = AF_INET6;
        six->sin6_port = htons(port);
        to->bytes = sizeof *six;
        to->is_public = !IN6_IS_ADDR_LOOPBACK(&six->sin6_addr);
        return true;
    }
    return false;
}

/* Says the address in Kore's words and in a browser's. */
static void name_inet(struct arena *mem, struct listen_address *to)
{
    const struct sockaddr_in *four = (const struct sockaddr_in *)&to->address;
    const struct sockaddr_in6 *six = (const struct sockaddr_in6 *)&to->address;
    bool is_four = to->address.ss_family == AF_INET;
    char host[INET6_ADDRSTRLEN] = "";
    unsigned port = ntohs(is_four ? four->sin_port : six->sin6_port);

    if (is_four)
        inet_ntop(AF_INET, &four->sin_addr, host, sizeof host);
    else
        inet_ntop(AF_INET6, &six->sin6_addr, host, sizeof host);
    to->place = arena_printf(mem, "bind %s %u", host, port);
    to->url = arena_printf(mem, is_four ? "http://%s:%u" : "http://[%s]:%u",
                           host, port);
}

const char *listen_parse(struct arena *mem, const char *text,
                         struct listen_address *to)
{
    const char *colon;
    char *host;
    size_t bytes;
    int64_t port;

    *to = (struct listen_address){0};
    if (str_starts(text, "unix:"))
        return parse_unix(mem, text + strlen("unix:"), to);
    colon = strrchr(text, ':');
    if (!colon || !str_int(colon + 1, 0, 65535, &port))
        return "the address is not ADDR:PORT or unix:PATH";
    host = arena_textn(mem, text, (size_t)(colon - text));
    bytes = strlen(host);
    if (bytes > 1 && host[0] == '[' && host[bytes - 1] == ']') {
        host[bytes - 1] = '\0';
        host++;
    } else if (strchr(host, ':')) {
        return "an IPv6 address needs brackets: [::1]:8080";
    } else if (str_equal(host, "localhost")) {
        host = arena_text(mem, "127.0.0.1");
    }
    if (!parse_host(host, (in_port_t)port, to))
        return "the address is not in numbers";
    name_inet(mem, to);
    return NULL;
}

static int open_socket(const struct listen_address *to, int timeout_ms)
{
    struct timeval limit = {.tv_sec = timeout_ms / 1000,
                            .tv_usec = timeout_ms % 1000 * 1000};
    int fd = socket(to->address.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);

    if (fd < 0)
        return -1;
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    return fd;
}

static bool is_connected(int fd, const struct listen_address *to)
{
    const struct sockaddr *address = (const struct sockaddr *)&to->address;

    return connect(fd, address, to->bytes) == 0;
}

static const char *claim_unix(struct arena *mem, struct listen_address *to)
{
    struct stat found;
    bool taken;
    int fd;

    if (lstat(to->path, &found) != 0)
        return errno == ENOENT ? NULL
                               : arena_printf(mem, "cannot listen on %s: %s",
                                              to->url, strerrordesc_np(errno));
    if (!S_ISSOCK(found.st_mode))
        return arena_printf(mem, "%s exists and is not a socket", to->path);
    fd = open_socket(to, 1000);
    taken = fd >= 0 && is_connected(fd, to);
    if (fd >= 0)
        close(fd);
    if (taken)
        return arena_printf(mem, "%s is in use by another server", to->url);
    if (unlink(to->path) != 0)
        return arena_printf(mem, "cannot remove the old socket %s: %s",
                            to->path, strerrordesc_np(errno));
    return NULL;
}

static const char *claim_inet(struct arena *mem, struct listen_address *to)
{
    static const int on = 1;
    socklen_t bytes = to->bytes;
    struct sockaddr *address = (struct sockaddr *)&to->address;
    int error = 0, fd = open_socket(to, 1000);

    if (fd < 0)
        return arena_printf(mem, "cannot listen on %s: %s", to->url,
                            strerrordesc_np(errno));
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, address, to->bytes) != 0 || listen(fd, 1) != 0 ||
        getsockname(fd, address, &bytes) != 0)
        error = errno;
    close(fd);
    if (error == EADDRINUSE)
        return arena_printf(mem, "%s is in use by another server", to->url);
    if (error != 0)
        return arena_printf(mem, "cannot listen on %s: %s", to->url,
                            strerrordesc_np(error));
    name_inet(mem, to);
    return NULL;
}

const char *listen_claim(struct arena *mem, struct listen_address *to)
{
    return to->is_unix ? claim_unix(mem, to) : claim_inet(mem, to);
}

bool listen_answers(const struct listen_address *to, int timeout_ms)
{
    static const char question[] =
        "GET /healthz HTTP/1.1\r\n"
        "host: localhost\r\n"
        "connection: close\r\n\r\n";
    static const char good[] = "HTTP/1.1 200 ";
    char answer[sizeof good] = "";
    int fd = open_socket(to, timeout_ms);
    bool ok = false;

    if (fd < 0)
        return false;
    if (is_connected(fd, to) &&
        send(fd, question, sizeof question - 1, MSG_NOSIGNAL) ==
            (ssize_t)(sizeof question - 1) &&
        recv(fd, answer, sizeof good - 1, MSG_WAITALL) ==
            (ssize_t)(sizeof good - 1))
        ok = memcmp(answer, good, sizeof good - 1) == 0;
    close(fd);
    return ok;
}

void listen_leave(const struct listen_address *to)
{
    if (to->path)
        unlink(to->path);
}
