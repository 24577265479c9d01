/* Handing in all complete drafts at once: those that can be are, and it is
 * said which were not, and why. */
#include <stdio.h>
#include <string.h>

#include "model/ballot.h"
#include "support/judging_story.h"

static const char submitted[] =
    "SELECT count(*) FROM ballot WHERE state = 'submitted'";

/* Juror 1 declares and gives these marks, -1: none. */
static void draft(int entry, int innovation, int benefit)
{
    int64_t value[] = {innovation, benefit};
    struct mark mark[JUDGING_CRITERIA];
    for (int k = 0; k < JUDGING_CRITERIA; k++)
        mark[k] = (struct mark){scene.criterion[k],
                                value[k] < 0 ? NULL : &value[k], ""};
    judging_declare(home, &scene, 0, entry, "none");
    struct world *w = home_begin(home);
    assert_int_equal(ballot_save(w, scene.round, scene.member[0],
                                 scene.entry[entry], 0, mark, JUDGING_CRITERIA,
                                 ""),
                     BALLOT_OK);
    home_commit(home);
}

static int setup(void **state)
{
    (void)state;
    judging_open();
    return 0;
}

static const char *entry_id(int entry)
{
    return arena_printf(home->mem, "%" PRId64, scene.entry[entry]);
}

static const char *hand_in_page(void)
{
    return arena_printf(home->mem, "/jury/submit?round=%" PRId64, scene.round);
}

static void all_that_are_complete(void **state)
{
    (void)state;
    draft(0, 9, 8);
    draft(1, 5, 0);
    draft(2, 7, -1);
    log_in(b, "j1@example.org");
    press(b, "2 vollständige Entwürfe abgeben");
    see(b, "Diese sind vollständig");
    see(b, "8,60");
    see(b, "3,00"); /* nought is a mark */
    see(b, "Gamma KG Es fehlt: Nutzen");
    see_markup(b, arena_printf(home->mem, "%s?round=%" PRId64 "#%s", sheet(2),
                               scene.round, field("c", 1)));
    see_no_markup(b, arena_printf(home->mem, "#%s", field("c", 0)));
    press(b, "Gewählte abgeben");
    see(b, "2 Bewertungen sind abgegeben. Jede hat ihre Quittung.");
    assert_int_equal(number(submitted), 2);
    assert_int_equal(number("SELECT count(*) FROM ballot WHERE receipt <> ''"),
                     2);
    assert_int_equal(
        number("SELECT count(*) FROM audit WHERE action = 'ballot.submit'"), 2);
    visit(b, "/jury/receipts");
    see(b, "Alpha GmbH");
    see(b, "Beta AG");
}

/* Where the round asks for words, a draft without them is not complete. */
static void words_are_asked_for(void **state)
{
    (void)state;
    home_sql(home,
             "UPDATE round SET comment_min = 5, criterion_comment_min = "
             "2");
    draft(0, 9, 8);
    draft(1, 5, 0);
    home_sql(home,
             "UPDATE ballot SET comment = 'genau' WHERE entry_id = 1;"
             "UPDATE score SET comment = 'ja' WHERE ballot_id = 1");
    log_in(b, "j1@example.org");
    press(b, "Vollständige Entwürfe abgeben");
    see(b,
        "Beta AG Es fehlt: Bemerkung zu Innovation, Bemerkung zu Nutzen, "
        "Gesamteindruck");
    see_markup(b,
               arena_printf(home->mem, "value=\"%s\"\nchecked", entry_id(0)));
    home_sql(home, "UPDATE score SET comment = '' WHERE ballot_id = 1");
    press(b, "Gewählte abgeben");
    see_status(b, 409);
    see(b, "Alpha GmbH: Es fehlt noch etwas.");
    assert_int_equal(number(submitted), 0);
}

static void one_of_two(void **state)
{
    (void)state;
    draft(0, 9, 8);
    draft(1, 5, 5);
    log_in(b, "j1@example.org");
    visit(b, hand_in_page());
    uncheck(b, "e", entry_id(0));
    press(b, "Gewählte abgeben");
    see(b, "Eine Bewertung ist abgegeben.");
    see(b, "Den vollständigen Entwurf abgeben");
    assert_int_equal(number("SELECT entry_id FROM ballot WHERE state = "
                            "'submitted'"),
                     scene.entry[1]);
    visit(b, hand_in_page());
    uncheck(b, "e", entry_id(0));
    press(b, "Gewählte abgeben");
    see_status(b, 422);
    see(b, "Bitte wählen Sie mindestens eine Bewerbung.");
    assert_int_equal(number(submitted), 1);
}

