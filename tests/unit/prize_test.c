/* Prizes: amounts counted by hand, and what may be given and withheld. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "model/honour.h"
#include "model/prize.h"
#include "support/home.h"

enum { PRACTICE = 1, MONEY, DUTY, SHARED, SMALL = 1, LARGE };

static struct test_home *home;

/* Three nominations of 2026, one of them a draft, one prize of each kind. */
static int setup(void **state)
{
    (void)state;
    home = home_new();
    home_edition(home);
    home_sql(
        home,
        "INSERT INTO organisation (id, name, created_at) VALUES (1, "
        "'Lichtwerk', 1), (2, 'Müller & Söhne', 1), (3, 'Grünzeit', 1), (4, "
        "'Entwurf', 1);"
        "INSERT INTO entry (id, edition_id, organisation_id, code, state, "
        "category_id, confirmed_category_id, created_at, updated_at) VALUES "
        "(1, 1, 1, 'E01', 'admitted', 1, 1, 1, 1), (2, 1, 2, 'E02', "
        "'admitted', 1, 1, 1, 1), (3, 1, 3, 'E03', 'admitted', 2, 2, 1, 1), "
        "(4, 1, 4, 'E04', 'draft', 1, 1, 1, 1);"
        "INSERT INTO prize (id, edition_id, code, position, category_id, "
        "name_de, name_en, amount_cents, head_cents, cap_cents, winners_max, "
        "withholdable) VALUES "
        "(1, 1, 'praxis', 1, NULL, 'Praxis-Preis', 'Practice Prize', 0, 10000, "
        "100000, 2, 1), "
        "(2, 1, 'geld', 2, 1, 'Preisgeld', 'Money', 500000, 0, 0, 1, 1), "
        "(3, 1, 'pflicht', 3, NULL, 'Pflicht', 'Duty', 100, 0, 0, 1, 0), "
        "(4, 1, 'geteilt', 4, NULL, 'Geteilt', 'Shared', 10000, 0, 0, 3, 1)");
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    home_free(home);
    return 0;
}

