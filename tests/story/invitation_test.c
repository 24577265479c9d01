/* Before a meeting: invitations, answers, the calendar, what of the agenda a
 * juror sees, the forecast of the quorum, the order of the agenda, and what a
 * stand-in may read. */
#include <inttypes.h>
#include <string.h>

#include "model/invite.h"
#include "model/jury.h"
#include "support/meeting.h"
#include "support/story.h"

static struct meeting_scene s;
static bool somebody; /* is logged in */

static int setup(void **state)
{
    (void)state;
    somebody = false;
    story_open();
    s = meeting_scene(home);
    return 0;
}

static const char *office(const char *page)
{
    return arena_printf(home->mem, "/office/meeting/%" PRId64 "/%s", s.id,
                        page);
}

static const char *jury(const char *page)
{
    return arena_printf(home->mem, "/jury/meeting/%" PRId64 "%s", s.id, page);
}

static void as(const char *email, const char *path)
{
    if (somebody) {
        visit(b, "/account");
        press_in(b, "/logout", "Abmelden");
    }
    somebody = true;
    log_in(b, email);
    visit(b, path);
}

static void invite(void)
{
    struct world *w = home_begin(home);
    invite_send(w, s.id);
    home_commit(home);
}

static void answer(int juror, const char *what)
{
    struct world *w = home_begin(home);
    invite_answer(w, s.id, s.j.member[juror], what, "", "");
    home_commit(home);
}

static void move_meeting(int64_t by)
{
    home_sql(home,
             arena_printf(home->mem,
                          "UPDATE meeting SET starts_at = starts_at + %" PRId64,
                          by));
}

/* --- invitations ------------------------------------------------------------
 */

static void invited_and_answered(void **state)
{
    (void)state;
    as("j1@example.org", jury("/invitation"));
    see_status(b, 404);
    as("office@example.org", office("invitations"));
    see(b, "3 Personen sind noch nicht eingeladen.");
    press(b, "Einladen");
    see(b, "3 Mails sind im Postausgang.");
    see(b, "3 Antworten fehlen.");
    assert_string_equal(
        text("SELECT subject FROM mail WHERE kind = 'meeting' LIMIT 1"),
        "Testpreis 2026: Einladung zur Sitzung „Jurysitzung“");
    as("j1@example.org", jury("/invitation"));
    see(b, "Volkshaus Jena, Großer Saal");
    see(b, "Ihre Antwort fehlt noch.");
    press(b, "Antwort senden");
    see_status(b, 422);
    see(b, "Bitte wählen Sie eine der Antworten.");
    fill(b, "answer", "no");
    fill(b, "deputy", "Dr. Jörg Müßig");
    fill(b, "remark", "Ich bin im „Urlaub“.");
    press(b, "Antwort senden");
    see(b, "Vielen Dank, Ihre Antwort ist gespeichert.");
    as("office@example.org", office("invitations"));
    see(b, "verhindert");
    see(b, "Kommt stattdessen: Dr. Jörg Müßig");
    see(b, "Ich bin im „Urlaub“.");
    press(b, "Erinnern");
    see(b, "2 Mails sind im Postausgang.");
    press(b, "Erinnern"); /* pressed twice */
    see(b, "Es war niemand anzuschreiben.");
    assert_int_equal(
        number("SELECT count(*) FROM mail WHERE kind = 'meeting_answer'"), 2);
}

static void another_date_is_asked_anew(void **state)
{
    (void)state;
    invite();
    answer(0, "yes");
    as("j1@example.org", jury(".ics"));
    assert_non_null(strstr(page(b), "SEQUENCE:0\r\n"));
    assert_non_null(strstr(page(b), "DTSTART:20260921T151320Z\r\n"));
    const char *uid = arena_text(home->mem, strstr(page(b), "UID:"));
    move_meeting(86400);
    as("j1@example.org", jury("/invitation"));
    see(b, "Zeit oder Ort wurden eben geändert.");
    as("office@example.org", office("invitations"));
    see(b, "kennt den neuen Termin nicht");
    see(b, "Mit 0 von 3 Zusagen ist die Jury noch nicht beschlussfähig.");
    press(b, "Neuen Termin mitteilen");
    assert_int_equal(
        number("SELECT count(*) FROM mail WHERE kind = 'meeting_moved'"), 3);
    as("j1@example.org", jury("/invitation"));
    see(b, "Ihre Antwort fehlt noch.");
    visit(b, jury(".ics"));
    assert_non_null(strstr(page(b), "SEQUENCE:1\r\n"));
    assert_non_null(strstr(page(b), "DTSTART:20260922T151320Z\r\n"));
    assert_int_equal(strncmp(uid, strstr(page(b), "UID:"), strcspn(uid, "\r")),
                     0);
}

