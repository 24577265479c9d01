/* Motions: who may vote, and what is counted. */
#include "support/motion_test.h"

#include "model/jury.h"

static void declare(int64_t member, int entry, const char *kind)
{
    struct world *w = home_begin(home);
    conflict_declare(w, member, s.j.entry[entry], kind, "");
    home_commit(home);
}

static void leave(int juror)
{
    struct world *w = home_begin(home);
    meeting_leave(w, s.id, s.j.member[juror]);
    home_commit(home);
}

static void come(int64_t member)
{
    struct world *w = home_begin(home);
    assert_int_equal(meeting_come(w, s.id, member), MEETING_OK);
    home_commit(home);
}

/* "votes conflict away advises": the places by juror. */
static const char *places(int64_t id)
{
    struct motion_seat *seat;
    struct world *w = home_begin(home);
    size_t count = motion_seats(w, id, &seat);
    const char *text = "";
    for (size_t i = 0; i < count; i++)
        text = arena_printf(home->mem, "%s%s%s", text, i > 0 ? " " : "",
                            seat[i].place);
    home_commit(home);
    return text;
}

static enum motion_outcome cast(int64_t id, int juror, const char *choice,
                                int64_t entry)
{
    struct world *w = home_begin(home);
    enum motion_outcome outcome = motion_cast(w, id, s.j.member[juror], choice,
                                              entry, "Die Wirkung überwiegt.");
    home_commit(home);
    return outcome;
}

/* --- counting --- */

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
        if (str_equal(m.state, "tied")) {
            assert_int_equal(close_it(m.id), MOTION_OK);
            assert_string_equal(read_it(m.id).outcome, "lost");
        }
    }
    assert_checked();
}

static void test_states(void **state)
{
    int64_t first = moved("other", ""), second = moved("other", "");
    (void)state;
    assert_int_equal(read_it(second).number, 2);
    assert_int_equal(vote(first, 0, "yes"), MOTION_STATE);
    assert_int_equal(close_it(first), MOTION_STATE);
    assert_int_equal(open_it(first), MOTION_OK);
    assert_int_equal(open_it(first), MOTION_STATE);
    assert_int_equal(open_it(second), MOTION_BUSY);
    struct world *w = home_begin(home);
    assert_int_equal(meeting_close(w, s.id), MEETING_VOTING);
    assert_int_equal(meeting_call(w, s.id, s.item[0]), MEETING_VOTING);
    home_commit(home);
    assert_int_equal(vote(first, 0, "maybe"), MOTION_CHOICE);
    assert_int_equal(vote(first, 0, "no"), MOTION_OK);
    assert_int_equal(vote(first, 0, "yes"), MOTION_OK);
    assert_int_equal(close_it(first), MOTION_OK);
    assert_int_equal(read_it(first).yes, 1);
    assert_int_equal(vote(first, 1, "yes"), MOTION_STATE);
    w = home_begin(home);
    assert_int_equal(motion_withdraw(w, first), MOTION_STATE);
    assert_int_equal(meeting_close(w, s.id), MEETING_OK);
    home_commit(home);
    assert_string_equal(read_it(second).state, "withdrawn");
    struct motion_plan p = plan("other", "");
    p.text = "Zu spät";
    assert_int_equal(move_plan(&p, &second), MOTION_STATE);
    assert_checked();
}

static void test_quorum(void **state)
{
    int64_t id = moved("other", "");
    (void)state;
    leave(1);
    leave(2);
    assert_string_equal(voted(id, "y").outcome, "no_quorum");
    assert_string_equal(places(id), "votes away away");
    come(s.j.member[1]);
    struct motion m = voted(moved("other", ""), "y");
    assert_string_equal(m.outcome, "carried");
    assert_int_equal(m.present, 2);
    leave(0); /* the chair, and nobody else may chair */
    come(s.j.member[2]);
    assert_string_equal(voted(moved("other", ""), ".yy").outcome, "no_quorum");
    home_sql(home,
             "UPDATE jury_member SET deputy_chair = 1 WHERE code = 'J02'");
    assert_string_equal(voted(moved("other", ""), ".yy").outcome, "carried");
}

