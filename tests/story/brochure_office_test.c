/* The office plans the brochure: design, parts, companies, greetings,
 * partners. */
#include "support/brochure_story.h"

#include "base/arena.h"
#include "model/file.h"
#include "model/preflight.h"
#include "support/browser.h"
#include "support/nomination.h"

#define BELOW "/office/edition/2026/brochure/"

static struct browser *office;

static int arrive(void **state)
{
    setup(state);
    home_user(home, "office@example.org", "organiser");
    office = browser_new(home);
    log_in(office, "office@example.org");
    return 0;
}

static int leave(void **state)
{
    browser_free(office);
    return teardown(state);
}

static const char *text(const char *sql)
{
    return home_text(home, sql);
}

static int64_t number(const char *sql)
{
    return home_number(home, sql);
}

static void sends(const char *page, const char *fields, int want)
{
    visit(office, "/account"); /* any page has the token */
    post_fields(office, arena_printf(home->mem, BELOW "%s", page), fields);
    see_status(office, want);
}

/* --- design -----------------------------------------------------------------
 */

static void every_field_of_the_design(void **state)
{
    (void)state;
    visit(office, BELOW "design");
    see(office, "Gestaltung der Broschüre");
    see_not(office, "Die beiden sehen sehr verschieden aus.");
    fill(office, "format", "a5");
    fill(office, "languages", "two");
    fill(office, "nominee_pages", "2");
    uncheck(office, "link_codes", "yes");
    fill(office, "font_text", "Inter");
    fill(office, "font_head", "Vollkorn");
    fill(office, "cyan", "0");
    fill(office, "magenta", "100");
    fill(office, "yellow", "90");
    fill(office, "black", "5");
    press(office, "Gestaltung speichern");
    see(office, "Die Gestaltung ist gespeichert.");
    see(office, "Die beiden sehen sehr verschieden aus.");
    assert_string_equal(field_value(office, "cyan"), "0");
    assert_string_equal(field_value(office, "font_text"), "Inter");
    build();
    expect("format", "a5");
    expect("fonts.text", "Inter");
    expect("fonts.head", "Vollkorn");
    assert_int_equal(at("accent_cmyk.1")->integer, 100);
    assert_int_equal(at("nominee_pages")->integer, 2);
    assert_int_equal(at("link_codes")->kind, JSON_FALSE);
    assert_int_equal(number("SELECT count(*) FROM audit WHERE action = "
                            "'brochure.design'"),
                     1);
    /* worked out again */
    for (size_t i = 0; i < 4; i++)
        fill(office, (const char *[]){"cyan", "magenta", "yellow", "black"}[i],
             "");
    press(office, "Gestaltung speichern");
    assert_int_equal(number("SELECT count(*) FROM brochure_design WHERE cyan "
                            "IS NULL AND black IS NULL"),
                     1);
}

/* Does the preflight trust no measure any more? It trusts all or none. */
static bool measures_are_old(void)
{
    struct preflight p;
    struct world *w = home_begin(home);
    preflight_run(w, 1, false, &p);
    home_commit(home);
    assert_true(p.entry_count > 1);
    for (size_t i = 0; i < p.entry_count; i++)
        assert_int_equal(p.entry[i].fit_state, p.stale ? FIT_OLD : FIT_FRESH);
    return p.stale;
}

static void measured(void)
{
    home_sql(home,
             "DELETE FROM fit; INSERT INTO fit (entry_id, state, "
             "revision, pages, page, measured_at) "
             "SELECT id, 'done', revision, 1, 800, 1 FROM entry");
}

/* Saves one field; are pages measured again? */
static bool measured_again(const char *field, const char *value)
{
    measured();
    visit(office, BELOW "design");
    if (str_equal(value, "off"))
        uncheck(office, field, "yes");
    else if (field != NULL)
        fill(office, field, value);
    press(office, "Gestaltung speichern");
    see(office, "Die Gestaltung ist gespeichert.");
    bool wanted = number("SELECT count(*) FROM fit WHERE state = 'wanted'") > 0;
    assert_int_equal(measures_are_old(), wanted);
    return wanted;
}

