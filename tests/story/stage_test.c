/* Stages: a round that takes only the nominees. */
#include <inttypes.h>
#include <string.h>

#include "base/str.h"
#include "model/honour.h"
#include "model/import.h"
#include "model/rules.h"
#include "support/judging_story.h"

static int64_t visits; /* the round of nominees */

static int setup(void **state)
{
    (void)state;
    judging_open();
    home_sql(home,
             "INSERT INTO round (edition_id, slug, stage, entries, name_de, "
             "name_en, quorum) VALUES (1, 'besuch', 2, 'nominees', 'Besuch', "
             "'Visit', 2);"
             "INSERT INTO criterion (round_id, code, position, name_de, "
             "name_en, weight, lo, hi, step) SELECT id, 'Eindruck', 1, "
             "'Eindruck', 'Impression', 1, 0, 10, 1 FROM round WHERE slug = "
             "'besuch'");
    visits = number("SELECT id FROM round WHERE slug = 'besuch'");
    log_in(b, "office@example.org");
    return 0;
}

static enum honour_outcome name_nominee(int entry)
{
    struct world *w = home_begin(home);
    enum honour_outcome outcome =
        honour_set(w, scene.entry[entry], "nominee", 1, "", "");
    home_commit(home);
    return outcome;
}

static enum honour_outcome take_back(int entry)
{
    struct world *w = home_begin(home);
    enum honour_outcome outcome =
        honour_remove(w, scene.entry[entry], "nominee");
    home_commit(home);
    return outcome;
}

static int64_t assigned(void)
{
    return number(arena_printf(
        home->mem, "SELECT count(*) FROM assignment WHERE round_id = %" PRId64,
        visits));
}

static void only_nominees_are_assigned(void **state)
{
    (void)state;
    visit(b, page_of(visits, ""));
    see(b, "nur Nominierte");
    see(b, "Noch ist niemand nominiert.");
    assert_int_equal(name_nominee(0), HONOUR_OK);
    assert_int_equal(name_nominee(2), HONOUR_OK);
    visit(b, page_of(visits, ""));
    see(b, "Alpha GmbH");
    see(b, "Gamma");
    see_not(b, "Beta");
    press(b, "Alle allen zuordnen");
    assert_int_equal(assigned(), 6);
    visit(b, page_of(visits, "/assignment?way=balanced&each=2&keep=no"));
    see(b, "2 Bewerbungen 2 Jurymitglieder");
    press(b, "Diese Zuordnung speichern");
    assert_int_equal(assigned(), 4);
    /* Beta cannot be slipped in */
    post_fields(b, page_of(visits, "/assign"),
                arena_printf(home->mem,
                             "shown=%" PRId64 "&a=%" PRId64 "-%" PRId64
                             "&action=save",
                             scene.entry[1], scene.member[0], scene.entry[1]));
    assert_int_equal(assigned(), 4);
}

static void taken_back_before_and_after(void **state)
{
    (void)state;
    name_nominee(0);
    name_nominee(1);
    visit(b, page_of(visits, ""));
    press(b, "Alle allen zuordnen");
    assert_int_equal(take_back(0), HONOUR_OK);
    assert_int_equal(assigned(), 3);
    visit(b, page_of(visits, ""));
    see_not(b, "Alpha");
    press(b, "Runde eröffnen");
    see(b, "Die Runde ist eröffnet.");
    assert_int_equal(take_back(1), HONOUR_IN_ROUND);
    visit(b, "/office/edition/2026/winners");
    post_fields(
        b, "/office/edition/2026/winners",
        arena_printf(home->mem, "entry=%" PRId64 "&kind=none", scene.entry[1]));
    see_status(b, 422);
    see(b, "sie bleibt nominiert.");
    assert_int_equal(number("SELECT count(*) FROM honour"), 1);
    struct browser *juror = browser_new(home);
    log_in(juror, "j1@example.org");
    visit(juror, "/jury");
    see(juror, "Besuch");
    browser_free(juror);
}

static void marks_from_a_file(void **state)
{
    static const char csv[] =
        "round,juror,entry,criterion,score\n"
        "besuch,J01,E01,Eindruck,7\n";
    (void)state;
    for (int named = 0; named < 2; named++) {
        struct import_faults faults = {NULL, 0};
        struct world *w = home_begin(home);
        size_t added =
            import_scores(w, scene.edition, csv, strlen(csv), &faults);
        assert_int_equal(added, named);
        assert_int_equal(faults.count, 1 - named);
        if (named == 0)
            assert_non_null(strstr(faults.list[0].what, "is not a nominee"));
        home_commit(home);
        name_nominee(0);
    }
    /* with marks in it, it stays */
    assert_int_equal(take_back(0), HONOUR_IN_ROUND);
}

static void in_the_rules(void **state)
{
    (void)state;
    struct round round;
    struct rules rules;
    assert_true(round_by_id(&home->world, visits, &round));
    assert_null(rules_of_round(&home->world, &round, &rules));
    const char *document = rules_write(home->mem, &rules);
    assert_non_null(strstr(document, "\"entries\":\"nominees\""));
    assert_null(rules_read(home->mem, document, strlen(document), &rules));
    assert_string_equal(rules.entries, "nominees");
    /* other rounds do not speak of it */
    assert_true(round_by_id(&home->world, scene.round, &round));
    assert_null(rules_of_round(&home->world, &round, &rules));
    assert_null(strstr(rules_write(home->mem, &rules), "entries"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(only_nominees_are_assigned),
        STORY(taken_back_before_and_after),
        STORY(marks_from_a_file),
        STORY(in_the_rules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
