/* The cross-checks (section 8): median, Borda and Schulze. Borda's scores are
 * counted by hand; Schulze's ranks were computed with Python by walking all
 * simple paths, and one table is the author's own. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "model/tally_show.h"
#include "support/tallied.h"

enum { ENTRIES_MAX = 6 };

static const struct tally_criterion plain[] = {{"A", 1, 0, 10, 1}};
static const struct tally_criterion third[] = {{"A", 2, 0, 10, 1},
                                               {"B", 1, 0, 10, 1}};

static const char *median_ranks(struct tallied *t)
{
    int32_t rank[ENTRIES_MAX];
    for (size_t i = 0; i < t->input.entry_count; i++)
        rank[i] = t->result.entries[i].median_rank;
    return tallied_list(t, rank, t->input.entry_count);
}

static const char *medians(struct tallied *t)
{
    struct buf text;
    buf_init(&text, t->mem);
    for (size_t i = 0; i < t->input.entry_count; i++)
        buf_addf(&text, "%s%s", i > 0 ? " " : "",
                 tally_exact_text(t->mem, tally_show_median(&t->result, i)));
    return text.data;
}

static void test_median(void **state)
{
    static const struct {
        const char *name;
        const struct tally_criterion *criteria;
        size_t count;
        const char *rows[ENTRIES_MAX];
        const char *median, *rank;
    } cases[] = {
        {"the middle of five, not the mean",
         plain,
         1,
         {"0 0 6 7 7", "10 5 10 5 5"},
         "6/1 5/1",
         "1 2"},
        {"half of two in the middle",
         plain,
         1,
         {"1 4 2 9", "7 2 3 1", "0 3 2 10"},
         "3/1 5/2 5/2",
         "1 2 2"},
        {"of one ballot and of two",
         plain,
         1,
         {"7 .", "7 8", ". 8"},
         "7/1 15/2 8/1",
         "3 2 1"},
        /* composites 20/3 7 and 41/6 41/6: the same */
        {"thirds are exact",
         third,
         2,
         {"8 4  7 7  . .", ". .  7 7  9 2"},
         "41/6 41/6",
         "1 1"},
        /* composites 17/3 19/3 22/3 and 20/3 */
        {"of composites, not of marks",
         third,
         2,
         {"8 1  5 9  6 10", "7 6  . .  . ."},
         "19/3 20/3",
         "2 1"},
    };
    (void)state;
    for (size_t n = 0; n < sizeof cases / sizeof cases[0]; n++) {
        struct tallied *t =
            tallied_rows(cases[n].criteria, cases[n].count, cases[n].rows);
        assert_case(cases[n].name, medians(t), cases[n].median);
        assert_case(cases[n].name, median_ranks(t), cases[n].rank);
        tallied_free(t);
    }
}

static void test_borda(void **state)
{
    static const struct {
        const char *name;
        const char *rows[ENTRIES_MAX];
        double score[ENTRIES_MAX];
        const char *rank;
    } cases[] = {
        {"places make points from 1 to 0",
         {"9 8", "5 9", "1 1"},
         {(1 + 0.5) / 2, (0.5 + 1) / 2, 0},
         "1 1 3"},
        /* J1 has midranks 1.5 1.5 3.5 3.5, J2 1 3 3 3 */
        {"equal marks share their places",
         {"9 9", "9 1", "1 1", "1 1"},
         {(2.5 / 3 + 1) / 2, (2.5 / 3 + 1.0 / 3) / 2, (0.5 / 3 + 1.0 / 3) / 2,
          (0.5 / 3 + 1.0 / 3) / 2},
         "1 2 3 3"},
        /* J1 ranks E1 E2 E3, J2 E2 E4, J3 E3 E1 E2 E4, J4 E1 E4 */
        {"each juror among the entries he rated",
         {"9 . 8 5", "8 7 7 .", "7 . 9 .", ". 2 3 1"},
         {(1 + 2.0 / 3 + 1) / 3, (0.5 + 1 + 1.0 / 3) / 3, (0 + 1) / 2.0, 0},
         "1 2 3 4"},
        {"a juror with one ballot does not count here",
         {"9 . 10", "8 5 .", ". 6 ."},
         {1, 0, 1},
         "1 3 1"},
        {"a constant juror gives a half to everybody",
         {"5 9", "5 1", "5 ."},
         {0.75, 0.25, 0.5},
         "1 3 2"},
        {"nobody with two ballots: no rank",
         {"5 . 7", ". 6 ."},
         {NAN, NAN},
         "0 0"},
        {"no rank beside ranks",
         {"5 6 .", "4 6 .", ". . 9"},
         {0.75, 0.25, NAN},
         "1 2 0"},
    };
    (void)state;
    for (size_t n = 0; n < sizeof cases / sizeof cases[0]; n++) {
        struct tallied *t = tallied_rows(plain, 1, cases[n].rows);
        const struct tally_borda *borda = &t->all->borda;
        size_t entries = t->all->panel->entries;
        assert_case(cases[n].name, tallied_list(t, borda->rank, entries),
                    cases[n].rank);
        for (size_t i = 0; i < entries; i++)
            assert_near(borda->score[i], cases[n].score[i]);
        tallied_free(t);
    }
}

