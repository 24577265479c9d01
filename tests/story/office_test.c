/* The award office: editions, course, dates, formal check, jury, brochure. */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "model/audit.h"
#include "support/award.h"
#include "support/story.h"

static void enter(struct browser *who, const char *email)
{
    visit(who, "/login?to=/account");
    fill(who, "email", email);
    fill(who, "password", "correct horse");
    press_in(who, "/login", NULL);
}

static int setup(void **state)
{
    (void)state;
    story_open();
    award_scene(home);
    home_user(home, "office@example.org", "organiser");
    enter(b, "office@example.org");
    return 0;
}

static void nobody_else_gets_in(void **state)
{
    static const char *const paths[] = {
        "/office",
        "/office/edition/2026",
        "/office/edition/2026/entries",
        "/office/entry/1",
        "/office/edition/2026/jury",
        "/office/edition/2026/winners",
        "/office/edition/2026/brochure",
        "/office/job/1/file",
    };
    (void)state;
    home_user(home, "falk@example.org", "juror company");
    struct browser *other = browser_new(home);
    enter(other, "falk@example.org");
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        visit(other, paths[i]);
        see_status(other, 404);
        see_not(other, "Lichtwerk");
    }
    browser_free(other);
    visit(b, "/office/edition/1999");
    see_status(b, 404);
    visit(b, "/office/entry/4711");
    see_status(b, 404);
    visit(b, "/office/entry/x");
    see_status(b, 404);
}

static void the_editions(void **state)
{
    (void)state;
    visit(b, "/office");
    see(b, "Testpreis 2026");
    see(b, "offen");
    see(b, "21. Oktober 2026");
    visit(b, "/office/edition/2026");
    see(b, "Unternehmen können sich bewerben");
    see(b, "Bewerbungen werden bis 21. Oktober 2026, 16:13 Uhr angenommen.");
    browser_language(b, "en");
    visit(b, "/office/edition/2026?lang=en");
    see(b, "Companies can apply");
    see(b, "Close the call");
}

static void the_next_step(void **state)
{
    (void)state;
    visit(b, "/office/edition/2026");
    press(b, "Ausschreibung schließen");
    see(b, "Die Ausgabe ist jetzt in der Phase: Frist abgelaufen");
    see(b, "1 Bewerbung wartet auf die formale Prüfung.");
    press(b, "Formale Prüfung beginnen");
    assert_int_equal(home_number(home, "SELECT phase FROM edition"), 3);
    fill(b, "phase", "1");
    press(b, "Phase wechseln");
    assert_int_equal(home_number(home, "SELECT phase FROM edition"), 1);
    assert_int_equal(home_number(home,
                                 "SELECT count(*) FROM audit WHERE "
                                 "action = 'edition.phase'"),
                     3);
}

static void phases_that_are_refused(void **state)
{
    (void)state;
    home_sql(home, "UPDATE edition SET phase = 2, deadline_at = 1789999999");
    visit(b, "/office/edition/2026");
    fill(b, "phase", "1");
    press(b, "Phase wechseln");
    see_status(b, 422);
    see(b,
        "Die Ausschreibung lässt sich öffnen, wenn der Bewerbungsschluss in "
        "der Zukunft liegt.");
    home_sql(home,
             "UPDATE edition SET phase = 8;"
             "UPDATE round SET state = 'open'");
    visit(b, "/office/edition/2026");
    press(b, "Entscheidung ist gefallen");
    see_status(b, 422);
    see(b, "Eine Wertungsrunde ist noch offen.");
    assert_int_equal(home_number(home, "SELECT phase FROM edition"), 8);
}

static void settings(void **state)
{
    (void)state;
    visit(b, "/office/edition/2026");
    assert_string_equal(field_value(b, "deadline_at"), "2026-10-21T16:13");
    fill(b, "deadline_at", "2026-10-31T23:59");
    fill(b, "reason", "Die Post streikt.");
    fill(b, "ceremony_at", "2026-11-27T17:00");
    fill(b, "embargo_at", "2026-11-27T18:00");
    fill(b, "motto_de", "  Neues  <b>Motto</b> ");
    fill(b, "accent", "#ABCDEF");
    fill(b, "email", "preis@example.org");
    press(b, "Speichern");
    see(b, "Ihre Änderungen sind gespeichert.");
    assert_string_equal(home_text(home, "SELECT motto_de FROM edition"),
                        "Neues <b>Motto</b>");
    assert_int_equal(home_number(home, "SELECT ceremony_at FROM edition"),
                     1795795200);
    assert_int_equal(home_number(home,
                                 "SELECT count(*) FROM audit WHERE "
                                 "action = 'edition.extend'"),
                     1);
    see_no_markup(b, "<b>Motto");
    fill(b, "motto_en", "Another");
    press(b, "Speichern");
    assert_int_equal(home_number(home,
                                 "SELECT count(*) FROM audit WHERE "
                                 "action = 'edition.settings'"),
                     1);
    struct world *w = home_begin(home);
    assert_null(audit_check(w));
    home_commit(home);
}

