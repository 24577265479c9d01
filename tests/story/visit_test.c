/* Visits of the jury: planned without collisions, hidden until announced, read
 * by those who may, answered by the company, fetched by calendars. */
#include <string.h>

#include "support/judging_story.h"

enum { ALPHA, BETA, GAMMA };

static struct browser *company, *juror, *other;

static void contact(const char *email, int entry)
{
    int64_t id = home_user(home, email, "company");
    home_sql(home, arena_printf(home->mem,
                                "INSERT INTO membership (user_id, "
                                "organisation_id, role, created_at) SELECT "
                                "%" PRId64 ", organisation_id, 'owner', 1 "
                                "FROM entry WHERE id = %" PRId64,
                                id, scene.entry[entry]));
}

/* A round of nominees with visits: Alpha and Beta are nominated. J1 has a
 * conflict with Alpha, the others are free. */
static int setup(void **state)
{
    (void)state;
    judging_open();
    home_sql(home,
             "UPDATE round SET visit = 1, entries = 'nominees';"
             "INSERT INTO honour (entry_id, kind, category_id, "
             "decided_at) SELECT id, 'nominee', category_id, 1 "
             "FROM entry WHERE code IN ('E01', 'E02');"
             "UPDATE user SET name = 'Dr. Ada Beispiel' "
             "WHERE email = 'j2@example.org';"
             "UPDATE jury_member SET function_de = 'Vizepräsidentin', "
             "institution = 'Hochschule Beispiel' WHERE user_id = "
             "(SELECT id FROM user WHERE email = 'j2@example.org')");
    judging_declare(home, &scene, 0, ALPHA, "client");
    judging_declare(home, &scene, 1, ALPHA, "none");
    judging_declare(home, &scene, 2, ALPHA, "none");
    contact("alpha@example.org", ALPHA);
    contact("beta@example.org", BETA);
    company = browser_new(home);
    juror = browser_new(home);
    other = browser_new(home);
    log_in(b, "office@example.org");
    log_in(company, "alpha@example.org");
    log_in(juror, "j2@example.org");
    log_in(other, "j1@example.org");
    return 0;
}

static int leave(void **state)
{
    browser_free(company);
    browser_free(juror);
    browser_free(other);
    return teardown(state);
}

static const char *of(const char *name, int entry)
{
    return arena_printf(home->mem, "%s_%" PRId64, name, scene.entry[entry]);
}

static const char *my_visit(int entry)
{
    return arena_printf(home->mem, "/my/entry/%" PRId64 "/visit",
                        scene.entry[entry]);
}

static const char *member(int i)
{
    return arena_printf(home->mem, "%" PRId64, scene.member[i]);
}

static void fill_visit(int entry, const char *begin)
{
    fill(b, of("begin", entry), begin);
    fill(b, of("address", entry), "Am Wehr 1, 99999 Musterstadt");
    fill(b, of("juror", entry), member(1));
    fill(b, of("juror", entry), member(2));
}

static void plan_both(void)
{
    visit(b, round_page("/visits"));
    fill_visit(ALPHA, "2026-10-05T09:00");
    fill(b, of("phone", ALPHA), "+49 3641 00000");
    fill(b, of("remark", ALPHA), "Bitte Sicherheitsschuhe tragen");
    fill_visit(BETA, "2026-10-05T13:00");
    press(b, "Alle Termine speichern");
    see(b, "Der Plan ist gespeichert.");
}

static const char *visit_path(int entry)
{
    return arena_printf(
        home->mem, "/office/visit/%" PRId64,
        number(arena_printf(home->mem,
                            "SELECT id FROM visit WHERE entry_id = %" PRId64,
                            scene.entry[entry])));
}

/* A button says of which company it is. */
static void press_of(int entry, const char *words)
{
    press_in(b, visit_path(entry),
             arena_printf(home->mem, "%s – %s", words,
                          entry == ALPHA ? "Alpha GmbH" : "Beta AG"));
}

static void announce(int entry)
{
    visit(b, round_page("/visits"));
    press_of(entry, "Ankündigen");
    see(b, "Der Besuch ist angekündigt");
}

static int64_t mails(const char *kind)
{
    return number(arena_printf(
        home->mem, "SELECT count(*) FROM mail WHERE kind = '%s'", kind));
}

/* --- planning ---------------------------------------------------------------
 */

static void only_nominees_are_there(void **state)
{
    (void)state;
    visit(b, round_page("/visits"));
    see(b, "Alpha GmbH");
    see(b, "Beta AG");
    see_not(b, "Gamma KG");
    home_sql(home, "UPDATE round SET visit = 0");
    visit(b, round_page("/visits"));
    see_status(b, 404);
}

