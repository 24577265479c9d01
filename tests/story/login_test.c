/* Logging in and out: right, wrong and limited; how sessions end; forgery. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "http/out.h"
#include "model/session.h"
#include "model/user.h"
#include "support/story.h"

static const char urlencoded[] = "application/x-www-form-urlencoded";

static int setup(void **state)
{
    (void)state;
    story_open();
    return 0;
}

static void try_login(const char *email, const char *password)
{
    visit(b, "/login?to=/account");
    fill(b, "email", email);
    fill(b, "password", password);
    press_in(b, "/login", NULL);
}

static void right_and_wrong(void **state)
{
    (void)state;
    home_user(home, "ada@example.org", "company");
    try_login("ada@example.org", "wrong horse!");
    see_status(b, 422);
    see(b, "E-Mail-Adresse oder Passwort stimmt nicht.");
    assert_string_equal(field_value(b, "email"), "ada@example.org");
    see_no_markup(b, "wrong horse!");
    try_login("", "x");
    see_status(b, 422);
    see(b, "Bitte füllen Sie beide Felder aus.");
    try_login(" ADA@Example.ORG ", "correct horse");
    see_status(b, 200);
    see(b, "Mein Konto");
    assert_string_equal(location(b), "/account");
    /* logged in already: the login has nothing to offer */
    request_raw(b, "GET", "/login?to=/login", NULL, NULL, 0);
    assert_string_equal(header(b, "location"), "/my");
}

static void in_english(void **state)
{
    (void)state;
    home_user(home, "ada@example.org", "");
    browser_language(b, "en");
    try_login("ada@example.org", "nonsense");
    see(b, "E-mail address or password is not right.");
    see_markup(b, "<html lang=\"en\">");
    visit(b, "/account");
    see(b, "Please log in first.");
}

/* The page for one address, with the address itself made invisible. */
static char *answer_to(const char *email)
{
    try_login(email, "wrong horse!");
    char *copy = arena_text(home->mem, page(b));
    for (char *at = strstr(copy, email); at != NULL; at = strstr(at, email))
        memset(at, 'x', strlen(email));
    return copy;
}

/* All addresses have the same length. */
static void alike_for_everybody(void **state)
{
    (void)state;
    home_user(home, "known@a.org", "juror");
    int64_t id = home_user(home, "gone1@a.org", "juror");
    struct world *w = home_begin(home);
    user_disable(w, id, true);
    user_create(w, "fresh@a.org", "Fresh", "de"); /* no password yet */
    home_commit(home);
    const char *known = answer_to("known@a.org");
    see_status(b, 422);
    static const char *const others[] = {"gone1@a.org", "fresh@a.org",
                                         "never@a.org"};
    for (size_t i = 0; i < 3; i++) {
        assert_string_equal(answer_to(others[i]), known);
        see_status(b, 422);
    }
    /* and none of them gets in with the right words */
    for (size_t i = 0; i < 3; i++) {
        try_login(others[i], "correct horse");
        see_status(b, 422);
    }
}

/* What the event loop hands to the pool costs the same for all. */
static void same_work_for_everybody(void **state)
{
    (void)state;
    static const char *const emails[] = {"known@a.org", "gone1@a.org",
                                         "fresh@a.org", "never@a.org"};
    home_user(home, emails[0], "");
    int64_t id = home_user(home, emails[1], "");
    struct world *w = home_begin(home);
    user_disable(w, id, true);
    user_create(w, emails[2], "Fresh", "de");
    home_commit(home);
    /* a token belongs to its cookie, which the browser keeps to itself */
    struct reply reply;
    struct work work = {.kind = WORK_NONE};
    struct request get = {.method = HTTP_GET,
                          .path = "/login",
                          .query = "",
                          .cookie = "lorbeer_visit=abc",
                          .content_type = "",
                          .accept_language = "",
                          .if_none_match = "",
                          .origin = "",
                          .address = "",
                          .body = ""};
    assert_int_equal(serve(home->app, home->mem, &get, &work, &reply),
                     SERVE_DONE);
    const char *at = strstr(reply.body, "name=\"csrf\" value=\"");
    assert_non_null(at);
    at += strlen("name=\"csrf\" value=\"");
    const char *csrf = arena_textn(home->mem, at, strcspn(at, "\""));
    for (size_t i = 0; i < 4; i++) {
        struct request r = get;
        work = (struct work){.kind = WORK_NONE};
        r.method = HTTP_POST;
        r.content_type = urlencoded;
        r.body = arena_printf(home->mem, "csrf=%s&email=%s&password=guess",
                              csrf, emails[i]);
        r.body_bytes = strlen(r.body);
        assert_int_equal(serve(home->app, home->mem, &r, &work, &reply),
                         SERVE_WAIT);
        assert_int_equal(work.kind, WORK_VERIFY);
        /* algorithm and cost, up to the salt */
        static const char cost[] = "$argon2id$v=19$m=8,t=1,p=1$";
        assert_memory_equal(work.hash, cost, sizeof cost - 1);
        assert_string_equal(work.password, "guess");
    }
}

