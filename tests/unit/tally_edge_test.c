/* The edge cases of section 15, row by row, and every warning. Two rows are
 * not the engine's: what becomes of a juror who withdraws is decided before
 * the marks get here, and an open round has no statement that changes it. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/buf.h"
#include "model/tally_show.h"
#include "support/tallied.h"

enum { ENTRIES_MAX = 8 };

static const struct tally_criterion plain[] = {{"A", 1, 0, 10, 1}};
static const struct tally_criterion pair[] = {{"A", 1, 0, 10, 1},
                                              {"B", 1, 0, 10, 1}};

/* A round with replicates. */
static struct tallied *round_of(const struct tally_criterion *criteria,
                                size_t count, const char *const *rows)
{
    struct tallied *t = tallied_rows(criteria, count, rows);
    t->input.config.replicates = 1000;
    tallied_again(t);
    return t;
}

static const char *ranks(struct tallied *t, enum tally_method method)
{
    return tallied_list(t, t->all->rank[method], t->all->panel->entries);
}

static void no_agreement(const struct tallied *t)
{
    const struct tally_agreement *a = &t->all->agreement;
    assert_near(a->kendall_w, NAN);
    assert_near(a->icc_a1, NAN);
    assert_near(a->icc_ak, NAN);
    assert_near(a->icc_c1, NAN);
    assert_near(a->icc_ck, NAN);
}

static void no_alpha(const struct tallied *t)
{
    assert_near(t->all->agreement.alpha_interval, NAN);
    for (size_t k = 0; k < t->input.criterion_count; k++)
        assert_near(t->all->agreement.alpha_ordinal[k], NAN);
}

static void no_intervals(const struct tallied *t)
{
    for (size_t n = 0; n < TALLY_DECLARED; n++)
        assert_null(t->all->intervals[n]);
}

static void test_one_juror(void **state)
{
    static const char *const rows[] = {"7 6", "5 3", "4 4", NULL};
    struct tallied *t = round_of(pair, 2, rows);
    (void)state;
    assert_string_equal(ranks(t, TALLY_MEAN), "1 2 2");
    assert_string_equal(ranks(t, TALLY_CALIBRATED), "1 2 2");
    assert_near(t->all->calibrated.score[0], 6.5);
    assert_near(t->all->calibrated.score[1], 4);
    assert_near(t->all->calibrated.leniency[0], 0);
    no_agreement(t);
    no_alpha(t);
    for (size_t n = 0; n < TALLY_DECLARED; n++) {
        assert_null(t->all->leave_one_out[n]);
        assert_null(t->all->replicates[n]);
    }
    assert_int_equal(t->all->word, TALLY_NO_WORD);
    assert_near(t->all->residual.jurors[0].leniency, 0);
    assert_near(t->all->residual.jurors[0].se, NAN);
    tallied_free(t);
}

static void test_one_entry(void **state)
{
    static const char *const rows[] = {"7 6  5 3  9 9  8 8  2 2", NULL};
    struct tallied *t = round_of(pair, 2, rows);
    (void)state;
    for (size_t n = 0; n < TALLY_DECLARED; n++)
        assert_string_equal(ranks(t, (enum tally_method)n), "1");
    no_agreement(t);
    for (size_t j = 0; j < 5; j++) {
        assert_near(t->all->residual.jurors[j].rest_correlation, NAN);
        assert_near(t->all->residual.jurors[j].spread, NAN);
        assert_string_equal(
            tallied_entries(
                t, t->all->leave_one_out[TALLY_MEAN]->without[j].winners,
                t->all->leave_one_out[TALLY_MEAN]->without[j].winner_count),
            "E01");
    }
    no_intervals(t);
    assert_int_equal(t->all->borda.rank[0], 0);
    assert_int_equal(t->all->replicates[TALLY_MEAN][0].first, 1000);
    tallied_free(t);
}