static void a_proposal_fits(void **state)
{
    (void)state;
    visit(b, round_page("/visits"));
    fill(b, "first_day", "2026-10-02");
    fill(b, "per_day", "1");
    press(b, "Vorschlagen");
    see(b, "Davon ist noch nichts gespeichert.");
    assert_int_equal(number("SELECT count(*) FROM visit"), 0);
    assert_string_equal(field_value(b, of("begin", ALPHA)), "2026-10-02T09:00");
    assert_string_equal(field_value(b, of("begin", BETA)), "2026-10-05T09:00");
    fill(b, of("address", ALPHA), "Am Wehr 1");
    fill(b, of("address", BETA), "Am Markt 2");
    press(b, "Alle Termine speichern");
    see(b, "Der Plan ist gespeichert.");
    assert_int_equal(number("SELECT count(*) FROM visit"), 2);
    assert_int_equal(number("SELECT count(*) FROM visit_juror"), 4);
    assert_int_equal(
        number("SELECT count(*) FROM visit_juror j JOIN visit v ON "
               "v.id = j.visit_id JOIN conflict c ON c.entry_id = v.entry_id "
               "AND c.jury_member_id = j.jury_member_id "
               "AND c.kind <> 'none'"),
        0);
    /* who has stayed at home so far goes to Beta */
    assert_int_equal(number("SELECT max(n) FROM (SELECT count(*) AS n FROM "
                            "visit_juror GROUP BY jury_member_id)"),
                     2);
}

static void what_cannot_be_is_said(void **state)
{
    (void)state;
    visit(b, round_page("/visits"));
    fill_visit(ALPHA, "2026-10-05T09:00");
    fill_visit(BETA, "2026-10-05T11:00"); /* half an hour after Alpha's end */
    press(b, "Alle Termine speichern");
    see_status(b, 422);
    see(b, "Dr. Ada Beispiel ist dann anderswo oder unterwegs (Alpha GmbH).");
    assert_string_equal(field_value(b, of("begin", BETA)), "2026-10-05T11:00");
    fill(b, of("begin", BETA), "morgen");
    uncheck(b, of("juror", ALPHA), member(1));
    press(b, "Alle Termine speichern");
    see_status(b, 422);
    see(b, "Bitte geben Sie Datum und Uhrzeit wie 2026-11-30 09:00 ein.");
    see(b, "Mindestens 2 Jurymitglieder müssen hinfahren.");
    assert_int_equal(number("SELECT count(*) FROM visit"), 0);
    /* what the page does not offer */
    post_fields(b, round_page("/visits"),
                arena_printf(home->mem,
                             "action=save&jurors_min=1&minutes=90&"
                             "travel_minutes=60&%s=2026-10-05T09:00&%s=90&"
                             "%s=x&%s=%s",
                             of("begin", ALPHA), of("minutes", ALPHA),
                             of("address", ALPHA), of("juror", ALPHA),
                             member(0)));
    see_status(b, 422);
    see(b, "hat hier keine Unbefangenheit erklärt.");
    assert_int_equal(number("SELECT count(*) FROM visit"), 0);
}

static void an_organiser_in_conflict_plans_nothing(void **state)
{
    (void)state;
    home_sql(home,
             "INSERT INTO user_role (user_id, role, granted_at) SELECT id, "
             "'organiser', 1 FROM user WHERE email = 'j1@example.org'");
    plan_both();
    visit(other, round_page("/visits"));
    see_status(other, 404);
    see_not(other, "Musterstadt");
    post_fields(other, visit_path(BETA), "action=announce");
    see_status(other, 404);
    assert_int_equal(number("SELECT count(*) FROM visit "
                            "WHERE announced_at IS NOT NULL"),
                     0);
}

/* --- who knows of it --------------------------------------------------------
 */

static void a_plan_is_the_offices_alone(void **state)
{
    (void)state;
    visit(company, my_visit(ALPHA));
    see_status(company, 404);
    const char *before = arena_text(home->mem, page(company));
    visit(juror, "/jury/visits");
    const char *jury = arena_text(home->mem, page(juror));
    visit(juror, "/jury");
    const char *queue = arena_text(home->mem, page(juror));
    plan_both();
    assert_int_equal(number("SELECT count(*) FROM mail"), 0);
    visit(company, my_visit(ALPHA));
    see_status(company, 404);
    assert_string_equal(page(company), before);
    visit(juror, "/jury/visits");
    assert_string_equal(page(juror), jury);
    visit(juror, "/jury");
    assert_string_equal(page(juror), queue);
}

