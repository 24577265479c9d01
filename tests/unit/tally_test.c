/* The engine, on rounds small enough to be counted by hand, at its bounds, and
 * on random rounds whose properties are known. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "model/tally_build.h"
#include "model/tally_json.h"
#include "model/tally_show.h"
#include "support/tallied.h"

static const struct tally_criterion plain[] = {{"A", 1, 0, 10, 1}};
static const struct tally_criterion pair[] = {{"A", 3, 0, 10, 1},
                                              {"B", 1, 0, 10, 1}};

static const char *score(struct tallied *t, size_t i)
{
    return tally_exact_text(t->mem, tally_show_score(&t->result, i));
}

static const char *median(struct tallied *t, size_t i)
{
    return tally_exact_text(t->mem, tally_show_median(&t->result, i));
}

static const char *share(struct tallied *t, size_t i, size_t k)
{
    return tally_exact_text(t->mem, tally_show_contribution(&t->result, i, k));
}

static void test_mean(void **state)
{
    /* E1: (3*8+4)/4 = 7 and (3*5+10)/4 = 6.25, mean 6.625; E2: 6.5 and 5 */
    struct tallied *t =
        tallied_marks(pair, 2, 2,
                      "J1 E1 A 8 J1 E1 B 4 J2 E1 A 5 J2 E1 B 10 "
                      "J1 E2 A 7 J1 E2 B 5 J2 E2 A 5 J2 E2 B 5");
    (void)state;
    assert_true(t->scored);
    assert_true(t->result.common && t->result.complete);
    assert_int_equal(t->result.weight_sum, 4);
    assert_int_equal(t->result.range, 10);
    assert_string_equal(score(t, 0), "53/8");
    assert_string_equal(score(t, 1), "23/4");
    assert_string_equal(median(t, 0), "53/8");
    assert_string_equal(share(t, 0, 0), "39/8"); /* 3/4 of 6.5 */
    assert_string_equal(share(t, 0, 1), "7/4");  /* 1/4 of 7 */
    assert_int_equal(t->result.entries[0].rank, 1);
    assert_int_equal(t->result.entries[1].rank, 2);
    assert_int_equal(t->result.component_count, 1);
    assert_int_equal(t->result.warning_count, 0);
    assert_string_equal(
        tally_exact_text(t->mem, tally_show_criterion(&t->result, 0, 1)),
        "7/1");
    assert_string_equal(
        tally_exact_text(t->mem,
                         tally_show_ballot(&t->result, &t->result.ballots[1])),
        "25/4");
    tallied_free(t);
}

static void test_scales(void **state)
{
    /* 4 of 1..5 is 3/4, 1.50 of 0..2.00 is 3/4: 75 of 100 */
    static const struct tally_criterion mixed[] = {{"A", 2, 100, 500, 50},
                                                   {"B", 1, 0, 200, 25}};
    struct tallied *t = tallied_marks(mixed, 2, 1, "J E A 400 J E B 150");
    (void)state;
    assert_true(t->scored);
    assert_false(t->result.common);
    assert_int_equal(t->result.range, 400);
    assert_string_equal(score(t, 0), "75/1");
    assert_string_equal(share(t, 0, 0), "50/1");
    assert_string_equal(share(t, 0, 1), "25/1");
    /* the same numbers, hundredths: a common scale from 1 to 5 */
    static const struct tally_criterion common[] = {{"A", 2, 100, 500, 50},
                                                    {"B", 1, 100, 500, 25}};
    tallied_free(t);
    t = tallied_marks(common, 2, 1, "J E A 400 J E B 125");
    t->input.decimals = 2;
    tallied_again(t);
    assert_true(t->result.common);
    assert_string_equal(score(t, 0), "37/12"); /* (2*4 + 1.25) / 3 */
    /* and below zero */
    static const struct tally_criterion below[] = {{"A", 1, -30, 30, 1}};
    tallied_free(t);
    t = tallied_marks(below, 1, 1, "J E A -25 J F A -30 J G A 30");
    t->input.decimals = 1;
    tallied_again(t);
    assert_string_equal(score(t, 0), "-5/2");
    assert_string_equal(
        tally_exact_display(t->mem, tally_show_score(&t->result, 0), 0), "-3");
    assert_string_equal(score(t, 1), "-3/1");
    assert_string_equal(score(t, 2), "3/1");
    tallied_free(t);
}