static void test_all_equal(void **state)
{
    static const char *const rows[] = {"5 5  5 5  5 5  5 5  5 5",
                                       "5 5  5 5  5 5  5 5  5 5",
                                       "5 5  5 5  5 5  5 5  5 5", NULL};
    struct tallied *t = round_of(pair, 2, rows);
    (void)state;
    for (size_t n = 0; n < TALLY_DECLARED; n++) {
        assert_string_equal(ranks(t, (enum tally_method)n), "1 1 1");
        assert_int_equal(t->all->replicates[n][1].first, 1000);
    }
    assert_string_equal(tallied_list(t, t->all->borda.rank, 3), "1 1 1");
    assert_string_equal(tallied_list(t, t->all->schulze.rank, 3), "1 1 1");
    no_agreement(t);
    no_alpha(t);
    no_intervals(t);
    for (size_t j = 0; j < 5; j++) {
        assert_near(t->all->residual.jurors[j].spread, NAN);
        assert_near(t->all->residual.jurors[j].infit, NAN);
        assert_near(t->all->residual.jurors[j].leniency, 0);
    }
    assert_string_equal(tallied_warnings(t), ""); /* nobody is constant */
    tallied_free(t);
}

static void test_no_residuals(void **state)
{
    static const char *const rows[] = {"5 7 4", "6 8 5", "2 4 1", NULL};
    static const double want[] = {-1.0 / 3, 5.0 / 3, -4.0 / 3};
    struct tallied *t = round_of(plain, 1, rows);
    (void)state;
    assert_int_equal(t->all->residual.outlier_count, 0);
    for (size_t j = 0; j < 3; j++) {
        assert_near(t->all->residual.jurors[j].leniency, want[j]);
        assert_near(t->all->residual.jurors[j].se, NAN);
        assert_near(t->all->residual.jurors[j].infit, NAN);
    }
    tallied_free(t);
}

static void test_constant_juror(void **state)
{
    static const char *const rows[] = {"9 6 5", "4 8 5", "1 2 5", NULL};
    struct tallied *t = round_of(plain, 1, rows);
    const struct tally_warning *warning = tallied_warning(t, TALLY_W_CONSTANT);
    (void)state;
    assert_string_equal(
        tallied_jurors(t, warning->jurors, warning->juror_count), "J03");
    assert_int_equal(t->result.entries[0].total, 20); /* he counts */
    assert_true(t->all->residual.jurors[2].spread == 0);
    assert_near(t->all->residual.jurors[2].rest_correlation, NAN);
    assert_near(t->all->borda.score[0], (1 + 0.5 + 0.5) / 3);
    assert_near(t->all->borda.score[1], (0.5 + 1 + 0.5) / 3);
    assert_near(t->all->borda.score[2], (0 + 0 + 0.5) / 3);
    tallied_free(t);
}

static void test_one_ballot(void **state)
{
    static const char *const rows[] = {"9 6 .", "4 8 1", NULL};
    struct tallied *t = round_of(plain, 1, rows);
    (void)state;
    assert_int_equal(t->result.entries[1].total, 13); /* it counts */
    assert_int_equal(t->all->residual.jurors[2].ballots, 1);
    assert_near(t->all->residual.jurors[2].spread, NAN);
    assert_near(t->all->borda.score[1], (0 + 1) / 2.0);
    tallied_free(t);
}

static void test_own_component(void **state)
{
    static const char *const rows[] = {"9 6 . .", ". . 8 1", "4 4 . .", NULL};
    struct tallied *t = round_of(plain, 1, rows);
    (void)state;
    assert_int_equal(t->result.component_count, 2);
    assert_int_equal(t->result.entries[1].component, 1);
    assert_int_equal(t->result.entries[2].component, 0);
    assert_int_equal(t->all->calibrated.status, TALLY_DISCONNECTED);
    assert_string_equal(ranks(t, TALLY_MEAN), "1 2 3");
    assert_string_equal(tallied_warnings(t), "W_DISCONNECTED W_FLIP");
    tallied_free(t);
}

static void test_equal_means(void **state)
{
    static const char *const rows[] = {"6 7 7 . . .", "6 7 7 6 7 7",
                                       "7 7 7 6 6 7", "6 6 7 . . .", NULL};
    struct tallied *t = round_of(plain, 1, rows);
    (void)state;
    assert_string_equal(ranks(t, TALLY_MEAN), "1 1 1 4");
    assert_string_equal(
        tally_exact_text(t->mem, tally_show_score(&t->result, 1)), "20/3");
    tallied_free(t);
}

