/* The rules of a round: edited while it is planned, fixed when it is opened. */
#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "model/audit.h"
#include "model/round.h"
#include "model/rule_change.h"
#include "support/rules_story.h"

static void plan_again(void)
{
    home_sql(home,
             "UPDATE round SET state = 'planned', opened_at = NULL;"
             "DELETE FROM rules");
}

/* --- before they are fixed --- */

static void a_draft_in_words(void **state)
{
    (void)state;
    plan_again();
    visit(b, page_of(scene.round, ""));
    see(b, "Diese Regeln werden festgeschrieben");
    see(b, "Innovation (60 %), Nutzen (40 %)");
    press(b, "Regeln lesen und ändern");
    see_status(b, 200);
    see(b, "Fassung 1, Entwurf");
    see(b, "Ergebnis ist das gewichtete Mittel aller vollständigen Wertungen.");
    see(b, "im gewichtigsten Kriterium, dann im nächsten: Innovation, Nutzen.");
    see(b, "Wer dann noch gleichauf liegt, teilt sich den Rang.");
    see(b, "0 bis 10 in Schritten von 1");
    see_not(b, "Prüfsumme");
}

static void editing_a_draft(void **state)
{
    (void)state;
    plan_again();
    visit(b, page_of(scene.round, "/rules"));
    fill(b, "k0_weight", "50");
    fill(b, "k0_max", "12,5");
    fill(b, "k0_step", "0.5");
    fill(b, "k1_remove", "1");
    fill(b, "k2_name_de", "Über <b>alles</b>");
    fill(b, "k2_question_en", "Overall?");
    fill(b, "k2_weight", "50");
    fill(b, "method", "calibrated");
    fill(b, "lambda", "7");
    fill(b, "quorum", "1");
    fill(b, "decimals", "3");
    fill(b, "ladder", "lot");
    uncheck(b, "ladder", "criteria");
    fill(b, "disclosure", "never");
    press(b, "Regeln speichern");
    see_status(b, 200);
    see(b, "Die Regeln sind gespeichert.");
    see(b, "Über <b>alles</b>");
    see(b, "0 bis 12,5 in Schritten von 0,5");
    see(b, "Es wird gelost");
    assert_string_equal(text("SELECT method || lambda || quorum || decimals || "
                             "ladder || disclosure || scale_decimals || state "
                             "FROM round"),
                        "calibrated713lotnever1planned");
    assert_string_equal(
        text("SELECT group_concat(code || weight || ':' || lo || '-' || hi || "
             "'/' || step, ' ') FROM (SELECT * FROM criterion ORDER BY "
             "position)"),
        "Innovation50:0-125/5 ueber-b-alles-b50:0-100/10");
    /* what 10 means still stands, in the new units */
    assert_int_equal(number("SELECT value FROM anchor"), 100);
    assert_int_equal(number("SELECT count(*) FROM audit WHERE action = "
                            "'rules.edit' AND subject = 'round'"),
                     1);
    assert_non_null(strstr(text("SELECT payload FROM audit_payload ORDER BY "
                                "audit_id DESC LIMIT 1"),
                           "\"before\":{\"rules\":\"{\\\"round\\\""));
    press(b, "Regeln speichern");
    assert_int_equal(
        number("SELECT count(*) FROM audit WHERE action = 'rules.edit'"), 1);
    visit(b, "/office/log");
    see(b, "Regeln der Runde vor der Eröffnung geändert");
    all_is_well();
}

static void a_scale_without_its_anchor(void **state)
{
    (void)state;
    plan_again();
    visit(b, page_of(scene.round, "/rules"));
    fill(b, "k0_max", "5");
    press(b, "Regeln speichern");
    see(b, "Die Regeln sind gespeichert.");
    assert_int_equal(number("SELECT count(*) FROM anchor"), 0);
}

