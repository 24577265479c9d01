/* Rounds that combine others, counted by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "model/tally_exact.h"
#include "model/tally_official.h"
#include "support/tallied.h"

enum { ENTRIES_MAX = 6, STAGES_MAX = 3 };

/* "13/2 - 5": a score for each entry, "-" for none. */
static struct tally_official *stage_of(struct arena *mem, const char *scores)
{
    struct tally_official *o = arena_alloc(mem, sizeof *o);
    o->low = (struct tally_fraction){0, 1};
    o->high = (struct tally_fraction){10, 1};
    o->score = arena_alloc(mem, ENTRIES_MAX * sizeof *o->score);
    o->rank = arena_alloc(mem, ENTRIES_MAX * sizeof *o->rank);
    for (const char *at = scores; *(at += strspn(at, " ")) != '\0';) {
        char *next;
        if (*at != '-') {
            int64_t above = strtol(at, &next, 10), below = 1;
            if (*next == '/')
                below = strtol(next + 1, &next, 10);
            o->score[o->entries] = tally_exact(above, below);
            o->rank[o->entries] = 1; /* which one does not matter */
        }
        o->entries++;
        at += strcspn(at, " ");
    }
    return o;
}

static const int32_t same[ENTRIES_MAX] = {0, 1, 2, 3, 4, 5};

struct combined {
    struct arena *mem;
    struct tally_config config;
    struct tally_stage stage[STAGES_MAX];
    size_t stages;
    const char *why;
};

static void start(struct combined *c)
{
    *c =
        (struct combined){.mem = arena_new(), .config = tally_config_default()};
}

static struct tally_official *add(struct combined *c, const char *scores,
                                  int64_t share)
{
    struct tally_official *o = stage_of(c->mem, scores);
    c->stage[c->stages++] = (struct tally_stage){o, share, same};
    return o;
}

static struct tally_official *combine(struct combined *c, size_t entries)
{
    return tally_combine(c->mem, &c->config, c->stage, c->stages, entries,
                         &c->why);
}

static const char *numbers(struct arena *mem, const int32_t *list, size_t count)
{
    struct buf text;
    buf_init(&text, mem);
    for (size_t i = 0; i < count; i++)
        buf_addf(&text, "%s%d", i > 0 ? " " : "", (int)list[i]);
    return text.data;
}

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

struct combine_case {
    const char *name;
    const char *score[STAGES_MAX];
    int64_t share[STAGES_MAX];
    size_t entries;
    const char *want; /* of the entries in order */
    const char *rank, *rank_final, *order;
};

static const struct combine_case cases[] = {
    {"half and half, exactly",
     {"13/2 20/3", "7 5/7", NULL},
     {50, 50},
     2,
     "27/4 155/42",
     "1 2",
     "1 2",
     "0 1"},
    {"shares need not add up to 100",
     {"10 0", "0 10", NULL},
     {2, 1},
     2,
     "20/3 10/3",
     "1 2",
     "1 2",
     "0 1"},
    {"three stages",
     {"6 5 1", "3 5 1", "9 5 1"},
     {1, 1, 1},
     3,
     "6/1 5/1 1/1",
     "1 2 3",
     "1 2 3",
     "0 1 2"},
    {"who has no score in one stage has none",
     {"6 5 9", "3 - 2", NULL},
     {1, 1},
     3,
     "11/2 9/2",
     "2 0 1",
     "2 0 1",
     "2 0"},
    {"the heavier stage breaks a tie",
     {"9 6", "4 6", NULL},
     {40, 60},
     2,
     "6/1 6/1",
     "1 1",
     "2 1",
     "1 0"},
    {"of equal shares the stage declared first",
     {"9 4 8", "4 9 5", NULL},
     {1, 1},
     3,
     "13/2 13/2 13/2",
     "1 1 1",
     "1 3 2",
     "0 2 1"},
    {"the same in every stage is a shared rank, and the next is free",
     {"6 6 5", "4 4 3", NULL},
     {1, 1},
     3,
     "5/1 5/1 4/1",
     "1 1 3",
     "1 1 3",
     "0 1 2"},
    {"one stage alone",
     {"6 7", NULL, NULL},
     {30},
     2,
     "7/1 6/1",
     "2 1",
     "2 1",
     "1 0"},
    {"a third is not 0.333",
     {"1/3 333333333/1000000000", "1/3 333333333/1000000000", NULL},
     {1, 1000000},
     2,
     "1/3 333333333/1000000000",
     "1 2",
     "1 2",
     "0 1"},
};