static void amounts(void **state)
{
    static const struct {
        struct prize prize;
        int64_t heads, want;
    } cases[] = {
        {{.head_cents = 10000, .cap_cents = 100000}, 7, 70000},
        {{.head_cents = 10000, .cap_cents = 100000}, 10, 100000},
        {{.head_cents = 10000, .cap_cents = 100000}, 11, 100000},
        {{.head_cents = 10000, .cap_cents = 100000}, 0, 0},
        {{.head_cents = 10000, .cap_cents = 100000}, -1, 0},
        {{.head_cents = 10000}, 40, 400000},
        {{.head_cents = INT64_MAX / 2, .cap_cents = 9}, 3, 9},
        {{.head_cents = INT64_MAX / 2}, 3, INT64_MAX},
        {{.amount_cents = 150000}, -1, 150000},
        {{.amount_cents = 150000}, 12, 150000},
        {{0}, 12, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(prize_amount(&cases[i].prize, cases[i].heads),
                         cases[i].want);
}

static void shares(void **state)
{
    (void)state;
    assert_int_equal(prize_share(10000, 3, 0), 3334);
    assert_int_equal(prize_share(10000, 3, 1), 3333);
    assert_int_equal(prize_share(10000, 3, 2), 3333);
    assert_int_equal(prize_share(2, 3, 1), 1);
    assert_int_equal(prize_share(2, 3, 2), 0);
    assert_int_equal(prize_share(500000, 1, 0), 500000);
    assert_int_equal(prize_share(500000, 0, 0), 0);
    for (int64_t cents = 0; cents < 50; cents++)
        for (int64_t n = 1; n < 9; n++) {
            int64_t sum = 0;
            for (int64_t i = 0; i < n; i++)
                sum += prize_share(cents, n, i);
            assert_int_equal(sum, cents);
        }
}

static enum prize_outcome give(int64_t prize, int64_t entry, int64_t heads)
{
    struct world *w = home_begin(home);
    struct prize_award award = {.prize_id = prize,
                                .entry_id = entry,
                                .heads = heads >= 0 ? &heads : NULL,
                                .reason_de = "„Aus der Praxis“",
                                .reason_en = "“From practice”"};
    enum prize_outcome outcome = prize_give(w, &award);
    home_commit(home);
    return outcome;
}

static enum prize_outcome withhold(int64_t category, int64_t prize)
{
    struct world *w = home_begin(home);
    struct withheld withheld = {.category_id = category,
                                .prize_id = prize,
                                .reason_de = "Niemand überzeugte.",
                                .reason_en = "Nobody convinced."};
    enum prize_outcome outcome = withheld_put(w, 1, &withheld);
    home_commit(home);
    return outcome;
}

static int64_t cents(int64_t prize, int64_t entry)
{
    return home_number(
        home, arena_printf(home->mem,
                           "SELECT COALESCE((SELECT amount_cents FROM "
                           "prize_award WHERE prize_id = %d AND entry_id = "
                           "%d), -1)",
                           (int)prize, (int)entry));
}

static void given_and_shared(void **state)
{
    (void)state;
    assert_int_equal(give(PRACTICE, 2, 12), PRIZE_OK);
    assert_int_equal(cents(PRACTICE, 2), 100000);
    assert_int_equal(give(PRACTICE, 1, -1), PRIZE_OK);
    assert_int_equal(cents(PRACTICE, 1), 0);
    assert_int_equal(cents(PRACTICE, 2), 50000);
    assert_int_equal(give(PRACTICE, 1, 7), PRIZE_OK);
    assert_int_equal(cents(PRACTICE, 1), 35000);
    assert_int_equal(give(PRACTICE, 3, 1), PRIZE_FULL);
    assert_int_equal(cents(PRACTICE, 3), -1);
    struct world *w = home_begin(home);
    prize_take_back(w, PRACTICE, 2);
    home_commit(home);
    assert_int_equal(cents(PRACTICE, 1), 70000);
    assert_int_equal(home_number(home,
                                 "SELECT count(*) FROM audit WHERE "
                                 "action LIKE 'prize.%' AND subject = "
                                 "'entry'"),
                     6);
    assert_int_equal(give(MONEY, 1, -1), PRIZE_NOT_SPECIAL);
    assert_int_equal(give(99, 1, -1), PRIZE_NOT_SPECIAL);
    assert_int_equal(give(SHARED, 4, -1), PRIZE_NOT_ADMITTED);
    assert_int_equal(give(SHARED, 99, -1), PRIZE_NOT_ADMITTED);
}

static void odd_cents(void **state)
{
    (void)state;
    assert_int_equal(give(SHARED, 3, -1), PRIZE_OK);
    assert_int_equal(give(SHARED, 2, -1), PRIZE_OK);
    assert_int_equal(give(SHARED, 1, -1), PRIZE_OK);
    assert_int_equal(cents(SHARED, 1), 3334);
    assert_int_equal(cents(SHARED, 2), 3333);
    assert_int_equal(cents(SHARED, 3), 3333);
    struct prize_award *award;
    struct world *w = home_begin(home);
    assert_int_equal(prize_awards(w, 1, &award), 3);
    assert_int_equal(award[2].entry_id, 3);
    assert_null(award[2].heads);
    assert_string_equal(award[2].reason_de, "„Aus der Praxis“");
    home_commit(home);
}

static void withheld_or_given(void **state)
{
    struct withheld *list;
    (void)state;
    assert_int_equal(withhold(0, PRACTICE), PRIZE_OK);
    assert_int_equal(withhold(0, PRACTICE), PRIZE_OK);
    assert_int_equal(withhold(LARGE, 0), PRIZE_OK);
    struct world *w = home_begin(home);
    assert_int_equal(withheld_list(w, 1, &list), 2);
    assert_int_equal(list[0].category_id, LARGE);
    assert_int_equal(list[1].prize_id, PRACTICE);
    assert_string_equal(list[1].reason_en, "Nobody convinced.");
    home_commit(home);
    /* giving it ends that */
    assert_int_equal(give(PRACTICE, 1, 3), PRIZE_OK);
    assert_int_equal(home_number(home, "SELECT count(*) FROM withheld"), 1);
    assert_int_equal(withhold(0, PRACTICE), PRIZE_GIVEN);
    assert_int_equal(withhold(0, DUTY), PRIZE_NOT_WITHHOLDABLE);
    assert_int_equal(withhold(0, MONEY), PRIZE_NOT_SPECIAL);
    assert_int_equal(withhold(0, 99), PRIZE_NOT_ADMITTED);
    assert_int_equal(withhold(99, 0), PRIZE_NOT_ADMITTED);
    assert_int_equal(home_number(home, "SELECT count(*) FROM withheld"), 1);
}

static void categories(void **state)
{
    (void)state;
    struct world *w = home_begin(home);
    assert_int_equal(honour_set(w, 1, "winner", SMALL, "", ""), HONOUR_OK);
    home_commit(home);
    assert_int_equal(withhold(SMALL, 0), PRIZE_GIVEN);
    home_sql(home,
             "UPDATE prize SET category_id = 2, amount_cents = 0 WHERE "
             "id = 3");
    assert_int_equal(withhold(LARGE, 0), PRIZE_NOT_WITHHOLDABLE);
}

static void as_set_up(void **state)
{
    struct prize *list;
    struct prize one;
    (void)state;
    struct world *w = home_begin(home);
    assert_int_equal(prize_list(w, 1, &list), 4);
    assert_string_equal(list[0].code, "praxis");
    assert_int_equal(list[0].category_id, 0);
    assert_int_equal(list[1].category_id, SMALL);
    assert_true(prize_by_id(w, DUTY, &one));
    assert_false(one.withholdable);
    assert_false(prize_by_id(w, 99, &one));
    home_commit(home);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(amounts),
        cmocka_unit_test(shares),
        cmocka_unit_test_setup_teardown(given_and_shared, setup, teardown),
        cmocka_unit_test_setup_teardown(odd_cents, setup, teardown),
        cmocka_unit_test_setup_teardown(withheld_or_given, setup, teardown),
        cmocka_unit_test_setup_teardown(categories, setup, teardown),
        cmocka_unit_test_setup_teardown(as_set_up, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
