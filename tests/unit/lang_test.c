/* The languages: which one a browser wants, and how it writes things. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/lang.h"
#include "base/lang_table.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

static void test_codes(void **state)
{
    enum lang lang = LANG_EN;

    (void)state;
    assert_true(lang_from_code("de", &lang));
    assert_int_equal(lang, LANG_DE);
    assert_true(lang_from_code("en", &lang));
    assert_int_equal(lang, LANG_EN);
    assert_false(lang_from_code("fr", &lang));
    assert_false(lang_from_code("", &lang));
    assert_false(lang_from_code("de-DE", &lang));
    assert_false(lang_from_code(NULL, &lang));
    assert_int_equal(lang, LANG_EN);
    assert_string_equal(lang_code(LANG_DE), "de");
    assert_string_equal(lang_code(LANG_EN), "en");
}

static void test_accept(void **state)
{
    static const struct {
        const char *header;
        enum lang want;
    } cases[] = {
        {NULL, LANG_DE},
        {"", LANG_DE},
        {"de", LANG_DE},
        {"en", LANG_EN},
        {"EN-GB", LANG_EN},
        {"de-DE,de;q=0.9,en;q=0.8", LANG_DE},
        {"en-US,en;q=0.9,de;q=0.8", LANG_EN},
        {"de;q=0.5, en;q=0.7", LANG_EN},
        {"en;q=0.701,de;q=0.7", LANG_EN},
        {"en;q=0.7,de;q=0.70", LANG_EN}, /* equal: the first */
        {"fr-FR, fr;q=0.9, en;q=0.5", LANG_EN},
        {"fr, it", LANG_DE},
        {"*", LANG_DE},
        {"en;q=0.5, *;q=0.4", LANG_EN},
        {"en;q=0", LANG_DE},
        {"en;q=0.0, de;q=0.1", LANG_DE},
        {"de;q=0.3,en; q=0.4", LANG_EN},
        {"en;q=1.0, de;q=0.9", LANG_EN},
        {"english", LANG_DE},
        {"dea, en", LANG_EN},
        {",,,;;q=,-,en", LANG_EN},
        {"e", LANG_DE},
        {"en;q=", LANG_EN},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        print_message("  %s\n", cases[i].header ? cases[i].header : "NULL");
        assert_int_equal(lang_accept(cases[i].header), cases[i].want);
    }
}

static void test_text(void **state)
{
    (void)state;
    assert_string_equal(lang_text(LANG_DE, "too many fields"),
                        "zu viele Felder");
    assert_string_equal(lang_text(LANG_EN, "too many fields"),
                        "too many fields");
    assert_string_equal(lang_text(LANG_DE, "no such text"), "no such text");
    assert_string_equal(lang_text(LANG_DE, ""), "");
    assert_string_equal(lang_plural(LANG_DE, "%d no", "%d nos", 1), "%d no");
    assert_string_equal(lang_plural(LANG_DE, "%d no", "%d nos", 0), "%d nos");
    assert_string_equal(lang_plural(LANG_EN, "%d no", "%d nos", 1), "%d no");
    assert_string_equal(lang_plural(LANG_EN, "%d no", "%d nos", 2), "%d nos");
}

/* The generated table keeps what its header promises, and every entry of it is
 * found. */
static void test_table(void **state)
{
    (void)state;
    assert_true(lang_table_count > 0);
    for (size_t i = 0; i < lang_table_count; i++) {
        const struct lang_entry *entry = &lang_table[i];
        if (i > 0)
            assert_true(strcmp(lang_table[i - 1].english, entry->english) < 0);
        assert_true(entry->english[0] && entry->german_one[0]);
        assert_ptr_equal(lang_text(LANG_DE, entry->english), entry->german_one);
        if (!entry->german_many)
            continue;
        assert_ptr_equal(lang_plural(LANG_DE, entry->english, "", 1),
                         entry->german_one);
        assert_ptr_equal(lang_plural(LANG_DE, entry->english, "", 0),
                         entry->german_many);
        assert_ptr_equal(lang_plural(LANG_DE, entry->english, "", 2),
                         entry->german_many);
    }
}

static void test_pick(void **state)
{
    (void)state;
    assert_string_equal(lang_pick(LANG_DE, "ja", "yes"), "ja");
    assert_string_equal(lang_pick(LANG_EN, "ja", "yes"), "yes");
    assert_string_equal(lang_pick(LANG_DE, "", "yes"), "yes");
    assert_string_equal(lang_pick(LANG_EN, "ja", NULL), "ja");
    assert_string_equal(lang_pick(LANG_EN, "ja", "  "), "ja");
    assert_string_equal(lang_pick(LANG_DE, NULL, NULL), "");
}

