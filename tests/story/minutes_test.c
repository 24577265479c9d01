/* Minutes in the browser: made, read, signed by two, corrected; who may not
 * read them before the results are public. */
#include <string.h>

#include "support/minutes_scene.h"
#include "support/story.h"

static struct minutes_scene s;

static const char office_path[] = "/office/meeting/1/minutes";
static const char jury_path[] = "/jury/meeting/1/minutes";

static int setup(void **state)
{
    (void)state;
    story_open();
    s = minutes_scene(home);
    return 0;
}

static void make(void)
{
    log_in(b, "office@example.org");
    visit(b, office_path);
    press(b, "Protokoll erstellen");
    see_status(b, 200);
}

/* Each page about a closed meeting leads to its minutes, and says where they
 * stand. */
static void from_every_page(void **state)
{
    (void)state;
    struct browser *juror = browser_new(home);
    log_in(juror, "j1@example.org");
    visit(juror, "/jury");
    see_not(juror, "Zum Protokoll");
    visit(juror, "/jury/meeting/1");
    see(juror, "noch kein Protokoll");
    log_in(b, "office@example.org");
    visit(b, "/office/edition/2026/meetings");
    press(b, "noch kein Protokoll");
    press(b, "Protokoll erstellen");
    visit(b, "/office/meeting/1");
    see(b, "Was jetzt zu tun ist");
    see(b, "Protokoll nicht unterzeichnet");
    see(b, "Unternehmen benachrichtigen");
    visit(b, "/office/meeting/1/live");
    press(b, "Zum Protokoll");
    see(b, "Entwurf, nicht unterzeichnet");
    visit(juror, "/jury");
    see(juror, "Protokoll nicht unterzeichnet");
    see(juror, "Zum Protokoll");
    visit(juror, jury_path);
    see(juror, "Entwurf, nicht unterzeichnet");
    browser_free(juror);
    juror = browser_new(home);
    log_in(juror, "j2@example.org"); /* was out of the room */
    visit(juror, "/jury");
    see_not(juror, "Zum Protokoll");
    visit(juror, "/jury/meeting/1");
    see_not(juror, "Zum Protokoll");
    see(juror, "sobald die Ergebnisse öffentlich sind");
    browser_free(juror);
}

static void from_meeting_to_text(void **state)
{
    (void)state;
    log_in(b, "office@example.org");
    visit(b, office_path);
    see(b, "Es gibt noch kein Protokoll.");
    press(b, "Protokoll erstellen");
    see(b, "Das Protokoll ist aus dem Verlauf der Sitzung erstellt.");
    see(b, "Entwurf, nicht unterzeichnet");
    see(b, "TOP 2: Möbel & Söhne AG (E02)");
    see(b, "Wegen Befangenheit nicht im Raum: Jörg Böhme (Beschäftigung).");
    see_not(b, "Als Sitzungsleitung unterzeichnen");
    press(b, "Text, deutsch");
    see_status(b, 200);
    assert_non_null(
        strstr(header(b, "content-disposition"), "protokoll-2026-1.txt"));
    assert_non_null(strstr(page(b), "Protokoll der Jurysitzung"));
    visit(b, office_path);
    press(b, "Text, englisch");
    assert_non_null(strstr(page(b), "Minutes of the jury meeting"));
    visit(b, "/office/meeting/1/minutes/pdf?number=0&language=de");
    see_status(b, 404);
    visit(b, "/office/log");
    see(b, "Protokoll erstellt");
}

static void two_people_sign(void **state)
{
    (void)state;
    make();
    press(b, "Als zweite Person unterzeichnen");
    see_status(b, 422);
    see(b, "Bitte bestätigen Sie, dass Sie den Wortlaut gelesen haben.");
    fill(b, "read", "yes");
    press(b, "Als zweite Person unterzeichnen");
    see(b, "eine Unterschrift fehlt");
    see_not(b, "Neu erstellen");
    see_not(b, "Nachtrag erstellen");
    struct browser *chair = browser_new(home);
    log_in(chair, "j1@example.org");
    visit(chair, jury_path);
    fill(chair, "read", "yes");
    press(chair, "Als Sitzungsleitung unterzeichnen");
    see(chair, "Unterzeichnet.");
    see(chair, "von beiden unterzeichnet");
    see(chair, "Dr. Anna Weiß, ");
    browser_free(chair);
    visit(b, office_path);
    press(b, "Nachtrag erstellen");
    see_status(b, 422);
    see(b, "Bitte nennen Sie den Grund.");
    fill(b, "text", "Zwölf Köpfe, nicht elf.");
    fill(b, "reason", "Zählfehler");
    press(b, "Nachtrag erstellen");
    see(b, "Der Nachtrag ist erstellt.");
    see(b, "Nachtrag 1 zum Protokoll");
    see(b, "Zwölf Köpfe, nicht elf.");
    press(b, "Text, deutsch");
    assert_null(strstr(page(b), "Zwölf"));
    assert_int_equal(number("SELECT count(*) FROM minutes_signature"), 2);
    visit(b, "/office/log");
    see(b, "Protokoll unterzeichnet");
}

/* What was looked at is what is signed. */
static void overtaken(void **state)
{
    (void)state;
    make();
    fill(b, "read", "yes");
    home_sql(home, "DELETE FROM withheld");
    press(b, "Als zweite Person unterzeichnen");
    see_status(b, 409);
    see(b, "Seit dieses Protokoll erstellt wurde, hat sich etwas geändert.");
    assert_int_equal(number("SELECT count(*) FROM minutes_signature"), 0);
}

static void not_for_the_conflicted(void **state)
{
    (void)state;
    make();
    struct browser *juror = browser_new(home);
    log_in(juror, "j2@example.org"); /* was out of the room */
    visit(juror, jury_path);
    see_status(juror, 404);
    see(juror, "Sie können es lesen, sobald die Ergebnisse öffentlich sind.");
    see_not(juror, "Lichtwerk");
    visit(juror, "/jury/meeting/1/minutes/text?number=0&language=de");
    see_status(juror, 404);
    post_fields(juror, "/jury/meeting/1/minutes/sign",
                "number=0&role=second&read=yes");
    see_status(juror, 404);
    home_sql(home, "UPDATE edition SET phase = 11, embargo_at = NULL");
    visit(juror, jury_path);
    see_status(juror, 200);
    see(juror, "Lichtwerk Jena GmbH");
    browser_free(juror);
}

static void not_for_others(void **state)
{
    (void)state;
    make();
    home_user(home, "fremd@example.org", "juror");
    struct browser *other = browser_new(home);
    log_in(other, "fremd@example.org");
    visit(other, jury_path);
    see_status(other, 404);
    see_not(other, "Sitzung");
    visit(other, office_path);
    see_status(other, 404);
    browser_free(other);
    /* an organiser who declared a conflict as a juror */
    home_sql(home,
             "INSERT INTO user_role (user_id, role, granted_at) SELECT id, "
             "'organiser', 1 FROM user WHERE "
             "email = 'j3@example.org';"
             "UPDATE conflict SET kind = 'family' WHERE jury_member_id = "
             "(SELECT id FROM jury_member WHERE code = 'J03') AND entry_id = "
             "(SELECT id FROM entry WHERE code = 'E01')");
    struct browser *torn = browser_new(home);
    log_in(torn, "j3@example.org");
    visit(torn, office_path);
    see_status(torn, 404);
    see_not(torn, "TOP");
    browser_free(torn);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(from_every_page),        STORY(from_meeting_to_text),
        STORY(two_people_sign),        STORY(overtaken),
        STORY(not_for_the_conflicted), STORY(not_for_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
