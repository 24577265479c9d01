/* What machines make of the pages for everybody: search engines, feed readers,
 * who shows a link to others, and the shelf that keeps pages made before. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "support/award.h"
#include "support/story.h"

#define GALLERY "/winners/2026"
#define LIGHT GALLERY "/lichtwerk-script-alert-1-script"
#define GREEN GALLERY "/gruenzeit-gaertnerei"

static const char cover[] =
    "INSERT INTO file (id, digest, name, type, bytes, uploaded_at, "
    "render_state) VALUES (90, 'ca', 'cover.jpg', 'image/jpeg', 5000, 20, "
    "'done');"
    "INSERT INTO rendition (file_id, size, digest, type, bytes, width, height) "
    "VALUES (90, 'screen', 'cb', 'image/jpeg', 3, 1280, 720);"
    "INSERT INTO brochure_design (edition_id, cover_file_id, cover_alt_de, "
    "cover_alt_en, changed_at) VALUES (1, 90, 'Morgen am Fluss', "
    "'Morning by the river', 20);";

static int setup(void **state)
{
    (void)state;
    story_open();
    award_scene(home);
    award_decide(home);
    home_sql(home, "UPDATE edition SET phase = 11");
    return 0;
}

/* --- schema.org
 * ---------------------------------------------------------------------
 */

enum { OPEN_MAX = 64, PROPS_MAX = 32 };

/* Elements that are open, and the property whose text each collects. */
struct reading {
    const char *tag[OPEN_MAX];
    int property[OPEN_MAX]; /* -1: none */
    int open, scopes, count;
    const char *name[PROPS_MAX];
    struct buf value[PROPS_MAX];
};

static bool is_void(const char *tag)
{
    static const char *const names[] = {"meta",  "link", "img",
                                        "input", "br",   "hr"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_equal(tag, names[i]))
            return true;
    return tag[0] == '!'; /* the document type, a comment */
}

static const char *attribute(const char *tag, const char *name)
{
    const char *at = strstr(tag, arena_printf(home->mem, " %s=\"", name));
    if (at == NULL)
        return NULL;
    at = strchr(at, '"') + 1;
    return arena_textn(home->mem, at, strcspn(at, "\""));
}

/* A link's value is its address, a picture's its source, else the text. */
static int begin_property(struct reading *r, const char *tag)
{
    const char *name = attribute(tag, "itemprop");
    if (name == NULL)
        return -1;
    assert_int_equal(r->scopes, 1); /* outside it says nothing */
    assert_true(r->count < PROPS_MAX);
    const char *link = str_starts(tag, "img ") ? attribute(tag, "src")
                                               : attribute(tag, "href");
    r->name[r->count] = name;
    buf_init(&r->value[r->count], home->mem);
    buf_add(&r->value[r->count], link ? link : "");
    return link ? (r->count++, -1) : r->count++;
}

static void close_tag(struct reading *r, const char *name)
{
    assert_true(r->open > 0);
    assert_string_equal(name, r->tag[--r->open]);
}

static void read_tag(struct reading *r, const char *tag)
{
    if (tag[0] == '/') {
        close_tag(r, tag + 1);
        return;
    }
    const char *name = arena_textn(home->mem, tag, strcspn(tag, " "));
    if (strstr(tag, " itemscope") != NULL) {
        r->scopes++;
        assert_string_equal(attribute(tag, "itemtype"),
                            "https://schema.org/Organization");
    }
    int property = begin_property(r, tag);
    if (is_void(name))
        return;
    assert_true(r->open < OPEN_MAX);
    r->property[r->open] = property;
    r->tag[r->open++] = name;
}

static void read_text(struct reading *r, const char *text, size_t bytes)
{
    for (int i = 0; i < r->open; i++)
        if (r->property[i] >= 0)
            buf_addf(&r->value[r->property[i]], "%.*s", (int)bytes, text);
}

