/* What a letter says, against numbers computed by hand and by an independent
 * program, and what it must not say. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "model/feedback.h"
#include "model/feedback_build.h"
#include "model/feedback_value.h"
#include "model/import.h"
#include "model/jury.h"
#include "model/round.h"
#include "support/sealing_test.h"

/* --- pure --- */

static struct tally_fraction whole(int64_t n)
{
    return (struct tally_fraction){n, 1};
}

static void quartiles(void **state)
{
    static const struct {
        int64_t value[9];
        size_t count;
        const char *low, *median, *high;
    } cases[] = {
        {{7}, 1, "7.00", "7.00", "7.00"},
        {{2, 4}, 2, "2.50", "3.00", "3.50"},
        {{1, 2, 3, 4}, 4, "1.75", "2.50", "3.25"},
        {{1, 2, 3, 4, 9}, 5, "2.00", "3.00", "4.00"},
        {{0, 0, 0, 5, 5, 5, 10, 10}, 8, "0.00", "5.00", "6.25"},
        {{1, 1, 2, 3, 5, 8, 13, 21, 34}, 9, "2.00", "5.00", "13.00"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tally_fraction value[9];
        for (size_t k = 0; k < cases[i].count; k++)
            value[k] = whole(cases[i].value[k]);
        const char *const want[] = {cases[i].low, cases[i].median,
                                    cases[i].high};
        for (int q = 1; q <= 3; q++)
            assert_string_equal(
                tally_exact_display(
                    home->mem, feedback_quartile(value, cases[i].count, q), 2),
                want[q - 1]);
    }
}

static void thirds(void **state)
{
    static const struct {
        int64_t rank, count, third;
    } cases[] = {{1, 3, 1}, {2, 3, 2},  {3, 3, 3},  {1, 4, 1},  {2, 4, 2},
                 {3, 4, 3}, {4, 4, 3},  {3, 9, 1},  {4, 9, 2},  {6, 9, 2},
                 {7, 9, 3}, {4, 14, 1}, {5, 14, 2}, {9, 14, 2}, {10, 14, 3}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(feedback_third(cases[i].rank, cases[i].count),
                         cases[i].third);
}

/* --- letters of the scene --- */

static void offer(const char *what, const char *place)
{
    struct world *w = home_begin(home);
    struct feedback_rule rule;
    feedback_rule(w, j.edition, &rule);
    struct feedback_round *list =
        arena_alloc(home->mem, rule.round_count * sizeof *list);
    for (size_t i = 0; i < rule.round_count; i++) {
        list[i] = rule.round[i];
        list[i].chosen = true;
    }
    rule.round = list;
    rule.offer = what;
    rule.place = place;
    feedback_rule_set(w, j.edition, &rule);
    home_commit(home);
}

static struct feedback_present present(int64_t entry)
{
    struct feedback_present p;
    struct edition e;
    struct world *w = home_begin(home);
    assert_true(edition_by_id(w, j.edition, &e));
    feedback_present(feedback_set(w, &e), entry, "Alpha", &p);
    home_commit(home);
    return p;
}

static const struct feedback_part *part_of(int64_t entry)
{
    struct feedback_present p = present(entry);
    assert_non_null(p.letter);
    assert_int_equal(p.letter->part_count, 1);
    return &p.letter->part[0];
}

/* Innovation 8, 7, 9 and Nutzen 6, 7, 4: 8 and 17/3, 7.0666 in all. Gamma has
 * the same marks, Beta three points less in Innovation: 5.2666. */
static void own_figures(void **state)
{
    (void)state;
    sealing_ballots(home, &j);
    sealing_close(home, j.round);
    offer("scores", "rank");
    const struct feedback_part *p = part_of(j.entry[0]);
    assert_true(p->given);
    assert_string_equal(p->score, "7.07");
    assert_string_equal(p->lo, "0");
    assert_string_equal(p->hi, "10");
    assert_int_equal(p->ballots, 3);
    assert_int_equal(p->seal, 1);
    assert_int_equal(p->rank, 1);
    assert_true(p->shared);
    assert_int_equal(p->place_of, 3);
    assert_string_equal(p->line[0].mean, "8.00");
    assert_int_equal(p->line[0].mean_at, 800);
    assert_int_equal(p->line[0].weight, 60);
    assert_string_equal(p->line[0].anchor, "10");
    assert_string_equal(p->line[0].anchor_de, "beispielgebend");
    assert_string_equal(p->line[1].mean, "5.67");
    assert_null(p->line[1].anchor);
    p = part_of(j.entry[1]);
    assert_string_equal(p->score, "5.27");
    assert_int_equal(p->rank, 3);
    assert_false(p->shared);
    offer("scores", "third");
    p = part_of(j.entry[1]);
    assert_int_equal(p->rank, 0);
    assert_int_equal(p->third, 3);
    assert_int_equal(part_of(j.entry[0])->third, 1);
    offer("scores", "none");
    p = part_of(j.entry[0]);
    assert_int_equal(p->rank, 0);
    assert_int_equal(p->third, 0);
    assert_int_equal(p->place_of, 0);
}

/* Three nominations: with an own value, median and quartiles give the others'.
 */
static void no_field_of_three(void **state)
{
    (void)state;
    sealing_ballots(home, &j);
    sealing_close(home, j.round);
    offer("scores", "third");
    const struct feedback_part *p = part_of(j.entry[0]);
    assert_int_equal(p->field_of, 0);
    assert_null(p->line[0].median);
    assert_null(p->line[0].low_quartile);
    const char *text = present(j.entry[0]).text;
    assert_null(strstr(text, "median"));
    assert_null(strstr(text, "5.27")); /* Beta's */
}

/* The quorum of the round is two: two ballots make a rank, and no letter. */
static void two_ballots(void **state)
{
    (void)state;
    for (int juror = 0; juror < 2; juror++)
        for (int entry = 0; entry < JUDGING_ENTRIES; entry++)
            judging_submit(home, &j, juror, entry, 9, 4);
    judging_submit(home, &j, 2, 1, 9, 4);
    sealing_close(home, j.round);
    offer("scores", "rank");
    struct feedback_present p = present(j.entry[0]);
    assert_false(p.letter->part[0].given);
    assert_false(feedback_letter_says(p.letter));
    assert_non_null(strstr(p.text, "\"given\":false}"));
    assert_null(strstr(p.text, "ballots"));
    assert_null(strstr(p.text, "score"));
    assert_null(strstr(p.text, "rank"));
    assert_null(strstr(p.text, "seal"));
    assert_true(part_of(j.entry[1])->given);
}

/* A conflict takes the third ballot away, and no letter says that it was there.
 */
static void a_conflict(void **state)
{
    (void)state;
    sealing_ballots(home, &j);
    judging_declare(home, &j, 2, 1, "client");
    sealing_close(home, j.round);
    offer("scores", "rank");
    assert_false(part_of(j.entry[1])->given);
    assert_true(part_of(j.entry[0])->given);
    assert_null(strstr(present(j.entry[0]).text, "client"));
    assert_null(strstr(present(j.entry[1]).text, "client"));
}

/* Read back, a letter is what was written. */
static void back_and_forth(void **state)
{
    (void)state;
    struct feedback_letter letter;
    sealing_ballots(home, &j);
    sealing_close(home, j.round);
    offer("scores", "rank");
    struct feedback_present p = present(j.entry[2]);
    assert_true(feedback_letter_read(home->mem, p.text, &letter));
    assert_string_equal(feedback_letter_write(home->mem, &letter), p.text);
    assert_int_equal(strlen(p.digest), 64);
    assert_string_equal(p.digest, present(j.entry[2]).digest);
    assert_false(feedback_letter_read(home->mem, "{}", &letter));
    assert_false(feedback_letter_read(home->mem, "no", &letter));
}

/* Open rounds, and those that were not chosen, say nothing. */
static void only_closed_and_chosen(void **state)
{
    (void)state;
    sealing_ballots(home, &j);
    offer("scores", "rank");
    assert_null(present(j.entry[0]).letter);
    sealing_close(home, j.round);
    assert_non_null(present(j.entry[0]).letter);
    home_sql(home, "DELETE FROM feedback_round");
    assert_null(present(j.entry[0]).letter);
    offer("none", "rank");
    assert_null(present(j.entry[0]).letter);
}

/* The whole of two rounds and one of them give the other: with two ballots in
 * one part the whole is not said either. */
static void combined(void **state)
{
    (void)state;
    sealing_ballots(home, &j);
    int64_t visit = sealing_round(home, &j, "besuch", 2);
    struct judging second = j;
    second.round = visit;
    for (int k = 0; k < JUDGING_CRITERIA; k++)
        second.criterion[k] = home_number(
            home, arena_printf(home->mem,
                               "SELECT id FROM criterion WHERE position = %d "
                               "AND round_id = %" PRId64,
                               k + 1, visit));
    for (int juror = 0; juror < 3; juror++) {
        judging_submit(home, &second, juror, 0, 10, 10);
        if (juror < 2)
            judging_submit(home, &second, juror, 1, 10, 10);
    }
    sealing_close(home, j.round);
    sealing_close(home, visit);
    home_sql(
        home,
        arena_printf(home->mem,
                     "INSERT INTO round (edition_id, slug, stage, name_de, "
                     "name_en, state) VALUES (%" PRId64
                     ", 'ende', 3, 'Ende', 'End', 'planned');"
                     "INSERT INTO round_share (round_id, part_id, share, "
                     "position) SELECT max(id), %" PRId64 ", 3, 1 FROM round;"
                     "INSERT INTO round_share (round_id, part_id, share, "
                     "position) SELECT max(id), %" PRId64 ", 1, 2 FROM round;",
                     j.edition, j.round, visit));
    struct world *w = home_begin(home);
    int64_t end = home_number(home, "SELECT max(id) FROM round");
    assert_int_equal(round_combine(w, end), ROUND_OK);
    home_commit(home);
    offer("scores", "none");
    struct feedback_present p = present(j.entry[0]);
    assert_int_equal(p.letter->part_count, 3);
    const struct feedback_part *whole_part = &p.letter->part[2];
    assert_true(whole_part->given && whole_part->combined);
    assert_string_equal(whole_part->score, "7.80"); /* (3 * 7.0666 + 10) / 4 */
    assert_int_equal(whole_part->ballots, 0);
    assert_int_equal(whole_part->line_count, 2);
    assert_string_equal(whole_part->line[0].mean, "7.07");
    assert_int_equal(whole_part->line[0].weight, 3);
    assert_string_equal(whole_part->line[1].mean, "10.00");
    p = present(j.entry[1]);
    assert_true(p.letter->part[0].given);
    assert_false(p.letter->part[1].given);
    assert_false(p.letter->part[2].given);
}

/* --- the sample award, by an independent computation --- */

/* The edition has two rounds: each line says which. */
static const char *name_round(const char *text)
{
    struct buf named;
    bool head = true;
    buf_init(&named, home->mem);
    for (const char *c = text; *c; c++) {
        if (*c == '\n') {
            buf_add(&named, head ? ",round" : ",demo");
            head = false;
        }
        buf_addc(&named, *c);
    }
    return named.data;
}

static void award_round(const char *method)
{
    struct import_faults faults = {NULL, 0};
    home_sql(
        home,
        arena_printf(
            home->mem,
            "WITH RECURSIVE n (i) AS (SELECT 4 UNION SELECT i + 1 FROM n "
            "WHERE i < 15) INSERT INTO organisation (name, created_at) "
            "SELECT 'Firma ' || i, 1 FROM n;"
            "INSERT INTO entry (edition_id, organisation_id, code, state, "
            "created_at, updated_at) SELECT %" PRId64
            ", id, printf('E%%02d', id), 'admitted', 1, 1 FROM organisation "
            "WHERE id > 3;"
            "INSERT INTO round (edition_id, slug, name_de, name_en, method) "
            "VALUES (%" PRId64 ", 'demo', 'Demo', 'Demo', '%s');"
            "INSERT INTO criterion (round_id, code, position, name_de, "
            "name_en, weight, lo, hi, step) SELECT r.id, v.column1, "
            "v.column2, v.column1, v.column1, v.column3, 0, 10, 1 "
            "FROM round r, (VALUES ('Innovation', 1, 35), ('Kundennutzen', 2, "
            "30), ('Wirtschaftlichkeit', 3, 20), ('Nachhaltigkeit', 4, 15)) v "
            "WHERE r.slug = 'demo';",
            j.edition, j.edition, method));
    for (int i = 4; i <= 7; i++) {
        int64_t user = home_user(
            home, arena_printf(home->mem, "j%d@example.org", i), "juror");
        struct world *w = home_begin(home);
        jury_add(w, j.edition, user, "", "", "", false);
        home_commit(home);
    }
    size_t bytes = 0;
    char *text = file_read("tests/data/demo-award/scores.csv", 1 << 20, &bytes);
    assert_non_null(text);
    const char *csv = name_round(text);
    free(text);
    struct world *w = home_begin(home);
    import_scores(w, j.edition, csv, strlen(csv), &faults);
    if (faults.count > 0)
        fail_msg("%zu: %s", faults.list[0].line, faults.list[0].what);
    home_commit(home);
    w = home_begin(home);
    int64_t round = home_number(home, "SELECT max(id) FROM round");
    assignment_all(w, round);
    assert_int_equal(round_open(w, round), ROUND_OK);
    assert_int_equal(round_close(w, round, "genug"), ROUND_OK);
    home_commit(home);
    j.round = round;
    offer("scores", "third");
}

static const struct feedback_part *award_part(const char *code)
{
    struct feedback_present p = present(home_number(
        home, arena_printf(home->mem, "SELECT id FROM entry WHERE code = '%s'",
                           code)));
    assert_int_equal(p.letter->part_count, 1);
    return &p.letter->part[0];
}

static void award_mean(void **state)
{
    static const char *const want[4][4] = {{"6.86", "5.86", "6.42", "6.57"},
                                           {"6.86", "5.61", "6.08", "6.85"},
                                           {"6.71", "5.71", "6.14", "6.71"},
                                           {"7.43", "5.61", "6.07", "6.96"}};
    (void)state;
    award_round("mean");
    const struct feedback_part *p = award_part("E05");
    assert_string_equal(p->score, "6.91");
    assert_int_equal(p->ballots, 7);
    assert_int_equal(p->third, 1); /* second of 14 */
    assert_int_equal(p->place_of, 14);
    assert_int_equal(p->field_of, 14);
    for (size_t k = 0; k < 4; k++) {
        assert_string_equal(p->line[k].mean, want[k][0]);
        assert_string_equal(p->line[k].low_quartile, want[k][1]);
        assert_string_equal(p->line[k].median, want[k][2]);
        assert_string_equal(p->line[k].high_quartile, want[k][3]);
    }
    assert_false(award_part("E15")->given); /* below the quorum */
    assert_int_equal(award_part("E01")->third, 3);
}

/* How large a field has to be; E05 stays, E15 never counts. */
static void small_fields(void **state)
{
    static const struct {
        int first_gone; /* E06 and so on are withdrawn from here on */
        int64_t field;
        bool median, quartiles;
    } cases[] = {
        {9, 8, true, true},
        {8, 7, true, false},
        {6, 5, true, false},
    };
    (void)state;
    award_round("mean");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        home_sql(home, arena_printf(home->mem,
                                    "UPDATE entry SET state = 'withdrawn' "
                                    "WHERE code >= 'E%02d' AND code < 'E15'",
                                    cases[i].first_gone));
        const struct feedback_part *p = award_part("E05");
        assert_int_equal(p->field_of, cases[i].field);
        assert_int_equal(p->line[0].median != NULL, cases[i].median);
        assert_int_equal(p->line[0].low_quartile != NULL, cases[i].quartiles);
        assert_string_equal(p->score, "6.91");
    }
    home_sql(home, "UPDATE entry SET state = 'withdrawn' WHERE code = 'E04'");
    assert_int_equal(award_part("E05")->field_of, 0);
    assert_null(award_part("E05")->line[0].median);
    home_sql(home,
             "UPDATE entry SET state = 'withdrawn' WHERE code IN "
             "('E02', 'E03')");
    const struct feedback_part *p = award_part("E05"); /* and E01 */
    assert_int_equal(p->third, 0);
    assert_int_equal(p->place_of, 0);
    assert_null(strstr(present(home_number(home,
                                           "SELECT id FROM entry WHERE "
                                           "code = 'E05'"))
                           .text,
                       "4.83")); /* the other one's score */
}

/* A category that is large enough is its own field, others share the round's.
 */
static void fields_of_categories(void **state)
{
    (void)state;
    award_round("mean");
    home_sql(home,
             "UPDATE entry SET confirmed_category_id = (SELECT max(id) "
             "FROM category) WHERE code BETWEEN 'E04' AND 'E11'");
    const struct feedback_part *p = award_part("E05");
    assert_int_equal(p->field_of, 8);
    assert_int_equal(p->place_of, 8);
    assert_non_null(p->field_de);
    assert_string_equal(p->field_de, p->place_de);
    assert_string_equal(p->line[0].median, "6.57");
    p = award_part("E12");
    assert_int_equal(p->field_of, 14);
    assert_null(p->field_de);
}

/* The dropped ballots are not in the criteria either. */
static void award_trimmed(void **state)
{
    static const char *const want[] = {"7.00", "6.80", "7.00", "8.00"};
    (void)state;
    award_round("trimmed");
    const struct feedback_part *p = award_part("E05");
    assert_string_equal(p->score, "7.09");
    assert_int_equal(p->ballots, 5);
    for (size_t k = 0; k < 4; k++)
        assert_string_equal(p->line[k].mean, want[k]);
    assert_string_equal(award_part("E01")->score, "5.08"); /* 5.075 */
}

static void award_calibrated(void **state)
{
    (void)state;
    award_round("calibrated");
    assert_string_equal(award_part("E10")->score, "7.04");
    assert_string_equal(award_part("E01")->score, "4.85");
    assert_string_equal(award_part("E03")->score, "6.73");
    assert_int_equal(award_part("E10")->ballots, 6);
    assert_non_null(award_part("E10")->line[0].median);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SEALING(quartiles),      SEALING(thirds),
        SEALING(own_figures),    SEALING(no_field_of_three),
        SEALING(two_ballots),    SEALING(a_conflict),
        SEALING(back_and_forth), SEALING(only_closed_and_chosen),
        SEALING(combined),       SEALING(award_mean),
        SEALING(small_fields),   SEALING(fields_of_categories),
        SEALING(award_trimmed),  SEALING(award_calibrated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
