/* Agreement between jurors (section 9). Published tables where there are any;
 * the other values come from Python's fractions by the textbook: sums of
 * squares from the totals, alpha from its matrix of coincidences, W from the
 * variance of the rank sums. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "support/tallied.h"

enum { ENTRIES_MAX = 12 };

static const struct tally_criterion plain[] = {{"A", 1, 0, 10, 1}};
static const struct tally_criterion heavy[] = {{"A", 3, 0, 10, 1},
                                               {"B", 1, 0, 10, 1}};
static const struct tally_criterion three[] = {
    {"A", 1, 0, 10, 1}, {"B", 1, 0, 10, 1}, {"C", 1, 0, 10, 1}};

static void test_kendall(void **state)
{
    static const struct {
        const char *rows[ENTRIES_MAX];
        double w;
    } cases[] = {
        /* places 1 2 3 and 1 3 2: R = 2 5 5; (12*54 - 3*4*3*16) / (4*3*8) */
        {{"9 8", "5 6", "1 7"}, 0.75},
        {{"1 2 1", "2 1 3", "3 4 2", "4 3 5", "5 6 4", "6 5 6"}, 37.0 / 45},
        {{"9 9 9", "5 5 5"}, 1},
        {{"9 1", "1 9"}, 0},
        /* t^3 - t: 6, 24, 6 + 6 and 60; R = 7.5 9.5 9 14 */
        {{"8 7 8 5", "8 7 6 5", "5 7 8 5", "3 2 6 5"}, 47.0 / 92},
        /* one juror sees no difference: the others still agree */
        {{"9 5 8", "7 5 7", "1 5 3"}, 2.0 / 3},
        {{"5 5", "5 5", "5 5"}, NAN}, /* all tied */
        {{"5 5 5"}, NAN},             /* one entry */
        {{"5", "6"}, NAN},            /* one juror */
        {{"5 6", "7 .", "8 9"}, NAN}, /* not complete */
    };
    (void)state;
    for (size_t n = 0; n < sizeof cases / sizeof cases[0]; n++) {
        struct tallied *t = tallied_rows(plain, 1, cases[n].rows);
        assert_near(t->all->agreement.kendall_w, cases[n].w);
        tallied_free(t);
    }
}

/* 7 8 7 and 8 7 7 are the same: J1 has places 2 2 2 4, J2 2.5 4 2.5 1;
 * R = 4.5 6 4.5 5, W = 12 * 1.5 / (4 * 60 - 2 * (24 + 6)). */
static void test_kendall_ties(void **state)
{
    static const char *const rows[] = {"7 8 7  8 7 7", "8 7 7  7 7 7",
                                       "7 7 8  7 7 8", "6 6 6  9 9 9", NULL};
    struct tallied *t = tallied_rows(three, 3, rows);
    (void)state;
    assert_near(t->all->agreement.kendall_w, 0.1);
    tallied_free(t);
}

/* Shrout & Fleiss 1979, table 2: 6 targets, 4 judges; MSR 11.24, MSC 32.49,
 * MSE 1.02. Published are .29 (2,1), .62 (2,4), .71 (3,1) and .91 (3,4). */
static void test_published_icc(void **state)
{
    static const char *const rows[] = {"9 2 5 8", "6 1 3 2",  "8 4 6 8",
                                       "7 1 2 6", "10 5 6 9", "6 2 4 7",
                                       NULL};
    struct tallied *t = tallied_rows(plain, 1, rows);
    const struct tally_agreement *a = &t->all->agreement;
    (void)state;
    assert_near(a->icc_a1, 184.0 / 635);
    assert_near(a->icc_ak, 736.0 / 1187);
    assert_near(a->icc_c1, 920.0 / 1287);
    assert_near(a->icc_ck, 3680.0 / 4047);
    assert_near(a->kendall_w, 479.0 / 540);
    assert_near(a->alpha_interval, 1792.0 / 12165);
    assert_near(a->alpha_ordinal[0], 2959.0 / 27132);
    tallied_free(t);
}

static void test_icc(void **state)
{
    static const struct {
        const char *rows[ENTRIES_MAX];
        double a1, ak, c1, ck;
    } cases[] = {
        /* means 2 and 6, jurors 3 and 5, residuals 0: MSR 16, MSC 4, MSE 0 */
        {{"1 3", "5 7"},
         16.0 / (16 + 2 * 4 / 2.0),
         16.0 / (16 + 4 / 2.0),
         1,
         1},
        /* MSR 0, MSC 0, MSE 4: denominators 0, -2, 4, 0 */
        {{"1 3", "3 1"}, NAN, NAN, -1, NAN},
        /* MSR 1/6, MSC 1/6, MSE 49/6; A,k has -5/2 below: null, not 16/5 */
        {{"1 5", "5 1", "3 4"}, -8.0 / 3, NAN, -24.0 / 25, -48},
        {{"5 6", "7 .", "8 9"}, NAN, NAN, NAN, NAN}, /* not complete */
        {{"5", "6"}, NAN, NAN, NAN, NAN},            /* one juror */
        {{"5 7"}, NAN, NAN, NAN, NAN},               /* one entry */
    };
    (void)state;
    for (size_t n = 0; n < sizeof cases / sizeof cases[0]; n++) {
        struct tallied *t = tallied_rows(plain, 1, cases[n].rows);
        assert_near(t->all->agreement.icc_a1, cases[n].a1);
        assert_near(t->all->agreement.icc_ak, cases[n].ak);
        assert_near(t->all->agreement.icc_c1, cases[n].c1);
        assert_near(t->all->agreement.icc_ck, cases[n].ck);
        tallied_free(t);
    }
}