/* The page as tags and text: every element is closed by its own end. */
static void read_page(struct reading *r)
{
    for (const char *at = page(b); *at != '\0';) {
        size_t bytes = strcspn(at, "<");
        read_text(r, at, bytes);
        at += bytes;
        if (*at == '\0')
            break;
        bytes = strcspn(at, ">");
        read_tag(r, arena_textn(home->mem, at + 1, bytes - 1));
        at += bytes + 1;
    }
    assert_int_equal(r->open, 0);
}

static const char *value(const struct reading *r, const char *name)
{
    for (int i = 0; i < r->count; i++)
        if (str_equal(r->name[i], name))
            return r->value[i].data;
    return "";
}

static void what_a_search_engine_reads(void **state)
{
    static struct reading r;
    (void)state;
    visit(b, LIGHT);
    r = (struct reading){0};
    read_page(&r);
    assert_int_equal(r.scopes, 1);
    assert_string_equal(value(&r, "name"),
                        "Lichtwerk &lt;script&gt;alert(1)&lt;/script&gt;");
    assert_string_equal(value(&r, "award"),
                        "Preisträger, Kleine und mittlere Unternehmen");
    assert_string_equal(value(&r, "address"), "Jena");
    assert_string_equal(value(&r, "url"), "https://licht.example/");
    assert_string_equal(value(&r, "image"), "/image/1/screen");
    assert_non_null(strstr(value(&r, "description"), "Wir schleifen Linsen."));
    /* its heading is no part of it */
    assert_null(strstr(value(&r, "description"), "Unternehmen"));
    static const char *const paths[] = {
        GREEN, GALLERY, GALLERY "?branch=x", GALLERY "/embed", "/", "/nothing"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        visit(b, paths[i]);
        r = (struct reading){0};
        read_page(&r);
        assert_int_equal(r.scopes, str_equal(paths[i], GREEN));
    }
    r = (struct reading){0};
    visit(b, GREEN);
    read_page(&r);
    assert_string_equal(value(&r, "url"), "#"); /* what no browser follows */
}

/* --- the feed, as RFC 4287 has it
 * ---------------------------------------------------------------
 */

static int count_of(const char *what)
{
    int count = 0;
    for (const char *at = strstr(page(b), what); at != NULL;
         at = strstr(at + 1, what))
        count++;
    return count;
}

static const char *inside(const char *at, const char *tag)
{
    const char *start = strstr(at, arena_printf(home->mem, "<%s>", tag));
    if (start == NULL)
        return "";
    start += strlen(tag) + 2;
    return arena_textn(home->mem, start, strcspn(start, "<"));
}

static void what_a_feed_reader_needs(void **state)
{
    static const char *const paths[] = {GALLERY "/feed.xml?lang=en",
                                        "/winners/feed.xml?lang=de"};
    (void)state;
    home_sql(home,
             "UPDATE edition SET nominees_at = 1789990000, "
             "embargo_at = 1789999000");
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        visit(b, paths[i]);
        int entries = count_of("<entry>");
        assert_int_equal(entries, 3);
        assert_int_equal(count_of("<id>http"), entries + 1);
        assert_int_equal(count_of("<title>"), entries + 1);
        assert_int_equal(count_of("<updated>20"), entries + 1);
        assert_int_equal(count_of("rel=\"alternate\""), entries + 1);
        assert_int_equal(count_of("<content "), entries);
        assert_int_equal(count_of("<author><name>"), 1);
        see_markup(b, arena_printf(home->mem,
                                   "rel=\"self\" type=\"application/atom+xml\" "
                                   "href=\"http://127.0.0.1:8080%s\"",
                                   paths[i]));
        const char *newest = inside(page(b), "updated");
        for (const char *at = strstr(page(b), "<entry>"); at != NULL;
             at = strstr(at + 1, "<entry>")) {
            const char *id = inside(at, "id");
            assert_int_equal(
                count_of(arena_printf(home->mem, "<id>%s</id>", id)), 1);
            assert_true(strcmp(inside(at, "updated"), newest) <= 0);
        }
    }
}

/* --- a picture for those who share a link
 * ------------------------------------------------
 */

#define COVER                                                                  \
    "property=\"og:image\" content=\"http://127.0.0.1:8080/image/90/screen"

