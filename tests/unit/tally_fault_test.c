/* Every code with which a round is refused, at its bound and beside it
 * (section 3). E_TRIM and E_DISCONNECTED are a method's status: the round is
 * scored by the others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "model/tally_build.h"
#include "model/tally_input.h"
#include "support/tallied.h"

static const struct tally_criterion plain[] = {{"A", 1, 0, 10, 1}};

static void test_criteria_faults(void **state)
{
    static const struct {
        struct tally_criterion criterion;
        int want; /* -1: fine */
    } cases[] = {
        {{"A", 1, 0, 10, 1}, -1},
        {{"A", 1000000, -1000000, 0, 1000000}, -1},
        {{"A", 0, 0, 10, 1}, TALLY_E_WEIGHT},
        {{"A", -1, 0, 10, 1}, TALLY_E_WEIGHT},
        {{"A", 1000001, 0, 10, 1}, TALLY_E_WEIGHT},
        {{"A", 1, 10, 10, 1}, TALLY_E_SCALE},
        {{"A", 1, 10, 0, 1}, TALLY_E_SCALE},
        {{"A", 1, 0, 10, 0}, TALLY_E_SCALE},
        {{"A", 1, 0, 10, -1}, TALLY_E_SCALE},
        {{"A", 1, 0, 10, 3}, TALLY_E_SCALE},
        {{"A", 1, 0, 10, INT64_MAX}, TALLY_E_SCALE},
        {{"A", 1, -1, 1000000, 1}, TALLY_E_SCALE}, /* L */
        {{"A", 1, 0, 1000001, 1}, TALLY_E_BOUND},
        {{"A", 1, -1000001, 0, 1}, TALLY_E_BOUND},
        {{"A", 1, INT64_MIN, INT64_MAX, 1}, TALLY_E_BOUND},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct tallied *t =
            tallied_marks(&cases[i].criterion, 1, 1, "J E A 0 J F A 77777");
        if (cases[i].want >= 0) {
            assert_int_equal(t->faults.fault[0].code, cases[i].want);
            assert_int_equal(t->faults.count, 1); /* marks are not judged */
        } else {
            assert_int_equal(t->faults.fault[0].code, TALLY_E_RANGE);
            assert_int_equal(t->faults.fault[0].index, 1);
        }
        assert_false(t->scored);
        tallied_free(t);
    }
}

static void test_common_multiple(void **state)
{
    static const struct tally_criterion apart[] = {
        {"A", 1, 0, 997, 1}, {"B", 1, 0, 991, 1}, {"C", 1, 0, 983, 1}};
    struct tallied *t = tallied_marks(apart, 3, 1, "J E A 0 J E B 0 J E C 0");
    (void)state;
    assert_false(t->scored);
    assert_int_equal(t->faults.fault[0].code, TALLY_E_SCALE);
    assert_int_equal(t->faults.fault[0].index, 2);
    tallied_free(t);
}

static void test_config_faults(void **state)
{
    struct tallied *t = tallied_marks(plain, 1, 1, "J E A 7");
    (void)state;
    t->input.config = (struct tally_config){.quorum = 0,
                                            .decimals = 5,
                                            .lambda = 101,
                                            .seed = -1,
                                            .replicates = 100001};
    t->input.decimals = 4;
    tallied_again(t);
    assert_false(t->scored);
    assert_int_equal(t->faults.count, 6);
    assert_string_equal(t->faults.fault[0].key, "quorum");
    assert_string_equal(t->faults.fault[4].key, "replicates");
    assert_int_equal(t->faults.fault[5].code, TALLY_E_SCALE);
    tallied_free(t);
}

