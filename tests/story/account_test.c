/* Registering, links from mails, one's own account. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/user.h"
#include "support/story.h"

enum { DAY_S = 24 * 60 * 60 };

static int setup(void **state)
{
    (void)state;
    story_open();
    return 0;
}

static int64_t count_of(const char *table_and_where)
{
    return home_number(home, arena_printf(home->mem, "SELECT count(*) FROM %s",
                                          table_and_where));
}

static void try_login(struct browser *who, const char *email,
                      const char *password)
{
    visit(who, "/login?to=/account");
    fill(who, "email", email);
    fill(who, "password", password);
    press_in(who, "/login", NULL);
}

static void try_register(const char *name, const char *company,
                         const char *email, const char *password)
{
    visit(b, "/register?to=/account");
    fill(b, "name", name);
    fill(b, "company", company);
    fill(b, "email", email);
    fill(b, "password", password);
    press_in(b, "/register", NULL);
}

/* The path of the newest link in the outbox. */
static const char *newest_link(void)
{
    const char *link =
        home_text(home, "SELECT link FROM mail ORDER BY id DESC LIMIT 1");
    assert_non_null(link);
    assert_true(str_starts(link, "http://127.0.0.1:8080/"));
    return link + strlen("http://127.0.0.1:8080");
}

static void set_password(const char *path, const char *password)
{
    visit(b, path);
    fill(b, "password", password);
    press_in(b, path, NULL);
}

static void a_company_registers(void **state)
{
    (void)state;
    home_edition(home);
    try_register("Nora Winter", "Lichtwerk GmbH", "Nora@Lichtwerk.example",
                 "a long sentence");
    see_status(b, 200);
    see(b, "Willkommen! Ihr Konto ist eingerichtet.");
    see_markup(b, "data-user=\"1\""); /* keep.js: drops another's sheets */
    see(b, "noch nicht bestätigt");
    assert_int_equal(count_of("user_role WHERE role = 'company'"), 1);
    assert_int_equal(count_of("membership JOIN organisation ON id = "
                              "organisation_id WHERE name = 'Lichtwerk GmbH'"),
                     1);
    assert_string_equal(home_text(home,
                                  "SELECT recipient || '|' || subject "
                                  "FROM mail"),
                        "Nora@Lichtwerk.example|Testpreis 2026: bitte "
                        "bestätigen Sie Ihre E-Mail-Adresse");
    const char *link = newest_link();
    visit(b, link);
    see(b, "Nora@Lichtwerk.example");
    assert_int_equal(count_of("user WHERE email_confirmed_at IS NOT NULL"), 0);
    press(b, "Ja, bestätigen");
    visit(b, "/account");
    see_not(b, "noch nicht bestätigt");
    see(b, "bestätigt");
    visit(b, link);
    see_status(b, 404);
    see(b, "Dieser Link gilt nicht mehr");
    press(b, "Abmelden");
    try_login(b, "nora@lichtwerk.example", "a long sentence");
    see_status(b, 200);
}

static void registering_needs_all(void **state)
{
    (void)state;
    try_register(" ", "", "nora@lichtwerk", "kurz");
    see_status(b, 422);
    see(b, "Bitte nennen Sie Ihren Namen.");
    see(b, "Bitte nennen Sie den Namen des Unternehmens.");
    see(b, "Bitte geben Sie eine gültige E-Mail-Adresse ein.");
    see(b, "Das Passwort braucht mindestens 10 Zeichen.");
    assert_string_equal(field_value(b, "email"), "nora@lichtwerk");
    see_no_markup(b, "kurz");
    try_register("N", "L", "n@l.example", "äöüßäöüßä"); /* 9 characters */
    see(b, "mindestens 10 Zeichen");
    char *long_password = arena_alloc(home->mem, 1100);
    memset(long_password, 'x', 1099);
    try_register("N", "L", "n@l.example", long_password);
    see(b, "Das Passwort ist zu lang.");
    long_password[201] = '\0';
    try_register(long_password, "L", "n@l.example", "a long sentence");
    see(b, "Bitte verwenden Sie höchstens 200 Zeichen.");
    assert_int_equal(count_of("user"), 0);
    assert_int_equal(count_of("attempt"), 0);
}

static void a_taken_address(void **state)
{
    (void)state;
    home_user(home, "ida@example.org", "juror");
    try_register("Ida", "Falk KG", "IDA@example.org", "some other words");
    see_status(b, 422);
    see(b, "Mit dieser E-Mail-Adresse gibt es schon ein Konto");
    see(b, "Mit dieser Adresse gibt es schon ein Konto.");
    see_markup(b, "href=\"/forgot\"");
    assert_int_equal(count_of("organisation"), 0);
    /* with the right password it is the login, and the juror gets a company */
    try_register("Ida", "Falk KG", "ida@example.org", "correct horse");
    see_status(b, 200);
    see(b, "Sie hatten schon ein Konto; Sie sind jetzt angemeldet.");
    assert_int_equal(count_of("user"), 1);
    assert_int_equal(count_of("user_role"), 2);
    assert_int_equal(count_of("membership"), 1);
    try_register("Ida", "Falk KG", "ida@example.org", "correct horse");
    assert_int_equal(count_of("membership"), 1);
}