/* Whoever comes later has no vote in it, whoever leaves gives none; a vote that
 * was given stays. */
static void test_coming_and_going(void **state)
{
    int64_t id = moved("other", "");
    (void)state;
    leave(2);
    assert_int_equal(open_it(id), MOTION_OK);
    come(s.j.member[2]);
    assert_int_equal(vote(id, 2, "yes"), MOTION_NO_VOTE);
    assert_int_equal(vote(id, 1, "yes"), MOTION_OK);
    leave(1);
    assert_int_equal(vote(id, 1, "no"), MOTION_NO_VOTE);
    assert_int_equal(close_it(id), MOTION_OK);
    struct motion m = read_it(id);
    assert_int_equal(m.present, 2);
    assert_int_equal(m.yes, 1);
    assert_string_equal(m.outcome, "carried");
}

/* --- conflicts --- */

static void test_scope(void **state)
{
    static const struct {
        bool contest;
        const char *kind, *entries, *places;
    } cases[] = {
        /* J02 has a conflict with Beta */
        {false, "commend", "0", "votes votes votes"},
        {false, "commend", "1", "votes conflict votes"},
        {false, "award", "0", "votes votes votes"},
        {false, "withhold", "", "votes votes votes"},
        {false, "runoff", "01", "votes conflict votes"},
        {true, "commend", "0", "votes conflict votes"},
        {true, "award", "0", "votes conflict votes"},
        {true, "withhold", "", "votes conflict votes"},
        {true, "nominate", "02", "votes conflict votes"},
    };
    (void)state;
    declare(s.j.member[1], 1, "client");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct vote_rule rule = vote_rule_default;
        rule.contest = cases[i].contest;
        meeting_rules_are(home, &s, &rule);
        int64_t id = moved(cases[i].kind, cases[i].entries);
        assert_int_equal(open_it(id), MOTION_OK);
        assert_string_equal(places(id), cases[i].places);
        bool out = strstr(cases[i].places, "conflict") != NULL;
        assert_int_equal(
            vote_as(id, s.j.member[1],
                    str_equal(cases[i].kind, "runoff") ? "abstain" : "yes", 0),
            out ? MOTION_NO_VOTE : MOTION_OK);
        struct world *w = home_begin(home);
        assert_int_equal(motion_withdraw(w, id), MOTION_OK);
        home_commit(home);
    }
}

/* Out for the item is out for all that is moved in it. */
static void test_item(void **state)
{
    struct motion_plan p = plan("other", "");
    int64_t id = 0;
    (void)state;
    declare(s.j.member[2], 0, "family");
    p.item_id = s.item[0];
    p.text = "Der Besuch ist zu wiederholen.";
    assert_int_equal(move_plan(&p, &id), MOTION_OK);
    assert_int_equal(open_it(id), MOTION_OK);
    assert_string_equal(places(id), "votes votes conflict");
}

static void test_undeclared(void **state)
{
    int64_t late = meeting_juror(home, &s, "j4@example.org");
    int64_t id = moved("commend", "0");
    (void)state;
    come(late);
    assert_int_equal(open_it(id), MOTION_OK);
    assert_string_equal(places(id), "votes votes votes conflict");
    assert_int_equal(vote_as(id, late, "yes", 0), MOTION_NO_VOTE);
    assert_int_equal(close_it(id), MOTION_OK);
    assert_int_equal(read_it(id).quorum, 2);
}

/* A conflict declared while the vote is open takes the vote out of the count.
 */
