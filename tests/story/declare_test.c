/* Conflicts of interest: the list before anything else, what the program
 * proposes, a conflict that comes late, and whom it keeps out. */
#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/round.h"
#include "page/declare.h"
#include "support/judging_story.h"

static int setup(void **state)
{
    (void)state;
    judging_open();
    return 0;
}

/* A field of the first juror's list. */
static const char *list_field(const char *what, int entry)
{
    struct world *w = home_begin(home);
    const char *key = declare_key(w, scene.member[0], scene.entry[entry]);
    home_commit(home);
    return arena_printf(home->mem, "%s_%s", what, key);
}

static const char *kind_of(int entry)
{
    return text(arena_printf(home->mem,
                             "SELECT COALESCE((SELECT kind FROM conflict WHERE "
                             "jury_member_id = 1 AND entry_id = %" PRId64
                             "), '-')",
                             scene.entry[entry]));
}

static void declare_all(void)
{
    visit(b, "/jury/declare");
    for (int i = 0; i < JUDGING_ENTRIES; i++)
        fill(b, list_field("k", i), "none");
    press(b, "Erklärungen abgeben");
}

static void the_list_comes_first(void **state)
{
    (void)state;
    log_in(b, "j1@example.org");
    press(b, "Befangenheit erklären");
    see(b, "Sind Sie befangen?");
    see(b, "Alpha GmbH");
    see(b, "Gamma");
    see_not(b, "Wir lernen");
    for (int i = 0; i < JUDGING_ENTRIES; i++) /* nothing is ticked */
        assert_null(field_value(b, list_field("k", i)));
    request_raw(b, "GET", sheet(1), NULL, NULL, 0);
    see_status(b, 303);
    assert_string_equal(header(b, "location"),
                        arena_printf(home->mem,
                                     "/jury/declare?round=%" PRId64 "#%s",
                                     scene.round, list_field("k", 1)));
    declare_all();
    see(b, "Ihre Erklärungen sind festgehalten.");
    see(b, "Noch 3 Bewerbungen");
    visit(b, sheet(1));
    see(b, "Wir lernen");
}

static void sent_in_parts(void **state)
{
    (void)state;
    log_in(b, "j1@example.org");
    visit(b, "/jury/declare");
    fill(b, list_field("k", 0), "none");
    fill(b, list_field("k", 1), "client");
    fill(b, list_field("r", 1), "Lieferant <b>seit</b> 2020");
    fill(b, list_field("r", 2), "noch offen");
    press(b, "Erklärungen abgeben");
    see_status(b, 422);
    see(b, "Bitte sagen Sie, wann das ist.");
    see(b, "Hier fehlt Ihre Erklärung noch.");
    see(b, "Was Sie erklärt haben, ist festgehalten.");
    assert_string_equal(kind_of(0), "none");
    assert_string_equal(kind_of(1), "-");
    assert_string_equal(field_value(b, list_field("k", 1)), "client");
    assert_string_equal(field_value(b, list_field("r", 1)),
                        "Lieferant <b>seit</b> 2020");
    assert_string_equal(field_value(b, list_field("r", 2)), "noch offen");
    visit(b, sheet(0)); /* declared, but not all others */
    see(b, "2 Unternehmen fehlen noch");
    fill(b, list_field("k", 1), "client");
    fill(b, list_field("p", 1), "past");
    fill(b, list_field("k", 2), "none");
    press(b, "Erklärungen abgeben");
    see(b, "Ihre Erklärungen sind festgehalten.");
    assert_string_equal(text("SELECT period FROM conflict WHERE entry_id = 2"),
                        "past");
    see(b, "0 von 2 erledigt"); /* the one with a conflict is not counted */
    visit(b, sheet(0));
    see(b, "von 2");
}

static void only_new_ones_are_asked(void **state)
{
    (void)state;
    home_sql(home, "DELETE FROM assignment WHERE entry_id = 3");
    log_in(b, "j1@example.org");
    visit(b, "/jury/declare");
    fill(b, list_field("k", 0), "none");
    fill(b, list_field("k", 1), "none");
    press(b, "Erklärungen abgeben");
    see(b, "Noch 2 Bewerbungen");
    int64_t before = number("SELECT count(*) FROM audit");
    home_sql(home, "INSERT INTO assignment SELECT id, 1, 3 FROM round LIMIT 1");
    visit(b, sheet(0));
    see(b, "Ein Unternehmen fehlt noch");
    fill(b, list_field("k", 2), "none");
    press(b, "Erklärungen abgeben");
    see(b, "Ihre Erklärungen sind festgehalten.");
    assert_int_equal(number("SELECT count(*) FROM audit"), before + 1);
}

