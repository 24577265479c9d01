/* Fractions, rounding, parts: tables computed by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/arena.h"
#include "model/tally_exact.h"
#include "model/tally_ids.h"
#include "model/tally_rank.h"

static void test_round(void **state)
{
    static const struct {
        int64_t numerator, denominator;
        int decimals;
        const char *want;
    } cases[] = {
        {1369, 200, 2, "6.85"},   /* 6.845: half goes up */
        {-1369, 200, 2, "-6.85"}, /* and away from zero */
        {13689999, 2000000, 2, "6.84"},
        {1, 3, 2, "0.33"},
        {2, 3, 2, "0.67"},
        {-2, 3, 4, "-0.6667"},
        {1, 2, 0, "1"},
        {-1, 2, 0, "-1"},
        {49, 100, 0, "0"},
        {7, 1, 2, "7.00"},
        {7, 1, 0, "7"},
        {1, 200, 2, "0.01"},
        {-1, 250, 2, "0.00"}, /* no negative zero */
        {9999, 1000, 2, "10.00"},
        {0, 5, 3, "0.000"},
        {1, 16, 6, "0.062500"},
        {100, 1, 2, "100.00"},
    };
    struct arena *mem = arena_new();
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(
            tally_exact_display(
                mem, tally_exact(cases[i].numerator, cases[i].denominator),
                cases[i].decimals),
            cases[i].want);
    arena_free(mem);
}

static void test_text(void **state)
{
    struct arena *mem = arena_new();
    (void)state;
    assert_string_equal(tally_exact_text(mem, tally_exact(6, 4)), "3/2");
    assert_string_equal(tally_exact_text(mem, tally_exact(-6, 4)), "-3/2");
    assert_string_equal(tally_exact_text(mem, tally_exact(0, 9)), "0/1");
    i128 large = (i128)1000000000000000000 * 64 * 10000;
    assert_string_equal(tally_exact_text(mem, tally_exact(large, 1)),
                        "640000000000000000000000/1");
    assert_string_equal(tally_exact_int(mem, -large),
                        "-640000000000000000000000");
    assert_string_equal(
        tally_exact_display(mem, tally_exact(large - 1, large), 6), "1.000000");
    assert_string_equal(tally_exact_units(mem, -5, 1), "-0.5");
    assert_string_equal(tally_exact_units(mem, 678, 2), "6.78");
    assert_true(tally_exact_double(tally_exact(1, 4)) == 0.25);
    arena_free(mem);
}

static void test_compare(void **state)
{
    i128 large = (i128)1000000000000000000 * 1000000;
    (void)state;
    assert_int_equal(tally_exact_compare(tally_exact(1, 3), tally_exact(1, 2)),
                     -1);
    assert_int_equal(tally_exact_compare(tally_exact(2, 4), tally_exact(1, 2)),
                     0);
    assert_int_equal(
        tally_exact_compare(tally_exact(-1, 3), tally_exact(-1, 2)), 1);
    assert_int_equal(tally_exact_compare(tally_exact(-1, 3), tally_exact(0, 1)),
                     -1);
    /* cross products of these would need 160 bits */
    assert_int_equal(tally_exact_compare(tally_exact(large - 1, large),
                                         tally_exact(large - 2, large - 1)),
                     1);
    assert_int_equal(tally_exact_compare(tally_exact(large - 2, large - 1),
                                         tally_exact(large - 1, large)),
                     -1);
    struct tally_fraction gap =
        tally_exact_minus(tally_exact(271, 40), tally_exact(951, 140));
    assert_true(gap.numerator == -1 && gap.denominator == 56);
}

static void test_parts(void **state)
{
    static const struct {
        int64_t part[4], denominator;
        int decimals;
        int64_t want[4];
    } cases[] = {
        {{1, 1, 1, 0}, 3, 2, {34, 33, 33, 0}}, /* ties: declared order */
        {{1, 2, 3, 0}, 7, 1, {2, 3, 4, 0}},    /* .14 .29 .43: 0.9 */
        {{15, 15, 15, 15}, 10, 0, {2, 2, 1, 1}},
        {{-1, -1, -1, 0}, 3, 2, {-33, -33, -34, 0}},
        {{-5, 10, 0, 0}, 4, 0, {-1, 2, 0, 0}}, /* -1.25 + 2.5 = 1.25 */
        {{9, 9, 9, 9}, 1, 3, {9000, 9000, 9000, 9000}},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct tally_fraction part[4];
        i128 shown[4], sum = 0;
        i128 all = 0;
        for (size_t k = 0; k < 4; k++) {
            part[k] = tally_exact(cases[i].part[k], cases[i].denominator);
            all += cases[i].part[k];
        }
        i128 total = tally_exact_round(tally_exact(all, cases[i].denominator),
                                       cases[i].decimals);
        tally_exact_parts(part, 4, cases[i].decimals, total, shown);
        for (size_t k = 0; k < 4; k++) {
            assert_int_equal((int64_t)shown[k], cases[i].want[k]);
            sum += shown[k];
        }
        assert_true(sum == total);
    }
}

