/* The bootstrap against a plain one written here: every replicate counted by
 * fractions of 128 bits, every entry compared with every other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/int128.h"
#include "model/tally_all.h"

/* A panel to be made up. */
struct shape {
    const char *name;
    size_t entries, jurors, criteria;
    int64_t weight;   /* of criterion k: weight + k */
    int64_t hi, step; /* of the scale, from 0 */
    int64_t apart;    /* marks are within so many steps of the middle; 0: all */
    uint32_t absent;  /* ballots of 100 */
    int64_t replicates; /* enough for ranks to differ, few enough to be quick */
};

struct score {
    i128 total;
    int64_t count; /* 0: none */
    double value;  /* calibrated */
};

struct round {
    struct arena *mem;
    struct tally_input input;
    struct tally_result result;
    const struct tally_panel *panel;
};

static uint64_t random_state = 1;

static uint32_t random_below(uint32_t limit)
{
    random_state = random_state * UINT64_C(6364136223846793005) + 1442695041;
    return (uint32_t)(random_state >> 33) % limit;
}

static const char **make_ids(struct arena *mem, char letter, size_t count)
{
    const char **ids = arena_alloc(mem, count * sizeof *ids);
    for (size_t i = 0; i < count; i++)
        ids[i] = arena_printf(mem, "%c%05zu", letter, i);
    return ids;
}

static int32_t make_mark(const struct shape *shape)
{
    int64_t steps = shape->hi / shape->step;
    if (shape->apart == 0)
        return (int32_t)(shape->step * random_below((uint32_t)steps + 1));
    uint32_t wide = (uint32_t)(2 * shape->apart + 1);
    return (int32_t)(shape->step *
                     (steps / 2 - shape->apart + random_below(wide)));
}

static void make_marks(struct round *r, const struct shape *shape)
{
    size_t all = shape->entries * shape->jurors * shape->criteria, count = 0;
    struct tally_mark *marks = arena_alloc(r->mem, all * sizeof *marks);
    for (size_t i = 0; i < shape->entries; i++)
        for (size_t j = 0; j < shape->jurors; j++) {
            /* the first juror has all, so that nothing falls apart */
            if (j > 0 && random_below(100) < shape->absent)
                continue;
            for (size_t k = 0; k < shape->criteria; k++)
                marks[count++] = (struct tally_mark){
                    (int32_t)i, (int32_t)j, (int32_t)k, make_mark(shape)};
        }
    r->input.marks = marks;
    r->input.mark_count = count;
}

static void make_round(struct round *r, const struct shape *shape)
{
    struct tally_faults faults = {0};
    r->mem = arena_new();
    struct tally_criterion *criteria =
        arena_alloc(r->mem, shape->criteria * sizeof *criteria);
    for (size_t k = 0; k < shape->criteria; k++)
        criteria[k] = (struct tally_criterion){arena_printf(r->mem, "K%zu", k),
                                               shape->weight + (int64_t)k, 0,
                                               shape->hi, shape->step};
    r->input = (struct tally_input){
        .config = tally_config_default(),
        .criteria = criteria,
        .criterion_count = shape->criteria,
        .entries = make_ids(r->mem, 'E', shape->entries),
        .entry_count = shape->entries,
        .jurors = make_ids(r->mem, 'J', shape->jurors),
        .juror_count = shape->jurors,
    };
    r->input.config.quorum = 1;
    r->input.config.seed = random_below(1000);
    r->input.config.replicates = shape->replicates;
    make_marks(r, shape);
    assert_true(tally_run(r->mem, &r->input, &r->result, &faults));
    r->panel = tally_panel(r->mem, &r->result, true);
}

static uint64_t split_mix(uint64_t *state)
{
    *state += 0x9E3779B97F4A7C15u;
    uint64_t x = *state;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

static struct score take_score(const struct tally_panel *panel, size_t i,
                               enum tally_method method, const uint32_t *drawn,
                               const double *leniency)
{
    struct score s = {0};
    int64_t lowest = INT64_MAX, highest = INT64_MIN;
    for (size_t at = panel->first[i]; at < panel->first[i + 1]; at++) {
        uint32_t times = drawn[panel->owner[at]];
        int64_t total = panel->total[at];
        if (times == 0)
            continue;
        s.total += (i128)total * times;
        s.count += times;
        lowest = total < lowest ? total : lowest;
        highest = total > highest ? total : highest;
        if (leniency)
            s.value += times * (panel->points[at] - leniency[panel->owner[at]]);
    }
    if (method == TALLY_TRIMMED) {
        if (s.count < 3)
            return (struct score){0};
        s.total -= lowest + highest;
        s.count -= 2;
    }
    s.value = s.count > 0 ? s.value / (double)s.count : 0;
    return s;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x < y) - (x > y);
}

