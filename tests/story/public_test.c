/* What everybody reads of winners and nominees: the gallery and its filters,
 * companies' pages, the feed, the list inside other
 * websites. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "support/award.h"
#include "support/story.h"

#define LIGHT "/winners/2026/lichtwerk-script-alert-1-script"
#define GREEN "/winners/2026/gruenzeit-gaertnerei"
#define PAPER "/winners/2026/papierhof"

static const char filters[] =
    "UPDATE question SET filter = 'size' WHERE code = 'staff';"
    "INSERT INTO question (id, edition_id, section_id, code, position, kind, "
    "language, label_de, label_en, required, audience, slot, filter) VALUES "
    "(20, 1, 1, 'branch', 20, 'choice', '', 'Branche', 'Sector', 0, 'public',"
    " '', 'branch'),"
    "(21, 1, 1, 'does', 21, 'multi', '', 'Was tun Sie?', 'What?', 0, 'public',"
    " '', 'measure');"
    "INSERT INTO question_choice (question_id, code, position, label_de, "
    "label_en) VALUES (20, 'optics', 1, 'Optik', 'Optics'),"
    "(20, 'green', 2, 'Gartenbau', 'Horticulture'),"
    "(20, 'paper', 3, 'Papier', 'Paper'),"
    "(21, 'visa', 1, 'Hilfe beim Visum', 'Help with visas'),"
    "(21, 'home', 2, 'Wohnungssuche', 'Finding a home'),"
    "(21, 'talk', 3, 'Sprachkurse', 'Language courses');"
    "INSERT INTO answer (entry_id, question_id, value, updated_at) VALUES "
    "(1, 20, 'optics', 20), (1, 21, 'visa home', 20),"
    "(2, 20, 'green', 20), (2, 21, 'home', 20),"
    "(3, 20, 'paper', 20), (3, 21, 'talk', 20);";

static int setup(void **state)
{
    (void)state;
    story_open();
    award_scene(home);
    home_sql(home, filters);
    award_decide(home);
    home_sql(home, "UPDATE edition SET phase = 11");
    return 0;
}

/* --- the gallery ------------------------------------------------------------
 */

/* 1: Lichtwerk, 2: Grünzeit, 4: Papierhof, which took its texts back */
static int shown(void)
{
    return (strstr(page(b), "href=\"" LIGHT "\"") != NULL) +
           2 * (strstr(page(b), "href=\"" GREEN "\"") != NULL) +
           4 * (strstr(page(b), "href=\"" PAPER "\"") != NULL);
}

