/* Files that leave the house: ordering the brochure's products, watching,
 * cancelling, trying again, fetching; what the preflight shows; and who is kept
 * out while the winners are secret. */
#include "support/award.h"
#include "support/story.h"

#include <string.h>

#include "base/file.h"
#include "model/brochure.h"
#include "model/jury.h"

static const char *const make = "/office/edition/2026/brochure";
static const char *const check = "/office/edition/2026/brochure/preflight";

static int setup(void **state)
{
    (void)state;
    story_open();
    award_scene(home);
    award_decide(home);
    home_user(home, "office@example.org", "organiser");
    log_in(b, "office@example.org");
    return 0;
}

/* A job as the job process leaves it. */
static void made(const char *kind, const char *product, const char *language,
                 const char *file)
{
    home_sql(home,
             arena_printf(home->mem,
                          "INSERT INTO job (kind, edition_id, product, "
                          "language, state, result, result_bytes, pages, "
                          "seconds, memory_kb, created_at) VALUES ('%s', 1, "
                          "'%s', '%s', 'done', '%s', 4, 24, 2.64, 194560, 1)",
                          kind, product, language, file));
    file_folder(arena_printf(home->mem, "%s/exports", home->folder), 0700);
    file_write(arena_printf(home->mem, "%s/exports/%s", home->folder, file),
               "made", 4, 0600);
}

static void three_products(void **state)
{
    (void)state;
    visit(b, make);
    press(b, "Korrekturabzug");
    see(b, "Die Datei wird erstellt.");
    see(b, "Korrekturabzug wartet");
    see(b, "Es geht los, sobald");
    press(b, "Druck-PDF");
    see(b, "Es wartet: 1 andere Arbeit ist vorher dran.");
    press(b, "Druck-PDF");
    assert_int_equal(number("SELECT count(*) FROM job"), 2);
    assert_string_equal(text("SELECT product FROM job WHERE id = 1"), "proof");
    home_sql(home,
             "UPDATE job SET state = 'running', progress = 45, message = "
             "'layout' WHERE id = 1");
    visit(b, make);
    see(b, "Korrekturabzug entsteht");
    see(b, "Die Seiten werden gesetzt.");
    see(b, "45 %");
    see(b, "Es wartet: 1 andere Arbeit ist vorher dran.");
}

/* Two at once, and again while it is being made. */
static void two_organisers(void **state)
{
    (void)state;
    struct browser *other = browser_new(home);
    home_user(home, "second@example.org", "organiser");
    log_in(other, "second@example.org");
    visit(b, make);
    visit(other, make);
    press(b, "Druck-PDF");
    press(other, "Druck-PDF");
    see(other, "Die Datei wird erstellt.");
    see(other, "Druck-PDF wartet");
    assert_int_equal(number("SELECT count(*) FROM job"), 1);
    home_sql(home, "UPDATE job SET state = 'running', progress = 45");
    press(other, "Druck-PDF");
    see(other, "Diese Datei entsteht gerade.");
    see_not(other, "Die Datei wird erstellt.");
    assert_int_equal(number("SELECT count(*) FROM job"), 1);
    assert_int_equal(
        number("SELECT count(*) FROM audit WHERE action = 'brochure.order'"),
        1);
    /* whoever did not order it may cancel it; then both see it */
    press_in(other, "/office/job/1/cancel", NULL);
    post_fields(b, "/office/job/1/cancel", "");
    visit(b, make);
    see_not(b, "Druck-PDF entsteht");
    see(b, "abgebrochen");
    browser_free(other);
}

static void a_full_disk(void **state)
{
    static const char *const messages[] = {
        "ENOSPC: no space left on device, write",
        "data.json: No space left on device", "database or disk is full"};
    (void)state;
    home_sql(home,
             "INSERT INTO job (kind, edition_id, product, state, "
             "created_at) VALUES ('brochure', 1, 'screen', 'failed', 1)");
    for (size_t i = 0; i < sizeof messages / sizeof *messages; i++) {
        home_sql(home, arena_printf(home->mem, "UPDATE job SET message = '%s'",
                                    messages[i]));
        visit(b, make);
        see(b, "Auf der Festplatte des Servers ist kein Platz mehr.");
        see(b, messages[i]);
    }
    visit(b, "/office/job/1/file");
    see_status(b, 404);
    visit(b, make);
    press_in(b, "/office/job/1/retry", NULL);
    see(b, "Es wird noch einmal versucht.");
}

static void two_books(void **state)
{
    (void)state;
    home_sql(home,
             "INSERT INTO brochure_design (edition_id, languages, "
             "changed_at) VALUES (1, 'two', 1)");
    visit(b, make);
    press(b, "Druck-PDF auf Englisch");
    see(b, "Druck-PDF, Englisch wartet");
    press(b, "Druck-PDF auf Deutsch");
    assert_int_equal(
        number("SELECT count(*) FROM job WHERE language = 'en' AND "
               "product = 'print'"),
        1);
    assert_int_equal(number("SELECT count(*) FROM job"), 2);
    /* what is no language is none */
    post_fields(b, make, "for=print&language=fr");
    assert_int_equal(number("SELECT count(*) FROM job WHERE language = ''"), 1);
}

