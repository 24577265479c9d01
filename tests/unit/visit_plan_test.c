/* Planning visits: times one after the other, jurors against trying all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/clock.h"
#include "model/assign.h"
#include "model/visit_plan.h"

enum { MINUTE = 60, JURORS_MAX = 4, VISITS_MAX = 4, CASES = 3000 };

static struct arena *mem;

static int setup(void **state)
{
    (void)state;
    mem = arena_new();
    return clock_zone("Europe/Berlin") ? 0 : 1;
}

static int teardown(void **state)
{
    (void)state;
    arena_free(mem);
    return 0;
}

static int64_t at(const char *text)
{
    int64_t instant = 0;
    if (!clock_parse(text, &instant))
        fail_msg("no such time: %s", text);
    return instant;
}

/* --- clashes ----------------------------------------------------------------
 */

static void test_clash(void **state)
{
    const struct visit_span nine = {at("2026-11-30T09:00"),
                                    at("2026-11-30T10:30")};
    static const struct {
        const char *from, *until;
        bool clash;
    } cases[] = {
        {"2026-11-30T10:00", "2026-11-30T11:00", true},
        {"2026-11-30T10:30", "2026-11-30T12:00", true},
        {"2026-11-30T11:29", "2026-11-30T12:00", true},
        {"2026-11-30T11:30", "2026-11-30T12:00", false},
        {"2026-11-30T07:00", "2026-11-30T08:00", false},
        {"2026-11-30T07:00", "2026-11-30T08:01", true},
        {"2026-11-29T00:00", "2026-12-01T00:00", true},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct visit_span other = {at(cases[i].from), at(cases[i].until)};
        assert_int_equal(visit_clash(nine, other, 60), cases[i].clash);
        assert_int_equal(visit_clash(other, nine, 60), cases[i].clash);
    }
}

/* --- times ------------------------------------------------------------------
 */

static const struct visit_frame frame = {"2026-11-27", 9 * 60, 17 * 60,
                                         90,           60,     2};

static void test_times(void **state)
{
    static const char *const wanted[] = {
        "2026-11-27T09:00", "2026-11-27T11:30", /* a Friday */
        "2026-11-30T09:00", "2026-11-30T11:30", "2026-12-01T09:00"};
    struct visit_span span[5];
    (void)state;
    assert_true(visit_times(&frame, NULL, 0, span, 5));
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(span[i].starts_at, at(wanted[i]));
        assert_int_equal(span[i].ends_at - span[i].starts_at, 90 * MINUTE);
    }
}

/* What is settled is gone round, and counts for its day. */
static void test_taken(void **state)
{
    const struct visit_span taken[] = {
        {at("2026-11-27T10:00"), at("2026-11-27T11:00")},
        {at("2026-11-30T09:00"), at("2026-11-30T10:00")},
        {at("2026-11-30T15:00"), at("2026-11-30T16:00")},
    };
    struct visit_span span[2];
    (void)state;
    assert_true(visit_times(&frame, taken, 3, span, 2));
    assert_int_equal(span[0].starts_at, at("2026-11-27T12:00"));
    assert_int_equal(span[1].starts_at, at("2026-12-01T09:00"));
}

/* Nine o'clock stays nine o'clock when summer time ends. */
static void test_summer_time(void **state)
{
    struct visit_frame f = frame;
    struct visit_span span[2];
    (void)state;
    f.first_day = "2026-10-23";
    f.per_day = 1;
    assert_true(visit_times(&f, NULL, 0, span, 2));
    assert_int_equal(span[0].starts_at, at("2026-10-23T09:00"));
    assert_int_equal(span[1].starts_at, at("2026-10-26T09:00"));
}

static void test_no_room(void **state)
{
    struct visit_frame f = frame;
    struct visit_span span[300];
    (void)state;
    f.per_day = 1;
    assert_false(visit_times(&f, NULL, 0, span, 300)); /* 261 working days */
    assert_true(visit_times(&f, NULL, 0, span, 200));
    f.until = f.from + 89;
    assert_false(visit_times(&f, NULL, 0, span, 1));
    f.until = f.from + 90;
    assert_true(visit_times(&f, NULL, 0, span, 1));
    f.first_day = "2026-11-31";
    assert_false(visit_times(&f, NULL, 0, span, 1));
}

