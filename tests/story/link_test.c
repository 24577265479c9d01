/* Links from mails: invitation, confirmation, reset, and who gains nothing by
 * them. */
#include "support/account_story.h"

/* Anybody can have these mails sent to anybody: no word of theirs is in them.
 */
static void mails_that_strangers_ask_for(void **state)
{
    (void)state;
    home_edition(home);
    try_register("You won: evil.example/claim", "Evil Ltd",
                 "victim@example.org", "a long sentence");
    see_status(b, 200);
    user_send_reset(home_begin(home), 1);
    home_commit(home);
    assert_int_equal(count_of("mail WHERE recipient = 'victim@example.org'"),
                     2);
    assert_int_equal(count_of("mail WHERE subject || body LIKE '%evil%'"), 0);
}

static int64_t invite(const char *email, const char *role)
{
    int64_t id =
        user_invite(home_begin(home), email, "Prof. Ida Falk", "en", role);
    home_commit(home);
    return id;
}

static void an_invitation(void **state)
{
    (void)state;
    home_edition(home);
    invite("ida@example.org", "juror");
    const char *link = newest_link();
    assert_true(str_starts(link, "/invite/"));
    visit(b, link);
    see(b, "Einladung in die Jury");
    see(b, "Willkommen, Prof. Ida Falk");
    see_markup(b, "value=\"ida@example.org\"");
    set_password(link, "short");
    see_status(b, 422);
    see(b, "mindestens 10 Zeichen");
    set_password(link, "a long sentence");
    visit(b, "/account");
    see(b, "My account"); /* the account's language */
    see(b, "ida@example.org confirmed");
    visit(b, link);
    see_status(b, 404);
    see(b, "This link no longer works");
    press(b, "Ask for a new link");
    assert_string_equal(location(b), "/forgot");
    assert_non_null(strstr(home_text(home, "SELECT body FROM mail"),
                           "you are invited to join the jury: "
                           "Test Award 2026."));
}

/* Who registers a juror's address beforehand gets nothing when the juror is
 * invited: neither with the password nor with the session. */
static void a_squatter_is_not_invited(void **state)
{
    (void)state;
    home_edition(home);
    struct browser *squatter = browser_new(home);
    visit(squatter, "/register");
    fill(squatter, "name", "Squatter");
    fill(squatter, "company", "Squatter Ltd");
    fill(squatter, "email", "ida@example.org");
    fill(squatter, "password", "my own password");
    press_in(squatter, "/register", NULL);
    assert_string_equal(location(squatter), "/my");
    invite("Ida@example.org", "juror");
    visit(squatter, "/jury");
    assert_true(str_starts(location(squatter), "/login"));
    fill(squatter, "email", "ida@example.org");
    fill(squatter, "password", "my own password");
    press_in(squatter, "/login", NULL);
    see_status(squatter, 422);
    browser_free(squatter);
    const char *link = newest_link();
    assert_true(str_starts(link, "/invite/"));
    visit(b, link);
    see(b, "Willkommen, Prof. Ida Falk");
    set_password(link, "a long sentence");
    visit(b, "/jury");
    see_status(b, 200);
}

/* A password behind a confirmed address stays, as does that of a colleague. */
static void a_known_person_is_invited(void **state)
{
    (void)state;
    int64_t id = home_user(home, "ida@example.org", "company");
    user_confirm(home_begin(home), id);
    home_commit(home);
    invite("ida@example.org", "juror");
    assert_string_equal(newest_link(), "/login");
    home_user(home, "mia@example.org", "organiser");
    invite("mia@example.org", "juror");
    assert_string_equal(newest_link(), "/login");
    try_login(b, "mia@example.org", "correct horse");
    see_status(b, 200);
}

static void only_the_newest_invitation(void **state)
{
    (void)state;
    int64_t id = invite("ida@example.org", "juror");
    const char *first = newest_link();
    assert_int_equal(invite("IDA@example.org", "organiser"), id);
    visit(b, first);
    see_status(b, 404);
    visit(b, newest_link());
    see_status(b, 200);
    see(b, "Einladung in die Geschäftsstelle");
    set_password(newest_link(), "a long sentence");
    /* who has a password is sent to the login, not a link */
    invite("ida@example.org", "company");
    assert_string_equal(newest_link(), "/login");
    assert_int_equal(count_of("user_role"), 3);
}

