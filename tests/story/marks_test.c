/* A juror looks at his own marks: spread, table, side by side; and nothing of
 * anybody else is in it. */
#include <string.h>

#include "base/str.h"
#include "model/ballot.h"
#include "support/judging_story.h"

static int setup(void **state)
{
    (void)state;
    judging_open();
    return 0;
}

static const char *marks_page(const char *more)
{
    return arena_printf(home->mem, "/jury/marks?round=%" PRId64 "%s",
                        scene.round, more);
}

/* "/jury/compare?round=1&e=…": entries by their numbers in the scene */
static const char *compare(const char *entries)
{
    const char *path =
        arena_printf(home->mem, "/jury/compare?round=%" PRId64, scene.round);
    for (; *entries; entries++)
        path = arena_printf(home->mem, "%s&e=%" PRId64, path,
                            scene.entry[*entries - '0']);
    return path;
}

static void draft(int juror, int entry, int innovation, const char *comment)
{
    int64_t value = innovation;
    struct mark mark[] = {{scene.criterion[0], &value, comment}};
    judging_declare(home, &scene, juror, entry, "none");
    struct world *w = home_begin(home);
    assert_int_equal(ballot_save(w, scene.round, scene.member[juror],
                                 scene.entry[entry], 0, mark, 1, "Insgesamt"),
                     BALLOT_OK);
    home_commit(home);
}

/* Juror 1: Alpha 9 and 8, Beta 4 and 0, Gamma a draft with 10. The others gave
 * something else. */
static void give(void)
{
    judging_submit(home, &scene, 0, 0, 9, 8);
    judging_submit(home, &scene, 0, 1, 4, 0);
    draft(0, 2, 10, "Ganz & gar neu");
    judging_submit(home, &scene, 1, 0, 1, 1);
    judging_submit(home, &scene, 1, 1, 1, 1);
    draft(1, 2, 2, "fremder Kommentar");
    home_sql(home, arena_printf(home->mem,
                                "INSERT INTO note VALUES (%" PRId64 ", %" PRId64
                                ", 'eigene Zeile', 1, 1), (%" PRId64
                                ", %" PRId64 ", 'fremde Zeile', 1, 1)",
                                scene.member[0], scene.entry[0],
                                scene.member[1], scene.entry[0]));
    log_in(b, "j1@example.org");
}

static void the_spread(void **state)
{
    (void)state;
    give();
    press(b, "Ihre Punkte im Vergleich");
    see(b, "Innovation 7,67 Ihr Mittel, aus 3 Bewertungen");
    see(b, "Nutzen 4,00 Ihr Mittel, aus 2 Bewertungen");
    see(b, "3 0 4 1 5 0 6 0 7 0 8 0 9 1 10 1");
    see(b, "0 1 1 0 2 0 3 0 4 0 5 0 6 0 7 0 8 1 9 0 10 0");
    see_markup(b, "<title>9: 1</title>");
    see(b, "8,60"); /* Alpha */
    see(b, "2,40"); /* Beta */
    see(b, "Ihr Mittel 5,50 7,67 4,00");
    see(b, "Gamma KG – 10 k. A."); /* not complete: no total */
    see(b, "Alpha GmbH besprechen");
    see_not(b, "eigene Zeile");
}

/* The companies in the order of the table's rows. */
static const char *rows(void)
{
    static const char *const names[] = {"Alpha GmbH vergleichen",
                                        "Beta AG vergleichen",
                                        "Gamma KG vergleichen"};
    char *list = arena_alloc(home->mem, 4);
    for (size_t i = 0; i < 3; i++) {
        const char *at = strstr(page(b), names[i]);
        size_t rank = 0;
        assert_non_null(at);
        for (size_t k = 0; k < 3; k++)
            rank += strstr(page(b), names[k]) < at;
        list[rank] = names[i][0];
    }
    return list;
}

static void sorting(void **state)
{
    (void)state;
    give();
    visit(b, marks_page(""));
    const char *own = rows();
    see_no_markup(b, "aria-sort");
    press(b, "Unternehmen, danach sortieren");
    assert_string_equal(rows(), "ABG");
    see_markup(b, "aria-sort=\"ascending\"");
    press(b, "Unternehmen, danach sortieren");
    assert_string_equal(rows(), "GBA");
    see_markup(b, "aria-sort=\"descending\"");
    press(b, "Innovation, danach sortieren");
    assert_string_equal(rows(), "GAB");
    see_markup(b, "aria-sort=\"descending\"");
    press(b, "Innovation, danach sortieren");
    assert_string_equal(rows(), "BAG");
    /* what has no mark stands last, whichever way */
    press(b, "Zusammen, danach sortieren");
    assert_string_equal(rows(), "ABG");
    press(b, "Zusammen, danach sortieren");
    assert_string_equal(rows(), "BAG");
    press(b, "Zurück zu Ihrer eigenen Reihenfolge");
    assert_string_equal(rows(), own);
    visit(b, marks_page("&sort=c_999&turned=x"));
    assert_string_equal(rows(), own);
}

