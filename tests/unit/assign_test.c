/* Assignment by calculation: small cases with known answers, and random ones
 * against trying everything. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "model/assign.h"
#include "model/assign_state.h"

enum { JURORS_MAX = 6, ENTRIES_MAX = 9, CELLS_MAX = JURORS_MAX * ENTRIES_MAX };

/* A row for each nomination: '.' free, 'x' barred, 'f' fixed. */
struct known {
    const char *name, *rows[ENTRIES_MAX];
    int64_t need, most; /* of everybody */
    const char *load;   /* a digit for each, most first; NULL: not feasible */
    enum assign_graph graph;
};

static const struct known cases[] = {
    {"all to all", {"...", "..."}, 3, 0, "222", ASSIGN_CONNECTED},
    {"a ring", {"...", "...", "..."}, 2, 0, "222", ASSIGN_CONNECTED},
    {"one more", {"..", "..", ".."}, 1, 0, "21", ASSIGN_APART},
    {"who is fixed stays",
     {"f..", "f..", "f.."},
     1,
     0,
     "300",
     ASSIGN_CONNECTED},
    {"the others take the rest",
     {"f..", "f..", "..."},
     2,
     0,
     "222",
     ASSIGN_CONNECTED},
    {"conflicts make loads unequal",
     {".xx", ".xx", "..."},
     1,
     0,
     "210",
     ASSIGN_APART},
    {"fixed beyond the need", {"fff", "..."}, 1, 0, "211", ASSIGN_CONNECTED},
    {"nobody is left", {"xx", ".."}, 1, 0, NULL, ASSIGN_CONNECTED},
    {"too few", {"..", ".."}, 3, 0, NULL, ASSIGN_CONNECTED},
    {"full", {"..", "..", ".."}, 1, 1, NULL, ASSIGN_CONNECTED},
    {"just full", {"..", ".x"}, 1, 1, "11", ASSIGN_APART},
    {"two worlds",
     {"..xx", "..xx", "xx..", "xx.."},
     2,
     0,
     "2222",
     ASSIGN_APART},
    {"one circuit is left",
     {"..x", "x..", ".x."},
     2,
     0,
     "222",
     ASSIGN_CONNECTED},
};

struct problem {
    uint8_t cell[CELLS_MAX];
    int64_t need[ENTRIES_MAX], most[JURORS_MAX];
    struct assign_input input;
};

static void make_problem(struct problem *p, size_t jurors, size_t entries)
{
    p->input = (struct assign_input){.jurors = jurors,
                                     .entries = entries,
                                     .cell = p->cell,
                                     .need = p->need,
                                     .most = p->most};
}

static void read_case(const struct known *k, struct problem *p)
{
    size_t entries = 0, jurors = strlen(k->rows[0]);
    for (; entries < ENTRIES_MAX && k->rows[entries]; entries++) {
        p->need[entries] = k->need;
        for (size_t j = 0; j < jurors; j++) {
            char c = k->rows[entries][j];
            p->cell[entries * jurors + j] = c == 'x'   ? ASSIGN_BARRED
                                            : c == 'f' ? ASSIGN_FIXED
                                                       : ASSIGN_FREE;
        }
    }
    for (size_t j = 0; j < jurors; j++)
        p->most[j] = k->most;
    make_problem(p, jurors, entries);
}

/* What any outcome must be: no conflict, fixed ones in it, as many as needed,
 * nobody over his bound, loads added up right. */
