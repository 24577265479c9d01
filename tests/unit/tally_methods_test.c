/* Methods and checks beyond the mean, on rounds small enough to be counted by
 * hand, and on the edge cases of the specification. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "model/tally_all.h"
#include "model/tally_build.h"
#include "model/tally_json.h"

static const struct tally_criterion plain[] = {{"A", 1, 0, 10, 1}};
static const struct tally_criterion pair[] = {{"A", 1, 0, 10, 1},
                                              {"B", 1, 0, 10, 1}};

struct round {
    struct arena *mem;
    struct tally_input input;
    struct tally_result result;
    const struct tally_all *all;
};

/* Rows of marks: one text for each entry, a mark for each juror and criterion
 * in it, '.' for none; X is 10. Jurors are J1, J2 …; entries E1, E2 … */
static void count_rows(struct round *r, const struct tally_criterion *criteria,
                       size_t count, const char *const *rows)
{
    struct tally_faults faults = {0};
    r->mem = arena_new();
    struct tally_build *build = tally_build_new(r->mem);
    r->input = (struct tally_input){.config = tally_config_default(),
                                    .criteria = criteria,
                                    .criterion_count = count};
    r->input.config.quorum = 1;
    r->input.config.replicates = 1000;
    for (int i = 0; rows[i]; i++)
        for (size_t at = 0; rows[i][at] != '\0'; at++) {
            char mark = rows[i][at];
            if (mark == '.')
                continue;
            tally_build_mark(
                build,
                tally_build_entry(build, arena_printf(r->mem, "E%d", i + 1),
                                  NULL),
                tally_build_juror(
                    build, arena_printf(r->mem, "J%zu", at / count + 1), NULL),
                (int32_t)(at % count), mark == 'X' ? 10 : mark - '0');
        }
    tally_build_finish(build, &r->input, NULL);
    assert_true(tally_run(r->mem, &r->input, &r->result, &faults));
    r->all = tally_all(r->mem, &r->result);
}

static void near(double got, double want)
{
    assert_true(fabs(got - want) < 1e-12);
}

static void test_trimmed(void **state)
{
    /* E1: 1 and 9 fall, 3 4 5 stay; E2: of two lowest the first juror's falls,
     * of two highest the last juror's */
    static const char *const rows[] = {"13459", "25577", NULL};
    struct round r;
    (void)state;
    count_rows(&r, plain, 1, rows);
    const struct tally_trimmed *t = &r.all->trimmed;
    assert_int_equal(t->status, TALLY_OK);
    assert_int_equal(t->total[0], 12);
    assert_int_equal(t->total[1], 17);
    assert_int_equal(t->kept[0], 3);
    assert_int_equal(t->low[1], 5);
    assert_int_equal(t->high[1], 9);
    assert_int_equal(t->rank[0], 2);
    assert_int_equal(t->rank_final[1], 1);
    assert_string_equal(
        tally_exact_text(r.mem, tally_trimmed_score(r.all->panel, t, 1)),
        "17/3");
    arena_free(r.mem);
    static const char *const few[] = {"13459", "2.577", NULL};
    count_rows(&r, plain, 1, few);
    assert_int_equal(r.all->trimmed.status, TALLY_TRIM);
    assert_int_equal(r.all->trimmed.lacking_count, 1);
    assert_int_equal(r.all->trimmed.lacking[0], 1);
    assert_null(r.all->leave_one_out[TALLY_TRIMMED]);
    arena_free(r.mem);
}

static void test_trimmed_ladder(void **state)
{
    /* both retain 15 of 30 in sum; A decides among the retained ballots */
    static const char *const rows[] = {"0046553700", "0055555500", NULL};
    struct round r;
    (void)state;
    count_rows(&r, pair, 2, rows);
    const struct tally_trimmed *t = &r.all->trimmed;
    assert_int_equal(t->rank[0], 1);
    assert_int_equal(t->rank[1], 1);
    assert_int_equal(t->criterion_total[0], 9 + 0);
    assert_int_equal(t->criterion_total[2], 10 + 0);
    assert_int_equal(t->rank_final[0], 2);
    assert_int_equal(t->rank_final[1], 1);
    arena_free(r.mem);
}

