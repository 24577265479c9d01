/* The score sheet's script side: single fields saved, two devices, notes,
 * photos, comments that have to be long enough. */
#include <stdio.h>
#include <string.h>

#include "support/judging_story.h"
#include "support/sealing.h"

static char token[256]; /* of the session; a JSON answer has no form */

static int setup(void **state)
{
    (void)state;
    judging_open();
    judging_declare(home, &scene, 0, 0, "none");
    log_in(b, "j1@example.org");
    visit(b, sheet(0));
    see_status(b, 200);
    snprintf(token, sizeof token, "%s", field_value(b, "csrf"));
    return 0;
}

static const char *part(const char *path)
{
    return arena_printf(home->mem, "%s/%s", sheet(0), path);
}

static void log_in_as(const char *email)
{
    visit(b, "/account");
    press(b, "Abmelden");
    log_in(b, email);
}

static void send(const char *path, const char *fields)
{
    const char *body = arena_printf(home->mem, "csrf=%s&%s", token, fields);
    request_raw(b, "POST", path, "application/x-www-form-urlencoded", body,
                strlen(body));
}

/* A device that had `base` in a criterion's field sends `value`. */
static void save_field(const char *name, const char *base, const char *value)
{
    send(part("save"),
         arena_printf(home->mem, "%s=%s&base_%s=%s", name, value, name, base));
}

static void save(int criterion, const char *base, const char *value)
{
    save_field(field("c", criterion), base, value);
}

static int64_t versions(void)
{
    return number("SELECT count(*) FROM score_version");
}

static const char *mark(int criterion)
{
    return text(arena_printf(home->mem,
                             "SELECT coalesce((SELECT value FROM score WHERE "
                             "criterion_id = %" PRId64 "), 'none')",
                             scene.criterion[criterion]));
}

static void a_field_is_saved_once(void **state)
{
    (void)state;
    save(0, "", "8");
    see_status(b, 200);
    see_markup(b, "\"saved\":true");
    see_markup(b, arena_printf(home->mem, "\"%s\":\"8\"", field("c", 0)));
    save(0, "", "8"); /* the answer was lost on the way */
    see_status(b, 200);
    assert_int_equal(versions(), 1);
    save(0, "8", "");
    see_status(b, 200);
    assert_string_equal(mark(0), "none");
    assert_int_equal(versions(), 2);
}

static void fields_of_two_devices_meet(void **state)
{
    (void)state;
    save(0, "", "8");
    save(1, "", "3"); /* the other device knows nothing of the 8 */
    see_status(b, 200);
    assert_string_equal(mark(0), "8");
    save_field("comment", "", "Gut");
    see_status(b, 200);
    assert_string_equal(mark(0), "8");
    save(0, "", "5");
    see_status(b, 409);
    see_markup(b, "\"reason\":\"changed\"");
    see_markup(b, arena_printf(home->mem, "\"clash\":[\"%s\"]", field("c", 0)));
    see_markup(b, arena_printf(home->mem, "\"%s\":\"8\"", field("c", 0)));
    assert_string_equal(mark(0), "8");
    save_field("comment", "", "Schlecht");
    see_status(b, 409);
    save(0, "8", "5"); /* the juror chose */
    see_status(b, 200);
    assert_string_equal(mark(0), "5");
}

/* What does not clash is written, in the same request. */
static void one_clash_does_not_hold_back_the_rest(void **state)
{
    (void)state;
    save(0, "", "8");
    send(part("save"),
         arena_printf(home->mem, "%s=2&base_%s=&%s=7&base_%s=&note=N",
                      field("c", 0), field("c", 0), field("c", 1),
                      field("c", 1)));
    see_status(b, 409);
    assert_string_equal(mark(0), "8");
    assert_string_equal(mark(1), "7");
    assert_string_equal(text("SELECT text FROM note"), "N");
}

static void bad_values(void **state)
{
    (void)state;
    static const char *const bad[] = {"11", "-1", "7.5", "sieben", "1e1"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        save(0, "", bad[i]);
        see_status(b, 422);
        see_markup(b, "\"reason\":\"invalid\"");
        see_markup(b, "Schritten");
    }
    assert_int_equal(versions(), 0);
    send(part("save"), "c_999999=5&base_c_999999=");
    see_status(b, 200); /* no field of this sheet: nothing to save */
    assert_int_equal(versions(), 0);
}

static void a_ballot_that_is_handed_in(void **state)
{
    (void)state;
    judging_submit(home, &scene, 0, 0, 8, 6);
    int64_t before = versions();
    save(0, "8", "9");
    see_status(b, 409);
    see_markup(b, "\"reason\":\"submitted\"");
    save(0, "", "8"); /* the same is no news */
    see_status(b, 200);
    assert_int_equal(versions(), before);
    send(part("save"), "note=Noch+etwas&base_note=");
    see_status(b, 200);
    assert_string_equal(text("SELECT text FROM note"), "Noch etwas");
    sealing_close(home, scene.round);
    save(0, "8", "9");
    see_status(b, 409);
    see_markup(b, "\"reason\":\"closed\"");
    assert_string_equal(mark(0), "8");
}

