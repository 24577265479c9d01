/* A company's name as its contact corrected and released it: on every page and
 * in every file, also where the name stands beside another company. */
#include "support/page_story.h"

#include "base/str.h"
#include "model/brochure.h"
#include "model/kit_facts.h"

#define LIGHT "/winners/2026/lichtwerk-script-alert-1-script"
#define GREEN "/winners/2026/gruenzeit-gaertnerei"

/* Green got a special prize, and its contact another name. */
static int corrected(void **state)
{
    setup(state);
    home_sql(home,
             "INSERT INTO prize (id, edition_id, code, position, name_de, "
             "name_en) VALUES (7, 1, 'praxis', 1, 'Praxispreis', 'Prize');"
             "INSERT INTO prize_award (prize_id, entry_id, decided_at) "
             "VALUES (7, 2, 1)");
    ask(2);
    struct browser *h = browser_new(home);
    visit(h, newest_link());
    fill(h, "name", "Grünzeit eG");
    press(h, "Korrektur absenden");
    press(h, "Seite freigeben");
    browser_free(h);
    home_time(home, END);
    browser_free(b);
    b = browser_new(home);
    return 0;
}

static void on_public_pages(void **state)
{
    (void)state;
    static const char *const paths[] = {"/winners/2026",
                                        "/winners/2026/embed",
                                        "/winners/2026/feed.xml",
                                        "/winners/2026?category=kmu",
                                        "/",
                                        GREEN,
                                        LIGHT};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        visit(b, paths[i]);
        see_status(b, 200);
        see_markup(b, "Grünzeit eG");
        see_no_markup(b, "Grünzeit Gärtnerei");
    }
    /* where it was found before the correction */
    visit(b, "/winners/2026/gruenzeit-eg");
    see_status(b, 404);
}

static void in_print(void **state)
{
    (void)state;
    struct brochure book;
    struct kit_facts facts;
    assert_true(brochure_build(&home->world, 1, "", &book));
    const char *specials = strstr(book.data, "\"specials\"");
    assert_non_null(specials);
    assert_non_null(strstr(specials, "Grünzeit eG"));
    assert_null(strstr(book.data, "Grünzeit Gärtnerei"));
    assert_true(kit_facts_load(&home->world, 1, &facts));
    assert_int_equal(facts.special_count, 1);
    assert_string_equal(facts.special[0].award[0].name, "Grünzeit eG");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(on_public_pages, corrected, teardown),
        cmocka_unit_test_setup_teardown(in_print, corrected, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
