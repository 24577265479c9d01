/* Other rules than the fixed ones: proposed by one organiser, agreed to by
 * another, and then a new round. */
#include <inttypes.h>
#include <string.h>

#include "app/app.h"
#include "base/arena.h"
#include "db/db.h"
#include "model/audit.h"
#include "model/round.h"
#include "model/rule_change.h"
#include "support/rules_story.h"

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
    post_fields(b, page_of(scene.round, "/rules"),
                "action=propose&reason=x&method=mean&quorum=9&decimals=2"
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
    post_fields(b, change_path("agree"), "");
    see_status(b, 409);
    see(b, "Eine Änderung braucht zwei Personen");
    assert_int_equal(number("SELECT count(*) FROM round"), 1);
    /* and no database that says so is ever written */
    const char *why = db_script(home->app->db,
                                "UPDATE rule_change SET state = 'agreed', "
                                "decided_by = proposed_by, decided_at = 1");
    assert_non_null(why);
    assert_non_null(strstr(why, "CHECK"));
    struct browser *juror = browser_new(home);
    log_in(juror, "j1@example.org");
    post_fields(juror, change_path("agree"), "");
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
    post_fields(second, change_path("agree"), "");
    see_status(second, 409);
    see(second, "schon vor dem Vorschlag");
    home_sql(home,
             "UPDATE user_role SET granted_at = 1;"
             "INSERT INTO link_token (token_digest, user_id, kind, created_at, "
             "expires_at, used_at) SELECT 'x', u.id, 'reset', 1, 2, "
             "c.proposed_at + 1 FROM user u, rule_change c "
             "WHERE u.email = 'zwei@example.org'");
    post_fields(second, change_path("agree"), "");
    see_status(second, 409);
    assert_int_equal(number("SELECT count(*) FROM round"), 1);
    home_sql(home, "UPDATE link_token SET used_at = 1");
    post_fields(second, change_path("agree"), "");
    assert_int_equal(number("SELECT count(*) FROM round"), 2);
}

static void the_second_agrees(void **state)
{
    (void)state;
    judging_submit(home, &scene, 0, 0, 9, 9);
    home_sql(home,
             "INSERT INTO reminder (round_id, due_at, created_at) "
             "SELECT max(id), 1790500000, 1 FROM round");
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
    assert_int_equal(number("SELECT round_id FROM reminder"), next);
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
        post_fields(b, page_of(scene.round, doors[i]), "action=all&reason=x");
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
    post_fields(second, change_path("agree"), "");
    see_status(second, 409);
    see(second, "Dieser Vorschlag wurde inzwischen beantwortet.");
    post_fields(second, change_path("decline"), "");
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
    const struct CMUnitTest tests[] = {
        RULES_STORY(a_proposal),
        RULES_STORY(nothing_proposed),
        RULES_STORY(nobody_agrees_alone),
        RULES_STORY(nobody_agrees_who_came_for_it),
        RULES_STORY(the_second_agrees),
        RULES_STORY(a_replaced_round_is_no_more),
        RULES_STORY(declined_and_withdrawn),
        RULES_STORY(not_after_a_decision),
        RULES_STORY(a_forged_proposal),
        RULES_STORY(in_english),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