static void side_by_side(void **state)
{
    (void)state;
    give();
    visit(b, compare("02"));
    see(b, "Innovation Gewicht 60\u00a0%"); /* never torn apart */
    see(b, "10 = beispielgebend");
    see(b, "10 beispielgebend Ganz & gar neu");
    see(b, "8,60");
    see(b, "keine Angabe");
    see(b, "Insgesamt");
    see(b, "besprechen eigene Zeile");
    see_not(b, "Beta AG");
    see_not(b, "fremd");
    see_markup(b, arena_printf(home->mem, "href=\"%s?round=%" PRId64 "\"",
                               sheet(2), scene.round));
    visit(b, compare("0122"));
    see_status(b, 200);
    see(b, "Beta AG");
}

static void two_to_four(void **state)
{
    (void)state;
    home_sql(home,
             "INSERT INTO organisation (name, created_at) VALUES "
             "('Delta SE', 1), ('Eta OHG', 1);"
             "INSERT INTO entry (edition_id, organisation_id, code, state, "
             "created_at, updated_at) SELECT 1, id, 'X' || id, 'admitted', 1, "
             "1 FROM organisation WHERE name IN ('Delta SE', 'Eta OHG');"
             "INSERT INTO assignment SELECT r.id, m.id, e.id FROM round r, "
             "jury_member m, entry e WHERE e.code LIKE 'X%';"
             "INSERT INTO conflict (jury_member_id, entry_id, kind, "
             "declared_at) SELECT m.id, e.id, 'none', 1 FROM jury_member m, "
             "entry e WHERE e.code LIKE 'X%'");
    give();
    visit(b, marks_page(""));
    press(b, "Gewählte vergleichen");
    see_status(b, 422);
    see(b, "Bitte wählen Sie zwei, drei oder vier Bewerbungen.");
    visit(b, compare("1"));
    see_status(b, 422);
    see_markup(b, arena_printf(home->mem,
                               "value=\"%" PRId64
                               "\" aria-label=\"Beta AG vergleichen\"\nchecked",
                               scene.entry[1]));
    visit(b, compare("11"));
    see_status(b, 422);
    visit(b, arena_printf(home->mem, "%s&e=%" PRId64, compare("012"),
                          number("SELECT max(id) FROM entry")));
    see_status(b, 200);
    see(b, "Eta OHG");
    visit(b, arena_printf(home->mem, "%s&e=%" PRId64 "&e=%" PRId64,
                          compare("012"), number("SELECT max(id) FROM entry"),
                          number("SELECT max(id) - 1 FROM entry")));
    see_status(b, 422);
}

static void a_conflict_is_not_in_it(void **state)
{
    (void)state;
    give();
    judging_declare(home, &scene, 0, 0, "family");
    visit(b, marks_page(""));
    see(b, "Nutzen 0,00 Ihr Mittel, aus einer Bewertung");
    see_not(b, "Alpha");
    see_not(b, "8,60");
    visit(b, compare("01"));
    see_status(b, 404);
    see_not(b, "eigene Zeile");
}

static void an_abstention_has_no_marks(void **state)
{
    (void)state;
    give();
    struct world *w = home_begin(home);
    ballot_abstain(w, scene.round, scene.member[0], scene.entry[0], "müde");
    home_commit(home);
    visit(b, marks_page(""));
    see(b, "Innovation 7,00 Ihr Mittel, aus 2 Bewertungen");
    see(b, "Enthaltung");
    see(b, "Alpha GmbH besprechen –");
}

static void a_fine_scale_is_cut_into_ten(void **state)
{
    (void)state;
    home_sql(home, "UPDATE criterion SET hi = 100");
    judging_submit(home, &scene, 0, 0, 100, 9);
    judging_submit(home, &scene, 0, 1, 10, 50);
    log_in(b, "j1@example.org");
    visit(b, marks_page(""));
    see(b, "0 bis 9 0 10 bis 19 1 20 bis 29 0");
    see(b, "90 bis 100 1");
    see(b, "0 bis 9 1 10 bis 19 0");
}

static void only_the_own(void **state)
{
    (void)state;
    give();
    visit(b, arena_printf(home->mem, "%s&e=999", compare("0")));
    see_status(b, 404);
    home_sql(home, "DELETE FROM conflict WHERE entry_id = 3");
    visit(b, compare("02")); /* not declared any more */
    see_status(b, 404);
    visit(b, "/jury/marks");
    assert_string_equal(location(b), "/jury");
    visit(b, "/jury/marks?round=99");
    see_status(b, 404);
    home_user(home, "stranger@example.org", "juror");
    browser_free(b);
    b = browser_new(home);
    log_in(b, "stranger@example.org");
    visit(b, marks_page(""));
    see_status(b, 404);
    visit(b, compare("01"));
    see_status(b, 404);
}

static void nothing_given_yet(void **state)
{
    (void)state;
    log_in(b, "j1@example.org");
    visit(b, marks_page(""));
    see(b, "Sie haben noch keine Punkte gegeben.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(the_spread),
        STORY(sorting),
        STORY(side_by_side),
        STORY(two_to_four),
        STORY(a_conflict_is_not_in_it),
        STORY(an_abstention_has_no_marks),
        STORY(a_fine_scale_is_cut_into_ten),
        STORY(only_the_own),
        STORY(nothing_given_yet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
