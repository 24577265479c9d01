/* The ranking that is kept: for as long as nobody writes, and no longer. */
#include "support/meeting.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "db/db.h"
#include "model/standing.h"

static struct test_home *home;
static struct meeting_scene s;
static const struct standing *list;

static int setup(void **state)
{
    (void)state;
    home = home_new();
    s = meeting_scene(home);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    home_free(home);
    return 0;
}

#define STANDING(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

static size_t read_once(void)
{
    home->world = app_world(home->app, home->mem);
    assert_true(db_begin(home->world.db, DB_READ));
    size_t count = standing_of_round(&home->world, s.j.round, &list);
    assert_true(db_commit(home->world.db));
    return count;
}

static void test_kept_until_something_is_written(void **state)
{
    (void)state;
    assert_int_equal(read_once(), 3);
    assert_int_equal(list[0].entry_id, s.j.entry[0]);
    assert_int_equal(list[0].place, 1);
    const struct standing *first = list;
    assert_int_equal(read_once(), 3);
    assert_ptr_equal(list, first);
    /* the first is withdrawn: the others move up */
    home_sql(home, arena_printf(home->mem,
                                "UPDATE entry SET state = 'withdrawn'"
                                " WHERE id = %d",
                                (int)s.j.entry[0]));
    assert_int_equal(read_once(), 2);
    assert_int_equal(list[0].entry_id, s.j.entry[2]);
    assert_int_equal(list[0].place, 1);
}

/* What a transaction wrote is its own, and gone when it is rolled back. */
static void test_nothing_of_a_rolled_back_transaction(void **state)
{
    (void)state;
    assert_int_equal(read_once(), 3);
    struct world *w = home_begin(home);
    assert_null(
        db_script(w->db, arena_printf(home->mem,
                                      "UPDATE entry SET state = 'withdrawn'"
                                      " WHERE id = %d",
                                      (int)s.j.entry[0])));
    assert_int_equal(db_version(w->db), 0);
    assert_int_equal(standing_of_round(w, s.j.round, &list), 2);
    db_rollback(w->db);
    assert_int_equal(read_once(), 3);
}

static int64_t version_of(struct db *db)
{
    assert_true(db_begin(db, DB_READ));
    int64_t version = db_version(db);
    assert_true(db_commit(db));
    return version;
}

/* Another worker of the server writes. */
static void test_another_writer_is_noticed(void **state)
{
    char name[] = "/tmp/lorbeer-version-XXXXXX";
    const char *why = NULL;
    (void)state;
    int fd = mkstemp(name);
    assert_true(fd >= 0);
    close(fd);
    struct db *one = db_open(name, true, &why);
    struct db *two = db_open(name, false, &why);
    assert_non_null(one);
    assert_non_null(two);
    db_set_arena(one, home->mem);
    db_set_arena(two, home->mem);
    assert_null(db_script(one, "CREATE TABLE t (a)"));
    int64_t version = version_of(one);
    assert_int_not_equal(version, 0);
    assert_int_equal(version_of(one), version);
    assert_null(db_script(two, "INSERT INTO t VALUES (1)"));
    assert_int_not_equal(version_of(one), version);
    version = version_of(one);
    assert_null(db_script(one, "INSERT INTO t VALUES (1)"));
    assert_int_not_equal(version_of(one), version);
    assert_int_equal(db_version(one), 0); /* outside of a transaction */
    db_close(one);
    db_close(two);
    unlink(name);
    unlink(arena_printf(home->mem, "%s-wal", name));
    unlink(arena_printf(home->mem, "%s-shm", name));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STANDING(test_kept_until_something_is_written),
        STANDING(test_nothing_of_a_rolled_back_transaction),
        STANDING(test_another_writer_is_noticed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
