/* Winners and nominees: recorded in the office, secret until the embargo ends,
 * then shown to everybody as far as the companies agreed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "support/award.h"
#include "support/browser.h"

static struct test_home *home;
static struct browser *b, *office;

static int setup(void **state)
{
    (void)state;
    home = home_new();
    award_scene(home);
    home_user(home, "office@example.org", "organiser");
    b = browser_new(home);
    office = browser_new(home);
    visit(office, "/login?to=/account");
    fill(office, "email", "office@example.org");
    fill(office, "password", "correct horse");
    press_in(office, "/login", NULL);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    browser_free(b);
    browser_free(office);
    home_free(home);
    return 0;
}

static void hidden_until_the_instant(void **state)
{
    static const struct secret_case {
        const char *name, *set;
        int64_t at;
        int want;
    } cases[] = {
        {"open", "phase = 1", 0, 404},
        {"stage 2, embargo over", "phase = 8, embargo_at = 1789999999", 0, 404},
        {"embargo, no instant", "phase = 9, embargo_at = NULL", 0, 404},
        {"the second before", "phase = 9, embargo_at = 1790000100", 99, 404},
        {"that second", "phase = 9, embargo_at = 1790000100", 100, 200},
        {"ceremony, no instant", "phase = 10, embargo_at = NULL", 0, 200},
        {"ceremony, before", "phase = 10, embargo_at = 1790000100", 0, 404},
        {"published, before", "phase = 11, embargo_at = 1790000100", 99, 404},
        {"archived", "phase = 12, embargo_at = 1790000100", 100, 200},
    };
    (void)state;
    award_decide(home);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char sql[120];
        snprintf(sql, sizeof sql, "UPDATE edition SET %s", cases[i].set);
        home_sql(home, sql);
        home_time(home, TEST_NOW + cases[i].at);
        visit(b, "/winners/2026");
        if (status(b) != cases[i].want)
            fail_msg("%s: %d", cases[i].name, status(b));
        if (cases[i].want == 404)
            see_not(b, "Lichtwerk");
        visit(b, "/");
        if (cases[i].want == 404)
            see_not(b, "Lichtwerk");
    }
    visit(b, "/winners/1999");
    see_status(b, 404);
}

static void what_is_shown(void **state)
{
    (void)state;
    award_decide(home);
    home_sql(home, "UPDATE edition SET phase = 11");
    visit(b, "/winners/2026");
    see(b, "Preisträger, Kleine und mittlere Unternehmen");
    see(b, "Lichtwerk <script>alert(1)</script>");
    see(b, "Sie <b>leuchten</b>.");
    see(b, "Foto: Mara <i>Lenz</i>");
    see_markup(b, "src=\"/image/1/screen\" alt=\"Lichtstrahlen\"");
    see_markup(b, "width=\"1280\" height=\"840\"");
    see(b, "Grünzeit Gärtnerei");
    see(b, "Wir pflanzen.");
    see_no_markup(b, "<script>");
    see_no_markup(b, "javascript:");
    /* what Papierhof took back is not there, the jury's decision is */
    see(b, "Papierhof");
    see_not(b, "Weimar");
    see_not(b, "Geheimes Papier");
    /* nobody else */
    see_not(b, "Zögern");
    see_not(b, "Müller");
    see_not(b, "03641");
    browser_language(b, "en");
    visit(b, "/winners/2026");
    see(b, "Winner, Small and medium-sized companies");
    see(b, "They shine.");
    see_markup(b, "alt=\"Rays of light\"");
    see_markup(b, "<p lang=\"de\">Wir pflanzen.");
}

static void consent_to_pictures_taken_back(void **state)
{
    (void)state;
    award_decide(home);
    home_sql(home, "UPDATE edition SET phase = 11");
    visit(b, "/image/1/screen");
    see_status(b, 200);
    home_sql(home,
             "UPDATE consent SET withdrawn_at = 50 "
             "WHERE consent_kind_id = 2");
    visit(b, "/winners/2026");
    see(b, "Lichtwerk");
    see_no_markup(b, "/image/1");
    see_not(b, "Mara");
    visit(b, "/image/1/screen");
    see_status(b, 404);
    visit(office, "/image/1/screen");
    see_status(office, 200);
}

/* The form of one nomination, as the page offers it. */
static void record(int64_t entry, const char *kind, const char *category,
                   const char *reason)
{
    char body[600];
    visit(office, "/office/edition/2026/winners");
    const char *csrf = field_value(office, "csrf");
    assert_non_null(csrf);
    int bytes = snprintf(body, sizeof body,
                         "csrf=%s&entry=%lld&kind=%s&category=%s&reason_de=%s"
                         "&reason_en=",
                         csrf, (long long)entry, kind, category, reason);
    request_raw(office, "POST", "/office/edition/2026/winners",
                "application/x-www-form-urlencoded", body, (size_t)bytes);
}

