/* `lorbeer check`: one finding a line on stdout. It opens the home itself: what
 * would keep the server from starting is a finding here, and nothing is
 * migrated, so a home on a read-only medium can be checked. */
#include "app/cli_check.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/cli.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/config.h"
#include "base/file.h"
#include "base/secret.h"
#include "db/db.h"
#include "db/schema.h"
#include "model/check.h"

static void check_settings(const struct world *w, struct check *check)
{
    struct config config;
    const char *why = config_read(
        w->mem, arena_printf(w->mem, "%s/lorbeer.conf", w->home), &config);
    if (why != NULL)
        check_add(w, check, "settings: %s", why);
    else if (!clock_zone(config.timezone))
        check_add(w, check, "settings: no time zone '%s' on this machine",
                  config.timezone);
}

/* Questions are asked of the schema that this program knows; false if the
 * database has another. */
static bool check_version(const struct world *w, struct check *check)
{
    int64_t version = db_number(w->db, "PRAGMA user_version");
    if (version == (int64_t)schema_file_count)
        return true;
    check_add(w, check,
              "database: its schema is number %" PRId64
              ", this program's %zu%s",
              version, schema_file_count,
              version < (int64_t)schema_file_count
                  ? "; lorbeer serve brings it up to date"
                  : "");
    return false;
}

static int report(const struct check *check)
{
    for (size_t i = 0; i < check->count; i++)
        puts(check->finding[i]);
    if (check->count == 0) {
        printf("all is well: %zu files, %zu log entries", check->files,
               check->log_entries);
        if (check->orphans > 0)
            printf("; %zu files belong to nothing, which does no harm",
                   check->orphans);
        putchar('\n');
    }
    if (fflush(stdout) != 0)
        return EXIT_ENVIRONMENT;
    return check->count == 0 ? EXIT_DONE : EXIT_REFUSED;
}

/* `seal_key`: that seals must be signed with; NULL: check_home() says why. */
static int run(struct arena *mem, const char *home,
               const unsigned char *seal_key)
{
    const char *why = NULL;
    struct check check = {0};
    struct world w = {
        .mem = mem, .home = home, .now = clock_now(), .seal_key = seal_key};
    w.db = db_open(arena_printf(mem, "%s/lorbeer.db", home), false, &why);
    if (w.db == NULL)
        return cli_fail(EXIT_ENVIRONMENT, home, why);
    db_set_arena(w.db, mem);
    check_settings(&w, &check);
    if (check_version(&w, &check))
        check_home(&w, &check);
    int status = report(&check);
    db_close(w.db);
    return status;
}

int cli_check_home(const char *folder)
{
    secret_start();
    struct arena *mem = arena_new();
    char *home = realpath(folder, NULL);
    unsigned char key[SECRET_KEY_BYTES];
    int status;
    if (home == NULL)
        status = cli_fail(EXIT_ENVIRONMENT, folder, strerrordesc_np(errno));
    else
        status =
            run(mem, home, app_read_key(mem, home, "seal", key) ? key : NULL);
    secret_wipe(key, sizeof key);
    free(home);
    arena_free(mem);
    return status;
}

int cli_check(int argc, char **argv)
{
    if (argc != 2 || argv[1][0] == '-')
        return cli_usage("check");
    return cli_check_home(argv[1]);
}
