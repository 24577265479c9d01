/* Text as people type it: umlauts, emoji, hidden characters, broken bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/str.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

typedef char *text_function(struct arena *mem, const char *text);

struct text_case {
    const char *name, *input, *want;
};

static void check_texts(text_function *function, const struct text_case *cases,
                        size_t count)
{
    struct arena *mem = arena_new();
    for (size_t i = 0; i < count; i++) {
        print_message("  %s\n", cases[i].name);
        const char *got = function(mem, cases[i].input);
        if (cases[i].want)
            assert_string_equal(got, cases[i].want);
        else
            assert_null(got);
    }
    arena_free(mem);
}

static void test_line(void **state)
{
    static const struct text_case cases[] = {
        {"NULL", NULL, NULL},
        {"nothing", "", ""},
        {"only spaces", " \t \r\n ", ""},
        {"trimmed", "  Musterfirma GmbH  ", "Musterfirma GmbH"},
        {"runs", "a  b \t c", "a b c"},
        {"line breaks", "a\r\nb\nc\rd", "a b c d"},
        {"control characters",
         "a\x01"
         "b\x7f"
         "c",
         "a b c"},
        {"C1 control", "a\xc2\x85z", "a z"},
        {"line separator", "a\xe2\x80\xa8z", "a z"},
        {"no-break space", "a\xc2\xa0\xc2\xa0z", "a z"},
        {"combining becomes composed", "Mu\xcc\x88ller", "M\xc3\xbcller"},
        {"composed stays", "M\xc3\xbcller", "M\xc3\xbcller"},
        {"ligature stays", "\xef\xac\x81", "\xef\xac\x81"},
        {"emoji with joiners", "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb!",
         "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb!"},
        {"direction override goes", "abc\xe2\x80\xaegpj.exe", "abcgpj.exe"},
        {"zero width space goes", "a\xe2\x80\x8bz", "az"},
        {"byte order mark goes", "\xef\xbb\xbfx", "x"},
        {"broken bytes", "a\xff\xc3z", "a\xef\xbf\xbd\xef\xbf\xbdz"},
        {"half a character at the end", "a\xe2\x82",
         "a\xef\xbf\xbd\xef\xbf\xbd"},
    };

    (void)state;
    check_texts(str_line, cases, COUNT(cases));
}

static void test_lines(void **state)
{
    static const struct text_case cases[] = {
        {"NULL", NULL, NULL},
        {"nothing", "", ""},
        {"only white space", "\r\n \t\n", ""},
        {"CRLF", "a\r\nb", "a\nb"},
        {"CR", "a\rb\r\rc", "a\nb\n\nc"},
        {"CR at the end", "a\r", "a"},
        {"separators",
         "a\xe2\x80\xa8"
         "b\xe2\x80\xa9"
         "c\xc2\x85"
         "d",
         "a\nb\nc\nd"},
        {"tab and inner spaces stay", "a\tb  c", "a\tb  c"},
        {"Markdown's two spaces stay", "a  \nb", "a  \nb"},
        {"ends", "\n\n  a \n ", "a"},
        {"controls go",
         "a\x01"
         "b\x1b[31m",
         "ab[31m"},
        {"NFC", "a\xcc\x88\n", "\xc3\xa4"},
        {"hidden goes", "a\xe2\x81\xa6z", "az"},
    };

    (void)state;
    check_texts(str_lines, cases, COUNT(cases));
}

static void test_key(void **state)
{
    static const struct text_case cases[] = {
        {"NULL", NULL, NULL},
        {"case", "ANNA@Example.ORG", "anna@example.org"},
        {"umlaut", "M\xc3\x9cLLER", "m\xc3\xbcller"},
        {"combining", "MU\xcc\x88LLER", "m\xc3\xbcller"},
        {"sharp s",
         "Stra\xc3\x9f"
         "e",
         "strasse"},
        {"capital sharp s",
         "STRA\xe1\xba\x9e"
         "E",
         "strasse"},
        {"ligature", "\xef\xac\x81rma", "firma"},
        {"full width", "\xef\xbc\xa1", "a"},
        {"soft hyphen",
         "a\xc2\xad"
         "b",
         "ab"},
    };

    (void)state;
    check_texts(str_key, cases, COUNT(cases));
}

static void test_slug(void **state)
{
    static const struct text_case cases[] = {
        {"NULL", NULL, "x"},
        {"nothing", "", "x"},
        {"nothing left", "!?\xe4\xb8\xad", "x"},
        {"the example", "M\xc3\xbcller & S\xc3\xb6hne", "mueller-soehne"},
        {"capital umlaut", "\xc3\x84RGER", "aerger"},
        {"combining umlaut", "Mu\xcc\x88ller", "mueller"},
        {"sharp s",
         "Stra\xc3\x9f"
         "e 7",
         "strasse-7"},
        {"accents",
         "Caf\xc3\xa9 Zo\xc3\xab \xc5\x81\xc3\xb3"
         "d\xc5\xba",
         "cafe-zoe-lodz"},
        {"Nordic", "\xc3\x86r\xc3\xb8 \xc3\x85s", "aeroe-as"},
        {"two marks", "Vi\xe1\xbb\x87t", "viet"},
        {"no hyphens at the ends", "--a--b--", "a-b"},
        {"path", "../../etc/passwd", "etc-passwd"},
        {"emoji", "Preis \xf0\x9f\x8f\x86 2026", "preis-2026"},
        {"broken", "a\xff", "a"},
    };

    (void)state;
    check_texts(str_slug, cases, COUNT(cases));
}

static void test_characters(void **state)
{
    static const struct {
        const char *name, *input;
        size_t want;
    } cases[] = {
        {"nothing", "", 0},
        {"ASCII", "abc", 3},
        {"umlaut", "\xc3\xa4", 1},
        {"combining umlaut", "a\xcc\x88", 1},
        {"CRLF", "a\r\nb", 3},
        {"LF CR", "\n\r", 2},
        {"emoji", "\xf0\x9f\x8f\x86", 1},
        {"emoji with joiner", "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb",
         1},
        {"skin tone", "\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd", 1},
        {"two flags",
         "\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa\xf0\x9f\x87\xab\xf0\x9f\x87\xb7", 2},
        {"broken bytes", "\xff\xff", 2},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        print_message("  %s\n", cases[i].name);
        assert_int_equal(str_characters(cases[i].input), cases[i].want);
    }
}

struct yes_case {
    const char *name, *input;
    bool want;
};

static void check_yes(bool (*function)(const char *text),
                      const struct yes_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        print_message("  %s\n", cases[i].name);
        assert_int_equal(function(cases[i].input), cases[i].want);
    }
}

static void test_empty(void **state)
{
    static const struct yes_case cases[] = {
        {"NULL", NULL, true},
        {"nothing", "", true},
        {"spaces", " \t\r\n\v\f", true},
        {"no-break space", "\xc2\xa0", true},
        {"ideographic space", "\xe3\x80\x80", true},
        {"zero width space", "\xe2\x80\x8b", true},
        {"a letter", " a ", false},
        {"a broken byte", "\xff", false},
        {"zero", "0", false},
    };

    (void)state;
    check_yes(str_empty, cases, COUNT(cases));
}

static void test_email(void **state)
{
    static const struct yes_case cases[] = {
        {"plain", "anna@example.org", true},
        {"plus and dots", "a.b+c@mail.example.co.uk", true},
        {"umlaut domain", "info@m\xc3\xbcller.example", true},
        {"NULL", NULL, false},
        {"nothing", "", false},
        {"no at", "anna.example.org", false},
        {"two at", "a@b@example.org", false},
        {"no local part", "@example.org", false},
        {"no domain", "anna@", false},
        {"no dot", "anna@localhost", false},
        {"dot at the end", "anna@example.", false},
        {"dot at the start", "anna@.example.org", false},
        {"two dots", "anna@example..org", false},
        {"hyphen at an end", "anna@example-.org", false},
        {"hyphen at a start", "anna@-example.org", false},
        {"space", "an na@example.org", false},
        {"space at the end", "anna@example.org ", false},
        {"no-break space", "anna@exam\xc2\xa0ple.org", false},
        {"line break", "anna@example.org\nBcc: x@y.z", false},
        {"comma", "a@example.org,b@example.org", false},
        {"angle brackets", "<anna@example.org>", false},
        {"name", "Anna <anna@example.org>", false},
        {"broken byte", "anna@ex\xff.org", false},
        {"long local part",
         "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@a."
         "de",
         false},
    };

    (void)state;
    check_yes(str_email, cases, COUNT(cases));

    char text[300]; /* "a@bb…bb.de" */
    for (size_t length = 253; length <= 256; length++) {
        memset(text, 'b', sizeof text);
        memcpy(text, "a@", 2);
        memcpy(text + length - 3, ".de", 4);
        assert_int_equal(strlen(text), length);
        assert_int_equal(str_email(text), length <= 254);
    }
}