static void the_declared_rule(void **state)
{
    (void)state;
    plan_again();
    visit(b, page_of(scene.round, "/rules"));
    fill(b, "method", "declared");
    fill(b, "drop_high", "1");
    fill(b, "drop_low", "0");
    fill(b, "k0_factor", "1,6");
    press(b, "Regeln speichern");
    see(b, "die höchsten (1) und die niedrigsten (0) gestrichen");
    see(b, "Faktor: Innovation 1,6");
    assert_string_equal(text("SELECT declared FROM round"),
                        "{\"drop_high\":1,\"drop_low\":0,\"round_criterion\":2,"
                        "\"round_product\":2,\"factor\":{\"Innovation\":"
                        "\"1.6\"}}");
    fill(b, "k0_factor", "0");
    press(b, "Regeln speichern");
    see_status(b, 422);
    see(b, "Bitte prüfen Sie die Rundung");
    fill(b, "k0_factor", "1,2345678");
    press(b, "Regeln speichern");
    see(b, "eine Zahl mit höchstens 6 Nachkommastellen");
    fill(b, "method", "mean");
    press(b, "Regeln speichern");
    assert_string_equal(text("SELECT declared FROM round"), "");
}

/* The award's own rule compares rounded scores: no step of exact means. */
static void steps_of_the_declared_rule(void **state)
{
    (void)state;
    home_sql(home,
             "UPDATE round SET state = 'planned', opened_at = NULL, "
             "ladder = 'criteria,median,lot'; DELETE FROM rules");
    visit(b, page_of(scene.round, "/rules"));
    see(b, "im gewichtigsten Kriterium");
    see(b, "der höhere Median");
    home_sql(home,
             "UPDATE round SET method = 'declared', declared = "
             "'{\"drop_high\":0,\"drop_low\":0,\"round_criterion\":1,"
             "\"round_product\":1}'");
    visit(b, page_of(scene.round, ""));
    see(b, "Es wird gelost");
    see_not(b, "im gewichtigsten Kriterium");
    see_not(b, "der höhere Median");
}

/* Each of the four texts has its own place for a fault. */
static void texts_too_long(void **state)
{
    (void)state;
    plan_again();
    char *text = arena_alloc(home->mem, 1002);
    memset(text, 'x', 1001);
    visit(b, page_of(scene.round, "/rules"));
    fill(b, "k0_name_en", text);
    fill(b, "k1_question_en", text);
    press(b, "Regeln speichern");
    see_status(b, 422);
    see(b,
        "Kriterium auf Englisch: Bitte verwenden Sie höchstens 200 Zeichen.");
    see(b, "Frage auf Englisch: Bitte verwenden Sie höchstens 1.000 Zeichen.");
    see_markup(b, "id=\"k0_name_en-error\"");
    see_no_markup(b, "id=\"k0_name_de-error\"");
}

static void mistakes_stay_beside_their_fields(void **state)
{
    static const struct {
        const char *field, *value, *error;
    } cases[] = {
        {"k0_weight", "0", "eine ganze Zahl von 1 bis 1.000.000"},
        {"k0_weight", "ein Drittel", "eine ganze Zahl von 1 bis 1.000.000"},
        {"k0_min", "10", "Der niedrigste Wert muss unter dem höchsten"},
        {"k0_step", "3", "und die Schritte müssen genau"},
        {"k0_step", "0", "und die Schritte müssen genau"},
        {"k0_max", "zehn", "eine Zahl mit höchstens 3 Nachkommastellen"},
        {"k0_max", "10,0001", "eine Zahl mit höchstens 3 Nachkommastellen"},
        {"k0_max", "99999999", "geht weiter, als sich rechnen lässt"},
        {"quorum", "0", "eine ganze Zahl von 1 bis 10.000"},
        {"decimals", "5", "eine ganze Zahl von 0 bis 4"},
        {"k2_weight", "5", "Bitte geben Sie dem Kriterium einen eigenen Namen"},
    };
    (void)state;
    plan_again();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        visit(b, page_of(scene.round, "/rules"));
        fill(b, cases[i].field, cases[i].value);
        press(b, "Regeln speichern");
        see_status(b, 422);
        see(b, cases[i].error);
        assert_string_equal(field_value(b, cases[i].field), cases[i].value);
    }
    visit(b, page_of(scene.round, "/rules"));
    fill(b, "k0_remove", "1");
    fill(b, "k1_remove", "1");
    press(b, "Regeln speichern");
    see(b, "Die Runde braucht mindestens ein Kriterium.");
    fill(b, "method", "calibrated");
    fill(b, "lambda", "101");
    press(b, "Regeln speichern");
    see(b, "eine ganze Zahl von 1 bis 100 ein");
    assert_int_equal(
        number("SELECT count(*) FROM audit WHERE action = 'rules.edit'"), 0);
}

