/* Replies: headers, redirects and downloads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "http/reply.h"
#include "support/dies.h"

static void test_headers(void **state)
{
    struct reply r;

    (void)state;
    memset(&r, 0x55, sizeof r);
    reply_clear(&r);
    assert_int_equal(r.status, 200);
    assert_int_equal(r.header_count, 0);
    assert_string_equal(r.body, "");
    assert_int_equal(r.body_bytes, 0);
    assert_null(r.file);

    assert_null(reply_get_header(&r, "x-a"));
    reply_header(&r, "x-a", "1");
    reply_header(&r, "x-b", "Zo\xc3\xab");
    reply_header(&r, "x-a", "2");
    assert_int_equal(r.header_count, 2);
    assert_string_equal(reply_get_header(&r, "x-a"), "2");
    reply_header(&r, "set-cookie", "a=1");
    reply_header(&r, "set-cookie", "b=2");
    assert_int_equal(r.header_count, 4);
}

static void test_text(void **state)
{
    struct reply r;

    (void)state;
    reply_clear(&r);
    reply_text(&r, 404, "gone");
    assert_int_equal(r.status, 404);
    assert_string_equal(r.body, "gone");
    assert_int_equal(r.body_bytes, 4);
    assert_string_equal(reply_get_header(&r, "content-type"),
                        "text/plain; charset=utf-8");
}

static void test_redirect(void **state)
{
    static const struct {
        const char *location;
        bool want;
    } cases[] = {
        {"/", true},
        {"/my/entry/7?a=b#c", true},
        {"/a//b", true},
        {"", false},
        {"my", false},
        {"//evil.example", false},
        {"/\\evil.example", false},
        {"/a\\b", false},
        {"/\t/evil.example", false},
        {"/a\r\nx: y", false},
        {"/a b", false},
        {"/\xc3\xbc", false},
        {"https://evil.example", false},
        {"javascript:x", false},
    };
    struct reply r;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        print_message("  %s\n", cases[i].location);
        assert_int_equal(reply_is_local(cases[i].location), cases[i].want);
    }
    reply_clear(&r);
    reply_text(&r, 200, "x");
    reply_redirect(&r, "/my");
    assert_int_equal(r.status, 303);
    assert_int_equal(r.body_bytes, 0);
    assert_string_equal(reply_get_header(&r, "location"), "/my");
}

static void test_download(void **state)
{
    static const struct {
        const char *name, *want;
    } cases[] = {
        {"a.pdf", "attachment; filename=\"a.pdf\"; filename*=UTF-8''a.pdf"},
        {"Zo\xc3\xab.pdf",
         "attachment; filename=\"Zo_.pdf\"; filename*=UTF-8''Zo%C3%AB.pdf"},
        {"a \"b\"\\.pdf",
         "attachment; filename=\"a _b__.pdf\"; "
         "filename*=UTF-8''a%20%22b%22%5C.pdf"},
        {"a\r\nb%41/c",
         "attachment; filename=\"a__b_41_c\"; "
         "filename*=UTF-8''a%0D%0Ab%2541%2Fc"},
        {"", "attachment; filename=\"file\"; filename*=UTF-8''file"},
    };
    struct arena *mem = arena_new();
    struct reply r;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        reply_clear(&r);
        reply_download(mem, &r, "/f/x", cases[i].name, "application/pdf");
        assert_string_equal(reply_get_header(&r, "content-disposition"),
                            cases[i].want);
    }
    assert_string_equal(r.file, "/f/x");
    assert_string_equal(reply_get_header(&r, "content-type"),
                        "application/pdf");
    assert_string_equal(reply_get_header(&r, "x-content-type-options"),
                        "nosniff");

    reply_download_bytes(mem, &r, "a\0b", 3, "b.csv", "text/csv");
    assert_null(r.file);
    assert_int_equal(r.body_bytes, 3);
    assert_string_equal(reply_get_header(&r, "content-type"), "text/csv");
    arena_free(mem);
}

static void header_line_break(void)
{
    struct reply r;

    reply_clear(&r);
    reply_header(&r, "x-a", "1\r\nset-cookie: sid=evil");
}

static void header_upper_case(void)
{
    struct reply r;

    reply_clear(&r);
    reply_header(&r, "X-A", "1");
}

static void header_too_many(void)
{
    struct reply r;

    reply_clear(&r);
    for (int i = 0; i <= REPLY_HEADERS_MAX; i++)
        reply_header(&r, "set-cookie", "a=1");
}

static void redirect_elsewhere(void)
{
    struct reply r;

    reply_clear(&r);
    reply_redirect(&r, "//evil.example");
}

static void file_relative(void)
{
    struct reply r;

    reply_clear(&r);
    reply_download(arena_new(), &r, "f/x", "x", "text/plain");
}

static void test_refused(void **state)
{
    (void)state;
    assert_true(dies(header_line_break));
    assert_true(dies(header_upper_case));
    assert_true(dies(header_too_many));
    assert_true(dies(redirect_elsewhere));
    assert_true(dies(file_relative));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_headers),  cmocka_unit_test(test_text),
        cmocka_unit_test(test_redirect), cmocka_unit_test(test_download),
        cmocka_unit_test(test_refused),
    };
    return cmocka_run_group_tests_name("reply", tests, NULL, NULL);
}