static void settings_that_are_refused(void **state)
{
    static const struct refused_case {
        const char *field, *value, *want;
    } cases[] = {
        {"deadline_at", "2026-09-20T12:00", "Das liegt in der Vergangenheit."},
        {"deadline_at", "", "braucht sie einen Bewerbungsschluss"},
        {"deadline_at", "2026-10-20T12:00", "aber nicht vorgezogen werden"},
        {"deadline_at", "2026-10-25T12:00", "Bitte nennen Sie den Grund"},
        {"remind_days", "61", "eine Zahl von Tagen von 0 bis 60"},
        {"deadline_at", "2026-13-40T12:00", "Bitte geben Sie Tag und Uhrzeit"},
        {"deadline_at", "morgen", "Bitte geben Sie Tag und Uhrzeit ein"},
        {"opens_at", "2026-12-01T12:00", "muss nach dem Beginn liegen"},
        {"ceremony_at", "2026-10-01T12:00", "Die Preisverleihung muss nach"},
        {"embargo_at", "2026-10-01T12:00", "Die Sperrfrist muss nach"},
        {"accent", "red", "Bitte geben Sie eine Farbe"},
        {"accent", "#12345g", "Bitte geben Sie eine Farbe"},
        {"email", "nonsense", "Bitte geben Sie eine gültige E-Mail-Adresse"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        visit(b, "/office/edition/2026");
        fill(b, cases[i].field, cases[i].value);
        press(b, "Speichern");
        see_status(b, 422);
        see(b, cases[i].want);
        assert_string_equal(field_value(b, cases[i].field), cases[i].value);
    }
    assert_int_equal(home_number(home,
                                 "SELECT count(*) FROM audit WHERE "
                                 "action LIKE 'edition.%'"),
                     0);
    assert_int_equal(home_number(home, "SELECT deadline_at FROM edition"),
                     TEST_NOW + 30 * 86400);
}

static void finding_nominations(void **state)
{
    (void)state;
    visit(b, "/office/edition/2026/entries");
    see(b, "5 von 5 Bewerbungen");
    see_markup(b, "zu prüfen (1)</option>");
    see(b, "Lichtwerk <script>alert(1)</script>");
    see_no_markup(b, "<script>alert");
    fill(b, "q", "MÜLLER \"und\"");
    press(b, "Anzeigen");
    see(b, "1 von 5 Bewerbungen");
    see(b, "Müller \"und\" Söhne");
    see_not(b, "Grünzeit");
    assert_string_equal(field_value(b, "q"), "MÜLLER \"und\"");
    visit(b, "/office/edition/2026/entries?q=kahla");
    see(b, "Grünzeit");
    see(b, "1 von 5");
    visit(b, "/office/edition/2026/entries?state=admitted&category=2");
    see(b, "Papierhof");
    see(b, "1 von 5");
    visit(b, "/office/edition/2026/entries?q=%25&sort=number");
    see(b, "Nichts gefunden");
    visit(b, "/office/edition/2026/entries?q=%27%3B+DROP+TABLE&state=x");
    see_status(b, 200);
    see(b, "Nichts gefunden");
}

static void sorting_nominations(void **state)
{
    (void)state;
    visit(b, "/office/edition/2026/entries");
    const char *green = strstr(page(b), "Grünzeit");
    assert_non_null(green);
    assert_true(green < strstr(page(b), "Lichtwerk"));
    press(b, "Nr., nach Nummer sortieren");
    green = strstr(page(b), "Grünzeit");
    assert_true(strstr(page(b), "Papierhof") < green);
    assert_true(green < strstr(page(b), "Lichtwerk"));
    assert_true(strstr(page(b), "Lichtwerk") < strstr(page(b), "Zögern"));
}

static void one_nomination(void **state)
{
    (void)state;
    visit(b, "/office/entry/1");
    see(b, "Lichtwerk <script>alert(1)</script>");
    see(b, "Wir schleifen Linsen.");
    see(b, "Und <b>lernen</b>.");
    see(b, "03641-1234");
    see(b, "Foto: Mara <i>Lenz</i>");
    see_markup(b, "/image/1/screen");
    see(b, "Sie dürfen das drucken.");
    see(b, "Geschichte der Angaben");
    see_no_markup(b, "<script>alert");
    see_no_markup(b, "<i>Lenz");
    visit(b, "/office/entry/2");
    see_no_markup(b, "href=\"javascript");
    visit(b, "/office/entry/3");
    see(b, "widerrufen am");
    see(b, "Eine nötige Einwilligung fehlt");
    visit(b, "/office/entry/5");
    see(b, "Das Unternehmen arbeitet noch daran.");
    see_no_markup(b, "/office/entry/5/admit");
}

static void admitting(void **state)
{
    (void)state;
    int64_t user = home_user(home, "m@example.org", "company");
    home_sql(home,
             arena_printf(home->mem,
                          "INSERT INTO membership VALUES (%d, 4, 1, 'owner')",
                          (int)user));
    visit(b, "/office/entry/4");
    see(b, "zu prüfen");
    fill(b, "category", "");
    press(b, "Zulassen");
    see_status(b, 422);
    see(b, "Bitte wählen Sie eine Kategorie.");
    fill(b, "category", "2");
    press(b, "Zulassen");
    see_status(b, 200);
    see(b, "Die Bewerbung ist zugelassen");
    see(b, "Das Unternehmen hatte gewählt");
    assert_int_equal(home_number(home,
                                 "SELECT confirmed_category_id FROM "
                                 "entry WHERE id = 4"),
                     2);
    assert_string_equal(
        home_text(home, "SELECT subject FROM mail ORDER BY id DESC"),
        "Testpreis 2026: Ihre Bewerbung ist zugelassen");
}

static void rejecting(void **state)
{
    (void)state;
    int64_t user = home_user(home, "m@example.org", "company");
    home_sql(home,
             arena_printf(home->mem,
                          "INSERT INTO membership VALUES (%d, 4, 1, 'owner')",
                          (int)user));
    visit(b, "/office/entry/4");
    fill(b, "reason", "   ");
    press(b, "Ablehnen");
    see_status(b, 422);
    see(b, "Bitte nennen Sie den Grund: Das Unternehmen liest ihn.");
    assert_string_equal(home_text(home, "SELECT state FROM entry WHERE id = 4"),
                        "submitted");
    fill(b, "reason", "Kein Sitz in <b>Jena</b>");
    press(b, "Ablehnen");
    see(b, "Die Bewerbung ist abgelehnt");
    see(b, "Kein Sitz in <b>Jena</b>");
    see_no_markup(b, "<b>Jena");
    assert_non_null(
        strstr(home_text(home, "SELECT body FROM mail ORDER BY id DESC"),
               "Kein Sitz in <b>Jena</b>"));
    press(b, "Zulassen");
    assert_string_equal(home_text(home, "SELECT state FROM entry WHERE id = 4"),
                        "admitted");
}

static void a_marked_nomination_stays(void **state)
{
    (void)state;
    visit(b, "/office/entry/1");
    const char *csrf = arena_text(home->mem, field_value(b, "csrf"));
    home_sql(home,
             "INSERT INTO ballot (round_id, jury_member_id, entry_id, "
             "updated_at) VALUES (1, 1, 1, 1)");
    visit(b, "/office/entry/1");
    see(b, "Die Jury hat begonnen, sie zu bewerten");
    const char *body = arena_printf(home->mem, "csrf=%s&reason=x", csrf);
    request_raw(b, "POST", "/office/entry/1/reject",
                "application/x-www-form-urlencoded", body, strlen(body));
    see_status(b, 409);
    assert_string_equal(home_text(home, "SELECT state FROM entry WHERE id = 1"),
                        "admitted");
}

static void inviting_jurors(void **state)
{
    (void)state;
    visit(b, "/office/edition/2026/jury");
    see(b, "Prof. Ida Falk");
    see(b, "Vorsitz");
    fill(b, "email", "lind");
    press(b, "Einladen");
    see_status(b, 422);
    see(b, "Bitte geben Sie den Namen der Person ein.");
    see(b, "Bitte geben Sie eine gültige E-Mail-Adresse ein.");
    home_sql(home,
             "INSERT INTO edition (slug, number, year, title_de, title_en,"
             " motto_de, motto_en, phase, created_at) SELECT '2027', 11, 2027,"
             " 'Testpreis 2027', 'Test Award 2027', '', '', 1, created_at"
             " FROM edition");
    fill(b, "name", "Dr. <b>Lind</b>");
    fill(b, "email", "lind@jury.example");
    fill(b, "language", "en");
    fill(b, "institution", "Land");
    fill(b, "function_de", "Referentin");
    press(b, "Einladen");
    see_status(b, 200);
    see(b, "die Einladung mit dem Link liegt im Postausgang");
    see(b, "Dr. <b>Lind</b>");
    see(b, "Referentin");
    see(b, "eingeladen");
    see_no_markup(b, "<b>Lind");
    assert_string_equal(home_text(home, "SELECT language FROM mail"), "en");
    /* to this jury, though another edition takes nominations now */
    assert_string_equal(home_text(home, "SELECT subject FROM mail"),
                        "Test Award 2026: your invitation");
    assert_int_equal(home_number(home, "SELECT count(*) FROM jury_member"), 2);
    fill(b, "name", "Noch einmal");
    fill(b, "email", "LIND@jury.example");
    press(b, "Einladen");
    see_status(b, 422);
    see(b, "Diese Person ist schon in der Jury dieser Ausgabe.");
    assert_int_equal(home_number(home, "SELECT count(*) FROM mail"), 1);
}

static void ordering_a_brochure(void **state)
{
    (void)state;
    visit(b, "/office/edition/2026/brochure");
    see(b, "Noch ist niemand als nominiert eingetragen");
    assert_null(header(b, "refresh"));
    press(b, "Bildschirm-PDF");
    see(b, "Bildschirm-PDF wartet");
    assert_string_equal(header(b, "refresh"), "2");
    press(b, "Bildschirm-PDF");
    assert_int_equal(home_number(home, "SELECT count(*) FROM job"), 1);
    press(b, "Druck-PDF");
    assert_int_equal(
        home_number(home, "SELECT count(*) FROM job WHERE product = 'print'"),
        1);
    visit(b, "/office/job/1/file");
    see_status(b, 404);
    visit(b, "/office/edition/2026/brochure");
    press_in(b, "/office/job/2/cancel", NULL);
    see(b, "Die Arbeit ist abgebrochen.");
    home_sql(home,
             "UPDATE job SET state = 'done', progress = 100, "
             "result = '2026-brochure-1.pdf', result_bytes = 8 "
             "WHERE id = 1");
    file_write(
        arena_printf(home->mem, "%s/exports/2026-brochure-1.pdf", home->folder),
        "%PDF-1.7", 8, 0600);
    visit(b, "/office/edition/2026/brochure");
    assert_null(header(b, "refresh"));
    see(b, "fertig");
    visit(b, "/office/job/1/file");
    see_status(b, 200);
    assert_string_equal(header(b, "content-type"), "application/pdf");
    assert_non_null(strstr(
        header(b, "content-disposition"),
        "attachment; filename=\"EMBARGO-testpreis-2026-bildschirm.pdf\""));
    home_sql(home,
             "UPDATE job SET state = 'done', result = '../keys/cookie' "
             "WHERE id = 2");
    visit(b, "/office/job/2/file");
    see_status(b, 404);
}

static void a_failed_brochure(void **state)
{
    (void)state;
    home_sql(home,
             "INSERT INTO job (kind, edition_id, product, state, message, "
             "created_at) VALUES ('brochure', 1, 'screen', 'failed', "
             "'kit.typ: <b>', 1)");
    visit(b, "/office/edition/2026/brochure");
    see(b, "gescheitert");
    see(b, "kit.typ: <b>");
    see_no_markup(b, "<b></p>");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(nobody_else_gets_in),
        STORY(the_editions),
        STORY(the_next_step),
        STORY(phases_that_are_refused),
        STORY(settings),
        STORY(settings_that_are_refused),
        STORY(finding_nominations),
        STORY(sorting_nominations),
        STORY(one_nomination),
        STORY(admitting),
        STORY(rejecting),
        STORY(a_marked_nomination_stays),
        STORY(inviting_jurors),
        STORY(ordering_a_brochure),
        STORY(a_failed_brochure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