static void test_late_conflict(void **state)
{
    int64_t id = moved("commend", "1");
    (void)state;
    assert_int_equal(open_it(id), MOTION_OK);
    assert_int_equal(vote(id, 1, "yes"), MOTION_OK);
    assert_int_equal(vote(id, 0, "no"), MOTION_OK);
    declare(s.j.member[1], 1, "client");
    assert_int_equal(vote(id, 1, "no"), MOTION_NO_VOTE);
    assert_int_equal(close_it(id), MOTION_OK);
    struct motion m = read_it(id);
    assert_string_equal(m.outcome, "lost");
    assert_int_equal(m.yes, 0);
    assert_int_equal(m.quorum, 1);
    assert_int_equal(m.present, 2);
    assert_string_equal(places(id), "votes conflict votes");
    assert_checked();
}

/* --- stand-ins --- */

static void test_stand_in(void **state)
{
    int64_t deputy = meeting_juror(home, &s, "d@example.org");
    (void)state;
    meeting_free(home, &s, deputy);
    home_sql(home, arena_printf(home->mem,
                                "UPDATE jury_member SET stands_in_for = "
                                "%" PRId64 " WHERE id = %" PRId64,
                                s.j.member[2], deputy));
    come(deputy);
    int64_t id = moved("other", "");
    assert_int_equal(open_it(id), MOTION_OK);
    assert_string_equal(places(id), "votes votes votes advises");
    assert_int_equal(vote_as(id, deputy, "yes", 0), MOTION_NO_VOTE);
    assert_int_equal(close_it(id), MOTION_OK);
    leave(2);
    id = moved("other", "");
    assert_int_equal(open_it(id), MOTION_OK);
    assert_string_equal(places(id), "votes votes away votes");
    assert_int_equal(home_number(home,
                                 "SELECT for_id FROM motion_seat WHERE "
                                 "for_id IS NOT NULL"),
                     s.j.member[2]);
    assert_int_equal(vote_as(id, deputy, "yes", 0), MOTION_OK);
    assert_int_equal(close_it(id), MOTION_OK);
    /* the seat and its stand-in are one */
    assert_int_equal(read_it(id).present, 3);
    assert_int_equal(read_it(id).quorum, 2);
}

/* A stand-in in conflict does not vote, and the seat is still missing. */
static void test_stand_in_in_conflict(void **state)
{
    int64_t deputy = meeting_juror(home, &s, "d@example.org");
    (void)state;
    meeting_free(home, &s, deputy);
    declare(deputy, 1, "family");
    home_sql(home, arena_printf(home->mem,
                                "UPDATE jury_member SET stands_in_for = "
                                "%" PRId64 " WHERE id = %" PRId64,
                                s.j.member[2], deputy));
    come(deputy);
    leave(2);
    struct motion m = voted(moved("commend", "1"), "yy");
    assert_string_equal(places(m.id), "votes votes away conflict");
    assert_int_equal(m.present, 2);
    assert_int_equal(m.quorum, 2);
}

static void test_advisers(void **state)
{
    (void)state;
    home_sql(home, "UPDATE jury_member SET votes = 0 WHERE code = 'J03'");
    struct motion m = voted(moved("other", ""), "yy");
    assert_string_equal(places(m.id), "votes votes advises");
    assert_int_equal(m.present, 2);
    assert_int_equal(m.quorum, 1);
}

/* --- ties, repeated votes, run-offs --- */

static void test_casting(void **state)
{
    struct motion m = voted(moved("commend", "0"), "yn.");
    (void)state;
    assert_string_equal(m.state, "tied");
    assert_int_equal(open_it(moved("other", "")), MOTION_BUSY);
    assert_int_equal(cast(m.id, 1, "yes", 0), MOTION_NO_VOTE);
    assert_int_equal(cast(m.id, 0, "abstain", 0), MOTION_CHOICE);
    assert_int_equal(cast(m.id, 0, "yes", 0), MOTION_OK);
    m = read_it(m.id);
    assert_string_equal(m.outcome, "carried");
    assert_string_equal(m.casting, "yes");
    assert_string_equal(m.casting_reason, "Die Wirkung überwiegt.");
    assert_int_equal(m.casting_by, s.j.member[0]);
    assert_string_equal(honours(), "E01:commended");
    assert_checked();
}

