/* Second marks after the discussion: where the rules allow them, beside the
 * first ones, which never change; and nothing official reads them. */
#include <string.h>

#include "support/meeting.h"
#include "support/story.h"

#include <inttypes.h>

enum { ALPHA, BETA, GAMMA };

static struct meeting_scene s;
static struct browser *chair, *juror, *other;

static void call(int item)
{
    struct world *w = home_begin(home);
    assert_int_equal(meeting_call(w, s.id, s.item[item]), MEETING_OK);
    home_commit(home);
}

static void allow(bool second_mark)
{
    struct vote_rule rule = vote_rule_default;
    rule.second_mark = second_mark;
    meeting_rules_are(home, &s, &rule);
}

/* Everybody gave Alpha 9, Gamma 6, Beta 3; the meeting is at Beta. J1 has the
 * chair, J3 a conflict with Beta. */
static int setup(void **state)
{
    (void)state;
    story_open();
    s = meeting_scene_open(home);
    allow(true);
    judging_declare(home, &s.j, 2, BETA, "client");
    call(BETA);
    chair = browser_new(home);
    juror = browser_new(home);
    other = browser_new(home);
    log_in(b, "office@example.org");
    log_in(chair, "j1@example.org");
    log_in(juror, "j2@example.org");
    log_in(other, "j3@example.org");
    return 0;
}

static int leave(void **state)
{
    browser_free(chair);
    browser_free(juror);
    browser_free(other);
    return teardown(state);
}

static const char *mark(int entry)
{
    return arena_printf(home->mem, "/jury/meeting/%" PRId64 "/mark/%" PRId64,
                        s.id, s.j.entry[entry]);
}

static const char *ranking(bool office)
{
    return arena_printf(home->mem,
                        office ? "/office/meeting/%" PRId64 "/live/second"
                               : "/jury/meeting/%" PRId64 "/second",
                        s.id);
}

static const char *field(int criterion)
{
    return arena_printf(home->mem, "c_%" PRId64, s.j.criterion[criterion]);
}

static void note(struct browser *who, int entry, const char *points)
{
    visit(who, mark(entry));
    see_status(who, 200);
    fill(who, field(0), points);
    fill(who, field(1), points);
    press(who, "Zweitbewertung vermerken");
    see(who, "Ihre Zweitbewertung ist vermerkt.");
}

/* All that is official, as others fetch it. */
static const char *official(void)
{
    static const char *const file[] = {"result.json", "result.csv", "seal",
                                       "result"};
    const char *all = "";
    for (size_t i = 0; i < sizeof file / sizeof *file; i++) {
        visit(b, arena_printf(home->mem, "/office/round/%" PRId64 "/%s",
                              s.j.round, file[i]));
        see_status(b, 200);
        all = arena_printf(home->mem, "%s\n%s", all, page(b));
    }
    return all;
}

static void the_first_stay(void **state)
{
    (void)state;
    const char *before = official();
    visit(juror, mark(BETA));
    assert_string_equal(field_value(juror, field(0)), "3");
    see(juror, "Ihre erste Bewertung: 3");
    note(juror, BETA, "10");
    note(chair, BETA, "10");
    assert_string_equal(field_value(juror, field(0)), "10");
    see(juror, "Ihre erste Bewertung: 3");
    assert_int_equal(number("SELECT count(*) FROM second_ballot"), 2);
    assert_int_equal(number("SELECT count(*) FROM second_mark"), 4);
    call(GAMMA);
    assert_string_equal(official(), before);
    assert_int_equal(number("SELECT min(value) FROM score"), 3);
    assert_int_equal(number("SELECT count(*) FROM audit "
                            "WHERE action = 'second_mark.note'"),
                     2);
}

/* J1 and J2 raise Beta from 3 to 10: first of three, in place of last. */
static void the_ranking_after_it(void **state)
{
    (void)state;
    note(juror, BETA, "10");
    note(chair, BETA, "10");
    visit(chair, ranking(false));
    see_status(chair, 200);
    see(chair, "Noch ist keine Zweitbewertung zu sehen.");
    see_not(chair, "10,00");
    call(GAMMA);
    visit(chair, ranking(false));
    see(chair, "2 Plätze nach oben");
    see(chair, "einen Platz nach unten");
    see(chair, "j2@example.org: 3,00 → 10,00");
    visit(b, ranking(true));
    see(b, "2 Plätze nach oben");
    visit(juror, ranking(false));
    see_status(juror, 404); /* he does not lead */
    /* the meeting comes back to it: hidden again */
    call(BETA);
    visit(b, ranking(true));
    see_not(b, "nach oben");
}

