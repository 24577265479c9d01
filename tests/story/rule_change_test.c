/* Other rules than the fixed ones: proposed by one organiser, agreed to by
 * another, and then a new round; and rounds that combine others. */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "model/audit.h"
#include "model/round.h"
#include "model/rule_change.h"
#include "support/browser.h"
#include "support/judging.h"

static struct test_home *home;
static struct judging scene;
static struct browser *b, *second; /* two organisers */

static int setup(void **state)
{
    (void)state;
    home = home_new();
    scene = judging_scene(home);
    home_user(home, "zwei@example.org", "organiser");
    b = browser_new(home);
    second = browser_new(home);
    log_in(b, "office@example.org");
    log_in(second, "zwei@example.org");
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    browser_free(b);
    browser_free(second);
    home_free(home);
    return 0;
}

static int64_t number(const char *sql)
{
    return home_number(home, sql);
}

static const char *text(const char *sql)
{
    return home_text(home, sql);
}

static const char *page_of(int64_t round, const char *what)
{
    return arena_printf(home->mem, "/office/round/%" PRId64 "%s", round, what);
}

/* Everything that is in force must still be what was fixed. */
static void all_is_well(void)
{
    struct world *w = home_begin(home);
    struct round round;
    for (int64_t id = 1; round_by_id(w, id, &round); id++)
        assert_null(rules_drift(w, &round));
    assert_null(audit_check(w));
    home_commit(home);
}

/* The same form again with one field more or other, as nobody's page has it. */
static void post(struct browser *who, const char *path, const char *fields)
{
    char *body =
        arena_printf(home->mem, "csrf=%s%s", field_value(who, "csrf"), fields);
    request_raw(who, "POST", path, "application/x-www-form-urlencoded", body,
                strlen(body));
}

/* Proposes 55 to 45 with a third criterion. */
static void propose(const char *reason)
{
    visit(b, page_of(scene.round, "/rules"));
    fill(b, "k0_weight", "55");
    fill(b, "k1_weight", "45");
    fill(b, "k2_name_de", "Wirkung");
    fill(b, "k2_weight", "10");
    fill(b, "reason", reason);
    press(b, "Änderung vorschlagen");
}

static const char *change_path(const char *what)
{
    return arena_printf(home->mem, "/office/rules/%" PRId64 "/%s",
                        number("SELECT max(id) FROM rule_change"), what);
}

static void a_proposal(void **state)
{
    (void)state;
    propose("");
    see_status(b, 422);
    see(b, "Bitte geben Sie einen Grund an");
    assert_string_equal(field_value(b, "k0_weight"), "55");
    assert_int_equal(number("SELECT count(*) FROM rule_change"), 0);
    propose("Tippfehler in der <i>Ausschreibung</i>");
    see(b, "Ihr Vorschlag ist festgehalten.");
    see(b, "Sie haben andere Regeln vorgeschlagen");
    see(b, "Tippfehler in der <i>Ausschreibung</i>");
    see(b,
        "Kriterium: Innovation Gewicht 60 %, 0 bis 10 in Schritten von 1 "
        "Gewicht 55 von 110, 0 bis 10 in Schritten von 1");
    see(b, "Kriterium: Wirkung nicht vorhanden Gewicht 10 von 110");
    see_not(b, "Neuen Regeln zustimmen");
    see_no_markup(b, "name=\"k0_weight\""); /* one at a time */
    visit(second, page_of(scene.round, ""));
    see(second, "Andere Regeln sind vorgeschlagen und warten auf Antwort.");
    /* nothing has changed */
    assert_int_equal(number("SELECT sum(weight) FROM criterion"), 100);
    assert_string_equal(text("SELECT state FROM round"), "open");
    post(b, page_of(scene.round, "/rules"),
         "&action=propose&reason=x&method=mean&quorum=9&decimals=2"
         "&k0_code=Innovation&k0_name_de=X&k0_weight=1&k0_min=0&k0_max=1"
         "&k0_step=1");
    see_status(b, 409);
    assert_int_equal(number("SELECT count(*) FROM rule_change"), 1);
    assert_int_equal(
        number("SELECT count(*) FROM audit WHERE action = 'rules.change'"), 1);
    all_is_well();
}