static void links_end(void **state)
{
    (void)state;
    int64_t id = invite("ida@example.org", "juror");
    const char *link = newest_link();
    home_time(home, TEST_NOW + 14 * DAY_S - 1);
    visit(b, link);
    see_status(b, 200);
    home_time(home, TEST_NOW + 14 * DAY_S);
    fill(b, "password", "a long sentence");
    press_in(b, link, NULL);
    see_status(b, 404);
    see(b, "Dieser Link gilt nicht mehr");
    assert_int_equal(count_of("user WHERE password_hash IS NOT NULL"), 0);
    /* nor does one of a disabled account */
    invite("ida@example.org", "juror");
    user_disable(home_begin(home), id, true);
    home_commit(home);
    visit(b, newest_link());
    see_status(b, 404);
    visit(b, "/invite/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    see_status(b, 404);
}

/* The press of somebody else's button vouches for nobody's password. */
static void only_who_registered_confirms(void **state)
{
    (void)state;
    int64_t id = home_user(home, "ada@example.org", "");
    home_user(home, "mia@example.org", "company");
    user_send_confirm(home_begin(home), id);
    home_commit(home);
    const char *link = newest_link();
    visit(b, link);
    see(b, "Bitte melden Sie sich zuerst an.");
    try_login(b, "mia@example.org", "correct horse");
    visit(b, link);
    see_status(b, 404);
    press(b, "Abmelden");
    visit(b, link);
    fill(b, "email", "ada@example.org");
    fill(b, "password", "correct horse");
    press_in(b, "/login", NULL);
    press(b, "Ja, bestätigen");
    assert_int_equal(count_of("user WHERE email_confirmed_at IS NOT NULL"), 1);
}

static void a_confirmation_sets_no_password(void **state)
{
    (void)state;
    int64_t id = home_user(home, "ada@example.org", "");
    user_send_confirm(home_begin(home), id);
    home_commit(home);
    try_login(b, "ada@example.org", "correct horse");
    const char *token = strrchr(newest_link(), '/');
    visit(b, arena_printf(home->mem, "/reset%s", token));
    see_status(b, 404);
    invite("ida@example.org", "juror");
    token = strrchr(newest_link(), '/');
    visit(b, arena_printf(home->mem, "/confirm%s", token));
    see_status(b, 404);
}

static void the_first_organiser(void **state)
{
    (void)state;
    home_user(home, "ada@example.org", "");
    struct world *w = home_begin(home);
    int64_t id = user_create(w, USER_NO_ADDRESS, "Award office", "de");
    user_grant(w, id, "organiser");
    const char *link = strrchr(user_link(w, id, "invite"), '/');
    home_commit(home);
    link = arena_printf(home->mem, "/invite%s", link);
    visit(b, link);
    see(b, "Dies ist das erste Konto dieses Preises.");
    see_no_markup(b, USER_NO_ADDRESS);
    set_password(link, "a long sentence");
    see_status(b, 422);
    see(b, "Bitte nennen Sie Ihren Namen.");
    fill(b, "name", "Jonas Reber");
    fill(b, "email", "ada@example.org");
    fill(b, "password", "a long sentence");
    press_in(b, link, NULL);
    see_status(b, 422);
    see(b, "Mit dieser Adresse gibt es schon ein Konto.");
    fill(b, "email", "jonas@award.example");
    fill(b, "password", "a long sentence");
    press_in(b, link, NULL);
    visit(b, "/account");
    see(b, "jonas@award.example");
    see(b, "noch nicht bestätigt");
    visit(b, link);
    see_status(b, 404);
    press(b, "Abmelden");
    try_login(b, "jonas@award.example", "a long sentence");
    see_status(b, 200);
}

static void a_forgotten_password(void **state)
{
    (void)state;
    home_user(home, "ada@example.org", "");
    struct browser *elsewhere = browser_new(home);
    try_login(elsewhere, "ada@example.org", "correct horse");
    static const char *const emails[] = {"nobody@example.org",
                                         "ada@example.org"};
    for (size_t i = 0; i < 2; i++) {
        ask_for_reset(emails[i]);
        see_status(b, 200);
        see(b,
            "Wenn es zu dieser Adresse ein Konto gibt, ist ein Link "
            "unterwegs:");
        assert_int_equal(count_of("mail"), i);
    }
    const char *link = newest_link();
    assert_true(str_starts(link, "/reset/"));
    visit(b, link);
    see(b, "Neues Passwort festlegen");
    set_password(link, "another sentence");
    visit(b, "/account");
    see(b, "Mein Konto");
    visit(elsewhere, "/account");
    see(elsewhere, "Bitte melden Sie sich zuerst an.");
    try_login(elsewhere, "ada@example.org", "correct horse");
    see_status(elsewhere, 422);
    try_login(elsewhere, "ada@example.org", "another sentence");
    see_status(elsewhere, 200);
    browser_free(elsewhere);
    /* two hours */
    ask_for_reset("ada@example.org");
    home_time(home, TEST_NOW + 2 * 3600);
    visit(b, newest_link());
    see_status(b, 404);
}

static void resets_are_limited(void **state)
{
    (void)state;
    home_user(home, "ada@example.org", "");
    ask_for_reset("nonsense");
    see_status(b, 422);
    for (int n = 0; n < 5; n++) {
        ask_for_reset("ada@example.org");
        see_status(b, 200);
        ask_for_reset("nobody@example.org");
        see_status(b, 200);
    }
    ask_for_reset("ada@example.org");
    see_status(b, 429);
    ask_for_reset("nobody@example.org");
    see_status(b, 429);
    for (int n = 0; n < 10; n++)
        ask_for_reset(arena_printf(home->mem, "u%d@example.org", n));
    see_status(b, 200);
    ask_for_reset("somebody@example.org"); /* the 21st of this network */
    see_status(b, 429);
    assert_int_equal(count_of("mail"), 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(mails_that_strangers_ask_for),
        STORY(an_invitation),
        STORY(a_squatter_is_not_invited),
        STORY(a_known_person_is_invited),
        STORY(only_the_newest_invitation),
        STORY(links_end),
        STORY(only_who_registered_confirms),
        STORY(a_confirmation_sets_no_password),
        STORY(the_first_organiser),
        STORY(a_forgotten_password),
        STORY(resets_are_limited),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