static void only_what_counts_is_measured_again(void **state)
{
    (void)state;
    assert_false(measured_again(NULL, ""));
    fill(office, "cyan", "0");
    fill(office, "magenta", "100");
    fill(office, "yellow", "90");
    fill(office, "black", "5");
    press(office, "Gestaltung speichern");
    assert_int_equal(number("SELECT magenta FROM brochure_design"), 100);
    assert_int_equal(number("SELECT count(*) FROM fit WHERE state = 'wanted'"),
                     0);
    assert_false(measured_again("magenta", "50"));
    assert_true(measured_again("format", "a5"));
    assert_true(measured_again("languages", "two"));
    assert_true(measured_again("nominee_pages", "2"));
    assert_true(measured_again("font_text", "Inter"));
    assert_true(measured_again("font_head", "Vollkorn"));
    assert_true(measured_again("link_codes", "off"));
    assert_false(measured_again(NULL, ""));
}

static void wrong_values_stay(void **state)
{
    (void)state;
    visit(office, BELOW "design");
    fill(office, "cyan", "120");
    fill(office, "magenta", "viel");
    press(office, "Gestaltung speichern");
    see_status(office, 422);
    see(office, "Magenta: 0 bis 100");
    assert_string_equal(field_value(office, "cyan"), "120");
    assert_string_equal(field_value(office, "magenta"), "viel");
    assert_int_equal(number("SELECT count(*) FROM brochure_design"), 0);
    sends("design",
          "format=a3&languages=both&font_text=Inter&font_head=Inter&"
          "nominee_pages=0",
          422);
    sends("design",
          "format=a4&languages=both&font_text=Comic&font_head=Inter&"
          "nominee_pages=0",
          422);
    sends("design", "", 422);
    assert_int_equal(number("SELECT count(*) FROM brochure_design"), 0);
}

static void the_cover(void **state)
{
    (void)state;
    visit(office, BELOW "design");
    press(office, "Speichern: Titelbild");
    see_status(office, 422);
    see(office, "Bitte wählen Sie ein Bild.");
    attach(office, "file", "stadt.png", nomination_png, NOMINATION_PNG_BYTES);
    fill(office, "cover-credit", "Studio <b>Acht</b>");
    fill(office, "cover-alt_de", "Eine Stadt");
    fill(office, "cover-alt_en", "A town");
    press(office, "Speichern: Titelbild");
    see(office, "Das Bild ist gespeichert.");
    see(office, "stadt.png");
    see_markup(office, "data-waits"); /* until it is prepared */
    assert_string_equal(field_value(office, "cover-credit"),
                        "Studio <b>Acht</b>");
    assert_string_equal(text("SELECT cover_alt_de || cover_alt_en FROM "
                             "brochure_design WHERE cover_file_id > 1"),
                        "Eine StadtA town");
    assert_int_equal(number("SELECT count(*) FROM job WHERE kind = 'image'"),
                     1);
    /* words alone, then too many, then no picture */
    fill(office, "cover-credit", "Jana");
    press(office, "Speichern: Titelbild");
    assert_string_equal(text("SELECT cover_credit FROM brochure_design"),
                        "Jana");
    char *longest = arena_alloc(home->mem, 302);
    memset(longest, 'x', 301);
    longest[301] = '\0';
    fill(office, "cover-credit", longest);
    press(office, "Speichern: Titelbild");
    see_status(office, 422);
    assert_string_equal(field_value(office, "cover-credit"), longest);
    press(office, "Bild entfernen: Titelbild");
    see_status(office, 422);
    fill(office, "cover-credit", "Jana");
    press(office, "Bild entfernen: Titelbild");
    see(office, "Das Bild ist entfernt.");
    assert_int_equal(number("SELECT count(*) FROM brochure_design WHERE "
                            "cover_file_id IS NULL"),
                     1);
}

