/* A declared rounding, counted by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "model/tally_exact.h"
#include "support/tallied.h"

static const struct tally_criterion plain[] = {{"A", 1, -100, 100, 1}};
static const struct tally_criterion pair[] = {{"A", 1, 0, 10, 1},
                                              {"B", 1, 0, 10, 1}};
static const struct tally_criterion heavy[] = {{"A", 90, 0, 10, 1},
                                               {"B", 10, 0, 10, 1}};

static const struct tally_factor half_a[] = {{"A", 500000}};
static const struct tally_factor more_b[] = {{"B", 1600000}};
static const struct tally_factor third_a[] = {{"A", 333333}};
static const struct tally_factor most_a[] = {{"A", 1000000000}};

struct declared_case {
    const char *name;
    const struct tally_criterion *criteria;
    size_t count;
    int decimals; /* of the marks */
    struct tally_rounding rule;
    const char *rows[5];
    const char *means; /* of each entry and criterion, before the factor */
    const char *score;
    const char *rank;
};

static const struct declared_case cases[] = {
    {"the mean, rounded once",
     plain,
     1,
     0,
     {.round_criterion = 2, .round_product = 2},
     {"1 2 2", "1 1 2"},
     "1.67 1.33",
     "1.67 1.33",
     "1 2"},
    {"one highest and one lowest fall",
     plain,
     1,
     0,
     {1, 1, 2, 2, NULL, 0},
     {"0 5 6 100", "100 -100 4 4 5"},
     "5.50 4.33",
     "5.50 4.33",
     "1 2"},
    {"only the highest",
     plain,
     1,
     0,
     {1, 0, 2, 2, NULL, 0},
     {"0 5 6 10"},
     "3.67",
     "3.67",
     "1"},
    {"only the lowest, two of them",
     plain,
     1,
     0,
     {0, 2, 2, 2, NULL, 0},
     {"10 6 0 5"},
     "8.00",
     "8.00",
     "1"},
    {"of equal highest marks one falls",
     plain,
     1,
     0,
     {1, 1, 2, 2, NULL, 0},
     {"9 9 9 1 1"},
     "6.33",
     "6.33",
     "1"},
    {"the marks of a criterion fall, not ballots",
     pair,
     2,
     0,
     {1, 1, 2, 2, NULL, 0},
     {"1 9  5 5  9 1  5 6"},
     "5.00 5.50",
     "10.50",
     "1"},
    {"half of the last digit goes up, never to even",
     plain,
     1,
     0,
     {.round_criterion = 0, .round_product = 0},
     {"0 1", "1 2", "2 3", "1 1"},
     "1 2 3 1",
     "1 2 3 1",
     "3 2 1 3"},
    {"below zero it goes away from zero",
     plain,
     1,
     0,
     {.round_criterion = 0, .round_product = 0},
     {"-1 0", "-2 -1", "-3 -2", "-1 -1"},
     "-1 -2 -3 -1",
     "-1 -2 -3 -1",
     "1 3 4 1"},
    /* 0.15, 0.14 and -0.15 */
    {"half of the last digit, marks with decimals",
     plain,
     1,
     1,
     {.round_criterion = 1, .round_product = 1},
     {"1 2", "1 2 1 1 2", "-1 -2"},
     "0.2 0.1 -0.2",
     "0.2 0.1 -0.2",
     "1 2 3"},
    /* 1.25 is 1.3, half of it 0.65 is 0.7; half of 1.25 were 0.6 */
    {"the factor comes before the second rounding, after the first",
     plain,
     1,
     0,
     {0, 0, 1, 1, half_a, 1},
     {"1 1 1 2", "-1 -1 -1 -2"},
     "1.3 -1.3",
     "0.7 -0.7",
     "1 2"},
    {"the second rounding is finer than the first",
     plain,
     1,
     0,
     {0, 0, 1, 4, third_a, 1},
     {"1 1 2"},
     "1.3",
     "0.4333",
     "1"},
    {"the first rounding is finer than the second",
     plain,
     1,
     0,
     {0, 0, 6, 0, third_a, 1},
     {"4 5", "4 4"},
     "4.500000 4.000000",
     "1 1",
     "1 1"},
    {"products are added; a criterion without a factor has 1",
     pair,
     2,
     0,
     {0, 0, 2, 2, more_b, 1},
     {"1 1  2 2  2 2", "3 1  3 1  4 0"},
     "1.67 1.67 3.33 0.67",
     "4.34 4.40",
     "2 1"},
    {"products are rounded one by one",
     pair,
     2,
     0,
     {0, 0, 1, 0, NULL, 0},
     {"1 1  2 2", "2 1  2 1", "2 1  2 2"},
     "1.5 1.5 2.0 1.0 2.0 1.5",
     "4 3 4",
     "1 3 1"},
    {"weights play no part",
     heavy,
     2,
     0,
     {0, 0, 2, 2, NULL, 0},
     {"9 0", "0 10"},
     "9.00 0.00 0.00 10.00",
     "9.00 10.00",
     "2 1"},
    {"the greatest factor",
     plain,
     1,
     0,
     {0, 0, 6, 6, most_a, 1},
     {"100 99 99"},
     "99.333333",
     "99333.333000",
     "1"},
    /* 100/3, 99/3 and 65/3 hundredths */
    {"rounded values that are equal share a rank, and the next one is free",
     plain,
     1,
     2,
     {0, 0, 1, 1, NULL, 0},
     {"33 33 34", "32 34 33", "21 22 22"},
     "0.3 0.3 0.2",
     "0.3 0.3 0.2",
     "1 1 3"},
    {"marks of a partial ballot count, those of nobody do not",
     pair,
     2,
     0,
     {0, 0, 2, 2, NULL, 0},
     {"4 6  8 .  . .", "5 5  . 8  6 6"},
     "6.00 6.00 5.50 6.33",
     "12.00 11.83",
     "1 2"},
};

