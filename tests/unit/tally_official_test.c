/* The ranking that counts: each method in the one form that pages, files and
 * seals read, decisions that break ties, and combined rounds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "model/tally_exact.h"
#include "model/tally_official.h"
#include "support/tallied.h"

static const struct tally_criterion plain[] = {{"A", 1, 0, 10, 1}};
static const struct tally_criterion pair[] = {{"A", 60, 0, 10, 1},
                                              {"B", 40, 0, 10, 1}};
static const struct tally_criterion heavy[] = {{"A", 3, 0, 10, 1},
                                               {"B", 1, 0, 10, 1}};

static const char *fractions(struct arena *mem,
                             const struct tally_fraction *list, size_t count)
{
    struct buf text;
    buf_init(&text, mem);
    for (size_t i = 0; i < count; i++)
        buf_addf(&text, "%s%s", i > 0 ? " " : "",
                 list[i].denominator ? tally_exact_text(mem, list[i]) : "-");
    return text.data;
}

/* Computed from the round alone and from everything it must be the same. */
static struct tally_official *official(struct tallied *t,
                                       enum tally_method method)
{
    t->input.config.method = method;
    tallied_again(t);
    assert_string_equal(tallied_faults(t), "");
    struct tally_official *o = tally_official(t->mem, &t->result, NULL);
    const struct tally_official *all =
        tally_official(t->mem, &t->result, t->all);
    size_t n = o->entries;
    assert_int_equal(o->status, all->status);
    assert_string_equal(fractions(t->mem, o->score, n),
                        fractions(t->mem, all->score, n));
    assert_string_equal(fractions(t->mem, o->part, n * o->parts),
                        fractions(t->mem, all->part, n * o->parts));
    assert_string_equal(tallied_list(t, o->rank_final, n),
                        tallied_list(t, all->rank_final, n));
    return o;
}

static void check_sums(struct tallied *t, const struct tally_official *o)
{
    for (size_t i = 0; i < o->count; i++) {
        size_t e = (size_t)o->order[i];
        struct tally_fraction rest = o->score[e];
        for (size_t k = 0; k < o->parts; k++)
            rest = tally_exact_minus(rest, o->part[e * o->parts + k]);
        if (o->tolerance > 0)
            tallied_near(tally_exact_double(rest), 0, __FILE__, __LINE__);
        else
            assert_string_equal(tally_exact_text(t->mem, rest), "0/1");
    }
}

static void test_mean(void **state)
{
    /* E01 6 A + 4 B of 10: 7 and 7; E02 7 and 7; E03 has one ballot */
    static const char *const rows[] = {"8 6  6 8", "7 7  7 7", "9 9  . .",
                                       NULL};
    struct tallied *t = tallied_rows(pair, 2, rows);
    (void)state;
    t->input.config.quorum = 2;
    const struct tally_official *o = official(t, TALLY_MEAN);
    assert_int_equal(o->method, TALLY_MEAN);
    assert_false(o->combined);
    assert_int_equal(o->entries, 3);
    assert_string_equal(fractions(t->mem, o->score, 3), "7/1 7/1 -");
    assert_string_equal(fractions(t->mem, o->part, 4), "21/5 14/5 21/5 14/5");
    assert_string_equal(tallied_list(t, o->rank, 3), "1 1 0");
    assert_string_equal(tallied_list(t, o->rank_final, 3), "1 1 0");
    assert_string_equal(tallied_entries(t, o->order, o->count), "E01 E02");
    assert_string_equal(fractions(t->mem, &o->low, 1), "0/1");
    assert_string_equal(fractions(t->mem, &o->high, 1), "10/1");
    assert_true(o->weight[0] == 60 && o->weight[1] == 40);
    check_sums(t, o);
    tallied_free(t);
}

static void test_trimmed(void **state)
{
    static const char *const rows[] = {"9 0  8 9  5 5  4 6  0 10",
                                       "1 1  1 1  9 9  9 9  9 9", NULL};
    struct tallied *t = tallied_rows(heavy, 2, rows);
    (void)state;
    const struct tally_official *o = official(t, TALLY_TRIMMED);
    assert_int_equal(o->status, TALLY_OK);
    /* kept 9 5 4 and 0 5 6; kept 1 9 9 */
    assert_string_equal(fractions(t->mem, o->score, 2), "65/12 19/3");
    assert_string_equal(fractions(t->mem, o->part, 4), "9/2 11/12 19/4 19/12");
    assert_string_equal(tallied_list(t, o->rank_final, 2), "2 1");
    assert_string_equal(tallied_entries(t, o->order, o->count), "E02 E01");
    check_sums(t, o);
    tallied_free(t);
}