static void the_cover_where_there_is_no_photo(void **state)
{
    (void)state;
    visit(b, GREEN);
    see_no_markup(b, "og:image\"");
    home_sql(home, cover);
    visit(b, GREEN);
    see_markup(b, COVER);
    see_markup(b, "og:image:alt\" content=\"Morgen am Fluss\"");
    visit(b, LIGHT);
    see_markup(b, "/image/1/screen\">\n<meta property=\"og:image:width");
    visit(b, "/?lang=en");
    see_markup(b, COVER);
    see_markup(b, "og:image:alt\" content=\"Morning by the river\"");
    see_markup(b,
               "<link rel=\"canonical\" href=\"http://127.0.0.1:8080/?lang=en");
    request_raw(b, "GET", "/image/90/screen", NULL, NULL, 0);
    see_status(b, 200);
    home_sql(home, "UPDATE consent SET withdrawn_at = 50 WHERE entry_id = 1");
    visit(b, LIGHT);
    see_markup(b, COVER);
}

/* A cover can show who won. */
static void no_cover_before_the_winners(void **state)
{
    (void)state;
    home_sql(home, cover);
    home_sql(home,
             "UPDATE edition SET phase = 9, nominees_at = 1789990000, "
             "embargo_at = 1790000100");
    for (int64_t now = TEST_NOW + 99; now <= TEST_NOW + 100; now++) {
        bool public = now == TEST_NOW + 100;
        static const char *const paths[] = {GREEN, "/", GALLERY};
        home_time(home, now);
        for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
            visit(b, paths[i]);
            see_status(b, 200);
            if ((strstr(page(b), "/image/90/") != NULL) !=
                (public && i != 2)) /* there a winner has a photo */
                fail_msg("%s at %d", paths[i], (int)(now - TEST_NOW));
        }
        request_raw(b, "GET", "/image/90/screen", NULL, NULL, 0);
        see_status(b, public ? 200 : 404);
    }
}

/* Who wins without having been nominated is unknown until then, its photo too.
 */
static void no_photo_of_whom_nobody_knows(void **state)
{
    (void)state;
    home_sql(home,
             "DELETE FROM honour WHERE kind = 'nominee' AND entry_id = 1;"
             "UPDATE edition SET phase = 9, nominees_at = 1789990000, "
             "embargo_at = 1790000100");
    for (int64_t now = TEST_NOW + 99; now <= TEST_NOW + 100; now++) {
        int want = now == TEST_NOW + 100 ? 200 : 404;
        home_time(home, now);
        request_raw(b, "GET", "/image/1/screen", NULL, NULL, 0);
        see_status(b, want);
        if (want == 404)
            assert_string_equal(header(b, "cache-control"), "no-cache");
        visit(b, LIGHT);
        see_status(b, want);
        visit(b, GALLERY);
        assert_int_equal(strstr(page(b), "Lichtwerk") != NULL, want == 200);
    }
}

/* --- pages made before
 * -----------------------------------------------------------
 */

static const char *const kept[] = {GALLERY, LIGHT, GALLERY "/embed",
                                   GALLERY "/feed.xml", "/winners/feed.xml"};
enum { KEPT = sizeof kept / sizeof *kept };

static const char *fetch(const char *path)
{
    visit(b, path);
    see_status(b, 200);
    return arena_printf(home->mem, "%s%s", headers(b), page(b));
}

static void a_kept_page_is_the_page(void **state)
{
    (void)state;
    for (size_t i = 0; i < KEPT; i++) {
        const char *first = fetch(kept[i]);
        assert_string_equal(fetch(kept[i]), first);
        home_sql(home, "UPDATE edition SET accent = '#123456'"); /* anew */
        assert_string_equal(fetch(kept[i]), first);
        browser_language(b, "en");
        assert_string_not_equal(fetch(kept[i]), first);
        browser_language(b, "de");
        assert_string_equal(fetch(kept[i]), first);
        home_time(home, TEST_NOW + 1); /* kept, and still so for a minute */
        assert_string_equal(fetch(kept[i]), first);
        home_time(home, TEST_NOW);
    }
}