static void nothing_proposed(void **state)
{
    (void)state;
    visit(b, page_of(scene.round, "/rules"));
    fill(b, "reason", "Nur so");
    press(b, "Änderung vorschlagen");
    see_status(b, 422);
    see(b, "Es würde sich nichts ändern.");
    assert_int_equal(number("SELECT count(*) FROM rule_change"), 0);
}

static void nobody_agrees_alone(void **state)
{
    (void)state;
    propose("Tippfehler");
    post(b, change_path("agree"), "");
    see_status(b, 409);
    see(b, "Eine Änderung braucht zwei Personen");
    assert_int_equal(number("SELECT count(*) FROM round"), 1);
    /* and no database that says so is ever written */
    struct browser *juror = browser_new(home);
    log_in(juror, "j1@example.org");
    post(juror, change_path("agree"), "");
    see_status(juror, 404);
    visit(juror, page_of(scene.round, "/rules"));
    see_status(juror, 404);
    browser_free(juror);
    struct world *w = home_begin(home);
    int64_t id;
    w->user_id = scene.user[0];
    assert_int_equal(rule_change_agree(w, 1, &id), RULES_ONE_PERSON);
    home_commit(home);
}

/* Who became an organiser for the purpose cannot agree, nor who got in by a
 * link that the first may have read. */
static void nobody_agrees_who_came_for_it(void **state)
{
    (void)state;
    propose("Tippfehler");
    home_sql(home,
             "UPDATE user_role SET granted_at = (SELECT proposed_at + 1 FROM "
             "rule_change) WHERE role = 'organiser'");
    post(second, change_path("agree"), "");
    see_status(second, 409);
    see(second, "schon vor dem Vorschlag");
    home_sql(home,
             "UPDATE user_role SET granted_at = 1;"
             "INSERT INTO link_token (token_digest, user_id, kind, created_at, "
             "expires_at, used_at) SELECT 'x', u.id, 'reset', 1, 2, "
             "c.proposed_at + 1 FROM user u, rule_change c "
             "WHERE u.email = 'zwei@example.org'");
    post(second, change_path("agree"), "");
    see_status(second, 409);
    assert_int_equal(number("SELECT count(*) FROM round"), 1);
    home_sql(home, "UPDATE link_token SET used_at = 1");
    post(second, change_path("agree"), "");
    assert_int_equal(number("SELECT count(*) FROM round"), 2);
}

static void the_second_agrees(void **state)
{
    (void)state;
    judging_submit(home, &scene, 0, 0, 9, 9);
    propose("Tippfehler");
    visit(second, page_of(scene.round, "/rules"));
    see(second, "Die bisher vergebenen Punkte bleiben aufbewahrt");
    see(second, "fangen alle Jurymitglieder von vorn an");
    press(second, "Neuen Regeln zustimmen");
    see(second, "Das ist die neue Runde");
    int64_t next = number("SELECT max(id) FROM round");
    assert_string_equal(location(second), page_of(next, ""));
    see(second, "Innovation (55 von 110), Nutzen (45 von 110), Wirkung");
    assert_string_equal(
        text("SELECT group_concat(slug || ':' || state, ' ') FROM "
             "(SELECT * FROM round ORDER BY id)"),
        "jury:replaced jury-v2:planned");
    assert_int_equal(number("SELECT replaces_id FROM round WHERE slug = "
                            "'jury-v2'"),
                     scene.round);
    assert_int_equal(number("SELECT count(*) FROM assignment WHERE round_id = "
                            "(SELECT max(id) FROM round)"),
                     9);
    assert_int_equal(number("SELECT count(*) FROM score"), 2); /* kept */
    assert_int_equal(number("SELECT count(*) FROM anchor"), 2);
    assert_int_equal(number("SELECT count(*) FROM rule_change WHERE state = "
                            "'agreed' AND decided_by <> proposed_by"),
                     1);
    assert_int_equal(
        number("SELECT count(*) FROM audit WHERE action = 'rules.consent'"), 1);
    press(second, "Runde eröffnen");
    see(second, "Die Runde ist eröffnet.");
    see(second, "0 von 9 Bewertungen abgegeben");
    assert_int_equal(number("SELECT version FROM rules WHERE round_id = "
                            "(SELECT max(id) FROM round)"),
                     2);
    visit(second, page_of(next, "/rules"));
    see(second, "Fassung 2, festgeschrieben");
    press(second, "Zu den früheren Regeln");
    see(second, "office@example.org hat am");
    see(second, "zwei@example.org hat am");
    see(second, "Tippfehler");
    see_no_markup(second, "name=\"k0_weight\"");
    all_is_well();
}

