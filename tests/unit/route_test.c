/* Routes: what a pattern takes, and that no spelling gets around it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "http/route.h"
#include "support/dies.h"

/* want: the parts as "name=value ", NULL: no match */
static const struct {
    const char *pattern, *path, *want;
} cases[] = {
    {"/", "/", ""},
    {"/login", "/login", ""},
    {"/my/entry/:id", "/my/entry/17", "id=17 "},
    {"/my/entry/:id/submit", "/my/entry/17/submit", "id=17 "},
    {"/:a/:b/:c/:d", "/1/2/3/4", "a=1 b=2 c=3 d=4 "},
    {"/r/:id.json", "/r/17.json", "id=17 "},
    {"/r/:id.json", "/r/17.json.json", "id=17.json "},
    {"/r/:id", "/r/17.json", "id=17.json "},
    {"/w/:name", "/w/Zo%C3%AB", "name=Zo\xc3\xab "},
    {"/w/:name", "/w/Zo\xc3\xab", "name=Zo\xc3\xab "},
    {"/w/:name", "/w/a+b", "name=a+b "},
    {"/w/:name", "/w/%2541", "name=%41 "},
    {"/w/:name", "/w/...", "name=... "},
    {"/w/:name", "/w/:name", "name=:name "},

    {"/", "", NULL},
    {"/", "//", NULL},
    {"/", "/x", NULL},
    {"/login", "/", NULL},
    {"/login", "/login/", NULL},
    {"/login", "/login/x", NULL},
    {"/login", "/loginx", NULL},
    {"/login", "/logi", NULL},
    {"/login", "/Login", NULL},
    {"/login", "//login", NULL},
    {"/login", "/./login", NULL},
    {"/login", "/x/../login", NULL},
    {"/login", "/%6cogin", NULL},
    {"/login", "/login?x", NULL},
    {"/login", "login", NULL},
    {"/my/entry/:id", "/my/entry/", NULL},
    {"/my/entry/:id", "/my/entry", NULL},
    {"/my/entry/:id", "/my/entry/17/", NULL},
    {"/my/entry/:id", "/my//entry/17", NULL},
    {"/my/entry/:id", "/my/entry//17", NULL},
    {"/my/entry/:id/submit", "/my/entry//submit", NULL},
    {"/r/:id.json", "/r/.json", NULL},
    {"/r/:id.json", "/r/17", NULL},
    {"/r/:id.json", "/r/17.jso", NULL},
    {"/r/:id.json", "/r/17.jsonx", NULL},
    {"/w/:name", "/w/%", NULL},
    {"/w/:name", "/w/%4", NULL},
    {"/w/:name", "/w/%zz", NULL},
    {"/w/:name", "/w/a%00b", NULL},
    {"/w/:name", "/w/%FF", NULL},
    {"/w/:name", "/w/a%2Fb", NULL},
    {"/w/:name", "/w/..", NULL},
    {"/w/:name", "/w/.", NULL},
    {"/w/:name", "/w/%2e%2E", NULL},
    {"/w/:name", "/w/..%2f..%2fetc", NULL},
};

static void test_match(void **state)
{
    struct arena *mem = arena_new();

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct route_parts parts;
        struct buf got;
        bool match = route_match(mem, cases[i].pattern, cases[i].path, &parts);

        print_message("  %s %s\n", cases[i].pattern, cases[i].path);
        assert_int_equal(match, cases[i].want != NULL);
        buf_init(&got, mem);
        for (size_t part = 0; match && part < parts.count; part++)
            buf_addf(&got, "%s=%s ", parts.name[part], parts.value[part]);
        if (match)
            assert_string_equal(got.data, cases[i].want);
    }
    arena_free(mem);
}

static void test_part(void **state)
{
    struct arena *mem = arena_new();
    struct route_parts parts;

    (void)state;
    assert_true(route_match(mem, "/:a/:ab", "/1/2", &parts));
    assert_string_equal(route_part(&parts, "a"), "1");
    assert_string_equal(route_part(&parts, "ab"), "2");
    assert_string_equal(route_part(&parts, "b"), "");
    arena_free(mem);
}

static void test_length(void **state)
{
    struct arena *mem = arena_new();
    struct route_parts parts;

    (void)state;
    assert_true(
        route_match(mem, "/:a", arena_printf(mem, "/%0*d", 200, 0), &parts));
    assert_false(
        route_match(mem, "/:a", arena_printf(mem, "/%0*d", 201, 0), &parts));
    assert_false(
        route_match(mem, "/:a", arena_printf(mem, "/%0*d", 9000, 0), &parts));
    arena_free(mem);
}

static void match_five(void)
{
    struct route_parts parts;

    route_match(arena_new(), "/:a/:b/:c/:d/:e", "/1/2/3/4/5", &parts);
}

static void match_nameless(void)
{
    struct route_parts parts;

    route_match(arena_new(), "/:", "/1", &parts);
}

static void test_refused(void **state)
{
    (void)state;
    assert_true(dies(match_five));
    assert_true(dies(match_nameless));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_match),
        cmocka_unit_test(test_part),
        cmocka_unit_test(test_length),
        cmocka_unit_test(test_refused),
    };
    return cmocka_run_group_tests_name("route", tests, NULL, NULL);
}