static void test_shared_first(void **state)
{
    static const char *const rows[] = {"9 5  5 9", "5 9  9 5", "1 1  1 1",
                                       NULL};
    struct tallied *t = round_of(pair, 2, rows);
    const struct tally_leave_one_out *out = t->all->leave_one_out[TALLY_MEAN];
    (void)state;
    assert_string_equal(ranks(t, TALLY_MEAN), "1 1 3");
    no_intervals(t);
    for (size_t j = 0; j < 2; j++)
        assert_string_equal(tallied_entries(t, out->without[j].winners,
                                            out->without[j].winner_count),
                            "E01 E02");
    tallied_free(t);
}

/* Twelve jurors, five of them for E1: in 69 of 1000 replicates (counted with
 * Python's integers) fewer than three of his ballots are drawn. */
static void test_trimmed_replicates(void **state)
{
    static const char *const rows[] = {"9 9 9 9 9 . . . . . . .",
                                       "5 5 5 5 5 5 5 5 5 5 5 5", NULL};
    struct tallied *t = round_of(plain, 1, rows);
    const struct tally_replicates *b = t->all->replicates[TALLY_TRIMMED];
    const struct tally_leave_one_out *out =
        t->all->leave_one_out[TALLY_TRIMMED];
    (void)state;
    for (size_t j = 0; j < 12; j++)
        assert_int_equal(out->without[j].status, TALLY_OK);
    assert_int_equal(b[0].first, 931);
    assert_int_equal(b[0].rank_hi, 1); /* of those in which it has a rank */
    assert_int_equal(b[1].first, 69);
    assert_int_equal(b[1].rank_lo, 1);
    assert_int_equal(b[1].rank_hi, 2);
    tallied_free(t);
}

/* In 313 of 1000 replicates J1, the only one for E1, is not drawn. */
static void test_lost_in_replicates(void **state)
{
    static const char *const rows[] = {"9 . . . .", "5 5 5 5 5", "4 5 4 4 4",
                                       NULL};
    struct tallied *t = round_of(plain, 1, rows);
    const struct tally_replicates *b = t->all->replicates[TALLY_MEAN];
    (void)state;
    assert_int_equal(b[0].first, 687);
    assert_int_equal(b[0].top3, 687);
    assert_int_equal(b[0].rank_hi, 1);
    assert_int_equal(b[1].first, 313);
    assert_int_equal(b[2].first, 0);
    assert_int_equal(b[2].rank_lo, 2);
    assert_int_equal(b[2].rank_hi, 3);
    tallied_free(t);
}

/* Each warning as "CODE entries | jurors | methods"; methods by letter: Mean,
 * Trimmed, meDian, Calibrated, Borda, Schulze. */
static const char *warnings(struct tallied *t)
{
    struct buf text;
    buf_init(&text, t->mem);
    for (size_t i = 0; i < t->all->warning_count; i++) {
        const struct tally_warning *w = &t->all->warnings[i];
        buf_addf(&text, "%s%s %s | %s | ", i > 0 ? "; " : "",
                 tally_warning_name(w->code),
                 tallied_entries(t, w->entries, w->entry_count),
                 tallied_jurors(t, w->jurors, w->juror_count));
        for (size_t n = 0; n < TALLY_NAMED_COUNT; n++)
            if (w->methods >> n & 1)
                buf_addc(&text, "MTDCBS"[n]);
    }
    return text.data;
}

