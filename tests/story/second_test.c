/* The second factor: setting it up, logging in with it, what it holds back
 * until it is given, losing the device, and roles that require it. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/routes.h"
#include "base/str.h"
#include "base/totp.h"
#include "model/second.h"
#include "model/user.h"
#include "support/story.h"

static const char ada[] = "ada@example.org";

static int setup(void **state)
{
    (void)state;
    story_open();
    home_user(home, ada, "organiser");
    return 0;
}

/* --- the app on the telephone --- */

static unsigned char device[TOTP_SECRET_BYTES];

/* Types the secret that the page shows into the app. */
static void read_secret(void)
{
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    const char *at = strstr(page(b), "qr-secret\">");
    assert_non_null(at);
    at += strlen("qr-secret\">");
    uint32_t bits = 0;
    int have = 0;
    size_t bytes = 0;
    for (; *at != '<'; at++) {
        if (*at == ' ')
            continue;
        bits = bits << 5 | (uint32_t)(strchr(alphabet, *at) - alphabet);
        have += 5;
        if (have >= 8) {
            have -= 8;
            device[bytes++] = (unsigned char)(bits >> have);
        }
    }
    assert_int_equal(bytes, TOTP_SECRET_BYTES);
}

/* What the app shows so many steps from now. */
static const char *app_code(int steps)
{
    char code[TOTP_DIGITS_MAX + 1];
    totp_code(device, sizeof device, home->world.now / TOTP_STEP_S + steps,
              TOTP_DIGITS, code);
    return arena_text(home->mem, code);
}

static void later(int64_t seconds)
{
    home_time(home, home->world.now + seconds);
}

static char recovery[SECOND_CODES][16];

static void read_codes(void)
{
    const char *at = page(b);
    for (int i = 0; i < SECOND_CODES; i++) {
        at = strstr(at, "<li class=\"code\">");
        assert_non_null(at);
        at += strlen("<li class=\"code\">");
        snprintf(recovery[i], sizeof recovery[i], "%.11s", at);
    }
    assert_null(strstr(at, "<li class=\"code\">"));
}

static void set_up(void)
{
    visit(b, "/account/second");
    read_secret();
    fill(b, "code", app_code(0));
    press(b, "Einrichten");
    see_status(b, 200);
    read_codes();
}

static void give_password(struct browser *who, const char *email)
{
    visit(who, "/login");
    fill(who, "email", email);
    fill(who, "password", "correct horse");
    press_in(who, "/login", NULL);
}

static void give_code(struct browser *who, const char *code)
{
    fill(who, "code", code);
    press(who, "Weiter");
}

static int64_t logged(const char *action)
{
    return number(arena_printf(
        home->mem, "SELECT count(*) FROM audit WHERE action = '%s'", action));
}

/* --- setting it up --- */

static void setting_up(void **state)
{
    struct browser *other = browser_new(home);
    (void)state;
    log_in(b, ada);
    give_password(other, ada);
    visit(b, "/account");
    press(b, "Zweiten Faktor einrichten");
    see_markup(b, "<svg class=\"qr\"");
    see(b, "Beides geht nicht?");
    see_markup(b, "href=\"otpauth://totp/");
    see_markup(b, "inputmode=\"numeric\"");
    read_secret();
    unsigned char first[TOTP_SECRET_BYTES];
    memcpy(first, device, sizeof first);
    visit(b, "/account/second"); /* back from the app, which has it by now */
    read_secret();
    assert_memory_equal(first, device, sizeof first);
    fill(b, "code", "000000");
    press(b, "Einrichten");
    see_status(b, 422);
    see(b, "Dieser Code passt nicht.");
    assert_string_equal(field_value(b, "code"), "000000");
    read_secret(); /* it is still the same */
    assert_memory_equal(first, device, sizeof first);
    assert_int_equal(number("SELECT count(*) FROM second_factor"), 0);
    fill(b, "code", app_code(0));
    press(b, "Einrichten");
    see(b, "Ihre Wiederherstellungscodes");
    read_codes();
    assert_int_equal(number("SELECT count(*) FROM recovery_code"),
                     SECOND_CODES);
    assert_int_equal(logged("second.on"), 1);
    /* neither secret nor code stands in the database as it is */
    char hex[2 * TOTP_SECRET_BYTES + 1];
    str_hex(hex, device, sizeof device);
    assert_null(strstr(text("SELECT secret FROM second_factor"), hex));
    assert_int_equal(
        number(arena_printf(home->mem,
                            "SELECT count(*) FROM recovery_code WHERE "
                            "digest LIKE '%%%.5s%%'",
                            recovery[0])),
        0);
    press(b, "Ich habe sie aufbewahrt, weiter");
    assert_string_equal(location(b), "/office");
    press(b, "Abmelden"); /* the page with the codes had a good token */
    see(b, "Sie sind abgemeldet.");
    visit(other, "/office"); /* a session that knew the password only */
    assert_string_equal(location(other), "/login?to=%2Foffice");
    browser_free(other);
}

