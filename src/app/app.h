/* What outlives a request: the database handle, the settings, the keys. */
#pragma once

#include "app/serve.h"
#include "base/config.h"
#include "base/secret.h"
#include "model/world.h"

#include <stdbool.h>

struct shelf;
struct standing_memo;

struct app {
    struct arena *mem; /* of this struct and its settings */
    struct db *db;
    struct standing_memo *standings;
    struct shelf *shelf;
    struct config config;
    const char *home;                         /* absolute */
    unsigned char key[SECRET_KEY_BYTES];      /* of cookies */
    unsigned char seal_key[SECRET_KEY_BYTES]; /* seed of the Ed25519 key */
    bool secure;                              /* links are https */
};

/* A key of SECRET_KEY_BYTES from the home's keys; false: it cannot be read. The
 * caller wipes it. */
bool app_read_key(struct arena *mem, const char *home, const char *name,
                  unsigned char *into);

/* An app around a database that is already open (tests). Takes it over. */
struct app *app_around(struct db *db, const char *home);

/* The world as the command line sees it: no user, the present, `mem`. */
struct world app_world(struct app *app, struct arena *mem);