static void what_filters_leave(void **state)
{
    static const struct {
        const char *query;
        int want;
    } cases[] = {
        {"", 7},
        {"?category=&branch=&size=&measure=", 7},
        {"?category=kmu", 3},
        {"?branch=optics", 1},
        {"?branch=green", 2},
        {"?size=10-49", 2},
        {"?size=250", 1},
        {"?measure=home", 3},
        {"?measure=visa", 1},
        {"?measure=home&size=10-49", 2},
        {"?measure=home&branch=optics&category=kmu&size=250", 1},
        {"?measure=visa&branch=green", 0},
        {"?category=gross&branch=optics", 0},
        /* what was taken back is not found by it */
        {"?branch=paper", 0},
        {"?measure=talk", 0},
        {"?size=1-9", 0},
        /* what nobody offers */
        {"?branch=%20optics", 1},
        {"?branch=opt", 0},
        {"?branch=optics%20green", 0},
        {"?measure=visa%20home", 0},
        {"?size=%22%3E%3Cscript%3E", 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        visit(b, arena_printf(home->mem, "/winners/2026%s", cases[i].query));
        see_status(b, 200);
        if (shown() != cases[i].want)
            fail_msg("%s: %d", cases[i].query, shown());
        see_no_markup(b, "<script>");
    }
}

static void options_are_counted(void **state)
{
    (void)state;
    visit(b, "/winners/2026");
    see_markup(b, ">Optik (1)</option>");
    see_markup(b, ">Wohnungssuche (2)</option>");
    see_markup(b, ">10 bis 49 Beschäftigte (1)</option>");
    see_not(b, "Papier (");
    see_not(b, "Sprachkurse");
    visit(b, "/winners/2026?branch=green");
    see(b, "1 von 3 Unternehmen");
    see_markup(b, "<option value=\"green\" selected>Gartenbau (1)</option>");
    see_markup(b, ">Optik (1)</option>"); /* would be there instead */
    see_markup(b, ">Hilfe beim Visum (0)</option>");
    see_markup(b, "href=\"/winners/2026?branch=green&amp;lang=en\"");
    fill(b, "measure", "visa");
    press(b, "Anzeigen");
    see(b, "Zu dieser Auswahl passt kein Unternehmen");
    press(b, "ohne Gartenbau");
    assert_int_equal(shown(), 1);
    assert_string_equal(location(b), "/winners/2026?measure=visa");
    press(b, "Alle zeigen");
    assert_int_equal(shown(), 7);
}

static void many_come_in_pages(void **state)
{
    (void)state;
    for (int i = 10; i < 40; i++)
        home_sql(home,
                 arena_printf(
                     home->mem,
                     "INSERT INTO organisation (id, name, created_at) VALUES "
                     "(%d, 'Zebra %d', 1);INSERT INTO entry (id, edition_id, "
                     "organisation_id, code, category_id, "
                     "confirmed_category_id, state, created_at, updated_at) "
                     "VALUES (%d, 1, %d, 'Z%d', 1, 1, 'admitted', 1, 1);"
                     "INSERT INTO honour (entry_id, kind, category_id, "
                     "decided_at) VALUES (%d, 'nominee', 1, 40)",
                     i, i, i, i, i, i));
    visit(b, "/winners/2026");
    see(b, "Seite 1 von 2");
    see(b, "Zebra 10");
    see_not(b, "Zebra 39");
    press(b, "Nächste Seite");
    see(b, "Zebra 39");
    see_not(b, "Lichtwerk");
    assert_string_equal(location(b), "/winners/2026?page=2");
    see_markup(b, "hreflang=\"en\" href=\"http://");
    visit(b, "/winners/2026?page=3");
    see_status(b, 404);
    visit(b, "/winners/2026?page=-1");
    see_status(b, 200);
    visit(b, "/");
    see(b, "Preisträger und Nominierte: alle 33 Unternehmen");
    visit(b, "/winners/2026?category=kmu&page=2");
    see_markup(b, "href=\"/winners/2026?category=kmu\" rel=\"prev\"");
}

/* --- one company ------------------------------------------------------------
 */

static void a_page_of_its_own(void **state)
{
    (void)state;
    visit(b, LIGHT);
    see_status(b, 200);
    see(b, "Preisträger, Kleine und mittlere Unternehmen");
    see(b, "Sie <b>leuchten</b>.");
    see(b, "Wir schleifen Linsen.");
    see(b, "Hilfe beim Visum");
    see_not(b, "Was tun Sie?"); /* a measure is no fact */
    see(b, "Foto: Mara <i>Lenz</i>");
    see_no_markup(b, "<script>alert");
    see_markup(b, "itemtype=\"https://schema.org/Organization\"");
    see_markup(b, "<meta property=\"og:image\" content=\"http");
    see_markup(b, "/image/1/screen\">");
    see_markup(b, "property=\"og:description\" content=\"Sie &lt;b&gt;");
    see_markup(b, "href=\"https://licht.example/\"");
    press(b, "Deutsch und Englisch nebeneinander");
    see_markup(b, "<div class=\"prose\" lang=\"de\">");
    see_markup(b, "<div class=\"prose\" lang=\"en\">");
    see(b, "We grind lenses.");
    visit(b, LIGHT "?lang=en");
    see(b, "They shine.");
    see_not(b, "Wir schleifen");
    see_markup(b, LIGHT "?lang=en\">\n<link rel=\"alternate\" hreflang=\"de\"");
    visit(b, GREEN);
    see_no_markup(b, "og:image\"");
    see_no_markup(b, "javascript:");
}

/* Every scope is closed, and what it says is about the company. */
static void its_structure_is_whole(void **state)
{
    static const char *const props[] = {"name",        "image",   "url",
                                        "description", "address", "award"};
    (void)state;
    visit(b, LIGHT);
    const char *scope = strstr(page(b), "<article class=\"company\" itemscope");
    const char *end = scope ? strstr(scope, "</article>") : NULL;
    assert_non_null(end);
    for (size_t i = 0; i < sizeof props / sizeof *props; i++) {
        const char *at = strstr(
            page(b), arena_printf(home->mem, "itemprop=\"%s\"", props[i]));
        if (at == NULL || at < scope || at > end)
            fail_msg("%s is not in the scope", props[i]);
    }
    assert_null(strstr(end, "itemprop"));
}

static void what_was_taken_back(void **state)
{
    (void)state;
    visit(b, PAPER);
    see_status(b, 200);
    see(b, "Papierhof");
    see_not(b, "Weimar");
    see_not(b, "Geheimes");
    see_not(b, "Sprachkurse");
    home_sql(home,
             "UPDATE consent SET withdrawn_at = 50 WHERE entry_id = 1 "
             "AND consent_kind_id IN (1, 2)");
    visit(b, LIGHT);
    see(b, "leuchten");
    see_not(b, "Linsen");
    see_not(b, "Optik");
    see_not(b, "Hilfe beim Visum");
    see_no_markup(b, "/image/1");
    see_no_markup(b, "licht.example");
    visit(b, "/winners/2026/embed");
    see_no_markup(b, "/image/1");
    visit(b, "/winners/2026/feed.xml");
    see_no_markup(b, "Linsen");
}

static void who_has_no_page(void **state)
{
    static const char *const paths[] = {"/winners/2026/mueller-und-soehne",
                                        "/winners/2026/zoegern-gmbh",
                                        "/winners/2026/1",
                                        "/winners/2026/E01",
                                        "/winners/1999/papierhof",
                                        "/winners/2026/papierhof/x"};
    (void)state;
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        visit(b, paths[i]);
        see_status(b, 404);
    }
    home_sql(home, "UPDATE entry SET state = 'withdrawn' WHERE id = 3");
    visit(b, PAPER);
    see_status(b, 404);
}