/* Each setting at its ends and beyond. */
static void test_config_bounds(void **state)
{
    static const struct {
        const char *key;
        int64_t number;
        bool fine;
    } cases[] = {
        {"quorum", 0, false},
        {"quorum", 1, true},
        {"quorum", -1, false},
        {"decimals", -1, false},
        {"decimals", 0, true},
        {"decimals", 4, true},
        {"decimals", 5, false},
        {"lambda", 0, false},
        {"lambda", 1, true},
        {"lambda", 100, true},
        {"lambda", 101, false},
        {"seed", -1, false},
        {"seed", 0, true},
        {"seed", INT64_MAX, true},
        {"replicates", -1, false},
        {"replicates", 0, true},
        {"replicates", 100000, true},
        {"replicates", 100001, false},
    };
    struct tallied *t = tallied_marks(plain, 1, 1, "J E A 7");
    (void)state;
    for (size_t n = 0; n < sizeof cases / sizeof cases[0]; n++) {
        struct tally_config *c = &t->input.config;
        const char *key = cases[n].key;
        *c = tally_config_default();
        c->quorum = 1;
        *(strcmp(key, "quorum") == 0     ? &c->quorum
          : strcmp(key, "decimals") == 0 ? &c->decimals
          : strcmp(key, "lambda") == 0   ? &c->lambda
          : strcmp(key, "seed") == 0     ? &c->seed
                                         : &c->replicates) = cases[n].number;
        tallied_again(t);
        assert_int_equal(t->scored, cases[n].fine);
        assert_case(key, tallied_faults(t), cases[n].fine ? "" : "E_CONFIG");
        if (!cases[n].fine)
            assert_string_equal(t->faults.fault[0].key, key);
    }
    tallied_free(t);
}

static void test_mark_faults(void **state)
{
    static const struct tally_criterion coarse[] = {{"A", 1, 10, 50, 5}};
    struct tallied *t = tallied_marks(coarse, 1, 1,
                                      "J1 E A 50 J2 E A 9 J3 E A 51 J4 E A 12 "
                                      "J1 E A 50 J5 E A 10 J2 E A 15 "
                                      "J6 E A 2147483647 J7 E A -2147483648");
    static const struct {
        enum tally_code code;
        size_t index;
    } want[] = {{TALLY_E_RANGE, 1},    {TALLY_E_RANGE, 2},
                {TALLY_E_STEP, 3},     {TALLY_E_RANGE, 7},
                {TALLY_E_RANGE, 8},    {TALLY_E_DUPLICATE, 4},
                {TALLY_E_DUPLICATE, 6}};
    (void)state;
    assert_false(t->scored);
    assert_int_equal(t->faults.count, 7);
    for (size_t i = 0; i < 7; i++) {
        assert_int_equal(t->faults.fault[i].code, want[i].code);
        assert_int_equal(t->faults.fault[i].index, want[i].index);
    }
    assert_string_equal(t->faults.fault[0].text,
                        "9 is not from 10 to 50 (juror J2, entry E, "
                        "criterion A)");
    tallied_free(t);
    /* a duplicate alone, far apart */
    t = tallied_marks(plain, 1, 1, "J1 E2 A 5 J1 E1 A 5 J2 E2 A 5 J1 E2 A 5");
    assert_int_equal(t->faults.count, 1);
    assert_int_equal(t->faults.fault[0].index, 3);
    tallied_free(t);
}

static void test_too_many(void **state)
{
    struct tally_criterion criteria[TALLY_CRITERIA_MAX + 1];
    struct tallied *t;
    (void)state;
    for (size_t k = 0; k <= TALLY_CRITERIA_MAX; k++)
        criteria[k] = (struct tally_criterion){"A", 1, 0, 10, 1};
    t = tallied_marks(criteria, TALLY_CRITERIA_MAX + 1, 1, "J E A 1");
    assert_int_equal(t->faults.fault[0].code, TALLY_E_BOUND);
    assert_int_equal(t->faults.fault[0].index, TALLY_CRITERIA_MAX);
    tallied_free(t);

    struct arena *mem = arena_new();
    struct tally_build *build = tally_build_new(mem);
    struct tally_input input = {.config = tally_config_default(),
                                .criteria = plain,
                                .criterion_count = 1};
    struct tally_result result;
    struct tally_faults faults = {0};
    for (int i = 0; i <= TALLY_JURORS_MAX; i++)
        tally_build_mark(
            build, tally_build_entry(build, "E", NULL),
            tally_build_juror(build, arena_printf(mem, "J%05d", i), NULL), 0,
            5);
    tally_build_finish(build, &input, NULL);
    assert_false(tally_run(mem, &input, &result, &faults));
    assert_int_equal(faults.count, 1);
    assert_int_equal(faults.fault[0].code, TALLY_E_BOUND);
    arena_free(mem);
}