static void a_replaced_round_is_no_more(void **state)
{
    (void)state;
    judging_submit(home, &scene, 0, 0, 9, 9);
    judging_submit(home, &scene, 1, 0, 8, 8);
    struct browser *juror = browser_new(home);
    log_in(juror, "j1@example.org");
    visit(juror, "/jury/entry/1?round=1");
    see(juror, "Was die anderen gegeben haben");
    propose("Tippfehler");
    visit(second, page_of(scene.round, "/rules"));
    press(second, "Neuen Regeln zustimmen");
    visit(b, "/office/edition/2026/rounds");
    see(b, "ersetzt");
    see(b, "Die Punkte bleiben aufbewahrt und zählen nicht.");
    visit(b, page_of(scene.round, ""));
    see(b, "Durch eine neue Runde ersetzt");
    see_not(b, "Zum Ergebnis");
    see_not(b, "Runde schließen");
    see_not(b, "Zuordnung speichern");
    static const char *const doors[] = {"/open", "/close", "/assign",
                                        "/combine", "/rules"};
    for (size_t i = 0; i < sizeof doors / sizeof *doors; i++) {
        post(b, page_of(scene.round, doors[i]), "&action=all&reason=x");
        see_status(b, 409);
        visit(b, page_of(scene.round, ""));
    }
    visit(b, page_of(scene.round, "/result"));
    see_status(b, 404);
    /* the jurors mark anew, and none sees what the others gave before */
    visit(juror, "/jury");
    see_no_markup(juror, "?round=1\"");
    visit(juror, "/jury/entry/1?round=1");
    see_status(juror, 200);
    see_not(juror, "Was die anderen gegeben haben");
    struct world *w = home_begin(home);
    assert_int_equal(round_open(w, 2), ROUND_OK);
    home_commit(home);
    visit(juror, "/jury");
    see(juror, "0 von 3");
    browser_free(juror);
}

static void declined_and_withdrawn(void **state)
{
    (void)state;
    propose("Erster");
    visit(second, page_of(scene.round, "/rules"));
    press(second, "Ablehnen");
    see(second, "Der Vorschlag ist vom Tisch.");
    see(second, "zwei@example.org hat am");
    propose("Zweiter");
    press(b, "Vorschlag zurückziehen");
    see(b, "Zurückgezogen am");
    see(b, "Zweiter");
    /* an answer comes once */
    post(second, change_path("agree"), "");
    see_status(second, 409);
    see(second, "Dieser Vorschlag wurde inzwischen beantwortet.");
    post(second, change_path("decline"), "");
    see_status(second, 409);
    assert_int_equal(
        number("SELECT count(*) FROM audit WHERE action = 'rules.decline'"), 2);
    assert_string_equal(text("SELECT state FROM round"), "open");
}