/* The places of calibrated scores: equal when no gap between neighbours, on
 * the way from one to the other, is above the tolerance. */
static void rank_close(const struct score *scores, size_t count,
                       double tolerance, size_t *rank)
{
    double *sorted = malloc(count * sizeof *sorted);
    size_t known = 0;
    for (size_t i = 0; i < count; i++)
        if (scores[i].count > 0)
            sorted[known++] = scores[i].value;
    qsort(sorted, known, sizeof *sorted, by_value);
    for (size_t i = 0; i < count; i++) {
        size_t at = 0, own = 1;
        for (; at < known && sorted[at] > scores[i].value; at++)
            if (sorted[at] - sorted[at + 1] > tolerance)
                own = at + 2;
        rank[i] = scores[i].count > 0 ? own : 0;
    }
    free(sorted);
}

static void rank_exact(const struct score *scores, size_t count, size_t *rank)
{
    for (size_t i = 0; i < count; i++) {
        const struct score *own = &scores[i];
        rank[i] = own->count > 0;
        for (size_t other = 0; own->count > 0 && other < count; other++)
            rank[i] +=
                scores[other].count > 0 && scores[other].total * own->count >
                                               own->total * scores[other].count;
    }
}

/* The element number ceil(part/40 * count) of sorted ranks, from their
 * numbers. */
static int32_t element(const uint32_t *seen, size_t entries, uint64_t part)
{
    uint64_t count = 0, so_far = 0;
    for (size_t rank = 1; rank <= entries; rank++)
        count += seen[rank];
    uint64_t place = (count * part + 39) / 40;
    for (size_t rank = 1; rank <= entries; rank++) {
        so_far += seen[rank];
        if (count > 0 && so_far >= place)
            return (int32_t)rank;
    }
    return 0;
}

static void compare(const struct round *r, const uint32_t *seen,
                    const struct tally_replicates *got)
{
    size_t n = r->panel->entries;
    for (size_t i = 0; i < n; i++) {
        const uint32_t *own = seen + i * (n + 1);
        bool counted = n <= TALLY_BOOTSTRAP_RANKS_MAX;
        uint32_t top3 = 0;
        for (size_t rank = 1; rank <= 3 && rank <= n; rank++)
            top3 += own[rank];
        assert_int_equal(got[i].first, own[1]);
        assert_int_equal(got[i].top3, counted ? (int32_t)top3 : -1);
        assert_int_equal(got[i].rank_lo, counted ? element(own, n, 1) : 0);
        assert_int_equal(got[i].rank_hi, counted ? element(own, n, 39) : 0);
    }
}

static void check_method(const struct round *r, enum tally_method method,
                         const struct tally_calibrated *calibrated)
{
    const struct tally_panel *panel = r->panel;
    const struct tally_config *config = &r->input.config;
    size_t n = panel->entries, m = panel->jurors;
    uint64_t state = (uint64_t)config->seed;
    if (m < TALLY_BOOTSTRAP_JURORS_MIN) { /* some have no ballot at all */
        assert_null(tally_bootstrap(r->mem, panel, method, calibrated));
        return;
    }
    struct score *scores = arena_alloc(r->mem, n * sizeof *scores);
    size_t *rank = arena_alloc(r->mem, n * sizeof *rank);
    uint32_t *drawn = arena_alloc(r->mem, m * sizeof *drawn);
    uint32_t *seen = arena_alloc(r->mem, n * (n + 1) * sizeof *seen);
    const double *leniency = calibrated ? calibrated->leniency : NULL;
    for (int64_t replicate = 0; replicate < config->replicates; replicate++) {
        memset(drawn, 0, m * sizeof *drawn);
        for (size_t draw = 0; draw < m; draw++)
            drawn[(size_t)((i128)split_mix(&state) * (i128)m >> 64)]++;
        for (size_t i = 0; i < n; i++)
            scores[i] = take_score(panel, i, method, drawn, leniency);
        if (leniency)
            rank_close(scores, n, tally_calibrated_tolerance(panel), rank);
        else
            rank_exact(scores, n, rank);
        for (size_t i = 0; i < n; i++)
            seen[i * (n + 1) + rank[i]]++;
    }
    compare(r, seen, tally_bootstrap(r->mem, panel, method, calibrated));
}

static void check_shape(const struct shape *shape)
{
    struct round r;
    make_round(&r, shape);
    if (shape->absent == 0)
        assert_true(r.panel->complete);
    check_method(&r, TALLY_MEAN, NULL);
    check_method(&r, TALLY_TRIMMED, NULL);
    struct tally_calibrated calibrated = tally_calibrated(r.mem, r.panel);
    assert_int_equal(calibrated.status, TALLY_OK);
    check_method(&r, TALLY_CALIBRATED, r.panel->complete ? NULL : &calibrated);
    arena_free(r.mem);
}

