/* One word for organisers (section 11.4): made-up figures around the bounds,
 * then whole rounds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "model/tally_json.h"
#include "support/tallied.h"

enum { ENTRIES = 3 };

static const struct tally_criterion plain[] = {{"A", 1, 0, 10, 1}};
static const char *const five[] = {"5 5 5 5 5", "6 6 6 6 6", "7 7 7 7 7", NULL};

/* Entries are numbers from 0; -1 ends a list, -2 is a method without result. */
static const struct word_case {
    const char *name;
    int32_t rank[ENTRIES];
    int32_t without[5][ENTRIES + 1]; /* the winners without each juror */
    int32_t first[ENTRIES];          /* of 1000; all -1: no replicates */
    const char *word;
} cases[] = {
    {"from nine tenths on",
     {1, 2, 3},
     {{0, -1}, {0, -1}, {0, -1}, {0, -1}, {0, -1}},
     {900, 50, 50},
     "deutlich"},
    {"one replicate less",
     {1, 2, 3},
     {{0, -1}, {0, -1}, {0, -1}, {0, -1}, {0, -1}},
     {899, 101, 0},
     "solide"},
    {"six tenths are solid",
     {3, 1, 2},
     {{1, -1}, {1, -1}, {1, -1}, {1, -1}, {1, -1}},
     {0, 600, 400},
     "solide"},
    {"and one replicate less is close",
     {3, 1, 2},
     {{1, -1}, {1, -1}, {1, -1}, {1, -1}, {1, -1}},
     {0, 599, 401},
     "knapp"},
    {"one juror decides, whatever the replicates say",
     {1, 2, 3},
     {{0, -1}, {0, -1}, {0, -1}, {0, -1}, {1, -1}},
     {1000, 0, 0},
     "knapp"},
    {"one more winner is another set",
     {1, 2, 3},
     {{0, -1}, {0, 1, -1}, {0, -1}, {0, -1}, {0, -1}},
     {1000, 0, 0},
     "knapp"},
    {"one winner less too",
     {1, 1, 3},
     {{0, 1, -1}, {0, 1, -1}, {0, -1}, {0, 1, -1}, {0, 1, -1}},
     {1000, 1000, 0},
     "knapp"},
    {"no result without him is not the same",
     {1, 2, 3},
     {{-2}, {0, -1}, {0, -1}, {0, -1}, {0, -1}},
     {1000, 0, 0},
     "knapp"},
    {"a shared first place: the one that is first less often",
     {1, 3, 1},
     {{0, 2, -1}, {0, 2, -1}, {0, 2, -1}, {0, 2, -1}, {0, 2, -1}},
     {950, 0, 899},
     "solide"},
    {"both of them often",
     {1, 3, 1},
     {{0, 2, -1}, {0, 2, -1}, {0, 2, -1}, {0, 2, -1}, {0, 2, -1}},
     {950, 0, 900},
     "deutlich"},
    {"no replicates",
     {1, 2, 3},
     {{0, -1}, {0, -1}, {0, -1}, {0, -1}, {0, -1}},
     {-1, -1, -1},
     "solide"},
    {"no replicates, another winner",
     {1, 2, 3},
     {{0, -1}, {0, -1}, {2, -1}, {0, -1}, {0, -1}},
     {-1, -1, -1},
     "knapp"},
};

static enum tally_word word_of(struct tallied *t, const struct word_case *c)
{
    struct tally_without without[5] = {0};
    struct tally_replicates replicates[ENTRIES] = {0};
    struct tally_leave_one_out out = {.without = without};
    for (size_t j = 0; j < 5; j++) {
        if (c->without[j][0] == -2)
            without[j].status = TALLY_DISCONNECTED;
        else
            while (c->without[j][without[j].winner_count] >= 0)
                without[j].winner_count++;
        without[j].winners = c->without[j];
    }
    for (size_t i = 0; i < ENTRIES; i++)
        replicates[i].first = c->first[i];
    return tally_word(t->all->panel, c->rank, &out,
                      c->first[0] < 0 ? NULL : replicates);
}

