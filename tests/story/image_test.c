/* Pictures of a nomination: adding, describing, removing; and who may see a
 * rendition or have the original. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "db/db.h"
#include "model/file.h"
#include "support/nomination.h"
#include "support/story.h"

static int setup(void **state)
{
    (void)state;
    story_open();
    home_edition(home);
    nomination_form(home);
    nomination_company(home, "anna@firma.example", "Firma GmbH");
    log_in(b, "anna@firma.example");
    visit(b, "/my");
    press(b, "Bewerbung beginnen");
    return 0;
}

static const char *const card = "/my/entry/1/picture/logo";

static void add_logo(void)
{
    attach(b, "file", "Löwe & Söhne.png", nomination_png, NOMINATION_PNG_BYTES);
    press_in(b, card, NULL);
    see(b, "Das Bild ist gespeichert.");
}

/* As the job process would. */
static void render(int64_t file_id)
{
    struct world *w = home_begin(home);
    struct file_rendition thumb = {.size = "thumb",
                                   .type = "image/png",
                                   .bytes = 5,
                                   .width = 32,
                                   .height = 20};
    thumb.digest = file_keep(w, "thumb", 5);
    file_rendered(w, file_id, &thumb, 1);
    home_commit(home);
}

/* --- the card --------------------------------------------------------------
 */

static void added_described_removed(void **state)
{
    (void)state;
    add_logo();
    assert_string_equal(location(b), "/my/entry/1");
    fill(b, "credit", "Foto: <Anna>");
    fill(b, "alt_de", "Ein Löwe");
    press(b, "Beschreibungen speichern: Logo");
    see(b, "Die Beschreibungen sind gespeichert.");
    see(b, "Die Vorschau wird vorbereitet.");
    see(b, "Löwe & Söhne.png");
    assert_string_equal(field_value(b, "credit"), "<Anna>");
    assert_string_equal(home_text(home, "SELECT type FROM file"), "image/png");
    assert_int_equal(
        home_number(home,
                    "SELECT count(*) FROM job WHERE kind = 'image' AND "
                    "state = 'waiting' AND file_id = 1"),
        1);
    render(1);
    visit(b, "/my/entry/1");
    see_markup(b,
               "<img src=\"/image/1/thumb\" alt=\"Vorschau: Logo\" "
               "width=\"32\" height=\"20\">");
    /* the words alone */
    fill(b, "alt_en", "A lion");
    press(b, "Beschreibungen speichern: Logo");
    see(b, "Die Beschreibungen sind gespeichert.");
    assert_int_equal(home_number(home, "SELECT file_id FROM picture"), 1);
    assert_string_equal(home_text(home, "SELECT alt_en FROM picture"),
                        "A lion");
    press(b, "Entfernen: Logo");
    see(b, "Das Bild ist entfernt.");
    see(b, "1 entfernte Datei");
    see(b, "Löwe & Söhne.png, entfernt 21.09.2026 16:13");
    assert_int_equal(home_number(home, "SELECT count(*) FROM picture"), 0);
    visit(b, "/image/1/thumb");
    see_status(b, 404);
}

static void failed_rendering_is_said(void **state)
{
    (void)state;
    add_logo();
    struct world *w = home_begin(home);
    file_render_failed(w, 1, "not a picture");
    home_commit(home);
    visit(b, "/my/entry/1");
    see(b, "Diese Datei ließ sich nicht als Bild lesen.");
}