/* --- jurors -----------------------------------------------------------------
 */

struct trial {
    size_t visits, jurors, wanted;
    uint8_t cell[VISITS_MAX * JURORS_MAX];
};

static uint32_t drawn = 1;

static uint32_t draw(uint32_t below)
{
    drawn = drawn * 1664525u + 1013904223u;
    return (drawn >> 8) % below;
}

static void draw_trial(struct trial *t)
{
    t->visits = 1 + draw(VISITS_MAX);
    t->jurors = 1 + draw(JURORS_MAX);
    t->wanted = 1 + draw(3);
    for (size_t i = 0; i < t->visits * t->jurors; i++)
        t->cell[i] = draw(3) == 0 ? ASSIGN_BARRED : ASSIGN_FREE;
    if (draw(3) == 0)
        for (size_t j = 0; j < t->jurors; j++)
            t->cell[j] = draw(2) == 0 ? ASSIGN_FIXED : ASSIGN_BARRED;
}

static int count_in(unsigned set)
{
    int count = 0;
    for (; set != 0; set &= set - 1)
        count++;
    return count;
}

static unsigned set_of(const struct trial *t, size_t v, uint8_t cell)
{
    unsigned set = 0;
    for (size_t j = 0; j < t->jurors; j++)
        if (t->cell[v * t->jurors + j] == cell)
            set |= 1u << j;
    return set;
}

/* May this set of jurors go to the visit? */
static bool is_choice(const struct trial *t, size_t v, unsigned set)
{
    unsigned fixed = set_of(t, v, ASSIGN_FIXED);
    unsigned free = set_of(t, v, ASSIGN_FREE);
    int most =
        count_in(free) < (int)t->wanted ? count_in(free) : (int)t->wanted;
    if (fixed != 0)
        return set == fixed;
    return (set & ~free) == 0 && count_in(set) == most;
}

static int64_t squares(const struct trial *t, const unsigned *set)
{
    int64_t sum = 0;
    for (size_t j = 0; j < t->jurors; j++) {
        int64_t load = 0;
        for (size_t v = 0; v < t->visits; v++)
            load += (set[v] >> j) & 1u;
        sum += load * load;
    }
    return sum;
}

static int64_t best_from(const struct trial *t, size_t v, unsigned *set)
{
    int64_t best = INT64_MAX;
    if (v == t->visits)
        return squares(t, set);
    for (set[v] = 0; set[v] < 1u << t->jurors; set[v]++)
        if (is_choice(t, v, set[v])) {
            int64_t sum = best_from(t, v + 1, set);
            best = sum < best ? sum : best;
        }
    return best;
}

static void test_against_all(void **state)
{
    (void)state;
    for (int i = 0; i < CASES; i++) {
        struct trial t;
        bool goes[VISITS_MAX * JURORS_MAX];
        unsigned set[VISITS_MAX] = {0}, other[VISITS_MAX] = {0};
        draw_trial(&t);
        visit_jurors(
            mem, &(struct visit_offer){t.visits, t.jurors, t.wanted, t.cell},
            goes);
        for (size_t v = 0; v < t.visits; v++) {
            for (size_t j = 0; j < t.jurors; j++)
                set[v] |= (unsigned)goes[v * t.jurors + j] << j;
            if (!is_choice(&t, v, set[v]))
                fail_msg("case %d: visit %zu has the wrong jurors", i, v);
        }
        assert_int_equal(squares(&t, set), best_from(&t, 0, other));
        arena_reset(mem);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_clash, setup, teardown),
        cmocka_unit_test_setup_teardown(test_times, setup, teardown),
        cmocka_unit_test_setup_teardown(test_taken, setup, teardown),
        cmocka_unit_test_setup_teardown(test_summer_time, setup, teardown),
        cmocka_unit_test_setup_teardown(test_no_room, setup, teardown),
        cmocka_unit_test_setup_teardown(test_against_all, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
