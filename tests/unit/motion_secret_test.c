/* Secret motions: counted, and nowhere is who said what. */
#include "support/motion_test.h"

#include "app/app.h"
#include "base/file.h"
#include "db/db.h"
#include "model/jury.h"

static int64_t secret(const char *kind, const char *entries)
{
    struct motion_plan p = plan(kind, entries);
    int64_t id = 0;
    p.category_id = s.category;
    p.secret = true;
    p.departure = "Die Jury gewichtet anders.";
    assert_int_equal(move_plan(&p, &id), MOTION_OK);
    return id;
}

static void test_counted(void **state)
{
    struct motion m = voted(secret("commend", "1"), "yyn");
    (void)state;
    assert_string_equal(m.outcome, "carried");
    assert_int_equal(m.yes, 2);
    assert_int_equal(m.no, 1);
    assert_string_equal(honours(), "E02:commended");
    m = voted(secret("commend", "0"), "yaa");
    assert_string_equal(m.outcome, "repeat");
    assert_checked();
}

static void test_stays(void **state)
{
    int64_t id = secret("commend", "1");
    (void)state;
    assert_int_equal(open_it(id), MOTION_OK);
    assert_int_equal(vote(id, 0, "yes"), MOTION_OK);
    assert_int_equal(vote(id, 0, "no"), MOTION_VOTED);
    assert_int_equal(close_it(id), MOTION_OK);
    assert_int_equal(read_it(id).yes, 1);
}

static void test_runoff(void **state)
{
    int64_t id = secret("runoff", "02");
    (void)state;
    assert_int_equal(open_it(id), MOTION_OK);
    for (int i = 0; i < 3; i++)
        assert_int_equal(
            vote_as(id, s.j.member[i], "entry", s.j.entry[i == 1 ? 0 : 2]),
            MOTION_OK);
    assert_int_equal(close_it(id), MOTION_OK);
    struct motion m = read_it(id);
    assert_int_equal(m.chosen_entry_id, s.j.entry[2]);
    assert_int_equal(m.entry_votes[0], 1);
    assert_int_equal(m.entry_votes[1], 2);
}

/* The whole database but for the counts, row by row. Two juries that vote the
 * same way in sum leave the same behind, whoever said what. */
static const char *all_rows(void)
{
    static const char *const tables[] = {
        "vote",         "motion",        "motion_seat", "motion_entry",
        "secret_count", "meeting_event", "audit",       "audit_payload"};
    const char *all = "";
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        const char *columns = home_text(
            home, arena_printf(home->mem,
                               "SELECT group_concat('quote(' || name || ')', "
                               "'||'',''||') FROM pragma_table_info('%s') "
                               "WHERE name NOT IN ('salt', 'digest', "
                               "'previous', 'payload_digest')",
                               tables[i]));
        const char *rows = home_text(
            home, arena_printf(home->mem,
                               "SELECT coalesce(group_concat(t, char(10)), '') "
                               "FROM (SELECT %s AS t FROM %s ORDER BY t)",
                               arena_text(home->mem, columns), tables[i]));
        all = arena_printf(home->mem, "%s%s\n%s\n", all, tables[i],
                           arena_text(home->mem, rows));
    }
    return all;
}

static const char *left_behind(const char *votes, bool closed)
{
    home_free(home);
    home = home_new();
    s = meeting_scene_open(home);
    int64_t id = secret("commend", "1");
    assert_int_equal(open_it(id), MOTION_OK);
    for (int i = 0; votes[i]; i++)
        assert_int_equal(vote(id, i, votes[i] == 'y' ? "yes" : "no"),
                         MOTION_OK);
    if (closed)
        assert_int_equal(close_it(id), MOTION_OK);
    return all_rows();
}

static char *kept(const char *text)
{
    char *copy = strdup(text);
    assert_non_null(copy);
    return copy;
}

static void test_no_trace(void **state)
{
    (void)state;
    for (int closed = 0; closed < 2; closed++) {
        char *first = kept(left_behind("yny", closed == 1));
        char *second = kept(left_behind("yyn", closed == 1));
        char *other = kept(left_behind("nny", closed == 1));
        assert_string_equal(first, second);
        assert_string_not_equal(first, other);
        free(first);
        free(second);
        free(other);
    }
    assert_int_equal(home_number(home, "SELECT count(*) FROM secret_count"), 0);
    assert_int_equal(
        home_number(home,
                    "SELECT count(*) FROM vote WHERE choice = 'secret' "
                    "AND cast_at IS NULL AND entry_id IS NULL"),
        3);
    assert_int_equal(home_number(home,
                                 "SELECT count(*) FROM audit WHERE "
                                 "action = 'motion.vote'"),
                     0);
}

/* --- files ---------------------------------------------------------------- */