static const char *units(struct tallied *t, const int64_t *list, size_t count,
                         int64_t decimals)
{
    struct buf text;
    buf_init(&text, t->mem);
    for (size_t i = 0; i < count; i++)
        buf_addf(&text, "%s%s", i > 0 ? " " : "",
                 tally_exact_units(t->mem, list[i], (int)decimals));
    return text.data;
}

static void declare(struct tallied *t, const struct tally_rounding *rule)
{
    t->input.config.method = TALLY_DECLARED;
    t->input.config.declared = rule;
    tallied_again(t);
    assert_string_equal(tallied_faults(t), "");
}

static void test_cases(void **state)
{
    (void)state;
    for (size_t n = 0; n < sizeof cases / sizeof cases[0]; n++) {
        const struct declared_case *c = &cases[n];
        struct tallied *t = tallied_rows(c->criteria, c->count, c->rows);
        t->input.decimals = c->decimals;
        declare(t, &c->rule);
        const struct tally_declared *d = t->all->declared;
        size_t entries = t->all->panel->entries;
        assert_int_equal(d->status, TALLY_OK);
        assert_case(c->name,
                    units(t, d->criterion_score, entries * c->count,
                          c->rule.round_criterion),
                    c->means);
        assert_case(c->name, units(t, d->score, entries, c->rule.round_product),
                    c->score);
        assert_case(c->name, tallied_list(t, d->rank, entries), c->rank);
        for (size_t i = 0; i < entries; i++) {
            int64_t sum = 0;
            for (size_t k = 0; k < c->count; k++)
                sum += d->product[i * c->count + k];
            assert_int_equal(sum, d->score[i]);
        }
        tallied_free(t);
    }
}

/* The drops need a mark that stays, for each criterion of each entry. */
static void test_too_few(void **state)
{
    static const char *const rows[] = {"1 1  2 2  3 3", "1 1  2 .  3 3",
                                       "1 1  2 2  . .", NULL};
    static const struct tally_rounding rule = {1, 1, 2, 2, NULL, 0};
    struct tallied *t = tallied_rows(pair, 2, rows);
    (void)state;
    declare(t, &rule);
    const struct tally_declared *d = t->all->declared;
    assert_int_equal(d->status, TALLY_TRIM);
    assert_string_equal(tally_status_name(d->status), "E_TRIM");
    assert_string_equal(tallied_entries(t, d->lacking, d->lacking_count),
                        "E02 E03");
    assert_null(d->rank);
    assert_null(t->all->rank[TALLY_DECLARED]);
    assert_null(t->all->leave_one_out[TALLY_DECLARED]);
    tallied_free(t);
}