static void test_quorum_and_partial(void **state)
{
    struct tallied *t = tallied_marks(pair, 2, 2,
                                      "J3 E1 A 5 J3 E1 B 5 J1 E1 A 5 J1 E1 B 5 "
                                      "J2 E1 A 9 "           /* partial */
                                      "J1 E2 A 9 J1 E2 B 9 " /* below quorum */
                                      "J4 E2 B 9 J4 E3 A 1");
    (void)state;
    assert_true(t->scored);
    assert_int_equal(t->result.ranked_count, 1);
    assert_int_equal(t->result.counted_ballots, 2);
    assert_int_equal(t->result.counted_jurors, 2);
    assert_int_equal(t->result.ballot_count, 6);
    assert_true(t->result.complete);
    assert_string_equal(score(t, 0), "5/1");
    assert_false(t->result.entries[1].ranked);
    assert_int_equal(t->result.entries[1].ballots, 1);
    assert_int_equal(t->result.entries[1].rank, 0);
    assert_int_equal(t->result.ballots[0].state, TALLY_COUNTED);
    assert_int_equal(t->result.ballots[1].state, TALLY_PARTIAL);
    assert_int_equal(t->result.ballots[3].state, TALLY_BELOW_QUORUM);
    assert_int_equal(t->result.partial_count, 3); /* by juror, then entry */
    assert_int_equal(t->result.partial[0].juror, 1);
    assert_int_equal(t->result.partial[1].entry, 1);
    assert_int_equal(t->result.partial[2].entry, 2);
    assert_int_equal(t->result.warning_count, 2);
    assert_int_equal(t->result.warnings[0].code, TALLY_W_PARTIAL);
    assert_int_equal(t->result.warnings[0].entry_count, 3);
    assert_int_equal(t->result.warnings[0].juror_count, 2);
    assert_int_equal(t->result.warnings[1].code, TALLY_W_QUORUM);
    assert_int_equal(t->result.warnings[1].entry_count, 2);
    tallied_free(t);
}

static void test_tie_from_different_ballots(void **state)
{
    /* 20/3 from three ballots and from six */
    struct tallied *t = tallied_marks(
        plain, 1, 3,
        "J1 E1 A 6 J2 E1 A 7 J3 E1 A 7 J1 E2 A 6 J2 E2 A 7 J3 E2 A 7 J4 E2 A 6 "
        "J5 E2 A 7 J6 E2 A 7 J1 E3 A 7 J2 E3 A 7 J3 E3 A 7 J4 E3 A 6 J5 E3 A 6 "
        "J6 E3 A 7 J1 E4 A 6 J2 E4 A 6 J3 E4 A 7");
    (void)state;
    assert_string_equal(score(t, 0), "20/3");
    assert_string_equal(score(t, 1), "20/3");
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(t->result.entries[i].rank, 1);
        assert_int_equal(t->result.entries[i].rank_final, 1);
    }
    assert_int_equal(t->result.entries[3].rank, 4);
    assert_int_equal(tally_tie(&t->result, 0, 1).kind, TALLY_SHARED);
    assert_int_equal(tally_tie(&t->result, 0, 3).kind, TALLY_BY_SCORE);
    assert_false(t->result.complete);
    tallied_free(t);
}

static void test_ladder(void **state)
{
    /* all 5 on average; B weighs most, A and C the same: B, then A, then C */
    static const struct tally_criterion three[] = {
        {"A", 1, 0, 10, 1}, {"B", 2, 0, 10, 1}, {"C", 1, 0, 10, 1}};
    struct tallied *t = tallied_marks(three, 3, 1,
                                      "J E1 A 5 J E1 B 5 J E1 C 5 "
                                      "J E2 A 4 J E2 B 6 J E2 C 4 "
                                      "J E3 A 4 J E3 B 5 J E3 C 6 "
                                      "J E4 A 6 J E4 B 5 J E4 C 4 "
                                      "J E5 A 6 J E5 B 5 J E5 C 4 "
                                      "J E6 A 0 J E6 B 0 J E6 C 1");
    static const int32_t want[] = {4, 1, 5, 2, 2, 6};
    (void)state;
    for (size_t i = 0; i < 6; i++) {
        assert_int_equal(t->result.entries[i].rank, i < 5 ? 1 : 6);
        assert_int_equal(t->result.entries[i].rank_final, want[i]);
    }
    assert_int_equal(t->result.order[0], 1);
    assert_int_equal(t->result.order[1], 3);
    struct tally_step step = tally_tie(&t->result, 1, 3);
    assert_int_equal(step.kind, TALLY_BY_CRITERION);
    assert_int_equal(step.criterion, 1);
    assert_true(step.first);
    step = tally_tie(&t->result, 0, 3);
    assert_int_equal(step.criterion, 0);
    assert_false(step.first);
    /* without a ladder all share */
    t->input.config.ladder_criteria = false;
    tallied_again(t);
    assert_int_equal(t->result.entries[2].rank_final, 1);
    assert_int_equal(t->result.entries[5].rank_final, 6);
    tallied_free(t);
}

