/* The trimmed mean (section 5.2), counted by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "support/tallied.h"

static const struct tally_criterion plain[] = {{"A", 1, 0, 10, 1}};
static const struct tally_criterion pair[] = {{"A", 1, 0, 10, 1},
                                              {"B", 1, 0, 10, 1}};
static const struct tally_criterion heavy[] = {{"A", 3, 0, 10, 1},
                                               {"B", 1, 0, 10, 1}};
static const struct tally_criterion mixed[] = {{"A", 1, 1, 5, 1},
                                               {"B", 1, 0, 10, 1}};

struct trimmed_case {
    const char *name;
    const struct tally_criterion *criteria;
    size_t count;
    const char *rows[5];
    const char *score;      /* exact, of each entry */
    const char *low, *high; /* whose ballots are dropped */
    const char *rank, *rank_final;
};

static const struct trimmed_case cases[] = {
    {"the lowest and the highest fall",
     plain,
     1,
     {"1 3 4 5 9", "8 2 5 6 4"},
     "4/1 5/1", /* 3 4 5; 4 5 6 */
     "J01 J02",
     "J05 J01",
     "2 1",
     "2 1"},
    {"of equal ones the first juror's low and the last juror's high",
     plain,
     1,
     {"7 2 5 2 7", "6 6 6 6 6"},
     "14/3 6/1",
     "J02 J01",
     "J05 J05",
     "2 1",
     "2 1"},
    /* E01 7+7+6 of 3; E02 6+7+7+6+7+7 of 6; E03 6+6+7 of 3 */
    {"20 of 3 and 40 of 6 are the same",
     plain,
     1,
     {"0 6 7 7 9 . . .", "1 6 7 7 6 7 7 8", "6 6 7 8 6 . . ."},
     "20/3 20/3 19/3",
     "J01 J01 J01",
     "J05 J08 J04",
     "1 1 3",
     "1 1 3"},
    /* composites 27/4 33/4 5 9/2 5/2; criterion by criterion it were 71/12 */
    {"whole ballots fall, not marks",
     heavy,
     2,
     {"9 0  8 9  5 5  4 6  0 10"},
     "65/12",
     "J05",
     "J02",
     "1",
     "1"},
    /* shares (x-1)/4 and x/10; kept 3/4 1/2, 1/4 1/2 and 1/2 0: 5/12 */
    {"different scales make points from 0 to 100",
     mixed,
     2,
     {"5 10  4 5  2 5  3 0  1 0"},
     "125/3",
     "J05",
     "J01",
     "1",
     "1"},
    /* kept are J02 to J04: A 4 + 5 + 3 and 15; with all of them 26 and 15 */
    {"the ladder looks at the ballots that are kept",
     pair,
     2,
     {"4 0  4 6  5 5  3 7  10 0", "0 4  5 5  5 5  5 5  0 10"},
     "5/1 5/1",
     "J01 J01",
     "J05 J05",
     "1 1",
     "2 1"},
};

static const char *scores(struct tallied *t)
{
    struct buf text;
    buf_init(&text, t->mem);
    for (size_t i = 0; i < t->all->panel->entries; i++)
        buf_addf(
            &text, "%s%s", i > 0 ? " " : "",
            tally_exact_text(t->mem, tally_trimmed_score(t->all->panel,
                                                         &t->all->trimmed, i)));
    return text.data;
}

static const char *owners(struct tallied *t, const size_t *ballot)
{
    const struct tally_panel *panel = t->all->panel;
    int32_t juror[8];
    for (size_t i = 0; i < panel->entries; i++)
        juror[i] = panel->juror[panel->owner[ballot[i]]];
    return tallied_jurors(t, juror, panel->entries);
}

static void test_cases(void **state)
{
    (void)state;
    for (size_t n = 0; n < sizeof cases / sizeof cases[0]; n++) {
        const struct trimmed_case *c = &cases[n];
        struct tallied *t = tallied_rows(c->criteria, c->count, c->rows);
        const struct tally_trimmed *trimmed = &t->all->trimmed;
        size_t entries = t->all->panel->entries;
        assert_int_equal(trimmed->status, TALLY_OK);
        assert_case(c->name, scores(t), c->score);
        assert_case(c->name, owners(t, trimmed->low), c->low);
        assert_case(c->name, owners(t, trimmed->high), c->high);
        assert_case(c->name, tallied_list(t, trimmed->rank, entries), c->rank);
        assert_case(c->name, tallied_list(t, trimmed->rank_final, entries),
                    c->rank_final);
        tallied_free(t);
    }
}

/* Contributions of criteria are taken over the retained ballots too. */
static void test_criteria(void **state)
{
    static const char *const rows[] = {"9 0  8 9  5 5  4 6  0 10", NULL};
    struct tallied *t = tallied_rows(heavy, 2, rows);
    (void)state;
    assert_int_equal(t->all->trimmed.kept[0], 3);
    assert_int_equal(t->all->trimmed.criterion_total[0], 9 + 5 + 4);
    assert_int_equal(t->all->trimmed.criterion_total[1], 0 + 5 + 6);
    assert_int_equal(t->all->trimmed.total[0], 3 * 18 + 11);
    tallied_free(t);
}

/* The same retained marks in sum: the median step, where it is declared. */
static void test_median_step(void **state)
{
    static const char *const rows[] = {"0 5 5 5 9", "0 3 6 6 9", NULL};
    struct tallied *t = tallied_rows(plain, 1, rows);
    (void)state;
    assert_string_equal(tallied_list(t, t->all->trimmed.rank_final, 2), "1 1");
    t->input.config.ladder_median = true;
    tallied_again(t);
    assert_string_equal(tallied_list(t, t->all->trimmed.rank, 2), "1 1");
    assert_string_equal(tallied_list(t, t->all->trimmed.rank_final, 2), "2 1");
    tallied_free(t);
}

/* One entry with four ballots is enough: nothing is mixed. */
static void test_too_few(void **state)
{
    static const char *const rows[] = {"1 3 4 5 9", "2 . 5 7 7", "1 1 1 1 1",
                                       ". 8 8 8 8", NULL};
    struct tallied *t = tallied_rows(plain, 1, rows);
    const struct tally_trimmed *trimmed = &t->all->trimmed;
    (void)state;
    assert_int_equal(trimmed->status, TALLY_TRIM);
    assert_string_equal(tally_status_name(trimmed->status), "E_TRIM");
    assert_string_equal(
        tallied_entries(t, trimmed->lacking, trimmed->lacking_count),
        "E02 E04");
    assert_null(trimmed->rank);
    assert_null(t->all->rank[TALLY_TRIMMED]);
    assert_null(t->all->leave_one_out[TALLY_TRIMMED]);
    assert_null(t->all->replicates[TALLY_TRIMMED]);
    tallied_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_criteria),
        cmocka_unit_test(test_median_step),
        cmocka_unit_test(test_too_few),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
