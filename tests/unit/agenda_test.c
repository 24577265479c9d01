/* The order of an agenda: against all orders of up to eight nominations, and
 * quickly for ten thousand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "model/agenda.h"

enum { ITEMS_MAX = 8, JURORS_MAX = 6, CASES = 400 };

static uint32_t state_of_chance;

static uint32_t chance(uint32_t below)
{
    state_of_chance = state_of_chance * 1664525u + 1013904223u;
    return (state_of_chance >> 8) % below;
}

struct scene {
    struct agenda_problem p;
    struct agenda_item item[ITEMS_MAX];
    struct agenda_out out[ITEMS_MAX * JURORS_MAX];
};

static void draw(struct scene *s, bool together)
{
    memset(s, 0, sizeof *s);
    s->p = (struct agenda_problem){
        .item = s->item,
        .out = s->out,
        .item_count = chance(ITEMS_MAX) + 1,
        .juror_count = chance(JURORS_MAX) + 1,
        .together = together,
    };
    uint32_t share = chance(4) + 1, categories = chance(3) + 1;
    for (size_t i = 0; i < s->p.item_count; i++) {
        s->item[i] =
            (struct agenda_item){(int64_t)i + 100, (int64_t)chance(categories)};
        for (size_t k = 0; k < s->p.juror_count; k++)
            if (chance(6) < share)
                s->out[s->p.out_count++] = (struct agenda_out){i, k};
    }
}

static bool is_less(const struct scene *s, const struct agenda_plan *a,
                    const struct agenda_plan *b)
{
    int64_t first = a->runs - b->runs, second = a->breaks - b->breaks;
    if (s->p.together) {
        int64_t other = first;
        first = second;
        second = other;
    }
    return first < 0 || (first == 0 && second < 0);
}

/* Every order of the rest from `place` on; the least. */
static void all_orders(struct arena *mem, const struct scene *s,
                       struct agenda_plan *now, size_t place,
                       struct agenda_plan *least)
{
    size_t count = s->p.item_count;
    if (place == count) {
        agenda_count(mem, &s->p, now);
        if (is_less(s, now, least)) {
            least->runs = now->runs;
            least->breaks = now->breaks;
        }
        return;
    }
    for (size_t i = place; i < count; i++) {
        size_t kept = now->order[place];
        now->order[place] = now->order[i];
        now->order[i] = kept;
        all_orders(mem, s, now, place + 1, least);
        now->order[i] = now->order[place];
        now->order[place] = kept;
    }
}

static void is_an_order(const struct agenda_problem *p,
                        const struct agenda_plan *plan)
{
    struct arena *mem = arena_new();
    bool *seen = arena_alloc(mem, p->item_count + 1);
    memset(seen, 0, p->item_count + 1);
    for (size_t i = 0; i < p->item_count; i++) {
        assert_true(plan->order[i] < p->item_count);
        assert_false(seen[plan->order[i]]);
        seen[plan->order[i]] = true;
    }
    arena_free(mem);
}

static void as_good_as_any_order(void **state)
{
    (void)state;
    struct arena *mem = arena_new();
    for (uint32_t n = 0; n < CASES; n++) {
        struct scene s;
        size_t order[ITEMS_MAX];
        struct agenda_plan plan, now = {.order = order};
        struct agenda_plan least = {.runs = INT64_MAX / 4,
                                    .breaks = INT64_MAX / 4};
        state_of_chance = n;
        draw(&s, n % 2 == 0);
        if (n > 24 && s.p.item_count > 6) { /* the most are quick */
            size_t kept = 0;
            for (size_t i = 0; i < s.p.out_count; i++)
                if (s.out[i].item < 6)
                    s.out[kept++] = s.out[i];
            s.p.item_count = 6;
            s.p.out_count = kept;
        }
        for (size_t i = 0; i < s.p.item_count; i++)
            order[i] = i;
        arena_reset(mem);
        agenda_plan(mem, &s.p, &plan);
        is_an_order(&s.p, &plan);
        all_orders(mem, &s, &now, 0, &least);
        assert_true(plan.best);
        assert_int_equal(plan.runs, least.runs);
        assert_int_equal(plan.breaks, least.breaks);
    }
    arena_free(mem);
}

/* A juror who leaves once, though his two stand apart; nobody has a conflict
 * with the others, so they stay as wanted. */