static void the_calendar_names_no_nomination(void **state)
{
    (void)state;
    invite();
    as("j1@example.org", jury(".ics"));
    assert_non_null(strstr(page(b), "SUMMARY:Testpreis 2026: Jurysitzung"));
    assert_null(strstr(page(b), "Alpha"));
    assert_null(strstr(page(b), "Beta"));
    assert_null(strstr(page(b), "E0"));
    assert_int_equal(
        number("SELECT count(*) FROM mail WHERE body LIKE '%Alpha%'"), 0);
}

/* --- the agenda as he may know it -------------------------------------------
 */

static void a_conflict_is_a_line_without_a_name(void **state)
{
    (void)state;
    invite();
    judging_declare(home, &s.j, 1, 1, "client");
    as("j2@example.org", jury("/invitation"));
    see(b, "Alpha GmbH");
    see(b, "Gamma KG");
    see(b, "Eine Bewerbung, bei der Sie befangen sind");
    see_no_markup(b, "Beta");
    see_no_markup(b, "E02");
}

static void in_a_blind_edition_codes(void **state)
{
    (void)state;
    invite();
    home_sql(home, "UPDATE edition SET blind = 1");
    as("j1@example.org", jury("/invitation"));
    see(b, "Bewerbung E01");
    see_no_markup(b, "Alpha");
    home_sql(home, arena_printf(home->mem,
                                "DELETE FROM conflict WHERE jury_member_id = "
                                "%" PRId64 " AND entry_id = %" PRId64,
                                s.j.member[0], s.j.entry[2]));
    visit(b, jury("/invitation"));
    see(b, "Zu einem Unternehmen der Tagesordnung fehlt noch Ihre Erklärung.");
    see_no_markup(b, "E01");
    see_no_markup(b, "Gamma");
    press(b, "Jetzt erklären");
    see(b, "Gamma KG");
    see_no_markup(b, "E03");
}

/* --- the quorum -------------------------------------------------------------
 */

static void a_forecast_for_each_item(void **state)
{
    (void)state;
    invite();
    answer(0, "yes"); /* has the chair */
    answer(1, "yes");
    as("office@example.org", office("invitations"));
    see(b, "Mit 2 von 3 Zusagen ist die Jury beschlussfähig.");
    see(b, "Das gilt auch für jeden Punkt der Tagesordnung");
    judging_declare(home, &s.j, 0, 1, "client");
    visit(b, office("invitations"));
    see(b, "Beta AG E02: niemand mit Vorsitz hat zugesagt");
    home_sql(home, arena_printf(home->mem,
                                "UPDATE jury_member SET deputy_chair = 1 "
                                "WHERE id = %" PRId64,
                                s.j.member[1]));
    visit(b, office("invitations"));
    /* of two seats one has to be there, and the deputy comes */
    see_not(b, "Beta AG E02");
}

/* --- stand-ins --------------------------------------------------------------
 */

static int64_t stand_in(void)
{
    int64_t id = meeting_juror(home, &s, "vertretung@example.org");
    home_sql(home, arena_printf(home->mem,
                                "UPDATE jury_member SET stands_in_for = "
                                "%" PRId64 " WHERE id = %" PRId64,
                                s.j.member[2], id));
    judging_accept(home);
    return id;
}

static const char *reading(int entry)
{
    return arena_printf(home->mem,
                        "/jury/meeting/%" PRId64 "/nomination/%" PRId64, s.id,
                        s.j.entry[entry]);
}

static int readable(int64_t member)
{
    return (int)number(arena_printf(
        home->mem,
        "SELECT count(*) FROM reading WHERE jury_member_id = %" PRId64,
        member));
}

static void reads_from_the_refusal_on(void **state)
{
    (void)state;
    int64_t id = stand_in();
    invite();
    as("vertretung@example.org", jury("/invitation"));
    see(b, "Solange dieser Sitz besetzt ist");
    see_no_markup(b, "Alpha");
    visit(b, jury("/declare"));
    see_status(b, 404);
    answer(2, "maybe");
    visit(b, jury("/declare"));
    see_status(b, 404);
    answer(2, "no");
    as("office@example.org", office("invitations"));
    see(b, "Fragen könnten Sie vertretung");
    as("vertretung@example.org", jury("/invitation"));
    visit(b, reading(0));
    see_status(b, 404);
    assert_int_equal(readable(id), 0);
    meeting_free(home, &s, id);
    judging_declare(home, &s.j, 0, 0, "none");
    struct world *w = home_begin(home);
    conflict_declare(w, id, s.j.entry[1], "family", "");
    home_commit(home);
    assert_int_equal(readable(id), 2);
    visit(b, reading(0));
    see_status(b, 200);
    see(b, "Alpha GmbH");
    visit(b, reading(1));
    see_status(b, 404);
    see_no_markup(b, "Beta");
    /* he marks nothing */
    visit(b, arena_printf(home->mem, "/jury/entry/%" PRId64, s.j.entry[0]));
    see_status(b, 404);
    answer(2, "yes");
    visit(b, reading(0));
    see_status(b, 404);
    assert_int_equal(readable(id), 0);
}