static void test_decimal(void **state)
{
    static const struct {
        int64_t units;
        int decimals;
        const char *de, *en;
    } cases[] = {
        {678, 2, "6,78", "6.78"},
        {5, 2, "0,05", "0.05"},
        {0, 2, "0,00", "0.00"},
        {-5, 2, "-0,05", "-0.05"},
        {-1234, 1, "-123,4", "-123.4"},
        {700, 0, "700", "700"},
        {100, 2, "1,00", "1.00"},
        {INT64_MIN, 2, "-92233720368547758,08", "-92233720368547758.08"},
        {INT64_MAX, 18, "9,223372036854775807", "9.223372036854775807"},
    };
    struct arena *mem = arena_new();

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_string_equal(
            lang_decimal(mem, LANG_DE, cases[i].units, cases[i].decimals),
            cases[i].de);
        assert_string_equal(
            lang_decimal(mem, LANG_EN, cases[i].units, cases[i].decimals),
            cases[i].en);
    }
    arena_free(mem);
}

static void test_int(void **state)
{
    static const struct {
        int64_t value;
        const char *de, *en;
    } cases[] = {
        {0, "0", "0"},
        {7, "7", "7"},
        {999, "999", "999"},
        {1000, "1.000", "1,000"},
        {-1000, "-1.000", "-1,000"},
        {-999, "-999", "-999"},
        {12000, "12.000", "12,000"},
        {1234567, "1.234.567", "1,234,567"},
        {INT64_MAX, "9.223.372.036.854.775.807", "9,223,372,036,854,775,807"},
        {INT64_MIN, "-9.223.372.036.854.775.808", "-9,223,372,036,854,775,808"},
    };
    struct arena *mem = arena_new();

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_string_equal(lang_int(mem, LANG_DE, cases[i].value),
                            cases[i].de);
        assert_string_equal(lang_int(mem, LANG_EN, cases[i].value),
                            cases[i].en);
    }
    assert_string_equal(lang_number(mem, LANG_DE, "6.78"), "6,78");
    assert_string_equal(lang_number(mem, LANG_DE, "-7"), "-7");
    assert_string_equal(lang_number(mem, LANG_EN, "6.78"), "6.78");
    assert_null(lang_number(mem, LANG_DE, NULL));
    arena_free(mem);
}

static void test_bytes(void **state)
{
    static const struct {
        int64_t bytes;
        const char *de, *en;
    } cases[] = {
        {0, "0 Byte", "0 bytes"},
        {999, "999 Byte", "999 bytes"},
        {1000, "1,0 kB", "1.0 kB"},
        {1049, "1,0 kB", "1.0 kB"},
        {1050, "1,1 kB", "1.1 kB"},
        {999949, "999,9 kB", "999.9 kB"},
        {999950, "1,0 MB", "1.0 MB"},
        {2400000, "2,4 MB", "2.4 MB"},
        {5000000000, "5,0 GB", "5.0 GB"},
        {7000000000000000, "7000,0 TB", "7000.0 TB"},
    };
    struct arena *mem = arena_new();

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_string_equal(lang_bytes(mem, LANG_DE, cases[i].bytes),
                            cases[i].de);
        assert_string_equal(lang_bytes(mem, LANG_EN, cases[i].bytes),
                            cases[i].en);
    }
    assert_non_null(lang_bytes(mem, LANG_DE, INT64_MAX));
    arena_free(mem);
}

static void test_dates(void **state)
{
    static const struct {
        const char *at, *date[LANG_COUNT], *full[LANG_COUNT],
            *brief[LANG_COUNT];
    } cases[] = {
        {"2026-09-30T23:59",
         {"30. September 2026", "30 September 2026"},
         {"30. September 2026, 23:59 Uhr", "30 September 2026, 23:59"},
         {"30.09.2026 23:59", "30 Sep 2026 23:59"}},
        {"2027-03-01T08:05",
         {"1. März 2027", "1 March 2027"},
         {"1. März 2027, 08:05 Uhr", "1 March 2027, 08:05"},
         {"01.03.2027 08:05", "1 Mar 2027 08:05"}},
        {"2026-01-01T00:00",
         {"1. Januar 2026", "1 January 2026"},
         {"1. Januar 2026, 00:00 Uhr", "1 January 2026, 00:00"},
         {"01.01.2026 00:00", "1 Jan 2026 00:00"}},
        {"2026-12-31T12:00",
         {"31. Dezember 2026", "31 December 2026"},
         {"31. Dezember 2026, 12:00 Uhr", "31 December 2026, 12:00"},
         {"31.12.2026 12:00", "31 Dec 2026 12:00"}},
    };
    struct arena *mem = arena_new();

    (void)state;
    assert_true(clock_zone("Europe/Berlin"));
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t at;
        assert_true(clock_parse(cases[i].at, &at));
        for (enum lang l = 0; l < LANG_COUNT; l++) {
            assert_string_equal(lang_date(mem, l, at), cases[i].date[l]);
            assert_string_equal(lang_datetime(mem, l, at), cases[i].full[l]);
            assert_string_equal(lang_datetime_short(mem, l, at),
                                cases[i].brief[l]);
        }
    }
    arena_free(mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_codes), cmocka_unit_test(test_accept),
        cmocka_unit_test(test_text),  cmocka_unit_test(test_table),
        cmocka_unit_test(test_pick),  cmocka_unit_test(test_decimal),
        cmocka_unit_test(test_int),   cmocka_unit_test(test_bytes),
        cmocka_unit_test(test_dates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
