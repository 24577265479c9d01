/* The page of a company, for its own people and for two who look at it at once;
 * and a release that the office takes back. */
#include "support/page_story.h"

#include "base/file.h"
#include "base/str.h"
#include "model/preview.h"

#define MINE "/my/entry/2/page"

/* Somebody of the company, logged in. */
static struct browser *mate(const char *email, const char *role)
{
    int64_t user = home_user(home, email, "company");
    home_sql(home, arena_printf(home->mem,
                                "INSERT INTO membership (user_id, "
                                "organisation_id, created_at, role) VALUES "
                                "(%" PRId64 ", 2, 1, '%s')",
                                user, role));
    struct browser *h = browser_new(home);
    log_in(h, email);
    return h;
}

/* --- its own people --------------------------------------------------------
 */

static void not_before_somebody_was_asked(void **state)
{
    (void)state;
    home_sql(home,
             arena_printf(home->mem, "UPDATE edition SET nominees_at = %d",
                          (int)TEST_NOW + 50));
    struct browser *h = mate("jo@green.example", "editor");
    visit(h, MINE);
    see_status(h, 404);
    see_not(h, "Wir pflanzen.");
    post_fields(h, MINE, "action=release");
    see_status(h, 404);
    post_fields(h, MINE "/preview", "seat=Jena");
    see_status(h, 404);
    assert_int_equal(number("SELECT count(*) FROM page_release"), 0);
    home_time(home, TEST_NOW + 50);
    ask(2);
    visit(h, MINE);
    see_status(h, 200);
    assert_string_equal(field_value(h, "strategy_de"), "Wir pflanzen.");
    browser_free(h);
}

static void an_editor_corrects_and_releases(void **state)
{
    (void)state;
    ask(2);
    struct browser *h = mate("jo@green.example", "editor");
    visit(h, MINE);
    assert_string_equal(header(h, "cache-control"), "no-store");
    see(h, "noch nicht freigegeben");
    fill(h, "website", "keine Adresse");
    press(h, "Korrektur absenden");
    see_status(h, 422);
    assert_string_equal(field_value(h, "website"), "keine Adresse");
    fill(h, "website", "");
    fill(h, "seat", "Kahla bei Jena");
    press(h, "Seite freigeben");
    see(h, "freigegeben ist die Seite noch nicht");
    assert_string_equal(printed(2, "seat"), "Kahla bei Jena");
    assert_int_equal(state_of(2), PAGE_CORRECTED);
    press(h, "Seite freigeben");
    see(h, "Mehr ist für Sie nicht zu tun.");
    assert_int_equal(state_of(2), PAGE_RELEASED);
    assert_int_equal(number("SELECT count(*) FROM page_release WHERE user_id = "
                            "(SELECT id FROM user WHERE email = "
                            "'jo@green.example') AND link_id IS NULL"),
                     1);
    press(h, "Korrektur absenden");
    see(h, "Es hat sich nichts geändert.");
    assert_int_equal(state_of(2), PAGE_RELEASED);
    browser_free(h);
}

/* What an account typed is its own: neither a link nor a mate shows it. */
static void drafts_of_an_account(void **state)
{
    (void)state;
    ask(2);
    struct browser *h = mate("jo@green.example", "editor");
    post_fields(h, MINE "/preview", "seat=Kahla%20bei%20Jena");
    see_status(h, 200);
    visit(h, MINE);
    assert_string_equal(field_value(h, "seat"), "Kahla bei Jena");
    visit(h, MINE "/preview/state");
    see_status(h, 200);
    see_markup(h, "wanted");
    visit(h, MINE "/preview");
    see_status(h, 200);
    struct browser *other = mate("mo@green.example", "owner");
    visit(other, MINE);
    assert_string_equal(field_value(other, "seat"), "Kahla");
    visit(other, MINE "/preview/page/0-1");
    see_status(other, 404);
    visit(h, MINE);
    press(h, "Entwurf verwerfen");
    assert_string_equal(field_value(h, "seat"), "Kahla");
    browser_free(other);
    browser_free(h);
}

static void a_reader_only_reads(void **state)
{
    (void)state;
    ask(2);
    struct browser *h = mate("lu@green.example", "reader");
    visit(h, MINE);
    see_status(h, 200);
    see(h, "Sie können diese Seite lesen.");
    see_no_markup(h, ">Seite freigeben<");
    post_fields(h, MINE, "action=release");
    see_status(h, 409);
    post_fields(h, MINE "/preview", "seat=Jena");
    see_status(h, 200);
    assert_int_equal(number("SELECT count(*) FROM page_draft"), 0);
    assert_null(strstr(text("SELECT data FROM preview"), "Jena"));
    assert_int_equal(number("SELECT count(*) FROM page_release"), 0);
    browser_free(h);
}

static void others_find_nothing(void **state)
{
    (void)state;
    ask(2);
    struct browser *h = mate("jo@green.example", "editor");
    home_sql(home,
             "UPDATE membership SET organisation_id = 1 WHERE user_id = "
             "(SELECT id FROM user WHERE email = 'jo@green.example')");
    static const char *const paths[] = {
        MINE, MINE "/preview", MINE "/preview/state", MINE "/preview/page/0-1"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        visit(h, paths[i]);
        see_status(h, 404);
        see_not(h, "Grünzeit");
    }
    browser_free(h);
}

/* --- two at once -----------------------------------------------------------
 */