static void check_shapes(const struct shape *shapes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        print_message("# %s\n", shapes[i].name);
        check_shape(&shapes[i]);
    }
}

static void test_small(void **state)
{
    (void)state;
    for (int run = 0; run < 200; run++) {
        struct shape shape = {.name = "small"};
        shape.entries = 1 + random_below(30);
        shape.jurors = 5 + random_below(10);
        shape.criteria = 1 + random_below(3);
        shape.weight = 1 + random_below(3) * 20;
        shape.hi = 1 + random_below(10); /* hardly any steps: ties */
        shape.step = 1;
        shape.absent = run % 2 == 0 ? 0 : random_below(90);
        shape.replicates = 60;
        check_shape(&shape);
    }
}

static void test_middling(void **state)
{
    static const struct shape shapes[] = {
        {"each with each", 64, 7, 4, 10, 10, 1, 0, 0, 300},
        {"one more", 65, 7, 4, 10, 10, 1, 0, 0, 300},
        {"a dense table", 150, 5, 1, 1, 10, 1, 0, 0, 100},
        {"a radix sort", 150, 40, 6, 10, 10, 1, 0, 0, 100},
        {"fractions", 150, 12, 4, 10, 10, 1, 0, 20, 100},
        {"hardly any ballots", 150, 12, 2, 10, 10, 1, 0, 80, 100},
        {"fractions of many jurors", 120, 40, 6, 10, 10, 1, 0, 10, 60},
        {"hardly any difference", 100, 9, 3, 10, 1000, 1, 1, 0, 100},
        {"the same with fractions", 100, 9, 3, 10, 1000, 1, 1, 30, 100},
        {"steps in common", 100, 9, 3, 900000, 1000000, 100000, 0, 0, 100},
        {"the same with fractions", 100, 9, 1, 1000000, 1000000, 250000, 0, 30,
         100},
    };
    (void)state;
    check_shapes(shapes, sizeof shapes / sizeof shapes[0]);
}

static void test_large_sums(void **state)
{
    static const struct shape shapes[] = {
        {"beyond floats", 70, 9, 4, 5000, 1000, 1, 0, 0, 60},
        {"beyond floats, fractions", 70, 9, 4, 5000, 1000, 1, 0, 30, 60},
        {"keys too large", 70, 30, 4, 500, 100, 1, 0, 30, 60},
        {"hardly any difference", 70, 9, 1, 1, 1000000, 1, 2, 30, 60},
        {"near the end of doubles", 20, 9, 60, 900000, 1000000, 1, 0, 0, 60},
        {"the same with fractions", 20, 9, 40, 900000, 1000000, 1, 0, 30, 60},
        {"beyond doubles", 20, 40, 60, 900000, 1000000, 1, 0, 20, 60},
        {"beyond doubles, alike", 20, 100, 60, 900000, 1000000, 1, 1, 0, 60},
    };
    (void)state;
    check_shapes(shapes, sizeof shapes / sizeof shapes[0]);
}

static void test_many_entries(void **state)
{
    static const struct shape shapes[] = {
        {"the last with ranks", 1000, 6, 1, 1, 10, 1, 0, 0, 25},
        {"first places only", 1001, 6, 1, 1, 10, 1, 0, 0, 25},
        {"fractions", 1001, 6, 2, 10, 10, 1, 0, 40, 25},
        {"beyond floats", 1001, 6, 2, 500000, 1000, 1, 0, 40, 10},
    };
    (void)state;
    check_shapes(shapes, sizeof shapes / sizeof shapes[0]);
}

/* Beyond any precision, with more entries than ranks are counted of. */
static void test_slow_way(void **state)
{
    static const struct shape shape = {"slow",  1001, 20, 20, 900000,
                                       1000000, 1,    0,  5,  5};
    (void)state;
    check_shape(&shape);
}

static void test_none(void **state)
{
    static const struct shape few = {"few", 10, 4, 2, 1, 10, 1, 0, 0, 10};
    static const struct shape none = {"none", 10, 6, 2, 1, 10, 1, 0, 0, 0};
    struct round r;
    (void)state;
    make_round(&r, &few);
    assert_null(tally_bootstrap(r.mem, r.panel, TALLY_MEAN, NULL));
    arena_free(r.mem);
    make_round(&r, &none);
    assert_null(tally_bootstrap(r.mem, r.panel, TALLY_MEAN, NULL));
    arena_free(r.mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_small),      cmocka_unit_test(test_middling),
        cmocka_unit_test(test_large_sums), cmocka_unit_test(test_many_entries),
        cmocka_unit_test(test_slow_way),   cmocka_unit_test(test_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