static void what_is_no_picture(void **state)
{
    (void)state;
    visit(office, BELOW "design");
    attach(office, "file", "logo.png", "%PDF-1.4 no picture", 19);
    press(office, "Speichern: Titelbild");
    see_status(office, 422);
    see(office, "PNG, JPEG, WebP oder SVG");
    attach(office, "file", "logo.png", "", 0);
    press(office, "Speichern: Titelbild");
    see_status(office, 422);
    assert_int_equal(number("SELECT count(*) FROM file"), 1);
}

static void the_logo(void **state)
{
    static const char svg[] =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" "
        "height=\"9\"><path d=\"M0 0h9v9z\"/></svg>";
    (void)state;
    visit(office, BELOW "design");
    const char *body = arena_printf(
        home->mem,
        "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n%s\r\n"
        "--x\r\nContent-Disposition: form-data; name=\"picture\"\r\n\r\n"
        "logo\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; "
        "filename=\"preis.svg\"\r\n\r\n%s\r\n--x--\r\n",
        field_value(office, "csrf"), svg);
    request_raw(office, "POST", BELOW "design",
                "multipart/form-data; boundary=x", body, strlen(body));
    see_status(office, 303);
    assert_string_equal(
        text("SELECT f.name FROM brochure_design d JOIN file f ON f.id = "
             "d.logo_file_id"),
        "preis.svg");
    visit(office, BELOW "design");
    see(office, "preis.svg");
    sends("design", "picture=logo&action=remove", 303);
    assert_int_equal(number("SELECT count(*) FROM brochure_design WHERE "
                            "logo_file_id IS NULL"),
                     1);
}

/* --- parts ------------------------------------------------------------------
 */

static const char *order(void)
{
    return text(
        "SELECT group_concat(kind || CASE shown WHEN 0 THEN '-' ELSE "
        "'' END, ' ') FROM (SELECT * FROM brochure_part ORDER BY "
        "position)");
}

static void parts_in_order(void **state)
{
    (void)state;
    visit(office, BELOW "parts");
    see(office, "Inhaltsverzeichnis");
    assert_int_equal(number("SELECT count(*) FROM brochure_part"), 0);
    sends("parts", "part=imprint&action=up", 303);
    sends("parts", "part=contents&action=up", 303); /* the first already */
    sends("parts", "part=overview&action=leave_out", 303);
    assert_string_equal(order(),
                        "contents greetings about jury overview- entries "
                        "specials participants call imprint partners");
    visit(office, BELOW "parts");
    see(office, "weggelassen");
    sends("parts", "part=overview&action=take_in", 303);
    assert_null(strchr(order(), '-'));
    sends("parts", "part=index&action=up", 404);
    sends("parts", "part=jury&action=burn", 400);
    sends("parts", "part=jury&action=pages&pages=1", 404);
    sends("parts", "", 400);
}

static void an_own_page(void **state)
{
    (void)state;
    visit(office, BELOW "part/new");
    fill(office, "body_de", "**Viele** kamen.");
    press(office, "Speichern");
    see_status(office, 422);
    see(office, "Bitte geben Sie der Seite eine Überschrift");
    assert_string_equal(field_value(office, "body_de"), "**Viele** kamen.");
    fill(office, "title_de", "Der Abend");
    fill(office, "title_en", "The evening");
    fill(office, "body_en", "Many came.");
    press(office, "Speichern");
    see(office, "Sie können jetzt ein Bild hinzufügen.");
    assert_string_equal(
        order(),
        "contents greetings about jury overview entries specials "
        "participants call partners own imprint");
    attach(office, "file", "abend.png", nomination_png, NOMINATION_PNG_BYTES);
    fill(office, "page-picture-credit", "Jana");
    fill(office, "page-picture-alt_de", "Gäste");
    press(office, "Speichern: Bild");
    see(office, "Das Bild ist gespeichert.");
    assert_string_equal(
        text("SELECT title_de || title_en || body_de || body_en || credit || "
             "alt_de FROM brochure_part WHERE kind = 'own' AND file_id > 1"),
        "Der AbendThe evening**Viele** kamen.Many came.JanaGäste");
    press(office, "Diese Seite entfernen");
    assert_null(strstr(order(), "own"));
    /* the heading of a usual one */
    visit(office, BELOW "part/jury");
    fill(office, "title_de", "Wer entschied");
    press(office, "Speichern");
    see(office, "Wer entschied");
    sends("part/jury", "action=delete&title_de=x", 303);
    assert_int_equal(number("SELECT count(*) FROM brochure_part"), 11);
    visit(office, BELOW "part/999");
    see_status(office, 404);
}