/* The same home, its database in a file as when it is served. */
static void move_to_file(void)
{
    const char *why = NULL;
    size_t bytes = 0;
    unsigned char *copy = db_copy(home->app->db, &bytes);
    char *path = arena_printf(home->mem, "%s/lorbeer.db", home->folder);
    assert_true(file_write(path, copy, bytes, 0600));
    db_copy_free(copy);
    app_close(home->app);
    struct db *db = db_open(path, false, &why);
    assert_non_null(db);
    home->app = app_around(db, home->folder);
    home_time(home, TEST_NOW);
}

static size_t found_in(const char *name, const char *text)
{
    size_t bytes = 0, found = 0, length = strlen(text);
    char *file = file_read(arena_printf(home->mem, "%s/%s", home->folder, name),
                           1 << 26, &bytes);
    for (size_t i = 0; file != NULL && i + length <= bytes; i++)
        found += memcmp(file + i, text, length) == 0;
    free(file);
    return found;
}

/* How often the counter of a nomination stands in the files, by the text that
 * only it has: in the table and in its index, for each state that is kept. */
static size_t counters(const char *code)
{
    const char *text = arena_printf(home->mem, "entry %s", code);
    return found_in("lorbeer.db", text) + found_in("lorbeer.db-wal", text);
}

/* Two states of the count beside those of who voted would say who said what. */
static void test_one_state_in_files(void **state)
{
    (void)state;
    move_to_file();
    int64_t id = secret("runoff", "02");
    assert_int_equal(open_it(id), MOTION_OK);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(
            vote_as(id, s.j.member[i], "entry", s.j.entry[i == 1 ? 0 : 2]),
            MOTION_OK);
        assert_int_equal(counters("E01"), 2);
        assert_int_equal(counters("E03"), 2);
    }
    assert_int_equal(close_it(id), MOTION_OK);
    assert_int_equal(counters("E01"), 0);
    assert_int_equal(counters("E03"), 0);
    assert_int_equal(read_it(id).entry_votes[1], 2);
}

static void test_withdrawn_in_files(void **state)
{
    (void)state;
    move_to_file();
    int64_t id = secret("runoff", "02");
    assert_int_equal(open_it(id), MOTION_OK);
    assert_int_equal(vote_as(id, s.j.member[0], "entry", s.j.entry[2]),
                     MOTION_OK);
    struct world *w = home_begin(home);
    assert_int_equal(motion_withdraw(w, id), MOTION_OK);
    home_commit(home);
    assert_int_equal(counters("E03"), 0);
}

/* While somebody reads, the log stays; the next commit empties it. */
static void test_reader_in_files(void **state)
{
    const char *why = NULL;
    (void)state;
    move_to_file();
    int64_t id = secret("runoff", "02");
    assert_int_equal(open_it(id), MOTION_OK);
    struct db *reader = db_open(
        arena_printf(home->mem, "%s/lorbeer.db", home->folder), false, &why);
    assert_non_null(reader);
    assert_true(db_begin(reader, DB_READ));
    assert_int_equal(db_number(reader, "SELECT votes FROM secret_count"), 0);
    assert_int_equal(vote_as(id, s.j.member[0], "entry", s.j.entry[2]),
                     MOTION_OK);
    assert_true(counters("E03") > 2);
    db_close(reader);
    assert_true(db_begin(home->app->db, DB_READ));
    assert_true(db_commit(home->app->db));
    assert_int_equal(counters("E03"), 2);
}

/* A vote that is in the count and should not be cannot be found again. */
static void test_late_conflict(void **state)
{
    int64_t id = secret("commend", "1"), again = 0;
    (void)state;
    assert_int_equal(open_it(id), MOTION_OK);
    for (int i = 0; i < 3; i++)
        assert_int_equal(vote(id, i, "yes"), MOTION_OK);
    struct world *w = home_begin(home);
    conflict_declare(w, s.j.member[1], s.j.entry[1], "client", "");
    home_commit(home);
    assert_int_equal(close_it(id), MOTION_OK);
    struct motion m = read_it(id);
    assert_string_equal(m.outcome, "repeat");
    assert_int_equal(m.yes, 0);
    assert_string_equal(honours(), "");
    w = home_begin(home);
    assert_int_equal(motion_repeat(w, id, &again), MOTION_OK);
    home_commit(home);
    assert_false(read_it(again).no_abstention);
    assert_true(read_it(again).secret);
    assert_checked();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENE(test_counted),
        SCENE(test_stays),
        SCENE(test_runoff),
        SCENE(test_no_trace),
        SCENE(test_late_conflict),
        SCENE(test_one_state_in_files),
        SCENE(test_withdrawn_in_files),
        SCENE(test_reader_in_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