static void test_empty(void **state)
{
    struct tallied *t = tallied_marks(plain, 1, 2, "J1 E1 A 4 J2 E2 A 4");
    (void)state;
    assert_false(t->scored); /* none reaches the quorum */
    assert_string_equal(tallied_faults(t), "E_EMPTY");
    assert_null(t->result.entries);
    tallied_free(t);
    t = tallied_marks(plain, 1, 2, "J1 E1 A 4 J2 E1 A 4 J2 E2 A 4");
    assert_true(t->scored); /* one does */
    tallied_free(t);
    t = tallied_marks(plain, 1, 1, ""); /* nothing at all */
    assert_string_equal(tallied_faults(t), "E_EMPTY");
    tallied_free(t);
    t = tallied_marks(plain, 1, 2, "J1 E1 A 11"); /* not beside another one */
    assert_string_equal(tallied_faults(t), "E_RANGE");
    tallied_free(t);
}

/* Codes that only a file can cause: one line each. */
static void test_files(void **state)
{
    static const struct {
        const char *score;
        const char *want;
    } cases[] = {
        {"J,E,A,10", ""},         {"J,E,B,10", "E_CRITERION"},
        {"J,E,A,ten", "E_INPUT"}, {"J,E,A,10.5", "E_RANGE"},
        {"J,E,A,9.5", "E_STEP"},  {"J,E,A,1\nJ,E,A,1", "E_DUPLICATE"},
    };
    static const char weights[] = "criterion,weight,min,max,step\nA,1,0,10,1\n";
    static const char config[] = "{\"quorum\": 1}";
    (void)state;
    for (size_t n = 0; n < sizeof cases / sizeof cases[0]; n++) {
        struct arena *mem = arena_new();
        const char *scores = arena_printf(
            mem, "juror,entry,criterion,score\n%s\n", cases[n].score);
        struct tally_files files = {{"s", scores, strlen(scores)},
                                    {"w", weights, strlen(weights)},
                                    {"c", config, strlen(config)}};
        struct tally_lines lines = {.mem = mem};
        struct tally_result result;
        struct buf got;
        buf_init(&got, mem);
        tally_input_run(mem, &files, &result, &lines);
        for (size_t i = 0; i < lines.count; i++)
            buf_add(&got, tally_code_name(lines.line[i].code));
        assert_case(cases[n].score, got.data, cases[n].want);
        arena_free(mem);
    }
}

static void test_status(void **state)
{
    static const char *const rows[] = {"9 9 9 9 .", ". . . . 9", NULL};
    struct tallied *t = tallied_rows(plain, 1, rows);
    (void)state;
    t->input.config.method = TALLY_TRIMMED; /* official, and not to be had */
    tallied_again(t);
    assert_true(t->scored);
    assert_string_equal(tally_status_name(t->all->trimmed.status), "E_TRIM");
    assert_string_equal(tally_status_name(t->all->calibrated.status),
                        "E_DISCONNECTED");
    assert_string_equal(tally_status_name(TALLY_OK), "ok");
    assert_string_equal(tallied_list(t, t->all->rank[TALLY_MEAN], 2), "1 1");
    tallied_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_criteria_faults),
        cmocka_unit_test(test_common_multiple),
        cmocka_unit_test(test_config_faults),
        cmocka_unit_test(test_config_bounds),
        cmocka_unit_test(test_mark_faults),
        cmocka_unit_test(test_too_many),
        cmocka_unit_test(test_empty),
        cmocka_unit_test(test_files),
        cmocka_unit_test(test_status),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
