/* Juror diagnostics (section 10). Expected values come from Python: ordinary
 * least squares with a column for each entry and for all jurors but one of
 * each component, the hat matrix X (X'X)^-1 X', all in exact fractions, and
 * leniency centred afterwards; square roots last. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "support/tallied.h"

enum { ENTRIES_MAX = 8, JURORS_MAX = 5, CHAIN = 60 };

static const struct tally_criterion plain[] = {{"A", 1, 0, 10, 1}};
static const struct tally_criterion heavy[] = {{"A", 3, 0, 10, 1},
                                               {"B", 1, 0, 10, 1}};
static const struct tally_criterion three[] = {
    {"A", 1, 0, 10, 1}, {"B", 1, 0, 10, 1}, {"C", 1, 0, 10, 1}};

static const struct residual_case {
    const char *name;
    const struct tally_criterion *criteria;
    size_t count;
    const char *rows[ENTRIES_MAX];
    int64_t df;
    double rss;
    struct {
        double leniency, se, infit, spread, rest_correlation;
    } juror[JURORS_MAX];
    struct {
        int32_t entry, juror;
        double residual, t;
    } outlier[TALLY_OUTLIERS_MAX];
    size_t outlier_count;
} cases[] = {
    {"complete",
     plain,
     1,
     {"9 7 8", "5 6 7", "3 1 5", "6 6 2", "8 5 7"},
     8,
     118.0 / 5,
     {{8.0 / 15, 0.6271629240742259, 31.0 / 59, 1.005899756201694,
       0.7695045662634628},
      {-2.0 / 3, 0.6271629240742259, 55.0 / 59, 0.9880948137434714,
       0.5773502691896257},
      {2.0 / 15, 0.6271629240742259, 91.0 / 59, 1.005899756201694,
       0.3586022876067844}},
     {{3, 2, -14.0 / 5, -3.400264365135303},
      {3, 1, 2, 1.805787796286538},
      {2, 2, 28.0 / 15, 1.636975106713599},
      {1, 0, -23.0 / 15, -1.268031046765934},
      {2, 1, -4.0 / 3, -1.07299384409869},
      {4, 1, -1, -0.7772661659626564},
      {1, 2, 13.0 / 15, 0.6665101831617843},
      {3, 0, 4.0 / 5, 0.6123724356957945},
      {4, 0, 4.0 / 5, 0.6123724356957945},
      {1, 1, 2.0 / 3, 0.5061843019930461}},
     10},
    {"composites of two criteria, ballots missing",
     heavy,
     2,
     {"8 4  5 10  . .   6 7", "7 5  . .   9 8   . .", "5 5  6 2   7 7   . .",
      ". .  9 9   8 6   10 9", ". .  . .   3 1   4 4", "4 1  6 7   . .   9 9"},
     7,
     84011.0 / 5928,
     {{-1323.0 / 988, 0.677029114509956, 5307167.0 / 3108407,
       0.7530824852913988, -0.03735555262672409},
      {-9.0 / 52, 0.6562811488274093, 52580563.0 / 119127598,
       0.7537705461798254, 0.9645013282383635},
      {2.0 / 13, 0.6993608632114138, 5500712.0 / 11005441, 1.216356472810352,
       0.6294501172751364},
      {671.0 / 494, 0.677029114509956, 21132463.0 / 15542035, 1.176934010516926,
       0.7241699775085261}},
     {{0, 0, 5299.0 / 2964, 2.382599508198735},
      {0, 3, -4919.0 / 2964, -2.079864257597904},
      {5, 0, -1207.0 / 741, -2.014934884723838},
      {5, 3, 1055.0 / 741, 1.635438572626822},
      {3, 2, -473.0 / 494, -1.003143185879156},
      {2, 1, -935.0 / 988, -0.9658677173405793},
      {3, 1, 859.0 / 988, 0.8767916263441938},
      {2, 2, 359.0 / 494, 0.7356663031569154},
      {1, 0, -187.0 / 494, -0.425533847254509},
      {1, 2, 187.0 / 494, 0.425533847254509}},
     10},
    {"two components",
     plain,
     1,
     {"8 6 . . .", "5 7 . . .", "4 9 . . .", ". . 6 9 7", ". . 3 4 9",
      ". . 8 2 1", ". . 5 . 5"},
     7,
     589.0 / 9,
     {{-5.0 / 6, 1.248279238872881, 777.0 / 1178, 0.7794078749371337,
       -0.8910421112136306},
      {5.0 / 6, 1.248279238872881, 777.0 / 1178, 0.5719290198427753,
       -0.8910421112136306},
      {2.0 / 9, 1.299250224700569, 9772.0 / 6479, 0.7794078749371337,
       -0.6327170393973559},
      {-4.0 / 9, 1.441388709174158, 637.0 / 1178, 1.349974039210405,
       0.8660254037844386},
      {2.0 / 9, 1.299250224700569, 7756.0 / 6479, 1.278872166673272,
       -0.08827348295047495}},
     {{5, 2, 37.0 / 9, 2.607752395283553},
      {4, 4, 31.0 / 9, 1.889006438247633},
      {5, 4, -26.0 / 9, -1.460737550742211},
      {4, 2, -23.0 / 9, -1.244949511363848},
      {0, 0, 11.0 / 6, 1.045382651044519},
      {0, 1, -11.0 / 6, -1.045382651044519},
      {3, 3, 19.0 / 9, 1.041976144503455},
      {2, 0, -5.0 / 3, -0.935674292327708},
      {2, 1, 5.0 / 3, 0.935674292327708},
      {3, 2, -14.0 / 9, -0.7028058429763656}},
     10},
    {"residuals all zero: leniency stays",
     plain,
     1,
     {"5 7 4", "6 8 5", "2 4 1"},
     4,
     0,
     {{-1.0 / 3, NAN, NAN, 1, 1},
      {5.0 / 3, NAN, NAN, 1, 1},
      {-4.0 / 3, NAN, NAN, 1, 1}},
     {{0}},
     0},
    {"a constant juror",
     plain,
     1,
     {"5 7 .", "5 2 9", "5 6 .", ". 9 4", "5 1 3"},
     5,
     12905.0 / 276,
     {{-4.0 / 69, 1.377459801644308, 7913.0 / 20737, 0, NAN},
      {-47.0 / 138, 1.220987614205512, 824929.0 / 756233, 1.257041237094362,
       -0.3611575592573076},
      {55.0 / 138, 1.517886773197753, 181621.0 / 105821, 1.191573467413686,
       -0.2881144637385932}},
     {{1, 2, 451.0 / 138, 2.182260903046725},
      {3, 1, 66.0 / 23, 2.025423097117139},
      {3, 2, -66.0 / 23, -2.025423097117139},
      {1, 1, -413.0 / 138, -1.557919415126818},
      {4, 0, 142.0 / 69, 0.9853273804701778},
      {4, 1, -229.0 / 138, -0.7248559663611257},
      {0, 0, -105.0 / 92, -0.5621863674135879},
      {0, 1, 105.0 / 92, 0.5621863674135879},
      {2, 0, -59.0 / 92, -0.3076869903669128},
      {2, 1, 59.0 / 92, 0.3076869903669128}},
     10},
    {"one degree of freedom: no t",
     plain,
     1,
     {"8 4", "5 6"},
     1,
     25.0 / 4,
     {{3.0 / 4, 1.25, 1, 1.176696810829104, NAN},
      {-3.0 / 4, 1.25, 1, 0.7844645405527362, NAN}},
     {{0}},
     0},
    {"no degree of freedom",
     plain,
     1,
     {"8 4", "6 ."},
     0,
     0,
     {{2, NAN, NAN, 1, NAN}, {-2, NAN, NAN, NAN, NAN}},
     {{0}},
     0},
    {"a juror with one ballot: no infit, no spread, no t",
     plain,
     1,
     {"7 8 .", "5 5 .", "6 9 1"},
     2,
     7.0 / 3,
     {{3.0 / 2, 0.6236095644623235, 1, 0.6123724356957945, 0.8660254037844387},
      {17.0 / 6, 0.6236095644623235, 1, 1.274754878398196, -0.1595862634056436},
      {-13.0 / 3, 0.8819171036881969, NAN, NAN, NAN}},
     {{2, 0, -5.0 / 6, -2.886751345948129},
      {2, 1, 5.0 / 6, 2.886751345948129},
      {1, 0, 2.0 / 3, 1.154700538379251},
      {1, 1, -2.0 / 3, -1.154700538379251},
      {0, 0, 1.0 / 6, 0.1924500897298753},
      {0, 1, -1.0 / 6, -0.1924500897298753}},
     6},
};

static void check_outliers(const struct residual_case *c,
                           const struct tally_residual *got)
{
    assert_int_equal(got->outlier_count, c->outlier_count);
    for (size_t n = 0; n < c->outlier_count; n++) {
        assert_int_equal(got->outliers[n].entry, c->outlier[n].entry);
        assert_int_equal(got->outliers[n].juror, c->outlier[n].juror);
        assert_near(got->outliers[n].residual, c->outlier[n].residual);
        assert_near(got->outliers[n].t, c->outlier[n].t);
    }
}

static void test_cases(void **state)
{
    (void)state;
    for (size_t n = 0; n < sizeof cases / sizeof cases[0]; n++) {
        const struct residual_case *c = &cases[n];
        struct tallied *t = tallied_rows(c->criteria, c->count, c->rows);
        const struct tally_residual *got = &t->all->residual;
        assert_int_equal(got->df, c->df);
        assert_near(got->rss, c->rss);
        assert_near(got->sigma, c->df < 1 ? NAN : sqrt(c->rss / (double)c->df));
        for (size_t j = 0; j < t->all->panel->jurors; j++) {
            assert_near(got->jurors[j].leniency, c->juror[j].leniency);
            assert_near(got->jurors[j].se, c->juror[j].se);
            assert_near(got->jurors[j].infit, c->juror[j].infit);
            assert_near(got->jurors[j].spread, c->juror[j].spread);
            assert_near(got->jurors[j].rest_correlation,
                        c->juror[j].rest_correlation);
        }
        check_outliers(c, got);
        tallied_free(t);
    }
}

/* Thirds without a residual: RSS is 0, not what rounding leaves. */
static void test_thirds(void **state)
{
    static const char *const rows[] = {
        "7 7 8  6 6 6  5 5 6", "8 8 8  7 6 7  6 6 6", "6 6 7  5 5 5  4 4 5",
        "6 6 6  5 5 4  4 4 4", NULL};
    struct tallied *t = tallied_rows(three, 3, rows);
    const struct tally_residual *got = &t->all->residual;
    static const double want[] = {10.0 / 9, -2.0 / 9, -8.0 / 9};
    (void)state;
    assert_int_equal(got->df, 6);
    assert_true(got->rss == 0);
    assert_int_equal(got->outlier_count, 0);
    for (size_t j = 0; j < 3; j++) {
        assert_near(got->jurors[j].leniency, want[j]);
        assert_near(got->jurors[j].se, NAN);
        assert_near(got->jurors[j].infit, NAN);
        assert_near(got->jurors[j].spread, 1);
    }
    tallied_free(t);
}

