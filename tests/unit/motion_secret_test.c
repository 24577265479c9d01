/* Secret motions: counted, and nowhere is who said what. */
#include "support/motion_test.h"

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
        SCENE(test_counted),  SCENE(test_stays),         SCENE(test_runoff),
        SCENE(test_no_trace), SCENE(test_late_conflict),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