static void limit_per_account(void **state)
{
    (void)state;
    home_user(home, "ada@example.org", "");
    static const char *const emails[] = {"ada@example.org",
                                         "nobody@example.org"};
    for (size_t i = 0; i < 2; i++) {
        for (int n = 0; n < 10; n++) {
            try_login(emails[i], "guess");
            see_status(b, 422);
        }
        try_login(emails[i], "correct horse");
        see_status(b, 429);
        see(b,
            "Zu viele Versuche. Bitte versuchen Sie es wieder in 15 Minuten.");
        assert_string_equal(header(b, "retry-after"), "900");
    }
    /* another spelling is the same account */
    try_login("ADA@example.org", "correct horse");
    see_status(b, 429);
    home_time(home, TEST_NOW + 14 * 60 + 1);
    try_login("ada@example.org", "correct horse");
    see(b, "in 1 Minute.");
    home_time(home, TEST_NOW + 15 * 60 + 1);
    try_login("ada@example.org", "correct horse");
    see_status(b, 200);
    see(b, "Mein Konto");
    assert_int_equal(home_number(home,
                                 "SELECT count(*) FROM attempt WHERE "
                                 "subject_digest LIKE '%@%' OR "
                                 "network_digest LIKE '%127%1'"),
                     0);
}

static void limit_per_network(void **state)
{
    (void)state;
    home_user(home, "ada@example.org", "");
    for (int n = 0; n < 30; n++) {
        try_login(arena_printf(home->mem, "u%d@example.org", n / 5), "guess");
        see_status(b, 422);
    }
    try_login("ada@example.org", "correct horse");
    see_status(b, 429);
    /* an hour later they are swept */
    home_time(home, TEST_NOW + 3601);
    try_login("ada@example.org", "correct horse");
    see_status(b, 200);
    assert_int_equal(home_number(home, "SELECT count(*) FROM attempt"), 0);
}

static void success_does_not_count(void **state)
{
    (void)state;
    home_user(home, "ada@example.org", "");
    for (int n = 0; n < 12; n++) {
        try_login("ada@example.org", "correct horse");
        see_status(b, 200);
        press(b, "Abmelden");
        see(b, "Sie sind abgemeldet.");
    }
    assert_int_equal(home_number(home, "SELECT count(*) FROM attempt"), 0);
}

static void logout_ends_it_on_the_server(void **state)
{
    (void)state;
    home_user(home, "ada@example.org", "");
    try_login("ada@example.org", "correct horse");
    assert_int_equal(home_number(home, "SELECT count(*) FROM session"), 1);
    press(b, "Abmelden");
    assert_int_equal(home_number(home, "SELECT count(*) FROM session"), 0);
    request_raw(b, "GET", "/account", NULL, NULL, 0);
    see_status(b, 303);
    assert_string_equal(header(b, "location"), "/login?to=%2Faccount");
}

static void cookie_attributes(void **state)
{
    (void)state;
    home_user(home, "ada@example.org", "");
    for (int secure = 0; secure < 2; secure++) {
        home->app->secure = secure;
        visit(b, "/login");
        post_fields(b, "/login",
                    "email=ada%40example.org&password=correct+horse");
        see_status(b, 303);
        const char *cookie = header(b, "set-cookie");
        assert_non_null(cookie);
        assert_memory_equal(cookie, "lorbeer=", 8);
        assert_non_null(strstr(cookie, "; HttpOnly"));
        assert_non_null(strstr(cookie, "; SameSite=Lax"));
        assert_non_null(strstr(cookie, "; Path=/"));
        assert_int_equal(strstr(cookie, "; Secure") != NULL, secure);
        /* only a digest of it is stored */
        char *token =
            arena_textn(home->mem, cookie + 8, strcspn(cookie + 8, ";"));
        assert_int_equal(
            home_number(home, arena_printf(home->mem,
                                           "SELECT count(*) FROM session "
                                           "WHERE token_digest = '%s'",
                                           token)),
            0);
        visit(b, "/account");
        press(b, "Abmelden");
    }
}

static void idle_and_absolute_end(void **state)
{
    (void)state;
    home_user(home, "ada@example.org", "");
    try_login("ada@example.org", "correct horse");
    int64_t now = TEST_NOW;
    /* used twice a day it lives on, but for thirty days only */
    while (now + SESSION_IDLE_S - 1 < TEST_NOW + SESSION_ABSOLUTE_S) {
        home_time(home, now += SESSION_IDLE_S - 1);
        visit(b, "/account");
        see(b, "Mein Konto");
    }
    home_time(home, TEST_NOW + SESSION_ABSOLUTE_S);
    visit(b, "/account");
    see(b, "Bitte melden Sie sich zuerst an.");
    /* unused for half a day it ends */
    try_login("ada@example.org", "correct horse");
    home_time(home, TEST_NOW + SESSION_ABSOLUTE_S + SESSION_IDLE_S);
    visit(b, "/account");
    see(b, "Bitte melden Sie sich zuerst an.");
}