/* A chair who is in conflict with it decides nothing; the deputy does. */
static void test_casting_without_chair(void **state)
{
    struct vote_rule rule = vote_rule_default;
    (void)state;
    rule.quorum_chair = false;
    meeting_rules_are(home, &s, &rule);
    declare(s.j.member[0], 0, "client");
    struct motion m = voted(moved("commend", "0"), ".yn");
    assert_string_equal(m.outcome, "lost");
    home_sql(home,
             "UPDATE jury_member SET deputy_chair = 1 WHERE code = 'J03'");
    m = voted(moved("commend", "0"), ".yn");
    assert_string_equal(m.state, "tied");
    assert_int_equal(cast(m.id, 0, "no", 0), MOTION_NO_VOTE);
    assert_int_equal(cast(m.id, 2, "no", 0), MOTION_OK);
    assert_string_equal(read_it(m.id).outcome, "lost");
    rule.casting = false;
    meeting_rules_are(home, &s, &rule);
    assert_string_equal(voted(moved("commend", "0"), ".yn").outcome, "lost");
    assert_checked();
}

static void test_repeat(void **state)
{
    struct motion m = voted(moved("commend", "0"), "yaa");
    int64_t again = 0, twice = 0;
    (void)state;
    assert_string_equal(m.outcome, "repeat");
    struct world *w = home_begin(home);
    assert_int_equal(motion_repeat(w, m.id, &again), MOTION_OK);
    assert_int_equal(motion_repeat(w, m.id, &twice), MOTION_STATE);
    home_commit(home);
    assert_true(read_it(again).no_abstention);
    assert_int_equal(read_it(again).repeats_id, m.id);
    assert_int_equal(open_it(again), MOTION_OK);
    assert_int_equal(vote(again, 0, "abstain"), MOTION_CHOICE);
    assert_int_equal(vote(again, 0, "yes"), MOTION_OK);
    assert_int_equal(close_it(again), MOTION_OK);
    assert_string_equal(honours(), "E01:commended");
    assert_checked();
}

static void test_runoff(void **state)
{
    int64_t id = moved("runoff", "012");
    (void)state;
    assert_int_equal(open_it(id), MOTION_OK);
    assert_int_equal(vote(id, 0, "yes"), MOTION_CHOICE);
    assert_int_equal(vote_as(id, s.j.member[0], "entry", s.j.entry[0]),
                     MOTION_OK);
    assert_int_equal(vote_as(id, s.j.member[1], "entry", s.j.entry[2]),
                     MOTION_OK);
    assert_int_equal(close_it(id), MOTION_OK);
    assert_string_equal(read_it(id).state, "tied");
    assert_int_equal(cast(id, 0, "entry", s.j.entry[1]), MOTION_CHOICE);
    assert_int_equal(cast(id, 0, "entry", s.j.entry[2]), MOTION_OK);
    struct motion m = read_it(id);
    assert_string_equal(m.outcome, "chosen");
    assert_int_equal(m.chosen_entry_id, s.j.entry[2]);
    assert_int_equal(m.entry_votes[0], 1);
    assert_int_equal(m.entry_votes[1], 0);
    assert_string_equal(honours(), "");
    id = moved("runoff", "01");
    assert_int_equal(open_it(id), MOTION_OK);
    assert_int_equal(close_it(id), MOTION_OK);
    assert_string_equal(read_it(id).outcome, "undecided");
    assert_checked();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENE(test_counts),
        SCENE(test_states),
        SCENE(test_quorum),
        SCENE(test_coming_and_going),
        SCENE(test_scope),
        SCENE(test_item),
        SCENE(test_undeclared),
        SCENE(test_late_conflict),
        SCENE(test_stand_in),
        SCENE(test_stand_in_in_conflict),
        SCENE(test_advisers),
        SCENE(test_casting),
        SCENE(test_casting_without_chair),
        SCENE(test_repeat),
        SCENE(test_runoff),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