static void an_offer_is_for_one_person_and_an_hour(void **state)
{
    struct browser *eve = browser_new(home);
    (void)state;
    home_user(home, "eve@example.org", "");
    log_in(b, ada);
    visit(b, "/account/second");
    read_secret();
    const char *offer = arena_text(home->mem, field_value(b, "offer"));
    unsigned char first[TOTP_SECRET_BYTES];
    memcpy(first, device, sizeof first);
    press(b, "Abmelden");
    log_in(b, ada); /* another session, another secret */
    visit(b, "/account/second");
    read_secret();
    assert_memory_not_equal(first, device, sizeof first);
    log_in(eve, "eve@example.org");
    visit(eve, "/account/second");
    post_fields(
        eve, "/account/second",
        arena_printf(home->mem, "offer=%s&code=%s", offer, app_code(0)));
    see_status(eve, 422);
    see(eve, "Dieser QR-Code war zu alt.");
    later(SECOND_OFFER_S + 1);
    fill(b, "code", app_code(0));
    press(b, "Einrichten");
    see_status(b, 422);
    see(b, "Dieser QR-Code war zu alt.");
    assert_int_equal(number("SELECT count(*) FROM second_factor"), 0);
    browser_free(eve);
}

/* --- logging in --- */

static void password_and_code(void **state)
{
    (void)state;
    log_in(b, ada);
    set_up();
    press(b, "Abmelden");
    later(30);
    visit(b, "/login?to=/office/log");
    fill(b, "email", ada);
    fill(b, "password", "correct horse");
    press_in(b, "/login", NULL);
    assert_string_equal(location(b), "/login/second?to=%2Foffice%2Flog");
    see(b, "Ihr Code");
    see_not(b, "Abmelden");
    give_code(b, "");
    see_status(b, 422);
    give_code(b, "000000");
    see_status(b, 422);
    see(b, "Dieser Code stimmt nicht");
    assert_string_equal(field_value(b, "code"), "000000");
    const char *code = app_code(0);
    give_code(b, arena_printf(home->mem, "%.3s %s", code, code + 3));
    assert_string_equal(location(b), "/office/log");
    assert_int_equal(number("SELECT count(*) FROM login_wait"), 0);
}

/* Until the code is given the visitor is nobody, for every route. */
static void nobody_until_the_code(void **state)
{
    (void)state;
    log_in(b, ada);
    set_up();
    press(b, "Abmelden");
    give_password(b, ada);
    assert_int_equal(number("SELECT count(*) FROM session"), 0);
    int tried = 0;
    for (size_t i = 0; i < route_count; i++) {
        const char *path = routes[i].pattern;
        if (routes[i].method != HTTP_GET || routes[i].role == ROLE_ANYONE ||
            strchr(path, ':') != NULL)
            continue;
        request_raw(b, "GET", path, NULL, NULL, 0);
        see_status(b, 303);
        assert_ptr_equal(strstr(header(b, "location"), "/login?to="),
                         header(b, "location"));
        tried++;
    }
    assert_true(tried > 10);
    visit(b, "/"); /* not even a name */
    see_not(b, ada);
    see(b, "Anmelden");
    visit(b, "/login/second"); /* and it goes on */
    give_code(b, app_code(1));
    assert_string_equal(location(b), "/office");
}

