/* What no page of ours sends: forms without their token, or with another's, to
 * every route of the table; other methods; paths beside the table. Who may what
 * with the token is matrix_test.c's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/routes.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "db/db.h"
#include "support/browser.h"

static const char urlencoded[] = "application/x-www-form-urlencoded";

enum who { NOBODY, PLAIN, COMPANY, JUROR, ORGANISER, WHO_COUNT };

static const struct {
    const char *email, *roles;
} people[WHO_COUNT] = {
    [NOBODY] = {NULL, NULL},
    [PLAIN] = {"plain@example.org", ""},
    [COMPANY] = {"company@example.org", "company"},
    [JUROR] = {"juror@example.org", "juror"},
    [ORGANISER] = {"organiser@example.org", "organiser"},
};

static struct test_home *home;
static struct browser *browsers[WHO_COUNT];
static char *tokens[WHO_COUNT]; /* CSRF token of each */

static int setup(void **state)
{
    (void)state;
    home = home_new();
    home_edition(home);
    for (int i = 0; i < WHO_COUNT; i++) {
        struct browser *b = browsers[i] = browser_new(home);
        if (people[i].email == NULL) {
            visit(b, "/login");
        } else {
            home_user(home, people[i].email, people[i].roles);
            visit(b, "/login?to=/account");
            fill(b, "email", people[i].email);
            fill(b, "password", "correct horse");
            press_in(b, "/login", NULL);
            assert_string_equal(location(b), "/account");
        }
        tokens[i] = arena_text(home->mem, field_value(b, "csrf"));
    }
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    for (int i = 0; i < WHO_COUNT; i++)
        browser_free(browsers[i]);
    home_free(home);
    return 0;
}

static bool may(enum who who, enum role role)
{
    switch (role) {
    case ROLE_ANYONE:
        return true;
    case ROLE_USER:
        return who != NOBODY;
    case ROLE_COMPANY:
        return who == COMPANY;
    case ROLE_JUROR:
        return who == JUROR;
    case ROLE_ORGANISER:
        return who == ORGANISER;
    }
    return false;
}

/* The pattern's path with numbers of rows that do not exist. */
static const char *missing_path(const char *pattern)
{
    struct buf path;
    buf_init(&path, home->mem);
    for (const char *at = pattern; *at != '\0';) {
        if (*at != ':') {
            buf_addc(&path, *at++);
            continue;
        }
        buf_add(&path, "999999");
        at += strcspn(at, "/.");
    }
    return path.data;
}

static void complain(const struct route *route, enum who who, const char *what,
                     struct browser *b)
{
    fail_msg("%s %s as %s (%s): status %d, location %s",
             route->method == HTTP_POST ? "POST" : "GET", route->pattern,
             people[who].email ? people[who].email : "nobody", what, status(b),
             header(b, "location") ? header(b, "location") : "-");
}

static void expect(const struct route *route, enum who who, const char *what,
                   int wanted)
{
    struct browser *b = browsers[who];
    if (status(b) != wanted)
        complain(route, who, what, b);
    if (wanted == 303 && !str_starts(header(b, "location"), "/login?to="))
        complain(route, who, what, b);
}

/* Digest of everything that is stored. */
static uint64_t stored(void)
{
    size_t bytes = 0;
    uint64_t sum = 14695981039346656037u; /* FNV-1a */
    unsigned char *copy = db_copy(home->app->db, &bytes);
    for (size_t i = 0; i < bytes; i++)
        sum = (sum ^ copy[i]) * 1099511628211u;
    db_copy_free(copy);
    return sum;
}

/* Writing without the token changes nothing, whoever tries. */
static void every_post_without_token(void **state)
{
    (void)state;
    static const char *const bodies[] = {"", "csrf=", "csrf=guess",
                                         "CSRF=x&csrf[]=y"};
    uint64_t before = stored();
    for (size_t i = 0; i < route_count; i++) {
        const struct route *route = &routes[i];
        const char *path = missing_path(route->pattern);
        if (route->method != HTTP_POST)
            continue;
        for (enum who who = NOBODY; who < WHO_COUNT; who++) {
            const char *body = bodies[(i + who) % 4];
            request_raw(browsers[who], "POST", path, urlencoded, body,
                        strlen(body));
            if (may(who, route->role))
                expect(route, who, "no token", 403);
            else
                expect(route, who, "may not", who == NOBODY ? 303 : 404);
        }
        assert_true(stored() == before);
    }
}

/* Another visitor's token is as good as none. */
static void every_post_with_anothers_token(void **state)
{
    (void)state;
    uint64_t before = stored();
    for (size_t i = 0; i < route_count; i++) {
        const struct route *route = &routes[i];
        const char *path = missing_path(route->pattern);
        if (route->method != HTTP_POST)
            continue;
        for (enum who who = NOBODY; who < WHO_COUNT; who++) {
            char *body = arena_printf(home->mem, "csrf=%s",
                                      tokens[(who + 1) % WHO_COUNT]);
            request_raw(browsers[who], "POST", path, urlencoded, body,
                        strlen(body));
            if (may(who, route->role))
                expect(route, who, "another's token", 403);
        }
    }
    assert_true(stored() == before);
}

/* A path of the table with the other method, and paths beside the table. */
static void other_methods_and_paths(void **state)
{
    (void)state;
    struct browser *b = browsers[ORGANISER];
    static const struct {
        const char *method, *path;
        int want;
    } cases[] = {
        {"GET", "/logout", 405},
        {"PUT", "/login", 405},
        {"POST", "/healthz", 405},
        {"GET", "/nowhere", 404},
        {"GET", "/login/", 404},
        {"GET", "//login", 404},
        {"GET", "/office/../login", 404},
        {"GET", "/LOGIN", 404},
        {"POST", "/nowhere", 404},
        {"HEAD", "/account", 200},
        /* Kore lets these through, and a reload of a POST's page goes up */
        {"GET", "/jury/entry/5\\a/conflict", 404},
        {"GET", "/jury/entry/5\x7f/conflict", 404},
        {"GET", "/jury/entry/5\xc3\xa4/conflict", 404},
        {"GET", "/jury/entry/5\t1/conflict", 404},
        {"GET", "/\\evil.example/login", 404},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        request_raw(b, cases[i].method, cases[i].path, NULL, NULL, 0);
        if (status(b) != cases[i].want)
            fail_msg("%s %s: status %d, wanted %d", cases[i].method,
                     cases[i].path, status(b), cases[i].want);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_post_without_token, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(every_post_with_anothers_token, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(other_methods_and_paths, setup,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
