/* What the preflight says in words, whatever it has found. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "model/preflight_words.h"
#include "support/mem.h"

/* Every kind of finding has words of its own in both languages. */
static void words(void **state)
{
    (void)state;
    for (int what = 0; what <= PREFLIGHT_PAGES; what++) {
        const struct preflight_finding f = {.what = (enum preflight_what)what,
                                            .entry_id = 1,
                                            .name = "N",
                                            .language = "de",
                                            .text = "photo",
                                            .number = 2,
                                            .of = 1};
        const char *de = preflight_text(mem, LANG_DE, &f);
        const char *en = preflight_text(mem, LANG_EN, &f);
        assert_true(strlen(de) > 8 && strlen(en) > 8);
        if (str_equal(de, en))
            fail_msg("%d: %s", what, de);
    }
    assert_string_equal(preflight_share(mem, LANG_EN, 1001), "101%");
    assert_string_equal(preflight_share(mem, LANG_EN, 999), "99%");
}

static void nothing_is_open(void **state)
{
    (void)state;
    const char **line;
    struct preflight p = {0};
    assert_int_equal(preflight_lines(mem, LANG_EN, &p, false, &line), 0);
    assert_int_equal(preflight_lines(mem, LANG_EN, &p, true, &line), 1);
    assert_string_equal(line[0], "Nothing is open.");
}

/* "1,000%" of a page that goes on to a second one helps nobody. */
static void frames_worth_saying(void **state)
{
    static const struct preflight_finding second = {
        .severity = PREFLIGHT_HINT, .what = PREFLIGHT_TEXT_SECOND};
    static const struct preflight_finding over = {.severity = PREFLIGHT_STOP,
                                                  .what = PREFLIGHT_TEXT_OVER};
    struct preflight_entry e = {.finding = &second, .count = 1};
    (void)state;
    e.fit.page = 1270;
    assert_true(preflight_says(&e, 0));
    assert_false(preflight_says(&e, 1));
    assert_false(preflight_says(&e, 2));
    e.fit.page = 880;
    assert_true(preflight_says(&e, 1));
    e.finding = &over;
    e.fit.page = 1270;
    assert_true(preflight_says(&e, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words),
        cmocka_unit_test(nothing_is_open),
        cmocka_unit_test(frames_worth_saying),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