/* Between page and button: one is conflicted, one was changed, one is fine. */
static void what_happened_in_the_meantime(void **state)
{
    (void)state;
    draft(0, 9, 8);
    draft(1, 5, 5);
    draft(2, 3, 3);
    log_in(b, "j1@example.org");
    visit(b, hand_in_page());
    judging_declare(home, &scene, 0, 0, "client");
    home_sql(home, arena_printf(home->mem,
                                "UPDATE ballot SET revision = revision + 1 "
                                "WHERE entry_id = %" PRId64,
                                scene.entry[1]));
    press(b, "Gewählte abgeben");
    see_status(b, 409);
    see(b, "Nicht alle wurden abgegeben");
    see(b, "Alpha GmbH: Sie haben sich für befangen erklärt.");
    see(b, "Beta AG: Die Punkte wurden inzwischen geändert.");
    see(b, "Abgegeben Gamma KG – Quittung:");
    assert_int_equal(number(submitted), 1);
    /* not by the ballot's number: it tells how many others have begun */
    char anchor[10];
    snprintf(anchor, sizeof anchor, "b%.8s",
             text("SELECT receipt FROM ballot WHERE state = 'submitted'"));
    see_markup(b,
               arena_printf(home->mem, "href=\"/jury/receipts#%s\"", anchor));
    press(b, "Gewählte abgeben"); /* now they were seen */
    see(b, "Eine Bewertung ist abgegeben.");
    assert_int_equal(number(submitted), 2);
    visit(b, "/jury/receipts");
    see_markup(b, arena_printf(home->mem, "id=\"%s\"", anchor));
    assert_int_equal(number("SELECT count(*) FROM ballot WHERE state = "
                            "'draft' AND entry_id = 1"),
                     1);
}

static void abstained_in_the_meantime(void **state)
{
    (void)state;
    draft(0, 9, 8);
    log_in(b, "j1@example.org");
    visit(b, hand_in_page());
    struct world *w = home_begin(home);
    ballot_abstain(w, scene.round, scene.member[0], scene.entry[0], "müde");
    home_commit(home);
    press(b, "Gewählte abgeben");
    see_status(b, 409);
    see(b, "Keine wurde abgegeben");
    see(b, "Alpha GmbH: Sie haben sich enthalten.");
    assert_int_equal(
        number("SELECT count(*) FROM ballot WHERE state = 'abstained'"), 1);
}

static void emptied_or_taken_away(void **state)
{
    (void)state;
    draft(0, 9, 8);
    draft(1, 9, 8);
    log_in(b, "j1@example.org");
    visit(b, hand_in_page());
    home_sql(home,
             "UPDATE score SET value = NULL WHERE ballot_id = 1 AND "
             "value = 8");
    home_sql(home, "UPDATE entry SET state = 'withdrawn' WHERE id = 2");
    press(b, "Gewählte abgeben");
    see_status(b, 409);
    see(b, "Alpha GmbH: Es fehlt noch etwas.");
    see(b, "Eine Bewerbung ist Ihnen nicht mehr zugewiesen.");
    assert_int_equal(number(submitted), 0);
}

static void closed_in_the_meantime(void **state)
{
    (void)state;
    draft(0, 9, 8);
    log_in(b, "j1@example.org");
    visit(b, hand_in_page());
    home_sql(home, "UPDATE round SET state = 'closed', closed_at = 1790000100");
    press(b, "Gewählte abgeben");
    see_status(b, 409);
    see(b, "Alpha GmbH: Die Runde ist geschlossen.");
    see(b, "Die Runde ist nicht offen");
    assert_int_equal(number(submitted), 0);
    visit(b, "/jury");
    see_not(b, "Entwurf abgeben");
}

static void the_button_twice(void **state)
{
    (void)state;
    draft(0, 9, 8);
    log_in(b, "j1@example.org");
    visit(b, hand_in_page());
    char *fields = arena_printf(
        home->mem, "round=%" PRId64 "&e=%s&e=%s&r_%s=%s", scene.round,
        entry_id(0), entry_id(0), entry_id(0),
        field_value(b, arena_printf(home->mem, "r_%s", entry_id(0))));
    for (int i = 0; i < 2; i++) {
        visit(b, hand_in_page());
        post_fields(b, "/jury/submit", fields);
        see_status(b, 303);
    }
    assert_int_equal(
        number("SELECT count(*) FROM audit WHERE action = 'ballot.submit'"), 1);
}

static void only_the_own(void **state)
{
    (void)state;
    draft(0, 9, 8);
    home_user(home, "stranger@example.org", "juror");
    log_in(b, "stranger@example.org");
    visit(b, hand_in_page());
    see_status(b, 404);
    visit(b, "/jury/submit?round=x");
    see_status(b, 404);
    visit(b, "/jury/submit");
    assert_string_equal(location(b), "/jury");
    post_fields(b, "/jury/submit", "round=1&e=1&r_1=2");
    see_status(b, 404);
    /* nor another juror's draft by one's own page */
    browser_free(b);
    b = browser_new(home);
    log_in(b, "j2@example.org");
    visit(b, hand_in_page());
    see(b, "Zurzeit ist kein Entwurf vollständig.");
    see(b, "Sie haben noch nicht erklärt, ob Sie befangen sind.");
    post_fields(b, "/jury/submit", "round=1&e=1&r_1=2");
    see_status(b, 409);
    assert_int_equal(number(submitted), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(all_that_are_complete),
        STORY(words_are_asked_for),
        STORY(one_of_two),
        STORY(what_happened_in_the_meantime),
        STORY(abstained_in_the_meantime),
        STORY(emptied_or_taken_away),
        STORY(closed_in_the_meantime),
        STORY(the_button_twice),
        STORY(only_the_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