/* --- the feed
 * -----------------------------------------------------------------
 */

static void is_xml(const char *path)
{
    char name[] = "/tmp/lorbeer-feed-XXXXXX", command[120];
    visit(b, path);
    see_status(b, 200);
    int fd = mkstemp(name);
    FILE *f = fdopen(fd, "w");
    assert_non_null(f);
    assert_int_equal(fwrite(page(b), 1, page_bytes(b), f), page_bytes(b));
    fclose(f);
    snprintf(command, sizeof command, "tidy -xml -q -e %s 2>&1", name);
    FILE *p = popen(command, "r");
    char line[200] = "";
    assert_non_null(p);
    bool said = fgets(line, sizeof line, p) != NULL;
    int rc = pclose(p);
    remove(name);
    if (said || rc != 0)
        fail_msg("%s: %s", path, line);
}

static void the_feed(void **state)
{
    (void)state;
    home_sql(home,
             "UPDATE edition SET embargo_at = 1789999000, "
             "nominees_at = 1789990000");
    is_xml("/winners/2026/feed.xml?lang=de");
    assert_string_equal(header(b, "content-type"),
                        "application/atom+xml; charset=utf-8");
    see_markup(b, LIGHT "</id>");
    see_markup(b, "<updated>2026-09-21T13:56:40Z</updated>");
    see_markup(b, "<updated>2026-09-21T11:26:40Z</updated>"); /* nominees */
    see_markup(b, "&lt;b&gt;leuchten&lt;/b&gt;");
    const char *tag = arena_text(home->mem, header(b, "etag"));
    visit(b, "/winners/2026/feed.xml?lang=de");
    assert_string_equal(header(b, "etag"), tag);
    is_xml("/winners/feed.xml?lang=en");
    see_markup(b, LIGHT "</id>");
    see_markup(b, "They shine.");
    home_sql(home, "DELETE FROM honour");
    is_xml("/winners/2026/feed.xml");
    home_sql(home, "UPDATE edition SET phase = 1");
    visit(b, "/winners/2026/feed.xml");
    see_status(b, 404);
    is_xml("/winners/feed.xml");
    see_no_markup(b, "<entry>");
}

/* One company's name must not close the feed to all its readers. */
static void a_feed_with_what_xml_has_not(void **state)
{
    (void)state;
    home_sql(home,
             "UPDATE organisation SET name = 'Licht' || char(65535, 65534, 27) "
             "|| 'werk' WHERE name LIKE 'Lichtwerk%'");
    is_xml("/winners/2026/feed.xml?lang=de");
    see_markup(b, "Lichtwerk");
}

/* --- inside other websites
 * -------------------------------------------------------
 */

static void the_list_to_embed(void **state)
{
    (void)state;
    visit(b, "/winners/2026/embed?lang=en");
    see_status(b, 200);
    see(b, "Lichtwerk");
    see_markup(b, "target=\"_blank\" rel=\"noopener\"");
    assert_non_null(
        strstr(header(b, "content-security-policy"), "frame-ancestors *"));
    see_no_markup(b, "<form");
    see_no_markup(b, "/login");
    assert_null(browser_cookie(b, "lorbeer_language"));
    visit(b, "/winners/2026/embed?category=gross");
    see(b, "Papierhof");
    see_not(b, "Lichtwerk");
    visit(b, "/winners/2026/embed?category=nothing");
    see_status(b, 200);
    visit(b, "/winners/2026");
    assert_non_null(
        strstr(header(b, "content-security-policy"), "frame-ancestors 'none'"));
}

/* --- how long it may be kept
 * -----------------------------------------------------
 */

static void kept_until_the_instant(void **state)
{
    (void)state;
    home_sql(home,
             "UPDATE edition SET phase = 9, nominees_at = 1789990000, "
             "embargo_at = 1790000100");
    visit(b, "/winners/2026");
    assert_string_equal(header(b, "cache-control"), "public, max-age=60");
    home_time(home, TEST_NOW + 93);
    visit(b, "/winners/2026");
    assert_string_equal(header(b, "cache-control"), "public, max-age=7");
    see_not(b, "Preisträger,");
    home_time(home, TEST_NOW + 100);
    visit(b, "/winners/2026");
    assert_string_equal(header(b, "cache-control"), "public, max-age=60");
    see(b, "Preisträger,");
    assert_string_equal(header(b, "vary"), "cookie, accept-language");
    visit(b, "/winners/2026?lang=de"); /* sets a cookie */
    assert_string_equal(header(b, "cache-control"), "no-cache");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(what_filters_leave),
        STORY(options_are_counted),
        STORY(many_come_in_pages),
        STORY(a_page_of_its_own),
        STORY(its_structure_is_whole),
        STORY(what_was_taken_back),
        STORY(who_has_no_page),
        STORY(the_feed),
        STORY(a_feed_with_what_xml_has_not),
        STORY(the_list_to_embed),
        STORY(kept_until_the_instant),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