/* J2 and J3 are constant, in thirds that add up to no whole mean. */
static void test_constant_thirds(void **state)
{
    static const char *const rows[] = {
        "6 6 6  7 7 8  6 6 7", "7 6 6  7 8 7  6 7 6",
        "7 7 6  8 7 7  7 6 6", "9 9 9  7 7 8  6 6 7",
        "9 8 9  7 8 7  6 7 6", "1 2 3  8 7 7  7 6 6",
        "4 4 4  7 7 8  6 6 7", NULL};
    struct tallied *t = tallied_rows(three, 3, rows);
    const struct tally_diagnosis *juror = t->all->residual.jurors;
    (void)state;
    assert_near(juror[0].spread, sqrt(3));
    assert_near(juror[0].rest_correlation, NAN); /* nothing beside him moves */
    for (size_t j = 1; j < 3; j++) {
        assert_true(juror[j].spread == 0);
        assert_near(juror[j].rest_correlation, NAN);
    }
    tallied_free(t);
}

/* Points are those of the reporting scale: 0 to 100 for mixed scales. */
static void test_points(void **state)
{
    static const struct tally_criterion mixed[] = {{"A", 1, 1, 5, 1},
                                                   {"B", 1, 0, 10, 1}};
    static const char *const rows[] = {"5 10  3 5", "3 5  1 0", NULL};
    struct tallied *t = tallied_rows(mixed, 2, rows);
    (void)state;
    assert_near(t->all->residual.jurors[0].leniency, 25);
    assert_near(t->all->residual.jurors[1].leniency, -25);
    tallied_free(t);
}

