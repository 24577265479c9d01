/* Seals: nobody sees marks before the close, and who tries is in the log; after
 * it the office shows the seal and hands out the file. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/secret.h"
#include "model/audit.h"
#include "model/verify.h"
#include "support/judging_story.h"

static int setup(void **state)
{
    (void)state;
    judging_open();
    log_in(b, "office@example.org");
    return 0;
}

static int64_t attempts(void)
{
    return home_number(home,
                       "SELECT count(*) FROM audit WHERE action = "
                       "'result.refused' AND subject = 'round'");
}

/* Everybody hands in everything. */
static void close_round(void)
{
    for (int j = 0; j < JUDGING_JURORS; j++)
        for (int e = 0; e < JUDGING_ENTRIES; e++)
            judging_submit(home, &scene, j, e, 5 + j, 5 + e);
    visit(b, round_page(""));
    press(b, "Runde schließen");
    see_status(b, 200);
}

/* --- before the close --- */

static const char *const doors[] = {
    "/result",  "/result.json", "/result.csv", "/result.xlsx",
    "/entry/1", "/sealing",     "/seal",       "/lots"};
enum { DOORS = sizeof doors / sizeof *doors };

static void an_attempt_is_noted(void **state)
{
    (void)state;
    judging_submit(home, &scene, 0, 0, 9, 9);
    for (size_t i = 0; i < DOORS; i++) {
        visit(b, round_page(doors[i]));
        see_status(b, 404);
        see(b, "Die Punkte sind bis zum Schluss versiegelt");
        see(b, "Dieser Aufruf ist im Protokoll vermerkt");
        assert_int_equal(attempts(), i + 1);
        assert_string_equal(
            home_text(home,
                      "SELECT payload FROM audit_payload ORDER BY audit_id "
                      "DESC LIMIT 1"),
            arena_printf(home->mem, "{\"path\":\"%s\"}", round_page(doors[i])));
    }
    press(b, "Zum Stand der Runde");
    see_status(b, 200);
    assert_string_equal(location(b), round_page(""));
    assert_int_equal(attempts(), DOORS);
    visit(b, "/office/log");
    see(b, "Versuch, Punkte einer offenen Runde zu lesen");
    see(b, round_page("/result.csv"));
    see(b, "office@example.org");
    assert_null(audit_check(home_begin(home)));
    home_commit(home);
}

static void other_refusals_leave_nothing(void **state)
{
    (void)state;
    struct browser *juror = browser_new(home);
    log_in(juror, "j1@example.org");
    visit(juror, round_page("/result"));
    see_status(juror, 404);
    see_not(juror, "versiegelt");
    browser_free(juror);
    visit(b, "/office/round/99/result");
    see_status(b, 404);
    home_sql(home, "UPDATE round SET state = 'planned', opened_at = NULL");
    for (size_t i = 0; i < DOORS; i++)
        visit(b, round_page(doors[i]));
    home_sql(home, "UPDATE round SET state = 'replaced'");
    visit(b, round_page("/result"));
    see_status(b, 404);
    see(b, "durch eine mit anderen Regeln ersetzt");
    assert_int_equal(attempts(), 0);
}

static void no_seal_before_the_close(void **state)
{
    (void)state;
    visit(b, round_page(""));
    see_status(b, 200);
    see_no_markup(b, "/sealing");
}

/* --- after it --- */

static const char *award_key(void)
{
    const struct world *w = home_begin(home);
    const char *key = secret_public(home->mem, w->seal_key);
    home_commit(home);
    return key;
}

static void the_seal_in_the_office(void **state)
{
    (void)state;
    close_round();
    visit(b, round_page(""));
    press(b, "Siegel");
    assert_string_equal(location(b), round_page("/sealing"));
    see(b, "Siegel 1");
    see(b, "Erstellt am 21. September 2026");
    see(b, text("SELECT digest FROM seal"));
    see(b, award_key());
    see(b, text("SELECT substr(body, instr(body, '{\"marks\":\"') + 10, 64) "
                "FROM seal"));
    see(b,
        arena_printf(home->mem, "Das Siegel nennt Eintrag %" PRId64 " als den",
                     home_number(home, "SELECT max(id) - 1 FROM audit")));
    see(b, "Die Daten stimmen mit dem Siegel überein");
    see_not(b, "Frühere Siegel");
    see(b, "lorbeer verify 2026.seal --key");
}

static void the_sealed_file(void **state)
{
    (void)state;
    struct verify v;
    close_round();
    visit(b, round_page("/seal"));
    see_status(b, 200);
    assert_non_null(strstr(header(b, "content-disposition"), "2026.seal"));
    assert_non_null(strstr(header(b, "content-disposition"), "attachment"));
    assert_string_equal(header(b, "content-type"), "application/x-ndjson");
    assert_true(
        verify_bundle(home->mem, page(b), page_bytes(b), award_key(), &v));
    assert_int_equal(v.seal_count, 1);
    assert_int_equal(v.receipts, JUDGING_JURORS * JUDGING_ENTRIES);
    assert_null(strstr(page(b), "example.org")); /* drawn names only */
}

static void a_late_conflict_makes_another(void **state)
{
    (void)state;
    close_round();
    const char *first = text("SELECT digest FROM seal");
    judging_declare(home, &scene, 0, 0, "family");
    visit(b, round_page("/sealing"));
    see(b, "Frühere Siegel Ein Siegel wird nie geändert");
    see(b, "Siegel 1 vom");
    see(b, first);
    see(b, text("SELECT digest FROM seal WHERE number = 2"));
    see(b, "Die Daten stimmen");
}

static void a_changed_mark_is_seen(void **state)
{
    (void)state;
    close_round();
    home_sql(home, "UPDATE score SET value = 10 WHERE ballot_id = 1");
    visit(b, round_page("/sealing"));
    see_status(b, 200);
    see(b, "Die Daten sagen nicht mehr, was versiegelt ist");
    see_not(b, "Gerade geprüft");
}

static void for_organisers_only(void **state)
{
    (void)state;
    static const char *const pages[] = {"/sealing", "/seal", "/lots"};
    static const char *const people[] = {"j1@example.org", "firm@example.org"};
    home_user(home, "firm@example.org", "company");
    close_round();
    for (size_t p = 0; p < 2; p++) {
        struct browser *other = browser_new(home);
        log_in(other, people[p]);
        for (size_t i = 0; i < 3; i++) {
            visit(other, round_page(pages[i]));
            see_status(other, 404);
        }
        browser_free(other);
    }
}

static void in_english(void **state)
{
    (void)state;
    close_round();
    visit(b, arena_printf(home->mem, "%s?lang=en", round_page("/sealing")));
    see(b, "Key of the award");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(an_attempt_is_noted),
        STORY(other_refusals_leave_nothing),
        STORY(no_seal_before_the_close),
        STORY(the_seal_in_the_office),
        STORY(the_sealed_file),
        STORY(a_late_conflict_makes_another),
        STORY(a_changed_mark_is_seen),
        STORY(for_organisers_only),
        STORY(in_english),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