static void companies_in_order(void **state)
{
    (void)state;
    visit(office, BELOW "parts");
    see(office, "Grünzeit Gärtnerei");
    see(office, "Preisträger");
    see_markup(office, "href=\"" BELOW "pages/1\"");
    sends("parts", "entry=2&action=up", 303);
    sends("parts", "entry=3&action=leave_out", 303);
    measured();
    sends("parts", "entry=1&action=pages&pages=2", 303);
    assert_int_equal(number("SELECT entry_id FROM fit WHERE state = 'wanted'"),
                     1);
    struct fit fit;
    assert_int_equal(fit_of(&home->world, 1, &fit), FIT_OLD);
    assert_int_equal(fit_of(&home->world, 2, &fit), FIT_FRESH);
    build();
    expect("entries.0.name", "Grünzeit Gärtnerei");
    assert_int_equal(at("entries.1.pages")->integer, 2);
    assert_null(at("entries.2"));
    sends("parts", "entry=3&action=take_in", 303);
    sends("parts", "entry=2&action=down", 303);
    build();
    expect("entries.1.name", "Grünzeit Gärtnerei");
    assert_non_null(at("entries.2"));
    sends("parts", "entry=1&action=pages&pages=7", 404);
    sends("parts", "entry=4&action=leave_out", 404); /* not nominated */
    sends("parts", "entry=x&action=up", 404);
    assert_int_equal(number("SELECT count(*) FROM audit WHERE action = "
                            "'brochure.entry'"),
                     5);
}

static void greetings(void **state)
{
    (void)state;
    visit(office, BELOW "greeting/new");
    fill(office, "function_de", "Bürgermeister");
    press(office, "Speichern");
    see_status(office, 422);
    see(office, "Bitte geben Sie ein, von wem das Grußwort ist.");
    see(office, "Bitte geben Sie den Text in mindestens einer Sprache ein.");
    assert_string_equal(field_value(office, "function_de"), "Bürgermeister");
    fill(office, "name", "Tarek Lindqvist");
    fill(office, "function_en", "Mayor");
    fill(office, "body_de", "Liebe Gäste");
    fill(office, "body_en", "Dear guests");
    press(office, "Speichern");
    see(office, "Sie können jetzt ein Porträt hinzufügen.");
    attach(office, "file", "tarek.png", nomination_png, NOMINATION_PNG_BYTES);
    fill(office, "portrait-credit", "Presseamt");
    press(office, "Speichern: Porträt");
    assert_string_equal(
        text("SELECT name || function_de || function_en || body_de || body_en "
             "|| credit FROM greeting WHERE portrait_file_id > 1"),
        "Tarek LindqvistBürgermeisterMayorLiebe GästeDear guestsPresseamt");
    sends("parts", "greeting=2&action=up", 303);
    assert_string_equal(
        text("SELECT group_concat(name, ', ') FROM (SELECT * FROM greeting "
             "ORDER BY position)"),
        "Tarek Lindqvist, Dr. Sommer");
    sends("parts", "greeting=2&action=leave_out", 404);
    sends("parts", "greeting=9&action=up", 404);
    visit(office, BELOW "greeting/2");
    press(office, "Dieses Grußwort entfernen");
    assert_int_equal(number("SELECT count(*) FROM greeting"), 1);
    visit(office, BELOW "greeting/2");
    see_status(office, 404);
}