static void test_rank(void **state)
{
    /* 9/1, 6/2 = 3/1, 4/2, and 12/4 the same as 3/1 */
    struct tally_key keys[] = {
        {4, 2, 0}, {6, 2, 1}, {9, 1, 2}, {12, 4, 3}, {3, 1, 4}};
    int32_t rank[5];
    struct arena *mem = arena_new();
    (void)state;
    tally_rank(mem, keys, 5, rank);
    assert_int_equal(rank[2], 1);
    assert_int_equal(rank[1], 2);
    assert_int_equal(rank[3], 2);
    assert_int_equal(rank[4], 2);
    assert_int_equal(rank[0], 5);
    assert_int_equal(keys[1].entry, 1); /* equal ones ascending */
    assert_int_equal(keys[2].entry, 3);
    assert_int_equal(keys[3].entry, 4);
    /* one apart at the bounds: doubles could not tell */
    struct tally_key close[] = {{640000000000000000, 9999, 0},
                                {640064006400640064, 10000, 1}};
    assert_int_equal(tally_rank_compare(&close[0], &close[1]), -1);
    arena_free(mem);
}

static void test_median(void **state)
{
    static const struct {
        int64_t values[6];
        size_t count;
        int64_t want;
    } cases[] = {
        {{5}, 1, 10},
        {{5, 2}, 2, 7},
        {{9, 1, 5}, 3, 10},
        {{4, 1, 3, 2}, 4, 5},
        {{7, 7, 7, 7, 7}, 5, 14},
        {{0, 64000000000000, 0, 64000000000000}, 4, 64000000000000},
        {{6, 5, 4, 3, 2, 1}, 6, 7},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t values[6];
        for (size_t k = 0; k < 6; k++)
            values[k] = cases[i].values[k];
        assert_int_equal(tally_rank_twice_median(values, cases[i].count),
                         cases[i].want);
    }
}

/* Against counting: no more than half may be above or below. */
static void test_median_of_many(void **state)
{
    int64_t values[50];
    uint64_t random = 1;
    (void)state;
    for (int run = 0; run < 500; run++) {
        size_t count = 1 + (size_t)run % 50;
        int64_t below = 0, above = 0;
        for (size_t i = 0; i < count; i++) {
            random = random * UINT64_C(6364136223846793005) + 1;
            values[i] = (int64_t)(random >> (run % 2 ? 20 : 60));
        }
        int64_t twice = tally_rank_twice_median(values, count);
        for (size_t i = 0; i < count; i++) {
            below += 2 * values[i] < twice;
            above += 2 * values[i] > twice;
        }
        assert_true(below <= (int64_t)count / 2);
        assert_true(above <= (int64_t)count / 2);
        assert_true(count % 2 == 1 || below == above);
    }
}

static void test_ids(void **state)
{
    struct arena *mem = arena_new();
    struct tally_ids ids;
    uint32_t *order, *place;
    size_t number;
    (void)state;
    tally_ids_init(&ids, mem);
    assert_false(tally_ids_find(&ids, "E1", &number));
    for (int i = 999; i >= 0; i--)
        assert_int_equal(tally_ids_add(&ids, arena_printf(mem, "E%03d", i)),
                         999 - i);
    assert_int_equal(tally_ids_add(&ids, "E500"), 499);
    assert_int_equal(ids.count, 1000);
    assert_true(tally_ids_find(&ids, "E000", &number));
    assert_int_equal(number, 999);
    assert_false(tally_ids_find(&ids, "E1000", &number));
    tally_ids_add(&ids, "\xc3\x84"); /* after ASCII, bytewise */
    tally_ids_sort(&ids, &order, &place);
    assert_int_equal(order[0], 999);
    assert_int_equal(place[0], 999);
    assert_int_equal(order[1000], 1000);
    arena_free(mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round),          cmocka_unit_test(test_text),
        cmocka_unit_test(test_compare),        cmocka_unit_test(test_parts),
        cmocka_unit_test(test_rank),           cmocka_unit_test(test_median),
        cmocka_unit_test(test_median_of_many), cmocka_unit_test(test_ids),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