/* --- notes --- */

static void notes_are_ones_own(void **state)
{
    (void)state;
    fill(b, "note", "Nachfragen: Patenschaften");
    fill(b, "discuss", "1");
    press(b, "Entwurf speichern");
    assert_string_equal(field_value(b, "note"), "Nachfragen: Patenschaften");
    assert_int_equal(number("SELECT discuss FROM note"), 1);
    uncheck(b, "discuss", "1");
    press(b, "Entwurf speichern");
    assert_int_equal(number("SELECT discuss FROM note"), 0);
    judging_submit(home, &scene, 1, 0, 8, 6);
    sealing_close(home, scene.round);
    log_in_as("j2@example.org");
    visit(b, sheet(0));
    see_status(b, 200);
    see_not(b, "Patenschaften");
}

/* Two devices without a script: both texts stay. */
static void notes_of_two_devices(void **state)
{
    (void)state;
    fill(b, "note", "vom Handy");
    send(part("save"), "note=vom+Rechner&base_note=");
    visit(b, sheet(0));
    send(part("note"), "note=vom+Handy&base_note=");
    visit(b, sheet(0));
    assert_non_null(strstr(field_value(b, "note"), "vom Handy"));
    assert_non_null(strstr(field_value(b, "note"), "vom Rechner"));
    send(part("save"), "note=ganz+anders&base_note=etwas");
    see_status(b, 409);
    see_markup(b, "\"clash\":[\"note\"]");
}

static void notes_survive_a_refused_mark(void **state)
{
    (void)state;
    home_sql(home, "UPDATE criterion SET hi = 100"); /* a field to type into */
    visit(b, sheet(0));
    fill(b, field("c", 0), "999");
    fill(b, "note", "bleibt");
    press(b, "Entwurf speichern");
    see_status(b, 422);
    assert_string_equal(field_value(b, "note"), "bleibt");
}

/* Marks of an old page, and of a round that is closed meanwhile. */
static void notes_survive_marks_that_are_too_late(void **state)
{
    (void)state;
    save(0, "", "2");
    send(sheet(0),
         arena_printf(home->mem, "revision=0&%s=8&note=erste+Notiz&base_note=",
                      field("c", 0)));
    see_status(b, 409);
    assert_string_equal(text("SELECT text FROM note"), "erste Notiz");
    assert_int_equal(number("SELECT value FROM score"), 2);
    visit(b, sheet(0));
    fill(b, "note", "zweite Notiz");
    home_sql(home, "UPDATE round SET state = 'closed', closed_at = 1790000100");
    press(b, "Entwurf speichern");
    see_status(b, 409);
    assert_string_equal(text("SELECT text FROM note"), "zweite Notiz");
}

/* --- comments --- */

static void comments_that_are_asked_for(void **state)
{
    (void)state;
    home_sql(home,
             "UPDATE round SET comment_min = 10, "
             "criterion_comment_min = 3");
    visit(b, sheet(0));
    see(b, "Mindestens 10 Zeichen");
    fill(b, field("c", 0), "8");
    fill(b, field("c", 1), "7");
    fill(b, field("comment", 0), "Süß");
    fill(b, "comment", "kurz");
    press(b, "Abgeben");
    see_status(b, 422);
    see(b, "Bitte schreiben Sie mindestens 10 Zeichen (bisher 4)");
    see(b, "Bemerkung zu");
    assert_string_equal(mark(0), "8"); /* saved as a draft */
    fill(b, field("comment", 1), "Nun");
    fill(b, "comment", "Lang genug.");
    press(b, "Abgeben");
    see(b, "abgegeben");
    see_status(b, 200);
}

static void an_office_sets_what_the_sheet_asks(void **state)
{
    (void)state;
    home_sql(home, "UPDATE round SET state = 'planned', opened_at = NULL");
    log_in_as("office@example.org");
    visit(b, round_page("/sheet"));
    fill(b, "comment_min", "120");
    fill(b, "criterion_comment_min", "zehn");
    press_in(b, round_page("/sheet"), NULL);
    see_status(b, 422);
    assert_string_equal(field_value(b, "comment_min"), "120");
    fill(b, "criterion_comment_min", "0");
    fill(b, "visit", "1");
    press_in(b, round_page("/sheet"), NULL);
    assert_int_equal(number("SELECT comment_min FROM round"), 120);
    assert_int_equal(number("SELECT visit FROM round"), 1);
    home_sql(home, "UPDATE round SET state = 'open', opened_at = 1");
    post_fields(b, round_page("/sheet"), "comment_min=5");
    see_status(b, 409);
    assert_int_equal(number("SELECT comment_min FROM round"), 120);
}

