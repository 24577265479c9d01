/* The calibrated mean (section 5.3). Expected values come from the normal
 * equations of the whole model (entries and jurors together, lambda added on
 * the jurors' diagonal), solved with Python's fractions: another way than the
 * engine's, which takes the entries out first. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "model/tally_build.h"
#include "model/tally_show.h"
#include "support/tallied.h"

static const struct tally_criterion plain[] = {{"A", 1, 0, 10, 1}};
static const struct tally_criterion pair[] = {{"A", 1, 0, 10, 1},
                                              {"B", 1, 0, 10, 1}};
static const struct tally_criterion heavy[] = {{"A", 3, 0, 10, 1},
                                               {"B", 1, 0, 10, 1}};
static const struct tally_criterion three[] = {
    {"A", 1, 0, 10, 1}, {"B", 1, 0, 10, 1}, {"C", 1, 0, 10, 1}};

/* 5 entries, 4 jurors, the first criterion three times as heavy */
static const char *const sparse[] = {
    "8 4  5 10  . .   6 7",  "7 5  . .   9 8   . .", "5 5  6 2   7 7   . .",
    ". .  9 9   8 6   10 9", ". .  . .   3 1   4 4", NULL};

static void test_lambda(void **state)
{
    static const struct {
        int64_t lambda;
        double theta[5], beta[4];
    } cases[] = {
        {1,
         {7193.0 / 1100, 81203.0 / 10450, 121729.0 / 20900, 180029.0 / 20900,
          15439.0 / 5225},
         {-4269.0 / 10450, -2.0 / 11, 129.0 / 1100, 9887.0 / 20900}},
        {3,
         {16419.0 / 2516, 300725.0 / 38998, 449523.0 / 77996, 675963.0 / 77996,
          119573.0 / 38998},
         {-9753.0 / 38998, -2.0 / 17, 195.0 / 2516, 22637.0 / 77996}},
        {10,
         {39097.0 / 6004, 839366.0 / 109573, 2501669.0 / 438292,
          3819547.0 / 438292, 1389653.0 / 438292},
         {-11631.0 / 109573, -1.0 / 19, 213.0 / 6004, 54043.0 / 438292}},
        {100,
         {1239521.0 / 190652, 445804901.0 / 58434838, 662833477.0 / 116869676,
          1022117171.0 / 116869676, 378708259.0 / 116869676},
         {-738741.0 / 58434838, -1.0 / 154, 849.0 / 190652,
          1715939.0 / 116869676}},
    };
    struct tallied *t = tallied_rows(heavy, 2, sparse);
    (void)state;
    for (size_t n = 0; n < sizeof cases / sizeof cases[0]; n++) {
        t->input.config.lambda = cases[n].lambda;
        tallied_again(t);
        const struct tally_calibrated *c = &t->all->calibrated;
        double sum = 0;
        assert_int_equal(c->status, TALLY_OK);
        for (size_t i = 0; i < 5; i++)
            assert_near(c->score[i], cases[n].theta[i]);
        for (size_t j = 0; j < 4; j++) {
            assert_near(c->leniency[j], cases[n].beta[j]);
            sum += c->leniency[j];
        }
        assert_near(sum, 0);
        assert_string_equal(tallied_list(t, c->rank, 5), "3 2 4 1 5");
    }
    tallied_free(t);
}

/* Each criterion alone, lambda 3; weighted they add up to theta. */
static void test_criteria(void **state)
{
    static const double want[5][2] = {{4002.0 / 629, 4413.0 / 629},
                                      {155834.0 / 19499, 133948.0 / 19499},
                                      {118418.0 / 19499, 94269.0 / 19499},
                                      {175028.0 / 19499, 150879.0 / 19499},
                                      {65258.0 / 19499, 43372.0 / 19499}};
    struct tallied *t = tallied_rows(heavy, 2, sparse);
    const struct tally_calibrated *c = &t->all->calibrated;
    (void)state;
    for (size_t i = 0; i < 5; i++) {
        const double *own = c->criterion_score + 2 * i;
        assert_near(own[0], want[i][0]);
        assert_near(own[1], want[i][1]);
        assert_near((3 * own[0] + own[1]) / 4, c->score[i]);
    }
    tallied_free(t);
}

/* J1 rates E1 8 and E2 6, J2 rates E1 4. Means 6 and 6; g = (2, -2);
 * A = [[2+3-1/2-1, -1/2], [-1/2, 1+3-1/2]] = [[3.5,-.5],[-.5,3.5]];
 * beta = (1/2, -1/2); theta_1 = 6, theta_2 = 6 - 1/2 */
static void test_by_hand(void **state)
{
    static const char *const rows[] = {"8 4", "6 .", NULL};
    struct tallied *t = tallied_rows(plain, 1, rows);
    const struct tally_calibrated *c = &t->all->calibrated;
    (void)state;
    assert_near(c->leniency[0], 0.5);
    assert_near(c->leniency[1], -0.5);
    assert_near(c->score[0], 6);
    assert_near(c->score[1], 5.5);
    assert_string_equal(tallied_list(t, c->rank, 2), "1 2");
    assert_int_equal(t->result.entries[1].rank, 1); /* by mean a tie */
    tallied_free(t);
}