static void test_median_step(void **state)
{
    /* the same mean, the median tells: 5 5 5 below 0 7 8 */
    struct tallied *t = tallied_marks(plain, 1, 3,
                                      "J1 E1 A 5 J2 E1 A 5 J3 E1 A 5 "
                                      "J1 E2 A 0 J2 E2 A 7 J3 E2 A 8");
    (void)state;
    assert_int_equal(t->result.entries[0].rank_final, 1);
    assert_int_equal(t->result.entries[1].rank_final, 1);
    assert_int_equal(t->result.entries[0].median_rank, 2);
    assert_string_equal(median(t, 1), "7/1");
    t->input.config.ladder_median = true;
    tallied_again(t);
    assert_int_equal(t->result.entries[0].rank_final, 2);
    assert_int_equal(t->result.entries[1].rank_final, 1);
    assert_int_equal(tally_tie(&t->result, 0, 1).kind, TALLY_BY_MEDIAN);
    tallied_free(t);
}

static void test_components(void **state)
{
    struct tallied *t = tallied_marks(plain, 1, 1,
                                      "J1 E1 A 5 J1 E3 A 5 J2 E2 A 5 J3 E4 A 5 "
                                      "J2 E4 A 5 J9 E5 A 5");
    (void)state;
    assert_int_equal(t->result.component_count, 3);
    static const int32_t want[] = {0, 1, 0, 1, 2};
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(t->result.entries[i].component, want[i]);
    assert_int_equal(t->result.jurors[0].component, 0);
    assert_int_equal(t->result.jurors[1].component, 1);
    assert_int_equal(t->result.jurors[2].component, 1);
    assert_int_equal(t->result.jurors[3].component, 2);
    assert_int_equal(t->result.warnings[0].code, TALLY_W_DISCONNECTED);
    assert_int_equal(t->result.warnings[0].methods, 1 << TALLY_NAMED_MEAN);
    tallied_free(t);
}

static void test_edges(void **state)
{
    (void)state;
    struct tallied *t = tallied_marks(plain, 1, 1, "J E A 7"); /* one of each */
    assert_int_equal(t->result.entries[0].rank, 1);
    assert_int_equal(t->result.entries[0].rank_final, 1);
    assert_int_equal(t->result.entries[0].median_rank, 1);
    assert_true(t->result.complete);
    tallied_free(t);
    t = tallied_marks(plain, 1, 1, "J1 E1 A 4 J1 E2 A 4 J2 E1 A 4 J2 E2 A 4");
    assert_int_equal(t->result.entries[0].rank, 1); /* all equal */
    assert_int_equal(t->result.entries[1].rank, 1);
    assert_int_equal(t->result.entries[1].rank_final, 1);
    tallied_free(t);
}

static void test_display(void **state)
{
    static const struct tally_criterion fine[] = {{"A", 1, 0, 100000, 1}};
    struct tallied *t = tallied_marks(
        fine, 1, 1, "J E1 A 68449 J E2 A 68451 J E3 A 68451 J E4 A 70000");
    (void)state;
    t->input.decimals = 3;
    t->input.config.decimals = 1;
    tallied_again(t);
    const struct tally_shown *shown = tally_show_scores(t->mem, &t->result);
    assert_string_equal(shown[0].text, "68.4"); /* 68.4 68.5: differ */
    assert_string_equal(shown[3].text, "70.0");
    tallied_free(t);
    t = tallied_marks(fine, 1, 1, "J E1 A 68449 J E2 A 68448 J E3 A 68449");
    t->input.decimals = 3;
    tallied_again(t);
    shown = tally_show_scores(t->mem, &t->result);
    assert_string_equal(shown[0].text, "68.449");
    assert_string_equal(shown[1].text, "68.448");
    assert_string_equal(shown[2].text, "68.449"); /* same rank, same text */
    assert_int_equal(shown[1].decimals, 3);
    tallied_free(t);
}