static void announced_to_those_concerned(void **state)
{
    (void)state;
    plan_both();
    announce(ALPHA);
    assert_int_equal(mails("visit_planned"), 1);
    assert_int_equal(mails("visit_juror"), 2);
    assert_non_null(
        strstr(text("SELECT body FROM mail WHERE kind = 'visit_planned'"),
               "- Dr. Ada Beispiel, Hochschule Beispiel (Vizepräsidentin)"));
    assert_null(strstr(text("SELECT group_concat(subject || body) FROM mail "
                            "WHERE kind = 'visit_juror'"),
                       "Alpha"));
    visit(company, my_visit(ALPHA));
    see(company, "5. Oktober 2026, 09:00 Uhr, bis 10:30 Uhr");
    see(company, "Vizepräsidentin, Hochschule Beispiel");
    see(company, "Am Wehr 1, 99999 Musterstadt");
    see_not(company, "Sicherheitsschuhe");
    see_not(company, "Beta");
    visit(juror, "/jury/visits");
    see(juror, "Alpha GmbH");
    see(juror, "Sicherheitsschuhe");
    see(juror, "Sie fahren mit.");
    see_not(juror, "Beta AG");
    /* another company, and the juror in conflict, find nothing */
    press(company, "Abmelden");
    log_in(company, "beta@example.org");
    visit(company, my_visit(ALPHA));
    see_status(company, 404);
    visit(company, my_visit(BETA));
    see_status(company, 404);
    visit(other, "/jury/visits");
    see(other, "Noch kein Besuch");
    see_not(other, "Alpha");
    see_not(other, "Musterstadt");
}

static void names_can_stay_with_the_office(void **state)
{
    (void)state;
    visit(b, round_page("/visits"));
    fill_visit(ALPHA, "2026-10-05T09:00");
    uncheck(b, of("names", ALPHA), "1");
    press(b, "Alle Termine speichern");
    announce(ALPHA);
    visit(company, my_visit(ALPHA));
    see(company, "2 Mitglieder der Jury");
    see_not(company, "Ada");
    assert_null(strstr(text("SELECT body FROM mail "
                            "WHERE kind = 'visit_planned'"),
                       "Ada"));
}

/* --- answers and changes ----------------------------------------------------
 */

static void the_company_answers(void **state)
{
    (void)state;
    plan_both();
    announce(ALPHA);
    visit(company, my_visit(ALPHA));
    press(company, "Termin bestätigen");
    see(company, "Der Termin ist bestätigt.");
    assert_string_equal(text("SELECT state FROM visit ORDER BY id"),
                        "confirmed");
    assert_int_equal(mails("visit_confirmed"), 1);
    press(company, "Wunsch senden");
    see_status(company, 422);
    see(company, "Bitte schreiben Sie, welcher Termin Ihnen passen würde.");
    fill(company, "wish", "Lieber am 7. Oktober, da läuft die „Linie 3“");
    press(company, "Wunsch senden");
    see(company, "Ihr Wunsch liegt der Geschäftsstelle vor.");
    assert_non_null(strstr(text("SELECT body FROM mail "
                                "WHERE kind = 'visit_wish'"),
                           "„Linie 3“"));
    visit(b, round_page("/visits"));
    see(b, "Lieber am 7. Oktober");
    fill(b, of("begin", ALPHA), "2026-10-07T09:00");
    press(b, "Alle Termine speichern");
    assert_int_equal(mails("visit_changed"), 1);
    assert_int_equal(mails("visit_juror"), 4);
    assert_string_equal(text("SELECT wish FROM visit ORDER BY id"), "");
    visit(company, my_visit(ALPHA));
    see(company, "7. Oktober 2026, 09:00 Uhr");
    see(company, "Termin bestätigen");
    /* saving the same again tells nobody */
    visit(b, round_page("/visits"));
    press(b, "Alle Termine speichern");
    assert_int_equal(mails("visit_changed"), 1);
}

static void called_off(void **state)
{
    (void)state;
    plan_both();
    announce(ALPHA);
    press_of(ALPHA, "Besuch absagen");
    see(b, "Der Besuch ist abgesagt");
    press_of(BETA, "Aus dem Plan nehmen");
    assert_int_equal(number("SELECT count(*) FROM visit"), 1);
    assert_int_equal(mails("visit_cancelled"), 1);
    visit(company, my_visit(ALPHA));
    see(company, "abgesagt");
    see_no_markup(company, "Termin bestätigen");
    post_fields(company, my_visit(ALPHA),
                arena_printf(home->mem, "action=confirm&visit=%" PRId64,
                             number("SELECT id FROM visit")));
    see_status(company, 409);
    /* planned again it is a new plan, and hidden */
    visit(b, round_page("/visits"));
    fill(b, of("begin", ALPHA), "2026-10-06T09:00");
    press(b, "Alle Termine speichern");
    visit(company, my_visit(ALPHA));
    see_status(company, 404);
}

