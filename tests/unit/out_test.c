/* HTML output: every C type takes its own escaper. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "http/out.h"

static int start(void **state)
{
    *state = arena_new();
    return 0;
}

static int stop(void **state)
{
    arena_free(*state);
    return 0;
}

static void test_text(void **state)
{
    static const struct {
        const char *input, *want;
    } cases[] = {
        {NULL, ""},
        {"", ""},
        {"plain", "plain"},
        {"<", "&lt;"},
        {"<script>alert('1')</script>",
         "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;"},
        {"\" onload=\"x", "&quot; onload=&quot;x"},
        {"AT&T &amp;", "AT&amp;T &amp;amp;"},
        {"Zo\xc3\xab\n\t%", "Zo\xc3\xab\n\t%"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct out *o = out_new(*state, LANG_EN);
        OUT(o, cases[i].input);
        assert_string_equal(o->text.data, cases[i].want);
    }
}

static void test_types(void **state)
{
    struct out *o = out_new(*state, LANG_DE);
    char array[] = "<a>";
    char *pointer = array;
    const char *const constant = "<c>";
    enum { NUMBER = 7 };

    OUT(o, array);
    OUT(o, pointer);
    OUT(o, constant);
    OUT(o, -1);
    OUT(o, 4294967295u);
    OUT(o, INT64_MIN);
    OUT(o, SIZE_MAX);
    OUT(o, NUMBER);
    OUT(o, (struct html){"<b>"});
    OUT(o, (struct html){NULL});
    OUT(o, out_weblink("https://x.example/?a=1&b='"));
    assert_string_equal(o->text.data,
                        "&lt;a&gt;&lt;a&gt;&lt;c&gt;-14294967295"
                        "-922337203685477580818446744073709551615"
                        "7<b>https://x.example/?a=1&amp;b=&#39;");
    assert_int_equal(o->lang, LANG_DE);
    assert_ptr_equal(o->mem, *state);
}

static void test_raw(void **state)
{
    struct out *o = out_new(*state, LANG_EN);

    out_raw(o, "<p>\0x", 5);
    assert_int_equal(o->text.bytes, 5);
    assert_memory_equal(o->text.data, "<p>\0x", 5);
}

static void test_weblink(void **state)
{
    static const struct {
        const char *input, *want;
    } cases[] = {
        {"https://example.org/a", "https://example.org/a"},
        {"http://example.org", "http://example.org"},
        {NULL, "#"},
        {"", "#"},
        {"javascript:alert(1)", "#"},
        {" javascript:alert(1)", "#"},
        {"JaVaScRiPt:alert(1)", "#"},
        {"java\nscript:alert(1)", "#"},
        {"data:text/html,x", "#"},
        {"vbscript:x", "#"},
        {"//example.org", "#"},
        {"/login", "#"},
        {"example.org", "#"},
        {"https://example.org/a b", "#"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(out_weblink(cases[i].input).url, cases[i].want);
}

static void test_urlencode(void **state)
{
    assert_string_equal(out_urlencode(*state, ""), "");
    assert_string_equal(out_urlencode(*state, "aZ09-._~"), "aZ09-._~");
    assert_string_equal(out_urlencode(*state, "a b/c?d&e=f#%+"),
                        "a%20b%2Fc%3Fd%26e%3Df%23%25%2B");
    assert_string_equal(out_urlencode(*state, "\xc3\xbc\n"), "%C3%BC%0A");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),      cmocka_unit_test(test_types),
        cmocka_unit_test(test_raw),       cmocka_unit_test(test_weblink),
        cmocka_unit_test(test_urlencode),
    };
    return cmocka_run_group_tests_name("out", tests, start, stop);
}
