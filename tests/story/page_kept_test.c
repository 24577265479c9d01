/* Whom a page was sent to is forgotten in time; who released it is not. */
#include "support/page_story.h"

#include "model/audit.h"

enum { DAY_S = 24 * 60 * 60 };

static int64_t traces(void)
{
    return number(
        "SELECT (SELECT count(*) FROM page_link WHERE name <> '' OR email <> "
        "'')"
        " + (SELECT count(*) FROM mail WHERE recipient LIKE 'jo@%' OR body "
        "LIKE "
        "'%Jo Lenz%')"
        " + (SELECT count(*) FROM audit_payload WHERE payload LIKE "
        "'%jo@licht%')"
        " + (SELECT count(*) FROM page_draft WHERE who LIKE 'link %')");
}

static void after_it_has_expired(void **state)
{
    (void)state;
    ask(2);
    struct browser *h = browser_new(home);
    visit(h, newest_link());
    press(h, "Seite freigeben");
    browser_free(h);
    int64_t over = TEST_NOW + (int64_t)PAGE_LINK_DAYS * DAY_S;
    assert_int_equal(traces(), 3);
    home->world.now = over + (int64_t)PAGE_LINK_KEEP_DAYS * DAY_S - 1;
    assert_int_equal(page_link_sweep(&home->world), 0);
    assert_int_equal(traces(), 3);
    home->world.now++;
    assert_int_equal(page_link_sweep(&home->world), 1);
    assert_int_equal(traces(), 0);
    assert_int_equal(page_link_sweep(&home->world), 0);
    assert_null(audit_check(&home->world)); /* the log is as whole as before */
    /* the release is evidence */
    assert_int_equal(state_of(2), PAGE_RELEASED);
    assert_string_equal(text("SELECT name FROM page_release"), "Jo Lenz");
    home_time(home, home->world.now);
    log_in(b, "office@example.org");
    visit(b, PAGES "/2");
    see(b, "30 Tage nachdem ein Link nichts mehr öffnet");
    see(b, "gelöscht");
    see_not(b, "jo@licht.example");
    see_not(b, "Zurückziehen: ");
    post_fields(b, PAGES "/2",
                arena_printf(home->mem, "action=mail&link=%d",
                             (int)number("SELECT id FROM page_link")));
    see_status(b, 409);
    see(b, "senden Sie einen neuen");
    assert_int_equal(number("SELECT count(*) FROM mail WHERE recipient = ''"),
                     0);
    /* nobody is left to be asked again: that is not said to have been done */
    assert_int_equal(page_link_ask_again(home_begin(home), 2), 0);
    home_commit(home);
    assert_int_equal(number("SELECT count(*) FROM page_link"), 1);
    /* the next one is asked as ever */
    send_link(2);
    assert_int_equal(traces(), 3);
}

static void after_it_was_withdrawn(void **state)
{
    (void)state;
    ask(2);
    visit(b, PAGES "/2");
    press(b, "Zurückziehen: Jo Lenz");
    home_sql(home,
             "INSERT INTO page_draft (entry_id, who, content, saved_at) "
             "SELECT 2, 'link ' || id, '{}', 1 FROM page_link");
    assert_true(traces() > 3);
    home->world.now = TEST_NOW + (int64_t)PAGE_LINK_KEEP_DAYS * DAY_S - 1;
    assert_int_equal(page_link_sweep(&home->world), 0);
    home->world.now += 1000; /* clicks take time */
    assert_int_equal(page_link_sweep(&home->world), 1);
    assert_int_equal(traces(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(after_it_has_expired),
        STORY(after_it_was_withdrawn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