static void check_sound(const struct assign_input *in,
                        const struct assign_result *r, const char *name)
{
    uint8_t on[CELLS_MAX] = {0};
    int64_t load[JURORS_MAX] = {0}, count[ENTRIES_MAX] = {0};
    int64_t fixed[JURORS_MAX] = {0};
    for (size_t i = 0; i < r->count; i++) {
        size_t cell = r->pair[i].entry * in->jurors + r->pair[i].juror;
        if (on[cell]++ || in->cell[cell] == ASSIGN_BARRED)
            fail_msg("%s: pair %zu is twice or barred", name, i);
        load[r->pair[i].juror]++;
        count[r->pair[i].entry]++;
    }
    for (size_t i = 0; i < in->jurors * in->entries; i++) {
        if (in->cell[i] == ASSIGN_FIXED && !on[i])
            fail_msg("%s: a fixed pair is gone", name);
        fixed[i % in->jurors] += in->cell[i] == ASSIGN_FIXED;
    }
    for (size_t j = 0; j < in->jurors; j++)
        if (load[j] != r->load[j] ||
            (in->most[j] > 0 && load[j] > in->most[j] && load[j] > fixed[j]))
            fail_msg("%s: load of juror %zu", name, j);
    for (size_t i = 0; i < r->lack_count; i++)
        count[r->lack[i].entry] += r->lack[i].missing;
    for (size_t e = 0; e < in->entries; e++) {
        int64_t want = 0;
        for (size_t j = 0; j < in->jurors; j++)
            want += in->cell[e * in->jurors + j] == ASSIGN_FIXED;
        if (count[e] != (want > in->need[e] ? want : in->need[e]))
            fail_msg("%s: nomination %zu has %d", name, e, (int)count[e]);
    }
}

static bool is_connected(struct arena *mem, const struct assign_input *in,
                         const struct assignment_pair *pair, size_t count)
{
    struct assignment_check check;
    assignment_check(mem, pair, count, in->jurors, in->entries, &check);
    return check.components <= 1;
}

static void known_answers(void **state)
{
    (void)state;
    struct arena *mem = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct known *k = &cases[i];
        struct problem p;
        struct assign_result r;
        char load[JURORS_MAX + 1] = "";
        read_case(k, &p);
        bool good = assign_balanced(mem, &p.input, &r);
        check_sound(&p.input, &r, k->name);
        if (good != (k->load != NULL))
            fail_msg("%s: feasible %d", k->name, good);
        size_t at = 0;
        for (int64_t l = 9; l >= 0; l--)
            for (size_t j = 0; j < p.input.jurors; j++)
                if (r.load[j] == l)
                    load[at++] = (char)('0' + l);
        if (good && strcmp(load, k->load) != 0)
            fail_msg("%s: loads %s", k->name, load);
        if (good && r.graph != k->graph)
            fail_msg("%s: graph %d", k->name, (int)r.graph);
        if (r.graph == ASSIGN_CONNECTED && good &&
            !is_connected(mem, &p.input, r.pair, r.count))
            fail_msg("%s: not connected", k->name);
    }
    arena_free(mem);
}

static void reasons(void **state)
{
    (void)state;
    struct arena *mem = arena_new();
    const struct known conflicted = {.rows = {"xx.", "...", "x.."}, .need = 3};
    const struct known full = {
        .rows = {"..", "..", ".."}, .need = 1, .most = 1};
    struct problem p;
    struct assign_result r;
    read_case(&conflicted, &p);
    assert_false(assign_balanced(mem, &p.input, &r));
    assert_int_equal(r.lack_count, 2);
    assert_int_equal(r.lack[0].entry, 0);
    assert_int_equal(r.lack[0].able, 1);
    assert_int_equal(r.lack[0].missing, 2);
    assert_int_equal(r.lack[1].entry, 2);
    assert_int_equal(r.lack[1].missing, 1);
    read_case(&full, &p);
    assert_false(assign_balanced(mem, &p.input, &r));
    assert_int_equal(r.lack_count, 1);
    assert_int_equal(r.lack[0].able, 2);
    assert_int_equal(r.lack[0].missing, 1);
    arena_free(mem);
}

/* --- against trying everything --- */

struct brute {
    struct arena *mem;
    const struct assign_input *in;
    struct assignment_pair pair[CELLS_MAX];
    size_t count;
    int64_t load[JURORS_MAX];
    int64_t most_pairs, squares; /* of the best ones; -1: none yet */
    bool connected;              /* is one of them */
};

