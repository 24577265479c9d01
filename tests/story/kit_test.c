/* The winners' kit in the office: ordered, its words changed, notes for the
 * ceremony, downloads that are marked until the embargo ends. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "model/job.h"
#include "model/kit.h"
#include "support/award.h"
#include "support/story.h"

static const char kit[] = "/office/edition/2026/brochure/kit";
static const char press_words[] =
    "/office/edition/2026/brochure/kit/words/press";

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

static int64_t jobs(const char *where)
{
    return number(arena_printf(
        home->mem, "SELECT count(*) FROM job WHERE kind = 'kit' AND %s",
        where));
}

static void ordering(void **state)
{
    (void)state;
    visit(b, kit);
    see(b, "Preisträgermappe");
    see(b, "Urkunden für die Druckerei");
    press(b, "Alles erstellen");
    see(b, "Alle Teile werden erstellt.");
    assert_int_equal(jobs("state = 'waiting'"), 8);
    assert_int_equal(jobs("product = 'script' AND language = 'de'"), 1);
    assert_int_equal(jobs("product = 'press' AND language = ''"), 1);
    assert_string_equal(header(b, "refresh"), "2");
    /* again: the same wait already */
    press(b, "Alles erstellen");
    assert_int_equal(jobs("state = 'waiting'"), 8);
    assert_int_equal(
        number("SELECT count(*) FROM audit WHERE action = 'kit.order'"), 8);
    /* a language in which the piece is not made, and no piece */
    post_fields(b, kit, "piece=script&language=");
    assert_int_equal(status(b), 400);
    post_fields(b, kit, "piece=brochure&language=de");
    assert_int_equal(status(b), 400);
    post_fields(b, kit, "piece=script&language=en");
    assert_int_equal(jobs("product = 'script'"), 2);
}

/* Before the decision the page says what comes first, and leads there. */
static void nobody_is_nominated(void **state)
{
    (void)state;
    home_sql(home, "DELETE FROM honour");
    visit(b, "/office/edition/2026/brochure/kit/notes");
    see(b, "Noch ist niemand als nominiert eingetragen");
    see_markup(b, "href=\"/office/edition/2026/winners\">Entscheidung");
    visit(b, "/office/edition/2026/brochure/pages");
    see_markup(b, "href=\"/office/edition/2026/winners\">Entscheidung");
}

static void refused_words(void **state)
{
    (void)state;
    visit(b, press_words);
    see_markup(b, "[SPERRFRIST: {embargo}]");
    see(b, "{award} {year}");
    fill(b, "headline-de", "Hurra {firma}!");
    fill(b, "headline-en", "Hooray {year} <script>");
    press(b, "Speichern");
    assert_int_equal(status(b), 422);
    see(b, "{firma} kann hier nicht ausgefüllt werden.");
    assert_string_equal(field_value(b, "headline-de"), "Hurra {firma}!");
    assert_string_equal(field_value(b, "headline-en"),
                        "Hooray {year} <script>");
    see(b, "Hooray 2026 <script>");
    see_no_markup(b, "2026 <script>");
    assert_int_equal(number("SELECT count(*) FROM kit_text"), 0);
}

static void changed_words(void **state)
{
    (void)state;
    visit(b, press_words);
    fill(b, "winner-de", "Hurra: {company}[ aus {city}] #[x] {reason}");
    press(b, "Ausfüllen, ohne zu speichern");
    see(b,
        "Hurra: Lichtwerk <script>alert(1)</script> aus Jena #[x] Sie "
        "<b>leuchten</b>.");
    assert_int_equal(number("SELECT count(*) FROM kit_text"), 0);
    press(b, "Speichern");
    see(b, "Die Worte sind gespeichert.");
    assert_int_equal(number("SELECT count(*) FROM kit_text"), 1);
    see(b, "– Hurra: Lichtwerk"); /* in the list of the text, too */
    visit(b, kit);
    see(b, "eigene Worte");
    visit(b, press_words);
    press(b, "Zurück zu den ursprünglichen Worten");
    see(b, "Die ursprünglichen Worte gelten wieder.");
    assert_int_equal(number("SELECT count(*) FROM kit_text"), 0);
    assert_int_equal(
        number("SELECT count(*) FROM audit WHERE action = 'kit.words'"), 2);
    visit(b, "/office/edition/2026/brochure/kit/words/certificates_print");
    assert_int_equal(status(b), 404);
}