static void cancelled_and_tried_again(void **state)
{
    (void)state;
    visit(b, make);
    press(b, "Bildschirm-PDF");
    press_in(b, "/office/job/1/cancel", NULL);
    see(b, "Die Arbeit ist abgebrochen.");
    see(b, "abgebrochen");
    press_in(b, "/office/job/1/retry", NULL);
    see(b, "Es wird noch einmal versucht.");
    assert_string_equal(text("SELECT state FROM job"), "waiting");
    post_fields(b, "/office/job/1/retry", "");
    assert_int_equal(
        number("SELECT count(*) FROM audit WHERE action LIKE 'job.%'"), 2);
    /* not beside another one for the same */
    home_sql(home, "UPDATE job SET state = 'failed'");
    visit(b, make);
    press(b, "Bildschirm-PDF");
    post_fields(b, "/office/job/1/retry", "");
    assert_string_equal(text("SELECT state FROM job WHERE id = 1"), "failed");
}

/* The company's name, not the file's; what the typesetter said beside it. */
static void a_picture_is_named(void **state)
{
    (void)state;
    home_sql(home,
             "INSERT INTO job (kind, edition_id, product, state, message, "
             "notes, created_at) VALUES ('brochure', 1, 'screen', 'failed', "
             "'image images/2-photo.jpg: bad', '{\"images\":[{\"entry\":2,"
             "\"company\":\"Grünzeit\",\"what\":\"photo\",\"reason\":"
             "\"<i>bad</i>\",\"failed\":true}]}', 1)");
    visit(b, make);
    see(b, "Dieses Bild ließ sich nicht setzen: Grünzeit (Foto).");
    see(b, "<i>bad</i>");
    see_no_markup(b, "<i>bad");
    see_not(b, "2-photo.jpg");
    home_sql(home,
             "UPDATE job SET message = 'not ready after 180 seconds', "
             "notes = ''");
    visit(b, make);
    see(b, "Es hat zu lange gedauert.");
}

static void what_was_made(void **state)
{
    (void)state;
    made("brochure", "print", "de", "2026-brochure-1.pdf");
    made("brochure", "print", "de", "2026-brochure-2.pdf");
    home_sql(home,
             "UPDATE job SET notes = '{\"same\":1,\"images\":[{\"entry\":1,"
             "\"company\":\"Lichtwerk\",\"what\":\"logo\",\"reason\":\"svg\","
             "\"failed\":false}],\"glyphs\":[{\"entry\":0,\"company\":\"\","
             "\"count\":2,\"chars\":\"☃\"}]}' WHERE id = 2;"
             "UPDATE job SET result = '' WHERE id = 1");
    visit(b, make);
    see(b, "unverändert: die Datei von zuvor");
    see(b, "2 Anmerkungen");
    see(b, "Weggelassen, weil es sich nicht setzen ließ: Lichtwerk (Logo).");
    see(b, "2 Zeichen fehlen in allen Schriften: ☃");
    see(b, "2,6 s");
    see(b, "24");
    see(b, "entfernt");
    visit(b, "/office/job/1/file");
    see_status(b, 404);
    visit(b, "/office/job/2/file");
    assert_non_null(strstr(header(b, "content-disposition"),
                           "EMBARGO-testpreis-2026-druck-de.pdf"));
}

/* The file of last week is not today's book. */
static void what_was_changed_since(void **state)
{
    (void)state;
    struct brochure now;
    made("brochure", "print", "", "one.pdf");
    visit(b, make);
    see(b, "fertig");
    see_not(b, "seitdem geändert");
    struct world *w = home_begin(home);
    assert_true(brochure_build(w, 1, "", &now));
    const char *note = arena_printf(
        home->mem, "UPDATE job SET notes = '{\"content\":\"%s\"}'", now.digest);
    home_commit(home);
    home_sql(home, note);
    visit(b, make);
    see_not(b, "seitdem geändert");
    visit(b, "/office/edition/2026/brochure/design");
    fill(b, "format", "a5");
    press(b, "Gestaltung speichern");
    visit(b, make);
    see(b, "seitdem geändert");
}

