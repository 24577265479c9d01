/* Motions: who may vote, what is counted, what is recorded. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/check.h"
#include "model/check_motion.h"
#include "model/honour.h"
#include "support/meeting.h"

static struct test_home *home;
static struct meeting_scene s;

static int setup(void **state)
{
    (void)state;
    home = home_new();
    s = meeting_scene_open(home);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    home_free(home);
    return 0;
}

#define SCENE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

/* --- small steps --- */

/* "012": the nominations by their places in the scene. */
static struct motion_plan plan(const char *kind, const char *entries)
{
    int64_t *list = arena_alloc(home->mem, 8 * sizeof *list);
    struct motion_plan p = {.item_id = s.item[MEETING_CONTEST], .kind = kind};
    for (; *entries; entries++)
        list[p.entry_count++] = s.j.entry[*entries - '0'];
    p.entry = list;
    return p;
}

static enum motion_outcome move_plan(const struct motion_plan *p, int64_t *id)
{
    struct world *w = home_begin(home);
    enum motion_outcome outcome = motion_move(w, p, id);
    home_commit(home);
    return outcome;
}

static int64_t moved(const char *kind, const char *entries)
{
    int64_t id = 0;
    struct motion_plan p = plan(kind, entries);
    p.category_id = str_equal(kind, "other") ? 0 : s.category;
    p.text = "Die Jury dankt allen.";
    p.reason_de = "Überzeugt die „Praxis“.";
    p.reason_en = "Convinces.";
    p.departure = "Die Jury gewichtet anders.";
    assert_int_equal(move_plan(&p, &id), MOTION_OK);
    return id;
}

static enum motion_outcome open_it(int64_t id)
{
    struct world *w = home_begin(home);
    enum motion_outcome outcome = motion_open(w, id);
    home_commit(home);
    return outcome;
}

static enum motion_outcome vote_as(int64_t id, int64_t member,
                                   const char *choice, int64_t entry)
{
    struct world *w = home_begin(home);
    enum motion_outcome outcome = motion_vote(w, id, member, choice, entry);
    home_commit(home);
    return outcome;
}

static enum motion_outcome vote(int64_t id, int juror, const char *choice)
{
    return vote_as(id, s.j.member[juror], choice, 0);
}

static enum motion_outcome close_it(int64_t id)
{
    struct world *w = home_begin(home);
    enum motion_outcome outcome = motion_close(w, id);
    home_commit(home);
    return outcome;
}

static struct motion read_it(int64_t id)
{
    struct motion m;
    struct world *w = home_begin(home);
    assert_true(motion_by_id(w, id, &m));
    home_commit(home);
    return m;
}

/* "yna": what each juror of the scene says; "." nothing. */
static struct motion voted(int64_t id, const char *votes)
{
    assert_int_equal(open_it(id), MOTION_OK);
    for (int i = 0; votes[i]; i++)
        if (votes[i] != '.')
            assert_int_equal(vote(id, i,
                                  votes[i] == 'y'   ? "yes"
                                  : votes[i] == 'n' ? "no"
                                                    : "abstain"),
                             MOTION_OK);
    assert_int_equal(close_it(id), MOTION_OK);
    return read_it(id);
}

static const char *honours(void)
{
    return home_text(home,
                     "SELECT coalesce(group_concat(t, ' '), '') FROM (SELECT "
                     "e.code || ':' || h.kind AS t FROM honour h JOIN entry e "
                     "ON e.id = h.entry_id ORDER BY e.code, h.kind)");
}

/* `lorbeer check` of motions has nothing to say. */
static void assert_checked(void)
{
    struct check check = {0};
    struct world *w = home_begin(home);
    check_motion(w, &check);
    home_commit(home);
    assert_int_equal(check.count, 0);
}

/* --- outcomes --- */

static void test_counts(void **state)
{
    static const struct {
        const char *votes, *outcome;
        int yes, no, abstained;
    } cases[] = {
        {"yyy", "carried", 3, 0, 0}, {"yyn", "carried", 2, 1, 0},
        {"ynn", "lost", 1, 2, 0},    {"...", "lost", 0, 0, 0},
        {"yaa", "repeat", 1, 0, 2},  {"yna", "", 1, 1, 1},
        {"y..", "carried", 1, 0, 0}, {"yn.", "", 1, 1, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct motion m = voted(moved("other", ""), cases[i].votes);
        assert_string_equal(m.outcome, cases[i].outcome);
        assert_int_equal(m.yes, cases[i].yes);
        assert_int_equal(m.no, cases[i].no);
        assert_int_equal(m.abstained, cases[i].abstained);
        assert_int_equal(m.present, 3);
        assert_int_equal(m.quorum, 2);
        if (str_equal(m.state, "tied"))
            assert_int_equal(close_it(m.id), MOTION_OK);
    }
    assert_checked();
}

static void test_records(void **state)
{
    (void)state;
    assert_string_equal(voted(moved("nominate", "02"), "yyy").outcome,
                        "carried");
    assert_string_equal(honours(), "E01:nominee E03:nominee");
    assert_string_equal(voted(moved("award", "0"), "yyn").outcome, "carried");
    assert_string_equal(honours(), "E01:nominee E01:winner E03:nominee");
    assert_int_equal(
        home_number(home,
                    "SELECT count(*) FROM honour h JOIN motion m ON m.id = "
                    "h.motion_id WHERE h.kind || m.kind IN "
                    "('nomineenominate', 'winneraward')"),
        3);
    assert_string_equal(
        home_text(home, "SELECT reason_de FROM honour WHERE kind = 'winner'"),
        "Überzeugt die „Praxis“.");
    voted(moved("commend", "1"), "yyy");
    assert_string_equal(honours(),
                        "E01:nominee E01:winner E02:commended E03:nominee");
    assert_checked();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENE(test_counts),
        SCENE(test_records),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
