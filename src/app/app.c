/* Opening an award home: settings, keys, database, migrations. */
#include "app/app.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/str.h"
#include "db/db.h"
#include "db/migrate.h"
#include "model/seal.h"
#include "model/standing.h"
#include "page/shelf.h"

static struct app *app_new(const char *home)
{
    struct arena *mem = arena_new();
    struct app *app = arena_alloc(mem, sizeof *app);
    app->mem = mem;
    app->standings = standing_memo_new();
    app->shelf = shelf_new();
    app->home = arena_text(mem, home);
    return app;
}

bool app_read_key(struct arena *mem, const char *home, const char *name,
                  unsigned char *into)
{
    size_t bytes = 0;
    char *path = arena_printf(mem, "%s/keys/%s", home, name);
    char *key = file_read(path, SECRET_KEY_BYTES, &bytes);
    bool ok = key != NULL && bytes == SECRET_KEY_BYTES;
    if (ok)
        memcpy(into, key, bytes);
    if (key != NULL)
        secret_wipe(key, bytes);
    free(key);
    return ok;
}

/* Rounds that an earlier version closed get their seal now. */
static const char *seal_older(struct app *app)
{
    struct arena *mem = arena_new();
    struct world w = app_world(app, mem);
    const char *why = NULL;
    if (seal_is_missing(&w) && db_begin(app->db, DB_WRITE)) {
        seal_missing(&w);
        if (!db_commit(app->db))
            why = "rounds that are closed could not be sealed";
    }
    db_set_arena(app->db, app->mem);
    arena_free(mem);
    return why;
}

static const char *open_home(struct app *app)
{
    const char *why = NULL;
    char *absolute = realpath(app->home, NULL);
    if (absolute == NULL)
        return arena_printf(app->mem, "%s: %s", app->home, strerror(errno));
    app->home = arena_text(app->mem, absolute);
    free(absolute);

    char *path = arena_printf(app->mem, "%s/lorbeer.conf", app->home);
    why = config_read(app->mem, path, &app->config);
    if (why != NULL)
        return why;
    if (!clock_zone(app->config.timezone))
        return arena_printf(app->mem, "%s: no time zone '%s' on this machine",
                            path, app->config.timezone);
    if (!app_read_key(app->mem, app->home, "cookie", app->key))
        return arena_printf(app->mem, "%s/keys/cookie cannot be read",
                            app->home);
    if (!app_read_key(app->mem, app->home, "seal", app->seal_key))
        return arena_printf(app->mem, "%s/keys/seal cannot be read", app->home);
    app->secure = str_starts(app->config.url, "https:");

    path = arena_printf(app->mem, "%s/lorbeer.db", app->home);
    app->db = db_open(path, false, &why);
    if (app->db == NULL)
        return why;
    db_set_arena(app->db, app->mem);
    db_forget(app->db); /* a process that was killed had no time to */
    why = migrate(app->db);
    return why != NULL ? why : seal_older(app);
}

struct app *app_open(const char *home, const char **why)
{
    static char text[512];
    secret_start();
    struct app *app = app_new(home);
    const char *what = open_home(app);
    if (what == NULL)
        return app;
    snprintf(text, sizeof text, "%s", what);
    *why = text;
    app_close(app);
    return NULL;
}

struct app *app_around(struct db *db, const char *home)
{
    struct app *app = app_new(home);
    app->db = db;
    app->config.url = "http://127.0.0.1:8080";
    app->config.timezone = "Europe/Berlin";
    clock_zone(app->config.timezone);
    return app;
}

void app_close(struct app *app)
{
    if (app == NULL)
        return;
    db_close(app->db);
    standing_memo_free(app->standings);
    shelf_free(app->shelf);
    secret_wipe(app->key, sizeof app->key);
    secret_wipe(app->seal_key, sizeof app->seal_key);
    arena_free(app->mem);
}

struct world app_world(struct app *app, struct arena *mem)
{
    db_set_arena(app->db, mem);
    return (struct world){
        .db = app->db,
        .mem = mem,
        .now = clock_now(),
        .home = app->home,
        .url = app->config.url,
        .key = app->key,
        .seal_key = app->seal_key,
        .standings = app->standings,
        .posts = app->config.smtp.server != NULL,
    };
}
