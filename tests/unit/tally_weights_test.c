/* How much a criterion may count (section 11.2). Expected values come from
 * Python's fractions: scores at all shares where two entries could cross, and
 * the least and the greatest of them at which the winner still leads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "support/tallied.h"

enum { ENTRIES_MAX = 5 };

static const struct tally_criterion plain[] = {{"A", 1, 0, 10, 1}};
static const struct tally_criterion pair[] = {{"A", 1, 0, 10, 1},
                                              {"B", 1, 0, 10, 1}};
static const struct tally_criterion mixed[] = {{"A", 1, 1, 5, 1},
                                               {"B", 3, 0, 10, 1}};
static const struct tally_criterion three[] = {
    {"A", 5, 0, 10, 1}, {"B", 3, 0, 10, 1}, {"C", 2, 0, 10, 1}};
static const struct tally_criterion fifths[] = {{"A", 3, 0, 10, 1},
                                                {"B", 2, 0, 10, 1}};
static const struct tally_criterion millions[] = {{"A", 1000000, 0, 10, 1},
                                                  {"B", 999999, 0, 10, 1}};

static const struct weights_case {
    const char *name;
    const struct tally_criterion *criteria;
    size_t count;
    const char *rows[ENTRIES_MAX];
    const char *intervals; /* share: lo hi of each criterion; "": null */
} cases[] = {
    /* 3p - 2(1 - p) >= 0 from p = 2/5 on */
    {"one rival", pair, 2, {"8 4", "5 6"}, "1/2: 2/5 1/1, 1/2: 0/1 3/5"},
    {"two rivals, the others keep their proportions",
     three,
     3,
     {"8 4 7  7 5 9", "5 6 8  6 9 7", "9 1 2  9 3 1"},
     "1/2: 4/9 41/56, 3/10: 0/1 11/32, 1/5: 0/1 1/1"},
    {"shares of different scales",
     mixed,
     2,
     {"5 2  4 7", "2 10  4 6", "3 8  5 4"},
     "1/4: 0/1 4/9, 3/4: 5/9 1/1"},
    {"means of two and of three ballots",
     fifths,
     2,
     {"8 4  7 5  . .", "5 6  . .  9 7", "9 3  8 5  7 6", ". .  6 8  5 9"},
     "3/5: 4/7 11/17, 2/5: 6/17 3/7"},
    {"ahead in everything",
     pair,
     2,
     {"9 9", "5 5"},
     "1/2: 0/1 1/1, 1/2: 0/1 1/1"},
    {"level in one criterion: leads to the very end",
     pair,
     2,
     {"9 5", "5 5"},
     "1/2: 0/1 1/1, 1/2: 0/1 1/1"},
    {"at the bound of weights",
     millions,
     2,
     {"8 4  7 5", "5 6  6 7"},
     "1000000/1999999: 1/2 1/1, 999999/1999999: 0/1 1/2"},
    {"one criterion", plain, 1, {"8", "5"}, ""},
    {"one entry", pair, 2, {"8 7"}, ""},
    {"first place shared", pair, 2, {"8 4", "4 8", "1 1"}, ""},
    {"second place shared",
     pair,
     2,
     {"8 8", "4 9", "9 4"},
     "1/2: 1/5 4/5, 1/2: 1/5 4/5"},
};

static const char *intervals(struct tallied *t)
{
    const struct tally_interval *list = t->all->intervals[TALLY_MEAN];
    struct buf text;
    buf_init(&text, t->mem);
    for (size_t k = 0; list && k < t->input.criterion_count; k++)
        buf_addf(&text, "%s%s: %s %s", k > 0 ? ", " : "",
                 tally_exact_text(t->mem, list[k].share),
                 tally_exact_text(t->mem, list[k].lo),
                 tally_exact_text(t->mem, list[k].hi));
    return text.data;
}

static void test_mean(void **state)
{
    (void)state;
    for (size_t n = 0; n < sizeof cases / sizeof cases[0]; n++) {
        const struct weights_case *c = &cases[n];
        struct tallied *t = tallied_rows(c->criteria, c->count, c->rows);
        const struct tally_interval *list = t->all->intervals[TALLY_MEAN];
        assert_case(c->name, intervals(t), c->intervals);
        for (size_t k = 0; list && k < c->count; k++) {
            assert_near(list[k].lo_value, tally_exact_double(list[k].lo));
            assert_near(list[k].hi_value, tally_exact_double(list[k].hi));
        }
        tallied_free(t);
    }
}

/* A complete panel's calibrated means are the means. */
static void test_complete(void **state)
{
    (void)state;
    for (size_t n = 0; n < sizeof cases / sizeof cases[0]; n++) {
        const struct weights_case *c = &cases[n];
        struct tallied *t = tallied_rows(c->criteria, c->count, c->rows);
        const struct tally_interval *mean = t->all->intervals[TALLY_MEAN];
        const struct tally_interval *own = t->all->intervals[TALLY_CALIBRATED];
        if (t->all->panel->complete)
            assert_int_equal(mean != NULL, own != NULL);
        for (size_t k = 0; t->all->panel->complete && own && k < c->count;
             k++) {
            assert_near(own[k].lo_value, mean[k].lo_value);
            assert_near(own[k].hi_value, mean[k].hi_value);
        }
        tallied_free(t);
    }
}

/* Ballots are missing: from theta_ik, 19/36 in place of 4/7 and so on. */
static void test_calibrated(void **state)
{
    static const char *const rows[] = {"8 4  7 5  . .", "5 6  . .  9 7",
                                       "9 3  8 5  7 6", ". .  6 8  5 9", NULL};
    static const double want[2][2] = {{19.0 / 36, 41.0 / 63},
                                      {22.0 / 63, 17.0 / 36}};
    struct tallied *t = tallied_rows(fifths, 2, rows);
    const struct tally_interval *own = t->all->intervals[TALLY_CALIBRATED];
    (void)state;
    assert_non_null(own);
    for (size_t k = 0; k < 2; k++) {
        assert_near(own[k].lo_value, want[k][0]);
        assert_near(own[k].hi_value, want[k][1]);
    }
    tallied_free(t);
}

/* The winner of the method counts: by mean the first place is shared here,
 * calibrated it is not. */
static void test_winner_of_method(void **state)
{
    static const char *const rows[] = {"8 8  4 4", "6 6  . .", NULL};
    struct tallied *t = tallied_rows(pair, 2, rows);
    (void)state;
    assert_null(t->all->intervals[TALLY_MEAN]);
    assert_non_null(t->all->intervals[TALLY_CALIBRATED]);
    assert_near(t->all->intervals[TALLY_CALIBRATED][0].lo_value, 0);
    tallied_free(t);
}

/* Which ballots are dropped depends on the weights. */
static void test_not_trimmed(void **state)
{
    static const char *const rows[] = {"8 8  4 4  1 1  2 2  3 3",
                                       "1 1  1 1  1 1  1 1  1 1", NULL};
    struct tallied *t = tallied_rows(pair, 2, rows);
    (void)state;
    assert_non_null(t->all->rank[TALLY_TRIMMED]);
    assert_null(t->all->intervals[TALLY_TRIMMED]);
    assert_non_null(t->all->intervals[TALLY_MEAN]);
    tallied_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mean),
        cmocka_unit_test(test_complete),
        cmocka_unit_test(test_calibrated),
        cmocka_unit_test(test_winner_of_method),
        cmocka_unit_test(test_not_trimmed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