static void who_was_there(void **state)
{
    (void)state;
    plan_both();
    announce(ALPHA);
    post_fields(b, visit_path(ALPHA), "action=done");
    see_status(b, 409);          /* not yet */
    home_time(home, 1791190800); /* the afternoon of that day */
    log_in(b, "office@example.org");
    visit(b, round_page("/visits"));
    uncheck(b, "there", member(2));
    fill(b, "report", "Rundgang durch die Fertigung");
    press(b, "Hat stattgefunden");
    see(b, "Wer dabei war, ist vermerkt.");
    assert_int_equal(number("SELECT jury_member_id FROM visit_juror j "
                            "JOIN visit v ON v.id = j.visit_id "
                            "WHERE v.state = 'done' AND was_there = 1"),
                     scene.member[1]);
    assert_int_equal(number("SELECT was_there FROM visit_juror WHERE "
                            "jury_member_id = 3 ORDER BY visit_id"),
                     0);
}

/* --- calendars --------------------------------------------------------------
 */

/* The address that the page shows, from its path on. */
static const char *shown_address(void)
{
    const char *at = strstr(page(juror), "/calendar/visits/");
    assert_non_null(at);
    return arena_textn(home->mem, at, strcspn(at, "\""));
}

static void a_jurors_calendar(void **state)
{
    (void)state;
    plan_both();
    announce(ALPHA);
    visit(juror, "/jury/visits");
    press(juror, "Adresse anlegen");
    const char *address = shown_address();
    visit(company, address); /* whoever has it, logged in or not */
    see_status(company, 200);
    see_markup(company, "SUMMARY:Jurybesuch\r\n");
    see_markup(company, "DTSTART:20261005T070000Z");
    see_markup(company, "LOCATION:Am Wehr 1\\, 99999 Musterstadt");
    see_no_markup(company, "Alpha");
    see_no_markup(company, "VEVENT\r\nBEGIN:VEVENT");
    assert_int_equal(number(arena_printf(home->mem,
                                         "SELECT count(*) FROM visit_calendar "
                                         "WHERE token_digest LIKE '%%%.20s%%'",
                                         address + 17)),
                     0);
    visit(juror, "/jury/visits");
    see_no_markup(juror, "/calendar/visits/");
    /* a conflict that is declared later takes it out */
    home_sql(home, "UPDATE conflict SET kind = 'client' WHERE entry_id = 1");
    visit(company, address);
    see_no_markup(company, "VEVENT");
    press(juror, "Neue Adresse");
    visit(company, address);
    see_status(company, 404);
    address = shown_address();
    visit(juror, "/jury/visits");
    press(juror, "Abschalten");
    visit(company, address);
    see_status(company, 404);
}

static void a_disabled_jurors_calendar(void **state)
{
    (void)state;
    visit(juror, "/jury/visits");
    press(juror, "Adresse anlegen");
    const char *address = shown_address();
    visit(company, address);
    see_status(company, 200);
    home_sql(home,
             "UPDATE user SET disabled_at = 1 WHERE email = 'j2@example.org'");
    visit(company, address);
    see_status(company, 404);
}

static void the_companys_calendar(void **state)
{
    (void)state;
    const char *path = arena_printf(home->mem, "%s.ics", my_visit(ALPHA));
    plan_both();
    visit(company, path);
    see_status(company, 404);
    announce(ALPHA);
    announce(BETA);
    visit(company, path);
    see_markup(company, "SUMMARY:Jurybesuch: Alpha GmbH");
    see_markup(company, "STATUS:CONFIRMED");
    see_no_markup(company, "Beta");
    press_of(ALPHA, "Besuch absagen");
    visit(company, path);
    see_markup(company, "STATUS:CANCELLED");
}

#define VISIT(name) cmocka_unit_test_setup_teardown(name, setup, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        VISIT(only_nominees_are_there),
        VISIT(a_proposal_fits),
        VISIT(what_cannot_be_is_said),
        VISIT(an_organiser_in_conflict_plans_nothing),
        VISIT(a_plan_is_the_offices_alone),
        VISIT(announced_to_those_concerned),
        VISIT(names_can_stay_with_the_office),
        VISIT(the_company_answers),
        VISIT(called_off),
        VISIT(who_was_there),
        VISIT(a_jurors_calendar),
        VISIT(a_disabled_jurors_calendar),
        VISIT(the_companys_calendar),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
