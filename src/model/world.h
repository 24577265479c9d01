/* What every rule needs to know besides its own question: the database, memory
 * for the answer, the present, and on whose behalf it acts. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct db;
struct standing_memo;

struct world {
    struct db *db;
    struct arena *mem;        /* results live here */
    int64_t now;              /* Unix seconds; one value per request */
    int64_t user_id;          /* who acts; 0: the command line or the program */
    const char *home;         /* folder of the award home, absolute */
    const char *url;          /* origin of links, without a slash at the end */
    const unsigned char *key; /* SECRET_KEY_BYTES, for signing small things */
    const unsigned char *seal_key;   /* as many: seed of the Ed25519 key */
    struct standing_memo *standings; /* or NULL: see model/standing.h */
    bool posts; /* mails are sent by the program, not passed on by the office */
};

/* The person who acts, for a column that is NULL for the command line. */
static inline const int64_t *world_actor(const struct world *w)
{
    return w->user_id != 0 ? &w->user_id : NULL;
}