static void weigh(struct brute *b)
{
    int64_t squares = 0, pairs = (int64_t)b->count;
    for (size_t j = 0; j < b->in->jurors; j++)
        squares += b->load[j] * b->load[j];
    if (pairs < b->most_pairs ||
        (pairs == b->most_pairs && squares > b->squares))
        return;
    if (pairs > b->most_pairs || squares < b->squares)
        b->connected = false;
    b->most_pairs = pairs;
    b->squares = squares;
    b->connected =
        b->connected || is_connected(b->mem, b->in, b->pair, b->count);
}

/* Cell by cell; `had`: how many this nomination has. */
static void try_cell(struct brute *b, size_t cell, int64_t had)
{
    const struct assign_input *in = b->in;
    size_t j = cell % in->jurors, e = cell / in->jurors;
    if (cell == in->jurors * in->entries) {
        weigh(b);
        return;
    }
    int64_t fixed_later = 0;
    for (size_t i = j; i < in->jurors; i++)
        fixed_later += in->cell[e * in->jurors + i] == ASSIGN_FIXED;
    bool fixed = in->cell[cell] == ASSIGN_FIXED, last = j + 1 == in->jurors;
    if (!fixed)
        try_cell(b, cell + 1, last ? 0 : had);
    if (in->cell[cell] == ASSIGN_BARRED)
        return;
    if (!fixed) {
        int64_t still = 0; /* fixed ones of his that are not counted yet */
        for (size_t i = e + 1; i < in->entries; i++)
            still += in->cell[i * in->jurors + j] == ASSIGN_FIXED;
        if (had + fixed_later >= in->need[e] ||
            (in->most[j] > 0 && b->load[j] + still >= in->most[j]))
            return;
    }
    b->pair[b->count++] = (struct assignment_pair){j, e};
    b->load[j]++;
    try_cell(b, cell + 1, last ? 0 : had + 1);
    b->load[j]--;
    b->count--;
}

static void draw(struct problem *p, uint64_t *random)
{
    size_t jurors = 2 + assign_random(random, 4);
    size_t entries = 1 + assign_random(random, 18 / jurors);
    size_t barred = assign_random(random, 6), fixed = assign_random(random, 3);
    bool bounded = assign_random(random, 3) == 0;
    for (size_t e = 0; e < entries; e++)
        p->need[e] = 1 + (int64_t)assign_random(random, 3);
    for (size_t j = 0; j < jurors; j++)
        p->most[j] = bounded ? (int64_t)assign_random(random, 5) : 0;
    for (size_t i = 0; i < jurors * entries; i++)
        p->cell[i] = assign_random(random, 10) < barred  ? ASSIGN_BARRED
                     : assign_random(random, 12) < fixed ? ASSIGN_FIXED
                                                         : ASSIGN_FREE;
    make_problem(p, jurors, entries);
    p->input.seed = *random;
}

static void against_everything(void **state)
{
    (void)state;
    uint64_t random = 1;
    size_t feasible = 0, joined = 0, apart = 0;
    for (size_t i = 0; i < 3000; i++) {
        struct arena *mem = arena_new();
        struct problem p;
        struct assign_result r;
        draw(&p, &random);
        struct brute b = {.mem = mem, .in = &p.input, .most_pairs = -1};
        try_cell(&b, 0, 0);
        bool good = assign_balanced(mem, &p.input, &r);
        check_sound(&p.input, &r, "drawn");
        int64_t squares = 0;
        for (size_t j = 0; j < p.input.jurors; j++)
            squares += r.load[j] * r.load[j];
        if ((int64_t)r.count != b.most_pairs || squares != b.squares)
            fail_msg("case %zu: %zu pairs, squares %d; best %d, %d", i, r.count,
                     (int)squares, (int)b.most_pairs, (int)b.squares);
        bool connected = is_connected(mem, &p.input, r.pair, r.count);
        if (connected != (r.graph == ASSIGN_CONNECTED))
            fail_msg("case %zu: says %d", i, (int)r.graph);
        if (good && connected != b.connected)
            fail_msg("case %zu: a connected one is possible", i);
        if (good && !connected && r.graph != ASSIGN_APART)
            fail_msg("case %zu: not sure", i);
        feasible += good;
        joined += good && connected;
        apart += good && !connected;
        arena_free(mem);
    }
    assert_true(feasible > 1000 && joined > 300 && apart > 300);
}