/* What somebody left alone is not written back over what another changed. */
static void two_people_correct_at_once(void **state)
{
    (void)state;
    ask(2);
    struct browser *h = browser_new(home);
    struct browser *other = mate("jo@green.example", "editor");
    visit(h, newest_link());
    visit(other, MINE);
    fill(other, "seat", "Orlamünde");
    press(other, "Korrektur absenden");
    fill(h, "strategy_de", "Wir pflanzen Bäume.");
    press(h, "Korrektur absenden");
    see_status(h, 409);
    see_markup(h, "Orlamünde");
    assert_string_equal(field_value(h, "seat"), "Orlamünde");
    assert_string_equal(field_value(h, "strategy_de"), "Wir pflanzen Bäume.");
    press(h, "Korrektur absenden");
    assert_string_equal(printed(2, "seat"), "Orlamünde");
    assert_string_equal(printed(2, "strategy_de"), "Wir pflanzen Bäume.");
    browser_free(other);
    browser_free(h);
}

/* The same field: it is said, and the second time it counts. */
static void two_people_correct_one_field(void **state)
{
    (void)state;
    ask(2);
    struct browser *h = browser_new(home);
    visit(h, newest_link());
    visit(b, PAGES "/2");
    fill(b, "seat", "Orlamünde");
    press(b, "Texte speichern");
    fill(h, "seat", "Stadtroda");
    press(h, "Korrektur absenden");
    see_status(h, 409);
    see(h, "Das hat inzwischen noch jemand geändert.");
    assert_string_equal(field_value(h, "seat"), "Stadtroda");
    press(h, "Korrektur absenden");
    assert_string_equal(printed(2, "seat"), "Stadtroda");
    browser_free(h);
}

/* The script keeps what is typed; what the office changes elsewhere stays. */
static void a_draft_does_not_undo_an_edit(void **state)
{
    (void)state;
    ask(2);
    struct browser *h = browser_new(home);
    const char *path = newest_link();
    visit(h, path);
    post_fields(h, arena_printf(home->mem, "%s/preview", path),
                "name=Gr%C3%BCnzeit%20G%C3%A4rtnerei&seat=Kahla&strategy_de="
                "Wir%20pflanzen%20B%C3%A4ume.");
    visit(h, path);
    see(h, "Abgeschickt ist es nicht.");
    see_not(h, "Seither wurde die Seite geändert");
    home_time(home, TEST_NOW + 60);
    visit(b, PAGES "/2");
    fill(b, "seat", "Orlamünde");
    press(b, "Texte speichern");
    visit(h, path);
    see(h, "Seither wurde die Seite geändert");
    assert_string_equal(field_value(h, "seat"), "Orlamünde");
    assert_string_equal(field_value(h, "strategy_de"), "Wir pflanzen Bäume.");
    press(h, "Korrektur absenden");
    assert_string_equal(printed(2, "seat"), "Orlamünde");
    browser_free(h);
}

/* Nothing was typed: nothing is kept. */
static void a_look_is_no_draft(void **state)
{
    (void)state;
    ask(2);
    struct browser *h = browser_new(home);
    const char *path = newest_link();
    visit(h, path);
    post_fields(h, arena_printf(home->mem, "%s/preview", path),
                "seat=Kahla&strategy_de=Wir%20pflanzen.&example_de=&quote_de=");
    see_status(h, 200);
    assert_int_equal(number("SELECT count(*) FROM page_draft"), 0);
    browser_free(h);
}

/* --- the office takes a release back ---------------------------------------
 */

static void a_release_is_taken_back(void **state)
{
    (void)state;
    ask(2);
    struct browser *h = browser_new(home);
    visit(h, newest_link());
    visit(b, PAGES "/2");
    see_no_markup(b, ">Freigabe aufheben<");
    press(h, "Seite freigeben");
    visit(b, PAGES "/2");
    press(b, "Freigabe aufheben");
    see(b, "Die Freigabe gilt nicht mehr.");
    see_no_markup(b, ">Freigabe aufheben<");
    see_not(b, "Freigegeben von Jo Lenz");
    assert_int_equal(state_of(2), PAGE_OPENED);
    visit(b, PAGES);
    see(b, "0 von 3 Seiten sind freigegeben");
    visit(b, "/office/log");
    see(b, "Freigabe einer Seite aufgehoben");
    /* that it was released stays in the records; again is possible */
    assert_int_equal(number("SELECT count(*) FROM page_release"), 1);
    visit(h, newest_link());
    see(h, "Bitte lesen Sie die Seite");
    press(h, "Seite freigeben");
    assert_int_equal(state_of(2), PAGE_RELEASED);
    browser_free(h);
}

/* What a link shows, a browser asks for again: others use the same device, and
 * the link may be withdrawn by then. */
static void a_look_is_in_no_cache(void **state)
{
    struct preview_work work;
    (void)state;
    ask(2);
    struct browser *h = browser_new(home);
    const char *link = newest_link();
    visit(h, link);
    post_fields(h, arena_printf(home->mem, "%s/preview", link), "seat=Jena");
    see_status(h, 200);
    home->world.now = TEST_NOW;
    assert_true(preview_next(&home->world, &work));
    const char *digest = arena_text(home->mem, work.digest);
    file_folder(arena_printf(home->mem, "%s/run/preview", home->folder), 0700);
    assert_true(
        file_write(preview_path(&home->world, digest, 0), "<svg/>", 6, 0600));
    preview_done(&home->world, &work, 1);
    visit(h, arena_printf(home->mem, "%s/preview/page/%s-1", link, digest));
    see_status(h, 200);
    assert_string_equal(header(h, "cache-control"), "private, no-cache");
    browser_free(h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(not_before_somebody_was_asked),
        STORY(an_editor_corrects_and_releases),
        STORY(drafts_of_an_account),
        STORY(a_reader_only_reads),
        STORY(others_find_nothing),
        STORY(two_people_correct_at_once),
        STORY(two_people_correct_one_field),
        STORY(a_draft_does_not_undo_an_edit),
        STORY(a_look_is_no_draft),
        STORY(a_look_is_in_no_cache),
        STORY(a_release_is_taken_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