static void no_code_twice(void **state)
{
    struct browser *other = browser_new(home);
    (void)state;
    log_in(b, ada);
    set_up();
    press(b, "Abmelden");
    give_password(b, ada);
    give_code(b, app_code(0)); /* the one that set it up */
    see_status(b, 422);
    give_code(b, app_code(2)); /* not yet */
    see_status(b, 422);
    later(30);
    const char *code = app_code(0);
    give_password(other, ada);
    give_code(b, code);
    assert_string_equal(location(b), "/office");
    give_code(other, code); /* read over the shoulder */
    see_status(other, 422);
    give_code(other, app_code(-1)); /* nor an older one */
    see_status(other, 422);
    browser_free(other);
}

static void tries_are_counted(void **state)
{
    (void)state;
    log_in(b, ada);
    set_up();
    press(b, "Abmelden");
    later(30);
    give_password(b, ada);
    for (int i = 0; i < 5; i++) {
        give_code(b, "111111");
        see_status(b, 422);
    }
    give_code(b, app_code(0)); /* right, and too late */
    see_status(b, 429);
    see(b, "Zu viele Versuche.");
    give_password(b, ada); /* the password once more does not help */
    give_code(b, app_code(0));
    see_status(b, 429);
    later(15 * 60 + 1);
    give_password(b, ada);
    give_code(b, app_code(0));
    assert_string_equal(location(b), "/office");
}

static void waiting_ends(void **state)
{
    (void)state;
    log_in(b, ada);
    set_up();
    press(b, "Abmelden");
    give_password(b, ada);
    later(SECOND_WAIT_S + 1);
    give_code(b, app_code(0));
    assert_string_equal(location(b), "/login");
    see(b, "Bitte melden Sie sich noch einmal an");
    /* a new password, and who waits has to begin again */
    give_password(b, ada);
    struct world *w = home_begin(home);
    user_set_password_hash(w, 1, "x");
    home_commit(home);
    give_code(b, app_code(0));
    assert_string_equal(location(b), "/login");
    visit(b, "/login/second"); /* nobody waits */
    assert_string_equal(location(b), "/login");
}

static void recovery_codes(void **state)
{
    (void)state;
    log_in(b, ada);
    set_up();
    press(b, "Abmelden");
    give_password(b, ada);
    give_code(b, recovery[3]);
    assert_string_equal(location(b), "/office");
    see(b, "es bleiben noch 9.");
    assert_int_equal(logged("second.recovery"), 1);
    press(b, "Abmelden");
    give_password(b, ada);
    give_code(b, recovery[3]);
    see_status(b, 422);
    give_code(b, " 0000-1111 ");
    see_status(b, 422);
    /* without the hyphen and in capitals, as people type */
    char typed[16] = "";
    for (size_t i = 0, n = 0; recovery[4][i] != '\0'; i++)
        if (recovery[4][i] != '-')
            typed[n++] = recovery[4][i] >= 'a' ? (char)(recovery[4][i] - 32)
                                               : recovery[4][i];
    give_code(b, typed);
    assert_string_equal(location(b), "/office");
    see(b, "es bleiben noch 8.");
}

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
        STORY(setting_up),
        STORY(an_offer_is_for_one_person_and_an_hour),
        STORY(password_and_code),
        STORY(nobody_until_the_code),
        STORY(no_code_twice),
        STORY(tries_are_counted),
        STORY(waiting_ends),
        STORY(recovery_codes),
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