/* --- the same again, and large --- */

static struct assign_input large(struct arena *mem, size_t jurors,
                                 size_t entries, int64_t need)
{
    uint64_t random = 7;
    uint8_t *cell = arena_alloc(mem, jurors * entries);
    int64_t *needs = arena_alloc(mem, entries * sizeof *needs);
    for (size_t i = 0; i < jurors * entries; i++)
        cell[i] = assign_random(&random, 100) < 5 ? ASSIGN_BARRED : ASSIGN_FREE;
    for (size_t e = 0; e < entries; e++)
        needs[e] = need;
    return (struct assign_input){.jurors = jurors,
                                 .entries = entries,
                                 .cell = cell,
                                 .need = needs,
                                 .seed = 1};
}

static void a_large_jury(void **state)
{
    (void)state;
    for (int64_t need = 2; need <= 5; need++) {
        struct arena *mem = arena_new();
        struct assign_input in = large(mem, 30, 200, need);
        struct assign_result r, again, other;
        int64_t meet[30][30] = {{0}}, least = INT64_MAX, most = 0;
        assert_true(assign_balanced(mem, &in, &r));
        assert_int_equal(r.count, 200 * need);
        assert_int_equal(r.graph, ASSIGN_CONNECTED);
        assert_true(is_connected(mem, &in, r.pair, r.count));
        for (size_t j = 0; j < 30; j++) {
            assert_true(r.load[j] >= 200 * need / 30);
            assert_true(r.load[j] <= (200 * need + 29) / 30);
        }
        for (size_t i = 0; i < r.count; i++) {
            assert_int_not_equal(
                in.cell[r.pair[i].entry * 30 + r.pair[i].juror], ASSIGN_BARRED);
            for (size_t k = 0; k < r.count; k++)
                if (k != i && r.pair[k].entry == r.pair[i].entry)
                    meet[r.pair[i].juror][r.pair[k].juror]++;
        }
        for (size_t a = 0; a < 30; a++)
            for (size_t b = 0; b < a; b++) {
                least = meet[a][b] < least ? meet[a][b] : least;
                most = meet[a][b] > most ? meet[a][b] : most;
            }
        /* on average 0.46, 1.4, 2.8, 4.6 times */
        if (most - least > 3)
            fail_msg("need %d: pairs meet %d to %d times", (int)need,
                     (int)least, (int)most);
        assign_balanced(mem, &in, &again);
        assert_memory_equal(r.pair, again.pair, r.count * sizeof *r.pair);
        in.seed = 2;
        assign_balanced(mem, &in, &other);
        assert_memory_not_equal(r.pair, other.pair, r.count * sizeof *r.pair);
        arena_free(mem);
    }
}

/* Nothing barred: connected whenever the ballots suffice. */
static void without_conflicts(void **state)
{
    (void)state;
    for (size_t jurors = 1; jurors <= 40; jurors++)
        for (size_t entries = 1; entries <= 40; entries += 3) {
            struct arena *mem = arena_new();
            struct assign_input in = large(mem, jurors, entries, 2);
            struct assign_result r;
            memset((uint8_t *)in.cell, ASSIGN_FREE, jurors * entries);
            if (assign_balanced(mem, &in, &r)) {
                size_t used = jurors < r.count ? jurors : r.count;
                bool may = r.count + 1 >= used + entries;
                if ((r.graph == ASSIGN_CONNECTED) != may ||
                    is_connected(mem, &in, r.pair, r.count) != may)
                    fail_msg("%zu jurors, %zu nominations", jurors, entries);
            }
            arena_free(mem);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_answers),      cmocka_unit_test(reasons),
        cmocka_unit_test(against_everything), cmocka_unit_test(a_large_jury),
        cmocka_unit_test(without_conflicts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
