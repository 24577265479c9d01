/* Gaps of a planned assignment, on graphs small enough to be drawn. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "model/assignment_check.h"

/* A row for each juror, an x for each nomination that is his. */
struct panel {
    const char *name, *rows[4];
    size_t components;
    const char *component; /* a digit for each nomination, '-' for none */
    const char *bridge;    /* an x for each juror who is one */
    const char *ballots;
};

static const struct panel panels[] = {
    {"complete", {"xxx", "xxx"}, 1, "000", "..", "222"},
    {"nobody is assigned", {"...", "..."}, 0, "---", "..", "000"},
    {"one juror alone", {"xx"}, 1, "00", "x", "11"},
    {"one juror, one nomination", {"x"}, 1, "0", ".", "1"},
    {"two halves", {"xx..", "xx..", "..xx", "..xx"}, 2, "0011", "....", "2222"},
    {"two halves and a bridge",
     {"xx..", "xx..", "..xx", ".xx."},
     1,
     "0000",
     "..xx",
     "2321"},
    {"a chain", {"xx.", ".xx"}, 1, "000", "xx", "121"},
    {"a ring", {"xx.", ".xx", "x.x"}, 1, "000", "...", "222"},
    {"one nomination without a juror", {"x.x", "x.x"}, 1, "0-0", "..", "202"},
    {"a juror without nominations", {"xx", "xx", ".."}, 1, "00", "...", "22"},
};

static void every_panel(void **state)
{
    (void)state;
    struct arena *mem = arena_new();
    for (size_t i = 0; i < sizeof panels / sizeof *panels; i++) {
        const struct panel *p = &panels[i];
        struct assignment_pair pair[16];
        struct assignment_check check;
        size_t count = 0, jurors = 0, entries = strlen(p->rows[0]);
        for (; jurors < 4 && p->rows[jurors]; jurors++)
            for (size_t e = 0; e < entries; e++)
                if (p->rows[jurors][e] == 'x')
                    pair[count++] = (struct assignment_pair){jurors, e};
        assignment_check(mem, pair, count, jurors, entries, &check);
        if (check.components != p->components)
            fail_msg("%s: %zu components", p->name, check.components);
        for (size_t e = 0; e < entries; e++) {
            int32_t want = p->component[e] == '-' ? -1 : p->component[e] - '0';
            if (check.component[e] != want)
                fail_msg("%s: nomination %zu is in component %d", p->name, e,
                         check.component[e]);
            if (check.ballots[e] != p->ballots[e] - '0')
                fail_msg("%s: nomination %zu has other ballots", p->name, e);
        }
        for (size_t j = 0; j < jurors; j++)
            if (check.bridge[j] != (p->bridge[j] == 'x'))
                fail_msg("%s: juror %zu %s", p->name, j,
                         check.bridge[j] ? "is a bridge" : "is no bridge");
    }
    arena_free(mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_panel)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