static void registering_is_limited(void **state)
{
    (void)state;
    home_user(home, "ida@example.org", "");
    for (int n = 0; n < 5; n++) {
        try_register("I", "F", "ida@example.org", "some other words");
        see_status(b, 422);
    }
    try_register("I", "F", "ida@example.org", "correct horse");
    see_status(b, 429);
    see(b, "in 60 Minuten");
    home_time(home, TEST_NOW + 3601);
    try_register("I", "F", "ida@example.org", "correct horse");
    see_status(b, 200);
}

static void markup_is_text(void **state)
{
    (void)state;
    try_register("<script>alert(1)</script>", "\"><b>GmbH", "x@y.example",
                 "a long sentence");
    see(b, "<script>alert(1)</script>");
    see_no_markup(b, "<script>alert");
    visit(b, newest_link());
    see_no_markup(b, "<script>alert");
    press(b, "Abmelden");
    try_login(b, "\"><script>", "<b>");
    see_no_markup(b, "\"><script>");
}

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

static void ask_for_reset(const char *email)
{
    visit(b, "/forgot");
    fill(b, "email", email);
    press_in(b, "/forgot", NULL);
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

static void ones_own_account(void **state)
{
    (void)state;
    home_user(home, "ada@example.org", "company");
    try_login(b, "ada@example.org", "correct horse");
    fill(b, "name", "");
    press_in(b, "/account", NULL);
    see_status(b, 422);
    see(b, "Bitte nennen Sie Ihren Namen.");
    visit(b, "/account?lang=de"); /* this browser's choice must not win */
    fill(b, "name", "Dr. Ada <script>x</script>");
    fill(b, "language", "en");
    press_in(b, "/account", NULL);
    see_status(b, 200);
    see(b, "Your changes are saved.");
    see(b, "My account");
    see(b, "Dr. Ada <script>x</script>");
    see_no_markup(b, "<script>x");
    press(b, "Send the link once more");
    see(b, "A new link is on its way to you.");
    assert_true(str_starts(newest_link(), "/confirm/"));
    assert_string_equal(home_text(home, "SELECT language FROM mail"), "en");
}

static void change_password(const char *present, const char *password)
{
    visit(b, "/account");
    fill(b, "present", present);
    fill(b, "password", password);
    press_in(b, "/account/password", NULL);
}

static void a_new_password(void **state)
{
    (void)state;
    home_user(home, "ada@example.org", "");
    struct browser *elsewhere = browser_new(home);
    try_login(elsewhere, "ada@example.org", "correct horse");
    try_login(b, "ada@example.org", "correct horse");
    change_password("", "short");
    see_status(b, 422);
    see(b, "Bitte geben Sie Ihr bisheriges Passwort ein.");
    see(b, "mindestens 10 Zeichen");
    change_password("wrong horse", "another sentence");
    see_status(b, 422);
    see(b, "Das ist nicht Ihr bisheriges Passwort.");
    change_password("correct horse", "another sentence");
    see_status(b, 200);
    see(b, "Ihr Passwort ist geändert");
    visit(elsewhere, "/account");
    see(elsewhere, "Bitte melden Sie sich zuerst an.");
    try_login(elsewhere, "ada@example.org", "another sentence");
    see_status(elsewhere, 200);
    /* guessing here is guessing at the login */
    for (int n = 0; n < 9; n++)
        change_password("wrong horse", "another sentence");
    see_status(b, 422);
    change_password("another sentence", "a third sentence");
    see_status(b, 429);
    browser_free(elsewhere);
}

static void out_everywhere(void **state)
{
    (void)state;
    home_user(home, "ada@example.org", "");
    home_user(home, "bob@example.org", "");
    struct browser *elsewhere = browser_new(home);
    struct browser *bob = browser_new(home);
    try_login(elsewhere, "ada@example.org", "correct horse");
    try_login(bob, "bob@example.org", "correct horse");
    try_login(b, "ada@example.org", "correct horse");
    press(b, "Überall abmelden");
    see(b, "Sie sind überall abgemeldet.");
    visit(elsewhere, "/account");
    see(elsewhere, "Bitte melden Sie sich zuerst an.");
    visit(bob, "/account");
    see(bob, "Mein Konto");
    browser_free(elsewhere);
    browser_free(bob);
}

static void in_english(void **state)
{
    (void)state;
    browser_language(b, "en");
    try_register("Nora Winter", "Lichtwerk GmbH", "n@l.example",
                 "a long sentence");
    see(b, "Welcome! Your account is ready.");
    assert_string_equal(home_text(home, "SELECT language || subject FROM mail"),
                        "enLorbeer: please confirm your e-mail address");
    ask_for_reset("n@l.example");
    see(b, "Please look into your mailbox");
    visit(b, newest_link());
    see(b, "Choose a new password");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(a_company_registers),
        STORY(registering_needs_all),
        STORY(a_taken_address),
        STORY(registering_is_limited),
        STORY(markup_is_text),
        STORY(an_invitation),
        STORY(mails_that_strangers_ask_for),
        STORY(a_squatter_is_not_invited),
        STORY(a_known_person_is_invited),
        STORY(only_the_newest_invitation),
        STORY(links_end),
        STORY(only_who_registered_confirms),
        STORY(a_confirmation_sets_no_password),
        STORY(the_first_organiser),
        STORY(a_forgotten_password),
        STORY(resets_are_limited),
        STORY(ones_own_account),
        STORY(a_new_password),
        STORY(out_everywhere),
        STORY(in_english),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
