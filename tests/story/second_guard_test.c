/* The second factor: no way leads around it, who may take it off, and roles
 * that require it. */
#include "model/user.h"
#include "support/second_story.h"

/* --- ways around it --- */

static const char *path_of_link(const char *kind)
{
    struct world *w = home_begin(home);
    const char *link = user_link(w, 1, kind);
    home_commit(home);
    return strstr(link, arena_printf(home->mem, "/%s/", kind));
}

static void a_reset_link_is_no_way_around(void **state)
{
    (void)state;
    log_in(b, ada);
    set_up();
    press(b, "Abmelden");
    later(30);
    visit(b, path_of_link("reset"));
    fill(b, "password", "correct horse");
    press(b, "Passwort festlegen und weiter");
    assert_string_equal(location(b), "/login/second");
    see(b, "Ihr Passwort ist gesetzt.");
    visit(b, "/office");
    assert_string_equal(location(b), "/login?to=%2Foffice");
    visit(b, "/login/second");
    give_code(b, app_code(0));
    assert_string_equal(location(b), "/office");
}

static void registering_is_no_way_around(void **state)
{
    (void)state;
    log_in(b, ada);
    set_up();
    press(b, "Abmelden");
    visit(b, "/register");
    fill(b, "name", "Ada");
    fill(b, "company", "Eva GmbH");
    fill(b, "email", ada);
    fill(b, "password", "correct horse");
    press_in(b, "/register", NULL);
    see_status(b, 422);
    assert_string_equal(field_value(b, "company"), "Eva GmbH");
    assert_int_equal(number("SELECT count(*) FROM organisation"), 0);
    assert_int_equal(number("SELECT count(*) FROM session"), 0);
}

/* --- off, and new codes --- */

static void fill_change(const char *password, const char *code)
{
    visit(b, "/account/second");
    fill(b, "present", password);
    fill(b, "code", code);
}

/* Somebody registers with an address that is not theirs and sets up a second
 * factor; the owner of the address comes later. */
static void squat(const char *email)
{
    visit(b, "/register");
    fill(b, "name", "Squatter");
    fill(b, "company", "Squatter Ltd");
    fill(b, "email", email);
    fill(b, "password", "my own password");
    press_in(b, "/register", NULL);
    set_up();
    browser_free(b);
    b = browser_new(home);
}

static void the_owner_sets_a_password(const char *path)
{
    visit(b, path);
    fill(b, "password", "correct horse");
    press_in(b, path, NULL);
    see_status(b, 200);
}

static void a_squatters_second_factor_locks_nobody_out(void **state)
{
    (void)state;
    home_edition(home);
    squat("ida@example.org");
    user_invite(home_begin(home), "ida@example.org", "Prof. Ida Falk", "de",
                "juror");
    home_commit(home);
    assert_int_equal(number("SELECT count(*) FROM second_factor"), 0);
    assert_int_equal(number("SELECT count(*) FROM recovery_code"), 0);
    assert_int_equal(logged("second.off"), 1);
    the_owner_sets_a_password(strstr(
        text("SELECT link FROM mail ORDER BY id DESC LIMIT 1"), "/invite/"));
    visit(b, "/jury");
    see_status(b, 200);
    assert_string_equal(location(b), "/jury");
}

/* But what a juror set up stays, confirmed or not: see user_claim(). */
static void a_forgotten_password_and_a_squatter(void **state)
{
    (void)state;
    squat("ida@example.org");
    struct world *w = home_begin(home);
    const char *link = arena_text(home->mem, user_link(w, 2, "reset"));
    home_commit(home);
    the_owner_sets_a_password(strstr(link, "/reset/"));
    assert_string_equal(location(b), "/my");
    assert_int_equal(number("SELECT count(*) FROM second_factor"), 0);
    set_up();
    home_sql(home,
             "UPDATE user SET email_confirmed_at = NULL;"
             "INSERT INTO user_role (user_id, role, granted_at) "
             "VALUES (2, 'juror', 1)");
    w = home_begin(home);
    link = arena_text(home->mem, user_link(w, 2, "reset"));
    home_commit(home);
    the_owner_sets_a_password(strstr(link, "/reset/"));
    assert_string_equal(location(b), "/login/second");
}