static void partners(void **state)
{
    (void)state;
    visit(office, BELOW "partner/new");
    fill(office, "name", "Hochschule");
    fill(office, "tier", "organiser");
    fill(office, "url", "javascript:alert(1)");
    press(office, "Speichern");
    see_status(office, 422);
    assert_string_equal(field_value(office, "url"), "javascript:alert(1)");
    fill(office, "url", "https://h.example/");
    press(office, "Speichern");
    attach(office, "file", "h.png", nomination_png, NOMINATION_PNG_BYTES);
    press(office, "Speichern: Logo");
    assert_string_equal(text("SELECT tier || name || url FROM partner WHERE "
                             "logo_file_id IS NOT NULL"),
                        "organiserHochschulehttps://h.example/");
    sends("parts", "partner=3&action=up", 303);
    build();
    expect("partners.0.members.0.name", "Hochschule");
    expect("partners.0.members.1.name", "Stadt");
    sends("parts", "partner=3&action=up", 303); /* within its tier only */
    assert_string_equal(text("SELECT tier FROM partner ORDER BY position"),
                        "organiser");
    sends("partner/3", "name=X&tier=friend", 422);
    visit(office, BELOW "partner/3");
    press(office, "Diesen Partner entfernen");
    assert_int_equal(number("SELECT count(*) FROM partner"), 2);
}

/* --- who --------------------------------------------------------------------
 */

/* A juror who declared a conflict and works in the office, too. */
static void who_has_a_conflict(void **state)
{
    static const char *const pages[] = {"design", "parts", "part/new",
                                        "greeting/1", "partner/1"};
    (void)state;
    home_sql(home,
             "INSERT INTO file (digest, name, type, bytes, uploaded_at, "
             "render_state) VALUES ('ba', 'cover.jpg', 'image/jpeg', 5, 20, "
             "'done'); INSERT INTO rendition (file_id, size, digest, type, "
             "bytes, width, height) VALUES (2, 'thumb', 'ad', 'image/jpeg', 2, "
             "3, 2); INSERT INTO brochure_design (edition_id, cover_file_id, "
             "changed_at) VALUES (1, 2, 1);"
             "INSERT INTO assignment (round_id, jury_member_id, entry_id) "
             "VALUES (1, 1, 1);"
             "UPDATE edition SET phase = 9");
    visit(office, "/image/2/thumb");
    see_status(office, 200);
    home_sql(home,
             "UPDATE jury_member SET user_id = (SELECT id FROM user WHERE "
             "email = 'office@example.org');"
             "INSERT INTO conflict (jury_member_id, entry_id, kind, "
             "declared_at) VALUES (1, 1, 'client', 1)");
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        visit(office, arena_printf(home->mem, BELOW "%s", pages[i]));
        see_status(office, 404);
        see_not(office, "Grünzeit");
    }
    sends("parts", "part=imprint&action=up", 404);
    visit(office, "/image/2/thumb");
    see_status(office, 404);
    home_sql(home, "UPDATE edition SET phase = 10, embargo_at = NULL");
    visit(office, BELOW "parts");
    see_status(office, 200);
    visit(office, "/image/2/thumb");
    see_status(office, 200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define STORY(name) cmocka_unit_test_setup_teardown(name, arrive, leave)
        STORY(every_field_of_the_design),
        STORY(only_what_counts_is_measured_again),
        STORY(wrong_values_stay),
        STORY(the_cover),
        STORY(what_is_no_picture),
        STORY(the_logo),
        STORY(parts_in_order),
        STORY(an_own_page),
        STORY(companies_in_order),
        STORY(greetings),
        STORY(partners),
        STORY(who_has_a_conflict),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