static void reads_while_the_seat_is_empty(void **state)
{
    (void)state;
    int64_t id = stand_in();
    invite();
    meeting_free(home, &s, id);
    struct world *w = home_begin(home);
    assert_int_equal(meeting_open(w, s.id), MEETING_OK);
    home_commit(home);
    assert_int_equal(readable(id), 3);
    w = home_begin(home);
    meeting_come(w, s.id, s.j.member[2]);
    home_commit(home);
    assert_int_equal(readable(id), 0);
    w = home_begin(home);
    meeting_leave(w, s.id, s.j.member[2]);
    home_commit(home);
    assert_int_equal(readable(id), 3);
    w = home_begin(home);
    meeting_close(w, s.id);
    home_commit(home);
    assert_int_equal(readable(id), 0);
}

static void declares_before(void **state)
{
    (void)state;
    stand_in();
    invite();
    answer(2, "no");
    as("vertretung@example.org", jury("/invitation"));
    press(b, "Jetzt erklären");
    see(b, "Alpha GmbH");
    press(b, "Erklärungen abgeben");
    see_status(b, 422);
    see(b, "Hier fehlt Ihre Erklärung noch.");
}

/* --- the order --------------------------------------------------------------
 */

static const char *order(void)
{
    return text(
        "SELECT group_concat(code, ' ') FROM (SELECT e.code FROM "
        "meeting_item i JOIN entry e ON e.id = i.entry_id ORDER BY "
        "i.position)");
}

static void taken_over_as_looked_at(void **state)
{
    (void)state;
    /* the second and, after another, out for the first and the third */
    judging_declare(home, &s.j, 1, 0, "client");
    judging_declare(home, &s.j, 1, 2, "client");
    judging_declare(home, &s.j, 2, 1, "client");
    as("office@example.org", office("order"));
    see(b, "In dieser Reihenfolge verlässt insgesamt 2-mal ein Jurymitglied");
    see(b, "In der einfachen Reihenfolge wären es 3.");
    judging_declare(home, &s.j, 1, 1, "client");
    press(b, "Diese Reihenfolge übernehmen");
    see_status(b, 409);
    assert_string_equal(order(), "E01 E02 E03");
    visit(b, office("order"));
    see(b, "In dieser Reihenfolge verlässt insgesamt 2-mal ein Jurymitglied");
    home_sql(home, "DELETE FROM meeting_item");
    press(b, "Diese Reihenfolge übernehmen");
    assert_int_equal(
        number("SELECT count(*) FROM meeting_item WHERE kind = 'entry' AND "
               "minutes = 10"),
        3);
    assert_true(number("SELECT count(*) FROM meeting_item "
                       "WHERE kind = 'contest'") > 0);
    assert_int_equal(number("SELECT position FROM meeting_item WHERE kind = "
                            "'entry' ORDER BY position LIMIT 1"),
                     1);
}

static void first_and_last_stay(void **state)
{
    (void)state;
    struct world *w = home_begin(home);
    static const char *const title[] = {"Begrüßung", "Ausblick"};
    for (size_t i = 0; i < 2; i++) {
        const struct meeting_item topic = {.meeting_id = s.id,
                                           .kind = "topic",
                                           .title_de = title[i],
                                           .title_en = ""};
        assert_true(meeting_item_add(w, &topic) > 0);
    }
    home_commit(home);
    home_sql(home,
             "UPDATE meeting_item SET position = 0 "
             "WHERE title_de = 'Begrüßung'");
    as("office@example.org", office("order"));
    press(b, "Diese Reihenfolge übernehmen");
    assert_string_equal(
        text("SELECT group_concat(kind, ' ') FROM (SELECT kind FROM "
             "meeting_item ORDER BY position LIMIT 5)"),
        "topic entry entry entry contest");
    assert_string_equal(text("SELECT title_de FROM meeting_item "
                             "ORDER BY position DESC LIMIT 1"),
                        "Ausblick");
}

static void cancelled_is_told(void **state)
{
    (void)state;
    invite();
    as("office@example.org",
       arena_printf(home->mem, "/office/meeting/%" PRId64, s.id));
    press(b, "Sitzung absagen");
    see(b,
        "Die Sitzung ist abgesagt; Mails an 3 Jurymitglieder sind im "
        "Postausgang.");
    assert_int_equal(
        number("SELECT count(*) FROM mail WHERE kind = 'meeting_cancelled' "
               "AND body LIKE '%findet nicht statt%'"),
        3);
    as("j1@example.org", jury(".ics"));
    assert_non_null(strstr(page(b), "STATUS:CANCELLED\r\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(invited_and_answered),
        STORY(another_date_is_asked_anew),
        STORY(the_calendar_names_no_nomination),
        STORY(a_conflict_is_a_line_without_a_name),
        STORY(in_a_blind_edition_codes),
        STORY(a_forecast_for_each_item),
        STORY(reads_from_the_refusal_on),
        STORY(reads_while_the_seat_is_empty),
        STORY(declares_before),
        STORY(taken_over_as_looked_at),
        STORY(first_and_last_stay),
        STORY(cancelled_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