static void changed_and_not_taken_back_after_the_close(void **state)
{
    (void)state;
    judging_submit(home, &scene, 0, 0, 9, 9);
    log_in(b, "j1@example.org");
    visit(b, "/jury/declare");
    see(b, "Zu allen Unternehmen haben Sie sich erklärt");
    fill(b, list_field("k", 0), "family");
    fill(b, list_field("p", 0), "planned");
    press(b, "Änderungen speichern");
    assert_string_equal(kind_of(0), "family");
    assert_int_equal(number("SELECT late FROM conflict WHERE entry_id = 1"), 1);
    assert_int_equal(number("SELECT count(*) FROM score WHERE value = 9"), 2);
    visit(b, sheet(0));
    see_not(b, "Wir lernen");
    home_sql(home,
             "INSERT INTO round (edition_id, slug, name_de, name_en, state) "
             "SELECT id, 'zwei', 'Zwei', 'Two', 'closed' FROM edition;"
             "INSERT INTO assignment VALUES (2, 1, 1)");
    visit(b,
          arena_printf(home->mem, "/jury/declare?round=%" PRId64, scene.round));
    fill(b, list_field("k", 0), "none");
    press(b, "Änderungen speichern");
    see_status(b, 422);
    see(b, "Ihre Befangenheit zählt in einer geschlossenen Runde");
    assert_string_equal(kind_of(0), "family");
    visit(b, "/jury/declare?round=2");
    see_status(b, 404);
    visit(b, "/jury/declare?round=abc");
    see_status(b, 404);
}

/* The first juror's address, and Alpha's contact, have the same domain. */
static void make_hint(void)
{
    home_user(home, "info@example.org", "company");
    home_sql(home,
             "INSERT INTO membership SELECT u.id, 1, 1, 'owner' FROM user u "
             "WHERE u.email = 'info@example.org'");
}

static void proposed_and_declared_none(void **state)
{
    (void)state;
    static const char *const hint =
        "dieselbe Domain wie die Ansprechperson des Unternehmens";
    make_hint();
    log_in(b, "office@example.org");
    visit(b, round_page("")); /* before anything is declared */
    see(b, hint);
    see(b, "9 Erklärungen fehlen noch.");
    press(b, "Abmelden");
    log_in(b, "j1@example.org");
    visit(b, "/jury/declare");
    see(b, "Bitte genau hinsehen:");
    see(b, hint);
    declare_all();
    assert_string_equal(text("SELECT hints FROM conflict WHERE entry_id = 1"),
                        "mail");
    home_sql(home, "DELETE FROM membership");
    press(b, "Abmelden");
    log_in(b, "office@example.org");
    visit(b, round_page(""));
    see(b, "trotzdem „nicht befangen“"); /* it was shown to the juror */
    see(b, hint);
    see(b, "6 Erklärungen fehlen noch.");
}

static void the_group_of_a_company(void **state)
{
    (void)state;
    home_sql(home,
             "UPDATE jury_member SET institution = 'Muster Holding' "
             "WHERE id = 1");
    log_in(b, "office@example.org");
    visit(b, "/office/entry/2");
    fill(b, "parent", "MUSTER Holding SE");
    press_in(b, "/office/entry/2/group", "Speichern");
    assert_string_equal(field_value(b, "parent"), "MUSTER Holding SE");
    assert_int_equal(number("SELECT count(*) FROM audit WHERE action = "
                            "'organisation.parent'"),
                     1);
    visit(b, round_page(""));
    see(b, "einem Unternehmen derselben Gruppe verbunden");
}

static void an_organiser_with_a_conflict_is_kept_out(void **state)
{
    (void)state;
    for (int i = 0; i < JUDGING_JURORS; i++)
        for (int e = 0; e < JUDGING_ENTRIES; e++)
            judging_submit(home, &scene, i, e, 5, 5 + e);
    home_sql(home, "INSERT INTO user_role VALUES (2, 'organiser', 1);");
    judging_declare(home, &scene, 0, 0, "family");
    struct world *w = home_begin(home);
    assert_int_equal(round_close(w, scene.round, "so"), ROUND_OK);
    home_commit(home);
    static const char *const barred[] = {
        "/result", "/result.json", "/result.csv", "/result.xlsx",
        "/health", "/entry/1",     "/entry/2",    "/seal",
    };
    log_in(b, "j1@example.org");
    for (size_t i = 0; i < sizeof barred / sizeof *barred; i++) {
        visit(b, round_page(barred[i]));
        see_status(b, 404);
        see(b, "Alpha GmbH für befangen erklärt");
    }
    visit(b, "/office/entry/1");
    see_status(b, 404);
    see_not(b, "Wir lernen");
    visit(b, "/office/entry/2");
    see(b, "Wir lernen");
    visit(b, "/office/edition/2026/winners");
    see_not(b, "Rang 1");
    const char *receipt = text(
        "SELECT receipt FROM ballot "
        "WHERE entry_id = 1 AND jury_member_id = 2");
    visit(b, "/office/log?subject=ballot");
    see_no_markup(b, receipt);
    press(b, "Abmelden");
    log_in(b, "office@example.org"); /* and another organiser is not */
    visit(b, "/office/log?subject=ballot");
    see_markup(b, receipt);
    for (size_t i = 0; i < sizeof barred / sizeof *barred; i++) {
        visit(b, round_page(barred[i]));
        see_status(b, 200);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(the_list_comes_first),
        STORY(sent_in_parts),
        STORY(only_new_ones_are_asked),
        STORY(changed_and_not_taken_back_after_the_close),
        STORY(proposed_and_declared_none),
        STORY(the_group_of_a_company),
        STORY(an_organiser_with_a_conflict_is_kept_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
