/* Cookies: exact names, whole values, and what set-cookie says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "http/cookie.h"
#include "http/reply.h"
#include "support/dies.h"

static const struct {
    const char *name, *header, *cookie, *want;
} cases[] = {
    {"no header", "", "sid", NULL},
    {"one", "sid=abc", "sid", "abc"},
    {"first of two", "sid=abc; x=1", "sid", "abc"},
    {"second of two", "x=1; sid=abc", "sid", "abc"},
    {"no space", "x=1;sid=abc", "sid", "abc"},
    {"spaces around", "  sid=abc  ; x=1", "sid", "abc"},
    {"sign in the value", "sid=a=b==; x=1", "sid", "a=b=="},
    {"empty value", "sid=; x=1", "sid", ""},
    {"quotes are kept", "sid=\"abc\"", "sid", "\"abc\""},
    {"two of one name", "sid=a; sid=b", "sid", "a"},
    {"longer name", "sidx=a", "sid", NULL},
    {"shorter name", "si=a", "sid", NULL},
    {"name as an ending", "xsid=a", "sid", NULL},
    {"longer name first", "sidx=a; sid=b", "sid", "b"},
    {"case", "SID=a; Sid=b", "sid", NULL},
    {"name as a value", "x=sid=a", "sid", NULL},
    {"no sign", "sid", "sid", NULL},
    {"no sign, then a value", "sid; sid=a", "sid", "a"},
    {"empty pairs", ";;; ; sid=a;;", "sid", "a"},
    {"space before the sign", "sid =a", "sid", NULL},
};

static void test_get(void **state)
{
    struct arena *mem = arena_new();

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *got = cookie_get(mem, cases[i].header, cases[i].cookie);
        print_message("  %s\n", cases[i].name);
        if (cases[i].want == NULL)
            assert_null(got);
        else
            assert_string_equal(got, cases[i].want);
    }
    arena_free(mem);
}

static void test_many(void **state)
{
    struct arena *mem = arena_new();
    struct buf header;

    (void)state;
    buf_init(&header, mem);
    for (int i = 0; i < 300; i++)
        buf_addf(&header, "c%d=%d; ", i, i);
    buf_add(&header, "sid=abc");
    assert_string_equal(cookie_get(mem, header.data, "sid"), "abc");
    assert_string_equal(cookie_get(mem, header.data, "c299"), "299");
    assert_null(cookie_get(mem, header.data, "c"));
    arena_free(mem);
}

static void test_set(void **state)
{
    static const struct {
        const char *value;
        int64_t max_age_s;
        bool secure;
        const char *want;
    } sets[] = {
        {"abc", 0, false, "sid=abc; Path=/; HttpOnly; SameSite=Lax"},
        {"abc", 60, false,
         "sid=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=60"},
        {"abc", 60, true,
         "sid=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=60; Secure"},
        {"abc", -1, true,
         "sid=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0; Secure"},
        {"a=b", 0, false, "sid=a=b; Path=/; HttpOnly; SameSite=Lax"},
    };
    struct arena *mem = arena_new();

    (void)state;
    for (size_t i = 0; i < sizeof sets / sizeof sets[0]; i++) {
        struct reply r;
        reply_clear(&r);
        cookie_set(mem, &r, "sid", sets[i].value, sets[i].max_age_s,
                   sets[i].secure);
        assert_string_equal(reply_get_header(&r, "set-cookie"), sets[i].want);
    }
    arena_free(mem);
}

static void test_two(void **state)
{
    struct arena *mem = arena_new();
    struct reply r;

    (void)state;
    reply_clear(&r);
    cookie_set(mem, &r, "sid", "a", 0, false);
    cookie_set(mem, &r, "flash", "b", 0, false);
    assert_int_equal(r.header_count, 2);
    arena_free(mem);
}

static void set(const char *name, const char *value)
{
    struct arena *mem = arena_new();
    struct reply r;

    reply_clear(&r);
    cookie_set(mem, &r, name, value, 0, false);
    arena_free(mem);
}

static void set_semicolon(void)
{
    set("sid", "a; Domain=evil");
}

static void set_line_break(void)
{
    set("sid", "a\r\nx: y");
}

static void set_umlaut(void)
{
    set("sid", "\xc3\xbc");
}

static void set_sign_in_name(void)
{
    set("a=b", "c");
}

static void set_no_name(void)
{
    set("", "c");
}

static void test_refused(void **state)
{
    (void)state;
    assert_true(dies(set_semicolon));
    assert_true(dies(set_line_break));
    assert_true(dies(set_umlaut));
    assert_true(dies(set_sign_in_name));
    assert_true(dies(set_no_name));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_get),     cmocka_unit_test(test_many),
        cmocka_unit_test(test_set),     cmocka_unit_test(test_two),
        cmocka_unit_test(test_refused),
    };
    return cmocka_run_group_tests_name("cookie", tests, NULL, NULL);
}