static void wrong_files_are_refused(void **state)
{
    (void)state;
    static char large[FILE_IMAGE_BYTES_MAX + 1];
    memcpy(large, nomination_png, NOMINATION_PNG_BYTES);
    static const struct {
        const char *name, *data;
        size_t bytes;
        const char *error;
    } cases[] = {
        {"logo.png", "%PDF-1.7\n", 9, "kein Bild, das wir lesen können"},
        {"logo.jpg", "<html><script>alert(1)</script>", 31, "kein Bild"},
        {"logo.svg", "MZ\x90\0", 4, "kein Bild"},
        {"gross.png", large, sizeof large, "höchstens 12 MB"},
        {NULL, NULL, 0, "Bitte wählen Sie ein Bild."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        visit(b, "/my/entry/1");
        if (cases[i].name)
            attach(b, "file", cases[i].name, cases[i].data, cases[i].bytes);
        press_in(b, card, NULL);
        see_status(b, 422);
        see(b, cases[i].error);
        see_markup(b, "<a href=\"#q_logo-file\">");
    }
    assert_int_equal(home_number(home, "SELECT count(*) FROM file"), 0);
    visit(b, "/my/entry/1?lang=en");
    attach(b, "file", "a.png", "text", 4);
    press_in(b, card, NULL);
    see(b, "This is not a picture that we can read.");
}

static void captions_have_an_end(void **state)
{
    (void)state;
    char words[202];
    memset(words, 'x', 201);
    words[201] = '\0';
    add_logo();
    fill(b, "credit", "Anna");
    fill(b, "alt_en", words);
    press(b, "Beschreibungen speichern: Logo");
    see_status(b, 422);
    see(b, "höchstens 200 Zeichen");
    see_markup(b, "<a href=\"#q_logo-alt_en\">");
    assert_string_equal(field_value(b, "credit"), "Anna");
    assert_string_equal(home_text(home, "SELECT credit FROM picture"), "");
}

static void texts_are_safe_from_pictures(void **state)
{
    (void)state;
    fill(b, "q_seat", "Ahrenfels");
    press(b, "Entwurf speichern");
    attach(b, "file", "a.txt", "text", 4);
    press_in(b, card, NULL);
    see_status(b, 422);
    assert_string_equal(field_value(b, "q_seat"), "Ahrenfels");
}

static void only_image_questions_have_pictures(void **state)
{
    (void)state;
    static const char *const paths[] = {"/my/entry/1/picture/seat",
                                        "/my/entry/1/picture/none"};
    char *body = arena_printf(home->mem, "csrf=%s", field_value(b, "csrf"));
    for (size_t i = 0; i < 2; i++) {
        request_raw(b, "POST", paths[i], "application/x-www-form-urlencoded",
                    body, strlen(body));
        see_status(b, 404);
    }
}

static void not_after_the_deadline(void **state)
{
    (void)state;
    attach(b, "file", "a.png", nomination_png, NOMINATION_PNG_BYTES);
    home_sql(home, "UPDATE edition SET deadline_at = 1790000000");
    home_time(home, TEST_NOW + 1);
    press_in(b, card, NULL);
    see_status(b, 409);
    assert_int_equal(home_number(home, "SELECT count(*) FROM file"), 0);
}

/* --- who may ---------------------------------------------------------------
 */

static void answers_with_tag_and_type(void **state)
{
    (void)state;
    add_logo();
    render(1);
    visit(b, "/image/1/thumb");
    see_status(b, 200);
    assert_string_equal(header(b, "content-type"), "image/png");
    assert_string_equal(header(b, "cache-control"), "private, no-cache");
    assert_string_equal(header(b, "x-content-type-options"), "nosniff");
    assert_non_null(header(b, "etag"));
    assert_true(str_ends(header(b, "content-security-policy"), "'none'"));
    static const char *const missing[] = {"/image/1/screen", "/image/1/huge",
                                          "/image/2/thumb",  "/image/x/thumb",
                                          "/file/2",         "/file/0"};
    for (size_t i = 0; i < sizeof missing / sizeof *missing; i++) {
        visit(b, missing[i]);
        see_status(b, 404);
    }
    visit(b, "/file/1");
    see_status(b, 200);
    assert_string_equal(header(b, "content-type"), "application/octet-stream");
    assert_true(str_starts(header(b, "content-disposition"), "attachment;"));
}

/* Each rule, and what is missing by a little. */
static const struct viewer {
    const char *name;
    const char *email; /* NULL: nobody logged in */
    const char *scene;
    bool logo, photo; /* the logo is public, the photo for the jury */
    bool original;
} viewers[] = {
    {"its own contact", "anna@firma.example", "SELECT 1", true, true, true},
    {"another company", "otto@andere.example", "SELECT 1", false, false, false},
    {"an organiser", "olga@buero.example", "SELECT 1", true, true, true},
    {"anybody", NULL, "SELECT 1", false, false, false},
    {"a juror without declaration", "jule@jury.example", "SELECT 1", false,
     false, false},
    {"a juror in conflict", "jule@jury.example",
     "INSERT INTO conflict (jury_member_id, entry_id, kind, declared_at) "
     "VALUES (1, 1, 'client', 1)",
     false, false, false},
    {"a juror free of conflicts, round planned", "jule@jury.example",
     "UPDATE conflict SET kind = 'none'; UPDATE entry SET state = 'admitted'",
     false, false, false},
    {"a juror free of conflicts, round open", "jule@jury.example",
     "UPDATE round SET state = 'open'", true, true, false},
    {"a juror, nomination withdrawn", "jule@jury.example",
     "UPDATE entry SET state = 'withdrawn'", false, false, false},
    {"a juror, round closed", "jule@jury.example",
     "UPDATE entry SET state = 'admitted'; UPDATE round SET state = 'closed'",
     true, true, false},
    {"a juror not assigned", "jens@jury.example",
     "INSERT INTO conflict (jury_member_id, entry_id, kind, declared_at) "
     "VALUES (2, 1, 'none', 1)",
     false, false, false},
    {"a winner under embargo", NULL,
     "INSERT INTO consent_kind (edition_id, code, position, text_de, text_en) "
     "VALUES (1, 'images', 3, 'Bilder', 'Pictures');"
     "INSERT INTO consent (entry_id, consent_kind_id, given_at) "
     "SELECT 1, id, 1 FROM consent_kind WHERE code = 'images';"
     "INSERT INTO honour (entry_id, kind, decided_at) VALUES (1, 'winner', 1);"
     "UPDATE edition SET phase = 9, embargo_at = 1790000001",
     false, false, false},
    {"a winner, embargo over", NULL,
     "UPDATE edition SET embargo_at = 1790000000", true, false, false},
    {"a winner, phase not reached", NULL, "UPDATE edition SET phase = 8", false,
     false, false},
    {"a winner, no instant, still phase 9", NULL,
     "UPDATE edition SET phase = 9, embargo_at = NULL", false, false, false},
    {"a winner, no instant, phase 10", NULL, "UPDATE edition SET phase = 10",
     true, false, false},
    {"its consent taken back", NULL, "UPDATE consent SET withdrawn_at = 2",
     false, false, false},
    {"given again", NULL, "UPDATE consent SET withdrawn_at = NULL", true, false,
     false},
    {"honour taken back", NULL, "DELETE FROM honour", false, false, false},
    {"a partner's logo", NULL,
     "INSERT INTO partner (edition_id, position, tier, name, logo_file_id) "
     "VALUES (1, 1, 'sponsor', 'Bank', 2)",
     false, true, false},
    {"it, to another company", "otto@andere.example", "SELECT 1", false, true,
     false},
    {"a partner of a draft", NULL, "UPDATE edition SET phase = 0", false, false,
     false},
};

static int status_of(struct browser *who, const char *path)
{
    request_raw(who, "GET", path, NULL, NULL, 0);
    return status(who);
}

static void rights_row_by_row(void **state)
{
    (void)state;
    add_logo();
    render(1);
    home_sql(home,
             "INSERT INTO file (digest, name, type, bytes, uploaded_at) SELECT "
             "digest, name, type, bytes, 1 FROM file;"
             "INSERT INTO rendition SELECT 2, size, digest, type, bytes, "
             "width, height FROM rendition;"
             "INSERT INTO rendition SELECT 2, s.size, digest, type, bytes, "
             "width, height FROM rendition r, (SELECT 'print' AS size UNION "
             "SELECT 'large') s WHERE file_id = 2;"
             "INSERT INTO picture (entry_id, question_id, file_id) "
             "SELECT 1, id, 2 FROM question WHERE code = 'photo'");
    nomination_company(home, "otto@andere.example", "Andere");
    home_user(home, "olga@buero.example", "organiser");
    home_user(home, "jule@jury.example", "juror");
    home_user(home, "jens@jury.example", "juror");
    home_sql(home,
             "INSERT INTO jury_member (id, edition_id, user_id, code, "
             "position) SELECT 1, 1, id, 'J01', 1 FROM user WHERE email LIKE "
             "'jule%';"
             "INSERT INTO jury_member (id, edition_id, user_id, code, "
             "position) SELECT 2, 1, id, 'J02', 2 FROM user WHERE email LIKE "
             "'jens%';"
             "INSERT INTO round (edition_id, slug, name_de, name_en) VALUES "
             "(1, 'r', 'R', 'R');"
             "INSERT INTO assignment VALUES (1, 1, 1)");
    int printed = 0;
    for (size_t i = 0; i < sizeof viewers / sizeof *viewers; i++) {
        const struct viewer *v = &viewers[i];
        home_sql(home, v->scene);
        struct browser *who = browser_new(home);
        if (v->email)
            log_in(who, v->email);
        bool logo = status_of(who, "/image/1/thumb") == 200;
        if (logo)
            assert_string_equal(header(who, "cache-control"),
                                v->email ? "private, no-cache"
                                         : "private, max-age=60");
        bool photo = status_of(who, "/image/2/thumb") == 200;
        bool original = status_of(who, "/file/1") == 200;
        bool large = status_of(who, "/image/2/print") == 200;
        assert_int_equal(status_of(who, "/image/2/large") == 200, large);
        /* everybody may look at it, not print it */
        bool stranger =
            v->email == NULL || str_equal(v->email, "otto@andere.example");
        if (large && (!photo || stranger))
            fail_msg("%s has the size of the print shop", v->name);
        printed += large;
        if (logo != v->logo || photo != v->photo || original != v->original)
            fail_msg("%s: logo %d, photo %d, original %d", v->name, logo, photo,
                     original);
        browser_free(who);
    }
    assert_true(printed > 0);
}

/* What was submitted once stays the office's to see; but not for whoever there
 * has a conflict with the nomination. */
static void replaced(void **state)
{
    (void)state;
    add_logo();
    render(1);
    char other[NOMINATION_PNG_BYTES + 1] = {0};
    memcpy(other, nomination_png, NOMINATION_PNG_BYTES);
    attach(b, "file", "other.png", other, sizeof other);
    press_in(b, card, NULL);
    assert_int_equal(number("SELECT file_id FROM picture"), 2);
    home_user(home, "olga@buero.example", "organiser juror");
    struct browser *office = browser_new(home);
    log_in(office, "olga@buero.example");
    assert_int_equal(status_of(office, "/image/1/thumb"), 200);
    assert_int_equal(status_of(office, "/file/1"), 200);
    home_sql(home,
             "INSERT INTO jury_member (id, edition_id, user_id, code, "
             "position) SELECT 1, 1, id, 'J01', 1 FROM user WHERE email LIKE "
             "'olga%';"
             "INSERT INTO conflict (jury_member_id, entry_id, kind, "
             "declared_at) VALUES (1, 1, 'client', 1)");
    assert_int_equal(status_of(office, "/image/1/thumb"), 404);
    assert_int_equal(status_of(office, "/file/1"), 404);
    browser_free(office);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(added_described_removed),
        STORY(failed_rendering_is_said),
        STORY(wrong_files_are_refused),
        STORY(captions_have_an_end),
        STORY(texts_are_safe_from_pictures),
        STORY(only_image_questions_have_pictures),
        STORY(not_after_the_deadline),
        STORY(answers_with_tag_and_type),
        STORY(rights_row_by_row),
        STORY(replaced),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
