/* Local dates: what exists, what does not, and what the clock says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/clock.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

/* All in Europe/Berlin: an hour before UTC, two in summer. */
static const struct {
    const char *text;
    bool exists;
    int64_t at;
} dates[] = {
    {"2026-09-30T23:59", true, 1790805540},
    {"2026-09-30", true, 1790719200},
    {"2026-01-15T12:00", true, 1768474800},
    {"1970-01-01T01:00", true, 0},
    {"1970-01-01T00:59", true, -60},
    {"2024-02-29", true, 1709161200},
    {"2000-02-29", true, 951778800},
    {"2038-01-19T04:14", true, 2147483640},
    {"2026-12-31T23:59", true, 1798757940},
    {"2026-03-29T01:59", true, 1774745940},
    {"2026-03-29T03:00", true, 1774746000},
    {"2026-10-25T02:30", true, 1792888200}, /* the first of the two */
    {"2026-10-25T03:00", true, 1792893600},
    {"2026-03-29T02:00", false, 0}, /* skipped by summer time */
    {"2026-03-29T02:59", false, 0},
    {"2026-02-29", false, 0},
    {"2100-02-29", false, 0},
    {"2026-02-31T10:00", false, 0},
    {"2026-04-31", false, 0},
    {"2026-13-01", false, 0},
    {"2026-00-10", false, 0},
    {"2026-01-00", false, 0},
    {"2026-01-32", false, 0},
    {"2026-01-15T24:00", false, 0},
    {"2026-01-15T12:60", false, 0},
    {"0000-01-01", false, 0},
    {"2026-1-15", false, 0},
    {"26-01-15", false, 0},
    {"2026-01-15 12:00", false, 0},
    {"2026-01-15T12", false, 0},
    {"2026-01-15T12:0", false, 0},
    {"2026-01-15T12:00:00", false, 0},
    {"2026-01-15T12:00Z", false, 0},
    {"2026-01-15T", false, 0},
    {"2026-01-15 ", false, 0},
    {" 2026-01-15", false, 0},
    {"2026-01", false, 0},
    {"2026-", false, 0},
    {"2026", false, 0},
    {"15.01.2026", false, 0},
    {"-026-01-15", false, 0},
    {"", false, 0},
    {NULL, false, 0},
};

static void test_parse(void **state)
{
    (void)state;
    assert_true(clock_zone("Europe/Berlin"));
    for (size_t i = 0; i < COUNT(dates); i++) {
        int64_t at = 4711;
        print_message("  %s\n", dates[i].text ? dates[i].text : "NULL");
        assert_int_equal(clock_parse(dates[i].text, &at), dates[i].exists);
        assert_int_equal(at, dates[i].exists ? dates[i].at : 4711);
    }
}

static const struct {
    const char *zone, *text;
    int64_t from;
    int hours; /* 0: there is no such day */
} days[] = {
    {"Europe/Berlin", "2026-09-30", 1790719200, 24},
    {"Europe/Berlin", "2026-03-29", 1774738800, 23},
    {"Europe/Berlin", "2026-10-25", 1792879200, 25},
    {"Europe/Berlin", "2026-12-31", 1798671600, 24},
    {"Europe/Berlin", "2026-02-29", 0, 0},
    {"Europe/Berlin", "2026-09-30T12:00", 0, 0},
    {"Europe/Berlin", "30.09.2026", 0, 0},
    {"Europe/Berlin", "2026-09-3", 0, 0},
    {"Europe/Berlin", "9999-12-31", 0, 0}, /* beyond what we count */
    {"Europe/Berlin", "0000-01-01", 0, 0},
    {"Europe/Berlin", "", 0, 0},
    {"Europe/Berlin", NULL, 0, 0},
    {"America/Santiago", "2026-09-05", 1788580800, 24},
    {"America/Santiago", "2026-09-06", 1788667200, 23}, /* begins at one */
    {"UTC", "2026-09-30", 1790726400, 24},
};

static void test_day(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(days); i++) {
        int64_t from = 4711;
        int64_t until = 4712;
        print_message("  %s\n", days[i].text ? days[i].text : "NULL");
        assert_true(clock_zone(days[i].zone));
        bool exists = days[i].hours != 0;
        assert_int_equal(clock_day(days[i].text, &from, &until), exists);
        assert_int_equal(from, exists ? days[i].from : 4711);
        assert_int_equal(until, exists ? from + days[i].hours * 3600 : 4712);
    }
}

static void test_field_gives_back(void **state)
{
    struct arena *mem = arena_new();

    (void)state;
    assert_true(clock_zone("Europe/Berlin"));
    for (size_t i = 0; i < COUNT(dates); i++) {
        if (!dates[i].exists)
            continue;
        const char *field = clock_field(mem, dates[i].at);
        assert_int_equal(strlen(field), strlen("2026-09-30T23:59"));
        assert_memory_equal(field, dates[i].text, strlen(dates[i].text));
    }
    arena_free(mem);
}

static void test_local(void **state)
{
    (void)state;
    assert_true(clock_zone("Europe/Berlin"));
    struct clock_local t = clock_local(1790805540 + 7);
    assert_int_equal(t.year, 2026);
    assert_int_equal(t.month, 9);
    assert_int_equal(t.day, 30);
    assert_int_equal(t.hour, 23);
    assert_int_equal(t.minute, 59);
    assert_int_equal(t.second, 7);
    assert_int_equal(t.weekday, 3); /* a Wednesday */
    assert_int_equal(clock_local(INT64_MAX).year, 9999);
    assert_int_equal(clock_local(INT64_MIN).year, 1);
}

static void test_iso(void **state)
{
    struct arena *mem = arena_new();

    (void)state;
    assert_true(clock_zone("Europe/Berlin"));
    assert_string_equal(clock_iso(mem, 1790805540), "2026-09-30T21:59:00Z");
    assert_string_equal(clock_iso(mem, 0), "1970-01-01T00:00:00Z");
    assert_string_equal(clock_iso(mem, -1), "1969-12-31T23:59:59Z");
    arena_free(mem);
}

static void test_zone(void **state)
{
    static const char *const none[] = {
        "",          "Europe/Atlantis", "../../etc/passwd", "/etc/localtime",
        "Europe",    "zone.tab",        "Europe/Berlin ",   "CET-1CEST,M3.5.0",
        "tzdata.zi",
    };

    (void)state;
    assert_true(clock_zone("America/New_York"));
    assert_int_equal(clock_local(1790805540).hour, 17);
    for (size_t i = 0; i < COUNT(none); i++) {
        print_message("  %s\n", none[i]);
        assert_false(clock_zone(none[i]));
        assert_int_equal(clock_local(1790805540).hour, 17); /* untouched */
    }
    assert_false(clock_zone(NULL));
    assert_true(clock_zone("UTC"));
    assert_int_equal(clock_local(1790805540).hour, 21);
    assert_true(clock_zone("Europe/Berlin"));
    assert_int_equal(clock_local(1790805540).hour, 23);
}

static void test_now(void **state)
{
    (void)state;
    assert_true(clock_now() > 1750000000);
    double before = clock_monotonic();
    clock_freeze(1790805540);
    assert_int_equal(clock_now(), 1790805540);
    assert_true(clock_monotonic() >= before);
    clock_freeze(0);
    assert_true(clock_now() > 1750000000);
    assert_int_not_equal(clock_now(), 1790805540);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parse),
        cmocka_unit_test(test_day),
        cmocka_unit_test(test_field_gives_back),
        cmocka_unit_test(test_local),
        cmocka_unit_test(test_iso),
        cmocka_unit_test(test_zone),
        cmocka_unit_test(test_now),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