static const struct warning_case {
    const char *name;
    int64_t quorum;
    enum tally_method method;
    const char *rows[ENTRIES_MAX];
    const char *want;
} warning_cases[] = {
    {"none", 1, TALLY_MEAN, {"9 8 9", "5 4 5"}, ""},
    {"an entry has too few ballots",
     2,
     TALLY_MEAN,
     {"9 8", "5 .", "4 3", ". 9"},
     "W_QUORUM E02 E04 |  | "},
    {"a juror the panel hangs on",
     1,
     TALLY_MEAN,
     {"9 . .", "5 4 .", ". 3 4", ". . 2"},
     "W_BRIDGE  | J01 J02 J03 | "},
    {"a leaf is no bridge", 1, TALLY_MEAN, {"9 8 .", "5 4 .", "3 2 1"}, ""},
    {"always the same mark",
     1,
     TALLY_MEAN,
     {"9 7 .", "5 7 4", "4 . 4"},
     "W_CONSTANT  | J02 J03 | "},
    {"two parts, and calibrated without result",
     1,
     TALLY_MEAN,
     {"9 8 . .", "7 6 . .", ". . 2 1"},
     "W_DISCONNECTED  |  | M; W_FLIP E01 E03 |  | S"},
    {"two parts of five ballots",
     1,
     TALLY_TRIMMED,
     {"9 9 9 9 9 . . . . .", "8 8 8 8 8 . . . . .", ". . . . . 7 7 7 7 7",
      ". . . . . 6 6 6 6 6"},
     "W_DISCONNECTED  |  | MT; W_FLIP E01 E03 |  | BS"},
    {"another first place by other methods",
     1,
     TALLY_MEAN,
     {"9 9 0", "7 7 8"},
     "W_FLIP E01 E02 |  | DBS"},
    {"beside the official one",
     1,
     TALLY_TRIMMED,
     {"9 9 9 0 0", "7 5 6 6 7"},
     "W_FLIP E01 E02 |  | DBS"},
    {"a shared first place is another one",
     1,
     TALLY_MEAN,
     {"9 9 9 0 0", "7 6 6 6 6"},
     "W_FLIP E01 E02 |  | TDBS"},
    {"fewer winners are others too",
     1,
     TALLY_MEAN,
     {"9 9 0", "6 6 6"},
     "W_FLIP E01 E02 |  | DBS"},
    {"the official method has no result: beside the mean",
     1,
     TALLY_TRIMMED,
     {"9 9 0", "7 7 8"},
     "W_FLIP E01 E02 |  | DBS"},
    {"calibrated is official",
     1,
     TALLY_CALIBRATED,
     {"8 4", "6 ."},
     "W_BRIDGE  | J01 | ; W_FLIP E01 E02 |  | MD"},
};

static void test_warnings(void **state)
{
    (void)state;
    for (size_t n = 0; n < sizeof warning_cases / sizeof warning_cases[0];
         n++) {
        struct tallied *t = tallied_rows(plain, 1, warning_cases[n].rows);
        t->input.config.quorum = warning_cases[n].quorum;
        t->input.config.method = warning_cases[n].method;
        tallied_again(t);
        assert_case(warning_cases[n].name, warnings(t), warning_cases[n].want);
        tallied_free(t);
    }
}

static void test_every_warning(void **state)
{
    static const char *const rows[] = {
        "9 9  8 8  . .  . .  . .", ". .  7 7  6 6  . .  . .",
        ". .  . .  . .  5 5  5 5", ". .  . .  . .  5 5  3 3",
        "4 4  . .  . .  . .  4 .", NULL};
    struct tallied *t = tallied_rows(pair, 2, rows);
    (void)state;
    t->input.config.quorum = 2;
    tallied_again(t);
    assert_string_equal(warnings(t),
                        "W_BRIDGE  | J02 | ; W_CONSTANT  | J04 | ; "
                        "W_DISCONNECTED  |  | M; W_FLIP E01 E03 |  | S; "
                        "W_PARTIAL E05 | J05 | ; W_QUORUM E05 |  | ");
    tallied_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_juror),
        cmocka_unit_test(test_one_entry),
        cmocka_unit_test(test_all_equal),
        cmocka_unit_test(test_no_residuals),
        cmocka_unit_test(test_constant_juror),
        cmocka_unit_test(test_one_ballot),
        cmocka_unit_test(test_own_component),
        cmocka_unit_test(test_equal_means),
        cmocka_unit_test(test_shared_first),
        cmocka_unit_test(test_trimmed_replicates),
        cmocka_unit_test(test_lost_in_replicates),
        cmocka_unit_test(test_warnings),
        cmocka_unit_test(test_every_warning),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