/* Each entry is rated by two neighbours, the later one a point milder: the
 * panel hangs together by threads, and leniency rises by 1 from one to the
 * next. */
static void test_chain(void **state)
{
    struct arena *mem = arena_new();
    const char *rows[CHAIN] = {NULL};
    (void)state;
    for (int i = 0; i < CHAIN - 1; i++) {
        struct buf row;
        buf_init(&row, mem);
        for (int j = 0; j < CHAIN; j++)
            buf_add(&row, j == i ? "6 " : j == i + 1 ? "7 " : ". ");
        rows[i] = row.data;
    }
    struct tallied *t = tallied_rows(plain, 1, rows);
    assert_int_equal(t->all->residual.df, 0);
    for (size_t j = 0; j < CHAIN; j++) {
        assert_near(t->all->residual.jurors[j].leniency,
                    (double)j - (CHAIN - 1) / 2.0);
        assert_near(t->all->residual.jurors[j].se, NAN);
    }
    tallied_free(t);
    arena_free(mem);
}

/* Of equal |t| those of the first entry and juror are kept: here all 16 are
 * the same but for rounding. */
static void test_equal_outliers(void **state)
{
    static const char *const rows[] = {"6 4 6 4", "4 6 4 6", "6 4 6 4",
                                       "4 6 4 6", NULL};
    struct tallied *t = tallied_rows(plain, 1, rows);
    const struct tally_residual *got = &t->all->residual;
    (void)state;
    assert_int_equal(got->outlier_count, TALLY_OUTLIERS_MAX);
    for (int32_t n = 0; n < TALLY_OUTLIERS_MAX; n++) {
        assert_int_equal(got->outliers[n].entry, n / 4);
        assert_int_equal(got->outliers[n].juror, n % 4);
    }
    tallied_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_thirds),
        cmocka_unit_test(test_constant_thirds),
        cmocka_unit_test(test_points),
        cmocka_unit_test(test_chain),
        cmocka_unit_test(test_equal_outliers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