/* A severe juror's 10 is worth more than 10, a mild one's 0 less than 0. */
static void test_not_clipped(void **state)
{
    static const char *const severe[] = {"10 .", "0 10", "0 10", "0 10", NULL};
    static const char *const mild[] = {"0 .", "10 0", "10 0", "10 0", NULL};
    struct tallied *t = tallied_rows(plain, 1, severe);
    (void)state;
    assert_near(t->all->calibrated.score[0], 25.0 / 2);
    tallied_free(t);
    t = tallied_rows(plain, 1, mild);
    assert_near(t->all->calibrated.score[0], -5.0 / 2);
    tallied_free(t);
}

/* E1 and E2 have 7 and 8 from jurors as severe; A decides by theta_ik. */
static void test_ladder(void **state)
{
    static const char *const rows[] = {
        "8 6  8 8  . .  . .", ". .  . .  6 8  8 8", "6 6  7 7  6 6  7 7", NULL};
    struct tallied *t = tallied_rows(pair, 2, rows);
    (void)state;
    assert_string_equal(tallied_list(t, t->all->calibrated.rank, 3), "1 1 3");
    assert_string_equal(tallied_list(t, t->all->calibrated.rank_final, 3),
                        "1 2 3");
    tallied_free(t);
}

/* Scores that are equal as fractions, from different ballots, are equal within
 * 1e-9 of the scale's width, if not to the last bit. */
static void test_equal_within(void **state)
{
    static const struct {
        const char *rows[6];
        const char *rank;
    } cases[] = {
        /* 85/12 85/12 73/12 7 85/12 */
        {{". . .  7 7 7  . . .  8 7 7", "7 7 7  . . .  . . .  . . .",
          "6 6 6  . . .  . . .  . . .", "8 7 7  7 7 7  7 6 6  8 7 7",
          "7 6 6  8 7 7  8 7 7  8 7 7"},
         "1 1 5 4 1"},
        /* 19/3 79/12 79/12 79/12 25/4 */
        {{"7 7 7  7 6 6  6 6 6  6 6 6", "7 7 6  7 6 6  7 7 6  . . .",
          "7 6 6  7 7 6  6 6 6  8 7 7", "7 7 6  . . .  . . .  . . .",
          "7 6 6  . . .  . . .  . . ."},
         "4 1 1 1 5"},
        /* 77/12 79/12 13/2 77/12 77/12 */
        {{"6 6 6  . . .  7 6 6  7 7 7", "7 7 7  7 7 6  6 6 6  7 7 6",
          "6 6 6  7 6 6  7 7 7  7 7 6", "7 6 6  . . .  6 6 6  7 7 7",
          ". . .  6 6 6  . . .  7 7 7"},
         "3 1 2 3 3"},
        /* 965/144 109/16 79/12 109/16 1013/144 */
        {{". . .  . . .  7 7 6  . . .", ". . .  . . .  7 7 6  7 7 7",
          "7 7 7  6 6 6  7 6 6  7 7 7", ". . .  7 7 6  7 7 7  7 7 6",
          ". . .  . . .  7 7 7  . . ."},
         "4 2 5 2 1"},
    };
    (void)state;
    for (size_t n = 0; n < sizeof cases / sizeof cases[0]; n++) {
        struct tallied *t = tallied_rows(three, 3, cases[n].rows);
        assert_case(cases[n].rank, tallied_list(t, t->all->calibrated.rank, 5),
                    cases[n].rank);
        tallied_free(t);
    }
}

/* One point in a criterion of a millionth of the weight is a difference. */
static void test_not_equal(void **state)
{
    static const struct tally_criterion fine[] = {{"A", 1000000, 0, 10, 1},
                                                  {"B", 1, 0, 10, 1}};
    static const char *const rows[] = {
        "8 5  7 5  . .  . .", ". .  . .  8 5  7 6", "6 5  6 5  6 5  6 5", NULL};
    struct tallied *t = tallied_rows(fine, 2, rows);
    (void)state;
    assert_string_equal(tallied_list(t, t->all->calibrated.rank, 3), "2 1 3");
    tallied_free(t);
}

static void test_disconnected(void **state)
{
    static const char *const rows[] = {"8 4 . .", ". . 6 7", NULL};
    struct tallied *t = tallied_rows(plain, 1, rows);
    const struct tally_calibrated *c = &t->all->calibrated;
    (void)state;
    assert_int_equal(c->status, TALLY_DISCONNECTED);
    assert_string_equal(tally_status_name(c->status), "E_DISCONNECTED");
    assert_null(c->score);
    assert_null(c->rank);
    assert_null(t->all->rank[TALLY_CALIBRATED]);
    assert_null(t->all->leave_one_out[TALLY_CALIBRATED]);
    assert_null(t->all->intervals[TALLY_CALIBRATED]);
    assert_non_null(t->all->rank[TALLY_MEAN]);
    tallied_free(t);
}

