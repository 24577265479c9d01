/* A client of the web server that speaks HTTP itself, so that an answer that
 * was cut off is told from a whole one. One connection a request; cookies are
 * kept. For programs of a test that end when something is not as it must be. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    CLIENT_ANSWER_MAX = 2 << 20,
    CLIENT_BODY_MAX = 64 << 10,
    CLIENT_TEXT_MAX = 4096, /* bytes of a path, a cookie, a field */
    CLIENT_COOKIES_MAX = 8
};

struct client {
    uint16_t port;
    char cookie[CLIENT_COOKIES_MAX][CLIENT_TEXT_MAX]; /* name=value */
    char answer[CLIENT_ANSWER_MAX];
    const char *content; /* of the answer */
    int status;
};

/* Says what on stderr and ends the program with 1. */
_Noreturn void client_give_up(const char *what, int status);

/* One request; body NULL: GET, else a form's. false: no answer, or only a part
 * of one. */
bool client_ask(struct client *c, const char *path, const char *body);

/* GET until the server, which may be starting, answers; gives up after a
 * minute. */
void client_wait(struct client *c, const char *path);