static void test_trimmed_too_few(void **state)
{
    static const char *const rows[] = {"1 3 4 5 9", "2 . 5 7 7", NULL};
    struct tallied *t = tallied_rows(plain, 1, rows);
    (void)state;
    const struct tally_official *o = official(t, TALLY_TRIMMED);
    assert_int_equal(o->status, TALLY_TRIM);
    assert_string_equal(tallied_entries(t, o->lacking, o->lacking_count),
                        "E02");
    assert_int_equal(o->count, 0);
    assert_string_equal(tallied_list(t, o->rank_final, 2), "0 0");
    tallied_free(t);
}

/* Every juror rates every entry: the calibration changes nothing, and the
 * scores are the exact ones. */
static void test_calibrated_complete(void **state)
{
    static const char *const rows[] = {"8 6  6 8", "7 7  6 7", NULL};
    struct tallied *t = tallied_rows(pair, 2, rows);
    (void)state;
    const struct tally_official *o = official(t, TALLY_CALIBRATED);
    assert_string_equal(fractions(t->mem, o->score, 2), "7/1 67/10");
    assert_true(o->tolerance == 0);
    check_sums(t, o);
    tallied_free(t);
}

static void test_calibrated(void **state)
{
    static const char *const rows[] = {"8 6  6 8  . .", "7 7  . .  9 3",
                                       ". .  5 6  7 1", NULL};
    struct tallied *t = tallied_rows(pair, 2, rows);
    (void)state;
    const struct tally_official *o = official(t, TALLY_CALIBRATED);
    assert_int_equal(o->status, TALLY_OK);
    assert_true(o->tolerance > 0);
    for (size_t i = 0; i < 3; i++)
        tallied_near(tally_exact_double(o->score[i]),
                     t->all->calibrated.score[i], __FILE__, __LINE__);
    assert_string_equal(tallied_list(t, o->rank_final, 3),
                        tallied_list(t, t->all->calibrated.rank_final, 3));
    check_sums(t, o);
    tallied_free(t);
}

static void test_calibrated_apart(void **state)
{
    static const char *const rows[] = {"8 .", ". 7", NULL};
    struct tallied *t = tallied_rows(plain, 1, rows);
    (void)state;
    const struct tally_official *o = official(t, TALLY_CALIBRATED);
    assert_int_equal(o->status, TALLY_DISCONNECTED);
    assert_int_equal(o->count, 0);
    tallied_free(t);
}

static void test_declared(void **state)
{
    static const char *const rows[] = {"8 6  6 7", "7 7  7 6", "1 2  . .",
                                       NULL};
    static const struct tally_factor factor[] = {{"A", 1600000}};
    static const struct tally_rounding rule = {0, 0, 1, 2, factor, 1};
    struct tallied *t = tallied_rows(pair, 2, rows);
    (void)state;
    t->input.config.quorum = 2;
    t->input.config.declared = &rule;
    const struct tally_official *o = official(t, TALLY_DECLARED);
    /* 7.0 * 1.6 and 6.5 both; no ladder */
    assert_string_equal(fractions(t->mem, o->score, 3), "177/10 177/10 -");
    assert_string_equal(fractions(t->mem, o->part, 2), "56/5 13/2");
    assert_string_equal(tallied_list(t, o->rank_final, 3), "1 1 0");
    assert_string_equal(fractions(t->mem, &o->low, 1), "0/1");
    assert_string_equal(fractions(t->mem, &o->high, 1), "26/1");
    check_sums(t, o);
    tallied_free(t);
}

static void test_declared_too_few(void **state)
{
    static const char *const rows[] = {"8 8 8", "7 7 .", NULL};
    static const struct tally_rounding rule = {1, 1, 1, 2, NULL, 0};
    struct tallied *t = tallied_rows(plain, 1, rows);
    (void)state;
    t->input.config.declared = &rule;
    const struct tally_official *o = official(t, TALLY_DECLARED);
    assert_int_equal(o->status, TALLY_TRIM);
    assert_string_equal(tallied_entries(t, o->lacking, o->lacking_count),
                        "E02");
    assert_int_equal(o->count, 0);
    tallied_free(t);
}

/* --- what separates two entries --- */

