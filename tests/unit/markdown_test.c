/* Markdown of users: what it becomes, and what never comes through. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "http/markdown.h"

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

static const struct {
    const char *name, *input, *want;
} cases[] = {
    {"nothing", "", ""},
    {"a paragraph", "a *b* **c**", "<p>a <em>b</em> <strong>c</strong></p>\n"},
    {"line breaks stay", "a\nb", "<p>a<br />\nb</p>\n"},
    {"first heading", "# a", "<h3>a</h3>\n"},
    {"second heading", "## a", "<h4>a</h4>\n"},
    {"underlined heading", "a\n===", "<h3>a</h3>\n"},
    {"deep headings", "#### a\n\n##### b\n\n###### c",
     "<h6>a</h6>\n<h6>b</h6>\n<h6>c</h6>\n"},
    {"a list", "- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"},
    {"escaped text", "a < b & \"c\"", "<p>a &lt; b &amp; &quot;c&quot;</p>\n"},
    {"code", "`<b>`", "<p><code>&lt;b&gt;</code></p>\n"},
    {"raw block", "<script>alert(1)</script>", "<!-- raw HTML omitted -->\n"},
    {"raw inline", "a <img src=x onerror=alert(1)> b",
     "<p>a <!-- raw HTML omitted --> b</p>\n"},
    {"https", "[a](https://x.example/?a=1&b=2)",
     "<p><a href=\"https://x.example/?a=1&amp;b=2\">a</a></p>\n"},
    {"address in brackets", "<https://x.example>",
     "<p><a href=\"https://x.example\">https://x.example</a></p>\n"},
    {"mail", "<a@x.example>",
     "<p><a href=\"mailto:a@x.example\">a@x.example</a></p>\n"},
    {"path of ours", "[a](/winners)", "<p><a href=\"/winners\">a</a></p>\n"},
    {"anchor", "[a](#b)", "<p><a href=\"#b\">a</a></p>\n"},
    {"javascript", "[a *b*](javascript:alert(1))", "<p>a <em>b</em></p>\n"},
    {"javascript in capitals", "[a](JaVaScRiPt:alert(1))", "<p>a</p>\n"},
    {"javascript escaped", "[a](&#106;avascript:alert(1))", "<p>a</p>\n"},
    {"javascript with a tab", "[a](java&#9;script:alert(1))", "<p>a</p>\n"},
    {"javascript by reference", "[a]\n\n[a]: javascript:alert(1)",
     "<p>a</p>\n"},
    {"javascript in brackets", "<javascript:alert(1)>",
     "<p>javascript:alert(1)</p>\n"},
    {"data", "[a](data:text/html,x)", "<p>a</p>\n"},
    {"other host without scheme", "[a](//x.example)", "<p>a</p>\n"},
    {"backslash", "[a](/\\\\x.example)", "<p>a</p>\n"},
    {"relative", "[a](b)", "<p>a</p>\n"},
    {"empty link", "[a]()", "<p>a</p>\n"},
    {"quote in a link", "[a](https://x.example/\"onclick=\"x)",
     "<p><a href=\"https://x.example/%22onclick=%22x\">a</a></p>\n"},
    {"a picture", "![a *b*](https://x.example/p.png)", "<p>a <em>b</em></p>\n"},
    {"a picture in a link", "[![a](p.png)](https://x.example)",
     "<p><a href=\"https://x.example\">a</a></p>\n"},
    {"a picture without text", "![](p.png)", "<p></p>\n"},
    {"invalid UTF-8", "a\xff", "<p>a\xef\xbf\xbd</p>\n"},
};

static void test_cases(void **state)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        print_message("  %s\n", cases[i].name);
        assert_string_equal(markdown(*state, cases[i].input).markup,
                            cases[i].want);
    }
}

static void test_null(void **state)
{
    assert_null(markdown(*state, NULL).markup);
}

static const char *repeat(struct arena *mem, const char *text, size_t times)
{
    struct buf b;

    buf_init(&b, mem);
    for (size_t i = 0; i < times; i++)
        buf_add(&b, text);
    return b.data;
}

static void test_long(void **state)
{
    const char *text = repeat(*state, "# <a>", MARKDOWN_BYTES_MAX / 5);

    assert_memory_equal(markdown(*state, text).markup, "<h3>", 4);
    text = arena_printf(*state, "%s!", text);
    assert_memory_equal(markdown(*state, text).markup, "<p># &lt;a&gt;# ", 15);
}

static void test_deep(void **state)
{
    const char *text = arena_printf(*state, "%sa", repeat(*state, "> ", 90));

    assert_memory_equal(markdown(*state, text).markup, "<blockquote>", 12);
    text = arena_printf(*state, "%sa", repeat(*state, "> ", 5000));
    assert_memory_equal(markdown(*state, text).markup, "<p>&gt; &gt; ", 13);
}

/* Nesting is of levels, not of pieces: emptied paragraphs do not add up. */
static void test_flat(void **state)
{
    const char *text = repeat(*state, "![](p.png)\n\n", 500);

    assert_memory_equal(markdown(*state, text).markup, "<p></p>\n<p></p>", 15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases), cmocka_unit_test(test_null),
        cmocka_unit_test(test_long),  cmocka_unit_test(test_deep),
        cmocka_unit_test(test_flat),
    };
    return cmocka_run_group_tests_name("markdown", tests, start, stop);
}