/* Two complete ballots are the quorum; a partial one does not help. */
static void test_quorum(void **state)
{
    static const char *const rows[] = {"9 9  9 .  . .", "1 1  2 2  3 .",
                                       "4 4  4 4  4 4", NULL};
    static const struct tally_rounding rule = {.round_criterion = 1,
                                               .round_product = 1};
    struct tallied *t = tallied_rows(pair, 2, rows);
    (void)state;
    t->input.config.quorum = 2;
    declare(t, &rule);
    const struct tally_panel *panel = t->all->panel;
    assert_string_equal(tallied_entries(t, panel->entry, panel->entries),
                        "E02 E03");
    assert_string_equal(units(t, t->all->declared->score, 2, 1), "3.5 8.0");
    assert_string_equal(tallied_list(t, t->all->declared->rank, 2), "2 1");
    tallied_free(t);
}

/* Without J03 the others' means are 3 and 4, without J01 they are 7 and 5. */
static void test_leave_one_out(void **state)
{
    static const char *const rows[] = {"1 5 9", "3 5 5", NULL};
    static const struct tally_rounding rule = {.round_criterion = 0,
                                               .round_product = 0};
    struct tallied *t = tallied_rows(plain, 1, rows);
    (void)state;
    declare(t, &rule);
    const struct tally_leave_one_out *out =
        t->all->leave_one_out[TALLY_DECLARED];
    static const char *const winners[] = {"E01", "E01", "E02"};
    assert_non_null(out);
    for (size_t j = 0; j < 3; j++)
        assert_case(winners[j],
                    tallied_entries(t, out->without[j].winners,
                                    out->without[j].winner_count),
                    winners[j]);
    assert_string_equal(tallied_list(t, out->best, 2), "1 1");
    assert_string_equal(tallied_list(t, out->worst, 2), "2 2");
    tallied_free(t);
}

/* One juror fewer, and a criterion has too few marks for the drops. */
static void test_leave_one_out_too_few(void **state)
{
    static const char *const rows[] = {"1 5 9", "3 5 5", NULL};
    static const struct tally_rounding rule = {1, 1, 2, 2, NULL, 0};
    struct tallied *t = tallied_rows(plain, 1, rows);
    (void)state;
    declare(t, &rule);
    assert_int_equal(t->all->declared->status, TALLY_OK);
    for (size_t j = 0; j < 3; j++)
        assert_int_equal(
            t->all->leave_one_out[TALLY_DECLARED]->without[j].status,
            TALLY_TRIM);
    tallied_free(t);
}

/* What a rule may not say. */
static void test_faults(void **state)
{
    static const char *const rows[] = {"1 5 9", NULL};
    static const struct tally_factor unknown[] = {{"Z", 1000000}};
    static const struct tally_factor none[] = {{"A", 0}};
    static const struct tally_factor much[] = {{"A", 1000000001}};
    static const struct {
        const char *name;
        struct tally_rounding rule;
        const char *faults;
    } wrong[] = {
        {"drops below 0", {-1, 0, 0, 0, NULL, 0}, "E_CONFIG"},
        {"7 decimals", {0, 0, 7, 0, NULL, 0}, "E_CONFIG"},
        {"-1 decimals", {0, 0, 0, -1, NULL, 0}, "E_CONFIG"},
        {"unknown criterion", {0, 0, 0, 0, unknown, 1}, "E_CRITERION"},
        {"a factor of 0", {0, 0, 0, 0, none, 1}, "E_CONFIG"},
        {"a factor above 1000", {0, 0, 0, 0, much, 1}, "E_CONFIG"},
    };
    struct tallied *t = tallied_rows(plain, 1, rows);
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        t->input.config.declared = &wrong[i].rule;
        tallied_again(t);
        assert_false(t->scored);
        assert_case(wrong[i].name, tallied_faults(t), wrong[i].faults);
    }
    t->input.config.method = TALLY_DECLARED;
    t->input.config.declared = NULL;
    tallied_again(t);
    assert_string_equal(tallied_faults(t), "E_CONFIG");
    tallied_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_too_few),
        cmocka_unit_test(test_quorum),
        cmocka_unit_test(test_leave_one_out),
        cmocka_unit_test(test_leave_one_out_too_few),
        cmocka_unit_test(test_faults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