static void out_in_one_go(void **state)
{
    (void)state;
    struct arena *mem = arena_new();
    const struct agenda_item item[] = {{1, 1}, {2, 1}, {3, 1}, {4, 1}, {5, 1}};
    const struct agenda_out out[] = {{1, 0}, {3, 0}, {3, 1}};
    const struct agenda_problem p = {.item = item,
                                     .item_count = 5,
                                     .out = out,
                                     .out_count = 3,
                                     .juror_count = 2};
    struct agenda_plan plan;
    agenda_plan(mem, &p, &plan);
    assert_int_equal(plan.runs, 2);
    assert_int_equal(plan.jurors, 2);
    const size_t wanted[] = {1, 3, 0, 2, 4};
    assert_memory_equal(plan.order, wanted, sizeof wanted);
    arena_free(mem);
}

/* Nobody is out: the order stays, by categories. */
static void without_conflicts(void **state)
{
    (void)state;
    struct arena *mem = arena_new();
    const struct agenda_item item[] = {{1, 7}, {2, 5}, {3, 7}, {4, 5}};
    struct agenda_problem p = {.item = item, .item_count = 4};
    struct agenda_plan plan;
    const size_t wanted[] = {0, 2, 1, 3};
    agenda_plan(mem, &p, &plan);
    assert_memory_equal(plan.order, wanted, sizeof wanted);
    assert_int_equal(plan.runs, 0);
    assert_int_equal(plan.breaks, 2);
    p.item_count = 0;
    agenda_plan(mem, &p, &plan);
    assert_int_equal(plan.runs, 0);
    arena_free(mem);
}

struct large {
    struct agenda_problem p;
    struct agenda_item *item;
    struct agenda_out *out;
};

/* Jurors who have a stretch of nominations each, shuffled: the order with one
 * run for everybody is there, and lost. */
static struct large hide(struct arena *mem, size_t items, size_t jurors,
                         size_t length)
{
    struct large l = {
        .item = arena_alloc(mem, items * sizeof *l.item),
        .out = arena_alloc(mem, jurors * length * sizeof *l.out),
    };
    size_t *place = arena_alloc(mem, items * sizeof *place), count = 0;
    for (size_t i = 0; i < items; i++) {
        l.item[i] = (struct agenda_item){(int64_t)i, 1};
        place[i] = i;
    }
    for (size_t i = items; i > 1; i--) {
        size_t k = chance((uint32_t)i), kept = place[i - 1];
        place[i - 1] = place[k];
        place[k] = kept;
    }
    for (size_t j = 0; j < jurors; j++) {
        size_t start = chance((uint32_t)(items - length));
        for (size_t i = 0; i < length; i++)
            l.out[count++] = (struct agenda_out){place[start + i], j};
    }
    l.p = (struct agenda_problem){.item = l.item,
                                  .item_count = items,
                                  .out = l.out,
                                  .out_count = count,
                                  .juror_count = jurors};
    return l;
}

static void finds_what_is_hidden(void **state)
{
    (void)state;
    struct arena *mem = arena_new();
    state_of_chance = 7;
    struct large l = hide(mem, 200, 20, 12);
    struct agenda_plan plan, again;
    agenda_plan(mem, &l.p, &plan);
    is_an_order(&l.p, &plan);
    print_message("200 nominations: %lld runs of %lld jurors\n",
                  (long long)plan.runs, (long long)plan.jurors);
    assert_true(plan.runs <= plan.jurors + plan.jurors / 4);
    agenda_plan(mem, &l.p, &again);
    assert_memory_equal(plan.order, again.order, 200 * sizeof *plan.order);
    arena_free(mem);
}

static void ten_thousand(void **state)
{
    (void)state;
    struct arena *mem = arena_new();
    struct timespec begin, end;
    state_of_chance = 9;
    struct large l = hide(mem, 10000, 100, 300);
    for (size_t i = 0; i < 10000; i++)
        l.item[i].category = (int64_t)chance(5);
    l.p.together = true;
    struct agenda_plan plan;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    agenda_plan(mem, &l.p, &plan);
    clock_gettime(CLOCK_MONOTONIC, &end);
    is_an_order(&l.p, &plan);
    print_message("10,000 nominations: %lld runs, %lld s\n",
                  (long long)plan.runs, (long long)(end.tv_sec - begin.tv_sec));
    assert_int_equal(plan.breaks, 5);
    assert_true(end.tv_sec - begin.tv_sec < 20);
    arena_free(mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_good_as_any_order),
        cmocka_unit_test(out_in_one_go),
        cmocka_unit_test(without_conflicts),
        cmocka_unit_test(finds_what_is_hidden),
        cmocka_unit_test(ten_thousand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
