/* Assignment by calculation in the office: proposed, looked at, stored. */
#include <inttypes.h>
#include <string.h>

#include "base/str.h"
#include "support/judging_story.h"

static int setup(void **state)
{
    (void)state;
    judging_open();
    log_in(b, "office@example.org");
    home_sql(home,
             "UPDATE round SET state = 'planned', opened_at = NULL;"
             "DELETE FROM assignment");
    return 0;
}

static void propose(const char *query)
{
    visit(b, round_page(arena_printf(home->mem, "/assignment?%s", query)));
}

static void begin_ballot(int juror, int entry)
{
    home_sql(home, arena_printf(
                       home->mem,
                       "INSERT INTO assignment (round_id, jury_member_id, "
                       "entry_id) VALUES (%" PRId64 ", %" PRId64 ", %" PRId64
                       "); INSERT INTO ballot (round_id, jury_member_id, "
                       "entry_id, updated_at) SELECT round_id, "
                       "jury_member_id, entry_id, 1 FROM assignment "
                       "ORDER BY entry_id DESC LIMIT 1",
                       scene.round, scene.member[juror], scene.entry[entry]));
}

static void balanced(void **state)
{
    (void)state;
    visit(b, round_page(""));
    press(b, "Automatisch zuordnen");
    see(b, "Noch kein Vorschlag");
    assert_string_equal(field_value(b, "each"), "3");
    fill(b, "each", "2");
    press(b, "Vorschlag zeigen");
    see(b, "6 Zuordnungen an 3 Jurymitglieder: 6 neu, 0 bleiben, 0 entfallen.");
    see(b, "j1@example.org 2");
    see(b, "j3@example.org 2");
    see(b, "3 Bewerbungen 2 Jurymitglieder");
    assert_int_equal(number("SELECT count(*) FROM assignment"), 0);
    press(b, "Diese Zuordnung speichern");
    see(b, "Die Zuordnung ist gespeichert.");
    assert_int_equal(number("SELECT count(*) FROM assignment"), 6);
    assert_int_equal(number("SELECT max(n) - min(n) FROM (SELECT count(*) AS n "
                            "FROM assignment GROUP BY jury_member_id)"),
                     0);
    const char *payload = text(
        "SELECT p.payload FROM audit a JOIN audit_payload p ON "
        "p.audit_id = a.id WHERE a.action = 'assignment.draw'");
    assert_non_null(strstr(payload, "\"way\":\"balanced\",\"each\":2"));
    assert_non_null(strstr(payload, "\"added\":6,\"removed\":0"));
    propose("way=balanced&each=2");
    see(b, "0 neu, 6 bleiben");
    see(b, "Ziehung 2 dieser Runde");
}

/* The same as long as nothing changes, and its seed is in the log. */
static void nobody_picks(void **state)
{
    (void)state;
    propose("way=balanced&each=2");
    const char *digest = arena_text(home->mem, field_value(b, "digest"));
    propose("way=balanced&each=2");
    assert_string_equal(field_value(b, "digest"), digest);
    const char *at = strstr(page(b), "Startwert ");
    assert_non_null(at);
    const char *seed = arena_textn(home->mem, at + strlen("Startwert "), 16);
    press(b, "Diese Zuordnung speichern");
    assert_non_null(strstr(
        text("SELECT payload FROM audit_payload ORDER BY audit_id DESC LIMIT "
             "1"),
        arena_printf(home->mem, "\"seed\":\"%s\"", seed)));
    propose("way=balanced&each=2&keep=no");
    see_no_markup(b, seed);
}

static void what_is_begun_stays(void **state)
{
    (void)state;
    for (int e = 0; e < 3; e++)
        begin_ballot(0, e);
    home_sql(home, "INSERT INTO assignment SELECT 1, 2, id FROM entry");
    propose("way=balanced&each=1");
    see(b, "6 Zuordnungen an 3 Jurymitglieder: 0 neu, 6 bleiben, 0 entfallen.");
    see(b, "Nichts zu bewerten haben: j3@example.org.");
    home_sql(home,
             "INSERT INTO conflict (jury_member_id, entry_id, kind, "
             "declared_at) SELECT 2, max(id), 'employed', 1 FROM entry "
             "WHERE true ON CONFLICT DO UPDATE SET kind = 'employed'");
    propose("way=balanced&each=1"); /* who has a conflict is not counted */
    see(b, "5 Zuordnungen an 3 Jurymitglieder: 0 neu, 5 bleiben, 0 entfallen.");
    home_sql(home, "UPDATE conflict SET kind = 'none'");
    propose("way=balanced&each=1&keep=no");
    see(b, "3 Zuordnungen an 3 Jurymitglieder: 0 neu, 3 bleiben, 3 entfallen.");
    press(b, "Diese Zuordnung speichern");
    assert_int_equal(
        number("SELECT count(*) FROM assignment WHERE jury_member_id = 1"), 3);
    assert_int_equal(number("SELECT count(*) FROM assignment"), 3);
    /* in an open round nothing is taken away */
    home_sql(home,
             "INSERT INTO assignment SELECT 1, 2, id FROM entry;"
             "UPDATE round SET state = 'open'");
    propose("way=balanced&each=1&keep=no");
    see_no_markup(b, "value=\"no\"");
    see(b, "0 neu, 6 bleiben, 0 entfallen.");
}