static void test_cases(void **state)
{
    (void)state;
    for (size_t n = 0; n < sizeof cases / sizeof *cases; n++) {
        const struct combine_case *k = &cases[n];
        struct combined c;
        struct tally_fraction score[ENTRIES_MAX];
        start(&c);
        for (size_t s = 0; s < STAGES_MAX && k->score[s]; s++)
            add(&c, k->score[s], k->share[s]);
        const struct tally_official *o = combine(&c, k->entries);
        assert_non_null(o);
        assert_null(c.why);
        assert_true(o->combined);
        for (size_t at = 0; at < o->count; at++) {
            size_t e = (size_t)o->order[at];
            struct tally_fraction rest = score[at] = o->score[e];
            for (size_t s = 0; s < o->parts; s++)
                rest = tally_exact_minus(rest, o->part[e * o->parts + s]);
            assert_case(k->name, tally_exact_text(c.mem, rest), "0/1");
        }
        assert_case(k->name, fractions(c.mem, score, o->count), k->want);
        assert_case(k->name, numbers(c.mem, o->rank, k->entries), k->rank);
        assert_case(k->name, numbers(c.mem, o->rank_final, k->entries),
                    k->rank_final);
        assert_case(k->name, numbers(c.mem, o->order, o->count), k->order);
        arena_free(c.mem);
    }
}

/* Where the ladder has no criteria, equal scores share the rank. */
static void test_no_ladder(void **state)
{
    struct combined c;
    (void)state;
    start(&c);
    c.config.ladder_criteria = false;
    c.config.ladder_median = true; /* there is no median of stages */
    add(&c, "9 6", 40);
    add(&c, "4 6", 60);
    const struct tally_official *o = combine(&c, 2);
    assert_string_equal(numbers(c.mem, o->rank_final, 2), "1 1");
    assert_int_equal(tally_official_tie(o, &c.config, 0, 1).kind, TALLY_SHARED);
    arena_free(c.mem);
}

static void test_tie(void **state)
{
    struct combined c;
    (void)state;
    start(&c);
    add(&c, "9 6 1", 40);
    add(&c, "4 6 1", 60);
    const struct tally_official *o = combine(&c, 3);
    struct tally_step step = tally_official_tie(o, &c.config, 0, 1);
    assert_int_equal(step.kind, TALLY_BY_CRITERION);
    assert_int_equal(step.criterion, 1); /* a part: the second stage */
    assert_false(step.first);
    step = tally_official_tie(o, &c.config, 0, 2);
    assert_int_equal(step.kind, TALLY_BY_SCORE);
    arena_free(c.mem);
}

/* A stage has its own numbers of entries, and entries that no other has. */
static void test_numbers(void **state)
{
    static const int32_t first[] = {2, 0}, second[] = {0, 1, 2, -1};
    struct combined c;
    (void)state;
    start(&c);
    add(&c, "8 4", 1);
    add(&c, "2 9 6 10", 1);
    c.stage[0].entry = first;
    c.stage[1].entry = second;
    const struct tally_official *o = combine(&c, 3);
    /* 0: 4 and 2; 1: only in the second; 2: 8 and 6 */
    assert_string_equal(numbers(c.mem, o->rank, 3), "2 0 1");
    assert_string_equal(tally_exact_text(c.mem, o->score[0]), "3/1");
    assert_string_equal(tally_exact_text(c.mem, o->score[2]), "7/1");
    arena_free(c.mem);
}

static void refused(struct combined *c, const char *why)
{
    assert_null(combine(c, 2));
    assert_non_null(c->why);
    assert_non_null(strstr(c->why, why));
    arena_free(c->mem);
}

static void test_scales(void **state)
{
    struct combined c;
    (void)state;
    start(&c);
    add(&c, "1 2", 1);
    add(&c, "1 2", 1)->high = (struct tally_fraction){100, 1};
    refused(&c, "different scales");
    start(&c);
    add(&c, "1 2", 1);
    add(&c, "1 2", 1)->low = (struct tally_fraction){1, 1};
    refused(&c, "different scales");
}

static void test_no_ranking(void **state)
{
    struct combined c;
    (void)state;
    start(&c);
    add(&c, "1 2", 1);
    add(&c, "1 2", 1)->status = TALLY_TRIM;
    refused(&c, "no ranking");
    start(&c);
    add(&c, "1 2", 1);
    add(&c, "1 2", 1);
    c.stage[0].official = NULL;
    refused(&c, "no ranking");
}

/* None, and more than the ladder has room for. */
static void test_count(void **state)
{
    struct tally_stage many[TALLY_CRITERIA_MAX + 1];
    struct combined c;
    (void)state;
    start(&c);
    refused(&c, "at most 64");
    start(&c);
    add(&c, "1 2", 1);
    for (size_t s = 0; s < TALLY_CRITERIA_MAX + 1; s++)
        many[s] = c.stage[0];
    assert_non_null(
        tally_combine(c.mem, &c.config, many, TALLY_CRITERIA_MAX, 2, &c.why));
    assert_null(tally_combine(c.mem, &c.config, many, TALLY_CRITERIA_MAX + 1, 2,
                              &c.why));
    assert_non_null(strstr(c.why, "at most 64"));
    arena_free(c.mem);
}

static i128 ten_to_the(int power)
{
    i128 ten = 1;
    for (int i = 0; i < power; i++)
        ten *= 10;
    return ten;
}

/* Denominators without a common divisor: their product is beyond 128 bits. */
static void test_overflow(void **state)
{
    struct combined c;
    (void)state;
    start(&c);
    add(&c, "1 2", 1)->score[0] = tally_exact(1, ten_to_the(28));
    add(&c, "1 2", 1)->score[0] = tally_exact(1, ten_to_the(28) + 1);
    refused(&c, "beyond");
}