static uint32_t next_random(uint64_t *random)
{
    *random =
        *random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*random >> 33);
}

/* A random round of three criteria. Entry i is rated by jurors i and i + 1
 * (so the panel hangs together) and by the others with a chance of 1 in
 * `others`; 1 makes a complete panel. */
static struct tallied *random_round(uint64_t *random, uint32_t jurors,
                                    uint32_t others)
{
    struct tallied *t = tallied_marks(three, 3, 1, "J E A 1 J E B 1 J E C 1");
    struct tally_build *build = tally_build_new(t->mem);
    for (uint32_t i = 0; i < jurors - 1; i++)
        for (uint32_t j = 0; j < jurors; j++) {
            if (j != i && j != i + 1 && next_random(random) % others != 0)
                continue;
            const char *entry = arena_printf(t->mem, "E%03u", i);
            const char *juror = arena_printf(t->mem, "J%03u", j);
            for (int32_t k = 0; k < 3; k++)
                tally_build_mark(build, tally_build_entry(build, entry, NULL),
                                 tally_build_juror(build, juror, NULL), k,
                                 (int32_t)(next_random(random) % 3 + 4));
        }
    tally_build_finish(build, &t->input, NULL);
    tallied_again(t);
    assert_true(t->scored);
    return t;
}

/* A beta - g, written down as in the specification, against g. */
static double residual(struct tallied *t)
{
    const struct tally_panel *p = t->all->panel;
    const double *beta = t->all->calibrated.leniency;
    double *rest = arena_alloc(t->mem, p->jurors * sizeof *rest);
    double *g = arena_alloc(t->mem, p->jurors * sizeof *g);
    double above = 0, below = 0;
    for (size_t j = 0; j < p->jurors; j++)
        rest[j] = (double)t->input.config.lambda * beta[j];
    for (size_t i = 0; i < p->entries; i++) {
        size_t from = p->first[i], to = p->first[i + 1];
        double b = (double)(to - from), sum = 0, mean = 0;
        for (size_t at = from; at < to; at++) {
            sum += beta[p->owner[at]];
            mean += p->points[at] / b;
        }
        for (size_t at = from; at < to; at++) {
            g[p->owner[at]] += p->points[at] - mean;
            rest[p->owner[at]] += beta[p->owner[at]] - sum / b;
        }
        assert_near(t->all->calibrated.score[i], mean - sum / b);
    }
    for (size_t j = 0; j < p->jurors; j++) {
        above += (rest[j] - g[j]) * (rest[j] - g[j]);
        below += g[j] * g[j];
    }
    return sqrt(above / below);
}

static void test_equations(void **state)
{
    uint64_t random = 5;
    (void)state;
    for (uint32_t run = 0; run < 12; run++) {
        struct tallied *t =
            random_round(&random, 5 + 9 * run, run % 3 == 0 ? 1000 : 3 * run);
        const struct tally_calibrated *c = &t->all->calibrated;
        double sum = 0;
        assert_int_equal(c->status, TALLY_OK);
        assert_true(residual(t) <= 1e-12);
        for (size_t j = 0; j < t->all->panel->jurors; j++)
            sum += c->leniency[j];
        assert_near(sum, 0);
        for (size_t i = 0; i < t->all->panel->entries; i++) {
            const double *own = c->criterion_score + 3 * i;
            assert_near((own[0] + own[1] + own[2]) / 3, c->score[i]);
        }
        tallied_free(t);
    }
}

/* Everybody rated everything: scores and ranks are the mean's to the last
 * bit, and leniency is the juror's sum of differences over n + lambda. */
static void test_complete(void **state)
{
    uint64_t random = 3;
    (void)state;
    for (uint32_t run = 0; run < 20; run++) {
        struct tallied *t = random_round(&random, 4 + run % 9, 1);
        const struct tally_calibrated *c = &t->all->calibrated;
        const struct tally_panel *p = t->all->panel;
        assert_true(p->complete);
        for (size_t i = 0; i < p->entries; i++) {
            assert_true(c->score[i] ==
                        tally_exact_double(tally_show_score(&t->result, i)));
            assert_int_equal(c->rank[i], t->result.entries[i].rank);
            assert_int_equal(c->rank_final[i], t->result.entries[i].rank_final);
        }
        for (size_t j = 0; j < p->jurors; j++) {
            double g = 0;
            for (size_t i = 0; i < p->entries; i++)
                g += p->points[p->first[i] + j] - c->score[i];
            assert_near(c->leniency[j], g / ((double)p->entries + 3));
        }
        tallied_free(t);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lambda),    cmocka_unit_test(test_criteria),
        cmocka_unit_test(test_by_hand),   cmocka_unit_test(test_not_clipped),
        cmocka_unit_test(test_ladder),    cmocka_unit_test(test_equal_within),
        cmocka_unit_test(test_not_equal), cmocka_unit_test(test_disconnected),
        cmocka_unit_test(test_equations), cmocka_unit_test(test_complete),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