/* 4/7 10/21 10/21 10/21: thirds that add up in another order are the same
 * within 1e-9, if not to the last bit. */
static void test_borda_tolerance(void **state)
{
    static const char *const rows[] = {"9 3 7 5 9 5 7", "7 9 3 7 3 3 9",
                                       "3 5 5 9 7 9 3", "5 7 9 3 5 7 5", NULL};
    struct tallied *t = tallied_rows(plain, 1, rows);
    (void)state;
    assert_string_equal(tallied_list(t, t->all->borda.rank, 4), "1 2 2 2");
    tallied_free(t);
}

static const char *pairwise(struct tallied *t)
{
    size_t n = t->all->panel->entries;
    struct buf text;
    buf_init(&text, t->mem);
    for (size_t at = 0; at < n * n; at++)
        buf_addf(&text, "%s%d",
                 at == 0       ? ""
                 : at % n == 0 ? " / "
                               : " ",
                 t->all->schulze.pairwise[at]);
    return text.data;
}

static void test_schulze(void **state)
{
    static const struct {
        const char *name;
        const char *rows[ENTRIES_MAX];
        const char *pairwise, *rank;
        int condorcet;
    } cases[] = {
        {"a winner against everybody",
         {"9 8 1", "5 9 5", "1 1 9"},
         "0 1 2 / 2 0 2 / 1 1 0",
         "2 1 3",
         1},
        {"the circle of Condorcet: no winner, all the same",
         {"9 1 5", "5 9 1", "1 5 9"},
         "0 2 1 / 1 0 2 / 2 1 0",
         "1 1 1",
         -1},
        /* a fourth juror rates E1 above the rest: E1 : E3 is 2 : 2, no path */
        {"a circle that is broken at its weakest",
         {"9 1 5 9", "5 9 1 1", "1 5 9 1"},
         "0 3 2 / 1 0 2 / 2 1 0",
         "1 2 3",
         -1},
        {"only jurors who rated both",
         {"9 8 . 5", "7 7 7 .", "8 . 9 .", ". 2 3 1"},
         "0 2 1 2 / 0 0 0 2 / 0 2 0 1 / 0 0 0 0",
         "1 3 2 4",
         0},
        /* E2 > E3 with 3 : 2, E3 > E1 3 : 1, E1 > E2 2 : 0; by margins the
         * weakest link were the first, and E3 the winner */
        {"winning votes, not margins",
         {"7 3 . 7 . 5", "5 3 7 5 7 .", "3 9 5 9 3 7"},
         "0 2 1 / 0 0 3 / 3 2 0",
         "3 1 2",
         -1},
        {"equal marks are no vote", {"5 5 6", "5 5 5"}, "0 1 / 0 0", "1 2", 0},
        {"level with one is no winner against everybody",
         {"9 1", "1 9", "0 0"},
         "0 1 2 / 1 0 2 / 0 0 0",
         "1 1 3",
         -1},
        {"one entry", {"5 6"}, "0", "1", 0},
    };
    (void)state;
    for (size_t n = 0; n < sizeof cases / sizeof cases[0]; n++) {
        struct tallied *t = tallied_rows(plain, 1, cases[n].rows);
        const struct tally_schulze *schulze = &t->all->schulze;
        assert_case(cases[n].name, pairwise(t), cases[n].pairwise);
        assert_case(cases[n].name,
                    tallied_list(t, schulze->rank, t->all->panel->entries),
                    cases[n].rank);
        assert_int_equal(schulze->condorcet, cases[n].condorcet);
        tallied_free(t);
    }
}

/* Schulze 2011, example 1: 45 voters, E before A, C, B, D. */
static void test_published(void **state)
{
    static const struct {
        int voters;
        const char *order;
    } votes[] = {{5, "ACBED"}, {5, "ADECB"}, {8, "BEDAC"}, {3, "CABED"},
                 {7, "CAEBD"}, {2, "CBADE"}, {7, "DCEBA"}, {8, "EBADC"}};
    struct buf row[5];
    const char *rows[6] = {NULL};
    (void)state;
    for (size_t i = 0; i < 5; i++) {
        buf_init(&row[i], NULL);
        for (size_t v = 0; v < sizeof votes / sizeof votes[0]; v++)
            for (int n = 0; n < votes[v].voters; n++)
                buf_addf(&row[i], "%d ",
                         5 - (int)(strchr(votes[v].order, 'A' + (int)i) -
                                   votes[v].order));
        rows[i] = row[i].data;
    }
    struct tallied *t = tallied_rows(plain, 1, rows);
    assert_string_equal(pairwise(t),
                        "0 20 26 30 22 / 25 0 16 33 18 / "
                        "19 29 0 17 24 / 15 12 28 0 14 / "
                        "23 27 21 31 0");
    assert_string_equal(tallied_list(t, t->all->schulze.rank, 5), "2 4 3 5 1");
    assert_int_equal(t->all->schulze.condorcet, -1);
    tallied_free(t);
    for (size_t i = 0; i < 5; i++)
        buf_free(&row[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_median),          cmocka_unit_test(test_borda),
        cmocka_unit_test(test_borda_tolerance), cmocka_unit_test(test_schulze),
        cmocka_unit_test(test_published),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