/* The products fit, but the sum is beyond what can be rounded. */
static void test_too_large(void **state)
{
    struct combined c;
    (void)state;
    start(&c);
    add(&c, "1 2", 1)->score[1] = tally_exact(1, ten_to_the(16));
    add(&c, "1 2", 1)->score[1] = tally_exact(1, ten_to_the(16) + 1);
    refused(&c, "beyond");
}

/* A part alone is too large to be shown, though the sum is not; and parts with
 * a common denominator need no product of both. */
static void test_part_too_large(void **state)
{
    struct combined c;
    (void)state;
    start(&c);
    add(&c, "1 2", 1)->score[0] = tally_exact(1, ten_to_the(30) - 1);
    add(&c, "1 2", 999)->score[0] = tally_exact(1, 7);
    refused(&c, "beyond");
    start(&c);
    add(&c, "1 2", 1)->score[0] = tally_exact(1, 3 * ten_to_the(29));
    add(&c, "1 2", 1)->score[0] =
        tally_exact(3 * ten_to_the(29) - 1, 3 * ten_to_the(29));
    /* both parts have 6 * 10^29 below, their sum is 1/2 */
    const struct tally_official *o = combine(&c, 2);
    assert_non_null(o);
    assert_string_equal(tally_exact_text(c.mem, o->score[0]), "1/2");
    arena_free(c.mem);
    start(&c);
    add(&c, "1 2", 1)->score[0] = tally_exact(1, 9 * ten_to_the(29));
    add(&c, "1 2", 1)->score[0] =
        tally_exact(9 * ten_to_the(29) - 1, 9 * ten_to_the(29));
    refused(&c, "beyond"); /* 1.8 * 10^30 */
}

/* The greatest shares of the finest scores that a round can have. */
static void test_bounds(void **state)
{
    struct combined c;
    (void)state;
    start(&c);
    for (int s = 0; s < STAGES_MAX; s++)
        add(&c, "999999999/1000000000 1", 1000000);
    const struct tally_official *o = combine(&c, 2);
    assert_non_null(o);
    assert_string_equal(numbers(c.mem, o->rank, 2), "2 1");
    arena_free(c.mem);
}

/* A calibrated stage: what its tolerance takes for equal stays equal, and its
 * ladder step does not see a difference within it either. */
static void test_tolerance(void **state)
{
    struct combined c;
    (void)state;
    start(&c);
    struct tally_official *o = add(&c, "6 6 5", 1);
    o->score[0] = tally_exact_of_double(6 + 1e-12);
    o->tolerance = 1e-8;
    add(&c, "4 4 9", 1);
    const struct tally_official *all = combine(&c, 3);
    assert_non_null(all);
    assert_true(all->tolerance >= 1e-8);
    assert_string_equal(numbers(c.mem, all->rank, 3), "2 2 1");
    assert_string_equal(numbers(c.mem, all->rank_final, 3), "2 2 1");
    o->score[0] = tally_exact_of_double(6 + 1e-6);
    all = combine(&c, 3);
    assert_string_equal(numbers(c.mem, all->rank, 3), "2 3 1");
    arena_free(c.mem);
}

/* Equal sums, and parts of which neighbours are within the tolerance but not
 * the outer ones: no order of rows may part them. */
static void test_tolerance_chain(void **state)
{
    static const double apart[][3] = {{0, 1, 2}, {2, 1, 0}, {1, 0, 2},
                                      {1, 2, 0}, {0, 2, 1}, {2, 0, 1}};
    (void)state;
    for (size_t n = 0; n < sizeof apart / sizeof *apart; n++) {
        struct combined c;
        start(&c);
        struct tally_official *o = add(&c, "6 6 6", 1);
        struct tally_official *other = add(&c, "4 4 4", 1);
        for (size_t i = 0; i < 3; i++) {
            o->score[i] = tally_exact_of_double(6 + apart[n][i] * 8e-9);
            other->score[i] = tally_exact_of_double(4 - apart[n][i] * 8e-9);
        }
        o->tolerance = 1e-8;
        const struct tally_official *all = combine(&c, 3);
        assert_non_null(all);
        assert_string_equal(numbers(c.mem, all->rank_final, 3), "1 1 1");
        assert_string_equal(numbers(c.mem, all->order, 3), "0 1 2");
        assert_int_equal(tally_official_tie(all, &c.config, 0, 1).kind,
                         TALLY_SHARED);
        assert_int_equal(tally_official_tie(all, &c.config, 0, 2).kind,
                         TALLY_SHARED);
        arena_free(c.mem);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_no_ladder),
        cmocka_unit_test(test_tie),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_scales),
        cmocka_unit_test(test_no_ranking),
        cmocka_unit_test(test_count),
        cmocka_unit_test(test_overflow),
        cmocka_unit_test(test_too_large),
        cmocka_unit_test(test_part_too_large),
        cmocka_unit_test(test_bounds),
        cmocka_unit_test(test_tolerance),
        cmocka_unit_test(test_tolerance_chain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