static void disabled_while_logged_in(void **state)
{
    (void)state;
    int64_t id = home_user(home, "ada@example.org", "");
    try_login("ada@example.org", "correct horse");
    user_disable(home_begin(home), id, true);
    home_commit(home);
    visit(b, "/account");
    see(b, "Bitte melden Sie sich zuerst an.");
}

static void forged_requests(void **state)
{
    (void)state;
    static const char *const fields = "name=Eve&language=de";
    home_user(home, "ada@example.org", "");
    home_user(home, "eve@example.org", "");
    struct browser *eve = browser_new(home);
    visit(eve, "/login?to=/account");
    fill(eve, "email", "eve@example.org");
    fill(eve, "password", "correct horse");
    press_in(eve, "/login", NULL);
    const char *bodies[] = {
        fields,
        "csrf=&name=Eve&language=de",
        "csrf=0123456789abcdef&name=Eve&language=de",
        arena_printf(home->mem, "csrf=%s&%s", field_value(eve, "csrf"), fields),
    };
    try_login("ada@example.org", "correct horse");
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        request_raw(b, "POST", "/account", urlencoded, bodies[i],
                    strlen(bodies[i]));
        see_status(b, 403);
        see(b, "es wurde nichts geändert");
    }
    /* nor can a login be forged */
    request_raw(b, "POST", "/login", urlencoded,
                "email=eve%40example.org&password=correct+horse", 46);
    see_status(b, 403);
    assert_int_equal(
        home_number(home, "SELECT count(*) FROM user WHERE name = 'Eve'"), 0);
    browser_free(eve);
}

static const struct {
    const char *to, *want;
} returns[] = {
    {"/account", "/account"},
    {"/office?x=1&y=%20", "/office?x=1&y=%20"},
    {"", "/jury"},
    {"account", "/jury"},
    {"//evil.example", "/jury"},
    {"///evil.example", "/jury"},
    {"/\\evil.example", "/jury"},
    {"/a\\b", "/jury"},
    {"\\\\evil.example", "/jury"},
    {"http://evil.example", "/jury"},
    {"javascript:alert(1)", "/jury"},
    {"/a\r\nset-cookie: x=y", "/jury"},
    {"/a b", "/jury"},
    {"/\t/evil.example", "/jury"},
    {"/j\xc3\xbcry", "/jury"},
};

static void return_path_stays_here(void **state)
{
    (void)state;
    home_user(home, "ada@example.org", "juror");
    for (size_t i = 0; i < sizeof returns / sizeof *returns; i++) {
        char *to = out_urlencode(home->mem, returns[i].to);
        visit(b, arena_printf(home->mem, "/login?to=%s", to));
        see_status(b, 200);
        post_fields(
            b, "/login",
            arena_printf(home->mem,
                         "email=ada%%40example.org&password=correct+horse&"
                         "to=%s",
                         to));
        see_status(b, 303);
        if (strcmp(header(b, "location"), returns[i].want) != 0)
            fail_msg("to '%s' leads to %s", returns[i].to,
                     header(b, "location"));
        visit(b, "/account");
        press(b, "Abmelden");
    }
}

/* "correct horse" at another cost than today's: renewed, and fits again. */
static void old_hash_is_renewed(void **state)
{
    (void)state;
    home_user(home, "ada@example.org", "");
    home_sql(home,
             "UPDATE user SET password_hash = "
             "'$argon2id$v=19$m=16,t=2,p=1$oaXuv+pt6zyu"
             "zccd+zngzw$AEXIV9qoHmp5Ac4ZjVmEt4ScpNEWdrX2WS2aeSe++wQ'");
    for (int n = 0; n < 2; n++) {
        try_login("ada@example.org", "correct horse");
        see_status(b, 200);
        see(b, "Mein Konto");
        assert_int_equal(home_number(home,
                                     "SELECT count(*) FROM user WHERE "
                                     "password_hash LIKE '%m=8,t=1,p=1$%'"),
                         1);
        press(b, "Abmelden");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(right_and_wrong),          STORY(in_english),
        STORY(alike_for_everybody),      STORY(same_work_for_everybody),
        STORY(limit_per_account),        STORY(limit_per_network),
        STORY(success_does_not_count),   STORY(logout_ends_it_on_the_server),
        STORY(cookie_attributes),        STORY(idle_and_absolute_end),
        STORY(disabled_while_logged_in), STORY(forged_requests),
        STORY(return_path_stays_here),   STORY(old_hash_is_renewed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