static void an_organiser_records(void **state)
{
    (void)state;
    record(AWARD_LIGHT, "winner", "1", "Sie+leuchten.");
    see_status(office, 303);
    assert_int_equal(
        home_number(home, "SELECT count(*) FROM honour WHERE entry_id = 1"), 2);
    assert_string_equal(
        home_text(home, "SELECT reason_de FROM honour WHERE kind = 'winner'"),
        "Sie leuchten.");
    visit(office, "/office/edition/2026/winners");
    see(office,
        "Die Entscheidung über Lichtwerk <script>alert(1)</script> ist "
        "eingetragen.");
    see(office, "Preisträger");
    see_markup(office, "Sie leuchten.</textarea>");
    record(AWARD_LIGHT, "nominee", "2", "");
    assert_int_equal(
        home_number(home, "SELECT count(*) FROM honour WHERE kind = 'winner'"),
        0);
    assert_int_equal(home_number(home, "SELECT category_id FROM honour"), 2);
    record(AWARD_LIGHT, "none", "", "");
    assert_int_equal(home_number(home, "SELECT count(*) FROM honour"), 0);
    /* winner and nominee; the win taken back, the other category; none */
    assert_string_equal(
        home_text(home,
                  "SELECT group_concat(action, ' ') FROM audit "
                  "WHERE action LIKE 'honour.%'"),
        "honour.set honour.set honour.remove honour.set honour.remove");
    assert_int_equal(home_number(home,
                                 "SELECT count(*) FROM audit_payload WHERE "
                                 "payload LIKE '%Sie leuchten.%'"),
                     2);
}

static void what_is_refused(void **state)
{
    (void)state;
    record(AWARD_LIGHT, "winner", "", "");
    see_status(office, 422);
    see(office, "Bitte wählen Sie eine Kategorie.");
    record(AWARD_LIGHT, "winner", "77", "");
    see_status(office, 422);
    record(AWARD_LIGHT, "emperor", "1", "");
    see_status(office, 400);
    record(AWARD_SUBMITTED, "winner", "1", "");
    see_status(office, 404);
    record(4711, "winner", "1", "");
    see_status(office, 404);
    assert_int_equal(home_number(home, "SELECT count(*) FROM honour"), 0);
}

/* Marks of three jurors, the round is closed: the ranks stand beside. */
static void ranks_of_a_closed_round(void **state)
{
    (void)state;
    home_sql(home,
             "UPDATE round SET quorum = 1, state = 'closed';"
             "INSERT INTO assignment SELECT 1, 1, id FROM entry WHERE id <= 2;"
             "INSERT INTO conflict (jury_member_id, entry_id, kind, "
             "declared_at) SELECT 1, id, 'none', 1 FROM entry WHERE id <= 2;"
             "INSERT INTO ballot (round_id, jury_member_id, entry_id, state, "
             "updated_at, submitted_at) VALUES (1, 1, 1, 'submitted', 1, 1),"
             "(1, 1, 2, 'submitted', 1, 1);"
             "INSERT INTO score (ballot_id, criterion_id, value, updated_at) "
             "VALUES (1, 1, 9, 1), (1, 2, 9, 1), (2, 1, 4, 1), (2, 2, 4, 1);");
    visit(office, "/office/edition/2026/winners");
    see(office, "Rang 1, 9,00 Punkte");
    see(office, "Rang 2, 4,00 Punkte");
    home_sql(home, "UPDATE round SET state = 'open'");
    visit(office, "/office/edition/2026/winners");
    see_not(office, "Rang 1");
}

static int64_t nominees(void)
{
    return home_number(home,
                       "SELECT count(*) FROM honour WHERE kind = 'nominee'");
}

/* A decision without a page: as a second organiser would send it. */
static void decide(int entry, const char *kind)
{
    visit(office, "/office/edition/2026/winners");
    post_fields(
        office, "/office/edition/2026/winners",
        arena_printf(home->mem, "entry=%d&kind=%s&category=1", entry, kind));
}

static void at_most_so_many(void **state)
{
    (void)state;
    visit(office, "/office/edition/2026/winners");
    see(office, "0 Nominierte benannt");
    fill(office, "nominees_max", "viele");
    press(office, "Grenze speichern");
    see_status(office, 422);
    see(office, "Die Grenze wurde nicht gespeichert");
    assert_string_equal(field_value(office, "nominees_max"), "viele");
    fill(office, "nominees_max", "1");
    press(office, "Grenze speichern");
    see(office, "0 von höchstens 1 Nominierten benannt");
    decide(AWARD_LIGHT, "nominee");
    visit(office, "/office/edition/2026/winners");
    see(office, "1 von höchstens 1 Nominierten benannt");
    decide(AWARD_GREEN, "nominee");
    see_status(office, 422);
    see(office, "Es darf höchstens 1 Nominierte geben");
    decide(AWARD_GREEN, "winner");
    see_status(office, 422);
    assert_int_equal(nominees(), 1);
    assert_int_equal(home_number(home, "SELECT count(*) FROM honour"), 1);
    /* who is named may win, and his withdrawal makes room */
    decide(AWARD_LIGHT, "winner");
    assert_int_equal(home_number(home, "SELECT count(*) FROM honour"), 2);
    home_sql(home, "UPDATE entry SET state = 'withdrawn' WHERE id = 1");
    decide(AWARD_GREEN, "nominee");
    assert_int_equal(nominees(), 2);
    home_sql(home, "UPDATE entry SET state = 'admitted' WHERE id = 1");
    visit(office, "/office/edition/2026/winners");
    fill(office, "nominees_max", "1");
    press(office, "Grenze speichern");
    see_status(office, 422);
    see(office, "Es sind schon 2 nominiert.");
    fill(office, "nominees_max", "");
    press(office, "Grenze speichern");
    see(office, "2 Nominierte benannt");
    assert_int_equal(
        home_number(home,
                    "SELECT count(*) FROM audit WHERE action = 'honour.limit'"),
        2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(hidden_until_the_instant, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(what_is_shown, setup, teardown),
        cmocka_unit_test_setup_teardown(consent_to_pictures_taken_back, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(an_organiser_records, setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(ranks_of_a_closed_round, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(at_most_so_many, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