static void test_bounds(void **state)
{
    struct tallied *t = tallied_rows(plain, 1, five);
    (void)state;
    t->input.config.replicates = 1000;
    for (size_t n = 0; n < sizeof cases / sizeof cases[0]; n++)
        assert_case(cases[n].name, tally_word_name(word_of(t, &cases[n])),
                    cases[n].word);
    tallied_free(t);
}

/* Winners are numbers of the input, ranks are by entry of the panel. */
static void test_below_quorum(void **state)
{
    static const char *const rows[] = {"9 . . . .", "6 6 6 6 6", "7 7 7 7 7",
                                       NULL};
    static const struct word_case same = {
        "",
        {2, 1, 0},
        {{2, -1}, {2, -1}, {2, -1}, {2, -1}, {2, -1}},
        {0, 1000, 0},
        ""};
    struct tallied *t = tallied_rows(plain, 1, rows);
    (void)state;
    t->input.config.quorum = 5;
    t->input.config.replicates = 1000;
    tallied_again(t);
    assert_int_equal(word_of(t, &same), TALLY_CLEAR);
    assert_int_equal(t->all->word, TALLY_CLEAR);
    tallied_free(t);
}

static void test_names(void **state)
{
    (void)state;
    assert_null(tally_word_name(TALLY_NO_WORD));
    assert_string_equal(tally_word_name(TALLY_CLEAR), "deutlich");
    assert_string_equal(tally_word_name(TALLY_SOLID), "solide");
    assert_string_equal(tally_word_name(TALLY_CLOSE), "knapp");
}

/* Of whole rounds, by the official method. */
static void test_rounds(void **state)
{
    static const struct {
        const char *name;
        enum tally_method method;
        const char *rows[ENTRIES + 1];
        enum tally_word word;
    } rounds[] = {
        {"one juror", TALLY_MEAN, {"9", "5"}, TALLY_NO_WORD},
        {"four jurors, nobody decides",
         TALLY_MEAN,
         {"9 9 9 9", "5 5 5 5"},
         TALLY_SOLID},
        {"four jurors, one decides",
         TALLY_MEAN,
         {"9 5 5 5", "5 5 5 5"},
         TALLY_CLOSE},
        {"five jurors of one mind",
         TALLY_MEAN,
         {"9 9 9 9 9", "5 5 5 5 5"},
         TALLY_CLEAR},
        {"without result no word",
         TALLY_TRIMMED,
         {"9 9 9 9", "5 5 5 5"},
         TALLY_NO_WORD},
        {"trimmed", TALLY_TRIMMED, {"9 9 9 9 9", "5 5 5 5 5"}, TALLY_CLEAR},
        /* J7 is drawn twice or more, and then E2 is first, with a chance of
         * 1 - (6/7)^7 - (6/7)^6 = 26 %; by mean he is drawn once with 66 % */
        {"replicates of the method",
         TALLY_TRIMMED,
         {"8 8 8 8 8 8 0", "7 7 7 7 7 7 7"},
         TALLY_SOLID},
        {"calibrated, and J2 holds it together",
         TALLY_CALIBRATED,
         {"9 9 .", ". 8 7"},
         TALLY_CLOSE},
    };
    (void)state;
    for (size_t n = 0; n < sizeof rounds / sizeof rounds[0]; n++) {
        struct tallied *t = tallied_rows(plain, 1, rounds[n].rows);
        t->input.config.method = rounds[n].method;
        t->input.config.replicates = 1000;
        tallied_again(t);
        if (t->all->word != rounds[n].word)
            fail_msg("%s: %d", rounds[n].name, t->all->word);
        tallied_free(t);
    }
}

static void test_json(void **state)
{
    struct tallied *t = tallied_rows(plain, 1, five);
    struct buf out;
    (void)state;
    buf_init(&out, t->mem);
    tally_json_all(&out, t->all);
    assert_non_null(strstr(out.data, "\"word\": \"solide\""));
    tallied_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bounds), cmocka_unit_test(test_below_quorum),
        cmocka_unit_test(test_names),  cmocka_unit_test(test_rounds),
        cmocka_unit_test(test_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
