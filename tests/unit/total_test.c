/* A juror's own weighted total, and marks as people write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/total.h"
#include "support/mem.h"

enum { NONE = -99, CRITERIA = 3 };

struct scale {
    int64_t weight, lo, hi;
};

static const struct case_ {
    const char *name;
    int decimals;
    struct scale scale[CRITERIA];
    int64_t value[CRITERIA];
    size_t given;
    const char *want; /* exact */
} cases[] = {
    {"nothing",
     0,
     {{50, 0, 10}, {30, 0, 10}, {20, 0, 10}},
     {NONE, NONE, NONE},
     0,
     NULL},
    {"all", 0, {{50, 0, 10}, {30, 0, 10}, {20, 0, 10}}, {7, 8, 9}, 3, "77/10"},
    {"zeros", 0, {{50, 0, 10}, {30, 0, 10}, {20, 0, 10}}, {0, 0, 0}, 3, "0/1"},
    {"two of three",
     0,
     {{50, 0, 10}, {30, 0, 10}, {20, 0, 10}},
     {7, NONE, 9},
     2,
     "53/7"}, /* (350 + 180) / 70 */
    {"from one", 0, {{1, 1, 5}, {1, 1, 5}, {1, 1, 5}}, {1, 5, 3}, 3, "3/1"},
    {"below zero",
     0,
     {{1, -5, 5}, {1, -5, 5}, {2, -5, 5}},
     {-5, 0, -1},
     3,
     "-7/4"},
    {"halves",
     1,
     {{2, 0, 100}, {1, 0, 100}, {1, 0, 100}},
     {75, 80, 5},
     3,
     "47/8"}, /* (15 + 8 + 0.5) / 4 */
    {"mixed", 0, {{1, 0, 4}, {1, 0, 10}, {2, 1, 6}}, {2, 5, 6}, 3, "75/1"},
    {"mixed, the best",
     0,
     {{1, 0, 4}, {1, 0, 10}, {2, 1, 6}},
     {4, 10, 6},
     3,
     "100/1"},
};

static void totals(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct criterion criteria[CRITERIA] = {{.id = 1}};
        const int64_t *values[CRITERIA];
        for (size_t k = 0; k < CRITERIA; k++) {
            criteria[k].weight = cases[i].scale[k].weight;
            criteria[k].lo = cases[i].scale[k].lo;
            criteria[k].hi = cases[i].scale[k].hi;
            values[k] = cases[i].value[k] == NONE ? NULL : &cases[i].value[k];
        }
        struct total total =
            total_of(criteria, CRITERIA, cases[i].decimals, values);
        print_message("%s\n", cases[i].name);
        assert_int_equal(total.given, cases[i].given);
        assert_int_equal(total.complete, cases[i].given == CRITERIA);
        if (cases[i].want != NULL)
            assert_string_equal(tally_exact_text(mem, total.points),
                                cases[i].want);
    }
}

static void marks(void **state)
{
    (void)state;
    assert_string_equal(total_mark(mem, LANG_DE, 75, 1), "7,5");
    assert_string_equal(total_mark(mem, LANG_EN, 75, 1), "7.5");
    assert_string_equal(total_mark(mem, LANG_DE, 700, 2), "7");
    assert_string_equal(total_mark(mem, LANG_DE, 100, 0), "100");
    assert_string_equal(total_mark(mem, LANG_DE, 0, 3), "0");
    assert_string_equal(total_mark(mem, LANG_DE, -25, 2), "-0,25");
    assert_string_equal(total_field(mem, 750, 2), "7.5");
    assert_string_equal(total_field(mem, 1000, 2), "10");
    assert_string_equal(total_field(mem, 100, 0), "100");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(totals, setup, teardown),
        cmocka_unit_test_setup_teardown(marks, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