static void what_is_taken_back_is_gone_at_once(void **state)
{
    (void)state;
    for (size_t i = 0; i < KEPT; i++)
        fetch(kept[i]);
    visit(b, GALLERY);
    see_markup(b, "/image/1/screen");
    visit(b, GALLERY "/embed");
    see_markup(b, "/image/1/thumb");
    home_sql(home, "UPDATE consent SET withdrawn_at = 50 WHERE entry_id = 1");
    for (size_t i = 0; i < KEPT; i++) {
        const char *text = fetch(kept[i]);
        assert_null(strstr(text, "/image/1/"));
        assert_null(strstr(text, "Linsen"));
        assert_null(strstr(text, "Jena"));
        assert_null(strstr(text, "licht.example"));
    }
    request_raw(b, "GET", "/image/1/screen", NULL, NULL, 0);
    see_status(b, 404);
    home_sql(home, "UPDATE entry SET state = 'withdrawn' WHERE id = 1");
    visit(b, LIGHT);
    see_status(b, 404);
    visit(b, GALLERY);
    see_not(b, "Lichtwerk");
}

static void no_kept_page_crosses_the_instant(void **state)
{
    (void)state;
    home_sql(home,
             "UPDATE edition SET phase = 9, nominees_at = 1790000050, "
             "embargo_at = 1790000100");
    home_time(home, TEST_NOW + 49);
    visit(b, GALLERY);
    see_status(b, 404);
    assert_null(strstr(fetch("/winners/feed.xml"), "<entry>"));
    home_time(home, TEST_NOW + 50);
    assert_non_null(strstr(fetch("/winners/feed.xml"), "<entry>"));
    for (int64_t now = TEST_NOW + 98; now <= TEST_NOW + 99; now++) {
        home_time(home, now);
        for (size_t i = 0; i < KEPT; i++)
            assert_null(strstr(fetch(kept[i]), "leuchten"));
    }
    home_time(home, TEST_NOW + 100);
    for (size_t i = 0; i < KEPT; i++)
        if (!str_ends(kept[i], "embed"))
            assert_non_null(strstr(fetch(kept[i]), "leuchten"));
    home_time(home, TEST_NOW + 99); /* a clock that was put right */
    for (size_t i = 0; i < KEPT; i++)
        assert_null(strstr(fetch(kept[i]), "leuchten"));
}

static void nobody_gets_the_page_of_another(void **state)
{
    (void)state;
    home_user(home, "uli@uni.example", "organiser");
    struct browser *office = browser_new(home);
    log_in(office, "uli@uni.example");
    visit(office, GALLERY);
    see(office, "Abmelden");
    assert_string_equal(header(office, "cache-control"), "no-store");
    visit(b, GALLERY);
    see_not(b, "Abmelden");
    visit(office, GALLERY);
    see(office, "Abmelden");
    browser_free(office);
    visit(b, GALLERY "?lang=en"); /* leaves a cookie */
    see(b, "Winners and nominees");
    const char *chosen = fetch(GALLERY); /* with that cookie */
    assert_non_null(strstr(chosen, "Winners and nominees"));
    assert_string_equal(fetch(GALLERY), chosen);
    struct browser *other = browser_new(home);
    visit(other, GALLERY "?lang=en");
    assert_non_null(browser_cookie(other, "lorbeer_language"));
    browser_free(other);
}

/* More addresses than there is room for. */
static void made_up_filters(void **state)
{
    (void)state;
    for (int i = 0; i < 600; i++) {
        visit(b, arena_printf(home->mem, GALLERY "?size=%d", i));
        see_status(b, 200);
    }
    visit(b, GALLERY "?size=3");
    see_markup(b, GALLERY "?size=3&amp;lang=en");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(what_a_search_engine_reads),
        STORY(what_a_feed_reader_needs),
        STORY(the_cover_where_there_is_no_photo),
        STORY(no_cover_before_the_winners),
        STORY(no_photo_of_whom_nobody_knows),
        STORY(a_kept_page_is_the_page),
        STORY(what_is_taken_back_is_gone_at_once),
        STORY(no_kept_page_crosses_the_instant),
        STORY(nobody_gets_the_page_of_another),
        STORY(made_up_filters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
