/* Companies dealt to panels: small cases with known answers, and random ones
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

enum { PANELS_MAX = 6, ENTRIES_MAX = 9, CELLS_MAX = PANELS_MAX * ENTRIES_MAX };

struct dealing {
    const char *name;
    const char
        *rows[ENTRIES_MAX]; /* of entries: a digit per panel, '-' never */
    int64_t cost;           /* of the cheapest even one */
    const char *sizes;      /* most first */
};

static const struct dealing dealings[] = {
    {"nothing speaks against any", {"00", "00", "00"}, 0, "21"},
    {"round the conflict", {"10", "00", "00", "01"}, 0, "22"},
    {"evenness goes first", {"01", "01", "01", "01"}, 2, "22"},
    {"the cheaper one moves", {"03", "02", "01", "05"}, 3, "22"},
    {"over a third", {"01-", "-01", "0--", "0--"}, 2, "211"},
    {"only one may", {"0-", "0-", "0-"}, 0, "30"},
};

static void panels(void **state)
{
    (void)state;
    struct arena *mem = arena_new();
    for (size_t i = 0; i < sizeof dealings / sizeof *dealings; i++) {
        const struct dealing *k = &dealings[i];
        size_t panel_count = strlen(k->rows[0]), entries = 0, at = 0;
        int64_t cost[CELLS_MAX], fixed[ENTRIES_MAX], size[PANELS_MAX] = {0};
        char sizes[PANELS_MAX + 1] = "";
        for (; entries < ENTRIES_MAX && k->rows[entries]; entries++) {
            fixed[entries] = -1;
            for (size_t p = 0; p < panel_count; p++) {
                char c = k->rows[entries][p];
                cost[entries * panel_count + p] =
                    c == '-' ? ASSIGN_NEVER : c - '0';
            }
        }
        struct assign_deal deal = {panel_count, entries, cost, fixed, 3};
        const int64_t *panel = assign_panels(mem, &deal);
        int64_t all = 0;
        for (size_t e = 0; e < entries; e++) {
            assert_true(panel[e] >= 0);
            int64_t c = cost[e * panel_count + (size_t)panel[e]];
            assert_true(c >= 0);
            all += c;
            size[panel[e]]++;
        }
        for (int64_t l = 9; l >= 0; l--)
            for (size_t p = 0; p < panel_count; p++)
                if (size[p] == l)
                    sizes[at++] = (char)('0' + l);
        if (all != k->cost || strcmp(sizes, k->sizes) != 0)
            fail_msg("%s: cost %d, sizes %s", k->name, (int)all, sizes);
    }
    arena_free(mem);
}

/* All ways to deal; the smallest squares, and of these the smallest cost. */
static void deal_all(const struct assign_deal *d, size_t e, int64_t *size,
                     int64_t cost, int64_t best[2])
{
    if (e == d->entries) {
        int64_t squares = 0;
        for (size_t p = 0; p < d->panels; p++)
            squares += size[p] * size[p];
        if (squares < best[0] || (squares == best[0] && cost < best[1])) {
            best[0] = squares;
            best[1] = cost;
        }
        return;
    }
    for (size_t p = 0; p < d->panels; p++) {
        int64_t c = d->cost[e * d->panels + p];
        if (c == ASSIGN_NEVER ||
            (d->fixed[e] >= 0 && d->fixed[e] != (int64_t)p))
            continue;
        size[p]++;
        deal_all(d, e + 1, size, cost + c, best);
        size[p]--;
    }
}

static void panels_against_everything(void **state)
{
    (void)state;
    uint64_t random = 5;
    for (size_t i = 0; i < 1500; i++) {
        struct arena *mem = arena_new();
        int64_t cost[CELLS_MAX], fixed[ENTRIES_MAX], size[PANELS_MAX] = {0};
        int64_t best[2] = {INT64_MAX, INT64_MAX}, squares = 0, all = 0;
        struct assign_deal d = {2 + assign_random(&random, 2),
                                1 + assign_random(&random, 7), cost, fixed, i};
        for (size_t e = 0; e < d.entries; e++) {
            size_t may = assign_random(&random, d.panels);
            fixed[e] = assign_random(&random, 6) == 0 ? (int64_t)may : -1;
            for (size_t p = 0; p < d.panels; p++)
                cost[e * d.panels + p] =
                    p != may && assign_random(&random, 5) == 0
                        ? ASSIGN_NEVER
                        : (int64_t)assign_random(&random, 4);
        }
        deal_all(&d, 0, size, 0, best);
        const int64_t *panel = assign_panels(mem, &d);
        for (size_t e = 0; e < d.entries; e++) {
            all += cost[e * d.panels + (size_t)panel[e]];
            size[panel[e]]++;
        }
        for (size_t p = 0; p < d.panels; p++)
            squares += size[p] * size[p];
        if (squares != best[0] || all != best[1])
            fail_msg("case %zu: squares %d cost %d, best %d and %d", i,
                     (int)squares, (int)all, (int)best[0], (int)best[1]);
        arena_free(mem);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(panels),
        cmocka_unit_test(panels_against_everything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