/* --- photos --- */

static const char png[] =
    "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\b\6\0\0\0\x1f\x15\xc4\x89"
    "\0\0\0\nIDATx\x9c"
    "c\0\1\0\0\5\0\1\r\n-\xb4\0\0\0\0IEND\xae"
    "B`\x82";

static void photos_of_a_visit(void **state)
{
    (void)state;
    see_not(b, "Fotos vom Besuch"); /* only in a round with visits */
    send(part("photo"), "caption=x");
    see_status(b, 404);
    home_sql(home, "UPDATE round SET visit = 1");
    visit(b, sheet(0));
    attach(b, "photo", "halle.png", png, sizeof png - 1);
    fill(b, "caption", "Die Halle");
    press(b, "Foto hinzufügen");
    see(b, "Die Halle");
    assert_int_equal(number("SELECT count(*) FROM note_photo"), 1);
    attach(b, "photo", "brief.txt", "kein Bild", 9);
    press(b, "Foto hinzufügen");
    see_status(b, 422);
    see(b, "Bitte wählen Sie ein Bild");
    visit(b, sheet(0));
    press(b, "Foto entfernen");
    assert_int_equal(number("SELECT count(*) FROM note_photo"), 0);
}

static void a_photo_is_nobody_elses(void **state)
{
    (void)state;
    home_sql(home, "UPDATE round SET visit = 1");
    visit(b, sheet(0));
    attach(b, "photo", "halle.png", png, sizeof png - 1);
    press(b, "Foto hinzufügen");
    int64_t file = number("SELECT file_id FROM note_photo");
    home_sql(home, arena_printf(home->mem,
                                "INSERT INTO rendition (file_id, size, digest, "
                                "type, bytes, width, height) SELECT id, "
                                "'screen', digest, type, bytes, 1, 1 FROM file "
                                "WHERE id = %" PRId64,
                                file));
    const char *image =
        arena_printf(home->mem, "/image/%" PRId64 "/screen", file);
    const char *original = arena_printf(home->mem, "/file/%" PRId64, file);
    const char *remove =
        arena_printf(home->mem, "%s/photo/%" PRId64 "/remove", sheet(0),
                     number("SELECT id FROM note_photo"));
    visit(b, image);
    see_status(b, 200);
    visit(b, original);
    see_status(b, 404);
    judging_declare(home, &scene, 1, 0, "none");
    log_in_as("j2@example.org");
    visit(b, image);
    see_status(b, 404);
    post_fields(b, remove, "");
    see_status(b, 404);
    assert_int_equal(number("SELECT count(*) FROM note_photo"), 1);
    log_in_as("office@example.org");
    visit(b, image);
    see_status(b, 404);
    visit(b, original);
    see_status(b, 404);
    judging_declare(home, &scene, 0, 0, "family"); /* noticed on the visit */
    log_in_as("j1@example.org");
    visit(b, image);
    see_status(b, 404);
    judging_declare(home, &scene, 0, 0, "none");
    visit(b, sheet(0));
    press(b, "Foto entfernen");
    log_in_as("office@example.org"); /* still not: out of the notes */
    visit(b, image);
    see_status(b, 404);
    visit(b, original);
    see_status(b, 404);
}

static void the_token_of_the_present_session(void **state)
{
    (void)state;
    visit(b, "/account/token");
    see_markup(b, token);
    assert_string_equal(header(b, "cache-control"), "no-store");
}

/* Without the script: the plain form, and a session that has ended. */
static void a_comment_waits_for_the_login(void **state)
{
    (void)state;
    fill(b, "comment", "Lange gelesen und darüber nachgedacht.");
    fill(b, field("c", 0), "8");
    home_sql(home, "DELETE FROM session");
    press(b, "Entwurf speichern");
    see(b, "Was Sie eingegeben haben, ist aufgehoben");
    log_in(b, "j1@example.org");
    visit(b, "/kept");
    see(b, "Lange gelesen und darüber nachgedacht.");
    press(b, "Noch einmal absenden");
    see_status(b, 200);
    assert_string_equal(text("SELECT comment FROM ballot"),
                        "Lange gelesen und darüber nachgedacht.");
    assert_string_equal(mark(0), "8");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(a_field_is_saved_once),
        STORY(fields_of_two_devices_meet),
        STORY(one_clash_does_not_hold_back_the_rest),
        STORY(bad_values),
        STORY(a_ballot_that_is_handed_in),
        STORY(notes_are_ones_own),
        STORY(notes_of_two_devices),
        STORY(notes_survive_a_refused_mark),
        STORY(notes_survive_marks_that_are_too_late),
        STORY(comments_that_are_asked_for),
        STORY(an_office_sets_what_the_sheet_asks),
        STORY(photos_of_a_visit),
        STORY(a_photo_is_nobody_elses),
        STORY(the_token_of_the_present_session),
        STORY(a_comment_waits_for_the_login),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
