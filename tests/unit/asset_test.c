/* Embedded files: their addresses, cache life and 304. Walks whatever is
 * embedded, so it needs no file of a certain name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"
#include "http/asset.h"
#include "http/reply.h"
#include "http/request.h"
#include "support/dies.h"

static struct reply ask(const struct asset *asset, const char *path,
                        const char *if_none_match)
{
    struct request request = {.path = path, .if_none_match = if_none_match};
    struct reply r;

    reply_clear(&r);
    asset_reply(&r, &request, asset);
    return r;
}

static void test_all(void **state)
{
    struct arena *mem = arena_new();

    (void)state;
    for (const struct asset *a = asset_all(); a->name != NULL; a++) {
        const char *plain = arena_printf(mem, "/assets/%s", a->name);
        print_message("  %s\n", a->url);
        assert_string_equal(asset_url(a->name), a->url);
        assert_ptr_equal(asset_find(a->url), a);
        assert_ptr_equal(asset_find(plain), a);
        assert_true(a->end >= a->data);
        assert_int_equal(strlen(a->etag), 18);
        assert_int_equal(strlen(a->url), strlen(plain) + 9);

        struct reply r = ask(a, a->url, "");
        assert_int_equal(r.status, 200);
        assert_ptr_equal(r.body, a->data);
        assert_int_equal(r.body_bytes, a->end - a->data);
        assert_string_equal(reply_get_header(&r, "content-type"), a->type);
        assert_string_equal(reply_get_header(&r, "cache-control"),
                            "public, max-age=31536000, immutable");
        r = ask(a, plain, "");
        assert_string_equal(reply_get_header(&r, "cache-control"),
                            "public, max-age=86400");
    }
    arena_free(mem);
}

static void test_known(void **state)
{
    struct arena *mem = arena_new();
    const struct asset *a = asset_all();
    static const struct {
        const char *format;
        int want;
    } cases[] = {
        {"%s", 304}, {"W/%s", 304},   {"\"x\", %s", 304}, {"\"x\"", 200},
        {"", 200},   {"x%.17s", 200}, {"%.17sx\"", 200},
    };

    (void)state;
    for (size_t i = 0; a->name != NULL && i < sizeof cases / sizeof cases[0];
         i++) {
        char tag[64];
        /* The formats are the literals above. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        snprintf(tag, sizeof tag, cases[i].format, a->etag);
#pragma GCC diagnostic pop
        struct reply r = ask(a, a->url, tag);
        print_message("  %s\n", tag);
        assert_int_equal(r.status, cases[i].want);
        assert_string_equal(reply_get_header(&r, "etag"), a->etag);
        if (r.status == 304)
            assert_int_equal(r.body_bytes, 0);
    }
    arena_free(mem);
}

static void test_unknown(void **state)
{
    static const char *const paths[] = {
        "/assets/",
        "/assets",
        "/",
        "",
        "/assets/no-such",
        "/assets/../Makefile",
        "/assets//etc/passwd",
        "/assets/.00000000.css",
    };

    (void)state;
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++)
        assert_null(asset_find(paths[i]));
}

static void url_unknown(void)
{
    asset_url("no-such");
}

static void test_refused(void **state)
{
    (void)state;
    assert_true(dies(url_unknown));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all),
        cmocka_unit_test(test_known),
        cmocka_unit_test(test_unknown),
        cmocka_unit_test(test_refused),
    };
    return cmocka_run_group_tests_name("asset", tests, NULL, NULL);
}