static void off_takes_password_and_code(void **state)
{
    (void)state;
    log_in(b, ada);
    set_up();
    later(30);
    fill_change("wrong horse!", app_code(0));
    press(b, "Zweiten Faktor abschalten");
    see_status(b, 422);
    see(b, "nicht Ihr");
    fill_change("correct horse", "123456");
    press(b, "Zweiten Faktor abschalten");
    see_status(b, 422);
    assert_int_equal(number("SELECT count(*) FROM second_factor"), 1);
    /* the code that came with the wrong password was not used up */
    fill_change("correct horse", app_code(0));
    press(b, "Zweiten Faktor abschalten");
    see(b, "Der zweite Faktor ist abgeschaltet.");
    assert_int_equal(logged("second.off"), 1);
    assert_int_equal(number("SELECT count(*) FROM recovery_code"), 0);
    press(b, "Abmelden");
    give_password(b, ada);
    assert_string_equal(location(b), "/office");
}

static void new_recovery_codes(void **state)
{
    char old[16];
    (void)state;
    log_in(b, ada);
    set_up();
    snprintf(old, sizeof old, "%s", recovery[0]);
    fill_change("correct horse", recovery[1]);
    press(b, "Neue Wiederherstellungscodes erzeugen");
    read_codes();
    assert_string_not_equal(old, recovery[0]);
    assert_int_equal(logged("second.codes"), 1);
    press(b, "Abmelden");
    give_password(b, ada);
    give_code(b, old);
    see_status(b, 422);
    give_code(b, recovery[0]);
    assert_string_equal(location(b), "/office");
}

static void the_office_takes_it_off(void **state)
{
    struct browser *bo = browser_new(home);
    (void)state;
    int64_t id = home_user(home, "bo@example.org", "organiser");
    log_in(b, ada);
    set_up();
    log_in(bo, "bo@example.org");
    visit(bo, "/office/users");
    see(bo, "zweiter Faktor");
    press_in(bo, "/office/user/1/second-off", NULL);
    see(bo, "Der zweite Faktor ist entfernt");
    assert_int_equal(number("SELECT user_id FROM audit WHERE action = "
                            "'second.off' AND subject_id = 1"),
                     id);
    press(b, "Abmelden");
    give_password(b, ada);
    assert_string_equal(location(b), "/office");
    /* one's own takes the code */
    set_up();
    post_fields(b, "/office/user/1/second-off", "");
    see_status(b, 409);
    assert_int_equal(number("SELECT count(*) FROM second_factor"), 1);
    browser_free(bo);
}

/* --- roles that require one --- */

static void required_of_a_role(void **state)
{
    struct browser *juror = browser_new(home);
    (void)state;
    home_user(home, "j@example.org", "juror company");
    log_in(juror, "j@example.org");
    visit(juror, "/jury");
    see_status(juror, 200);
    log_in(b, ada);
    visit(b, "/office/users");
    fill(b, "required", "juror");
    press_in(b, "/office/users/second", NULL);
    assert_int_equal(logged("second.require"), 1);
    /* at once, in a session that is open; the other role goes on */
    visit(juror, "/jury/receipts");
    assert_string_equal(location(juror), "/account/second");
    see(juror, "Ihre Rolle verlangt");
    visit(juror, "/my");
    see_status(juror, 200);
    see_no_markup(juror, "href=\"/jury\"");
    visit(juror, "/account");
    see_status(juror, 200);
    request_raw(juror, "GET", "/office", NULL, NULL, 0);
    see_status(juror, 404); /* not a role of his */
    /* after a login it is the first page */
    press(juror, "Abmelden");
    log_in(juror, "j@example.org");
    assert_string_equal(location(juror), "/account/second");
    struct browser *keep = b;
    b = juror;
    set_up();
    b = keep;
    visit(juror, "/jury");
    see_status(juror, 200);
    assert_string_equal(location(juror), "/jury");
    /* and back */
    visit(b, "/office/users");
    uncheck(b, "required", "juror");
    press_in(b, "/office/users/second", NULL);
    assert_int_equal(logged("second.release"), 1);
    press_in(b, "/office/users/second", NULL); /* nothing new: not logged */
    assert_int_equal(logged("second.release"), 1);
    browser_free(juror);
}

/* Who requires it of the own role is led there too. */
static void required_of_oneself(void **state)
{
    (void)state;
    log_in(b, ada);
    visit(b, "/office/users");
    fill(b, "required", "organiser");
    press_in(b, "/office/users/second", NULL);
    assert_string_equal(location(b), "/account/second");
    set_up();
    press(b, "Ich habe sie aufbewahrt, weiter");
    assert_string_equal(location(b), "/office");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(a_reset_link_is_no_way_around),
        STORY(registering_is_no_way_around),
        STORY(a_squatters_second_factor_locks_nobody_out),
        STORY(a_forgotten_password_and_a_squatter),
        STORY(off_takes_password_and_code),
        STORY(new_recovery_codes),
        STORY(the_office_takes_it_off),
        STORY(required_of_a_role),
        STORY(required_of_oneself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