/* Two scores that six decimals do not tell apart are shown as fractions. */
static void test_display_fraction(void **state)
{
    static const struct tally_criterion heavy[] = {
        {"A", 1000000, 0, 10, 1}, {"B", 1, 0, 10, 1}, {"C", 1000000, 0, 10, 1}};
    struct tallied *t = tallied_marks(
        heavy, 3, 1,
        "J1 E1 A 5 J1 E1 B 5 J1 E1 C 5 J2 E1 A 5 J2 E1 B 6 J2 E1 C 5 "
        "J1 E2 A 5 J1 E2 B 5 J1 E2 C 5 J2 E2 A 5 J2 E2 B 5 J2 E2 C 5");
    (void)state;
    const struct tally_shown *shown = tally_show_scores(t->mem, &t->result);
    assert_string_equal(shown[0].text, "20000011/4000002");
    assert_int_equal(shown[0].decimals, -1);
    assert_string_equal(shown[1].text, "5/1");
    tallied_free(t);
}

/* 10,000 jurors, 64 criteria of weight 10^6, ranges of 10^6 units: sums at
 * the bound, and two entries that differ in one unit of one mark. */
static void test_extremes(void **state)
{
    struct tally_criterion criteria[TALLY_CRITERIA_MAX];
    struct arena *mem = arena_new();
    struct tally_build *build = tally_build_new(mem);
    struct tally_input input = {.config = tally_config_default(),
                                .criteria = criteria,
                                .criterion_count = TALLY_CRITERIA_MAX};
    struct tally_result result;
    struct tally_faults faults = {0};
    (void)state;
    for (int32_t k = 0; k < TALLY_CRITERIA_MAX; k++)
        criteria[k] = (struct tally_criterion){
            arena_printf(mem, "K%d", k), TALLY_WEIGHT_MAX,
            k == 0 ? -TALLY_UNITS_MAX : 0, k == 0 ? 0 : TALLY_UNITS_MAX, 1};
    for (int i = 0; i < TALLY_JURORS_MAX; i++) {
        int32_t juror =
            tally_build_juror(build, arena_printf(mem, "J%05d", i), NULL);
        for (int32_t e = 0; e < 2; e++)
            for (int32_t k = 0; k < TALLY_CRITERIA_MAX; k++)
                tally_build_mark(
                    build, tally_build_entry(build, e ? "E1" : "E0", NULL),
                    juror, k,
                    (int32_t)criteria[k].hi - (e == 1 && i == 7 && k == 3));
    }
    tally_build_finish(build, &input, NULL);
    assert_true(tally_run(mem, &input, &result, &faults));
    assert_int_equal(result.entries[0].total, INT64_C(640000000000000000));
    assert_int_equal(result.entries[0].rank, 1);
    assert_int_equal(result.entries[1].rank, 2);
    assert_string_equal(tally_exact_text(mem, tally_show_score(&result, 0)),
                        "100/1");
    /* 100 * (1 - 1 / (10^4 * 64 * 10^6)) */
    assert_string_equal(tally_exact_text(mem, tally_show_score(&result, 1)),
                        "639999999999/6400000000");
    assert_string_equal(
        tally_exact_text(mem, tally_show_contribution(&result, 0, 63)),
        "25/16");
    const struct tally_shown *shown = tally_show_scores(mem, &result);
    assert_string_equal(shown[0].text, "100/1");
    assert_string_equal(shown[1].text, "639999999999/6400000000");
    arena_free(mem);
}

static uint32_t next_random(uint64_t *random)
{
    *random =
        *random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*random >> 33);
}

