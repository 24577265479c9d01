/* The deadline moves later only, with a reason that everybody hears; reminders
 * to drafts; the calendar file. */
#include "model/deadline.h"
#include "support/my_story.h"

static struct browser *office;

static int setup_deadline(void **state)
{
    setup(state);
    home_user(home, "office@example.org", "organiser");
    office = browser_new(home);
    log_in(office, "office@example.org");
    return 0;
}

static int teardown_deadline(void **state)
{
    browser_free(office);
    return teardown(state);
}

#define DEADLINE_STORY(name)                                                   \
    cmocka_unit_test_setup_teardown(name, setup_deadline, teardown_deadline)

static int64_t mails(const char *kind)
{
    return number(arena_printf(
        home->mem, "SELECT count(*) FROM mail WHERE kind = '%s'", kind));
}

static void extend(void)
{
    visit(office, "/office/edition/2026");
    fill(office, "deadline_at", "2026-10-31T23:59");
    fill(office, "reason", "Viele haben darum gebeten; <gern>.");
    press(office, "Speichern");
    see(office, "Ihre Änderungen sind gespeichert.");
}

static void extension_is_announced(void **state)
{
    (void)state;
    begin(); /* a draft */
    /* two nominations of one contact are one mail */
    struct world *w = home_begin(home);
    int64_t second = organisation_create(w, "Zweite AG");
    organisation_join(w, second, 1);
    entry_create(w, 1, second);
    home_commit(home);
    /* who never began one hears nothing */
    nomination_company(home, "otto@andere.example", "Andere");
    extend();
    assert_int_equal(mails("extended"), 1);
    const char *body = text("SELECT body FROM mail WHERE kind = 'extended'");
    assert_non_null(strstr(body, "21. Oktober 2026, 16:13 Uhr"));
    assert_non_null(strstr(body, "31. Oktober 2026, 23:59 Uhr"));
    assert_non_null(strstr(body, "Viele haben darum gebeten"));
    assert_int_equal(number("SELECT count(*) FROM audit WHERE action = "
                            "'edition.extend'"),
                     1);
    visit(b, "/my/entry/1");
    see(b, "Der Bewerbungsschluss ist verlängert bis 31. Oktober 2026");
    see(b, "Viele haben darum gebeten; <gern>.");
    visit(b, "/");
    see(b, "Der Bewerbungsschluss ist verlängert bis 31. Oktober 2026");
    /* saved once more without a change: no second mail */
    visit(office, "/office/edition/2026");
    press(office, "Speichern");
    assert_int_equal(mails("extended"), 1);
}

static void a_draft_edition_is_free(void **state)
{
    (void)state;
    home_sql(home, "UPDATE edition SET phase = 0");
    visit(office, "/office/edition/2026");
    fill(office, "deadline_at", "2026-10-10T12:00");
    press(office, "Speichern");
    see_status(office, 200);
    assert_int_equal(number("SELECT count(*) FROM deadline_change"), 0);
    /* but not behind the back of those who began */
    home_sql(home, "UPDATE edition SET phase = 1");
    begin();
    home_sql(home, "UPDATE edition SET phase = 0");
    visit(office, "/office/edition/2026");
    fill(office, "deadline_at", "2026-10-09T12:00");
    press(office, "Speichern");
    see_status(office, 422);
    see(office, "aber nicht vorgezogen werden");
}

static void remind(void)
{
    struct world *w = home_begin(home);
    w->user_id = 0;
    deadline_remind(w);
    home_commit(home);
}

static void drafts_are_reminded_once(void **state)
{
    (void)state;
    begin();
    remind();
    assert_int_equal(mails("draft_reminder"), 0); /* not asked for */
    visit(office, "/office/edition/2026");
    fill(office, "remind_days", "3");
    press(office, "Speichern");
    assert_string_equal(field_value(office, "remind_days"), "3");
    remind();
    assert_int_equal(mails("draft_reminder"), 0); /* too early */
    home_time(home, TEST_NOW + 27 * 86400);
    remind();
    remind();
    assert_int_equal(mails("draft_reminder"), 1);
    assert_non_null(
        strstr(text("SELECT body FROM mail WHERE kind = 'draft_reminder'"),
               "Ein Entwurf nimmt nicht teil."));
    /* another deadline is another reminder */
    home_sql(home, "UPDATE edition SET deadline_at = deadline_at + 86400");
    remind();
    assert_int_equal(mails("draft_reminder"), 1);
    home_time(home, TEST_NOW + 28 * 86400);
    remind();
    assert_int_equal(mails("draft_reminder"), 2);
}

static void reopened_is_reminded_kindly(void **state)
{
    (void)state;
    begin();
    fill_required();
    press(b, "Einreichen");
    home_sql(home, "UPDATE edition SET remind_days = 30");
    remind();
    assert_int_equal(mails("draft_reminder"), 0);
    home_sql(home, "UPDATE edition SET reminded_deadline_at = NULL");
    press(b, "Bewerbung ändern");
    remind();
    assert_non_null(
        strstr(text("SELECT body FROM mail WHERE kind = 'draft_reminder'"),
               "zählt die Fassung, die Sie eingereicht haben"));
}

/* --- the calendar ----------------------------------------------------------
 */

static void dates_for_the_calendar(void **state)
{
    (void)state;
    home_sql(home,
             "UPDATE edition SET ceremony_at = 1795795200, "
             "embargo_at = 1795798800, created_at = 1789000000, "
             "title_de = 'Preis; mit, allem \\ und einem Namen, der so lang "
             "ist, dass die Zeile gefaltet werden muss: Ärmelkanäle'");
    visit(b, "/");
    press(b, "Termine für den Kalender");
    see_status(b, 200);
    assert_string_equal(header(b, "content-type"),
                        "text/calendar; charset=utf-8");
    see_markup(b, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:");
    see_markup(b, "UID:2026-deadline@127.0.0.1:8080\r\n");
    see_markup(b, "SEQUENCE:0\r\nDTSTART:20261021T141320Z\r\n");
    see_markup(b, "DTSTAMP:20260910T002640Z");
    see_markup(b, "DTSTART:20261127T160000Z\r\n");
    see_markup(b, "SUMMARY:Preis\\; mit\\, allem \\\\ und einem");
    see_no_markup(b, "20261127T170000Z"); /* the end of the embargo */
    for (const char *line = page(b); *line != '\0';) {
        const char *end = strstr(line, "\r\n");
        assert_non_null(end);
        assert_true(end - line <= 75);
        assert_true(((unsigned char)*line & 0xc0) != 0x80);
        line = end + 2;
    }
    extend();
    visit(b, "/edition/2026.ics");
    see_markup(b, "SEQUENCE:1\r\nDTSTART:20261031T225900Z\r\n");
    see_markup(b, "DTSTAMP:20260921T141320Z\r\n");
    see_markup(b, "DESCRIPTION:Verlängert\\; zuvor");
    home_sql(home, "UPDATE edition SET phase = 0");
    visit(b, "/edition/2026.ics");
    see_status(b, 404);
    visit(b, "/edition/1999.ics");
    see_status(b, 404);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DEADLINE_STORY(extension_is_announced),
        DEADLINE_STORY(a_draft_edition_is_free),
        DEADLINE_STORY(drafts_are_reminded_once),
        DEADLINE_STORY(reopened_is_reminded_kindly),
        DEADLINE_STORY(dates_for_the_calendar),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
