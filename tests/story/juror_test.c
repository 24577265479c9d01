/* One juror's seat in the office. */
#include <inttypes.h>
#include <string.h>

#include "support/judging_story.h"

static int setup(void **state)
{
    (void)state;
    judging_open();
    log_in(b, "office@example.org");
    home_sql(home,
             "INSERT INTO category (edition_id, code, position, name_de, "
             "name_en) VALUES (1, 'zwei', 2, 'Zwei', 'Two')");
    return 0;
}

static const char *seat(int juror, const char *what)
{
    return arena_printf(home->mem, "/office/juror/%" PRId64 "%s",
                        scene.member[juror], what);
}

static void changed(void **state)
{
    (void)state;
    const char *zwei =
        text("SELECT CAST(max(id) AS TEXT) FROM category WHERE code = 'zwei'");
    visit(b, "/office/edition/2026/jury");
    press(b, "j1@example.org");
    see_status(b, 200);
    fill(b, "institution", "Hochschule <Ahrenfels>");
    fill(b, "function_de", "Präsidentin");
    fill(b, "function_en", "President");
    fill(b, "panel", "  A ");
    fill(b, "load_max", "5");
    fill(b, "category", zwei);
    fill(b, "chair", "yes");
    press(b, "Speichern");
    see(b, "Ihre Änderungen sind gespeichert.");
    see(b, "Jurygruppe A · Zwei · höchstens 5");
    see(b, "Hochschule <Ahrenfels>");
    const char *payload = text(
        "SELECT p.payload FROM audit a JOIN audit_payload p ON "
        "p.audit_id = a.id WHERE a.action = 'jury.change'");
    assert_non_null(strstr(payload, "\"panel\":\"A\""));
    assert_non_null(strstr(payload, "\"categories\":\"zwei\""));
    assert_non_null(strstr(payload, "\"load_max\":\"5\""));
    visit(b, seat(0, ""));
    assert_string_equal(field_value(b, "panel"), "A");
    assert_string_equal(field_value(b, "load_max"), "5");
    uncheck(b, "category", zwei);
    uncheck(b, "chair", "yes");
    fill(b, "load_max", "");
    press(b, "Speichern");
    see(b, "Jurygruppe A");
    see_not(b, "höchstens");
    assert_int_equal(number("SELECT count(*) FROM jury_category"), 0);
    assert_int_equal(
        number("SELECT sum(chair) + sum(load_max) FROM jury_member"), 0);
}

static void what_is_wrong(void **state)
{
    (void)state;
    visit(b, seat(0, ""));
    fill(b, "panel", "ein viel zu langer Name einer Gruppe");
    fill(b, "load_max", "0");
    press(b, "Speichern");
    see_status(b, 422);
    see(b, "Bitte höchstens 20 Zeichen.");
    see(b, "Bitte geben Sie eine ganze Zahl ab 1 an, oder nichts.");
    assert_string_equal(field_value(b, "load_max"), "0");
    assert_int_equal(
        number("SELECT count(*) FROM jury_member WHERE panel <> ''"), 0);
    visit(b, "/office/juror/99");
    see_status(b, 404);
}

static void leaves_without_ballots(void **state)
{
    (void)state;
    judging_declare(home, &scene, 2, 0, "client");
    home_sql(home, "INSERT INTO jury_category VALUES (3, 1)");
    visit(b, seat(2, ""));
    see(b, "2 offene Zuordnungen und die Erklärungen zur Befangenheit");
    press(b, "Aus der Jury nehmen");
    see(b, "j3@example.org gehört nicht mehr zur Jury.");
    assert_int_equal(number("SELECT count(*) FROM jury_member"), 2);
    assert_int_equal(
        number("SELECT count(*) FROM assignment WHERE jury_member_id = 3"), 0);
    assert_int_equal(
        number("SELECT count(*) FROM audit WHERE action = 'jury.remove'"), 1);
    visit(b, seat(2, ""));
    see_status(b, 404);
}

/* A conflict keeps an organiser from results only as long as he has the seat.
 */
static void nobody_leaves_by_himself(void **state)
{
    (void)state;
    home_sql(home,
             "UPDATE jury_member SET user_id = (SELECT id FROM user "
             "WHERE email = 'office@example.org') WHERE id = 3");
    visit(b, seat(2, ""));
    post_fields(b, seat(2, "/remove"), "");
    see_status(b, 409);
    assert_int_equal(number("SELECT count(*) FROM jury_member"), 3);
}

static void stays_with_ballots(void **state)
{
    (void)state;
    judging_submit(home, &scene, 0, 0, 5, 5);
    judging_declare(home, &scene, 0, 1, "client");
    visit(b, seat(0, ""));
    see(b, "Dieses Jurymitglied hat 1 Wertung begonnen oder abgegeben.");
    see_not(b, "Aus der Jury nehmen");
    post_fields(b, seat(0, "/remove"), "");
    see_status(b, 409);
    visit(b, seat(0, ""));
    press(b, "1 offene Zuordnung zurücknehmen");
    see(b, "1 offene Zuordnung ist zurückgenommen.");
    see_not(b, "offene Zuordnung zurücknehmen");
    assert_int_equal(
        number("SELECT count(*) FROM assignment WHERE jury_member_id = 1"), 2);
    assert_int_equal(number("SELECT count(*) FROM jury_member"), 3);
}

static void stays_in_a_sealed_round(void **state)
{
    (void)state;
    home_sql(home, "UPDATE round SET state = 'closed', closed_at = 1");
    visit(b, seat(1, ""));
    see(b, "war in einer geschlossenen Runde zugeordnet");
    post_fields(b, seat(1, "/release"), "");
    assert_int_equal(
        number("SELECT count(*) FROM assignment WHERE jury_member_id = 2"), 3);
    visit(b, seat(1, ""));
    post_fields(b, seat(1, "/remove"), "");
    see_status(b, 409);
    assert_int_equal(number("SELECT count(*) FROM jury_member"), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(changed),
        STORY(what_is_wrong),
        STORY(leaves_without_ballots),
        STORY(nobody_leaves_by_himself),
        STORY(stays_with_ballots),
        STORY(stays_in_a_sealed_round),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