static void test_weblink(void **state)
{
    static const struct yes_case cases[] = {
        {"https", "https://example.org", true},
        {"http, path, query", "http://example.org/a?b=c#d", true},
        {"capitals", "HTTPS://EXAMPLE.ORG", true},
        {"port", "http://127.0.0.1:8080/", true},
        {"umlauts",
         "https://m\xc3\xbcller.example/gr\xc3\xbc\xc3\x9f"
         "e",
         true},
        {"NULL", NULL, false},
        {"nothing", "", false},
        {"no host", "https://", false},
        {"path only", "https:///etc", false},
        {"no scheme", "example.org", false},
        {"relative", "//example.org", false},
        {"script", "javascript:alert(1)", false},
        {"script behind a space", " https://example.org", false},
        {"ftp", "ftp://example.org", false},
        {"space", "https://exam ple.org", false},
        {"tab", "https://exam\tple.org", false},
        {"line break", "https://example.org\r\nX: y", false},
        {"no-break space", "https://example.org/\xc2\xa0", false},
        {"direction override", "https://example.org/\xe2\x80\xae", false},
        {"broken byte", "https://example.org/\xff", false},
    };

    (void)state;
    check_yes(str_weblink, cases, COUNT(cases));
}

static void test_utf8(void **state)
{
    static const struct {
        const char *name, *input;
        size_t bytes;
        bool want;
    } cases[] = {
        {"nothing", "", 0, true},
        {"ASCII", "abc", 3, true},
        {"umlaut", "\xc3\xa4", 2, true},
        {"emoji", "\xf0\x9f\x8f\x86", 4, true},
        {"NUL", "a\0b", 3, false},
        {"half a character", "\xc3\xa4", 1, false},
        {"Latin-1", "M\xfcller", 6, false},
        {"overlong", "\xc0\xaf", 2, false},
        {"surrogate", "\xed\xa0\x80", 3, false},
        {"above U+10FFFF", "\xf4\x90\x80\x80", 4, false},
        {"lone continuation", "\x80", 1, false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        print_message("  %s\n", cases[i].name);
        assert_int_equal(str_utf8(cases[i].input, cases[i].bytes),
                         cases[i].want);
    }
}

static void test_int(void **state)
{
    static const struct {
        const char *input;
        int64_t min, max;
        bool fits;
        int64_t want;
    } cases[] = {
        {"0", INT64_MIN, INT64_MAX, true, 0},
        {"-0", INT64_MIN, INT64_MAX, true, 0},
        {"007", 0, 10, true, 7},
        {"-42", -42, 0, true, -42},
        {"9223372036854775807", INT64_MIN, INT64_MAX, true, INT64_MAX},
        {"-9223372036854775808", INT64_MIN, INT64_MAX, true, INT64_MIN},
        {"9223372036854775808", INT64_MIN, INT64_MAX, false, 0},
        {"-9223372036854775809", INT64_MIN, INT64_MAX, false, 0},
        {"99999999999999999999", INT64_MIN, INT64_MAX, false, 0},
        {"11", 0, 10, false, 0},
        {"-1", 0, 10, false, 0},
        {NULL, 0, 10, false, 0},
        {"", 0, 10, false, 0},
        {"-", -10, 10, false, 0},
        {"--1", -10, 10, false, 0},
        {"+1", 0, 10, false, 0},
        {" 1", 0, 10, false, 0},
        {"1 ", 0, 10, false, 0},
        {"1.0", 0, 10, false, 0},
        {"0x1", 0, 10, false, 0},
        {"1e1", 0, 10, false, 0},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t got = 4711;
        print_message("  \"%s\"\n", cases[i].input ? cases[i].input : "NULL");
        assert_int_equal(
            str_int(cases[i].input, cases[i].min, cases[i].max, &got),
            cases[i].fits);
        assert_true(got == (cases[i].fits ? cases[i].want : 4711));
    }
}

static void test_decimal(void **state)
{
    static const struct {
        const char *input;
        int decimals;
        bool comma, fits;
        int64_t want;
    } cases[] = {
        {"7.25", 2, false, true, 725},
        {"7,25", 2, true, true, 725},
        {"7.25", 2, true, true, 725},
        {"7,25", 2, false, false, 0},
        {"7", 2, false, true, 700},
        {"7.5", 2, false, true, 750},
        {"-7.5", 2, false, true, -750},
        {"0.00", 2, false, true, 0},
        {"-0", 2, false, true, 0},
        {"10", 0, false, true, 10},
        {"999999999999999", 0, false, true, 999999999999999},
        {"9999999999999.99", 2, false, true, 999999999999999},
        {"1234567890123456", 0, false, false, 0},
        {"999999999999999", 6, false, false, 0},
        {"7.255", 2, false, false, 0},
        {"7.250", 2, false, false, 0},
        {"7.", 2, false, false, 0},
        {"7,", 2, true, false, 0},
        {".5", 2, false, false, 0},
        {"-.5", 2, false, false, 0},
        {".", 2, false, false, 0},
        {"1.2.3", 2, false, false, 0},
        {"1.234,50", 2, true, false, 0},
        {"7.5", 0, false, false, 0},
        {NULL, 2, false, false, 0},
        {"", 2, false, false, 0},
        {"-", 2, false, false, 0},
        {"+7", 2, false, false, 0},
        {" 7", 2, false, false, 0},
        {"7 ", 2, false, false, 0},
        {"7e1", 2, false, false, 0},
        {"nan", 2, false, false, 0},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t got = 4711;
        print_message("  \"%s\"\n", cases[i].input ? cases[i].input : "NULL");
        assert_int_equal(str_decimal(cases[i].input, cases[i].decimals,
                                     cases[i].comma, &got),
                         cases[i].fits);
        assert_int_equal(got, cases[i].fits ? cases[i].want : 4711);
    }
}

/* Sorting these marks would take minutes; each cleaning must take none. */
static void test_many_marks(void **state)
{
    (void)state;
    /* classes 230 and 220; one that only its parts give away (U+0F73, and
     * U+FF9E in keys); marks apart by something that keys leave out */
    static const char *const pairs[] = {"\xcc\x80\xcc\xa7", "\xe0\xbd\xb3",
                                        "\xcc\x80\xef\xbe\x9e",
                                        "\xcc\x80\xe2\x80\x8d\xcc\xa7\xc2\xad"};
    static text_function *const functions[] = {str_line, str_lines, str_key,
                                               str_slug};
    struct arena *mem = arena_new();
    for (size_t p = 0; p < COUNT(pairs); p++) {
        struct buf text;
        buf_init(&text, mem);
        buf_addc(&text, 'a');
        for (int i = 0; i < 200000; i++)
            buf_add(&text, pairs[p]);
        double since = clock_monotonic();
        for (size_t f = 0; f < COUNT(functions); f++)
            functions[f](mem, text.data);
        assert_true(clock_monotonic() - since < 20);
    }
    char *thirty = arena_alloc(mem, 100);
    strcpy(thirty, "x");
    for (int i = 0; i < 30; i++)
        strcat(thirty, "\xcc\x97");
    assert_string_equal(str_line(mem, thirty), thirty);
    strcat(thirty, "\xcc\x97");
    assert_int_equal(strlen(str_line(mem, thirty)), 61);
    arena_free(mem);
}

static void test_small_ones(void **state)
{
    char hex[7];

    (void)state;
    assert_true(str_equal("a", "a"));
    assert_true(str_equal(NULL, NULL));
    assert_false(str_equal("a", "b"));
    assert_false(str_equal("a", NULL));
    assert_false(str_equal(NULL, ""));
    assert_true(str_starts("lorbeer", "lor"));
    assert_true(str_starts("lorbeer", ""));
    assert_false(str_starts("lo", "lor"));
    assert_true(str_ends("liste.csv", ".csv"));
    assert_true(str_ends("x", ""));
    assert_false(str_ends("csv", ".csv"));
    assert_false(str_ends("liste.csvx", ".csv"));
    str_hex(hex, (const unsigned char *)"\x00\x7f\xff", 3);
    assert_string_equal(hex, "007fff");
    str_hex(hex, NULL, 0);
    assert_string_equal(hex, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_line),       cmocka_unit_test(test_lines),
        cmocka_unit_test(test_key),        cmocka_unit_test(test_slug),
        cmocka_unit_test(test_characters), cmocka_unit_test(test_empty),
        cmocka_unit_test(test_email),      cmocka_unit_test(test_weblink),
        cmocka_unit_test(test_utf8),       cmocka_unit_test(test_int),
        cmocka_unit_test(test_decimal),    cmocka_unit_test(test_small_ones),
        cmocka_unit_test(test_many_marks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