static void test_calibrated(void **state)
{
    /* J1 rates E1 8 and E2 6, J2 rates E1 4. Means 6 and 6; g = (2, -2);
     * A = [[2+3-1/2-1, -1/2], [-1/2, 1+3-1/2]] = [[3.5,-.5],[-.5,3.5]];
     * beta = (1/2, -1/2); theta_1 = 6, theta_2 = 6 - 1/2 */
    static const char *const rows[] = {"84", "6.", NULL};
    struct round r;
    (void)state;
    count_rows(&r, plain, 1, rows);
    const struct tally_calibrated *c = &r.all->calibrated;
    assert_int_equal(c->status, TALLY_OK);
    near(c->leniency[0], 0.5);
    near(c->leniency[1], -0.5);
    near(c->score[0], 6);
    near(c->score[1], 5.5);
    near(c->criterion_score[1], 5.5);
    assert_int_equal(c->rank[1], 2);
    assert_int_equal(r.result.entries[1].rank, 1); /* by mean a tie */
    arena_free(r.mem);
    static const char *const apart[] = {"84..", "..67", NULL};
    count_rows(&r, plain, 1, apart);
    assert_int_equal(r.all->calibrated.status, TALLY_DISCONNECTED);
    assert_int_equal(r.all->warnings[0].code, TALLY_W_DISCONNECTED);
    assert_int_equal(r.all->residual.df, 4 - 2 - 4 + 2);
    near(r.all->residual.jurors[0].leniency, 2);
    near(r.all->residual.jurors[3].leniency, 0.5);
    arena_free(r.mem);
}

static void test_cross(void **state)
{
    /* J1: E1 E2 E3; J2: E2 E3 E1; J3: E3 E1 E2: the circle of Condorcet; J4
     * has E1 before the tied rest. Borda of E1: (1 + 0 + 1/2 + 1) / 4 */
    static const char *const rows[] = {"9159", "5911", "1591", NULL};
    struct round r;
    (void)state;
    count_rows(&r, plain, 1, rows);
    near(r.all->borda.score[0], 2.5 / 4);
    near(r.all->borda.score[1], (0.5 + 1 + 0 + 0.25) / 4);
    near(r.all->borda.score[2], (0 + 0.5 + 1 + 0.25) / 4);
    assert_int_equal(r.all->borda.rank[1], 2);
    assert_int_equal(r.all->borda.rank[2], 2);
    const int16_t *p = r.all->schulze.pairwise;
    assert_int_equal(p[0 * 3 + 1], 3); /* J1, J3, J4 */
    assert_int_equal(p[1 * 3 + 0], 1);
    assert_int_equal(p[1 * 3 + 2], 2);
    assert_int_equal(p[2 * 3 + 1], 1);
    assert_int_equal(p[2 * 3 + 0], 2);
    assert_int_equal(p[0 * 3 + 2], 2); /* 2 : 2 is no path */
    assert_int_equal(r.all->schulze.rank[0], 1);
    assert_int_equal(r.all->schulze.rank[1], 2);
    assert_int_equal(r.all->schulze.rank[2], 3);
    assert_int_equal(r.all->schulze.condorcet, -1);
    arena_free(r.mem);
}

static void test_agreement(void **state)
{
    /* ranks 1 2 3 and 1 3 2: R = 2 5 5; W = (12*54 - 3*4*3*16) / (4*3*8) */
    static const char *const rows[] = {"98", "56", "17", NULL};
    struct round r;
    (void)state;
    count_rows(&r, plain, 1, rows);
    near(r.all->agreement.kendall_w, (12.0 * 54 - 576) / 96);
    arena_free(r.mem);
    /* means 2 and 6, jurors 3 and 5, residuals 0: MSR 16, MSC 4, MSE 0 */
    static const char *const exact[] = {"13", "57", NULL};
    count_rows(&r, plain, 1, exact);
    near(r.all->agreement.icc_c1, 1);
    near(r.all->agreement.icc_ck, 1);
    near(r.all->agreement.icc_a1, 16.0 / (16 + 2 * 4 / 2.0));
    near(r.all->agreement.icc_ak, 16.0 / (16 + 4 / 2.0));
    /* pairs within: 4 + 4; all six pairs: 4 + 16 + 36 + 4 + 16 + 4 = 80 */
    near(r.all->agreement.alpha_interval, 1 - 3.0 * 8 / 80);
    /* midranks .5 1.5 | 2.5 3.5; pairs 1 + 1 and 1+4+9+1+4+1 = 20 */
    near(r.all->agreement.alpha_ordinal[0], 1 - 3.0 * 2 / 20);
    arena_free(r.mem);
}