static void test_tie(void **state)
{
    /* E02 and E03 have 7.2, E03 more in A; E04, E05 and E06 have 7.0 */
    static const char *const rows[] = {"9 9  9 9  9 9",
                                       "6 9  6 9  6 9",
                                       "8 6  8 6  8 6",
                                       "3 3  9 9  9 9",
                                       "7 7  7 7  7 7",
                                       "7 7  7 7  7 7",
                                       NULL};
    struct tallied *t = tallied_rows(pair, 2, rows);
    const struct tally_config *config = &t->input.config;
    (void)state;
    const struct tally_official *o = official(t, TALLY_MEAN);
    struct tally_step step = tally_official_tie(o, config, 0, 1);
    assert_int_equal(step.kind, TALLY_BY_SCORE);
    assert_true(step.first);
    step = tally_official_tie(o, config, 1, 2); /* 7.2 each */
    assert_int_equal(step.kind, TALLY_BY_CRITERION);
    assert_int_equal(step.criterion, 0);
    assert_false(step.first);
    step = tally_official_tie(o, config, 3, 4);
    assert_int_equal(step.kind, TALLY_SHARED);
    t->input.config.ladder_median = true;
    o = official(t, TALLY_MEAN);
    step = tally_official_tie(o, config, 3, 4);
    assert_int_equal(step.kind, TALLY_BY_MEDIAN);
    assert_true(step.first);
    step = tally_official_tie(o, config, 4, 5);
    assert_int_equal(step.kind, TALLY_SHARED);
    tallied_free(t);
}

/* --- lots and the jury's word --- */

struct decide_case {
    const char *name;
    int32_t place[6];
    const char *rank, *order;
};

/* The ladder leaves E01 to E03 first, E04 and E05 fourth. */
static const struct decide_case decisions[] = {
    {"all three of a group have a place",
     {2, 3, 1, 0, 0, 0},
     "2 3 1 4 4 6",
     "E03 E01 E02 E04 E05 E06"},
    {"a place is missing: nothing is decided",
     {2, 0, 1, 0, 0, 0},
     "1 1 1 4 4 6",
     "E01 E02 E03 E04 E05 E06"},
    {"the other group",
     {0, 0, 0, 2, 1, 0},
     "1 1 1 5 4 6",
     "E01 E02 E03 E05 E04 E06"},
    {"both groups, places run on",
     {3, 1, 2, 5, 4, 6},
     "3 1 2 5 4 6",
     "E02 E03 E01 E05 E04 E06"},
    {"places of another tie: only their order counts",
     {7, 9, 8, 0, 0, 1},
     "1 3 2 4 4 6",
     "E01 E03 E02 E04 E05 E06"},
    {"two that were drawn first in different lots stay together",
     {1, 1, 2, 0, 0, 0},
     "1 1 3 4 4 6",
     "E01 E02 E03 E04 E05 E06"},
    {"one alone is not moved",
     {0, 0, 0, 0, 0, 1},
     "1 1 1 4 4 6",
     "E01 E02 E03 E04 E05 E06"},
};

static void test_decide(void **state)
{
    static const char *const rows[] = {"8 8", "8 8", "8 8", "5 5",
                                       "5 5", "1 1", NULL};
    (void)state;
    for (size_t n = 0; n < sizeof decisions / sizeof *decisions; n++) {
        const struct decide_case *c = &decisions[n];
        struct tallied *t = tallied_rows(plain, 1, rows);
        struct tally_official *o = official(t, TALLY_MEAN);
        tally_official_decide(o, c->place);
        assert_case(c->name, tallied_list(t, o->rank_final, 6), c->rank);
        assert_case(c->name, tallied_list(t, o->rank, 6), "1 1 1 4 4 6");
        assert_case(c->name, tallied_entries(t, o->order, o->count), c->order);
        tallied_free(t);
    }
}

static void test_tie_decided(void **state)
{
    static const char *const rows[] = {"8 8", "8 8", NULL};
    static const int32_t place[] = {2, 1};
    struct tallied *t = tallied_rows(plain, 1, rows);
    struct tally_official *o = official(t, TALLY_MEAN);
    (void)state;
    tally_official_decide(o, place);
    struct tally_step step = tally_official_tie(o, &t->input.config, 0, 1);
    assert_int_equal(step.kind, TALLY_BY_DECISION);
    assert_false(step.first);
    step = tally_official_tie(o, &t->input.config, 1, 0);
    assert_true(step.first);
    tallied_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mean),
        cmocka_unit_test(test_trimmed),
        cmocka_unit_test(test_trimmed_too_few),
        cmocka_unit_test(test_calibrated_complete),
        cmocka_unit_test(test_calibrated),
        cmocka_unit_test(test_calibrated_apart),
        cmocka_unit_test(test_declared),
        cmocka_unit_test(test_declared_too_few),
        cmocka_unit_test(test_tie),
        cmocka_unit_test(test_decide),
        cmocka_unit_test(test_tie_decided),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