static void reasons(void **state)
{
    (void)state;
    judging_declare(home, &scene, 0, 0, "client");
    judging_declare(home, &scene, 1, 0, "family");
    propose("way=balanced&each=2");
    see(b, "So geht es nicht auf");
    see(b,
        "Alpha GmbH: Es fehlt 1 Jurymitglied; 1 von 3 dürfen sie überhaupt "
        "bewerten.");
    see_not(b, "Diese Zuordnung speichern");
    const char *fields = "way=balanced&each=2&digest=x";
    post_fields(b, round_page("/assignment"), fields);
    see_status(b, 422);
    see(b, "Alpha GmbH: Es fehlt 1 Jurymitglied");
    home_sql(home,
             "DELETE FROM conflict;"
             "UPDATE jury_member SET load_max = 1 WHERE id <> 1");
    propose("way=balanced&each=2");
    see(b, "haben schon ihre Höchstzahl.");
    propose("way=panel");
    see(b, "Noch gehört kein Jurymitglied zu einer Jurygruppe.");
    propose("way=balanced&each=0");
    see_status(b, 422);
    see(b, "Bitte geben Sie an, wie viele Jurymitglieder jede Bewerbung");
    assert_string_equal(field_value(b, "each"), "0");
    propose("way=luck");
    see_status(b, 422);
    assert_int_equal(number("SELECT count(*) FROM assignment"), 0);
}

static void changed_meanwhile(void **state)
{
    (void)state;
    propose("way=all");
    see(b, "9 Zuordnungen");
    judging_declare(home, &scene, 0, 0, "client");
    press(b, "Diese Zuordnung speichern");
    see_status(b, 409);
    see(b, "Seit Sie den Vorschlag angesehen haben, hat sich etwas geändert.");
    see(b, "8 Zuordnungen");
    press(b, "Diese Zuordnung speichern");
    assert_int_equal(number("SELECT count(*) FROM assignment"), 8);
    home_sql(home, "UPDATE round SET state = 'closed', closed_at = 1");
    post_fields(b, round_page("/assignment"), "way=all&digest=x");
    see_status(b, 409);
    propose("way=all");
    see_status(b, 409);
}

/* The scene has one category; another one gets Gamma. */
static void add_category(void)
{
    home_sql(home,
             "INSERT INTO category (edition_id, code, position, name_de, "
             "name_en) VALUES (1, 'zwei', 2, 'Zwei', 'Two');"
             "UPDATE entry SET confirmed_category_id = (SELECT max(id) FROM "
             "category) WHERE id = 3;"
             "INSERT INTO jury_category SELECT 3, max(id) FROM category");
}

static void by_category(void **state)
{
    (void)state;
    add_category();
    propose("way=category");
    see(b, "7 Zuordnungen");
    see(b, "j3@example.org 1");
    see(b, "j1@example.org 3");
    press(b, "Diese Zuordnung speichern");
    assert_int_equal(
        number("SELECT count(*) FROM assignment WHERE jury_member_id = 3"), 1);
    propose("way=balanced&each=3&categories=yes&keep=no");
    see(b, "Es fehlt 1 Jurymitglied; 2 von 3");
}

static void by_panel(void **state)
{
    (void)state;
    home_sql(home,
             "UPDATE jury_member SET panel = CASE id WHEN 3 THEN 'B' "
             "ELSE 'A' END");
    judging_declare(home, &scene, 2, 0, "client");
    propose("way=panel");
    see(b, "Es gibt 2.");
    see(b, "Die Bewerbungen zerfallen in 2 Gruppen");
    press(b, "Diese Zuordnung speichern");
    assert_int_equal(
        number("SELECT count(*) FROM assignment WHERE entry_id = 1"), 2);
    assert_true(
        number("SELECT count(*) FROM assignment WHERE jury_member_id = 3") >=
        1);
    assert_int_equal(
        number("SELECT count(*) FROM assignment WHERE jury_member_id = 1"),
        number("SELECT count(*) FROM assignment WHERE jury_member_id = 2"));
}

static void weak_points_everywhere(void **state)
{
    (void)state;
    home_sql(home,
             "INSERT INTO assignment SELECT 1, id, id FROM entry "
             "WHERE id < 3");
    visit(b, round_page(""));
    see(b, "Bevor Sie eröffnen");
    see(b, "Nichts zu bewerten haben: j3@example.org.");
    see(b, "Schwachstellen der Zuordnung");
    see(b, "zu wenige");
    home_sql(home,
             "UPDATE jury_member SET load_max = 1;"
             "INSERT INTO assignment VALUES (1, 1, 3);"
             "UPDATE round SET state = 'open'");
    visit(b, round_page(""));
    see(b, "Schwachstellen Die Bewerbungen zerfallen in 2 Gruppen");
    see(b, "Mehr als vereinbart haben: j1@example.org.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(balanced),
        STORY(nobody_picks),
        STORY(what_is_begun_stays),
        STORY(reasons),
        STORY(changed_meanwhile),
        STORY(by_category),
        STORY(by_panel),
        STORY(weak_points_everywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