static void test_edges(void **state)
{
    static const char *const equal[] = {"555555", "555555", NULL};
    static const char *const single[] = {"7", "5", NULL};
    static const char *const one_entry[] = {"75", NULL};
    struct round r;
    (void)state;
    count_rows(&r, pair, 2, equal);
    assert_true(isnan(r.all->agreement.kendall_w));
    assert_true(isnan(r.all->agreement.icc_ck));
    assert_true(isnan(r.all->agreement.alpha_interval));
    assert_true(isnan(r.all->residual.jurors[0].spread));
    assert_true(isnan(r.all->residual.jurors[0].infit));
    near(r.all->residual.jurors[0].leniency, 0);
    assert_null(r.all->intervals[TALLY_MEAN]);
    assert_int_equal(r.all->calibrated.rank[1], 1);
    assert_int_equal(r.all->warning_count, 0);
    arena_free(r.mem);
    count_rows(&r, plain, 1, single);
    near(r.all->calibrated.score[0], 7);
    assert_null(r.all->leave_one_out[TALLY_MEAN]);
    assert_null(r.all->replicates[TALLY_MEAN]);
    assert_int_equal(r.all->word, TALLY_NO_WORD);
    arena_free(r.mem);
    count_rows(&r, plain, 1, one_entry);
    assert_true(isnan(r.all->agreement.kendall_w));
    assert_true(isnan(r.all->residual.jurors[0].rest_correlation));
    assert_null(r.all->intervals[TALLY_MEAN]);
    assert_true(isnan(r.all->borda.score[0]));
    assert_int_equal(r.all->borda.rank[0], 0);
    arena_free(r.mem);
}

static void test_stability(void **state)
{
    /* without J1 E2 wins; J3 gives the same mark always */
    static const char *const rows[] = {"X55", "475", NULL};
    struct round r;
    (void)state;
    count_rows(&r, plain, 1, rows);
    const struct tally_leave_one_out *out = r.all->leave_one_out[TALLY_MEAN];
    assert_int_equal(out->without[0].winners[0], 1);
    assert_int_equal(out->without[1].winners[0], 0);
    assert_int_equal(out->best[1], 1);
    assert_int_equal(out->worst[0], 2);
    assert_int_equal(r.all->word, TALLY_CLOSE);
    assert_int_equal(r.all->warnings[0].code, TALLY_W_CONSTANT);
    assert_int_equal(r.all->warnings[0].jurors[0], 2);
    arena_free(r.mem);
    /* J1 is the only one for E2: without him it has no rank */
    static const char *const lost[] = {"887", "9..", NULL};
    count_rows(&r, plain, 1, lost);
    out = r.all->leave_one_out[TALLY_CALIBRATED];
    assert_int_equal(out->without[0].status, TALLY_OK);
    assert_int_equal(out->without[0].unranked_count, 1);
    assert_int_equal(out->without[0].unranked[0], 1);
    assert_int_equal(r.all->warnings[0].code, TALLY_W_BRIDGE);
    arena_free(r.mem);
}

static void test_weights(void **state)
{
    /* E1 8 and 4, E2 5 and 6: 3p - 2(1 - p) >= 0 from p = 2/5 on */
    static const char *const rows[] = {"84", "56", NULL};
    struct round r;
    (void)state;
    count_rows(&r, pair, 2, rows);
    const struct tally_interval *i = r.all->intervals[TALLY_MEAN];
    assert_string_equal(tally_exact_text(r.mem, i[0].share), "1/2");
    assert_string_equal(tally_exact_text(r.mem, i[0].lo), "2/5");
    assert_string_equal(tally_exact_text(r.mem, i[0].hi), "1/1");
    assert_string_equal(tally_exact_text(r.mem, i[1].lo), "0/1");
    assert_string_equal(tally_exact_text(r.mem, i[1].hi), "3/5");
    near(r.all->intervals[TALLY_CALIBRATED][0].lo_value, 0.4);
    arena_free(r.mem);
}

static void test_bootstrap(void **state)
{
    static const char *const rows[] = {"99999", "55555", "5555.", NULL};
    struct round r;
    uint64_t seed = 0;
    (void)state;
    /* the generator's first number from 0 is E220A8397B1DCDAF */
    assert_int_equal(tally_bootstrap_draw(&seed, 1u << 31), 0x7110541C);
    count_rows(&r, plain, 1, rows);
    for (size_t n = 0; n < TALLY_METHODS; n++) {
        const struct tally_replicates *b = r.all->replicates[n];
        if (!b) /* trimmed: E3 has four ballots */
            continue;
        assert_int_equal(b[0].first, 1000);
        assert_int_equal(b[0].rank_hi, 1);
        assert_int_equal(b[1].first, 0);
        assert_int_equal(b[1].rank_lo, 2);
        assert_int_equal(b[1].rank_hi, 2); /* with E3: an exact tie */
        assert_int_equal(b[1].top3, 1000);
    }
    assert_int_equal(r.all->word, TALLY_CLEAR);
    struct buf out;
    buf_init(&out, r.mem);
    tally_json_all(&out, r.all);
    assert_non_null(strstr(out.data, "\"word\": \"deutlich\""));
    arena_free(r.mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_trimmed),
        cmocka_unit_test(test_trimmed_ladder),
        cmocka_unit_test(test_calibrated),
        cmocka_unit_test(test_cross),
        cmocka_unit_test(test_agreement),
        cmocka_unit_test(test_edges),
        cmocka_unit_test(test_stability),
        cmocka_unit_test(test_weights),
        cmocka_unit_test(test_bootstrap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