static void notes(void **state)
{
    (void)state;
    visit(b, "/office/edition/2026/brochure/kit");
    press(b, "Notizen bearbeiten");
    see(b, "Lichtwerk");
    see_not(b, "Müller");
    fill(b, "position-1", "bald");
    fill(b, "guests-1", "Dr. Ada Licht; Chefin\nTom");
    press(b, "Speichern");
    assert_int_equal(status(b), 422);
    see(b, "Bitte geben Sie eine ganze Zahl von 1 bis 999 ein oder nichts.");
    assert_string_equal(field_value(b, "guests-1"),
                        "Dr. Ada Licht; Chefin\nTom");
    fill(b, "position-1", "2");
    fill(b, "pronunciation-1", "LICHT-werk");
    press(b, "Speichern");
    see(b, "Die Notizen sind gespeichert.");
    assert_int_equal(number("SELECT position FROM ceremony_note"), 2);
    assert_int_equal(number("SELECT count(*) FROM ceremony_note"), 1);
    fill(b, "position-1", "");
    fill(b, "pronunciation-1", "");
    fill(b, "guests-1", "");
    press(b, "Speichern");
    assert_int_equal(number("SELECT count(*) FROM ceremony_note"), 0);
}

static void download(void **state)
{
    char path[300], file[60];
    (void)state;
    home_sql(home, "UPDATE edition SET phase = 9, embargo_at = 1790000100");
    snprintf(path, sizeof path, "%s/exports", home->folder);
    assert_true(file_folder(path, 0700));
    snprintf(path, sizeof path, "%s/exports/x.zip", home->folder);
    assert_true(file_write(path, "zip", 3, 0600));
    home_sql(home,
             "INSERT INTO job (kind, edition_id, product, state, result, "
             "result_bytes, created_at) VALUES ('kit', 1, 'signets', 'done', "
             "'x.zip', 3, 1)");
    snprintf(file, sizeof file, "/office/job/%d/file",
             (int)number("SELECT max(id) FROM job"));
    visit(b, kit);
    see(b, "Die Preisträger sind noch geheim.");
    see_markup(b, file);
    visit(b, file);
    assert_int_equal(status(b), 200);
    assert_string_equal(header(b, "content-type"), "application/zip");
    assert_non_null(strstr(header(b, "content-disposition"),
                           "EMBARGO-testpreis-2026-signets.zip"));
    home_time(home, TEST_NOW + 100);
    visit(b, file);
    assert_null(strstr(header(b, "content-disposition"), "EMBARGO"));
    home_sql(home,
             "UPDATE job SET product = 'cards', language = 'de', "
             "result = 'x.zip'");
    visit(b, file);
    assert_non_null(strstr(header(b, "content-disposition"),
                           "\"testpreis-2026-tischkarten-de.zip\""));
}

/* A piece is made without what cannot be read; whose that is stands beside
 * it. */
/* A certificate with the name before a correction is not handed on unseen. */
static void changed_since(void **state)
{
    struct kit now;
    (void)state;
    struct world *w = home_begin(home);
    assert_true(kit_build(w, 1, kit_piece("certificates"), "", &now));
    home_commit(home);
    home_sql(home,
             arena_printf(home->mem,
                          "INSERT INTO job (kind, edition_id, product, state, "
                          "result, result_bytes, created_at, notes) VALUES "
                          "('kit', 1, 'certificates', 'done', 'c.pdf', 7, 1, "
                          "'{\"content\":\"%s\"}')",
                          now.digest));
    visit(b, kit);
    see(b, "Herunterladen");
    see_not(b, "seitdem geändert");
    home_sql(home, "UPDATE organisation SET name = 'Licht & Werk'");
    visit(b, kit);
    see(b, "seitdem geändert");
}

static void left_out(void **state)
{
    (void)state;
    home_sql(home,
             "INSERT INTO job (kind, edition_id, product, state, result, "
             "result_bytes, notes, created_at) VALUES ('kit', 1, 'social', "
             "'done', 'x.zip', 3, '{\"images\":[{\"entry\":1,\"company\":"
             "\"Licht <b>& Werk\",\"what\":\"photo\",\"reason\":\"bad\"}]}', "
             "1)");
    visit(b, kit);
    see(b,
        "Weggelassen, weil es sich nicht setzen ließ: Licht <b>& Werk "
        "(Foto).");
    see_no_markup(b, "<b>& Werk");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(ordering, setup, teardown),
        cmocka_unit_test_setup_teardown(nobody_is_nominated, setup, teardown),
        cmocka_unit_test_setup_teardown(refused_words, setup, teardown),
        cmocka_unit_test_setup_teardown(changed_words, setup, teardown),
        cmocka_unit_test_setup_teardown(notes, setup, teardown),
        cmocka_unit_test_setup_teardown(download, setup, teardown),
        cmocka_unit_test_setup_teardown(changed_since, setup, teardown),
        cmocka_unit_test_setup_teardown(left_out, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