static void not_after_a_decision(void **state)
{
    (void)state;
    visit(b, page_of(scene.round, ""));
    fill(b, "reason", "Frist");
    press(b, "Runde schließen");
    /* one of an earlier stage did not look at this result */
    home_sql(home,
             "INSERT INTO honour (entry_id, kind, decided_at) "
             "VALUES (1, 'nominee', 5)");
    propose("Tippfehler");
    see(b, "Ihr Vorschlag ist festgehalten.");
    home_sql(home, "UPDATE honour SET decided_at = 1790000001");
    visit(second, page_of(scene.round, "/rules"));
    press(second, "Neuen Regeln zustimmen");
    see_status(second, 409);
    see(second, "Auf diesem Ergebnis beruhen schon Nominierungen");
    assert_int_equal(number("SELECT count(*) FROM round"), 1);
    home_sql(home, "DELETE FROM rule_change");
    visit(b, page_of(scene.round, "/rules"));
    see(b, "Auf diesem Ergebnis beruhen schon Nominierungen");
    see_no_markup(b, "name=\"k0_weight\"");
    home_sql(home, "DELETE FROM honour");
    propose("Tippfehler");
    visit(second, page_of(scene.round, "/rules"));
    press(second, "Neuen Regeln zustimmen");
    see(second, "Das ist die neue Runde");
    all_is_well();
}

static void a_forged_proposal(void **state)
{
    static const char *const by[] = {
        "'{}'",
        "replace(document, '\"quorum\":2', '\"quorum\":0')",
        "replace(document, '\"quorum\":2', '\"quorum\": 1')",
        "substr(document, 1, instr(document, char(10)) - 1)",
    };
    (void)state;
    propose("Tippfehler");
    const char *real = text("SELECT document FROM rule_change");
    for (size_t i = 0; i < sizeof by / sizeof *by; i++) {
        home_sql(home,
                 arena_printf(home->mem, "UPDATE rule_change SET document = %s",
                              by[i]));
        visit(second, page_of(scene.round, "/rules"));
        press(second, "Neuen Regeln zustimmen");
        see_status(second, 409);
        assert_int_equal(number("SELECT count(*) FROM round"), 1);
        home_sql(home,
                 arena_printf(home->mem,
                              "UPDATE rule_change SET document = '%s'", real));
    }
    visit(second, page_of(scene.round, "/rules"));
    press(second, "Neuen Regeln zustimmen");
    see(second, "Das ist die neue Runde");
}

/* --- rounds that combine others --- */

/* A second round "besuch" like the first, and "gesamt" that combines both. */
static int64_t add_combined(void)
{
    home_sql(
        home,
        "INSERT INTO round (edition_id, slug, stage, name_de, name_en, quorum) "
        "SELECT edition_id, 'besuch', 2, 'Besuch', 'Visit', 2 FROM round;"
        "INSERT INTO criterion (round_id, code, position, name_de, name_en, "
        "weight, lo, hi, step) SELECT 2, 'Gesamt', 1, 'Gesamt', 'All', 100, 0, "
        "10, 1;"
        "INSERT INTO assignment SELECT 2, jury_member_id, entry_id FROM "
        "assignment;"
        "INSERT INTO round (edition_id, slug, stage, name_de, name_en) "
        "SELECT edition_id, 'gesamt', 2, 'Gesamtwertung', 'Overall' FROM round "
        "WHERE id = 1;"
        "INSERT INTO round_share VALUES (3, 1, 60, 1), (3, 2, 40, 2)");
    return 3;
}

static void close_both(void)
{
    struct world *w = home_begin(home);
    assert_int_equal(round_open(w, 2), ROUND_OK);
    assert_int_equal(round_close(w, 1, "Frist"), ROUND_OK);
    assert_int_equal(round_close(w, 2, "Frist"), ROUND_OK);
    home_commit(home);
}