static void nothing_to_edit_under_imported_marks(void **state)
{
    (void)state;
    visit(b, page_of(scene.round, ""));
    judging_submit(home, &scene, 0, 0, 5, 5);
    plan_again();
    visit(b, page_of(scene.round, "/rules"));
    see(b, "Es sind schon Punkte importiert");
    see_no_markup(b, "name=\"k0_weight\"");
    post_fields(
        b, page_of(scene.round, "/rules"),
        "action=edit&method=mean&quorum=1&decimals=2&k0_code=x&k0_name_de=X"
        "&k0_weight=1&k0_min=0&k0_max=1&k0_step=1");
    see_status(b, 409);
    assert_int_equal(number("SELECT count(*) FROM criterion"), 2);
}

/* --- fixed --- */

static void opening_fixes_them(void **state)
{
    (void)state;
    visit(b, page_of(scene.round, "/rules"));
    see(b, "Fassung 1, festgeschrieben");
    see(b, "Diese Regeln stehen fest");
    see(b, "Festgeschrieben am 21. September 2026");
    see(b, text("SELECT digest FROM rules"));
    see(b, "{\"round\":\"jury\",\"version\":1");
    see(b, "Andere Regeln sind nötig");
    see_not(b, "Regeln speichern");
    /* a form that was shown before the round was opened */
    post_fields(b, page_of(scene.round, "/rules"), "action=edit");
    see_status(b, 409);
    visit(b, page_of(scene.round, "/rules"));
    post_fields(b, page_of(scene.round, "/rules"),
                "action=edit&method=mean&quorum=1&decimals=2&k0_code=Innovation"
                "&k0_name_de=X&k0_weight=1&k0_min=0&k0_max=1&k0_step=1");
    see_status(b, 409);
    assert_int_equal(number("SELECT sum(weight) FROM criterion"), 100);
    struct world *w = home_begin(home);
    struct rule_draft draft;
    struct round round;
    struct tally_faults faults = {0};
    round_by_id(w, scene.round, &round);
    rule_draft_of_round(w, &round, &draft);
    draft.rules.config.quorum = 1;
    assert_int_equal(rules_edit(w, scene.round, &draft, &faults),
                     RULES_WRONG_STATE);
    home_commit(home);
    all_is_well();
}

/* --- before opening: gaps in the assignment --- */

static void gaps_are_named(void **state)
{
    (void)state;
    plan_again();
    visit(b, page_of(scene.round, ""));
    see_not(b, "Bevor Sie eröffnen");
    home_sql(home,
             "DELETE FROM assignment WHERE (jury_member_id = 1) <> "
             "(entry_id = 1)");
    visit(b, page_of(scene.round, ""));
    see(b, "Bevor Sie eröffnen");
    see(b, "zerfallen in 2 Gruppen");
    see(b, "Es fehlt eine Zuordnung quer zu den Gruppen.");
    see(b,
        "weniger Jurymitglieder als die nötigen 2 Bewertungen und können "
        "keinen Rang bekommen: Alpha GmbH.");
    home_sql(home, "INSERT INTO assignment VALUES (1, 1, 2)");
    judging_declare(home, &scene, 1, 1, "client");
    visit(b, page_of(scene.round, ""));
    see_not(b, "zerfallen");
    see(b,
        "Fällt eines dieser Jurymitglieder aus, sind Bewerbungen nicht mehr "
        "vergleichbar: j1@example.org, j3@example.org.");
    see(b, "bekommen: Alpha GmbH.");
    home_sql(home, "UPDATE round SET method = 'trimmed'");
    visit(b, page_of(scene.round, ""));
    see(b,
        "Das Verfahren braucht 5 Bewertungen je Bewerbung. Weniger "
        "Jurymitglieder haben: Beta AG, Gamma KG.");
    press(b, "Runde eröffnen");
    see(b, "Die Runde ist eröffnet.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RULES_STORY(a_draft_in_words),
        RULES_STORY(editing_a_draft),
        RULES_STORY(a_scale_without_its_anchor),
        RULES_STORY(the_declared_rule),
        RULES_STORY(steps_of_the_declared_rule),
        RULES_STORY(texts_too_long),
        RULES_STORY(mistakes_stay_beside_their_fields),
        RULES_STORY(nothing_to_edit_under_imported_marks),
        RULES_STORY(opening_fixes_them),
        RULES_STORY(gaps_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
