#include "support/home.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/log.h"
#include "base/secret.h"
#include "base/str.h"
#include "db/db.h"
#include "db/migrate.h"
#include "model/user.h"

/* Migrated once; each home starts from a copy. */
static unsigned char *pristine;
static size_t pristine_bytes;

static void make_pristine(void)
{
    struct arena *mem = arena_new();
    struct db *db = db_open_memory(NULL, 0);
    db_set_arena(db, mem);
    const char *why = migrate(db);
    if (why != NULL)
        die("migration: %s", why);
    pristine = db_copy(db, &pristine_bytes);
    db_close(db);
    arena_free(mem);
}

static void free_pristine(void)
{
    db_copy_free(pristine);
}

struct test_home *home_new(void)
{
    secret_start();
    secret_weaken_for_tests();
    if (pristine == NULL) {
        make_pristine();
        atexit(free_pristine);
    }
    struct test_home *h = calloc(1, sizeof *h);
    if (h == NULL)
        die("no memory");
    snprintf(h->folder, sizeof h->folder, "/tmp/lorbeer-test-XXXXXX");
    if (mkdtemp(h->folder) == NULL)
        die("no temporary folder");
    h->mem = arena_new();
    h->app = app_around(db_open_memory(pristine, pristine_bytes), h->folder);
    static const char *const folders[] = {"files", "exports", "run", "keys"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        file_folder(arena_printf(h->mem, "%s/%s", h->folder, folders[i]), 0700);
    home_time(h, TEST_NOW);
    return h;
}

static int remove_one(const char *path, const struct stat *st, int flag,
                      struct FTW *ftw)
{
    (void)st, (void)flag, (void)ftw;
    return remove(path);
}

void home_free(struct test_home *h)
{
    clock_freeze(0);
    app_close(h->app);
    arena_free(h->mem);
    nftw(h->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    free(h);
}

void home_time(struct test_home *h, int64_t now)
{
    clock_freeze(now);
    h->world = app_world(h->app, h->mem);
}

struct world *home_begin(struct test_home *h)
{
    h->world = app_world(h->app, h->mem);
    if (!db_begin(h->world.db, DB_WRITE))
        die("begin: %s", db_why(h->world.db));
    return &h->world;
}

void home_commit(struct test_home *h)
{
    if (!db_commit(h->world.db))
        die("the test's own writes failed");
}

int64_t home_user(struct test_home *h, const char *email, const char *roles)
{
    char hash[SECRET_PASSWORD_HASH];
    struct world *w = home_begin(h);
    int64_t id = user_create(w, email, email, "de");
    secret_password_hash(hash, "correct horse");
    user_set_password_hash(w, id, hash);
    static const char *const all[] = {"organiser", "juror", "company"};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (strstr(roles, all[i]) != NULL)
            user_grant(w, id, all[i]);
    home_commit(h);
    return id;
}

int64_t home_edition(struct test_home *h)
{
    char sql[1200];
    snprintf(sql, sizeof sql,
             "INSERT INTO edition (slug, number, year, title_de, title_en, "
             "motto_de, motto_en, phase, opens_at, deadline_at, created_at) "
             "VALUES ('2026', 10, 2026, 'Testpreis 2026', 'Test Award 2026', "
             "'Vielfalt wirkt', 'Diversity works', 1, %lld, %lld, %lld);"
             "INSERT INTO category (edition_id, code, position, name_de, "
             "name_en) SELECT id, 'kmu', 1, 'Kleine und mittlere Unternehmen',"
             " 'Small and medium-sized companies' FROM edition;"
             "INSERT INTO category (edition_id, code, position, name_de, "
             "name_en) SELECT id, 'gross', 2, 'Großunternehmen', "
             "'Large companies' FROM edition;",
             (long long)TEST_NOW - 86400, (long long)TEST_NOW + 30 * 86400,
             (long long)TEST_NOW - 2 * 86400);
    home_sql(h, sql);
    return home_number(h, "SELECT max(id) FROM edition");
}

void home_sql(struct test_home *h, const char *sql)
{
    db_set_arena(h->app->db, h->mem);
    const char *why = db_script(h->app->db, sql);
    if (why != NULL)
        die("%s in %s", why, sql);
}

int64_t home_number(struct test_home *h, const char *sql)
{
    db_set_arena(h->app->db, h->mem);
    return db_number(h->app->db, sql);
}

const char *home_text(struct test_home *h, const char *sql)
{
    db_set_arena(h->app->db, h->mem);
    return db_text(h->app->db, sql);
}
