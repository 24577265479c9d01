/* The quorum as the answers foretell it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "model/forecast.h"

/* Four seats of which two have to be there, somebody who advises, and a
 * stand-in for the fourth. */
enum { CHAIR = 1, DEPUTY, THIRD, FOURTH, ADVISER, STAND_IN, PEOPLE = STAND_IN };

static struct forecast_person person[PEOPLE];

static int setup(void **state)
{
    (void)state;
    for (int i = 0; i < PEOPLE; i++)
        person[i] = (struct forecast_person){.id = i + 1, .votes = true};
    person[CHAIR - 1].chairs = person[DEPUTY - 1].chairs = true;
    person[ADVISER - 1].votes = false;
    person[STAND_IN - 1].stands_in_for = FOURTH;
    return 0;
}

static void say(int who, enum forecast_answer answer)
{
    person[who - 1].answer = answer;
}

static struct forecast look(const int64_t *out, size_t count)
{
    struct forecast f;
    forecast_item(&vote_rule_default, person, PEOPLE, out, count, &f);
    return f;
}

static void nobody_has_answered(void **state)
{
    (void)state;
    struct forecast f = look(NULL, 0);
    assert_int_equal(f.seats, 4);
    assert_int_equal(f.quorum, 2);
    assert_int_equal(f.sure, 0);
    assert_int_equal(f.missing, 2);
    assert_false(f.chair);
}

static void who_advises_is_no_seat(void **state)
{
    (void)state;
    say(ADVISER, FORECAST_YES);
    say(CHAIR, FORECAST_MAYBE);
    say(THIRD, FORECAST_YES);
    struct forecast f = look(NULL, 0);
    assert_int_equal(f.sure, 1);
    assert_int_equal(f.likely, 2);
    assert_int_equal(f.missing, 1);
    assert_false(f.chair);
    assert_true(f.chair_likely);
}

static void a_stand_in_takes_an_empty_seat_only(void **state)
{
    (void)state;
    size_t *place;
    struct arena *mem = arena_new();
    say(STAND_IN, FORECAST_YES);
    assert_int_equal(look(NULL, 0).sure, 0);
    say(FOURTH, FORECAST_NO);
    assert_int_equal(look(NULL, 0).sure, 1);
    assert_int_equal(forecast_ask(mem, person, PEOPLE, &place), 0);
    say(STAND_IN, FORECAST_MAYBE);
    assert_int_equal(look(NULL, 0).sure, 0);
    assert_int_equal(look(NULL, 0).likely, 1);
    assert_int_equal(forecast_ask(mem, person, PEOPLE, &place), 1);
    assert_int_equal(place[0], STAND_IN - 1);
    arena_free(mem);
}

static void conflicts_are_taken_out(void **state)
{
    (void)state;
    const int64_t out[] = {CHAIR, THIRD};
    const int64_t stand_in[] = {STAND_IN};
    say(CHAIR, FORECAST_YES);
    say(THIRD, FORECAST_YES);
    assert_int_equal(look(NULL, 0).missing, 0);
    assert_true(look(NULL, 0).chair);
    struct forecast f = look(out, 2);
    assert_int_equal(f.seats, 2);
    assert_int_equal(f.quorum, 1);
    assert_int_equal(f.sure, 0);
    assert_int_equal(f.missing, 1);
    assert_false(f.chair);
    say(FOURTH, FORECAST_NO);
    say(STAND_IN, FORECAST_YES);
    assert_int_equal(look(out, 2).sure, 1);
    assert_int_equal(look(stand_in, 1).sure, 2);
}

static void without_a_quorum(void **state)
{
    (void)state;
    struct vote_rule rule = vote_rule_default;
    struct forecast f;
    rule.quorum_percent = 0;
    rule.quorum_chair = false;
    forecast_item(&rule, person, PEOPLE, NULL, 0, &f);
    assert_int_equal(f.quorum, 0);
    assert_int_equal(f.missing, 0);
    assert_true(f.chair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(nobody_has_answered, setup),
        cmocka_unit_test_setup(who_advises_is_no_seat, setup),
        cmocka_unit_test_setup(a_stand_in_takes_an_empty_seat_only, setup),
        cmocka_unit_test_setup(conflicts_are_taken_out, setup),
        cmocka_unit_test_setup(without_a_quorum, setup),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