/* A random round: some ballots missing, some partial. */
static struct tally_input random_round(struct arena *mem, uint64_t *random)
{
    struct tally_criterion *criteria = arena_alloc(mem, 4 * sizeof *criteria);
    struct tally_build *build = tally_build_new(mem);
    struct tally_input input = {.config = tally_config_default(),
                                .decimals = (int)(next_random(random) % 3),
                                .criteria = criteria,
                                .criterion_count = 1 + next_random(random) % 4};
    bool mixed = next_random(random) % 2;
    input.config.quorum = 1 + next_random(random) % 4;
    input.config.replicates = 20;
    input.config.ladder_median = next_random(random) % 2;
    for (size_t k = 0; k < input.criterion_count; k++)
        criteria[k] = (struct tally_criterion){
            arena_printf(mem, "K%zu", k), 1 + next_random(random) % 5, -4,
            mixed ? -4 + 4 * (int64_t)(1 + k) : 4, 2};
    for (uint32_t e = next_random(random) % 12; e < 13; e++)
        for (uint32_t j = 0; j < 1 + e % 7; j++) {
            if (next_random(random) % 6 == 0)
                continue;
            int32_t entry =
                tally_build_entry(build, arena_printf(mem, "E%u", e), NULL);
            int32_t juror =
                tally_build_juror(build, arena_printf(mem, "J%u", j), NULL);
            bool partial = next_random(random) % 9 == 0;
            for (size_t k = 0; k < input.criterion_count - partial; k++)
                tally_build_mark(
                    build, entry, juror, (int32_t)k,
                    (int32_t)(criteria[k].lo +
                              2 * (int64_t)(next_random(random) %
                                            (uint32_t)((criteria[k].hi -
                                                        criteria[k].lo) /
                                                           2 +
                                                       1))));
        }
    tally_build_finish(build, &input, NULL);
    return input;
}

static void check_properties(struct arena *mem,
                             const struct tally_result *result)
{
    size_t criteria = result->input->criterion_count;
    for (size_t at = 0; at < result->ranked_count; at++) {
        size_t i = (size_t)result->order[at];
        const struct tally_entry *entry = &result->entries[i];
        struct tally_fraction score = tally_show_score(result, i);
        struct tally_fraction sum = {0, 1};
        i128 units[TALLY_CRITERIA_MAX], shown = 0;
        for (size_t k = 0; k < criteria; k++) {
            struct tally_fraction part = tally_show_contribution(result, i, k);
            sum = tally_exact(sum.numerator * part.denominator +
                                  part.numerator * sum.denominator,
                              sum.denominator * part.denominator);
        }
        assert_int_equal(tally_exact_compare(sum, score), 0);
        tally_show_parts(result, i, 2, units);
        for (size_t k = 0; k < criteria; k++)
            shown += units[k];
        assert_true(shown == tally_exact_round(score, 2));
        assert_true(entry->rank_final >= entry->rank);
        assert_true(entry->ballots >= result->input->config.quorum);
        if (at == 0)
            continue;
        size_t before = (size_t)result->order[at - 1];
        const struct tally_entry *above = &result->entries[before];
        int way = tally_exact_compare(tally_show_score(result, before), score);
        assert_true(way > 0 ? above->rank < entry->rank
                            : way == 0 && above->rank == entry->rank);
        struct tally_step step = tally_tie(result, before, i);
        assert_true(step.kind == TALLY_SHARED
                        ? above->rank_final == entry->rank_final
                        : step.first && entry->rank_final == (int32_t)at + 1);
    }
    (void)mem;
}

static void shuffle(struct tally_mark *marks, size_t count, uint64_t *random)
{
    for (size_t at = count; at > 1; at--) {
        size_t other = next_random(random) % at;
        struct tally_mark kept = marks[at - 1];
        marks[at - 1] = marks[other];
        marks[other] = kept;
    }
}

static void test_order_of_marks(void **state)
{
    uint64_t random = 7;
    int scored = 0;
    (void)state;
    for (int run = 0; run < 300; run++) {
        struct arena *mem = arena_new();
        struct tally_input input = random_round(mem, &random);
        struct tally_result result;
        struct tally_faults faults = {0};
        struct buf first, second;
        buf_init(&first, mem);
        buf_init(&second, mem);
        if (tally_run(mem, &input, &result, &faults)) {
            scored++;
            check_properties(mem, &result);
            tally_json_all(&first, tally_all(mem, &result));
            shuffle((struct tally_mark *)input.marks, input.mark_count,
                    &random);
            assert_true(tally_run(mem, &input, &result, &faults));
            tally_json_all(&second, tally_all(mem, &result));
            assert_string_equal(first.data, second.data);
        }
        arena_free(mem);
    }
    assert_true(scored > 200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mean),
        cmocka_unit_test(test_scales),
        cmocka_unit_test(test_quorum_and_partial),
        cmocka_unit_test(test_tie_from_different_ballots),
        cmocka_unit_test(test_ladder),
        cmocka_unit_test(test_median_step),
        cmocka_unit_test(test_components),
        cmocka_unit_test(test_edges),
        cmocka_unit_test(test_display),
        cmocka_unit_test(test_display_fraction),
        cmocka_unit_test(test_extremes),
        cmocka_unit_test(test_order_of_marks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
