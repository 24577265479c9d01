/* Percent-decoding: what is decoded and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "http/percent.h"

static const struct {
    const char *name, *input;
    bool plus;
    const char *want; /* NULL: refused */
} cases[] = {
    {"nothing", "", true, ""},
    {"plain", "abc", true, "abc"},
    {"escapes", "%41%6a%6A", true, "Ajj"},
    {"plus in a form", "a+b", true, "a b"},
    {"plus in a path", "a+b", false, "a+b"},
    {"an escaped plus", "a%2Bb", true, "a+b"},
    {"line break", "a%0D%0Ab", true, "a\r\nb"},
    {"UTF-8", "Zo%C3%AB", true, "Zo\xc3\xab"},
    {"raw UTF-8", "Zo\xc3\xab", true, "Zo\xc3\xab"},
    {"decoded once only", "%2541", true, "%41"},
    {"NUL", "a%00b", true, NULL},
    {"one digit", "a%4", true, NULL},
    {"no digit", "a%", true, NULL},
    {"not a digit", "a%4g", true, NULL},
    {"sign in a number", "a%+4", true, NULL},
    {"half a character", "%C3", true, NULL},
    {"overlong slash", "%C0%AF", true, NULL},
    {"surrogate", "%ED%A0%80", true, NULL},
    {"Latin-1", "Zo\xeb", true, NULL},
};

static void test_decode(void **state)
{
    struct arena *mem = arena_new();

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *got = percent_decode(mem, cases[i].input,
                                         strlen(cases[i].input), cases[i].plus);
        print_message("  %s\n", cases[i].name);
        if (cases[i].want == NULL)
            assert_null(got);
        else
            assert_string_equal(got, cases[i].want);
    }
    arena_free(mem);
}

static void test_raw_nul(void **state)
{
    struct arena *mem = arena_new();

    (void)state;
    assert_null(percent_decode(mem, "a\0b", 3, true));
    /* A percent sign at the end does not read what follows it. */
    assert_null(percent_decode(mem, "a%41", 3, true));
    arena_free(mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_decode),
        cmocka_unit_test(test_raw_nul),
    };
    return cmocka_run_group_tests_name("percent", tests, NULL, NULL);
}
