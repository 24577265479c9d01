/* The route table: every page of the house with what it needs. */
#pragma once

#include "http/request.h"
#include "page/ctx.h"

#include <stddef.h>

enum role {
    ROLE_ANYONE,
    ROLE_USER, /* logged in, whatever the role */
    ROLE_COMPANY,
    ROLE_JUROR,
    ROLE_ORGANISER
};

enum transaction {
    TX_READ,  /* one snapshot; a GET never writes */
    TX_WRITE, /* the only writer until the reply is made */
    TX_NONE   /* the handler begins its own: password work lies between */
};

typedef void handler(struct ctx *c);

struct route {
    enum http_method method;
    const char *pattern;
    handler *handler;
    enum role role;
    enum transaction transaction;
};

extern const struct route routes[];
extern const size_t route_count;
