/* The front page, whatever state the award is in. */
#include <stdio.h>
#include <string.h>

#include "support/award.h"
#include "support/story.h"

static int setup(void **state)
{
    (void)state;
    story_open();
    return 0;
}

static void without_an_edition(void **state)
{
    (void)state;
    visit(b, "/");
    see_status(b, 200);
    see(b, "Die nächste Ausschreibung wird vorbereitet.");
    browser_language(b, "en");
    visit(b, "/");
    see(b, "The next call is being prepared.");
}

static void a_draft_is_not_told(void **state)
{
    (void)state;
    award_scene(home);
    home_sql(home, "UPDATE edition SET phase = 0");
    visit(b, "/");
    see(b, "Testpreis 2026");
    see_not(b, "Innovation");
    see_not(b, "Wer kann mitmachen?");
    see_not(b, "Vielfalt wirkt");
}

/* Preparing the next edition neither announces it nor hides the present one,
 * in whatever phase that is. */
static void a_draft_beside_the_present_one(void **state)
{
    (void)state;
    award_scene(home);
    home_sql(home,
             "INSERT INTO edition (slug, number, year, title_de, title_en, "
             "phase, created_at) VALUES ('2027', 11, 2027, 'Geheim', 'Secret', "
             "0, 1)");
    for (int phase = 1; phase < 13; phase++) {
        char sql[80];
        snprintf(sql, sizeof sql, "UPDATE edition SET phase = %d WHERE id = 1",
                 phase);
        home_sql(home, sql);
        visit(b, "/");
        see(b, "Testpreis 2026");
        see_no_markup(b, "Geheim");
        visit(b, "/login");
        see(b, "Testpreis 2026");
        see_no_markup(b, "Geheim");
    }
}

static void the_call_is_open(void **state)
{
    (void)state;
    award_scene(home);
    visit(b, "/");
    see_status(b, 200);
    see(b, "Vielfalt wirkt");
    see(b, "Bewerbungen sind bis 21. Oktober 2026, 16:13 Uhr willkommen.");
    see(b, "Kleine und mittlere Unternehmen");
    see(b, "35 %");
    see(b, "Wie neu?");
    see_markup(b, "<strong>Alle</strong>");
    see_no_markup(b, "<script>alert");
    see_markup(b, "/theme/2026.css");
    press(b, "Jetzt bewerben");
    assert_string_equal(location(b), "/register");
    browser_language(b, "en");
    visit(b, "/");
    see(b, "Diversity works");
    see(b, "Who can take part?");
    see(b, "Nominations are welcome until 21 October 2026, 16:13.");
}

static void a_company_goes_to_its_nominations(void **state)
{
    (void)state;
    award_scene(home);
    home_user(home, "nora@example.org", "company");
    log_in(b, "nora@example.org");
    visit(b, "/");
    see_markup(b, "href=\"/my\">Jetzt bewerben");
}

static void the_deadline_ends_the_call(void **state)
{
    (void)state;
    award_scene(home);
    home_time(home, TEST_NOW + 30 * 86400);
    visit(b, "/");
    see(b, "Jetzt bewerben");
    home_time(home, TEST_NOW + 30 * 86400 + 1);
    visit(b, "/");
    see_not(b, "Jetzt bewerben");
    see(b, "Die Frist ist abgelaufen");
}

static void the_embargo_ends_at_its_instant(void **state)
{
    (void)state;
    award_scene(home);
    award_decide(home);
    home_sql(home, "UPDATE edition SET phase = 9, embargo_at = 1790000100");
    home_time(home, TEST_NOW + 99);
    visit(b, "/");
    see_not(b, "Lichtwerk");
    see_not(b, "leuchten");
    see_no_markup(b, "/winners/2026");
    home_time(home, TEST_NOW + 100);
    visit(b, "/");
    see(b, "Lichtwerk <script>alert(1)</script>");
    see(b, "Sie <b>leuchten</b>.");
    see(b, "Nominiert waren auch");
    see_markup(b, "/winners/2026");
    see_no_markup(b, "<script>alert");
}

/* The one before is published, the next one is open. */
static void earlier_editions_are_linked(void **state)
{
    (void)state;
    award_scene(home);
    award_decide(home);
    home_sql(home,
             "UPDATE edition SET phase = 11;"
             "INSERT INTO edition (slug, number, year, title_de, title_en, "
             "phase, deadline_at, created_at) VALUES ('2027', 11, 2027, "
             "'Testpreis 2027', 'Test Award 2027', 1, 1900000000, 1)");
    visit(b, "/");
    see(b, "Testpreis 2027");
    see(b, "Frühere Ausgaben");
    see_not(b, "Lichtwerk");
    press(b, "Testpreis 2026");
    see_status(b, 200);
    see(b, "Lichtwerk");
}

static void other_pages_bear_the_name(void **state)
{
    (void)state;
    award_scene(home);
    visit(b, "/login");
    see_markup(b, "href=\"/\">Testpreis 2026</a>");
    see_markup(b, "/theme/2026.css");
    browser_language(b, "en");
    visit(b, "/no/such/page");
    see_status(b, 404);
    see_markup(b, "href=\"/\">Test Award 2026</a>");
}

static void the_theme(void **state)
{
    static const struct theme_case {
        const char *accent, *want;
    } cases[] = {
        {"#2f6b4f", ":root { --accent: #2f6b4f; --accent-ink: #fff; }\n"},
        {"#ffcc00", ":root { --accent: #ffcc00; --accent-ink: #000; }\n"},
        {"#FF0000", ":root { --accent: #FF0000; --accent-ink: #000; }\n"},
        {"#757575", ":root { --accent: #757575; --accent-ink: #fff; }\n"},
        {"#777777", ":root { --accent: #777777; --accent-ink: #000; }\n"},
        {"red;}*{x", ":root { --accent: #2f6b4f; --accent-ink: #fff; }\n"},
    };
    (void)state;
    award_scene(home);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char sql[100];
        snprintf(sql, sizeof sql, "UPDATE edition SET accent = '%s'",
                 cases[i].accent);
        home_sql(home, sql);
        visit(b, "/theme/2026.css");
        see_status(b, 200);
        assert_string_equal(page(b), cases[i].want);
        assert_string_equal(header(b, "content-type"),
                            "text/css; charset=utf-8");
    }
    visit(b, "/theme/1999.css");
    see_status(b, 404);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(without_an_edition),
        STORY(a_draft_is_not_told),
        STORY(a_draft_beside_the_present_one),
        STORY(the_call_is_open),
        STORY(a_company_goes_to_its_nominations),
        STORY(the_deadline_ends_the_call),
        STORY(the_embargo_ends_at_its_instant),
        STORY(earlier_editions_are_linked),
        STORY(other_pages_bear_the_name),
        STORY(the_theme),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
