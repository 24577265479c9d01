/* Forms that could not be taken when they were sent, kept for the person from
 * whose page they came: nobody else reads them, and nothing is done with them
 * until he sends them again. */
#pragma once

#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    KEPT_S = 3 * 24 * 60 * 60, /* over a weekend */
    KEPT_MAX = 5               /* of one person; the oldest goes first */
};

struct kept {
    int64_t id, at;
    const char *path;   /* where it was sent */
    const char *fields; /* urlencoded */
};

/* Keeps it; the same form sent twice is kept once. Write transaction. */
void kept_add(const struct world *w, int64_t user_id, const char *path,
              const char *fields);
/* What has waited too long goes; at each login. Write transaction. */
void kept_sweep(const struct world *w);
/* A person's, the latest first; the count. */
size_t kept_list(const struct world *w, int64_t user_id, struct kept **list);
/* It has arrived, or is not wanted any more; nothing of others goes. Write
 * transaction. */
void kept_drop(const struct world *w, int64_t user_id, int64_t id);