/* Mean squares that are not 0 only because thirds are no doubles. */
static void test_icc_thirds(void **state)
{
    /* no residual: MSR 38/27, MSC 8/3 */
    static const char *const sums[] = {"7 7 8  6 6 6", "8 8 8  7 6 7",
                                       "6 6 7  5 5 5", NULL};
    static const char *const equal[] = {"7 7 8  7 8 7  8 7 7",
                                        "8 7 7  7 7 8  8 7 7",
                                        "7 8 7  7 8 7  7 7 8", NULL};
    struct tallied *t = tallied_rows(three, 3, sums);
    (void)state;
    assert_true(t->all->agreement.icc_c1 == 1);
    assert_true(t->all->agreement.icc_ck == 1);
    assert_near(t->all->agreement.icc_a1, 19.0 / 43);
    assert_near(t->all->agreement.icc_ak, 19.0 / 31);
    tallied_free(t);
    t = tallied_rows(three, 3, equal);
    assert_near(t->all->agreement.icc_a1, NAN);
    assert_near(t->all->agreement.icc_ak, NAN);
    assert_near(t->all->agreement.icc_c1, NAN);
    assert_near(t->all->agreement.icc_ck, NAN);
    assert_near(t->all->agreement.kendall_w, NAN);
    assert_near(t->all->agreement.alpha_interval, NAN);
    tallied_free(t);
}

/* Krippendorff 2011, section C: 4 observers, 12 units, marks missing, one unit
 * with a single mark; published .849 (interval) and .815 (ordinal). */
static void test_published_alpha(void **state)
{
    static const char *const rows[] = {
        "1 1 . 1", "2 2 3 2", "3 3 3 3", "3 3 3 3", "2 2 2 2",
        "1 2 3 4", "4 4 4 4", "1 1 2 1", "2 2 2 2", ". 5 5 5",
        ". . 1 1", ". 3 . .", NULL};
    struct tallied *t = tallied_rows(plain, 1, rows);
    (void)state;
    assert_near(t->all->agreement.alpha_interval, 951.0 / 1120);
    assert_near(t->all->agreement.alpha_ordinal[0], 108577.0 / 133160);
    tallied_free(t);
}

static void test_alpha(void **state)
{
    static const struct {
        const char *rows[ENTRIES_MAX];
        double interval, ordinal;
    } cases[] = {
        /* within 4 + 4; all six pairs 4 + 16 + 36 + 4 + 16 + 4 = 80;
         * midranks .5 1.5 | 2.5 3.5: 1 + 1 and 1+4+9+1+4+1 = 20 */
        {{"1 3", "5 7"}, 1 - 3.0 * 8 / 80, 1 - 3.0 * 2 / 20},
        {{"1 3", "3 1"}, -0.5, -0.5}, /* below chance */
        {{"1 5", "5 1", "3 4"}, -64.0 / 101, -2.0 / 3},
        {{"7 7", "4 4"}, 1, 1},
        {{"7 7"}, NAN, NAN},               /* one value */
        {{"7 .", ". 8"}, NAN, NAN},        /* no pair */
        {{"7 7", "9 .", "1 ."}, NAN, NAN}, /* others stand alone */
        {{"5 7"}, 0, 0},                   /* one entry: as chance */
    };
    (void)state;
    for (size_t n = 0; n < sizeof cases / sizeof cases[0]; n++) {
        struct tallied *t = tallied_rows(plain, 1, cases[n].rows);
        assert_near(t->all->agreement.alpha_interval, cases[n].interval);
        assert_near(t->all->agreement.alpha_ordinal[0], cases[n].ordinal);
        tallied_free(t);
    }
}

/* Interval alpha of the composites (3 : 1), ordinal alpha of each criterion;
 * ballots are missing. */
static void test_alpha_of_criteria(void **state)
{
    static const char *const rows[] = {"8 4  7 9  . .", "5 4  7 2  5 6",
                                       "9 9  . .  3 4", ". .  6 6  . .", NULL};
    struct tallied *t = tallied_rows(heavy, 2, rows);
    (void)state;
    assert_near(t->all->agreement.alpha_interval, -27.0 / 82);
    assert_near(t->all->agreement.alpha_ordinal[0], -43.0 / 126);
    assert_near(t->all->agreement.alpha_ordinal[1], -27.0 / 119);
    tallied_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kendall),
        cmocka_unit_test(test_kendall_ties),
        cmocka_unit_test(test_published_icc),
        cmocka_unit_test(test_icc),
        cmocka_unit_test(test_icc_thirds),
        cmocka_unit_test(test_published_alpha),
        cmocka_unit_test(test_alpha),
        cmocka_unit_test(test_alpha_of_criteria),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