static void versions_and_taking_back(void **state)
{
    (void)state;
    note(juror, BETA, "10");
    visit(juror, mark(BETA));
    fill(juror, field(0), "7");
    fill(juror, "remark", "Nach der „Führung“ im Gespräch");
    press(juror, "Zweitbewertung ändern");
    visit(juror, mark(BETA));
    assert_string_equal(field_value(juror, "remark"),
                        "Nach der „Führung“ im Gespräch");
    press(juror, "Zurücknehmen");
    see(juror, "Es gelten nur Ihre ersten Punkte.");
    visit(juror, mark(BETA));
    assert_string_equal(field_value(juror, field(0)), "3");
    assert_int_equal(number("SELECT count(*) FROM second_ballot_version"), 3);
    assert_int_equal(number("SELECT count(*) FROM second_mark"), 4);
    call(GAMMA);
    visit(b, ranking(true));
    see_not(b, "nach oben");
}

static void two_devices(void **state)
{
    (void)state;
    struct browser *phone = browser_new(home);
    browser_take_cookies(phone, juror);
    visit(phone, mark(BETA));
    note(juror, BETA, "10");
    fill(phone, field(0), "5");
    press(phone, "Zweitbewertung vermerken");
    see_status(phone, 409);
    see(phone, "Sie haben inzwischen andere Punkte vermerkt");
    assert_string_equal(field_value(phone, field(0)), "5");
    assert_int_equal(number("SELECT max(revision) FROM second_ballot"), 1);
    browser_free(phone);
}

static void what_is_not_on_the_scale(void **state)
{
    (void)state;
    visit(juror, mark(BETA));
    fill(juror, field(0), "");
    press(juror, "Zweitbewertung vermerken");
    see_status(juror, 422);
    see(juror, "Innovation: Hier fehlen noch Punkte.");
    post_fields(
        juror, mark(BETA),
        arena_printf(home->mem, "revision=0&%s=11&%s=1", field(0), field(1)));
    see_status(juror, 422);
    assert_int_equal(number("SELECT count(*) FROM second_ballot"), 0);
}

static void send_to(struct browser *who, int entry, int wanted)
{
    post_fields(
        who, mark(entry),
        arena_printf(home->mem, "revision=0&%s=10&%s=10", field(0), field(1)));
    see_status(who, wanted);
}

static void who_may_not(void **state)
{
    (void)state;
    send_to(other, BETA, 404); /* in conflict */
    visit(other, mark(BETA));
    see_status(other, 404);
    send_to(juror, ALPHA, 409); /* not called yet */
    home_sql(home,
             "UPDATE ballot SET state = 'abstained', abstain_reason = 'x' "
             "WHERE jury_member_id = 2 AND entry_id = 2");
    send_to(juror, BETA, 404);
    struct world *w = home_begin(home);
    assert_int_equal(meeting_leave(w, s.id, s.j.member[0]), MEETING_OK);
    home_commit(home);
    send_to(chair, BETA, 409); /* not there */
    allow(false);
    send_to(chair, BETA, 404);
    assert_int_equal(number("SELECT count(*) FROM second_ballot"), 0);
    visit(b, ranking(true));
    see_status(b, 404);
}

/* Who leads with a conflict in the round learns nothing of its ranking. */
static void a_chair_in_conflict(void **state)
{
    (void)state;
    home_sql(home,
             "UPDATE jury_member SET chair = 0;"
             "UPDATE jury_member SET deputy_chair = 1 WHERE id = 3");
    note(juror, BETA, "10");
    call(GAMMA);
    visit(other, ranking(false));
    see_status(other, 404);
    see_not(other, "Beta");
}

static void closed_and_over(void **state)
{
    (void)state;
    note(juror, BETA, "10");
    struct world *w = home_begin(home);
    assert_int_equal(meeting_close(w, s.id), MEETING_OK);
    home_commit(home);
    visit(juror, mark(BETA));
    see(juror, "10,00");
    see_no_markup(juror, "Zweitbewertung ändern");
    post_fields(
        juror, mark(BETA),
        arena_printf(home->mem, "revision=1&%s=4&%s=4", field(0), field(1)));
    see_status(juror, 409);
    visit(b, ranking(true));
    see(b, "j2@example.org: 3,00 → 10,00");
    home_sql(home, "UPDATE round SET disclosure = 'never'");
    visit(b, ranking(true));
    see_not(b, "→");
}

#define MARK(name) cmocka_unit_test_setup_teardown(name, setup, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        MARK(the_first_stay),           MARK(the_ranking_after_it),
        MARK(versions_and_taking_back), MARK(two_devices),
        MARK(what_is_not_on_the_scale), MARK(who_may_not),
        MARK(a_chair_in_conflict),      MARK(closed_and_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
