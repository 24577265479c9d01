/* Where `lorbeer serve` listens: parse it, make sure it is free, ask whether
 * somebody answers there. */
#pragma once

#include <stdbool.h>
#include <sys/socket.h>

struct arena;

struct listen_address {
    bool is_unix;
    bool is_public;    /* reachable from other machines, without TLS */
    const char *place; /* as Kore's configuration has it: "bind IP PORT" */
    const char *path;  /* of the unix socket, absolute; else NULL */
    const char *url;   /* "http://127.0.0.1:8080" or "unix:/run/…" */
    struct sockaddr_storage address;
    socklen_t bytes;
};

/* Reads "ADDR:PORT", "[ADDR6]:PORT", "localhost:PORT" or "unix:PATH" (relative
 * to the working directory). Port 0 stands for any free one. NULL on success,
 * else what is wrong with it, as part of a sentence. */
const char *listen_parse(struct arena *mem, const char *text,
                         struct listen_address *to);

/* Makes sure that nobody listens there and that we may, chooses the port if it
 * is 0, and removes the socket file of a server that is gone. NULL on success,
 * else why not. */
const char *listen_claim(struct arena *mem, struct listen_address *to);

/* Does GET /healthz answer 200? Waits at most `timeout_ms` for each step. */
bool listen_answers(const struct listen_address *to, int timeout_ms);

/* Removes the socket file that Kore leaves behind. */
void listen_leave(const struct listen_address *to);
