/* Registering, and one's own account. */
#include "support/account_story.h"

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
    try_register("Ida", "FALK", "ida@example.org", "correct horse");
    assert_int_equal(count_of("membership"), 1);
    /* another company of hers is not dropped */
    try_register("Ida", "Zweite AG", "ida@example.org", "correct horse");
    assert_int_equal(count_of("membership"), 2);
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
        STORY(a_company_registers), STORY(registering_needs_all),
        STORY(a_taken_address),     STORY(registering_is_limited),
        STORY(markup_is_text),      STORY(ones_own_account),
        STORY(a_new_password),      STORY(out_everywhere),
        STORY(in_english),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