/* Kits and packages are fetched in the same way, by what they are. */
static void other_kinds(void **state)
{
    static const struct kind_case {
        const char *kind, *product, *file, *type, *name;
    } cases[] = {
        {"kit", "signets", "2026-kit-1.zip", "application/zip", "signets.zip"},
        {"kit", "press", "2026-kit-2.txt", "text/plain; charset=utf-8",
         "pressemitteilung.txt"},
        {"package", "designer", "2026-package-3.zip", "application/zip",
         "gestaltung.zip"},
        {"kit", "script", "2026-kit-4", "application/octet-stream", "ablauf"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        made(cases[i].kind, cases[i].product, "", cases[i].file);
        visit(b, arena_printf(home->mem, "/office/job/%zu/file", i + 1));
        see_status(b, 200);
        assert_string_equal(header(b, "content-type"), cases[i].type);
        if (!strstr(header(b, "content-disposition"), cases[i].name))
            fail_msg("%s", header(b, "content-disposition"));
    }
    /* a picture's job is nobody's file */
    home_sql(home,
             "INSERT INTO job (kind, state, result, created_at) VALUES "
             "('image', 'done', '2026-kit-2.txt', 1)");
    visit(b, "/office/job/5/file");
    see_status(b, 404);
}

static void the_preflight(void **state)
{
    (void)state;
    home_sql(home,
             "UPDATE picture SET alt_en = '';"
             "INSERT INTO fit (entry_id, state, revision, pages, page, de, en, "
             "measured_at) SELECT id, 'done', revision, 1, 874, 800, 650, 100 "
             "FROM entry WHERE id = 1;"
             "INSERT INTO brochure_entry (entry_id, shown) VALUES (2, 0)");
    visit(b, make);
    see(b, "Jede Datei nennt das auf ihrer ersten Seite.");
    press(b, "Druckprüfung");
    see(b,
        "Das Foto hat keinen Alternativtext auf Englisch. Unternehmensseite");
    see_markup(b,
               "href=\"/office/edition/2026/brochure/pages/1#photo_alt_en\"");
    see_markup(b, "href=\"/office/entry/1\"");
    see(b, "Die Einwilligung in die Veröffentlichung wurde widerrufen");
    see_markup(b, "href=\"/office/edition/2026/consents\"");
    see(b, "87\xc2\xa0%");
    see(b, "weggelassen");
    see(b, "Noch kein Unternehmen wurde um die Freigabe seiner Seite gebeten.");
    see_markup(b, "href=\"/office/edition/2026/brochure/pages\"");
    see_no_markup(b, "<script>alert");
    press(b, "Jetzt vermessen");
    see(b, "Die Seiten werden vermessen.");
    assert_string_equal(header(b, "refresh"), "3");
    assert_int_equal(number("SELECT count(*) FROM fit WHERE state = 'wanted'"),
                     1);
    press(b, "Korrekturabzug");
    see(b, "Korrekturabzug wartet");
}

/* Who declared a conflict learns nothing of it before everybody may. */
static void a_conflict_closes_it(void **state)
{
    static const char *const paths[] = {
        "/office/edition/2026/brochure",
        "/office/edition/2026/brochure/preflight",
        "/office/job/1/file",
    };
    (void)state;
    made("brochure", "screen", "", "2026-brochure-1.pdf");
    int64_t both = home_user(home, "both@example.org", "organiser juror");
    struct world *w = home_begin(home);
    int64_t member = jury_add(w, 1, both, "", "", "", false);
    conflict_declare(w, member, AWARD_GREEN, "client", "");
    home_commit(home);
    home_sql(home,
             "INSERT INTO assignment (round_id, jury_member_id, "
             "entry_id) SELECT r.id, m.id, 2 FROM round r, jury_member m "
             "WHERE m.user_id = (SELECT max(id) FROM user) LIMIT 1");
    struct browser *other = browser_new(home);
    log_in(other, "both@example.org");
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        visit(other, paths[i]);
        see_status(other, 404);
        see_not(other, "Lichtwerk");
    }
    post_fields(other, "/office/job/1/retry", "");
    see_status(other, 404);
    post_fields(other, check, "");
    see_status(other, 404);
    home_sql(home, "UPDATE edition SET phase = 11, embargo_at = 1");
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        visit(other, paths[i]);
        see_status(other, 200);
    }
    assert_null(strstr(header(other, "content-disposition"), "EMBARGO"));
    browser_free(other);
}

static void nobody_else(void **state)
{
    (void)state;
    made("brochure", "screen", "", "2026-brochure-1.pdf");
    home_user(home, "juror@example.org", "juror");
    struct browser *juror = browser_new(home);
    log_in(juror, "juror@example.org");
    visit(juror, check);
    see_status(juror, 404);
    visit(juror, "/office/job/1/file");
    see_status(juror, 404);
    browser_free(juror);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(three_products),
        STORY(two_organisers),
        STORY(a_full_disk),
        STORY(two_books),
        STORY(cancelled_and_tried_again),
        STORY(a_picture_is_named),
        STORY(what_was_made),
        STORY(what_was_changed_since),
        STORY(other_kinds),
        STORY(the_preflight),
        STORY(a_conflict_closes_it),
        STORY(nobody_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