static void combining(void **state)
{
    (void)state;
    int64_t all = add_combined();
    for (int j = 0; j < JUDGING_JURORS; j++)
        for (int e = 0; e < JUDGING_ENTRIES; e++)
            judging_submit(home, &scene, j, e, 5 + e, 5);
    visit(b, page_of(all, ""));
    see(b, "Jurybewertung 60 % läuft");
    see(b, "Besuch 40 % geplant");
    see(b, "Sind alle ihre Teile geschlossen");
    see_not(b, "Wer bewertet was");
    see_not(b, "Runde eröffnen");
    post(b, page_of(all, "/combine"), "");
    see_status(b, 409);
    see(b, "Ein Teil dieser Runde ist noch nicht geschlossen.");
    visit(b, page_of(all, ""));
    post(b, page_of(all, "/assign"), "&action=all");
    see_status(b, 409);
    visit(b, page_of(all, "/rules"));
    see(b, "gewichteter Mittelwert der Runden");
    see_no_markup(b, "name=\"method\"");
    fill(b, "share0", "0");
    press(b, "Regeln speichern");
    see_status(b, 422);
    fill(b, "share0", "70");
    fill(b, "share1", "30");
    press(b, "Regeln speichern");
    see(b, "Jurybewertung 70 %");
    close_both();
    visit(b, page_of(all, ""));
    press(b, "Zusammenführen und versiegeln");
    assert_string_equal(location(b), page_of(all, "/result"));
    assert_string_equal(text("SELECT state FROM round WHERE id = 3"), "closed");
    assert_int_equal(number("SELECT count(*) FROM seal WHERE round_id = 3"), 1);
    assert_int_equal(number("SELECT count(*) FROM rules WHERE round_id = 3"),
                     1);
    visit(b, "/office/log");
    see(b, "Ergebnisse von Runden zusammengeführt");
    all_is_well();
}

static void a_planned_combination_follows(void **state)
{
    (void)state;
    add_combined();
    propose("Tippfehler");
    visit(second, page_of(scene.round, "/rules"));
    press(second, "Neuen Regeln zustimmen");
    see(second, "Das ist die neue Runde");
    assert_string_equal(
        text("SELECT group_concat(part_id || ':' || share, ' ') FROM "
             "(SELECT * FROM round_share ORDER BY position)"),
        "4:60 2:40");
    all_is_well();
}

static void a_fixed_combination_holds_its_parts(void **state)
{
    (void)state;
    int64_t all = add_combined();
    close_both();
    visit(b, page_of(scene.round, ""));
    struct world *w = home_begin(home);
    assert_int_equal(round_combine(w, all), ROUND_OK);
    home_commit(home);
    visit(b, page_of(scene.round, "/rules"));
    see(b, "Eine andere Runde führt das Ergebnis dieser Runde weiter");
    see_no_markup(b, "name=\"k0_weight\"");
    /* other shares are agreed to: it is combined again */
    visit(b, page_of(all, "/rules"));
    fill(b, "share0", "50");
    fill(b, "share1", "50");
    fill(b, "reason", "Falsch übertragen");
    press(b, "Änderung vorschlagen");
    see(b, "Anteil von jury 60 50");
    visit(second, page_of(all, "/rules"));
    press(second, "Neuen Regeln zustimmen");
    see(second, "Jurybewertung 50 %");
    press(second, "Zusammenführen und versiegeln");
    see_status(second, 200);
    assert_string_equal(text("SELECT slug || state FROM round WHERE id = 4"),
                        "gesamt-v2closed");
    all_is_well();
}

static void in_english(void **state)
{
    (void)state;
    propose("Typo");
    browser_language(second, "en");
    visit(second, arena_printf(home->mem, "%s?lang=en",
                               page_of(scene.round, "/rules")));
    see(second, "Version 1, fixed");
    see(second, "Other rules are proposed");
    see(second, "Agree to the new rules");
}

int main(void)
{
#define STORY(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        STORY(a_proposal),
        STORY(nothing_proposed),
        STORY(nobody_agrees_alone),
        STORY(nobody_agrees_who_came_for_it),
        STORY(the_second_agrees),
        STORY(a_replaced_round_is_no_more),
        STORY(declined_and_withdrawn),
        STORY(not_after_a_decision),
        STORY(a_forged_proposal),
        STORY(combining),
        STORY(a_planned_combination_follows),
        STORY(a_fixed_combination_holds_its_parts),
        STORY(in_english),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
